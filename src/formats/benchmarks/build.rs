//! [`SetBuilder`]: makes a project of a set.
//!
//! The claims of a set stand in a document *under check*, a claim a line, in the order of the set; what they are judged by
//! stands in documents of its own with the sentences that the set gives. Each claim is a question, so that nothing runs
//! together where two claims share a sentence. What the set says of a claim and a sentence is a link, or a dismissal where
//! it says that the sentence tells nothing; each who voted is an annotator.
//!
//! Ids follow from those of the set: a second import changes nothing.

use super::fields::{Fields, noted};
use super::files::SetFiles;
use super::place::placed;
use super::row::{SetLink, SetRow, SetText, SetVerdict, Target};
use super::told::Told;
use crate::formats::decode::with_lf;
use crate::formats::ids::uuid_from_text;
use crate::formats::jsonl::codebook;
use crate::formats::jsonl::reading::Reading;
use crate::formats::new_document::base_name;
use crate::formats::{Dataset, Defaults, FormatError, MAX_TEXT_LEN, Place};
use crate::model::{
    Annotator, AnnotatorId, Claim, ClaimId, Comment, CommentId, Dismissal, DismissalId, Document,
    DocumentDetails, DocumentId, DocumentRole, Link, LinkId, LinkKind, QUESTION_ORDER_STEP, Question,
    QuestionId, RecordId, Source, Timestamp, Verdict, VerdictId,
};
use crate::text::{Sentence, SentenceRole, Span, guess_language};
use std::collections::{BTreeMap, BTreeSet};

/// Claims of one document: more would be slow to look through.
const CLAIMS_PER_DOCUMENT: usize = 5_000;

/// A text in the making.
struct Built {
    /// Place in the dataset.
    index: usize,
    /// By number of the sentence.
    spans: BTreeMap<u32, Span>,
}

/// A dataset in the making.
pub(super) struct SetBuilder<'d> {
    /// Of the set, as people know it.
    name: &'static str,
    reading: Reading<'d>,
    dataset: Dataset,
    pub(super) told: Told,
    /// Who says what the set itself says.
    pub(super) annotator: AnnotatorId,
    texts: BTreeMap<String, Built>,
    /// Index among the claims of the dataset.
    claims: BTreeMap<(DocumentId, Span), usize>,
    ids: BTreeSet<ClaimId>,
    document_ids: BTreeSet<DocumentId>,
    link_ids: BTreeSet<uuid::Uuid>,
    /// Of the last question.
    order: u32,
    /// Claims that were put under questions.
    under: Vec<(ClaimId, QuestionId)>,
}

impl<'d> SetBuilder<'d> {
    pub(super) fn new(name: &'static str, defaults: &Defaults<'d>, told: Told) -> Result<Self, FormatError> {
        let (dataset, reading) = codebook::read(&[], defaults)?;
        let questions = defaults.project.into_iter().flat_map(|project| project.questions());
        let order = questions.map(|question| question.order).max().unwrap_or_default();
        let mut builder = Self {
            name,
            reading,
            dataset,
            told,
            annotator: AnnotatorId(uuid::Uuid::nil()),
            texts: BTreeMap::new(),
            claims: BTreeMap::new(),
            ids: BTreeSet::new(),
            document_ids: BTreeSet::new(),
            link_ids: BTreeSet::new(),
            order,
            under: Vec::new(),
        };
        builder.annotator = builder.annotator(name);
        Ok(builder)
    }

    /// The annotator of that name, who is added where nobody has it.
    pub(super) fn annotator(&mut self, name: &str) -> AnnotatorId {
        let id = AnnotatorId(uuid_from_text(&format!("annotator {name}")));
        let annotator = Annotator { id, name: name.to_owned(), reference: false, machine: None };
        self.reading.annotators.entry(id).or_insert(annotator);
        id
    }

    /// A kind of link that the codebook may lack.
    pub(super) fn add_link_kind(&mut self, kind: LinkKind) {
        if self.reading.codebook.link_kind(&kind.id).is_none() {
            self.reading.is_codebook_needed = true;
            self.reading.codebook.link_kinds.push(kind);
        }
    }

