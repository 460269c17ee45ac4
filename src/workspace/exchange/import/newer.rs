//! [`claim`], [`link`] and their like: a record that the project has, as a newer export has it.
//!
//! What the files say counts; what they leave empty stays as it is in the project, since few formats hold everything. Times
//! alone make no newer version: records without one get that of the import.

use crate::model::{Claim, Comment, Dismissal, Link, Question, Ruling, Verdict};

/// The newer version; none where the files say nothing new. Both are the work of one annotator.
pub(super) fn claim(known: &Claim, found: Claim) -> Option<Claim> {
    // An unanchored claim that somebody put in its place stays there.
    let place = if found.unanchored && !known.unanchored { known } else { &found };
    let (span, quote, unanchored) = (place.span, place.quote.clone(), place.unanchored);
    let newer = Claim {
        span,
        quote,
        unanchored,
        kinds: list(&known.kinds, found.kinds),
        statement: text(&known.statement, found.statement),
        attributed_to: text(&known.attributed_to, found.attributed_to),
        modality: found.modality.or(known.modality),
        confidence: found.confidence.or_else(|| known.confidence.clone()),
        credibility: found.credibility.or(known.credibility),
        when: found.when.or_else(|| known.when.clone()),
        questions: list(&known.questions, found.questions),
        tags: list(&known.tags, found.tags),
        note: text(&known.note, found.note),
        created: known.created,
        modified: known.modified,
        ..known.clone()
    };
    (newer != *known).then(|| Claim { modified: found.modified.max(known.modified), ..newer })
}

/// The newer version; none where the files say nothing new. Both are the work of one annotator.
pub(super) fn link(known: &Link, found: Link) -> Option<Link> {
    let newer = Link {
        from: found.from,
        to: found.to,
        kind: found.kind,
        question: found.question.or(known.question),
        confidence: found.confidence.or_else(|| known.confidence.clone()),
        differences: list(&known.differences, found.differences),
        note: text(&known.note, found.note),
        created: known.created,
        modified: known.modified,
        ..known.clone()
    };
    (newer != *known).then(|| Link { modified: found.modified.max(known.modified), ..newer })
}

/// The newer version; none where the files say nothing new.
pub(super) fn question(known: &Question, found: Question) -> Option<Question> {
    let (created, modified) = (known.created, known.modified);
    (Question { created, modified, ..found.clone() } != *known).then_some(found)
}

/// The newer version; none where the files say nothing new.
pub(super) fn dismissal(known: &Dismissal, found: Dismissal) -> Option<Dismissal> {
    (Dismissal { created: known.created, ..found.clone() } != *known).then_some(found)
}

/// The newer version; none where the files say nothing new.
pub(super) fn verdict(known: &Verdict, found: Verdict) -> Option<Verdict> {
    (Verdict { decided: known.decided, ..found.clone() } != *known).then_some(found)
}

/// The newer version; none where the files say nothing new.
pub(super) fn ruling(known: &Ruling, found: Ruling) -> Option<Ruling> {
    (Ruling { decided: known.decided, ..found.clone() } != *known).then_some(found)
}

/// The newer version; none where the files say nothing new. What was settled stays so, since few formats can say it.
pub(super) fn comment(known: &Comment, found: Comment) -> Option<Comment> {
    let found = Comment { settled: found.settled || known.settled, ..found };
    (Comment { created: known.created, ..found.clone() } != *known).then_some(found)
}

fn text(known: &str, found: String) -> String {
    if found.is_empty() { known.to_owned() } else { found }
}

fn list<T: Clone>(known: &[T], found: Vec<T>) -> Vec<T> {
    if found.is_empty() { known.to_vec() } else { found }
}
