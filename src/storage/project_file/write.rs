//! [`write_project`]: the project as one RON document, one record a line; equal projects give equal bytes.
//!
//! Every record is taken apart in full here, so a field added to the model does not compile until it is written.

use super::escape::push_quoted;
use super::fields::{Fields, push_display, push_id, push_number, push_span};
use super::stamp::push_time;
use super::{FIRST_LINE, FORMAT, TRAILER, VERSION};
use crate::model::{
    Annotator, Bound, Captured, Claim, Comment, Confidence, Conflict, Difference, Dismissal, Document,
    DocumentDetails, DocumentId, DocumentRole, Link, Machine, Pinpoint, Project, Question, RecordId, Reveal,
    Ruling, Settings, Source, Verdict, When, thread_count,
};
use crate::storage::FileHash;
use crate::text::{Sentence, SentenceRole};
use std::sync::mpsc;
use std::thread;

/// The bytes of the project file.
pub fn write_project(project: &Project) -> Vec<u8> {
    let mut head = String::new();
    push_display(&mut head, format_args!("{FIRST_LINE}\n(\n"));
    push_header(&mut head, project);
    super::write_codebook::push_codebook(&mut head, project.codebook());
    push_section(&mut head, "annotators", project.annotators(), push_annotator);
    let documents: Vec<&Document> = project.documents().collect();
    let mut links: Vec<&Link> = project.links().collect();
    links.sort_unstable_by_key(|link| (link.from, link.to, link.id));
    let mut tail = String::new();
    push_section(&mut tail, "questions", project.questions(), push_question);
    push_section(&mut tail, "dismissals", project.dismissals(), push_dismissal);
    push_section(&mut tail, "verdicts", project.verdicts(), push_verdict);
    push_section(&mut tail, "rulings", project.rulings(), push_ruling);
    push_section(&mut tail, "conflicts", project.conflicts(), push_conflict);
    push_section(&mut tail, "comments", project.comments(), push_comment);
    tail.push_str(")\n");

    let mut pieces = vec![Piece::Ready(head), Piece::Ready("documents: [\n".to_owned())];
    pieces.extend(documents.chunks(DOCUMENTS_PER_PIECE).map(Piece::Documents));
    pieces.push(Piece::Ready("],\nclaims: [\n".to_owned()));
    pieces.extend(runs_with_claims(project).into_iter().map(|run| Piece::Claims(project, run)));
    pieces.push(Piece::Ready("],\nlinks: [\n".to_owned()));
    pieces.extend(links.chunks(MARKS_PER_PIECE).map(Piece::Links));
    pieces.push(Piece::Ready(format!("],\n{tail}")));
    let (mut out, hash) = join(&pieces, expected_len(project));
    push_display(&mut out, format_args!("{TRAILER}{hash}\n"));
    out.into_bytes()
}

/// Documents that one thread writes at a time.
const DOCUMENTS_PER_PIECE: usize = 32;
/// Claims or links that one thread writes at a time.
const MARKS_PER_PIECE: usize = 512;

/// A part of the file that is written by itself.
#[derive(Debug)]
enum Piece<'a> {
    Ready(String),
    Documents(&'a [&'a Document]),
    /// Of these documents; looked up where they are written, because that takes its time.
    Claims(&'a Project, &'a [DocumentId]),
    Links(&'a [&'a Link]),
}

impl Piece<'_> {
    fn push(&self, out: &mut String) {
        match self {
            Self::Ready(text) => out.push_str(text),
            Self::Documents(documents) => push_records(out, *documents, |out, one| push_document(out, one)),
            Self::Claims(project, documents) => {
                push_records(out, documents.iter().flat_map(|id| project.claims_in(*id)), push_claim);
            }
            Self::Links(links) => push_records(out, *links, |out, one| push_link(out, one)),
        }
    }
}

