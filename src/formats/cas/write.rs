//! [`cases`]: the feature structures of each document, for every syntax.

use super::{CLAIM_TYPE, LINK_TYPE, METADATA_TYPE};
use crate::formats::document_paths::DocumentPaths;
use crate::formats::labels::Labels;
use crate::formats::losses::UNANCHORED;
use crate::formats::merged::is_across;
use crate::formats::output::Output;
use crate::formats::selection::Selection;
use crate::formats::{FormatError, Unit};
use crate::model::{Claim, ClaimId, Confidence, Document, Link, RecordId};
use crate::text::Span;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Number of the only text of a CAS.
pub(super) const SOFA: usize = 1;
/// The type of texts.
pub(super) const SOFA_TYPE: &str = "uima.cas.Sofa";
/// Name of the only text.
pub(super) const VIEW: &str = "_InitialView";

/// A feature structure to write.
#[derive(Debug)]
pub(super) struct Written<'a> {
    pub(super) id: usize,
    /// With its package.
    pub(super) kind: &'a str,
    /// In the order in which they are written.
    pub(super) features: Vec<(&'a str, Feature<'a>)>,
}

/// The value of a feature.
#[derive(Clone, Debug)]
pub(super) enum Feature<'a> {
    Words(Cow<'a, str>),
    Number(usize),
    /// The id of another feature structure.
    Reference(usize),
}

/// Writes a file for each document; `bytes` draws the feature structures, of which the first is the text.
pub(super) fn cases(
    (selection, output): (&Selection<'_>, &mut Output<'_>),
    ending: &str,
    mut bytes: impl FnMut(&[Written<'_>]) -> Result<Vec<u8>, FormatError>,
) -> Result<(), FormatError> {
    selection.need_texts()?;
    let (labels, paths) = (Labels::new(selection), DocumentPaths::new(selection));
    let mut links: BTreeMap<ClaimId, Vec<&Link>> = BTreeMap::new();
    selection.links.iter().for_each(|link| links.entry(link.from).or_default().push(link));
    for document in &selection.documents {
        let cas = Cas { selection, labels: &labels, links: &links, document };
        let structures = cas.structures(output)?;
        output.file(&format!("{}{ending}", paths.path(document.id)), bytes(&structures)?)?;
        output.keep_document(document.id, "");
    }
    Ok(())
}

/// A type: its name, the one above it, and the features that are not inherited with what they hold.
pub(super) type TypeRow = (&'static str, &'static str, Vec<(&'static str, &'static str)>);

/// The types of what is written.
pub(super) fn types() -> [TypeRow; 3] {
    let string = "uima.cas.String";
    let said = [("confidence", string), ("identifier", string), ("note", string)];
    let claim = [&[("label", string)], &said[..]].concat();
    let ends = [("Governor", CLAIM_TYPE), ("Dependent", CLAIM_TYPE), ("linkType", string)];
    let link = [&ends[..], &said].concat();
    let metadata = vec![("documentTitle", string), ("documentId", string)];
    [
        (CLAIM_TYPE, "uima.tcas.Annotation", claim),
        (LINK_TYPE, "uima.tcas.Annotation", link),
        (METADATA_TYPE, "uima.tcas.DocumentAnnotation", metadata),
    ]
}

/// What stands in one CAS.
struct Cas<'s, 'p> {
    selection: &'s Selection<'p>,
    labels: &'s Labels,
    /// By source.
    links: &'s BTreeMap<ClaimId, Vec<&'p Link>>,
    document: &'p Document,
}

fn words<'a>(words: impl Into<Cow<'a, str>>) -> Feature<'a> {
    Feature::Words(words.into())
}

impl<'s> Cas<'s, '_> {
    fn structures(&self, output: &mut Output<'_>) -> Result<Vec<Written<'s>>, FormatError>
    where
        Self: 's,
    {
        let mut found = vec![self.sofa(), self.metadata()];
        let mut numbers: BTreeMap<ClaimId, (usize, &Claim)> = BTreeMap::new();
        for claim in self.selection.claims_in(self.document.id) {
            if self.selection.place(claim).is_none() {
                output.leave_out(RecordId::Claim(claim.id), UNANCHORED);
                continue;
            }
            let id = numbers.len() + SOFA + 2;
            numbers.insert(claim.id, (id, claim));
            found.push(self.claim(id, claim));
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
                found.push(self.link((id, link), (*from, *to), target));
                output.keep_link(link.id, "");
                output.row()?;
            }
        }
        Ok(found)
    }

    /// An annotation with what every annotation has.
    fn annotation<'a>(&self, (id, kind): (usize, &'a str), span: Span) -> Written<'a> {
        let (begin, end) = self.selection.texts.offsets(self.document.id, span, Unit::Utf16);
        let features = vec![
            ("sofa", Feature::Reference(SOFA)),
            ("begin", Feature::Number(begin)),
            ("end", Feature::Number(end)),
        ];
        Written { id, kind, features }
    }

    fn sofa(&self) -> Written<'s> {
        let features = vec![
            ("sofaNum", Feature::Number(1)),
            ("sofaID", words(VIEW)),
            ("mimeType", words("text/plain")),
            ("sofaString", words(&*self.document.text)),
        ];
        Written { id: SOFA, kind: SOFA_TYPE, features }
    }

    fn metadata(&self) -> Written<'s> {
        let details = &self.document.details;
        let language = if details.language.is_empty() { "x-unspecified" } else { &details.language };
        let mut found = self.annotation((SOFA + 1, METADATA_TYPE), Span::new(0, self.document.text.len()));
        found.features.extend([
            ("language", words(language)),
            ("documentTitle", words(&details.title)),
            ("documentId", words(self.document.id.to_string())),
        ]);
        found
    }

    fn claim(&self, id: usize, claim: &'s Claim) -> Written<'s> {
        let mut found = self.annotation((id, CLAIM_TYPE), claim.span);
        found.features.push(("label", words(self.labels.of_claim(claim))));
        self.push_said(&mut found, (claim.confidence.as_ref(), claim.id.to_string(), &claim.note));
        found
    }

    /// A relation stands where its target does.
    fn link(&self, (id, link): (usize, &'s Link), (from, to): (usize, usize), target: &Claim) -> Written<'s> {
        let mut found = self.annotation((id, LINK_TYPE), target.span);
        found.features.extend([
            ("Governor", Feature::Reference(from)),
            ("Dependent", Feature::Reference(to)),
            ("linkType", words(self.labels.of_link(link))),
        ]);
        self.push_said(&mut found, (link.confidence.as_ref(), link.id.to_string(), &link.note));
        found
    }

    /// Confidence, id and note, where there are any.
    fn push_said(
        &self,
        found: &mut Written<'s>,
        (confidence, id, note): (Option<&Confidence>, String, &'s str),
    ) {
        let level = confidence.map(|confidence| self.labels.level(confidence));
        found.features.extend(level.map(|level| ("confidence", words(level))));
        found.features.push(("identifier", words(id)));
        found.features.extend((!note.is_empty()).then(|| ("note", words(note))));
    }
}
