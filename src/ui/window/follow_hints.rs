//! Moves the hints of the first start on: a hint goes when what it speaks of was done.

use super::hints::HINT_COUNT;
use crate::model::{Confidence, Project};
use crate::ui::CrossclaimApp;
use crate::ui::navigation::MainView;
use crate::ui::read::state::Mode;

/// What was there when a hint came up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HintStart {
    claims: usize,
    links: usize,
    levels: Vec<Option<Confidence>>,
}

impl HintStart {
    fn of(project: &Project) -> Self {
        let of_claims = project.claims().map(|claim| claim.confidence.clone());
        let of_links = project.links().map(|link| link.confidence.clone());
        Self {
            claims: project.claims().len(),
            links: project.links().len(),
            levels: of_claims.chain(of_links).collect(),
        }
    }
}

impl CrossclaimApp {
    /// Goes on to the next hint while the present one was followed.
    pub(in crate::ui) fn follow_hints(&mut self) {
        let Some(hint) = self.state.hint else {
            return;
        };
        let revision = self.workspace.revision();
        let read = &self.state.read;
        let project = self.workspace.project();
        let (seen, start) = self.hint_start.get_or_insert_with(|| (revision, HintStart::of(project)));
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
        if is_done && self.state.view == MainView::Read {
            self.next_hint();
            // A link that is there already was chosen with its kind.
            if hint == 2 && linked {
                self.next_hint();
            }
        }
    }

    /// Begins with the hints, as on a first start.
    pub fn show_hints(&mut self) {
        (self.state.hint, self.hint_start) = (Some(0), None);
    }

    pub(in crate::ui) fn next_hint(&mut self) {
        self.state.hint = self.state.hint.map(|hint| hint + 1).filter(|hint| *hint < HINT_COUNT);
        self.hint_start = None;
        if self.state.hint.is_none() {
            self.end_hints();
        }
    }

    pub(in crate::ui) fn end_hints(&mut self) {
        self.state.hint = None;
        let problem = self.workspace.change_user_settings(|settings| settings.hint_done = true);
        self.note_state_problem(problem);
    }
}
