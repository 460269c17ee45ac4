//! `obsidian`: a folder of Markdown for Obsidian and its like: a note a document, a note a question, and one over all. Notes
//! link each other both ways; quotations are block quotes with their place in the original.

mod document;
mod escape;
mod question;

use super::FormatError;
use super::file_names::FileNames;
use super::losses::{
    ACROSS_SENTENCES, ANNOTATORS, ATTRIBUTIONS, BLANK, CLAIM_QUESTIONS, CLAIMS, CONFIDENCE, CREDIBILITY,
    KINDS, LINK_ANNOTATORS, LINK_CONFIDENCE, LINK_NOTES, LINK_QUESTIONS, LINKS, LINKS_ACROSS,
    LINKS_ACROSS_SPLITS, LINKS_TO_LOST, LINKS_TO_OTHERS, MODALITY, NOTES, OUTSIDE, OVERLAPS, QUESTIONS,
    SEVERAL_KINDS, STATEMENTS, TAGS, TEXTS, TITLES, UNANCHORED, UNSETTLED, UNVOTED, VERDICTS,
};
use super::output::Output;
use super::registry::Format;
use super::selection::Selection;
use crate::analysis::names::claim_names;
use crate::analysis::threads::{Thread, threads};
use crate::model::{Claim, ClaimId, Confidence, DocumentId, LinkId, Term, Verdict};
use escape::{escaped_words, link};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const FORMAT: Format = Format {
    holds: &[
        TEXTS,
        TITLES,
        UNANCHORED,
        OVERLAPS,
        CLAIMS,
        ACROSS_SENTENCES,
        BLANK,
        OUTSIDE,
        UNVOTED,
        UNSETTLED,
        KINDS,
        SEVERAL_KINDS,
        STATEMENTS,
        ATTRIBUTIONS,
        MODALITY,
        CONFIDENCE,
        CREDIBILITY,
        TAGS,
        NOTES,
        ANNOTATORS,
        CLAIM_QUESTIONS,
        LINKS,
        LINKS_ACROSS,
        LINKS_TO_LOST,
        LINKS_TO_OTHERS,
        LINKS_ACROSS_SPLITS,
        LINK_CONFIDENCE,
        LINK_NOTES,
        LINK_ANNOTATORS,
        LINK_QUESTIONS,
        QUESTIONS,
        VERDICTS,
    ],
    write_dataset: Some(write_obsidian),
    ..Format::dataset("obsidian", "Notes (Obsidian)")
};

/// Longest words of a claim in a list.
const MAX_WORDS: usize = 120;

/// What every note needs to name the others.
struct Vault<'s, 'p> {
    selection: &'s Selection<'p>,
    /// `A14`.
    claims: BTreeMap<ClaimId, String>,
    /// With their folder, without ending.
    documents: BTreeMap<DocumentId, String>,
    /// In the order of the index.
    threads: Vec<(String, Thread)>,
    chosen_claims: BTreeSet<ClaimId>,
    chosen_links: BTreeSet<LinkId>,
}

fn write_obsidian(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    selection.need_texts()?;
    let vault = Vault::new(selection);
    output.file(&format!("{}.md", vault.index_name()), vault.index().into_bytes())?;
    for document in &selection.documents {
        let name = vault.documents.get(&document.id).map(String::as_str).unwrap_or_default();
        output.file(&format!("{name}.md"), document::note(&vault, document).into_bytes())?;
        output.keep_document(document.id, "");
        output.row()?;
    }
    for (name, thread) in &vault.threads {
        output.file(&format!("{name}.md"), question::note(&vault, thread).into_bytes())?;
        output.ask()?;
    }
    for claim in &selection.claims {
        output.keep_claim(claim.id, "");
        output.row()?;
    }
    for link in &selection.links {
        output.keep_link(link.id, "");
        output.row()?;
    }
    Ok(())
}

