//! Moves the hints of the first start on: a hint goes when what it speaks of was done.

use super::hints::HINT_COUNT;
use super::state::HintStart;
use crate::ui::navigation::MainView;
use crate::ui::parts::Parts;
use crate::ui::read::state::Mode;
use crate::ui::state::UiState;

/// Goes on to the next hint while the present one was followed.
pub(in crate::ui) fn follow_hints(parts: &mut Parts<'_>) {
    let Some(hint) = parts.state.hint else {
        return;
    };
    let revision = parts.workspace.revision();
    let read = &parts.state.read;
    let project = parts.workspace.project();
    let (seen, start) = parts.state.hint_start.get_or_insert_with(|| (revision, HintStart::of(project)));
    // Counting is for when something changed.
    let now = if *seen == revision { None } else { Some(HintStart::of(project)) };
    *seen = revision;
    let tagged = now.as_ref().is_some_and(|now| now.claims > start.claims);
    let linked = now.as_ref().is_some_and(|now| now.links > start.links);
    let graded = now.as_ref().is_some_and(|now| now.levels != start.levels);
    let is_done = match hint {
        0 => read.selection.is_some(),
        1 => tagged,
        2 => matches!(read.mode, Mode::Choosing { .. }) || linked,
        3 => linked,
        _ => graded,
    };
    if is_done && parts.state.view == MainView::Read {
        next_hint(parts);
        // A link that is there already was chosen with its kind.
        if hint == 2 && linked {
            next_hint(parts);
        }
    }
}

/// Begins with the hints, as on a first start.
pub fn show_hints(state: &mut UiState) {
    (state.hint, state.hint_start) = (Some(0), None);
}

/// Goes on to the next hint; after the last one they end.
pub(in crate::ui) fn next_hint(parts: &mut Parts<'_>) {
    parts.state.hint = parts.state.hint.map(|hint| hint + 1).filter(|hint| *hint < HINT_COUNT);
    parts.state.hint_start = None;
    if parts.state.hint.is_none() {
        end_hints(parts);
    }
}

/// Hints are not shown again, also after a restart.
pub(in crate::ui) fn end_hints(parts: &mut Parts<'_>) {
    parts.state.hint = None;
    let problem = parts.workspace.change_user_settings(|settings| settings.hint_done = true);
    parts.notify_state_problem(problem);
}
