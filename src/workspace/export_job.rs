//! [`ExportJob`]: an export that runs beside the window, on a copy of the project.

use super::Workspace;
use super::exchange::{ExportOptions, Format, export_to, format};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

/// Progress is kept in thousandths, since there is no atomic fraction.
const WHOLE: f32 = 1000.0;

/// A running export.
#[derive(Debug)]
pub struct ExportJob {
    target: PathBuf,
    progress: Arc<AtomicU32>,
    cancelled: Arc<AtomicBool>,
    result: Receiver<Result<usize, String>>,
}

impl ExportJob {
    /// Begins to export in the format of that name; none where there is no such format.
    pub fn begin(workspace: &Workspace, name: &str, options: ExportOptions, target: &Path) -> Option<Self> {
        let format: &'static Format = format(name)?;
        let (sender, result) = channel();
        let job = Self {
            target: target.to_path_buf(),
            progress: Arc::default(),
            cancelled: Arc::default(),
            result,
        };
        let (progress, cancelled) = (Arc::clone(&job.progress), Arc::clone(&job.cancelled));
        let (vfs, project) = (Arc::clone(&workspace.store().environment().vfs), workspace.project().clone());
        let target = job.target.clone();
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
            let answer = export_to(vfs.as_ref(), &target, format, (&project, &options), &mut tell);
            let answer = answer.map(|written| written.files.len()).map_err(|err| err.to_string());
            // The window may be closed by then.
            drop(sender.send(answer));
        });
        Some(job)
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
                Some(Err("The export was broken off; export again.".to_owned()))
            }
        }
    }
}
