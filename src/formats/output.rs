//! [`Output`]: where a writer puts its files, and what it says about them.
//!
//! A claim or link that the writer does not call kept ends in the own rows beside its files, so nothing can be
//! dropped.

use super::file_names::is_safe_path;
use super::losses::Loss;
use super::progress::Ticker;
use super::{FormatError, OutputFile, Progress};
use crate::model::{ClaimId, DocumentId, LinkId, RecordId};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::ControlFlow;

/// Takes a finished file; a break stops the writing.
pub type Take<'t> = dyn FnMut(OutputFile) -> ControlFlow<()> + 't;

/// Where files and progress go.
pub struct Sink<'s> {
    /// Takes each file as it is finished.
    pub take: &'s mut Take<'s>,
    /// Is told how far the writing is.
    pub progress: &'s mut Progress<'s>,
    /// Names the project where several are written to one place.
    pub project: Option<&'s str>,
}

impl fmt::Debug for Sink<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sink").field("project", &self.project).finish_non_exhaustive()
    }
}

/// What a writer writes to.
#[derive(Debug)]
pub struct Output<'s> {
    sink: Files<'s>,
    ticker: Ticker<'s, 's>,
    /// Where each record stands in the files: empty where its own id names it.
    pub(super) documents: BTreeMap<DocumentId, String>,
    pub(super) claims: BTreeMap<ClaimId, String>,
    pub(super) links: BTreeMap<LinkId, String>,
    /// Why records are not in the files, where the writer says so.
    pub(super) reasons: BTreeMap<RecordId, &'static str>,
    losses: BTreeMap<&'static str, (usize, Option<&'static str>)>,
    pub(super) notes: Vec<String>,
}

struct Files<'s> {
    take: &'s mut Take<'s>,
    project: Option<&'s str>,
}

impl fmt::Debug for Files<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.project.unwrap_or_default())
    }
}

impl<'s> Output<'s> {
    pub(super) fn new(sink: Sink<'s>, row_count: usize) -> Self {
        let Sink { take, progress, project } = sink;
        Self {
            sink: Files { take, project },
            ticker: Ticker::new(progress, row_count),
            documents: BTreeMap::new(),
            claims: BTreeMap::new(),
            links: BTreeMap::new(),
            reasons: BTreeMap::new(),
            losses: BTreeMap::new(),
            notes: Vec::new(),
        }
    }

    /// Puts down a file; its name may have folders, parted by `/`.
    pub(super) fn file(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), FormatError> {
        let name = self.sink.project.map_or_else(|| name.to_owned(), |project| format!("{project}/{name}"));
        self.take(name, bytes)
    }

    /// Puts down a table of which each project has a part: `claims.parquet`, or of several projects
    /// `claims/project=NAME/claims.parquet`.
    pub(super) fn table(&mut self, stem: &str, ending: &str, bytes: Vec<u8>) -> Result<(), FormatError> {
        let name = match self.sink.project {
            Some(project) => format!("{stem}/project={project}/{stem}.{ending}"),
            None => format!("{stem}.{ending}"),
        };
        self.take(name, bytes)
    }

    fn take(&mut self, name: String, bytes: Vec<u8>) -> Result<(), FormatError> {
        if !is_safe_path(&name) {
            return Err(FormatError::Unwritable(format!("“{name}” is no name for a file")));
        }
        match (self.sink.take)(OutputFile { name, bytes }) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(FormatError::Cancelled),
        }
    }

    /// Whether several projects are written to one place.
    pub(super) const fn is_one_of_several(&self) -> bool {
        self.sink.project.is_some()
    }

    /// The files hold this document, at `place` where its id does not stand there.
    pub(super) fn keep_document(&mut self, document: DocumentId, place: impl Into<String>) {
        self.documents.insert(document, place.into());
    }

    /// The files hold this claim, at `place` where its id does not stand there.
    pub(super) fn keep_claim(&mut self, claim: ClaimId, place: impl Into<String>) {
        self.claims.insert(claim, place.into());
    }

    /// The files hold this link, at `place` where its id does not stand there.
    pub(super) fn keep_link(&mut self, link: LinkId, place: impl Into<String>) {
        self.links.insert(link, place.into());
    }

    /// The files do not hold this claim or link, for a reason in the words of [`super::Format::loses`].
    pub(super) fn leave_out(&mut self, record: RecordId, what: &'static str) {
        self.reasons.insert(record, what);
    }

    /// Counts what cannot be held; the words are those of [`super::Format::loses`].
    pub(super) fn lose(&mut self, what: &'static str, count: usize, kept_in: Option<&'static str>) {
        if count > 0 {
            let known = self.losses.entry(what).or_insert((0, kept_in));
            known.0 += count;
        }
    }

    /// Something that the user should know about these files.
    pub(super) fn note(&mut self, words: String) {
        self.notes.push(words);
    }

    /// One row more is written.
    pub(super) fn row(&mut self) -> Result<(), FormatError> {
        self.ticker.row()
    }

    /// Asks whether to go on, where much is done without a row.
    pub(super) fn ask(&mut self) -> Result<(), FormatError> {
        self.ticker.ask()
    }

    /// All is written: what was lost, in the order of [`super::Format::loses`].
    pub(super) fn end(mut self) -> Result<Vec<Loss>, FormatError> {
        self.ticker.end()?;
        let place = |what: &str| super::losses::ALL.iter().position(|other| *other == what);
        let losses = self.losses.into_iter();
        let mut losses: Vec<Loss> =
            losses.map(|(what, (count, kept_in))| Loss { what, count, kept_in }).collect();
        losses.sort_by_key(|loss| place(loss.what));
        Ok(losses)
    }
}
