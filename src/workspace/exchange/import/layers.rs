//! [`beside`]: what the project has under an id as somebody else's work or as other words gets an id of its own: an import
//! never replaces a colleague's work, and links stay with the words that they were made on.

use crate::formats::{Dataset, uuid_from_text};
use crate::model::{
    AnnotatorId, Claim, ClaimId, DocumentId, DocumentRole, Link, LinkId, Project, QuestionId, RecordId,
};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use uuid::Uuid;

/// New ids by the ids of the files.
#[derive(Debug, Default)]
pub(super) struct NewIds {
    pub(super) documents: BTreeMap<DocumentId, DocumentId>,
    pub(super) claims: BTreeMap<ClaimId, ClaimId>,
    links: BTreeMap<LinkId, LinkId>,
    questions: BTreeMap<QuestionId, QuestionId>,
}

/// The id that a record always gets beside the one that has its id: a second import finds it again.
pub(super) fn id_beside(id: impl Display, whose: impl Display) -> Uuid {
    uuid_from_text(&format!("{id} of {whose}"))
}

/// The dataset with new ids for records that the project has as those of another annotator or of other words, and with
/// the project's ids for claims that it has under another one.
pub(super) fn beside(project: &Project, mut dataset: Dataset) -> Dataset {
    let mut ids = NewIds::default();
    for claim in &mut dataset.claims {
        if project.claim(claim.id).is_some_and(|known| is_of_other_words(known, claim)) {
            let whose = format!("{} {} {}", claim.annotator, claim.document, claim.quote);
            let id = ClaimId(id_beside(claim.id, whose));
            ids.claims.insert(std::mem::replace(&mut claim.id, id), id);
        }
    }
    let mut count = ids.claims.len();
    let mut twin_count = 0_usize;
    let in_files: BTreeSet<ClaimId> = dataset.claims.iter().map(|claim| claim.id).collect();
    for claim in &mut dataset.claims {
        if project.claim(claim.id).is_none()
            && let Some(twin) = twin(project, claim).filter(|twin| !in_files.contains(twin))
        {
            ids.claims.insert(std::mem::replace(&mut claim.id, twin), twin);
            twin_count += 1;
        }
    }
    match twin_count {
        0 => {}
        1 => dataset.problems.push(
            "1 claim is in the project under another id (same words, kinds and annotator) and did not come in twice"
                .to_owned(),
        ),
        count => dataset.problems.push(format!(
            "{count} claims are in the project under other ids (same words, kinds and annotator) and did not come in twice"
        )),
    }
    ids.rename(&mut dataset);
    // They are in place now, and what is renamed below names other records.
    ids.claims.clear();
    let is_other = |known: Option<AnnotatorId>, own: AnnotatorId| known.is_some_and(|known| known != own);
    for link in &mut dataset.links {
        let is_of_others = |known: &Link| {
            let ends = [link.from, link.to];
            let has_ends = [known.from, known.to] == ends || [known.to, known.from] == ends;
            known.annotator != link.annotator || !has_ends
        };
        if project.link(link.id).is_some_and(is_of_others) {
            let id = LinkId(id_beside(
                link.id,
                format!("{} {} {}", link.annotator, link.from.min(link.to), link.from.max(link.to)),
            ));
            ids.links.insert(std::mem::replace(&mut link.id, id), id);
        }
    }
    for question in &mut dataset.questions {
        if is_other(project.question(question.id).map(|known| known.annotator), question.annotator) {
            let id = QuestionId(id_beside(question.id, question.annotator));
            ids.questions.insert(std::mem::replace(&mut question.id, id), id);
        }
    }
    count += ids.links.len() + ids.questions.len();
    let mut renamed = |id: &mut Uuid, known: Option<AnnotatorId>, own: AnnotatorId| {
        if is_other(known, own) {
            *id = id_beside(*id, own);
            count += 1;
        }
    };
    for verdict in &mut dataset.verdicts {
        let known = project.verdict(verdict.id).map(|known| known.annotator);
        renamed(&mut verdict.id.0, known, verdict.annotator);
    }
    for dismissal in &mut dataset.dismissals {
        let known = project.dismissal(dismissal.id).map(|known| known.annotator);
        renamed(&mut dismissal.id.0, known, dismissal.annotator);
    }
    for ruling in &mut dataset.rulings {
        let known = project.ruling(ruling.id).map(|known| known.annotator);
        renamed(&mut ruling.id.0, known, ruling.annotator);
    }
    for comment in &mut dataset.comments {
        let known = project.comment(comment.id).map(|known| known.annotator);
        renamed(&mut comment.id.0, known, comment.annotator);
    }
    if count > 0 {
        ids.rename(&mut dataset);
        let records =
            if count == 1 { "1 record has an id".to_owned() } else { format!("{count} records have ids") };
        dataset.problems.push(format!(
            "{records} under which the project has the work of somebody else or other words; that stays, and what \
             is imported comes in beside it"
        ));
    }
    dataset
}

