//! [`Details`]: the rest of records that files hold only in part, as this program wrote it beside them.

use crate::formats::jsonl::claims::ClaimRow;
use crate::formats::jsonl::details::DetailRow;
use crate::formats::jsonl::documents::DocumentRow;
use crate::formats::jsonl::links::LinkRow;
use crate::formats::jsonl::reading::Reading;
use crate::formats::jsonl::rows::{RowId, each_row};
use crate::formats::losses::{
    CONFIDENCE, LINK_CONFIDENCE, LINK_NOTES, LINK_TIMES, NOTES, SEVERAL_KINDS, TIMES,
};
use crate::formats::registry::Format;
use crate::formats::{FormatError, InputFile};
use crate::model::{Claim, Link};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Rows by where their records stand, each used once.
#[derive(Debug, Default)]
pub(super) struct Details {
    documents: BTreeMap<String, DocumentRow<'static>>,
    claims: BTreeMap<String, ClaimRow<'static>>,
    links: BTreeMap<String, LinkRow<'static>>,
}

impl Details {
    pub(super) fn read(files: &[InputFile<'_>], reading: &mut Reading<'_>) -> Result<Self, FormatError> {
        let mut found = Self::default();
        each_row(files, reading, |_, place, row: DetailRow<'static>| {
            let DetailRow { place: key, document, claim, link } = row;
            let key = |id: &RowId| key.clone().map_or_else(|| id.0.clone(), Cow::into_owned);
            match (document, claim, link) {
                (Some(row), None, None) => drop(found.documents.insert(key(&row.id), row)),
                (None, Some(row), None) => drop(found.claims.insert(key(&row.id), row)),
                (None, None, Some(row)) => drop(found.links.insert(key(&row.id), row)),
                _ => return Err(place.error("a row is of one document, claim or link")),
            }
            Ok(())
        })?;
        Ok(found)
    }

    pub(super) fn document(&mut self, key: &str) -> Option<DocumentRow<'static>> {
        self.documents.remove(key)
    }

    /// The words that a claim had when it was written.
    pub(super) fn quote_of(&self, key: &str) -> Option<&str> {
        self.claims.get(key)?.quote.as_deref()
    }

    pub(super) fn claim(&mut self, key: &str) -> Option<ClaimRow<'static>> {
        self.claims.remove(key)
    }

    pub(super) fn link(&mut self, key: &str) -> Option<LinkRow<'static>> {
        self.links.remove(key)
    }
}

/// What the files say, and for the rest what stands beside them.
pub(super) fn merged_claim(format: &Format, found: Claim, beside: Option<Claim>) -> Claim {
    let Some(beside) = beside else {
        return found;
    };
    let is_same_kind = found.kinds.len() == 1 && found.kinds.first() == beside.kinds.first();
    let kinds =
        if format.is_losing(SEVERAL_KINDS) && is_same_kind { beside.kinds.clone() } else { found.kinds };
    let (created, modified) = if format.is_losing(TIMES) {
        (beside.created, beside.modified)
    } else {
        (found.created, found.modified)
    };
    // Some formats cannot begin or end a place with white space.
    let bare = |words: &str| words.trim_matches(|c: char| c.is_whitespace() || c.is_control()).to_owned();
    let is_wider = beside.span.contains_span(found.span) && bare(&beside.quote) == bare(&found.quote);
    let (span, quote) =
        if is_wider { (beside.span, beside.quote.clone()) } else { (found.span, found.quote) };
    Claim {
        kinds,
        confidence: if format.is_losing(CONFIDENCE) { beside.confidence } else { found.confidence },
        tags: if found.tags.is_empty() { beside.tags } else { found.tags },
        note: if format.is_losing(NOTES) { beside.note } else { found.note },
        span,
        quote,
        unanchored: found.unanchored,
        document: found.document,
        annotator: found.annotator,
        created,
        modified,
        ..beside
    }
}

/// What the files say, and for the rest what stands beside them.
pub(super) fn merged_link(format: &Format, found: Link, beside: Option<Link>) -> Link {
    let Some(beside) = beside else {
        return found;
    };
    // A kind that reads the same from both ends may stand in either order.
    let beside = if beside.from == found.to { beside.reversed() } else { beside };
    let (created, modified) = if format.is_losing(LINK_TIMES) {
        (beside.created, beside.modified)
    } else {
        (found.created, found.modified)
    };
    Link {
        confidence: if format.is_losing(LINK_CONFIDENCE) { beside.confidence } else { found.confidence },
        note: if format.is_losing(LINK_NOTES) { beside.note } else { found.note },
        from: found.from,
        to: found.to,
        kind: found.kind,
        annotator: found.annotator,
        created,
        modified,
        ..beside
    }
}
