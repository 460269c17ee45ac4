//! [`Recovery`]: what journals hold beyond the file that is being opened, and how its steps are done again.
//!
//! ```text
//!  journals of the project
//!    │ find: scan headers and saved states; nothing is changed but what is damaged or done with
//!    ├─ live in another program ──────────▶ left alone (unless the project is taken over)
//!    ├─ first line damaged ───────────────▶ trash, told
//!    ├─ goes onto another state ──────────▶ offered (`JournalOffer`), left where it is
//!    ├─ fits, begins as a longer one ─────▶ trash, once the new journal is synced
//!    └─ fits, most steps: parsed ─────────▶ replayed through the workspace, step by step
//!         ├─ all steps done ──────────────▶ new journal with all of them is synced, then this one goes to the trash
//!         └─ a step is refused ───────────▶ told; new journal with the steps before it is synced, then trash
//! ```
//!
//! Invariant: no journal with steps that stand nowhere else leaves its folder for any place but the trash folder, and
//! nothing of it is ever deleted.

use super::{Environment, Workspace};
use crate::model::{Annotator, AnnotatorId, EditError, History, ProjectId, Timestamp};
use crate::storage::{
    ArchiveReason, FileHash, FoundJournal, JournalDir, JournalEntry, JournalLine, JournalRecord, JournalScan,
    MissingSteps, Past,
};
use std::collections::BTreeSet;
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What was found besides the file when it was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recovery {
    /// Steps that the file lacked and that were done again.
    pub step_count: usize,
    /// Journals that go onto other states of the file, and were not touched.
    pub offers: Vec<JournalOffer>,
}

/// Unsaved work on another state of the file: it was changed outside since, or two programs had it open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalOffer {
    /// Where the journal is.
    pub path: PathBuf,
    /// The state that its steps go onto.
    pub base: FileHash,
    /// How many steps.
    pub step_count: usize,
    /// When the last of them was done.
    pub time: Timestamp,
}

impl Recovery {
    /// What was done, in words; none when nothing was.
    pub fn text(&self) -> Option<String> {
        match self.step_count {
            0 => None,
            1 => Some("1 edit since the last save was recovered from the journal".to_owned()),
            count => Some(format!("{count} edits since the last save were recovered from the journal")),
        }
    }
}

/// What the journals of a project add to its file.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// What could be undone and redone in the state that the file holds.
    past: Past,
    /// What the file lacks.
    records: Vec<JournalRecord>,
    /// What was odd, in words.
    pub(super) problems: Vec<String>,
    /// The journal that the records come from; none where another program writes it.
    source: Option<PathBuf>,
    /// Journals that hold nothing else.
    superseded: Vec<PathBuf>,
    offers: Vec<JournalOffer>,
}

/// Looks through the journals of a project without changing anything but what is damaged or done with. Those that
/// another program is writing are left out, unless the project is taken over from it.
pub(super) fn find(
    environment: &Environment,
    project: ProjectId,
    base: &FileHash,
    now: Timestamp,
    by_force: bool,
) -> Found {
    let mut found = Found::default();
    let Some(places) = &environment.places else {
        return found;
    };
    let dir = JournalDir::at(places.project_folder(project));
    let archive = Archive { environment, dir: &dir, now };
    let all = dir.all(environment.vfs.as_ref());
    let (live, resting): (Vec<FoundJournal>, Vec<FoundJournal>) =
        all.into_iter().partition(|one| one.is_live);
    let is_ours =
        |one: &FoundJournal| one.scan.header.as_ref().is_some_and(|header| header.project == project);
    let mut ours: Vec<FoundJournal> = Vec::new();
    for journal in resting {
        match journal.scan.header {
            None => found.damaged(&archive, &journal),
            Some(_) if is_ours(&journal) => ours.push(journal),
            Some(_) => {}
        }
    }
    let (mut fitting, mut others): (Vec<_>, Vec<_>) =
        ours.into_iter().partition(|one| one.scan.fit(base).is_some());
    let known: BTreeSet<Mark> = live.iter().flat_map(marks).collect();
    let taken_over = if by_force { live } else { Vec::new() };
    fitting.extend(taken_over.into_iter().filter(|one| is_ours(one) && one.scan.fit(base).is_some()));
    // The one with the most steps, the last of them where several have as many; another one that begins in the same way
    // holds nothing else.
    fitting.sort_by_key(|one| missing(one, base).count());
    let best = fitting.pop();
    for other in fitting.into_iter().filter(|other| !other.is_live) {
        if best.as_ref().is_some_and(|best| begins_alike(&other, best, base)) {
            found.superseded.push(other.path);
        } else {
            others.push(other);
        }
    }
    let known = known.into_iter().chain(best.iter().flat_map(marks)).collect();
    found.offer_all(others, known);
    if let Some(best) = best {
        found.take_steps(&archive, best, base);
    }
    found
}

