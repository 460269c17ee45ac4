//! [`keep_backup`]: copies of saved project files, and the way back to the one that a journal or a merge starts from.

use super::hash::FileHash;
use super::save::{SaveError, overwrite_file};
use super::vfs::Vfs;
use crate::model::Timestamp;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

/// The newest copies are all kept.
const KEPT: usize = 10;
/// Of older ones the last copy of each day, that many.
const KEPT_DAYS: usize = 20;
const SUFFIX: &str = ".crossclaim.ron";
/// Digits of the hash in the name: enough to tell copies apart; the content is verified anyway.
const HASH_DIGITS: usize = 16;

/// A copy of a project file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backup {
    /// When the file was saved, as `2026-04-28T09-30-00.000Z`; sorts by age.
    pub time: String,
    /// Where the copy is.
    pub path: PathBuf,
}

/// Keeps a copy of bytes that were just saved, and lets the oldest copies go.
///
/// `saved` is what [`save_file`](super::save_file) gave back: only verified bytes push out older copies. `needed` are
/// states that stay whatever their age, as those that journals go onto; it is asked when copies are to go.
///
/// # Errors
/// No older copy is gone unless the new one is whole.
pub fn keep_backup(
    vfs: &dyn Vfs,
    folder: &Path,
    (bytes, saved): (&[u8], &FileHash),
    time: Timestamp,
    needed: &dyn Fn() -> Vec<FileHash>,
) -> Result<PathBuf, SaveError> {
    let failed = |err: io::Error| SaveError::Other { path: folder.to_path_buf(), reason: err.to_string() };
    if FileHash::of(bytes) != *saved {
        return Err(SaveError::NotVerified(folder.to_path_buf()));
    }
    vfs.create_folders(folder).map_err(failed)?;
    let time = time.to_string().replace(':', "-");
    let path = folder.join(format!("{time}_{}{SUFFIX}", short(saved)));
    overwrite_file(vfs, &path, bytes)?;
    thin_out(vfs, folder, needed).map_err(failed)?;
    Ok(path)
}

/// All copies in the folder, newest first; none where there is no folder.
pub fn backups(vfs: &dyn Vfs, folder: &Path) -> io::Result<Vec<Backup>> {
    let paths = match vfs.list(folder) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        answer => answer?,
    };
    let mut found: Vec<Backup> = paths.into_iter().filter_map(backup_at).collect();
    found.sort_by(|left, right| right.cmp(left));
    Ok(found)
}

/// Whether there is a copy with this hash, by its name.
pub fn has_backup(vfs: &dyn Vfs, folder: &Path, hash: &FileHash) -> bool {
    let digits = short(hash);
    let found = backups(vfs, folder).unwrap_or_default();
    found.iter().any(|backup| backup.path.to_string_lossy().contains(&digits))
}

/// The bytes of the copy with this hash, verified.
pub fn backup_with(vfs: &dyn Vfs, folder: &Path, hash: &FileHash) -> io::Result<Option<Vec<u8>>> {
    let digits = short(hash);
    for backup in backups(vfs, folder)? {
        if is_named(&backup.path, &digits) {
            let bytes = vfs.read(&backup.path, u64::MAX - 1)?;
            if FileHash::of(&bytes) == *hash {
                return Ok(Some(bytes));
            }
        }
    }
    Ok(None)
}

fn backup_at(path: PathBuf) -> Option<Backup> {
    let name = path.file_name()?.to_str()?.strip_suffix(SUFFIX)?;
    let time = name.split_once('_')?.0.to_owned();
    Some(Backup { time, path })
}

fn short(hash: &FileHash) -> String {
    hash.to_string().chars().take(HASH_DIGITS).collect()
}

fn is_named(path: &Path, digits: &str) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().contains(digits))
}

fn thin_out(vfs: &dyn Vfs, folder: &Path, needed: &dyn Fn() -> Vec<FileHash>) -> io::Result<()> {
    let mut days = BTreeSet::new();
    let mut old = backups(vfs, folder)?.into_iter().skip(KEPT).filter(|backup| {
        let day: String = backup.time.chars().take_while(|c| *c != 'T').collect();
        let is_last_of_day = days.insert(day);
        !is_last_of_day || days.len() > KEPT_DAYS
    });
    let Some(first) = old.next() else {
        return Ok(());
    };
    let needed: Vec<String> = needed().iter().map(short).collect();
    for backup in std::iter::once(first).chain(old) {
        if !needed.iter().any(|digits| is_named(&backup.path, digits)) {
            vfs.remove(&backup.path)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::MemoryFs;

    const HOUR: i64 = 3_600_000;

    #[test]
    fn the_newest_ten_and_one_a_day_are_kept() {
        let fs = MemoryFs::new();
        let folder = Path::new("/state/p/backups");
        for number in 0..400_i64 {
            let bytes = number.to_string().into_bytes();
            let time = Timestamp::from_millis(1_764_000_000_000 + number * 4 * HOUR);
            keep_backup(&fs, folder, (&bytes, &FileHash::of(&bytes)), time, &|| vec![FileHash::of(b"5")])
                .unwrap();
        }
        let found = backups(&fs, folder).unwrap();
        assert!((KEPT + KEPT_DAYS - 1..=KEPT + KEPT_DAYS + 1).contains(&found.len()), "{}", found.len());
        assert_eq!(fs.bytes(&found.last().unwrap().path), Some(b"5".to_vec()), "a journal goes onto it");
        let newest: Vec<_> = found.iter().take(10).map(|backup| fs.bytes(&backup.path).unwrap()).collect();
        let expected: Vec<_> = (390..400).rev().map(|number: i32| number.to_string().into_bytes()).collect();
        assert_eq!(newest, expected);
        assert_eq!(backup_with(&fs, folder, &FileHash::of(b"395")).unwrap(), Some(b"395".to_vec()));
        assert_eq!(backup_with(&fs, folder, &FileHash::of(b"394x")).unwrap(), None);
    }

    #[test]
    fn bytes_that_were_not_saved_push_nothing_out() {
        let fs = MemoryFs::new();
        let folder = Path::new("/state/p/backups");
        let time = Timestamp::from_millis(0);
        let err = keep_backup(&fs, folder, (b"a", &FileHash::of(b"b")), time, &Vec::new).unwrap_err();
        assert_eq!(err, SaveError::NotVerified(folder.into()));
        assert_eq!(backups(&fs, folder).unwrap(), []);
        let path = keep_backup(&fs, folder, (b"a", &FileHash::of(b"a")), time, &Vec::new).unwrap();
        fs.put(&path, "damaged");
        assert_eq!(backup_with(&fs, folder, &FileHash::of(b"a")).unwrap(), None);
    }
}
