//! [`merged_sentences`]: two ways to cut one text into sentences, place by place.

use super::meeting::Meeting;
use super::side::Pair;
use crate::model::Document;
use crate::text::{Sentence, Span};
use std::collections::BTreeSet;

/// A part of the text that was cut anew, and its sentences: what conflicts about sentences hold.
pub(super) type Region = (Span, Vec<Sentence>);

/// Where only one side cut anew, its sentences; where both did in unlike ways, those of one, and a conflict.
pub(super) fn merged_sentences(meeting: &mut Meeting<'_, Document>) -> Vec<Sentence> {
    let set = |document: &Document| document.sentences.iter().copied().collect::<BTreeSet<_>>();
    let (ours, theirs) = (set(meeting.ours), set(meeting.theirs));
    if ours == theirs {
        return ours.into_iter().collect();
    }
    // Without a common past what both have counts as such, and a sentence that one lacks comes back.
    let base = meeting.base.map_or_else(|| ours.intersection(&theirs).copied().collect(), set);
    let changed = ours.symmetric_difference(&base).chain(theirs.symmetric_difference(&base));
    let regions = covers(changed.map(|sentence| sentence.span).collect());
    let is_changed = |sentence: &Sentence| overlapping(&regions, sentence.span).is_some();
    let mut merged: Vec<Sentence> = base.iter().copied().filter(|one| !is_changed(one)).collect();
    let mut parts = [base, ours, theirs].map(|set| parted(set, &regions).into_iter());
    for region in &regions {
        let [base, ours, theirs] = parts.each_mut().map(|parts| (*region, parts.next().unwrap_or_default()));
        merged.extend(meeting.value("sentences", Some(&base), Pair { ours, theirs }).1);
    }
    merged.sort_unstable();
    merged
}

/// Puts the sentences of a region in place of those that share text with it.
pub(super) fn replace_region(sentences: &mut Vec<Sentence>, (region, new): Region) {
    sentences.retain(|sentence| !sentence.span.overlaps(region));
    sentences.extend(new);
    sentences.sort_unstable();
}

/// The spans, joined where they overlap.
fn covers(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.cover(span),
            _ => joined.push(span),
        }
    }
    joined
}

/// Which of the regions, which are in order and apart, shares text with the span.
fn overlapping(regions: &[Span], span: Span) -> Option<usize> {
    let first = regions.partition_point(|region| region.end <= span.start);
    regions.get(first).is_some_and(|region| region.overlaps(span)).then_some(first)
}

/// The sentences of each region.
fn parted(sentences: BTreeSet<Sentence>, regions: &[Span]) -> Vec<Vec<Sentence>> {
    let mut parts = vec![Vec::new(); regions.len()];
    for sentence in sentences {
        let part = overlapping(regions, sentence.span).and_then(|index| parts.get_mut(index));
        if let Some(part) = part {
            part.push(sentence);
        }
    }
    parts
}
