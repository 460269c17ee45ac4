//! [`OpenJob`]: opens a project beside the window that shows another one.

use super::{Clock as _, Environment, Launch, OpenError, Opened, SystemClock, open};
use crate::storage::{LockFile, LockOwner, host_name};
use std::io;
use std::path::Path;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

/// A project that is being opened.
#[derive(Debug)]
pub struct OpenJob {
    answer: Receiver<Result<Opened, OpenError>>,
}

impl OpenJob {
    /// Begins to open; on a simulated disk it is done at once.
    pub fn begin(launch: Launch, environment: &Environment, wake: impl Fn() + Send + 'static) -> Self {
        let (sender, answer) = channel();
        let environment = environment.clone();
        let is_concurrent = environment.vfs.is_concurrent();
        let work = move || {
            // Nobody waits any more: what was opened is closed again.
            drop(sender.send(open(launch, &environment)));
            wake();
        };
        if is_concurrent {
            let spawned = thread::Builder::new().name("open".to_owned()).spawn(work);
            // Without a thread the channel is closed, and the job says that it was broken off.
            drop(spawned);
        } else {
            work();
        }
        Self { answer }
    }

    /// What was opened, once it is there.
    pub fn poll(&self) -> Option<Result<Opened, String>> {
        match self.answer.try_recv() {
            Ok(answer) => Some(answer.map_err(|err| err.to_string())),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                Some(Err("Nothing was opened: the work was broken off.".to_owned()))
            }
        }
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
