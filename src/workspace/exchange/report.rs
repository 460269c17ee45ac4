//! [`report_to`]: writes the report on a project where nothing stands yet.

use crate::formats::write_report;
use crate::model::Project;
use crate::storage::{SaveError, Vfs, save_file};
use std::io;
use std::path::{Path, PathBuf};

/// Why no report was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// Something stands where the report should go.
    #[error("No report was written: {} is there already. Choose a name that is free.", .0.display())]
    Exists(PathBuf),
    /// The disk refused.
    #[error("No report was written: {0}")]
    Disk(SaveError),
    /// The report is there, but a power cut now may take it away again.
    #[error("{0}")]
    NotConfirmed(SaveError),
    /// The disk refused even to tell what is there.
    #[error("No report was written to {}: {reason}. Choose another place.", path.display())]
    Unreachable {
        /// Where it should have gone.
        path: PathBuf,
        /// As the system says it.
        reason: String,
    },
}

/// Writes the report beside the target and moves it into place.
///
/// # Errors
/// The target is as it was.
pub fn report_to(disk: &dyn Vfs, target: &Path, project: &Project) -> Result<(), ReportError> {
    match disk.facts(target) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => {}
        Ok(_) => return Err(ReportError::Exists(target.to_path_buf())),
        Err(err) => {
            return Err(ReportError::Unreachable { path: target.to_path_buf(), reason: err.to_string() });
        }
    }
    match save_file(disk, target, write_report(project).as_bytes(), None) {
        Ok(_) => Ok(()),
        Err(err @ SaveError::NotConfirmed { .. }) => Err(ReportError::NotConfirmed(err)),
        Err(err) => Err(ReportError::Disk(err)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ProjectId;
    use crate::storage::MemoryFs;

    fn project() -> Project {
        Project::new(ProjectId(uuid::Uuid::from_u128(1)), "Rents")
    }

    #[test]
    fn a_report_is_written_once_and_never_over_something() {
        let disk = MemoryFs::new();
        disk.create_folders(Path::new("/out")).unwrap();
        let target = Path::new("/out/report.html");
        report_to(&disk, target, &project()).unwrap();
        assert_eq!(disk.read(target, u64::MAX).unwrap(), write_report(&project()).as_bytes());
        for taken in ["/out/report.html", "/out"] {
            let refused = report_to(&disk, Path::new(taken), &project()).unwrap_err();
            assert_eq!(
                refused.to_string(),
                format!("No report was written: {taken} is there already. Choose a name that is free.")
            );
        }
    }

    #[test]
    fn a_disk_that_fails_anywhere_leaves_nothing_behind() {
        let whole = MemoryFs::new();
        whole.create_folders(Path::new("/out")).unwrap();
        let before = whole.operations();
        report_to(&whole, Path::new("/out/r.html"), &project()).unwrap();
        for at in before..whole.operations() {
            let disk = MemoryFs::new();
            disk.create_folders(Path::new("/out")).unwrap();
            let empty = disk.paths();
            disk.fail(at..at + 1, io::ErrorKind::StorageFull);
            if let Err(err) = report_to(&disk, Path::new("/out/r.html"), &project()) {
                let is_whole = matches!(err, ReportError::NotConfirmed(_));
                assert!(is_whole || disk.paths() == empty, "operation {at}: {err}");
            }
        }
    }
}
