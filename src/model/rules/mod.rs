//! [`BrokenRule`]: what can be wrong with a project, and the one check of each kind of record.
//!
//! [`Project::apply`] refuses a record that breaks a rule; [`Project::check`] looks at all of them in the same words.

#[cfg(test)]
mod tests;

use super::edit::{codebook_rules, reveal_rules};
use super::{
    Claim, ClaimId, Codebook, Comment, Confidence, Conflict, Dismissal, Document, DocumentId, Link, Project,
    Question, QuestionId, RecordId, Ruling, Verdict,
};
use crate::text::{Sentence, Span};
use std::collections::BTreeSet;

/// A rule of the model that a record breaks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BrokenRule {
    /// The id is taken.
    #[error("{0} is already there")]
    Exists(RecordId),
    /// The id is free.
    #[error("{0} is not there")]
    Missing(RecordId),
    /// A record names another one that is gone.
    #[error("{record} names {missing}, which is not there")]
    Dangling {
        /// Where the name stands.
        record: RecordId,
        /// What it names.
        missing: RecordId,
    },
    /// A record cannot go while another one names it.
    #[error("{record} is still named by {by}")]
    InUse {
        /// What should go.
        record: RecordId,
        /// Who names it.
        by: RecordId,
    },
    /// A span reaches outside the text, is empty, or ends inside a character.
    #[error("{record}: bytes {} to {} are no place in the text of document {document}", span.start, span.end)]
    BadSpan {
        /// Whose span.
        record: RecordId,
        /// In which text.
        document: DocumentId,
        /// The span.
        span: Span,
    },
    /// Sentences overlap or are out of order.
    #[error("{0}: its sentences overlap or are out of order")]
    BadSentences(RecordId),
    /// The text at the span is not the quote.
    #[error("{claim}: its quote “{quote}” does not stand at its place in the text", claim = RecordId::Claim(*.0), quote = .1)]
    QuoteDiffers(ClaimId, String),
    /// The quote was looked for and not found; the claim waits for a person.
    #[error("{}: unanchored, its quote “{}” was not found in the text", RecordId::Claim(*.0), .1)]
    Unanchored(ClaimId, String),
    /// The codebook has no such entry.
    #[error("{record}: the codebook has no {what} “{id}”")]
    NotInCodebook {
        /// Whose entry.
        record: RecordId,
        /// For example `claim kind`.
        what: &'static str,
        /// The id that was looked for.
        id: String,
    },
    /// A link from a claim to itself.
    #[error("{0} links a claim to itself")]
    SelfLink(RecordId),
    /// A symmetric link has its ends the wrong way round.
    #[error("{0}: the ends of a symmetric kind stand in the order of their ids")]
    EndsOutOfOrder(RecordId),
    /// The same annotator made the same link twice.
    #[error("{0} repeats {1}: same ends, kind and annotator")]
    SameLinkTwice(RecordId, RecordId),
    /// A list that should name each claim once names one twice, or favours one it does not list.
    #[error("{0}: its claims repeat, or it favours a claim that it does not cover")]
    BadClaimList(RecordId),
    /// A list of questions names one twice or out of order.
    #[error("{0}: its questions repeat or are out of order")]
    BadQuestionList(RecordId),
    /// Dates that are none, or end before they begin.
    #[error("{0}: its dates are not written as 2026, 2026-04 or 2026-04-28, or end before they begin")]
    BadDates(RecordId),
    /// Pinpoints are out of order, or stand inside a character or outside the text.
    #[error("{0}: its pinpoints are out of order or no places in its text")]
    BadPinpoints(RecordId),
    /// Two entries of the codebook share an id, or one has none.
    #[error("the codebook has “{0}” twice or without an id")]
    BadCodebookId(String),
    /// The project's settings name a scale that the codebook lacks.
    #[error("the codebook has no scale “{0}”, which the project's settings name")]
    MissingScale(String),
}

