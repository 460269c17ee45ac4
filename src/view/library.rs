//! [`LibraryView`]: the documents panel as plain data.

use super::layers::Shown;
use super::names;
use crate::model::{AnnotatorId, ClaimId, Document, DocumentId, DocumentRole, Link, Project};
use crate::text::{SentenceRole, visible};
use std::collections::BTreeMap;

/// The documents panel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LibraryView {
    /// In project order.
    pub rows: Vec<LibraryRow>,
    /// Claims of the whole project.
    pub claim_count: usize,
    /// Links of the whole project.
    pub link_count: usize,
    /// This annotator's own links.
    pub own_link_count: usize,
    /// How many claims each annotator has, on show or not.
    pub annotator_counts: BTreeMap<AnnotatorId, usize>,
    /// Ids of the claim kinds in use, most used first.
    pub frequent_kinds: Vec<String>,
}

/// One document of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryRow {
    /// Which document.
    pub document: DocumentId,
    /// Letter by which its sentences are named.
    pub letter: String,
    /// Shown; never empty.
    pub title: String,
    /// Publisher; empty when not known.
    pub publisher: String,
    /// Date as far as known; empty when not.
    pub published: String,
    /// Admiralty letter A–F; none when not rated.
    pub reliability: Option<String>,
    /// How many sentences it has, set-aside ones left out.
    pub sentence_count: usize,
    /// How many of them hold the beginning of a claim.
    pub tagged_count: usize,
    /// How many claims it has.
    pub claim_count: usize,
    /// How many links end in it.
    pub link_count: usize,
    /// Whether this annotator marked it read.
    pub read: bool,
    /// Whether it is held against the others.
    pub is_under_check: bool,
    /// How often each claim kind is used in it.
    kind_counts: BTreeMap<String, usize>,
    /// How many claims each annotator has in it, on show or not.
    annotator_counts: BTreeMap<AnnotatorId, usize>,
}

/// What changed since a [`LibraryView`] was made.
#[derive(Debug)]
pub struct LibraryChanges<D: Fn(DocumentId) -> bool, L: Fn(DocumentId) -> bool> {
    /// Whether a document, its sentences or its claims changed.
    pub document: D,
    /// Whether a link that ends in a document changed.
    pub links: L,
}

/// Makes the documents panel for an annotator.
pub fn library_view(shown: Shown<'_>, me: AnnotatorId) -> LibraryView {
    let mut view = LibraryView::default();
    view.refresh(shown, me, &LibraryChanges { document: |_| true, links: |_| true });
    view
}

impl LibraryView {
    /// Makes the rows of changed documents again and keeps the others.
    pub fn refresh<D: Fn(DocumentId) -> bool, L: Fn(DocumentId) -> bool>(
        &mut self,
        shown: Shown<'_>,
        me: AnnotatorId,
        changes: &LibraryChanges<D, L>,
    ) {
        let project = shown.project;
        let (mut is_any_changed, mut is_any_linked) = (self.line_up(project), false);
        for (row, document) in self.rows.iter_mut().zip(project.documents()) {
            let is_changed = row.title.is_empty() || (changes.document)(document.id);
            let is_linked = is_changed || (changes.links)(document.id);
            if is_changed {
                let letter = std::mem::take(&mut row.letter);
                *row = LibraryRow { letter, ..library_row(shown, document, me) };
            }
            if is_linked {
                row.link_count = link_count(shown, document.id);
            }
            (is_any_changed, is_any_linked) = (is_any_changed || is_changed, is_any_linked || is_linked);
        }
        if is_any_linked {
            self.link_count = shown.link_count();
            self.own_link_count = shown.links().filter(|link| link.annotator == me).count();
        }
        if is_any_changed || self.rows.is_empty() {
            self.claim_count = self.rows.iter().map(|row| row.claim_count).sum();
            self.frequent_kinds = frequent_kinds(&self.rows);
            self.annotator_counts = annotator_counts(&self.rows);
        }
    }

    /// A row for each document, in their order; rows of documents that were not there are empty. Whether rows changed.
    fn line_up(&mut self, project: &Project) -> bool {
        let documents = project.document_ids();
        if self.rows.iter().map(|row| &row.document).eq(documents) {
            return false;
        }
        let old = std::mem::take(&mut self.rows);
        let mut known: BTreeMap<DocumentId, LibraryRow> =
            old.into_iter().map(|row| (row.document, row)).collect();
        for (position, document) in documents.iter().enumerate() {
            let row = known.remove(document).unwrap_or_else(|| LibraryRow::to_be_made(*document));
            self.rows.push(LibraryRow { letter: names::letter(position), ..row });
        }
        true
    }

    /// This annotator's own claims.
    pub fn own_claim_count(&self, me: AnnotatorId) -> usize {
        self.annotator_counts.get(&me).copied().unwrap_or_default()
    }
}

