//! [`Layout`]: which claims and links the picture shows, and where its marks stand.

use super::Report;
use crate::model::{Claim, ClaimId, Document, DocumentId, Link, Opposition};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Width of the picture in its own units.
pub(super) const WIDTH: f64 = 960.0;
/// Where the marks begin, below the letters of the documents.
pub(super) const TOP: f64 = 44.0;
/// Documents shown.
const MAX_COLUMNS: usize = 12;
/// Claims of a column up to which those without links are shown as well.
const MAX_ALL: usize = 60;
/// Claims of a column that are shown.
const MAX_CLAIMS: usize = 160;
/// Links shown.
const MAX_LINKS: usize = 1_500;
/// Room for all marks of a column, where they get it.
const HEIGHT: f64 = 660.0;

/// A document with its claims in text order.
#[derive(Debug)]
pub(super) struct Column<'p> {
    pub(super) document: &'p Document,
    pub(super) claims: Vec<&'p Claim>,
    /// Left edge.
    pub(super) x: f64,
}

/// What the picture shows.
#[derive(Debug)]
pub(super) struct Layout<'p> {
    pub(super) columns: Vec<Column<'p>>,
    /// The weakest first, so that oppositions lie on top.
    pub(super) links: Vec<&'p Link>,
    /// How many links run between the shown documents or not.
    pub(super) all_links: usize,
    pub(super) width: f64,
    /// From one mark to the next.
    pub(super) step: f64,
    places: BTreeMap<ClaimId, (usize, usize)>,
}

impl<'p> Layout<'p> {
    pub(super) fn of(report: &Report<'p>) -> Self {
        let project = report.project;
        let mut link_counts: BTreeMap<DocumentId, usize> = BTreeMap::new();
        for claim in project.links().flat_map(|link| [link.from, link.to]).filter_map(|id| project.claim(id))
        {
            *link_counts.entry(claim.document).or_default() += 1;
        }
        let mut documents: Vec<(usize, &Document)> = project.documents().enumerate().collect();
        documents.sort_by_key(|(at, document)| (Reverse(link_counts.get(&document.id).copied()), *at));
        documents.truncate(MAX_COLUMNS);
        documents.sort_by_key(|(at, _)| *at);
        let count = documents.len().max(1) as f64;
        let width = if count > 8.0 { 38.0 } else { 52.0 };
        let pitch = if count > 1.0 { (WIDTH - 40.0 - width) / (count - 1.0) } else { 0.0 };
        let first = if count > 1.0 { 20.0 } else { (WIDTH - width) / 2.0 };
        let columns: Vec<Column<'p>> = documents
            .into_iter()
            .enumerate()
            .map(|(at, (_, document))| Column {
                document,
                claims: shown_claims(report, document.id),
                x: first + pitch * at as f64,
            })
            .collect();
        let longest = columns.iter().map(|column| column.claims.len()).max().unwrap_or_default().max(1);
        let places = columns.iter().enumerate().flat_map(|(column, shown)| {
            shown.claims.iter().enumerate().map(move |(row, claim)| (claim.id, (column, row)))
        });
        let places: BTreeMap<ClaimId, (usize, usize)> = places.collect();
        let mut links: Vec<&Link> = project
            .links()
            .filter(|link| places.contains_key(&link.from) && places.contains_key(&link.to))
            .collect();
        links.sort_by_key(|link| Reverse(weight(report, link)));
        links.truncate(MAX_LINKS);
        links.reverse();
        let step = (HEIGHT / longest as f64).clamp(5.0, 22.0);
        Self { columns, links, all_links: project.links().len(), width, step, places }
    }

    pub(super) fn height(&self) -> f64 {
        let longest = self.columns.iter().map(|column| column.claims.len()).max().unwrap_or_default().max(1);
        TOP + self.step * longest as f64 + 8.0
    }

    /// Column and middle of a claim's mark.
    pub(super) fn place(&self, claim: ClaimId) -> Option<(usize, f64)> {
        let (column, row) = *self.places.get(&claim)?;
        Some((column, self.row_middle(row)))
    }

    pub(super) fn row_middle(&self, row: usize) -> f64 {
        TOP + self.step * (row as f64 + 0.5)
    }

    /// Left edge of a column.
    pub(super) fn left(&self, column: usize) -> f64 {
        self.columns.get(column).map_or(0.0, |column| column.x)
    }

    pub(super) fn claim_count(&self) -> usize {
        self.columns.iter().map(|column| column.claims.len()).sum()
    }
}

/// The claims of a document, without those that no link has where there are many.
fn shown_claims<'p>(report: &Report<'p>, document: DocumentId) -> Vec<&'p Claim> {
    let project = report.project;
    let is_crowded = project.claim_count(document) > MAX_ALL;
    let is_shown = |claim: &&Claim| !is_crowded || project.links_of(claim.id).next().is_some();
    project.claims_in(document).filter(is_shown).take(MAX_CLAIMS).collect()
}

/// How much a link says: an opposition most, a kind that joins no thread least.
pub(super) fn weight(report: &Report<'_>, link: &Link) -> u8 {
    match report.project.codebook().link_kind(&link.kind) {
        Some(kind) if kind.opposition == Opposition::Full => 4,
        Some(kind) if kind.opposition == Opposition::Soft => 3,
        Some(kind) if kind.same_position => 2,
        Some(kind) if kind.joins_thread => 1,
        _ => 0,
    }
}