impl BrokenRule {
    /// The record that breaks it; none for the codebook and the settings.
    pub const fn record(&self) -> Option<RecordId> {
        match self {
            Self::Exists(record)
            | Self::Missing(record)
            | Self::Dangling { record, .. }
            | Self::InUse { record, .. }
            | Self::BadSpan { record, .. }
            | Self::BadSentences(record)
            | Self::NotInCodebook { record, .. }
            | Self::SelfLink(record)
            | Self::EndsOutOfOrder(record)
            | Self::SameLinkTwice(record, _)
            | Self::BadClaimList(record)
            | Self::BadQuestionList(record)
            | Self::BadDates(record)
            | Self::BadPinpoints(record) => Some(*record),
            Self::QuoteDiffers(claim, _) | Self::Unanchored(claim, _) => Some(RecordId::Claim(*claim)),
            Self::BadCodebookId(_) | Self::MissingScale(_) => None,
        }
    }
}

impl Project {
    /// Names every broken rule, in file order; empty means sound.
    pub fn check(&self) -> Vec<BrokenRule> {
        let mut found = codebook_rules(self, &self.codebook);
        found.extend(reveal_rules(self, self.settings()));
        found.extend(self.documents().filter_map(|document| document_rule(self, document).err()));
        for claim in self.claims() {
            found.extend(claim_rule(self, claim).err());
            if claim.unanchored {
                found.push(BrokenRule::Unanchored(claim.id, claim.quote.clone()));
            }
        }
        found.extend(self.links().filter_map(|link| lone_link_rule(self, link).err()));
        found.extend(twins(self.links().collect()).map(|(one, other)| same_link_twice(one.id, other.id)));
        found.extend(self.dismissals().filter_map(|dismissal| dismissal_rule(self, dismissal).err()));
        found.extend(self.verdicts().filter_map(|verdict| verdict_rule(self, verdict).err()));
        found.extend(self.rulings().filter_map(|ruling| ruling_rule(self, ruling).err()));
        found.extend(self.conflicts().filter_map(|conflict| conflict_rule(self, conflict).err()));
        found.extend(self.questions().filter_map(|question| question_rule(self, question).err()));
        found.extend(self.comments().filter_map(|comment| comment_rule(self, comment).err()));
        found
    }
}

pub(super) fn document_rule(project: &Project, document: &Document) -> Result<(), BrokenRule> {
    let record = RecordId::Document(document.id);
    sentences_rule(record, document.id, &document.text, &document.sentences)?;
    let marks = &document.pinpoints;
    let is_place = |(byte, _): &(usize, _)| document.text.is_char_boundary(*byte);
    if !marks.is_sorted_by_key(|(byte, _)| *byte) || !marks.iter().all(is_place) {
        return Err(BrokenRule::BadPinpoints(record));
    }
    for annotator in &document.read_by {
        annotator_rule(project, record, *annotator)?;
    }
    match &document.details.source.reliability {
        Some(level) => level_rule(&project.codebook, record, super::RELIABILITY_SCALE, level),
        None => Ok(()),
    }
}

pub(super) fn claim_rule(project: &Project, claim: &Claim) -> Result<(), BrokenRule> {
    let record = RecordId::Claim(claim.id);
    let missing = RecordId::Document(claim.document);
    let document = project.document(claim.document).ok_or(BrokenRule::Dangling { record, missing })?;
    if !claim.unanchored {
        match claim.span.slice(&document.text) {
            Some(words) if words == claim.quote && !words.is_empty() => {}
            Some(words) if !words.is_empty() => {
                return Err(BrokenRule::QuoteDiffers(claim.id, claim.quote.clone()));
            }
            _ => return Err(bad_span(record, document.id, claim.span)),
        }
    }
    for kind in &claim.kinds {
        let known = project.codebook.claim_kind(kind).is_some();
        entry_rule(known, record, "claim kind", kind)?;
    }
    if !claim.questions.is_sorted_by(|one, other| one < other) {
        return Err(BrokenRule::BadQuestionList(record));
    }
    for question in &claim.questions {
        asks_rule(project, record, *question)?;
    }
    if claim.when.as_ref().is_some_and(|when| !when.is_sound()) {
        return Err(BrokenRule::BadDates(record));
    }
    confidence_rule(&project.codebook, record, claim.confidence.as_ref())?;
    annotator_rule(project, record, claim.annotator)
}

pub(super) fn link_rule(project: &Project, link: &Link) -> Result<(), BrokenRule> {
    lone_link_rule(project, link)?;
    let mut links = project.links_of(link.from);
    match links.find(|other| other.id != link.id && twin_key(other) == twin_key(link)) {
        Some(twin) => Err(same_link_twice(link.id, twin.id)),
        None => Ok(()),
    }
}

