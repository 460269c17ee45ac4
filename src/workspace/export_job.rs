//! [`ExportJob`]: an export or a report that is written beside the window, on a copy of the project.

use super::Workspace;
use super::exchange::{
    ExportOptions, Format, FormatError, ReportOptions, ReportTarget, ShownTable, TableForm, export_to,
    format, report_to, table_to,
};
use crate::analysis::disagreements::CaseIndex;
use crate::model::Project;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

/// Progress is kept in thousandths, since there is no atomic fraction.
const WHOLE: f32 = 1000.0;

/// Is told how far the writing is, and says whether to go on.
type Tell<'t> = dyn FnMut(f32) -> ControlFlow<()> + 't;

/// A running export.
#[derive(Debug)]
pub struct ExportJob {
    target: PathBuf,
    is_report: bool,
    progress: Arc<AtomicU32>,
    cancelled: Arc<AtomicBool>,
    result: Receiver<Result<usize, String>>,
}

impl ExportJob {
    /// Begins to export in the format of that name; none where there is no such format.
    pub fn begin(workspace: &Workspace, name: &str, options: ExportOptions, target: &Path) -> Option<Self> {
        let format: &'static Format = format(name)?;
        let (vfs, project) = (Arc::clone(&workspace.store().environment().vfs), workspace.project().clone());
        let place = target.to_path_buf();
        Some(Self::spawn(target, false, move |tell| {
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
        let (vfs, project) = (Arc::clone(&workspace.store().environment().vfs), workspace.project().clone());
        let (index, place) = (workspace.review().cloned(), target.to_path_buf());
        Self::spawn(target, false, move |tell| {
            let table = make(&project, index.as_ref(), tell);
            let table = table.ok_or_else(|| FormatError::Cancelled.to_string())?;
            table_to(vfs.as_ref(), &place, form, &table).map(|()| 1).map_err(|err| err.to_string())
        })
    }

    /// Begins to write a report over what stands there, which somebody agreed to.
    pub fn begin_report(workspace: &Workspace, options: ReportOptions, target: &Path) -> Self {
        let (vfs, project) = (Arc::clone(&workspace.store().environment().vfs), workspace.project().clone());
        let place = target.to_path_buf();
        Self::spawn(target, true, move |tell| {
            let answer = report_to(vfs.as_ref(), ReportTarget::Replace(&place), (&project, &options), tell);
            answer.map(|()| 1).map_err(|err| err.to_string())
        })
    }

    fn spawn(
        target: &Path,
        is_report: bool,
        work: impl FnOnce(&mut Tell<'_>) -> Result<usize, String> + Send + 'static,
    ) -> Self {
        let (sender, result) = channel();
        let target = target.to_path_buf();
        let job = Self { target, is_report, progress: Arc::default(), cancelled: Arc::default(), result };
        let (progress, cancelled) = (Arc::clone(&job.progress), Arc::clone(&job.cancelled));
        thread::spawn(move || {
            let mut tell = |share: f32| {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "clamped to 0–1000"
                )]
                progress.store((share.clamp(0.0, 1.0) * WHOLE) as u32, Ordering::Relaxed);
                if cancelled.load(Ordering::Relaxed) {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            };
            // The window may be closed by then.
            drop(sender.send(work(&mut tell)));
        });
        job
    }

    /// Whether it is a report and no dataset.
    pub const fn is_report(&self) -> bool {
        self.is_report
    }

    /// How far it is, 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "at most 1000")]
    pub fn progress(&self) -> f32 {
        self.progress.load(Ordering::Relaxed) as f32 / WHOLE
    }

    /// Stops it at the next row; nothing is written then.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Where it goes.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// The number of files written, or why there are none; none while it runs.
    pub fn poll(&self) -> Option<Result<usize, String>> {
        match self.result.try_recv() {
            Ok(answer) => Some(answer),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                let again = if self.is_report {
                    "The report was broken off; write it again."
                } else {
                    "The export was broken off; export again."
                };
                Some(Err(again.to_owned()))
            }
        }
    }
}
