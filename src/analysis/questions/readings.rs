//! [`Readings`]: the words of claims, read once.

use crate::analysis::similarity::Reader;
use crate::model::{Claim, ClaimId, DocumentId, Project};
use crate::text::guess_language;
use std::collections::{BTreeMap, HashMap};

/// What claims say, as numbers of word forms; a claim is read again when its words changed.
#[derive(Debug, Default)]
pub(super) struct Readings {
    forms: HashMap<String, u32>,
    claims: BTreeMap<ClaimId, Reading>,
    /// Guesses for documents that do not say their language; their texts never change.
    guesses: BTreeMap<DocumentId, &'static str>,
}

#[derive(Debug)]
struct Reading {
    quote: String,
    statement: String,
    language: String,
    words: Vec<u32>,
}

impl Readings {
    /// The forms of quote and statement, each once, in order; none for a claim that the project does not have.
    pub(super) fn words(&mut self, project: &Project, claim: ClaimId) -> &[u32] {
        let Some(claim) = project.claim(claim) else {
            return &[];
        };
        let language = self.language(project, claim.document);
        let is_current = self.claims.get(&claim.id).is_some_and(|reading| {
            reading.quote == claim.quote
                && reading.statement == claim.statement
                && reading.language == language
        });
        if !is_current {
            let reading = self.read(claim, language);
            self.claims.insert(claim.id, reading);
        }
        self.claims.get(&claim.id).map_or(&[], |reading| &reading.words)
    }

    fn read(&mut self, claim: &Claim, language: &str) -> Reading {
        let reader = Reader::of(language);
        let mut words: Vec<u32> = [&claim.quote, &claim.statement]
            .into_iter()
            .flat_map(|text| reader.words(text))
            .map(|word| {
                let next = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
                *self.forms.entry(word.form).or_insert(next)
            })
            .collect();
        words.sort_unstable();
        words.dedup();
        Reading {
            quote: claim.quote.clone(),
            statement: claim.statement.clone(),
            language: language.to_owned(),
            words,
        }
    }

    fn language<'p>(&mut self, project: &'p Project, document: DocumentId) -> &'p str {
        let Some(document) = project.document(document) else {
            return "";
        };
        if !document.details.language.is_empty() {
            return &document.details.language;
        }
        self.guesses.entry(document.id).or_insert_with(|| guess_language(&document.text).unwrap_or_default())
    }
}
