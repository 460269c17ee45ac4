//! [`SuggestionCard`]: a link that the program proposes, with what speaks for it.

use super::disagreements::{ContextQuote, context_of_span};
use super::inspector::{KindLabel, Quote, claim_quote_marks, difference_label};
use super::names;
use crate::analysis::suggest::{Reason, Suggestion};
use crate::model::{ClaimId, Difference, DocumentId, Project};
use crate::text::{Span, visible};

/// Shared words on show; the rest tell less.
const MAX_REASONS: usize = 6;

/// The suggestions of one document for a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestionGroup {
    /// Letter of the document.
    pub letter: String,
    /// Place of the document in project order.
    pub position: usize,
    /// Its title.
    pub title: String,
    /// The best first.
    pub cards: Vec<SuggestionCard>,
}

/// A sentence that a claim may be linked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestionCard {
    /// The claim that it is suggested for.
    pub claim: ClaimId,
    /// The document of the sentence.
    pub document: DocumentId,
    /// The sentence.
    pub span: Span,
    /// The claim that it is, if any.
    pub other: Option<ClaimId>,
    /// Name of the sentence or of its claim, `C7`.
    pub name: String,
    /// Letter of its document.
    pub letter: String,
    /// Its words, with what differs marked.
    pub quote: Quote,
    /// How alike, in percent.
    pub score: u8,
    /// The words that both have, the most telling first.
    pub shared: Vec<String>,
    /// The differences that were found, in words.
    pub differences: Vec<DifferenceNote>,
    /// Id of the kind that is proposed.
    pub kind: Option<String>,
    /// That kind in words.
    pub kind_label: Option<KindLabel>,
    /// Near-identical sentences, by place.
    pub copies: Vec<(DocumentId, Span)>,
    /// Their names.
    pub copy_names: Vec<String>,
}

/// A difference between two texts, worded as what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferenceNote {
    /// Label of its type.
    pub kind: String,
    /// For example `values differ: 50 / 100`.
    pub words: String,
}

impl DifferenceNote {
    /// A difference in words; its type alone where nothing more is said.
    pub fn new(project: &Project, difference: &Difference) -> Self {
        let kind = difference_label(project.codebook(), &difference.kind);
        let words =
            if difference.note.is_empty() { kind.clone() } else { visible(&difference.note).into_owned() };
        Self { kind, words }
    }
}

/// The suggestions for a claim, grouped by document in the order of the best of each.
pub fn suggestion_groups(project: &Project, claim: ClaimId, found: &[Suggestion]) -> Vec<SuggestionGroup> {
    let mut groups: Vec<SuggestionGroup> = Vec::new();
    for suggestion in found {
        let Some(document) = project.document(suggestion.document) else {
            continue;
        };
        let card = suggestion_card(project, claim, suggestion);
        if let Some(group) = groups.iter_mut().find(|group| group.letter == card.letter) {
            group.cards.push(card);
            continue;
        }
        groups.push(SuggestionGroup {
            letter: card.letter.clone(),
            position: project.document_position(document.id).unwrap_or_default(),
            title: visible(&document.details.title).into_owned(),
            cards: vec![card],
        });
    }
    groups
}

/// One suggestion for a claim.
pub fn suggestion_card(project: &Project, claim: ClaimId, found: &Suggestion) -> SuggestionCard {
    let place_name = |document, span| names::place_name(project, document, span);
    let name = match found.claim.and_then(|claim| project.claim(claim)) {
        Some(claim) => names::claim_name(project, claim),
        None => place_name(found.document, found.span),
    };
    let differing: Vec<Option<Span>> = found.differences.differences.iter().map(|it| it.to).collect();
    let text = project.document(found.document).map_or("", |document| &document.text);
    let words = found.span.slice(text).unwrap_or_default();
    SuggestionCard {
        claim,
        document: found.document,
        span: found.span,
        other: found.claim,
        name,
        letter: names::document_letter(project, found.document),
        quote: claim_quote_marks(words, found.span, differing),
        score: percent(found.score),
        shared: shared_words(&found.reasons),
        differences: found
            .differences
            .differences
            .iter()
            .map(|it| DifferenceNote::new(project, it))
            .collect(),
        kind: found.kind.clone(),
        kind_label: found.kind.as_deref().map(|kind| KindLabel::of_link(project.codebook(), kind)),
        copies: found.copies.iter().map(|copy| (copy.document, copy.span)).collect(),
        copy_names: found.copies.iter().map(|copy| place_name(copy.document, copy.span)).collect(),
    }
}

