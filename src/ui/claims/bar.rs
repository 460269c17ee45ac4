//! Above the table: how many claims are listed, the field for words, grouping, columns, export; below that the tools for
//! what is selected, or what is filtered by.

use super::action::ClaimsAction;
use super::state::ClaimsState;
use super::{bulk, counted, grouped};
use crate::ui::action::Actions;
use crate::ui::fonts::icon;
use crate::ui::scene::Scene;
use crate::ui::state::UiState;
use crate::ui::theme;
use crate::ui::widgets::{fields, fitted, named};
use crate::view::claims::{ClaimColumn, Facet, FacetValue};
use crate::workspace::exchange::TableForm;
use eframe::egui::accesskit::Role;
use eframe::egui::{
    Align, Button, ComboBox, CornerRadius, Id, Key, Layout, Popup, PopupCloseBehavior, Rect, RichText, Sense,
    Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

/// Height of the second line.
const LINE: f32 = 28.0;
/// Width of the field for words, at least and at most.
const FIELD_WIDTH: (f32, f32) = (90.0, 230.0);
/// Width kept for how many claims are listed.
const COUNT_WIDTH: f32 = 170.0;

/// Draws both lines.
pub(super) fn bar_ui(
    ui: &mut Ui,
    scene: Scene<'_>,
    (state, is_open): (&mut UiState, bool),
    actions: &mut Actions,
) {
    let size = vec2(ui.available_width(), 30.0);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        if filters_button(ui, &state.claims, is_open) {
            actions.push(ClaimsAction::ToggleFilters);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            export_ui(ui, actions);
            columns_ui(ui, scene, &state.claims, actions);
            group_ui(ui, &state.claims, actions);
            words_ui(ui, &mut state.claims);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add_space(4.0);
                count_ui(ui, scene, state);
            });
        });
    });
    ui.horizontal(|ui| {
        ui.set_height(LINE);
        if state.claims.selected.is_empty() {
            chips_ui(ui, scene, &state.claims, actions);
        } else {
            bulk::bulk_ui(ui, scene, &state.claims, actions);
        }
    });
}

/// `12 of 25 claims`.
fn count_ui(ui: &mut Ui, scene: Scene<'_>, state: &UiState) {
    let palette = theme::palette(ui);
    let views = scene.views.claims();
    let list = views.list();
    let mut words = if list.shown_count() == list.claim_count() {
        counted(list.claim_count())
    } else {
        format!("{} of {}", grouped(list.shown_count()), counted(list.claim_count()))
    };
    if !views.is_complete() {
        words = format!("{words} · reading the others, {:.0} %", views.progress() * 100.0);
    }
    let blind = "You work blind: your own claims, without questions and verdicts";
    if state.layers.only.is_some() {
        words.push_str(" · yours, blind");
    } else if !state.layers.is_all() {
        words.push_str(" · hidden layers left out");
    }
    let galley = fitted(ui, &words, theme::medium(12.5), palette.ink, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    named(&response, Role::Label, &words);
    ui.painter().galley(rect.min, galley, palette.ink);
    if state.layers.only.is_some() {
        response.on_hover_text(blind);
    }
}

fn filters_button(ui: &mut Ui, state: &ClaimsState, is_open: bool) -> bool {
    let count: usize = state.query.filters.values().map(std::collections::BTreeSet::len).sum();
    let words = if count > 0 && !is_open { format!("Filters {count}") } else { "Filters".to_owned() };
    let response = ui.add(Button::new(words).selected(is_open));
    let hint = if is_open { "Hide the filters" } else { "Show the filters" };
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_open, hint));
    fields::ring(ui, &response);
    response.on_hover_text(format!("{hint}   V")).clicked()
}

/// The field for words; Escape empties and leaves it. From the right, as its line is laid out.
fn words_ui(ui: &mut Ui, state: &mut ClaimsState) {
    let width = (ui.available_width() - COUNT_WIDTH).clamp(FIELD_WIDTH.0, FIELD_WIDTH.1);
    let words = &mut state.query.words;
    let cleared = clear_ui(ui, !words.is_empty());
    let hint = fields::quiet(ui, "Filter by words");
    let field = fields::single_line(words).id(Id::unique("words of claims"));
    let response = ui.add(field.hint_text(hint).desired_width(width));
    let text = words.clone();
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::SearchInput, true, "Filter claims by words");
        info.current_text_value = Some(text.clone());
        info
    });
    if std::mem::take(&mut state.wants_words) {
        response.request_focus();
    }
    let escaped = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
    if escaped || cleared {
        words.clear();
    }
    response.on_hover_text("All of these words: in quote, statement, attribution, tags and note   /");
}

/// Its room is kept, so that the field stays in place when the first letter is typed.
fn clear_ui(ui: &mut Ui, is_shown: bool) -> bool {
    if !is_shown {
        ui.add_space(24.0 + ui.spacing().item_spacing.x);
        return false;
    }
    let palette = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(24.0, 24.0), Sense::click());
    named(&response, Role::Button, "Clear words");
    let fill = if response.hovered() { palette.hover } else { palette.paper };
    ui.painter().rect_filled(rect, CornerRadius::same(theme::CONTROL_RADIUS), fill);
    fields::ring(ui, &response);
    let cross = fitted(ui, icon::X, theme::icons(12.0), palette.muted, 20.0);
    ui.painter().galley(rect.center() - cross.size() / 2.0, cross, palette.muted);
    response.clicked()
}

