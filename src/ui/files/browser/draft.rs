//! [`FilesDraft`]: folder on show, what is chosen in it, what was typed; knows no egui.

use crate::ui::files::names::{with_project_ending, with_report_ending};
use crate::ui::files::state::FilesFor;
use crate::workspace::exchange::document_endings;
use crate::workspace::folders::{self, FileKind, FolderEntry};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What is half done in the program's own file dialog.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilesDraft {
    /// Folder on show; none before the first frame.
    pub folder: Option<PathBuf>,
    /// What is typed into the field of the folder.
    pub path_text: String,
    /// Rows of the list.
    pub entries: Vec<FolderEntry>,
    /// Rows that are chosen, where several can be.
    pub chosen: BTreeSet<usize>,
    /// Row from which Shift extends the choice.
    pub anchor: usize,
    /// Whether files of all types are listed.
    pub all_types: bool,
    /// Name to save by.
    pub name: String,
    /// Existing file about which the question is open.
    pub overwrite: Option<PathBuf>,
    /// What did not happen and why.
    pub problem: Option<String>,
    /// Name of a folder that is to be made; none while nobody asked for one.
    pub new_folder: Option<String>,
    /// Where people look first.
    pub places: Vec<(String, PathBuf)>,
}

/// Which rows a click or key chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choose {
    /// This row only.
    Only,
    /// This row too, or no longer.
    Toggle,
    /// All from the row chosen before to this one.
    To,
    /// Every row.
    All,
}

impl FilesDraft {
    /// Shows a folder; on an error the one before stays on show with the reason.
    pub fn show_folder(&mut self, folder: &Path, purpose: &FilesFor) -> bool {
        match folders::list_folder(folder) {
            Ok(entries) => {
                let all_types = self.all_types;
                self.entries =
                    entries.into_iter().filter(|entry| is_listed(entry, purpose, all_types)).collect();
                self.path_text = folder.display().to_string();
                self.folder = Some(folder.to_path_buf());
                let none = self.entries.is_empty() || super::is_saving(purpose);
                self.chosen = if none { BTreeSet::new() } else { [0].into() };
                self.anchor = 0;
                self.problem = None;
                true
            }
            Err(err) => {
                self.problem = Some(err.to_string());
                false
            }
        }
    }

    /// Shows the first of these folders that can be read.
    pub fn begin(&mut self, wished: Option<PathBuf>, purpose: &FilesFor) {
        self.places = folders::places();
        let places = self.places.iter().map(|(_, path)| path.clone());
        let root = if cfg!(windows) { "C:\\" } else { "/" };
        let folders: Vec<PathBuf> = wished.into_iter().chain(places).chain([PathBuf::from(root)]).collect();
        for folder in &folders {
            if self.show_folder(folder, purpose) {
                return;
            }
        }
        // Nothing can be read: the dialog still opens, so that a path can be typed.
        self.folder = folders.last().cloned();
    }

    /// Chooses a row.
    pub fn choose(&mut self, row: usize, how: Choose) {
        match how {
            Choose::Only => {
                self.chosen = [row].into();
                self.anchor = row;
            }
            Choose::Toggle => {
                if !self.chosen.remove(&row) {
                    self.chosen.insert(row);
                }
                self.anchor = row;
            }
            Choose::To => {
                let (first, last) = (self.anchor.min(row), self.anchor.max(row));
                self.chosen = (first..=last).collect();
            }
            Choose::All => self.chosen = (0..self.entries.len()).collect(),
        }
    }

    /// The files among the chosen rows.
    pub fn chosen_files(&self) -> Vec<PathBuf> {
        let entries = self.chosen.iter().filter_map(|row| self.entries.get(*row));
        entries.filter(|entry| entry.kind == FileKind::File).map(|entry| entry.path.clone()).collect()
    }

    /// The chosen rows that are files or, for documents, folders: what a folder holds is added with it.
    pub fn chosen_paths(&self, purpose: &FilesFor) -> Vec<PathBuf> {
        if *purpose != FilesFor::AddDocuments {
            return self.chosen_files();
        }
        let entries = self.chosen.iter().filter_map(|row| self.entries.get(*row));
        entries.map(|entry| entry.path.clone()).collect()
    }

    /// How many of the chosen rows are folders.
    pub fn chosen_folder_count(&self) -> usize {
        let entries = self.chosen.iter().filter_map(|row| self.entries.get(*row));
        entries.filter(|entry| entry.kind == FileKind::Folder).count()
    }

    /// Makes the folder that was named and shows it.
    pub fn make_folder(&mut self, purpose: &FilesFor) {
        let Some(name) = self.new_folder.take() else {
            return;
        };
        let name = name.trim();
        let is_name = !name.is_empty() && !name.contains(['/', '\\', '\0']) && name != "." && name != "..";
        let made = match self.folder.clone().filter(|_| is_name) {
            Some(folder) => folders::create(&folder.join(name)).map(|()| folder.join(name)),
            None => Err(format!("“{name}” is no name for a folder.")),
        };
        match made {
            Ok(path) => {
                self.show_folder(&path, purpose);
            }
            Err(reason) => {
                self.problem = Some(reason);
                self.new_folder = Some(name.to_owned());
            }
        }
    }

