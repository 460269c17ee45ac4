//! [`AdjudicationCard`]: one case with what each annotator did, side by side.

use super::words;
use super::{badges, name, places};
use crate::analysis::adjudication::{
    AdjudicationCase, AdjudicationIndex, CaseKey, CasePlace, LayerWork, RulingState,
};
use crate::model::{
    AnnotatorId, Claim, ClaimId, Confidence, DocumentId, LinkId, Project, RecordId, RulingId,
};
use crate::text::{Span, visible};
use crate::view::disagreements::{ContextQuote, TypeBadge, context_of_span, context_quote};
use crate::view::inspector::{KindLabel, Quote, Stamp};
use crate::view::names;

/// One case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdjudicationCard {
    /// Which case.
    pub key: CaseKey,
    /// `A14`, or `A14 – C2` for links.
    pub name: String,
    /// In what they differ.
    pub badges: Vec<TypeBadge>,
    /// The same in words, such as `kinds: Quantity (Ann) / Causal (Ben)`.
    pub says: Vec<String>,
    /// What each annotator did, by id of the annotator.
    pub sides: Vec<AdjudicationSide>,
    /// What the reference layer holds.
    pub reference: AdjudicationSide,
    /// How it was settled, if it was.
    pub ruling: Option<RulingView>,
    /// Why annotators may have differed, in the order of the codebook.
    pub causes: Vec<CauseChoice>,
    /// Where to read it: one place, or both places of links.
    pub places: Vec<(DocumentId, Span)>,
    /// What to begin with where it is decided as nobody has it.
    pub draft: DraftStart,
    /// Whether there is nothing to decide but to take it over.
    pub is_agreed: bool,
}

/// What one layer holds at the place of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdjudicationSide {
    /// Whose layer; none for a reference layer that is not there yet.
    pub annotator: Option<AnnotatorId>,
    /// Their name.
    pub name: String,
    /// By span and id.
    pub claims: Vec<SideClaim>,
    /// By id.
    pub links: Vec<SideLink>,
    /// The words of the place, for who passed it over; empty where there is work, and for links.
    pub passed_over: Vec<ContextQuote>,
    /// What that means, `read, and nothing tagged here`; empty where there is work.
    pub note: String,
    /// The reference layer has it so.
    pub is_held: bool,
}

/// A claim of a side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideClaim {
    /// Which claim.
    pub claim: ClaimId,
    /// `A14`.
    pub name: String,
    /// Its words, those marked that not every side has.
    pub text: ContextQuote,
    /// Labels of its kinds.
    pub kinds: Vec<String>,
    /// Label of its confidence; none when it is not set.
    pub confidence: Option<String>,
    /// The claim in normalised words; empty when it is as quoted.
    pub statement: String,
    /// For colleagues.
    pub note: String,
    /// It came or changed after the ruling.
    pub is_new: bool,
}

/// A link of a side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideLink {
    /// Which link.
    pub link: LinkId,
    /// What it says.
    pub kind: KindLabel,
    /// Reads from its source to its target only.
    pub is_directed: bool,
    /// Name of the source and its words.
    pub from: (String, Quote),
    /// Name of the target and its words.
    pub to: (String, Quote),
    /// Label of its confidence; none when it is not set.
    pub confidence: Option<String>,
    /// For colleagues.
    pub note: String,
    /// It came or changed after the ruling.
    pub is_new: bool,
}

/// How a case was settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulingView {
    /// Which ruling.
    pub id: RulingId,
    /// What was decided, in one line: `adjudicated: as Ann has it`.
    pub line: String,
    /// Id of the cause; empty when not judged.
    pub cause: String,
    /// Why, in words.
    pub rationale: String,
    /// Who and when.
    pub stamp: Stamp,
    /// How many claims or links came or changed since.
    pub new_work: usize,
}

/// Why annotators may have differed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CauseChoice {
    /// Id in the codebook.
    pub id: String,
    /// Shown.
    pub label: String,
    /// Whether the ruling says so.
    pub chosen: bool,
}

