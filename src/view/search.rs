//! [`Found`]: everything that a search finds: a place by its name, words of the documents, words written about claims.

use super::layers::Shown;
use super::names::{self, ClaimNumbers};
use crate::model::{Claim, ClaimId, DocumentId};
use crate::text::{Span, find_all};
use std::ops::Range;

/// Everything that a search finds, all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Places that bear what was typed as their name.
    pub names: Vec<NamedPlace>,
    /// Words of the documents that have any, in project order.
    pub texts: Vec<TextHits>,
    /// Words written about claims, in the order of their documents.
    pub claims: Vec<ClaimHit>,
}

/// The hits in the text of one document, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextHits {
    /// Which document.
    pub document: DocumentId,
    /// The number of its first hit among all.
    pub first: usize,
    /// Where.
    pub spans: Vec<Span>,
}

/// A place by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedPlace {
    /// A sentence by index.
    Sentence(DocumentId, usize),
    /// A claim.
    Claim(ClaimId),
}

/// Words written about a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimHit {
    /// Which claim.
    pub claim: ClaimId,
    /// Where they are written.
    pub field: ClaimWords,
    /// The first match in that field.
    pub span: Span,
}

/// A field of a claim in which words are searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimWords {
    /// The claim in normalised words.
    Statement,
    /// For colleagues.
    Note,
    /// One of its tags, by place.
    Tag(usize),
}

/// One hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A place by its name.
    Name(NamedPlace),
    /// Words of a document.
    Text(DocumentId, Span),
    /// Words written about a claim.
    Claim(ClaimHit),
}

impl ClaimWords {
    /// The words of that field; empty where the claim has it no longer.
    pub fn of(self, claim: &Claim) -> &str {
        match self {
            Self::Statement => &claim.statement,
            Self::Note => &claim.note,
            Self::Tag(place) => claim.tags.get(place).map_or("", String::as_str),
        }
    }

    /// What the field is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Note => "note",
            Self::Tag(_) => "tag",
        }
    }
}

/// Searches a project as far as it is on show.
pub fn search(shown: Shown<'_>, query: &str) -> Found {
    let query = query.trim();
    if query.is_empty() {
        return Found::default();
    }
    let names = places_named(shown, query);
    let mut found = Found { names, ..Found::default() };
    let mut first = found.names.len();
    for document in shown.project.documents() {
        let spans = find_all(&document.text, query, usize::MAX);
        if !spans.is_empty() {
            let count = spans.len();
            found.texts.push(TextHits { document: document.id, first, spans });
            first += count;
        }
        found.claims.extend(shown.claims_in(document.id).flat_map(|claim| hits_about(claim, query)));
    }
    found
}

fn hits_about<'a>(claim: &'a Claim, query: &'a str) -> impl Iterator<Item = ClaimHit> + 'a {
    let tags = (0..claim.tags.len()).map(ClaimWords::Tag);
    let fields = [ClaimWords::Statement, ClaimWords::Note].into_iter().chain(tags);
    fields.filter_map(move |field| {
        let span = find_all(field.of(claim), query, 1).into_iter().next()?;
        Some(ClaimHit { claim: claim.id, field, span })
    })
}

/// The claims and the sentence that are called so: `C14` has the claims of sentence 14 of the third document, and the
/// sentence itself.
pub fn places_named(shown: Shown<'_>, query: &str) -> Vec<NamedPlace> {
    let Some((document, index, claim_number)) = parsed_name(shown, query.trim()) else {
        return Vec::new();
    };
    let project = shown.project;
    let Some(record) = project.document(document) else {
        return Vec::new();
    };
    let Some(sentence) = record.sentences.get(index) else {
        return Vec::new();
    };
    let start = if index == 0 { 0 } else { sentence.span.start };
    let end = record.sentences.get(index + 1).map_or(usize::MAX, |next| next.span.start);
    let mut numbers = ClaimNumbers::new(project);
    let mut places: Vec<NamedPlace> = Vec::new();
    for claim in project.claims_from(document, Span::new(start, end)) {
        let suffix = numbers.suffix(claim, index);
        let fits = claim_number.is_none_or(|wanted| wanted == suffix.trim_start_matches('.'));
        if fits && shown.claim(claim.id).is_some() {
            places.push(NamedPlace::Claim(claim.id));
        }
    }
    if claim_number.is_none() {
        places.push(NamedPlace::Sentence(document, index));
    }
    places
}

