//! [`Project`]: everything that is saved together. It is read here and changed only by [`Project::apply`].
//!
//! Indexes are kept beside the records and never saved: the places of claims per document, who mentions a claim, and
//! who names a question. Only the `insert_…` and `take_…` functions below touch records and indexes, always both.

use super::{
    Annotator, AnnotatorId, Claim, ClaimId, Codebook, Comment, CommentId, Conflict, ConflictId, Dismissal,
    DismissalId, Document, DocumentId, Link, LinkId, ProjectId, Question, QuestionId, RecordId, Ruling,
    RulingId, Settings, Verdict, VerdictId, default_codebook,
};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

/// The whole saved state. Ordered maps keep the file stable: equal projects save to equal bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    id: ProjectId,
    pub(super) title: String,
    pub(super) codebook: Codebook,
    pub(super) settings: Settings,
    pub(super) records: Records,
    pub(super) order: Vec<DocumentId>,
    pub(super) places: BTreeMap<DocumentId, Arc<BTreeSet<(Span, ClaimId)>>>,
    pub(super) mentions: BTreeSet<(ClaimId, RecordId)>,
    /// The links, claims and verdicts that name a question.
    pub(super) asked: BTreeSet<(QuestionId, RecordId)>,
}

/// The tables of a project. Copies of a project share documents, claims and links until one is changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Records {
    pub(super) annotators: BTreeMap<AnnotatorId, Annotator>,
    pub(super) documents: BTreeMap<DocumentId, Arc<Document>>,
    pub(super) claims: BTreeMap<ClaimId, Arc<Claim>>,
    pub(super) links: BTreeMap<LinkId, Arc<Link>>,
    pub(super) dismissals: BTreeMap<DismissalId, Dismissal>,
    pub(super) verdicts: BTreeMap<VerdictId, Verdict>,
    pub(super) rulings: BTreeMap<RulingId, Ruling>,
    pub(super) conflicts: BTreeMap<ConflictId, Conflict>,
    pub(super) questions: BTreeMap<QuestionId, Question>,
    pub(super) comments: BTreeMap<CommentId, Comment>,
}

/// A copy of a project to be read only, cheap to make: a save works on it beside the window.
///
/// It shares all large records with the project and leaves out what only edits need.
#[derive(Debug)]
pub struct Snapshot(Project);

impl Snapshot {
    /// As the project was.
    pub const fn project(&self) -> &Project {
        &self.0
    }

    /// A project of its own, to ask and to edit; makes up for what was left out.
    pub fn into_project(self) -> Project {
        let mut project = self.0;
        let records = &project.records;
        let links = records.links.values().flat_map(|link| {
            let record = RecordId::Link(link.id);
            [(link.from, record), (link.to, record)]
        });
        let dismissals =
            records.dismissals.values().map(|dismissal| (dismissal.claim, RecordId::Dismissal(dismissal.id)));
        let verdicts = records
            .verdicts
            .values()
            .flat_map(|verdict| verdict.claims.iter().map(|claim| (*claim, RecordId::Verdict(verdict.id))));
        let rulings = records
            .rulings
            .values()
            .flat_map(|ruling| ruling.claims.iter().map(|claim| (*claim, RecordId::Ruling(ruling.id))));
        project.mentions = links.chain(dismissals).chain(verdicts).chain(rulings).collect();
        project.asked = project.records.asked();
        project
    }
}

impl Records {
    /// Who names which question.
    pub(super) fn asked(&self) -> BTreeSet<(QuestionId, RecordId)> {
        let links = self.links.values().filter_map(|link| Some((link.question?, RecordId::Link(link.id))));
        let claims = self
            .claims
            .values()
            .flat_map(|claim| claim.questions.iter().map(|question| (*question, RecordId::Claim(claim.id))));
        let verdicts = self.verdicts.values();
        let verdicts = verdicts.filter_map(|one| Some((one.question?, RecordId::Verdict(one.id))));
        links.chain(claims).chain(verdicts).collect()
    }
}

