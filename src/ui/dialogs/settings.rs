//! Title, annotator's name and confidence scale of the project; theme and text size of the window.
//!
//! Takes effect at once: there is nothing to save or cancel, and undo takes back what belongs to the project.

use super::frame::{DialogFrame, body, first_focus};
use crate::model::{CREDIBILITY_SCALE, LayerSight, RELIABILITY_SCALE, Scale, Settings};
use crate::ui::action::Actions;
use crate::ui::codebook::scale::scale_editor_ui;
use crate::ui::documents::action::DocumentsAction;
use crate::ui::draft::Draft;
use crate::ui::scene::Scene;
use crate::ui::state::{Drafts, UiState};
use crate::ui::team::action::TeamAction;
use crate::ui::theme;
use crate::ui::widgets::{Choice, fields, group_label, segmented};
use crate::ui::window::action::WindowAction;
use crate::ui::window::state::ThemeChoice;
use crate::workspace::Habits;
use eframe::egui::{Response, Slider, Ui};

/// Draws the dialog.
pub(super) fn settings_ui(ui: &Ui, scene: Scene<'_>, state: &mut UiState, actions: &mut Actions) {
    let title = title(scene);
    DialogFrame::new(&title, 520.0).show(ui, actions, |ui, actions| {
        body(ui, false, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            project_ui(ui, scene, &mut state.drafts, actions);
            scales_ui(ui, scene, &mut state.drafts, actions);
            blind_ui(ui, scene, actions);
            ui.separator();
            habits_ui(ui, state.habits, actions);
            window_ui(ui, state, actions);
        });
    });
}

/// Says where everything is kept, where that is beside the program.
fn title(scene: Scene<'_>) -> String {
    let portable = scene.workspace.portable_folder();
    portable.map_or_else(
        || "Project settings".to_owned(),
        |folder| format!("Project settings · portable, all is kept in {}", folder.display()),
    )
}

/// A field whose text becomes a step when the keyboard leaves it; gives the text then.
fn draft_field(
    ui: &mut Ui,
    drafts: &mut Drafts,
    label: &'static str,
    present: &str,
) -> (Response, Option<String>) {
    let mut text = drafts.fields.remove(&Draft::Setting(label)).unwrap_or_else(|| present.to_owned());
    let response = fields::text_field(ui, label, &mut text);
    if response.lost_focus() {
        let text = text.trim().to_owned();
        return (response, (text != present).then_some(text));
    }
    if response.has_focus() {
        drafts.fields.insert(Draft::Setting(label), text);
    }
    (response, None)
}

fn project_ui(ui: &mut Ui, scene: Scene<'_>, drafts: &mut Drafts, actions: &mut Actions) {
    let project = scene.workspace.project();
    let (field, title) = draft_field(ui, drafts, "Title of the project", project.title());
    first_focus(ui, drafts, &field);
    if let Some(title) = title {
        actions.push(DocumentsAction::SetTitle(title));
    }
    let name = project.annotator(scene.workspace.me()).map_or("", |annotator| annotator.name.as_str());
    let (_, name) = draft_field(ui, drafts, "Your name", name);
    if let Some(name) = name.filter(|name| !name.is_empty()) {
        actions.push(DocumentsAction::SetMyName(name));
    }
}

/// The scales that can be used for confidence: those of the sources' reliability and credibility are not.
fn scales_ui(ui: &mut Ui, scene: Scene<'_>, drafts: &mut Drafts, actions: &mut Actions) {
    let project = scene.workspace.project();
    let settings = project.settings();
    group_label(ui, "Confidence scale");
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let admiralty = [RELIABILITY_SCALE, CREDIBILITY_SCALE];
        let scales = project.codebook().scales.iter();
        for scale in scales.filter(|scale| !admiralty.contains(&scale.id.as_str())) {
            let is_chosen = scale.id == settings.scale;
            if fields::radio_row(ui, is_chosen, &scale.label, &levels_text(scale)).clicked() && !is_chosen {
                let settings = Settings { scale: scale.id.clone(), ..settings.clone() };
                actions.push(DocumentsAction::SetSettings(settings));
            }
        }
    });
    fields::note(ui, "Claims and links keep the scale with which their confidence was set");
    if drafts.scale.is_some() {
        scale_editor_ui(ui, scene, drafts, actions);
    } else if fields::plain_button(ui, "New scale…").clicked() {
        drafts.scale = Some(crate::ui::codebook::scale::blank_scale());
    }
}

/// Whether annotators see each other's work before they open it on purpose.
fn blind_ui(ui: &mut Ui, scene: Scene<'_>, actions: &mut Actions) {
    let settings = scene.workspace.project().settings();
    group_label(ui, "Several annotators");
    let mut blind = settings.blind;
    if fields::switch(ui, &mut blind, "Blind work").changed() {
        actions.push(TeamAction::SetBlind(blind));
    }
    let words = match (settings.blind, scene.workspace.layer_sight()) {
        (true, LayerSight::Opened(at)) => {
            format!("You opened the layers of others {}; others still work blind.", at.local_text())
        }
        (true, _) => {
            "Each annotator sees their own work until they open the other layers, on record.".to_owned()
        }
        (false, _) => "Everybody sees everybody’s work.".to_owned(),
    };
    fields::note(ui, &words);
}

/// How this user likes to tag and link, in all projects.
fn habits_ui(ui: &mut Ui, habits: Habits, actions: &mut Actions) {
    group_label(ui, "Tagging and linking by keyboard");
    let mut changed = habits;
    let next = fields::switch(ui, &mut changed.goes_on, "Go on to the next sentence");
    next.on_hover_text("When a key tagged a sentence, the next one that is not tagged is selected");
    let keep = fields::switch(ui, &mut changed.keeps_confidence, "Keep the confidence");
    keep.on_hover_text(
        "The confidence set last is that of the next claim or link, too, until another one is set",
    );
    if changed != habits {
        actions.push(WindowAction::Habits(changed));
    }
}

fn levels_text(scale: &Scale) -> String {
    let labels: Vec<&str> = scale.levels.iter().map(|level| level.label.as_str()).collect();
    labels.join(" · ")
}

fn window_ui(ui: &mut Ui, state: &UiState, actions: &mut Actions) {
    group_label(ui, "Theme");
    let themes =
        [(ThemeChoice::Light, "Light"), (ThemeChoice::Dark, "Dark"), (ThemeChoice::System, "System")];
    let choices = themes.map(|(theme, label)| Choice {
        label,
        name: label.to_owned(),
        chosen: theme == state.look.theme,
        hint: "",
    });
    let width = ui.available_width().min(360.0);
    let clicked = segmented(ui, &choices, width);
    if let Some((theme, _)) = clicked.and_then(|index| themes.get(index)) {
        actions.push(WindowAction::Theme(*theme));
    }
    fields::caption(ui, "Size of document text");
    let mut size = state.look.reading_size;
    ui.spacing_mut().slider_width = 220.0;
    ui.visuals_mut().widgets.inactive.bg_fill = theme::palette(ui).line;
    let slider = Slider::new(&mut size, 12.0..=24.0).step_by(0.5).max_decimals(1).trailing_fill(true);
    let slider = ui.add(slider).accessible_name("Size of document text");
    if slider.changed() {
        actions.push(WindowAction::ReadingSize(size));
    }
}
