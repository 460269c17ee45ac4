//! [`LockFile`]: the courtesy note beside an open project that says who has it open. Safety never hangs on it.
//!
//! A note counts while the file is in use (the system knows, also after a crash), or, from another computer, while its
//! time is kept fresh.

use super::vfs::{Vfs, VfsFile, folder_of};
use crate::model::Timestamp;
use std::ffi::OsString;
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
    pub fn take(vfs: &dyn Vfs, project: &Path, owner: LockOwner) -> io::Result<Result<Self, LockOwner>> {
        let path = lock_path(&vfs.resolve(project)?);
        let opened = vfs.open_lock(&path);
        let other = read_owner(vfs, &path);
        let file = match opened {
            Ok(file) if file.try_lock()? => file,
            Err(err) if err.kind() != io::ErrorKind::ResourceBusy => return Err(err),
            // In use, whether or not the note says by whom.
            _ => return Ok(Err(other.unwrap_or_else(|| LockOwner::unknown(owner.time)))),
        };
        let is_elsewhere = |other: &LockOwner| other.host != owner.host && other.is_fresh(owner.time);
        if let Some(other) = other.filter(is_elsewhere) {
            return Ok(Err(other));
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
            remove_note(vfs, &self.path, &self.owner);
        }
    }
}

/// Removes the note of that owner. It is moved aside first: a note that somebody put there in the last moment is seen
/// then, and put back.
fn remove_note(vfs: &dyn Vfs, path: &Path, owner: &LockOwner) {
    let aside = path.with_extension(format!("{}.tmp", owner.pid));
    // A note that stays is passed over: nobody uses the file.
    if vfs.rename(path, &aside).is_ok() {
        let is_ours = read_owner(vfs, &aside).is_none_or(|found| found.instance == owner.instance);
        drop(if is_ours { vfs.remove(&aside) } else { vfs.rename(&aside, path) });
    }
}

impl LockOwner {
    /// Somebody whose note cannot be read.
    const fn unknown(time: Timestamp) -> Self {
        Self { instance: Uuid::nil(), host: String::new(), user: String::new(), pid: 0, since: time, time }
    }

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
    let mut name = OsString::from(".");
    name.push(project.file_name().unwrap_or_default());
    name.push(".lock");
    folder_of(project).join(name)
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

    fn take(disk: &MemoryFs, owner: LockOwner) -> Result<LockFile, LockOwner> {
        LockFile::take(disk, Path::new(PROJECT), owner).unwrap()
    }

    #[test]
    fn the_second_learns_who_was_first_and_may_come_when_that_one_leaves() {
        let disk = disk();
        let first = take(&disk, owner(1, "a", 0)).unwrap();
        let other = take(&disk, owner(2, "a", 90)).unwrap_err();
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
        assert_eq!(
            Some(take(&disk, owner(3, "b", 2)).unwrap_err()),
            read_lock(note(&owner(2, "a", 0)).as_bytes())
        );
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
    fn a_note_that_cannot_be_opened_or_read_still_counts() {
        let disk = disk();
        let first = take(&disk, owner(1, "a", 0)).unwrap();
        // As Windows says it: the file cannot even be opened while another program has it.
        let open = disk.operations() + 1;
        disk.fail(open..open + 1, io::ErrorKind::ResourceBusy);
        assert_eq!(take(&disk, owner(2, "a", 0)).unwrap_err().instance, Uuid::from_u128(1));
        // The one after it reads who has it.
        let open = disk.operations() + 1;
        disk.fail(open..open + 2, io::ErrorKind::ResourceBusy);
        let unknown = take(&disk, owner(2, "a", 0)).unwrap_err();
        assert_eq!(
            (unknown.instance, unknown.to_string().starts_with("somebody (since")),
            (Uuid::nil(), true)
        );
        first.give_back(&disk);
    }

    #[test]
    fn a_note_that_came_in_the_last_moment_is_put_back() {
        let disk = disk();
        let path = lock_path(Path::new(PROJECT));
        let second = take(&disk, owner(2, "a", 0)).unwrap();
        remove_note(&disk, &path, &owner(1, "a", 0));
        assert_eq!(disk.paths().len(), 2, "{:?}", disk.paths());
        assert_eq!(second.taken_by(&disk), None);
        assert_eq!(read_owner(&disk, &path).map(|owner| owner.instance), Some(Uuid::from_u128(2)));
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_unicode_have_notes_of_their_own() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt as _;
        let note = |name: &[u8]| lock_path(&Path::new("/work").join(OsStr::from_bytes(name)));
        assert_ne!(note(b"a\xfe.ron"), note(b"a\xff.ron"));
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