/// Values to begin with where a case is decided as nobody has it: those of the reference layer, else of the first side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftStart {
    /// A claim.
    Claim {
        /// Bytes of the document's text.
        span: Span,
        /// Ids of claim kinds.
        kinds: Vec<String>,
        /// None means not set.
        confidence: Option<Confidence>,
    },
    /// A link.
    Link {
        /// Id of a link kind.
        kind: String,
        /// Leads from the later place to the earlier one.
        is_backward: bool,
        /// None means not set.
        confidence: Option<Confidence>,
    },
}

/// One case as a card.
pub fn adjudication_card(
    project: &Project,
    index: &AdjudicationIndex,
    case: &AdjudicationCase,
) -> AdjudicationCard {
    let held = index.held_sides(project, case);
    let drawing = Drawing { project, index, case, shared: shared_span(project, case) };
    let side = |annotator: AnnotatorId, work: &LayerWork| {
        let is_held =
            held.contains(&annotator) && case.ruling.is_some() || case.is_agreed() && case.is_settled();
        drawing.side(Some(annotator), names::annotator_name(project, annotator), (work, is_held))
    };
    let layer = project.annotators().find(|annotator| annotator.reference);
    let layer_name =
        layer.map_or_else(|| "Reference".to_owned(), |one| names::annotator_name(project, one.id));
    let ruling = case.ruling.and_then(|id| project.ruling(id));
    let cause = ruling.map_or("", |ruling| &ruling.cause);
    let causes = project.codebook().causes.iter().map(|term| CauseChoice {
        id: term.id.clone(),
        label: visible(&term.label).into_owned(),
        chosen: term.id == cause,
    });
    let ruling = ruling.map(|ruling| RulingView {
        id: ruling.id,
        line: words::ruling_line(project, case, &held),
        cause: ruling.cause.clone(),
        rationale: ruling.rationale.clone(),
        stamp: Stamp::new(project, ruling.annotator, ruling.decided, ruling.decided),
        new_work: new_work(case).len(),
    });
    AdjudicationCard {
        key: case.key,
        name: name(project, index, case),
        badges: badges(case),
        says: words::says(project, index, case),
        sides: case.sides.iter().map(|one| side(one.annotator, &one.work)).collect(),
        reference: AdjudicationSide {
            passed_over: Vec::new(),
            note: if case.reference.is_empty() { "nothing here yet".to_owned() } else { String::new() },
            ..drawing.side(layer.map(|layer| layer.id), layer_name, (&case.reference, false))
        },
        ruling,
        causes: causes.collect(),
        places: places(index, case),
        draft: drawing.draft(),
        is_agreed: case.is_agreed(),
    }
}

fn new_work(case: &AdjudicationCase) -> &[RecordId] {
    match &case.state {
        RulingState::AnotherLook { new_work } => new_work,
        RulingState::Open | RulingState::Settled => &[],
    }
}

/// The bytes that every claim of the annotators has; none where they have none in common.
fn shared_span(project: &Project, case: &AdjudicationCase) -> Option<Span> {
    let mut spans = case.claims().filter_map(|claim| project.claim(claim)).map(|claim| claim.span);
    let first = spans.next()?;
    spans.try_fold(first, Span::intersection)
}

/// What a case is drawn from.
struct Drawing<'p> {
    project: &'p Project,
    index: &'p AdjudicationIndex,
    case: &'p AdjudicationCase,
    shared: Option<Span>,
}

