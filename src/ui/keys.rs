//! Keys become actions: the command table, then digits for kinds, then Enter.

use super::command::{COMMANDS, Command};
use crate::model::Codebook;
use crate::ui::action::{Action, Actions};
use crate::ui::annotate::action::{AfterTag, AnnotateAction};
use crate::ui::check::action::CheckAction;
use crate::ui::claims::action::ClaimsAction;
use crate::ui::disagreements::action::ReviewAction;
use crate::ui::navigation::MainView;
use crate::ui::read::state::{Mode, Selection};
use crate::ui::state::UiState;
use crate::ui::suggestions::action::JudgeAction;
use crate::ui::window::action::WindowAction;
use eframe::egui::{Event, InputState, Key, KeyboardShortcut, Modifiers};

/// Reads this frame's keys. `typing` means that a text field has the keyboard, so that bare keys are its own.
pub fn read_keys(
    input: &mut InputState,
    state: &UiState,
    codebook: &Codebook,
    typing: bool,
    actions: &mut Actions,
) {
    let bare_keys = !typing && state.dialog.is_none();
    let works = |command: &Command| {
        let is_open = bare_keys || (command.anywhere && (state.dialog.is_none() || works_behind(command)));
        is_open && command.works_in(state.view)
    };
    // egui lets Shift+← pass for ← as well, so keys with more modifiers have the first word.
    for modifier_count in (0..=3).rev() {
        for command in COMMANDS.iter().filter(|command| works(command)) {
            let mut keys = command.keys.iter().filter(|key| {
                count_modifiers(key.modifiers) == modifier_count && !is_kind_key(**key, state.view, codebook)
            });
            if keys.any(|key| input.consume_shortcut(key)) {
                actions.push((command.action)());
            }
        }
    }
    match state.view {
        MainView::Read if bare_keys => {
            let chosen = typed(input).into_iter().filter_map(|key| kind_action(key, state, codebook));
            chosen.for_each(|action| actions.push(action));
            read_enter(input, state, actions);
        }
        MainView::Disagreements if bare_keys => {
            for key in typed(input) {
                actions.push(ReviewAction::Key(key));
            }
        }
        MainView::Claims if bare_keys => {
            for key in typed(input) {
                actions.push(ClaimsAction::Key(key));
            }
        }
        MainView::Check if bare_keys => {
            for key in typed(input) {
                actions.push(CheckAction::Key(key));
            }
        }
        _ => {}
    }
}

/// Whether a kind of the codebook has this key alone: the codebook's keys are the project's own and come first.
fn is_kind_key(key: KeyboardShortcut, view: MainView, codebook: &Codebook) -> bool {
    let Some(c) = key_char(key.logical_key).filter(|_| key.modifiers.is_none()) else {
        return false;
    };
    let is_same = |own: Option<char>| own.is_some_and(|own| own.to_ascii_lowercase() == c);
    let is_of_link = || codebook.offered_link_kinds().any(|kind| is_same(kind.key));
    match view {
        MainView::Read => codebook.offered_claim_kinds().any(|kind| is_same(kind.key)) || is_of_link(),
        MainView::Claims => codebook.offered_claim_kinds().any(|kind| is_same(kind.key)),
        MainView::Disagreements | MainView::Check => is_of_link(),
        MainView::Matrix | MainView::Chronology | MainView::Agreement => false,
    }
}

/// The system sends copying as a wish of its own, not as keys.
pub fn read_copy(input: &mut InputState, actions: &mut Actions) {
    let before = input.events.len();
    input.events.retain(|event| !matches!(event, Event::Copy));
    if input.events.len() < before {
        actions.push(WindowAction::Copy);
    }
}

/// Behind a dialog only the window itself can be changed, and nothing that takes the keyboard or closes the dialog.
fn works_behind(command: &Command) -> bool {
    let leaves = matches!(
        (command.action)(),
        Action::Window(WindowAction::Dialog(_) | WindowAction::FocusSearch | WindowAction::MoveKeyboard(_))
            | Action::Search(_)
    );
    command.group == "View" && !leaves
}

fn count_modifiers(modifiers: Modifiers) -> usize {
    [modifiers.command || modifiers.ctrl, modifiers.shift, modifiers.alt]
        .into_iter()
        .filter(|held| *held)
        .count()
}

/// The characters that were typed; they are the keys of kinds and outcomes.
fn typed(input: &InputState) -> Vec<char> {
    // What was typed counts where the layout says so (digits under Shift on some); else the key that was pressed.
    let texts = input.events.iter().filter_map(|event| match event {
        Event::Text(text) => text.chars().next(),
        _ => None,
    });
    let pressed = input.events.iter().filter_map(|event| match event {
        Event::Key { key, pressed: true, modifiers, .. } if modifiers.is_none() => key_char(*key),
        _ => None,
    });
    let texts: Vec<char> = texts.map(|c| c.to_ascii_lowercase()).collect();
    if texts.is_empty() { pressed.collect() } else { texts }
}

fn key_char(key: Key) -> Option<char> {
    let name = key.symbol_or_name();
    let mut chars = name.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Some(c.to_ascii_lowercase()),
        _ => None,
    }
}

/// What the key of a kind does: of a link kind while a link is made or judged, else of a claim kind.
fn kind_action(c: char, state: &UiState, codebook: &Codebook) -> Option<Action> {
    let is_key = |key: Option<char>| key.is_some_and(|key| key.to_ascii_lowercase() == c);
    if state.read.mode == Mode::Idle {
        if state.read.selection.is_none() || matches!(state.read.selection, Some(Selection::Link(_))) {
            let kind = codebook.offered_link_kinds().find(|kind| is_key(kind.key))?;
            let Some(Selection::Link(link)) = state.read.selection else {
                return None;
            };
            let field = crate::ui::annotate::action::LinkField::Kind(kind.id.clone());
            return Some(AnnotateAction::SetLinkField(link, field).into());
        }
        let kind = codebook.offered_claim_kinds().find(|kind| is_key(kind.key))?;
        Some(AnnotateAction::Tag(kind.id.clone(), AfterTag::GoOn).into())
    } else {
        let kind = codebook.offered_link_kinds().find(|kind| is_key(kind.key))?.id.clone();
        let is_judging = matches!(state.read.mode, Mode::Judging { .. });
        let judged = is_judging.then(|| JudgeAction::AcceptShown(Some(kind.clone())).into());
        Some(judged.unwrap_or_else(|| AnnotateAction::Link(Some(kind)).into()))
    }
}

fn read_enter(input: &mut InputState, state: &UiState, actions: &mut Actions) {
    let action = match &state.read.mode {
        Mode::Linking { target: Some(_), .. } | Mode::Choosing { .. } => {
            Action::from(AnnotateAction::Link(None))
        }
        Mode::Judging { .. } => JudgeAction::AcceptShown(None).into(),
        Mode::Linking { target: None, .. } => return,
        Mode::Idle => match state.read.selection {
            Some(place @ (Selection::Sentence(..) | Selection::Span(..))) => {
                AnnotateAction::TagWithLast(place, AfterTag::GoOn).into()
            }
            _ => return,
        },
    };
    if input.consume_key(Modifiers::NONE, Key::Enter) {
        actions.push(action);
    }
}