fn annotator_counts(rows: &[LibraryRow]) -> BTreeMap<AnnotatorId, usize> {
    let mut counts = BTreeMap::new();
    for (annotator, count) in rows.iter().flat_map(|row| &row.annotator_counts) {
        *counts.entry(*annotator).or_default() += count;
    }
    counts
}

/// How many links end in a document; one with both ends there counts once.
fn link_count(shown: Shown<'_>, document: DocumentId) -> usize {
    let claims = shown.claims_in(document);
    let links = claims.flat_map(|claim| shown.links_of(claim.id).map(move |link| (claim.id, link)));
    // From a link within the document its first end is met too.
    let is_first = |claim: ClaimId, link: &Link| {
        let other = shown.project.claim(link.other_end(claim));
        link.from == claim || other.is_none_or(|other| other.document != document)
    };
    links.filter(|(claim, link)| is_first(*claim, link)).count()
}

fn library_row(shown: Shown<'_>, document: &Document, me: AnnotatorId) -> LibraryRow {
    let (mut tagged_count, mut claim_count) = (0, 0);
    let mut last_tagged = None;
    let mut kind_counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut annotator_counts: BTreeMap<AnnotatorId, usize> = BTreeMap::new();
    for claim in shown.project.claims_in(document.id) {
        *annotator_counts.entry(claim.annotator).or_default() += 1;
        if !shown.layers.shows(claim.annotator) {
            continue;
        }
        claim_count += 1;
        // Claims come in the order of their places, so a sentence is left for good once another one begins.
        let sentence = document.sentence_at(claim.span.start);
        if sentence.is_some() && sentence != last_tagged {
            tagged_count += 1;
            last_tagged = sentence;
        }
        for kind in &claim.kinds {
            match kind_counts.get_mut(kind) {
                Some(count) => *count += 1,
                None => drop(kind_counts.insert(kind.clone(), 1)),
            }
        }
    }
    let details = &document.details;
    let counted = document.sentences.iter().filter(|sentence| sentence.role != SentenceRole::SetAside);
    LibraryRow {
        title: shown_title(document),
        publisher: visible(details.source.publisher.trim()).into_owned(),
        published: visible(details.source.published.trim()).into_owned(),
        reliability: details.source.reliability.clone(),
        sentence_count: counted.count(),
        tagged_count,
        claim_count,
        read: document.read_by.contains(&me),
        is_under_check: document.details.role == DocumentRole::UnderCheck,
        kind_counts,
        annotator_counts,
        ..LibraryRow::to_be_made(document.id)
    }
}

/// Title, or file name, or a word for neither.
fn shown_title(document: &Document) -> String {
    let names = [document.details.title.trim(), document.file_name.trim(), "Untitled document"];
    let name = names.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    visible(name).replace('\n', " ")
}

fn frequent_kinds(rows: &[LibraryRow]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (kind, count) in rows.iter().flat_map(|row| &row.kind_counts) {
        *counts.entry(kind).or_default() += count;
    }
    let mut kinds: Vec<(&str, usize)> = counts.into_iter().collect();
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    kinds.into_iter().map(|(kind, _)| kind.to_owned()).collect()
}

impl LibraryRow {
    /// A row without a title, which no made one is.
    fn to_be_made(document: DocumentId) -> Self {
        Self {
            document,
            letter: String::new(),
            title: String::new(),
            publisher: String::new(),
            published: String::new(),
            reliability: None,
            sentence_count: 0,
            tagged_count: 0,
            claim_count: 0,
            link_count: 0,
            read: false,
            is_under_check: false,
            kind_counts: BTreeMap::new(),
            annotator_counts: BTreeMap::new(),
        }
    }

    /// Whether a filter typed by the user fits title, publisher, date or letter.
    pub fn fits(&self, filter: &str) -> bool {
        let filter = filter.trim().to_lowercase();
        filter.is_empty()
            || self.letter.to_lowercase() == filter
            || [&self.title, &self.publisher, &self.published]
                .into_iter()
                .any(|field| field.to_lowercase().contains(&filter))
    }

    /// How much of it is tagged, 0 to 1.
    pub fn progress(&self) -> f32 {
        (self.tagged_count as f32 / self.sentence_count.max(1) as f32).min(1.0)
    }

    /// Its claims and links in words: `1 claim · 2 links`.
    pub fn counts(&self) -> String {
        let counted = |count: usize, noun: &str| {
            let ending = if count == 1 { "" } else { "s" };
            format!("{count} {noun}{ending}")
        };
        format!("{} · {}", counted(self.claim_count, "claim"), counted(self.link_count, "link"))
    }

