//! [`KnownPublisher`]: publishers that a project names already, to be offered with how they were rated.

use crate::model::Project;
use std::collections::BTreeMap;

/// A publisher that documents of the project name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPublisher {
    /// As the documents write it, without blanks around it; never empty.
    pub name: String,
    /// How many documents name it.
    pub document_count: usize,
    /// Level that the last document in project order has which names it and is rated; none when none is.
    pub reliability: Option<String>,
}

/// The publishers of a project: those of most documents first, then as they come.
pub fn known_publishers(project: &Project) -> Vec<KnownPublisher> {
    let mut found: Vec<KnownPublisher> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for document in project.documents() {
        let source = &document.details.source;
        let name = source.publisher.trim();
        if name.is_empty() {
            continue;
        }
        let place = *places.entry(name).or_insert(found.len());
        match found.get_mut(place) {
            Some(known) => {
                known.document_count += 1;
                if source.reliability.is_some() {
                    known.reliability.clone_from(&source.reliability);
                }
            }
            None => found.push(KnownPublisher {
                name: name.to_owned(),
                document_count: 1,
                reliability: source.reliability.clone(),
            }),
        }
    }
    found.sort_by_key(|known| std::cmp::Reverse(known.document_count));
    found
}

/// The publisher with exactly that name.
pub fn named<'a>(known: &'a [KnownPublisher], typed: &str) -> Option<&'a KnownPublisher> {
    known.iter().find(|known| known.name == typed.trim())
}

/// At most so many publishers whose names hold what was typed; none when nothing was, or all of a name.
pub fn offered<'a>(known: &'a [KnownPublisher], typed: &str, max: usize) -> Vec<&'a KnownPublisher> {
    let part = typed.trim().to_lowercase();
    if part.is_empty() || named(known, typed).is_some() {
        return Vec::new();
    }
    known.iter().filter(|known| known.name.to_lowercase().contains(&part)).take(max).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Document, DocumentDetails, DocumentId, Edit, ProjectId, Source, Transaction};
    use std::collections::BTreeSet;
    use uuid::Uuid;

    fn project(sources: &[(&str, &str)]) -> Project {
        let mut project = Project::new(ProjectId(Uuid::from_u128(1)), "Sample");
        let edit = |(number, (publisher, level)): (u128, &(&str, &str))| {
            let reliability = Some((*level).to_owned()).filter(|level| !level.is_empty());
            let source = Source { publisher: (*publisher).to_owned(), reliability, ..Default::default() };
            Edit::AddDocument {
                position: usize::MAX,
                document: Box::new(Document {
                    pinpoints: Vec::new(),
                    id: DocumentId(Uuid::from_u128(number)),
                    details: DocumentDetails { source, ..Default::default() },
                    file_name: String::new(),
                    original_sha256: String::new(),
                    text: "".into(),
                    sentences: Vec::new(),
                    read_by: BTreeSet::new(),
                }),
            }
        };
        let edits = (10..).zip(sources).map(edit).collect();
        project.commit(Transaction::new("Build", edits)).unwrap();
        project
    }

    /// Publishers as one line each.
    fn drawn<'a>(known: impl IntoIterator<Item = &'a KnownPublisher>) -> Vec<String> {
        let level = |known: &KnownPublisher| known.reliability.clone().unwrap_or_else(|| "-".to_owned());
        known
            .into_iter()
            .map(|known| format!("{} {} {}", known.name, known.document_count, level(known)))
            .collect()
    }

    const SOURCES: &[(&str, &str)] = &[
        ("Reuters", "A"),
        ("", "F"),
        ("AP", "C"),
        (" AP ", "B"),
        ("AP", ""),
        ("ap", ""),
        ("La República", ""),
    ];

    #[test]
    fn publishers_come_by_use_with_the_last_rating() {
        assert_eq!(
            drawn(&known_publishers(&project(SOURCES))),
            ["AP 3 B", "Reuters 1 A", "ap 1 -", "La República 1 -"]
        );
        assert_eq!(known_publishers(&project(&[])), []);
    }

    #[test]
    fn a_part_of_a_name_finds_it_and_the_whole_name_offers_nothing_more() {
        let known = known_publishers(&project(SOURCES));
        let found = |typed: &str| drawn(offered(&known, typed, 4)).join(", ");
        assert_eq!(found("eut"), "Reuters 1 A");
        assert_eq!(found("REPÚ"), "La República 1 -");
        assert_eq!(found("P"), "AP 3 B, ap 1 -, La República 1 -");
        assert_eq!([found(""), found("  "), found("AP "), found("BBC")], [""; 4]);
        assert_eq!(offered(&known, "e", 1).len(), 1);
        assert_eq!(drawn(named(&known, " AP")), ["AP 3 B"]);
    }
}
