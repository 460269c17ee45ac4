//! Annotations made elsewhere: [`Workspace::ask_annotations`] reads them beside the window and says what would come of
//! them, [`Workspace::accept_annotations`] makes one step of it.

use super::exchange::{
    Dataset, Defaults, Format, FormatError, ImportError, Imported, InputFile, annotator_called, format,
    formats, preview, read_inputs,
};
use super::job::{Job, RunsOn};
use super::{Environment, Waker, Workspace};
use crate::model::{Annotator, Snapshot, Timestamp};
use std::path::PathBuf;

/// What would come of annotations. Nothing is changed yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnotationsPreview {
    /// The files or folders that were chosen.
    pub paths: Vec<PathBuf>,
    /// Name of the format in which they were read.
    pub format: String,
    /// Whose work it is where the files name nobody, as it was asked for; none for the user's own.
    pub asked_annotator: Option<String>,
    /// The name of that annotator.
    pub annotator: String,
    /// Counts, new entries of the codebook, problems.
    pub imported: Imported,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnnotationsState<'a> {
    /// Nobody asked.
    Idle,
    /// The files are being read.
    Reading,
    /// They wait to be accepted or dropped.
    Ready(&'a AnnotationsPreview),
    /// They cannot be taken in, in words; perhaps in another format.
    Refused(&'a str),
}

/// What was read.
#[derive(Debug)]
pub(super) struct Found {
    preview: AnnotationsPreview,
    dataset: Dataset,
}

type Answer = Result<Box<Found>, String>;

/// The annotations that are looked at, if any.
#[derive(Debug, Default)]
pub(super) enum Annotations {
    #[default]
    Idle,
    Reading(Job<Answer>),
    Ready(Box<Found>),
    Refused(String),
}

/// What reading needs of the workspace.
struct Question {
    environment: Environment,
    paths: Vec<PathBuf>,
    format: Option<&'static Format>,
    annotator: Annotator,
    asked_annotator: Option<String>,
    time: Timestamp,
}

impl Workspace {
    /// Reads files beside the window in the format of that name, or in the first one that makes something of them, and
    /// works out what would come of an import; `wake` is called when that is there. What the files name nobody for is the
    /// work of the annotator of that id or name, else of the user.
    pub fn ask_annotations(
        &mut self,
        paths: Vec<PathBuf>,
        name: Option<&str>,
        annotator: Option<&str>,
        wake: &Waker,
    ) {
        let asked_annotator = annotator.map(str::to_owned);
        let annotator = match annotator.map(|name| annotator_called(self.project(), name)).transpose() {
            Ok(annotator) => annotator,
            Err(reason) => {
                self.annotations = Annotations::Refused(reason);
                return wake();
            }
        };
        let annotator = annotator.or_else(|| self.project().annotator(self.me()).cloned());
        let nobody = || Annotator { machine: None, id: self.me(), name: String::new(), reference: false };
        let question = Question {
            environment: self.store.environment().clone(),
            paths,
            format: name.and_then(format),
            annotator: annotator.unwrap_or_else(nobody),
            asked_annotator,
            time: self.now(),
        };
        let copy = self.project.snapshot();
        let runs_on = RunsOn::for_disk(question.environment.vfs.as_ref());
        let job = Job::begin("annotations", runs_on, wake, move |_| answer_to(question, copy));
        self.annotations = Annotations::Reading(job);
    }

    /// How far it is.
    pub fn annotations(&mut self) -> AnnotationsState<'_> {
        self.poll_jobs();
        match &self.annotations {
            Annotations::Idle => AnnotationsState::Idle,
            Annotations::Reading(_) => AnnotationsState::Reading,
            Annotations::Ready(found) => AnnotationsState::Ready(&found.preview),
            Annotations::Refused(reason) => AnnotationsState::Refused(reason),
        }
    }

    /// Takes in what was shown, as one step that one undo takes back. What was done here meanwhile stays.
    ///
    /// On an error the project is as it was.
    pub fn accept_annotations(&mut self) -> Result<Imported, String> {
        let Annotations::Ready(found) = std::mem::take(&mut self.annotations) else {
            return Err("Nothing was imported: choose the files again.".to_owned());
        };
        self.import_dataset(found.dataset).map_err(|err: ImportError| err.to_string())
    }

    /// Forgets what was read.
    pub fn drop_annotations(&mut self) {
        self.annotations = Annotations::Idle;
    }
}

impl Annotations {
    /// Takes what was read, once it is there.
    pub(super) fn poll(&mut self) {
        let Some(answer) = (if let Self::Reading(job) = self { job.poll() } else { None }) else {
            return;
        };
        *self = match answer {
            Ok(Ok(found)) => Self::Ready(found),
            Ok(Err(reason)) => Self::Refused(reason),
            Err(err) => Self::Refused(format!("Nothing was read: {err}. Choose the files again.")),
        };
    }
}

fn answer_to(question: Question, copy: Snapshot) -> Answer {
    let Question { environment, paths, format, annotator, asked_annotator, time } = question;
    let project = copy.into_project();
    let mut sources = Vec::new();
    for path in &paths {
        let read = read_inputs(&environment, path);
        sources.extend(read.map_err(|err| format!("Nothing was imported. {err}"))?);
    }
    let files: Vec<InputFile<'_>> = sources.iter().map(|(name, bytes)| InputFile { name, bytes }).collect();
    let defaults = Defaults { time, annotator: &annotator, project: Some(&project) };
    let (format, dataset) = match format {
        Some(format) => (format, read_as(format, &files, &defaults).map_err(|err| err.to_string())?),
        None => guessed(&files, &defaults)?,
    };
    let imported = preview(project.clone(), &dataset).map_err(|err| err.to_string())?;
    let (format, annotator) = (format.name.to_owned(), annotator.name.clone());
    let preview = AnnotationsPreview { paths, format, asked_annotator, annotator, imported };
    Ok(Box::new(Found { preview, dataset }))
}

fn read_as(
    format: &'static Format,
    files: &[InputFile<'_>],
    defaults: &Defaults<'_>,
) -> Result<Dataset, ImportError> {
    let read = format.read_dataset.ok_or_else(|| {
        ImportError::from(FormatError::NoKnownFile(format!("{} is not read", format.label)))
    })?;
    Ok(read(files, defaults)?)
}

/// The first format that finds claims or links in the files; one whose files end so is asked first.
fn guessed(files: &[InputFile<'_>], defaults: &Defaults<'_>) -> Result<(&'static Format, Dataset), String> {
    let fits = |format: &&'static Format| {
        let mut endings = format.extensions.iter();
        endings
            .any(|ending| files.iter().any(|file| file.name.to_lowercase().ends_with(&format!(".{ending}"))))
    };
    let readable = || formats().iter().filter(|format| format.read_dataset.is_some());
    let (first, rest): (Vec<_>, Vec<_>) = readable().partition(fits);
    let mut reasons = Vec::new();
    for format in first.into_iter().chain(rest) {
        match read_as(format, files, defaults) {
            Ok(dataset) if !dataset.claims.is_empty() || !dataset.documents.is_empty() => {
                return Ok((format, dataset));
            }
            Ok(_) => {}
            Err(err) => reasons.push(err.to_string()),
        }
    }
    let known: Vec<&str> = readable().map(|format| format.label).collect();
    let reason = reasons.into_iter().next().unwrap_or_default();
    Err(format!("No annotations were found in these files. {reason} Known are: {}.", known.join(", ")))
}
