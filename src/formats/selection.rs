//! [`Selection`]: the part of a project that an export takes, in the order in which every format writes it.

use super::FormatError;
use crate::model::{
    Annotator, AnnotatorId, Claim, ClaimId, Dismissal, Document, DocumentId, Link, Project, Verdict,
};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What to export, and how much of it to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportOptions {
    /// Whose work.
    pub layer: Layer,
    /// Off for texts that must not be passed on: no texts, quotes, premises and hypotheses, but all offsets.
    pub with_text: bool,
    /// Numbered names and other ids for the annotators.
    pub pseudonyms: bool,
    /// Of the files of formats that spreadsheets open.
    pub byte_order_mark: ByteOrderMark,
}

impl Default for ExportOptions {
    fn default() -> Self {
        Self { layer: Layer::All, with_text: true, pseudonyms: false, byte_order_mark: ByteOrderMark::With }
    }
}

/// Whether spreadsheet files begin with a byte order mark; Excel needs it to see that they are UTF-8.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ByteOrderMark {
    /// For people.
    #[default]
    With,
    /// For programs.
    Without,
}

/// Whose work to export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layer {
    /// Everybody's.
    #[default]
    All,
    /// One annotator's.
    Annotator(AnnotatorId),
    /// That of every annotator marked as reference.
    Reference,
}

/// Records in writing order, with the annotators as they are to be shown.
///
/// A layer takes along the claims of others that its links, dismissals and verdicts name. Rulings and conflicts
/// stand between annotators and are part of [`Layer::All`] only.
#[derive(Debug)]
pub(super) struct Selection<'p> {
    pub(super) project: &'p Project,
    pub(super) layer: Layer,
    /// All of them, whatever the layer.
    pub(super) documents: Vec<&'p Document>,
    /// By document, span and id.
    pub(super) claims: Vec<&'p Claim>,
    /// By ends and id.
    pub(super) links: Vec<&'p Link>,
    /// By id.
    pub(super) dismissals: Vec<&'p Dismissal>,
    /// By id.
    pub(super) verdicts: Vec<&'p Verdict>,
    /// By original id; under their pseudonyms where wanted.
    pub(super) annotators: Vec<Annotator>,
    with_text: bool,
    shown: BTreeMap<AnnotatorId, AnnotatorId>,
}

impl<'p> Selection<'p> {
    pub(super) fn new(project: &'p Project, options: &ExportOptions) -> Result<Self, FormatError> {
        let layer = options.layer;
        let members = members(project, layer)?;
        let is_member = |annotator: AnnotatorId| members.contains(&annotator);
        let mut links: Vec<&Link> = project.links().filter(|link| is_member(link.annotator)).collect();
        links.sort_by_key(|link| (link.from, link.to, link.id));
        let dismissals: Vec<&Dismissal> =
            project.dismissals().filter(|dismissal| is_member(dismissal.annotator)).collect();
        let verdicts: Vec<&Verdict> =
            project.verdicts().filter(|verdict| is_member(verdict.annotator)).collect();
        let named: BTreeSet<ClaimId> = links
            .iter()
            .flat_map(|link| [link.from, link.to])
            .chain(dismissals.iter().map(|dismissal| dismissal.claim))
            .chain(verdicts.iter().flat_map(|verdict| verdict.claims.iter().copied()))
            .collect();
        let documents: Vec<&Document> = project.documents().collect();
        let claims: Vec<&Claim> = documents
            .iter()
            .flat_map(|document| project.claims_in(document.id))
            .filter(|claim| is_member(claim.annotator) || named.contains(&claim.id))
            .collect();
        let authors: BTreeSet<AnnotatorId> = claims.iter().map(|claim| claim.annotator).collect();
        let known = |annotator: &&Annotator| is_member(annotator.id) || authors.contains(&annotator.id);
        let annotators: Vec<Annotator> = project
            .annotators()
            .filter(known)
            .enumerate()
            .map(|(index, annotator)| {
                let is_hidden = options.pseudonyms;
                if is_hidden { pseudonym(project, annotator, index) } else { annotator.clone() }
            })
            .collect();
        let shown = project.annotators().filter(known).map(|annotator| annotator.id);
        let shown = shown.zip(annotators.iter().map(|annotator| annotator.id)).collect();
        let with_text = options.with_text;
        Ok(Self {
            project,
            layer,
            documents,
            claims,
            links,
            dismissals,
            verdicts,
            annotators,
            with_text,
            shown,
        })
    }

    /// The id under which an annotator leaves.
    pub(super) fn annotator_id(&self, id: AnnotatorId) -> AnnotatorId {
        self.shown.get(&id).copied().unwrap_or(id)
    }

    /// The name under which an annotator leaves.
    pub(super) fn annotator_name(&self, id: AnnotatorId) -> &str {
        let id = self.annotator_id(id);
        self.annotators.iter().find(|annotator| annotator.id == id).map_or("", |annotator| &annotator.name)
    }

    /// Those of the readers that are exported.
    pub(super) fn read_by(&self, document: &Document) -> Vec<AnnotatorId> {
        document.read_by.iter().filter_map(|id| self.shown.get(id)).copied().collect()
    }

    /// Words of a document, if they may leave.
    pub(super) fn words<'w>(&self, words: &'w str) -> Option<&'w str> {
        self.with_text.then_some(words)
    }

    /// What a claim says: its statement, else its quote if that may leave.
    pub(super) fn saying<'c>(&self, claim: &'c Claim) -> Option<&'c str> {
        if claim.statement.is_empty() { self.words(&claim.quote) } else { Some(&claim.statement) }
    }

    /// How many rows there are in all, to show how far the writing is.
    pub(super) fn row_count(&self) -> usize {
        let decisions = self.dismissals.len() + self.verdicts.len();
        self.documents.len() + self.claims.len() + self.links.len() + decisions
    }

    /// The document of that id.
    pub(super) fn document(&self, id: DocumentId) -> Option<&'p Document> {
        self.project.document(id)
    }
}

fn members(project: &Project, layer: Layer) -> Result<BTreeSet<AnnotatorId>, FormatError> {
    let members: BTreeSet<AnnotatorId> = project
        .annotators()
        .filter(|annotator| match layer {
            Layer::All => true,
            Layer::Annotator(id) => annotator.id == id,
            Layer::Reference => annotator.reference,
        })
        .map(|annotator| annotator.id)
        .collect();
    match layer {
        Layer::Reference if members.is_empty() => {
            let message = "the project has no reference layer; export an annotator or everything instead";
            Err(FormatError::NothingToWrite(message.to_owned()))
        }
        Layer::Annotator(id) if members.is_empty() => {
            Err(FormatError::NothingToWrite(format!("the project has no annotator {id}")))
        }
        _ => Ok(members),
    }
}

/// The same person has another id in each project's exports, so that two of them cannot be joined.
fn pseudonym(project: &Project, annotator: &Annotator, index: usize) -> Annotator {
    let digest = Sha256::new()
        .chain_update(project.id().0.as_bytes())
        .chain_update(annotator.id.0.as_bytes())
        .finalize();
    let name = format!("Annotator {}", index + 1);
    Annotator { id: AnnotatorId(super::ids::uuid_from_digest(&digest)), name, reference: annotator.reference }
}
