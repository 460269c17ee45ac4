//! `details.jsonl`: own rows of records that the files of another format hold only in part, with where they stand in
//! those files.

use super::claims::{self, ClaimRow};
use super::documents::{self, DocumentRow};
use super::links::{self, LinkRow};
use super::rows::{Row, push_row};
use crate::formats::FormatError;
use crate::formats::selection::Selection;
use crate::model::{Claim, Document, Link};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

pub(in crate::formats) const DETAILS_FILE: &str = "details.jsonl";

/// A row of the file: one of the three.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(in crate::formats) struct DetailRow<'a> {
    /// Where the record stands in the files of the format; none where its own id stands there.
    #[serde(rename = "in")]
    pub(in crate::formats) place: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::formats) document: Option<DocumentRow<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::formats) claim: Option<ClaimRow<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::formats) link: Option<LinkRow<'a>>,
}

impl Row for DetailRow<'_> {
    const FILE: &'static str = DETAILS_FILE;
}

/// The rows as they are written.
#[derive(Debug, Default)]
pub(in crate::formats) struct DetailRows {
    pub(in crate::formats) bytes: Vec<u8>,
}

impl DetailRows {
    pub(in crate::formats) fn push_document(
        &mut self,
        place: &str,
        document: &Document,
        selection: &Selection<'_>,
    ) -> Result<(), FormatError> {
        let document = Some(documents::row_without_text(document, selection));
        self.push(&DetailRow { place: named(place), document, ..DetailRow::default() })
    }

    pub(in crate::formats) fn push_claim(
        &mut self,
        place: &str,
        claim: &Claim,
        selection: &Selection<'_>,
    ) -> Result<(), FormatError> {
        let claim = Some(claims::row(claim, selection));
        self.push(&DetailRow { place: named(place), claim, ..DetailRow::default() })
    }

    pub(in crate::formats) fn push_link(
        &mut self,
        place: &str,
        link: &Link,
        selection: &Selection<'_>,
    ) -> Result<(), FormatError> {
        let link = Some(links::row(link, selection));
        self.push(&DetailRow { place: named(place), link, ..DetailRow::default() })
    }

    fn push(&mut self, row: &DetailRow<'_>) -> Result<(), FormatError> {
        push_row(&mut self.bytes, row)
    }
}

fn named(place: &str) -> Option<Cow<'_, str>> {
    (!place.is_empty()).then_some(Cow::Borrowed(place))
}

/// Adds the row of a claim.
pub(in crate::formats) fn push_claim(
    bytes: &mut Vec<u8>,
    claim: &Claim,
    selection: &Selection<'_>,
) -> Result<(), FormatError> {
    push_row(bytes, &claims::row(claim, selection))
}

/// Adds the row of a link.
pub(in crate::formats) fn push_link(
    bytes: &mut Vec<u8>,
    link: &Link,
    selection: &Selection<'_>,
) -> Result<(), FormatError> {
    push_row(bytes, &links::row(link, selection))
}
