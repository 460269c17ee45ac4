//! [`chronology_rows`]: the chronology of a project as plain rows, for reports and exports.

use super::{Chronology, ChronologyLine, DateConflict, DatedClaim, Proposals, label, rivals};
use crate::analysis::names::{claim_names, pinpoint};
use crate::analysis::threads::{QuestionKey, ThreadIndex};
use crate::model::{Claim, ClaimId, DocumentId, Project, When};
use std::collections::{BTreeMap, BTreeSet};

/// One question at one date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChronologyRow {
    /// When it happened.
    pub when: When,
    /// The question; none for a claim that speaks to none.
    pub question: Option<QuestionKey>,
    /// What is told at that date, in order of documents and text; never empty.
    pub claims: Vec<RowClaim>,
    /// Whether the question has another date that cannot hold beside this one.
    pub conflict: DateConflict,
    /// Those dates, for people.
    pub rivals: Vec<String>,
}

/// A claim of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowClaim {
    /// Which claim.
    pub claim: ClaimId,
    /// `A14`.
    pub name: String,
    /// Where in the original it stands: `p. 3`; empty where that was lost.
    pub pinpoint: String,
    /// The words from which the date is proposed, where nobody accepted it.
    pub proposal: Option<RowProposal>,
}

/// From what a date is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProposal {
    /// As the text has it: `on Monday`.
    pub words: String,
    /// The date of publication from which it was counted; none for a date that the words tell in full.
    pub base: Option<String>,
}

/// The chronology as plain rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChronologyRows {
    /// By date.
    pub rows: Vec<ChronologyRow>,
    /// Claims without a date, in order of documents and text.
    pub undated: Vec<ClaimId>,
    /// How many claims have a date that is only proposed.
    pub proposed: usize,
}

/// The dated claims among those for which `is_chosen` holds, a question once per date.
pub fn chronology_rows(
    project: &Project,
    threads: &ThreadIndex,
    is_chosen: impl Fn(&Claim) -> bool,
) -> ChronologyRows {
    let names = claim_names(project);
    let dated: BTreeMap<ClaimId, DatedClaim> = project
        .documents()
        .flat_map(|document| {
            let claims = project.claims_in(document.id).filter(|claim| is_chosen(claim));
            claims.filter_map(|claim| DatedClaim::of(claim, document)).collect::<Vec<_>>()
        })
        .map(|dated| (dated.claim, dated))
        .collect();
    let columns: BTreeMap<DocumentId, usize> = project.document_ids().iter().copied().zip(0..).collect();
    let chronology = Chronology::of(dated.values(), &columns, threads, Proposals::Shown);
    // Lines of one question, so that rivals are looked for among few.
    let mut by_question: BTreeMap<QuestionKey, Vec<ChronologyLine>> = BTreeMap::new();
    for line in chronology.lines.iter().filter(|line| line.conflict != DateConflict::None) {
        if let Some(question) = line.question {
            by_question.entry(question).or_default().push(line.clone());
        }
    }
    let row_claim = |id: ClaimId| {
        let claim = project.claim(id)?;
        let document = project.document(claim.document)?;
        let proposal = match &dated.get(&id)?.date {
            super::ClaimDate::Proposed(reading) => reading.proposals.first(),
            _ => None,
        };
        Some(RowClaim {
            claim: id,
            name: names.get(&id).cloned().unwrap_or_default(),
            pinpoint: if claim.unanchored { String::new() } else { pinpoint(document, claim.span.start) },
            proposal: proposal.map(|one| RowProposal { words: one.words.clone(), base: one.base.clone() }),
        })
    };
    let rows = chronology.lines.iter().map(|line| {
        let known = line.question.and_then(|question| by_question.get(&question));
        let others = known.map(Vec::as_slice).unwrap_or_default();
        let dates: BTreeSet<_> =
            rivals(others, line).map(|other| (other.order, label(&other.when))).collect();
        ChronologyRow {
            when: line.when.clone(),
            question: line.question,
            claims: line.claims.iter().filter_map(|claim| row_claim(claim.claim)).collect(),
            conflict: line.conflict,
            rivals: dates.into_iter().map(|(_, label)| label).collect(),
        }
    });
    ChronologyRows { rows: rows.collect(), undated: chronology.undated, proposed: chronology.proposed }
}