impl Project {
    /// A copy to be read only.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot(Self {
            id: self.id,
            title: self.title.clone(),
            codebook: self.codebook.clone(),
            settings: self.settings.clone(),
            records: self.records.clone(),
            order: self.order.clone(),
            places: self.places.clone(),
            mentions: BTreeSet::new(),
            asked: BTreeSet::new(),
        })
    }

    /// An empty project with the default codebook.
    pub fn new(id: ProjectId, title: impl Into<String>) -> Self {
        Self {
            id,
            title: title.into(),
            codebook: default_codebook(),
            settings: Settings::default(),
            records: Records::default(),
            order: Vec::new(),
            places: BTreeMap::new(),
            mentions: BTreeSet::new(),
            asked: BTreeSet::new(),
        }
    }

    /// The same content as another project, for a copy that goes its own way from the beginning.
    #[must_use]
    pub fn under_id(self, id: ProjectId) -> Self {
        Self { id, ..self }
    }

    /// Never changes, also when the file is moved or renamed.
    pub const fn id(&self) -> ProjectId {
        self.id
    }

    /// Shown in the title bar.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Kinds, outcomes and scales.
    pub const fn codebook(&self) -> &Codebook {
        &self.codebook
    }

    /// How the project is worked on.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The documents in project order; the first is lettered A.
    pub fn documents(&self) -> impl ExactSizeIterator<Item = &Document> + DoubleEndedIterator {
        // `order` and `documents` hold the same ids, so nothing is filtered away.
        self.order.iter().filter_map(|id| self.document(*id)).collect::<Vec<_>>().into_iter()
    }

    /// The documents' ids in project order.
    pub fn document_ids(&self) -> &[DocumentId] {
        &self.order
    }

    /// The document of that id.
    pub fn document(&self, id: DocumentId) -> Option<&Document> {
        self.records.documents.get(&id).map(Arc::as_ref)
    }

    /// Place of a document in project order, from 0.
    pub fn document_position(&self, id: DocumentId) -> Option<usize> {
        self.order.iter().position(|other| *other == id)
    }

    /// The claim of that id.
    pub fn claim(&self, id: ClaimId) -> Option<&Claim> {
        self.records.claims.get(&id).map(Arc::as_ref)
    }

    /// All claims, by id.
    pub fn claims(&self) -> impl ExactSizeIterator<Item = &Claim> {
        self.records.claims.values().map(Arc::as_ref)
    }

    /// The claims of a document, by span and then id.
    pub fn claims_in(&self, document: DocumentId) -> impl Iterator<Item = &Claim> {
        self.places
            .get(&document)
            .into_iter()
            .flat_map(|places| places.iter())
            .filter_map(|(_, id)| self.claim(*id))
    }

    /// The claims of a document that begin within this span, by span and then id.
    pub fn claims_from(&self, document: DocumentId, within: Span) -> impl Iterator<Item = &Claim> {
        let first = (Span::new(within.start, 0), ClaimId(Uuid::nil()));
        let end = (Span::new(within.end.max(within.start), 0), ClaimId(Uuid::nil()));
        self.places
            .get(&document)
            .into_iter()
            .flat_map(move |places| places.range(first..end))
            .filter_map(|(_, id)| self.claim(*id))
    }

    /// How many claims a document has.
    pub fn claim_count(&self, document: DocumentId) -> usize {
        self.places.get(&document).map_or(0, |places| places.len())
    }

    /// The link of that id.
    pub fn link(&self, id: LinkId) -> Option<&Link> {
        self.records.links.get(&id).map(Arc::as_ref)
    }

    /// All links, by id.
    pub fn links(&self) -> impl ExactSizeIterator<Item = &Link> {
        self.records.links.values().map(Arc::as_ref)
    }

    /// The links that have this claim as an end, by id.
    pub fn links_of(&self, claim: ClaimId) -> impl Iterator<Item = &Link> {
        self.mentions_of(claim).filter_map(|record| match record {
            RecordId::Link(id) => self.link(id),
            _ => None,
        })
    }

    /// The records that name this claim: links, dismissals, verdicts and rulings.
    pub fn mentions_of(&self, claim: ClaimId) -> impl Iterator<Item = RecordId> {
        let first = RecordId::Document(DocumentId(Uuid::nil()));
        let last = RecordId::Conflict(ConflictId(Uuid::max()));
        self.mentions.range((claim, first)..=(claim, last)).map(|(_, record)| *record)
    }

    /// The annotator of that id.
    pub fn annotator(&self, id: AnnotatorId) -> Option<&Annotator> {
        self.records.annotators.get(&id)
    }

    /// All annotators, by id.
    pub fn annotators(&self) -> impl ExactSizeIterator<Item = &Annotator> {
        self.records.annotators.values()
    }

    /// All dismissals, by id.
    pub fn dismissals(&self) -> impl ExactSizeIterator<Item = &Dismissal> {
        self.records.dismissals.values()
    }

    /// The dismissal of that id.
    pub fn dismissal(&self, id: DismissalId) -> Option<&Dismissal> {
        self.records.dismissals.get(&id)
    }

    /// All verdicts, by id.
    pub fn verdicts(&self) -> impl ExactSizeIterator<Item = &Verdict> {
        self.records.verdicts.values()
    }

    /// The verdict of that id.
    pub fn verdict(&self, id: VerdictId) -> Option<&Verdict> {
        self.records.verdicts.get(&id)
    }

    /// All rulings, by id.
    pub fn rulings(&self) -> impl ExactSizeIterator<Item = &Ruling> {
        self.records.rulings.values()
    }

    /// The ruling of that id.
    pub fn ruling(&self, id: RulingId) -> Option<&Ruling> {
        self.records.rulings.get(&id)
    }

    /// All questions, by id.
    pub fn questions(&self) -> impl ExactSizeIterator<Item = &Question> {
        self.records.questions.values()
    }

    /// The question of that id.
    pub fn question(&self, id: QuestionId) -> Option<&Question> {
        self.records.questions.get(&id)
    }

    /// The records that name this question: links, claims put under it, and verdicts.
    pub fn asked_by(&self, question: QuestionId) -> impl Iterator<Item = RecordId> {
        let first = RecordId::Document(DocumentId(Uuid::nil()));
        let last = RecordId::Project(ProjectId(Uuid::max()));
        self.asked.range((question, first)..=(question, last)).map(|(_, record)| *record)
    }

    /// All comments, by id.
    pub fn comments(&self) -> impl ExactSizeIterator<Item = &Comment> {
        self.records.comments.values()
    }

    /// The comment of that id.
    pub fn comment(&self, id: CommentId) -> Option<&Comment> {
        self.records.comments.get(&id)
    }

    /// All conflicts, by id.
    pub fn conflicts(&self) -> impl ExactSizeIterator<Item = &Conflict> {
        self.records.conflicts.values()
    }

    /// The conflict of that id.
    pub fn conflict(&self, id: ConflictId) -> Option<&Conflict> {
        self.records.conflicts.get(&id)
    }
}

