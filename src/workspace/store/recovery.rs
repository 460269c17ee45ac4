//! [`Recovery`]: what journals hold beyond the file that is being opened. Nothing of it is ever deleted.

use super::kept::Step;
use super::{Environment, Store};
use crate::model::{AnnotatorId, ProjectId, Timestamp};
use crate::storage::{
    FileHash, FoundJournal, JournalEntry, JournalRecord, JournalShelf, Onto, Past, PutAway,
};
use std::collections::BTreeSet;
use std::path::PathBuf;

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
pub(in crate::workspace) struct Found {
    /// What could be undone and redone in the state that the file holds.
    pub(in crate::workspace) past: Past,
    /// What the file lacks.
    pub(in crate::workspace) records: Vec<JournalRecord>,
    /// What was odd, in words.
    pub(in crate::workspace) problems: Vec<String>,
    /// The journal that they come from.
    source: Option<PathBuf>,
    /// Journals that hold nothing else.
    old: Vec<PathBuf>,
    offers: Vec<JournalOffer>,
}

/// Looks through the journals of a project without changing anything but what is damaged or done with. Those that
/// another program is writing are left out, unless the project is taken over from it.
pub(in crate::workspace) fn find(
    environment: &Environment,
    project: ProjectId,
    base: &FileHash,
    (now, by_force): (Timestamp, bool),
) -> Found {
    let mut found = Found::default();
    let Some(places) = &environment.places else {
        return found;
    };
    let vfs = environment.vfs.as_ref();
    let shelf = JournalShelf::at(places.project_folder(project));
    let mut all = shelf.all(vfs);
    let (mut fitting, mut others) = (Vec::new(), Vec::new());
    for (index, journal) in all.iter().enumerate().filter(|(_, journal)| by_force || !journal.is_live) {
        let Some(header) = &journal.contents.header else {
            found.damaged(environment, &shelf, journal, now);
            continue;
        };
        if header.project != project {
            continue;
        }
        match journal.contents.fit(base) {
            Some((after, past)) => {
                let count = journal.contents.look_after(after).count();
                fitting.push(Fitting { index, after, past, count });
            }
            None => others.push(index),
        }
    }
    // The one with the most steps; another one that begins in the same way holds nothing else.
    fitting.sort_by_key(|fitting| fitting.count);
    let best = fitting.pop();
    for other in &fitting {
        let is_held = best.as_ref().is_some_and(|best| is_held(&all, other, best));
        let journal = all.get(other.index).filter(|journal| !journal.is_live);
        match journal {
            Some(journal) if is_held => found.old.push(journal.path.clone()),
            Some(_) => others.push(other.index),
            None => {}
        }
    }
    let kept = all
        .iter()
        .enumerate()
        .filter(|(index, journal)| journal.is_live || best.as_ref().is_some_and(|best| best.index == *index));
    let kept: Vec<&FoundJournal> = kept.map(|(_, journal)| journal).collect();
    let others = others.into_iter().filter_map(|index| all.get(index));
    found.offer_all(others.filter(|journal| !journal.is_live).collect(), &kept);
    let Some(best) = best else {
        return found;
    };
    if let Some(journal) = all.get(best.index).filter(|journal| !journal.is_live) {
        found.torn(environment, &shelf, journal, now);
        found.source = Some(journal.path.clone());
    }
    let journal = all.swap_remove(best.index);
    (found.past, found.records) = (best.past, journal.contents.into_steps_after(best.after));
    found
}

/// A journal that goes onto the file.
struct Fitting {
    index: usize,
    /// Sequence of the last step that the file holds.
    after: u64,
    past: Past,
    /// How many steps come after it.
    count: usize,
}

/// What the journals of a project add to its file, also one that another program is writing; nothing is changed.
pub(in crate::workspace) fn peek(
    environment: &Environment,
    project: ProjectId,
    base: &FileHash,
) -> Option<Onto> {
    let places = environment.places.as_ref()?;
    let journals = JournalShelf::at(places.project_folder(project)).all(environment.vfs.as_ref());
    let ours = |journal: &FoundJournal| {
        journal.contents.header.as_ref().is_some_and(|header| header.project == project)
    };
    let onto =
        journals.iter().filter(|journal| ours(journal)).filter_map(|journal| journal.contents.onto(base));
    onto.max_by_key(|onto| onto.steps.len())
}

