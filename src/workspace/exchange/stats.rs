//! [`stats`]: how much there is in a project.

use crate::analysis::threads;
use crate::model::Project;

/// Counts of a project, by the names that the command line prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Stats {
    /// Loaded texts.
    pub documents: usize,
    /// Of all documents, whatever their role.
    pub sentences: usize,
    /// Of all annotators.
    pub claims: usize,
    /// Of all annotators.
    pub links: usize,
    /// Settled disagreements.
    pub verdicts: usize,
    /// Suggestions judged unrelated.
    pub dismissals: usize,
    /// Also those without work of their own.
    pub annotators: usize,
    /// Those that somebody named or confirmed; proposed ones are in `threads` alone.
    pub questions: usize,
    /// Two or more claims about one question.
    pub threads: usize,
    /// Pairs of positions that contradict or qualify each other.
    pub disagreements: usize,
    /// Links that oppose two claims of one position; the window lists them with the disagreements.
    pub inconsistent_links: usize,
    /// Values that met in a merge and wait to be settled.
    pub conflicts: usize,
}

/// Counts what the project holds.
pub fn stats(project: &Project) -> Stats {
    let threads = threads(project);
    Stats {
        documents: project.documents().len(),
        sentences: project.documents().map(|document| document.sentences.len()).sum(),
        claims: project.claims().len(),
        links: project.links().len(),
        verdicts: project.verdicts().len(),
        dismissals: project.dismissals().len(),
        annotators: project.annotators().len(),
        questions: project.questions().len(),
        threads: threads.len(),
        disagreements: threads.iter().map(|thread| thread.disagreements.len()).sum(),
        inconsistent_links: threads.iter().map(|thread| thread.inconsistencies.len()).sum(),
        conflicts: project.conflicts().len(),
    }
}
