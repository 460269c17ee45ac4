//! [`named_by_version`]: captures of one address told apart.

use crate::formats::NewDocument;
use std::collections::BTreeMap;

/// Says in the title of each document but the newest of its address that it is an earlier version.
pub(super) fn named_by_version(documents: &mut [NewDocument]) {
    let mut newest: BTreeMap<String, String> = BTreeMap::new();
    let at = |document: &NewDocument| {
        document.source.captured.as_ref().map_or(String::new(), |one| one.time.clone())
    };
    for document in documents.iter() {
        let newest = newest.entry(document.source.url.clone()).or_default();
        *newest = at(document).max(std::mem::take(newest));
    }
    for document in documents {
        let time = at(document);
        if newest.get(&document.source.url).is_some_and(|newest| *newest > time) {
            let shown = time.get(..16).unwrap_or(&time).replace('T', " ");
            document.title = format!("{} (earlier version, {shown})", document.title);
            document.problems.push(format!("it is an earlier version of {}", document.source.url));
        }
    }
}
