//! The tables of an export: documents, sentences, claims, links, annotations, pairs.

use super::sentences::{SentenceItem, sentence_items, sentence_labels};
use super::{Cell, Cells, Frame, Making, set, some};
use crate::formats::pairs::{End, Pair, nli_label, relations};
use crate::formats::selection::Selection;
use crate::formats::votes::Votes;
use crate::model::{AnnotatorId, Claim, Confidence, Document, DocumentId, Link};
use crate::text::Span;
use sha2::{Digest as _, Sha256};
use std::borrow::Cow;
use std::fmt::Write as _;

/// One row a document.
pub(in crate::formats) fn documents<'p>(selection: &'p Selection<'_>) -> Frame<'p> {
    Making::new(selection.documents.clone())
        .text("document_id", "names the document", |document| some(document.id.to_string()))
        .text("title", "as shown", |document| set(&document.details.title))
        .text("publisher", "who published it", |document| set(&document.details.source.publisher))
        .text("author", "byline", |document| set(&document.details.source.author))
        .text("url", "address of the text", |document| set(&document.details.source.url))
        .text("published", "date as far as known", |document| set(&document.details.source.published))
        .text("accessed", "date of fetching", |document| set(&document.details.source.accessed))
        .text("language", "BCP 47 tag", |document| set(&document.details.language))
        .text("reliability", "Admiralty A to F; F cannot be judged", |document| {
            document.details.source.reliability.as_deref().and_then(set)
        })
        .text("origin", "wire or press release it repeats", |document| set(&document.details.source.origin))
        .text("file_name", "of the original", |document| set(&document.file_name))
        .text("original_sha256", "hash of the original bytes", |document| set(&document.original_sha256))
        .text("text_sha256", "hash of the text that all offsets are of", |document| {
            some(hex(&Sha256::digest(document.text.as_bytes())))
        })
        .text("text", "UTF-8 with LF line ends", move |document| {
            selection.words(&document.text).and_then(set)
        })
        .number("sentence_count", "stored sentences", |document| Some(document.sentences.len()))
        .number("claim_count", "claims in this export", |document| {
            Some(selection.claims_in(document.id).len())
        })
        .frame("documents", |_| 0)
}

