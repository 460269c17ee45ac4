//! Operations on documents, codebook and settings: each builds one transaction for [`Workspace::commit`].

use super::Workspace;
use crate::model::{
    Annotator, ClaimId, Codebook, Document, DocumentDetails, DocumentId, Edit, EditError, Settings,
    Transaction,
};
use crate::text::Sentence;

/// What becomes of the records whose kind leaves the codebook. Work is never deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KindRemoval {
    /// They keep the kind; it is only offered no longer.
    Retire,
    /// They get that kind instead.
    MoveTo(String),
    /// They stay as claims without this kind.
    Strip,
}

impl Workspace {
    /// Renames the project.
    pub fn set_title(&mut self, title: &str) -> Result<(), EditError> {
        self.commit(Transaction::new("Rename project", vec![Edit::SetTitle(title.to_owned())]))
    }

    /// Adds documents at the end, in one step.
    pub fn add_documents(&mut self, documents: Vec<Document>) -> Result<(), EditError> {
        let position = usize::MAX;
        let edits = documents
            .into_iter()
            .map(|document| Edit::AddDocument { position, document: Box::new(document) })
            .collect();
        self.commit(Transaction::new("Add documents", edits))
    }

    /// A new id for a document about to be added.
    pub fn new_document_id(&mut self) -> DocumentId {
        DocumentId(self.new_id())
    }

    /// Takes a document out with its claims and all that hangs on them.
    pub fn remove_document(&mut self, id: DocumentId) -> Result<(), EditError> {
        let claims: Vec<ClaimId> = self.project().claims_in(id).map(|claim| claim.id).collect();
        let label = "Remove document";
        // One claim after the other on a copy: a link between two claims of the document must go only once.
        let mut trial = self.project().clone();
        let mut edits = Vec::new();
        for claim in claims {
            let step = Self::removal_of_claim_in(&trial, claim);
            trial.commit(Transaction::new(label, step.clone()))?;
            edits.extend(step);
        }
        let dismissals = trial.dismissals().filter(|dismissal| dismissal.document == id);
        edits.extend(dismissals.map(|dismissal| Edit::RemoveDismissal(dismissal.id)));
        edits.push(Edit::RemoveDocument(id));
        self.commit(Transaction::new(label, edits))
    }

    /// Replaces title, language and source of a document.
    pub fn set_details(&mut self, document: DocumentId, details: DocumentDetails) -> Result<(), EditError> {
        if self.project().document(document).is_some_and(|document| document.details == details) {
            return Ok(());
        }
        let edit = Edit::SetDocumentDetails { document, details: Box::new(details) };
        self.commit(Transaction::new("Edit source", vec![edit]))
    }

    /// Replaces title, language and source of several documents in one step; those that stay as they are get no edit.
    ///
    /// On an error the project is as it was.
    pub fn set_details_of(&mut self, details: Vec<(DocumentId, DocumentDetails)>) -> Result<(), EditError> {
        let stays = |id: DocumentId, details: &DocumentDetails| {
            self.project().document(id).is_some_and(|document| document.details == *details)
        };
        let changed = details.into_iter().filter(|(id, details)| !stays(*id, details));
        let edits = changed
            .map(|(document, details)| Edit::SetDocumentDetails { document, details: Box::new(details) })
            .collect();
        self.commit(Transaction::new("Edit sources", edits))
    }

    /// Moves a document to a place in project order.
    pub fn move_document(&mut self, document: DocumentId, position: usize) -> Result<(), EditError> {
        let edit = Edit::MoveDocument { document, position };
        self.commit(Transaction::new("Reorder documents", vec![edit]))
    }

    /// Notes whether this annotator has read a document to the end.
    pub fn set_read(&mut self, document: DocumentId, read: bool) -> Result<(), EditError> {
        let annotator = self.me();
        let label = if read { "Mark as read" } else { "Mark as not read" };
        self.commit(Transaction::new(label, vec![Edit::SetRead { document, annotator, read }]))
    }

    /// Replaces a run of sentences.
    pub fn set_sentences(
        &mut self,
        document: DocumentId,
        first: usize,
        removed: usize,
        inserted: Vec<Sentence>,
    ) -> Result<(), EditError> {
        let edit = Edit::SetSentences { document, first, removed, inserted };
        self.commit(Transaction::new("Change sentences", vec![edit]))
    }