/// What the journals of a project add to its file, also one that another program is writing; nothing is changed.
pub(super) fn peek(environment: &Environment, project: ProjectId, base: &FileHash) -> Option<MissingSteps> {
    let places = environment.places.as_ref()?;
    let all = JournalDir::at(places.project_folder(project)).all(environment.vfs.as_ref());
    let is_ours = |one: &FoundJournal| {
        let header = one.scan.header.as_ref();
        header.is_some_and(|header| header.project == project) && one.scan.fit(base).is_some()
    };
    let best = all.into_iter().filter(is_ours).max_by_key(|one| missing(one, base).count())?;
    best.scan.into_missing(base)
}

/// Identifies a step that stands in two journals.
type Mark = (Timestamp, AnnotatorId, Arc<str>);

fn mark(line: &JournalLine) -> Mark {
    (line.time, line.annotator, Arc::clone(&line.text))
}

fn marks(journal: &FoundJournal) -> impl Iterator<Item = Mark> {
    journal.scan.lines.iter().map(mark)
}

/// The steps that a file lacks.
fn missing<'j>(journal: &'j FoundJournal, base: &FileHash) -> impl Iterator<Item = &'j JournalLine> {
    journal.scan.fit(base).into_iter().flat_map(|after| journal.scan.steps_after(after))
}

/// Whether the shorter of two journals is the beginning of the other one, and so holds nothing else.
fn begins_alike(one: &FoundJournal, other: &FoundJournal, base: &FileHash) -> bool {
    missing(one, base).zip(missing(other, base)).all(|(one, other)| one.text == other.text)
}

/// Where damaged journals go.
struct Archive<'e> {
    environment: &'e Environment,
    dir: &'e JournalDir,
    now: Timestamp,
}

impl Found {
    /// Takes the steps of the journal that fits.
    fn take_steps(&mut self, archive: &Archive<'_>, journal: FoundJournal, base: &FileHash) {
        let FoundJournal { path, scan, is_live } = journal;
        let JournalScan { torn_bytes, .. } = scan;
        let MissingSteps { past, steps, unread_bytes } = scan.into_missing(base).unwrap_or_default();
        if !is_live {
            self.torn(archive, &path, torn_bytes + unread_bytes);
            self.source = Some(path);
        }
        (self.past, self.records) = (past, steps);
    }

    /// An entry and whose it is; only once, because entries are large.
    fn take_entry(&mut self, index: usize) -> Option<(AnnotatorId, JournalEntry)> {
        let record = self.records.get_mut(index)?;
        let entry = mem::replace(&mut record.entry, JournalEntry::Past(Past::default()));
        Some((record.annotator, entry))
    }

    /// Steps that also stand in another journal went from one to the other, and are offered once.
    fn offer_all(&mut self, mut journals: Vec<FoundJournal>, mut known: BTreeSet<Mark>) {
        journals.sort_by_key(|journal| std::cmp::Reverse(journal.scan.unsaved().len()));
        for journal in journals {
            let steps = journal.scan.unsaved();
            let is_news = steps.iter().any(|step| !known.contains(&mark(step)));
            let offer = steps.last().zip(journal.scan.last_saved()).filter(|_| is_news);
            match offer {
                Some((last, base)) => self.offers.push(JournalOffer {
                    path: journal.path.clone(),
                    base,
                    step_count: steps.len(),
                    time: last.time,
                }),
                // All of it went into a file, of which there are backups, or into another journal.
                None => self.superseded.push(journal.path.clone()),
            }
            known.extend(marks(&journal));
        }
    }

