//! The items behind figures, from which a window can open documents and records.

use super::super::fixture::{claim_id, document_id, link_id};
use super::*;
use crossclaim::analysis::agreement::ItemPlace;
use crossclaim::model::RecordId;
use crossclaim::text::Span;

#[test]
fn an_item_names_its_place_its_values_and_the_records_behind_them() {
    let report = report(
        "a.txt: Prices rose.{c1 quantity}{c2 causal @ben} Well.\nb.txt: Ünd so.{c3}\nread a.txt @ann @ben\n\
         c1 contradicts c3\nc2 updates c3 @ben",
    );
    let figure = report.figure(Measure::AlphaMasi, Unit::SentenceKinds).unwrap();
    let items: Vec<_> = report.items(figure).collect();
    assert_eq!(items.len(), 2);
    let place = ItemPlace::Span { document: document_id(1), span: Span::new(0, 12) };
    assert_eq!((items[0].place, items[0].is_agreed()), (&place, false));
    let values: Vec<_> =
        items[0].values.iter().map(|value| (value.annotator, &**value.label, value.records)).collect();
    assert_eq!(
        values,
        [
            (annotator_id(1), "quantity", &[RecordId::Claim(claim_id(1))][..]),
            (annotator_id(2), "causal", &[RecordId::Claim(claim_id(2))][..]),
        ]
    );
    assert!(items[1].is_agreed() && items[1].values.iter().all(|value| value.records.is_empty()));
    let figure = report.figure(Measure::AlphaNominal, Unit::LinkKind).unwrap();
    let links: Vec<_> = report.items(figure).collect();
    let ends = ItemPlace::Pair {
        first: (document_id(1), Span::new(0, 12)),
        second: (document_id(2), Span::new(0, 8)),
    };
    assert_eq!((links.len(), links[0].place), (1, &ends));
    assert_eq!(links[0].values[1].records, [RecordId::Link(link_id(2))]);
}

#[test]
fn the_items_of_a_pair_are_those_that_both_judged() {
    let report = report(
        "a.txt: One.{c1}{c2 @ben}\nb.txt: Two.{c3 @cleo}\nread a.txt @ann @ben @cleo\nread b.txt @ann @cleo",
    );
    let pair = |one, other| {
        let ids = (annotator_id(one), annotator_id(other));
        let figure = report.pair(Measure::Percent, Unit::SentenceIsClaim, ids).unwrap();
        let items: Vec<_> = report.items(figure).collect();
        assert_eq!(items.len(), figure.basis.unit_count);
        items.iter().map(|item| item.values.len()).collect::<Vec<_>>()
    };
    assert_eq!(pair(1, 2), [2]);
    assert_eq!(pair(1, 3), [2, 2]);
}