    /// Id of the kind of claim of that name, which is added where the codebook lacks it.
    pub(super) fn claim_kind(&mut self, name: &str, place: &Place) -> Result<String, FormatError> {
        self.reading.claim_kind(name, place)
    }

    fn id(&self, what: &str) -> uuid::Uuid {
        uuid_from_text(&format!("{} {what}", self.name))
    }

    /// Takes in a text; one whose key is taken is left alone.
    ///
    /// # Errors
    /// It is longer than a document may be, or its sentences are no places of it.
    pub(super) fn text(&mut self, text: SetText, place: &Place) -> Result<(), FormatError> {
        if self.texts.contains_key(&text.key) {
            return Ok(());
        }
        let placed = placed(text.body, place)?;
        let id = DocumentId(self.id(&format!("document {}\n{}", text.key, placed.text)));
        let role = DocumentRole::Source;
        let details =
            DocumentDetails { title: text.title, language: text.language, source: text.source, role };
        let (index, id) = self.document((id, details, text.file_name), placed.text, placed.sentences);
        if let Some(document) = self.dataset.documents.get_mut(index) {
            document.pinpoints = placed.pinpoints;
        }
        self.remark(RecordId::Document(id), &text.fields);
        self.texts.insert(text.key, Built { index, spans: placed.spans });
        Ok(())
    }

    /// Whether a text has that key.
    pub(super) fn has_text(&self, key: &str) -> bool {
        self.texts.contains_key(key)
    }

    fn document(
        &mut self,
        (mut id, mut details, file_name): (DocumentId, DocumentDetails, String),
        text: String,
        sentences: Vec<Sentence>,
    ) -> (usize, DocumentId) {
        // The same file may be there twice.
        while !self.document_ids.insert(id) {
            id = DocumentId(self.id(&format!("document beside {id}")));
        }
        if details.language.is_empty() {
            guess_language(&text).unwrap_or_default().clone_into(&mut details.language);
        }
        self.dataset.documents.push(Document {
            id,
            details,
            file_name,
            original_sha256: String::new(),
            text: text.into(),
            sentences,
            read_by: BTreeSet::new(),
            pinpoints: Vec::new(),
        });
        (self.dataset.documents.len() - 1, id)
    }

    /// What has no place in a document.
    fn remark(&mut self, on: RecordId, fields: &Fields) {
        if fields.is_empty() {
            return;
        }
        let id = CommentId(self.id(&format!("remark on {on}")));
        let known = self.reading.defaults.project.and_then(|project| project.comment(id));
        let created = known.map_or(self.reading.defaults.time, |known| known.created);
        let annotator = self.annotator;
        self.dataset.comments.push(Comment {
            id,
            on,
            text: noted(fields),
            settled: true,
            annotator,
            created,
        });
    }

