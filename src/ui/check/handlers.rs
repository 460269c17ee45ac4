//! Carries out work in the Check view.

use crate::ui::CrossclaimApp;
use crate::ui::annotate::words::link_words;
use crate::ui::check::{self, CheckAction};
use crate::ui::navigation::MainView;
use crate::ui::read::state::Selection;

impl CrossclaimApp {
    pub(in crate::ui) fn perform_check(&mut self, action: CheckAction) {
        let action = if let CheckAction::Key(key) = action {
            let Some(kind) = self.link_kind_of_key(key) else {
                return;
            };
            CheckAction::Link(Some(kind))
        } else {
            action
        };
        let is_link = matches!(action, CheckAction::Link(_));
        let confidence = if is_link { self.link_confidence() } else { None };
        let done =
            check::handle(action, &mut self.workspace, &mut self.state, self.views.check(), confidence);
        match done {
            Ok(done) => {
                if let Some(link) = done.link {
                    self.announcer.say(format!("Linked: {}", link_words(self.workspace.project(), link)));
                }
                if !done.said.is_empty() {
                    self.say(&done.said);
                }
                if !done.read.is_empty() {
                    self.leave_for_reading();
                }
                for (document, span) in done.read.iter().rev() {
                    self.show(Selection::Span(*document, *span));
                }
            }
            Err(err) => self.report("The change was not made", &err),
        }
    }

    fn link_kind_of_key(&self, key: char) -> Option<String> {
        let is_key = |own: Option<char>| own.is_some_and(|own| own.to_ascii_lowercase() == key);
        let codebook = self.workspace.project().codebook();
        codebook.offered_link_kinds().find(|kind| is_key(kind.key)).map(|kind| kind.id.clone())
    }

    /// Before the view is drawn: the draft is held against the sources, and a sentence is at hand.
    pub(in crate::ui) fn poll_check(&mut self) {
        if self.state.view != MainView::Check {
            return;
        }
        if let (Some(draft), Some(waker)) = (self.views.check().draft(), self.waker()) {
            self.workspace.ask_check(draft, &waker);
        }
        let views = self.views.check();
        let rows = &views.list().rows;
        let is_there = |sentence| rows.iter().any(|row| Some(row.sentence) == sentence);
        if views.is_of(self.state.check.filter) && !is_there(self.state.check.sentence) {
            let first = views.listed().first().and_then(|place| rows.get(*place));
            (self.state.check.sentence, self.state.check.passage) = (first.map(|row| row.sentence), 0);
        }
    }
}
