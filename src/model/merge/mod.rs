//! [`merge`]: the work of two people on one project becomes one, record by record and field by field.
//!
//! What cannot both hold stays in the project as [`Conflict`](super::Conflict)s, with both values, until somebody
//! settles it. Neither the order of the two nor doing it twice changes what comes out. Knows no clock and no chance:
//! ids that are needed are made of what they stand for.

mod ancestor;
mod codebook;
mod conflicts;
mod documents;
mod error;
mod head;
mod ids;
mod links;
mod log;
mod mapping;
mod meeting;
mod order;
mod path;
mod records;
mod renames;
mod report;
mod sentences;
mod settle;
mod side;
mod sides;
mod step;
mod tables;
mod whole;
mod words;

pub use ancestor::{ancestor_distance, check_base};
pub use error::{Clash, EntryName, MergeError};
pub use mapping::{Mapping, Stands};
pub use report::{Counts, MergeReport, RecordKind, Told};
pub use settle::{Choice, SettleError, settlement};
pub use side::{Pair, Side};
pub use words::{conflict_values, conflict_words, record_words};

use super::project::Records;
use super::{AnnotatorId, ClaimId, Project, RecordId, Reveal, Transaction};
use codebook::{CodebookMerge, Used};
use conflicts::{add_raised, merged_conflicts};
use head::Head;
use links::{fit_differences, join_twins};
use log::Log;
use order::merged_order;
use sides::Sides;
use std::collections::{BTreeMap, BTreeSet};
use step::Target;
use tables::merge_table;
use whole::{Gone, kept};

/// What came of a merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The work of both.
    pub project: Project,
    /// The step that makes it of ours; without edits when there was nothing to take.
    pub step: Transaction,
    /// What was taken from where, and what could not be decided.
    pub report: MergeReport,
}

/// Merges two versions of a project that were both made from `base`.
///
/// Each version is sound. Without a base nothing that one side has is taken out: what the other one deleted comes back.
/// Projects that began apart have none: theirs joins ours where the texts are the same. A base of yet another project
/// is none.
pub fn merge(base: Option<&Project>, ours: &Project, theirs: &Project) -> Result<Merged, MergeError> {
    let base = base.filter(|base| base.id() == ours.id() && base.id() == theirs.id());
    let other;
    let theirs = if ours.id() == theirs.id() {
        theirs
    } else {
        other = adopted(ours, theirs);
        &other
    };
    let log = &mut Log::default();
    log.know(Side::Ours, ours.conflicts());
    log.know(Side::Theirs, theirs.conflicts());
    let both = Pair { ours, theirs };
    let head = Head::merged(base, both, log);
    let codebooks = Pair { ours: ours.codebook(), theirs: theirs.codebook() };
    let record = RecordId::Project(ours.id());
    let codebook = CodebookMerge::new(record, base.map(Project::codebook), codebooks, log);
    let codebook = codebook.map_err(MergeError::Codebooks)?;
    let mut sides = Sides::new(base, both, codebook.symmetric_kinds(), log);
    sides.reconcile(log);
    log.know_all(&sides);

    let mut records = merged_records(&sides, &head.settings.reveals, log);
    let used = if codebook.may_lack() { Used::by(&records, &head.settings) } else { Used::default() };
    let codebook = codebook.finish(&used, log).map_err(MergeError::Codebooks)?;
    let conflicts = add_raised(&mut records, &sides, log);
    let documents = records.documents.keys().copied().collect();
    let (order, is_clash) = merged_order(sides.orders.each_ref().map(Vec::as_slice), &documents);
    if is_clash {
        log.told.push(Told::Reordered("documents"));
    }
    log.told.extend(same_names(&sides, &records));
    let report = MergeReport {
        changes: std::mem::take(&mut log.counts),
        open_conflict_count: records.conflicts.len() - conflicts.len(),
        conflicts,
        told: std::mem::take(&mut log.told),
    };
    let target = Target { title: head.title, settings: head.settings, codebook, records, order };
    let step = Transaction::new("Merge", target.edits(ours));
    let mut project = ours.clone();
    project.commit(step.clone())?;
    Ok(Merged { project, step, report })
}