    /// Publisher and date as far as known; empty when neither is.
    pub fn source_line(&self) -> String {
        let known = [&self.publisher, &self.published].into_iter().filter(|part| !part.is_empty());
        known.map(String::as_str).collect::<Vec<_>>().join(" · ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Claim, DocumentDetails, Edit, LinkId, ProjectId, Timestamp, Transaction};
    use crate::text::{Span, segment};
    use crate::view::layers::Layers;
    use std::collections::BTreeSet;
    use uuid::Uuid;

    const TEXT: &str = "One is here. Two is here. Three is here.";
    const ME: AnnotatorId = AnnotatorId(Uuid::from_u128(900));

    fn document(number: u128, title: &str) -> Document {
        Document {
            pinpoints: Vec::new(),
            id: DocumentId(Uuid::from_u128(number)),
            details: DocumentDetails { title: title.to_owned(), ..Default::default() },
            file_name: "file.txt".to_owned(),
            original_sha256: String::new(),
            text: TEXT.into(),
            sentences: segment(TEXT, None).0,
            read_by: BTreeSet::new(),
        }
    }

    fn claim(number: u128, document: u128, start: usize, kind: &str) -> Edit {
        Edit::PutClaim(Box::new(Claim {
            questions: Vec::new(),
            when: None,
            id: ClaimId(Uuid::from_u128(number)),
            document: DocumentId(Uuid::from_u128(document)),
            span: Span::new(start, start + 3),
            quote: TEXT.get(start..start + 3).unwrap().to_owned(),
            unanchored: false,
            kinds: vec![kind.to_owned()],
            statement: String::new(),
            attributed_to: String::new(),
            modality: None,
            confidence: None,
            credibility: None,
            tags: Vec::new(),
            note: String::new(),
            annotator: ME,
            created: Timestamp::default(),
            modified: Timestamp::default(),
        }))
    }

    fn link(number: u128, from: u128, to: u128) -> Edit {
        Edit::PutLink(Box::new(Link {
            question: None,
            id: LinkId(Uuid::from_u128(number)),
            from: ClaimId(Uuid::from_u128(from)),
            to: ClaimId(Uuid::from_u128(to)),
            kind: "contradicts".to_owned(),
            confidence: None,
            differences: Vec::new(),
            note: String::new(),
            annotator: ME,
            created: Timestamp::default(),
            modified: Timestamp::default(),
        }))
    }

    fn sample() -> Project {
        let annotator =
            crate::model::Annotator { machine: None, id: ME, name: "Ann".to_owned(), reference: false };
        let mut project = Project::new(ProjectId(Uuid::from_u128(1)), "Sample");
        let add = |document| Edit::AddDocument { position: usize::MAX, document: Box::new(document) };
        let edits = vec![
            Edit::PutAnnotator(annotator),
            add(document(1, "First")),
            add(document(2, " ")),
            claim(11, 1, 0, "quantity"),
            claim(12, 1, 4, "rule"),
            claim(13, 1, 13, "rule"),
            claim(14, 2, 0, "rule"),
            link(21, 11, 12),
            link(22, 11, 14),
        ];
        project.commit(Transaction::new("Build", edits)).unwrap();
        project
    }

    fn all(project: &Project) -> Shown<'_> {
        static LAYERS: Layers = Layers::all();
        Shown { project, layers: &LAYERS }
    }

    /// A row as one line.
    fn drawn(row: &LibraryRow) -> String {
        format!("{} {}: {}, {}/{}", row.letter, row.title, row.counts(), row.tagged_count, row.sentence_count)
    }

    #[test]
    fn rows_count_tagged_sentences_claims_and_links() {
        let view = library_view(all(&sample()), ME);
        let rows: Vec<String> = view.rows.iter().map(drawn).collect();
        assert_eq!(rows, ["A First: 3 claims · 2 links, 2/3", "B file.txt: 1 claim · 1 link, 1/3"]);
        assert_eq!(view.frequent_kinds, ["rule", "quantity"]);
        assert_eq!((view.claim_count, view.link_count), (4, 2));
    }

    #[test]
    fn a_refreshed_view_equals_a_new_one() {
        let mut project = sample();
        let mut view = library_view(all(&project), ME);
        let second = DocumentId(Uuid::from_u128(2));
        let edits = vec![
            claim(15, 2, 26, "quantity"),
            link(23, 13, 15),
            Edit::MoveDocument { document: second, position: 0 },
            Edit::SetRead { document: second, annotator: ME, read: true },
        ];
        project.commit(Transaction::new("More", edits)).unwrap();
        view.refresh(all(&project), ME, &LibraryChanges { document: |id| id == second, links: |_| true });
        assert_eq!(view, library_view(all(&project), ME));
        assert!(view.rows.first().is_some_and(|row| row.read && row.letter == "A"));
    }

    #[test]
    fn a_filter_looks_at_title_publisher_date_and_letter() {
        let mut row = library_view(all(&sample()), ME).rows.remove(0);
        row.publisher = "Reuters".to_owned();
        row.published = "2026-04".to_owned();
        for filter in ["", " fir", "REUT", "2026", "a"] {
            assert!(row.fits(filter), "{filter}");
        }
        assert!(!row.fits("b"));
        assert_eq!(row.source_line(), "Reuters · 2026-04");
    }
}
