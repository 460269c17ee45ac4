//! Names by which people, screen readers and tests find things: documents are lettered, sentences numbered from 1.

use crate::model::{Annotator, AnnotatorId, Claim, ClaimId, Confidence, DocumentId, Project};
use crate::text::{Span, visible};

pub use crate::analysis::names::document_letter as letter;
pub use crate::analysis::names::pinpoint;

/// Letter of a document of the project; `?` when it is gone.
pub fn document_letter(project: &Project, document: DocumentId) -> String {
    project.document_position(document).map_or_else(|| "?".to_owned(), letter)
}

/// Letter and number of a sentence: `A14` for index 13 of the first document.
pub fn sentence_name(project: &Project, document: DocumentId, index: usize) -> String {
    format!("{}{}", document_letter(project, document), index + 1)
}

/// Name of the place where a span begins: `A14`.
pub fn place_name(project: &Project, document: DocumentId, span: Span) -> String {
    let index = project.document(document).and_then(|document| document.sentence_at(span.start));
    sentence_name(project, document, index.unwrap_or_default())
}

/// Where in the original a claim stands: `p. 3`. None where it was lost.
pub fn claim_pinpoint(project: &Project, claim: &Claim) -> Option<String> {
    let document = project.document(claim.document).filter(|_| !claim.unanchored)?;
    Some(pinpoint(document, claim.span.start)).filter(|pinpoint| !pinpoint.is_empty())
}

/// A name or title with where in the original the claim stands: `C14, p. 3`.
pub fn with_pinpoint(project: &Project, claim: &Claim, name: &str) -> String {
    match claim_pinpoint(project, claim) {
        Some(pinpoint) => format!("{name}, {pinpoint}"),
        None => name.to_owned(),
    }
}

/// Numbers the claims of a document that come one after the other: `.2` for the second one of a sentence.
///
/// While its annotator works blind, the claims of others do not count: the number would tell of them.
#[derive(Debug)]
pub struct ClaimNumbers<'p> {
    project: &'p Project,
    sentence: usize,
    before: Vec<AnnotatorId>,
}

impl<'p> ClaimNumbers<'p> {
    /// For the claims of one document.
    pub const fn new(project: &'p Project) -> Self {
        Self { project, sentence: usize::MAX, before: Vec::new() }
    }

    /// What stands after the name of the sentence for the next claim, which begins in that sentence.
    pub fn suffix(&mut self, claim: &Claim, sentence: usize) -> String {
        if sentence != self.sentence {
            self.sentence = sentence;
            self.before.clear();
        }
        let sight = self.project.sight_of(claim.annotator);
        let number = 1 + self.before.iter().filter(|other| sight.is_visible(**other)).count();
        self.before.push(claim.annotator);
        if number > 1 { format!(".{number}") } else { String::new() }
    }
}

/// Name of a claim: that of the sentence in which it begins, `A14`, with `.2` for the second claim there.
pub fn claim_name(project: &Project, claim: &Claim) -> String {
    let name = place_name(project, claim.document, claim.span);
    let Some(document) = project.document(claim.document) else {
        return name;
    };
    let index = document.sentence_at(claim.span.start).unwrap_or_default();
    let start =
        if index == 0 { 0 } else { document.sentences.get(index).map_or(0, |sentence| sentence.span.start) };
    let mut numbers = ClaimNumbers::new(project);
    let mut suffix = String::new();
    for other in project.claims_from(claim.document, Span::new(start, claim.span.start + 1)) {
        suffix = numbers.suffix(other, index);
        if other.id == claim.id {
            break;
        }
    }
    name + &suffix
}

/// Name of the claim of that id; `?` when it is gone.
pub fn claim_name_of(project: &Project, claim: ClaimId) -> String {
    project.claim(claim).map_or_else(|| "?".to_owned(), |claim| claim_name(project, claim))
}

/// Name of an annotator for people. Who has none, or an id in its place, is called by a number, and so is the second one
/// of a name.
pub fn annotator_name(project: &Project, id: AnnotatorId) -> String {
    // None where nobody gave one.
    let given = |annotator: &Annotator| {
        let name = annotator.name.trim();
        let is_id = name.is_empty() || uuid::Uuid::parse_str(name).is_ok();
        (!is_id).then(|| visible(name).into_owned())
    };
    let Some(own) = project.annotator(id).map(given) else {
        return "Unknown annotator".to_owned();
    };
    let before = project.annotators().take_while(|other| other.id != id);
    let number = 1 + before.filter(|other| given(other) == own).count();
    match own {
        Some(own) if number == 1 => own,
        own => format!("{} {number}", own.as_deref().unwrap_or("Annotator")),
    }
}

/// Label of a confidence; the ids where the codebook lacks it.
pub fn confidence_label(project: &Project, confidence: &Confidence) -> String {
    project
        .codebook()
        .scale(&confidence.scale)
        .and_then(|scale| scale.level(&confidence.level))
        .map_or_else(|| format!("{}: {}", confidence.scale, confidence.level), |level| level.label.clone())
}

/// Text of at most that many characters, with an ellipsis where it was cut and line breaks as spaces.
pub fn shortened(text: &str, max_chars: usize) -> String {
    let mut out: String = text.chars().map(|c| if c == '\n' { ' ' } else { c }).take(max_chars).collect();
    if text.chars().nth(max_chars).is_some() {
        out.truncate(out.trim_end().len());
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annotators_are_told_apart_without_their_ids() {
        use crate::model::{Edit, ProjectId, Transaction};
        let id = |number| AnnotatorId(uuid::Uuid::from_u128(number));
        let mut project = Project::new(ProjectId(uuid::Uuid::from_u128(9)), "T");
        let names = ["ann", "", "0199a000-0000-7000-8000-000000000001", "ann", " ben "];
        let put = |(name, number): (&str, u128)| {
            Edit::PutAnnotator(Annotator {
                machine: None,
                id: id(number),
                name: name.to_owned(),
                reference: false,
            })
        };
        let edits = names.into_iter().zip(1..).map(put).collect();
        project.commit(Transaction::new("Add", edits)).unwrap();
        let shown: Vec<String> = (1..=6).map(|number| annotator_name(&project, id(number))).collect();
        assert_eq!(shown, ["ann", "Annotator 1", "Annotator 2", "ann 2", "ben", "Unknown annotator"]);
    }

    #[test]
    fn a_cut_text_says_so() {
        assert_eq!(shortened("one\ntwo three", 8), "one two…");
        assert_eq!(shortened("one", 3), "one");
    }
}
