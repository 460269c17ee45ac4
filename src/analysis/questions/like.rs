//! [`LikeQuestions`]: questions of two annotators that ask the same.

use crate::analysis::threads::{QuestionKey, ThreadIndex};
use crate::model::{AnnotatorId, DocumentId, Project, QuestionId};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A sentence: its document and its number there.
type Place = (DocumentId, usize);

/// For each question the one of another annotator that asks the same; always both ways. The most alike one counts, the
/// lowest of several.
///
/// Two questions ask the same when they have one title (case and blanks aside), or when each has more than half of the
/// sentences that it speaks to in common with the other: people name one question in many ways, and each has claims of
/// their own. Kept up to date question by question.
#[derive(Clone, Debug, Default)]
pub struct LikeQuestions {
    /// Each question as it was when it was last looked at.
    asked: BTreeMap<QuestionId, Asked>,
    askers: BTreeMap<AnnotatorId, usize>,
    at_places: BTreeMap<Place, BTreeSet<QuestionId>>,
    titled: BTreeMap<String, BTreeSet<QuestionId>>,
    /// How many places two questions of different annotators share; the lower one first.
    shared: BTreeMap<(QuestionId, QuestionId), usize>,
    pairs: BTreeMap<QuestionId, QuestionId>,
}

/// What of a question tells whether another one is like it.
#[derive(Clone, Debug)]
struct Asked {
    annotator: AnnotatorId,
    /// In lower case, blanks single.
    title: String,
    /// The sentences that its claims begin in.
    places: BTreeSet<Place>,
}

impl LikeQuestions {
    /// Of all questions.
    pub fn of(project: &Project, threads: &ThreadIndex) -> Self {
        let mut like = Self::default();
        like.update(project, threads, threads.threads().map(|thread| thread.key));
        like
    }

    /// Looks again at questions that were put, changed or removed.
    pub fn update(
        &mut self,
        project: &Project,
        threads: &ThreadIndex,
        changed: impl IntoIterator<Item = QuestionKey>,
    ) {
        for question in changed.into_iter().filter_map(QuestionKey::asked) {
            self.take_out(question);
            if let Some(asked) = asked(project, threads, question) {
                self.put_in(question, asked);
            }
        }
        self.pairs = if self.askers.len() > 1 { self.paired() } else { BTreeMap::new() };
    }

    /// The question of another annotator that asks the same.
    pub fn like(&self, question: QuestionId) -> Option<QuestionId> {
        self.pairs.get(&question).copied()
    }

    /// Each question that has one like it, with that one.
    pub const fn pairs(&self) -> &BTreeMap<QuestionId, QuestionId> {
        &self.pairs
    }

    fn put_in(&mut self, question: QuestionId, asked: Asked) {
        *self.askers.entry(asked.annotator).or_default() += 1;
        self.titled.entry(asked.title.clone()).or_default().insert(question);
        for place in &asked.places {
            let here = self.at_places.entry(*place).or_default();
            for other in here.iter().filter(|other| is_of_another(&self.asked, **other, asked.annotator)) {
                *self.shared.entry(in_order(question, *other)).or_default() += 1;
            }
            here.insert(question);
        }
        self.asked.insert(question, asked);
    }

    fn take_out(&mut self, question: QuestionId) {
        let Some(asked) = self.asked.remove(&question) else { return };
        count_down(&mut self.askers, &asked.annotator);
        take_from(&mut self.titled, &asked.title, question);
        for place in &asked.places {
            take_from(&mut self.at_places, place, question);
            for other in self.at_places.get(place).into_iter().flatten() {
                if is_of_another(&self.asked, *other, asked.annotator) {
                    count_down(&mut self.shared, &in_order(question, *other));
                }
            }
        }
    }

    fn paired(&self) -> BTreeMap<QuestionId, QuestionId> {
        let is_most = |question: &QuestionId, count: usize| {
            2 * count > self.asked.get(question).map_or(0, |asked| asked.places.len())
        };
        let alike = self.shared.iter().map(|(pair, count)| (*pair, *count));
        let mut alike: BTreeMap<(QuestionId, QuestionId), usize> =
            alike.filter(|((one, other), count)| is_most(one, *count) && is_most(other, *count)).collect();
        // Named alike on purpose: that counts for more than any number of places.
        alike.extend(self.titled_alike().map(|pair| (pair, usize::MAX)));
        let mut pairs: Vec<((QuestionId, QuestionId), usize)> = alike.into_iter().collect();
        pairs.sort_by_key(|(pair, count)| (Reverse(*count), *pair));
        let mut found = BTreeMap::new();
        for ((one, other), _) in pairs {
            if !found.contains_key(&one) && !found.contains_key(&other) {
                found.extend([(one, other), (other, one)]);
            }
        }
        found
    }

    /// Pairs of questions of two annotators with one title, each question in one pair; the lower one first.
    fn titled_alike(&self) -> impl Iterator<Item = (QuestionId, QuestionId)> {
        let titled = self.titled.iter().filter(|(title, questions)| !title.is_empty() && questions.len() > 1);
        titled.filter_map(|(_, questions)| {
            let first = *questions.first()?;
            let annotator = self.asked.get(&first)?.annotator;
            let other = questions.iter().find(|other| is_of_another(&self.asked, **other, annotator))?;
            Some(in_order(first, *other))
        })
    }
}

fn asked(project: &Project, threads: &ThreadIndex, question: QuestionId) -> Option<Asked> {
    let record = project.question(question)?;
    let claims = threads.thread(QuestionKey::Asked(question)).into_iter().flat_map(|thread| thread.claims());
    let places = claims.filter_map(|claim| {
        let claim = project.claim(claim)?;
        Some((claim.document, project.document(claim.document)?.sentence_at(claim.span.start)?))
    });
    let words: Vec<String> = record.title.split_whitespace().map(str::to_lowercase).collect();
    Some(Asked { annotator: record.annotator, title: words.join(" "), places: places.collect() })
}

fn is_of_another(asked: &BTreeMap<QuestionId, Asked>, question: QuestionId, annotator: AnnotatorId) -> bool {
    asked.get(&question).is_some_and(|asked| asked.annotator != annotator)
}

fn in_order(one: QuestionId, other: QuestionId) -> (QuestionId, QuestionId) {
    (one.min(other), one.max(other))
}

fn count_down<K: Ord>(counts: &mut BTreeMap<K, usize>, key: &K) {
    if let Some(count) = counts.get_mut(key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(key);
        }
    }
}

fn take_from<K: Ord>(sets: &mut BTreeMap<K, BTreeSet<QuestionId>>, key: &K, question: QuestionId) {
    if let Some(set) = sets.get_mut(key) {
        set.remove(&question);
        if set.is_empty() {
            sets.remove(key);
        }
    }
}
