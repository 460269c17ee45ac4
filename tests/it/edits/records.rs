//! [`Maker`]: records and ids that mostly fit a project, chosen by a list of numbers.

use crate::fixture::{
    TIME, annotator_id, claim_id, comment_id, dismissal_id, document_id, link_id, question_id, ruling_id,
    verdict_id,
};
use crossclaim::model::{
    Annotator, AnnotatorId, Bound, Captured, Character, Claim, ClaimId, Codebook, Comment, CommentId,
    Confidence, Conflict, ConflictId, Credibility, Difference, Dismissal, DismissalId, Document,
    DocumentDetails, DocumentId, DocumentRole, Edit, Link, LinkId, Machine, Modality, Pinpoint, Project,
    Question, QuestionId, RecordId, Reveal, Ruling, RulingId, Settings, Source, Timestamp, Verdict,
    VerdictId, When, default_codebook,
};
use crossclaim::text::{Sentence, SentenceRole, Span, segment};

/// Texts of new documents: plain, wide, empty, without an end, in another script.
const TEXTS: [&str; 5] = [
    "Rents rose by 5 %. They fell in May.\nNobody knows why.",
    "Ça va… 👩‍👩‍👧 e\u{301}té! “Où?”",
    "",
    "no end",
    "价格上涨了。工资下降了。",
];

const WORDS: [&str; 5] = ["", "rent", "a \"b\" \\ c", "line\nbreak\t\u{7f}", "naïve 🙂 \u{202e}"];

/// A number that no id of a fixture has.
const STRANGE: u16 = 999;

/// Makes what an edit needs; each choice takes the next number, and 0 when there is none left.
pub(super) struct Maker<'p> {
    project: &'p Project,
    picks: std::slice::Iter<'p, u16>,
}

impl<'p> Maker<'p> {
    pub(super) fn new(project: &'p Project, picks: &'p [u16]) -> Self {
        Self { project, picks: picks.iter() }
    }

    /// From 0 to one less than `count`; 0 for nothing to choose from.
    pub(super) fn below(&mut self, count: usize) -> usize {
        usize::from(self.picks.next().copied().unwrap_or_default()) % count.max(1)
    }

    pub(super) fn one_in(&mut self, count: usize) -> bool {
        self.below(count) + 1 == count
    }

    fn one_of<T: Clone>(&mut self, values: &[T]) -> Option<T> {
        let at = self.below(values.len());
        values.get(at).cloned()
    }

    /// One of the ids; seldom, or when there is none, a strange one.
    fn id<T: Clone>(&mut self, ids: impl Iterator<Item = T>, strange: T) -> T {
        if self.one_in(40) {
            return strange;
        }
        self.one_of(&ids.collect::<Vec<_>>()).unwrap_or(strange)
    }

    /// Like [`Maker::id`], mostly one of those that nothing names.
    fn idle_id<T: Clone>(&mut self, ids: Vec<T>, is_idle: impl Fn(&T) -> bool, strange: T) -> T {
        let idle: Vec<T> = ids.iter().filter(|id| is_idle(id)).cloned().collect();
        let ids = if self.one_in(4) || idle.is_empty() { ids } else { idle };
        self.id(ids.into_iter(), strange)
    }

    /// Up to three, seldom one twice.
    fn some_ids<T: Clone + PartialEq>(&mut self, ids: &[T]) -> Vec<T> {
        let mut chosen: Vec<T> = Vec::new();
        for _ in 0..self.below(4) {
            let id = self.one_of(ids);
            let may_repeat = self.one_in(40);
            chosen.extend(id.filter(|id| may_repeat || !chosen.contains(id)));
        }
        chosen
    }

    /// From 1 to `count`, small enough that many meet a record that is there.
    fn number(&mut self, count: u16) -> u16 {
        1 + u16::try_from(self.below(usize::from(count))).unwrap_or_default()
    }

    pub(super) fn words(&mut self) -> String {
        self.one_of(&WORDS).unwrap_or_default().to_owned()
    }

    fn time(&mut self) -> Timestamp {
        let start: Timestamp = TIME.parse().unwrap();
        Timestamp::from_millis(start.millis() + i64::from(self.number(5)))
    }

    pub(super) fn annotator_id(&mut self) -> AnnotatorId {
        self.id(self.project.annotators().map(|annotator| annotator.id), annotator_id(STRANGE))
    }

    pub(super) fn idle_annotator_id(&mut self) -> AnnotatorId {
        let claims = |id: &AnnotatorId| self.project.claims().any(|claim| claim.annotator == *id);
        let ids = self.project.annotators().map(|annotator| annotator.id).collect();
        self.idle_id(ids, |id| !claims(id), annotator_id(STRANGE))
    }