impl Drawing<'_> {
    fn side(
        &self,
        annotator: Option<AnnotatorId>,
        name: String,
        (work, is_held): (&LayerWork, bool),
    ) -> AdjudicationSide {
        let (note, passed_over) = match (work.is_empty(), self.case.place) {
            (false, _) => (String::new(), Vec::new()),
            (true, CasePlace::One(_)) => (self.untagged_words(annotator).to_owned(), self.bare_place()),
            (true, CasePlace::Pair(..)) => ("read both, and nothing linked here".to_owned(), Vec::new()),
        };
        AdjudicationSide {
            annotator,
            name,
            claims: work.claims.iter().filter_map(|claim| self.claim(*claim)).collect(),
            links: work.links.iter().filter_map(|link| self.link(*link)).collect(),
            passed_over,
            note,
            is_held,
        }
    }

    fn untagged_words(&self, annotator: Option<AnnotatorId>) -> &'static str {
        let document = places(self.index, self.case).first().and_then(|(id, _)| self.project.document(*id));
        let has_read = document.zip(annotator).is_some_and(|(record, who)| record.read_by.contains(&who));
        if has_read {
            "read, and nothing tagged here"
        } else {
            "tagged in this document, and nothing here; not marked as read"
        }
    }

    fn bare_place(&self) -> Vec<ContextQuote> {
        let quote = |(document, span): (DocumentId, Span)| {
            Some(context_of_span(self.project.document(document)?, span, Vec::new()))
        };
        places(self.index, self.case).into_iter().filter_map(quote).collect()
    }

    fn claim(&self, id: ClaimId) -> Option<SideClaim> {
        let claim = self.project.claim(id)?;
        let document = self.project.document(claim.document)?;
        let own = self.shared.map_or_else(Vec::new, |shared| beyond(claim.span, shared));
        Some(SideClaim {
            claim: id,
            name: names::claim_name(self.project, claim),
            text: context_quote(document, claim, own),
            kinds: claim.kinds.iter().map(|kind| words::kind_label(self.project, kind)).collect(),
            confidence: words::level(self.project, claim.confidence.as_ref()),
            statement: visible(&claim.statement).into_owned(),
            note: visible(&claim.note).into_owned(),
            is_new: new_work(self.case).contains(&RecordId::Claim(id)),
        })
    }

    fn link(&self, id: LinkId) -> Option<SideLink> {
        let link = self.project.link(id)?;
        let end = |claim: ClaimId| {
            let quote = self.project.claim(claim).map_or("", |claim| &claim.quote);
            (names::claim_name_of(self.project, claim), Quote::new(quote))
        };
        let kind = self.project.codebook().link_kind(&link.kind);
        Some(SideLink {
            link: id,
            kind: KindLabel::of_link(self.project.codebook(), &link.kind),
            is_directed: kind.is_some_and(|kind| !kind.symmetric),
            from: end(link.from),
            to: end(link.to),
            confidence: words::level(self.project, link.confidence.as_ref()),
            note: visible(&link.note).into_owned(),
            is_new: new_work(self.case).contains(&RecordId::Link(id)),
        })
    }

    fn draft(&self) -> DraftStart {
        let held = &self.case.reference;
        let claim = held.claims.first().copied().or_else(|| self.case.claims().next());
        let link = held.links.first().copied().or_else(|| self.case.links().next());
        let link = link.and_then(|link| self.project.link(link));
        if let (CasePlace::Pair(earlier, _), Some(link)) = (self.case.place, link) {
            return DraftStart::Link {
                kind: link.kind.clone(),
                is_backward: self.index.place_of(link.from) != Some(earlier),
                confidence: link.confidence.clone(),
            };
        }
        let claim = claim.and_then(|claim| self.project.claim(claim));
        let confidence = claim.and_then(|claim| claim.confidence.clone());
        let (span, kinds) = claim.map(|claim: &Claim| (claim.span, claim.kinds.clone())).unwrap_or_default();
        DraftStart::Claim { span, kinds, confidence }
    }
}

/// The parts of a span before and after another one within it.
fn beyond(span: Span, shared: Span) -> Vec<Span> {
    let parts =
        [Span::new(span.start, shared.start.min(span.end)), Span::new(shared.end.max(span.start), span.end)];
    parts.into_iter().filter(|part| !part.is_empty()).collect()
}
