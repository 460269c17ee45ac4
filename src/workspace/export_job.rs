//! [`ExportJob`]: an export or a report that is written beside the window, on a copy of the project.

use super::Workspace;
use super::exchange::{
    ExportOptions, Format, FormatError, ReportOptions, ReportTarget, ShownTable, TableForm, export_to,
    format, report_to, table_to,
};
use super::job::{Job, JobError, RunsOn, no_waker};
use crate::analysis::disagreements::CaseIndex;
use crate::model::Project;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Progress is kept in thousandths, since a job counts whole units.
const WHOLE: f32 = 1000.0;

/// Is told how far the writing is, and says whether to go on.
type Tell<'t> = dyn FnMut(f32) -> ControlFlow<()> + 't;

/// A running export.
#[derive(Debug)]
pub struct ExportJob {
    target: PathBuf,
    is_report: bool,
    job: Job<Result<usize, String>>,
}

impl ExportJob {
    /// Begins to export in the format of that name; none where there is no such format.
    pub fn begin(workspace: &Workspace, name: &str, options: ExportOptions, target: &Path) -> Option<Self> {
        let format: &'static Format = format(name)?;
        let (vfs, project) =
            (Arc::clone(&workspace.store().environment().vfs), workspace.project().snapshot());
        let place = target.to_path_buf();
        Some(Self::spawn(target, false, move |tell| {
            let project = project.into_project();
            let answer = export_to(vfs.as_ref(), &place, format, (&project, &options), tell);
            answer.map(|written| written.files.len()).map_err(|err| err.to_string())
        }))
    }

    /// Begins to write a table that a view shows, made from the project and its threads as they are. No table means that
    /// its making was stopped.
    pub fn begin_table(
        workspace: &Workspace,
        form: TableForm,
        target: &Path,
        make: impl FnOnce(&Project, Option<&CaseIndex>, &mut Tell<'_>) -> Option<ShownTable> + Send + 'static,
    ) -> Self {
        let (vfs, project) =
            (Arc::clone(&workspace.store().environment().vfs), workspace.project().snapshot());
        let (index, place) = (workspace.review().cloned(), target.to_path_buf());
        Self::spawn(target, false, move |tell| {
            let project = project.into_project();
            let table = make(&project, index.as_ref(), tell);
            let table = table.ok_or_else(|| FormatError::Cancelled.to_string())?;
            table_to(vfs.as_ref(), &place, form, &table).map(|()| 1).map_err(|err| err.to_string())
        })
    }

    /// Begins to write a report over what stands there, which somebody agreed to.
    pub fn begin_report(workspace: &Workspace, options: ReportOptions, target: &Path) -> Self {
        let (vfs, project) =
            (Arc::clone(&workspace.store().environment().vfs), workspace.project().snapshot());
        let place = target.to_path_buf();
        Self::spawn(target, true, move |tell| {
            let project = project.into_project();
            let answer = report_to(vfs.as_ref(), ReportTarget::Replace(&place), (&project, &options), tell);
            answer.map(|()| 1).map_err(|err| err.to_string())
        })
    }

    fn spawn(
        target: &Path,
        is_report: bool,
        work: impl FnOnce(&mut Tell<'_>) -> Result<usize, String> + Send + 'static,
    ) -> Self {
        // The window draws the progress anew by itself.
        let job = Job::begin("export", RunsOn::Thread, &no_waker(), move |context| {
            let mut tell = |share: f32| {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "clamped to 0–1000"
                )]
                context.set_progress((share.clamp(0.0, 1.0) * WHOLE) as usize, WHOLE as usize);
                context.flow()
            };
            work(&mut tell)
        });
        Self { target: target.to_path_buf(), is_report, job }
    }

    /// Whether it is a report and no dataset.
    pub const fn is_report(&self) -> bool {
        self.is_report
    }

    /// How far it is, 0 to 1.
    pub fn progress(&self) -> f32 {
        self.job.progress().fraction()
    }

    /// Stops it at the next row; nothing is written then.
    pub fn cancel(&self) {
        self.job.cancel();
    }

    /// Where it goes.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// The number of files written, or why there are none; none while it runs.
    pub fn poll(&self) -> Option<Result<usize, String>> {
        let broken_off = |err: JobError| {
            Err(if self.is_report {
                format!("The report was not written: {err}. Write it again.")
            } else {
                format!("Nothing was exported: {err}. Export again.")
            })
        };
        Some(self.job.poll()?.unwrap_or_else(broken_off))
    }
}
