//! The program's own file dialog, for systems without one.

pub(in crate::ui) mod draft;
mod list;

use super::action::FileAction;
use super::state::{FilesFor, Picked};
use crate::ui::action::Actions;
use crate::ui::dialogs::frame::{DialogFrame, entered, first_focus, foot};
use crate::ui::fonts::icon;
use crate::ui::state::{Drafts, UiState};
use crate::ui::theme;
use crate::ui::widgets::{fields, icon_button, icons};
use crate::ui::window::action::WindowAction;
use crate::workspace::folders::{self, FileKind};
use draft::{Choose, FilesDraft};
use eframe::egui::{Align, Button, Layout, RichText, Ui, vec2};
use std::path::PathBuf;

/// What drawing a part asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Wish {
    /// Shows that folder.
    Go(PathBuf),
    /// Takes these files.
    Take(Vec<PathBuf>),
    /// Saves under the name typed.
    Save,
}

/// Draws the dialog.
pub fn files_ui(ui: &Ui, purpose: &FilesFor, state: &mut UiState, actions: &mut Actions) {
    let mut draft = std::mem::take(&mut state.drafts.files);
    if draft.folder.is_none() {
        draft.begin(state.drafts.folder.clone().or_else(|| state.place.folder.clone()), purpose);
        draft.name = proposed_name(purpose, &state.place.name);
    }
    let project = state.place.project.clone();
    DialogFrame::new(title(purpose), 680.0).show(ui, actions, |ui, actions| {
        if let Some(path) = draft.overwrite.clone() {
            overwrite_ui(ui, purpose, path, &mut draft, actions);
            return;
        }
        let mut wish = path_ui(ui, &mut draft);
        new_folder_ui(ui, purpose, &mut draft);
        let foot_height = if is_saving(purpose) { 96.0 } else { 52.0 };
        let problem_height = if draft.problem.is_some() { 34.0 } else { 0.0 };
        let height = (ui.available_height() - foot_height - problem_height).clamp(60.0, 380.0);
        ui.horizontal_top(|ui| {
            ui.set_height(height);
            places_ui(ui, &draft, project, &mut wish);
            let found = list::list_ui(ui, (purpose, height), &mut draft, &mut state.drafts);
            wish = wish.take().or(found);
        });
        if let Some(problem) = &draft.problem {
            fields::problem(ui, problem);
        }
        let asked = foot_ui(ui, purpose, &mut draft, &mut state.drafts, actions);
        if let Some(wish) = asked.or(wish) {
            let moves = matches!(wish, Wish::Go(_));
            carry_out(wish, purpose, &mut draft, actions);
            if moves {
                state.drafts.row = draft.anchor;
            }
        }
    });
    state.drafts.folder.clone_from(&draft.folder);
    state.drafts.files = draft;
}

const fn title(purpose: &FilesFor) -> &'static str {
    match purpose {
        FilesFor::OpenProject => "Open project",
        FilesFor::MergeProject => "Merge with",
        FilesFor::Annotations => "Import annotations",
        FilesFor::AddDocuments => "Add documents",
        FilesFor::SaveProject => "Save project",
        FilesFor::Export(_) | FilesFor::Table(_) => "Export to",
        FilesFor::Report(_) => "Write the report to",
    }
}

const fn is_saving(purpose: &FilesFor) -> bool {
    matches!(purpose, FilesFor::SaveProject | FilesFor::Export(_) | FilesFor::Report(_) | FilesFor::Table(_))
}

fn proposed_name(purpose: &FilesFor, name: &str) -> String {
    match purpose {
        FilesFor::SaveProject => format!("{name}{}", folders::PROJECT_ENDING),
        FilesFor::Export(request) => format!("{name} {}", request.format),
        FilesFor::Table(form) => format!("{name} claims{}", form.ending()),
        FilesFor::Report(options) => format!("{name} report.{}", options.format.name()),
        FilesFor::OpenProject | FilesFor::MergeProject | FilesFor::Annotations | FilesFor::AddDocuments => {
            String::new()
        }
    }
}