    pub(super) fn document_id(&mut self) -> DocumentId {
        self.id(self.project.document_ids().iter().copied(), document_id(STRANGE))
    }

    pub(super) fn empty_document_id(&mut self) -> DocumentId {
        let project = self.project;
        let is_empty = |id: &DocumentId| project.claim_count(*id) == 0;
        self.idle_id(project.document_ids().to_vec(), is_empty, document_id(STRANGE))
    }

    fn claim_id(&mut self) -> ClaimId {
        self.id(self.project.claims().map(|claim| claim.id), claim_id(STRANGE))
    }

    pub(super) fn idle_claim_id(&mut self) -> ClaimId {
        let project = self.project;
        let ids = project.claims().map(|claim| claim.id).collect();
        self.idle_id(ids, |id| project.mentions_of(*id).next().is_none(), claim_id(STRANGE))
    }

    pub(super) fn idle_link_id(&mut self) -> LinkId {
        let project = self.project;
        let ids = project.links().map(|link| link.id).collect();
        let is_idle = |id: &LinkId| !project.rulings().any(|ruling| ruling.links.contains(id));
        self.idle_id(ids, is_idle, link_id(STRANGE))
    }

    pub(super) fn dismissal_id(&mut self) -> DismissalId {
        self.id(self.project.dismissals().map(|dismissal| dismissal.id), dismissal_id(STRANGE))
    }

    pub(super) fn verdict_id(&mut self) -> VerdictId {
        self.id(self.project.verdicts().map(|verdict| verdict.id), verdict_id(STRANGE))
    }

    pub(super) fn ruling_id(&mut self) -> RulingId {
        self.id(self.project.rulings().map(|ruling| ruling.id), ruling_id(STRANGE))
    }

    pub(super) fn conflict_id(&mut self) -> ConflictId {
        self.id(self.project.conflicts().map(|conflict| conflict.id), ConflictId(claim_id(STRANGE).0))
    }

    /// Id of an entry of the codebook; seldom one that it lacks.
    fn entry<T>(&mut self, entries: &[T], id: impl Fn(&T) -> &String) -> String {
        self.id(entries.iter().map(id).cloned(), "strange".to_owned())
    }

    fn confidence(&mut self) -> Option<Confidence> {
        let scales = &self.project.codebook().scales;
        let scale = self.entry(scales, |scale| &scale.id);
        let levels = self.project.codebook().scale(&scale).map_or(&[][..], |scale| &scale.levels);
        let level = self.entry(levels, |level| &level.id);
        self.one_in(2).then_some(Confidence { scale, level })
    }

    fn reveal(&mut self) -> Reveal {
        let (annotator, at) = (self.annotator_id(), self.time());
        Reveal { annotator, at, until: self.one_in(2).then(|| self.time()) }
    }

    pub(super) fn settings(&mut self) -> Settings {
        let scale = self.entry(&self.project.codebook().scales, |scale| &scale.id);
        let reveals = (0..self.below(3)).map(|_| self.reveal()).collect();
        Settings { blind: self.one_in(2), scale, reveals }
    }

    pub(super) fn codebook(&mut self) -> Codebook {
        let mut codebook = self.project.codebook().clone();
        match self.below(8) {
            0 => {
                let at = self.below(codebook.scales.len());
                codebook.scales.drain(at..(at + 1).min(codebook.scales.len()));
            }
            1 => {
                let at = self.below(codebook.claim_kinds.len());
                codebook.claim_kinds.drain(at..(at + 1).min(codebook.claim_kinds.len()));
            }
            2 | 3 => {
                let at = self.below(codebook.link_kinds.len());
                for kind in codebook.link_kinds.iter_mut().skip(at).take(1) {
                    kind.symmetric = !kind.symmetric;
                }
            }
            4 => codebook.outcomes.extend(codebook.outcomes.first().cloned()),
            5 => codebook = default_codebook(),
            _ => {
                for kind in &mut codebook.claim_kinds {
                    kind.label = self.words();
                    kind.retired = self.one_in(2);
                }
            }
        }
        codebook
    }

    pub(super) fn annotator(&mut self) -> Annotator {
        let machine = self.one_in(4).then(|| Machine { name: self.words(), version: self.words() });
        Annotator { id: annotator_id(self.number(5)), name: self.words(), reference: self.one_in(3), machine }
    }

