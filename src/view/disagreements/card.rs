//! [`CaseCard`]: one disagreement with both sides in context and what may settle it.

use super::{ContextQuote, TypeBadge, badges, context_quote};
use crate::analysis::differences::is_telling;
use crate::analysis::disagreements::{
    CaseDifferences, CaseIndex, CaseSort, CaseState, DisagreementCase, OPEN_OUTCOME,
};
use crate::analysis::threads::QuestionKey;
use crate::model::{Claim, ClaimId, LinkId, Project, VerdictId};
use crate::text::{capitalised, visible};
use crate::view::inspector::{ConfidenceView, Stamp};
use crate::view::names;

/// Claims of a side on show; the text has the rest.
const MAX_CLAIMS: usize = 24;
/// Characters of what a side says in its heading.
const HEADING_CHARS: usize = 70;

/// One disagreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseCard {
    /// Which case.
    pub id: LinkId,
    /// What the question is about.
    pub title: String,
    /// The opposing links.
    pub links: Vec<LinkId>,
    /// The links of which one does not hold, where links contradict each other: the opposing one, then a way over
    /// agreeing ones.
    pub chain: Vec<ChainLink>,
    /// Which question it is about.
    pub question: QuestionKey,
    /// The claim that stands for it.
    pub title_claim: Option<ClaimId>,
    /// In what the sides differ, each in words; empty when nothing was found.
    pub says: Vec<String>,
    /// The types of difference.
    pub badges: Vec<TypeBadge>,
    /// Why the program thinks so, beyond the words that differ.
    pub because: String,
    /// Both sides.
    pub sides: [SideView; 2],
    /// How it was settled, if it was.
    pub verdict: Option<VerdictView>,
    /// The ways to settle it, in the order of the codebook.
    pub outcomes: Vec<OutcomeChoice>,
    /// Names of claims that came since the verdict.
    pub new_claims: Vec<String>,
    /// Every claim of both sides, and those that came since: what a verdict weighs.
    pub weighed: Vec<ClaimId>,
    /// The claims of each side, all of them.
    pub claims: [Vec<ClaimId>; 2],
}

/// A link of those that cannot all hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainLink {
    /// Which link.
    pub link: LinkId,
    /// `A17 – E8`.
    pub name: String,
    /// What it says: `corroborates`.
    pub kind: String,
    /// Whether it is the one that opposes.
    pub opposes: bool,
}

/// Claims that say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideView {
    /// What it says, in the words that differ.
    pub heading: String,
    /// `3 documents, 2 independent`.
    pub count: String,
    /// In order of documents and text.
    pub claims: Vec<CaseClaim>,
    /// How many more there are.
    pub more: usize,
    /// Whether the verdict favours it.
    pub favoured: bool,
}

/// A claim in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseClaim {
    /// Which claim.
    pub claim: ClaimId,
    /// `A14`.
    pub name: String,
    /// Letter of its document.
    pub letter: String,
    /// Place of its document in project order.
    pub position: usize,
    /// Title of its document.
    pub document_title: String,
    /// Admiralty letter of its source; none when not rated.
    pub reliability: Option<String>,
    /// Where in the original it stands, confidence, kinds, who tagged it.
    pub meta: String,
    /// Its words.
    pub text: ContextQuote,
    /// It came after the verdict.
    pub is_new: bool,
}

/// How a case was settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictView {
    /// Which verdict.
    pub id: VerdictId,
    /// Why.
    pub rationale: String,
    /// How sure.
    pub confidence: ConfidenceView,
    /// Who and when.
    pub stamp: Stamp,
}

/// A way to settle a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeChoice {
    /// Id in the codebook.
    pub id: String,
    /// Shown on the button.
    pub label: String,
    /// As the codebook words it; the name of the button.
    pub name: String,
    /// Key that does the same.
    pub key: Option<char>,
    /// Index of the side that it favours.
    pub favours: Option<usize>,
    /// Whether the verdict says so.
    pub chosen: bool,
}

