//! The menu of a place in a text, under the right mouse button: what can be done with the claim there, and with its
//! sentence.

use super::action::{ReadAction, SentenceAction};
use super::placed::Placed;
use super::state::{ReadState, Selection, SentenceMenu};
use crate::model::{ClaimId, Confidence};
use crate::text::{SentenceRole, words};
use crate::ui::action::Actions;
use crate::ui::annotate::action::{AnnotateAction, ClaimField};
use crate::ui::scene::Scene;
use crate::ui::window::action::WindowAction;
use crate::view::names;
use eframe::egui::containers::menu::menu_style;
use eframe::egui::{Align, Button, Id, LayerId, Layout, Order, Popup, PopupKind, Ui};

/// Opens the menu on a right click over a sentence, and draws it while it is open.
pub fn menu_ui(ui: &Ui, scene: Scene<'_>, placed: &Placed, read: &mut ReadState, actions: &mut Actions) {
    let clicked = ui.input(|input| input.pointer.secondary_clicked().then(|| input.pointer.interact_pos()));
    if let Some(at) = clicked.flatten()
        && ui.ctx().layer_id_at(at) == Some(ui.layer_id())
        && let Some(menu) = menu_at(scene, placed, at)
    {
        let sentence = Selection::Sentence(menu.document, menu.index);
        let selection = claim_at(scene, menu).map_or(sentence, Selection::Claim);
        actions.push(ReadAction::Select(Some(selection)));
        read.menu = Some(menu);
    }
    let Some(menu) = read.menu else {
        return;
    };
    let mut open = true;
    let layer = LayerId::new(Order::Foreground, Id::unique("sentence menu layer"));
    Popup::new(Id::unique("sentence menu"), ui.ctx().clone(), menu.at, layer)
        .open_bool(&mut open)
        .kind(PopupKind::Menu)
        .layout(Layout::top_down_justified(Align::Min))
        .style(menu_style)
        .gap(0.0)
        .show(|ui| {
            ui.set_min_width(190.0);
            lines_ui(ui, scene, menu, actions);
        });
    if !open {
        read.menu = None;
    }
}

/// The sentence under the mouse and the beginning of the word there.
fn menu_at(scene: Scene<'_>, placed: &Placed, at: eframe::egui::Pos2) -> Option<SentenceMenu> {
    let column = placed.column_at(at)?;
    let text = &scene.views.column(column.document)?.text;
    let byte = column.char_at(text, at)?;
    let index = scene.workspace.project().document(column.document)?.sentence_at(byte)?;
    let byte = words::word_at(text, byte).map_or(byte, |word| word.start);
    Some(SentenceMenu { document: column.document, index, byte, at })
}

/// The shortest claim on show at a place of a text.
fn claim_at(scene: Scene<'_>, menu: SentenceMenu) -> Option<ClaimId> {
    let claims = scene.shown().claims_in(menu.document);
    let here = claims.filter(|claim| claim.span.start <= menu.byte && menu.byte < claim.span.end);
    here.min_by_key(|claim| claim.span.len()).map(|claim| claim.id)
}

/// What can be done with the claim under the mouse.
fn claim_ui(ui: &mut Ui, scene: Scene<'_>, id: ClaimId, actions: &mut Actions) {
    let project = scene.workspace.project();
    let name = names::claim_name_of(project, id);
    let select = ReadAction::Select(Some(Selection::Claim(id)));
    if ui.button(format!("Link {name} with…")).clicked() {
        actions.push(select.clone());
        actions.push(ReadAction::StartLink);
    }
    let scale = &project.settings().scale;
    let levels = project.codebook().scale(scale).map(|scale| scale.levels.as_slice()).unwrap_or_default();
    ui.menu_button("Confidence", |ui| {
        for level in levels {
            if ui.button(&level.label).clicked() {
                let confidence = Confidence { scale: scale.clone(), level: level.id.clone() };
                actions.push(AnnotateAction::SetClaimField(id, ClaimField::Confidence(Some(confidence))));
                ui.close();
            }
        }
        if ui.button("Not set").clicked() {
            actions.push(AnnotateAction::SetClaimField(id, ClaimField::Confidence(None)));
            ui.close();
        }
    });
    if ui.button(format!("Copy {name} with its source")).clicked() {
        actions.push(select.clone());
        actions.push(WindowAction::Copy);
    }
    if ui.button(format!("Copy {name} as quotation")).clicked() {
        actions.push(WindowAction::CopyQuotation(Some(id)));
    }
    if ui.button(format!("Remove {name}")).clicked() {
        actions.push(AnnotateAction::RemoveClaim(id));
    }
    ui.separator();
}

fn lines_ui(ui: &mut Ui, scene: Scene<'_>, menu: SentenceMenu, actions: &mut Actions) {
    match claim_at(scene, menu) {
        Some(claim) => claim_ui(ui, scene, claim, actions),
        None if ui.button("Copy with its source").clicked() => actions.push(WindowAction::Copy),
        None => {}
    }
    let record = scene.workspace.project().document(menu.document);
    let Some((record, sentence)) =
        record.and_then(|record| Some((record, record.sentences.get(menu.index)?)))
    else {
        return;
    };
    let inside = sentence.span.start < menu.byte && menu.byte < sentence.span.end;
    if ui.add_enabled(inside, Button::new("Split here")).clicked() {
        actions.push(SentenceAction::Split(menu.document, menu.byte));
    }
    let has_next = menu.index + 1 < record.sentences.len();
    if ui.add_enabled(has_next, Button::new("Merge with the next sentence")).clicked() {
        actions.push(SentenceAction::Merge(menu.document, menu.index));
    }
    ui.separator();
    for role in SentenceRole::ALL.into_iter().filter(|role| *role != sentence.role) {
        let words = match role {
            SentenceRole::SetAside => "Set aside".to_owned(),
            role => format!("Mark as {}", role.name()),
        };
        if ui.button(words).clicked() {
            actions.push(SentenceAction::SetRole(menu.document, menu.index, role));
        }
    }
}
