//! [`span_table`]: the spans that were tagged, and by whom.

use crate::analysis::agreement::Unit;
use crate::analysis::agreement::sets::Sets;
use crate::analysis::agreement::table::{ItemPlace, Table, TableBuilder};
use crate::analysis::agreement::work::{Mark, Work, chosen};
use crate::model::RecordId;

/// The table of [`Unit::ClaimSpans`]: one item for each span, however many tagged it.
///
/// Annotators who marked the document read or tagged claims in it have a value.
pub(super) fn span_table(work: &Work<'_>) -> Table {
    let mut table = TableBuilder::new(Unit::ClaimSpans, &work.annotators);
    let mut labels = Sets::default();
    let tagged = labels.set_of(["tagged"]);
    for document in work.documents.iter().filter(|document| chosen(&document.tagged).count() > 1) {
        let mut marks: Vec<(usize, &Mark<'_>)> = document.claims().collect();
        marks.sort_by_key(|(annotator, mark)| (mark.span, *annotator));
        for same in marks.chunk_by(|(_, one), (_, other)| one.span == other.span) {
            let mut rest = same;
            for annotator in chosen(&document.tagged) {
                let (own, others) = rest.split_at(rest.partition_point(|(other, _)| *other == annotator));
                rest = others;
                let label = if own.is_empty() { Sets::EMPTY } else { tagged };
                table.value(annotator, label, own.iter().map(|(_, mark)| RecordId::Claim(mark.id)));
            }
            let span = same.first().map(|(_, mark)| mark.claim.span).unwrap_or_default();
            table.end_item(|| ItemPlace::Span { document: document.document.id, span });
        }
    }
    table.finish(labels, "not tagged")
}
