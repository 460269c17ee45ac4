//! The chronology as plain data: heads, lines and cells on show, and what the words of a claim say about its date.

use super::names;
use crate::analysis::chronology::{
    Chronology, ChronologyLine, DateConflict, DateProposal, LineClaim, PartialDate, Reason, Unresolved,
    claim_dates, label, read_when, rivals, written,
};
use crate::analysis::threads::{QuestionKey, ThreadIndex};
use crate::model::{Claim, ClaimId, Document, Project, When};
use crate::text::visible;
use std::collections::BTreeSet;

/// Characters of a title; a row shows two lines.
const TITLE_CHARS: usize = 160;
/// Characters of a cell.
const CELL_CHARS: usize = 120;
/// Other dates of a question that are named.
const MAX_DATES: usize = 6;
/// Characters of words in tips and cards.
const TIP_CHARS: usize = 240;

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChronologyHead {
    /// Letter of the document.
    pub letter: String,
    /// Title of the document.
    pub title: String,
    /// `published 28 April 2026`, or that nobody knows.
    pub published: String,
}

/// A column's head in words.
pub fn chronology_head(position: usize, document: &Document) -> ChronologyHead {
    ChronologyHead {
        letter: names::letter(position),
        title: visible(&document.details.title).replace('\n', " "),
        published: match published_label(document) {
            Some(date) => format!("published {date}"),
            None => "publication unknown".to_owned(),
        },
    }
}

/// The date of publication for people; none where it is not known.
fn published_label(document: &Document) -> Option<String> {
    PartialDate::parse(&document.details.source.published).map(PartialDate::label)
}

/// A line on show, without its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChronologyLineView {
    /// When it happened: `28 April 2026`.
    pub date: String,
    /// What it is about; empty for a claim that speaks to no question.
    pub title: String,
    /// Name and words of a claim that speaks to no question; else empty.
    pub lone: String,
    /// Nobody has confirmed that the links of its question belong together.
    pub is_question_proposed: bool,
    /// Nobody accepted the date of any of its claims.
    pub is_proposed: bool,
    /// The other dates of its question; empty where all can hold.
    pub conflict: String,
    /// Whether those dates are set, not only proposed.
    pub is_conflict_set: bool,
}

/// A line in words.
pub fn chronology_line(
    project: &Project,
    threads: &ThreadIndex,
    chronology: &Chronology,
    line: &ChronologyLine,
) -> ChronologyLineView {
    let title = line.question.map(|key| question_title(project, threads, key)).unwrap_or_default();
    let conflict = if line.conflict == DateConflict::None {
        String::new()
    } else {
        let dates: BTreeSet<_> =
            rivals(&chronology.lines, line).map(|other| (other.order, label(&other.when))).collect();
        few_dates(dates.into_iter().map(|(_, label)| label).collect())
    };
    let lone = line.claims.first().filter(|_| line.question.is_none());
    let lone = lone.and_then(|claim| project.claim(claim.claim));
    ChronologyLineView {
        date: label(&line.when),
        title,
        lone: lone.map(|claim| lone_words(project, claim)).unwrap_or_default(),
        is_question_proposed: matches!(line.question, Some(QuestionKey::Proposed(_))),
        is_proposed: line.is_proposed(),
        conflict,
        is_conflict_set: line.conflict == DateConflict::Set,
    }
}

fn lone_words(project: &Project, claim: &Claim) -> String {
    format!("{} · {}", names::claim_name(project, claim), claim_words(claim, CELL_CHARS))
}

/// The first dates, and how many there are besides.
fn few_dates(mut dates: Vec<String>) -> String {
    let more = dates.len().saturating_sub(MAX_DATES);
    dates.truncate(MAX_DATES);
    let shown = dates.join(", ");
    if more > 0 { format!("{shown} and {more} more") } else { shown }
}

fn question_title(project: &Project, threads: &ThreadIndex, key: QuestionKey) -> String {
    let title = threads.thread(key).map_or("", |thread| thread.title(project));
    names::shortened(&visible(title), TITLE_CHARS)
}

