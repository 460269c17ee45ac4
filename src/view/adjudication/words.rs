//! In what annotators differ, in words: [`says`], and how it was settled: [`ruling_line`].

use crate::analysis::adjudication::{
    AdjudicationCase, AdjudicationIndex, Aspect, CaseSide, OPEN_RULING, RulingState,
};
use crate::model::{AnnotatorId, Claim, Confidence, Link, Project};
use crate::text::visible;
use crate::view::names;

/// Characters of a quote among other words.
const QUOTE_CHARS: usize = 60;

/// Label of a claim kind; its id where the codebook lacks it.
pub(super) fn kind_label(project: &Project, kind: &str) -> String {
    let label = project.codebook().claim_kind(kind).map_or(kind, |kind| &kind.label);
    visible(label).into_owned()
}

/// Label of a level that is set.
pub(super) fn level(project: &Project, confidence: Option<&Confidence>) -> Option<String> {
    confidence.map(|set| visible(&names::confidence_label(project, set)).into_owned())
}

/// In what the sides differ, a line for each aspect.
pub(super) fn says(project: &Project, index: &AdjudicationIndex, case: &AdjudicationCase) -> Vec<String> {
    let telling = Telling { project, index, case };
    case.aspects.iter().map(|aspect| telling.line(*aspect)).collect()
}

/// What became of a case in a word; none while it is open and nobody has looked at it.
pub(super) fn state(project: &Project, case: &AdjudicationCase) -> Option<String> {
    let outcome = || outcome_label(project, case);
    match &case.state {
        RulingState::Open => outcome().map(|_| "left open".to_owned()),
        RulingState::Settled => outcome().or_else(|| Some("in the reference layer".to_owned())),
        RulingState::AnotherLook { new_work } => {
            let noun = if new_work.len() == 1 { "change" } else { "changes" };
            Some(format!("{} {noun} since the ruling", new_work.len()))
        }
    }
}

fn outcome_label(project: &Project, case: &AdjudicationCase) -> Option<String> {
    let ruling = project.ruling(case.ruling?)?;
    let term = project.codebook().rulings.iter().find(|term| term.id == ruling.outcome);
    Some(visible(term.map_or(&ruling.outcome, |term| &term.label)).into_owned())
}

/// What was decided, as the reference layer has it.
pub(super) fn ruling_line(project: &Project, case: &AdjudicationCase, held: &[AnnotatorId]) -> String {
    let outcome = outcome_label(project, case).unwrap_or_default();
    let is_open = case.ruling.and_then(|id| project.ruling(id)).is_some_and(|it| it.outcome == OPEN_RULING);
    if is_open {
        return outcome;
    }
    let names: Vec<String> = held.iter().map(|id| names::annotator_name(project, *id)).collect();
    let verb = if names.len() == 1 { "has" } else { "have" };
    let decided = match (case.reference.is_empty(), names.is_empty()) {
        (true, _) => "nothing here".to_owned(),
        (false, true) => "as nobody has it alone".to_owned(),
        (false, false) => format!("as {} {verb} it", names.join(" and ")),
    };
    format!("{outcome}: {decided}")
}

struct Telling<'p> {
    project: &'p Project,
    index: &'p AdjudicationIndex,
    case: &'p AdjudicationCase,
}

impl Telling<'_> {
    fn line(&self, aspect: Aspect) -> String {
        let (project, codebook) = (self.project, self.project.codebook());
        match aspect {
            Aspect::ClaimMissing => format!("{} tagged nothing here", self.silent()),
            Aspect::LinkMissing => format!("{} linked nothing here", self.silent()),
            Aspect::Boundary => self.of_claims("boundaries", |claim| {
                vec![format!("“{}”", names::shortened(&visible(&claim.quote), QUOTE_CHARS))]
            }),
            Aspect::Kind => self.of_claims("kinds", |claim| {
                let kinds: Vec<String> = claim.kinds.iter().map(|kind| kind_label(project, kind)).collect();
                if kinds.is_empty() { vec!["none".to_owned()] } else { kinds }
            }),
            Aspect::LinkKind => self.of_links("link kinds", |link| {
                let kind = codebook.link_kind(&link.kind).map_or(&link.kind, |kind| &kind.label);
                visible(kind).into_owned()
            }),
            Aspect::LinkDirection => self.of_links("directions", |link| {
                let [from, to] = [link.from, link.to].map(|claim| names::claim_name_of(project, claim));
                format!("{from} → {to}")
            }),
            Aspect::Confidence => self.grouped("confidence", |side| {
                let claims = side.work.claims.iter().filter_map(|claim| project.claim(*claim));
                let links = side.work.links.iter().filter_map(|link| project.link(*link));
                let levels = claims.map(|claim| claim.confidence.as_ref());
                let levels = levels.chain(links.map(|link| link.confidence.as_ref()));
                levels.filter_map(|set| level(project, set)).collect()
            }),
        }
    }

    fn silent(&self) -> String {
        let silent = self.case.sides.iter().filter(|side| side.work.is_empty());
        let names: Vec<String> =
            silent.map(|side| names::annotator_name(self.project, side.annotator)).collect();
        names.join(" and ")
    }

    fn of_claims(&self, what: &str, words: impl Fn(&Claim) -> Vec<String>) -> String {
        self.grouped(what, |side| {
            let claims = side.work.claims.iter().filter_map(|claim| self.project.claim(*claim));
            claims.flat_map(&words).collect()
        })
    }

    fn of_links(&self, what: &str, words: impl Fn(&Link) -> String) -> String {
        // Claims of several annotators at one place have several names: those of the oldest link stand for all.
        self.grouped(what, |side| {
            let links = side.work.links.iter().filter_map(|link| self.project.link(*link));
            links.map(|link| words(&self.by_place(link))).collect()
        })
    }

    /// The link with the ends of the oldest link of the case, in its own direction.
    fn by_place(&self, link: &Link) -> Link {
        let oldest = self.case.links().min().and_then(|oldest| self.project.link(oldest)).unwrap_or(link);
        let place = |claim| self.index.place_of(claim);
        let ends = if place(link.from) == place(oldest.from) {
            (oldest.from, oldest.to)
        } else {
            (oldest.to, oldest.from)
        };
        Link { from: ends.0, to: ends.1, ..link.clone() }
    }

    /// `what: one, another (Ann) / third (Ben, Cleo)`; sides without words are left out.
    fn grouped(&self, what: &str, words: impl Fn(&CaseSide) -> Vec<String>) -> String {
        let mut groups: Vec<(String, Vec<String>)> = Vec::new();
        for side in &self.case.sides {
            let mut said = words(side);
            said.sort();
            said.dedup();
            let (said, who) = (said.join(", "), names::annotator_name(self.project, side.annotator));
            match groups.iter_mut().find(|(other, _)| *other == said) {
                _ if said.is_empty() => {}
                Some((_, names)) => names.push(who),
                None => groups.push((said, vec![who])),
            }
        }
        let groups: Vec<String> =
            groups.into_iter().map(|(said, names)| format!("{said} ({})", names.join(", "))).collect();
        format!("{what}: {}", groups.join(" / "))
    }
}
