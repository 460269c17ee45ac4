//! Carries out the import of annotations made elsewhere: looked at first, then one step.

use super::state::AnnotationsOnShow;
use crate::ui::jobs::Jobs;
use crate::ui::navigation::Dialog;
use crate::ui::parts::Parts;
use crate::ui::read::navigate::show_new_documents;
use crate::ui::state::UiState;
use crate::workspace::{AnnotationsState, Workspace};
use std::path::PathBuf;

/// Reads annotations beside the window and opens the dialog that shows what would come of them.
pub(in crate::ui) fn look_at_annotations(
    state: &mut UiState,
    workspace: &mut Workspace,
    jobs: &Jobs,
    paths: Vec<PathBuf>,
    format: Option<&str>,
    annotator: Option<&str>,
) {
    let Some(waker) = jobs.waker() else {
        return;
    };
    workspace.ask_annotations(paths.clone(), format, annotator, &waker);
    state.annotations = AnnotationsOnShow::Reading(paths);
    state.dialog = Some(Dialog::Annotations);
}

/// Does not take them in.
pub(in crate::ui) fn leave_annotations(state: &mut UiState, workspace: &mut Workspace) {
    workspace.drop_annotations();
    (state.annotations, state.dialog) = (AnnotationsOnShow::None, None);
}

/// Takes in what was shown, as one step.
pub(in crate::ui) fn accept_annotations(parts: &mut Parts<'_>) {
    let before = parts.workspace.project().document_ids().len();
    let imported = parts.workspace.accept_annotations();
    (parts.state.annotations, parts.state.dialog) = (AnnotationsOnShow::None, None);
    match imported {
        Err(reason) => parts.show_message(true, reason),
        Ok(imported) => {
            let counts = super::annotations_dialog::brought(&imported);
            parts.say(format!("Imported: {counts}. One undo takes it back."));
            show_new_documents(parts.state, parts.workspace, before);
        }
    }
}

/// While its dialog is open: takes up what was read.
pub(in crate::ui) fn poll_annotations(state: &mut UiState, workspace: &mut Workspace) {
    if state.annotations == AnnotationsOnShow::None {
        return;
    }
    if state.dialog != Some(Dialog::Annotations) {
        workspace.drop_annotations();
        state.annotations = AnnotationsOnShow::None;
        return;
    }
    if let AnnotationsOnShow::Reading(paths) = &state.annotations {
        match workspace.annotations() {
            AnnotationsState::Reading => {}
            AnnotationsState::Idle => state.annotations = AnnotationsOnShow::None,
            AnnotationsState::Ready(preview) => {
                state.annotations_by.clone_from(&preview.annotator);
                state.annotations = AnnotationsOnShow::Ready(Box::new(preview.clone()));
            }
            AnnotationsState::Refused(reason) => {
                let refused = AnnotationsOnShow::Refused(paths.clone(), reason.to_owned());
                state.annotations = refused;
            }
        }
        // What the answer asks has the keyboard.
        state.drafts.focus_given &= matches!(state.annotations, AnnotationsOnShow::Reading(_));
    }
}