/// One case as a card.
pub fn case_card(
    project: &Project,
    index: &CaseIndex,
    case: &DisagreementCase,
    found: &CaseDifferences,
) -> CaseCard {
    let thread = index.threads().thread(case.question);
    let new_claims = match &case.state {
        CaseState::AnotherLook { new_claims } => new_claims.as_slice(),
        CaseState::Open | CaseState::Settled => &[],
    };
    let verdict = case.verdict.and_then(|id| project.verdict(id));
    let favoured = verdict.and_then(|verdict| case.favoured_side(verdict));
    let headings = headings(project, case, found);
    let [first, second] = headings.clone();
    let side = |index: usize, heading: String| {
        side_view(project, case, found, (index, heading, new_claims), favoured == Some(index))
    };
    let sides = [side(0, first), side(1, second)];
    let mut says: Vec<String> = Vec::new();
    for difference in found.differences.iter().filter(|found| !found.says.is_empty()) {
        let words = capitalised(&visible(&difference.says));
        if !says.contains(&words) && says.len() < 4 {
            says.push(words);
        }
    }
    let weighed: Vec<ClaimId> = case.claims().collect();
    let since = new_claims.iter().copied().filter(|claim| !weighed.contains(claim)).collect::<Vec<_>>();
    CaseCard {
        id: case.id,
        title: thread.map(|thread| visible(thread.title(project)).replace('\n', " ")).unwrap_or_default(),
        question: case.question,
        links: case.links.clone(),
        chain: chain(project, case),
        title_claim: thread.and_then(|thread| thread.central),
        says,
        badges: badges(project, case, found),
        because: because(project, case),
        sides,
        verdict: verdict.map(|verdict| VerdictView {
            id: verdict.id,
            rationale: verdict.rationale.clone(),
            confidence: ConfidenceView::new(project, verdict.confidence.as_ref()),
            stamp: Stamp::new(project, verdict.annotator, verdict.decided, verdict.decided),
        }),
        outcomes: outcomes(project, &headings, verdict.map(|verdict| verdict.outcome.as_str())),
        new_claims: new_claims.iter().map(|claim| names::claim_name_of(project, *claim)).collect(),
        weighed: weighed.into_iter().chain(since).collect(),
        claims: case.sides.each_ref().map(|side| side.claims.clone()),
    }
}

/// What each side says: the words that differ where both say something by themselves, else its leading claim.
pub(super) fn headings(project: &Project, case: &DisagreementCase, found: &CaseDifferences) -> [String; 2] {
    let differing = found.differences.iter().find(|found| found.spans.iter().all(Option::is_some));
    let first = |side: usize| case.sides.get(side).and_then(|side| side.claims.first().copied());
    let leading = found.leading.map_or_else(|| [first(0), first(1)], |leading| leading.map(Some));
    let words = |side: usize| -> Option<String> {
        let difference = differing?;
        let claim = project.claim(*difference.claims.get(side)?)?;
        let span = difference.spans.get(side).copied().flatten()?;
        span.slice(&project.document(claim.document)?.text).map(str::to_owned)
    };
    let said = |side: usize| {
        let claim = leading.get(side).copied().flatten().and_then(|claim| project.claim(claim));
        claim.map(saying).unwrap_or_default().to_owned()
    };
    let tells = |(one, other): &(String, String)| one != other && is_telling(one) && is_telling(other);
    let both = words(0).zip(words(1)).filter(tells);
    let (one, other) = both.unwrap_or_else(|| (said(0), said(1)));
    [one, other].map(|words| names::shortened(&visible(words.trim()), HEADING_CHARS))
}

fn saying(claim: &Claim) -> &str {
    if claim.statement.is_empty() { &claim.quote } else { &claim.statement }
}

fn side_view(
    project: &Project,
    case: &DisagreementCase,
    found: &CaseDifferences,
    (index, heading, new_claims): (usize, String, &[ClaimId]),
    favoured: bool,
) -> SideView {
    let Some(side) = case.sides.get(index) else {
        return SideView { heading, count: String::new(), claims: Vec::new(), more: 0, favoured };
    };
    let mut documents: Vec<_> =
        side.claims.iter().filter_map(|claim| Some(project.claim(*claim)?.document)).collect();
    documents.sort_unstable();
    documents.dedup();
    let noun = if documents.len() == 1 { "document" } else { "documents" };
    let sources = match side.independent {
        1 => "single source".to_owned(),
        count => format!("{count} independent"),
    };
    let claims = side.claims.iter().take(MAX_CLAIMS);
    SideView {
        heading,
        count: format!("{} {noun}, {sources}", documents.len()),
        claims: claims.filter_map(|claim| case_claim(project, *claim, found, new_claims)).collect(),
        more: side.claims.len().saturating_sub(MAX_CLAIMS),
        favoured,
    }
}

