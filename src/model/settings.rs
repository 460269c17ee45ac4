//! [`Settings`] and [`Annotator`]: how the project is worked on, and by whom.

use super::{AnnotatorId, DEFAULT_SCALE, Timestamp};
use std::collections::BTreeSet;

/// Choices that belong to the project, not to one user's window.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Annotators do not see each other's layers while they work.
    pub blind: bool,
    /// Id of the scale offered for confidence; records keep the scale they were set with.
    pub scale: String,
    /// Who opened the layers of others during blind work.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub reveals: BTreeSet<Reveal>,
}

/// An annotator opened the layers of others during blind work: what they do from then on is not independent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reveal {
    /// Who.
    pub annotator: AnnotatorId,
    /// When.
    pub at: Timestamp,
    /// When blind work began anew, so that the layers were hidden again; none while they are open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { blind: false, scale: DEFAULT_SCALE.to_owned(), reveals: BTreeSet::new() }
    }
}

/// Somebody who tags, links or decides.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Annotator {
    /// Never reused.
    pub id: AnnotatorId,
    /// As the person gave it; may change, and may equal another's.
    pub name: String,
    /// The adjudicated layer that settles differences between annotators.
    #[serde(default, skip_serializing_if = "is_false")]
    pub reference: bool,
    /// A program that annotates, with its version; none for a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub machine: Option<Machine>,
}

/// A program that annotates.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Machine {
    /// Of the program or model.
    pub name: String,
    /// As it calls itself; empty when not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub version: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_false(value: &bool) -> bool {
    !value
}
