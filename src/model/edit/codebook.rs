//! Edits of what belongs to the whole project: codebook, settings, annotators.

use super::{Edit, EditError};
use crate::model::{Annotator, AnnotatorId, BrokenRule, Codebook, Project, RecordId, Reveal, Settings};
use std::collections::BTreeSet;

impl Project {
    pub(super) fn set_codebook(&mut self, codebook: Codebook) -> Result<Edit, EditError> {
        let before = std::mem::replace(&mut self.codebook, codebook);
        let broken = self.check().into_iter().find(|rule| !matches!(rule, BrokenRule::Unanchored(..)));
        if let Some(rule) = broken {
            self.codebook = before;
            return Err(rule.into());
        }
        Ok(Edit::SetCodebook(Box::new(before)))
    }

    pub(super) fn set_settings(&mut self, settings: Settings) -> Result<Edit, EditError> {
        if self.codebook.scale(&settings.scale).is_none() {
            return Err(missing_scale(&settings.scale).into());
        }
        if let Some(rule) = self.reveal_rules(&settings).pop() {
            return Err(rule.into());
        }
        Ok(Edit::SetSettings(std::mem::replace(&mut self.settings, settings)))
    }

    pub(in crate::model) fn put_annotator(&mut self, annotator: Annotator) -> Edit {
        let id = annotator.id;
        match self.records.annotators.insert(id, annotator) {
            Some(before) => Edit::PutAnnotator(before),
            None => Edit::RemoveAnnotator(id),
        }
    }

    pub(super) fn remove_annotator(&mut self, id: AnnotatorId) -> Result<Edit, EditError> {
        let record = RecordId::Annotator(id);
        if let Some(by) = self.work_of(id) {
            return Err(BrokenRule::InUse { record, by }.into());
        }
        match self.records.annotators.remove(&id) {
            Some(before) => Ok(Edit::PutAnnotator(before)),
            None => Err(BrokenRule::Missing(record).into()),
        }
    }

    /// Some record that carries this annotator's name.
    fn work_of(&self, id: AnnotatorId) -> Option<RecordId> {
        let documents = self.documents().filter(|record| record.read_by.contains(&id));
        let claims = self.claims().filter(|record| record.annotator == id);
        let links = self.links().filter(|record| record.annotator == id);
        let dismissals = self.dismissals().filter(|record| record.annotator == id);
        let verdicts = self.verdicts().filter(|record| record.annotator == id);
        let rulings = self.rulings().filter(|record| record.annotator == id);
        let questions = self.questions().filter(|record| record.annotator == id);
        let comments = self.comments().filter(|record| record.annotator == id);
        let conflicts = self.conflicts().filter(|record| record.annotator == Some(id));
        let reveals = self.settings().reveals.iter().filter(|reveal| reveal.annotator == id);
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
            .chain(reveals.map(|_| RecordId::Project(self.id())))
            .next()
    }

    /// Those who opened the layers of others are annotators of the project.
    pub(in crate::model) fn reveal_rules(&self, settings: &Settings) -> Vec<BrokenRule> {
        let missing = settings.reveals.iter().filter(|reveal| !self.is_known(reveal));
        let record = RecordId::Project(self.id());
        let dangling = |annotator| BrokenRule::Dangling { record, missing: RecordId::Annotator(annotator) };
        missing.map(|reveal| dangling(reveal.annotator)).collect()
    }

    pub(in crate::model) fn is_known(&self, reveal: &Reveal) -> bool {
        self.annotator(reveal.annotator).is_some()
    }

    /// Rules that the codebook itself has to keep.
    pub(in crate::model) fn codebook_rules(&self, codebook: &Codebook) -> Vec<BrokenRule> {
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
        let mut found: Vec<BrokenRule> =
            lists.into_iter().chain(levels).filter_map(|ids| bad_id(&ids)).collect();
        if codebook.scale(&self.settings.scale).is_none() {
            found.push(missing_scale(&self.settings.scale));
        }
        found
    }
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
