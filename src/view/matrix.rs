//! The matrix as plain data: [`MatrixLine`] for a row on show, [`MatrixHead`] for a column.

use super::inspector::difference_label;
use super::names;
use crate::analysis::matrix::{
    Dispute, MatrixCell, MatrixColumn, MatrixRow, Stance, Support, contradictions,
};
use crate::analysis::questions::LikeQuestions;
use crate::analysis::threads::{QuestionKey, Thread};
use crate::model::{ClaimId, Document, Opposition, Project};
use crate::text::visible;

/// Characters of a title; the row shows two lines.
const TITLE_CHARS: usize = 160;

/// Which rows are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MatrixShow {
    /// All of them.
    #[default]
    All,
    /// Those with a disagreement that is open or needs another look.
    Unresolved,
    /// Those with any disagreement.
    Disagreements,
    /// Those that one source alone stands behind.
    SingleSource,
    /// Those whose links contradict each other.
    Inconsistent,
    /// Those that two annotators seem to ask in their own words.
    AskedTwice,
}

impl MatrixShow {
    /// All of them, as offered.
    pub const ALL: [Self; 6] = [
        Self::All,
        Self::Unresolved,
        Self::Disagreements,
        Self::SingleSource,
        Self::Inconsistent,
        Self::AskedTwice,
    ];

    /// The words for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Unresolved => "unresolved",
            Self::Disagreements => "disagreements",
            Self::SingleSource => "single source",
            Self::Inconsistent => "inconsistent links",
            Self::AskedTwice => "asked twice",
        }
    }

    /// Whether a row is of this sort.
    pub fn holds(self, row: &MatrixRow, like: &LikeQuestions) -> bool {
        match self {
            Self::All => true,
            Self::Unresolved => row.cases.open + row.cases.another_look > 0,
            Self::Disagreements => row.cases.all() > 0,
            Self::SingleSource => row.support.is_single(),
            Self::Inconsistent => row.is_inconsistent,
            Self::AskedTwice => row.question.asked().and_then(|question| like.like(question)).is_some(),
        }
    }
}

/// A row on show, without its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixLine {
    /// Which question.
    pub question: QuestionKey,
    /// Nobody has confirmed that its links belong together.
    pub is_proposed: bool,
    /// What it is about.
    pub title: String,
    /// `3 independent`, `single source`.
    pub support: String,
    /// Whether one source alone stands behind it.
    pub is_single: bool,
    /// Types of contradiction, each with how many disagreements have it; empty until they are made.
    pub contradictions: Vec<String>,
    /// What became of its disagreements; empty where it has none.
    pub verdict: String,
    /// Some links say that claims agree which others say differ.
    pub is_inconsistent: bool,
    /// How far the stances lie apart, or why that is not known.
    pub spread: String,
}

/// How a row is contradicted, in words; texts may have to be compared for it.
pub fn contradiction_words(project: &Project, thread: &Thread) -> Vec<String> {
    let kinds = contradictions(project, thread).into_iter().take(3).map(|(kind, count)| {
        let label = match kind.as_str() {
            "" => "contradiction".to_owned(),
            kind => difference_label(project.codebook(), kind),
        };
        if count > 1 { format!("{label} {count}") } else { label }
    });
    kinds.collect()
}

/// A row in words, without [`contradiction_words`].
pub fn matrix_line(project: &Project, thread: &Thread, row: &MatrixRow) -> MatrixLine {
    let support = match row.support {
        Support::SingleDocument => "single source".to_owned(),
        Support::SingleOrigin => "one origin, repeated".to_owned(),
        Support::Independent(count) => format!("{count} independent"),
    };
    let spread = match &row.spread {
        Ok(spread) => format!(
            "Spread of stance {:.2} ({}) over {} documents",
            spread.deviation,
            spread.band.name(),
            spread.stances
        ),
        Err(reason) => format!("No spread of stance: {reason}"),
    };
    let title = visible(thread.title(project)).replace('\n', " ");
    MatrixLine {
        question: row.question,
        is_proposed: thread.is_proposed(),
        title: names::shortened(&title, TITLE_CHARS),
        support,
        is_single: row.support.is_single(),
        contradictions: Vec::new(),
        verdict: verdict_words(project, row),
        is_inconsistent: row.is_inconsistent,
        spread,
    }
}

