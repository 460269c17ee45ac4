//! Carries out work in the Chronology view.

use super::{ChronologyAction, Followed};
use crate::ui::chronology;
use crate::ui::parts::Parts;

pub(in crate::ui) fn handle(parts: &mut Parts<'_>, action: ChronologyAction) {
    let views = parts.views.chronology();
    match chronology::handle(action, parts.workspace, parts.state, views) {
        Ok(Followed { action, words, problem }) => {
            if let Some(problem) = problem {
                parts.show_message(true, problem);
            }
            if let Some(words) = words {
                parts.say(words);
            }
            if let Some(action) = action {
                parts.actions.push(action);
            }
        }
        Err(err) => parts.report("The change was not made", &err),
    }
}
