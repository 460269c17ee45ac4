//! [`FilePicker`]: asks for files, by the system's dialog where one answers, by the program's own elsewhere.

use super::action::FileAction;
use super::names::{with_ending, with_project_ending, with_report_ending};
use super::state::{FilesFor, Picked};
use crate::ui::action::Action;
use crate::ui::claims::action::ClaimsAction;
use crate::ui::navigation::Dialog;
use crate::ui::state::{Drafts, UiState};
use crate::ui::team::action::TeamAction;
use crate::workspace::exchange::document_endings;
use crate::workspace::{Job, RunsOn, folders, no_waker};
use eframe::egui::Context;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Nobody cancels a dialog that fast: an answer before it means that none was shown.
const TOO_FAST: Duration = Duration::from_millis(400);
/// How often the system's dialog is asked whether it has an answer.
const POLL: Duration = Duration::from_millis(80);

/// Asks for files.
#[derive(Debug, Default)]
pub struct FilePicker {
    asked: Option<Asked>,
}

/// A dialog of the system that is open.
#[derive(Debug)]
struct Asked {
    purpose: FilesFor,
    since: Instant,
    job: Job<Vec<PathBuf>>,
}

impl Picked {
    /// What is to be done with it; none without a path.
    pub fn action(self) -> Option<Action> {
        let Self { purpose, paths } = self;
        let first = paths.first()?.clone();
        let action = match purpose {
            FilesFor::OpenProject => FileAction::OpenPath(first),
            FilesFor::Annotations => FileAction::LookAtAnnotations(paths, None, None),
            FilesFor::MergeProject => return Some(TeamAction::Compare(first).into()),
            FilesFor::AddDocuments => FileAction::AddPaths(paths),
            FilesFor::SaveProject => FileAction::SaveTo(with_project_ending(first)),
            FilesFor::Export(request) => FileAction::ExportTo(request, first),
            FilesFor::Table(form) => {
                return Some(ClaimsAction::ExportTo(form, with_ending(first, form.ending())).into());
            }
            FilesFor::Report(options) => {
                let path = with_report_ending(first, options.format);
                FileAction::ReportTo(options, path)
            }
        };
        Some(action.into())
    }
}

impl FilePicker {
    /// Opens a dialog; the system's answer comes from [`FilePicker::poll`] in a later frame, that of the program's
    /// own dialog as an action.
    pub fn ask(&mut self, purpose: FilesFor, state: &mut UiState) {
        if self.asked.is_some() {
            return;
        }
        if !folders::system_has_dialogs() {
            open_own(purpose, state);
            return;
        }
        let dialog = system_dialog(&purpose, state);
        let asked_for = purpose.clone();
        let job = Job::begin("file dialog", RunsOn::Thread, &no_waker(), move |_| match asked_for {
            FilesFor::OpenProject | FilesFor::MergeProject => dialog.pick_file().into_iter().collect(),
            FilesFor::AddDocuments | FilesFor::Annotations => dialog.pick_files().unwrap_or_default(),
            FilesFor::SaveProject | FilesFor::Export(_) | FilesFor::Report(_) | FilesFor::Table(_) => {
                dialog.save_file().into_iter().collect()
            }
        });
        self.asked = Some(Asked { purpose, since: Instant::now(), job });
    }

    /// The answer of the system's dialog, once it is there.
    pub fn poll(&mut self, ctx: &Context, state: &mut UiState) -> Option<Picked> {
        let asked = self.asked.take()?;
        let Some(answer) = asked.job.poll() else {
            ctx.request_repaint_after(POLL);
            self.asked = Some(asked);
            return None;
        };
        let is_broken = answer.is_err();
        let paths = answer.unwrap_or_default();
        if paths.is_empty() {
            // A dialog that could not be shown is replaced by the program's own.
            if is_broken || asked.since.elapsed() < TOO_FAST {
                open_own(asked.purpose, state);
            }
            return None;
        }
        let is_project = asked.purpose == FilesFor::SaveProject;
        let paths = if is_project { paths.into_iter().map(with_project_ending).collect() } else { paths };
        Some(Picked { purpose: asked.purpose, paths })
    }
}

fn open_own(purpose: FilesFor, state: &mut UiState) {
    state.drafts = Drafts::default();
    state.dialog = Some(Dialog::Files(purpose));
}

fn system_dialog(purpose: &FilesFor, state: &UiState) -> rfd::FileDialog {
    let mut dialog = rfd::FileDialog::new();
    if let Some(folder) = &state.place.folder {
        dialog = dialog.set_directory(folder);
    }
    let name = &state.place.name;
    match purpose {
        FilesFor::OpenProject => dialog
            .set_title("Open project")
            .add_filter("Crossclaim projects", &["ron"])
            .add_filter("All files", &["*"]),
        FilesFor::Annotations => dialog.set_title("Import annotations").add_filter("All files", &["*"]),
        FilesFor::MergeProject => dialog
            .set_title("Merge with")
            .add_filter("Crossclaim projects", &["ron"])
            .add_filter("All files", &["*"]),
        FilesFor::AddDocuments => dialog
            .set_title("Add documents")
            .add_filter("Documents", &document_endings())
            .add_filter("All files", &["*"]),
        FilesFor::SaveProject => {
            dialog.set_title("Save project").set_file_name(format!("{name}{}", folders::PROJECT_ENDING))
        }
        FilesFor::Export(request) => {
            dialog.set_title("Export").set_file_name(format!("{name} {}", request.format))
        }
        FilesFor::Table(form) => {
            dialog.set_title("Export").set_file_name(format!("{name} claims{}", form.ending()))
        }
        FilesFor::Report(options) => {
            let ending = options.format.name();
            dialog
                .set_title("Report")
                .set_file_name(format!("{name} report.{ending}"))
                .add_filter(options.format.label(), &[ending])
        }
    }
}