/// All rules of a link but the one about other links: that one is asked of all together, see [`twins`].
pub(super) fn lone_link_rule(project: &Project, link: &Link) -> Result<(), BrokenRule> {
    let record = RecordId::Link(link.id);
    let from = end_rule(project, record, link.from)?;
    let to = end_rule(project, record, link.to)?;
    if link.from == link.to {
        return Err(BrokenRule::SelfLink(record));
    }
    let kind = project.codebook.link_kind(&link.kind);
    entry_rule(kind.is_some(), record, "link kind", &link.kind)?;
    if kind.is_some_and(|kind| kind.symmetric) && link.from > link.to {
        return Err(BrokenRule::EndsOutOfOrder(record));
    }
    for difference in &link.differences {
        let known = project.codebook.difference_types.iter().any(|term| term.id == difference.kind);
        entry_rule(known, record, "difference type", &difference.kind)?;
        for (end, span) in [(from, difference.from), (to, difference.to)] {
            span_rule(project, record, end.document, span)?;
        }
    }
    link.question.map_or(Ok(()), |question| asks_rule(project, record, question))?;
    confidence_rule(&project.codebook, record, link.confidence.as_ref())?;
    annotator_rule(project, record, link.annotator)
}

pub(super) fn dismissal_rule(project: &Project, dismissal: &Dismissal) -> Result<(), BrokenRule> {
    let record = RecordId::Dismissal(dismissal.id);
    end_rule(project, record, dismissal.claim)?;
    span_rule(project, record, dismissal.document, Some(dismissal.span))?;
    annotator_rule(project, record, dismissal.annotator)
}

pub(super) fn verdict_rule(project: &Project, verdict: &Verdict) -> Result<(), BrokenRule> {
    let record = RecordId::Verdict(verdict.id);
    claim_list_rule(project, record, &verdict.claims)?;
    claim_list_rule(project, record, &verdict.favoured)?;
    let covered: BTreeSet<ClaimId> = verdict.claims.iter().copied().collect();
    if verdict.favoured.iter().any(|claim| !covered.contains(claim)) {
        return Err(BrokenRule::BadClaimList(record));
    }
    let known = project.codebook.outcomes.iter().any(|term| term.id == verdict.outcome);
    entry_rule(known, record, "outcome", &verdict.outcome)?;
    verdict.question.map_or(Ok(()), |question| asks_rule(project, record, question))?;
    confidence_rule(&project.codebook, record, verdict.confidence.as_ref())?;
    annotator_rule(project, record, verdict.annotator)
}

pub(super) fn ruling_rule(project: &Project, ruling: &Ruling) -> Result<(), BrokenRule> {
    let record = RecordId::Ruling(ruling.id);
    claim_list_rule(project, record, &ruling.claims)?;
    for link in &ruling.links {
        if project.link(*link).is_none() {
            let missing = RecordId::Link(*link);
            return Err(BrokenRule::Dangling { record, missing });
        }
    }
    let known = project.codebook.rulings.iter().any(|term| term.id == ruling.outcome);
    entry_rule(known, record, "ruling", &ruling.outcome)?;
    let known = ruling.cause.is_empty() || project.codebook.causes.iter().any(|term| term.id == ruling.cause);
    entry_rule(known, record, "cause", &ruling.cause)?;
    annotator_rule(project, record, ruling.annotator)
}

pub(super) fn conflict_rule(project: &Project, conflict: &Conflict) -> Result<(), BrokenRule> {
    // The record may be gone on purpose (deleted against edited), so only the annotator is looked up.
    match conflict.annotator {
        Some(annotator) => annotator_rule(project, RecordId::Conflict(conflict.id), annotator),
        None => Ok(()),
    }
}

pub(super) fn question_rule(project: &Project, question: &Question) -> Result<(), BrokenRule> {
    annotator_rule(project, RecordId::Question(question.id), question.annotator)
}

pub(super) fn comment_rule(project: &Project, comment: &Comment) -> Result<(), BrokenRule> {
    // What was said of a record that is gone is kept, so only the annotator is looked up.
    annotator_rule(project, RecordId::Comment(comment.id), comment.annotator)
}

