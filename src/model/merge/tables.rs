//! [`merge_table`]: three tables of one kind of record become one, id by id.

use super::ids::Id;
use super::log::Log;
use super::meeting::Meeting;
use super::records::Record;
use super::report::Counts;
use super::side::{Pair, Side};
use std::collections::BTreeMap;
use std::collections::btree_map::Iter;
use std::iter::Peekable;

/// A merged table, and what one side took out and the other one still has unchanged.
#[derive(Debug)]
pub(super) struct Table<K, T> {
    pub(super) records: BTreeMap<K, T>,
    pub(super) gone: BTreeMap<K, T>,
}

/// The tables of one kind of record: base, ours, theirs.
pub(super) type Three<'t, K, T> = [&'t BTreeMap<K, T>; 3];

/// What each side added, changed and took out, in one table. `notice` sees both versions of what is unlike.
pub(super) fn merge_table<K: Id, T: Record>(
    tables: Three<'_, K, T>,
    log: &mut Log,
    mut notice: impl FnMut(K, &T, &T),
) -> Table<K, T> {
    let (mut records, mut gone) = (Vec::new(), BTreeMap::new());
    for (id, base, ours, theirs) in joined(tables) {
        let kept = match (ours, theirs) {
            (Some(ours), Some(theirs)) if ours == theirs => ours.clone(),
            (Some(ours), Some(theirs)) => {
                notice(id, ours, theirs);
                met(id, base, Pair { ours, theirs }, log)
            }
            (Some(one), None) | (None, Some(one)) => {
                let side = if ours.is_some() { Side::Ours } else { Side::Theirs };
                match base {
                    None => log.count(side, T::KIND, |counts: &mut Counts| counts.added += 1),
                    Some(base) => {
                        log.count(side.other(), T::KIND, |counts| counts.removed += 1);
                        if base == one {
                            gone.insert(id, one.clone());
                            continue;
                        }
                        log.count(side, T::KIND, |counts| counts.changed += 1);
                        log.deletion(id.record(), String::new(), one.text(), side.other());
                    }
                }
                one.clone()
            }
            (None, None) => continue,
        };
        records.push((id, kept));
    }
    Table { records: records.into_iter().collect(), gone }
}

fn met<K: Id, T: Record>(id: K, base: Option<&T>, Pair { ours, theirs }: Pair<&T>, log: &mut Log) -> T {
    for (side, one) in [(Side::Ours, ours), (Side::Theirs, theirs)] {
        match base {
            Some(base) if base == one => {}
            _ => log.count(side, T::KIND, |counts| counts.changed += 1),
        }
    }
    match base {
        Some(base) if base == theirs => ours.clone(),
        Some(base) if base == ours => theirs.clone(),
        _ => T::meet(Meeting {
            record: id.record(),
            prefix: String::new(),
            base,
            ours,
            theirs,
            stamps: Pair { ours: ours.stamp(), theirs: theirs.stamp() },
            pasts: Pair::default(),
            log,
        }),
    }
}

/// All ids of three tables in order, each with its records.
pub(super) fn joined<K: Id, T>(
    tables: Three<'_, K, T>,
) -> impl Iterator<Item = (K, Option<&T>, Option<&T>, Option<&T>)> {
    let mut tables = tables.map(|table| table.iter().peekable());
    std::iter::from_fn(move || {
        let id = tables.iter_mut().filter_map(|table| table.peek().map(|(id, _)| **id)).min()?;
        let [base, ours, theirs] = tables.each_mut().map(|table| next_of(table, id));
        Some((id, base, ours, theirs))
    })
}

fn next_of<'t, K: Id, T>(table: &mut Peekable<Iter<'t, K, T>>, id: K) -> Option<&'t T> {
    table.next_if(|(other, _)| **other == id).map(|(_, record)| record)
}
