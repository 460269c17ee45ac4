//! [`at_known_texts`]: one text comes in once, whatever its id and form; another text never takes a place.

use super::layers::{NewIds, id_beside};
use crate::formats::Dataset;
use crate::model::{AnnotatorId, Claim, ClaimId, Document, DocumentId, Project};
use crate::text::{Anchor, Span, anchor};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization as _;

/// The dataset with the project's id for each document whose text the project has, with one document for each text of its
/// own, and with a new id for each whose id stands for another text there.
pub(super) fn at_known_texts(project: &Project, mut dataset: Dataset) -> Dataset {
    // Of several documents of the project with one text the first.
    let mut texts: HashMap<Cow<'_, str>, DocumentId> = HashMap::new();
    let is_there =
        |document: &Document| project.document(document.id).is_some_and(|known| known.text == document.text);
    if dataset.documents.iter().all(is_there) {
        return dataset;
    }
    for document in project.documents().filter(|document| !document.text.is_empty()) {
        texts.entry(plain_text(&document.text)).or_insert(document.id);
    }
    let mut ids = NewIds::default();
    let mut own_texts: BTreeMap<DocumentId, Arc<str>> = BTreeMap::new();
    // Documents of the files by their texts, and the text of each.
    let given: Vec<Arc<str>> = dataset.documents.iter().map(|document| Arc::clone(&document.text)).collect();
    let mut here: HashMap<Cow<'_, str>, DocumentId> = HashMap::new();
    let mut text_of: BTreeMap<DocumentId, &str> = BTreeMap::new();
    let mut repeats: Vec<String> = Vec::new();
    let mut kept: Vec<bool> = Vec::new();
    // Readers leave out documents that the project has as they are.
    let is_left_out = |id: &DocumentId| {
        project.document(*id).is_some() && !dataset.documents.iter().any(|document| document.id == *id)
    };
    let mut taken: BTreeSet<DocumentId> =
        dataset.held_documents.iter().copied().filter(is_left_out).collect();
    for (document, text) in dataset.documents.iter_mut().zip(&given) {
        if is_there(document) {
            taken.insert(document.id);
            kept.push(true);
            continue;
        }
        let old = document.id;
        let plain = plain_text(text);
        let is_same = project.document(old).is_some_and(|known| plain_text(&known.text) == plain);
        let first = here.get(&plain).copied().filter(|first| !are_both_ours(*first, old));
        if is_same {
            // Its own document comes before another one with that text.
        } else if let Some(known) = texts.get(&plain) {
            document.id = *known;
        } else if let Some(first) = first {
            document.id = first;
        } else if let Some(known) = project.document(old) {
            dataset.problems.push(format!(
                "document “{}” has another text than “{}”, which has its id in the project; it comes in as a document of its own",
                document.details.title, known.details.title
            ));
            document.id = DocumentId(id_beside(old, &document.text));
        }
        let is_new = taken.insert(document.id);
        kept.push(is_new);
        if !is_new {
            repeats.push(format!("“{}”", document.details.title));
        }
        if !plain.trim().is_empty() {
            here.entry(plain).or_insert(document.id);
        }
        text_of.entry(document.id).or_insert(text);
        ids.documents.insert(old, document.id);
        own_texts.insert(old, Arc::clone(&document.text));
    }
    let mut kept = kept.into_iter();
    dataset.documents.retain(|_| kept.next().unwrap_or(true));
    if !repeats.is_empty() {
        dataset.problems.push(format!(
            "{} has a text that another document of the files has; it is one document, with the claims of both",
            repeats.join(", ")
        ));
    }
    let text_of = |id: &DocumentId| {
        project.document(*id).map(|document| &*document.text).or_else(|| text_of.get(id).copied())
    };
    for claim in &mut dataset.claims {
        let text = ids.documents.get(&claim.document).and_then(text_of);
        if let Some(text) = text
            && !claim.unanchored
            && claim.span.slice(text) != Some(&claim.quote)
        {
            (claim.span, claim.quote, claim.unanchored) = placed(text, claim);
        }
    }
    place_dismissals(&mut dataset, (&ids, &own_texts), text_of);
    ids.rename(&mut dataset);
    if !repeats.is_empty() {
        once_each(&mut dataset);
    }
    dataset
}

/// Puts dismissed places where their words are in the project's form of a text; those that are not in it are told.
fn place_dismissals<'t>(
    dataset: &mut Dataset,
    (ids, own_texts): (&NewIds, &BTreeMap<DocumentId, Arc<str>>),
    text_of: impl Fn(&DocumentId) -> Option<&'t str>,
) {
    let before = dataset.dismissals.len();
    dataset.dismissals.retain_mut(|dismissal| {
        let Some(text) = ids.documents.get(&dismissal.document).and_then(&text_of) else { return true };
        let own = own_texts.get(&dismissal.document).and_then(|own| dismissal.span.slice(own));
        match anchor(text, dismissal.span, own.unwrap_or_default()) {
            Anchor::Exact => true,
            Anchor::Moved(span) => {
                dismissal.span = span;
                true
            }
            Anchor::Lost => false,
        }
    });
    let lost_count = before - dataset.dismissals.len();
    if lost_count > 0 {
        dataset.problems.push(format!(
            "{lost_count} dismissed places were left out: their words are not in the project's form of the text"
        ));
    }
}

/// Whether this program gave both ids: whoever has a text twice in a project wants it twice.
fn are_both_ours(first: DocumentId, second: DocumentId) -> bool {
    [first, second].iter().all(|id| id.0.get_version_num() == 7)
}

/// Claims that became the same ones, and their links, come in once.
fn once_each(dataset: &mut Dataset) {
    let mut first: BTreeMap<(DocumentId, Span, AnnotatorId, Vec<String>), ClaimId> = BTreeMap::new();
    let mut ids = NewIds::default();
    dataset.claims.retain(|claim| {
        let mut kinds = claim.kinds.clone();
        kinds.sort_unstable();
        let first = *first.entry((claim.document, claim.span, claim.annotator, kinds)).or_insert(claim.id);
        if first != claim.id {
            ids.claims.insert(claim.id, first);
        }
        first == claim.id
    });
    ids.rename(dataset);
    let before = dataset.links.len();
    dataset.links.retain(|link| link.from != link.to);
    let left_out = before - dataset.links.len();
    if left_out > 0 {
        let links = if left_out == 1 { "1 link was".to_owned() } else { format!("{left_out} links were") };
        dataset.problems.push(format!("{links} left out: the claims at both ends are one claim"));
    }
    let mut seen = BTreeSet::new();
    dataset.links.retain(|link| seen.insert((link.from, link.to, link.kind.clone(), link.annotator)));
}

/// What two texts have in common that differ in line ends, in composed or decomposed letters, or in an empty end.
fn plain_text(text: &str) -> Cow<'_, str> {
    let text = text.trim_end_matches(['\n', '\r']);
    if text.is_ascii() && !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n").nfc().collect())
}

/// Where the words of a claim stand in a text that is the same in another form.
fn placed(text: &str, claim: &Claim) -> (Span, String, bool) {
    match anchor(text, claim.span, &claim.quote) {
        Anchor::Moved(span) => (span, span.slice(text).unwrap_or_default().to_owned(), false),
        Anchor::Exact => (claim.span, claim.quote.clone(), false),
        Anchor::Lost => (claim.span, claim.quote.clone(), true),
    }
}
