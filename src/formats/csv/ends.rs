//! [`Ends`]: which claim or document a row means, by whatever it names it with.

use crate::analysis::names::{claim_names, document_letter};
use crate::formats::file_names::without_ending;
use crate::formats::jsonl::rows::RowId;
use crate::model::{Claim, ClaimId, Document, DocumentId, Project};
use std::collections::BTreeMap;

/// The documents that rows may name.
#[derive(Debug, Default)]
pub(super) struct Documents<'d> {
    list: Vec<&'d Document>,
}

impl<'d> Documents<'d> {
    pub(super) fn new(project: Option<&'d Project>, read: impl Iterator<Item = &'d Document>) -> Self {
        let known = project.into_iter().flat_map(|project| project.documents());
        Self { list: known.chain(read).collect() }
    }

    /// By id, name of its file, title, address or letter, in this order.
    pub(super) fn named(&self, name: &str) -> Option<&'d Document> {
        let id: Option<DocumentId> = name.trim().parse().ok();
        let find = |is_meant: &dyn Fn(&Document) -> bool| {
            self.list.iter().copied().find(|document| is_meant(document))
        };
        let letter = || (0..).zip(&self.list).find(|(at, _)| document_letter(*at) == name.trim());
        find(&|document| Some(document.id) == id)
            .or_else(|| find(&|document| document.file_name == name))
            .or_else(|| find(&|document| document.details.title == name))
            .or_else(|| find(&|document| document.details.source.url == name))
            .or_else(|| {
                find(&|document| {
                    !document.file_name.is_empty() && without_ending(&document.file_name) == name
                })
            })
            .or_else(|| letter().map(|(_, document)| *document))
    }

    /// The only one there is.
    pub(super) fn only(&self) -> Option<&'d Document> {
        if let [one] = self.list.as_slice() { Some(one) } else { None }
    }
}

/// The claims that links may name.
#[derive(Debug, Default)]
pub(super) struct Ends {
    names: BTreeMap<String, ClaimId>,
    places: BTreeMap<(DocumentId, usize, usize), ClaimId>,
    quotes: BTreeMap<String, Vec<(DocumentId, ClaimId)>>,
}

/// How a row of a link names one of its ends.
#[derive(Debug, Default)]
pub(super) struct End<'r> {
    pub(super) id: Option<&'r str>,
    pub(super) name: Option<&'r str>,
    pub(super) document: Option<DocumentId>,
    /// In bytes of the text of the document.
    pub(super) span: Option<(usize, usize)>,
    pub(super) quote: Option<&'r str>,
}

impl Ends {
    /// Takes in the claims of the project, which those of the files come before.
    pub(super) fn of(project: Option<&Project>) -> Self {
        let mut ends = Self::default();
        if let Some(project) = project {
            ends.names.extend(claim_names(project).into_iter().map(|(id, name)| (name, id)));
            project.claims().for_each(|claim| ends.push(claim, None));
        }
        ends
    }

    /// Takes in a claim under its id, and under the name that its row gives it.
    pub(super) fn push(&mut self, claim: &Claim, name: Option<&str>) {
        self.names.insert(claim.id.to_string(), claim.id);
        if let Some(name) = name {
            self.names.insert(name.to_owned(), claim.id);
        }
        self.places.insert((claim.document, claim.span.start, claim.span.end), claim.id);
        self.quotes.entry(claim.quote.clone()).or_default().push((claim.document, claim.id));
    }

    /// The claim that is meant; none where it is none or could be several.
    pub(super) fn find(&self, end: &End<'_>) -> Option<ClaimId> {
        let named = |name: Option<&str>| name.and_then(|name| self.names.get(name.trim())).copied();
        let by_place = || {
            let (start, end_byte) = end.span?;
            self.places.get(&(end.document?, start, end_byte)).copied()
        };
        let by_quote = || {
            let found = self.quotes.get(end.quote?)?;
            let is_here = |document: DocumentId| end.document.is_none_or(|other| other == document);
            let mut here = found.iter().filter(|(document, _)| is_here(*document));
            let (first, rest) = (here.next(), here.next());
            first.filter(|_| rest.is_none()).map(|(_, claim)| *claim)
        };
        // A table made by hand has ids of its own, which the claims did not keep.
        let by_id = |id: Option<&str>| {
            let id = ClaimId(RowId(id?.to_owned()).uuid());
            self.names.get(&id.to_string()).copied()
        };
        if end.id.is_some() {
            return by_id(end.id).or_else(|| named(end.id));
        }
        named(end.name).or_else(|| by_id(end.name)).or_else(by_place).or_else(by_quote)
    }
}