/// One row a sentence.
pub(in crate::formats) fn sentences_table<'p>(selection: &'p Selection<'_>) -> Frame<'p> {
    let items = sentence_items(selection);
    let making = Making::new(items)
        .text("sentence_id", "names the sentence", |item| {
            some(format!("{}:{}", item.document.id, item.number))
        })
        .text("document_id", "of its document", |item| some(item.document.id.to_string()))
        .number("number", "within the document, from 0", |item| Some(item.number))
        .text("role", "body, heading, list item or set aside", move |item| some(item.sentence.role.name()))
        .text("text", "its words", move |item| {
            let words = item.sentence.span.slice(&item.document.text);
            words.and_then(|words| selection.words(words)).and_then(set)
        });
    let making = places(making, selection, |item: &SentenceItem<'p>| (item.document.id, item.sentence.span))
        .flag("is_claim", "whether anybody tagged a claim in it", |item| item.is_claim)
        .list("claim_ids", "claims that share a character with it", |item| {
            item.claims.iter().map(|claim| some(claim.id.to_string())).collect()
        });
    let making = votes(making, selection, (|item| &item.votes, &sentence_labels(selection)));
    making
        .text("group_id", "what hangs together with it in a split", move |item| {
            let splits = selection.splits();
            splits.and_then(|splits| set(splits.sentence_group(item.document.id, item.number)))
        })
        .frame("sentences", |item| {
            selection.splits().map_or(0, |splits| splits.part_of_sentence(item.document.id, item.number))
        })
}

/// One row a claim.
pub(in crate::formats) fn claims<'p>(selection: &'p Selection<'_>) -> Frame<'p> {
    let making = Making::new(selection.claims.clone())
        .text("claim_id", "names the claim", |claim| some(claim.id.to_string()))
        .text("document_id", "of its document", |claim| some(claim.document.to_string()))
        .text("document_title", "as shown", move |claim| {
            selection.document(claim.document).and_then(|document| set(&document.details.title))
        })
        .text("publisher", "who published the document", move |claim| publisher(selection, claim))
        .text("text", "its words", move |claim| selection.words(&claim.quote).and_then(set));
    let making = places(making, selection, |claim: &&'p Claim| (claim.document, claim.span))
        .flag("is_anchored", "whether its words stand at these offsets", |claim| {
            selection.place(claim).is_some()
        })
        .list("kinds", "ids of claim kinds", |claim| texts(&claim.kinds))
        .text("statement", "what it says in words that need no context", |claim| set(&claim.statement))
        .text("attributed_to", "who the source says it comes from", |claim| set(&claim.attributed_to))
        .text("modality", "how sure the source sounds", move |claim| {
            claim.modality.map(|modality| modality.name().into())
        });
    confidence(making, |claim: &&'p Claim| claim.confidence.as_ref())
        .number("credibility", "Admiralty 1 to 6; 6 cannot be judged", |claim| {
            claim.credibility.map(|credibility| credibility.digit().into())
        })
        .list("tags", "free words", |claim| texts(&claim.tags))
        .text("note", "for colleagues", |claim| set(&claim.note))
        .text("annotator_id", "who tagged it", move |claim| some(annotator_id(selection, claim.annotator)))
        .text("annotator", "who tagged it", move |claim| annotator(selection, claim.annotator))
        .text("created", "when it was tagged", |claim| some(claim.created.to_string()))
        .text("modified", "when it was changed", |claim| some(claim.modified.to_string()))
        .text("group_id", "what hangs together with it in a split", move |claim| {
            selection.splits().and_then(|splits| set(splits.claim_group(claim)))
        })
        .frame("claims", |claim| selection.splits().map_or(0, |splits| splits.part_of_claim(claim)))
}

/// Index of the part that has both ends of a link; none when none has.
pub(in crate::formats) fn link_part(selection: &Selection<'_>, link: &Link) -> Option<usize> {
    selection.splits().map_or(Some(0), |splits| splits.part_of_link(link, selection))
}

/// One row a link; links between parts of a split are left out.
pub(in crate::formats) fn links<'p>(selection: &'p Selection<'_>) -> Frame<'p> {
    let codebook = selection.project.codebook();
    let ends = move |link: &&'p Link| [link.from, link.to].map(|claim| selection.project.claim(claim));
    let kept = selection.links.iter().copied().filter(|link| link_part(selection, link).is_some());
    let making = Making::new(kept.collect())
        .text("link_id", "names the link", |link| some(link.id.to_string()))
        .text("from_claim_id", "source of a directed kind", |link| some(link.from.to_string()))
        .text("to_claim_id", "target of a directed kind", |link| some(link.to.to_string()))
        .text("kind", "id of the link kind", |link| some(link.kind.as_str()))
        .text("kind_label", "as shown", move |link| {
            codebook.link_kind(&link.kind).and_then(|kind| set(&kind.label))
        })
        .text("nli_label", "entailment, contradiction or neutral", move |link| {
            nli_label(selection, &link.kind).map(Into::into)
        })
        .text("from_document_id", "of the source's document", move |link| document_id(ends(link)[0]))
        .text("to_document_id", "of the target's document", move |link| document_id(ends(link)[1]))
        .text("from_publisher", "who published it", move |link| {
            ends(link)[0].and_then(|claim| publisher(selection, claim))
        })
        .text("to_publisher", "who published it", move |link| {
            ends(link)[1].and_then(|claim| publisher(selection, claim))
        });
    confidence(making, |link: &&'p Link| link.confidence.as_ref())
        .list("differences", "ids of difference types", |link| {
            link.differences.iter().map(|difference| some(difference.kind.as_str())).collect()
        })
        .text("note", "for colleagues", |link| set(&link.note))
        .text("annotator_id", "who made it", move |link| some(annotator_id(selection, link.annotator)))
        .text("annotator", "who made it", move |link| annotator(selection, link.annotator))
        .text("created", "when it was made", |link| some(link.created.to_string()))
        .text("modified", "when it was changed", |link| some(link.modified.to_string()))
        .frame("links", |link| link_part(selection, link).unwrap_or_default())
}

/// One row for each kind of each claim. The first seven columns are those of Potato's `spans.parquet`.
pub(in crate::formats) fn annotations<'p>(selection: &'p Selection<'_>) -> Frame<'p> {
    let rows: Vec<(&'p Claim, &'p str)> = selection
        .claims
        .iter()
        .flat_map(|claim| {
            let none = claim.kinds.is_empty().then_some("");
            claim.kinds.iter().map(String::as_str).chain(none).map(move |kind| (*claim, kind))
        })
        .collect();
    let place = |(claim, _): &(&'p Claim, &'p str)| selection.texts.code_points(claim.document, claim.span);
    Making::new(rows)
        .text("instance_id", "id of the document", |(claim, _)| some(claim.document.to_string()))
        .text("user_id", "id of the annotator", move |(claim, _)| {
            some(annotator_id(selection, claim.annotator))
        })
        .text("schema_name", "what is annotated", |_| some("claim"))
        .number("start", "in code points", |row| Some(place(row).0))
        .number("end", "in code points, exclusive", |row| Some(place(row).1))
        .text("label", "id of the claim kind", |(_, kind)| set(kind))
        .text("text", "the words", move |(claim, _)| selection.words(&claim.quote).and_then(set))
        .text("claim_id", "names the claim", |(claim, _)| some(claim.id.to_string()))
        .frame("annotations", |_| 0)
}

/// One row for two places that were related, judged unrelated, or drawn; pairs between parts of a split are left out.
pub(in crate::formats) fn pairs<'p>(selection: &'p Selection<'_>, items: Vec<Pair<'p>>) -> Frame<'p> {
    let kept: Vec<Pair<'p>> = items.into_iter().filter(|pair| pair.part(selection).is_some()).collect();
    let labels = relations(selection);
    let making = Making::new(kept)
        .text("premise", "what one side says", move |pair| pair.premise.saying(selection).map(Into::into))
        .text("hypothesis", "what the other side says", move |pair| {
            pair.hypothesis.saying(selection).map(Into::into)
        })
        .text("label", "entailment, contradiction or neutral, by the majority", move |pair| {
            pair.relation().and_then(|relation| nli_label(selection, relation)).map(Into::into)
        })
        .flag("is_drawn", "an unrelated pair that nobody judged", |pair| pair.judgements.is_empty());
    let making = side(making, selection, |pair| pair.premise, &PREMISE);
    let making = side(making, selection, |pair| pair.hypothesis, &HYPOTHESIS);
    let making = votes(making, selection, (|pair| &pair.votes, &labels))
        .list("confidences", "of each annotation", |pair| {
            let said = pair.judgements.iter();
            said.map(|judgement| judgement.confidence.map(|found| found.level.as_str().into())).collect()
        })
        .list("link_ids", "of each annotation; none for a dismissed suggestion", |pair| {
            let said = pair.judgements.iter();
            said.map(|judgement| judgement.link.map(|link| link.id.to_string().into())).collect()
        });
    making
        .text("group_id", "what hangs together with it in a split", move |pair| {
            let claim = pair.premise.claim.or(pair.hypothesis.claim)?;
            selection.splits().and_then(|splits| set(splits.claim_group(claim)))
        })
        .frame("pairs", |pair| pair.part(selection).unwrap_or_default())
}

/// Names of the columns of one side of a pair.
struct SideNames {
    claim: &'static str,
    document: &'static str,
    publisher: &'static str,
    start: &'static str,
    end: &'static str,
}

const PREMISE: SideNames = SideNames {
    claim: "premise_claim_id",
    document: "premise_document_id",
    publisher: "premise_publisher",
    start: "premise_start_cp",
    end: "premise_end_cp",
};

const HYPOTHESIS: SideNames = SideNames {
    claim: "hypothesis_claim_id",
    document: "hypothesis_document_id",
    publisher: "hypothesis_publisher",
    start: "hypothesis_start_cp",
    end: "hypothesis_end_cp",
};

fn side<'p>(
    making: Making<'p, Pair<'p>>,
    selection: &'p Selection<'_>,
    of: fn(&Pair<'p>) -> End<'p>,
    names: &SideNames,
) -> Making<'p, Pair<'p>> {
    let offsets = making.rows.iter().map(|pair| {
        let end = of(pair);
        let (start, end) = selection.texts.code_points(end.document.id, end.span);
        (i64::try_from(start).ok(), i64::try_from(end).ok())
    });
    let (starts, ends) = offsets.unzip();
    making
        .text(names.claim, "its claim; none for a place without one", move |pair| {
            of(pair).claim.map(|claim| claim.id.to_string().into())
        })
        .text(names.document, "of its document", move |pair| some(of(pair).document.id.to_string()))
        .text(names.publisher, "who published it", move |pair| {
            set(&of(pair).document.details.source.publisher)
        })
        .column(names.start, "in Unicode code points", Cells::Numbers(starts))
        .column(names.end, "in Unicode code points, exclusive", Cells::Numbers(ends))
}

/// Adds start and end in each unit.
fn places<'p, R: 'p>(
    making: Making<'p, R>,
    selection: &'p Selection<'_>,
    place: impl Fn(&R) -> (DocumentId, Span),
) -> Making<'p, R> {
    // A row is looked up once for all of its columns.
    let mut columns: [Vec<Option<i64>>; 6] = Default::default();
    for row in making.rows.iter() {
        let (document, span) = place(row);
        let offsets = selection.texts.offsets_in_each_unit(document, span);
        for (column, offset) in columns.iter_mut().zip(offsets.as_flattened()) {
            column.push(i64::try_from(*offset).ok());
        }
    }
    let [start_cp, end_cp, start_u16, end_u16, start_byte, end_byte] = columns.map(Cells::Numbers);
    making
        .column("start_cp", "in Unicode code points", start_cp)
        .column("end_cp", "in Unicode code points, exclusive", end_cp)
        .column("start_u16", "in UTF-16 code units", start_u16)
        .column("end_u16", "in UTF-16 code units, exclusive", end_u16)
        .column("start_byte", "in UTF-8 bytes", start_byte)
        .column("end_byte", "in UTF-8 bytes, exclusive", end_byte)
}

fn confidence<'p, R: 'p>(making: Making<'p, R>, of: fn(&R) -> Option<&'p Confidence>) -> Making<'p, R> {
    making
        .text("confidence", "id of the level", move |row| of(row).map(|found| found.level.as_str().into()))
        .text("confidence_scale", "id of the level's scale", move |row| {
            of(row).map(|found| found.scale.as_str().into())
        })
}

