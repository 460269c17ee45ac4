//! [`OpenJob`]: opens a project beside the window that shows another one.

use super::job::{Job, RunsOn, Waker};
use super::{Clock as _, Environment, Launch, OpenError, Opened, SystemClock, open};
use crate::storage::{LockFile, LockOwner, host_name};
use std::io;
use std::path::Path;
use std::sync::Arc;

/// A project that is being opened.
#[derive(Debug)]
pub struct OpenJob(Job<Result<Opened, OpenError>>);

impl OpenJob {
    /// Begins to open; on a simulated disk it is done at once.
    pub fn begin(launch: Launch, environment: &Environment, wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (environment, runs_on) = (environment.clone(), RunsOn::for_disk(environment.vfs.as_ref()));
        let wake: Waker = Arc::new(wake);
        Self(Job::begin("open", runs_on, &wake, move |_| open(launch, &environment)))
    }

    /// What was opened, once it is there.
    pub fn poll(&self) -> Option<Result<Opened, String>> {
        Some(match self.0.poll()? {
            Ok(answer) => answer.map_err(|err| err.to_string()),
            Err(err) => Err(format!("Nothing was opened: {err}. Open the project again.")),
        })
    }
}

/// Tells whoever has a project open that it is taken over.
pub(super) fn take_over(path: &Path, user: &str, environment: &Environment) -> io::Result<()> {
    let vfs = environment.vfs.as_ref();
    let now = SystemClock.now();
    let owner = LockOwner {
        instance: uuid::Uuid::now_v7(),
        host: host_name(vfs),
        user: user.to_owned(),
        pid: std::process::id(),
        since: now,
        time: now,
    };
    LockFile::take_over(vfs, path, owner).map(drop)
}