/// The same where entries of the codebooks mean something else on each side, and somebody said what theirs stand for.
pub fn merge_mapped(
    base: Option<&Project>,
    ours: &Project,
    theirs: &Project,
    mapping: &Mapping,
) -> Result<Merged, MergeError> {
    if mapping.entries.is_empty() {
        return merge(base, ours, theirs);
    }
    let adopted = adopted(ours, theirs);
    merge(base, ours, &mapping.applied(base, ours, &adopted))
}

/// Another project as a version of ours: under our id, and called as ours, whose title stays.
fn adopted(ours: &Project, theirs: &Project) -> Project {
    if ours.id() == theirs.id() {
        return theirs.clone();
    }
    let mut adopted = theirs.clone().under_id(ours.id());
    adopted.title.clone_from(&ours.title);
    let record = |record: &mut RecordId| {
        if *record == RecordId::Project(theirs.id()) {
            *record = RecordId::Project(ours.id());
        }
    };
    adopted.records.conflicts.values_mut().for_each(|conflict| record(&mut conflict.record));
    adopted.records.comments.values_mut().for_each(|comment| record(&mut comment.on));
    adopted
}

/// The records of both sides, with all that they name.
fn merged_records(sides: &Sides<'_>, reveals: &BTreeSet<Reveal>, log: &mut Log) -> Records {
    let mut gone = Gone::default();
    let mut moved: BTreeSet<ClaimId> = BTreeSet::new();
    let annotators = merge_table(sides.three(|records| &records.annotators), log, |_, _, _| {});
    let documents = merge_table(sides.three(|records| &records.documents), log, |_, _, _| {});
    let claims = merge_table(sides.three(|records| &records.claims), log, |id, ours, theirs| {
        moved.extend((ours.document != theirs.document).then_some(id));
    });
    let links = merge_table(sides.three(|records| &records.links), log, |_, _, _| {});
    let dismissals = merge_table(sides.three(|records| &records.dismissals), log, |_, _, _| {});
    let verdicts = merge_table(sides.three(|records| &records.verdicts), log, |_, _, _| {});
    let rulings = merge_table(sides.three(|records| &records.rulings), log, |_, _, _| {});
    let questions = merge_table(sides.three(|records| &records.questions), log, |_, _, _| {});
    let comments = merge_table(sides.three(|records| &records.comments), log, |_, _, _| {});
    let mut records = Records {
        annotators: kept(annotators, &mut gone.annotators),
        documents: kept(documents, &mut gone.documents),
        claims: kept(claims, &mut gone.claims),
        links: kept(links, &mut gone.links),
        dismissals: dismissals.records,
        verdicts: verdicts.records,
        rulings: rulings.records,
        conflicts: merged_conflicts(sides),
        questions: kept(questions, &mut gone.questions),
        comments: comments.records,
    };
    gone.restore(&mut records, &sides.ours, reveals, log);
    fit_differences(&mut records, &moved, log);
    join_twins(&mut records, &sides.base, log);
    records
}

/// Annotators of one name that came together in this merge.
fn same_names(sides: &Sides<'_>, records: &Records) -> Vec<Told> {
    let mut names: BTreeMap<&str, Vec<AnnotatorId>> = BTreeMap::new();
    for annotator in records.annotators.values().filter(|one| !one.name.is_empty()) {
        names.entry(&annotator.name).or_default().push(annotator.id);
    }
    let meet = |ids: &Vec<AnnotatorId>| {
        let are_all_in = |records: &Records| ids.iter().all(|id| records.annotators.contains_key(id));
        ids.len() > 1 && !are_all_in(&sides.ours) && !are_all_in(&sides.theirs)
    };
    names
        .into_iter()
        .filter(|(_, ids)| meet(ids))
        .map(|(name, _)| Told::SameAnnotatorName(name.to_owned()))
        .collect()
}