/// Adds what each annotator said, and what follows from it.
fn votes<'p, R: 'p>(
    making: Making<'p, R>,
    selection: &'p Selection<'_>,
    (of, labels): (fn(&R) -> &Votes<'p>, &[String]),
) -> Making<'p, R> {
    let shares = making.rows.iter().flat_map(|row| of(row).shares_of(labels));
    let shares = Cells::Shares { names: labels.to_vec(), shares: shares.collect() };
    let name = move |at: usize| selection.annotators.get(at).map(|annotator| annotator.name.as_str().into());
    making
        .list("annotators", "who said what stands at the same place in annotations", move |row| {
            of(row).all().map(|(at, _)| name(at)).collect()
        })
        .list("annotations", "what each annotator said", move |row| {
            of(row).all().map(|(_, label)| some(label.clone())).collect()
        })
        .text("hard_label", "what more than half said", move |row| of(row).majority().cloned())
        .text("adjudicated_label", "what the reference layer says", move |row| of(row).adjudicated().cloned())
        .column("soft_label", "share of the votes for each label", shares)
}

fn texts(words: &[String]) -> Vec<Cell<'_>> {
    words.iter().map(|word| some(word.as_str())).collect()
}

fn document_id(claim: Option<&Claim>) -> Cell<'static> {
    claim.map(|claim| claim.document.to_string().into())
}

fn publisher<'p>(selection: &'p Selection<'_>, claim: &Claim) -> Cell<'p> {
    let document: Option<&'p Document> = selection.document(claim.document);
    document.and_then(|document| set(&document.details.source.publisher))
}

fn annotator_id(selection: &Selection<'_>, id: AnnotatorId) -> Cow<'static, str> {
    selection.annotator_id(id).to_string().into()
}

fn annotator<'p>(selection: &'p Selection<'_>, id: AnnotatorId) -> Cell<'p> {
    set(selection.annotator_name(id))
}

/// Lower-case hexadecimal digits.
pub(in crate::formats) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a string cannot fail.
        write!(text, "{byte:02x}").unwrap_or_default();
    }
    text
}
