//! What a window opens with: a project, documents side by side, or a copy of the bundled sample.

use super::exchange::{AddedDocuments, InputDocument, default_user_name, user};
use super::open_job::take_over;
use super::store::Store;
use super::{
    Clock as _, Environment, IdSource, ImportJob, JournalOffer, OpenError, Rescue, SystemClock, Workspace,
};
use crate::model::{Annotator, EditError, Project, ProjectId};
use crate::storage::{FileKind, UserSettings, read_project, read_settings, save_settings};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const SAMPLE: &[u8] = include_bytes!("../../assets/sample/sample.crossclaim.ron");
const SAMPLE_NAME: &str = "OpenAI and Microsoft.crossclaim.ron";
const ENDING: &str = ".crossclaim.ron";

/// What to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Launch {
    /// What was open last, or the sample on a first start.
    Last,
    /// The copy of the bundled sample; where there are several, the first.
    Sample,
    /// Another copy of the bundled sample, as it was before anybody worked in it.
    FreshSample,
    /// That project.
    Project(PathBuf),
    /// That project, although somebody else has it open, who can then only read it.
    TakeOver(PathBuf),
    /// The state that a journal of another state of that project leads to, in a file of its own.
    Offered(PathBuf, JournalOffer),
    /// A state of a damaged project, by index, in a file of its own.
    Rescued(Rescue, usize),
    /// A new project with these documents.
    Files(Vec<PathBuf>),
    /// A new project without documents.
    Empty,
}

/// What was opened.
#[derive(Debug)]
pub struct Opened {
    /// The project, open.
    pub workspace: Workspace,
    /// What was odd and did not stop us, in words.
    pub problems: Vec<String>,
    /// Whether the hints of the first start should be shown.
    pub is_sample: bool,
    /// What can be had of a project whose file is damaged; then an empty project was opened in its place.
    pub rescue: Option<Rescue>,
}

impl Launch {
    /// What the arguments of the command line mean: one project file, or documents.
    pub fn of_paths(paths: Vec<PathBuf>) -> Self {
        match paths.as_slice() {
            [] => Self::Last,
            [path] if path.to_string_lossy().ends_with(ENDING) => Self::Project(path.clone()),
            _ => Self::Files(paths),
        }
    }
}

/// Opens what was asked for.
pub fn open(launch: Launch, environment: &Environment) -> Result<Opened, OpenError> {
    let (me, mut problems) = user(environment);
    let by_force = matches!(launch, Launch::TakeOver(_));
    let answer = match launch {
        Launch::Project(path) => opened(&path, &me, environment),
        Launch::TakeOver(path) => {
            // So that they stop; without a note the other one learns it at the next save.
            drop(take_over(&path, &me.name, environment));
            let (workspace, more) = Workspace::open_perhaps_by_force(&path, &me, environment.clone(), true)?;
            Ok((workspace, more, false))
        }
        Launch::Offered(path, offer) => {
            let (copy, more) = offer.write(environment, &path).map_err(OpenError::NotRescued)?;
            problems.extend(more);
            opened(&copy, &me, environment)
        }
        Launch::Rescued(rescue, index) => {
            let copy = rescue.write(environment, index).map_err(OpenError::NotRescued)?;
            opened(&copy, &me, environment)
        }
        Launch::Files(paths) => with_files(&paths, &me, environment),
        Launch::Empty => draft("Untitled project", &me, environment).map(|draft| (draft, Vec::new(), false)),
        Launch::Sample => sample(&me, environment),
        Launch::FreshSample => fresh_sample(&me, environment),
        Launch::Last => last(&me, environment),
    };
    let (mut workspace, more, is_sample) = match answer {
        Err(OpenError::NotSound { path, reason }) if reason.is_damage() => {
            let rescue = Some(Rescue::look(environment, &path, &reason));
            let empty =
                Project::new(ProjectId(IdSource::random().next(SystemClock.now())), "Untitled project");
            return Ok(Opened {
                workspace: in_memory(empty, &me, environment)?,
                problems,
                is_sample: false,
                rescue,
            });
        }
        answer => answer?,
    };
    problems.extend(more);
    workspace.take_note(&me.name, by_force);
    problems.extend(workspace.remember());
    Ok(Opened { workspace, problems, is_sample, rescue: None })
}

/// What was opened, what was odd, whether it is the sample.
type Answer = (Workspace, Vec<String>, bool);

fn opened(path: &Path, me: &Annotator, environment: &Environment) -> Result<Answer, OpenError> {
    let (workspace, problems) = Workspace::open(path, me, environment.clone())?;
    Ok((workspace, problems, false))
}

