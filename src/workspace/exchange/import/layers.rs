//! [`beside`]: what the project has under an id as somebody else's work, or as another text, gets an id of its own.

use crate::formats::{Dataset, uuid_from_text};
use crate::model::{AnnotatorId, ClaimId, DocumentId, DocumentRole, LinkId, Project, QuestionId, RecordId};
use std::collections::BTreeMap;
use std::fmt::Display;
use uuid::Uuid;

/// New ids by the ids of the files.
#[derive(Debug, Default)]
struct NewIds {
    documents: BTreeMap<DocumentId, DocumentId>,
    claims: BTreeMap<ClaimId, ClaimId>,
    links: BTreeMap<LinkId, LinkId>,
    questions: BTreeMap<QuestionId, QuestionId>,
}

/// The id that a record always gets beside the one that has its id: a second import finds it again.
fn id_beside(id: impl Display, whose: impl Display) -> Uuid {
    uuid_from_text(&format!("{id} of {whose}"))
}

/// The dataset with new ids for texts that differ from the project's of the same id. To be done before texts are matched.
pub(super) fn other_texts(project: &Project, mut dataset: Dataset) -> Dataset {
    let mut ids = NewIds::default();
    for document in &mut dataset.documents {
        let Some(known) = project.document(document.id).filter(|known| known.text != document.text) else {
            continue;
        };
        dataset.problems.push(format!(
            "document “{}” has another text than “{}”, which has its id in the project; it comes in as a document of its own",
            document.details.title, known.details.title
        ));
        let id = DocumentId(id_beside(document.id, &document.text));
        ids.documents.insert(std::mem::replace(&mut document.id, id), id);
    }
    if !ids.documents.is_empty() {
        ids.rename(&mut dataset);
    }
    dataset
}

/// The dataset with new ids for records of one annotator that the project has as those of another one.
pub(super) fn beside(project: &Project, mut dataset: Dataset) -> Dataset {
    let mut ids = NewIds::default();
    for claim in &mut dataset.claims {
        let is_other = project
            .claim(claim.id)
            .is_some_and(|known| (known.annotator, known.document) != (claim.annotator, claim.document));
        if is_other {
            let id = ClaimId(id_beside(claim.id, format!("{} {}", claim.annotator, claim.document)));
            ids.claims.insert(std::mem::replace(&mut claim.id, id), id);
        }
    }
    let is_other = |known: Option<AnnotatorId>, own: AnnotatorId| known.is_some_and(|known| known != own);
    for link in &mut dataset.links {
        if is_other(project.link(link.id).map(|known| known.annotator), link.annotator) {
            let id = LinkId(id_beside(link.id, link.annotator));
            ids.links.insert(std::mem::replace(&mut link.id, id), id);
        }
    }
    for question in &mut dataset.questions {
        if is_other(project.question(question.id).map(|known| known.annotator), question.annotator) {
            let id = QuestionId(id_beside(question.id, question.annotator));
            ids.questions.insert(std::mem::replace(&mut question.id, id), id);
        }
    }
    let mut count = ids.claims.len() + ids.links.len() + ids.questions.len();
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
        let records = if count == 1 { "1 record has an id" } else { "records have ids" };
        let number = if count == 1 { String::new() } else { format!("{count} ") };
        dataset.problems.push(format!(
            "{number}{records} under which the project has the work of somebody else; that stays, and what is imported \
             comes in beside it"
        ));
    }
    dataset
}

impl NewIds {
    /// Puts the new ids wherever a record names another one.
    fn rename(&self, dataset: &mut Dataset) {
        let document = |id: &mut DocumentId| *id = self.documents.get(id).copied().unwrap_or(*id);
        let claim = |id: &mut ClaimId| *id = self.claims.get(id).copied().unwrap_or(*id);
        let link = |id: &mut LinkId| *id = self.links.get(id).copied().unwrap_or(*id);
        let question = |id: &mut QuestionId| *id = self.questions.get(id).copied().unwrap_or(*id);
        for one in &mut dataset.documents {
            if let DocumentRole::TranslationOf(original) = &mut one.details.role {
                document(original);
            }
        }
        for one in &mut dataset.claims {
            document(&mut one.document);
            one.questions.iter_mut().for_each(question);
            one.questions.sort_unstable();
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
        }
        for one in &mut dataset.rulings {
            one.claims.iter_mut().for_each(claim);
            one.links.iter_mut().for_each(link);
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
