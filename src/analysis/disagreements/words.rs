//! [`CaseDifferences`]: in what the sides of a case differ, with the places of the differing words.

use super::DisagreementCase;
use crate::analysis::differences::{Features, compare_features, features};
use crate::model::{Claim, ClaimId, Difference, Link, LinkId, Opposition, Project};
use crate::text::Span;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Links of one case for which texts are compared; in a thread of hundreds the best of them say it all.
const MAX_COMPARED: usize = 48;

/// In what the sides of a case differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseDifferences {
    /// Those of the leading pair first.
    pub differences: Vec<CaseDifference>,
    /// Ids of their types, each once, in the order of the differences.
    pub types: Vec<String>,
    /// The claims, one of each side, that show the disagreement best; none when no opposing link is there.
    pub leading: Option<[ClaimId; 2]>,
}

/// A difference between a claim of the first side and one of the second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseDifference {
    /// Id of one of the codebook's difference types.
    pub kind: String,
    /// The link between the two claims.
    pub link: LinkId,
    /// In the order of the sides.
    pub claims: [ClaimId; 2],
    /// The differing words as bytes of the claims' documents; none where a side lacks them or has lost its place.
    pub spans: [Option<Span>; 2],
    /// What differs, such as `values differ: $50 billion / $100 billion`, in the order of the sides.
    pub says: String,
    /// An annotator judged so; else the texts were compared.
    pub is_annotated: bool,
    /// An annotator judged so, or the texts cannot both hold because of it.
    pub is_hard: bool,
}

impl CaseDifferences {
    /// The difference to name first: a hard one of the leading pair, if it has one.
    pub fn first(&self) -> Option<&CaseDifference> {
        self.differences.first()
    }

    /// The differing words of one claim, in order, those that overlap put together.
    pub fn marks(&self, claim: ClaimId) -> Vec<Span> {
        let mut spans: Vec<Span> = self
            .differences
            .iter()
            .flat_map(|found| found.claims.into_iter().zip(found.spans))
            .filter_map(|(owner, span)| span.filter(|_| owner == claim))
            .collect();
        spans.sort_unstable();
        let mut marks: Vec<Span> = Vec::new();
        for span in spans {
            match marks.last_mut() {
                Some(last) if span.start <= last.end => *last = last.cover(span),
                _ => marks.push(span),
            }
        }
        marks
    }
}

/// The differences of a case.
pub(super) fn differences(project: &Project, case: &DisagreementCase) -> CaseDifferences {
    let mut texts = Texts { project, read: BTreeMap::new() };
    let mut pairs: Vec<SidedLink<'_>> =
        case.links.iter().filter_map(|link| SidedLink::new(project, case, *link)).collect();
    pairs.sort_by_key(|pair| Reverse(pair.rank(project)));
    let mut found: Vec<(&SidedLink<'_>, Vec<CaseDifference>)> = pairs
        .iter()
        .enumerate()
        .map(|(at, pair)| (pair, pair.differences(&mut texts, at < MAX_COMPARED)))
        .collect();
    // Stable, so that among pairs that show equally much the order of the ranks stays.
    found.sort_by_key(|(_, differences)| Reverse(telling(differences)));
    let leading = found.first().map(|(pair, _)| pair.claims);
    let mut differences: Vec<CaseDifference> = Vec::new();
    for difference in found.into_iter().flat_map(|(_, differences)| differences) {
        let is_same = |other: &CaseDifference| {
            (&other.kind, other.claims, other.spans)
                == (&difference.kind, difference.claims, difference.spans)
        };
        if !differences.iter().any(is_same) {
            differences.push(difference);
        }
    }
    let mut types: Vec<String> = Vec::new();
    for difference in &differences {
        if !types.contains(&difference.kind) {
            types.push(difference.kind.clone());
        }
    }
    CaseDifferences { differences, types, leading }
}

/// How well differences show a disagreement: judged by an annotator, hard, with words on both sides.
fn telling(differences: &[CaseDifference]) -> (bool, bool, bool) {
    let any = |test: fn(&CaseDifference) -> bool| differences.iter().any(test);
    (
        any(|found| found.is_annotated),
        any(|found| found.is_hard),
        any(|found| found.is_hard && found.spans.iter().all(Option::is_some)),
    )
}

/// An opposing link, read from the first side to the second.
#[derive(Debug)]
struct SidedLink<'p> {
    link: &'p Link,
    opposition: Opposition,
    claims: [ClaimId; 2],
    is_reversed: bool,
}

