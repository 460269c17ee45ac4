//! [`report_to`]: writes the report on a project.

use crate::formats::{FormatError, Progress, ReportOptions, write_report};
use crate::model::Project;
use crate::storage::{FileKind, SaveError, Vfs, overwrite_file, save_file};
use std::io;
use std::path::{Path, PathBuf};

/// Why no report was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// Something stands where the report should go.
    #[error("No report was written: {} is there already. Choose a name that is free.", .0.display())]
    Exists(PathBuf),
    /// Another program has the file open, and would write its own version over the report.
    #[error(
        "No report was written: {} is open in another program. Close it there, or choose another name.",
        .0.display()
    )]
    OpenElsewhere(PathBuf),
    /// No part was chosen.
    #[error("No report was written: no part was chosen.")]
    NoPart,
    /// It was stopped.
    #[error("No report was written: it was stopped.")]
    Cancelled,
    /// The report does not fit its format; the string says why.
    #[error("No report was written: {0}.")]
    Unwritable(String),
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

/// Where a report goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportTarget<'p> {
    /// Where nothing stands yet.
    New(&'p Path),
    /// Over a file that somebody agreed to replace, or where nothing stands.
    Replace(&'p Path),
}

/// Writes the report beside the target and moves it into place.
///
/// # Errors
/// The target is as it was.
pub fn report_to(
    disk: &dyn Vfs,
    target: ReportTarget<'_>,
    (project, options): (&Project, &ReportOptions),
    progress: &mut Progress<'_>,
) -> Result<(), ReportError> {
    let (ReportTarget::New(path) | ReportTarget::Replace(path)) = target;
    if options.parts.is_empty() {
        return Err(ReportError::NoPart);
    }
    match (disk.facts(path), target) {
        (Err(err), _) if err.kind() == io::ErrorKind::NotFound => {}
        (Ok(facts), ReportTarget::Replace(_)) if facts.kind == FileKind::File => {
            if is_open_elsewhere(disk, path) {
                return Err(ReportError::OpenElsewhere(path.to_path_buf()));
            }
        }
        (Ok(_), _) => return Err(ReportError::Exists(path.to_path_buf())),
        (Err(err), _) => {
            return Err(ReportError::Unreachable { path: path.to_path_buf(), reason: err.to_string() });
        }
    }
    let bytes = write_report(project, options, progress).map_err(|err| match err {
        FormatError::Cancelled => ReportError::Cancelled,
        err => ReportError::Unwritable(err.to_string()),
    })?;
    let written = match target {
        ReportTarget::New(path) => save_file(disk, path, &bytes, None),
        ReportTarget::Replace(path) => overwrite_file(disk, path, &bytes),
    };
    match written {
        Ok(_) => Ok(()),
        Err(err @ SaveError::NotConfirmed { .. }) => Err(ReportError::NotConfirmed(err)),
        Err(err) => Err(ReportError::Disk(err)),
    }
}

/// Whether the note of an office program stands beside a file: `.~lock.a.odt#` of `LibreOffice`, `~$a.docx` of Word, which
/// leaves out the first characters of longer names.
fn is_open_elsewhere(disk: &dyn Vfs, path: &Path) -> bool {
    let Some(name) = path.file_name().map(|name| name.to_string_lossy()) else {
        return false;
    };
    let shortened = |left_out: usize| format!("~${}", name.chars().skip(left_out).collect::<String>());
    let notes = [format!(".~lock.{name}#"), shortened(0), shortened(1), shortened(2)];
    notes.into_iter().any(|note| disk.facts(&path.with_file_name(note)).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::ReportFormat;
    use crate::model::ProjectId;
    use crate::storage::MemoryFs;
    use std::ops::ControlFlow;

    fn project() -> Project {
        Project::new(ProjectId(uuid::Uuid::from_u128(1)), "Rents")
    }

    fn written(
        disk: &MemoryFs,
        target: ReportTarget<'_>,
        options: &ReportOptions,
    ) -> Result<(), ReportError> {
        report_to(disk, target, (&project(), options), &mut |_| ControlFlow::Continue(()))
    }

    fn new(disk: &MemoryFs, path: &str) -> Result<(), ReportError> {
        written(disk, ReportTarget::New(Path::new(path)), &ReportOptions::default())
    }

    #[test]
    fn a_report_is_written_once_and_never_over_something() {
        let disk = MemoryFs::new();
        disk.create_folders(Path::new("/out")).unwrap();
        let target = Path::new("/out/report.html");
        new(&disk, "/out/report.html").unwrap();
        let mut go_on = |_| ControlFlow::Continue(());
        let bytes = write_report(&project(), &ReportOptions::default(), &mut go_on).unwrap();
        assert_eq!(disk.read(target, u64::MAX).unwrap(), bytes);
        for taken in ["/out/report.html", "/out"] {
            let refused = new(&disk, taken).unwrap_err();
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
        new(&whole, "/out/r.html").unwrap();
        for at in before..whole.operations() {
            let disk = MemoryFs::new();
            disk.create_folders(Path::new("/out")).unwrap();
            let empty = disk.paths();
            disk.fail(at..at + 1, io::ErrorKind::StorageFull);
            if let Err(err) = new(&disk, "/out/r.html") {
                let is_whole = matches!(err, ReportError::NotConfirmed(_));
                assert!(is_whole || disk.paths() == empty, "operation {at}: {err}");
            }
        }
    }

    #[test]
    fn a_file_is_replaced_when_asked_for_unless_an_office_program_has_it() {
        let disk = MemoryFs::new();
        disk.create_folders(Path::new("/out")).unwrap();
        let target = Path::new("/out/report.docx");
        new(&disk, "/out/report.docx").unwrap();
        let options = ReportOptions { format: ReportFormat::Docx, ..ReportOptions::default() };
        written(&disk, ReportTarget::Replace(target), &options).unwrap();
        assert!(disk.read(target, u64::MAX).unwrap().starts_with(b"PK"));
        for note in ["/out/.~lock.report.docx#", "/out/~$port.docx"] {
            let note = Path::new(note);
            save_file(&disk, note, b"x", None).unwrap();
            let refused = written(&disk, ReportTarget::Replace(target), &options);
            assert_eq!(refused, Err(ReportError::OpenElsewhere(target.to_path_buf())));
            disk.remove(note).unwrap();
        }
        let folder = ReportTarget::Replace(Path::new("/out"));
        assert_eq!(written(&disk, folder, &options), Err(ReportError::Exists("/out".into())));
    }

    #[test]
    fn a_report_without_parts_or_one_that_was_stopped_is_not_written() {
        let disk = MemoryFs::new();
        disk.create_folders(Path::new("/out")).unwrap();
        let target = ReportTarget::New(Path::new("/out/r.md"));
        let none = ReportOptions { parts: Default::default(), ..ReportOptions::default() };
        assert_eq!(written(&disk, target, &none), Err(ReportError::NoPart));
        let all = ReportOptions::default();
        let stopped = report_to(&disk, target, (&project(), &all), &mut |_| ControlFlow::Break(()));
        assert_eq!(stopped, Err(ReportError::Cancelled));
        assert!(disk.facts(Path::new("/out/r.md")).is_err());
    }
}
