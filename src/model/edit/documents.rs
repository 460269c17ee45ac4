//! Edits of documents: their place, details, sentences and read marks.

use super::{Edit, EditError};
use crate::model::project::{document_mut, insert_document, move_document, take_document};
use crate::model::rules::document_rule;
use crate::model::{
    AnnotatorId, BrokenRule, Document, DocumentDetails, DocumentId, Project, RecordId, rules::sentences_rule,
};
use crate::text::Sentence;

pub(in crate::model) fn add_document(
    project: &mut Project,
    position: usize,
    document: Document,
) -> Result<Edit, EditError> {
    let id = document.id;
    if project.document(id).is_some() {
        return Err(BrokenRule::Exists(RecordId::Document(id)).into());
    }
    document_rule(project, &document)?;
    insert_document(project, position, document);
    Ok(Edit::RemoveDocument(id))
}

pub(super) fn remove_document(project: &mut Project, id: DocumentId) -> Result<Edit, EditError> {
    let record = RecordId::Document(id);
    let claim = project.claims_in(id).map(|claim| RecordId::Claim(claim.id)).next();
    let dismissal = project.dismissals().find(|dismissal| dismissal.document == id);
    if let Some(by) = claim.or_else(|| dismissal.map(|dismissal| RecordId::Dismissal(dismissal.id))) {
        return Err(BrokenRule::InUse { record, by }.into());
    }
    match take_document(project, id) {
        Some((position, document)) => {
            let document = Box::new(document);
            Ok(Edit::AddDocument { position, document })
        }
        None => Err(BrokenRule::Missing(record).into()),
    }
}

pub(super) fn set_position(
    project: &mut Project,
    document: DocumentId,
    position: usize,
) -> Result<Edit, EditError> {
    match move_document(project, document, position) {
        Some(position) => Ok(Edit::MoveDocument { document, position }),
        None => Err(missing(document)),
    }
}

pub(super) fn set_details(
    project: &mut Project,
    document: DocumentId,
    details: DocumentDetails,
) -> Result<Edit, EditError> {
    if let Some(level) = &details.source.reliability
        && !project.codebook.has_level(crate::model::RELIABILITY_SCALE, level)
    {
        let (record, id) = (RecordId::Document(document), level.clone());
        let what = "reliability";
        return Err(BrokenRule::NotInCodebook { record, what, id }.into());
    }
    let place = document_mut(project, document).ok_or_else(|| missing(document))?;
    let details = Box::new(std::mem::replace(&mut place.details, details));
    Ok(Edit::SetDocumentDetails { document, details })
}

pub(super) fn set_sentences(
    project: &mut Project,
    document: DocumentId,
    first: usize,
    removed: usize,
    inserted: Vec<Sentence>,
) -> Result<Edit, EditError> {
    let record = RecordId::Document(document);
    let place = document_mut(project, document).ok_or_else(|| missing(document))?;
    let end = first.saturating_add(removed);
    if end > place.sentences.len() {
        return Err(BrokenRule::BadSentences(record).into());
    }
    let inserted_count = inserted.len();
    let gone: Vec<Sentence> = place.sentences.splice(first..end, inserted).collect();
    // Only the seam can be wrong: its neighbours were sound before.
    let seam = first.saturating_sub(1)..(first + inserted_count + 1).min(place.sentences.len());
    let seam = place.sentences.get(seam).unwrap_or_default();
    if let Err(rule) = sentences_rule(record, document, &place.text, seam) {
        place.sentences.splice(first..first + inserted_count, gone);
        return Err(rule.into());
    }
    Ok(Edit::SetSentences { document, first, removed: inserted_count, inserted: gone })
}

pub(super) fn set_read(
    project: &mut Project,
    document: DocumentId,
    annotator: AnnotatorId,
    read: bool,
) -> Result<Edit, EditError> {
    if project.annotator(annotator).is_none() {
        let (record, missing) = (RecordId::Document(document), RecordId::Annotator(annotator));
        return Err(BrokenRule::Dangling { record, missing }.into());
    }
    let place = document_mut(project, document).ok_or_else(|| missing(document))?;
    let before = if read { !place.read_by.insert(annotator) } else { place.read_by.remove(&annotator) };
    Ok(Edit::SetRead { document, annotator, read: before })
}

const fn missing(document: DocumentId) -> EditError {
    EditError::Rule(BrokenRule::Missing(RecordId::Document(document)))
}
