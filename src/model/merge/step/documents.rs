//! Edits of documents: what differs, and their order.

use super::Target;
use crate::model::{Document, DocumentId, Edit, Project};
use std::collections::{BTreeMap, BTreeSet};

/// Whether no edit makes one document of the other: text and origin never change.
pub(super) fn is_replaced(old: &Document, new: &Document) -> bool {
    (&old.text, &old.file_name, &old.original_sha256, &old.pinpoints)
        != (&new.text, &new.file_name, &new.original_sha256, &new.pinpoints)
}

/// The edits that make one version of a document of another one.
pub(in crate::model::merge) fn document_edits(old: &Document, new: &Document) -> Vec<Edit> {
    let document = new.id;
    let mut edits = Vec::new();
    if old.details != new.details {
        let details = Box::new(new.details.clone());
        edits.push(Edit::SetDocumentDetails { document, details });
    }
    let (before, after) = (&old.sentences, &new.sentences);
    if before != after {
        let first = before.iter().zip(after).take_while(|(old, new)| old == new).count();
        let both = before.len().min(after.len()) - first;
        let rest = before.iter().rev().zip(after.iter().rev()).take(both).take_while(|(old, new)| old == new);
        let rest = rest.count();
        let inserted = after.iter().take(after.len() - rest).skip(first).copied().collect();
        edits.push(Edit::SetSentences { document, first, removed: before.len() - rest - first, inserted });
    }
    for annotator in old.read_by.symmetric_difference(&new.read_by).copied() {
        edits.push(Edit::SetRead { document, annotator, read: new.read_by.contains(&annotator) });
    }
    edits
}

/// Takes the documents out that are gone or replaced, adds the new ones, and brings all into order.
pub(super) fn order_edits(
    project: &Project,
    target: &Target,
    out: &BTreeSet<DocumentId>,
    edits: &mut Vec<Edit>,
) {
    edits.extend(out.iter().map(|id| Edit::RemoveDocument(*id)));
    let mut order: Vec<DocumentId> = project.order.iter().copied().filter(|id| !out.contains(id)).collect();
    let here: BTreeSet<DocumentId> = order.iter().copied().collect();
    let places: BTreeMap<DocumentId, usize> = target.order.iter().copied().zip(0..).collect();
    for (position, id) in target.order.iter().copied().enumerate() {
        if !here.contains(&id) {
            let document =
                target.records.documents.get(&id).map(|document| Box::new(document.as_ref().clone()));
            edits.extend(document.map(|document| Edit::AddDocument { position, document }));
            order.insert(position.min(order.len()), id);
            continue;
        }
        // One document that went to the end is one move, not one of each that it passed.
        if let (Some(present), Some(next)) = (order.get(position).copied(), order.get(position + 1))
            && present != id
            && *next == id
        {
            let place = places.get(&present).copied().unwrap_or(usize::MAX).min(order.len() - 1);
            move_to(&mut order, present, place, edits);
        }
        if order.get(position) != Some(&id) {
            move_to(&mut order, id, position, edits);
        }
    }
}

fn move_to(order: &mut Vec<DocumentId>, document: DocumentId, position: usize, edits: &mut Vec<Edit>) {
    order.retain(|id| *id != document);
    order.insert(position.min(order.len()), document);
    edits.push(Edit::MoveDocument { document, position });
}
