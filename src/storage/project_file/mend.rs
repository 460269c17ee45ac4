//! [`mend`]: makes the parts of a damaged project fit each other again where that keeps work; tells each change.

use super::mend_marks::mend_marks;
use crate::model::{
    Annotator, AnnotatorId, ClaimKind, Codebook, Confidence, DEFAULT_SCALE, Document, LinkKind, Parts,
    RELIABILITY_SCALE, Scale, Term, default_codebook,
};
use crate::text::{Sentence, segment, visible};
use std::collections::BTreeSet;

/// Of an entry that nobody chose a colour for.
const GREY: &str = "8C8F94";
/// Hexadecimal digits of an id that stand for the name of an annotator who lost it.
const SHOWN_DIGITS: usize = 6;

/// Puts right what can be: a codebook that lacks what records name, annotators who lost their line, records twice.
pub(super) fn mend(parts: &mut Parts, problems: &mut Vec<String>) {
    mend_ids(&mut parts.codebook, problems);
    add_entries(parts, problems);
    add_levels(parts, problems);
    if parts.codebook.scale(&parts.settings.scale).is_none() {
        let scales = &mut parts.codebook.scales;
        if scales.is_empty() {
            scales.extend(default_codebook().scale(DEFAULT_SCALE).cloned());
        }
        let scale = scales.first().map(|scale| scale.id.clone()).unwrap_or_default();
        problems.push(format!(
            "The scale “{}” that the settings name is not in the codebook, so “{scale}” was set.",
            parts.settings.scale
        ));
        parts.settings.scale = scale;
    }
    add_annotators(parts, problems);
    parts.documents.iter_mut().for_each(|document| mend_sentences(document, problems));
    mend_marks(parts, problems);
}

/// Takes entries out of the codebook that have no id or that of an earlier one.
fn mend_ids(codebook: &mut Codebook, problems: &mut Vec<String>) {
    let Codebook { claim_kinds, link_kinds, difference_types, outcomes, causes, rulings, scales } = codebook;
    keep_first(claim_kinds, |entry| &entry.id, problems);
    keep_first(link_kinds, |entry| &entry.id, problems);
    for terms in [difference_types, outcomes, causes, rulings] {
        keep_first(terms, |entry| &entry.id, problems);
    }
    keep_first(scales, |entry| &entry.id, problems);
    for scale in scales {
        keep_first(&mut scale.levels, |entry| &entry.id, problems);
    }
}

fn keep_first<T>(entries: &mut Vec<T>, id: impl Fn(&T) -> &String, problems: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    entries.retain(|entry| {
        let id = id(entry);
        let is_first = !id.is_empty() && seen.insert(id.clone());
        if !is_first {
            problems.push(format!(
                "The codebook had “{id}” twice or without an id; the second entry was left out."
            ));
        }
        is_first
    });
}

/// Adds an entry for every kind, outcome and cause that records name and the codebook lacks.
fn add_entries(parts: &mut Parts, problems: &mut Vec<String>) {
    let codebook = &mut parts.codebook;
    let named = parts.claims.iter().flat_map(|claim| &claim.kinds);
    for id in lacking(named, codebook.claim_kinds.iter().map(|kind| &kind.id)) {
        told("claim kind", &id, problems);
        let color = GREY.to_owned();
        codebook.claim_kinds.push(ClaimKind { label: id.clone(), id, color, ..ClaimKind::default() });
    }
    let named = parts.links.iter().map(|link| &link.kind);
    for id in lacking(named, codebook.link_kinds.iter().map(|kind| &kind.id)) {
        told("link kind", &id, problems);
        let color = GREY.to_owned();
        codebook.link_kinds.push(LinkKind { label: id.clone(), id, color, ..LinkKind::default() });
    }
    let differences = parts.links.iter().flat_map(|link| &link.differences);
    add_terms(&mut codebook.difference_types, "difference type", differences.map(|one| &one.kind), problems);
    add_terms(&mut codebook.outcomes, "outcome", parts.verdicts.iter().map(|one| &one.outcome), problems);
    add_terms(&mut codebook.rulings, "ruling", parts.rulings.iter().map(|one| &one.outcome), problems);
    add_terms(&mut codebook.causes, "cause", parts.rulings.iter().map(|one| &one.cause), problems);
}

fn add_terms<'p>(
    terms: &mut Vec<Term>,
    what: &str,
    named: impl Iterator<Item = &'p String>,
    problems: &mut Vec<String>,
) {
    for id in lacking(named, terms.iter().map(|term| &term.id)) {
        told(what, &id, problems);
        terms.push(Term { label: id.clone(), id, definition: String::new() });
    }
}

