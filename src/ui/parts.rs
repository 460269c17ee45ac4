//! [`Parts`]: what the handlers of a screen work on, and how they tell what they did.

use super::action::Actions;
use super::announce::Announcer;
use super::messages::{self, Message, Toast, Topic};
use super::state::UiState;
use super::views::Views;
use crate::workspace::Workspace;

/// The parts of the window that a handler may change or read. What runs beside the window is [`super::jobs::Jobs`].
#[derive(Debug)]
pub struct Parts<'a> {
    /// The open project.
    pub workspace: &'a mut Workspace,
    /// What the window shows and what is half done in it.
    pub state: &'a mut UiState,
    /// View data of this frame, as of before the action.
    pub views: &'a Views,
    /// What is said of what happens.
    pub announcer: &'a mut Announcer,
    /// What is to be done next, after the handler.
    pub actions: &'a mut Actions,
}

impl Parts<'_> {
    /// Says in a notice that goes by itself what was done, or why nothing was.
    pub(in crate::ui) fn say(&mut self, text: impl Into<String>) {
        let text = self.in_names(&text.into());
        self.state.toast = Some(Toast::new(text));
    }

    /// Shows a message until it is read; one of the same topic goes.
    pub(in crate::ui) fn put_message(&mut self, mut message: Message) {
        message.text = self.in_names(&message.text);
        messages::show(&mut self.state.messages, message);
    }

    /// Shows a message until it is read; the same one is not shown twice.
    pub(in crate::ui) fn show_message(&mut self, is_error: bool, text: String) {
        self.put_message(Message::new(is_error, text));
    }

    /// Shows why something did not happen, until it is read.
    pub(in crate::ui) fn report(&mut self, what: &str, err: &dyn std::error::Error) {
        self.show_message(true, format!("{what}: {err}."));
    }

    pub(in crate::ui) fn notify_problems(&mut self, problems: impl IntoIterator<Item = String>) {
        for problem in problems {
            if self.is_of_own_folder(&problem) {
                self.notify_state_problem(Some(problem));
            } else {
                self.show_message(false, problem);
            }
        }
    }

    /// One message for all that this user's own folder does not take: journal, backups, settings.
    pub(in crate::ui) fn notify_state_problem(&mut self, problem: Option<String>) {
        let Some(problem) = problem else {
            return;
        };
        let text = match self.workspace.store().environment().places.as_ref() {
            None => problem,
            Some(places) => format!(
                "Crossclaim cannot use its own folder {}, so this computer keeps no journal, no backups and no \
                 settings. Your work goes into the project file alone, which is written right after each edit. Make \
                 the folder writable, or name another one in CROSSCLAIM_STATE, and start again. ({problem})",
                places.state_folder().display()
            ),
        };
        self.put_message(Message::new(false, text).about(Topic::State));
    }

    /// A text in which the file of a draft, which is named by an id, is called by its title.
    fn in_names(&self, text: &str) -> String {
        let path = self.workspace.store().path().filter(|_| self.workspace.is_draft());
        let Some(path) = path.map(|path| path.display().to_string()) else {
            return text.to_owned();
        };
        text.replace(&path, &format!("“{}”", self.workspace.shown_title()))
    }

    /// Whether a sentence says that something in this user's own folder was not saved or cannot be read.
    pub(in crate::ui) fn is_of_own_folder(&self, problem: &str) -> bool {
        let places = self.workspace.store().environment().places.as_ref();
        let folder = places.map(|places| places.state_folder().display().to_string());
        let is_there = folder.is_some_and(|folder| problem.contains(&folder));
        is_there && [" was not saved: ", " were not read: "].into_iter().any(|words| problem.contains(words))
    }
}
