//! [`citation`]: what is selected as text for elsewhere, with the source and the place it comes from.

use super::names;
use crate::model::{Claim, DocumentId, LinkId, Project};
use crate::text::Span;

/// The words of a span in quotation marks, then source and place. None where the span is not in the text.
pub fn citation(project: &Project, document: DocumentId, span: Span) -> Option<String> {
    let words = span.slice(&project.document(document)?.text)?;
    let place = names::place_name(project, document, span);
    let pinpoint = project.document(document).map(|record| names::pinpoint(record, span.start));
    let place = [place].into_iter().chain(pinpoint).collect::<Vec<_>>().join(", ");
    Some(format!("{}\n— {} [{place}]", quoted(words), source(project, document)))
}

/// A claim: its words, its statement where it has one, source and place.
pub fn claim_citation(project: &Project, claim: &Claim) -> String {
    let statement = match claim.statement.trim() {
        "" => String::new(),
        statement => format!("\n{statement}"),
    };
    let source = source(project, claim.document);
    let name = names::with_pinpoint(project, claim, &names::claim_name(project, claim));
    format!("{}{statement}\n— {source} [{name}]", quoted(&claim.quote))
}

/// A link: both claims with the kind between them. None where the link or a claim is gone.
pub fn link_citation(project: &Project, link: LinkId) -> Option<String> {
    let link = project.link(link)?;
    let kind =
        project.codebook().link_kind(&link.kind).map_or(link.kind.as_str(), |kind| kind.label.as_str());
    let end = |claim| project.claim(claim).map(|claim| claim_citation(project, claim));
    Some(format!("{}\n\n{kind}\n\n{}", end(link.from)?, end(link.to)?))
}

/// A claim as a quotation for a text: “words” (source, place, date, address), on one line.
pub fn quotation(project: &Project, claim: &Claim) -> String {
    let Some(record) = project.document(claim.document) else {
        return quoted(&claim.quote);
    };
    let source = &record.details.source;
    let title =
        if record.details.title.trim().is_empty() { &record.file_name } else { &record.details.title };
    let place = if claim.unanchored { String::new() } else { names::pinpoint(record, claim.span.start) };
    let parts = [&source.author, title, &source.publisher, &place, &source.published, &source.url];
    // A title of several lines would break the line.
    let known = parts.into_iter().map(|part| one_line(part)).filter(|part| !part.is_empty());
    format!("{} ({})", quoted(&claim.quote), known.collect::<Vec<_>>().join(", "))
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As it stands in the text, on one line.
fn quoted(words: &str) -> String {
    format!("“{}”", one_line(words))
}

/// Title, author, publisher, date and address, as far as they are known.
fn source(project: &Project, document: DocumentId) -> String {
    let Some(record) = project.document(document) else {
        return "unknown document".to_owned();
    };
    let details = &record.details;
    let title = if details.title.trim().is_empty() { &record.file_name } else { &details.title };
    let source = &details.source;
    let parts = [title, &source.author, &source.publisher, &source.published, &source.url];
    let known = parts.into_iter().map(|part| part.trim()).filter(|part| !part.is_empty());
    known.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Annotator, AnnotatorId, ClaimId, Document, DocumentDetails, Edit, ProjectId, Source, Timestamp,
    };
    use std::collections::BTreeSet;
    use uuid::Uuid;

    /// A document of two lines with a claim on the second.
    fn claimed(details: DocumentDetails) -> (Project, Claim) {
        let (id, annotator) = (DocumentId(Uuid::from_u128(1)), AnnotatorId(Uuid::from_u128(2)));
        let mut project = Project::new(ProjectId(Uuid::from_u128(3)), "");
        let text = "Title\nRents  rose.";
        let document = Document {
            id,
            details,
            file_name: "a.txt".to_owned(),
            original_sha256: String::new(),
            text: text.into(),
            sentences: Vec::new(),
            read_by: BTreeSet::new(),
            pinpoints: Vec::new(),
        };
        let claim = Claim {
            id: ClaimId(Uuid::from_u128(4)),
            document: id,
            span: Span::new(6, 18),
            quote: "Rents  rose.".to_owned(),
            unanchored: false,
            kinds: Vec::new(),
            statement: "They rose".to_owned(),
            attributed_to: String::new(),
            modality: None,
            confidence: None,
            credibility: None,
            when: None,
            questions: Vec::new(),
            tags: Vec::new(),
            note: String::new(),
            annotator,
            created: Timestamp::default(),
            modified: Timestamp::default(),
        };
        let person = Annotator { machine: None, id: annotator, name: "Ann".to_owned(), reference: false };
        project.apply(Edit::PutAnnotator(person)).unwrap();
        project.apply(Edit::AddDocument { position: 0, document: Box::new(document) }).unwrap();
        project.apply(Edit::PutClaim(Box::new(claim.clone()))).unwrap();
        (project, claim)
    }

    #[test]
    fn a_quotation_is_one_line_with_source_place_date_and_address() {
        let source = Source {
            author: "Ann Lee".to_owned(),
            publisher: "AP".to_owned(),
            published: "2026-01-04".to_owned(),
            url: "https://example.org/a".to_owned(),
            ..Source::default()
        };
        let title = "Rents\nup".to_owned();
        let (project, claim) = claimed(DocumentDetails { title, source, ..DocumentDetails::default() });
        assert_eq!(
            quotation(&project, &claim),
            "“Rents rose.” (Ann Lee, Rents up, AP, line 2, 2026-01-04, https://example.org/a)"
        );
    }

    #[test]
    fn what_is_not_known_is_left_out_and_a_lost_place_is_none() {
        let (project, claim) = claimed(DocumentDetails::default());
        assert_eq!(quotation(&project, &claim), "“Rents rose.” (a.txt, line 2)");
        let lost = Claim { unanchored: true, ..claim };
        assert_eq!(quotation(&project, &lost), "“Rents rose.” (a.txt)");
    }
}