/// A likely link in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LikelyRow {
    /// The claim, and the document and sentence that it may be linked to.
    pub place: (ClaimId, DocumentId, Span),
    /// What the claim says.
    pub title: String,
    /// `A14 and C7 · 64 % alike`.
    pub meta: String,
    /// The kind that is proposed.
    pub kind: Option<KindLabel>,
}

/// The likely link at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LikelyCard {
    /// What is proposed.
    pub suggestion: SuggestionCard,
    /// The claim in its text, with what differs marked.
    pub claim: LikelySide,
    /// The sentence in its text.
    pub sentence: LikelySide,
}

/// One side of a likely link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LikelySide {
    /// `A14`.
    pub name: String,
    /// Letter of the document.
    pub letter: String,
    /// Place of the document in project order.
    pub position: usize,
    /// Its title, and where in the original the words stand.
    pub title: String,
    /// Admiralty letter of the source; none when not rated.
    pub reliability: Option<String>,
    /// Whether it is a claim already.
    pub is_claim: bool,
    /// The words in context.
    pub text: ContextQuote,
}

/// A likely link as a row; none when its claim is gone.
pub fn likely_row(project: &Project, claim: ClaimId, found: &Suggestion) -> Option<LikelyRow> {
    let card = suggestion_card(project, claim, found);
    let record = project.claim(claim)?;
    let saying = if record.statement.is_empty() { &record.quote } else { &record.statement };
    Some(LikelyRow {
        place: (claim, found.document, found.span),
        title: names::shortened(&visible(saying), 90),
        meta: format!("{} and {} · {} % alike", names::claim_name(project, record), card.name, card.score),
        kind: card.kind_label,
    })
}

/// A likely link with both sides in context; none when its claim is gone.
pub fn likely_card(project: &Project, claim: ClaimId, found: &Suggestion) -> Option<LikelyCard> {
    let record = project.claim(claim)?;
    let differences = &found.differences.differences;
    let side = |document: DocumentId, span: Span, marks: Vec<Span>, name: String, is_claim: bool| {
        let document = project.document(document)?;
        let pinpoint = names::pinpoint(document, span.start);
        Some(LikelySide {
            name,
            letter: names::document_letter(project, document.id),
            position: project.document_position(document.id).unwrap_or_default(),
            title: visible(&[document.details.title.as_str(), &pinpoint].join(", ")).into_owned(),
            reliability: document.details.source.reliability.clone(),
            is_claim,
            text: context_of_span(document, span, marks),
        })
    };
    let suggestion = suggestion_card(project, claim, found);
    let own_marks = differences.iter().filter_map(|difference| difference.from).collect();
    let marks = differences.iter().filter_map(|difference| difference.to).collect();
    let own = names::claim_name(project, record);
    Some(LikelyCard {
        claim: side(record.document, record.span, own_marks, own, true)?,
        sentence: side(found.document, found.span, marks, suggestion.name.clone(), found.claim.is_some())?,
        suggestion,
    })
}

fn shared_words(reasons: &[Reason]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for reason in reasons {
        let word = visible(&reason.word).into_owned();
        if !words.iter().any(|known| known.eq_ignore_ascii_case(&word)) {
            words.push(word);
        }
    }
    words.truncate(MAX_REASONS);
    words
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share between 0 and 1")]
fn percent(score: f32) -> u8 {
    (score.clamp(0.0, 1.0) * 100.0).round() as u8
}
