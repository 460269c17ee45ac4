//! [`thread_rows`]: the threads of a project as rows for scripts.

use crate::analysis::threads::{QuestionKey, Thread, threads};
use crate::model::{ClaimId, Confidence, LinkId, Opposition, Project, RecordId, Verdict, VerdictId};
use crate::text::OffsetIndex;
use std::collections::{BTreeMap, BTreeSet};

/// A thread. Ids are those of the project.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ThreadRow {
    /// Id of the question; of a proposed one that of its lowest link.
    pub id: String,
    /// Id of the question; none when it is proposed.
    pub question_id: Option<String>,
    /// As somebody named the question, else what its most central claim says.
    pub title: String,
    /// Its most central claim; none for a question that nothing is under yet.
    pub title_claim_id: Option<String>,
    /// Ids of the links under the question, by id.
    pub links: Vec<String>,
    /// Ids of all claims that speak to the question, by id.
    pub claims: Vec<String>,
    /// By lowest claim.
    pub positions: Vec<PositionRow>,
    /// Between positions.
    pub disagreements: Vec<DisagreementRow>,
    /// Within positions.
    pub inconsistencies: Vec<InconsistencyRow>,
    /// Those that weighed at least one of its claims.
    pub verdicts: Vec<VerdictRow>,
}

/// Claims that say the same.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct PositionRow {
    /// Sources that say so independently of each other.
    pub independent: usize,
    /// By id.
    pub claims: Vec<ThreadClaimRow>,
}

/// A claim of a thread. Offsets are code points of the stored text, end exclusive.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ThreadClaimRow {
    /// Of the claim.
    pub id: String,
    /// Where it stands.
    pub document_id: String,
    /// Where it begins; none when its quote was not found in the text.
    pub start_cp: Option<usize>,
    /// Where it ends; likewise.
    pub end_cp: Option<usize>,
    /// Its words.
    pub quote: String,
    /// In context-free words; empty means as quoted.
    pub statement: String,
}

/// Two positions that oppose each other.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct DisagreementRow {
    /// Indexes into the positions.
    pub positions: (usize, usize),
    /// `full` or `soft`.
    pub opposition: &'static str,
    /// Ids of the links that say so.
    pub links: Vec<String>,
}

/// A link that opposes claims which other links say agree.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct InconsistencyRow {
    /// Index into the positions.
    pub position: usize,
    /// `full` or `soft`.
    pub opposition: &'static str,
    /// Id of the opposing link.
    pub link: String,
    /// Ids of the links by which its ends agree.
    pub agreeing: Vec<String>,
}

/// How a disagreement was settled.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct VerdictRow {
    /// Of the verdict.
    pub id: String,
    /// Id of the codebook's outcome.
    pub outcome: String,
    /// The claims that were weighed.
    pub claim_ids: Vec<String>,
    /// Those found to hold.
    pub favoured_ids: Vec<String>,
    /// Claims of the thread that were not weighed: they came later.
    pub new_claim_ids: Vec<String>,
    /// Why.
    pub rationale: String,
    /// How sure.
    pub confidence: Option<ConfidenceRow>,
    /// Who decided.
    pub annotator_id: String,
    /// When.
    pub decided: String,
}

/// A level of a scale.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ConfidenceRow {
    /// Id of the scale.
    pub scale: String,
    /// Id of the level.
    pub level: String,
}

impl From<&Confidence> for ConfidenceRow {
    fn from(confidence: &Confidence) -> Self {
        Self { scale: confidence.scale.clone(), level: confidence.level.clone() }
    }
}

/// The threads of a project: questions first, in the order of their keys, then what is proposed.
pub fn thread_rows(project: &Project) -> Vec<ThreadRow> {
    let offsets: BTreeMap<_, OffsetIndex<'_>> =
        project.documents().map(|document| (document.id, OffsetIndex::new(&document.text))).collect();
    let claim_row = |claim: &ClaimId| {
        let claim = project.claim(*claim)?;
        let index = offsets.get(&claim.document).filter(|_| !claim.unanchored);
        let place = index.and_then(|index| index.chars_from_span(claim.span));
        Some(ThreadClaimRow {
            id: claim.id.to_string(),
            document_id: claim.document.to_string(),
            start_cp: place.map(|(start, _)| start),
            end_cp: place.map(|(_, end)| end),
            quote: claim.quote.clone(),
            statement: claim.statement.clone(),
        })
    };
    let row = |thread: Thread| ThreadRow {
        id: match thread.key {
            QuestionKey::Asked(id) => id.to_string(),
            QuestionKey::Proposed(id) => id.to_string(),
        },
        question_id: thread.key.asked().map(|id| id.to_string()),
        title: thread.title(project).to_owned(),
        title_claim_id: thread.central.map(|claim| claim.to_string()),
        links: link_ids(&thread.links),
        claims: thread.claims().collect::<BTreeSet<_>>().iter().map(ToString::to_string).collect(),
        positions: thread
            .positions
            .iter()
            .zip(&thread.independent)
            .map(|(position, independent)| PositionRow {
                independent: *independent,
                claims: position.iter().filter_map(claim_row).collect(),
            })
            .collect(),
        disagreements: thread
            .disagreements
            .iter()
            .map(|found| DisagreementRow {
                positions: found.positions,
                opposition: opposition_name(found.opposition),
                links: link_ids(&found.links),
            })
            .collect(),
        inconsistencies: thread
            .inconsistencies
            .iter()
            .map(|found| InconsistencyRow {
                position: found.position,
                opposition: opposition_name(found.opposition),
                link: found.link.to_string(),
                agreeing: link_ids(&found.agreeing),
            })
            .collect(),
        verdicts: verdict_rows(project, &thread),
    };
    threads(project).into_iter().map(row).collect()
}

fn verdict_rows(project: &Project, thread: &Thread) -> Vec<VerdictRow> {
    let claims: BTreeSet<ClaimId> = thread.claims().collect();
    let ids = |claims: &[ClaimId]| claims.iter().map(ToString::to_string).collect();
    let row = |verdict: &Verdict| {
        let unweighed: Vec<ClaimId> =
            claims.iter().copied().filter(|claim| !verdict.claims.contains(claim)).collect();
        VerdictRow {
            id: verdict.id.to_string(),
            outcome: verdict.outcome.clone(),
            claim_ids: ids(&verdict.claims),
            favoured_ids: ids(&verdict.favoured),
            new_claim_ids: ids(&unweighed),
            rationale: verdict.rationale.clone(),
            confidence: verdict.confidence.as_ref().map(ConfidenceRow::from),
            annotator_id: verdict.annotator.to_string(),
            decided: verdict.decided.to_string(),
        }
    };
    let mentions = claims.iter().flat_map(|claim| project.mentions_of(*claim));
    let verdicts: BTreeSet<VerdictId> = mentions
        .filter_map(|record| match record {
            RecordId::Verdict(id) => Some(id),
            _ => None,
        })
        .collect();
    verdicts.into_iter().filter_map(|id| project.verdict(id)).map(row).collect()
}

fn link_ids(links: &[LinkId]) -> Vec<String> {
    links.iter().map(ToString::to_string).collect()
}

const fn opposition_name(opposition: Opposition) -> &'static str {
    match opposition {
        Opposition::None => "none",
        Opposition::Soft => "soft",
        Opposition::Full => "full",
    }
}