    pub(super) fn document(&mut self) -> Document {
        let text = self.one_of(&TEXTS).unwrap_or_default();
        let free = (1..9).map(document_id).filter(|id| self.project.document(*id).is_none());
        Document {
            pinpoints: self.one_in(2).then(|| (0, Pinpoint::Page(self.words()))).into_iter().collect(),
            id: self.id(free, document_id(1)),
            details: self.details(),
            file_name: self.words(),
            original_sha256: String::new(),
            text: text.into(),
            sentences: segment(text, None).0,
            read_by: self.one_in(4).then(|| self.annotator_id()).into_iter().collect(),
        }
    }

    pub(super) fn details(&mut self) -> DocumentDetails {
        let level = if self.one_in(20) { "Z" } else { "B" };
        let reliability = self.one_in(4).then(|| level.to_owned());
        let captured = self.one_in(5).then(|| Captured { time: self.words(), digest: self.words() });
        let character = self.one_in(3).then(|| self.one_of(&Character::ALL)).flatten();
        let source =
            Source { publisher: self.words(), reliability, captured, character, ..Source::default() };
        let role = match self.below(4) {
            0 => DocumentRole::UnderCheck,
            1 => DocumentRole::TranslationOf(self.document_id()),
            _ => DocumentRole::Source,
        };
        DocumentDetails { role, title: self.words(), language: String::new(), source }
    }

