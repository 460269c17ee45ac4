//! The tables: one row a claim, one row a link, RFC 4180, labels instead of ids where people read.

use super::cells::{list, neutral};
use super::matrix;
use crate::analysis::names::{claim_names, document_letter};
use crate::formats::losses::TEXTS;
use crate::formats::output::Output;
use crate::formats::selection::Selection;
use crate::formats::{ByteOrderMark, FormatError};
use crate::model::{Claim, ClaimId, Confidence, DocumentId, Link, Timestamp};
use crate::text::Span;
use std::collections::BTreeMap;

const CLAIM_HEADER: [&str; 23] = [
    "claim",
    "document",
    "document_title",
    "start_cp",
    "end_cp",
    "quote",
    "statement",
    "kinds",
    "attributed_to",
    "modality",
    "confidence",
    "credibility",
    "reliability",
    "tags",
    "note",
    "annotator",
    "created",
    "modified",
    "claim_id",
    "document_id",
    "annotator_id",
    "confidence_scale",
    "kind_ids",
];

const LINK_HEADER: [&str; 25] = [
    "from",
    "relation",
    "to",
    "from_quote",
    "to_quote",
    "from_statement",
    "to_statement",
    "from_document_title",
    "to_document_title",
    "confidence",
    "differences",
    "note",
    "annotator",
    "created",
    "modified",
    "from_start_cp",
    "from_end_cp",
    "to_start_cp",
    "to_end_cp",
    "link_id",
    "from_id",
    "to_id",
    "relation_id",
    "annotator_id",
    "confidence_scale",
];

/// A cell that a spreadsheet would take for a formula gets a leading apostrophe.
pub(super) fn write_csv(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    let tables = Tables::new(selection);
    let mark = selection.options.byte_order_mark;
    output.lose(TEXTS, selection.documents.len(), None);
    let rows = table(mark, &CLAIM_HEADER, &mut |rows| {
        for claim in &selection.claims {
            rows.push(tables.claim_cells(claim))?;
            output.keep_claim(claim.id, "");
            output.row()?;
        }
        Ok(())
    })?;
    output.file("claims.csv", rows)?;
    let rows = table(mark, &LINK_HEADER, &mut |rows| {
        for link in &selection.links {
            rows.push(tables.link_cells(link))?;
            output.keep_link(link.id, "");
            output.row()?;
        }
        Ok(())
    })?;
    output.file("links.csv", rows)?;
    if selection.is_whole() {
        write_matrix(&tables, output)?;
    }
    selection.documents.iter().for_each(|document| output.keep_document(document.id, ""));
    Ok(())
}

/// Left out where it would be larger than spreadsheets and people can take.
fn write_matrix(tables: &Tables<'_, '_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    let Some(cells) = matrix::cells(tables.selection, &tables.names) else {
        output.note(format!("the matrix was left out: it would have more than {} cells", matrix::MAX_CELLS));
        return Ok(());
    };
    let Some((header, rows)) = cells.split_first() else {
        return Ok(());
    };
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let mark = tables.selection.options.byte_order_mark;
    let rows = table(mark, &header, &mut |table| rows.iter().try_for_each(|row| table.push(row.clone())))?;
    output.file("matrix.csv", rows)
}

/// A table that is being written.
pub(in crate::formats) struct Rows(csv::Writer<Vec<u8>>);

impl Rows {
    /// Writes a row; cells that would be formulas are made harmless.
    pub(in crate::formats) fn push(
        &mut self,
        cells: impl IntoIterator<Item = String>,
    ) -> Result<(), FormatError> {
        self.0.write_record(cells.into_iter().map(neutral)).map_err(|err| unwritable(&err))
    }
}

/// A table with that header.
pub(in crate::formats) fn table(
    mark: ByteOrderMark,
    header: &[&str],
    fill: &mut dyn FnMut(&mut Rows) -> Result<(), FormatError>,
) -> Result<Vec<u8>, FormatError> {
    let start = match mark {
        ByteOrderMark::With => b"\xEF\xBB\xBF".to_vec(),
        ByteOrderMark::Without => Vec::new(),
    };
    let writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(start);
    let mut rows = Rows(writer);
    rows.push(header.iter().map(|name| (*name).to_owned()))?;
    fill(&mut rows)?;
    rows.0.into_inner().map_err(|err| unwritable(err.error()))
}

/// Any table, with a byte order mark.
pub(in crate::formats) fn write_cells(head: &[String], rows: &[Vec<String>]) -> Result<Vec<u8>, FormatError> {
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    table(ByteOrderMark::With, &head, &mut |table| rows.iter().try_for_each(|row| table.push(row.clone())))
}

fn unwritable(err: &dyn std::error::Error) -> FormatError {
    FormatError::Unwritable(err.to_string())
}

/// What every row looks up.
struct Tables<'s, 'p> {
    selection: &'s Selection<'p>,
    names: BTreeMap<ClaimId, String>,
    letters: BTreeMap<DocumentId, String>,
}

