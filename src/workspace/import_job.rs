//! [`ImportJob`]: many files read beside the window; the project changes only when the result is added.

use super::Environment;
use super::exchange::{
    ColumnMapping, InputDocument, Parsed, Parser, ReadDocuments, ReadOptions, Refusal, has_ending,
    list_folder, read_source,
};
use super::job::{Job, JobContext, JobError, JobProgress, RunsOn, no_waker};
use crate::storage::{FileKind, Vfs};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Files that are parsed at the same time.
const WORKER_COUNT: usize = 2;
/// Folders in folders.
const MAX_FOLDER_DEPTH: usize = 32;
/// Files taken from folders.
const MAX_FILES: usize = 100_000;
/// Text of all documents of one job, in bytes.
const MAX_TEXT_LEN: usize = 1 << 30;

/// A running import: begin it, ask [`ImportJob::poll`] now and then, and give its answer to
/// [`Workspace::add_read`](super::Workspace::add_read), which makes one step of it.
///
/// Dropping it cancels it.
#[derive(Debug)]
pub struct ImportJob {
    job: Job<ReadDocuments>,
}

/// What the user says about a file that is read again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadChoice {
    /// Name of an encoding, in place of the guess.
    pub encoding: Option<String>,
    /// Which column of a table means what, in place of the guess.
    pub mapping: Option<ColumnMapping>,
}

/// A file's place among the others: an archive's files follow it.
type Order = Vec<usize>;

#[derive(Debug)]
enum Source {
    Path(PathBuf),
    File(InputDocument),
}

#[derive(Debug, Default)]
struct Queue {
    waiting: VecDeque<(Order, Source)>,
    busy_count: usize,
    text_len: usize,
    found: BTreeMap<Order, ReadDocuments>,
}

/// What the workers of an import share.
#[derive(Debug)]
struct Shared<'j> {
    queue: Mutex<Queue>,
    changed: Condvar,
    choice: ReadChoice,
    job: &'j JobContext,
}

impl ImportJob {
    /// Begins to read files, and all files of folders that can be read as documents.
    pub fn begin(environment: &Environment, paths: Vec<PathBuf>) -> Self {
        Self::begin_with(environment, ReadChoice::default(), move |vfs, read| {
            let mut walk = Walk { vfs, seen: BTreeSet::new(), files: Vec::new(), other_count: 0, read };
            for path in paths {
                walk.path(path, 0);
            }
            let Walk { files, other_count, read, .. } = walk;
            if other_count > 0 {
                let files = if other_count == 1 { "1 file" } else { &format!("{other_count} files") };
                read.problems.push(format!("{files} of other kinds in the folders were passed over."));
            }
            files.into_iter().map(Source::Path).collect()
        })
    }

    /// Begins to parse files that were read already.
    pub fn begin_with_files(environment: &Environment, files: Vec<InputDocument>) -> Self {
        Self::begin_with(environment, ReadChoice::default(), |_, _| {
            files.into_iter().map(Source::File).collect()
        })
    }

    /// Begins to read one file again, otherwise than by guesses.
    pub fn begin_again(environment: &Environment, path: PathBuf, choice: ReadChoice) -> Self {
        Self::begin_with(environment, choice, |_, _| vec![Source::Path(path)])
    }

    fn begin_with(
        environment: &Environment,
        choice: ReadChoice,
        sources: impl FnOnce(&dyn Vfs, &mut ReadDocuments) -> Vec<Source> + Send + 'static,
    ) -> Self {
        let environment = environment.clone();
        // The window draws the progress anew by itself.
        let job = Job::begin("import", RunsOn::Thread, &no_waker(), move |context| {
            let vfs = environment.vfs.as_ref();
            let mut first = ReadDocuments::default();
            let sources = sources(vfs, &mut first);
            context.add_total(sources.len());
            let waiting = sources.into_iter().enumerate().map(|(index, source)| (vec![index + 1], source));
            let queue = Queue {
                waiting: waiting.collect(),
                found: BTreeMap::from([(vec![0], first)]),
                ..Queue::default()
            };
            let shared = Shared { queue: Mutex::new(queue), changed: Condvar::new(), choice, job: context };
            thread::scope(|scope| {
                for _ in 0..WORKER_COUNT {
                    scope.spawn(|| shared.work(vfs, &environment.parser));
                }
            });
            let found = std::mem::take(&mut shared.lock().found);
            found.into_values().fold(ReadDocuments::default(), |mut all, one| {
                all.extend(one);
                all
            })
        });
        Self { job }
    }

