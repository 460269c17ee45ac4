//! [`Rescue`]: what can be had of a project whose file is damaged: its backups, with the journal, and its whole lines.
//!
//! The damaged file is never touched; what is chosen goes into a new one.

use super::exchange::user;
use super::job::{Job, RunsOn};
use super::recovery::peek;
use super::{Clock as _, Environment, JournalOffer, SystemClock, Waker, Workspace};
use crate::model::{Annotator, AnnotatorId, Edit, Project, ProjectId, Timestamp};
use crate::storage::{
    ArchiveReason, JournalDir, JournalRecord, LoadedProject, Places, ReadError, SaveError, Vfs, backup_with,
    backups, read_project, salvage_project, save_file, scan_journal, write_project, written_project_id,
};
use std::path::{Path, PathBuf};

/// A project file or backup larger than this is not read into memory.
const MAX_LEN: u64 = 4 << 30;
/// Backups that are looked into.
const MAX_BACKUPS: usize = 5;
const ENDING: &str = ".crossclaim.ron";
/// Names of new files that are tried.
const MAX_NAMES: usize = 100;

/// A damaged project and what can be had of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rescue {
    /// The damaged file.
    pub path: PathBuf,
    /// What is wrong with it; empty where nothing is, and an earlier state is wanted.
    pub reason: String,
    /// States that can be had, the best first; may be empty.
    pub choices: Vec<RescueChoice>,
}

/// A state that can be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RescueChoice {
    /// Where it comes from.
    pub source: RescueSource,
    /// What it holds.
    pub documents: usize,
    /// What it holds.
    pub claims: usize,
    /// What it holds.
    pub links: usize,
    /// What could not be kept or was changed, in words.
    pub problems: Vec<String>,
}

/// Where a state comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RescueSource {
    /// The whole lines of the damaged file.
    Lines,
    /// A copy of the file, with steps of the journal on top.
    Backup {
        /// The copy.
        path: PathBuf,
        /// When the file was saved.
        time: Option<Timestamp>,
        /// How many steps of the journal go on top.
        steps: usize,
    },
}

impl ReadError {
    /// Whether it is damage, and not a file of another kind or of a newer program.
    pub(super) const fn is_damage(&self) -> bool {
        !matches!(self, Self::NotOurs | Self::Newer { .. })
    }
}

impl Rescue {
    /// Looks for what can be had. Reads whole files: not for the thread that draws.
    pub fn look(environment: &Environment, path: &Path, reason: &ReadError) -> Self {
        let vfs = environment.vfs.as_ref();
        let bytes = vfs.read(path, MAX_LEN).unwrap_or_default();
        let project = written_project_id(&bytes).or_else(|| id_by_place(environment, path));
        let mut choices = project.map(|project| kept(environment, project)).unwrap_or_default();
        if let Ok(loaded) = salvage_project(&bytes) {
            choices.push(choice(RescueSource::Lines, &loaded));
        }
        Self { path: path.to_path_buf(), reason: reason.to_string(), choices }
    }

    /// Puts a state into a new file beside the damaged one, or among this user's drafts where that is not possible.
    pub fn write(&self, environment: &Environment, index: usize) -> Result<PathBuf, String> {
        let choice = self.choices.get(index).ok_or("There is no such state to be had.")?;
        let loaded = state(environment, &self.path, &choice.source)?;
        let word = if self.reason.is_empty() { "earlier state" } else { "rescued" };
        write_beside(environment, &self.path, word, &loaded.project)
    }
}

/// Looks beside the window for the earlier states of an open project.
#[derive(Debug)]
pub struct BackupsJob(Job<Rescue>);

impl BackupsJob {
    /// Begins to look, and wakes whoever draws when it is done; none for a project without a file.
    pub fn begin(workspace: &Workspace, wake: &Waker) -> Option<Self> {
        let path = workspace.store().path()?.to_path_buf();
        let (environment, id) = (workspace.store().environment().clone(), workspace.project().id());
        Some(Self(Job::begin("backups", RunsOn::Thread, wake, move |_| Rescue {
            path,
            reason: String::new(),
            choices: kept(&environment, id),
        })))
    }