/// What a document says at a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChronologyCell {
    /// Its first claim.
    pub claim: ClaimId,
    /// Name of that claim.
    pub name: String,
    /// What that claim says: its statement, else its words.
    pub words: String,
    /// How many claims it has besides.
    pub more: usize,
    /// Nobody accepted the date of the first claim.
    pub is_proposed: bool,
}

/// A cell in words; none where the document says nothing.
pub fn chronology_cell(project: &Project, claims: &[LineClaim]) -> Option<ChronologyCell> {
    let first = claims.first()?;
    let claim = project.claim(first.claim)?;
    Some(ChronologyCell {
        claim: first.claim,
        name: names::claim_name(project, claim),
        words: claim_words(claim, CELL_CHARS),
        more: claims.len() - 1,
        is_proposed: first.is_proposed,
    })
}

/// What a cell tells on hover: all its claims with their places.
pub fn cell_tip(project: &Project, claims: &[LineClaim]) -> String {
    let line = |one: &LineClaim| {
        let claim = project.claim(one.claim)?;
        let name = names::with_pinpoint(project, claim, &names::claim_name(project, claim));
        let proposed = if one.is_proposed { " (date proposed)" } else { "" };
        Some(format!("{}{proposed}: {}", visible(&name), names::shortened(&visible(&claim.quote), TIP_CHARS)))
    };
    let mut lines: Vec<String> = claims.iter().take(4).filter_map(line).collect();
    lines.extend((claims.len() > 4).then(|| format!("and {} more", claims.len() - 4)));
    lines.join("\n")
}

fn claim_words(claim: &Claim, max_chars: usize) -> String {
    let words = if claim.statement.is_empty() { &claim.quote } else { &claim.statement };
    names::shortened(&visible(words), max_chars)
}

/// A claim without a date, in its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndatedRow {
    /// Name of the claim.
    pub name: String,
    /// What it says.
    pub words: String,
    /// Why its words give no date, where they have one; else empty.
    pub reason: String,
}

/// A claim without a date in words.
pub fn undated_row(project: &Project, id: ClaimId) -> Option<UndatedRow> {
    let claim = project.claim(id)?;
    let document = project.document(claim.document)?;
    let reading = claim_dates(claim, document);
    let reason = match (reading.proposals.first(), reading.unresolved.first()) {
        (Some(proposal), _) => format!("proposed: {}", label(&proposal.when)),
        (None, Some(left)) => short_reason(left),
        (None, None) => String::new(),
    };
    let name = names::claim_name(project, claim);
    Some(UndatedRow { name, words: claim_words(claim, CELL_CHARS), reason })
}

fn short_reason(left: &Unresolved) -> String {
    let words = names::shortened(&visible(&left.words), 30);
    match &left.reason {
        Reason::NoPublished => format!("“{words}”: publication unknown"),
        Reason::TooRough(base) => format!("“{words}”: published {base}"),
        Reason::NoSuchDay => format!("“{words}”: not in the calendar"),
    }
}

/// What is known and proposed of the date of a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DatesView {
    /// The date that is set, as it is typed; empty without one.
    pub typed: String,
    /// The same for people.
    pub label: String,
    /// Dates that its words have, without the one that is set.
    pub choices: Vec<DateChoice>,
    /// Dates of its words that could not be worked out, each in a sentence.
    pub left: Vec<String>,
}

/// A date that the words of a claim have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateChoice {
    /// What accepting it sets.
    pub when: When,
    /// For people.
    pub label: String,
    /// From which words, and from which day it was counted.
    pub reason: String,
}