/// The project that was open last; the sample where there is none, or where it cannot be opened.
fn last(me: &Annotator, environment: &Environment) -> Result<Answer, OpenError> {
    let settings = settings(environment);
    let Some(path) = settings.recent.first() else {
        return sample(me, environment);
    };
    opened(path, me, environment).or_else(|err| {
        if matches!(&err, OpenError::NotSound { reason, .. } if reason.is_damage()) {
            return Err(err);
        }
        let (workspace, mut problems, is_sample) = sample(me, environment)?;
        problems.push(err.to_string());
        Ok((workspace, problems, is_sample))
    })
}

/// The bundled sample is never worked on itself: a copy among this user's state is.
fn sample(me: &Annotator, environment: &Environment) -> Result<Answer, OpenError> {
    let Some(places) = &environment.places else {
        let not_sound = |reason| OpenError::NotSound { path: PathBuf::from(SAMPLE_NAME), reason };
        let loaded = read_project(SAMPLE).map_err(not_sound)?;
        let workspace = in_memory(loaded.project, me, environment)?;
        return Ok((workspace, loaded.problems, true));
    };
    let folder = places.sample_folder();
    let path = folder.join(SAMPLE_NAME);
    let vfs = environment.vfs.as_ref();
    let is_there = vfs.facts(&path).is_ok_and(|facts| facts.kind == FileKind::File);
    if !is_there {
        let not_read = |reason| OpenError::NotRead { path: folder.clone(), reason };
        vfs.create_folders(&folder).map_err(not_read)?;
        crate::storage::save_file(vfs, &path, SAMPLE, None)?;
    }
    let (workspace, problems, _) = opened(&path, me, environment)?;
    Ok((workspace, problems, true))
}

/// Another project than the copies before: what is known of those by their id is not known of it.
fn fresh_sample(me: &Annotator, environment: &Environment) -> Result<Answer, OpenError> {
    let Some(places) = &environment.places else {
        return sample(me, environment);
    };
    let not_sound = |reason| OpenError::NotSound { path: PathBuf::from(SAMPLE_NAME), reason };
    let loaded = read_project(SAMPLE).map_err(not_sound)?;
    let project = loaded.project.under_id(ProjectId(IdSource::random().next(SystemClock.now())));
    let (folder, vfs) = (places.sample_folder(), environment.vfs.as_ref());
    let not_read = |reason| OpenError::NotRead { path: folder.clone(), reason };
    vfs.create_folders(&folder).map_err(not_read)?;
    let name = SAMPLE_NAME.trim_end_matches(ENDING);
    let names = std::iter::once(SAMPLE_NAME.to_owned()).chain((2..).map(|n| format!("{name} {n}{ENDING}")));
    let mut free = names.map(|name| folder.join(name)).filter(|path| vfs.facts(path).is_err());
    let path = free.next().unwrap_or_else(|| folder.join(SAMPLE_NAME));
    let workspace = Workspace::create_from(&path, project, me, environment.clone())?;
    Ok((workspace, loaded.problems, true))
}

fn with_files(paths: &[PathBuf], me: &Annotator, environment: &Environment) -> Result<Answer, OpenError> {
    let mut workspace = draft("Untitled project", me, environment)?;
    let mut problems = workspace.add_paths(paths);
    let first = workspace.project().documents().next().map(|document| document.details.title.clone());
    if let Some(title) = first
        && let Err(err) = workspace.set_title(&title)
    {
        problems.push(err.to_string());
    }
    Ok((workspace, problems, false))
}

/// A new project has a file from the beginning, among this user's state, until it is saved under a name.
fn draft(title: &str, me: &Annotator, environment: &Environment) -> Result<Workspace, OpenError> {
    let clock = SystemClock;
    let mut ids = IdSource::random();
    let id = ProjectId(ids.next(clock.now()));
    let project = Project::new(id, title);
    let Some(places) = &environment.places else {
        return in_memory(project, me, environment);
    };
    let folder = places.drafts_folder();
    let not_read = |reason| OpenError::NotRead { path: folder.clone(), reason };
    environment.vfs.create_folders(&folder).map_err(not_read)?;
    Workspace::create_from(&folder.join(format!("{id}{ENDING}")), project, me, environment.clone())
}

fn in_memory(project: Project, me: &Annotator, environment: &Environment) -> Result<Workspace, OpenError> {
    let store = Store::detached(environment.clone(), me.id);
    Workspace::with_store(project, me, Box::new(SystemClock), (IdSource::random(), store))
        .map_err(|reason| OpenError::NotUsable { path: PathBuf::from(SAMPLE_NAME), reason })
}