/// The documents in runs whose claims make a piece.
fn runs_with_claims(project: &Project) -> Vec<&[DocumentId]> {
    let (mut runs, mut rest) = (Vec::new(), project.document_ids());
    while !rest.is_empty() {
        let mut count = 0;
        let is_full = |id: &DocumentId| {
            count += project.claim_count(*id);
            count >= MARKS_PER_PIECE
        };
        let len = rest.iter().position(is_full).map_or(rest.len(), |last| last + 1);
        let (run, after) = rest.split_at_checked(len).unwrap_or((rest, &[]));
        runs.push(run);
        rest = after;
    }
    runs
}

/// The pieces in order, and the hash of them all; written on threads, joined and hashed on this one.
fn join(pieces: &[Piece<'_>], expected_len: usize) -> (String, FileHash) {
    /// Pieces that wait to be joined, a thread.
    const WAITING: usize = 4;
    let mut out = String::with_capacity(expected_len);
    let mut hasher = blake3::Hasher::new();
    let threads = if pieces.len() < MIN_PIECES_FOR_THREADS { 0 } else { thread_count() };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|number| {
                let (sender, receiver) = mpsc::sync_channel::<String>(WAITING);
                let worker = move || {
                    let mut len = 0;
                    for piece in pieces.iter().skip(number).step_by(threads) {
                        let mut text = String::with_capacity(len);
                        piece.push(&mut text);
                        // The next one will be about as long, and a text that grows is copied again and again.
                        len = text.len() + text.len() / 8;
                        if sender.send(text).is_err() {
                            return;
                        }
                    }
                };
                // Without a thread the receiver has no sender, and the pieces are written here.
                drop(thread::Builder::new().spawn_scoped(scope, worker));
                receiver
            })
            .collect();
        for (number, piece) in pieces.iter().enumerate() {
            let start = out.len();
            let worker = workers.get(number % threads.max(1));
            match worker.and_then(|receiver| receiver.recv().ok()) {
                Some(text) => out.push_str(&text),
                None => piece.push(&mut out),
            }
            hasher.update(out.as_bytes().get(start..).unwrap_or_default());
        }
    });
    (out, FileHash::of_hasher(&hasher))
}

/// Below this a second thread costs more than it brings.
const MIN_PIECES_FOR_THREADS: usize = 8;

/// A guess that spares copying while the text grows.
fn expected_len(project: &Project) -> usize {
    let documents: usize = project
        .documents()
        .map(|document| 1_000 + document.text.len() * 11 / 10 + document.sentences.len() * 24)
        .sum();
    8_000 + documents + project.claims().len() * 500 + project.links().len() * 400
}

/// One record a line between `name: [` and `],`.
pub(super) fn push_section<T>(
    out: &mut String,
    name: &str,
    records: impl IntoIterator<Item = T>,
    push: impl Fn(&mut String, T),
) {
    out.push_str(name);
    out.push_str(": [\n");
    push_records(out, records, push);
    out.push_str("],\n");
}

fn push_records<T>(out: &mut String, records: impl IntoIterator<Item = T>, push: impl Fn(&mut String, T)) {
    for record in records {
        push(out, record);
        out.push_str(",\n");
    }
}

fn push_header(out: &mut String, project: &Project) {
    push_display(out, format_args!("format: \"{FORMAT}\", version: {VERSION}, id: "));
    push_id(out, project.id().0);
    out.push_str(", title: ");
    push_quoted(out, project.title());
    out.push_str(",\nsettings: ");
    let Settings { blind, scale, reveals } = project.settings();
    let mut fields = Fields::open(out);
    fields.bool("blind", *blind);
    fields.text("scale", scale);
    if !reveals.is_empty() {
        fields.list("reveals", reveals, push_reveal);
    }
    fields.close();
    out.push_str(",\n");
}

fn push_reveal(out: &mut String, reveal: &Reveal) {
    let Reveal { annotator, at, until } = reveal;
    let mut fields = Fields::open(out);
    fields.id("annotator", annotator.0);
    fields.time("at", *at);
    fields.option_if_set("until", *until, push_time);
    fields.close();
}

