//! [`find_base`]: the version that two others come from, looked for among this user's backups.

use crate::model::{Project, Timestamp, ancestor_distance};
use crate::storage::{Backup, backups, open_project};
use crate::workspace::Environment;

/// A project file larger than this is not read into memory.
const MAX_PROJECT_LEN: u64 = 4 << 30;

/// The version that two others come from.
#[derive(Debug)]
pub(super) struct KnownBase {
    pub(super) project: Project,
    /// When its file was saved, as the name of the copy says.
    pub(super) saved: Option<Timestamp>,
}

/// The backup that both versions evidently come from and that is nearest to the other one; none where there is none.
pub(super) fn find_base(
    environment: &Environment,
    (ours, theirs): (&Project, &Project),
    is_cancelled: &dyn Fn() -> bool,
) -> Option<KnownBase> {
    let folder = environment.places.as_ref()?.backups_folder(ours.id());
    let vfs = environment.vfs.as_ref();
    let mut nearest: Option<(usize, KnownBase)> = None;
    for Backup { time, path } in backups(vfs, &folder).unwrap_or_default() {
        if is_cancelled() {
            return None;
        }
        // One that is damaged is no base, and another one may be.
        let Ok(Ok(loaded)) = open_project(vfs, &path, MAX_PROJECT_LEN) else { continue };
        let Some(distance) = ancestor_distance(&loaded.project, ours, theirs) else { continue };
        match &nearest {
            // Each version in a row of ancestors is farther than the one after it. Of two as near the older one is surer.
            Some((before, _)) if *before < distance => break,
            _ => {
                let saved = saved_at(&time);
                nearest = Some((distance, KnownBase { project: loaded.project, saved }));
            }
        }
    }
    nearest.map(|(_, known)| known)
}

/// Colons stand as dashes in names of files.
fn saved_at(name: &str) -> Option<Timestamp> {
    let (day, time) = name.split_once('T')?;
    format!("{day}T{}", time.replace('-', ":")).parse().ok()
}
