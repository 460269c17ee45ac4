//! [`Chronology`]: dated claims in order, a question once per date, with the dates of one question that cannot both hold.
//!
//! What is ordered is when things *happened*: [`Claim::when`], or the date that is proposed from the claim's words. When
//! a document was *published* is never a row; it only serves to count relative dates from.

mod calendar;
mod order;
mod partial;
mod proposal;
mod ranges;
mod rows;
mod typed;
mod words;

pub use order::{WhenOrder, order, reach};
pub use partial::PartialDate;
pub use proposal::{DateProposal, DateReading, Reason, Unresolved, claim_dates};
pub use rows::{ChronologyRow, ChronologyRows, RowClaim, RowProposal, chronology_rows};
pub use typed::{WhenError, read_when};
pub use words::{bound_word, label, written};

use super::threads::{QuestionKey, ThreadIndex};
use crate::model::{Claim, ClaimId, Document, DocumentId, When};
use crate::text::Span;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The claim kind for what was judged to be no claim at all.
const NO_CLAIM: &str = "not_a_claim";

/// When what a claim says happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimDate {
    /// Somebody set it.
    Set(When),
    /// The words have dates, which nobody accepted; there is one at least.
    Proposed(DateReading),
    /// Neither; why dates of the words could not be worked out, where they have some.
    None(Vec<Unresolved>),
}

impl ClaimDate {
    /// Of a claim of that document.
    pub fn of(claim: &Claim, document: &Document) -> Self {
        if let Some(when) = &claim.when {
            return Self::Set(when.clone());
        }
        let reading = claim_dates(claim, document);
        if reading.proposals.is_empty() { Self::None(reading.unresolved) } else { Self::Proposed(reading) }
    }

    /// The date by which the claim is ordered: of several proposed ones the first.
    pub fn when(&self) -> Option<&When> {
        match self {
            Self::Set(when) => Some(when),
            Self::Proposed(reading) => reading.proposals.first().map(|proposal| &proposal.when),
            Self::None(_) => None,
        }
    }

    /// Whether nobody accepted it.
    pub const fn is_proposed(&self) -> bool {
        matches!(self, Self::Proposed(_))
    }
}

/// A claim with its date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedClaim {
    /// Which claim.
    pub claim: ClaimId,
    /// Where it stands.
    pub document: DocumentId,
    /// Where in the document.
    pub span: Span,
    /// When what it says happened.
    pub date: ClaimDate,
}

impl DatedClaim {
    /// Of a claim; none where it was judged to be no claim at all.
    pub fn of(claim: &Claim, document: &Document) -> Option<Self> {
        let is_claim = claim.kinds.is_empty() || claim.kinds.iter().any(|kind| kind != NO_CLAIM);
        is_claim.then(|| Self {
            claim: claim.id,
            document: claim.document,
            span: claim.span,
            date: ClaimDate::of(claim, document),
        })
    }
}

/// Whether dates that nobody accepted are ordered along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Proposals {
    /// They are, and marked.
    #[default]
    Shown,
    /// Their claims count as without a date.
    Hidden,
}

/// Whether the dates of a question can all hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateConflict {
    /// They can.
    None,
    /// They cannot, if dates hold that are only proposed.
    Proposed,
    /// Dates that somebody set cannot.
    Set,
}

/// A claim of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineClaim {
    /// Place of its document in project order.
    pub column: usize,
    /// Where in the document.
    pub span: Span,
    /// Which claim.
    pub claim: ClaimId,
    /// Nobody accepted its date.
    pub is_proposed: bool,
}

/// What is told of one question at one date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChronologyLine {
    /// The date.
    pub when: When,
    /// Its place among others.
    pub order: WhenOrder,
    /// The question; none for a claim that speaks to none.
    pub question: Option<QuestionKey>,
    /// In order of documents and text; never empty.
    pub claims: Vec<LineClaim>,
    /// Whether the question has another date that cannot hold beside this one.
    pub conflict: DateConflict,
    /// Whether the line before it has another date.
    pub is_first: bool,
}

impl ChronologyLine {
    /// The claims in a column.
    pub fn cell(&self, column: usize) -> &[LineClaim] {
        let start = self.claims.partition_point(|claim| claim.column < column);
        let end = self.claims.partition_point(|claim| claim.column <= column);
        self.claims.get(start..end).unwrap_or_default()
    }

    /// Whether nobody accepted the date of any of its claims.
    pub fn is_proposed(&self) -> bool {
        self.claims.iter().all(|claim| claim.is_proposed)
    }
}

/// Dated claims in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chronology {
    /// By date; within a date by place of the first claim.
    pub lines: Vec<ChronologyLine>,
    /// Claims without a date, in order of documents and text.
    pub undated: Vec<ClaimId>,
    /// How many claims have a date that somebody set.
    pub set: usize,
    /// How many have a date that is only proposed, shown or not.
    pub proposed: usize,
}

/// A claim at a place of the order.
struct Entry<'c> {
    order: WhenOrder,
    group: Group,
    place: LineClaim,
    when: &'c When,
}