fn push_annotator(out: &mut String, annotator: &Annotator) {
    let Annotator { id, name, reference, machine } = annotator;
    let mut fields = Fields::open(out);
    fields.id("id", id.0);
    fields.text("name", name);
    fields.bool_if_set("reference", *reference);
    fields.option_if_set("machine", machine.as_ref(), push_machine);
    fields.close();
}

fn push_machine(out: &mut String, machine: &Machine) {
    let Machine { name, version } = machine;
    let mut fields = Fields::open(out);
    fields.text("name", name);
    fields.text_if_set("version", version);
    fields.close();
}

fn push_captured(out: &mut String, captured: &Captured) {
    let Captured { time, digest } = captured;
    let mut fields = Fields::open(out);
    fields.text("time", time);
    fields.text_if_set("digest", digest);
    fields.close();
}

fn push_document(out: &mut String, document: &Document) {
    let Document { id, details, file_name, original_sha256, text, sentences, read_by, pinpoints } = document;
    let DocumentDetails { title, language, source, role } = details;
    #[rustfmt::skip]
    let Source {
        publisher, author, url, published, accessed, reliability, origin, character, captured,
    } = source;
    let mut fields = Fields::open(out);
    fields.id("id", id.0);
    fields.text("title", title);
    fields.text_if_set("language", language);
    fields.text_if_set("publisher", publisher);
    fields.text_if_set("author", author);
    fields.text_if_set("url", url);
    fields.text_if_set("published", published);
    fields.text_if_set("accessed", accessed);
    fields.option_if_set("reliability", reliability.as_deref(), push_quoted);
    fields.text_if_set("origin", origin);
    fields.option_if_set("character", *character, |out, character| {
        push_display(out, format_args!("{character:?}"));
    });
    fields.option_if_set("captured", captured.as_ref(), push_captured);
    match role {
        DocumentRole::Source => {}
        DocumentRole::UnderCheck => fields.name("role").push_str("UnderCheck"),
        DocumentRole::TranslationOf(id) => {
            let out = fields.name("role");
            out.push_str("TranslationOf(");
            push_id(out, id.0);
            out.push(')');
        }
    }
    fields.text_if_set("file_name", file_name);
    fields.text_if_set("sha256", original_sha256);
    if !read_by.is_empty() {
        fields.list("read_by", read_by, |out, id| push_id(out, id.0));
    }
    fields.list_if_set("pinpoints", pinpoints, push_pinpoint);
    fields.list("sentences", sentences, push_sentence);
    fields.name("lines").push_str("[\n");
    for line in text.split('\n') {
        push_quoted(out, line);
        out.push_str(",\n");
    }
    out.push_str("])");
}

fn push_pinpoint(out: &mut String, (byte, pinpoint): &(usize, Pinpoint)) {
    out.push('(');
    push_number(out, *byte);
    out.push_str(", ");
    match pinpoint {
        Pinpoint::Chapter(title) => push_call(out, "Chapter", |out| push_quoted(out, title)),
        Pinpoint::Page(label) => push_call(out, "Page", |out| push_quoted(out, label)),
        Pinpoint::Paragraph(number) => push_display(out, format_args!("Paragraph({number})")),
        Pinpoint::Line(number) => push_display(out, format_args!("Line({number})")),
        Pinpoint::Row(number) => push_display(out, format_args!("Row({number})")),
        Pinpoint::Message(author, time) => push_call(out, "Message", |out| {
            push_quoted(out, author);
            out.push_str(", ");
            push_quoted(out, time);
        }),
        Pinpoint::Time(ms, speaker) => push_call(out, "Time", |out| {
            push_display(out, format_args!("{ms}, "));
            push_quoted(out, speaker);
        }),
    }
    out.push(')');
}

