//! How a [`Document`] is merged. Texts are never: versions with other texts were told apart before.

use super::{Record, SetField, put};
use crate::model::merge::meeting::{Meeting, Stamp, ron_text};
use crate::model::merge::report::RecordKind;
use crate::model::merge::sentences::{merged_sentences, replace_region};
use crate::model::{Document, DocumentDetails, Source};
use std::sync::Arc;

impl Record for Document {
    const KIND: RecordKind = RecordKind::Document;

    fn meet(mut meeting: Meeting<'_, Self>) -> Self {
        let source = |document: &Self| document.details.source.clone();
        let source = Source {
            publisher: meeting.soft("publisher", |one| source(one).publisher),
            author: meeting.soft("author", |one| source(one).author),
            url: meeting.soft("url", |one| source(one).url),
            published: meeting.soft("published", |one| source(one).published),
            accessed: meeting.soft("accessed", |one| source(one).accessed),
            reliability: meeting.soft("reliability", |one| source(one).reliability),
            origin: meeting.soft("origin", |one| source(one).origin),
            character: meeting.soft("character", |one| source(one).character),
            captured: meeting.soft("captured", |one| source(one).captured),
        };
        let details = DocumentDetails {
            title: meeting.soft("title", |one| one.details.title.clone()),
            language: meeting.soft("language", |one| one.details.language.clone()),
            source,
            role: meeting.soft("role", |one| one.details.role),
        };
        // Set at import and never after: of two the one that knows more places, whoever merges.
        let pinpoints = [meeting.ours, meeting.theirs].map(|one| &one.pinpoints);
        let pinpoints = pinpoints.into_iter().max_by_key(|list| (list.len(), *list)).cloned();
        Self {
            id: meeting.ours.id,
            details,
            file_name: meeting.steady(|one| one.file_name.clone()),
            original_sha256: meeting.steady(|one| one.original_sha256.clone()),
            text: Arc::clone(&meeting.ours.text),
            read_by: meeting.set(|one| &one.read_by),
            pinpoints: pinpoints.unwrap_or_default(),
            sentences: merged_sentences(&mut meeting),
        }
    }

    fn stamp(&self) -> Stamp {
        Stamp::default()
    }

    /// Without the text, which is in the project.
    fn text(&self) -> String {
        ron_text(&self.details)
    }

    fn set(&mut self, field: &str, value: &str) -> SetField {
        let source = &mut self.details.source;
        match field {
            "publisher" => put(&mut source.publisher, value),
            "author" => put(&mut source.author, value),
            "url" => put(&mut source.url, value),
            "published" => put(&mut source.published, value),
            "accessed" => put(&mut source.accessed, value),
            "reliability" => put(&mut source.reliability, value),
            "origin" => put(&mut source.origin, value),
            "character" => put(&mut source.character, value),
            "captured" => put(&mut source.captured, value),
            "role" => put(&mut self.details.role, value),
            "title" => put(&mut self.details.title, value),
            "language" => put(&mut self.details.language, value),
            "sentences" => {
                replace_region(&mut self.sentences, ron::from_str(value)?);
                Ok(true)
            }
            _ => Ok(false),
        }
    }
}
