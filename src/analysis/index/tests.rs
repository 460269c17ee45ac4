//! An index that was changed answers like one made anew.

use super::super::similarity::{Found, Query, Reach, search};
use super::*;
use crate::model::DocumentDetails;
use proptest::prelude::*;
use uuid::Uuid;

const fn id(number: u128) -> DocumentId {
    DocumentId(Uuid::from_u128(number))
}

/// A sentence a line; a line that begins with `-` is set aside.
fn document(number: u128, language: &str, lines: &str) -> Document {
    let mut sentences = Vec::new();
    let mut start = 0;
    for line in lines.split('\n') {
        let role = if line.starts_with('-') { SentenceRole::SetAside } else { SentenceRole::Body };
        sentences.push(Sentence { span: Span::new(start, start + line.len()), role });
        start += line.len() + 1;
    }
    Document {
        pinpoints: Vec::new(),
        id: id(number),
        details: DocumentDetails { language: language.to_owned(), ..DocumentDetails::default() },
        file_name: String::new(),
        original_sha256: String::new(),
        text: lines.into(),
        sentences,
        read_by: Default::default(),
    }
}

fn found(index: &SentenceIndex, text: &str, own: u128) -> Vec<Found> {
    let query = Query { texts: &[text], document: id(own), span: Span::new(0, text.len()) };
    search(index, &query, &Reach { total: 10, per_document: 3 })
}

fn places(index: &SentenceIndex, text: &str) -> Vec<(u128, usize)> {
    let found = found(index, text, 0);
    found.into_iter().map(|found| (found.place.document.0.as_u128(), found.place.sentence)).collect()
}

#[test]
fn sentences_with_the_rarer_words_come_first_and_own_ones_not_at_all() {
    let index = SentenceIndex::of(&[
        document(1, "en", "The deal is capped.\nThe weather was fine."),
        document(2, "en", "Payments under the deal end in 2030.\nThe dog slept.\nThe deal was off."),
    ]);
    assert_eq!(places(&index, "The payment ends in 2030")[0], (2, 0));
    let own = found(&index, "The deal is capped.", 1);
    assert!(own.iter().all(|found| found.place.document == id(2)), "{own:?}");
    assert!(found(&index, "Nothing here matches", 0).is_empty());
}

#[test]
fn what_is_set_aside_is_never_found() {
    let index =
        SentenceIndex::of(&[document(0, "en", "-"), document(1, "en", "- Subscribe now.\nSubscribe later.")]);
    assert_eq!(places(&index, "subscribe"), [(1, 1)]);
    assert_eq!(index.sentence_count(), 1);
}

#[test]
fn texts_without_spaces_are_found_by_their_characters() {
    let index = SentenceIndex::of(&[
        document(1, "zh", "公司周一宣布裁员。\n天气很好。"),
        document(2, "ja", "東京で発表した。"),
    ]);
    assert_eq!(places(&index, "该公司将裁员"), [(1, 0)]);
    assert_eq!(places(&index, "東京"), [(2, 0)]);
}

#[test]
fn compounds_meet_by_their_letters() {
    let index = SentenceIndex::of(&[
        document(1, "de", "Microsoft kürzt die Gewinnausschüttung."),
        document(2, "de", "Microsoft deckelt die Umsatzbeteiligung."),
    ]);
    assert_eq!(places(&index, "Microsoft und die Beteiligung am Umsatz")[0], (2, 0));
}

#[test]
fn an_index_knows_whether_it_has_a_document_as_it_is() {
    let before = document(1, "en", "One sentence.\nAnother.");
    let mut index = SentenceIndex::of([&before]);
    assert!(index.is_current(&before));
    let mut merged = before.clone();
    merged.sentences = vec![Sentence { span: Span::new(0, before.text.len()), role: SentenceRole::Body }];
    assert!(!index.is_current(&merged));
    index.add_document(&merged);
    assert!(index.is_current(&merged) && !index.is_current(&before));
    assert!(!index.is_current(&document(2, "en", "One sentence.\nAnother.")));
}

#[test]
fn gaps_close_when_they_are_the_larger_part() {
    let long = "A line of words.\n".repeat(5_000);
    let mut index = SentenceIndex::of(&[document(1, "en", &long), document(2, "en", "Words of the second.")]);
    index.remove_document(id(1));
    assert_eq!(index.slot_count(), 1);
    assert_eq!(places(&index, "second words"), [(2, 0)]);
}

/// Documents that come and go: which one, and its text unless it goes.
fn changes() -> impl Strategy<Value = Vec<(u128, Option<String>)>> {
    let word = prop_oneof![
        Just("the"),
        Just("deal"),
        Just("Deals"),
        Just("Microsoft"),
        Just("cap"),
        Just("2030"),
        Just("公司"),
        Just("-"),
        Just("\n"),
        Just("’s")
    ];
    let text = prop::collection::vec(word, 0..30).prop_map(|words| words.join(" ").replace(" \n ", "\n"));
    prop::collection::vec((1u128..6, prop::option::weighted(0.8, text)), 1..20)
}

proptest! {
    #[test]
    fn changed_step_by_step_it_answers_as_if_made_anew(changes in changes(), asked in "(the |deal |Microsoft |2030 |公司 ){1,5}") {
        let mut documents = BTreeMap::new();
        let mut index = SentenceIndex::default();
        for (number, text) in changes {
            if let Some(text) = text {
                let document = document(number, "en", &text);
                index.add_document(&document);
                documents.insert(number, document);
            } else {
                index.remove_document(id(number));
                documents.remove(&number);
            }
            // In the other order, so that forms and slots have other numbers.
            let anew = SentenceIndex::of(documents.values().rev());
            prop_assert_eq!(index.sentence_count(), anew.sentence_count());
            prop_assert_eq!(found(&index, &asked, 1), found(&anew, &asked, 1));
        }
    }

    #[test]
    fn no_text_breaks_it(text in "(\\PC|\n|[a-z ]){0,60}", other in "\\PC{0,40}", language in "en|de|ar|th||xx") {
        let index = SentenceIndex::of(&[document(1, &language, &text), document(2, "en", &other)]);
        for found in found(&index, &other, 0).into_iter().chain(found(&index, &text, 1)) {
            prop_assert!((0.0..=1.001).contains(&found.score), "{found:?}");
            prop_assert!(index.span(found.place).is_some());
        }
    }
}
