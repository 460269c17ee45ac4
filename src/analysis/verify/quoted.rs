//! [`checked`]: a quotation of a draft, found word for word in a source or set beside the nearest passage.

use super::found::{CheckedQuotation, NearestWords};
use super::sources::Sources;
use super::wording::{FirstDifference, Wording, parts, parts_without_insertions};
use crate::analysis::index::SentencePlace;
use crate::analysis::similarity::{Query, Reach, search};
use crate::model::DocumentId;
use crate::text::Span;

/// Shorter ones are words that are only mentioned.
const MIN_WORDS: usize = 2;
/// So many words in capitals are a name or a title.
const MAX_TITLE_WORDS: usize = 6;
/// Sentences of each source beside which a quotation is set that is nowhere word for word.
const NEAR: Reach = Reach { total: 12, per_document: 2 };

/// Looks for a quotation in all sources; none for what is no quotation but a name, a title or a single word.
pub(super) fn checked(sources: &Sources<'_>, sentence: Span, span: Span) -> Option<CheckedQuotation> {
    let text = span.slice(&sources.draft.text)?;
    let wanted = parts(text);
    let len: usize = wanted.iter().map(Wording::len).sum();
    if len < MIN_WORDS || is_title(text) {
        return None;
    }
    let without = parts_without_insertions(text);
    let find = |parts: &[Wording]| {
        sources.wordings().find_map(|(source, words)| Some((source.id, words.find(parts)?)))
    };
    let found = find(&wanted).or_else(|| find(&without));
    let nearest = if found.is_some() { None } else { nearest(sources, sentence, (text, span)) };
    Some(CheckedQuotation { span, found, nearest })
}

/// The sentence of a source, with those beside it, that has most of the words in their order.
fn nearest(sources: &Sources<'_>, sentence: Span, (text, span): (&str, Span)) -> Option<NearestWords> {
    let query = Query { texts: &[text], document: sources.draft.id, span: sentence };
    let quoted = Wording::of(text);
    let beside = |place: SentencePlace| -> Option<(DocumentId, FirstDifference)> {
        let (_, words) = sources.source(place.document)?;
        let own = sources.index.span(place)?;
        let next =
            |sentence: Option<usize>| sources.index.span(SentencePlace { sentence: sentence?, ..place });
        let start = next(place.sentence.checked_sub(1)).map_or(own.start, |before| before.start);
        let end = next(Some(place.sentence + 1)).map_or(own.end, |after| after.end);
        Some((place.document, words.nearest(&quoted, words.within(Span::new(start, end)))?))
    };
    let places = search(&sources.index, &query, &NEAR).into_iter().map(|found| found.place);
    let all = places.filter_map(beside);
    // Of equals the first, which is the likest by its words.
    let (document, found) =
        all.fold(None, |best: Option<(DocumentId, FirstDifference)>, next| match best {
            Some(best) if best.1.share >= next.1.share => Some(best),
            _ => Some(next),
        })?;
    let quoted = found.quoted.map(|words| words.shifted(span.start));
    Some(NearestWords { document, span: found.place, share: found.share, quoted, said: found.said })
}

/// "Der Spiegel", "The Art of the Deal": every word that is not a small one begins with a capital.
fn is_title(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let has_capital =
        |word: &&str| word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
    let is_small = |word: &&str| word.chars().count() <= 3;
    words.len() <= MAX_TITLE_WORDS
        && words.first().is_some_and(has_capital)
        && words.last().is_some_and(has_capital)
        && words.iter().all(|word| has_capital(word) || is_small(word))
}