    /// The next row after `from` whose name begins with a letter, going round.
    pub fn row_beginning(&self, letter: char, from: usize) -> Option<usize> {
        let count = self.entries.len();
        (1..=count).map(|step| (from + step) % count.max(1)).find(|row| {
            let first = self.entries.get(*row).and_then(|entry| entry.name.chars().next());
            first.is_some_and(|first| first.to_lowercase().eq(letter.to_lowercase()))
        })
    }

    /// Where to save: the folder with the name (or the path that was typed as one), which gets a project's ending
    /// where it needs one.
    pub fn target(&self, purpose: &FilesFor) -> Option<PathBuf> {
        let name = self.name.trim();
        if name.contains('\0') || name.ends_with(['/', '.']) {
            return None;
        }
        let path = self.folder.as_ref()?.join(name);
        path.file_name().filter(|_| !name.is_empty())?;
        Some(match purpose {
            FilesFor::SaveProject => with_project_ending(path),
            FilesFor::Report(options) => with_report_ending(path, options.format),
            _ => path,
        })
    }
}

/// Whether the list shows it: folders, and files of the types asked for; hidden ones never.
fn is_listed(entry: &FolderEntry, purpose: &FilesFor, all_types: bool) -> bool {
    if entry.name.starts_with('.') || entry.kind == FileKind::Other {
        return false;
    }
    if entry.kind == FileKind::Folder || all_types {
        return true;
    }
    let name = entry.name.to_lowercase();
    match purpose {
        FilesFor::OpenProject | FilesFor::MergeProject | FilesFor::SaveProject => {
            name.ends_with(folders::PROJECT_ENDING)
        }
        FilesFor::AddDocuments => {
            let ending = name.rsplit_once('.').map(|(_, ending)| ending);
            ending.is_some_and(|ending| document_endings().contains(&ending))
        }
        FilesFor::Export(_) | FilesFor::Report(_) | FilesFor::Table(_) | FilesFor::Annotations => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(names: &[&str]) -> FilesDraft {
        let entries = names.iter().map(|name| FolderEntry {
            name: (*name).to_owned(),
            path: PathBuf::from("/in").join(name),
            kind: FileKind::File,
            len: 1,
            modified: None,
        });
        FilesDraft { entries: entries.collect(), folder: Some("/in".into()), ..FilesDraft::default() }
    }

    #[test]
    fn shift_extends_from_the_row_chosen_before_and_ctrl_adds() {
        let mut draft = draft(&["a.txt", "b.txt", "c.txt", "d.txt"]);
        draft.choose(1, Choose::Only);
        draft.choose(3, Choose::To);
        assert_eq!(draft.chosen, [1, 2, 3].into());
        draft.choose(2, Choose::Toggle);
        assert_eq!(draft.chosen_files(), [PathBuf::from("/in/b.txt"), PathBuf::from("/in/d.txt")]);
    }

    #[test]
    fn all_rows_are_chosen_and_a_folder_among_them_is_added_with_the_files() {
        let mut draft = draft(&["in", "a.txt", "b.txt"]);
        draft.entries[0].kind = FileKind::Folder;
        draft.choose(0, Choose::All);
        assert_eq!(draft.chosen_files().len(), 2);
        assert_eq!(draft.chosen_paths(&FilesFor::AddDocuments).len(), 3);
        assert_eq!(draft.chosen_paths(&FilesFor::OpenProject).len(), 2);
        assert_eq!(draft.chosen_folder_count(), 1);
    }

    #[test]
    fn a_folder_needs_a_name_of_its_own() {
        for name in ["", " .. ", "a/b", "."] {
            let mut draft = draft(&[]);
            draft.new_folder = Some(name.to_owned());
            draft.make_folder(&FilesFor::AddDocuments);
            assert!(draft.problem.is_some(), "{name}");
        }
    }

    #[test]
    fn a_letter_goes_round() {
        let draft = draft(&["alpha", "beta", "Bravo"]);
        assert_eq!(draft.row_beginning('b', 0), Some(1));
        assert_eq!(draft.row_beginning('b', 1), Some(2));
        assert_eq!(draft.row_beginning('b', 2), Some(1));
        assert_eq!(draft.row_beginning('z', 0), None);
    }

    #[test]
    fn a_name_or_a_path_is_a_target_and_no_name_is_none() {
        let mut draft = draft(&[]);
        let cases = [
            ("deal", Some("/in/deal.crossclaim.ron")),
            ("a/b", Some("/in/a/b.crossclaim.ron")),
            ("/else/b", Some("/else/b.crossclaim.ron")),
            ("..", None),
            ("a/", None),
            ("  ", None),
        ];
        for (name, target) in cases {
            name.clone_into(&mut draft.name);
            assert_eq!(draft.target(&FilesFor::SaveProject), target.map(PathBuf::from), "{name}");
        }
    }
}
