//! Operations on sentences: split, merge, change the role, cut anew; each is one step for [`Workspace::commit`].

use super::Workspace;
use crate::model::{
    BrokenRule, Document, DocumentDetails, DocumentId, Edit, EditError, RecordId, Transaction, resegmented,
};
use crate::text::words::trim_span;
use crate::text::{Sentence, SentenceRole, Span};
use std::ops::Range;

/// What becomes of the sentences of a document that gets another language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recut {
    /// They stay.
    Never,
    /// Those that carry no claim are cut by the rules of the new language.
    Unclaimed,
}

impl Workspace {
    /// Splits a sentence at a byte of the text; both parts have its role.
    ///
    /// Does nothing when one part would be blank. On an error the project is as it was.
    pub fn split_sentence(&mut self, document: DocumentId, index: usize, at: usize) -> Result<(), EditError> {
        let text = &self.known_document(document)?.text;
        let sentence = self.sentence(document, index)?;
        let is_cut = |span: Span| span.is_valid_in(text).then(|| trim_span(text, span));
        let parts = [Span::new(sentence.span.start, at), Span::new(at, sentence.span.end)].map(is_cut);
        let [Some(left), Some(right)] = parts else {
            return Err(BrokenRule::BadSpan {
                record: RecordId::Document(document),
                document,
                span: Span::new(at, at),
            }
            .into());
        };
        if left.is_empty() || right.is_empty() {
            return Ok(());
        }
        let inserted = [left, right].map(|span| Sentence { span, ..sentence }).to_vec();
        let edit = Edit::SetSentences { document, first: index, removed: 1, inserted };
        self.commit(Transaction::new("Split sentence", vec![edit]))
    }

    /// Merges a sentence with the one after it; the whole has the first one's role.
    ///
    /// Does nothing for the last sentence. On an error the project is as it was.
    pub fn merge_sentence_with_next(&mut self, document: DocumentId, index: usize) -> Result<(), EditError> {
        let sentence = self.sentence(document, index)?;
        let Some(next) = self.known_document(document)?.sentences.get(index + 1) else {
            return Ok(());
        };
        let inserted = vec![Sentence { span: sentence.span.cover(next.span), ..sentence }];
        let edit = Edit::SetSentences { document, first: index, removed: 2, inserted };
        self.commit(Transaction::new("Merge sentences", vec![edit]))
    }

    /// Says what a run of sentences is to the document; does nothing when it says so already.
    ///
    /// On an error the project is as it was.
    pub fn set_sentence_role(
        &mut self,
        document: DocumentId,
        indexes: Range<usize>,
        role: SentenceRole,
    ) -> Result<(), EditError> {
        let sentences = &self.known_document(document)?.sentences;
        let run = sentences.get(indexes.clone()).ok_or_else(|| bad_sentences(document))?;
        if run.iter().all(|sentence| sentence.role == role) {
            return Ok(());
        }
        let inserted = run.iter().map(|sentence| Sentence { role, ..*sentence }).collect();
        let label = if role == SentenceRole::SetAside { "Set aside" } else { "Change role" };
        let edit = Edit::SetSentences { document, first: indexes.start, removed: indexes.len(), inserted };
        self.commit(Transaction::new(label, vec![edit]))
    }

    /// Gives a document another language, a BCP 47 tag, or an empty one for *not known*, in one step with its sentences.
    ///
    /// On an error the project is as it was.
    pub fn change_language(
        &mut self,
        document: DocumentId,
        language: &str,
        recut: Recut,
    ) -> Result<(), EditError> {
        let found = self.known_document(document)?;
        let details = DocumentDetails { language: language.to_owned(), ..found.details.clone() };
        let edits = self.edits_of_details(found, details, recut);
        self.commit(Transaction::new("Change language", edits))
    }

    /// Replaces title, language and source of a document, in one step with its sentences.
    ///
    /// On an error the project is as it was.
    pub fn set_details_and_cut(
        &mut self,
        document: DocumentId,
        details: DocumentDetails,
        recut: Recut,
    ) -> Result<(), EditError> {
        let edits = self.edits_of_details(self.known_document(document)?, details, recut);
        self.commit(Transaction::new("Edit source", edits))
    }

