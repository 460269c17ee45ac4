//! [`Selection`]: the part of a project that an export takes, in the order in which every format writes it.

use super::splits::{Grain, Splits};
use super::texts::Texts;
use super::{ExportOptions, FormatError, Layer};
use crate::analysis::names::pinpoint_words;
use crate::model::{
    Annotator, AnnotatorId, Claim, ClaimId, Codebook, Confidence, Dismissal, Document, DocumentId, Link,
    Project, Question, Verdict,
};
use crate::text::Span;
use sha2::{Digest as _, Sha256};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Records in writing order, with the annotators as they are to be shown.
///
/// A layer takes along the claims of others that its links, dismissals and verdicts name. Rulings and conflicts
/// stand between annotators and are part of [`Layer::All`] only.
#[derive(Debug)]
pub struct Selection<'p> {
    pub(super) project: &'p Project,
    pub(super) options: ExportOptions,
    /// Of the format.
    pub(super) grain: Grain,
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
    /// By id; of a layer or a filter those that its records name.
    pub(super) questions: Vec<&'p Question>,
    /// By original id; under their pseudonyms where wanted.
    pub(super) annotators: Vec<Annotator>,
    /// Of all documents.
    pub(super) texts: Texts<'p>,
    claims_of: BTreeMap<DocumentId, Range<usize>>,
    shown: BTreeMap<AnnotatorId, AnnotatorId>,
    splits: OnceCell<Option<Splits>>,
    /// Bytes of the line feeds of each text, once somebody asks for a line.
    line_ends: OnceCell<BTreeMap<DocumentId, Vec<usize>>>,
}

impl<'p> Selection<'p> {
    pub(super) fn new(
        project: &'p Project,
        options: &ExportOptions,
        grain: Grain,
    ) -> Result<Self, FormatError> {
        let members = members(project, options.layer)?;
        let chosen = Chosen::new(project, options)?;
        let is_member = |annotator: AnnotatorId| members.contains(&annotator);
        let links = project.links().filter(|link| is_member(link.annotator) && chosen.has_link(link));
        let mut links: Vec<&Link> = links.collect();
        links.sort_by_key(|link| (link.from, link.to, link.id));
        let mut dismissals: Vec<&Dismissal> =
            project.dismissals().filter(|dismissal| is_member(dismissal.annotator)).collect();
        let mut verdicts: Vec<&Verdict> =
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
            .filter(|claim| chosen.has_claim(claim))
            .collect();
        if chosen.is_filter() {
            let kept: BTreeSet<ClaimId> = claims.iter().map(|claim| claim.id).collect();
            links.retain(|link| kept.contains(&link.from) && kept.contains(&link.to));
            dismissals.retain(|dismissal| kept.contains(&dismissal.claim));
            verdicts.retain(|verdict| verdict.claims.iter().all(|claim| kept.contains(claim)));
        }
        let is_whole = options.layer == Layer::All && options.filter == super::Filter::default();
        let named: BTreeSet<_> = links
            .iter()
            .filter_map(|link| link.question)
            .chain(claims.iter().flat_map(|claim| claim.questions.iter().copied()))
            .chain(verdicts.iter().filter_map(|verdict| verdict.question))
            .collect();
        let questions = project.questions().filter(|question| is_whole || named.contains(&question.id));
        let questions: Vec<&Question> = questions.collect();
        let authors: BTreeSet<AnnotatorId> = claims
            .iter()
            .map(|claim| claim.annotator)
            .chain(questions.iter().map(|question| question.annotator))
            .collect();
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
        let (texts, options) = (Texts::new(&documents), options.clone());
        let mut claims_of: BTreeMap<DocumentId, Range<usize>> = BTreeMap::new();
        for (index, claim) in claims.iter().enumerate() {
            claims_of.entry(claim.document).or_insert(index..index).end = index + 1;
        }
        let (splits, line_ends) = (OnceCell::new(), OnceCell::new());
        Ok(Self {
            project,
            options,
            grain,
            documents,
            claims,
            links,
            dismissals,
            verdicts,
            questions,
            annotators,
            texts,
            claims_of,
            shown,
            splits,
            line_ends,
        })
    }

    /// Whether the chosen layer is this annotator's; claims of others are there only because it names them.
    pub(super) fn is_member(&self, annotator: AnnotatorId) -> bool {
        self.project.annotator(annotator).is_some_and(|annotator| is_of(self.options.layer, annotator))
    }

    /// Everybody's whole work.
    pub(super) fn is_whole(&self) -> bool {
        self.options.layer == Layer::All && self.options.filter == super::Filter::default()
    }

    /// Conflicts hold values of both sides as they stand in the project, quotes and ids of annotators among them.
    pub(super) const fn may_show_conflicts(&self) -> bool {
        self.options.with_text && !self.options.pseudonyms
    }

    /// Where a claim stands; none where its words are not in the text.
    pub(super) fn place(&self, claim: &Claim) -> Option<Span> {
        let words = self.texts.slice(claim.document, claim.span)?;
        (!claim.unanchored && words == claim.quote).then_some(claim.span)
    }

    /// The claims of a document, by span and id.
    pub(super) fn claims_in(&self, document: DocumentId) -> &[&'p Claim] {
        let range = self.claims_of.get(&document).cloned();
        range.and_then(|range| self.claims.get(range)).unwrap_or_default()
    }