fn group_ui(ui: &mut Ui, state: &ClaimsState, actions: &mut Actions) {
    let word = |facet: Option<Facet>| match facet {
        None => "nothing".to_owned(),
        Some(facet) => facet.label().to_lowercase(),
    };
    let mut picked = state.query.group;
    let combo = ComboBox::from_id_salt("claims group")
        .width(126.0)
        .selected_text(RichText::new(format!("Group: {}", word(picked))).font(theme::small()))
        .show_ui(ui, |ui| {
            for facet in [None].into_iter().chain(Facet::GROUPING.map(Some)) {
                ui.selectable_value(&mut picked, facet, word(facet));
            }
        });
    named(&combo.response, Role::ComboBox, "Group by");
    combo.response.on_hover_text("Puts the claims under a head for each value   B");
    if picked != state.query.group {
        actions.push(ClaimsAction::Group(picked));
    }
}

/// Which columns are shown; those that no claim fills are hidden until they are asked for.
fn columns_ui(ui: &mut Ui, scene: Scene<'_>, state: &ClaimsState, actions: &mut Actions) {
    let shown = scene.views.claims().columns(state);
    let response = ui.add(Button::new(RichText::new("Columns").font(theme::small())));
    fields::ring(ui, &response);
    let hidden: Vec<&str> = ClaimColumn::ALL
        .into_iter()
        .filter(|column| !shown.contains(column))
        .map(ClaimColumn::label)
        .collect();
    let tip = if hidden.is_empty() {
        "Which columns are shown".to_owned()
    } else {
        format!(
            "Not shown: {}. What is empty or the same everywhere is hidden until it is ticked",
            hidden.join(", ")
        )
    };
    let menu = Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    menu.show(|ui| {
        let choices = ClaimColumn::ALL.into_iter();
        for column in choices.filter(|column| !matches!(column, ClaimColumn::Place | ClaimColumn::Words)) {
            let mut is_shown = shown.contains(&column);
            if fields::switch(ui, &mut is_shown, column.label()).changed() {
                actions.push(ClaimsAction::ShowColumn(column, is_shown));
            }
        }
    });
    response.on_hover_text(tip);
}

fn export_ui(ui: &mut Ui, actions: &mut Actions) {
    let response = ui.add(Button::new(RichText::new("Export…").font(theme::small())));
    named(&response, Role::Button, "Export the claims shown…");
    fields::ring(ui, &response);
    Popup::menu(&response).show(|ui| {
        for (form, label, key) in
            [(TableForm::Csv, "As CSV…", "E"), (TableForm::Markdown, "As Markdown…", "Shift+E")]
        {
            let item = ui.add(Button::new(label).shortcut_text(key));
            named(&item, Role::MenuItem, label);
            if item.clicked() {
                actions.push(ClaimsAction::Export(form));
                ui.close();
            }
        }
    });
    response.on_hover_text("Writes what is listed, in this order and with these columns");
}

/// What is filtered by, each with a way to take it off; else what to do here.
fn chips_ui(ui: &mut Ui, scene: Scene<'_>, state: &ClaimsState, actions: &mut Actions) {
    if state.left_out > 0 {
        let words = format!("{} just changed and fit the filters no longer", counted(state.left_out));
        fields::note(ui, &words);
    }
    if state.query.is_all() {
        fields::note(
            ui,
            "Click selects, Shift and Ctrl select several: change kind, confidence and tags of all of them at once",
        );
        return;
    }
    ui.spacing_mut().item_spacing.x = 6.0;
    let facets = scene.views.claims().list().facets().iter();
    let chosen: Vec<(Facet, &FacetValue, &str)> = facets
        .flat_map(|counts| counts.values.iter().map(move |value| (counts.facet, value)))
        .filter(|(_, value)| value.is_chosen)
        .map(|(facet, value)| (facet, &value.value, value.label.as_str()))
        .collect();
    for (place, (facet, value, label)) in chosen.iter().enumerate() {
        if ui.available_width() < 230.0 {
            let rest = chosen.len() - place;
            fields::note(ui, &format!("and {rest} more"));
            break;
        }
        if chip_ui(ui, *facet, label) {
            actions.push(ClaimsAction::Filter(*facet, (*value).clone()));
        }
    }
    if fields::small_button(ui, "Clear all filters").on_hover_text("X").clicked() {
        actions.push(ClaimsAction::ClearFilters);
    }
}

/// A filter that holds; gives whether it is taken off.
fn chip_ui(ui: &mut Ui, facet: Facet, label: &str) -> bool {
    let palette = theme::palette(ui);
    let words = format!("{}: {label}", facet.label());
    let galley = fitted(ui, &words, theme::small(), palette.ink, 190.0);
    let size = vec2(galley.size().x + 32.0, 24.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    named(&response, Role::Button, &format!("Take off the filter {words}"));
    let fill = if response.hovered() { palette.hover } else { palette.accent_soft };
    let line = Stroke::new(1.0, palette.line);
    ui.painter().rect(rect, CornerRadius::same(12), fill, line, StrokeKind::Inside);
    fields::ring(ui, &response);
    let at = pos2(rect.left() + 10.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, palette.ink);
    let cross = fitted(ui, icon::X, theme::icons(10.0), palette.muted, 14.0);
    let right = Rect::from_center_size(pos2(rect.right() - 13.0, rect.center().y), cross.size());
    ui.painter().galley(right.min, cross, palette.muted);
    response.on_hover_text(words).clicked()
}
