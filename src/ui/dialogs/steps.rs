//! The steps that can be undone and redone; a click goes back or forward to one.

use super::frame::{DialogFrame, first_focus};
use crate::ui::action::Actions;
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::theme;
use crate::ui::widgets::rows::{RowList, move_row};
use crate::ui::widgets::{fields, fitted, named};
use crate::ui::window::action::WindowAction;
use eframe::egui::accesskit::Role;
use eframe::egui::{EventFilter, Key, Modifiers, Rect, Sense, Ui, pos2};

/// A step of the list: its words, and by how many steps one gets behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    label: String,
    /// Negative: it is undone, too.
    distance: isize,
}

/// Draws the list.
pub(super) fn steps_ui(ui: &Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    let history = scene.workspace.history();
    let undo = history.undo_steps().iter().map(|step| step.label.as_str());
    let redo = history.redo_steps().iter().map(|step| step.label.as_str());
    let (steps, here) = steps(undo, redo);
    DialogFrame::light("Steps", 460.0).show(ui, actions, |ui, actions| {
        if steps.is_empty() {
            fields::note(ui, "Nothing was done yet that could be undone.");
            return;
        }
        fields::note(
            ui,
            "The newest first. A click on a step takes back all that came after it, or does it again.",
        );
        ui.add_space(4.0);
        let drafts = &mut state.drafts;
        let id = ui.scope_id().with("steps");
        let anchor = ui.interact(ui.max_rect(), id, Sense::focusable_noninteractive());
        named(&anchor, Role::ListBox, "Steps that can be undone and redone");
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(anchor.id, filter));
        if !drafts.focus_given {
            drafts.row = here;
        }
        first_focus(ui, drafts, &anchor);
        let has_keys = anchor.has_focus();
        let moved = has_keys && ui.input_mut(|input| move_row(input, &mut drafts.row, steps.len()));
        let enter = has_keys && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let list = RowList {
            salt: "step",
            row_height: 28.0,
            row_count: steps.len(),
            current: drafts.row,
            moved,
            max_height: ui.available_height().min(420.0),
        };
        let clicked = list.show(ui, |ui, rect, index| {
            steps.get(index).map_or_else(String::new, |step| row_ui(ui, rect, step, index == here))
        });
        let chosen = clicked.map(|(index, _)| index).or_else(|| enter.then_some(drafts.row));
        if let Some(step) = chosen.and_then(|index| steps.get(index)) {
            actions.push(WindowAction::Dialog(None));
            actions.push(WindowAction::StepHistory(step.distance));
        }
    });
}

/// All steps, the newest first, and which of them is the last one that holds; the oldest row is before all steps.
fn steps<'h>(
    undo: impl DoubleEndedIterator<Item = &'h str> + ExactSizeIterator,
    redo: impl DoubleEndedIterator<Item = &'h str> + ExactSizeIterator,
) -> (Vec<Step>, usize) {
    let (undo_count, redo_count) = (undo.len(), redo.len());
    if undo_count + redo_count == 0 {
        return (Vec::new(), 0);
    }
    let signed = |count: usize| isize::try_from(count).unwrap_or(isize::MAX);
    // Of both stacks the last step is the next one.
    let redone = redo.enumerate().map(|(at, label)| (label, signed(redo_count - at)));
    let undone = undo.rev().enumerate().map(|(at, label)| (label, -signed(at)));
    let start = std::iter::once(("Before all of these", -signed(undo_count)));
    let all = redone.chain(undone).chain(start);
    let steps = all.map(|(label, distance)| Step { label: label.to_owned(), distance }).collect();
    (steps, redo_count)
}

fn row_ui(ui: &Ui, rect: Rect, step: &Step, is_here: bool) -> String {
    let palette = theme::palette(ui);
    let ink = if step.distance > 0 { palette.muted } else { palette.ink };
    let font = if is_here { theme::medium(13.0) } else { theme::body() };
    let note = match (is_here, step.distance > 0) {
        (true, _) => "now",
        (false, true) => "undone",
        (false, false) => "",
    };
    let note = fitted(ui, note, theme::small(), palette.muted, 80.0);
    let note_at = pos2(rect.right() - note.size().x, rect.center().y - note.size().y / 2.0);
    let label = fitted(ui, &step.label, font, ink, note_at.x - rect.left() - 10.0);
    ui.painter().galley(pos2(rect.left(), rect.center().y - label.size().y / 2.0), label, ink);
    ui.painter().galley(note_at, note, palette.muted);
    format!("Step: {}", step.label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_says_how_far_it_is() {
        let (steps, here) = steps(["Tag", "Link"].into_iter(), ["Note", "Grade"].into_iter());
        let shown: Vec<(&str, isize)> =
            steps.iter().map(|step| (step.label.as_str(), step.distance)).collect();
        let expected = [("Note", 2), ("Grade", 1), ("Link", 0), ("Tag", -1), ("Before all of these", -2)];
        assert_eq!(shown, expected);
        assert_eq!(here, 2);
        assert!(super::steps([].into_iter(), [].into_iter()).0.is_empty());
    }
}
