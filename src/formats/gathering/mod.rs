//! [`Gathering`]: what every reader of another program's annotations shares: ids, places, codebook entries, and the
//! own rows that stand beside the files where this program wrote them.
//!
//! A reader hands over what it finds under keys of its own; [`Gathering::finish`] makes records of it. A place that
//! does not fit is looked for by its quote, a kind that the codebook lacks is added and reported, and a row that cannot
//! be used costs itself and is told.
//!
//! A record without a stable id of its own is known by what it says, never by its place in the file: another export has
//! other records at the same places.

mod counting;
mod details;

use super::anchored::Anchored;
use super::ids::uuid_from_text;
use super::jsonl::claims as claim_rows;
pub(super) use super::jsonl::documents::About;
use super::jsonl::documents::{self, DocumentRow, ReadText};
use super::jsonl::places::ClaimPlaces;
pub(super) use super::jsonl::reading::Person;
use super::jsonl::reading::Reading;
use super::jsonl::rows::RowId;
use super::jsonl::{annotators, codebook, links as link_rows, verdicts};
use super::labels::{NO_KIND_LABEL, plain_label};
use super::new_document::base_name;
use super::registry::Format;
use super::{Dataset, Defaults, FormatError, InputFile, Place, Unit, jsonl, parse_date};
use crate::model::{
    AnnotatorId, Claim, ClaimId, Comment, CommentId, Document, DocumentId, Link, LinkId, RecordId, Timestamp,
};
use crate::text::Span;
use counting::{Stated, recount};
use details::Details;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A text that a reader found.
#[derive(Debug, Default)]
pub(super) struct FoundDocument {
    /// Names it among the files: what the writer calls its place. A UUID becomes its id.
    pub(super) key: String,
    /// None when the files do not say.
    pub(super) title: Option<String>,
    pub(super) file_name: Option<String>,
    /// As the offsets count it.
    pub(super) text: String,
    /// What else the files say of it.
    pub(super) about: About,
    pub(super) place: Place,
}

/// A tagged place that a reader found.
#[derive(Debug, Default)]
pub(super) struct FoundClaim {
    /// Names it among the files: what the writer calls its place. A UUID becomes its id.
    pub(super) key: String,
    /// The program that wrote the file keeps the key from one export to the next, also when the claim changes.
    pub(super) has_stable_key: bool,
    /// Key of its document.
    pub(super) document: String,
    /// Start and end in the unit of the format.
    pub(super) offsets: (usize, usize),
    /// The offsets are those of a quote that was found, in the unit of the format.
    pub(super) is_counted: bool,
    /// Where the files repeat the words.
    pub(super) quote: Option<String>,
    /// What the files call the place: its words, their beginning, or a label. Words stand for a quote where they are in
    /// the text.
    pub(super) name: Option<String>,
    /// Ids or labels.
    pub(super) kinds: Vec<String>,
    /// Id or label of a level.
    pub(super) confidence: Option<String>,
    pub(super) annotator: Option<Person>,
    pub(super) tags: Vec<String>,
    pub(super) note: String,
    pub(super) created: Option<Timestamp>,
    /// As `created` where the files do not say.
    pub(super) modified: Option<Timestamp>,
    pub(super) place: Place,
}

/// A relation that a reader found.
#[derive(Debug, Default)]
pub(super) struct FoundLink {
    /// Names it among the files: what the writer calls its place. A UUID becomes its id.
    pub(super) key: String,
    /// Key of its source.
    pub(super) from: String,
    /// Key of its target.
    pub(super) to: String,
    /// Id or label.
    pub(super) kind: String,
    /// Id or label of a level.
    pub(super) confidence: Option<String>,
    pub(super) annotator: Option<Person>,
    pub(super) note: String,
    pub(super) created: Option<Timestamp>,
    /// As `created` where the files do not say.
    pub(super) modified: Option<Timestamp>,
    pub(super) place: Place,
}

