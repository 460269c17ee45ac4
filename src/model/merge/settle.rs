//! [`crate::model::settlement`]: the step that settles a conflict, for one value or the other.

use super::codebook::Entry;
use super::head::Head;
use super::path::EntryPath;
use super::records::{Record, SetField};
use super::renames::put_in_order;
use super::step::Target;
use crate::model::project::Records;
use crate::model::{Codebook, Conflict, ConflictId, Project, QuestionId, RecordId, Timestamp, Transaction};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Which value of a field in [`Conflict`] holds from here on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// What the record holds, as it is by now.
    Kept,
    /// The value that gave way; for a record that was deleted on one side: it goes.
    Other,
    /// Neither of the two but this, as RON.
    Value(String),
}

/// Why a conflict was not settled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettleError {
    /// Somebody settled it.
    #[error("The conflict was not settled: it is not there any more.")]
    NoConflict(ConflictId),
    /// The record is gone, so that nothing can take the value.
    #[error(
        "The conflict was not settled: {0} is not there any more. Keep things as they are to put the conflict aside."
    )]
    RecordGone(RecordId),
    /// The value means nothing for the field.
    #[error(
        "The conflict was not settled: the value {value} is none for {field}. Keep things as they are, or set the field by hand."
    )]
    BadValue {
        /// Name of the field.
        field: String,
        /// As the conflict holds it.
        value: String,
    },
    /// Both records are there, under ids of their own: one of them can only be taken out by hand.
    #[error(
        "The conflict was not settled: both records are kept. Take out the one that is not wanted, then keep things as they are."
    )]
    BothAreKept,
}

/// The step that settles a conflict. A record that gets another value counts as changed `now`.
pub fn settlement(
    project: &Project,
    conflict: ConflictId,
    choice: Choice,
    now: Timestamp,
) -> Result<Transaction, SettleError> {
    let settled = project.conflict(conflict).ok_or(SettleError::NoConflict(conflict))?;
    let mut target = Target::of(project);
    target.records.conflicts.remove(&conflict);
    let value = match choice {
        Choice::Kept => None,
        Choice::Other => Some(settled.other.clone()),
        // An empty one would take the record out.
        Choice::Value(value) if value.is_empty() || settled.field.is_empty() => {
            return Err(SettleError::BadValue { field: settled.field.clone(), value });
        }
        Choice::Value(value) => Some(value),
    };
    if let Some(other) = value {
        target.give_other(&Conflict { other: other.clone(), ..settled.clone() }, now)?;
        for open in target.records.conflicts.values_mut() {
            if open.record == settled.record && open.field == settled.field {
                open.kept.clone_from(&other);
            }
        }
    }
    Ok(Transaction::new("Settle conflict", target.edits(project)))
}

impl Target {
    fn give_other(&mut self, conflict: &Conflict, now: Timestamp) -> Result<(), SettleError> {
        let Conflict { record, field, other, .. } = conflict;
        let is_deletion = other.is_empty();
        let found = match record {
            _ if field == "id" => return Err(SettleError::BothAreKept),
            RecordId::Project(_) => Some(self.set_head(field, other)),
            _ if is_deletion => self.records.remove(*record).then_some(Ok(true)),
            RecordId::Annotator(id) => set(self.records.annotators.get_mut(id), field, other),
            RecordId::Document(id) => set(self.records.documents.get_mut(id), field, other),
            RecordId::Claim(id) => {
                let claim = self.records.claims.get_mut(id);
                claim.map(|claim| {
                    Arc::make_mut(claim).modified = now;
                    claim.set(field, other)
                })
            }
            RecordId::Link(id) => {
                let symmetric = self.codebook.link_kinds.iter().filter(|kind| kind.symmetric);
                let symmetric: BTreeSet<String> = symmetric.map(|kind| kind.id.clone()).collect();
                self.records.links.get_mut(id).map(|link| {
                    let is_set = link.set(field, other);
                    let link = Arc::make_mut(link);
                    link.modified = now;
                    put_in_order(link, &symmetric);
                    is_set
                })
            }
            RecordId::Dismissal(id) => set(self.records.dismissals.get_mut(id), field, other),
            RecordId::Verdict(id) => set(self.records.verdicts.get_mut(id), field, other),
            RecordId::Ruling(id) => set(self.records.rulings.get_mut(id), field, other),
            RecordId::Question(id) => set(self.records.questions.get_mut(id), field, other),
            RecordId::Comment(id) => set(self.records.comments.get_mut(id), field, other),
            RecordId::Conflict(_) => None,
        };
        self.order.retain(|id| self.records.documents.contains_key(id));
        match found {
            None => Err(SettleError::RecordGone(*record)),
            Some(Ok(true)) => Ok(()),
            Some(_) => Err(SettleError::BadValue { field: field.clone(), value: other.clone() }),
        }
    }