fn case_claim(
    project: &Project,
    id: ClaimId,
    found: &CaseDifferences,
    new_claims: &[ClaimId],
) -> Option<CaseClaim> {
    let claim = project.claim(id)?;
    let document = project.document(claim.document)?;
    let confidence = claim.confidence.as_ref();
    let confidence =
        confidence.map_or_else(|| "confidence not set".to_owned(), |it| names::confidence_label(project, it));
    let kinds = claim.kinds.iter().filter_map(|kind| project.codebook().claim_kind(kind));
    let annotator = names::annotator_name(project, claim.annotator);
    let pinpoint = names::claim_pinpoint(project, claim);
    let meta: Vec<String> = pinpoint
        .into_iter()
        .chain([confidence])
        .chain(kinds.map(|kind| kind.label.clone()))
        .chain([annotator])
        .collect();
    Some(CaseClaim {
        claim: id,
        name: names::claim_name(project, claim),
        letter: names::document_letter(project, claim.document),
        position: project.document_position(claim.document).unwrap_or_default(),
        document_title: visible(&document.details.title).into_owned(),
        reliability: document.details.source.reliability.clone(),
        meta: visible(&meta.join(" · ")).into_owned(),
        text: context_quote(document, claim, found.marks(id)),
        is_new: new_claims.contains(&id),
    })
}

/// Who says so.
fn because(project: &Project, case: &DisagreementCase) -> String {
    let count = case.links.len();
    let kind = case.links.first().map(|link| kind_label(project, *link)).unwrap_or_default();
    let words = match &case.sort {
        CaseSort::Inconsistency { agreeing, .. } => {
            let steps = agreeing.len();
            let others = if steps == 1 { "another link" } else { "other links" };
            format!(
                "One link says {kind}, {others} the opposite: one does not hold, or answers another question"
            )
        }
        CaseSort::Positions(_) if count == 1 => format!("Linked as {kind}"),
        CaseSort::Positions(_) => format!("{count} links say so, the first as {kind}"),
    };
    visible(&words).into_owned()
}

fn kind_label(project: &Project, link: LinkId) -> String {
    let Some(link) = project.link(link) else { return String::new() };
    project.codebook().link_kind(&link.kind).map_or_else(|| link.kind.clone(), |kind| kind.label.clone())
}

/// The opposing links and the way over agreeing ones, of an inconsistency.
fn chain(project: &Project, case: &DisagreementCase) -> Vec<ChainLink> {
    let CaseSort::Inconsistency { agreeing, .. } = &case.sort else { return Vec::new() };
    let row = |id: LinkId, opposes: bool| {
        let link = project.link(id)?;
        let [from, to] = [link.from, link.to].map(|claim| names::claim_name_of(project, claim));
        let kind = visible(&kind_label(project, id)).into_owned();
        Some(ChainLink { link: id, name: format!("{from} – {to}"), kind, opposes })
    };
    let opposing = case.links.iter().filter_map(|link| row(*link, true));
    opposing.chain(agreeing.iter().filter_map(|link| row(*link, false))).collect()
}

/// The outcomes of the codebook, keys 1 to 9 and 0 in that order. The first two favour a side and are named by it.
fn outcomes(project: &Project, headings: &[String; 2], chosen: Option<&str>) -> Vec<OutcomeChoice> {
    let offered = project.codebook().outcomes.iter().filter(|term| term.id != OPEN_OUTCOME);
    offered
        .zip("1234567890".chars().map(Some).chain(std::iter::repeat(None)))
        .map(|(term, key)| {
            let favours = match term.id.as_str() {
                "a_supported" => Some(0),
                "b_supported" => Some(1),
                _ => None,
            };
            let name = visible(&term.label).into_owned();
            let heading = favours.and_then(|side| headings.get(side));
            OutcomeChoice {
                id: term.id.clone(),
                label: heading.map_or_else(|| capitalised(&name), |words| names::shortened(words, 32)),
                name,
                key,
                favours,
                chosen: chosen == Some(term.id.as_str()),
            }
        })
        .collect()
}