fn push_call(out: &mut String, name: &str, push: impl FnOnce(&mut String)) {
    out.push_str(name);
    out.push('(');
    push(out);
    out.push(')');
}

fn push_sentence(out: &mut String, sentence: &Sentence) {
    let role = match sentence.role {
        SentenceRole::Body => "Body",
        SentenceRole::Heading => "Heading",
        SentenceRole::ListItem => "ListItem",
        SentenceRole::SetAside => "SetAside",
    };
    out.push('(');
    push_number(out, sentence.span.start);
    out.push_str(", ");
    push_number(out, sentence.span.end);
    out.push_str(", ");
    out.push_str(role);
    out.push(')');
}

fn push_claim(out: &mut String, claim: &Claim) {
    #[rustfmt::skip]
    let Claim {
        id, document, span, quote, unanchored, kinds, statement, attributed_to,
        modality, confidence, credibility, when, questions, tags, note, annotator, created, modified,
    } = claim;
    let mut fields = Fields::open(out);
    fields.id("id", id.0);
    fields.id("document", document.0);
    fields.span("span", *span);
    fields.text("quote", quote);
    fields.bool_if_set("unanchored", *unanchored);
    fields.list_if_set("kinds", kinds, |out, kind| push_quoted(out, kind));
    fields.text_if_set("statement", statement);
    fields.text_if_set("attributed_to", attributed_to);
    fields.option_if_set("modality", *modality, |out, modality| {
        push_display(out, format_args!("{modality:?}"));
    });
    fields.option_if_set("confidence", confidence.as_ref(), push_confidence);
    fields.option_if_set("credibility", *credibility, |out, credibility| {
        push_display(out, format_args!("{}", credibility.digit()));
    });
    fields.option_if_set("when", when.as_ref(), push_when);
    fields.list_if_set("questions", questions, |out, question| push_id(out, question.0));
    fields.list_if_set("tags", tags, |out, tag| push_quoted(out, tag));
    fields.text_if_set("note", note);
    fields.id("annotator", annotator.0);
    fields.time("created", *created);
    fields.time("modified", *modified);
    fields.close();
}

fn push_when(out: &mut String, when: &When) {
    let When { from, to, bound } = when;
    let mut fields = Fields::open(out);
    fields.text("from", from);
    fields.text_if_set("to", to);
    if *bound != Bound::On {
        push_display(fields.name("bound"), format_args!("{bound:?}"));
    }
    fields.close();
}

fn push_confidence(out: &mut String, confidence: &Confidence) {
    let Confidence { scale, level } = confidence;
    out.push('(');
    push_quoted(out, scale);
    out.push_str(", ");
    push_quoted(out, level);
    out.push(')');
}

fn push_link(out: &mut String, link: &Link) {
    #[rustfmt::skip]
    let Link {
        id, from, to, kind, question, confidence, differences, note, annotator, created, modified,
    } = link;
    let mut fields = Fields::open(out);
    fields.id("id", id.0);
    fields.id("from", from.0);
    fields.id("to", to.0);
    fields.text("kind", kind);
    fields.option_if_set("question", *question, |out, question| push_id(out, question.0));
    fields.option_if_set("confidence", confidence.as_ref(), push_confidence);
    fields.list_if_set("differences", differences, push_difference);
    fields.text_if_set("note", note);
    fields.id("annotator", annotator.0);
    fields.time("created", *created);
    fields.time("modified", *modified);
    fields.close();
}

fn push_difference(out: &mut String, difference: &Difference) {
    let Difference { kind, from, to, note } = difference;
    let mut fields = Fields::open(out);
    fields.text("kind", kind);
    fields.option_if_set("from", *from, push_span);
    fields.option_if_set("to", *to, push_span);
    fields.text_if_set("note", note);
    fields.close();
}

