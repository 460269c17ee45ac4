//! [`UserSettings`]: what this user's window looks like; nothing of it is in the project.

use super::save::{SaveError, overwrite_file};
use super::vfs::{Vfs, folder_of};
use crate::model::{AnnotatorId, DocumentId, ProjectId};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// A file of settings over this size is not ours.
const MAX_LEN: u64 = 4 << 20;
/// Entries of the list of recent files.
const MAX_RECENT: usize = 20;
/// Beyond these the window could not be used to set it right.
const ZOOM: std::ops::RangeInclusive<f32> = 0.5..=3.0;
/// In points.
const READING_SIZE: std::ops::RangeInclusive<f32> = 9.0..=40.0;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Theme {
    /// As the desktop asks.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// This user's choices, for all projects. Unknown fields are passed over: they come from a newer program.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct UserSettings {
    /// Who works here; none until the first project is opened.
    pub annotator_id: Option<AnnotatorId>,
    /// The name new projects get to know this user by.
    pub annotator_name: String,
    /// Light or dark.
    pub theme: Theme,
    /// Factor on all text sizes, 0.5 to 3.
    pub zoom: f32,
    /// Size of document text in points, 9 to 40.
    pub reading_size: f32,
    /// Project files, newest first.
    pub recent: Vec<PathBuf>,
    /// The titles of those projects.
    pub titles: BTreeMap<PathBuf, String>,
    /// Where files were chosen last.
    pub folder: Option<PathBuf>,
    /// What was open when, by project.
    pub windows: BTreeMap<ProjectId, WindowSettings>,
    /// The hints of the first start were followed or closed.
    pub hint_done: bool,
    /// Whether this user was asked for a name.
    pub name_asked: bool,
    /// How this user likes to tag and link.
    pub habits: Habits,
}

/// How a user likes to tag and link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Habits {
    /// Whether the selection goes on to the next sentence when a key tagged one.
    pub goes_on: bool,
    /// Whether the confidence set last is that of the next claim and of the next link, too.
    pub keeps_confidence: bool,
}

impl Default for Habits {
    fn default() -> Self {
        Self { goes_on: true, keeps_confidence: false }
    }
}

/// What was open in a project.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct WindowSettings {
    /// The columns from left to right.
    pub columns: Vec<ColumnSettings>,
    /// Name of the view shown; empty means the first one.
    pub view: String,
}

/// One open column.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct ColumnSettings {
    /// What it shows.
    pub document: DocumentId,
    /// Share of the width; all columns together make 1.
    #[serde(default)]
    pub width: f32,
    /// Index of the first sentence on screen.
    #[serde(default)]
    pub first_sentence: usize,
}

impl Default for UserSettings {
    fn default() -> Self {
        Self {
            annotator_id: None,
            annotator_name: String::new(),
            theme: Theme::default(),
            zoom: 1.0,
            reading_size: 15.5,
            recent: Vec::new(),
            titles: BTreeMap::new(),
            folder: None,
            windows: BTreeMap::new(),
            hint_done: false,
            name_asked: false,
            habits: Habits::default(),
        }
    }
}

impl UserSettings {
    /// Puts a file at the head of the list of recent ones.
    pub fn add_recent(&mut self, path: &Path, title: &str) {
        self.recent.retain(|other| other != path);
        self.recent.insert(0, path.to_path_buf());
        self.recent.truncate(MAX_RECENT);
        self.titles.insert(path.to_path_buf(), title.to_owned());
        let recent = &self.recent;
        self.titles.retain(|path, _| recent.contains(path));
    }

    fn usable(mut self) -> Self {
        let default = Self::default();
        if !ZOOM.contains(&self.zoom) {
            self.zoom = default.zoom;
        }
        if !READING_SIZE.contains(&self.reading_size) {
            self.reading_size = default.reading_size;
        }
        self.recent.truncate(MAX_RECENT);
        self
    }
}