    /// Takes in the claims of a file and what is said of them.
    ///
    /// # Errors
    /// What is no fault of a row.
    pub(super) fn rows(&mut self, title: &str, about: &Fields, rows: Vec<SetRow>) -> Result<(), FormatError> {
        let is_one = rows.len() <= CLAIMS_PER_DOCUMENT;
        let mut first = 1;
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let part: Vec<SetRow> = rows.by_ref().take(CLAIMS_PER_DOCUMENT).collect();
            let last = first + part.len() - 1;
            let shown = if is_one { title.to_owned() } else { format!("{title}, {first} to {last}") };
            first = last + 1;
            self.part(&shown, (title, about), part)?;
        }
        Ok(())
    }

    /// The claims of one document.
    fn part(
        &mut self,
        title: &str,
        (file_name, about): (&str, &Fields),
        rows: Vec<SetRow>,
    ) -> Result<(), FormatError> {
        let (mut text, mut spans, mut kept) = (String::new(), Vec::new(), Vec::new());
        for row in rows {
            let words = with_lf(row.text.clone());
            let read = if words.trim().is_empty() {
                Err(row.place.error("the claim has no words"))
            } else if words.len() > MAX_TEXT_LEN {
                Err(row.place.error("the claim is longer than a document may be"))
            } else {
                Ok(row)
            };
            let Some(row) = self.told.or_left_out(read)? else { continue };
            if !text.is_empty() {
                text.push('\n');
            }
            let start = text.len();
            text.push_str(&words);
            spans.push(Span::new(start, text.len()));
            kept.push(row);
        }
        if kept.is_empty() {
            return Ok(());
        }
        let id = DocumentId(self.id(&format!("claims {title}\n{text}")));
        let (language, source, role) = (String::new(), Source::default(), DocumentRole::UnderCheck);
        let details = DocumentDetails { title: title.to_owned(), language, source, role };
        let sentences = spans.iter().map(|span| Sentence { span: *span, role: SentenceRole::Body }).collect();
        let (index, id) = self.document((id, details, file_name.to_owned()), text, sentences);
        self.remark(RecordId::Document(id), about);
        for (row, span) in kept.into_iter().zip(spans) {
            self.row(row, (index, span))?;
        }
        Ok(())
    }

    fn row(&mut self, row: SetRow, (index, span): (usize, Span)) -> Result<(), FormatError> {
        let mut name = row.id.clone();
        let mut id = ClaimId(self.id(&format!("claim {name}")));
        while !self.ids.insert(id) {
            // The tag keeps the id of the set.
            name.push('+');
            id = ClaimId(self.id(&format!("claim {name}")));
        }
        if name != row.id {
            self.told.problem(format!("{}: another claim has the id “{}” too", row.place, row.id));
        }
        // What people changed since the first import is newer.
        let known = self.reading.defaults.project.and_then(|project| project.claim(id));
        let time = known.map_or(self.reading.defaults.time, |known| known.created);
        let title = if row.question.is_empty() { &row.text } else { &row.question };
        let question = self.question(&name, title);
        let mut claim = self.claim((id, time), (index, span), Some(question));
        claim.kinds = row.kinds;
        claim.attributed_to = row.attributed_to;
        claim.tags = vec![format!("{} {}", self.name, row.id)];
        claim.note = noted(&row.fields);
        self.dataset.claims.push(claim);
        let mut weighed = vec![id];
        for link in row.links {
            let read = self.link((id, question, time), &link, &row.place);
            weighed.extend(self.told.or_left_out(read)?.flatten());
        }
        for target in row.context {
            let read =
                self.place_of(&target, &row.place).map(|place| self.evidence(place, time, Some(question)));
            weighed.extend(self.told.or_left_out(read)?);
        }
        if let Some(verdict) = row.verdict {
            self.verdict((&name, question, time), (weighed, verdict), &row.place)?;
        }
        Ok(())
    }

    fn verdict(
        &mut self,
        (name, question, time): (&str, QuestionId, Timestamp),
        (mut claims, verdict): (Vec<ClaimId>, SetVerdict),
        place: &Place,
    ) -> Result<(), FormatError> {
        let mut seen = BTreeSet::new();
        claims.retain(|claim| seen.insert(*claim));
        let favoured = match verdict.is_claim_favoured {
            Some(true) => claims.iter().take(1).copied().collect(),
            Some(false) => claims.iter().skip(1).copied().collect(),
            None => Vec::new(),
        };
        let outcome = self.reading.outcome(&verdict.outcome, place);
        let Some(outcome) = self.told.or_left_out(outcome)? else { return Ok(()) };
        self.dataset.verdicts.push(Verdict {
            id: VerdictId(self.id(&format!("verdict {name}"))),
            claims,
            question: Some(question),
            outcome,
            favoured,
            rationale: verdict.rationale,
            confidence: None,
            annotator: self.annotator,
            decided: time,
        });
        Ok(())
    }

    /// Document and span of a target.
    fn place_of(&self, target: &Target, place: &Place) -> Result<(usize, Span), FormatError> {
        let (Target::Sentence(key, _) | Target::Start(key) | Target::Whole(key)) = target;
        let missing = || place.error(format!("the text of “{key}” is not in the files"));
        let built = self.texts.get(key).ok_or_else(missing)?;
        let document = self.dataset.documents.get(built.index).ok_or_else(missing)?;
        let span = match target {
            Target::Sentence(_, number) => built.spans.get(number).copied().ok_or_else(|| {
                place.error(format!("the text of “{key}” has no sentence {number}, or an empty one"))
            })?,
            Target::Start(_) => document.sentences.first().map(|first| first.span).ok_or_else(missing)?,
            Target::Whole(_) => Span::new(0, document.text.len()),
        };
        if span.is_empty() {
            return Err(place.error(format!("the text of “{key}” is empty")));
        }
        Ok((built.index, span))
    }

    /// The claim that stands at a place of a text.
    fn evidence(
        &mut self,
        (index, span): (usize, Span),
        time: Timestamp,
        question: Option<QuestionId>,
    ) -> ClaimId {
        let document = self.dataset.documents.get(index).map(|document| document.id);
        let document = document.unwrap_or(DocumentId(uuid::Uuid::nil()));
        if let Some(claim) =
            self.claims.get(&(document, span)).and_then(|at| self.dataset.claims.get_mut(*at))
        {
            if let Some(question) = question
                && let Err(at) = claim.questions.binary_search(&question)
            {
                claim.questions.insert(at, question);
            }
            return claim.id;
        }
        let id = ClaimId(self.id(&format!("evidence {document} {}-{}", span.start, span.end)));
        self.claims.insert((document, span), self.dataset.claims.len());
        let known = self.reading.defaults.project.and_then(|project| project.claim(id));
        let time = known.map_or(time, |known| known.created);
        let claim = self.claim((id, time), (index, span), question);
        self.dataset.claims.push(claim);
        id
    }

    fn claim(
        &self,
        (id, time): (ClaimId, Timestamp),
        (index, span): (usize, Span),
        question: Option<QuestionId>,
    ) -> Claim {
        let document = self.dataset.documents.get(index);
        let quote = document.and_then(|document| span.slice(&document.text)).unwrap_or_default().to_owned();
        Claim {
            id,
            document: document.map_or(DocumentId(uuid::Uuid::nil()), |document| document.id),
            span,
            quote,
            unanchored: false,
            kinds: Vec::new(),
            statement: String::new(),
            attributed_to: String::new(),
            modality: None,
            confidence: None,
            credibility: None,
            when: None,
            questions: question.into_iter().collect(),
            tags: Vec::new(),
            note: String::new(),
            annotator: self.annotator,
            created: time,
            modified: time,
        }
    }

    /// The claim at the other end; none for a dismissal.
    fn link(
        &mut self,
        (claim, question, time): (ClaimId, QuestionId, Timestamp),
        link: &SetLink,
        place: &Place,
    ) -> Result<Option<ClaimId>, FormatError> {
        let (index, span) = self.place_of(&link.target, place)?;
        let Some(kind) = link.stance.link_kind() else {
            self.dismissal((claim, time), (index, span), link.annotator);
            // So that annotators who saw a relation and who saw none speak of one place.
            if !matches!(link.target, Target::Whole(_)) {
                self.evidence((index, span), time, None);
            }
            return Ok(None);
        };
        let other = self.evidence((index, span), time, None);
        let what = format!("link {claim} {other} {kind} {}", link.annotator);
        let id = self.id(&what);
        if !self.link_ids.insert(id) {
            return Err(place.error("it says the same of one sentence twice"));
        }
        let is_symmetric = self.reading.codebook.link_kind(kind).is_some_and(|kind| kind.symmetric);
        let (from, to) = if is_symmetric && other > claim { (claim, other) } else { (other, claim) };
        self.dataset.links.push(Link {
            id: LinkId(id),
            from,
            to,
            kind: kind.to_owned(),
            question: Some(question),
            confidence: None,
            differences: Vec::new(),
            note: noted(&link.fields),
            annotator: link.annotator,
            created: time,
            modified: time,
        });
        Ok(Some(other))
    }

    fn dismissal(
        &mut self,
        (claim, created): (ClaimId, Timestamp),
        (index, span): (usize, Span),
        annotator: AnnotatorId,
    ) {
        let Some(document) = self.dataset.documents.get(index).map(|document| document.id) else { return };
        let what = format!("dismissal {claim} {document} {}-{} {annotator}", span.start, span.end);
        let id = self.id(&what);
        if self.link_ids.insert(id) {
            let id = DismissalId(id);
            self.dataset.dismissals.push(Dismissal { id, claim, document, span, annotator, created });
        }
    }

    /// A link between two places that are no claims of the set, such as two mentions of one event.
    pub(super) fn mention_link(&mut self, (from, to): (ClaimId, ClaimId), kind: &str, question: QuestionId) {
        let id = self.id(&format!("link {from} {to} {kind}"));
        if from == to || !self.link_ids.insert(id) {
            return;
        }
        let (from, to) = (from.min(to), from.max(to));
        let (annotator, time) = (self.annotator, self.reading.defaults.time);
        let known = self.reading.defaults.project.and_then(|project| project.link(LinkId(id)));
        let time = known.map_or(time, |known| known.created);
        self.dataset.links.push(Link {
            id: LinkId(id),
            from,
            to,
            kind: kind.to_owned(),
            question: Some(question),
            confidence: None,
            differences: Vec::new(),
            note: String::new(),
            annotator,
            created: time,
            modified: time,
        });
    }

    /// A mention in a text, between two numbered sentences or tokens.
    pub(super) fn mention(&mut self, key: &str, span: Span, name: &str) -> Option<(ClaimId, &mut Claim)> {
        let index = self.texts.get(key)?.index;
        let id = ClaimId(self.id(&format!("mention {key} {name}")));
        if !self.ids.insert(id) {
            return None;
        }
        let known = self.reading.defaults.project.and_then(|project| project.claim(id));
        let time = known.map_or(self.reading.defaults.time, |known| known.created);
        let claim = self.claim((id, time), (index, span), None);
        self.dataset.claims.push(claim);
        self.dataset.claims.last_mut().map(|claim| (id, claim))
    }

    /// Puts claims under a question besides those of their links.
    pub(super) fn put_under(&mut self, claims: impl Iterator<Item = ClaimId>, question: QuestionId) {
        let wanted: BTreeSet<ClaimId> = claims.collect();
        self.under.extend(wanted.into_iter().map(|claim| (claim, question)));
    }

    /// What the claims under it answer; behind those that the project has.
    pub(super) fn question(&mut self, key: &str, title: &str) -> QuestionId {
        let id = QuestionId(self.id(&format!("question {key}")));
        let project = self.reading.defaults.project;
        let known = project.and_then(|project| project.question(id));
        let time = known.map_or(self.reading.defaults.time, |known| known.created);
        self.order = self.order.saturating_add(QUESTION_ORDER_STEP);
        self.dataset.questions.push(Question {
            id,
            title: title.split_whitespace().collect::<Vec<_>>().join(" "),
            note: String::new(),
            order: known.map_or(self.order, |known| known.order),
            annotator: self.annotator,
            created: time,
            modified: time,
        });
        id
    }

    /// Takes in the rows of each file as a document of claims, and ends.
    pub(super) fn finish_files(
        mut self,
        files: &dyn SetFiles,
        parts: BTreeMap<usize, Vec<SetRow>>,
    ) -> Result<Dataset, FormatError> {
        let names = files.names();
        let title = super::set_title(self.name, parts.keys().filter_map(|index| names.get(*index)));
        for (index, rows) in parts {
            let name = names.get(index).map(String::as_str).unwrap_or_default();
            self.rows(base_name(name), &Fields::new(), rows)?;
        }
        self.finish(title)
    }

    /// All that was built; an error where nothing could be used.
    pub(super) fn finish(mut self, title: String) -> Result<Dataset, FormatError> {
        if self.dataset.claims.is_empty() && self.dataset.documents.is_empty() {
            let nothing = || FormatError::NoKnownFile(format!("the files hold no row of {}", self.name));
            return Err(self.told.take_refusal().unwrap_or_else(nothing));
        }
        let mut under: BTreeMap<ClaimId, Vec<QuestionId>> = BTreeMap::new();
        self.under.drain(..).for_each(|(claim, question)| under.entry(claim).or_default().push(question));
        for claim in &mut self.dataset.claims {
            if let Some(questions) = under.remove(&claim.id) {
                claim.questions.extend(questions);
                claim.questions.sort_unstable();
                claim.questions.dedup();
            }
        }
        self.dataset.title = Some(title);
        let Reading { codebook, is_codebook_needed, annotators, problems, .. } = self.reading;
        self.dataset.codebook = is_codebook_needed.then_some(codebook);
        self.dataset.annotators = annotators.into_values().collect();
        self.dataset.problems = self.told.into_problems();
        self.dataset.problems.extend(problems);
        Ok(self.dataset)
    }
}