    /// What was found, once it is there, or why nothing was.
    pub fn poll(&self) -> Option<Result<Rescue, String>> {
        let words = |err| format!("The backups were not listed: {err}. Choose the command again.");
        Some(self.0.poll()?.map_err(words))
    }
}

impl JournalOffer {
    /// Puts the state that this journal leads to into a new file beside the project, where it can be looked at and
    /// merged; the journal then goes to the trash folder. Also says what could not be done again.
    ///
    /// # Errors
    /// The journal stays where it is.
    pub fn write(&self, environment: &Environment, project: &Path) -> Result<(PathBuf, Vec<String>), String> {
        let vfs = environment.vfs.as_ref();
        let journal = scan_journal(&vfs.read(&self.path, MAX_LEN).map_err(|err| err.to_string())?);
        let places = environment.places.as_ref().ok_or("This computer names no folder for backups.")?;
        let id = journal.header.as_ref().map(|header| header.project).ok_or("The journal is damaged.")?;
        let base = backup_with(vfs, &places.backups_folder(id), &self.base).map_err(|err| err.to_string())?;
        let base = base.ok_or("The state of the file that these edits go onto is in no backup.")?;
        let mut loaded = read_project(&base).map_err(|err| err.to_string())?;
        done_again(environment, &mut loaded, journal.into_unsaved().steps);
        let path = write_beside(environment, project, "recovered", &loaded.project)?;
        self.archive(environment, ArchiveReason::Other).map(|()| (path, loaded.problems))
    }

    /// Moves this journal to the trash folder.
    pub fn decline(&self, environment: &Environment) -> Result<(), String> {
        self.archive(environment, ArchiveReason::Declined)
    }

    fn archive(&self, environment: &Environment, why: ArchiveReason) -> Result<(), String> {
        let dir = JournalDir::of(&self.path);
        let kept = dir.archive(environment.vfs.as_ref(), &self.path, why, SystemClock.now());
        kept.map(drop).map_err(|err| format!("The journal could not be put away: {err}."))
    }
}

/// Writes a project into a new file beside another one, or among this user's drafts where that is not possible.
fn write_beside(
    environment: &Environment,
    file: &Path,
    word: &str,
    project: &Project,
) -> Result<PathBuf, String> {
    let bytes = write_project(project);
    let beside = file.parent().unwrap_or_else(|| Path::new(".")).to_path_buf();
    let drafts = environment.places.as_ref().map(Places::drafts_folder);
    let mut failure = String::new();
    for folder in std::iter::once(beside).chain(drafts) {
        match write_new(environment.vfs.as_ref(), &folder, (file, word), &bytes) {
            Ok(path) => return Ok(path),
            Err(err) => failure = err.to_string(),
        }
    }
    Err(failure)
}

fn choice(source: RescueSource, loaded: &LoadedProject) -> RescueChoice {
    let project = &loaded.project;
    RescueChoice {
        source,
        documents: project.documents().len(),
        claims: project.claims().len(),
        links: project.links().len(),
        problems: loaded.problems.clone(),
    }
}

/// The copies of the file that can be read, newest first, each with what the journal adds to it.
fn kept(environment: &Environment, project: ProjectId) -> Vec<RescueChoice> {
    let Some(places) = &environment.places else {
        return Vec::new();
    };
    let copies = backups(environment.vfs.as_ref(), &places.backups_folder(project)).unwrap_or_default();
    let copies = copies.into_iter().take(MAX_BACKUPS);
    let mut choices: Vec<RescueChoice> = copies
        .filter_map(|copy| {
            let (loaded, steps) = with_journal(environment, &copy.path).ok()?;
            let source = RescueSource::Backup { path: copy.path, time: saved_at(&copy.time), steps };
            Some(choice(source, &loaded))
        })
        .collect();
    // One that the journal goes onto is newer than any other.
    let has_steps = |choice: &RescueChoice| matches!(choice.source, RescueSource::Backup { steps: 1.., .. });
    choices.sort_by_key(|choice| !has_steps(choice));
    choices
}

