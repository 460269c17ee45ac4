//! Keys become actions: the command table, then digits for kinds, then Enter.

use super::action::{Action, Actions, JudgeAction, MarkAction, ReadAction};
use super::command::{COMMANDS, Command};
use super::state::{Mode, Selection, UiState};
use crate::model::Codebook;
use eframe::egui::{Event, InputState, Key, Modifiers};

/// Reads this frame's keys. `typing` means that a text field has the keyboard, so that bare keys are its own.
pub fn read_keys(
    input: &mut InputState,
    state: &UiState,
    codebook: &Codebook,
    typing: bool,
    actions: &mut Actions,
) {
    let bare_keys = !typing && state.dialog.is_none();
    // Behind a dialog only the window itself can be changed.
    let works = |command: &Command| {
        bare_keys || (command.anywhere && (state.dialog.is_none() || command.group == "View"))
    };
    // egui lets Shift+← pass for ← as well, so keys with more modifiers have the first word.
    for modifier_count in (0..=3).rev() {
        for command in COMMANDS.iter().filter(|command| works(command)) {
            let mut keys = command.keys.iter().filter(|key| count_modifiers(key.modifiers) == modifier_count);
            if keys.any(|key| input.consume_shortcut(key)) {
                actions.push((command.action)());
            }
        }
    }
    if bare_keys {
        read_kind_keys(input, state, codebook, actions);
        read_enter(input, state, actions);
    }
}

fn count_modifiers(modifiers: Modifiers) -> usize {
    [modifiers.command || modifiers.ctrl, modifiers.shift, modifiers.alt]
        .into_iter()
        .filter(|held| *held)
        .count()
}

/// A character that is the key of a kind: of a link kind while a link is being made, else of a claim kind.
fn read_kind_keys(input: &InputState, state: &UiState, codebook: &Codebook, actions: &mut Actions) {
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
    let typed: Vec<char> = if texts.is_empty() { pressed.collect() } else { texts };
    for c in typed {
        if let Some(action) = kind_action(c, state, codebook) {
            actions.push(action);
        }
    }
}

fn key_char(key: Key) -> Option<char> {
    let name = key.symbol_or_name();
    let mut chars = name.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Some(c.to_ascii_lowercase()),
        _ => None,
    }
}

fn kind_action(c: char, state: &UiState, codebook: &Codebook) -> Option<Action> {
    let is_key = |key: Option<char>| key.is_some_and(|key| key.to_ascii_lowercase() == c);
    if state.read.mode == Mode::Idle {
        if state.read.selection.is_none() || matches!(state.read.selection, Some(Selection::Link(_))) {
            let kind = codebook.offered_link_kinds().find(|kind| is_key(kind.key))?;
            let Some(Selection::Link(link)) = state.read.selection else {
                return None;
            };
            let field = super::action::LinkField::Kind(kind.id.clone());
            return Some(MarkAction::SetLinkField(link, field).into());
        }
        let kind = codebook.offered_claim_kinds().find(|kind| is_key(kind.key))?;
        Some(MarkAction::Tag(kind.id.clone()).into())
    } else {
        let kind = codebook.offered_link_kinds().find(|kind| is_key(kind.key))?.id.clone();
        let is_judging = matches!(state.read.mode, Mode::Judging { .. });
        let judged = is_judging.then(|| JudgeAction::AcceptShown(Some(kind.clone())).into());
        Some(judged.unwrap_or_else(|| MarkAction::Link(Some(kind)).into()))
    }
}

fn read_enter(input: &mut InputState, state: &UiState, actions: &mut Actions) {
    let action = match &state.read.mode {
        Mode::Linking { target: Some(target), .. } => ReadAction::AimLink(*target).into(),
        Mode::Judging { .. } => JudgeAction::AcceptShown(None).into(),
        Mode::Choosing { made: Some(_), .. } => ReadAction::Escape.into(),
        Mode::Choosing { made: None, .. } => Action::from(MarkAction::Link(None)),
        Mode::Linking { target: None, .. } => return,
        Mode::Idle => match state.read.selection {
            Some(place @ (Selection::Sentence(..) | Selection::Span(..))) => {
                MarkAction::TagWithLast(place).into()
            }
            _ => return,
        },
    };
    if input.consume_key(Modifiers::NONE, Key::Enter) {
        actions.push(action);
    }
}
