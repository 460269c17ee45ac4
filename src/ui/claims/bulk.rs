//! The tools for the selected claims: kind, confidence, tags, question, delete.

use super::action::ClaimsAction;
use super::counted;
use super::handlers::link_count;
use super::state::{ClaimsState, KindChange};
use crate::ui::action::Actions;
use crate::ui::fonts::icon;
use crate::ui::questions::action::QuestionAction;
use crate::ui::questions::state::Moved;
use crate::ui::scene::Scene;
use crate::ui::theme;
use crate::ui::widgets::{Choice, KindButton, fields, icon_button, named, segmented};
use eframe::egui::accesskit::Role;
use eframe::egui::{Button, Popup, PopupCloseBehavior, RichText, Ui, vec2};

/// Of more claims than these the links are not counted in every frame.
const COUNTED: usize = 300;

/// Draws the tools.
pub(super) fn bulk_ui(ui: &mut Ui, scene: Scene<'_>, state: &ClaimsState, actions: &mut Actions) {
    let palette = theme::palette(ui);
    ui.spacing_mut().item_spacing.x = 6.0;
    let words = format!("{} selected", counted(state.selected.len()));
    ui.label(RichText::new(words).font(theme::medium(12.5)).color(palette.ink));
    kind_ui(ui, scene, state, actions);
    confidence_ui(ui, scene, actions);
    if fields::small_button(ui, "Tags…").on_hover_text("Adds tags or takes them off   T").clicked() {
        actions.push(ClaimsAction::EditTags);
    }
    let question = fields::small_button(ui, "Question…");
    if question.on_hover_text("Puts them under a question   Q").clicked() {
        let claims = state.selected.iter().copied().collect();
        actions.push(QuestionAction::Choose(Moved::Claims(claims)));
    }
    let hint = links_hint(scene, state);
    let tip = format!("Takes them out, {hint}; undo brings all of it back   Del");
    if fields::small_button(ui, "Delete").on_hover_text(tip).clicked() {
        actions.push(ClaimsAction::Delete);
    }
    // The way out first: it must not be pushed out by what explains.
    if icon_button(ui, icon::X, "Select nothing").clicked() {
        actions.push(ClaimsAction::Escape);
    }
    if ui.available_width() > 120.0 {
        ui.label(RichText::new(hint).font(theme::small()).color(palette.muted));
    }
}

/// What goes along when they are deleted.
fn links_hint(scene: Scene<'_>, state: &ClaimsState) -> String {
    if state.selected.len() > COUNTED {
        return "deleting takes their links along".to_owned();
    }
    match link_count(scene.shown(), &state.selected) {
        0 => "no links go with them".to_owned(),
        1 => "deleting takes 1 link along".to_owned(),
        count => format!("deleting takes {count} links along"),
    }
}

fn kind_ui(ui: &mut Ui, scene: Scene<'_>, state: &ClaimsState, actions: &mut Actions) {
    let response = fields::small_button(ui, "Kind…");
    let menu = Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    menu.show(|ui| {
        ui.set_width(230.0);
        let changes = [
            (KindChange::Set, "Set", "Their only kind"),
            (KindChange::Add, "Add", "Besides the kinds they have"),
            (KindChange::Remove, "Take off", "The other kinds stay"),
        ];
        let choices = changes.map(|(change, label, hint)| Choice {
            label,
            name: format!("{label} kind"),
            chosen: state.kind_change == change,
            hint,
        });
        let clicked = segmented(ui, &choices, ui.available_width());
        if let Some((change, ..)) = clicked.and_then(|index| changes.get(index)) {
            actions.push(ClaimsAction::KindChange(*change));
        }
        ui.add_space(4.0);
        let palette = theme::palette(ui);
        for kind in scene.workspace.project().codebook().offered_claim_kinds() {
            let button = KindButton {
                label: &kind.label,
                name: format!("Kind {}", kind.label),
                color: palette.kind(&kind.color),
                key: kind.key.filter(|_| state.kind_change == KindChange::Set),
                chosen: false,
            };
            if button.show(ui).on_hover_text(&kind.definition).clicked() {
                actions.push(ClaimsAction::SetKind(kind.id.clone(), state.kind_change));
                ui.close();
            }
        }
    });
    response.on_hover_text("Digits set the kind, too");
}

fn confidence_ui(ui: &mut Ui, scene: Scene<'_>, actions: &mut Actions) {
    let response = fields::small_button(ui, "Confidence…");
    Popup::menu(&response).show(|ui| {
        ui.set_min_width(150.0);
        let view = crate::view::inspector::ConfidenceView::new(scene.workspace.project(), None);
        let last = view.levels.len().saturating_sub(1);
        for (place, level) in view.levels.iter().enumerate() {
            let key = match place {
                0 => "F",
                place if place == last => "H",
                place if place == last / 2 => "G",
                _ => "",
            };
            let item = Button::new(&level.label).shortcut_text(key).min_size(vec2(0.0, 26.0));
            let response = ui.add(item);
            named(&response, Role::MenuItem, &format!("Confidence {}", level.label));
            if response.on_hover_text(&level.hint).clicked() {
                actions.push(ClaimsAction::SetConfidence(Some(level.confidence.clone())));
                ui.close();
            }
        }
        let response = ui.add(Button::new("Not set").min_size(vec2(0.0, 26.0)));
        named(&response, Role::MenuItem, "Confidence not set");
        if response.clicked() {
            actions.push(ClaimsAction::SetConfidence(None));
            ui.close();
        }
    });
    response.on_hover_text("F Low, G Moderate, H High");
}