    fn text(&self, document: DocumentId) -> &'p str {
        self.project.document(document).map_or("", |document| &document.text)
    }

    /// Between two characters of the text; seldom anywhere.
    fn span(&mut self, text: &str) -> Span {
        let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (one, other) =
            (self.one_of(&bounds).unwrap_or_default(), self.one_of(&bounds).unwrap_or_default());
        if self.one_in(40) { Span::new(other, one + 1) } else { Span::new(one.min(other), one.max(other)) }
    }

    /// A split, a merge or a change of role of one or two sentences; seldom something that overlaps.
    pub(super) fn sentences(&mut self) -> Edit {
        let document = self.document_id();
        let sentences = self.project.document(document).map_or(&[][..], |document| &document.sentences);
        let first = self.below(sentences.len() + 1);
        let removed = self.below(3).min(sentences.len() - first);
        let gone: Vec<Span> =
            sentences.iter().skip(first).take(removed).map(|sentence| sentence.span).collect();
        let whole = gone.iter().copied().reduce(Span::cover).unwrap_or_default();
        let middle = whole.start + self.span(whole.slice(self.text(document)).unwrap_or_default()).start;
        let spans = match self.below(4) {
            0 => vec![whole],
            1 => vec![Span::new(whole.start, middle), Span::new(middle, whole.end)],
            2 if self.one_in(4) => vec![self.span(self.text(document))],
            _ => gone,
        };
        let role = self.one_of(&SentenceRole::ALL).unwrap_or_default();
        let sentences = spans.into_iter().filter(|span| !span.is_empty()).map(|span| Sentence { span, role });
        Edit::SetSentences { document, first, removed, inserted: sentences.collect() }
    }

    pub(super) fn claim(&mut self) -> Claim {
        let id = claim_id(self.number(12));
        let annotator = self.annotator_id();
        let document = self.document_id();
        let span = self.span(self.text(document));
        let is_right = !self.one_in(20);
        let quote = span.slice(self.text(document)).filter(|_| is_right).unwrap_or("elsewhere").to_owned();
        let kind_count = self.below(3);
        let codebook = self.project.codebook();
        Claim {
            id,
            document,
            span,
            quote,
            unanchored: self.one_in(6),
            kinds: (0..kind_count).map(|_| self.entry(&codebook.claim_kinds, |kind| &kind.id)).collect(),
            statement: self.words(),
            attributed_to: self.words(),
            modality: self.one_in(2).then(|| self.one_of(&Modality::ALL)).flatten(),
            confidence: self.confidence(),
            credibility: self.one_in(2).then(|| self.one_of(&Credibility::ALL)).flatten(),
            when: self.when(),
            questions: self.questions(),
            tags: vec![self.words()],
            note: self.words(),
            annotator,
            created: self.time(),
            modified: self.time(),
        }
    }

    pub(super) fn link(&mut self) -> Link {
        let id = link_id(self.number(12));
        let (from, to) = (self.claim_id(), self.claim_id());
        let kind = self.entry(&self.project.codebook().link_kinds, |kind| &kind.id);
        let annotator = self.annotator_id();
        let difference_count = self.below(2);
        let link = Link {
            id,
            from,
            to,
            differences: (0..difference_count).map(|_| self.difference([from, to])).collect(),
            question: self.one_in(2).then(|| self.question_id()),
            confidence: self.confidence(),
            note: self.words(),
            annotator,
            created: self.time(),
            modified: self.time(),
            kind,
        };
        let is_symmetric = self.project.codebook().link_kind(&link.kind).is_some_and(|kind| kind.symmetric);
        if is_symmetric && from > to && !self.one_in(40) { link.reversed() } else { link }
    }

    fn difference(&mut self, ends: [ClaimId; 2]) -> Difference {
        let kind = self.entry(&self.project.codebook().difference_types, |term| &term.id);
        let [from, to] = ends.map(|end| {
            let text = self.project.claim(end).map_or("", |claim| self.text(claim.document));
            (!self.one_in(3)).then(|| self.span(text))
        });
        Difference { kind, from, to, note: self.words() }
    }

    pub(super) fn dismissal(&mut self) -> Dismissal {
        let id = dismissal_id(self.number(5));
        let document = self.document_id();
        let span = self.span(self.text(document));
        let (claim, annotator) = (self.claim_id(), self.annotator_id());
        Dismissal { id, claim, document, span, annotator, created: self.time() }
    }

    pub(super) fn verdict(&mut self) -> Verdict {
        let ids: Vec<ClaimId> = self.project.claims().map(|claim| claim.id).collect();
        let claims = self.some_ids(&ids);
        Verdict {
            question: self.one_in(3).then(|| self.question_id()),
            id: verdict_id(self.number(5)),
            favoured: self.some_ids(&claims),
            claims,
            outcome: self.entry(&self.project.codebook().outcomes, |term| &term.id),
            rationale: self.words(),
            confidence: self.confidence(),
            annotator: self.annotator_id(),
            decided: self.time(),
        }
    }

    pub(super) fn ruling(&mut self) -> Ruling {
        let claims: Vec<ClaimId> = self.project.claims().map(|claim| claim.id).collect();
        let links: Vec<LinkId> = self.project.links().map(|link| link.id).collect();
        let cause = self.entry(&self.project.codebook().causes, |term| &term.id);
        Ruling {
            id: ruling_id(self.number(5)),
            claims: self.some_ids(&claims),
            links: self.some_ids(&links),
            outcome: self.entry(&self.project.codebook().rulings, |term| &term.id),
            cause: if self.one_in(2) { cause } else { String::new() },
            rationale: self.words(),
            annotator: self.annotator_id(),
            decided: self.time(),
        }
    }

    fn question_id(&mut self) -> QuestionId {
        self.id(self.project.questions().map(|question| question.id), question_id(STRANGE))
    }

    pub(super) fn idle_question_id(&mut self) -> QuestionId {
        let project = self.project;
        let ids = project.questions().map(|question| question.id).collect();
        self.idle_id(ids, |id| project.asked_by(*id).next().is_none(), question_id(STRANGE))
    }

    /// Questions in the order of their ids; seldom out of it.
    fn questions(&mut self) -> Vec<QuestionId> {
        let ids: Vec<QuestionId> = self.project.questions().map(|question| question.id).collect();
        let mut questions = self.some_ids(&ids);
        if !self.one_in(40) {
            questions.sort_unstable();
            questions.dedup();
        }
        questions
    }

    /// Mostly a year or a month; seldom no date.
    fn when(&mut self) -> Option<When> {
        let date = ["2026", "2026-04", "2026-04-28", "2026-04-28", "soon"];
        let from = self.one_of(&date).filter(|date| *date != "soon" || self.one_in(8)).unwrap_or("2026");
        let bound = self.one_of(&[Bound::On, Bound::About, Bound::Before, Bound::After]).unwrap_or_default();
        self.one_in(3).then(|| When { from: from.to_owned(), to: String::new(), bound })
    }

    pub(super) fn question(&mut self) -> Question {
        Question {
            id: question_id(self.number(5)),
            title: self.words(),
            note: self.words(),
            order: u32::from(self.number(4)),
            annotator: self.annotator_id(),
            created: self.time(),
            modified: self.time(),
        }
    }

    pub(super) fn comment_id(&mut self) -> CommentId {
        self.id(self.project.comments().map(|comment| comment.id), comment_id(STRANGE))
    }

    pub(super) fn comment(&mut self) -> Comment {
        Comment {
            id: comment_id(self.number(5)),
            on: RecordId::Claim(self.claim_id()),
            text: self.words(),
            settled: self.one_in(2),
            annotator: self.annotator_id(),
            created: self.time(),
        }
    }

    pub(super) fn conflict(&mut self) -> Conflict {
        Conflict {
            id: ConflictId(claim_id(self.number(5)).0),
            record: RecordId::Claim(self.claim_id()),
            field: self.words(),
            kept: self.words(),
            other: self.words(),
            annotator: self.one_in(2).then(|| self.annotator_id()),
            time: self.time(),
        }
    }
}