fn verdict_words(project: &Project, row: &MatrixRow) -> String {
    if row.cases.another_look > 0 {
        return "look again".to_owned();
    }
    if row.cases.open > 0 {
        return "open".to_owned();
    }
    let verdict = row.verdict.and_then(|id| project.verdict(id));
    verdict.map_or_else(String::new, |verdict| {
        let term = project.codebook().outcomes.iter().find(|term| term.id == verdict.outcome);
        visible(term.map_or(&verdict.outcome, |term| &term.label)).into_owned()
    })
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixHead {
    /// Letter of the document.
    pub letter: String,
    /// Title of the document.
    pub title: String,
    /// Admiralty letter of its source; none when not rated.
    pub reliability: Option<String>,
}

/// A column's head in words.
pub fn matrix_head(position: usize, document: &Document) -> MatrixHead {
    MatrixHead {
        letter: names::letter(position),
        title: visible(&document.details.title).replace('\n', " "),
        reliability: document.details.source.reliability.clone(),
    }
}

/// What more there is to say about a column: title, share reviewed and how much it stands against the others.
pub fn matrix_head_tip(document: &Document, column: &MatrixColumn) -> String {
    let reviewed = match column.reviewed {
        Some(share) => format!("{:.0} % of the questions reviewed", share * 100.0),
        None => "no questions yet".to_owned(),
    };
    let against = match &column.inconsistency {
        Ok(score) => format!("inconsistency with the other sources {score:.1}"),
        Err(reason) => format!("no inconsistency score: {reason}"),
    };
    let title = visible(&document.details.title);
    format!("{title}\nSpeaks of {}; {reviewed}; {against}", column.spoken)
}

/// What a document says on a row, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixCellView {
    /// What it is.
    pub stance: Stance,
    /// The word for it.
    pub word: &'static str,
    /// How sure; empty when not set.
    pub confidence: String,
    /// From 0 (lowest, or not set) to 1.
    pub strength: f32,
    /// Its first claim; none where the document says nothing.
    pub claim: Option<ClaimId>,
}

/// A cell in words.
pub fn matrix_cell(project: &Project, row: &MatrixRow, document: &Document) -> MatrixCellView {
    let stance = row.stance(document);
    let cell = row.cell(document.id);
    let confidence = cell.and_then(|cell| cell.confidence.as_ref());
    let label = confidence.map(|it| names::confidence_label(project, &it.level)).unwrap_or_default();
    MatrixCellView {
        stance,
        word: stance.name(),
        confidence: label,
        strength: confidence.map_or(0.0, |it| it.strength),
        claim: cell.and_then(|cell| cell.claims.first().copied()),
    }
}

/// The words of a cell, and why it is in dispute.
pub fn matrix_cell_tip(project: &Project, cell: &MatrixCell) -> String {
    let quotes = cell.claims.iter().take(3).filter_map(|claim| project.claim(*claim));
    let mut lines: Vec<String> = quotes
        .map(|claim| {
            let name = names::with_pinpoint(project, claim, &names::claim_name(project, claim));
            format!("{}: {}", visible(&name), names::shortened(&visible(&claim.quote), 200))
        })
        .collect();
    lines.extend((cell.claims.len() > 3).then(|| format!("and {} more", cell.claims.len() - 3)));
    lines.extend(cell.dispute.map(|dispute| match dispute {
        Dispute::WithinDocument => "The document itself holds opposing claims.".to_owned(),
        Dispute::BetweenAnnotators => "Annotators read it differently.".to_owned(),
    }));
    lines.join("\n")
}

/// Whether a stance opposes the statement fully; none where it takes no stance against it.
pub const fn opposition(stance: Stance) -> Opposition {
    match stance {
        Stance::Contradicts | Stance::InDispute => Opposition::Full,
        Stance::Qualifies => Opposition::Soft,
        Stance::Asserts | Stance::Mentions | Stance::Silent | Stance::NotRead => Opposition::None,
    }
}