pub(super) fn insert_document(project: &mut Project, position: usize, document: Document) {
    project.order.insert(position.min(project.order.len()), document.id);
    project.records.documents.insert(document.id, Arc::new(document));
}

pub(super) fn take_document(project: &mut Project, id: DocumentId) -> Option<(usize, Document)> {
    let position = project.document_position(id)?;
    let document = project.records.documents.remove(&id)?;
    project.order.remove(position);
    Some((position, Arc::unwrap_or_clone(document)))
}

pub(super) fn move_document(project: &mut Project, id: DocumentId, position: usize) -> Option<usize> {
    let before = project.document_position(id)?;
    project.order.remove(before);
    project.order.insert(position.min(project.order.len()), id);
    Some(before)
}

pub(super) fn document_mut(project: &mut Project, id: DocumentId) -> Option<&mut Document> {
    project.records.documents.get_mut(&id).map(Arc::make_mut)
}

pub(super) fn insert_claim(project: &mut Project, claim: Claim) -> Option<Claim> {
    let (document, span, id) = (claim.document, claim.span, claim.id);
    let before = take_claim(project, id);
    ask(project, RecordId::Claim(id), claim.questions.iter().copied());
    project.records.claims.insert(id, Arc::new(claim));
    Arc::make_mut(project.places.entry(document).or_default()).insert((span, id));
    before
}

pub(super) fn take_claim(project: &mut Project, id: ClaimId) -> Option<Claim> {
    let claim = project.records.claims.remove(&id)?;
    unask(project, RecordId::Claim(id), claim.questions.iter().copied());
    if let Some(places) = project.places.get_mut(&claim.document).map(Arc::make_mut) {
        places.remove(&(claim.span, id));
        if places.is_empty() {
            project.places.remove(&claim.document);
        }
    }
    Some(Arc::unwrap_or_clone(claim))
}

