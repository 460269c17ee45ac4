//! Carries out work on sentences.

use super::action::SentenceAction;
use super::state::{Mode, Selection};
use crate::model::{DocumentId, EditError};
use crate::text::SentenceRole;
use crate::ui::CrossclaimApp;

impl CrossclaimApp {
    pub(in crate::ui) fn perform_sentence(&mut self, action: SentenceAction) {
        let is_of_selection = matches!(
            action,
            SentenceAction::SplitSelected
                | SentenceAction::MergeSelected
                | SentenceAction::SetSelectedRole(_)
                | SentenceAction::ToggleAside
        );
        if is_of_selection && matches!(self.state.read.mode, Mode::Linking { .. }) {
            let how =
                "A link is being made. Choose its other end, or leave it with Esc, then change sentences.";
            return self.say(how);
        }
        let done = match action {
            SentenceAction::Split(document, byte) => self.split_at(document, byte),
            SentenceAction::SplitSelected => self.split_selected(),
            SentenceAction::Merge(document, index) => self.merge(document, index),
            SentenceAction::MergeSelected => match self.selected_sentence() {
                Some((document, index)) => self.merge(document, index),
                None => self.nothing_selected(),
            },
            SentenceAction::SetRole(document, index, role) => {
                self.workspace.set_sentence_role(document, index..index + 1, role)
            }
            SentenceAction::SetSelectedRole(role) => match self.selected_sentence() {
                Some((document, index)) => self.workspace.set_sentence_role(document, index..index + 1, role),
                None => self.nothing_selected(),
            },
            SentenceAction::ToggleAside => self.toggle_aside(),
        };
        if let Err(err) = done {
            self.report("The sentences were not changed", &err);
        }
    }

    /// The sentence in which the selection begins.
    fn selected_sentence(&self) -> Option<(DocumentId, usize)> {
        let (document, span) = self.span_of(self.state.read.selection?)?;
        Some((document, self.workspace.project().document(document)?.sentence_at(span.start)?))
    }

    #[expect(clippy::unnecessary_wraps, reason = "stands in a match with what can fail")]
    fn nothing_selected(&mut self) -> Result<(), EditError> {
        self.say("Select a sentence first.");
        Ok(())
    }

    fn split_at(&mut self, document: DocumentId, byte: usize) -> Result<(), EditError> {
        let record = self.workspace.project().document(document);
        let Some(index) = record.and_then(|record| record.sentence_at(byte)) else {
            return Ok(());
        };
        let before = record.map_or(0, |record| record.sentences.len());
        self.workspace.split_sentence(document, index, byte)?;
        let after = self.workspace.project().document(document).map_or(0, |record| record.sentences.len());
        if after > before {
            self.select(Some(Selection::Sentence(document, index + 1)));
        }
        Ok(())
    }

    fn split_selected(&mut self) -> Result<(), EditError> {
        let Some(Selection::Span(document, span)) = self.state.read.selection else {
            let how = "Select the words with which the second sentence begins, then split before them.";
            self.say(how);
            return Ok(());
        };
        let record = self.workspace.project().document(document);
        let starts = record.and_then(|record| {
            let sentence = record.sentences.get(record.sentence_at(span.start)?)?;
            Some(sentence.span.start >= span.start)
        });
        self.split_at(document, if starts == Some(true) { span.end } else { span.start })
    }

    fn merge(&mut self, document: DocumentId, index: usize) -> Result<(), EditError> {
        self.workspace.merge_sentence_with_next(document, index)?;
        self.select(Some(Selection::Sentence(document, index)));
        Ok(())
    }

    fn toggle_aside(&mut self) -> Result<(), EditError> {
        let Some((document, index)) = self.selected_sentence() else {
            return self.nothing_selected();
        };
        let sentence =
            self.workspace.project().document(document).and_then(|record| record.sentences.get(index));
        let role = match sentence.map(|sentence| sentence.role) {
            Some(SentenceRole::SetAside) => SentenceRole::Body,
            _ => SentenceRole::SetAside,
        };
        self.workspace.set_sentence_role(document, index..index + 1, role)
    }
}
