//! Links after a merge: one annotator makes a link once, and differences stand in the texts of its ends.

use super::log::{Log, Raised};
use super::meeting::{Meeting, ron_text};
use super::records::{Record as _, Relation};
use super::renames::rename_all;
use super::report::Told;
use super::side::{Pair, Side};
use crate::model::project::Records;
use crate::model::{AnnotatorId, ClaimId, Difference, Link, LinkId, RecordId, Ruling};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Links that became the same one by what each side changed are joined: the lowest id stays, with what all of them say.
/// A ruling names it then, which is told where the ruling is not as it was in the base.
pub(super) fn join_twins(records: &mut Records, base: &Records, log: &mut Log) {
    let mut firsts: BTreeMap<(ClaimId, ClaimId, &str, AnnotatorId), LinkId> = BTreeMap::new();
    let mut joined: BTreeMap<LinkId, LinkId> = BTreeMap::new();
    // In the order of ids, so that the lowest comes first.
    for link in records.links.values() {
        let first = *firsts.entry((link.from, link.to, &link.kind, link.annotator)).or_insert(link.id);
        if first != link.id {
            joined.insert(link.id, first);
        }
    }
    for (twin, first) in &joined {
        if let (Some(theirs), Some(ours)) = (records.links.remove(twin), records.links.get(first)) {
            let link = joined_link([ours, &theirs], &base.links, log);
            records.links.insert(*first, Arc::new(link));
            log.told.push(Told::SameLink(*first));
        }
    }
    if joined.is_empty() {
        return;
    }
    for ruling in records.rulings.values_mut() {
        let before = ruling.links.clone();
        rename_all(&mut ruling.links, &joined);
        if ruling.links != before && base.rulings.get(&ruling.id).is_none_or(|base| base.links != before) {
            log.raised.push(renamed_links(ruling, &before));
        }
    }
    let renamed = |record: RecordId| match record {
        RecordId::Link(id) => joined.get(&id).map_or(record, |first| RecordId::Link(*first)),
        _ => record,
    };
    records.conflicts.values_mut().for_each(|conflict| conflict.record = renamed(conflict.record));
    // That a joined link was deleted on one side is settled by joining it.
    log.raised.retain(|raised| !raised.field.is_empty() || renamed(raised.record) == raised.record);
    log.raised.iter_mut().for_each(|raised| raised.record = renamed(raised.record));
}

/// The list that a ruling had before links of it were joined: a merge done again meets it once more.
fn renamed_links(ruling: &Ruling, before: &[LinkId]) -> Raised {
    Raised {
        record: RecordId::Ruling(ruling.id),
        field: "links".to_owned(),
        kept: ron_text(&ruling.links),
        other: ron_text(before),
        annotator: Some(ruling.annotator),
        time: Some(ruling.decided),
        loser: Side::Ours,
    }
}

fn joined_link([first, twin]: [&Arc<Link>; 2], base: &BTreeMap<LinkId, Arc<Link>>, log: &mut Log) -> Link {
    let record = RecordId::Link(first.id);
    let of_record: Vec<_> = [&log.known.ours, &log.known.theirs]
        .into_iter()
        .flatten()
        .filter(|(known, ..)| *known == record || *known == RecordId::Link(twin.id))
        .map(|(_, field, other)| (record, field.clone(), other.clone()))
        .collect();
    // What gave way in an earlier merge may stand in either link.
    log.known.ours.extend(of_record.iter().cloned());
    log.known.theirs.extend(of_record);
    Link::meet(Meeting {
        record,
        prefix: String::new(),
        base: None,
        ours: first.as_ref(),
        theirs: twin.as_ref(),
        stamps: Pair { ours: first.stamp(), theirs: twin.stamp() },
        pasts: Pair {
            ours: base.get(&first.id).map(Arc::as_ref),
            theirs: base.get(&twin.id).map(Arc::as_ref),
        },
        log,
    })
}

/// Takes out differences that stand in the text that a claim stood in before the other side moved it.
pub(super) fn fit_differences(records: &mut Records, moved: &BTreeSet<ClaimId>, log: &mut Log) {
    let Records { links, claims, documents, .. } = records;
    let text = |end: ClaimId| Some(&documents.get(&claims.get(&end)?.document)?.text);
    let fits = |link: &Link, one: &Difference| {
        [(link.from, one.from), (link.to, one.to)].into_iter().all(|(end, span)| {
            span.is_none_or(|span| text(end).is_some_and(|text| span.slice(text).is_some()))
        })
    };
    for link in links.values_mut() {
        let is_moved = moved.contains(&link.from) || moved.contains(&link.to);
        if !is_moved || link.differences.iter().all(|one| fits(link, one)) {
            continue;
        }
        let kept: Vec<Difference> = link.differences.iter().filter(|one| fits(link, one)).cloned().collect();
        log.raised.push(Raised {
            record: RecordId::Link(link.id),
            field: "differences".to_owned(),
            kept: ron_text(&kept),
            other: ron_text(&link.differences),
            annotator: Some(link.annotator),
            time: Some(link.modified),
            loser: Side::Ours,
        });
        Arc::make_mut(link).differences = kept;
        // The conflict about its ends holds what came of them.
        let about = log.raised.iter_mut().filter(|raised| raised.record == RecordId::Link(link.id));
        about
            .filter_map(|raised| Some((Relation::held(&raised.field, &raised.kept, link)?, raised)))
            .for_each(|(kept, raised)| raised.kept = kept);
    }
}