/// A remark that a reader found.
#[derive(Debug, Default)]
pub(super) struct FoundComment {
    /// A UUID becomes its id.
    pub(super) key: String,
    /// Key of a document, claim or link.
    pub(super) on: String,
    pub(super) text: String,
    pub(super) annotator: Option<Person>,
    pub(super) created: Option<Timestamp>,
    pub(super) place: Place,
}

/// What was found so far.
#[derive(Debug)]
pub(super) struct Gathering<'d> {
    format: &'static Format,
    dataset: Dataset,
    pub(super) reading: Reading<'d>,
    details: Details,
    documents: Vec<FoundDocument>,
    claims: Vec<FoundClaim>,
    links: Vec<FoundLink>,
    comments: Vec<FoundComment>,
    /// Programs that write the format count the end of a place, or a byte order mark, otherwise than it says.
    pub(super) may_count_loosely: bool,
}

impl<'d> Gathering<'d> {
    /// Reads the own rows that every record may need: codebook, annotators and details.
    pub(super) fn new(
        format: &'static Format,
        files: &[InputFile<'_>],
        defaults: &Defaults<'d>,
    ) -> Result<Self, FormatError> {
        let (dataset, mut reading) = codebook::read(files, defaults)?;
        annotators::read(files, &mut reading)?;
        let details = Details::read(files, &mut reading)?;
        Ok(Self {
            format,
            dataset,
            reading,
            details,
            documents: Vec::new(),
            claims: Vec::new(),
            links: Vec::new(),
            comments: Vec::new(),
            may_count_loosely: false,
        })
    }

    pub(super) fn document(&mut self, document: FoundDocument) {
        self.documents.push(document);
    }

    pub(super) fn claim(&mut self, claim: FoundClaim) {
        self.claims.push(claim);
    }

    pub(super) fn link(&mut self, link: FoundLink) {
        self.links.push(link);
    }

    pub(super) fn comment(&mut self, comment: FoundComment) {
        self.comments.push(comment);
    }

    /// Notes what no record has a place for.
    pub(super) fn unread(&mut self, of: &str, what: &str, place: &Place, value: &str) {
        self.reading.unread.note(of, what, place, value);
    }

    /// The text of a document that was found, by its key.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.documents.iter().find(|document| document.key == key).map(|document| document.text.as_str())
    }

    /// Something odd that did not stop the reader.
    pub(super) fn problem(&mut self, place: &Place, words: &str) {
        self.reading.problems.push(format!("{place}: {words}"));
    }

