//! [`FilePicker`]: asks for files, by the system's dialog where one answers, by the program's own elsewhere.

use super::action::FileAction;
use super::state::FilesFor;
use crate::ui::action::Action;
use crate::ui::claims::ClaimsAction;
use crate::ui::navigation::Dialog;
use crate::ui::state::{Drafts, UiState};
use crate::ui::team::action::TeamAction;
use crate::workspace::exchange::{ReportFormat, document_endings};
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

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// What it was asked for.
    pub purpose: FilesFor,
    /// At least one path.
    pub paths: Vec<PathBuf>,
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

/// A project's file name with its ending, added where it is missing.
pub fn with_project_ending(path: PathBuf) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let has_ending = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron"));
    if has_ending || name.is_empty() {
        return path;
    }
    path.with_file_name(format!("{name}{}", folders::PROJECT_ENDING))
}

/// A file name with an ending, added where it has none of its own.
fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    match path.file_name().map(|name| name.to_string_lossy().into_owned()) {
        Some(name) if path.extension().is_none() => path.with_file_name(format!("{name}{ending}")),
        _ => path,
    }
}

/// A report's file name with the ending of its format, added where it is missing.
pub fn with_report_ending(path: PathBuf, format: ReportFormat) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if name.is_empty() || ReportFormat::of_file(&name) == Some(format) {
        return path;
    }
    path.with_file_name(format!("{name}.{}", format.name()))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_gets_the_ending_of_its_format_where_it_has_another_or_none() {
        let ending =
            |name: &str, format| with_report_ending(PathBuf::from(name), format).display().to_string();
        assert_eq!(ending("/a/deal", ReportFormat::Docx), "/a/deal.docx");
        assert_eq!(ending("/a/deal.DOCX", ReportFormat::Docx), "/a/deal.DOCX");
        assert_eq!(ending("/a/deal.docx", ReportFormat::Odt), "/a/deal.docx.odt");
        assert_eq!(ending("/a/v1.2", ReportFormat::Markdown), "/a/v1.2.md");
        assert_eq!(ending("/a/deal.htm", ReportFormat::Html), "/a/deal.htm");
    }

    #[test]
    fn a_project_name_gets_its_ending_once() {
        let ending = |name: &str| with_project_ending(PathBuf::from(name)).display().to_string();
        assert_eq!(ending("/a/deal"), "/a/deal.crossclaim.ron");
        assert_eq!(ending("/a/deal.crossclaim.ron"), "/a/deal.crossclaim.ron");
        assert_eq!(ending("/a/v1.2"), "/a/v1.2.crossclaim.ron");
    }
}
