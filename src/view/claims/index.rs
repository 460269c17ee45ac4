//! [`ClaimIndex`]: the facts by which claims are filtered, sorted and grouped, kept by document.

use super::facets::{Facet, FacetValue};
use crate::analysis::threads::ThreadIndex;
use crate::model::{Claim, ClaimId, DocumentId, RecordId, Timestamp};
use crate::text::one_form;
use crate::view::layers::Shown;
use std::collections::{BTreeMap, BTreeSet};

/// How many facets there are.
pub(super) const FACETS: usize = Facet::ALL.len();

/// The facts of all claims on show.
#[derive(Debug, Default)]
pub struct ClaimIndex {
    values: [Values; FACETS],
    /// In project order.
    pieces: Vec<Piece>,
    relations: Option<Revisions>,
}

/// When links, questions and verdicts last changed: whatever differs makes them be looked at again.
pub type Revisions = [u64; 4];

/// The values of a facet, each with a number that stays while the project is open.
#[derive(Debug, Default)]
struct Values {
    numbers: BTreeMap<FacetValue, u32>,
    values: Vec<FacetValue>,
}

/// The claims of one document.
#[derive(Debug)]
struct Piece {
    document: DocumentId,
    /// Revision that the claims are of; none while they were not read.
    revision: Option<u64>,
    /// Whether links, questions and verdicts are as they are in the project.
    has_relations: bool,
    claims: Vec<Entry>,
}

/// One claim.
#[derive(Debug)]
struct Entry {
    id: ClaimId,
    modified: Timestamp,
    link_count: u32,
    own: Cells,
    relations: Cells,
    /// All that is searched, in lower case; made when words are first searched.
    words: Option<Box<str>>,
}

/// Numbers of values, facet by facet.
#[derive(Debug, Default)]
struct Cells {
    numbers: Box<[u32]>,
    /// Where each facet ends.
    ends: [u16; FACETS],
}

/// A claim with its facts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts<'i>(&'i Entry);

impl Values {
    fn number(&mut self, value: FacetValue) -> u32 {
        if let Some(number) = self.numbers.get(&value) {
            return *number;
        }
        let number = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.values.push(value.clone());
        self.numbers.insert(value, number);
        number
    }
}

impl Cells {
    /// Takes the values of each facet in turn; a facet without one has [`FacetValue::None`].
    fn new(
        values: &mut [Values; FACETS],
        facets: impl Fn(Facet) -> bool,
        mut of: impl FnMut(Facet, &mut Vec<FacetValue>),
    ) -> Self {
        let (mut numbers, mut ends, mut found) = (Vec::new(), [0; FACETS], Vec::new());
        for ((facet, values), end) in Facet::ALL.into_iter().zip(values).zip(&mut ends) {
            if facets(facet) {
                of(facet, &mut found);
                if found.is_empty() {
                    found.push(FacetValue::None);
                }
                numbers.extend(found.drain(..).map(|value| values.number(value)));
            }
            *end = u16::try_from(numbers.len()).unwrap_or(u16::MAX);
        }
        Self { numbers: numbers.into(), ends }
    }

    fn of(&self, facet: Facet) -> &[u32] {
        let place = facet.index();
        let end = self.ends.get(place).copied().unwrap_or_default();
        let start =
            place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.numbers.get(usize::from(start)..usize::from(end)).unwrap_or_default()
    }
}

impl<'i> Facts<'i> {
    pub(super) const fn id(self) -> ClaimId {
        self.0.id
    }

    pub(super) const fn modified(self) -> Timestamp {
        self.0.modified
    }

    pub(super) const fn link_count(self) -> u32 {
        self.0.link_count
    }

    /// Numbers of its values of a facet; at least one.
    pub(super) fn numbers(self, facet: Facet) -> &'i [u32] {
        let cells = if facet.is_relation() { &self.0.relations } else { &self.0.own };
        cells.of(facet)
    }

    /// Whether all of the words, in the form of [`searched`], are written in it or about it.
    pub(super) fn holds(self, words: &[String]) -> bool {
        let text = self.0.words.as_deref().unwrap_or_default();
        words.iter().all(|word| text.contains(word.as_str()))
    }
}

/// Words as they are compared: one form of each character, in lower case.
pub(super) fn searched(words: &str) -> String {
    one_form(words).to_lowercase()
}

impl ClaimIndex {
    /// Reads the claims of documents that changed, and links, questions and verdicts where any of them did: up to about
    /// so many claims. Gives whether all are as they are in the project.
    ///
    /// Without threads no claim has a question or a verdict: while one works blind, both tell of the work of others.
    pub fn refresh(
        &mut self,
        (shown, threads): (Shown<'_>, Option<&ThreadIndex>),
        revision_of: impl Fn(DocumentId) -> u64,
        relations: Revisions,
        claim_count: usize,
    ) -> bool {
        self.follow_documents(shown.project.document_ids());
        if self.relations != Some(relations) {
            self.relations = Some(relations);
            self.pieces.iter_mut().for_each(|piece| piece.has_relations = false);
        }
        let mut left = claim_count;
        let mut is_complete = true;
        for piece in &mut self.pieces {
            let revision = revision_of(piece.document);
            let is_own = piece.revision == Some(revision);
            if is_own && piece.has_relations {
                continue;
            }
            if left == 0 {
                is_complete = false;
                break;
            }
            if !is_own {
                piece.read(shown, &mut self.values);
                piece.revision = Some(revision);
            }
            for entry in &mut piece.claims {
                entry.relate(shown, threads, &mut self.values);
            }
            piece.has_relations = true;
            left = left.saturating_sub(piece.claims.len().max(1));
        }
        is_complete
    }

    /// Brings the pieces into project order.
    fn follow_documents(&mut self, documents: &[DocumentId]) {
        if self.pieces.iter().map(|piece| &piece.document).eq(documents) {
            return;
        }
        let old = std::mem::take(&mut self.pieces).into_iter();
        let mut known: BTreeMap<DocumentId, Piece> = old.map(|piece| (piece.document, piece)).collect();
        let new = |document| Piece { document, revision: None, has_relations: false, claims: Vec::new() };
        self.pieces = documents.iter().map(|id| known.remove(id).unwrap_or_else(|| new(*id))).collect();
    }

    /// How many of the documents are read, 0 to 1.
    pub fn progress(&self) -> f32 {
        let is_read = |piece: &&Piece| piece.revision.is_some() && piece.has_relations;
        self.pieces.iter().filter(is_read).count() as f32 / self.pieces.len().max(1) as f32
    }

    /// The claims in project order.
    pub(super) fn facts(&self) -> impl Iterator<Item = Facts<'_>> {
        self.pieces.iter().flat_map(|piece| &piece.claims).map(Facts)
    }

