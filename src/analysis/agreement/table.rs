//! [`Table`]: the items behind figures: what each annotator said of each item of one unit, with gaps.

use super::Unit;
use super::sets::Sets;
use crate::model::{AnnotatorId, ClaimId, DocumentId, RecordId};
use crate::text::Span;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// What was judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemPlace {
    /// A sentence, or a place that claims share.
    Span {
        /// The document.
        document: DocumentId,
        /// Bytes of its text; covers the claims that share it.
        span: Span,
    },
    /// Two places that links join, in project order.
    Pair {
        /// The earlier one.
        first: (DocumentId, Span),
        /// The later one.
        second: (DocumentId, Span),
    },
    /// Claims that verdicts weighed, those of all verdicts together.
    Claims(Vec<ClaimId>),
}

/// The items of one unit, in project order; each has values of at least two annotators.
#[derive(Clone, Debug)]
pub struct Table {
    pub(super) unit: Unit,
    pub(super) annotators: Arc<[AnnotatorId]>,
    /// Sets of words; of levels those with one word each, in the order of the scale, after the empty set.
    pub(super) labels: Sets,
    label_names: Vec<Arc<str>>,
    places: Arc<Vec<ItemPlace>>,
    /// Where the values of an item end.
    ends: Arc<Vec<usize>>,
    /// Item by item, by annotator.
    values: Arc<Vec<Value>>,
    records: Arc<Vec<RecordId>>,
    /// As which label each label of the values counts; empty where each counts as itself.
    counted: Vec<u32>,
}

/// One annotator's value of one item.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value {
    /// Index into the annotators of the table.
    pub(super) annotator: u32,
    /// Number of a label.
    pub(super) label: u32,
    record_end: u32,
}

/// An item as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item<'t> {
    /// What was judged.
    pub place: &'t ItemPlace,
    /// Each annotator's value; who has none is not listed.
    pub values: Vec<ItemValue<'t>>,
}

/// What an annotator said of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemValue<'t> {
    /// Who.
    pub annotator: AnnotatorId,
    /// In words of the codebook.
    pub label: &'t Arc<str>,
    /// The claims, links, verdicts or dismissals that say so; none for *not claimed* and *not linked*.
    pub records: &'t [RecordId],
}

impl Item<'_> {
    /// Whether all values are the same.
    pub fn is_agreed(&self) -> bool {
        self.values.iter().zip(self.values.iter().skip(1)).all(|(one, next)| one.label == next.label)
    }
}

impl Table {
    /// What the items are.
    pub const fn unit(&self) -> Unit {
        self.unit
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether nothing was judged by two annotators.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The item at this index.
    pub fn item(&self, index: usize) -> Option<Item<'_>> {
        let place = self.places.get(index)?;
        let range = self.value_range(index);
        let mut record_start = range
            .start
            .checked_sub(1)
            .and_then(|before| self.values.get(before))
            .map_or(0, |before| before.record_end);
        let values = self.values.get(range)?.iter().filter_map(|value| {
            let records = self.records.get(record_start as usize..value.record_end as usize)?;
            record_start = value.record_end;
            let annotator = *self.annotators.get(value.annotator as usize)?;
            let label = self.label_names.get(value.label as usize)?;
            Some(ItemValue { annotator, label, records })
        });
        Some(Item { place, values: values.collect() })
    }

    /// The items that count in a figure between these annotators: those with values of at least two of them, which
    /// alone are listed.
    pub fn items_between<'t>(&'t self, annotators: &'t [AnnotatorId]) -> impl Iterator<Item = Item<'t>> {
        (0..self.len()).filter_map(|index| self.item(index)).filter_map(|mut item| {
            item.values.retain(|value| annotators.contains(&value.annotator));
            (item.values.len() > 1).then_some(item)
        })
    }

    /// Names of the labels, by number.
    pub(super) fn label_names(&self) -> &[Arc<str>] {
        &self.label_names
    }