    /// An error in words for formats that are nothing without the texts.
    pub(super) fn need_texts(&self) -> Result<(), FormatError> {
        if self.options.with_text {
            return Ok(());
        }
        let message =
            "this format cannot leave out the texts; choose jsonl, csv, huggingface, nli or parquet";
        Err(FormatError::NothingToWrite(message.to_owned()))
    }

    /// The parts that were asked for, each record in one; none when none were.
    pub(super) fn splits(&self) -> Option<&Splits> {
        self.splits.get_or_init(|| Splits::new(self)).as_ref()
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
        self.options.with_text.then_some(words)
    }

    /// What a claim says: its statement, else its quote if that may leave.
    pub(super) fn saying<'c>(&self, claim: &'c Claim) -> Option<&'c str> {
        if claim.statement.is_empty() { self.words(&claim.quote) } else { Some(&claim.statement) }
    }

    /// Where in the original a claim stands, as beside a quotation; none where its words are not in the text.
    pub(super) fn pinpoint(&self, claim: &Claim) -> Option<String> {
        let span = self.place(claim)?;
        let document = self.document(claim.document)?;
        let lines = self.line_ends.get_or_init(|| {
            let ends = |text: &str| text.match_indices('\n').map(|(at, _)| at).collect();
            self.documents.iter().map(|document| (document.id, ends(&document.text))).collect()
        });
        let line =
            || 1 + lines.get(&claim.document).map_or(0, |ends| ends.partition_point(|at| *at < span.start));
        Some(pinpoint_words(document, span.start, line))
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
        .filter(|annotator| is_of(layer, annotator))
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

fn is_of(layer: Layer, annotator: &Annotator) -> bool {
    match layer {
        Layer::All => true,
        Layer::Annotator(id) => annotator.id == id,
        Layer::Reference => annotator.reference,
    }
}

/// What the filter lets through.
struct Chosen<'p> {
    codebook: &'p Codebook,
    claim_kinds: BTreeSet<&'p str>,
    link_kinds: BTreeSet<&'p str>,
    least: Option<f32>,
}

impl<'p> Chosen<'p> {
    fn new(project: &'p Project, options: &ExportOptions) -> Result<Self, FormatError> {
        let codebook = project.codebook();
        let mut chosen =
            Self { codebook, claim_kinds: BTreeSet::new(), link_kinds: BTreeSet::new(), least: None };
        for name in &options.filter.kinds {
            let is_named = |id: &String, label: &String| id == name || label.eq_ignore_ascii_case(name);
            let claims = codebook.claim_kinds.iter().filter(|kind| is_named(&kind.id, &kind.label));
            let links = codebook.link_kinds.iter().filter(|kind| is_named(&kind.id, &kind.label));
            let before = chosen.claim_kinds.len() + chosen.link_kinds.len();
            chosen.claim_kinds.extend(claims.map(|kind| kind.id.as_str()));
            chosen.link_kinds.extend(links.map(|kind| kind.id.as_str()));
            if chosen.claim_kinds.len() + chosen.link_kinds.len() == before {
                let message = format!("the codebook has no kind of claim or link “{name}”");
                return Err(FormatError::NothingToWrite(message));
            }
        }
        if let Some(name) = &options.filter.min_confidence {
            let scale = codebook.scale(&project.settings().scale);
            let levels = scale.map_or(&[][..], |scale| &scale.levels);
            let level =
                levels.iter().find(|level| level.id == *name || level.label.eq_ignore_ascii_case(name));
            let rank = level.zip(scale).and_then(|(level, scale)| scale.rank(&level.id));
            chosen.least = Some(rank.ok_or_else(|| {
                let known: Vec<&str> = levels.iter().map(|level| level.id.as_str()).collect();
                let known = known.join(", ");
                FormatError::NothingToWrite(format!("“{name}” is no level of confidence ({known})"))
            })?);
        }
        Ok(chosen)
    }

    fn is_filter(&self) -> bool {
        self.least.is_some() || !self.claim_kinds.is_empty() || !self.link_kinds.is_empty()
    }

    fn has_claim(&self, claim: &Claim) -> bool {
        let is_kind = self.claim_kinds.is_empty()
            || claim.kinds.iter().any(|kind| self.claim_kinds.contains(kind.as_str()));
        is_kind && self.is_sure(claim.confidence.as_ref())
    }

    fn has_link(&self, link: &Link) -> bool {
        let is_kind = self.link_kinds.is_empty() || self.link_kinds.contains(link.kind.as_str());
        is_kind && self.is_sure(link.confidence.as_ref())
    }

    /// Levels of different scales are compared by their place within the scale.
    fn is_sure(&self, confidence: Option<&Confidence>) -> bool {
        let rank = |confidence: &Confidence| self.codebook.scale(&confidence.scale)?.rank(&confidence.level);
        self.least.is_none_or(|least| confidence.and_then(rank).is_some_and(|rank| rank >= least))
    }
}

/// The same person has another id in each project's exports, so that two of them cannot be joined.
fn pseudonym(project: &Project, annotator: &Annotator, index: usize) -> Annotator {
    let digest = Sha256::new()
        .chain_update(project.id().0.as_bytes())
        .chain_update(annotator.id.0.as_bytes())
        .finalize();
    let name = format!("Annotator {}", index + 1);
    Annotator {
        machine: annotator.machine.clone(),
        id: AnnotatorId(super::ids::uuid_from_digest(&digest)),
        name,
        reference: annotator.reference,
    }
}
