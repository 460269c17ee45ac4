//! Codes: the kinds of a codebook as an element that projects and codebook files share.

use crate::formats::ids::uuid_from_text;
use crate::formats::labels::NO_KIND_LABEL;
use crate::formats::markup::marked_up;
use crate::model::{ClaimKind, Codebook, LinkKind};
use std::fmt::Write as _;
use uuid::Uuid;

/// The code of claims without a kind.
pub(super) fn no_kind_guid() -> Uuid {
    uuid_from_text("crossclaim code of claims without a kind")
}

/// The code of a claim kind: the same in every project that has a kind of that id.
pub(super) fn claim_kind_guid(id: &str) -> Uuid {
    uuid_from_text(&format!("crossclaim code of the claim kind {id}"))
}

/// The code of a link kind.
pub(super) fn link_kind_guid(id: &str) -> Uuid {
    uuid_from_text(&format!("crossclaim code of the link kind {id}"))
}

/// The folder of codes under which link kinds stand.
pub(super) fn link_kinds_guid() -> Uuid {
    uuid_from_text("crossclaim codes of link kinds")
}

/// The element `Codes`; link kinds are for codebook files, since projects name them on their links.
pub(super) fn codes(codebook: &Codebook, with_link_kinds: bool) -> String {
    let mut text = String::from("<Codes>\n");
    for ClaimKind { id, label, definition, color, .. } in &codebook.claim_kinds {
        code(&mut text, claim_kind_guid(id), (label, id), (definition, color));
    }
    code(&mut text, no_kind_guid(), (NO_KIND_LABEL, NO_KIND_LABEL), ("", ""));
    if with_link_kinds && !codebook.link_kinds.is_empty() {
        let guid = link_kinds_guid();
        // Writing to a string cannot fail.
        writeln!(text, "<Code guid=\"{guid}\" name=\"Link kinds\" isCodable=\"false\">").unwrap_or_default();
        for LinkKind { id, label, definition, color, .. } in &codebook.link_kinds {
            code(&mut text, link_kind_guid(id), (label, id), (definition, color));
        }
        text.push_str("</Code>\n");
    }
    text.push_str("</Codes>");
    text
}

fn code(text: &mut String, guid: Uuid, (label, id): (&str, &str), (definition, color): (&str, &str)) {
    let name = marked_up(if label.trim().is_empty() { id } else { label });
    write!(text, "<Code guid=\"{guid}\" name=\"{name}\" isCodable=\"true\"").unwrap_or_default();
    if is_color(color) {
        write!(text, " color=\"#{color}\"").unwrap_or_default();
    }
    if definition.is_empty() {
        text.push_str("/>\n");
    } else {
        writeln!(text, "><Description>{}</Description></Code>", marked_up(definition)).unwrap_or_default();
    }
}

/// Whether these are the six digits that the schema asks for.
pub(super) fn is_color(color: &str) -> bool {
    color.len() == 6 && color.bytes().all(|byte| byte.is_ascii_hexdigit())
}