/// Notes that a record names these claims.
pub(super) fn mention(project: &mut Project, record: RecordId, claims: impl IntoIterator<Item = ClaimId>) {
    project.mentions.extend(claims.into_iter().map(|claim| (claim, record)));
}

/// Notes that a record names these questions.
pub(super) fn ask(project: &mut Project, record: RecordId, questions: impl IntoIterator<Item = QuestionId>) {
    project.asked.extend(questions.into_iter().map(|question| (question, record)));
}

/// Forgets that a record names these questions.
pub(super) fn unask(
    project: &mut Project,
    record: RecordId,
    questions: impl IntoIterator<Item = QuestionId>,
) {
    for question in questions {
        project.asked.remove(&(question, record));
    }
}

/// Forgets that a record names these claims.
pub(super) fn forget(project: &mut Project, record: RecordId, claims: impl IntoIterator<Item = ClaimId>) {
    for claim in claims {
        project.mentions.remove(&(claim, record));
    }
}

#[cfg(test)]
mod tests {
    use super::super::Timestamp;
    use super::*;

    const DOCUMENT: DocumentId = DocumentId(Uuid::from_u128(1));

    fn project_with_claims(spans: &[(usize, usize)]) -> Project {
        let mut project = Project::new(ProjectId(Uuid::nil()), "Test");
        for (number, span) in (1..).zip(spans) {
            insert_claim(&mut project, claim(number, (*span).into()));
        }
        project
    }

    fn claim(number: u128, span: Span) -> Claim {
        Claim {
            questions: Vec::new(),
            when: None,
            id: ClaimId(Uuid::from_u128(number)),
            document: DOCUMENT,
            span,
            quote: String::new(),
            unanchored: true,
            kinds: Vec::new(),
            statement: String::new(),
            attributed_to: String::new(),
            modality: None,
            confidence: None,
            credibility: None,
            tags: Vec::new(),
            note: String::new(),
            annotator: AnnotatorId(Uuid::nil()),
            created: Timestamp::default(),
            modified: Timestamp::default(),
        }
    }

    fn spans_from(project: &Project, start: usize, end: usize) -> Vec<(usize, usize)> {
        project.claims_from(DOCUMENT, Span::new(start, end)).map(|claim| claim.span.into()).collect()
    }

    #[test]
    fn claims_from_gives_those_that_begin_within_the_span() {
        let project = project_with_claims(&[(5, 9), (0, 20), (9, 12), (5, 7), (12, 13)]);
        assert_eq!(spans_from(&project, 5, 12), [(5, 7), (5, 9), (9, 12)]);
        assert_eq!(spans_from(&project, 0, 1), [(0, 20)], "the end may lie outside");
        assert_eq!(spans_from(&project, 1, 5), [], "a claim that reaches in does not count");
        assert_eq!(spans_from(&project, 0, usize::MAX).len(), 5);
        assert_eq!(project.claims_from(DocumentId(Uuid::nil()), Span::new(0, 99)).count(), 0);
    }

    #[test]
    fn claims_from_an_empty_or_reversed_span_are_none() {
        let project = project_with_claims(&[(5, 9)]);
        assert_eq!(spans_from(&project, 5, 5), []);
        assert_eq!(spans_from(&project, 5, 2), []);
    }

    #[test]
    fn claims_of_one_span_come_by_id() {
        let project = project_with_claims(&[(5, 9), (5, 9), (5, 9)]);
        let ids: Vec<u128> = project.claims_in(DOCUMENT).map(|claim| claim.id.0.as_u128()).collect();
        assert_eq!(ids, [1, 2, 3]);
    }

    #[test]
    fn a_claim_that_is_put_elsewhere_leaves_no_trace_at_its_old_place() {
        let mut project = project_with_claims(&[(5, 9)]);
        let other = DocumentId(Uuid::from_u128(2));
        insert_claim(&mut project, Claim { document: other, ..claim(1, Span::new(0, 1)) });
        assert_eq!((project.claim_count(DOCUMENT), project.claim_count(other)), (0, 1));
        take_claim(&mut project, ClaimId(Uuid::from_u128(1)));
        assert_eq!(project, Project::new(ProjectId(Uuid::nil()), "Test"));
    }
}