/// Document, sentence and the number of a claim after the full stop.
fn parsed_name<'q>(shown: Shown<'_>, query: &'q str) -> Option<(DocumentId, usize, Option<&'q str>)> {
    let digits = query.find(|c: char| c.is_ascii_digit())?;
    let (letters, rest) = query.split_at_checked(digits)?;
    let is_name = (1..=3).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
    let (sentence, claim) =
        rest.split_once('.').map_or((rest, None), |(sentence, claim)| (sentence, Some(claim)));
    let is_number = |text: &str| text.len() < 10 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_name || !is_number(sentence) || !claim.is_none_or(|claim| !claim.is_empty() && is_number(claim)) {
        return None;
    }
    let letters = letters.to_ascii_uppercase();
    let mut documents = shown.project.document_ids().iter().enumerate();
    let (_, document) = documents.find(|(position, _)| names::letter(*position) == letters)?;
    Some((*document, sentence.parse::<usize>().ok()?.checked_sub(1)?, claim))
}

impl Found {
    /// How many hits there are.
    pub fn len(&self) -> usize {
        self.text_range().end + self.claims.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The numbers of the hits in texts.
    pub fn text_range(&self) -> Range<usize> {
        let start = self.names.len();
        start..self.texts.last().map_or(start, |last| last.first + last.spans.len())
    }

    /// The hit of that number: names first, then texts, then what is written about claims.
    pub fn get(&self, index: usize) -> Option<Hit> {
        if let Some(place) = self.names.get(index) {
            return Some(Hit::Name(*place));
        }
        if let Some(at) = index.checked_sub(self.text_range().end) {
            return self.claims.get(at).copied().map(Hit::Claim);
        }
        let hits = self.texts.get(self.texts.partition_point(|hits| hits.first <= index).checked_sub(1)?)?;
        Some(Hit::Text(hits.document, *hits.spans.get(index.checked_sub(hits.first)?)?))
    }

    /// The hits in the text of a document, in order, with the number of the first.
    pub fn in_document(&self, document: DocumentId) -> (usize, &[Span]) {
        let hits = self.texts.iter().find(|hits| hits.document == document);
        hits.map_or((0, &[]), |hits| (hits.first, hits.spans.as_slice()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found() -> Found {
        let document = |number| DocumentId(uuid::Uuid::from_u128(number));
        let span = |start| Span::new(start, start + 1);
        let claim = ClaimId(uuid::Uuid::from_u128(9));
        Found {
            names: vec![NamedPlace::Claim(claim)],
            texts: vec![
                TextHits { document: document(1), first: 1, spans: vec![span(3), span(7)] },
                TextHits { document: document(3), first: 3, spans: vec![span(0)] },
            ],
            claims: vec![ClaimHit { claim, field: ClaimWords::Note, span: span(2) }],
        }
    }

    #[test]
    fn hits_are_numbered_through() {
        let found = found();
        assert_eq!((found.len(), found.text_range()), (5, 1..4));
        let document = |number| DocumentId(uuid::Uuid::from_u128(number));
        assert!(matches!(found.get(0), Some(Hit::Name(_))));
        assert_eq!(found.get(2), Some(Hit::Text(document(1), Span::new(7, 8))));
        assert_eq!(found.get(3), Some(Hit::Text(document(3), Span::new(0, 1))));
        assert!(matches!(found.get(4), Some(Hit::Claim(_))));
        assert_eq!(found.get(5), None);
        assert_eq!(found.in_document(document(3)), (3, [Span::new(0, 1)].as_slice()));
        assert_eq!(found.in_document(document(2)), (0, [].as_slice()));
    }
}
