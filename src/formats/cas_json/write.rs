//! The CAS of each document.

use super::{CLAIM_TYPE, ENDING, LINK_TYPE, METADATA_TYPE};
use crate::formats::document_paths::DocumentPaths;
use crate::formats::labels::Labels;
use crate::formats::losses::UNANCHORED;
use crate::formats::merged::is_across;
use crate::formats::output::Output;
use crate::formats::selection::Selection;
use crate::formats::{FormatError, Unit};
use crate::model::{Claim, ClaimId, Confidence, Document, Link, RecordId};
use crate::text::Span;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Number of the only text of a CAS.
const SOFA: usize = 1;

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Structure<'a> {
    Sofa {
        #[serde(rename = "%ID")]
        id: usize,
        #[serde(rename = "%TYPE")]
        kind: &'a str,
        #[serde(rename = "sofaNum")]
        number: usize,
        #[serde(rename = "sofaID")]
        name: &'a str,
        #[serde(rename = "mimeType")]
        mime_type: &'a str,
        #[serde(rename = "sofaString")]
        text: &'a str,
    },
    Document {
        #[serde(flatten)]
        place: PlaceRow<'a>,
        language: &'a str,
        #[serde(rename = "documentTitle")]
        title: &'a str,
        #[serde(rename = "documentId")]
        document: String,
    },
    Claim {
        #[serde(flatten)]
        place: PlaceRow<'a>,
        label: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        confidence: Option<String>,
        identifier: String,
        #[serde(skip_serializing_if = "str::is_empty")]
        note: &'a str,
    },
    Link {
        #[serde(flatten)]
        place: PlaceRow<'a>,
        #[serde(rename = "@Governor")]
        from: usize,
        #[serde(rename = "@Dependent")]
        to: usize,
        #[serde(rename = "linkType")]
        label: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        confidence: Option<String>,
        identifier: String,
        #[serde(skip_serializing_if = "str::is_empty")]
        note: &'a str,
    },
}

/// What every annotation has.
#[derive(Debug, Serialize)]
struct PlaceRow<'a> {
    #[serde(rename = "%ID")]
    id: usize,
    #[serde(rename = "%TYPE")]
    kind: &'a str,
    #[serde(rename = "@sofa")]
    sofa: usize,
    begin: usize,
    end: usize,
}

pub(super) fn write_cas_json(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    selection.need_texts()?;
    let (labels, paths) = (Labels::new(selection), DocumentPaths::new(selection));
    let mut links: BTreeMap<ClaimId, Vec<&Link>> = BTreeMap::new();
    selection.links.iter().for_each(|link| links.entry(link.from).or_default().push(link));
    let types = types();
    for document in &selection.documents {
        let cas = Cas { selection, labels: &labels, links: &links, document };
        let bytes = cas.bytes(&types, output)?;
        output.file(&format!("{}{ENDING}", paths.path(document.id)), bytes)?;
        output.keep_document(document.id, "");
    }
    Ok(())
}

/// What stands in one CAS.
struct Cas<'s, 'p> {
    selection: &'s Selection<'p>,
    labels: &'s Labels,
    /// By source.
    links: &'s BTreeMap<ClaimId, Vec<&'p Link>>,
    document: &'p Document,
}

