//! [`like_questions`]: questions of two annotators that ask the same.

use crate::analysis::threads::ThreadIndex;
use crate::model::{AnnotatorId, DocumentId, Project, QuestionId};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// For each question the one of another annotator that asks the same; always both ways. The most alike one counts, the
/// lowest of several.
///
/// Two questions ask the same when they have one title (case and blanks aside), or when each has more than half of the
/// sentences that it speaks to in common with the other: people name one question in many ways, and each has claims of
/// their own.
pub fn like_questions(project: &Project, threads: &ThreadIndex) -> BTreeMap<QuestionId, QuestionId> {
    let askers: BTreeMap<QuestionId, AnnotatorId> =
        project.questions().map(|question| (question.id, question.annotator)).collect();
    if askers.values().collect::<BTreeSet<_>>().len() < 2 {
        return BTreeMap::new();
    }
    let mut at_places: BTreeMap<(DocumentId, usize), BTreeSet<QuestionId>> = BTreeMap::new();
    for (question, place) in spoken_to(project, threads) {
        at_places.entry(place).or_default().insert(question);
    }
    let mut counts: BTreeMap<QuestionId, usize> = BTreeMap::new();
    let mut shared: BTreeMap<(QuestionId, QuestionId), usize> = BTreeMap::new();
    for questions in at_places.values() {
        for one in questions {
            *counts.entry(*one).or_default() += 1;
            for other in questions.range(one..).filter(|other| askers.get(*other) != askers.get(one)) {
                *shared.entry((*one, *other)).or_default() += 1;
            }
        }
    }
    let is_most =
        |question: &QuestionId, count: usize| 2 * count > counts.get(question).copied().unwrap_or(0);
    shared.retain(|(one, other), count| is_most(one, *count) && is_most(other, *count));
    for pair in titled_alike(project) {
        // Named alike on purpose: that counts for more than any number of places.
        shared.insert(pair, usize::MAX);
    }
    let mut pairs: Vec<((QuestionId, QuestionId), usize)> = shared.into_iter().collect();
    pairs.sort_by_key(|(pair, count)| (Reverse(*count), *pair));
    let mut found = BTreeMap::new();
    for ((one, other), _) in pairs {
        if !found.contains_key(&one) && !found.contains_key(&other) {
            found.extend([(one, other), (other, one)]);
        }
    }
    found
}

/// Each question with each sentence that a claim of it begins in.
fn spoken_to<'p>(
    project: &'p Project,
    threads: &'p ThreadIndex,
) -> impl Iterator<Item = (QuestionId, (DocumentId, usize))> + 'p {
    threads.threads().filter_map(|thread| Some((thread.key.asked()?, thread))).flat_map(
        move |(question, thread)| {
            thread.claims().filter_map(move |claim| {
                let claim = project.claim(claim)?;
                let sentence = project.document(claim.document)?.sentence_at(claim.span.start)?;
                Some((question, (claim.document, sentence)))
            })
        },
    )
}

/// Pairs of questions of two annotators with one title, each question in one pair; the lower one first.
fn titled_alike(project: &Project) -> Vec<(QuestionId, QuestionId)> {
    let mut titled: BTreeMap<String, Vec<(AnnotatorId, QuestionId)>> = BTreeMap::new();
    for question in project.questions() {
        let words: Vec<String> = question.title.split_whitespace().map(str::to_lowercase).collect();
        if !words.is_empty() {
            titled.entry(words.join(" ")).or_default().push((question.annotator, question.id));
        }
    }
    let pairs = |questions: Vec<(AnnotatorId, QuestionId)>| -> Vec<(QuestionId, QuestionId)> {
        let Some((first, one)) = questions.first().copied() else { return Vec::new() };
        let others = questions.into_iter().filter(|(annotator, _)| *annotator != first);
        others.take(1).map(|(_, other)| (one.min(other), one.max(other))).collect()
    };
    titled.into_values().flat_map(pairs).collect()
}