    /// Makes records of everything, the own rows beside the files included.
    pub(super) fn finish(mut self, files: &[InputFile<'_>]) -> Result<Dataset, FormatError> {
        let (texts, ids) = self.read_documents()?;
        let mut places = ClaimPlaces::new(&texts, self.reading.defaults.project);
        let mut keys: BTreeMap<String, ClaimId> = BTreeMap::new();
        let recounted = self.recounted(files, &ids, &places);
        for (number, found) in std::mem::take(&mut self.claims).into_iter().enumerate() {
            let (key, place) = (found.key.clone(), found.place.clone());
            let read = self.read_claim(found, recounted.get(&number).copied(), &ids, &places);
            let Some(mut claim) = self.reading.or_left_out(read)? else { continue };
            if let Some(first) = keys.get(&key) {
                let (start, end) = (claim.span.start, claim.span.end);
                claim.id =
                    ClaimId(uuid_from_text(&format!("claim {first} {} {start}-{end}", claim.document)));
                self.problem(
                    &place,
                    &format!("another claim has the id “{key}” too; links go to that one, and this one got another id"),
                );
            }
            keys.entry(key).or_insert(claim.id);
            if places.add(claim.id, claim.document) {
                self.dataset.claims.push(claim);
            } else {
                self.problem(
                    &place,
                    "repeats a claim (same words, kinds and annotator); only the first was read",
                );
            }
        }
        let beside = claim_rows::read(files, &mut places, &mut self.reading)?;
        self.dataset.claims.extend(beside);
        let links = self.read_links(&keys, &places)?;
        self.read_comments(&ids, &keys, &links);
        let mut seen: BTreeSet<LinkId> = self.dataset.links.iter().map(|link| link.id).collect();
        let beside = link_rows::read(files, &places, &mut self.reading)?;
        self.dataset.links.extend(beside.into_iter().filter(|link| seen.insert(link.id)));
        self.dataset.dismissals = verdicts::read_dismissals(files, &places, &mut self.reading)?;
        self.dataset.verdicts = verdicts::read_verdicts(files, &places, &mut self.reading)?;
        let project = self.reading.defaults.project;
        let is_new = |document: &Document| {
            let known = project.and_then(|project| project.document(document.id));
            known.is_none_or(|known| known.text != document.text)
        };
        self.dataset.held_documents = texts.iter().map(|text| text.document.id).collect();
        self.dataset.documents = texts.into_iter().map(|text| text.document).filter(is_new).collect();
        self.reading.refused_when_empty(&self.dataset)?;
        self.dataset.problems = self.reading.told();
        let Reading { codebook, is_codebook_needed, annotators, questions, .. } = self.reading;
        self.dataset.codebook = is_codebook_needed.then_some(codebook);
        self.dataset.annotators = annotators.into_values().collect();
        self.dataset.questions = questions.into_values().collect();
        Ok(self.dataset)
    }

    /// The documents with what stands about them beside the files, and their ids by key.
    fn read_documents(&mut self) -> Result<(Vec<ReadText>, BTreeMap<String, DocumentId>), FormatError> {
        let (mut texts, mut ids) = (Vec::new(), BTreeMap::new());
        for found in std::mem::take(&mut self.documents) {
            let FoundDocument { key, title, file_name, text, about, place } = found;
            let about = self.sound(about, &place);
            let beside = self.details.document(&key);
            let id = beside.as_ref().map_or_else(|| self.document_id(&key, &text), |row| row.id.clone());
            let plain = DocumentRow::of_text(id, text.clone()).named(title, file_name).about(about);
            let whole = beside.map(|row| row.with_text(text));
            let read = match whole {
                // Sentences that do not fit: the text was changed since.
                Some(row) => documents::read_row(row, &place, &mut self.reading)
                    .or_else(|_err| documents::read_row(plain, &place, &mut self.reading)),
                None => documents::read_row(plain, &place, &mut self.reading),
            };
            let Some(Some(read)) = self.reading.or_left_out(read)? else { continue };
            if ids.contains_key(&key) {
                let repeated = place.error(format!("another document has the id “{key}” too"));
                self.reading.or_left_out::<()>(Err(repeated))?;
                continue;
            }
            ids.insert(key, read.document.id);
            texts.push(read);
        }
        Ok((texts, ids))
    }

    /// The id that the key is, that of the project's document with the same text, or one that follows from the text.
    fn document_id(&self, key: &str, text: &str) -> RowId {
        if Uuid::parse_str(key).is_ok() {
            return RowId(key.to_owned());
        }
        let mut known = self.reading.defaults.project.into_iter().flat_map(|project| project.documents());
        if let Some(known) = known.find(|document| *document.text == *text) {
            return RowId(known.id.to_string());
        }
        RowId(uuid_from_text(&format!("{} document {key}\n{text}", self.format.name)).to_string())
    }

    fn read_claim(
        &mut self,
        found: FoundClaim,
        recounted: Option<Span>,
        documents: &BTreeMap<String, DocumentId>,
        places: &ClaimPlaces<'_>,
    ) -> Result<Claim, FormatError> {
        let place = &found.place;
        let document = documents.get(&found.document).copied();
        let document =
            document.ok_or_else(|| place.error(format!("there is no document “{}”", found.document)))?;
        let (_, text) = places.text(&RowId(document.to_string()), place)?;
        let unit = self.format.unit.unwrap_or(Unit::CodePoints);
        let stated = recounted.or_else(|| text.span_in(unit, found.offsets));
        let span = stated.filter(|span| !span.is_empty());
        let near = span.unwrap_or_else(|| text.nearest_span(unit, found.offsets));
        let there = span.and_then(|span| span.slice(text.stored)).unwrap_or_default();
        let name = found.name.as_deref().filter(|name| !name.trim().is_empty());
        // Some formats write line breaks of quotes as blanks, and what is called as its words stands where it says.
        let is_named = name.is_some_and(|name| counting::is_name_of(name, there));
        // A name that is nowhere in the text is a label.
        let words = || name.filter(|name| text.stored.contains(*name));
        let quote = found.quote.as_deref().or_else(words).filter(|_| !is_named);
        let anchored = Anchored::at(text, (span, near), found.offsets, quote);
        let Anchored { span, quote, unanchored } = anchored.told(place, &mut self.reading)?;
        let (mut tags, mut confidence) = (found.tags, found.confidence);
        if let Some(number) = confidence.take_if(|word| self.is_strange_number(word)) {
            tags.push(format!("confidence:{number}"));
        }
        let mut kinds: Vec<String> = Vec::new();
        let named: Vec<&String> = found.kinds.iter().filter(|kind| !self.is_no_kind(kind)).collect();
        for kind in named {
            let kind = self.reading.claim_kind(kind, place)?;
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        let confidence = confidence.map(|word| self.reading.confidence_named(&word, place)).transpose()?;
        let created = found.created.unwrap_or(self.reading.defaults.time);
        let beside = self
            .details
            .claim(&found.key)
            .map(|row| claim_rows::read_row(row, place, places, &mut self.reading));
        // Rows that name what is not there any more say nothing about this claim.
        let beside = beside.and_then(Result::ok);
        let beside =
            beside.filter(|row| row.document == document && (row.span.overlaps(span) || row.quote == quote));
        let is_unnamed = found.annotator.as_ref().is_none_or(Person::is_number);
        let in_project = || {
            let claim = self.reading.defaults.project?.claim(found.key.parse().ok()?)?;
            (claim.document == document && found.annotator.is_some()).then_some(claim.annotator)
        };
        // A number is no reason to take a claim from whoever made it.
        let known = beside.as_ref().map(|row| row.annotator).or_else(in_project).filter(|_| is_unnamed);
        let annotator = known.unwrap_or_else(|| self.reading.person(found.annotator.as_ref(), place));
        let mut names = kinds.clone();
        names.sort_unstable();
        let what = if found.has_stable_key {
            format!("{} {} in {document}", self.format.name, found.key)
        } else {
            format!("{document} {}-{} {quote} {names:?} {annotator}", span.start, span.end)
        };
        let id = ClaimId(record_id("claim", &found.key, &what));
        let claim = Claim {
            questions: Vec::new(),
            when: None,
            id,
            document,
            span,
            quote,
            unanchored,
            kinds,
            statement: String::new(),
            attributed_to: String::new(),
            modality: None,
            confidence,
            credibility: None,
            tags,
            note: found.note,
            annotator,
            created,
            modified: found.modified.unwrap_or(created),
        };
        Ok(details::merged_claim(self.format, claim, beside))
    }

    /// Whether a confidence is a number that no level is called: a measure that the scale has no place for.
    fn is_strange_number(&self, word: &str) -> bool {
        let levels = self.reading.codebook.scale(&self.reading.scale).map(|scale| &scale.levels);
        let is_level = levels.into_iter().flatten().any(|level| level.id == word || level.label == word);
        word.trim().parse::<f64>().is_ok() && !is_level
    }

    /// Where claims stand whose file counts otherwise than the format says, by their number; which is told.
    fn recounted(
        &mut self,
        files: &[InputFile<'_>],
        documents: &BTreeMap<String, DocumentId>,
        places: &ClaimPlaces<'_>,
    ) -> BTreeMap<usize, Span> {
        let project = self.reading.defaults.project;
        let (mut stated, mut numbers) = (Vec::new(), Vec::new());
        for (number, found) in self.claims.iter().enumerate() {
            let Some(document) = documents.get(&found.document).copied().filter(|_| !found.is_counted) else {
                continue;
            };
            let in_project = || {
                let claim = project?.claim(found.key.parse().ok()?)?;
                (claim.document == document).then_some(claim.quote.as_str())
            };
            let name = found.name.as_deref().or(found.quote.as_deref());
            let words = name.or_else(|| self.details.quote_of(&found.key)).or_else(in_project);
            let file = files.iter().map(|file| file.name).filter(|name| found.place.file.starts_with(name));
            let file = file.max_by_key(|name| name.len()).unwrap_or(&found.place.file);
            let (place, offsets) = (&found.place, found.offsets);
            stated.push(Stated { file, place, document, offsets, words });
            numbers.push(number);
        }
        let unit = self.format.unit.unwrap_or(Unit::CodePoints);
        let (spans, told) = recount(&stated, places, (unit, self.may_count_loosely));
        let spans = spans.into_iter().filter_map(|(at, span)| Some((*numbers.get(at)?, span))).collect();
        self.reading.problems.extend(told);
        spans
    }

    /// What files say of a document, without a date that is none.
    fn sound(&mut self, about: About, place: &Place) -> About {
        let published = about.published.as_deref().and_then(|date| {
            let found = parse_date(date);
            if found.is_none() {
                self.unread("documents", "date", place, date);
            }
            found
        });
        About { published, ..about }
    }

    /// Remarks on what was read; those on something else are told.
    fn read_comments(
        &mut self,
        documents: &BTreeMap<String, DocumentId>,
        claims: &BTreeMap<String, ClaimId>,
        links: &BTreeMap<String, LinkId>,
    ) {
        let mut seen = BTreeSet::new();
        for found in std::mem::take(&mut self.comments) {
            let FoundComment { key, on, text, annotator, created, place } = found;
            let claim = claims.get(&on).map(|id| RecordId::Claim(*id));
            let link = || links.get(&on).map(|id| RecordId::Link(*id));
            let document = || documents.get(&on).map(|id| RecordId::Document(*id));
            let Some(record) = claim.or_else(link).or_else(document) else {
                self.unread("comments", "those on something that was not read", &place, &text);
                continue;
            };
            if text.trim().is_empty() {
                continue;
            }
            let annotator = self.reading.person(annotator.as_ref(), &place);
            let id = CommentId(record_id("comment", &key, &format!("{record} {annotator} {text}")));
            let created = created.unwrap_or(self.reading.defaults.time);
            if seen.insert(id) {
                let comment = Comment { id, on: record, text, settled: false, annotator, created };
                self.dataset.comments.push(comment);
            }
        }
    }

    /// The label of claims without a kind, unless the codebook has a kind of that name.
    fn is_no_kind(&self, label: &str) -> bool {
        let kinds = &self.reading.codebook.claim_kinds;
        let is_named = |name: &String| plain_label(name) == plain_label(label);
        plain_label(label) == plain_label(NO_KIND_LABEL)
            && !kinds.iter().any(|kind| is_named(&kind.id) || is_named(&kind.label))
    }

    fn read_links(
        &mut self,
        keys: &BTreeMap<String, ClaimId>,
        places: &ClaimPlaces<'_>,
    ) -> Result<BTreeMap<String, LinkId>, FormatError> {
        let mut made: BTreeMap<_, Place> = BTreeMap::new();
        let mut ids = BTreeMap::new();
        let authors: BTreeMap<ClaimId, AnnotatorId> =
            self.dataset.claims.iter().map(|claim| (claim.id, claim.annotator)).collect();
        for found in std::mem::take(&mut self.links) {
            let (key, place) = (found.key.clone(), found.place.clone());
            let read = self.read_link(found, (keys, &authors), places);
            let Some(link) = self.reading.or_left_out(read)? else { continue };
            let what = (link.from, link.to, link.kind.clone(), link.annotator);
            if let Some(first) = made.get(&what) {
                let words =
                    format!("repeats {first} (same ends, kind and annotator); only the first was read");
                self.problem(&place, &words);
            } else {
                made.insert(what, place);
                ids.insert(key, link.id);
                self.dataset.links.push(link);
            }
        }
        Ok(ids)
    }

    fn read_link(
        &mut self,
        found: FoundLink,
        (keys, authors): (&BTreeMap<String, ClaimId>, &BTreeMap<ClaimId, AnnotatorId>),
        places: &ClaimPlaces<'_>,
    ) -> Result<Link, FormatError> {
        let place = &found.place;
        let end = |key: &str| {
            let claim = keys.get(key).copied();
            claim.ok_or_else(|| place.error(format!("there is no claim “{key}” to link")))
        };
        let (from, to) = (end(&found.from)?, end(&found.to)?);
        if from == to {
            return Err(place.error("it links a claim to itself"));
        }
        let kind = self.reading.link_kind(&found.kind, place)?;
        let (mut confidence, mut note) = (found.confidence, found.note);
        if let Some(number) = confidence.take_if(|word| self.is_strange_number(word)) {
            push_words(&mut note, &format!("confidence: {number}"));
        }
        let confidence = confidence.map(|word| self.reading.confidence_named(&word, place)).transpose()?;
        let beside = self.details.link(&found.key);
        let beside = beside.map(|row| link_rows::read_row(row, place, places, &mut self.reading));
        let beside = beside.and_then(Result::ok);
        let beside =
            beside.filter(|row| (row.from, row.to) == (from, to) || (row.from, row.to) == (to, from));
        let created = found.created.unwrap_or(self.reading.defaults.time);
        let is_number = found.annotator.as_ref().is_some_and(Person::is_number);
        let of_claim = || authors.get(&from).copied().filter(|_| is_number);
        let known = beside.as_ref().map(|row| row.annotator);
        let known = known.filter(|_| is_number || found.annotator.is_none()).or_else(of_claim);
        let annotator = known.unwrap_or_else(|| self.reading.person(found.annotator.as_ref(), place));
        let what = format!("{from} {to} {kind} {annotator}");
        let link = Link {
            question: None,
            id: LinkId(record_id("link", &found.key, &what)),
            from,
            to,
            kind,
            confidence,
            differences: Vec::new(),
            note,
            annotator,
            created,
            modified: found.modified.unwrap_or(created),
        };
        let link = details::merged_link(self.format, link, beside);
        let is_symmetric = self.reading.codebook.link_kind(&link.kind).is_some_and(|kind| kind.symmetric);
        Ok(if is_symmetric && link.from > link.to { link.reversed() } else { link })
    }
}

/// Adds words to a note, on a line of their own.
pub(super) fn push_words(note: &mut String, words: &str) {
    if !note.is_empty() && !words.is_empty() {
        note.push('\n');
    }
    note.push_str(words);
}

/// The id that the key is, else one that follows from what the record says.
fn record_id(sort: &str, key: &str, what: &str) -> Uuid {
    Uuid::parse_str(key).unwrap_or_else(|_| uuid_from_text(&format!("{sort} {what}")))
}

/// Whether a file holds own rows that [`Gathering`] reads itself.
pub(super) fn is_own_rows(file_name: &str) -> bool {
    let name = base_name(file_name);
    let own = [
        jsonl::ANNOTATORS_FILE,
        jsonl::CLAIMS_FILE,
        jsonl::CODEBOOK_FILE,
        jsonl::DETAILS_FILE,
        jsonl::DISMISSALS_FILE,
        jsonl::LINKS_FILE,
        jsonl::VERDICTS_FILE,
        super::splits::FILE,
    ];
    own.iter().any(|own| name.eq_ignore_ascii_case(own))
}
