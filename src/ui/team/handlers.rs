//! Carries out what concerns several annotators: layers, blind work, merging, conflicts.

use super::action::TeamAction;
use super::state::MergeOnShow;
use crate::model::{AnnotatorId, Mapping};
use crate::ui::CrossclaimApp;
use crate::ui::files::state::FilesFor;
use crate::ui::messages::{self, Message, Topic};
use crate::ui::navigation::Dialog;
use crate::ui::window::action::WindowAction;
use crate::workspace::MergeState;
use std::path::Path;

impl CrossclaimApp {
    pub(in crate::ui) fn perform_team(&mut self, action: TeamAction) {
        match action {
            TeamAction::ToggleLayer(annotator) => self.toggle_layer(annotator),
            TeamAction::ShowAllLayers => self.state.layers.hidden.clear(),
            TeamAction::SetBlind(blind) => self.set_blind(blind),
            TeamAction::Reveal => self.reveal_layers(),
            TeamAction::SetName(name) => self.set_name(&name),
            TeamAction::KeepName => self.name_was_asked(),
            TeamAction::AskMerge => self.ask_files(FilesFor::MergeProject),
            TeamAction::Compare(path) => self.compare(&path, Mapping::default()),
            TeamAction::CompareMapped(path, mapping) => self.compare(&path, mapping),
            TeamAction::Merge => self.accept_merge(),
            TeamAction::LeaveMerge => self.leave_merge(),
            TeamAction::Settle(conflict, choice) => {
                let settled = self.workspace.settle_conflict(conflict, choice);
                self.tell(settled.map_err(|err| err.to_string()));
            }
            TeamAction::SettleAs(conflict, text) => {
                let settled = self.workspace.settle_conflict_as(conflict, &text);
                self.tell(settled.map_err(|err| err.to_string()));
            }
            TeamAction::PutCopyAside(path) => {
                self.workspace.put_copy_aside(&path);
                messages::forget(&mut self.state.messages, Some(Topic::Copy));
            }
        }
    }

    fn tell(&mut self, done: Result<(), String>) {
        if let Err(reason) = done {
            self.show_message(true, reason);
        }
    }

    fn toggle_layer(&mut self, annotator: AnnotatorId) {
        let hidden = &mut self.state.layers.hidden;
        if !hidden.remove(&annotator) {
            hidden.insert(annotator);
        }
        self.leave_hidden_selection();
    }

    /// What is selected and no longer on show is let go.
    fn leave_hidden_selection(&mut self) {
        use crate::ui::read::state::Selection;
        let shown = self.shown();
        let is_gone = match self.state.read.selection {
            Some(Selection::Claim(claim)) => shown.claim(claim).is_none(),
            Some(Selection::Link(link)) => {
                shown.project.link(link).is_none_or(|link| !shown.shows_link(link))
            }
            Some(Selection::Sentence(..) | Selection::Span(..)) | None => false,
        };
        if is_gone {
            self.state.read.selection = None;
        }
    }

    fn set_blind(&mut self, blind: bool) {
        if let Err(err) = self.workspace.set_blind(blind) {
            self.report("Blind work was not changed", &err);
        }
        self.state.layers.limit(self.workspace.layer_sight());
        self.leave_hidden_selection();
    }

    fn reveal_layers(&mut self) {
        self.state.dialog = None;
        if let Err(err) = self.workspace.reveal_layers() {
            self.report("The other layers were not opened", &err);
        }
        self.state.layers.limit(self.workspace.layer_sight());
    }

    pub(in crate::ui) fn set_name(&mut self, name: &str) {
        let name = name.trim();
        if !name.is_empty() {
            if let Err(err) = self.workspace.set_my_name(name) {
                self.report("Your name was not changed", &err);
            }
            let problem = self.workspace.change_user_settings(|settings| {
                name.clone_into(&mut settings.annotator_name);
            });
            self.note_state_problem(problem);
        }
        self.name_was_asked();
    }

    fn name_was_asked(&mut self) {
        self.state.asks_name = false;
        let problem = self.workspace.change_user_settings(|settings| settings.name_asked = true);
        self.note_state_problem(problem);
    }