/// Button to the folder above, and the field for typing a path.
fn path_ui(ui: &mut Ui, draft: &mut FilesDraft) -> Option<Wish> {
    let mut wish = None;
    ui.horizontal(|ui| {
        let above = draft.folder.as_ref().and_then(|folder| folder.parent()).map(PathBuf::from);
        let can_rise = above.is_some();
        let up = ui.add_enabled_ui(can_rise, |ui| icon_button(ui, icon::ARROW_UP, "Folder above")).inner;
        if up.clicked() {
            wish = above.map(Wish::Go);
        }
        let edit = fields::single_line(&mut draft.path_text).desired_width(ui.available_width() - 36.0);
        let response = ui.add(edit).accessible_name("Folder");
        if icon_button(ui, icon::PLUS, "New folder").clicked() {
            draft.new_folder = Some(String::new());
        }
        if entered(ui, &response) {
            wish = typed_wish(draft);
        }
    });
    ui.add_space(4.0);
    wish
}

/// The name of a folder that is to be made, once somebody asked for one.
fn new_folder_ui(ui: &mut Ui, purpose: &FilesFor, draft: &mut FilesDraft) {
    let Some(mut name) = draft.new_folder.clone() else {
        return;
    };
    ui.horizontal(|ui| {
        ui.label("New folder");
        let edit = fields::single_line(&mut name).desired_width(240.0);
        let response = ui.add(edit).accessible_name("Name of the new folder");
        if name.is_empty() && !response.has_focus() && draft.problem.is_none() {
            response.request_focus();
        }
        let made = fields::small_button(ui, "Make it").clicked() || entered(ui, &response);
        draft.new_folder = Some(name);
        if fields::small_button(ui, "Leave it").clicked() {
            draft.new_folder = None;
        } else if made {
            draft.make_folder(purpose);
        }
    });
    ui.add_space(4.0);
}

/// A typed path: a folder is shown, a file taken, anything else is a folder that cannot be read.
fn typed_wish(draft: &FilesDraft) -> Option<Wish> {
    let typed = draft.path_text.trim();
    if typed.is_empty() {
        return None;
    }
    let base = draft.folder.clone().unwrap_or_default();
    let home = draft.places.first().map(|(_, path)| path.clone());
    let path = match (typed.strip_prefix('~'), home) {
        (Some(rest), Some(home)) => home.join(rest.trim_start_matches('/')),
        _ => base.join(typed),
    };
    match folders::kind_at(&path) {
        Some(FileKind::File) => Some(Wish::Take(vec![path])),
        _ => Some(Wish::Go(path)),
    }
}

fn places_ui(ui: &mut Ui, draft: &FilesDraft, project: Option<PathBuf>, wish: &mut Option<Wish>) {
    ui.vertical(|ui| {
        ui.set_width(118.0);
        ui.spacing_mut().item_spacing.y = 2.0;
        let mut places = draft.places.clone();
        if let Some(folder) = project {
            places.push(("Project folder".to_owned(), folder));
        }
        for (name, path) in places {
            let picture = if name == "Home" { icons::HOUSE } else { icon::FOLDER };
            let is_here = draft.folder.as_ref() == Some(&path);
            let picture = RichText::new(picture).font(theme::icons(15.0));
            let button = Button::selectable(is_here, (picture, name.as_str()));
            let response = ui.add(button.min_size(vec2(118.0, 28.0)).truncate()).accessible_name(&name);
            fields::ring(ui, &response);
            if response.on_hover_text(path.display().to_string()).clicked() {
                *wish = Some(Wish::Go(path));
            }
        }
    });
}

