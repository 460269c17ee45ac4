//! [`Workspace::import_set`]: a benchmark becomes one step. Its files are read one after the other and need not fit into
//! memory.

use super::import::Imported;
use super::inputs::input_paths;
use crate::formats::{Defaults, FormatError, ReadSet, SetFiles, SetOptions};
use crate::model::Annotator;
use crate::storage::{SourceError, open_source};
use crate::workspace::{Environment, Workspace};
use std::io::Read;
use std::path::PathBuf;

/// The files of a set as they lie on the disk.
#[derive(Debug)]
struct DiskFiles<'e> {
    environment: &'e Environment,
    paths: Vec<PathBuf>,
}

impl SetFiles for DiskFiles<'_> {
    fn names(&self) -> Vec<String> {
        self.paths.iter().map(|path| path.display().to_string()).collect()
    }

    fn open(&self, index: usize) -> Result<Box<dyn Read + '_>, FormatError> {
        let path = self.paths.get(index);
        let path = path.ok_or_else(|| FormatError::NoKnownFile("a file is not there any more".to_owned()))?;
        let file = open_source(self.environment.vfs.as_ref(), path);
        let file = file.map_err(|err: SourceError| FormatError::Unreadable(err.to_string()))?;
        Ok(file)
    }
}

impl Workspace {
    /// Reads a set against this project and imports it.
    ///
    /// On an error the project is as it was.
    pub fn import_set(
        &mut self,
        read: ReadSet,
        (environment, paths): (&Environment, &[PathBuf]),
        (options, annotator): (&SetOptions, &Annotator),
    ) -> Result<Imported, String> {
        let mut files = DiskFiles { environment, paths: Vec::new() };
        for path in paths {
            let found = input_paths(environment, path);
            files.paths.extend(found.map_err(|err| format!("Nothing was imported. {err}"))?);
        }
        let defaults = Defaults { time: self.now(), annotator, project: Some(self.project()) };
        let dataset = read(&files, options, &defaults);
        let dataset = dataset.map_err(|err| {
            format!("Nothing was imported: {err}. Correct the files and import them again.")
        })?;
        self.import_dataset(dataset).map_err(|err| err.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::format;
    use crate::model::AnnotatorId;
    use crate::storage::MemoryFs;
    use crate::workspace::exchange::Parser;
    use std::sync::Arc;

    #[test]
    fn files_of_a_folder_are_read_and_what_is_missing_is_told() {
        let name = "Ann".to_owned();
        let ann =
            Annotator { machine: None, id: AnnotatorId(uuid::Uuid::from_u128(1)), name, reference: false };
        let disk = MemoryFs::new();
        disk.put(
            "/set/pairs.jsonl",
            "{\"premise\": \"A.\", \"hypothesis\": \"B.\", \"label\": \"neutral\"}\n",
        );
        let environment = Environment { vfs: Arc::new(disk), places: None, parser: Parser::InProcess };
        let mut workspace = Workspace::empty("", &ann).unwrap();
        let read = format("nli").unwrap().read_set.unwrap();
        let options = SetOptions::default();
        let mut import =
            |path: &str| workspace.import_set(read, (&environment, &[PathBuf::from(path)]), (&options, &ann));
        let report = import("/set").unwrap();
        assert_eq!((report.documents, report.claims, report.dismissals), (2, 2, 1));
        let again = import("/set").unwrap();
        assert_eq!((again.documents, again.claims, again.dismissals, again.questions), (0, 0, 0, 0));
        assert!(import("/other").unwrap_err().contains("/other was not read"));
    }
}