    fn edits_of_details(&self, found: &Document, details: DocumentDetails, recut: Recut) -> Vec<Edit> {
        let sentences = match recut {
            Recut::Never => None,
            Recut::Unclaimed => self.recut(found, &details.language),
        };
        let is_changed = found.details != details;
        let details = Edit::SetDocumentDetails { document: found.id, details: Box::new(details) };
        is_changed.then_some(details).into_iter().chain(sentences).collect()
    }

    /// How many sentences [`Workspace::change_language`] would replace: what to say before it is done.
    pub fn recut_count(&self, document: DocumentId, language: &str) -> usize {
        let edit = self.project().document(document).and_then(|found| self.recut(found, language));
        match edit {
            Some(Edit::SetSentences { removed, .. }) => removed,
            _ => 0,
        }
    }

    /// The edit that cuts sentences without claims anew; none when that changes nothing.
    fn recut(&self, document: &Document, language: &str) -> Option<Edit> {
        let claims = self.project().claims_in(document.id).map(|claim| claim.span);
        let language = Some(language).filter(|language| !language.is_empty());
        let new = resegmented(document, claims, language);
        let old = &document.sentences;
        let first = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
        let rest = (old.len() - first).min(new.len() - first);
        let same =
            old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(old, new)| old == new).count();
        let inserted = new.get(first..new.len() - same).unwrap_or_default().to_vec();
        let removed = old.len() - same - first;
        let changes = removed > 0 || !inserted.is_empty();
        changes.then_some(Edit::SetSentences { document: document.id, first, removed, inserted })
    }

    fn known_document(&self, id: DocumentId) -> Result<&Document, EditError> {
        let missing = || BrokenRule::Missing(RecordId::Document(id)).into();
        self.project().document(id).ok_or_else(missing)
    }

    fn sentence(&self, document: DocumentId, index: usize) -> Result<Sentence, EditError> {
        let sentence = self.known_document(document)?.sentences.get(index).copied();
        sentence.ok_or_else(|| bad_sentences(document))
    }
}

