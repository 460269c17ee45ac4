//! [`BrokenRule`]: what can be wrong with a project, and the one check of each kind of record.
//!
//! [`Project::apply`] refuses a record that breaks a rule; [`Project::check`] looks at all of them in the same words.

use super::{
    Claim, ClaimId, Codebook, Confidence, Conflict, Dismissal, Document, DocumentId, Link, Project, RecordId,
    Ruling, Verdict,
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
            | Self::BadClaimList(record) => Some(*record),
            Self::QuoteDiffers(claim, _) | Self::Unanchored(claim, _) => Some(RecordId::Claim(*claim)),
            Self::BadCodebookId(_) | Self::MissingScale(_) => None,
        }
    }
}

impl Project {
    /// Names every broken rule, in file order; empty means sound.
    pub fn check(&self) -> Vec<BrokenRule> {
        let mut found = self.codebook_rules(&self.codebook);
        found.extend(self.documents().filter_map(|document| self.document_rule(document).err()));
        for claim in self.claims() {
            found.extend(self.claim_rule(claim).err());
            if claim.unanchored {
                found.push(BrokenRule::Unanchored(claim.id, claim.quote.clone()));
            }
        }
        found.extend(self.links().filter_map(|link| self.lone_link_rule(link).err()));
        found.extend(twins(self.links().collect()).map(|(one, other)| same_link_twice(one.id, other.id)));
        found.extend(self.dismissals().filter_map(|dismissal| self.dismissal_rule(dismissal).err()));
        found.extend(self.verdicts().filter_map(|verdict| self.verdict_rule(verdict).err()));
        found.extend(self.rulings().filter_map(|ruling| self.ruling_rule(ruling).err()));
        found.extend(self.conflicts().filter_map(|conflict| self.conflict_rule(conflict).err()));
        found
    }

    pub(super) fn document_rule(&self, document: &Document) -> Result<(), BrokenRule> {
        let record = RecordId::Document(document.id);
        sentences_rule(record, document.id, &document.text, &document.sentences)?;
        for annotator in &document.read_by {
            self.annotator_rule(record, *annotator)?;
        }
        match &document.details.source.reliability {
            Some(level) => level_rule(&self.codebook, record, super::RELIABILITY_SCALE, level),
            None => Ok(()),
        }
    }