impl<'s, 'p> Vault<'s, 'p> {
    fn new(selection: &'s Selection<'p>) -> Self {
        // Obsidian finds notes by name alone, whatever their folder.
        let mut names = FileNames::default();
        names.stem(&index_title(selection));
        let mut name = |words: &str, other: &str| {
            let words = if words.trim().is_empty() { other } else { words };
            names.stem(words).replace('_', " ")
        };
        let documents = selection.documents.iter().map(|document| {
            let title = &document.details.title;
            (document.id, format!("documents/{}", name(title, &document.file_name)))
        });
        let documents = documents.collect();
        let chosen_claims: BTreeSet<ClaimId> = selection.claims.iter().map(|claim| claim.id).collect();
        let chosen_links = selection.links.iter().map(|link| link.id).collect();
        let project = selection.project;
        let asked: BTreeSet<_> = selection.questions.iter().map(|question| question.id).collect();
        let is_chosen = |thread: &Thread| {
            thread.claims().any(|claim| chosen_claims.contains(&claim))
                || thread.key.asked().is_some_and(|question| asked.contains(&question))
        };
        let mut threads: Vec<Thread> = threads(project).into_iter().filter(is_chosen).collect();
        threads.sort_by_key(|thread| {
            let question = thread.key.asked().and_then(|question| project.question(question));
            (question.is_none(), question.map(|question| question.rank()), thread.key)
        });
        let threads = threads
            .into_iter()
            .map(|thread| (format!("questions/{}", name(thread.title(project), "Question")), thread))
            .collect();
        let claims = claim_names(project);
        Self { selection, claims, documents, threads, chosen_claims, chosen_links }
    }

    fn index_name(&self) -> String {
        FileNames::default().stem(&index_title(self.selection)).replace('_', " ")
    }

    /// Documents and questions, and verdicts that are on no question.
    fn index(&self) -> String {
        let project = self.selection.project;
        let mut text = format!("# {}\n\n## Documents\n\n", escaped_words(&index_title(self.selection)));
        for document in &self.selection.documents {
            let claims = self.selection.claims_in(document.id).len();
            let title = self.document_link(document.id);
            text.extend([format!("- {title}: {}\n", counted(claims, "claim"))]);
        }
        text.push_str("\n## Questions\n\n");
        for (name, thread) in &self.threads {
            let open = counted(thread.disagreements.len(), "disagreement");
            let proposed = if thread.is_proposed() { ", proposed" } else { "" };
            text.extend([format!("- {}: {open}{proposed}\n", link(name, None, thread.title(project)))]);
        }
        let verdicts: Vec<&Verdict> = self
            .selection
            .verdicts
            .iter()
            .copied()
            .filter(|verdict| !self.threads.iter().any(|(_, thread)| is_on(thread, verdict)))
            .collect();
        if !verdicts.is_empty() {
            text.push_str("\n## Other verdicts\n\n");
            for verdict in verdicts {
                text.push_str(&self.verdict(verdict));
            }
        }
        text
    }

    fn note_of(&self, document: DocumentId) -> &str {
        self.documents.get(&document).map(String::as_str).unwrap_or_default()
    }

    fn document_link(&self, document: DocumentId) -> String {
        let title = self.selection.document(document).map_or("", |document| &document.details.title);
        link(self.note_of(document), None, title)
    }

    /// `A14`.
    fn name(&self, claim: ClaimId) -> &str {
        self.claims.get(&claim).map_or("?", String::as_str)
    }

    /// Names the block of a claim in the note of its document.
    fn block(&self, claim: ClaimId) -> String {
        self.name(claim).to_lowercase().replace('.', "-")
    }

    /// `[[documents/…#^a14|A14, p. 3]]`.
    fn claim_link(&self, claim: &Claim) -> String {
        let pinpoint = self.selection.pinpoint(claim).map(|place| format!(", {place}")).unwrap_or_default();
        let words = format!("{}{pinpoint}", self.name(claim.id));
        link(self.note_of(claim.document), Some(&self.block(claim.id)), &words)
    }

