//! Carries out work in the Check view.

use crate::ui::annotate::confidence::link_confidence;
use crate::ui::annotate::words::link_words;
use crate::ui::check::{self, CheckAction};
use crate::ui::disagreements::handlers::leave_for_reading;
use crate::ui::jobs::Jobs;
use crate::ui::navigation::MainView;
use crate::ui::parts::Parts;
use crate::ui::read::handlers::show;
use crate::ui::read::state::Selection;
use crate::workspace::Workspace;

pub(in crate::ui) fn handle(parts: &mut Parts<'_>, action: CheckAction) {
    let action = if let CheckAction::Key(key) = action {
        let Some(kind) = link_kind_of_key(parts.workspace, key) else {
            return;
        };
        CheckAction::Link(Some(kind))
    } else {
        action
    };
    let is_link = matches!(action, CheckAction::Link(_));
    let confidence = if is_link { link_confidence(parts.state) } else { None };
    let done = check::handle(action, parts.workspace, parts.state, parts.views.check(), confidence);
    match done {
        Ok(done) => {
            if let Some(link) = done.link {
                parts.announcer.say(format!("Linked: {}", link_words(parts.workspace.project(), link)));
            }
            if !done.said.is_empty() {
                parts.say(&done.said);
            }
            if !done.read.is_empty() {
                leave_for_reading(parts.state);
            }
            for (document, span) in done.read.iter().rev() {
                show(parts.state, parts.workspace, Selection::Span(*document, *span));
            }
        }
        Err(err) => parts.report("The change was not made", &err),
    }
}

fn link_kind_of_key(workspace: &Workspace, key: char) -> Option<String> {
    let is_key = |own: Option<char>| own.is_some_and(|own| own.to_ascii_lowercase() == key);
    let codebook = workspace.project().codebook();
    codebook.offered_link_kinds().find(|kind| is_key(kind.key)).map(|kind| kind.id.clone())
}

/// Before the view is drawn: the draft is held against the sources, and a sentence is at hand.
pub(in crate::ui) fn poll_check(parts: &mut Parts<'_>, jobs: &mut Jobs) {
    if parts.state.view != MainView::Check {
        return;
    }
    if let (Some(draft), Some(waker)) = (parts.views.check().draft(), jobs.waker()) {
        parts.workspace.ask_check(draft, &waker);
    }
    let views = parts.views.check();
    let rows = &views.list().rows;
    let is_there = |sentence| rows.iter().any(|row| Some(row.sentence) == sentence);
    if views.is_of(parts.state.check.filter) && !is_there(parts.state.check.sentence) {
        let first = views.listed().first().and_then(|place| rows.get(*place));
        (parts.state.check.sentence, parts.state.check.passage) = (first.map(|row| row.sentence), 0);
    }
}
