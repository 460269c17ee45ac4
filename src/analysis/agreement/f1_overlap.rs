//! [`matches()`]: F1 of the characters that two annotators tagged.

use super::matches::{Marked, Matches, UnitMatches};
use super::table::Rows;
use super::work::{DocumentWork, chosen};
use crate::text::Span;

/// Twice the characters that both tagged over those that each did, in documents that both marked read or tagged claims
/// in. A character that several claims of one annotator cover counts once. Resampled by sentence.
pub(super) fn matches(documents: &[DocumentWork<'_>], rows: &Rows<'_>, is_resampled: bool) -> Matches {
    let unit_count = documents.iter().map(|work| work.sentences.len() + 1).sum();
    let annotator_count = rows.table.annotators.len();
    let mut matches = Matches::new(annotator_count, unit_count, is_resampled);
    let mut marked = Marked::new(annotator_count);
    let (mut unit, mut pieces) = (0, Vec::new());
    for work in documents {
        if chosen(&work.tagged).count() > 1 {
            cut(work, &mut pieces);
            for (sentence, pieces) in pieces.iter().enumerate().take(work.sentences.len() + 1) {
                marked.clear();
                chosen(&work.tagged).for_each(|annotator| marked.add(annotator, 0));
                add_pieces(matches.unit(unit + sentence), &mut marked, pieces);
            }
        }
        unit += work.sentences.len() + 1;
    }
    matches
}

/// The tagged part of a sentence, by annotator and then in order.
type Pieces = Vec<(usize, Span)>;

/// The tagged characters of a document, cut where sentences begin, sentence by sentence; the first stands before all
/// sentences. What is set aside belongs to the sentence before. `found` is used again and again.
fn cut(work: &DocumentWork<'_>, found: &mut Vec<Pieces>) {
    let starts: Vec<usize> = work.sentences.iter().map(|(span, _)| span.start).collect();
    found.iter_mut().for_each(Vec::clear);
    found.resize(found.len().max(starts.len() + 1), Vec::new());
    for (annotator, covered) in covered(work).into_iter().enumerate() {
        for mut rest in covered {
            let mut sentence = starts.partition_point(|start| *start <= rest.start);
            while !rest.is_empty() {
                let end = starts.get(sentence).map_or(rest.end, |next| rest.end.min(*next));
                if let Some(here) = found.get_mut(sentence) {
                    here.push((annotator, Span::new(rest.start, end)));
                }
                rest.start = end;
                sentence += 1;
            }
        }
    }
}

/// By annotator the stretches that claims cover, in order and apart from each other.
fn covered(work: &DocumentWork<'_>) -> Vec<Vec<Span>> {
    let mut covered: Vec<Vec<Span>> = vec![Vec::new(); work.tagged.len()];
    for (annotator, mark) in work.claims() {
        if let Some(own) = covered.get_mut(annotator) {
            match own.last_mut().filter(|last| mark.span.start < last.end) {
                Some(last) => last.end = last.end.max(mark.span.end),
                None => own.push(mark.span),
            }
        }
    }
    covered
}

fn add_pieces(mut sums: UnitMatches<'_>, marked: &mut Marked, pieces: &Pieces) {
    let count = |len: usize| u32::try_from(len).unwrap_or(u32::MAX);
    let own: Vec<(usize, &[(usize, Span)])> = pieces
        .chunk_by(|(one, _), (other, _)| one == other)
        .filter_map(|own| Some((own.first()?.0, own)))
        .collect();
    for (at, (annotator, spans)) in own.iter().enumerate() {
        marked.add(*annotator, count(spans.iter().map(|(_, span)| span.len()).sum()));
        for (other, others) in own.iter().skip(at + 1) {
            sums.add_shared((*annotator, *other), count(shared(spans, others)));
        }
    }
    sums.add_marked(marked);
}

/// Characters that both have; usually each has one stretch in a sentence.
fn shared(spans: &[(usize, Span)], others: &[(usize, Span)]) -> usize {
    let both = spans.iter().flat_map(|(_, one)| others.iter().map(|(_, other)| one.intersection(*other)));
    both.flatten().map(Span::len).sum()
}