/// Reads the settings; whatever is wrong with them, there are some. The second value says what was odd.
pub fn read_settings(vfs: &dyn Vfs, path: &Path) -> (UserSettings, Option<String>) {
    let bytes = match vfs.read(path, MAX_LEN) {
        Ok(bytes) => bytes,
        Err(err) if err.kind() == io::ErrorKind::NotFound => return (UserSettings::default(), None),
        Err(err) => {
            let problem =
                format!("The settings in {} were not read: {err}. Defaults are used.", path.display());
            return (UserSettings::default(), Some(problem));
        }
    };
    match ron::de::from_bytes::<UserSettings>(&bytes) {
        Ok(settings) => (settings.usable(), None),
        Err(err) => {
            let aside = path.with_extension("broken.ron");
            let kept = match vfs.rename(path, &aside) {
                Ok(()) => format!("They were set aside as {}", aside.display()),
                Err(err) => format!("They could not be set aside ({err}) and will be replaced"),
            };
            let problem = format!("The settings were not read: {err}. {kept}; defaults are used.");
            (UserSettings::default(), Some(problem))
        }
    }
}

/// Saves the settings; makes their folder where needed. Recent files whose names are not Unicode are left out.
pub fn save_settings(vfs: &dyn Vfs, path: &Path, settings: &UserSettings) -> Result<(), SaveError> {
    let mut settings = settings.clone();
    settings.recent.retain(|path| path.to_str().is_some());
    settings.titles.retain(|path, _| path.to_str().is_some());
    let failed = |reason: String| SaveError::Other { path: path.to_path_buf(), reason };
    let pretty = ron::ser::PrettyConfig::new().new_line("\n").depth_limit(3);
    let text = ron::ser::to_string_pretty(&settings, pretty).map_err(|err| failed(err.to_string()))?;
    vfs.create_folders(folder_of(path)).map_err(|err| failed(err.to_string()))?;
    overwrite_file(vfs, path, format!("{text}\n").as_bytes()).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::MemoryFs;
    use uuid::Uuid;

    const PATH: &str = "/state/settings.ron";

    #[test]
    fn settings_read_back_as_saved() {
        let fs = MemoryFs::new();
        let path = Path::new(PATH);
        assert_eq!(read_settings(&fs, path), (UserSettings::default(), None));
        let mut settings = UserSettings { theme: Theme::Dark, zoom: 1.25, ..UserSettings::default() };
        settings.habits = Habits { goes_on: false, keeps_confidence: true };
        settings.annotator_id = Some(AnnotatorId(Uuid::from_u128(3)));
        settings.add_recent(Path::new("/a \"b\".ron"), "A “b”");
        let column =
            ColumnSettings { document: DocumentId(Uuid::from_u128(4)), width: 0.5, first_sentence: 7 };
        let window = WindowSettings { columns: vec![column], view: "Read".to_owned() };
        settings.windows.insert(ProjectId(Uuid::from_u128(5)), window);
        save_settings(&fs, path, &settings).unwrap();
        assert_eq!(read_settings(&fs, path), (settings, None));
    }

    #[test]
    fn a_broken_file_is_set_aside() {
        let fs = MemoryFs::new();
        fs.put(PATH, "(zoom: ");
        let (settings, problem) = read_settings(&fs, Path::new(PATH));
        assert_eq!(settings, UserSettings::default());
        assert!(problem.unwrap().contains("set aside as /state/settings.broken.ron"));
        assert_eq!(fs.bytes("/state/settings.broken.ron").as_deref(), Some(&b"(zoom: "[..]));
    }

    #[test]
    fn unusable_sizes_become_defaults_and_unknown_fields_are_passed_over() {
        let fs = MemoryFs::new();
        fs.put(PATH, "(zoom: 1e999, reading_size: NaN, later: [1], hint_done: true)");
        let (settings, problem) = read_settings(&fs, Path::new(PATH));
        assert_eq!(settings, UserSettings { hint_done: true, ..UserSettings::default() });
        assert_eq!(problem, None);
    }

    #[test]
    fn a_recent_file_stands_once_and_the_list_ends() {
        let mut settings = UserSettings::default();
        for number in [1, 2, 1].into_iter().chain(10..40) {
            settings.add_recent(Path::new(&format!("/{number}")), "T");
        }
        assert_eq!(settings.titles.len(), MAX_RECENT);
        assert_eq!(settings.recent.len(), MAX_RECENT);
        assert_eq!(settings.recent.first(), Some(&PathBuf::from("/39")));
    }
}
