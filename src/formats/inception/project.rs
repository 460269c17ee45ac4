//! [`ExportedProject`]: what an archive says of its documents and of who is how far with them.

use crate::formats::jsonl::rows::null_as_default;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// `exportedproject….json`; tag sets, layers and permissions are told as unread.
#[derive(Debug, Deserialize)]
#[serde(expecting = "a project")]
pub(super) struct ExportedProject {
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) name: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) source_documents: Vec<SourceRow>,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) annotation_documents: Vec<AnnotationRow>,
    /// Of the archive, not of the work.
    #[serde(rename = "version")]
    _version: Option<Value>,
    #[serde(rename = "created")]
    _created: Option<Value>,
    #[serde(rename = "updated")]
    _updated: Option<Value>,
    #[serde(rename = "application_name")]
    _application: Option<Value>,
    #[serde(rename = "application_version")]
    _application_version: Option<Value>,
}

/// A document.
#[derive(Debug, Deserialize)]
#[serde(expecting = "a document")]
pub(super) struct SourceRow {
    pub(super) name: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) format: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) state: String,
    #[serde(flatten)]
    _times: BTreeMap<String, Value>,
}

/// The work of a user on a document.
#[derive(Debug, Deserialize)]
#[serde(expecting = "the work of a user on a document")]
pub(super) struct AnnotationRow {
    pub(super) name: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) user: String,
    #[serde(default, deserialize_with = "null_as_default")]
    pub(super) state: String,
    #[serde(rename = "annotatorComment", default, deserialize_with = "null_as_default")]
    pub(super) comment: String,
    #[serde(flatten)]
    _times: BTreeMap<String, Value>,
}

impl ExportedProject {
    /// How many documents are in each state, and how far each user is; nothing where the archive does not say.
    pub(super) fn states(&self) -> Option<String> {
        let mut each: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        let documents = self.source_documents.iter().map(|row| ("documents", row.state.as_str()));
        let users = self.annotation_documents.iter().map(|row| (row.user.as_str(), row.state.as_str()));
        for (whose, state) in documents.chain(users).filter(|(_, state)| !state.is_empty()) {
            *each.entry(whose.to_owned()).or_default().entry(state.to_owned()).or_default() += 1;
        }
        let said = each.iter().map(|(whose, states)| {
            let states: Vec<String> = states
                .iter()
                .map(|(state, count)| format!("{count} {}", state.to_lowercase().replace('_', " ")))
                .collect();
            format!("{whose}: {}", states.join(", "))
        });
        let said: Vec<String> = said.collect();
        (!said.is_empty()).then(|| said.join("; "))
    }
}
