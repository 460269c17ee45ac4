//! [`Builder`]: makes a [`Project`] from the parts of a file, through the model's own edits and rules.

use super::contents::Contents;
use super::error::{Place, ReadError};
use crate::model::{Claim, Codebook, Document, Edit, EditError, Project, ProjectId, RecordId, Settings};
use crate::text::{Anchor, Span, anchor, visible};
use uuid::Uuid;

/// Characters of a quote shown in a message.
const SHOWN_QUOTE: usize = 60;

/// A project in the making, and what was odd on the way.
#[derive(Debug)]
pub(super) struct Builder<'a> {
    text: &'a str,
    skips_broken: bool,
    pub(super) project: Project,
    pub(super) problems: Vec<String>,
}

impl<'a> Builder<'a> {
    /// `skips_broken` leaves broken records out and reports them; else the first one is the error.
    pub(super) fn new(text: &'a str, skips_broken: bool) -> Self {
        let project = Project::new(ProjectId(Uuid::nil()), "");
        Self { text, skips_broken, project, problems: Vec::new() }
    }

    /// Takes over all sections: first those that others name.
    pub(super) fn add(&mut self, contents: Contents) -> Result<(), ReadError> {
        self.project = Project::new(contents.id, contents.title);
        self.put_codebook(contents.codebook, contents.settings)?;
        for annotator in contents.annotators {
            self.put(RecordId::Annotator(annotator.id), Edit::PutAnnotator(annotator))?;
        }
        for record in contents.documents {
            let document = Box::new(Document::from(record));
            let position = self.project.document_ids().len();
            self.put(RecordId::Document(document.id), Edit::AddDocument { position, document })?;
        }
        for claim in contents.claims {
            let claim = Box::new(self.anchored(claim));
            self.put(RecordId::Claim(claim.id), Edit::PutClaim(claim))?;
        }
        for link in contents.links {
            self.put(RecordId::Link(link.id), Edit::PutLink(Box::new(link)))?;
        }
        for dismissal in contents.dismissals {
            self.put(RecordId::Dismissal(dismissal.id), Edit::PutDismissal(Box::new(dismissal)))?;
        }
        for verdict in contents.verdicts {
            self.put(RecordId::Verdict(verdict.id), Edit::PutVerdict(Box::new(verdict)))?;
        }
        for ruling in contents.rulings {
            self.put(RecordId::Ruling(ruling.id), Edit::PutRuling(Box::new(ruling)))?;
        }
        for conflict in contents.conflicts {
            self.put(RecordId::Conflict(conflict.id), Edit::PutConflict(Box::new(conflict)))?;
        }
        Ok(())
    }

    fn put_codebook(&mut self, codebook: Codebook, settings: Settings) -> Result<(), ReadError> {
        // A codebook must hold the scale that the settings name, and the settings name one of the old codebook at
        // first. So the old scale stays until the new settings are in.
        let own = Box::new(codebook.clone());
        let mut both = Box::new(codebook);
        let old_scale = &self.project.settings().scale;
        if both.scale(old_scale).is_none() {
            both.scales.extend(self.project.codebook().scale(old_scale).cloned());
        }
        for edit in [Edit::SetCodebook(both), Edit::SetSettings(settings), Edit::SetCodebook(own)] {
            if let Err(EditError::Rule(rule)) = self.project.apply(edit) {
                self.refuse(ReadError::Rule { rule, place: None })?;
            }
        }
        Ok(())
    }

    fn put(&mut self, record: RecordId, edit: Edit) -> Result<(), ReadError> {
        if self.has(record) {
            let place = place_of(self.text, uuid_of(record), 1);
            return self.refuse(ReadError::Duplicate { record, place });
        }
        match self.project.apply(edit) {
            Ok(_) => Ok(()),
            Err(EditError::Rule(rule)) => {
                let place = place_of(self.text, uuid_of(record), 0);
                self.refuse(ReadError::Rule { rule, place })
            }
        }
    }

