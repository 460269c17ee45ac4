//! [`DocumentPaths`]: names for files of which each document has one, in a folder for each part of a split.

use super::FileNames;
use super::file_names::without_ending;
use super::selection::Selection;
use crate::model::DocumentId;
use std::collections::BTreeMap;

/// A name and a path for each document of an export, without endings.
#[derive(Debug)]
pub(super) struct DocumentPaths {
    paths: BTreeMap<DocumentId, (String, String)>,
}

impl DocumentPaths {
    pub(super) fn new(selection: &Selection<'_>) -> Self {
        let mut taken = FileNames::default();
        let paths = selection.documents.iter().map(|document| {
            let file = without_ending(&document.file_name);
            let name = taken.stem(if file.is_empty() { &document.details.title } else { file });
            let folder = selection
                .splits()
                .and_then(|splits| splits.names().get(splits.part_of_document(document.id)).copied());
            let path = folder.map_or_else(|| name.clone(), |folder| format!("{folder}/{name}"));
            (document.id, (name, path))
        });
        Self { paths: paths.collect() }
    }

    /// With its folder.
    pub(super) fn path(&self, document: DocumentId) -> &str {
        self.paths.get(&document).map_or("", |(_, path)| path)
    }

    /// Without its folder: no other document has the same.
    pub(super) fn name(&self, document: DocumentId) -> &str {
        self.paths.get(&document).map_or("", |(name, _)| name)
    }
}
