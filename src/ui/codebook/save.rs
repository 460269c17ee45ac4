//! Checks a codebook as edited and puts it into the project.

use super::action::CodebookAction;
use super::scale::id_from_label;
use super::state::{KindsDraft, Tab};
use crate::model::Codebook;
use crate::ui::action::Actions;
use crate::ui::command::{COMMANDS, Command};
use crate::ui::navigation::MainView;

/// Why it cannot be saved, in words.
pub(in crate::ui) fn problem_of(codebook: &Codebook) -> Option<String> {
    let claims: Vec<Entry<'_>> = codebook
        .claim_kinds
        .iter()
        .map(|kind| Entry {
            label: kind.label.trim(),
            color: &kind.color,
            key: kind.key.filter(|_| !kind.retired),
        })
        .collect();
    let links: Vec<Entry<'_>> = codebook
        .link_kinds
        .iter()
        .map(|kind| Entry {
            label: kind.label.trim(),
            color: &kind.color,
            key: kind.key.filter(|_| !kind.retired),
        })
        .collect();
    // Claims are tagged where they are read; links are also accepted among the likely ones.
    let (tagging, linking) = ([MainView::Read], [MainView::Read, MainView::Disagreements]);
    problem_in(&claims, &tagging).or_else(|| problem_in(&links, &linking))
}

/// What is checked of a kind.
struct Entry<'a> {
    label: &'a str,
    color: &'a str,
    /// None for a kind that is no longer offered: its key is free.
    key: Option<char>,
}

fn problem_in(entries: &[Entry<'_>], views: &[MainView]) -> Option<String> {
    for (index, entry) in entries.iter().enumerate() {
        let Entry { label, color, key } = *entry;
        if label.is_empty() {
            return Some("Each kind needs a label".to_owned());
        }
        if color.len() != 6 || u32::from_str_radix(color, 16).is_err() {
            return Some(format!("The colour of “{label}” needs six hexadecimal digits"));
        }
        let before = entries.get(..index).unwrap_or_default();
        if before.iter().any(|other| other.label == label) {
            return Some(format!("Two kinds are called “{label}”"));
        }
        let Some(key) = key else {
            continue;
        };
        if let Some(other) = before.iter().find(|other| other.key.is_some_and(|other| same_key(other, key))) {
            return Some(format!("Key {key} belongs to “{}” and to “{label}”", other.label));
        }
        if let Some(command) = command_on(key, views) {
            return Some(format!("Key {key} of “{label}” is taken: {command}"));
        }
    }
    None
}

fn same_key(one: char, other: char) -> bool {
    one.to_lowercase().eq(other.to_lowercase())
}

/// The command that runs on this key alone in one of these views.
fn command_on(key: char, views: &[MainView]) -> Option<&'static str> {
    let is_key = |name: &str| {
        let mut chars = name.chars();
        matches!((chars.next(), chars.next()), (Some(c), None) if same_key(c, key))
    };
    let has_key = |keys: &eframe::egui::KeyboardShortcut| {
        keys.modifiers.is_none() && is_key(keys.logical_key.symbol_or_name())
    };
    let is_used = |command: &&Command| views.iter().any(|view| command.works_in(*view));
    let mut commands = COMMANDS.iter().filter(is_used);
    commands.find(|command| command.keys.iter().any(has_key)).map(|command| command.label)
}

/// Asks for the kinds that go, then for the codebook as edited; new kinds get ids made from their labels.
pub(in crate::ui) fn save(codebook: &Codebook, kinds: &KindsDraft, actions: &mut Actions) {
    for (tab, id, removal) in &kinds.removed {
        actions.push(match tab {
            Tab::Claims => CodebookAction::RemoveClaimKind(id.clone(), removal.clone()),
            Tab::Links => CodebookAction::RemoveLinkKind(id.clone(), removal.clone()),
        });
    }
    let mut codebook = codebook.clone();
    let mut taken: Vec<String> = codebook.claim_kinds.iter().map(|kind| kind.id.clone()).collect();
    for kind in &mut codebook.claim_kinds {
        fill(&mut kind.id, &mut kind.label, &mut taken);
    }
    let mut taken: Vec<String> = codebook.link_kinds.iter().map(|kind| kind.id.clone()).collect();
    for kind in &mut codebook.link_kinds {
        fill(&mut kind.id, &mut kind.label, &mut taken);
    }
    actions.push(CodebookAction::SetCodebook(Box::new(codebook)));
}

fn fill(id: &mut String, label: &mut String, taken: &mut Vec<String>) {
    *label = label.trim().to_owned();
    if id.is_empty() {
        *id = id_from_label(label, |id| taken.iter().any(|other| other == id));
        taken.push(id.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::default_codebook;

    #[test]
    fn the_codebook_of_a_new_project_is_in_order() {
        assert_eq!(problem_of(&default_codebook()), None);
    }

    #[test]
    fn a_key_belongs_to_one_kind() {
        let mut codebook = default_codebook();
        codebook.claim_kinds[1].key = Some('1');
        let problem = problem_of(&codebook).unwrap();
        assert_eq!(problem, "Key 1 belongs to “Event / property” and to “Quantity”");
        codebook.claim_kinds[1].key = Some('l');
        assert!(problem_of(&codebook).unwrap().contains("is taken: Link from the selection"));
    }
}
