//! Asks what becomes of the records of a kind that goes. Nothing is ever deleted with it.

use super::state::{KindsDraft, Tab, take_out};
use crate::model::Codebook;
use crate::ui::dialogs::frame::{body, foot};
use crate::ui::scene::Scene;
use crate::ui::widgets::fields;
use crate::ui::window::status_bar::counted;
use crate::workspace::KindRemoval;
use eframe::egui::{Label, Ui};

/// How many records have a kind, with those that earlier answers will give it.
pub(in crate::ui) fn uses(scene: Scene<'_>, kinds: &KindsDraft, id: &str) -> usize {
    let count = |id: &str| match kinds.tab {
        Tab::Claims => scene.workspace.claim_kind_uses(id),
        Tab::Links => scene.workspace.link_kind_uses(id),
    };
    let moved = kinds.removed.iter().filter(|(tab, _, removal)| {
        *tab == kinds.tab && matches!(removal, KindRemoval::MoveTo(other) if other == id)
    });
    count(id) + moved.map(|(_, gone, _)| count(gone)).sum::<usize>()
}

/// Draws the question in place of the dialog's content.
pub(in crate::ui) fn removal_ui(
    ui: &mut Ui,
    scene: Scene<'_>,
    codebook: &mut Codebook,
    kinds: &mut KindsDraft,
) {
    let Some(removing) = kinds.removing.clone() else {
        return;
    };
    let noun = if kinds.tab == Tab::Claims { "claim" } else { "link" };
    let them = if removing.count == 1 { "it" } else { "them" };
    let mut answer = None;
    body(ui, true, |ui| {
        ui.spacing_mut().item_spacing.y = 10.0;
        let have = if removing.count == 1 { "has" } else { "have" };
        let words = format!("{} {have} the kind “{}”", counted(removing.count, noun), removing.label);
        ui.add(Label::new(words).wrap());
        if fields::plain_button(ui, "Keep the kind for them, offer it no longer").clicked() {
            answer = Some(KindRemoval::Retire);
        }
        let targets = targets(scene, codebook, kinds, &removing.id);
        let options: Vec<(String, String)> =
            targets.iter().map(|(_, label)| (label.clone(), String::new())).collect();
        let picked =
            fields::choice_field(ui, &format!("Move {them} to another kind"), "Choose a kind", &options);
        if let Some((id, _)) = picked.and_then(|index| targets.get(index)) {
            answer = Some(KindRemoval::MoveTo(id.clone()));
        }
        if kinds.tab == Tab::Claims
            && fields::plain_button(ui, &format!("Leave the {noun}s without this kind")).clicked()
        {
            answer = Some(KindRemoval::Strip);
        }
        fields::note(ui, "No claim or link is deleted. It happens when the codebook is saved.");
    });
    foot(ui, |ui| {
        if fields::plain_button(ui, "Back").clicked() {
            kinds.removing = None;
        }
    });
    if let Some(removal) = answer {
        take(codebook, kinds, &removing.id, removal);
    }
}

/// Kinds to which records can move: offered ones that the project has already.
fn targets(scene: Scene<'_>, codebook: &Codebook, kinds: &KindsDraft, gone: &str) -> Vec<(String, String)> {
    let known = scene.workspace.project().codebook();
    let pair = |id: &String, label: &String| (id.clone(), label.clone());
    match kinds.tab {
        Tab::Claims => codebook
            .offered_claim_kinds()
            .filter(|kind| kind.id != gone && known.claim_kind(&kind.id).is_some())
            .map(|kind| pair(&kind.id, &kind.label))
            .collect(),
        Tab::Links => codebook
            .offered_link_kinds()
            .filter(|kind| kind.id != gone && known.link_kind(&kind.id).is_some())
            .map(|kind| pair(&kind.id, &kind.label))
            .collect(),
    }
}

fn take(codebook: &mut Codebook, kinds: &mut KindsDraft, id: &str, removal: KindRemoval) {
    kinds.removing = None;
    if removal == KindRemoval::Retire {
        for kind in codebook.claim_kinds.iter_mut().filter(|kind| kinds.tab == Tab::Claims && kind.id == id) {
            kind.retired = true;
        }
        for kind in codebook.link_kinds.iter_mut().filter(|kind| kinds.tab == Tab::Links && kind.id == id) {
            kind.retired = true;
        }
        return;
    }
    take_out(codebook, kinds, id);
    kinds.removed.push((kinds.tab, id.to_owned(), removal));
}