fn settings(environment: &Environment) -> UserSettings {
    environment.places.as_ref().map_or_else(UserSettings::default, |places| {
        read_settings(environment.vfs.as_ref(), &places.settings_path()).0
    })
}

impl Workspace {
    /// Reads files and folders and adds them as documents in one step; gives what could not be added or was odd, in
    /// words. Waits for them to be read: a window uses [`ImportJob`] itself.
    pub fn add_paths(&mut self, paths: &[PathBuf]) -> Vec<String> {
        let read = ImportJob::begin(self.store.environment(), paths.to_vec()).finish();
        said(self.add_read(read))
    }

    /// Adds documents in one step; gives what could not be added or was odd, in words.
    pub fn add_inputs(&mut self, files: &[InputDocument]) -> Vec<String> {
        said(self.add_files(files))
    }

    /// Whether the project's file is a draft or the sample's copy, which *Save* should ask a name for.
    pub fn is_draft(&self) -> bool {
        let places = self.store.environment().places.as_ref();
        match (self.store.path(), places) {
            (Some(path), Some(places)) => {
                path.starts_with(places.drafts_folder()) || path.starts_with(places.sample_folder())
            }
            (None, _) => true,
            (Some(_), None) => false,
        }
    }

    /// The folder beside the program that keeps this user's state; none where the system's own place does.
    pub fn portable_folder(&self) -> Option<&Path> {
        let places = self.store.environment().places.as_ref()?;
        places.is_portable().then(|| places.state_folder())
    }

    /// Puts the project at the head of the list of recent files; gives what went wrong, in words.
    pub fn remember(&self) -> Option<String> {
        let environment = self.store.environment();
        let (path, places) = (self.store.path()?, environment.places.as_ref()?);
        let mut settings = settings(environment);
        settings.add_recent(path, self.shown_title());
        let saved = save_settings(environment.vfs.as_ref(), &places.settings_path(), &settings);
        saved.err().map(|err| err.to_string())
    }

    /// The title; a word for it where there is none.
    pub fn shown_title(&self) -> &str {
        match self.project().title() {
            "" => "Untitled project",
            title => title,
        }
    }

    /// Whether this annotator goes by a name that nobody gave.
    pub fn is_named_by_default(&self) -> bool {
        let name = self.project().annotator(self.me()).map_or("", |annotator| annotator.name.trim());
        name.is_empty() || name == default_user_name()
    }

    /// Project files opened lately, newest first.
    pub fn recent(&self) -> Vec<PathBuf> {
        settings(self.store.environment()).recent
    }

    /// The titles of projects opened lately that have no name of their own: of drafts and of the sample.
    pub fn draft_titles(&self) -> BTreeMap<PathBuf, String> {
        let environment = self.store.environment();
        let Some(places) = &environment.places else {
            return BTreeMap::new();
        };
        let settings = settings(environment);
        let recent = settings.recent.iter();
        let title = |path: &PathBuf| {
            let known = settings.titles.get(path).cloned();
            if path.starts_with(places.sample_folder()) {
                return Some(format!(
                    "Sample: {}",
                    known.unwrap_or_else(|| "OpenAI and Microsoft".to_owned())
                ));
            }
            let untitled = || "Untitled project".to_owned();
            path.starts_with(places.drafts_folder())
                .then(|| format!("Draft: {}", known.unwrap_or_else(untitled)))
        };
        recent.filter_map(|path| Some((path.clone(), title(path)?))).collect()
    }

    /// This user's settings.
    pub fn user_settings(&self) -> UserSettings {
        settings(self.store.environment())
    }

    /// Changes this user's settings; gives what went wrong, in words.
    pub fn change_user_settings(&self, change: impl FnOnce(&mut UserSettings)) -> Option<String> {
        let environment = self.store.environment();
        let places = environment.places.as_ref()?;
        let mut settings = settings(environment);
        change(&mut settings);
        let saved = save_settings(environment.vfs.as_ref(), &places.settings_path(), &settings);
        saved.err().map(|err| err.to_string())
    }
}

/// What could not be added or was odd, in words.
fn said(added: Result<AddedDocuments, EditError>) -> Vec<String> {
    match added {
        Ok(report) => {
            let refused = report.refused.iter().map(ToString::to_string);
            refused.chain(report.problems).collect()
        }
        Err(err) => vec![format!("The documents were not added: {err}.")],
    }
}
