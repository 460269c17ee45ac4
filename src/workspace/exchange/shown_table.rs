//! [`table_to`]: writes a table that a view shows where nothing stands yet.

use super::export::ExportError;
use crate::formats::{ShownTable, TableForm, write_shown_table};
use crate::storage::{SaveError, Vfs, save_file};
use std::path::Path;

/// Writes the table beside the target and moves it into place.
///
/// # Errors
/// The target is as it was.
pub fn table_to(
    disk: &dyn Vfs,
    target: &Path,
    form: TableForm,
    table: &ShownTable,
) -> Result<(), ExportError> {
    // Told before the work as well as by the save, which looks again.
    if disk.facts(target).is_ok() {
        return Err(ExportError::Exists(target.to_path_buf()));
    }
    let bytes = write_shown_table(form, table)?;
    match save_file(disk, target, &bytes, None) {
        Ok(_) => Ok(()),
        Err(SaveError::Exists(path)) => Err(ExportError::Exists(path)),
        Err(err) => Err(ExportError::Disk(err)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::MemoryFs;

    #[test]
    fn a_table_is_written_once_and_never_over_something() {
        let disk = MemoryFs::new();
        disk.create_folders(Path::new("/out")).unwrap();
        let target = Path::new("/out/claims.csv");
        let table = ShownTable { head: vec!["Claim".to_owned()], ..ShownTable::default() };
        table_to(&disk, target, TableForm::Csv, &table).unwrap();
        let written = disk.read(target, u64::MAX).unwrap();
        let refused = table_to(&disk, target, TableForm::Markdown, &table).unwrap_err();
        assert!(refused.to_string().contains("is there already"), "{refused}");
        assert_eq!(disk.read(target, u64::MAX).unwrap(), written);
    }
}