/// Name, type, and the buttons.
fn foot_ui(
    ui: &mut Ui,
    purpose: &FilesFor,
    draft: &mut FilesDraft,
    drafts: &mut Drafts,
    actions: &mut Actions,
) -> Option<Wish> {
    let mut wish = None;
    if is_saving(purpose) {
        ui.add_space(4.0);
        let response = fields::text_field(ui, "Name", &mut draft.name);
        first_focus(ui, drafts, &response);
        if entered(ui, &response) {
            wish = Some(Wish::Save);
        }
    }
    foot(ui, |ui| {
        let (label, is_ready) = match purpose {
            FilesFor::Annotations => ("Look at them", !draft.chosen_files().is_empty()),
            FilesFor::MergeProject => ("Compare", !draft.chosen_files().is_empty()),
            FilesFor::OpenProject => ("Open", !draft.chosen_files().is_empty()),
            FilesFor::AddDocuments => match draft.chosen_folder_count() {
                0 => ("Add", !draft.chosen.is_empty()),
                count if count == draft.chosen.len() => ("Add folder", true),
                _ => ("Add with folders", true),
            },
            FilesFor::SaveProject => ("Save", draft.target(purpose).is_some()),
            FilesFor::Export(_) | FilesFor::Table(_) => ("Export", draft.target(purpose).is_some()),
            FilesFor::Report(_) => ("Write", draft.target(purpose).is_some()),
        };
        if fields::strong_button(ui, label, is_ready).clicked() {
            wish =
                Some(if is_saving(purpose) { Wish::Save } else { Wish::Take(draft.chosen_paths(purpose)) });
        }
        if fields::plain_button(ui, "Cancel").clicked() {
            actions.push(WindowAction::Dialog(None));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let types = match purpose {
                FilesFor::OpenProject | FilesFor::MergeProject | FilesFor::SaveProject => "Only projects",
                FilesFor::AddDocuments => "Only documents",
                FilesFor::Export(_) | FilesFor::Report(_) | FilesFor::Table(_) | FilesFor::Annotations => {
                    return;
                }
            };
            let mut only = !draft.all_types;
            if fields::switch(ui, &mut only, types).changed() {
                draft.all_types = !only;
                wish = draft.folder.clone().map(Wish::Go);
            }
        });
    });
    wish
}

fn carry_out(wish: Wish, purpose: &FilesFor, draft: &mut FilesDraft, actions: &mut Actions) {
    match wish {
        Wish::Go(folder) => {
            let before = draft.folder.clone();
            if draft.show_folder(&folder, purpose) && before.as_ref() != draft.folder.as_ref() {
                // The folder one came from is under the keyboard after going up.
                let row = draft.entries.iter().position(|entry| Some(&entry.path) == before.as_ref());
                draft.anchor = row.unwrap_or_default();
                if let Some(row) = row.filter(|_| !is_saving(purpose)) {
                    draft.choose(row, Choose::Only);
                }
            }
        }
        Wish::Take(paths) if is_saving(purpose) => {
            let name = paths.first().and_then(|path| path.file_name());
            draft.name = name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        }
        Wish::Take(paths) => answer(purpose, paths, actions),
        Wish::Save => {
            if let Some(path) = draft.target(purpose) {
                if folders::kind_at(&path).is_some() {
                    draft.overwrite = Some(path);
                } else {
                    answer(purpose, vec![path], actions);
                }
            }
        }
    }
}

fn answer(purpose: &FilesFor, paths: Vec<PathBuf>, actions: &mut Actions) {
    actions.push(WindowAction::Dialog(None));
    actions.push(FileAction::Picked(Picked { purpose: purpose.clone(), paths }));
}

/// Asks before something is written over.
fn overwrite_ui(
    ui: &mut Ui,
    purpose: &FilesFor,
    path: PathBuf,
    draft: &mut FilesDraft,
    actions: &mut Actions,
) {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let is_folder = folders::kind_at(&path) == Some(FileKind::Folder);
    // One file cannot take the place of a folder.
    let is_in_the_way = is_folder && !matches!(purpose, FilesFor::Export(_));
    if is_in_the_way {
        fields::problem(ui, &format!("“{name}” is a folder. Choose another name."));
    } else {
        let what = if is_folder { "The folder" } else { "The file" };
        ui.label(format!("{what} “{name}” is there already"));
        fields::note(ui, "Replacing it writes over what it holds");
    }
    foot(ui, |ui| {
        if !is_in_the_way && fields::strong_button(ui, "Replace", true).clicked() {
            answer(purpose, vec![path], actions);
        }
        if fields::plain_button(ui, "Choose another name").clicked() {
            draft.overwrite = None;
        }
    });
}