    /// Every value that a facet has or had, by number.
    pub(super) fn values(&self, facet: Facet) -> &[FacetValue] {
        self.values.get(facet.index()).map_or(&[], |values| &values.values)
    }

    /// The number of a value; none where no claim ever had it.
    pub(super) fn number(&self, facet: Facet, value: &FacetValue) -> Option<u32> {
        self.values.get(facet.index())?.numbers.get(value).copied()
    }

    /// Makes the text in which words are searched, where it is not made.
    pub fn prepare_words(&mut self, shown: Shown<'_>) {
        for piece in &mut self.pieces {
            let is_prepared = |entry: &Entry| entry.words.is_some();
            if piece.claims.first().is_none_or(is_prepared) {
                continue;
            }
            let Some(position) = shown.project.document_position(piece.document) else {
                continue;
            };
            let letter = crate::view::names::letter(position);
            for entry in &mut piece.claims {
                let claim = shown.project.claim(entry.id);
                entry.words = Some(claim.map(|claim| words_of(shown, claim, &letter)).unwrap_or_default());
            }
        }
    }
}

/// The name of its sentence, quote, statement, attribution, tags and note.
fn words_of(shown: Shown<'_>, claim: &Claim, letter: &str) -> Box<str> {
    let document = shown.project.document(claim.document);
    let sentence = document.and_then(|document| document.sentence_at(claim.span.start)).unwrap_or_default();
    let mut text = format!("{letter}{}", sentence + 1);
    let fields = [&claim.quote, &claim.statement, &claim.attributed_to, &claim.note];
    // A line break between them, which no word holds.
    for field in fields.into_iter().chain(&claim.tags).filter(|field| !field.is_empty()) {
        text.push('\n');
        text.push_str(field);
    }
    searched(&text).into()
}

impl Piece {
    fn read(&mut self, shown: Shown<'_>, values: &mut [Values; FACETS]) {
        self.claims = shown.claims_in(self.document).map(|claim| Entry::new(claim, values)).collect();
    }
}

impl Entry {
    fn new(claim: &Claim, values: &mut [Values; FACETS]) -> Self {
        let own = Cells::new(
            values,
            |facet| !facet.is_relation(),
            |facet, found| match facet {
                Facet::Kind => found.extend(claim.kinds.iter().map(|kind| FacetValue::word(kind))),
                Facet::Tag => {
                    found.extend(claim.tags.iter().map(|tag| FacetValue::word(tag)));
                    found.sort_unstable();
                    found.dedup();
                }
                Facet::Confidence => found.extend(claim.confidence.clone().map(FacetValue::Level)),
                Facet::Modality => found.extend(claim.modality.map(FacetValue::Modality)),
                Facet::Credibility => found.extend(claim.credibility.map(FacetValue::Credibility)),
                Facet::Attributed => found.push(FacetValue::word(&claim.attributed_to)),
                Facet::Document => found.push(FacetValue::Document(claim.document)),
                Facet::Annotator => found.push(FacetValue::Annotator(claim.annotator)),
                Facet::Link | Facet::Question | Facet::Verdict => {}
            },
        );
        Self {
            id: claim.id,
            modified: claim.modified,
            link_count: 0,
            own,
            relations: Cells::default(),
            words: None,
        }
    }

    /// Reads links, questions and verdicts.
    fn relate(&mut self, shown: Shown<'_>, threads: Option<&ThreadIndex>, values: &mut [Values; FACETS]) {
        let (mut kinds, mut outcomes) = (BTreeSet::new(), BTreeSet::new());
        self.link_count = 0;
        for record in shown.project.mentions_of(self.id) {
            match record {
                RecordId::Link(id) => {
                    let link = shown.project.link(id).filter(|link| shown.shows_link(link));
                    self.link_count += u32::from(link.is_some());
                    kinds.extend(link.map(|link| FacetValue::word(&link.kind)));
                }
                RecordId::Verdict(id) if threads.is_some() => {
                    let verdict = shown.project.verdict(id);
                    outcomes.extend(verdict.map(|verdict| FacetValue::word(&verdict.outcome)));
                }
                _ => {}
            }
        }
        self.relations = Cells::new(values, Facet::is_relation, |facet, found| match facet {
            Facet::Link => found.extend(std::mem::take(&mut kinds)),
            Facet::Verdict => found.extend(std::mem::take(&mut outcomes)),
            Facet::Question => {
                let keys = threads.into_iter().flat_map(|threads| threads.keys_of(self.id));
                found.extend(keys.map(FacetValue::Question));
            }
            _ => {}
        });
    }
}
