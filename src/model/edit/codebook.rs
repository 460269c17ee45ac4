//! Edits of what belongs to the whole project: codebook, settings, annotators.

use super::{Edit, EditError};
use crate::model::{Annotator, AnnotatorId, BrokenRule, Codebook, Project, RecordId, Reveal, Settings};
use std::collections::BTreeSet;

pub(super) fn set_codebook(project: &mut Project, codebook: Codebook) -> Result<Edit, EditError> {
    let before = std::mem::replace(&mut project.codebook, codebook);
    let broken = project.check().into_iter().find(|rule| !matches!(rule, BrokenRule::Unanchored(..)));
    if let Some(rule) = broken {
        project.codebook = before;
        return Err(rule.into());
    }
    Ok(Edit::SetCodebook(Box::new(before)))
}

pub(super) fn set_settings(project: &mut Project, settings: Settings) -> Result<Edit, EditError> {
    if project.codebook.scale(&settings.scale).is_none() {
        return Err(missing_scale(&settings.scale).into());
    }
    if let Some(rule) = reveal_rules(project, &settings).pop() {
        return Err(rule.into());
    }
    Ok(Edit::SetSettings(std::mem::replace(&mut project.settings, settings)))
}

pub(in crate::model) fn put_annotator(project: &mut Project, annotator: Annotator) -> Edit {
    let id = annotator.id;
    match project.records.annotators.insert(id, annotator) {
        Some(before) => Edit::PutAnnotator(before),
        None => Edit::RemoveAnnotator(id),
    }
}

pub(super) fn remove_annotator(project: &mut Project, id: AnnotatorId) -> Result<Edit, EditError> {
    let record = RecordId::Annotator(id);
    if let Some(by) = work_of(project, id) {
        return Err(BrokenRule::InUse { record, by }.into());
    }
    match project.records.annotators.remove(&id) {
        Some(before) => Ok(Edit::PutAnnotator(before)),
        None => Err(BrokenRule::Missing(record).into()),
    }
}

/// Some record that carries this annotator's name.
fn work_of(project: &Project, id: AnnotatorId) -> Option<RecordId> {
    let documents = project.documents().filter(|record| record.read_by.contains(&id));
    let claims = project.claims().filter(|record| record.annotator == id);
    let links = project.links().filter(|record| record.annotator == id);
    let dismissals = project.dismissals().filter(|record| record.annotator == id);
    let verdicts = project.verdicts().filter(|record| record.annotator == id);
    let rulings = project.rulings().filter(|record| record.annotator == id);
    let questions = project.questions().filter(|record| record.annotator == id);
    let comments = project.comments().filter(|record| record.annotator == id);
    let conflicts = project.conflicts().filter(|record| record.annotator == Some(id));
    let reveals = project.settings().reveals.iter().filter(|reveal| reveal.annotator == id);
    documents
        .map(|record| RecordId::Document(record.id))
        .chain(claims.map(|record| RecordId::Claim(record.id)))
        .chain(links.map(|record| RecordId::Link(record.id)))
        .chain(questions.map(|record| RecordId::Question(record.id)))
        .chain(comments.map(|record| RecordId::Comment(record.id)))
        .chain(dismissals.map(|record| RecordId::Dismissal(record.id)))
        .chain(verdicts.map(|record| RecordId::Verdict(record.id)))
        .chain(rulings.map(|record| RecordId::Ruling(record.id)))
        .chain(conflicts.map(|record| RecordId::Conflict(record.id)))
        .chain(reveals.map(|_| RecordId::Project(project.id())))
        .next()
}

/// Those who opened the layers of others are annotators of the project.
pub(in crate::model) fn reveal_rules(project: &Project, settings: &Settings) -> Vec<BrokenRule> {
    let missing = settings.reveals.iter().filter(|reveal| !is_known(project, reveal));
    let record = RecordId::Project(project.id());
    let dangling = |annotator| BrokenRule::Dangling { record, missing: RecordId::Annotator(annotator) };
    missing.map(|reveal| dangling(reveal.annotator)).collect()
}

pub(in crate::model) fn is_known(project: &Project, reveal: &Reveal) -> bool {
    project.annotator(reveal.annotator).is_some()
}

/// Rules that the codebook itself has to keep.
pub(in crate::model) fn codebook_rules(project: &Project, codebook: &Codebook) -> Vec<BrokenRule> {
    let lists: [Vec<&str>; 7] = [
        codebook.claim_kinds.iter().map(|entry| entry.id.as_str()).collect(),
        codebook.link_kinds.iter().map(|entry| entry.id.as_str()).collect(),
        codebook.difference_types.iter().map(|entry| entry.id.as_str()).collect(),
        codebook.outcomes.iter().map(|entry| entry.id.as_str()).collect(),
        codebook.causes.iter().map(|entry| entry.id.as_str()).collect(),
        codebook.rulings.iter().map(|entry| entry.id.as_str()).collect(),
        codebook.scales.iter().map(|entry| entry.id.as_str()).collect(),
    ];
    let levels =
        codebook.scales.iter().map(|scale| scale.levels.iter().map(|entry| entry.id.as_str()).collect());
    let mut found: Vec<BrokenRule> = lists.into_iter().chain(levels).filter_map(|ids| bad_id(&ids)).collect();
    if codebook.scale(&project.settings.scale).is_none() {
        found.push(missing_scale(&project.settings.scale));
    }
    found
}

fn bad_id(ids: &[&str]) -> Option<BrokenRule> {
    let mut seen = BTreeSet::new();
    ids.iter()
        .find(|id| id.is_empty() || !seen.insert(**id))
        .map(|id| BrokenRule::BadCodebookId((*id).to_owned()))
}

fn missing_scale(id: &str) -> BrokenRule {
    BrokenRule::MissingScale(id.to_owned())
}