/// What makes one line of a date.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Question(QuestionKey),
    Lone(ClaimId),
}

impl Chronology {
    /// Puts claims in order; `columns` gives the place of each document, and claims of other documents are left out.
    pub fn of<'c>(
        claims: impl Iterator<Item = &'c DatedClaim>,
        columns: &BTreeMap<DocumentId, usize>,
        threads: &ThreadIndex,
        proposals: Proposals,
    ) -> Self {
        let mut found = Self::default();
        let mut undated: Vec<(usize, Span, ClaimId)> = Vec::new();
        let mut entries: Vec<Entry<'c>> = Vec::new();
        for dated in claims {
            let Some(column) = columns.get(&dated.document).copied() else { continue };
            let is_proposed = dated.date.is_proposed();
            let Some(when) = dated.date.when() else {
                undated.push((column, dated.span, dated.claim));
                continue;
            };
            *(if is_proposed { &mut found.proposed } else { &mut found.set }) += 1;
            if is_proposed && proposals == Proposals::Hidden {
                undated.push((column, dated.span, dated.claim));
                continue;
            }
            let place = LineClaim { column, span: dated.span, claim: dated.claim, is_proposed };
            let order = order(when);
            let before = entries.len();
            entries.extend(threads.keys_of(dated.claim).map(|question| Entry {
                order,
                group: Group::Question(question),
                place,
                when,
            }));
            if entries.len() == before {
                entries.push(Entry { order, group: Group::Lone(dated.claim), place, when });
            }
        }
        undated.sort_unstable();
        found.undated = undated.into_iter().map(|(.., claim)| claim).collect();
        found.lines = lines(entries);
        mark_conflicts(&mut found.lines);
        found
    }
}

fn lines(mut entries: Vec<Entry<'_>>) -> Vec<ChronologyLine> {
    let place = |place: &LineClaim| (place.column, place.span, place.claim);
    entries.sort_unstable_by(|one, other| {
        let key = |entry: &Entry<'_>| (entry.order, entry.group, place(&entry.place));
        key(one).cmp(&key(other))
    });
    let mut lines: Vec<ChronologyLine> = entries
        .chunk_by(|one, other| (one.order, one.group) == (other.order, other.group))
        .filter_map(|entries| {
            let first = entries.first()?;
            Some(ChronologyLine {
                when: first.when.clone(),
                order: first.order,
                question: match first.group {
                    Group::Question(question) => Some(question),
                    Group::Lone(_) => None,
                },
                claims: entries.iter().map(|entry| entry.place).collect(),
                conflict: DateConflict::None,
                is_first: false,
            })
        })
        .collect();
    let first_place = |line: &ChronologyLine| line.claims.first().map(place);
    lines.sort_by_key(|line| (line.order, first_place(line)));
    let mut before = None;
    for line in &mut lines {
        line.is_first = before != Some(line.order);
        before = Some(line.order);
    }
    lines
}

/// The latest beginning and the earliest end among the dates of a question: a date that ends before the one, or begins
/// after the other, meets not all of them.
#[derive(Clone, Copy)]
struct Bounds {
    latest_first: Date,
    earliest_last: Date,
}

impl Bounds {
    fn taken_in(known: Option<Self>, (first, last): (Date, Date)) -> Self {
        let known = known.unwrap_or(Self { latest_first: Date::MIN, earliest_last: Date::MAX });
        Self { latest_first: known.latest_first.max(first), earliest_last: known.earliest_last.min(last) }
    }

    fn is_against(self, (first, last): (Date, Date)) -> bool {
        last < self.latest_first || first > self.earliest_last
    }
}

fn mark_conflicts(lines: &mut [ChronologyLine]) {
    let mut all: BTreeMap<QuestionKey, Bounds> = BTreeMap::new();
    let mut set: BTreeMap<QuestionKey, Bounds> = BTreeMap::new();
    for line in lines.iter() {
        let Some(question) = line.question else { continue };
        let days = reach(&line.when);
        all.insert(question, Bounds::taken_in(all.get(&question).copied(), days));
        if !line.is_proposed() {
            set.insert(question, Bounds::taken_in(set.get(&question).copied(), days));
        }
    }
    for line in lines {
        let Some(question) = line.question else { continue };
        let days = reach(&line.when);
        let is_against = |bounds: Option<&Bounds>| bounds.is_some_and(|bounds| bounds.is_against(days));
        line.conflict = if !line.is_proposed() && is_against(set.get(&question)) {
            DateConflict::Set
        } else if is_against(all.get(&question)) {
            DateConflict::Proposed
        } else {
            DateConflict::None
        };
    }
}

/// The other dates of a line's question that cannot hold beside its own, in order, each with its claims.
pub fn rivals<'l>(
    lines: &'l [ChronologyLine],
    line: &'l ChronologyLine,
) -> impl Iterator<Item = &'l ChronologyLine> {
    let days = reach(&line.when);
    let same = lines.iter().filter(|other| line.question.is_some() && other.question == line.question);
    same.filter(move |other| {
        let (first, last) = reach(&other.when);
        last < days.0 || first > days.1
    })
}