/// The date of a claim in words.
pub fn dates_view(project: &Project, claim: &Claim) -> DatesView {
    let Some(document) = project.document(claim.document) else {
        return DatesView::default();
    };
    let reading = claim_dates(claim, document);
    let letter = names::document_letter(project, claim.document);
    let open = reading.proposals.iter().filter(|proposal| Some(&proposal.when) != claim.when.as_ref());
    DatesView {
        typed: claim.when.as_ref().map(written).unwrap_or_default(),
        label: claim.when.as_ref().map(label).unwrap_or_default(),
        choices: open
            .map(|proposal| DateChoice {
                when: proposal.when.clone(),
                label: label(&proposal.when),
                reason: proposal_reason(proposal, &letter),
            })
            .collect(),
        left: reading.unresolved.iter().map(|left| left_sentence(left, &letter)).collect(),
    }
}

fn proposal_reason(proposal: &DateProposal, letter: &str) -> String {
    let words = names::shortened(&visible(&proposal.words), 60);
    match proposal.base.as_deref() {
        Some(base) => {
            let base = PartialDate::parse(base).map_or_else(|| base.to_owned(), PartialDate::label);
            format!("“{words}”, counted from {base}, when {letter} was published")
        }
        None => format!("“{words}” in its words"),
    }
}

fn left_sentence(left: &Unresolved, letter: &str) -> String {
    let words = names::shortened(&visible(&left.words), 60);
    match &left.reason {
        Reason::NoPublished => {
            format!("“{words}” could be counted if it were known when {letter} was published")
        }
        Reason::TooRough(base) => {
            format!(
                "“{words}” cannot be counted: of the day when {letter} was published only {base} is known"
            )
        }
        Reason::NoSuchDay => format!("“{words}” is not in the calendar"),
    }
}

/// What is wrong with a typed date, as a sentence; none for one that can be set.
pub fn typed_problem(project: &Project, claim: ClaimId, text: &str) -> Option<String> {
    typed_date(project, claim, text).err()
}

/// The date that was typed for a claim, none for an empty text; words are read in the language of its document.
///
/// # Errors
/// A sentence that says why the text is no date.
pub fn typed_date(project: &Project, claim: ClaimId, text: &str) -> Result<Option<When>, String> {
    let document = project.claim(claim).and_then(|claim| project.document(claim.document));
    let details = document.map(|document| &document.details);
    let (language, published) =
        details.map_or(("", ""), |details| (details.language.as_str(), details.source.published.as_str()));
    read_when(text, language, published).map_err(|err| err.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Bound, DocumentDetails, DocumentId, Source};

    fn document(published: &str) -> Document {
        let source = Source { published: published.to_owned(), ..Source::default() };
        Document {
            pinpoints: Vec::new(),
            id: DocumentId(uuid::Uuid::from_u128(1)),
            details: DocumentDetails { title: "A\nB".to_owned(), source, ..DocumentDetails::default() },
            file_name: String::new(),
            original_sha256: String::new(),
            text: "".into(),
            sentences: Vec::new(),
            read_by: BTreeSet::new(),
        }
    }

    #[test]
    fn the_head_tells_when_a_document_was_published() {
        let head = chronology_head(1, &document("2026-04-28"));
        assert_eq!((head.letter.as_str(), head.title.as_str()), ("B", "A B"));
        assert_eq!(head.published, "published 28 April 2026");
        assert_eq!(chronology_head(0, &document("some day")).published, "publication unknown");
    }

    #[test]
    fn a_reason_names_the_words_and_the_day_they_are_counted_from() {
        let when = When { from: "2026-04-27".to_owned(), to: String::new(), bound: Bound::On };
        let proposal = DateProposal {
            when,
            words: "Monday".to_owned(),
            span: crate::text::Span::new(0, 6),
            base: Some("2026-04-28".to_owned()),
        };
        assert_eq!(
            proposal_reason(&proposal, "B"),
            "“Monday”, counted from 28 April 2026, when B was published"
        );
        let left = Unresolved { words: "Monday".to_owned(), reason: Reason::NoPublished };
        assert_eq!(
            left_sentence(&left, "B"),
            "“Monday” could be counted if it were known when B was published"
        );
    }
}