impl Cas<'_, '_> {
    /// The CAS as a file, one feature structure a line.
    fn bytes(&self, types: &str, output: &mut Output<'_>) -> Result<Vec<u8>, FormatError> {
        let mut bytes = format!("{{\"%TYPES\":{types},\n\"%FEATURE_STRUCTURES\":[").into_bytes();
        let mut count = 0;
        let mut push = |structure: &Structure<'_>| {
            bytes.extend_from_slice(if count == 0 { b"\n" } else { b",\n" });
            count += 1;
            serde_json::to_writer(&mut bytes, structure)
                .map_err(|err| FormatError::Unwritable(err.to_string()))
        };
        push(&self.sofa())?;
        push(&self.metadata())?;
        let mut numbers: BTreeMap<ClaimId, (usize, &Claim)> = BTreeMap::new();
        for claim in self.selection.claims_in(self.document.id) {
            if self.selection.place(claim).is_none() {
                output.leave_out(RecordId::Claim(claim.id), UNANCHORED);
                continue;
            }
            let id = numbers.len() + SOFA + 2;
            numbers.insert(claim.id, (id, claim));
            push(&self.claim(id, claim))?;
            output.keep_claim(claim.id, "");
            output.row()?;
        }
        let mut id = numbers.len() + SOFA + 1;
        for claim in self.selection.claims_in(self.document.id) {
            let own = self.links.get(&claim.id).into_iter().flatten();
            for link in own.filter(|link| !is_across(link, self.selection)) {
                let ends = numbers.get(&link.from).zip(numbers.get(&link.to));
                let Some(((from, _), (to, target))) = ends else { continue };
                id += 1;
                push(&self.link((id, link), (*from, *to), target))?;
                output.keep_link(link.id, "");
                output.row()?;
            }
        }
        let members: Vec<usize> = (SOFA + 1..=id).collect();
        let views = json!({ "_InitialView": { "%SOFA": SOFA, "%MEMBERS": members } });
        bytes.extend_from_slice(format!("\n],\n\"%VIEWS\":{views}}}\n").as_bytes());
        Ok(bytes)
    }

    fn place<'a>(&self, (id, kind): (usize, &'a str), span: Span) -> PlaceRow<'a> {
        let (begin, end) = self.selection.texts.offsets(self.document.id, span, Unit::Utf16);
        PlaceRow { id, kind, sofa: SOFA, begin, end }
    }

    fn sofa(&self) -> Structure<'_> {
        Structure::Sofa {
            id: SOFA,
            kind: "uima.cas.Sofa",
            number: 1,
            name: "_InitialView",
            mime_type: "text/plain",
            text: &self.document.text,
        }
    }

    fn metadata(&self) -> Structure<'_> {
        let details = &self.document.details;
        let language = if details.language.is_empty() { "x-unspecified" } else { &details.language };
        Structure::Document {
            place: self.place((SOFA + 1, METADATA_TYPE), Span::new(0, self.document.text.len())),
            language,
            title: &details.title,
            document: self.document.id.to_string(),
        }
    }

    fn claim<'a>(&'a self, id: usize, claim: &'a Claim) -> Structure<'a> {
        Structure::Claim {
            place: self.place((id, CLAIM_TYPE), claim.span),
            label: self.labels.of_claim(claim),
            confidence: self.level(claim.confidence.as_ref()),
            identifier: claim.id.to_string(),
            note: &claim.note,
        }
    }

    /// A relation stands where its target does.
    fn link<'a>(
        &'a self,
        (id, link): (usize, &'a Link),
        (from, to): (usize, usize),
        target: &Claim,
    ) -> Structure<'a> {
        Structure::Link {
            place: self.place((id, LINK_TYPE), target.span),
            from,
            to,
            label: self.labels.of_link(link),
            confidence: self.level(link.confidence.as_ref()),
            identifier: link.id.to_string(),
            note: &link.note,
        }
    }

    fn level(&self, confidence: Option<&Confidence>) -> Option<String> {
        confidence.map(|confidence| self.labels.level(confidence))
    }
}

/// The type system: each type once, with the features that are not inherited.
fn types() -> String {
    let string = "uima.cas.String";
    let of = |name: &str, parent: &str, features: &[(&str, &str)]| {
        let mut found = Map::new();
        found.insert("%NAME".to_owned(), json!(name));
        found.insert("%SUPER_TYPE".to_owned(), json!(parent));
        for (feature, range) in features {
            found.insert((*feature).to_owned(), json!({ "%NAME": feature, "%RANGE": range }));
        }
        (name.to_owned(), Value::Object(found))
    };
    let said = [("confidence", string), ("identifier", string), ("note", string)];
    let claim = [&[("label", string)], &said[..]].concat();
    let ends = [("Governor", CLAIM_TYPE), ("Dependent", CLAIM_TYPE), ("linkType", string)];
    let link = [&ends[..], &said].concat();
    let metadata = [("documentTitle", string), ("documentId", string)];
    let types = [
        of(CLAIM_TYPE, "uima.tcas.Annotation", &claim),
        of(LINK_TYPE, "uima.tcas.Annotation", &link),
        of(METADATA_TYPE, "uima.tcas.DocumentAnnotation", &metadata),
    ];
    Value::Object(types.into_iter().collect()).to_string()
}
