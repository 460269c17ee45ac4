//! [`BulkDraft`]: which documents get which values, until it becomes one step.

use crate::model::{DocumentDetails, DocumentId, Project};
use crate::ui::documents::details::dates::is_date;
use crate::ui::documents::details::draft::tidy;
use crate::ui::documents::details::language::is_language;
use crate::view::library::LibraryView;
use crate::view::publishers::{KnownPublisher, known_publishers};
use std::collections::BTreeSet;

/// A field that several documents may get at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Who published it.
    Publisher,
    /// Byline.
    Author,
    /// When it was published.
    Published,
    /// When it was fetched.
    Accessed,
    /// Tag of its language; sentences stay as they are.
    Language,
    /// Admiralty reliability.
    Reliability,
    /// Wire or press release that it repeats.
    Origin,
}

/// What is half done in the dialog for several documents.
#[derive(Clone, Debug, Default)]
pub struct BulkDraft {
    /// Documents that change, also those that the filter hides.
    pub ticked: BTreeSet<DocumentId>,
    /// Fields that are replaced.
    pub replaced: BTreeSet<Field>,
    /// The new values; only those of [`BulkDraft::replaced`] count.
    pub values: DocumentDetails,
    /// What was typed into the filter.
    pub filter: String,
    /// Rows of the library that fit the filter.
    pub fitting: Vec<usize>,
    /// For which filter and revision of the project that was looked up.
    fitting_for: Option<(String, u64)>,
    /// Looked up once: the project does not change behind the dialog.
    publishers: Option<Vec<KnownPublisher>>,
}

impl Field {
    /// Every field, in the order of the dialog.
    pub const ALL: [Self; 7] = [
        Self::Publisher,
        Self::Author,
        Self::Published,
        Self::Accessed,
        Self::Language,
        Self::Reliability,
        Self::Origin,
    ];

    /// Its caption.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Publisher => "Publisher",
            Self::Author => "Author",
            Self::Published => "Published",
            Self::Accessed => "Accessed",
            Self::Language => "Language",
            Self::Reliability => "Reliability of the source",
            Self::Origin => "Origin",
        }
    }

    /// Takes the field's value over from one document's details to another's.
    fn copy(self, from: &DocumentDetails, to: &mut DocumentDetails) {
        let (given, source) = (&from.source, &mut to.source);
        match self {
            Self::Publisher => source.publisher.clone_from(&given.publisher),
            Self::Author => source.author.clone_from(&given.author),
            Self::Published => source.published.clone_from(&given.published),
            Self::Accessed => source.accessed.clone_from(&given.accessed),
            Self::Language => to.language.clone_from(&from.language),
            Self::Reliability => source.reliability.clone_from(&given.reliability),
            Self::Origin => source.origin.clone_from(&given.origin),
        }
    }

    /// Whether two documents' details have the same value of the field.
    fn is_same(self, one: &DocumentDetails, other: &DocumentDetails) -> bool {
        let mut copy = other.clone();
        self.copy(one, &mut copy);
        copy == *other
    }
}

impl BulkDraft {
    /// Looks up what the project knows, once.
    pub fn look_up(&mut self, project: &Project) {
        self.publishers.get_or_insert_with(|| known_publishers(project));
    }

    /// Publishers seen before.
    pub fn publishers(&self) -> &[KnownPublisher] {
        self.publishers.as_deref().unwrap_or_default()
    }

    /// Whether a field is replaced.
    pub fn is_replaced(&self, field: Field) -> bool {
        self.replaced.contains(&field)
    }

    /// Ticks the fields in which the new values differ from what they were: whoever writes a value means it.
    pub fn tick_changed(&mut self, before: &DocumentDetails) {
        let values = &self.values;
        self.replaced.extend(Field::ALL.into_iter().filter(|field| !field.is_same(before, values)));
    }

    /// Looks for the rows that fit the filter, if the filter or the project changed.
    pub fn fit(&mut self, library: &LibraryView, revision: u64) {
        let is_known = |known: &(String, u64)| known.0 == self.filter && known.1 == revision;
        if self.fitting_for.as_ref().is_some_and(is_known) {
            return;
        }
        let rows = library.rows.iter().enumerate();
        self.fitting = rows.filter(|(_, row)| row.fits(&self.filter)).map(|(at, _)| at).collect();
        self.fitting_for = Some((self.filter.clone(), revision));
    }

    /// Ticks documents, or takes their ticks away.
    pub fn tick(&mut self, documents: impl IntoIterator<Item = DocumentId>, ticked: bool) {
        for document in documents {
            if ticked {
                self.ticked.insert(document);
            } else {
                self.ticked.remove(&document);
            }
        }
    }

    /// Why nothing can be saved yet, in words.
    pub fn problem(&self) -> Option<&'static str> {
        let source = &self.values.source;
        if self.ticked.is_empty() {
            Some("Tick the documents to change")
        } else if self.replaced.is_empty() {
            Some("Tick the fields to replace")
        } else if self.is_replaced(Field::Published) && !is_date(&source.published) {
            Some("Published is not a date")
        } else if self.is_replaced(Field::Accessed) && !is_date(&source.accessed) {
            Some("Accessed is not a date")
        } else if self.is_replaced(Field::Language) && !is_language(&self.values.language) {
            Some("The language is not a tag")
        } else {
            None
        }
    }

    /// The ticked documents with their new details.
    pub fn changed(&self, project: &Project) -> Vec<(DocumentId, DocumentDetails)> {
        let values = tidy(self.values.clone());
        let documents = self.ticked.iter().filter_map(|id| project.document(*id));
        documents
            .map(|document| {
                let mut details = document.details.clone();
                self.replaced.iter().for_each(|field| field.copy(&values, &mut details));
                (document.id, details)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_ticked_and_what_is_ticked_is_taken_over() {
        let mut draft = BulkDraft::default();
        let before = draft.values.clone();
        draft.values.source.reliability = Some("B".to_owned());
        draft.values.language = "de".to_owned();
        draft.tick_changed(&before);
        assert!(draft.replaced.iter().eq([&Field::Language, &Field::Reliability]));
        let mut details = DocumentDetails { title: "Kept".to_owned(), ..Default::default() };
        details.source.publisher = "AP".to_owned();
        for field in Field::ALL {
            assert_eq!(field.is_same(&before, &draft.values), !draft.is_replaced(field), "{field:?}");
        }
        Field::Language.copy(&draft.values, &mut details);
        assert_eq!((details.title.as_str(), details.language.as_str()), ("Kept", "de"));
        assert_eq!(details.source.publisher, "AP");
    }

    #[test]
    fn what_is_missing_is_said_first_things_first() {
        let mut draft = BulkDraft::default();
        assert_eq!(draft.problem(), Some("Tick the documents to change"));
        draft.tick([DocumentId(uuid::Uuid::nil())], true);
        assert_eq!(draft.problem(), Some("Tick the fields to replace"));
        draft.values.source.accessed = "soon".to_owned();
        draft.replaced.insert(Field::Published);
        assert_eq!(draft.problem(), None, "an empty date is one that is not known");
        draft.replaced.insert(Field::Accessed);
        assert_eq!(draft.problem(), Some("Accessed is not a date"));
    }
}
