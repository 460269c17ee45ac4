//! [`CheckList`] and [`CheckCard`]: a draft held against its sources, sentence by sentence.

use super::disagreements::{ContextQuote, context_of_span};
use super::inspector::KindLabel;
use super::names;
use super::suggestions::DifferenceNote;
use crate::analysis::suggest::proposed_kind;
use crate::analysis::verify::{CheckStatus, CheckedSentence, Passage, PassageStand, Verification};
use crate::model::{AnnotatorId, Claim, Document, DocumentId, DocumentRole, Link, Project, RecordId};
use crate::text::{Span, visible};

/// Which sentences are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CheckFilter {
    /// Every one.
    #[default]
    All,
    /// Those of one status.
    Status(CheckStatus),
}

impl CheckFilter {
    /// Every one, in the order shown.
    pub const ALL: [Self; 5] = [
        Self::All,
        Self::Status(CheckStatus::Differs),
        Self::Status(CheckStatus::QuoteNotFound),
        Self::Status(CheckStatus::NoSource),
        Self::Status(CheckStatus::Backed),
    ];

    /// Shown.
    pub const fn label(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Status(status) => status_label(status),
        }
    }
}

/// A status in words.
pub const fn status_label(status: CheckStatus) -> &'static str {
    match status {
        CheckStatus::Differs => "Values differ",
        CheckStatus::QuoteNotFound => "Quotation not found",
        CheckStatus::NoSource => "No source found",
        CheckStatus::Backed => "Backed",
    }
}

/// A document under check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    /// Which document.
    pub document: DocumentId,
    /// `F · The title`.
    pub label: String,
}

/// The documents under check, in project order.
pub fn drafts(project: &Project) -> Vec<DraftRow> {
    let drafts = project.documents().filter(|document| document.details.role == DocumentRole::UnderCheck);
    let row = |document: &Document| DraftRow {
        document: document.id,
        label: format!(
            "{} · {}",
            names::document_letter(project, document.id),
            visible(&document.details.title)
        ),
    };
    drafts.map(row).collect()
}

/// What was done with a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PassageState {
    /// Nothing yet.
    Open,
    /// It is linked to the sentence: the label of the kind.
    Linked(KindLabel),
    /// It was judged to have nothing to do with it.
    Dismissed,
}

/// The sentences of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckList {
    /// In order.
    pub rows: Vec<CheckRow>,
    /// Sentences that are not judged yet.
    pub left: usize,
}

/// A sentence of a draft in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckRow {
    /// Its number in the draft, from 0.
    pub sentence: usize,
    /// `F14`.
    pub name: String,
    /// Its words on one line.
    pub text: String,
    /// How it stands to the sources, dismissed passages left out.
    pub status: CheckStatus,
    /// The types of what differs, in words; empty where nothing does.
    pub types: String,
    /// Whether it is judged: linked, or every passage dismissed.
    pub is_done: bool,
}

impl CheckList {
    /// The rows that a filter lists, by place.
    pub fn listed(&self, filter: CheckFilter) -> Vec<usize> {
        let is_listed = |row: &CheckRow| match filter {
            CheckFilter::All => true,
            CheckFilter::Status(status) => row.status == status,
        };
        (0..).zip(&self.rows).filter(|(_, row)| is_listed(row)).map(|(place, _)| place).collect()
    }
}

/// The sentence at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckCard {
    /// Its number in the draft, from 0.
    pub sentence: usize,
    /// `F14`.
    pub name: String,
    /// How it stands to the sources.
    pub status: CheckStatus,
    /// Its words in context, with what differs marked.
    pub text: ContextQuote,
    /// What is to be said of it, a line each.
    pub notes: Vec<String>,
    /// The best passage of each source.
    pub passages: Vec<PassageCard>,
}

/// A passage of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageCard {
    /// The source.
    pub document: DocumentId,
    /// Bytes of its text.
    pub span: Span,
    /// `C7`.
    pub name: String,
    /// Letter of the source.
    pub letter: String,
    /// Its place in project order.
    pub position: usize,
    /// Its title, and where in the original the passage stands.
    pub title: String,
    /// Admiralty letter of the source; none when not rated.
    pub reliability: Option<String>,
    /// What it says to the sentence.
    pub stand: PassageStand,
    /// How much of the sentence it says, in percent.
    pub score: u8,
    /// Its words in context, with what differs marked.
    pub text: ContextQuote,
    /// In what it differs.
    pub differences: Vec<DifferenceNote>,
    /// What was done with it.
    pub state: PassageState,
    /// Id of the link kind that is offered.
    pub kind: Option<String>,
    /// That kind in words.
    pub kind_label: Option<KindLabel>,
}

