//! Steps whose outcome is known beforehand, to prove that faults lose none of them. Only with the feature `drill`.
//!
//! Step `n` changes the record in slot `n % SLOTS` and names `n` in the title, so the title tells how many steps there
//! are and [`expected`] what the project must hold then. Every few steps one is made and taken back.

use super::{SaveState, Workspace};
use crate::model::{
    Annotator, AnnotatorId, Claim, ClaimId, Document, DocumentDetails, DocumentId, Edit, EditError, Link,
    LinkId, Project, ProjectId, Timestamp, Transaction,
};
use crate::text::{Sentence, SentenceRole, Span};
use uuid::Uuid;

/// Records that are changed again and again.
const SLOTS: u64 = 500;
/// Every so many slots holds a link between the claims of the two slots before it.
const LINK_EVERY: u64 = 5;
/// Every so many steps one more is made and taken back.
const UNDO_EVERY: u64 = 7;
const SENTENCES: usize = 40;
const TITLE: &str = "Drill ";
const TAKEN_BACK: &str = " and one that is taken back";

/// Who makes the steps.
pub fn annotator() -> Annotator {
    Annotator { id: AnnotatorId(id(1, 1)), name: "Drill".to_owned(), reference: false, machine: None }
}

/// The project before the first step.
pub fn start() -> Result<Project, EditError> {
    let lines: Vec<String> = (0..SENTENCES).map(|number| format!("Sentence {number} says é.")).collect();
    let mut sentences = Vec::new();
    let mut start = 0;
    for line in &lines {
        sentences.push(Sentence { span: Span::new(start, start + line.len()), role: SentenceRole::Body });
        start += line.len() + 1;
    }
    let document = Document {
        id: DocumentId(id(2, 1)),
        details: DocumentDetails { title: "Drill".to_owned(), ..DocumentDetails::default() },
        file_name: String::new(),
        original_sha256: String::new(),
        text: lines.join("\n").into(),
        sentences,
        read_by: Default::default(),
        pinpoints: Vec::new(),
    };
    let mut project = Project::new(ProjectId(id(3, 1)), format!("{TITLE}0"));
    project.apply(Edit::PutAnnotator(annotator()))?;
    project.apply(Edit::AddDocument { position: 0, document: Box::new(document) })?;
    Ok(project)
}

/// How many steps a project holds; none where it is no drill.
pub fn count(project: &Project) -> Option<u64> {
    let title = project.title();
    title.strip_suffix(TAKEN_BACK).unwrap_or(title).strip_prefix(TITLE)?.parse().ok()
}

/// Makes the step after the last one through the one door; gives its number.
pub fn step(workspace: &mut Workspace) -> Result<u64, EditError> {
    let done = count(workspace.project()).unwrap_or_default();
    if done.is_multiple_of(UNDO_EVERY) && !workspace.project().title().ends_with(TAKEN_BACK) {
        workspace.commit(taken_back(done))?;
    }
    if workspace.project().title().ends_with(TAKEN_BACK) {
        workspace.undo()?;
    }
    let edits = edits(workspace.project(), done + 1);
    workspace.commit(Transaction::new(format!("Step {}", done + 1), edits))?;
    Ok(done + 1)
}

/// Whether all steps are in the journal or in the file, at least for as long as the computer runs; else why not.
pub fn safety(workspace: &mut Workspace) -> Result<(), String> {
    if let Some(trouble) = workspace.store().trouble() {
        workspace.sync();
        if workspace.store().trouble().is_some() {
            return Err(trouble);
        }
    }
    match workspace.store().state() {
        SaveState::InMemory(why) => Err(why),
        SaveState::Saved | SaveState::Journaled | SaveState::Saving => Ok(()),
    }
}

/// What is wrong with a project that should hold at least so many steps.
pub fn fault(project: &Project, acknowledged: u64) -> Option<String> {
    let Some(found) = count(project) else {
        return Some(format!("the title “{}” names no step", project.title()));
    };
    if found < acknowledged {
        return Some(format!("{acknowledged} steps were acknowledged and {found} are there"));
    }
    if let Some(rule) = project.check().first() {
        return Some(rule.to_string());
    }
    let is_undone = project.title().ends_with(TAKEN_BACK);
    match expected(found, is_undone) {
        Ok(expected) if expected == *project => None,
        Ok(_) => Some(format!("the project is another one than {found} steps make")),
        Err(err) => Some(err.to_string()),
    }
}

/// The project after so many steps.
fn expected(count: u64, is_undone: bool) -> Result<Project, EditError> {
    let mut project = start()?;
    // Whatever came before was overwritten since; a link comes after its two claims.
    let first = count.saturating_sub(SLOTS + LINK_EVERY) / LINK_EVERY * LINK_EVERY + 1;
    for number in first..=count {
        let edits = edits(&project, number);
        project.commit(Transaction::new("", edits))?;
    }
    if is_undone {
        project.commit(taken_back(count))?;
    }
    Ok(project)
}

fn taken_back(done: u64) -> Transaction {
    Transaction::new("Taken back", vec![Edit::SetTitle(format!("{TITLE}{done}{TAKEN_BACK}"))])
}

fn edits(project: &Project, number: u64) -> Vec<Edit> {
    let slot = number % SLOTS;
    let time = Timestamp::from_millis(1_000 * i64::try_from(number).unwrap_or_default());
    let made = Timestamp::from_millis(1_000 * i64::try_from(slot).unwrap_or_default());
    let title = Edit::SetTitle(format!("{TITLE}{number}"));
    let record = if slot.is_multiple_of(LINK_EVERY) {
        let before = |back: u64| ClaimId(id(4, (slot + SLOTS - back) % SLOTS));
        Edit::PutLink(Box::new(Link {
            id: LinkId(id(5, slot)),
            from: before(2),
            to: before(1),
            kind: "corroborates".to_owned(),
            question: None,
            confidence: None,
            differences: Vec::new(),
            note: number.to_string(),
            annotator: annotator().id,
            created: made,
            modified: time,
        }))
    } else {
        let document = DocumentId(id(2, 1));
        let sentence = usize::try_from(slot).unwrap_or_default() % SENTENCES;
        let record = project.document(document);
        let span = record.and_then(|record| record.sentences.get(sentence)).map(|sentence| sentence.span);
        let span = span.unwrap_or_default();
        let quote = record.and_then(|record| record.text.get(span.start..span.end)).unwrap_or_default();
        Edit::PutClaim(Box::new(Claim {
            id: ClaimId(id(4, slot)),
            document,
            span,
            quote: quote.to_owned(),
            unanchored: false,
            kinds: Vec::new(),
            statement: String::new(),
            attributed_to: String::new(),
            modality: None,
            confidence: None,
            credibility: None,
            when: None,
            questions: Vec::new(),
            tags: Vec::new(),
            note: number.to_string(),
            annotator: annotator().id,
            created: made,
            modified: time,
        }))
    };
    vec![title, record]
}

/// An id of its own for each kind of record and number.
fn id(kind: u64, number: u64) -> Uuid {
    Uuid::from_u64_pair(0x0199_0000_0000_7000 | kind, 0x8000_0000_0000_0000 | number)
}