impl<'s, 'p> Tables<'s, 'p> {
    fn new(selection: &'s Selection<'p>) -> Self {
        let names = claim_names(selection.project);
        let ids = selection.project.document_ids().iter().copied();
        let letters = ids.enumerate().map(|(position, id)| (id, document_letter(position))).collect();
        Self { selection, names, letters }
    }

    fn claim_cells(&self, claim: &Claim) -> [String; CLAIM_HEADER.len()] {
        let (start_cp, end_cp) = self.code_points(claim.document, claim.span);
        let (confidence, scale) = self.confidence(claim.confidence.as_ref());
        let details = self.selection.document(claim.document).map(|document| &document.details);
        let reliability = details.and_then(|details| details.source.reliability.clone());
        let codebook = self.selection.project.codebook();
        let label = |id: &String| codebook.claim_kind(id).map_or(id, |kind| &kind.label).clone();
        let kinds: Vec<String> = claim.kinds.iter().map(label).collect();
        [
            self.claim_name(claim.id),
            self.letters.get(&claim.document).cloned().unwrap_or_default(),
            self.title(claim),
            start_cp,
            end_cp,
            self.selection.words(&claim.quote).unwrap_or_default().to_owned(),
            claim.statement.clone(),
            list(&kinds),
            claim.attributed_to.clone(),
            claim.modality.map(|modality| modality.name().to_owned()).unwrap_or_default(),
            confidence,
            claim.credibility.map(|credibility| credibility.digit().to_string()).unwrap_or_default(),
            reliability.unwrap_or_default(),
            list(&claim.tags),
            claim.note.clone(),
            self.selection.annotator_name(claim.annotator).to_owned(),
            time(claim.created),
            time(claim.modified),
            claim.id.to_string(),
            claim.document.to_string(),
            self.selection.annotator_id(claim.annotator).to_string(),
            scale,
            list(&claim.kinds),
        ]
    }

    fn link_cells(&self, link: &Link) -> [String; LINK_HEADER.len()] {
        let codebook = self.selection.project.codebook();
        let [from, to] = [link.from, link.to].map(|id| self.end(id));
        let (confidence, scale) = self.confidence(link.confidence.as_ref());
        let term = |id: &String| {
            let entry = codebook.difference_types.iter().find(|term| term.id == *id);
            entry.map_or(id, |term| &term.label).clone()
        };
        let differences: Vec<String> =
            link.differences.iter().map(|difference| term(&difference.kind)).collect();
        let relation = codebook.link_kind(&link.kind).map_or(&link.kind, |kind| &kind.label);
        [
            self.claim_name(link.from),
            relation.clone(),
            self.claim_name(link.to),
            from.quote,
            to.quote,
            from.statement,
            to.statement,
            from.title,
            to.title,
            confidence,
            list(&differences),
            link.note.clone(),
            self.selection.annotator_name(link.annotator).to_owned(),
            time(link.created),
            time(link.modified),
            from.cells.0,
            from.cells.1,
            to.cells.0,
            to.cells.1,
            link.id.to_string(),
            link.from.to_string(),
            link.to.to_string(),
            link.kind.clone(),
            self.selection.annotator_id(link.annotator).to_string(),
            scale,
        ]
    }

    fn end(&self, id: ClaimId) -> End {
        let Some(claim) = self.selection.project.claim(id) else {
            return End::default();
        };
        let cells = self.code_points(claim.document, claim.span);
        let quote = self.selection.words(&claim.quote).unwrap_or_default().to_owned();
        End { quote, statement: claim.statement.clone(), title: self.title(claim), cells }
    }

    fn claim_name(&self, id: ClaimId) -> String {
        self.names.get(&id).cloned().unwrap_or_default()
    }

    fn title(&self, claim: &Claim) -> String {
        let document = self.selection.document(claim.document);
        document.map(|document| document.details.title.clone()).unwrap_or_default()
    }

    /// Label of the level and id of its scale.
    fn confidence(&self, confidence: Option<&Confidence>) -> (String, String) {
        let Some(Confidence { scale, level }) = confidence else {
            return (String::new(), String::new());
        };
        let found = self.selection.project.codebook().scale(scale).and_then(|scale| scale.level(level));
        (found.map_or(level, |level| &level.label).clone(), scale.clone())
    }

    /// Empty for an unanchored claim whose place is none of the text.
    fn code_points(&self, document: DocumentId, span: Span) -> (String, String) {
        if self.selection.texts.slice(document, span).is_none() {
            return (String::new(), String::new());
        }
        let (start, end) = self.selection.texts.code_points(document, span);
        (start.to_string(), end.to_string())
    }
}

/// One end of a link as its row shows it.
#[derive(Default)]
struct End {
    quote: String,
    statement: String,
    title: String,
    /// Start and end in code points.
    cells: (String, String),
}

fn time(time: Timestamp) -> String {
    time.to_string()
}
