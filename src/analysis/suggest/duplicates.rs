//! [`alike_sentences`]: which sentences of any documents say the same almost word for word.

use super::super::index::{SentenceIndex, SentencePlace};
use super::copies::Bag;
use crate::model::{Document, DocumentId};
use std::collections::BTreeMap;

/// Pairs of sentences that are alike: enough of them to connect each sentence with all that are like it.
///
/// What alike means is the same as for the copies of a suggestion; sentences of a few words are left out.
pub fn alike_sentences<'d>(
    documents: impl IntoIterator<Item = &'d Document>,
) -> Vec<(SentencePlace, SentencePlace)> {
    let index = SentenceIndex::of(documents);
    let mut seen = Seen::default();
    for (document, _, len) in index.ranges() {
        for place in places(document, len) {
            let bag = Bag::of_sentence(&index, place);
            if bag.is_long() {
                seen.add(&index, place, bag);
            }
        }
    }
    seen.pairs
}

fn places(document: DocumentId, len: usize) -> impl Iterator<Item = SentencePlace> {
    (0..len).map(move |sentence| SentencePlace { document, sentence })
}

/// Different bags, found again by what any bag like them must share with them.
#[derive(Debug, Default)]
struct Seen {
    bags: Vec<(SentencePlace, Bag)>,
    /// By all forms.
    same: BTreeMap<Box<[u32]>, SentencePlace>,
    /// Numbers for the names and numbers of a bag, which are all the same in bags that are alike.
    specific: BTreeMap<Box<[u32]>, u32>,
    /// By these and one of the rarest forms: prefix filtering after Chaudhuri, Ganti and Kaushik (2006).
    by_form: BTreeMap<(u32, u32), Vec<usize>>,
    pairs: Vec<(SentencePlace, SentencePlace)>,
}

impl Seen {
    fn add(&mut self, index: &SentenceIndex, place: SentencePlace, bag: Bag) {
        if let Some(first) = self.same.get(bag.forms()) {
            self.pairs.push((*first, place));
            return;
        }
        self.same.insert(bag.forms().into(), place);
        let specific: Box<[u32]> =
            bag.forms().iter().copied().filter(|form| index.is_specific(*form)).collect();
        let next = u32::try_from(self.specific.len()).unwrap_or(u32::MAX);
        let specific = *self.specific.entry(specific).or_insert(next);
        let mut candidates: Vec<usize> = Vec::new();
        for form in bag.rarest(index) {
            let others = self.by_form.entry((specific, form)).or_default();
            candidates.extend(others.iter());
            others.push(self.bags.len());
        }
        candidates.sort_unstable();
        candidates.dedup();
        let alike = candidates.iter().filter_map(|other| self.bags.get(*other));
        let alike = alike.filter(|(_, other)| bag.is_like(index, other)).map(|(other, _)| (*other, place));
        self.pairs.extend(alike.collect::<Vec<_>>());
        self.bags.push((place, bag));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DocumentDetails;
    use crate::text::segment;
    use std::collections::BTreeSet;
    use uuid::Uuid;

    fn document(number: u128, text: &str) -> Document {
        Document {
            pinpoints: Vec::new(),
            id: DocumentId(Uuid::from_u128(number)),
            details: DocumentDetails { language: "en".to_owned(), ..DocumentDetails::default() },
            file_name: String::new(),
            original_sha256: String::new(),
            text: text.into(),
            sentences: segment(text, Some("en")).0,
            read_by: BTreeSet::new(),
        }
    }

    fn pairs(texts: &[&str]) -> Vec<[(u128, usize); 2]> {
        let documents: Vec<Document> =
            (1..).zip(texts).map(|(number, text)| document(number, text)).collect();
        let place = |place: SentencePlace| (place.document.0.as_u128(), place.sentence);
        alike_sentences(&documents).into_iter().map(|(one, other)| [place(one), place(other)]).collect()
    }

    #[test]
    fn copies_are_found_across_documents_and_other_numbers_are_no_copies() {
        let report = "The company said on Monday that its revenue rose by 5 percent in the last quarter.";
        let other = report.replace('5', "7");
        let shorter = report.replace("in the last", "in last");
        let texts = [report, &format!("It rained. {report}"), &other, &shorter];
        assert_eq!(pairs(&texts), [[(1, 0), (2, 1)], [(1, 0), (4, 0)]]);
    }

    #[test]
    fn short_sentences_are_alike_by_chance() {
        assert_eq!(
            pairs(&["He declined to comment.", "He declined to comment."]),
            [] as [[(u128, usize); 2]; 0]
        );
    }
}
