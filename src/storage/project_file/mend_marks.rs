//! [`mend_marks`]: claims, links and decisions of a damaged project that can be kept with a small change.

use super::salvage::made_up_id;
use crate::model::{Claim, ClaimId, Document, DocumentId, Link, LinkId, Parts, RecordId, Ruling, Verdict};
use crate::text::capitalised;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

/// Changes what would be refused otherwise; what lost its document or its claims is left for the rules to refuse.
pub(super) fn mend_marks(parts: &mut Parts, problems: &mut Vec<String>) {
    let with_id = |claim: &Claim, id| Claim { id, ..claim.clone() };
    give_new_ids(
        &mut parts.claims,
        (|claim| RecordId::Claim(claim.id), |claim, id| with_id(claim, ClaimId(id))),
        problems,
    );
    let with_id = |link: &Link, id| Link { id, ..link.clone() };
    give_new_ids(
        &mut parts.links,
        (|link| RecordId::Link(link.id), |link, id| with_id(link, LinkId(id))),
        problems,
    );
    parts.claims.iter_mut().filter(|claim| has_empty(claim)).for_each(|claim| drop_empty(claim, problems));
    let documents: BTreeMap<DocumentId, &Document> =
        parts.documents.iter().rev().map(|document| (document.id, document)).collect();
    let grounds: BTreeMap<ClaimId, &Document> =
        parts.claims.iter().filter_map(|claim| Some((claim.id, *documents.get(&claim.document)?))).collect();
    let symmetric: BTreeSet<&str> =
        parts.codebook.link_kinds.iter().filter(|kind| kind.symmetric).map(|kind| kind.id.as_str()).collect();
    for link in &mut parts.links {
        if symmetric.contains(link.kind.as_str()) && link.from > link.to {
            problems
                .push(format!("Link {}: its ends stood the wrong way round and were exchanged.", link.id));
            *link = Arc::new(link.as_ref().clone().reversed());
        }
        if !link.differences.is_empty() {
            mend_differences(link, &grounds, problems);
        }
    }
    let links: BTreeSet<LinkId> = parts
        .links
        .iter()
        .filter(|link| grounds.contains_key(&link.from) && grounds.contains_key(&link.to))
        .map(|link| link.id)
        .collect();
    parts.verdicts.iter_mut().for_each(|verdict| mend_verdict(verdict, &grounds, problems));
    parts.verdicts.retain(|verdict| !verdict.claims.is_empty());
    parts.rulings.iter_mut().for_each(|ruling| mend_ruling(ruling, (&grounds, &links), problems));
}

/// Of several records with one id the first keeps it; equal ones go, others get an id that follows from the first.
fn give_new_ids<T: PartialEq>(
    records: &mut Vec<Arc<T>>,
    (name, with_id): (impl Fn(&T) -> RecordId, impl Fn(&T, Uuid) -> T),
    problems: &mut Vec<String>,
) {
    let mut seen: BTreeMap<RecordId, (Arc<T>, usize)> = BTreeMap::new();
    records.retain_mut(|record| {
        let own = name(record);
        let Some((first, count)) = seen.get_mut(&own) else {
            seen.insert(own, (Arc::clone(record), 1));
            return true;
        };
        if first == record {
            problems.push(format!(
                "{} stood twice, word for word; one was left out.",
                capitalised(&own.to_string())
            ));
            return false;
        }
        *record = Arc::new(with_id(record, made_up_id(&own.to_string(), *count)));
        *count += 1;
        problems.push(format!(
            "{} stood twice with different content; the second one was kept as {}.",
            capitalised(&own.to_string()),
            name(record)
        ));
        true
    });
}

fn has_empty(claim: &Claim) -> bool {
    let is_bad =
        claim.confidence.as_ref().is_some_and(|level| level.scale.is_empty() || level.level.is_empty());
    is_bad || claim.kinds.iter().any(String::is_empty)
}

fn drop_empty(claim: &mut Arc<Claim>, problems: &mut Vec<String>) {
    let claim = Arc::make_mut(claim);
    claim.kinds.retain(|kind| !kind.is_empty());
    claim.confidence =
        claim.confidence.take().filter(|level| !level.scale.is_empty() && !level.level.is_empty());
    problems.push(format!("Claim {}: a kind or confidence without a name was taken out.", claim.id));
}

/// Takes out places that are not in the texts of the link's ends.
fn mend_differences(
    link: &mut Arc<Link>,
    grounds: &BTreeMap<ClaimId, &Document>,
    problems: &mut Vec<String>,
) {
    let text = |claim| grounds.get(&claim).map(|document| &*document.text);
    let (Some(from), Some(to)) = (text(link.from), text(link.to)) else {
        return;
    };
    let is_good = link.differences.iter().all(|difference| {
        difference.from.is_none_or(|span| span.is_valid_in(from))
            && difference.to.is_none_or(|span| span.is_valid_in(to))
    });
    if is_good {
        return;
    }
    for difference in &mut Arc::make_mut(link).differences {
        difference.from = difference.from.filter(|span| span.is_valid_in(from));
        difference.to = difference.to.filter(|span| span.is_valid_in(to));
    }
    problems.push(format!("Link {}: a difference lost its place, which is not in the text.", link.id));
}

fn mend_verdict(verdict: &mut Verdict, grounds: &BTreeMap<ClaimId, &Document>, problems: &mut Vec<String>) {
    let before = (verdict.claims.len(), verdict.favoured.len());
    keep_known(&mut verdict.claims, |claim| grounds.contains_key(claim));
    let covered: BTreeSet<ClaimId> = verdict.claims.iter().copied().collect();
    keep_known(&mut verdict.favoured, |claim| covered.contains(claim));
    if verdict.claims.is_empty() {
        problems.push(format!("Verdict {} was left out: its claims are lost.", verdict.id));
    } else if before != (verdict.claims.len(), verdict.favoured.len()) {
        problems.push(format!(
            "Verdict {}: claims that are lost, repeated or not covered were taken out.",
            verdict.id
        ));
    }
}

fn mend_ruling(
    ruling: &mut Ruling,
    (grounds, links): (&BTreeMap<ClaimId, &Document>, &BTreeSet<LinkId>),
    problems: &mut Vec<String>,
) {
    let before = (ruling.claims.len(), ruling.links.len());
    keep_known(&mut ruling.claims, |claim| grounds.contains_key(claim));
    keep_known(&mut ruling.links, |link| links.contains(link));
    if before != (ruling.claims.len(), ruling.links.len()) {
        problems.push(format!(
            "Ruling {}: claims and links that are lost or repeated were taken out.",
            ruling.id
        ));
    }
}

/// Keeps what is known, each once.
fn keep_known<T: Copy + Ord>(items: &mut Vec<T>, is_known: impl Fn(&T) -> bool) {
    let mut seen = BTreeSet::new();
    items.retain(|item| is_known(item) && seen.insert(*item));
}
