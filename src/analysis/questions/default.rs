//! [`default_question`]: which question a new link most likely speaks to.

use super::best_question;
use crate::analysis::threads::{QuestionKey, ThreadIndex};
use crate::model::{ClaimId, LinkId, Project};
use std::collections::BTreeSet;

/// Why a question is proposed for a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefaultReason {
    /// Both ends speak to it.
    Shared,
    /// It was used last, and one end speaks to it.
    InUse,
    /// Its links share most words with this one.
    Words,
    /// No question fits: a new one.
    New,
}

/// The question that a link from one end to another most likely speaks to; none means a new one. An end that is no
/// claim yet speaks to nothing.
///
/// The question that both ends share comes first, then the one used last if it stands at one end, then the one whose
/// links share most words with this one.
pub fn default_question(
    project: &Project,
    threads: &ThreadIndex,
    [from, to]: [Option<ClaimId>; 2],
    in_use: Option<QuestionKey>,
) -> (Option<QuestionKey>, DefaultReason) {
    let keys = |end: Option<ClaimId>| -> BTreeSet<QuestionKey> {
        end.into_iter().flat_map(|claim| threads.keys_of(claim)).collect()
    };
    let (at_from, at_to) = (keys(from), keys(to));
    let shared: Vec<QuestionKey> = at_from.intersection(&at_to).copied().collect();
    let all: Vec<QuestionKey> = at_from.union(&at_to).copied().collect();
    let best = |keys: &[QuestionKey]| {
        let candidates: Vec<(QuestionKey, &[LinkId])> =
            keys.iter().filter_map(|key| Some((*key, threads.thread(*key)?.links.as_slice()))).collect();
        let (from, to) = from.zip(to)?;
        let best = best_question(project, &candidates, from, to)?;
        candidates.get(best).map(|(key, _)| *key)
    };
    match shared.as_slice() {
        [] => {}
        [only] => return (Some(*only), DefaultReason::Shared),
        several => {
            let used = in_use.filter(|key| several.contains(key));
            let key = used.or_else(|| best(several)).or_else(|| several.first().copied());
            return (key, DefaultReason::Shared);
        }
    }
    if let Some(used) = in_use.filter(|key| all.contains(key)) {
        return (Some(used), DefaultReason::InUse);
    }
    match best(&all) {
        Some(key) => (Some(key), DefaultReason::Words),
        None => (None, DefaultReason::New),
    }
}