    pub(super) fn claim_rule(&self, claim: &Claim) -> Result<(), BrokenRule> {
        let record = RecordId::Claim(claim.id);
        let missing = RecordId::Document(claim.document);
        let document = self.document(claim.document).ok_or(BrokenRule::Dangling { record, missing })?;
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
            let known = self.codebook.claim_kind(kind).is_some();
            entry_rule(known, record, "claim kind", kind)?;
        }
        confidence_rule(&self.codebook, record, claim.confidence.as_ref())?;
        self.annotator_rule(record, claim.annotator)
    }

    pub(super) fn link_rule(&self, link: &Link) -> Result<(), BrokenRule> {
        self.lone_link_rule(link)?;
        let mut links = self.links_of(link.from);
        match links.find(|other| other.id != link.id && twin_key(other) == twin_key(link)) {
            Some(twin) => Err(same_link_twice(link.id, twin.id)),
            None => Ok(()),
        }
    }

    /// All rules of a link but the one about other links: that one is asked of all together, see [`twins`].
    pub(super) fn lone_link_rule(&self, link: &Link) -> Result<(), BrokenRule> {
        let record = RecordId::Link(link.id);
        let from = self.end_rule(record, link.from)?;
        let to = self.end_rule(record, link.to)?;
        if link.from == link.to {
            return Err(BrokenRule::SelfLink(record));
        }
        let kind = self.codebook.link_kind(&link.kind);
        entry_rule(kind.is_some(), record, "link kind", &link.kind)?;
        if kind.is_some_and(|kind| kind.symmetric) && link.from > link.to {
            return Err(BrokenRule::EndsOutOfOrder(record));
        }
        for difference in &link.differences {
            let known = self.codebook.difference_types.iter().any(|term| term.id == difference.kind);
            entry_rule(known, record, "difference type", &difference.kind)?;
            for (end, span) in [(from, difference.from), (to, difference.to)] {
                self.span_rule(record, end.document, span)?;
            }
        }
        confidence_rule(&self.codebook, record, link.confidence.as_ref())?;
        self.annotator_rule(record, link.annotator)
    }

    pub(super) fn dismissal_rule(&self, dismissal: &Dismissal) -> Result<(), BrokenRule> {
        let record = RecordId::Dismissal(dismissal.id);
        self.end_rule(record, dismissal.claim)?;
        self.span_rule(record, dismissal.document, Some(dismissal.span))?;
        self.annotator_rule(record, dismissal.annotator)
    }

    pub(super) fn verdict_rule(&self, verdict: &Verdict) -> Result<(), BrokenRule> {
        let record = RecordId::Verdict(verdict.id);
        self.claim_list_rule(record, &verdict.claims)?;
        self.claim_list_rule(record, &verdict.favoured)?;
        let covered: BTreeSet<ClaimId> = verdict.claims.iter().copied().collect();
        if verdict.favoured.iter().any(|claim| !covered.contains(claim)) {
            return Err(BrokenRule::BadClaimList(record));
        }
        let known = self.codebook.outcomes.iter().any(|term| term.id == verdict.outcome);
        entry_rule(known, record, "outcome", &verdict.outcome)?;
        confidence_rule(&self.codebook, record, verdict.confidence.as_ref())?;
        self.annotator_rule(record, verdict.annotator)
    }

    pub(super) fn ruling_rule(&self, ruling: &Ruling) -> Result<(), BrokenRule> {
        let record = RecordId::Ruling(ruling.id);
        self.claim_list_rule(record, &ruling.claims)?;
        for link in &ruling.links {
            if self.link(*link).is_none() {
                let missing = RecordId::Link(*link);
                return Err(BrokenRule::Dangling { record, missing });
            }
        }
        let known = self.codebook.rulings.iter().any(|term| term.id == ruling.outcome);
        entry_rule(known, record, "ruling", &ruling.outcome)?;
        let known =
            ruling.cause.is_empty() || self.codebook.causes.iter().any(|term| term.id == ruling.cause);
        entry_rule(known, record, "cause", &ruling.cause)?;
        self.annotator_rule(record, ruling.annotator)
    }

    pub(super) fn conflict_rule(&self, conflict: &Conflict) -> Result<(), BrokenRule> {
        // The record may be gone on purpose (deleted against edited), so only the annotator is looked up.
        match conflict.annotator {
            Some(annotator) => self.annotator_rule(RecordId::Conflict(conflict.id), annotator),
            None => Ok(()),
        }
    }

    fn end_rule(&self, record: RecordId, claim: ClaimId) -> Result<&Claim, BrokenRule> {
        let missing = RecordId::Claim(claim);
        self.claim(claim).ok_or(BrokenRule::Dangling { record, missing })
    }

    fn claim_list_rule(&self, record: RecordId, claims: &[ClaimId]) -> Result<(), BrokenRule> {
        let mut seen = BTreeSet::new();
        for claim in claims {
            self.end_rule(record, *claim)?;
            if !seen.insert(*claim) {
                return Err(BrokenRule::BadClaimList(record));
            }
        }
        Ok(())
    }

    fn annotator_rule(&self, record: RecordId, annotator: super::AnnotatorId) -> Result<(), BrokenRule> {
        if self.annotator(annotator).is_some() {
            return Ok(());
        }
        let missing = RecordId::Annotator(annotator);
        Err(BrokenRule::Dangling { record, missing })
    }

    fn span_rule(
        &self,
        record: RecordId,
        document: DocumentId,
        span: Option<Span>,
    ) -> Result<(), BrokenRule> {
        let missing = RecordId::Document(document);
        let text = &self.document(document).ok_or(BrokenRule::Dangling { record, missing })?.text;
        match span {
            Some(span) if span.slice(text).is_none() => Err(bad_span(record, document, span)),
            _ => Ok(()),
        }
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

#[cfg(test)]
mod tests {
    use super::super::{
        Annotator, AnnotatorId, ConflictId, DismissalId, DocumentDetails, Edit, LinkId, ProjectId, RulingId,
        Settings, Timestamp, VerdictId,
    };
    use super::*;
    use crate::text::SentenceRole;
    use std::collections::BTreeSet;
    use uuid::Uuid;

    const TEXT: &str = "Über all. They agree.";

    fn annotator(number: u128) -> AnnotatorId {
        AnnotatorId(Uuid::from_u128(number))
    }

    fn document(number: u128) -> Document {
        let sentence = |start, end| Sentence { span: Span::new(start, end), role: SentenceRole::Body };
        Document {
            id: DocumentId(Uuid::from_u128(number)),
            details: DocumentDetails::default(),
            file_name: String::new(),
            original_sha256: String::new(),
            text: TEXT.into(),
            sentences: vec![sentence(0, 10), sentence(11, 22)],
            read_by: BTreeSet::new(),
        }
    }

    fn claim(number: u128) -> Claim {
        Claim {
            id: ClaimId(Uuid::from_u128(number)),
            document: document(1).id,
            span: Span::new(0, 10),
            quote: "Über all.".to_owned(),
            unanchored: false,
            kinds: Vec::new(),
            statement: String::new(),
            attributed_to: String::new(),
            modality: None,
            confidence: None,
            credibility: None,
            tags: Vec::new(),
            note: String::new(),
            annotator: annotator(1),
            created: Timestamp::default(),
            modified: Timestamp::default(),
        }
    }

    fn link(number: u128, from: u128, kind: &str, to: u128) -> Link {
        Link {
            id: LinkId(Uuid::from_u128(number)),
            from: claim(from).id,
            to: claim(to).id,
            kind: kind.to_owned(),
            confidence: None,
            differences: Vec::new(),
            note: String::new(),
            annotator: annotator(1),
            created: Timestamp::default(),
            modified: Timestamp::default(),
        }
    }

    fn verdict(claims: &[u128], favoured: &[u128]) -> Verdict {
        Verdict {
            id: VerdictId(Uuid::from_u128(1)),
            claims: claims.iter().map(|number| claim(*number).id).collect(),
            outcome: "open".to_owned(),
            favoured: favoured.iter().map(|number| claim(*number).id).collect(),
            rationale: String::new(),
            confidence: None,
            annotator: annotator(1),
            decided: Timestamp::default(),
        }
    }

    fn ruling(claims: &[u128], links: &[u128]) -> Ruling {
        Ruling {
            id: RulingId(Uuid::from_u128(1)),
            claims: claims.iter().map(|number| claim(*number).id).collect(),
            links: links.iter().map(|number| LinkId(Uuid::from_u128(*number))).collect(),
            outcome: "open".to_owned(),
            cause: String::new(),
            rationale: String::new(),
            annotator: annotator(1),
            decided: Timestamp::default(),
        }
    }

    fn dismissal(number: u128, span: Span) -> Dismissal {
        Dismissal {
            id: DismissalId(Uuid::from_u128(1)),
            claim: claim(number).id,
            document: document(1).id,
            span,
            annotator: annotator(1),
            created: Timestamp::default(),
        }
    }

    fn put(claim: Claim) -> Edit {
        Edit::PutClaim(Box::new(claim))
    }

    fn put_link(link: Link) -> Edit {
        Edit::PutLink(Box::new(link))
    }

    /// Annotator 1, document 1 with the claims 1 to 3, of which link 1 joins the first two.
    fn project() -> Project {
        let mut project = Project::new(ProjectId(Uuid::from_u128(1)), "Test");
        let name = "Ann".to_owned();
        let annotator = Annotator { id: annotator(1), name, reference: false };
        let document = Box::new(document(1));
        let first = [Edit::PutAnnotator(annotator), Edit::AddDocument { position: 0, document }];
        let claims = (1..=3).map(|number| put(claim(number)));
        for edit in first.into_iter().chain(claims).chain([put_link(link(1, 1, "contradicts", 2))]) {
            project.apply(edit).unwrap();
        }
        project
    }

    /// The words with ids cut to their last two digits.
    fn short(words: &str) -> String {
        words.replace("00000000-0000-0000-0000-0000000000", "")
    }

    /// The rule that keeps the edit out; the project stays as it was.
    #[track_caller]
    fn refusal(edit: Edit) -> BrokenRule {
        let mut project = project();
        let err = project.apply(edit).unwrap_err();
        assert_eq!(project, self::project());
        err.into_rule().unwrap()
    }

    /// A new variant does not compile until it has a number here and thus a row in the table below.
    const fn number(rule: &BrokenRule) -> usize {
        match rule {
            BrokenRule::Exists(..) => 0,
            BrokenRule::Missing(..) => 1,
            BrokenRule::Dangling { .. } => 2,
            BrokenRule::InUse { .. } => 3,
            BrokenRule::BadSpan { .. } => 4,
            BrokenRule::BadSentences(..) => 5,
            BrokenRule::QuoteDiffers(..) => 6,
            BrokenRule::NotInCodebook { .. } => 7,
            BrokenRule::SelfLink(..) => 8,
            BrokenRule::EndsOutOfOrder(..) => 9,
            BrokenRule::SameLinkTwice(..) => 10,
            BrokenRule::BadClaimList(..) => 11,
            BrokenRule::BadCodebookId(..) => 12,
            BrokenRule::MissingScale(..) => 13,
            BrokenRule::Unanchored(..) => 14,
        }
    }

    #[test]
    fn each_rule_refuses_an_edit_and_says_why() {
        let sentences = document(1).sentences;
        let twice = sentences.iter().chain(&sentences).copied().collect();
        let mut codebook = super::super::default_codebook();
        codebook.causes.extend(codebook.causes.first().cloned());
        let settings = Settings { scale: "stars".to_owned(), ..Settings::default() };
        let document_id = document(1).id;
        let rows = [
            (
                Edit::AddDocument { position: 0, document: Box::new(document(1)) },
                "document 01 is already there",
            ),
            (Edit::RemoveClaim(claim(9).id), "claim 09 is not there"),
            (
                put(Claim { annotator: annotator(9), ..claim(4) }),
                "claim 04 names annotator 09, which is not there",
            ),
            (Edit::RemoveClaim(claim(1).id), "claim 01 is still named by link 01"),
            (
                put(Claim { span: Span::new(0, 1), ..claim(4) }),
                "claim 04: bytes 0 to 1 are no place in the text of document 01",
            ),
            (
                Edit::SetSentences { document: document_id, first: 0, removed: 2, inserted: twice },
                "document 01: its sentences overlap or are out of order",
            ),
            (
                put(Claim { quote: "Under".to_owned(), ..claim(4) }),
                "claim 04: its quote “Under” does not stand at its place in the text",
            ),
            (
                put(Claim { kinds: vec!["rumour".to_owned()], ..claim(4) }),
                "claim 04: the codebook has no claim kind “rumour”",
            ),
            (put_link(link(2, 3, "updates", 3)), "link 02 links a claim to itself"),
            (
                put_link(link(2, 3, "contradicts", 1)),
                "link 02: the ends of a symmetric kind stand in the order of their ids",
            ),
            (
                put_link(link(2, 1, "contradicts", 2)),
                "link 02 repeats link 01: same ends, kind and annotator",
            ),
            (
                Edit::PutVerdict(Box::new(verdict(&[1], &[2]))),
                "verdict 01: its claims repeat, or it favours a claim that it does not cover",
            ),
            (
                Edit::SetCodebook(Box::new(codebook)),
                "the codebook has “uncertainty_in_sentence_meaning” twice or without an id",
            ),
            (
                Edit::SetSettings(settings),
                "the codebook has no scale “stars”, which the project's settings name",
            ),
        ];
        // The last rule, unanchored, keeps no edit out.
        assert_eq!(rows.len(), 14);
        for (row, (edit, words)) in rows.into_iter().enumerate() {
            let rule = refusal(edit);
            assert_eq!((number(&rule), short(&rule.to_string()).as_str()), (row, words));
        }
    }

    #[test]
    fn an_unanchored_claim_is_kept_and_named() {
        let mut project = project();
        let lost = Claim { unanchored: true, span: Span::new(90, 95), quote: "gone".to_owned(), ..claim(3) };
        project.apply(put(lost)).unwrap();
        let words: Vec<String> = project.check().iter().map(|rule| short(&rule.to_string())).collect();
        assert_eq!(words, ["claim 03: unanchored, its quote “gone” was not found in the text"]);
        // Nor does it keep the codebook from changing.
        project.apply(Edit::SetCodebook(Box::new(super::super::default_codebook()))).unwrap();
    }

    #[test]
    fn what_a_record_names_has_to_be_there() {
        let elsewhere = Claim { document: document(9).id, ..claim(4) };
        let inside = Span::new(0, 10);
        let conflict = Conflict {
            id: ConflictId(Uuid::from_u128(1)),
            record: RecordId::Claim(claim(9).id),
            field: String::new(),
            kept: String::new(),
            other: String::new(),
            annotator: Some(annotator(9)),
            time: Timestamp::default(),
        };
        let rows = [
            (put(elsewhere), "claim 04 names document 09, which is not there"),
            (put_link(link(2, 1, "updates", 9)), "link 02 names claim 09, which is not there"),
            (put_link(link(2, 9, "updates", 1)), "link 02 names claim 09, which is not there"),
            (
                Edit::PutDismissal(Box::new(dismissal(9, inside))),
                "dismissal 01 names claim 09, which is not there",
            ),
            (
                Edit::PutVerdict(Box::new(verdict(&[1, 9], &[]))),
                "verdict 01 names claim 09, which is not there",
            ),
            (Edit::PutRuling(Box::new(ruling(&[9], &[]))), "ruling 01 names claim 09, which is not there"),
            (Edit::PutRuling(Box::new(ruling(&[], &[9]))), "ruling 01 names link 09, which is not there"),
            (Edit::PutConflict(Box::new(conflict)), "conflict 01 names annotator 09, which is not there"),
            (
                Edit::SetRead { document: document(1).id, annotator: annotator(9), read: true },
                "document 01 names annotator 09, which is not there",
            ),
        ];
        for (edit, words) in rows {
            assert_eq!(short(&refusal(edit).to_string()), words);
        }
    }

    #[test]
    fn places_outside_the_text_are_refused_wherever_they_stand() {
        let outside = Span::new(15, 99);
        let kind = "scope".to_owned();
        let difference =
            super::super::Difference { kind, from: None, to: Some(outside), note: String::new() };
        let sentence = Sentence { span: outside, role: SentenceRole::Body };
        let far =
            Edit::SetSentences { document: document(1).id, first: 2, removed: 0, inserted: vec![sentence] };
        let edits = [
            put(Claim { span: outside, ..claim(4) }),
            put_link(Link { differences: vec![difference], ..link(2, 1, "updates", 3) }),
            Edit::PutDismissal(Box::new(dismissal(1, outside))),
            far,
        ];
        for edit in edits {
            let words = short(&refusal(edit).to_string());
            assert!(words.ends_with("bytes 15 to 99 are no place in the text of document 01"), "{words}");
        }
    }

    #[test]
    fn a_claim_does_not_move_to_a_text_without_the_words_that_its_links_name() {
        let mut project = project();
        let empty = Document { text: "Short.".into(), sentences: Vec::new(), ..document(2) };
        project.apply(Edit::AddDocument { position: 1, document: Box::new(empty) }).unwrap();
        let from = Some(Span::new(11, 22));
        let difference =
            super::super::Difference { kind: "scope".to_owned(), from, to: None, note: String::new() };
        project
            .apply(put_link(Link { differences: vec![difference], ..link(1, 1, "contradicts", 2) }))
            .unwrap();
        let before = project.clone();
        let quote = "Short.".to_owned();
        let moved = Claim { document: document(2).id, span: Span::new(0, 6), quote, ..claim(1) };
        let err = project.apply(put(moved.clone())).unwrap_err();
        assert_eq!(
            short(&err.to_string()),
            "link 01: bytes 11 to 22 are no place in the text of document 02"
        );
        assert_eq!(project, before);
        project.apply(put(Claim { id: claim(3).id, ..moved })).unwrap();
        assert_eq!(project.check(), []);
    }
}