/// Whether one journal begins as another one does, and so holds nothing else.
fn is_held(all: &[FoundJournal], one: &Fitting, other: &Fitting) -> bool {
    let steps = |fitting: &Fitting| {
        let after = fitting.after;
        all.get(fitting.index).into_iter().flat_map(move |journal| journal.contents.look_after(after))
    };
    steps(one).zip(steps(other)).all(|(one, other)| one.text == other.text)
}

impl Found {
    /// An entry and whose it is; only once, because entries are large.
    pub(in crate::workspace) fn take_entry(&mut self, index: usize) -> Option<(AnnotatorId, JournalEntry)> {
        let record = self.records.get_mut(index)?;
        let entry = std::mem::replace(&mut record.entry, JournalEntry::Past(Past::default()));
        Some((record.annotator, entry))
    }

    /// Steps that also stand in another journal went from one to the other, and are offered once.
    fn offer_all(&mut self, mut journals: Vec<&FoundJournal>, kept: &[&FoundJournal]) {
        let mut known: BTreeSet<_> =
            kept.iter().flat_map(|journal| &journal.contents.records).map(JournalRecord::mark).collect();
        journals.sort_by_key(|journal| std::cmp::Reverse(journal.contents.unsaved().len()));
        for journal in journals {
            let steps = journal.contents.unsaved();
            let is_news = steps.iter().any(|step| !known.contains(&step.mark()));
            match (steps.last(), journal.contents.last_saved()) {
                (Some(last), Some(base)) if is_news => self.offers.push(JournalOffer {
                    path: journal.path.clone(),
                    base,
                    step_count: steps.len(),
                    time: last.time,
                }),
                // All of it went into a file, of which there are backups, or into another journal.
                _ => self.old.push(journal.path.clone()),
            }
            known.extend(journal.contents.records.iter().map(JournalRecord::mark));
        }
    }

    fn damaged(
        &mut self,
        environment: &Environment,
        shelf: &JournalShelf,
        journal: &FoundJournal,
        now: Timestamp,
    ) {
        if journal.contents.torn_bytes == 0 {
            self.old.push(journal.path.clone());
            return;
        }
        let kept = shelf.put_away(environment.vfs.as_ref(), &journal.path, PutAway::Damaged, now);
        let kept = kept.unwrap_or_else(|_| journal.path.clone());
        self.problems.push(format!(
            "A journal of this project could not be read, so edits that were only in it are not in the window. It is kept as {}.",
            kept.display()
        ));
    }

    fn torn(
        &mut self,
        environment: &Environment,
        shelf: &JournalShelf,
        journal: &FoundJournal,
        now: Timestamp,
    ) {
        let bytes = journal.contents.torn_bytes;
        if bytes == 0 {
            return;
        }
        let kept = match shelf.keep_torn(environment.vfs.as_ref(), journal, now) {
            Ok(kept) => format!("They are kept as {}.", kept.display()),
            Err(err) => format!("They could not be kept: {err}."),
        };
        self.problems.push(format!(
            "The last {bytes} bytes of the journal are damaged and were left out; the steps before them are whole. {kept}"
        ));
    }
}

impl Store {
    /// Takes over the first `done` steps of what was found; the others could not be done again.
    pub(in crate::workspace) fn adopt(&mut self, found: Found, done: usize, now: Timestamp) {
        let Found { past, records, source, mut old, offers, .. } = found;
        let is_whole = done == records.len();
        let steps = (1..).zip(records.into_iter().take(done)).map(|(sequence, record)| {
            let JournalRecord { time, annotator, text, .. } = record;
            Step { sequence, time, annotator, text }
        });
        let steps: Vec<Step> = steps.collect();
        let stopped = if is_whole {
            old.extend(source);
            None
        } else {
            source
        };
        self.recovery = Recovery { step_count: steps.len(), offers };
        self.keeper.adopt(past, steps, old);
        if stopped.is_none() {
            return;
        }
        // The steps that could be done stand in it too, until the new one is on the disk.
        self.keeper.flush();
        if self.keeper.trouble().is_none() {
            // One that cannot be moved stays, and is offered at the next opening.
            drop(self.keeper.put_away(stopped, PutAway::Stopped, now));
        }
    }
}