    /// Replaces the settings.
    pub fn set_settings(&mut self, settings: Settings) -> Result<(), EditError> {
        self.commit(Transaction::new("Change settings", vec![Edit::SetSettings(settings)]))
    }

    /// Renames this annotator.
    pub fn set_my_name(&mut self, name: &str) -> Result<(), EditError> {
        let reference = false;
        let annotator = Annotator { machine: None, id: self.me(), name: name.to_owned(), reference };
        self.commit(Transaction::new("Change your name", vec![Edit::PutAnnotator(annotator)]))
    }

    /// Replaces the codebook; refused when a record names an entry that the new one lacks.
    pub fn set_codebook(&mut self, codebook: Codebook) -> Result<(), EditError> {
        if *self.project().codebook() == codebook {
            return Ok(());
        }
        let mut edits = self.reordered_ends(&codebook);
        edits.push(Edit::SetCodebook(Box::new(codebook)));
        self.commit(Transaction::new("Edit codebook", edits))
    }

    /// How many claims have a kind.
    pub fn claim_kind_uses(&self, kind: &str) -> usize {
        self.project().claims().filter(|claim| claim.kinds.iter().any(|id| id == kind)).count()
    }

    /// How many links have a kind.
    pub fn link_kind_uses(&self, kind: &str) -> usize {
        self.project().links().filter(|link| link.kind == kind).count()
    }

    /// Takes a claim kind out of the codebook; its claims stay.
    pub fn remove_claim_kind(&mut self, kind: &str, removal: &KindRemoval) -> Result<(), EditError> {
        let mut codebook = self.project().codebook().clone();
        let mut edits = Vec::new();
        if *removal == KindRemoval::Retire {
            codebook
                .claim_kinds
                .iter_mut()
                .filter(|entry| entry.id == kind)
                .for_each(|entry| entry.retired = true);
        } else {
            codebook.claim_kinds.retain(|entry| entry.id != kind);
            let users = self.project().claims().filter(|claim| claim.kinds.iter().any(|id| id == kind));
            edits.extend(users.map(|claim| {
                let mut claim = claim.clone();
                claim.kinds.retain(|id| id != kind);
                if let KindRemoval::MoveTo(other) = removal
                    && !claim.kinds.contains(other)
                {
                    claim.kinds.push(other.clone());
                }
                Edit::PutClaim(Box::new(claim))
            }));
        }
        edits.push(Edit::SetCodebook(Box::new(codebook)));
        self.commit(Transaction::new("Remove claim kind", edits))
    }

    /// Takes a link kind out of the codebook; its links stay, so [`KindRemoval::Strip`] is refused while there are any.
    pub fn remove_link_kind(&mut self, kind: &str, removal: &KindRemoval) -> Result<(), EditError> {
        let mut codebook = self.project().codebook().clone();
        let mut edits = Vec::new();
        match removal {
            KindRemoval::Retire => {
                codebook
                    .link_kinds
                    .iter_mut()
                    .filter(|entry| entry.id == kind)
                    .for_each(|entry| entry.retired = true);
            }
            KindRemoval::Strip => codebook.link_kinds.retain(|entry| entry.id != kind),
            KindRemoval::MoveTo(other) => {
                let symmetric = codebook.link_kind(other).is_some_and(|kind| kind.symmetric);
                let users = self.project().links().filter(|link| link.kind == kind);
                edits.extend(users.map(|link| {
                    let mut link = link.clone();
                    link.kind.clone_from(other);
                    let link = if symmetric && link.from > link.to { link.reversed() } else { link };
                    Edit::PutLink(Box::new(link))
                }));
                codebook.link_kinds.retain(|entry| entry.id != kind);
            }
        }
        edits.push(Edit::SetCodebook(Box::new(codebook)));
        self.commit(Transaction::new("Remove link kind", edits))
    }

    /// Links whose kind becomes symmetric have to stand in the order of their ends' ids.
    fn reordered_ends(&self, codebook: &Codebook) -> Vec<Edit> {
        let symmetric = |kind: &str| codebook.link_kind(kind).is_some_and(|kind| kind.symmetric);
        let turned = self.project().links().filter(|link| link.from > link.to && symmetric(&link.kind));
        turned.map(|link| Edit::PutLink(Box::new(link.clone().reversed()))).collect()
    }
}