    /// How far it is, in files; archives and folders add theirs as they are opened.
    pub fn progress(&self) -> JobProgress {
        self.job.progress()
    }

    /// Stops it at the next file; its answer then holds only what was read so far, and should be dropped.
    pub fn cancel(&self) {
        self.job.cancel();
    }

    /// Whether it was told to stop.
    pub fn is_cancelled(&self) -> bool {
        self.job.is_cancelled()
    }

    /// What was read, in the order of the files; none while it runs.
    pub fn poll(&self) -> Option<ReadDocuments> {
        Some(self.job.poll()?.unwrap_or_else(|err| broken_off(&err)))
    }

    /// Waits for the end: for the command line.
    pub fn finish(self) -> ReadDocuments {
        self.job.wait().unwrap_or_else(|err| broken_off(&err))
    }
}

fn broken_off(err: &JobError) -> ReadDocuments {
    let problems = vec![format!("Nothing was imported: {err}. Add the files again.")];
    ReadDocuments { problems, ..ReadDocuments::default() }
}

/// A worker is at a file; it ends with this, also where the worker dies, so that the others do not wait for it.
#[derive(Debug)]
struct Busy<'s>(&'s Shared<'s>);

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.0.lock().busy_count -= 1;
        self.0.changed.notify_all();
    }
}

impl Shared<'_> {
    /// A worker that died has not left the queue in the middle of a change.
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next file; none when all are done, also those that others may still bring.
    fn next(&self) -> Option<(Order, Source)> {
        let mut queue = self.lock();
        loop {
            if self.job.is_cancelled() {
                queue.waiting.clear();
            }
            if let Some(next) = queue.waiting.pop_front() {
                queue.busy_count += 1;
                return Some(next);
            }
            if queue.busy_count == 0 {
                return None;
            }
            queue = self.changed.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn work(&self, vfs: &dyn Vfs, parser: &Parser) {
        while let Some((order, source)) = self.next() {
            let busy = Busy(self);
            let mut read = ReadDocuments::default();
            let inner = self.read(vfs, parser, source, &mut read);
            self.job.add_total(inner.len());
            self.job.add_done(1);
            let mut queue = self.lock();
            queue.text_len += read.documents.iter().map(|document| document.text.len()).sum::<usize>();
            if queue.text_len > MAX_TEXT_LEN {
                let late = read.documents.drain(..);
                let reason = "more than 1 GB of text at once was to be added; add it later".to_owned();
                let late =
                    late.map(|document| Refusal { file_name: document.file_name, reason: reason.clone() });
                read.refused.extend(late);
            }
            for (index, file) in inner.into_iter().enumerate() {
                let mut order = order.clone();
                order.push(index);
                queue.waiting.push_back((order, Source::File(file)));
            }
            queue.found.insert(order, read);
            drop(queue);
            drop(busy);
        }
        self.changed.notify_all();
    }

    fn read(
        &self,
        vfs: &dyn Vfs,
        parser: &Parser,
        source: Source,
        read: &mut ReadDocuments,
    ) -> Vec<InputDocument> {
        let (file, path) = match source {
            Source::File(file) => (file, None),
            Source::Path(path) => match read_source(vfs, &path) {
                Ok(source) => {
                    (InputDocument { file_name: source.file_name, bytes: source.bytes }, Some(path))
                }
                Err(err) => {
                    read.unread.push(err.to_string());
                    return Vec::new();
                }
            },
        };
        let is_cancelled = || self.job.is_cancelled();
        let Self { choice, .. } = self;
        let options = ReadOptions::chosen(choice.encoding.as_deref(), choice.mapping.as_ref());
        let mut parsed = parser.parse(&file, &options, &is_cancelled);
        let head = match &mut parsed {
            Ok(Parsed::Several { table, .. }) => table.take(),
            _ => None,
        };
        let inner = read.push(&file.file_name, parsed);
        let is_inner = path.is_none();
        read.note_origin(path.as_deref());
        read.tables.extend(path.zip(head.map(|head| *head)));
        // Archives in archives are passed over where they are unpacked; this holds whatever comes from there.
        if is_inner && file.file_name.contains('/') { Vec::new() } else { inner }
    }
}

/// Collects the files of folders.
struct Walk<'w> {
    vfs: &'w dyn Vfs,
    /// Folders by their real place: links may go round in a circle.
    seen: BTreeSet<PathBuf>,
    files: Vec<PathBuf>,
    other_count: usize,
    read: &'w mut ReadDocuments,
}