    fn set_head(&mut self, field: &str, value: &str) -> SetField {
        if let Some(path) = EntryPath::parse(field) {
            return set_entry(&mut self.codebook, &path, value);
        }
        let mut head = Head { title: self.title.clone(), settings: self.settings.clone() };
        let is_set = head.set(field, value)?;
        (self.title, self.settings) = (head.title, head.settings);
        Ok(is_set)
    }
}

fn set<R: Record>(record: Option<&mut R>, field: &str, value: &str) -> Option<SetField> {
    record.map(|record| record.set(field, value))
}

/// An empty value takes the entry out.
fn set_entry(codebook: &mut Codebook, path: &EntryPath<'_>, value: &str) -> SetField {
    fn put<T: Entry>(list: &mut Vec<T>, id: &str, (field, value): (&str, &str)) -> SetField {
        if field.is_empty() && value.is_empty() {
            let before = list.len();
            list.retain(|entry| entry.id() != id);
            return Ok(list.len() < before);
        }
        list.iter_mut().find(|entry| entry.id() == id).map_or(Ok(false), |entry| entry.set(field, value))
    }
    let new = (path.field, value);
    match path.steps.as_slice() {
        [("claim_kinds", id)] => put(&mut codebook.claim_kinds, id, new),
        [("link_kinds", id)] => put(&mut codebook.link_kinds, id, new),
        [("difference_types", id)] => put(&mut codebook.difference_types, id, new),
        [("outcomes", id)] => put(&mut codebook.outcomes, id, new),
        [("causes", id)] => put(&mut codebook.causes, id, new),
        [("rulings", id)] => put(&mut codebook.rulings, id, new),
        [("scales", id)] => put(&mut codebook.scales, id, new),
        [("scales", id), ("levels", level)] => {
            let scale = codebook.scales.iter_mut().find(|scale| scale.id == *id);
            scale.map_or(Ok(false), |scale| put(&mut scale.levels, level, new))
        }
        _ => Ok(false),
    }
}

impl Records {
    /// Takes a record out, with all that cannot be without it; verdicts and rulings go on without it. Gives whether it
    /// was there.
    fn remove(&mut self, record: RecordId) -> bool {
        match record {
            RecordId::Document(id) => {
                let is_in = |document| document == id;
                let claims = self.claims.values().filter(|claim| is_in(claim.document)).map(|claim| claim.id);
                let claims: Vec<_> = claims.collect();
                for claim in claims {
                    self.remove(RecordId::Claim(claim));
                }
                self.dismissals.retain(|_, one| !is_in(one.document));
                self.documents.remove(&id).is_some()
            }
            RecordId::Claim(id) => {
                let links =
                    self.links.values().filter(|link| link.from == id || link.to == id).map(|link| link.id);
                let links: Vec<_> = links.collect();
                for link in links {
                    self.remove(RecordId::Link(link));
                }
                self.dismissals.retain(|_, one| one.claim != id);
                for verdict in self.verdicts.values_mut() {
                    verdict.claims.retain(|claim| *claim != id);
                    verdict.favoured.retain(|claim| *claim != id);
                }
                self.rulings.values_mut().for_each(|ruling| ruling.claims.retain(|claim| *claim != id));
                self.claims.remove(&id).is_some()
            }
            RecordId::Link(id) => {
                self.rulings.values_mut().for_each(|ruling| ruling.links.retain(|link| *link != id));
                self.links.remove(&id).is_some()
            }
            RecordId::Annotator(id) => removed(&mut self.annotators, &id),
            RecordId::Dismissal(id) => removed(&mut self.dismissals, &id),
            RecordId::Verdict(id) => removed(&mut self.verdicts, &id),
            RecordId::Ruling(id) => removed(&mut self.rulings, &id),
            RecordId::Conflict(id) => removed(&mut self.conflicts, &id),
            RecordId::Question(id) => {
                self.forget_question(id);
                removed(&mut self.questions, &id)
            }
            RecordId::Comment(id) => removed(&mut self.comments, &id),
            RecordId::Project(_) => false,
        }
    }
}

impl Records {
    /// What was put under a question is under none.
    fn forget_question(&mut self, id: QuestionId) {
        for link in self.links.values_mut().filter(|link| link.question == Some(id)) {
            Arc::make_mut(link).question = None;
        }
        for claim in self.claims.values_mut().filter(|claim| claim.questions.contains(&id)) {
            Arc::make_mut(claim).questions.retain(|question| *question != id);
        }
        for verdict in self.verdicts.values_mut().filter(|verdict| verdict.question == Some(id)) {
            verdict.question = None;
        }
    }
}

fn removed<K: Ord, T>(records: &mut BTreeMap<K, T>, id: &K) -> bool {
    records.remove(id).is_some()
}
