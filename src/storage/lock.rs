//! [`LockFile`]: the courtesy note beside an open project that says who has it open. Safety never hangs on it.
//!
//! A note counts while the file is in use (the system knows, also after a crash), or, from another computer, while its
//! time is kept fresh.

use super::vfs::{Vfs, VfsFile, folder_of};
use crate::model::Timestamp;
use std::fmt::{self, Write as _};
use std::io;
use std::path::{Path, PathBuf};
use uuid::Uuid;

const FIRST_LINE: &str = "crossclaim-lock 1";
/// A longer note is none of ours.
const MAX_LEN: u64 = 4096;
/// Without a new time for so long, another computer is taken to have crashed. Notes are refreshed every minute.
const STALE_MILLIS: i64 = 3 * 60_000;
/// Of the characters of a name that are shown.
const MAX_NAME: usize = 80;

/// Who has a project open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockOwner {
    /// Names the open project.
    pub instance: Uuid,
    /// The computer.
    pub host: String,
    /// The annotator.
    pub user: String,
    /// The process.
    pub pid: u32,
    /// When the project was opened.
    pub since: Timestamp,
    /// When the note was last refreshed.
    pub time: Timestamp,
}

impl fmt::Display for LockOwner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { user, host, since, .. } = self;
        let user = if user.is_empty() { "somebody" } else { user };
        let place = if host.is_empty() { String::new() } else { format!(" on {host}") };
        write!(f, "{user}{place} (since {})", since.local_text())
    }
}

/// A note that is ours.
#[derive(Debug)]
pub struct LockFile {
    path: PathBuf,
    file: Box<dyn VfsFile>,
    owner: LockOwner,
}

impl LockFile {
    /// Puts a note beside a project; gives who has it open where somebody has.
    ///
    /// # Errors
    /// There is no note; in a folder that takes no files there can be none.
    pub fn take(
        vfs: &dyn Vfs,
        project: &Path,
        owner: LockOwner,
    ) -> io::Result<Result<Self, Option<LockOwner>>> {
        let path = lock_path(&vfs.resolve(project)?);
        let file = vfs.open_lock(&path)?;
        let other = read_owner(vfs, &path);
        if !file.try_lock()? {
            return Ok(Err(other));
        }
        let is_elsewhere = |other: &LockOwner| other.host != owner.host && other.is_fresh(owner.time);
        if let Some(other) = other.filter(is_elsewhere) {
            return Ok(Err(Some(other)));
        }
        file.rewrite(note(&owner).as_bytes())?;
        Ok(Ok(Self { path, file, owner }))
    }

    /// Puts a note in the place of somebody else's, who finds it there and stops writing.
    pub fn take_over(vfs: &dyn Vfs, project: &Path, owner: LockOwner) -> io::Result<Self> {
        let path = lock_path(&vfs.resolve(project)?);
        let new = path.with_extension(format!("{}.tmp", owner.pid));
        let file = vfs.open_lock(&new)?;
        file.try_lock()?;
        file.rewrite(note(&owner).as_bytes())?;
        if let Err(err) = vfs.rename(&new, &path) {
            drop(vfs.remove(&new));
            return Err(err);
        }
        Ok(Self { path, file, owner })
    }

    /// Who stands on the note now, when it is no longer ours.
    pub fn taken_by(&self, vfs: &dyn Vfs) -> Option<LockOwner> {
        read_owner(vfs, &self.path).filter(|owner| owner.instance != self.owner.instance)
    }

    /// Says that we are still there.
    pub fn refresh(&mut self, time: Timestamp) -> io::Result<()> {
        self.owner.time = time;
        self.file.rewrite(note(&self.owner).as_bytes())
    }

    /// Takes the note away, unless it is somebody else's by now.
    pub fn give_back(self, vfs: &dyn Vfs) {
        if self.taken_by(vfs).is_none() {
            // A note that stays is passed over: nobody uses the file.
            drop(vfs.remove(&self.path));
        }
    }
}

impl LockOwner {
    /// Whether the note was refreshed lately. A time ahead of ours is a clock that goes wrong, and fresh.
    fn is_fresh(&self, now: Timestamp) -> bool {
        now.millis().saturating_sub(self.time.millis()) < STALE_MILLIS
    }
}

/// Reads a note; none where it is not one of ours.
pub fn read_lock(bytes: &[u8]) -> Option<LockOwner> {
    let text = str::from_utf8(bytes).ok()?;
    let mut lines = text.lines();
    lines.next().filter(|line| *line == FIRST_LINE)?;
    let value = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
    let millis = |name: &str| value(name)?.parse().ok().map(Timestamp::from_millis);
    let name = |name: &str| value(name).map(|text| text.chars().take(MAX_NAME).collect());
    Some(LockOwner {
        instance: value("instance")?.parse().ok()?,
        host: name("host")?,
        user: name("user")?,
        pid: value("pid")?.parse().ok()?,
        since: millis("since")?,
        time: millis("time")?,
    })
}