impl Walk<'_> {
    /// A path that the user named.
    fn path(&mut self, path: PathBuf, depth: usize) {
        let is_folder = self.vfs.facts(&path).is_ok_and(|facts| facts.kind == FileKind::Folder);
        if is_folder { self.folder(&path, depth) } else { self.files.push(path) }
    }

    fn folder(&mut self, path: &Path, depth: usize) {
        let place = self.vfs.resolve(path).unwrap_or_else(|_| path.to_path_buf());
        if depth > MAX_FOLDER_DEPTH || !self.seen.insert(place) {
            return;
        }
        let entries = match list_folder(self.vfs, path) {
            Ok(entries) => entries,
            Err(err) => {
                self.read.unread.push(err.to_string());
                return;
            }
        };
        let endings = super::exchange::document_endings();
        for entry in entries.into_iter().filter(|entry| !entry.name.starts_with('.')) {
            // JSON is anything: of a folder only what a chat is called when it is given out.
            let is_other_json =
                has_ending(&entry.name, "json") && !entry.name.eq_ignore_ascii_case("result.json");
            let is_document = !is_other_json && endings.iter().any(|ending| has_ending(&entry.name, ending));
            match entry.kind {
                FileKind::Folder => self.folder(&entry.path, depth + 1),
                FileKind::File if is_document && self.files.len() < MAX_FILES => self.files.push(entry.path),
                FileKind::File | FileKind::Other => self.other_count += 1,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::MemoryFs;
    use std::sync::Arc;

    fn environment(disk: &MemoryFs) -> Environment {
        Environment { vfs: Arc::new(disk.clone()), places: None, parser: Parser::InProcess }
    }

    #[test]
    fn files_and_folders_are_read_in_order_and_the_odd_ones_named() {
        let disk = MemoryFs::new();
        for (path, text) in [
            ("/in/b.txt", "Second text"),
            ("/in/a.txt", "First text"),
            ("/in/sub/c.html", "<p>Third text here</p>"),
            ("/in/x.jpg", "x"),
        ] {
            disk.put(path, text);
        }
        let paths = vec![PathBuf::from("/in"), PathBuf::from("/missing.txt")];
        let read = ImportJob::begin(&environment(&disk), paths).finish();
        let names: Vec<&str> = read.documents.iter().map(|document| document.file_name.as_str()).collect();
        assert_eq!(names, ["c.html", "a.txt", "b.txt"]);
        assert_eq!(read.problems, ["1 file of other kinds in the folders were passed over."]);
        assert_eq!(read.unread.len(), 1);
    }

    #[test]
    fn a_cancelled_import_ends() {
        let disk = MemoryFs::new();
        (0..50).for_each(|number| disk.put(format!("/in/{number}.txt"), "Some text"));
        let job = ImportJob::begin(&environment(&disk), vec![PathBuf::from("/in")]);
        job.cancel();
        let read = job.finish();
        assert!(read.documents.len() <= 50);
    }
}