fn asks_rule(project: &Project, record: RecordId, question: QuestionId) -> Result<(), BrokenRule> {
    let missing = RecordId::Question(question);
    project.question(question).map(|_| ()).ok_or(BrokenRule::Dangling { record, missing })
}

fn end_rule(project: &Project, record: RecordId, claim: ClaimId) -> Result<&Claim, BrokenRule> {
    let missing = RecordId::Claim(claim);
    project.claim(claim).ok_or(BrokenRule::Dangling { record, missing })
}

fn claim_list_rule(project: &Project, record: RecordId, claims: &[ClaimId]) -> Result<(), BrokenRule> {
    let mut seen = BTreeSet::new();
    for claim in claims {
        end_rule(project, record, *claim)?;
        if !seen.insert(*claim) {
            return Err(BrokenRule::BadClaimList(record));
        }
    }
    Ok(())
}

fn annotator_rule(
    project: &Project,
    record: RecordId,
    annotator: super::AnnotatorId,
) -> Result<(), BrokenRule> {
    if project.annotator(annotator).is_some() {
        return Ok(());
    }
    let missing = RecordId::Annotator(annotator);
    Err(BrokenRule::Dangling { record, missing })
}

fn span_rule(
    project: &Project,
    record: RecordId,
    document: DocumentId,
    span: Option<Span>,
) -> Result<(), BrokenRule> {
    let missing = RecordId::Document(document);
    let text = &project.document(document).ok_or(BrokenRule::Dangling { record, missing })?.text;
    match span {
        Some(span) if span.slice(text).is_none() => Err(bad_span(record, document, span)),
        _ => Ok(()),
    }
}

/// What only one link may have.
fn twin_key(link: &Link) -> (ClaimId, ClaimId, &str, super::AnnotatorId) {
    (link.from, link.to, &link.kind, link.annotator)
}

/// Links that repeat another one, each with it. Sorting makes it linear where one claim has all the links.
pub(super) fn twins(mut links: Vec<&Link>) -> impl Iterator<Item = (&Link, &Link)> {
    // Stable: of two the one that came later is the repetition.
    links.sort_by(|one, other| twin_key(one).cmp(&twin_key(other)));
    let groups: Vec<(&Link, &Link)> = links
        .chunk_by(|one, other| twin_key(one) == twin_key(other))
        .filter_map(|group| group.split_first())
        .flat_map(|(first, rest)| rest.iter().map(|twin| (*twin, *first)))
        .collect();
    groups.into_iter()
}

pub(super) const fn same_link_twice(link: super::LinkId, other: super::LinkId) -> BrokenRule {
    BrokenRule::SameLinkTwice(RecordId::Link(link), RecordId::Link(other))
}

/// The sentences stand in order, on character bounds, are never empty and never overlap.
pub(super) fn sentences_rule(
    record: RecordId,
    document: DocumentId,
    text: &str,
    sentences: &[Sentence],
) -> Result<(), BrokenRule> {
    let mut end = 0;
    for sentence in sentences {
        if sentence.span.is_empty() || sentence.span.slice(text).is_none() {
            return Err(bad_span(record, document, sentence.span));
        }
        if sentence.span.start < end {
            return Err(BrokenRule::BadSentences(record));
        }
        end = sentence.span.end;
    }
    Ok(())
}

pub(super) const fn bad_span(record: RecordId, document: DocumentId, span: Span) -> BrokenRule {
    BrokenRule::BadSpan { record, document, span }
}

fn confidence_rule(
    codebook: &Codebook,
    record: RecordId,
    confidence: Option<&Confidence>,
) -> Result<(), BrokenRule> {
    match confidence {
        Some(confidence) => level_rule(codebook, record, &confidence.scale, &confidence.level),
        None => Ok(()),
    }
}

fn level_rule(codebook: &Codebook, record: RecordId, scale: &str, level: &str) -> Result<(), BrokenRule> {
    if codebook.has_level(scale, level) {
        return Ok(());
    }
    let id = format!("{scale}: {level}");
    Err(BrokenRule::NotInCodebook { record, what: "level", id })
}

fn entry_rule(known: bool, record: RecordId, what: &'static str, id: &str) -> Result<(), BrokenRule> {
    if known {
        return Ok(());
    }
    let id = id.to_owned();
    Err(BrokenRule::NotInCodebook { record, what, id })
}