fn read_owner(vfs: &dyn Vfs, path: &Path) -> Option<LockOwner> {
    read_lock(&vfs.read(path, MAX_LEN).ok()?)
}

/// `.NAME.lock` beside the project.
fn lock_path(project: &Path) -> PathBuf {
    let name = project.file_name().unwrap_or_default().to_string_lossy();
    folder_of(project).join(format!(".{name}.lock"))
}

fn note(owner: &LockOwner) -> String {
    let LockOwner { instance, host, user, pid, since, time } = owner;
    let line = |text: &str| -> String { text.chars().filter(|c| !c.is_control()).take(MAX_NAME).collect() };
    let mut note = format!("{FIRST_LINE}\n");
    let written = writeln!(
        note,
        "instance={instance}\nhost={}\nuser={}\npid={pid}\nsince={}\ntime={}",
        line(host),
        line(user),
        since.millis(),
        time.millis()
    );
    debug_assert!(written.is_ok(), "a String takes everything");
    note
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::MemoryFs;

    const PROJECT: &str = "/work/a.crossclaim.ron";

    fn owner(number: u128, host: &str, minutes: i64) -> LockOwner {
        let time = Timestamp::from_millis(minutes * 60_000);
        LockOwner {
            instance: Uuid::from_u128(number),
            host: host.to_owned(),
            user: "Ann = Ünal\n".to_owned(),
            pid: 7,
            since: time,
            time,
        }
    }

    fn disk() -> MemoryFs {
        let disk = MemoryFs::new();
        disk.put(PROJECT, "x");
        disk
    }

    fn take(disk: &MemoryFs, owner: LockOwner) -> Result<LockFile, Option<LockOwner>> {
        LockFile::take(disk, Path::new(PROJECT), owner).unwrap()
    }

    #[test]
    fn the_second_learns_who_was_first_and_may_come_when_that_one_leaves() {
        let disk = disk();
        let first = take(&disk, owner(1, "a", 0)).unwrap();
        let other = take(&disk, owner(2, "a", 90)).unwrap_err().unwrap();
        assert_eq!((other.instance, other.user.as_str()), (Uuid::from_u128(1), "Ann = Ünal"));
        first.give_back(&disk);
        assert_eq!(disk.paths().len(), 1, "{:?}", disk.paths());
        assert!(take(&disk, owner(2, "a", 90)).is_ok());
    }

    #[test]
    fn a_crashed_owner_never_blocks() {
        let disk = disk();
        // A killed program leaves the note and loses the lock.
        drop(take(&disk, owner(1, "a", 0)).unwrap());
        drop(take(&disk, owner(2, "a", 0)).unwrap());
        // Of another computer only the time is known.
        assert_eq!(take(&disk, owner(3, "b", 2)).unwrap_err(), read_lock(note(&owner(2, "a", 0)).as_bytes()));
        assert!(take(&disk, owner(3, "b", 3)).is_ok());
    }

    #[test]
    fn who_is_taken_over_learns_it_and_leaves_the_note_alone() {
        let disk = disk();
        let mut first = take(&disk, owner(1, "a", 0)).unwrap();
        assert_eq!(first.taken_by(&disk), None);
        let second = LockFile::take_over(&disk, Path::new(PROJECT), owner(2, "a", 1)).unwrap();
        assert_eq!(first.taken_by(&disk).map(|owner| owner.instance), Some(Uuid::from_u128(2)));
        assert_eq!(second.taken_by(&disk), None);
        first.give_back(&disk);
        assert_eq!(second.taken_by(&disk), None);
        assert_eq!(disk.paths().len(), 2, "{:?}", disk.paths());
        first = take(&disk, owner(3, "a", 1)).unwrap_or(second);
        assert_eq!(first.owner.instance, Uuid::from_u128(2), "the note is still in use");
    }

    #[test]
    fn any_bytes_are_a_note_or_none() {
        for bytes in [&b""[..], b"crossclaim-lock 1\ninstance=x", b"\xff\xfe", b"crossclaim-lock 2\n"] {
            assert_eq!(read_lock(bytes), None);
        }
        let disk = disk();
        disk.put("/work/.a.crossclaim.ron.lock", "no note");
        assert!(take(&disk, owner(1, "a", 0)).is_ok());
    }
}
