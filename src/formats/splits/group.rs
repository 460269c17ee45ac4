//! [`groups`]: what hangs together.

use super::{Grain, Group, Node};
use crate::analysis::suggest::alike_sentences;
use crate::analysis::threads::Groups;
use crate::formats::SplitBy;
use crate::formats::selection::Selection;
use crate::model::{ClaimId, Document, DocumentId};
use crate::text::Span;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The groups, by their lowest node, and the group of each node.
pub(super) fn groups(
    selection: &Selection<'_>,
    by: SplitBy,
    grain: Grain,
) -> (Vec<Group>, BTreeMap<Node, usize>) {
    let nodes = nodes(selection, grain);
    let mut sets = Groups::of(nodes.iter().copied());
    match by {
        SplitBy::Thread => join_threads(selection, grain, &mut sets),
        SplitBy::Date => join_days(selection, &mut sets),
        SplitBy::Document => {}
    }
    let (mut groups, mut of, mut by_lowest) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
    for node in nodes {
        let lowest = sets.lowest(node);
        let index = *by_lowest.entry(lowest).or_insert_with(|| {
            groups.push(empty(lowest));
            groups.len() - 1
        });
        of.insert(node, index);
        if let (Some(group), Node::Sentence(..)) = (groups.get_mut(index), node) {
            group.sentence_count += 1;
        }
    }
    let mut documents: BTreeMap<usize, BTreeSet<DocumentId>> = BTreeMap::new();
    for claim in &selection.claims {
        let node = match grain {
            Grain::Sentences => Node::Claim(claim.id),
            Grain::Documents => Node::Document(claim.document),
        };
        if let Some(index) = of.get(&node) {
            documents.entry(*index).or_default().insert(claim.document);
            groups.get_mut(*index).into_iter().for_each(|group: &mut Group| group.claims.push(claim.id));
        }
    }
    for document in selection.documents.iter().filter(|_| grain == Grain::Documents) {
        if let Some(index) = of.get(&Node::Document(document.id)) {
            documents.entry(*index).or_default().insert(document.id);
            if let Some(group) = groups.get_mut(*index) {
                group.sentence_count += document.sentences.len();
                group.published.clone_from(&document.details.source.published);
            }
        }
    }
    for (index, ids) in documents {
        groups.get_mut(index).into_iter().for_each(|group| group.documents = ids.iter().copied().collect());
    }
    (groups, of)
}

fn empty(lowest: Node) -> Group {
    let digest = match lowest {
        Node::Document(id) => Sha256::digest(id.0.as_bytes()),
        Node::Claim(id) => Sha256::digest(id.0.as_bytes()),
        Node::Sentence(id, sentence) => {
            Sha256::new().chain_update(id.0.as_bytes()).chain_update(sentence.to_string()).finalize()
        }
    };
    let mut id = String::new();
    for byte in digest.iter().take(6) {
        // Writing to a string cannot fail.
        write!(id, "{byte:02x}").ok();
    }
    let (claims, documents, published) = (Vec::new(), Vec::new(), String::new());
    Group { id, part: 0, claims, documents, sentence_count: 0, published }
}

fn nodes(selection: &Selection<'_>, grain: Grain) -> Vec<Node> {
    match grain {
        Grain::Documents => selection.documents.iter().map(|document| Node::Document(document.id)).collect(),
        Grain::Sentences => {
            let sentences = selection.documents.iter().flat_map(|document| {
                (0..document.sentences.len()).map(|sentence| Node::Sentence(document.id, sentence))
            });
            sentences.chain(selection.claims.iter().map(|claim| Node::Claim(claim.id))).collect()
        }
    }
}

/// Joins what links, verdicts, dismissals, shared sentences and copies connect.
fn join_threads(selection: &Selection<'_>, grain: Grain, sets: &mut Groups<Node>) {
    let of_claim = |id: ClaimId| match grain {
        Grain::Sentences => Some(Node::Claim(id)),
        Grain::Documents => selection.project.claim(id).map(|claim| Node::Document(claim.document)),
    };
    let of_sentence = |document, sentence| match grain {
        Grain::Sentences => Node::Sentence(document, sentence),
        Grain::Documents => Node::Document(document),
    };
    let mut join = |one: Option<Node>, other: Option<Node>| {
        if let (Some(one), Some(other)) = (one, other) {
            sets.join(one, other);
        }
    };
    for link in &selection.links {
        join(of_claim(link.from), of_claim(link.to));
    }
    for verdict in &selection.verdicts {
        for pair in verdict.claims.windows(2) {
            if let [one, other] = pair {
                join(of_claim(*one), of_claim(*other));
            }
        }
    }
    for dismissal in &selection.dismissals {
        let document = selection.document(dismissal.document);
        for sentence in document.map(|document| covered(document, dismissal.span)).unwrap_or_default() {
            join(of_claim(dismissal.claim), Some(of_sentence(dismissal.document, sentence)));
        }
    }
    for (one, other) in alike_sentences(selection.documents.iter().copied()) {
        let node = |place: crate::analysis::index::SentencePlace| of_sentence(place.document, place.sentence);
        join(Some(node(one)), Some(node(other)));
    }
    for document in selection.documents.iter().filter(|_| grain == Grain::Sentences) {
        let mut last: Option<(usize, ClaimId)> = None;
        for claim in selection.claims_in(document.id) {
            for sentence in covered(document, claim.span) {
                join(of_claim(claim.id), Some(of_sentence(document.id, sentence)));
            }
            // Also claims that overlap where no sentence is.
            let before = last.filter(|(end, _)| *end > claim.span.start);
            join(before.and_then(|(_, claim)| of_claim(claim)), of_claim(claim.id));
            last = last.filter(|(end, _)| *end >= claim.span.end).or(Some((claim.span.end, claim.id)));
        }
    }
}

/// The sentences that share a byte with a span.
fn covered(document: &Document, span: Span) -> std::ops::Range<usize> {
    let start = document.sentences.partition_point(|sentence| sentence.span.end <= span.start);
    let end = document.sentences.partition_point(|sentence| sentence.span.start < span.end);
    start..end.max(start)
}

/// Joins documents of one date, between which no part may end.
fn join_days(selection: &Selection<'_>, sets: &mut Groups<Node>) {
    let mut first_of: BTreeMap<&str, DocumentId> = BTreeMap::new();
    for document in &selection.documents {
        let first = *first_of.entry(&document.details.source.published).or_insert(document.id);
        sets.join(Node::Document(first), Node::Document(document.id));
    }
}