    /// Kinds, confidence and what else was judged, on one line; empty where nothing was.
    fn judged(&self, claim: &Claim) -> String {
        let codebook = self.selection.project.codebook();
        let kind =
            |id: &String| codebook.claim_kind(id).map_or_else(|| id.clone(), |kind| kind.label.clone());
        let kinds: Vec<String> = claim.kinds.iter().map(kind).collect();
        let mut parts = Vec::new();
        if !kinds.is_empty() {
            parts.push(kinds.join(", "));
        }
        parts.extend(
            claim.confidence.as_ref().map(|confidence| format!("confidence {}", self.level(confidence))),
        );
        parts.extend(claim.modality.map(|modality| modality.name().to_owned()));
        parts.extend(claim.credibility.map(|credibility| format!("credibility {}", credibility.digit())));
        if !claim.attributed_to.is_empty() {
            parts.push(format!("according to {}", claim.attributed_to));
        }
        if !claim.tags.is_empty() {
            parts.push(format!("tags: {}", claim.tags.join(", ")));
        }
        if claim.unanchored {
            parts.push("its place in the text was lost".to_owned());
        }
        parts.push(self.selection.annotator_name(claim.annotator).to_owned());
        escaped_words(&parts.join(" · "))
    }

    fn level(&self, confidence: &Confidence) -> String {
        let scale = self.selection.project.codebook().scale(&confidence.scale);
        let level = scale.and_then(|scale| scale.level(&confidence.level));
        let level = level.map_or(confidence.level.as_str(), |level| &level.label);
        if confidence.scale == self.selection.project.settings().scale {
            return level.to_owned();
        }
        format!("{level} ({})", scale.map_or(confidence.scale.as_str(), |scale| &scale.label))
    }

    /// A list item: outcome, what was favoured, by whom and why.
    fn verdict(&self, verdict: &Verdict) -> String {
        let project = self.selection.project;
        let outcome = label(&project.codebook().outcomes, &verdict.outcome);
        let favoured: Vec<String> = verdict
            .favoured
            .iter()
            .filter_map(|claim| Some(self.claim_link(project.claim(*claim)?)))
            .collect();
        let favoured = if favoured.is_empty() {
            String::new()
        } else {
            format!(", in favour of {}", favoured.join(", "))
        };
        let day = verdict.decided.to_string();
        let day = day.split('T').next().unwrap_or_default();
        let who = escaped_words(self.selection.annotator_name(verdict.annotator));
        let sure =
            verdict.confidence.as_ref().map(|confidence| format!(", confidence {}", self.level(confidence)));
        let mut text =
            format!("- **{}**{favoured} ({who}, {day}{})", escaped_words(outcome), sure.unwrap_or_default());
        if !verdict.rationale.trim().is_empty() {
            text.push_str(": ");
            text.push_str(&escaped_words(&verdict.rationale));
        }
        text.push('\n');
        text
    }
}

/// The title of the project.
fn index_title(selection: &Selection<'_>) -> String {
    let title = selection.project.title().trim();
    if title.is_empty() { "Project".to_owned() } else { title.to_owned() }
}

/// Whether a verdict speaks of the claims of a thread.
fn is_on(thread: &Thread, verdict: &Verdict) -> bool {
    match (verdict.question, thread.key.asked()) {
        (Some(question), asked) => asked == Some(question),
        (None, _) => {
            !verdict.claims.is_empty()
                && verdict.claims.iter().all(|claim| thread.position_of(*claim).is_some())
        }
    }
}

fn label<'t>(terms: &'t [Term], id: &'t str) -> &'t str {
    terms.iter().find(|term| term.id == id).map_or(id, |term| &term.label)
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// The beginning of a text on one line.
fn shortened(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(MAX_WORDS) {
        Some((end, _)) => format!("{}…", words.split_at(end).0.trim_end()),
        None => words,
    }
}