    fn compare(&mut self, path: &Path, mapping: Mapping) {
        let Some(waker) = self.waker() else {
            return;
        };
        self.workspace.ask_merge(path, mapping, &waker);
        self.state.merge = MergeOnShow::Reading(path.to_path_buf());
        self.state.dialog = Some(Dialog::Merge);
    }

    fn leave_merge(&mut self) {
        self.workspace.drop_merge();
        (self.state.merge, self.state.dialog) = (MergeOnShow::default(), None);
    }

    fn accept_merge(&mut self) {
        let merged = self.workspace.accept_merge();
        (self.state.merge, self.state.dialog) = (MergeOnShow::default(), None);
        match merged {
            Err(reason) => self.show_message(true, reason),
            Ok(done) => {
                // What stood in the way of saving was merged.
                self.autosave.unblock();
                messages::forget(&mut self.state.messages, Some(Topic::Outside));
                messages::forget(&mut self.state.messages, Some(Topic::Copy));
                let taken = if done.change_words.is_empty() {
                    "title, settings or codebook".to_owned()
                } else {
                    done.change_words.join("; ")
                };
                self.say(format!("Merged: {taken}. One undo takes it back."));
                if !done.conflicts.is_empty() {
                    self.state.dialog = Some(Dialog::Conflicts);
                }
            }
        }
        self.show_first_when_none();
    }

    fn show_first_when_none(&mut self) {
        if self.state.read.columns.is_empty() {
            self.show_first_documents();
        }
    }

    /// Looks after a merge that is being compared, copies of sync services, and the question for the name.
    pub(in crate::ui) fn poll_team(&mut self) {
        if matches!(self.state.merge, MergeOnShow::Reading(_)) {
            let answer = match self.workspace.merge_preview() {
                MergeState::Idle => MergeOnShow::None,
                MergeState::Unlike(unlike) => MergeOnShow::Unlike(Box::new(unlike.clone())),
                MergeState::Reading(path) => MergeOnShow::Reading(path.to_path_buf()),
                MergeState::Ready(preview) => MergeOnShow::Ready(Box::new(preview.clone())),
                MergeState::Refused(reason) => MergeOnShow::Refused(reason.to_owned()),
            };
            // What the answer asks has the keyboard.
            self.state.drafts.focus_given &= matches!(answer, MergeOnShow::Reading(_));
            self.state.merge = answer;
        }
        if self.state.dialog != Some(Dialog::Merge) && self.state.merge != MergeOnShow::None {
            self.workspace.drop_merge();
            self.state.merge = MergeOnShow::None;
        }
        self.tell_copies();
        self.tell_conflicts();
    }

    /// Each copy is offered once.
    fn tell_copies(&mut self) {
        let copies = self.workspace.sync_copies();
        let first = copies.first().map(|copy| copy.path.clone());
        if self.state.told.copy == first {
            return;
        }
        self.state.told.copy.clone_from(&first);
        let Some(path) = first else {
            messages::forget(&mut self.state.messages, Some(Topic::Copy));
            return;
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let others = match copies.len() {
            1 => String::new(),
            count => format!(" There are {} more.", count - 1),
        };
        let text = format!("Another copy of this project lies beside it: {name}.{others}");
        let message = Message::new(false, text).about(Topic::Copy);
        let message = message.with("Compare and merge…", TeamAction::Compare(path.clone()));
        let message = message.with("Not needed", TeamAction::PutCopyAside(path));
        self.put_message(message);
    }

    fn tell_conflicts(&mut self) {
        let count = self.workspace.open_conflict_count();
        if std::mem::replace(&mut self.state.told.conflicts, count) == count {
            return;
        }
        let text = match count {
            0 => {
                messages::forget(&mut self.state.messages, Some(Topic::Conflicts));
                return;
            }
            1 => "1 conflict of a merge waits to be settled.".to_owned(),
            count => format!("{count} conflicts of a merge wait to be settled."),
        };
        let dialog = WindowAction::Dialog(Some(Dialog::Conflicts));
        let message = Message::new(false, text).about(Topic::Conflicts).with("Settle them…", dialog);
        self.put_message(message);
    }
}