    pub(super) fn refuse(&mut self, err: ReadError) -> Result<(), ReadError> {
        if !self.skips_broken {
            return Err(err);
        }
        self.problems.push(left_out(&err));
        Ok(())
    }

    fn has(&self, record: RecordId) -> bool {
        match record {
            RecordId::Document(id) => self.project.document(id).is_some(),
            RecordId::Claim(id) => self.project.claim(id).is_some(),
            RecordId::Link(id) => self.project.link(id).is_some(),
            RecordId::Annotator(id) => self.project.annotator(id).is_some(),
            RecordId::Dismissal(id) => self.project.dismissal(id).is_some(),
            RecordId::Verdict(id) => self.project.verdict(id).is_some(),
            RecordId::Ruling(id) => self.project.ruling(id).is_some(),
            RecordId::Conflict(id) => self.project.conflict(id).is_some(),
        }
    }

    /// The claim at the place of its quote; marked when there is none. One marked before is left as it is.
    fn anchored(&mut self, mut claim: Claim) -> Claim {
        let Some(document) = self.project.document(claim.document).filter(|_| !claim.unanchored) else {
            return claim;
        };
        let text = &document.text;
        let Span { start, end } = claim.span;
        match anchor(text, claim.span, &claim.quote) {
            Anchor::Exact if !claim.span.is_empty() => {}
            Anchor::Moved(span) => {
                let shown = shown_quote(&claim.quote);
                claim.span = span;
                span.slice(text).unwrap_or_default().clone_into(&mut claim.quote);
                self.problems.push(format!(
                    "Claim {}: “{shown}” does not stand at bytes {start} to {end}. It was found at {} to {}, and the claim was moved there.",
                    claim.id, span.start, span.end
                ));
            }
            Anchor::Exact | Anchor::Lost => {
                let shown = shown_quote(&claim.quote);
                claim.unanchored = true;
                self.problems.push(format!(
                    "Claim {}: “{shown}” does not stand in document “{}”. The claim is kept as unanchored; give it a new place or remove it.",
                    claim.id,
                    visible(&document.details.title)
                ));
            }
        }
        claim
    }
}

fn shown_quote(quote: &str) -> String {
    let start: String = quote.chars().take(SHOWN_QUOTE).collect();
    let rest = if start.len() < quote.len() { "…" } else { "" };
    format!("{}{rest}", visible(&start).replace('\n', " "))
}

/// The sentence of an error without its advice, which is for files that are not opened.
pub(super) fn left_out(err: &ReadError) -> String {
    let text = err.to_string();
    let what = text.strip_prefix("The project was not opened: ").unwrap_or(&text);
    let what = what.split(". ").next().unwrap_or(what);
    format!("A record was left out: {}.", what.trim_end_matches('.'))
}

const fn uuid_of(record: RecordId) -> Uuid {
    match record {
        RecordId::Document(id) => id.0,
        RecordId::Claim(id) => id.0,
        RecordId::Link(id) => id.0,
        RecordId::Annotator(id) => id.0,
        RecordId::Dismissal(id) => id.0,
        RecordId::Verdict(id) => id.0,
        RecordId::Ruling(id) => id.0,
        RecordId::Conflict(id) => id.0,
    }
}

/// Where `id: "…"` with this id stands in the file, the first one being number 0.
fn place_of(text: &str, id: Uuid, number: usize) -> Option<Place> {
    let id = id.to_string();
    let (start, _) = text
        .match_indices(&id)
        .filter(|(start, _)| {
            let before = text.get(..*start).and_then(|before| before.strip_suffix('"')).unwrap_or_default();
            before
                .trim_end()
                .strip_suffix("id:")
                .is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        })
        .nth(number)?;
    let before = text.get(..start)?;
    let line = 1 + before.matches('\n').count();
    let column = 1 + before.chars().rev().take_while(|c| *c != '\n').count();
    Some(Place { line, column })
}