impl<'p> SidedLink<'p> {
    fn new(project: &'p Project, case: &DisagreementCase, id: LinkId) -> Option<Self> {
        let link = project.link(id)?;
        let opposition = project.codebook().link_kind(&link.kind)?.opposition;
        let is_reversed = case.side_of(link.from)? == 1;
        let claims = if is_reversed { [link.to, link.from] } else { [link.from, link.to] };
        Some(Self { link, opposition, claims, is_reversed })
    }

    /// What comes first before any text is read: the stronger link, the surer one, the shorter quotes.
    fn rank(&self, project: &Project) -> (bool, u32, Reverse<usize>, Reverse<LinkId>) {
        let confidence = self.link.confidence.as_ref();
        // The bits of floats that are not negative are ordered as the floats are.
        let sure = confidence
            .and_then(|set| project.codebook().scale(&set.scale)?.rank(&set.level))
            .map_or(0, |rank| 1 + rank.to_bits());
        let len = self.claims.iter().filter_map(|claim| project.claim(*claim)).map(|claim| claim.quote.len());
        (self.opposition == Opposition::Full, sure, Reverse(len.sum()), Reverse(self.link.id))
    }

    fn differences(&self, texts: &mut Texts<'p>, may_compare: bool) -> Vec<CaseDifference> {
        if !self.link.differences.is_empty() {
            return self.link.differences.iter().map(|found| self.annotated(texts, found)).collect();
        }
        if may_compare { self.compared(texts) } else { Vec::new() }
    }

    fn annotated(&self, texts: &Texts<'_>, found: &Difference) -> CaseDifference {
        let spans = if self.is_reversed { [found.to, found.from] } else { [found.from, found.to] };
        let words = [0, 1].map(|side| texts.words(self.claim(side), spans.get(side).copied().flatten()));
        let says = match found.note.trim() {
            "" => format!("{}: {} / {}", phrase(texts.project, &found.kind), words[0], words[1]),
            note if self.is_reversed => turned(note),
            note => note.to_owned(),
        };
        CaseDifference { spans, says, ..self.difference(&found.kind, true) }
    }

    fn compared(&self, texts: &mut Texts<'p>) -> Vec<CaseDifference> {
        let [first, second] = self.claims;
        let Some((first, second)) = texts.pair(first, second) else {
            return Vec::new();
        };
        let comparison = compare_features(&first.features, &second.features);
        let mut found: Vec<CaseDifference> = comparison
            .differences
            .into_iter()
            .zip(comparison.hard)
            .map(|(difference, is_hard)| CaseDifference {
                spans: [first.placed(difference.from), second.placed(difference.to)],
                says: difference.note,
                is_hard,
                ..self.difference(&difference.kind, false)
            })
            .collect();
        found.sort_by_key(|found| !found.is_hard);
        found
    }

    fn claim(&self, side: usize) -> ClaimId {
        self.claims.get(side).copied().unwrap_or(self.link.from)
    }

    fn difference(&self, kind: &str, is_annotated: bool) -> CaseDifference {
        CaseDifference {
            kind: kind.to_owned(),
            link: self.link.id,
            claims: self.claims,
            spans: [None, None],
            says: String::new(),
            is_annotated,
            is_hard: is_annotated,
        }
    }
}

