//! [`Target`]: what a project should become, and the edits that lead there.
//!
//! Each edit has to fit what the ones before it left: what names others goes first and comes back last.

mod codebook;
mod documents;
mod out;

use crate::model::project::Records;
use crate::model::{Codebook, DocumentId, Edit, Project, Settings};
use codebook::bridge;
use documents::order_edits;
use out::Out;
use std::collections::{BTreeMap, BTreeSet};

pub(super) use documents::document_edits;

/// All that a project holds.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) title: String,
    pub(super) settings: Settings,
    pub(super) codebook: Codebook,
    pub(super) records: Records,
    pub(super) order: Vec<DocumentId>,
}

impl Target {
    /// A project as it is.
    pub(super) fn of(project: &Project) -> Self {
        Self {
            title: project.title.clone(),
            settings: project.settings.clone(),
            codebook: project.codebook.clone(),
            records: project.records.clone(),
            order: project.order.clone(),
        }
    }

    /// The edits that make this of the project.
    pub(super) fn edits(&self, project: &Project) -> Vec<Edit> {
        let (old, new) = (&project.records, &self.records);
        let mut edits = Vec::new();
        if project.title != self.title {
            edits.push(Edit::SetTitle(self.title.clone()));
        }
        let meanwhile = bridge(&project.codebook, &self.codebook);
        if meanwhile != project.codebook {
            edits.push(Edit::SetCodebook(Box::new(meanwhile.clone())));
        }
        let annotators = changed(&old.annotators, &new.annotators, &BTreeSet::new());
        edits.extend(annotators.cloned().map(Edit::PutAnnotator));
        if project.settings != self.settings {
            edits.push(Edit::SetSettings(self.settings.clone()));
        }
        let out = Out::new(old, new);
        out.remove(&mut edits);
        order_edits(project, self, &out.documents, &mut edits);
        self.put_records(old, &out, &mut edits);
        if meanwhile != self.codebook {
            edits.push(Edit::SetCodebook(Box::new(self.codebook.clone())));
        }
        let gone = old.annotators.keys().filter(|id| !new.annotators.contains_key(id));
        edits.extend(gone.map(|id| Edit::RemoveAnnotator(*id)));
        edits
    }

    fn put_records(&self, old: &Records, out: &Out, edits: &mut Vec<Edit>) {
        let new = &self.records;
        for document in new.documents.values().filter(|document| !out.documents.contains(&document.id)) {
            edits.extend(
                old.documents
                    .get(&document.id)
                    .map(|before| document_edits(before, document))
                    .unwrap_or_default(),
            );
        }
        let questions = changed(&old.questions, &new.questions, &BTreeSet::new());
        edits.extend(questions.map(|one| Edit::PutQuestion(Box::new(one.clone()))));
        let claims = changed(&old.claims, &new.claims, &out.claims);
        edits.extend(claims.map(|claim| Edit::PutClaim(Box::new(claim.as_ref().clone()))));
        let links = changed(&old.links, &new.links, &out.links);
        edits.extend(links.map(|link| Edit::PutLink(Box::new(link.as_ref().clone()))));
        let dismissals = changed(&old.dismissals, &new.dismissals, &out.dismissals);
        edits.extend(dismissals.map(|one| Edit::PutDismissal(Box::new(one.clone()))));
        let verdicts = changed(&old.verdicts, &new.verdicts, &out.verdicts);
        edits.extend(verdicts.map(|one| Edit::PutVerdict(Box::new(one.clone()))));
        let rulings = changed(&old.rulings, &new.rulings, &out.rulings);
        edits.extend(rulings.map(|one| Edit::PutRuling(Box::new(one.clone()))));
        let settled = old.conflicts.keys().filter(|id| !new.conflicts.contains_key(id));
        edits.extend(settled.map(|id| Edit::RemoveConflict(*id)));
        let conflicts = changed(&old.conflicts, &new.conflicts, &BTreeSet::new());
        edits.extend(conflicts.map(|one| Edit::PutConflict(Box::new(one.clone()))));
        let comments = changed(&old.comments, &new.comments, &BTreeSet::new());
        edits.extend(comments.map(|one| Edit::PutComment(Box::new(one.clone()))));
        let gone = old.comments.keys().filter(|id| !new.comments.contains_key(id));
        edits.extend(gone.map(|id| Edit::RemoveComment(*id)));
        // Last: by then nothing names them.
        let gone = old.questions.keys().filter(|id| !new.questions.contains_key(id));
        edits.extend(gone.map(|id| Edit::RemoveQuestion(*id)));
    }
}

/// Records that are not there, or are not like this.
fn changed<'n, K: Ord, T: PartialEq>(
    old: &BTreeMap<K, T>,
    new: &'n BTreeMap<K, T>,
    out: &BTreeSet<K>,
) -> std::vec::IntoIter<&'n T> {
    // Both are in the order of their ids, so that no id has to be looked up.
    let mut old = old.iter().peekable();
    let changed = new.iter().filter_map(|(id, record)| {
        while old.next_if(|(other, _)| *other < id).is_some() {}
        let before = old.next_if(|(other, _)| *other == id).map(|(_, record)| record);
        (before != Some(record) || out.contains(id)).then_some(record)
    });
    changed.collect::<Vec<_>>().into_iter()
}