fn push_dismissal(out: &mut String, dismissal: &Dismissal) {
    let Dismissal { id, claim, document, span, annotator, created } = dismissal;
    let mut fields = Fields::open(out);
    fields.id("id", id.0);
    fields.id("claim", claim.0);
    fields.id("document", document.0);
    fields.span("span", *span);
    fields.id("annotator", annotator.0);
    fields.time("created", *created);
    fields.close();
}

fn push_verdict(out: &mut String, verdict: &Verdict) {
    #[rustfmt::skip]
    let Verdict {
        id, claims, question, outcome, favoured, rationale, confidence, annotator, decided,
    } = verdict;
    let mut fields = Fields::open(out);
    fields.id("id", id.0);
    fields.list("claims", claims, |out, claim| push_id(out, claim.0));
    fields.option_if_set("question", *question, |out, question| push_id(out, question.0));
    fields.text("outcome", outcome);
    fields.list_if_set("favoured", favoured, |out, claim| push_id(out, claim.0));
    fields.text_if_set("rationale", rationale);
    fields.option_if_set("confidence", confidence.as_ref(), push_confidence);
    fields.id("annotator", annotator.0);
    fields.time("decided", *decided);
    fields.close();
}

fn push_ruling(out: &mut String, ruling: &Ruling) {
    let Ruling { id, claims, links, outcome, cause, rationale, annotator, decided } = ruling;
    let mut fields = Fields::open(out);
    fields.id("id", id.0);
    fields.list_if_set("claims", claims, |out, claim| push_id(out, claim.0));
    fields.list_if_set("links", links, |out, link| push_id(out, link.0));
    fields.text("outcome", outcome);
    fields.text_if_set("cause", cause);
    fields.text_if_set("rationale", rationale);
    fields.id("annotator", annotator.0);
    fields.time("decided", *decided);
    fields.close();
}

fn push_conflict(out: &mut String, conflict: &Conflict) {
    let Conflict { id, record, field, kept, other, annotator, time } = conflict;
    let mut fields = Fields::open(out);
    fields.id("id", id.0);
    push_record_id(fields.name("record"), *record);
    fields.text("field", field);
    fields.text("kept", kept);
    fields.text("other", other);
    fields.option_if_set("annotator", *annotator, |out, annotator| push_id(out, annotator.0));
    fields.time("time", *time);
    fields.close();
}

fn push_question(out: &mut String, question: &Question) {
    let Question { id, title, note, order, annotator, created, modified } = question;
    let mut fields = Fields::open(out);
    fields.id("id", id.0);
    fields.text("title", title);
    fields.text_if_set("note", note);
    push_display(fields.name("order"), format_args!("{order}"));
    fields.id("annotator", annotator.0);
    fields.time("created", *created);
    fields.time("modified", *modified);
    fields.close();
}

fn push_comment(out: &mut String, comment: &Comment) {
    let Comment { id, on, text, settled, annotator, created } = comment;
    let mut fields = Fields::open(out);
    fields.id("id", id.0);
    push_record_id(fields.name("on"), *on);
    fields.text("text", text);
    fields.bool_if_set("settled", *settled);
    fields.id("annotator", annotator.0);
    fields.time("created", *created);
    fields.close();
}

fn push_record_id(out: &mut String, record: RecordId) {
    let (name, id) = match record {
        RecordId::Document(id) => ("Document", id.0),
        RecordId::Claim(id) => ("Claim", id.0),
        RecordId::Link(id) => ("Link", id.0),
        RecordId::Annotator(id) => ("Annotator", id.0),
        RecordId::Dismissal(id) => ("Dismissal", id.0),
        RecordId::Verdict(id) => ("Verdict", id.0),
        RecordId::Ruling(id) => ("Ruling", id.0),
        RecordId::Conflict(id) => ("Conflict", id.0),
        RecordId::Question(id) => ("Question", id.0),
        RecordId::Comment(id) => ("Comment", id.0),
        RecordId::Project(id) => ("Project", id.0),
    };
    out.push_str(name);
    out.push('(');
    push_id(out, id);
    out.push(')');
}