const fn bad_sentences(document: DocumentId) -> EditError {
    EditError::Rule(BrokenRule::BadSentences(RecordId::Document(document)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Annotator, AnnotatorId};
    use crate::workspace::Tag;
    use crate::workspace::exchange::InputDocument;

    fn workspace(text: &str) -> (Workspace, DocumentId) {
        let ann = Annotator {
            machine: None,
            id: AnnotatorId(uuid::Uuid::from_u128(1)),
            name: "Ann".to_owned(),
            reference: false,
        };
        let mut workspace = Workspace::empty("T", &ann).unwrap();
        let file = InputDocument { file_name: "a.txt".to_owned(), bytes: text.as_bytes().to_vec() };
        let added = workspace.add_files(&[file]).unwrap().added;
        (workspace, added[0])
    }

    fn cut(workspace: &Workspace, document: DocumentId) -> Vec<String> {
        let document = workspace.project().document(document).unwrap();
        document
            .sentences
            .iter()
            .map(|sentence| sentence.span.slice(&document.text).unwrap().to_owned())
            .collect()
    }

    #[test]
    fn a_sentence_is_split_and_merged_and_undo_takes_both_back() {
        let (mut workspace, document) = workspace("It rose and it fell. It ended.");
        workspace.split_sentence(document, 0, 7).unwrap();
        assert_eq!(cut(&workspace, document), ["It rose", "and it fell.", "It ended."]);
        workspace.merge_sentence_with_next(document, 1).unwrap();
        assert_eq!(cut(&workspace, document), ["It rose", "and it fell. It ended."]);
        assert_eq!(workspace.undo().unwrap().as_deref(), Some("Merge sentences"));
        assert_eq!(workspace.undo().unwrap().as_deref(), Some("Split sentence"));
        assert_eq!(cut(&workspace, document), ["It rose and it fell.", "It ended."]);
    }

    #[test]
    fn a_split_at_an_edge_and_a_merge_at_the_end_do_nothing() {
        let (mut workspace, document) = workspace("Café au lait. It ended.");
        let revision = workspace.revision();
        workspace.split_sentence(document, 0, 0).unwrap();
        workspace.split_sentence(document, 0, 14).unwrap();
        workspace.merge_sentence_with_next(document, 1).unwrap();
        assert_eq!(workspace.revision(), revision);
        assert!(workspace.split_sentence(document, 0, 4).is_err(), "inside é");
        assert!(workspace.split_sentence(document, 0, 99).is_err());
        assert!(workspace.split_sentence(document, 7, 3).is_err());
        assert_eq!(workspace.revision(), revision);
    }

    #[test]
    fn a_run_of_sentences_is_set_aside_in_one_step() {
        let (mut workspace, document) = workspace("It rose. It fell. It ended.");
        workspace.set_sentence_role(document, 1..3, SentenceRole::SetAside).unwrap();
        let roles = |workspace: &Workspace| -> Vec<SentenceRole> {
            let sentences = &workspace.project().document(document).unwrap().sentences;
            sentences.iter().map(|sentence| sentence.role).collect()
        };
        let aside = SentenceRole::SetAside;
        assert_eq!(roles(&workspace), [SentenceRole::Body, aside, aside]);
        let revision = workspace.revision();
        workspace.set_sentence_role(document, 2..3, aside).unwrap();
        assert_eq!(workspace.revision(), revision);
        assert!(workspace.set_sentence_role(document, 2..4, aside).is_err());
        assert_eq!(workspace.undo().unwrap().as_deref(), Some("Set aside"));
        assert_eq!(roles(&workspace), [SentenceRole::Body; 3]);
    }

    #[test]
    fn a_change_of_language_cuts_only_what_carries_no_claim() {
        let (mut workspace, document) = workspace("Am 3. Mai kam er. Am 4. Juni ging er. Ende gut.");
        workspace.change_language(document, "en", Recut::Unclaimed).unwrap();
        let english = ["Am 3.", "Mai kam er.", "Am 4.", "Juni ging er.", "Ende gut."];
        assert_eq!(cut(&workspace, document), english);
        workspace.tag(document, Span::new(6, 9), Tag::default()).unwrap();
        assert_eq!(workspace.recut_count(document, "de"), 2);
        workspace.change_language(document, "de", Recut::Unclaimed).unwrap();
        let german = ["Am 3.", "Mai kam er.", "Am 4. Juni ging er.", "Ende gut."];
        assert_eq!(cut(&workspace, document), german);
        assert_eq!(workspace.project().document(document).unwrap().details.language, "de");
        assert_eq!(workspace.undo().unwrap().as_deref(), Some("Change language"));
        assert_eq!(cut(&workspace, document), english);
        workspace.change_language(document, "fr", Recut::Never).unwrap();
        assert_eq!(cut(&workspace, document), english);
    }

    #[test]
    fn details_and_sentences_change_in_one_step() {
        let (mut workspace, document) = workspace("Am 3. Mai kam er. Ende gut.");
        workspace.change_language(document, "en", Recut::Unclaimed).unwrap();
        let before = workspace.project().clone();
        let details =
            DocumentDetails { title: "Mai".to_owned(), language: "de".to_owned(), ..Default::default() };
        workspace.set_details_and_cut(document, details.clone(), Recut::Unclaimed).unwrap();
        assert_eq!(cut(&workspace, document), ["Am 3. Mai kam er.", "Ende gut."]);
        let revision = workspace.revision();
        workspace.set_details_and_cut(document, details.clone(), Recut::Unclaimed).unwrap();
        workspace.set_details_of(vec![(document, details.clone())]).unwrap();
        assert_eq!(workspace.revision(), revision, "nothing to change is no step");
        assert!(workspace.set_details_and_cut(DocumentId(uuid::Uuid::nil()), details, Recut::Never).is_err());
        assert_eq!(workspace.undo().unwrap().as_deref(), Some("Edit source"));
        assert_eq!(*workspace.project(), before);
    }
}