    fn damaged(&mut self, archive: &Archive<'_>, journal: &FoundJournal) {
        if journal.scan.torn_bytes == 0 {
            self.superseded.push(journal.path.clone());
            return;
        }
        let vfs = archive.environment.vfs.as_ref();
        let kept = archive.dir.archive(vfs, &journal.path, ArchiveReason::Damaged, archive.now);
        let kept = kept.unwrap_or_else(|_| journal.path.clone());
        self.problems.push(format!(
            "A journal of this project could not be read, so edits that were only in it are not in the window. It is kept as {}.",
            kept.display()
        ));
    }

    fn torn(&mut self, archive: &Archive<'_>, journal: &Path, bytes: usize) {
        if bytes == 0 {
            return;
        }
        let kept = archive.dir.keep_torn(archive.environment.vfs.as_ref(), journal, bytes, archive.now);
        let kept = match kept {
            Ok(kept) => format!("They are kept as {}.", kept.display()),
            Err(err) => format!("They could not be kept: {err}."),
        };
        self.problems.push(format!(
            "The last {bytes} bytes of the journal are damaged and were left out; the steps before them are whole. {kept}"
        ));
    }
}

impl Workspace {
    /// Does again what the journals hold beyond the file; gives what is to be said about it.
    pub(super) fn replay(&mut self, mut found: Found, now: Timestamp) -> Vec<String> {
        let past = mem::take(&mut found.past);
        self.history = History::kept(past.undo.clone(), past.redo.clone());
        let count = found.records.len();
        let mut problems = Vec::new();
        let mut done = 0;
        for index in 0..count {
            let Some((annotator, entry)) = found.take_entry(index) else {
                continue;
            };
            // Whoever opens a project becomes an annotator of it without a step, and had another id before the settings
            // were lost.
            let known = self.introduce_anybody(annotator);
            if let Err(err) = known.and_then(|()| self.repeat(entry)) {
                let left = steps(count - done);
                problems.push(format!(
                    "{left} of {count} in the journal could not be done again: {err}. The journal is kept in the trash folder of this project’s state."
                ));
                break;
            }
            done += 1;
        }
        self.adopt(found, past, done, now);
        let trouble = self.store.trouble();
        problems.extend(trouble.map(|trouble| format!("Recovered edits are only in memory: {trouble}.")));
        problems
    }

    /// Lets the journal go on from the first `done` steps of what was found; the others could not be done again.
    fn adopt(&mut self, found: Found, past: Past, done: usize, now: Timestamp) {
        let Found { mut records, source, mut superseded, offers, .. } = found;
        let is_whole = done == records.len();
        records.truncate(done);
        let stopped = if is_whole {
            superseded.extend(source);
            None
        } else {
            source
        };
        let recovery = Recovery { step_count: records.len(), offers };
        self.store.adopt(recovery, past, records, superseded);
        if let Some(journal) = stopped {
            self.store.archive_stopped(&journal, now);
        }
    }

    fn introduce_anybody(&mut self, id: AnnotatorId) -> Result<(), EditError> {
        if self.project.annotator(id).is_some() {
            return Ok(());
        }
        self.introduce(&Annotator { machine: None, id, name: "Annotator".to_owned(), reference: false })
    }

    /// Does again what a journal holds, in memory only; says how much.
    pub(super) fn look_into(&mut self, missing: MissingSteps) -> Option<String> {
        let count = missing.steps.len();
        for (done, record) in missing.steps.into_iter().enumerate() {
            if let Err(err) = self.repeat(record.entry) {
                return Some(format!("{} of {count} unsaved edits do not fit the file: {err}", count - done));
            }
        }
        match count {
            0 => None,
            1 => Some("1 edit that is not in the file yet is included".to_owned()),
            count => Some(format!("{count} edits that are not in the file yet are included")),
        }
    }
}

/// A number of steps, in words.
fn steps(count: usize) -> String {
    if count == 1 { "1 edit".to_owned() } else { format!("{count} edits") }
}