/// The texts of claims, each read once.
#[derive(Debug)]
struct Texts<'p> {
    project: &'p Project,
    read: BTreeMap<ClaimId, Read>,
}

/// A claim's words.
#[derive(Debug)]
struct Read {
    features: Features,
    /// Where the words begin in the document; none when they were not found there.
    start: Option<usize>,
}

impl Read {
    /// A span of the words as one of the document.
    fn placed(&self, span: Option<Span>) -> Option<Span> {
        let (span, start) = (span?, self.start?);
        Some(Span::new(span.start + start, span.end + start))
    }
}

impl Texts<'_> {
    fn pair(&mut self, first: ClaimId, second: ClaimId) -> Option<(&Read, &Read)> {
        for id in [first, second] {
            if !self.read.contains_key(&id) {
                let read = self.project.claim(id).map(|claim| self.read(claim))?;
                self.read.insert(id, read);
            }
        }
        Some((self.read.get(&first)?, self.read.get(&second)?))
    }

    fn read(&self, claim: &Claim) -> Read {
        let language =
            self.project.document(claim.document).map_or("", |document| &document.details.language);
        let start = (!claim.unanchored).then_some(claim.span.start);
        Read { features: features(&claim.quote, language), start }
    }

    /// Words of a claim's document on one line; a dash where there are none.
    fn words(&self, claim: ClaimId, span: Option<Span>) -> String {
        let document = self.project.claim(claim).and_then(|claim| self.project.document(claim.document));
        let words = document.and_then(|document| span?.slice(&document.text)).unwrap_or("–");
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// What to say of a difference that an annotator marked without words.
fn phrase(project: &Project, kind: &str) -> String {
    let known = match kind {
        "numeric" => "values differ",
        "temporal" => "times differ",
        "entity" => "names differ",
        "modality" => "how sure it is differs",
        "attribution" => "ascribed to different people",
        "causal" => "causes differ",
        "lexical" => "words differ",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let types = &project.codebook().difference_types;
    let label = types.iter().find(|term| term.id == kind).map_or(kind, |term| &term.label);
    format!("{label} differs")
}

/// `values differ: 50 / 100` read from the other side; a note that does not set two things side by side stays.
fn turned(note: &str) -> String {
    let mut parts = note.split(" / ");
    let (Some(left), Some(right), None) = (parts.next(), parts.next(), parts.next()) else {
        return note.to_owned();
    };
    match left.rsplit_once(": ") {
        Some((says, left)) => format!("{says}: {right} / {left}"),
        None => format!("{right} / {left}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_that_sets_two_things_side_by_side_is_turned_and_any_other_stays() {
        assert_eq!(
            turned("values differ: $50 billion / $100 billion"),
            "values differ: $100 billion / $50 billion"
        );
        assert_eq!(turned("denied / stated"), "stated / denied");
        for note in ["“keep” leaves out the new cap", "1 / 2 / 3", "and/or"] {
            assert_eq!(turned(note), note);
        }
    }

    #[test]
    fn marks_of_a_claim_that_overlap_or_touch_are_one() {
        let [claim, other] = [1, 2].map(|number| ClaimId(uuid::Uuid::from_u128(number)));
        let difference = |claims, start, end| CaseDifference {
            kind: "numeric".to_owned(),
            link: LinkId(uuid::Uuid::nil()),
            claims,
            spans: [Some(Span::new(start, end)), None],
            says: String::new(),
            is_annotated: false,
            is_hard: true,
        };
        let differences = [
            difference([claim, other], 9, 12),
            difference([claim, other], 3, 5),
            difference([claim, other], 4, 9),
            difference([other, claim], 0, 1),
            difference([claim, other], 20, 22),
        ];
        let found = CaseDifferences { differences: differences.into(), ..CaseDifferences::default() };
        assert_eq!(found.marks(claim), [Span::new(3, 12), Span::new(20, 22)]);
        assert_eq!(found.marks(other), [Span::new(0, 1)]);
    }
}