fn state(environment: &Environment, damaged: &Path, source: &RescueSource) -> Result<LoadedProject, String> {
    match source {
        RescueSource::Lines => {
            let bytes = environment.vfs.read(damaged, MAX_LEN).map_err(|err| err.to_string())?;
            salvage_project(&bytes).map_err(|err| err.to_string())
        }
        RescueSource::Backup { path, .. } => with_journal(environment, path).map(|(loaded, _)| loaded),
    }
}

/// A copy of the file with all steps that the journal adds to it, and how many.
fn with_journal(environment: &Environment, copy: &Path) -> Result<(LoadedProject, usize), String> {
    let bytes = environment.vfs.read(copy, MAX_LEN).map_err(|err| err.to_string())?;
    let mut loaded = read_project(&bytes).map_err(|err| err.to_string())?;
    let missing = peek(environment, loaded.project.id(), &loaded.hash).unwrap_or_default();
    let done = done_again(environment, &mut loaded, missing.steps);
    Ok((loaded, done))
}

/// Does the steps of a journal again, as far as they fit; gives how many did.
fn done_again(environment: &Environment, loaded: &mut LoadedProject, records: Vec<JournalRecord>) -> usize {
    let mut done = 0;
    for record in records {
        introduce(environment, &mut loaded.project, record.annotator);
        let Some(step) = record.entry.into_step() else {
            continue;
        };
        if let Err(err) = loaded.project.commit(step) {
            loaded.problems.push(format!("Not all of the journal could be done again: {err}."));
            break;
        }
        done += 1;
    }
    done
}

/// Who opens a project becomes an annotator of it without a step.
fn introduce(environment: &Environment, project: &mut Project, id: AnnotatorId) {
    if project.annotator(id).is_none() {
        let (me, _) = user(environment);
        let name = if me.id == id { me.name } else { "Annotator".to_owned() };
        // A name is refused by no rule; without it the steps say what is missing.
        drop(project.apply(Edit::PutAnnotator(Annotator { machine: None, id, name, reference: false })));
    }
}

/// The project that was last opened from that place.
fn id_by_place(environment: &Environment, path: &Path) -> Option<ProjectId> {
    let places = environment.places.as_ref()?;
    let vfs = environment.vfs.as_ref();
    let full = vfs.resolve(path).ok()?;
    let folders = vfs.list(places.state_folder()).ok()?;
    folders.iter().find_map(|folder| {
        let project: ProjectId = folder.file_name()?.to_str()?.parse().ok()?;
        let place = vfs.read(&places.place_path(project), 1 << 16).ok()?;
        let text = String::from_utf8_lossy(&place).into_owned();
        text.lines().any(|line| line == full.to_string_lossy()).then_some(project)
    })
}

/// The time in a backup's name, where colons stand as dashes.
fn saved_at(name: &str) -> Option<Timestamp> {
    let (day, time) = name.split_once('T')?;
    format!("{day}T{}", time.replace('-', ":")).parse().ok()
}

/// Writes a file under the first free name.
fn write_new(
    vfs: &dyn Vfs,
    folder: &Path,
    (file, word): (&Path, &str),
    bytes: &[u8],
) -> Result<PathBuf, SaveError> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let name = name.strip_suffix(ENDING).unwrap_or(&name);
    let mut taken = SaveError::Exists(file.to_path_buf());
    for number in 1..=MAX_NAMES {
        let count = if number == 1 { String::new() } else { format!(" {number}") };
        let path = folder.join(format!("{name} ({word}{count}){ENDING}"));
        match save_file(vfs, &path, bytes, None) {
            Ok(_) => return Ok(path),
            Err(err @ SaveError::Exists(_)) => taken = err,
            Err(err) => return Err(err),
        }
    }
    Err(taken)
}
