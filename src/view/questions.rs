//! Questions as plain data: [`QuestionRow`] for lists, [`question_title`] wherever one is named.

use super::names;
use crate::analysis::threads::{QuestionKey, Thread, ThreadIndex};
use crate::model::{ClaimId, LinkId, Project, Question};
use crate::text::visible;
use std::collections::BTreeSet;

/// A question of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionRow {
    /// Which one.
    pub key: QuestionKey,
    /// Whole, on one line.
    pub title: String,
    /// `4 claims, A B D`.
    pub meta: String,
    /// Nobody has confirmed that its links belong together.
    pub is_proposed: bool,
    /// A claim of what is to go under a question speaks to it.
    pub is_near: bool,
}

/// All questions: those that one of the claims speaks to, then those of the project in their order, then what is
/// proposed in the order of its links.
pub fn question_rows(project: &Project, threads: &ThreadIndex, claims: &[ClaimId]) -> Vec<QuestionRow> {
    let near: BTreeSet<QuestionKey> = claims.iter().flat_map(|claim| threads.keys_of(*claim)).collect();
    let mut found: Vec<&Thread> = threads.threads().collect();
    found.sort_by_key(|thread| {
        let rank = thread.key.asked().and_then(|id| project.question(id)).map(Question::rank);
        (!near.contains(&thread.key), rank.is_none(), rank, thread.key)
    });
    let row = |thread: &Thread| QuestionRow {
        is_near: near.contains(&thread.key),
        ..question_row(project, thread)
    };
    found.into_iter().map(row).collect()
}

fn question_row(project: &Project, thread: &Thread) -> QuestionRow {
    let documents: BTreeSet<usize> = thread
        .claims()
        .filter_map(|claim| project.document_position(project.claim(claim)?.document))
        .collect();
    let letters: Vec<String> = documents.into_iter().take(8).map(names::letter).collect();
    let count = match thread.claim_count() {
        1 => "1 claim".to_owned(),
        count => format!("{count} claims"),
    };
    let parts = [count, letters.join(" ")];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    QuestionRow {
        key: thread.key,
        title: question_title(project, thread),
        meta: parts.join(", "),
        is_proposed: thread.is_proposed(),
        is_near: false,
    }
}

/// The title of a question on one line, fit to be shown.
pub fn question_title(project: &Project, thread: &Thread) -> String {
    let title = visible(thread.title(project)).replace('\n', " ");
    if title.trim().is_empty() { "Untitled question".to_owned() } else { title }
}

/// The title of the question that a link is counted under; none for a link that makes no thread.
pub fn title_of_link(project: &Project, threads: &ThreadIndex, link: LinkId) -> Option<String> {
    Some(question_title(project, threads.thread(threads.key_of_link(link)?)?))
}

/// The rows whose titles hold all the words typed, in any order and case.
pub fn matching<'r>(rows: &'r [QuestionRow], typed: &str) -> Vec<&'r QuestionRow> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let holds = |row: &&QuestionRow| {
        let title = row.title.to_lowercase();
        words.iter().all(|word| title.contains(word))
    };
    rows.iter().filter(holds).collect()
}
