//! [`page_labels`]: what each page of a file is called: `iv`, `A-3`, `12`.

use super::metadata::{catalog, pdf_text};
use crate::formats::numerals::Numerals;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};
use std::collections::BTreeMap;

/// Nodes within nodes of the tree of labels.
const MAX_DEPTH: usize = 12;
/// Ranges of one file.
const MAX_RANGES: usize = 20_000;

/// How the pages from one on are counted.
struct Range {
    prefix: String,
    style: String,
    start: u32,
}

/// The label of each page; its number from 1 where the file gives none.
pub(super) fn page_labels(pdf: &Pdf, page_count: usize) -> Vec<String> {
    let mut ranges = BTreeMap::new();
    if let Some(tree) = catalog(pdf).and_then(|root| root.get::<Dict<'_>>("PageLabels")) {
        collect(&tree, 0, &mut ranges);
    }
    (0..page_count).map(|index| label(&ranges, index)).collect()
}

fn collect(node: &Dict<'_>, depth: usize, ranges: &mut BTreeMap<usize, Range>) {
    if let Some(pairs) = node.get::<Array<'_>>("Nums") {
        let mut first = None;
        for object in pairs.iter::<Object<'_>>() {
            match object {
                Object::Number(number) => first = usize::try_from(number.as_i64()).ok(),
                Object::Dict(dict) if ranges.len() < MAX_RANGES => {
                    ranges.extend(first.take().map(|first| (first, range(&dict))));
                }
                _ => {}
            }
        }
    }
    if depth < MAX_DEPTH
        && let Some(kids) = node.get::<Array<'_>>("Kids")
    {
        for kid in kids.iter::<Dict<'_>>().take(MAX_RANGES) {
            collect(&kid, depth + 1, ranges);
        }
    }
}

fn range(dict: &Dict<'_>) -> Range {
    Range {
        prefix: dict.get::<PdfString<'_>>("P").map(|text| pdf_text(text.as_bytes())).unwrap_or_default(),
        style: dict.get::<Name<'_>>("S").map(|name| name.as_str().to_owned()).unwrap_or_default(),
        start: dict.get::<u32>("St").unwrap_or(1),
    }
}

fn label(ranges: &BTreeMap<usize, Range>, index: usize) -> String {
    let plain = (index + 1).to_string();
    let Some((first, range)) = ranges.range(..=index).next_back() else { return plain };
    let number = u32::try_from(index - first).unwrap_or(u32::MAX).saturating_add(range.start);
    let numerals = match range.style.as_str() {
        "D" => Numerals::Decimal,
        "R" => Numerals::UpperRoman,
        "r" => Numerals::LowerRoman,
        "A" => Numerals::UpperLetter,
        "a" => Numerals::LowerLetter,
        _ => Numerals::Nothing,
    };
    let whole = format!("{}{}", range.prefix.trim_start(), numerals.written(i64::from(number)));
    if whole.trim().is_empty() { plain } else { whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_style_says() {
        let range = |prefix: &str, style: &str, start| Range {
            prefix: prefix.to_owned(),
            style: style.to_owned(),
            start,
        };
        let ranges =
            BTreeMap::from([(1, range("", "r", 1)), (4, range("A-", "D", 7)), (6, range("", "", 1))]);
        let labels: Vec<String> = (0..7).map(|index| label(&ranges, index)).collect();
        assert_eq!(labels, ["1", "i", "ii", "iii", "A-7", "A-8", "7"]);
    }
}
