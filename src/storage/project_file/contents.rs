//! [`Contents`]: the file as it stands there, before it becomes a [`Project`](crate::model::Project).

use crate::model::{
    Annotator, AnnotatorId, Captured, Character, Claim, Codebook, Comment, Conflict, Dismissal, Document,
    DocumentDetails, DocumentId, DocumentRole, Link, Parts, Pinpoint, ProjectId, Question, Ruling, Settings,
    Source, Verdict, default_codebook,
};
use crate::text::Sentence;
use std::collections::BTreeSet;
use std::sync::Arc;

/// All sections. One that is missing is empty; a missing codebook is the default one.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Contents {
    pub(super) format: String,
    pub(super) version: u64,
    pub(super) id: ProjectId,
    pub(super) title: String,
    #[serde(default)]
    pub(super) settings: Settings,
    #[serde(default = "default_codebook")]
    pub(super) codebook: Codebook,
    #[serde(default)]
    pub(super) annotators: Vec<Annotator>,
    #[serde(default)]
    pub(super) documents: Vec<DocumentRecord>,
    #[serde(default)]
    pub(super) claims: Vec<Arc<Claim>>,
    #[serde(default)]
    pub(super) links: Vec<Arc<Link>>,
    #[serde(default)]
    pub(super) dismissals: Vec<Dismissal>,
    #[serde(default)]
    pub(super) verdicts: Vec<Verdict>,
    #[serde(default)]
    pub(super) rulings: Vec<Ruling>,
    #[serde(default)]
    pub(super) conflicts: Vec<Conflict>,
    #[serde(default)]
    pub(super) questions: Vec<Question>,
    #[serde(default)]
    pub(super) comments: Vec<Comment>,
}

impl From<Contents> for Parts {
    fn from(contents: Contents) -> Self {
        Self {
            id: contents.id,
            title: contents.title,
            codebook: contents.codebook,
            settings: contents.settings,
            annotators: contents.annotators,
            documents: contents.documents.into_iter().map(Document::from).collect(),
            claims: contents.claims,
            links: contents.links,
            dismissals: contents.dismissals,
            verdicts: contents.verdicts,
            rulings: contents.rulings,
            conflicts: contents.conflicts,
            questions: contents.questions,
            comments: contents.comments,
        }
    }
}

/// The line that begins every project of ours: `format`, `version`, `id`, `title`.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Header {
    pub(super) format: String,
    pub(super) version: u64,
    pub(super) id: ProjectId,
    pub(super) title: String,
}

/// What a file of any version says about itself; everything else is passed over.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Claimed {
    #[serde(default)]
    pub(super) format: String,
    #[serde(default)]
    pub(super) version: u64,
}

/// A [`Document`] as the file has it: the fields of its source on one level, the text as its lines.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentRecord {
    id: DocumentId,
    title: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    publisher: String,
    #[serde(default)]
    author: String,
    #[serde(default)]
    url: String,
    #[serde(default)]
    published: String,
    #[serde(default)]
    accessed: String,
    #[serde(default)]
    reliability: Option<String>,
    #[serde(default)]
    origin: String,
    #[serde(default)]
    character: Option<Character>,
    #[serde(default)]
    captured: Option<Captured>,
    #[serde(default)]
    role: DocumentRole,
    #[serde(default)]
    file_name: String,
    #[serde(default)]
    sha256: String,
    #[serde(default)]
    read_by: BTreeSet<AnnotatorId>,
    #[serde(default)]
    pinpoints: Vec<(usize, Pinpoint)>,
    #[serde(default)]
    pub(super) sentences: Vec<Sentence>,
    pub(super) lines: TextLines,
}

/// The text of a document, joined from its lines by line feeds.
#[derive(Debug, serde::Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct TextLines(pub(super) Arc<str>);

impl From<Vec<String>> for TextLines {
    fn from(lines: Vec<String>) -> Self {
        Self(lines.join("\n").into())
    }
}

impl From<DocumentRecord> for Document {
    fn from(record: DocumentRecord) -> Self {
        #[rustfmt::skip]
        let DocumentRecord {
            publisher, author, url, published, accessed, reliability, origin, character, captured, ..
        } = record;
        #[rustfmt::skip]
        let source = Source {
            publisher, author, url, published, accessed, reliability, origin, character, captured,
        };
        Self {
            id: record.id,
            details: DocumentDetails {
                title: record.title,
                language: record.language,
                source,
                role: record.role,
            },
            file_name: record.file_name,
            original_sha256: record.sha256,
            text: record.lines.0,
            sentences: record.sentences,
            read_by: record.read_by,
            pinpoints: record.pinpoints,
        }
    }
}
