//! [`OpenJob`]: opens a project beside the window that shows another one.

use super::rescue::written_id;
use super::{Clock as _, Environment, Launch, OpenError, Opened, SystemClock, open};
use crate::storage::{JournalShelf, LockFile, LockOwner, host_name};
use std::io;
use std::path::Path;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How long whoever is taken over gets to save.
const PATIENCE: Duration = Duration::from_secs(6);
const PAUSE: Duration = Duration::from_millis(100);

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

/// Tells whoever has a project open that it is taken over, and waits until their work is in the file.
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
    // Held until the project is open and puts its own note there.
    let _lock = LockFile::take_over(vfs, path, owner)?;
    let project = written_id(&vfs.read(path, u64::MAX - 1)?);
    let Some((places, project)) = environment.places.as_ref().zip(project) else {
        return Ok(());
    };
    let shelf = JournalShelf::at(places.project_folder(project));
    let begun = Instant::now();
    let is_unsaved = || {
        let journals = shelf.all(vfs);
        journals.iter().any(|journal| journal.is_live && !journal.contents.unsaved().is_empty())
    };
    while vfs.is_concurrent() && begun.elapsed() < PATIENCE && is_unsaved() {
        thread::sleep(PAUSE);
    }
    Ok(())
}