/// The sentences of a draft as they stand; `seen` is the annotator whose work alone is seen.
pub fn check_list(project: &Project, found: &Verification, seen: Option<AnnotatorId>) -> CheckList {
    let Some(draft) = project.document(found.draft) else {
        return CheckList::default();
    };
    let row = |sentence: &CheckedSentence| {
        let work = Work::of(project, draft.id, sentence.span, seen);
        let words = sentence.span.slice(&draft.text).unwrap_or_default();
        let labels: Vec<String> = sentence.types.iter().map(|kind| difference_label(project, kind)).collect();
        CheckRow {
            sentence: sentence.index,
            name: names::sentence_name(project, draft.id, sentence.index),
            text: visible(words).replace(['\n', '\t'], " "),
            status: work.status(sentence),
            types: labels.join(", "),
            is_done: work.is_done(sentence),
        }
    };
    let rows: Vec<CheckRow> = found.sentences.iter().map(row).collect();
    let left = rows.iter().filter(|row| !row.is_done).count();
    CheckList { rows, left }
}

/// One sentence of a draft with its passages; none when it is gone.
pub fn check_card(
    project: &Project,
    found: &Verification,
    index: usize,
    seen: Option<AnnotatorId>,
) -> Option<CheckCard> {
    let draft = project.document(found.draft)?;
    let sentence = found.sentences.iter().find(|sentence| sentence.index == index)?;
    let work = Work::of(project, draft.id, sentence.span, seen);
    let passages = sentence.passages.iter().filter_map(|passage| passage_card(project, &work, passage));
    Some(CheckCard {
        sentence: index,
        name: names::sentence_name(project, draft.id, index),
        status: work.status(sentence),
        text: context_of_span(draft, sentence.span, sentence.marks.clone()),
        notes: notes(project, draft, sentence),
        passages: passages.collect(),
    })
}

fn passage_card(project: &Project, work: &Work<'_>, passage: &Passage) -> Option<PassageCard> {
    let document = project.document(passage.document)?;
    let differences = &passage.differences.differences;
    let marks = differences.iter().filter_map(|difference| difference.to).collect();
    let pinpoint = names::pinpoint(document, passage.span.start);
    // A document may leave open where its first words stand.
    let title = [document.details.title.as_str(), &pinpoint].into_iter().filter(|part| !part.is_empty());
    let title = title.collect::<Vec<_>>().join(", ");
    // What only stands near says nothing for or against the sentence.
    let kind = Some(passage).filter(|passage| passage.stand != PassageStand::Near);
    let kind = kind.and_then(|passage| proposed_kind(project.codebook(), &passage.differences, false));
    Some(PassageCard {
        document: document.id,
        span: passage.span,
        name: names::place_name(project, document.id, passage.span),
        letter: names::document_letter(project, document.id),
        position: project.document_position(document.id).unwrap_or_default(),
        title: visible(&title).into_owned(),
        reliability: document.details.source.reliability.clone(),
        stand: passage.stand,
        score: percent(passage.score),
        text: context_of_span(document, passage.span, marks),
        differences: differences.iter().map(|it| DifferenceNote::new(project, it)).collect(),
        state: work.state(passage),
        kind_label: kind.as_deref().map(|kind| KindLabel::of_link(project.codebook(), kind)),
        kind,
    })
}

