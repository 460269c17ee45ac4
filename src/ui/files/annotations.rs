//! Carries out the import of annotations made elsewhere: looked at first, then one step.

use super::state::AnnotationsOnShow;
use crate::ui::CrossclaimApp;
use crate::ui::navigation::Dialog;
use crate::workspace::AnnotationsState;
use std::path::PathBuf;

impl CrossclaimApp {
    pub(in crate::ui) fn look_at_annotations(
        &mut self,
        paths: Vec<PathBuf>,
        format: Option<&str>,
        annotator: Option<&str>,
    ) {
        let Some(waker) = self.waker() else {
            return;
        };
        self.workspace.ask_annotations(paths.clone(), format, annotator, &waker);
        self.state.annotations = AnnotationsOnShow::Reading(paths);
        self.state.dialog = Some(Dialog::Annotations);
    }

    pub(in crate::ui) fn leave_annotations(&mut self) {
        self.workspace.drop_annotations();
        (self.state.annotations, self.state.dialog) = (AnnotationsOnShow::None, None);
    }

    pub(in crate::ui) fn accept_annotations(&mut self) {
        let before = self.workspace.project().document_ids().len();
        let imported = self.workspace.accept_annotations();
        (self.state.annotations, self.state.dialog) = (AnnotationsOnShow::None, None);
        match imported {
            Err(reason) => self.show_message(true, reason),
            Ok(imported) => {
                let counts = super::annotations_dialog::brought(&imported);
                self.say(format!("Imported: {counts}. One undo takes it back."));
                self.show_new_documents(before);
            }
        }
    }

    /// While its dialog is open: takes up what was read.
    pub(in crate::ui) fn poll_annotations(&mut self) {
        if self.state.annotations == AnnotationsOnShow::None {
            return;
        }
        if self.state.dialog != Some(Dialog::Annotations) {
            self.workspace.drop_annotations();
            self.state.annotations = AnnotationsOnShow::None;
            return;
        }
        if let AnnotationsOnShow::Reading(paths) = &self.state.annotations {
            match self.workspace.annotations() {
                AnnotationsState::Reading => {}
                AnnotationsState::Idle => self.state.annotations = AnnotationsOnShow::None,
                AnnotationsState::Ready(preview) => {
                    self.state.annotations_by.clone_from(&preview.annotator);
                    self.state.annotations = AnnotationsOnShow::Ready(Box::new(preview.clone()));
                }
                AnnotationsState::Refused(reason) => {
                    let refused = AnnotationsOnShow::Refused(paths.clone(), reason.to_owned());
                    self.state.annotations = refused;
                }
            }
            // What the answer asks has the keyboard.
            self.state.drafts.focus_given &= matches!(self.state.annotations, AnnotationsOnShow::Reading(_));
        }
    }
}
