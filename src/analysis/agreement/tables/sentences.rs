//! [`sentence_tables`]: what each annotator claims of each sentence: whether, and of which kinds.

use crate::analysis::agreement::Unit;
use crate::analysis::agreement::sets::Sets;
use crate::analysis::agreement::table::{ItemPlace, Table, TableBuilder};
use crate::analysis::agreement::work::{DocumentWork, Mark, Work, chosen};
use crate::model::RecordId;
use crate::text::Span;

/// The label of a claimed sentence.
const CLAIM: &str = "claim";

/// What an unclaimed sentence is called.
const NO_CLAIM: &str = "no claim";

/// A claim that claims a sentence; sorted, they come sentence by sentence.
type Evidence = (usize, usize, usize);

/// The tables of [`Unit::SentenceIsClaim`] and [`Unit::SentenceKinds`].
///
/// A sentence is an item when two annotators marked its document read and it is not set aside. Whoever did not mark
/// the document read has no value, also where they tagged claims: of what they passed over nothing is known.
pub(super) fn sentence_tables(work: &Work<'_>) -> (Table, Table) {
    let mut claimed = TableBuilder::new(Unit::SentenceIsClaim, &work.annotators);
    let mut kinds = TableBuilder::new(Unit::SentenceKinds, &work.annotators);
    let mut claim_labels = Sets::default();
    let claim_label = claim_labels.set_of([CLAIM]);
    let mut kind_labels = work.kinds.clone();
    let mut codes = Vec::new();
    for document in work.documents.iter().filter(|document| chosen(&document.read).count() > 1) {
        let evidence = evidence(document);
        let mut rest = evidence.as_slice();
        for (at, (_, sentence)) in document.sentences.iter().enumerate() {
            let (here, after) = rest.split_at(rest.partition_point(|(other, ..)| *other == at));
            rest = after;
            let mut here = here;
            for annotator in chosen(&document.read) {
                let (own, others) = here.split_at(here.partition_point(|(_, other, _)| *other == annotator));
                here = others;
                let marks = || own.iter().filter_map(|(.., mark)| document.marks.get(*mark));
                let records = || marks().map(|mark| RecordId::Claim(mark.id));
                let Some(first) = marks().next() else {
                    claimed.value(annotator, Sets::EMPTY, []);
                    kinds.value(annotator, Sets::EMPTY, []);
                    continue;
                };
                claimed.value(annotator, claim_label, records());
                let kind_set = if own.len() == 1 {
                    first.kinds
                } else {
                    codes.clear();
                    codes.extend(marks().flat_map(|mark| work.kinds.words_of(mark.kinds)));
                    kind_labels.set(&mut codes)
                };
                // A claim without a kind says nothing of kinds, which is not the same as no claim.
                if kind_set != Sets::EMPTY {
                    kinds.value(annotator, kind_set, records());
                }
            }
            let span = document.document.sentences.get(*sentence).map(|sentence| sentence.span);
            let place = || ItemPlace::Span { document: document.document.id, span: span.unwrap_or_default() };
            claimed.end_item(place);
            kinds.end_item(place);
        }
    }
    (claimed.finish(claim_labels, NO_CLAIM), kinds.finish(kind_labels, NO_CLAIM))
}

/// Index of the sentence among those that count, of the annotator, and of the mark; readers only.
fn evidence(document: &DocumentWork<'_>) -> Vec<Evidence> {
    let has_read = |annotator: usize| document.read.get(annotator).copied().unwrap_or_default();
    let mut found = Vec::new();
    for (at, mark) in document.marks.iter().enumerate().filter(|(_, mark)| !mark.is_negative) {
        let Some(annotator) = mark.annotator.filter(|annotator| has_read(*annotator)) else {
            continue;
        };
        let sentences = &document.sentences;
        let first = sentences.partition_point(|(sentence, _)| sentence.end <= mark.span.start);
        let near = sentences.iter().enumerate().skip(first);
        let near = near.take_while(|(_, (sentence, _))| sentence.start < mark.span.end);
        found.extend(
            near.filter(|(_, (span, _))| claims(mark, *span)).map(|(index, _)| (index, annotator, at)),
        );
    }
    found.sort_unstable();
    found
}

/// Whether a claim covers at least half of the characters of a sentence, or lies within it.
fn claims(mark: &Mark<'_>, sentence: Span) -> bool {
    let shared = mark.span.intersection(sentence).map_or(0, Span::len);
    shared > 0 && (2 * shared >= sentence.len() || sentence.contains_span(mark.span))
}
