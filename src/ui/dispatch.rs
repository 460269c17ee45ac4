//! Carries out actions after drawing: one line an arm, the work in one file a room.
#![warn(clippy::wildcard_enum_match_arm)]

use crate::ui::CrossclaimApp;
use crate::ui::action::Action;
use crate::ui::chronology;
use crate::ui::chronology::{ChronologyAction, Followed};
use crate::ui::messages::Message;
use crate::ui::questions;
use crate::ui::questions::QuestionAction;
use eframe::egui::Context;

impl CrossclaimApp {
    /// Carries out one action; what could not be done becomes a message.
    pub(in crate::ui) fn perform(&mut self, action: Action, ctx: &Context) {
        match action {
            Action::Read(action) => self.perform_read(&action),
            Action::Search(action) => self.perform_search(action),
            Action::Mark(action) => self.perform_mark(action),
            Action::Judge(action) => self.perform_judge(action),
            Action::Review(action) => self.perform_review(action),
            Action::Claims(action) => self.perform_claims(action),
            Action::Matrix(action) => self.perform_matrix(action),
            Action::Chronology(action) => self.perform_chronology(action, ctx),
            Action::Question(action) => self.perform_question(action),
            Action::Agreement(action) => self.perform_agreement(action),
            Action::Check(action) => self.perform_check(action),
            Action::Adjudicate(action) => self.perform_adjudicate(action),
            Action::Team(action) => self.perform_team(action),
            Action::Notebook(action) => self.perform_notebook(action),
            Action::Sentence(action) => self.perform_sentence(action),
            Action::File(action) => self.perform_file(action, ctx),
            Action::Keep(action) => self.perform_keep(action, ctx),
            Action::Window(action) => self.perform_window(action, ctx),
        }
    }

    pub(in crate::ui) fn perform_question(&mut self, action: QuestionAction) {
        let done = questions::handle(action, &mut self.workspace, &mut self.state);
        if let Err(err) = done {
            self.report("The change was not made", &err);
        }
    }

    fn perform_chronology(&mut self, action: ChronologyAction, ctx: &Context) {
        let views = self.views.chronology();
        match chronology::handle(action, &mut self.workspace, &mut self.state, views) {
            Ok(Followed { action, words, problem }) => {
                if let Some(problem) = problem {
                    self.show_message(true, problem);
                }
                if let Some(words) = words {
                    self.say(words);
                }
                if let Some(action) = action {
                    self.perform(action, ctx);
                }
            }
            Err(err) => self.report("The change was not made", &err),
        }
    }

    /// Shows why something did not happen, until it is read.
    pub(in crate::ui) fn report(&mut self, what: &str, err: &dyn std::error::Error) {
        self.show_message(true, format!("{what}: {err}."));
    }

    /// Shows a message until it is read; the same one is not shown twice.
    pub(in crate::ui) fn show_message(&mut self, is_error: bool, text: String) {
        self.put_message(Message::new(is_error, text));
    }
}
