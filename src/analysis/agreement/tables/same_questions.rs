//! [`question_labels`]: which questions of several annotators are one, so that who asked the same agrees.

use crate::model::{Project, QuestionId};
use std::collections::BTreeMap;

/// What one annotator put a pair of places under.
pub(super) type Asked = (usize, QuestionId);

/// A name for each question that a link has; questions that are one have one name.
///
/// Two questions are one when they have the same title, or when each has more than half of the pairs that both
/// annotators put under some question in common with the other: people name one question in many ways.
pub(super) fn question_labels(project: &Project, pairs: &[Vec<Asked>]) -> BTreeMap<QuestionId, String> {
    let mut counts: BTreeMap<QuestionId, usize> = BTreeMap::new();
    let mut shared: BTreeMap<(QuestionId, QuestionId), usize> = BTreeMap::new();
    let mut labels: BTreeMap<QuestionId, String> = BTreeMap::new();
    for asked in pairs {
        for (annotator, question) in asked {
            labels.entry(*question).or_insert_with(|| title(project, *question));
            let is_compared = asked.iter().any(|(other, _)| other != annotator);
            *counts.entry(*question).or_default() += usize::from(is_compared);
            for (_, other) in asked.iter().filter(|(other, _)| other > annotator) {
                let pair = (*question.min(other), *question.max(other));
                *shared.entry(pair).or_default() += 1;
            }
        }
    }
    let is_most =
        |question: &QuestionId, count: usize| 2 * count > counts.get(question).copied().unwrap_or_default();
    // In the order of ids, so that a chain of like questions has the name of its first one.
    for ((one, other), count) in shared {
        if one != other && is_most(&one, count) && is_most(&other, count) {
            let label = labels.get(&one).cloned().unwrap_or_default();
            labels.insert(other, label);
        }
    }
    labels
}

/// The title without differences of case and blanks; for a question without one, what tells it from others.
fn title(project: &Project, question: QuestionId) -> String {
    let title = project.question(question).map_or("", |question| question.title.as_str());
    let words: Vec<String> = title.split_whitespace().map(str::to_lowercase).collect();
    if words.is_empty() { format!("question without a title, {question}") } else { words.join(" ") }
}
