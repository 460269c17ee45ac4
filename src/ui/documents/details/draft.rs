//! [`DetailsDraft`]: title, language and source of a document as they are being edited.

use crate::model::{Document, DocumentDetails, DocumentId, Project, Source};
use crate::view::languages::is_language_tag;
use crate::view::publishers::{KnownPublisher, known_publishers};
use crate::workspace::{Recut, Workspace};

/// Title, language and source of a document as they are being edited.
#[derive(Clone, Debug)]
pub struct DetailsDraft {
    /// The fields as they stand.
    pub details: DocumentDetails,
    /// What becomes of the sentences when the language changes.
    pub recut: Recut,
    /// How many sentences another language cuts anew, and which language that is.
    pub(in crate::ui) recut_count: (String, usize),
    /// Looked up once: the project does not change behind the dialog.
    pub(in crate::ui) publishers: Vec<KnownPublisher>,
}

impl DetailsDraft {
    pub(super) fn of(project: &Project, record: &Document) -> Self {
        Self {
            details: record.details.clone(),
            recut: Recut::Unclaimed,
            recut_count: (record.details.language.clone(), 0),
            publishers: known_publishers(project),
        }
    }

    /// Looks how many sentences the language would cut anew, if it was not looked up for that language yet.
    pub(super) fn count_recut(&mut self, workspace: &Workspace, document: DocumentId) -> usize {
        let language = self.details.language.trim();
        if self.recut_count.0 != language {
            let is_known = language.is_empty() || is_language_tag(language);
            let count = if is_known { workspace.recut_count(document, language) } else { 0 };
            self.recut_count = (language.to_owned(), count);
        }
        self.recut_count.1
    }
}

/// The details without blanks around the texts.
pub(in crate::ui) fn tidy(details: DocumentDetails) -> DocumentDetails {
    let trimmed = |text: String| text.trim().to_owned();
    let DocumentDetails { title, language, source, role } = details;
    #[rustfmt::skip]
    let Source {
        publisher, author, url, published, accessed, reliability, origin, character, captured,
    } = source;
    let source = Source {
        publisher: trimmed(publisher),
        author: trimmed(author),
        url: trimmed(url),
        published: trimmed(published),
        accessed: trimmed(accessed),
        reliability,
        origin: trimmed(origin),
        character,
        captured,
    };
    DocumentDetails { title: trimmed(title), language: trimmed(language), source, role }
}