/// What is named and not known, each once, in alphabetical order.
fn lacking<'n, 'k>(
    named: impl Iterator<Item = &'n String>,
    known: impl Iterator<Item = &'k String>,
) -> BTreeSet<String> {
    let known: BTreeSet<&str> = known.map(String::as_str).collect();
    named.filter(|id| !id.is_empty() && !known.contains(id.as_str())).cloned().collect()
}

fn told(what: &str, id: &str, problems: &mut Vec<String>) {
    problems.push(format!(
        "The {what} “{id}” was not in the codebook; it was added, so that the work that names it is kept."
    ));
}

/// Adds scales and levels that records name and the codebook lacks.
fn add_levels(parts: &mut Parts, problems: &mut Vec<String>) {
    let confidences = parts.claims.iter().filter_map(|claim| claim.confidence.as_ref());
    let confidences = confidences.chain(parts.links.iter().filter_map(|link| link.confidence.as_ref()));
    let confidences =
        confidences.chain(parts.verdicts.iter().filter_map(|verdict| verdict.confidence.as_ref()));
    let mut named: BTreeSet<(&str, &str)> =
        confidences.map(|Confidence { scale, level }| (scale.as_str(), level.as_str())).collect();
    let reliability =
        parts.documents.iter().filter_map(|document| document.details.source.reliability.as_deref());
    named.extend(reliability.map(|level| (RELIABILITY_SCALE, level)));
    let scales = &mut parts.codebook.scales;
    let known: BTreeSet<(String, String)> = scales
        .iter()
        .flat_map(|scale| scale.levels.iter().map(|level| (scale.id.clone(), level.id.clone())))
        .collect();
    for (scale, level) in named {
        if scale.is_empty() || level.is_empty() || known.contains(&(scale.to_owned(), level.to_owned())) {
            continue;
        }
        problems.push(format!(
            "The level “{level}” of the scale “{scale}” was not in the codebook; it was added as the last one, put it in its place."
        ));
        let term = Term { id: level.to_owned(), label: level.to_owned(), definition: String::new() };
        match scales.iter_mut().find(|known| known.id == scale) {
            Some(known) => known.levels.push(term),
            None => scales.push(Scale {
                id: scale.to_owned(),
                label: scale.to_owned(),
                unknown: None,
                levels: vec![term],
            }),
        }
    }
}

/// Adds an annotator for every id that stands on a record and that nobody has.
fn add_annotators(parts: &mut Parts, problems: &mut Vec<String>) {
    let mut named: BTreeSet<AnnotatorId> = parts.claims.iter().map(|claim| claim.annotator).collect();
    named.extend(parts.links.iter().map(|link| link.annotator));
    named.extend(parts.documents.iter().flat_map(|document| &document.read_by));
    named.extend(parts.dismissals.iter().map(|dismissal| dismissal.annotator));
    named.extend(parts.verdicts.iter().map(|verdict| verdict.annotator));
    named.extend(parts.rulings.iter().map(|ruling| ruling.annotator));
    named.extend(parts.settings.reveals.iter().map(|reveal| reveal.annotator));
    named.extend(parts.questions.iter().map(|question| question.annotator));
    named.extend(parts.comments.iter().map(|comment| comment.annotator));
    named.extend(parts.conflicts.iter().filter_map(|conflict| conflict.annotator));
    let known: BTreeSet<AnnotatorId> = parts.annotators.iter().map(|annotator| annotator.id).collect();
    for id in named.difference(&known) {
        let digits = id.0.simple().to_string();
        let name = format!("Annotator {}", digits.get(digits.len() - SHOWN_DIGITS..).unwrap_or(&digits));
        problems.push(format!("Annotator {id} was missing; the work is kept under the name “{name}”."));
        parts.annotators.push(Annotator { id: *id, name, reference: false, machine: None });
    }
}

/// Cuts a text into sentences again when those it has do not lie in it one after the other.
fn mend_sentences(document: &mut Document, problems: &mut Vec<String>) {
    let Document { details, text, sentences, .. } = document;
    if fits(sentences, text) {
        return;
    }
    let language = Some(details.language.as_str()).filter(|language| !language.is_empty());
    *sentences = segment(text, language).0;
    problems.push(format!(
        "Document “{}”: its sentences did not fit its text, so the text was cut into sentences again.",
        visible(&details.title)
    ));
}

/// Whether sentences stand in order within the text.
fn fits(sentences: &[Sentence], text: &str) -> bool {
    let mut end = 0;
    sentences.iter().all(|sentence| {
        let is_next =
            sentence.span.start >= end && !sentence.span.is_empty() && sentence.span.is_valid_in(text);
        end = sentence.span.end;
        is_next
    })
}