    /// All items.
    pub(super) fn rows(&self) -> Rows<'_> {
        Rows { table: self, range: 0..self.len() }
    }

    /// The items of each document, for units whose items lie within documents.
    pub(super) fn rows_by_document(&self) -> Vec<(DocumentId, Rows<'_>)> {
        let document_of = |place: &ItemPlace| match place {
            ItemPlace::Span { document, .. } => Some(*document),
            ItemPlace::Pair { .. } | ItemPlace::Claims(_) => None,
        };
        let (mut found, mut start) = (Vec::new(), 0);
        for places in self.places.chunk_by(|one, other| document_of(one) == document_of(other)) {
            let range = start..start + places.len();
            start = range.end;
            let document = places.first().and_then(document_of);
            found.extend(document.map(|document| (document, Rows { table: self, range })));
        }
        found
    }

    /// The words of labels that values have, each once.
    pub(super) fn used_words(&self) -> BTreeSet<&str> {
        let mut is_used = vec![false; self.labels.len()];
        for value in self.values.iter() {
            if let Some(is_used) = is_used.get_mut(value.label as usize) {
                *is_used = true;
            }
        }
        let labels = (0..).zip(is_used).filter(|(_, is_used)| *is_used).map(|(label, _)| label);
        let codes = labels.flat_map(|label: u32| self.labels.words_of(label));
        codes.map(|code| self.labels.text(*code)).collect()
    }

    /// The same items, of which only counts whether labels hold this word.
    pub(super) fn having(&self, word: &str) -> Self {
        let mut labels = Sets::default();
        let (with, without) = (labels.set_of([word]), Sets::EMPTY);
        let has = |label: u32| self.labels.words_of(label).iter().any(|code| self.labels.text(*code) == word);
        let codes = (0..self.labels.len()).map(|label| u32::try_from(label).unwrap_or_default());
        let counted = codes.map(|label| if has(label) { with } else { without });
        Self {
            counted: counted.collect(),
            label_names: labels.names(&format!("not {word}")),
            labels,
            annotators: Arc::clone(&self.annotators),
            places: Arc::clone(&self.places),
            ends: Arc::clone(&self.ends),
            values: Arc::clone(&self.values),
            records: Arc::clone(&self.records),
            unit: self.unit,
        }
    }

    /// As which label a label of the values counts.
    #[inline]
    pub(super) fn counted(&self, label: u32) -> u32 {
        self.counted.get(label as usize).copied().unwrap_or(label)
    }

    fn value_range(&self, index: usize) -> Range<usize> {
        let start =
            index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        start..self.ends.get(index).copied().unwrap_or(start)
    }
}

/// A run of items of a table.
#[derive(Clone, Debug)]
pub(super) struct Rows<'t> {
    pub(super) table: &'t Table,
    pub(super) range: Range<usize>,
}

impl<'t> Rows<'t> {
    /// The values of each item.
    pub(super) fn values(&self) -> impl Iterator<Item = &'t [Value]> + use<'t> {
        let table = self.table;
        let mut start = table.value_range(self.range.start).start;
        table.ends.get(self.range.clone()).unwrap_or_default().iter().map(move |end| {
            let values = table.values.get(start..*end).unwrap_or_default();
            start = *end;
            values
        })
    }

    pub(super) fn len(&self) -> usize {
        self.range.len()
    }

    /// How many values each annotator has.
    pub(super) fn value_counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.table.annotators.len()];
        for value in self.values().flatten() {
            if let Some(count) = counts.get_mut(value.annotator as usize) {
                *count += 1;
            }
        }
        counts
    }
}

/// Makes a [`Table`] item by item, in project order; items with values of fewer than two annotators are left out.
#[derive(Debug)]
pub(super) struct TableBuilder {
    unit: Unit,
    annotators: Arc<[AnnotatorId]>,
    places: Vec<ItemPlace>,
    ends: Vec<usize>,
    values: Vec<Value>,
    records: Vec<RecordId>,
}

impl TableBuilder {
    pub(super) fn new(unit: Unit, annotators: &Arc<[AnnotatorId]>) -> Self {
        let annotators = Arc::clone(annotators);
        let (places, ends, values, records) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { unit, annotators, places, ends, values, records }
    }

    /// One value more of the item that is being made; annotators come in order.
    pub(super) fn value(
        &mut self,
        annotator: usize,
        label: u32,
        records: impl IntoIterator<Item = RecordId>,
    ) {
        self.records.extend(records);
        let code = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let (annotator, record_end) = (code(annotator), code(self.records.len()));
        self.values.push(Value { annotator, label, record_end });
    }

    /// Ends the item that is being made.
    pub(super) fn end_item(&mut self, place: impl FnOnce() -> ItemPlace) {
        let start = self.ends.last().copied().unwrap_or_default();
        if self.values.len() < start + 2 {
            self.values.truncate(start);
            let record_end = self.values.last().map_or(0, |value| value.record_end);
            self.records.truncate(record_end as usize);
            return;
        }
        self.places.push(place());
        self.ends.push(self.values.len());
    }

    /// `empty` is what the empty set of words means.
    pub(super) fn finish(self, labels: Sets, empty: &str) -> Table {
        Table {
            unit: self.unit,
            annotators: self.annotators,
            label_names: labels.names(empty),
            labels,
            places: Arc::new(self.places),
            ends: Arc::new(self.ends),
            values: Arc::new(self.values),
            records: Arc::new(self.records),
            counted: Vec::new(),
        }
    }
}