/// Somebody else's, or about words that have nothing in common.
fn is_of_other_words(known: &Claim, found: &Claim) -> bool {
    let is_placed = !known.unanchored && !found.unanchored;
    (known.annotator, known.document) != (found.annotator, found.document)
        || is_placed && !known.span.overlaps(found.span)
}

/// The claim of the project by the same annotator about the same words and of the same kinds.
fn twin(project: &Project, claim: &Claim) -> Option<ClaimId> {
    let kinds: BTreeSet<&String> = claim.kinds.iter().collect();
    let begins_there = Span::new(claim.span.start, claim.span.start + 1);
    let mut there = project.claims_from(claim.document, begins_there);
    let twin = there.find(|one| {
        one.span == claim.span
            && one.annotator == claim.annotator
            && one.unanchored == claim.unanchored
            && one.kinds.iter().collect::<BTreeSet<_>>() == kinds
    });
    twin.map(|one| one.id)
}

/// Keeps the first of equal ones.
fn each_once<T: Copy + Ord>(list: &mut Vec<T>) {
    let mut seen = BTreeSet::new();
    list.retain(|one| seen.insert(*one));
}

impl NewIds {
    /// Puts the new ids wherever a record names another one.
    pub(super) fn rename(&self, dataset: &mut Dataset) {
        let document = |id: &mut DocumentId| *id = self.documents.get(id).copied().unwrap_or(*id);
        let claim = |id: &mut ClaimId| *id = self.claims.get(id).copied().unwrap_or(*id);
        let link = |id: &mut LinkId| *id = self.links.get(id).copied().unwrap_or(*id);
        let question = |id: &mut QuestionId| *id = self.questions.get(id).copied().unwrap_or(*id);
        dataset.held_documents =
            dataset.held_documents.iter().map(|id| self.documents.get(id).copied().unwrap_or(*id)).collect();
        for one in &mut dataset.documents {
            if let DocumentRole::TranslationOf(original) = &mut one.details.role {
                document(original);
            }
        }
        for one in &mut dataset.claims {
            document(&mut one.document);
            one.questions.iter_mut().for_each(question);
            one.questions.sort_unstable();
            one.questions.dedup();
        }
        for one in &mut dataset.links {
            claim(&mut one.from);
            claim(&mut one.to);
            one.question.iter_mut().for_each(question);
        }
        for one in &mut dataset.dismissals {
            claim(&mut one.claim);
            document(&mut one.document);
        }
        for one in &mut dataset.verdicts {
            one.claims.iter_mut().chain(&mut one.favoured).for_each(claim);
            one.question.iter_mut().for_each(question);
            // Two claims may have become one.
            each_once(&mut one.claims);
            each_once(&mut one.favoured);
        }
        for one in &mut dataset.rulings {
            one.claims.iter_mut().for_each(claim);
            one.links.iter_mut().for_each(link);
            each_once(&mut one.claims);
            each_once(&mut one.links);
        }
        for one in &mut dataset.comments {
            match &mut one.on {
                RecordId::Document(id) => document(id),
                RecordId::Claim(id) => claim(id),
                RecordId::Link(id) => link(id),
                RecordId::Question(id) => question(id),
                _ => {}
            }
        }
    }
}
