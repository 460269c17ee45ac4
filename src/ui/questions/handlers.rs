//! Carries out work on questions.

use super::QuestionAction;
use crate::ui::parts::Parts;
use crate::ui::questions;

pub(in crate::ui) fn handle(parts: &mut Parts<'_>, action: QuestionAction) {
    let done = questions::handle(action, parts.workspace, parts.state);
    if let Err(err) = done {
        parts.report("The change was not made", &err);
    }
}