/// What is to be said of a sentence beside its passages.
fn notes(project: &Project, draft: &Document, sentence: &CheckedSentence) -> Vec<String> {
    let words = |document: &Document, span: Span| {
        let words = span.slice(&document.text).unwrap_or_default();
        names::shortened(&visible(words).replace(['\n', '\t'], " "), 80)
    };
    let mut notes: Vec<String> = Vec::new();
    for quotation in &sentence.quotations {
        let quoted = words(draft, quotation.span);
        if let Some((source, _)) = &quotation.found {
            let letter = names::document_letter(project, *source);
            notes.push(format!("“{quoted}” stands word for word in {letter}"));
            continue;
        }
        let near = quotation.nearest.as_ref().and_then(|near| Some((near, project.document(near.document)?)));
        notes.push(match near {
            None => format!("“{quoted}”: no source has these words or words like them"),
            Some((near, source)) => {
                let side = |document: &Document, span: Option<Span>| {
                    span.map_or_else(|| "–".to_owned(), |span| words(document, span))
                };
                let place = names::place_name(project, source.id, near.span);
                let (own, other) = (side(draft, near.quoted), side(source, near.said));
                format!("“{quoted}” differs from {place} first in: {own} / {other}")
            }
        });
    }
    match sentence.status {
        CheckStatus::NoSource if !sentence.marks.is_empty() => {
            let marked: Vec<String> = sentence.marks.iter().map(|mark| words(draft, *mark)).collect();
            notes.push(format!("In no source: {}", marked.join(", ")));
        }
        CheckStatus::NoSource if sentence.passages.is_empty() => {
            notes.push("No passage of a source is like it by its words".to_owned());
        }
        CheckStatus::Backed if !sentence.types.is_empty() => {
            let labels: Vec<String> =
                sentence.types.iter().map(|kind| difference_label(project, kind)).collect();
            notes.push(format!("A source backs it, and the sources disagree: {}", labels.join(", ")));
        }
        _ => {}
    }
    notes
}

fn difference_label(project: &Project, kind: &str) -> String {
    let terms = &project.codebook().difference_types;
    terms.iter().find(|term| term.id == kind).map_or_else(|| kind.to_owned(), |term| term.label.clone())
}

/// What annotators did with a sentence.
struct Work<'p> {
    project: &'p Project,
    claims: Vec<&'p Claim>,
}

impl<'p> Work<'p> {
    fn of(project: &'p Project, draft: DocumentId, span: Span, seen: Option<AnnotatorId>) -> Self {
        let is_seen = |claim: &&Claim| seen.is_none_or(|annotator| claim.annotator == annotator);
        let is_here = |claim: &&Claim| !claim.unanchored && claim.span.overlaps(span);
        let claims = project.claims_in(draft).filter(is_here).filter(is_seen).collect();
        Self { project, claims }
    }

    /// Links to claims of other documents, with the claim there.
    fn links(&self) -> impl Iterator<Item = (&'p Link, &'p Claim)> {
        let project = self.project;
        self.claims.iter().flat_map(move |claim| {
            project.links_of(claim.id).filter_map(move |link| {
                let other = if link.from == claim.id { link.to } else { link.from };
                let other = project.claim(other)?;
                (other.document != claim.document).then_some((link, other))
            })
        })
    }

    fn state(&self, passage: &Passage) -> PassageState {
        let linked = self
            .links()
            .find(|(_, other)| other.document == passage.document && other.span.overlaps(passage.span));
        if let Some((link, _)) = linked {
            return PassageState::Linked(KindLabel::of_link(self.project.codebook(), &link.kind));
        }
        let dismissals = self.claims.iter().flat_map(|claim| self.project.mentions_of(claim.id));
        let mut dismissals = dismissals.filter_map(|record| match record {
            RecordId::Dismissal(id) => self.project.dismissal(id),
            _ => None,
        });
        let is_dismissed =
            dismissals.any(|one| one.document == passage.document && one.span.overlaps(passage.span));
        if is_dismissed { PassageState::Dismissed } else { PassageState::Open }
    }

    fn is_done(&self, sentence: &CheckedSentence) -> bool {
        if self.claims.is_empty() {
            return false;
        }
        // Without a passage, being a claim is all that can be done with it.
        self.links().next().is_some()
            || sentence.passages.iter().all(|passage| self.state(passage) == PassageState::Dismissed)
    }

    /// The status that is left when dismissed passages do not count.
    fn status(&self, sentence: &CheckedSentence) -> CheckStatus {
        if self.claims.is_empty() || sentence.status == CheckStatus::QuoteNotFound {
            return sentence.status;
        }
        let open = || sentence.passages.iter().filter(|one| self.state(one) != PassageState::Dismissed);
        if open().count() == sentence.passages.len() {
            return sentence.status;
        }
        let has = |stand: PassageStand| open().any(|passage| passage.stand == stand);
        match sentence.status {
            CheckStatus::Differs if has(PassageStand::Differs) => CheckStatus::Differs,
            CheckStatus::Differs | CheckStatus::Backed if has(PassageStand::Backs) => CheckStatus::Backed,
            _ => CheckStatus::NoSource,
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share between 0 and 1")]
fn percent(share: f32) -> u8 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u8
}
