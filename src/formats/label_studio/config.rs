//! The labelling configuration: written for so many panes, and read to learn which field of a task is a text.

use crate::formats::FormatError;
use crate::formats::labels::{Labels, NO_KIND_LABEL};
use crate::formats::markup::marked_up;
use crate::formats::selection::Selection;
use crate::formats::xml::{XmlEvent, XmlReader};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The configuration for tasks of at most that many documents.
pub(super) fn config(selection: &Selection<'_>, labels: &Labels, pane_count: usize) -> Vec<u8> {
    let codebook = selection.project.codebook();
    let mut text = String::from("<View>\n  <Relations choice=\"multiple\">\n");
    for kind in &codebook.link_kinds {
        element(&mut text, "    <Relation value=\"", labels.of_link_kind(&kind.id), "\"/>");
    }
    text.push_str("  </Relations>\n");
    let levels = labels.used_levels(selection);
    for pane in 1..=pane_count {
        element(
            &mut text,
            "",
            &format!("  <Labels name=\"label_{pane}\" toName=\"text_{pane}\" choice=\"multiple\">"),
            "",
        );
        for kind in &codebook.claim_kinds {
            let label = marked_up(labels.of_claim_kind(&kind.id)).into_owned();
            element(
                &mut text,
                "",
                &format!("    <Label value=\"{label}\" background=\"#{}\"/>", kind.color),
                "",
            );
        }
        element(&mut text, "    <Label value=\"", NO_KIND_LABEL, "\"/>");
        text.push_str("  </Labels>\n");
    }
    text.push_str("  <View style=\"display:flex\">\n");
    for pane in 1..=pane_count {
        let pane = format!(
            "    <View style=\"flex:1\"><Header value=\"$title_{pane}\"/>\
             <Text name=\"text_{pane}\" value=\"$text_{pane}\" granularity=\"symbol\"/></View>"
        );
        element(&mut text, "", &pane, "");
    }
    text.push_str("  </View>\n");
    for pane in 1..=pane_count {
        let open =
            format!("  <Choices name=\"confidence_{pane}\" toName=\"text_{pane}\" perRegion=\"true\">");
        element(&mut text, "", &open, "");
        for level in &levels {
            element(&mut text, "    <Choice value=\"", level, "\"/>");
        }
        text.push_str("  </Choices>\n");
    }
    text.push_str("</View>\n");
    text.into_bytes()
}

fn element(text: &mut String, open: &str, value: &str, close: &str) {
    let value = if open.is_empty() { value.into() } else { marked_up(value) };
    // Writing to a string cannot fail.
    writeln!(text, "{open}{value}{close}").unwrap_or_default();
}

/// Which field of a task each pane shows, by the name of the pane.
pub(super) fn panes(bytes: &[u8]) -> Result<BTreeMap<String, String>, FormatError> {
    let text = crate::formats::xml::xml_text(bytes);
    let mut reader = XmlReader::new(&text);
    let mut found = BTreeMap::new();
    while let Some(event) = reader.next()? {
        let XmlEvent::Open(element) = event else { continue };
        if matches!(element.name.as_str(), "Text" | "HyperText" | "Paragraphs")
            && let Some(field) = element.attribute("value").strip_prefix('$')
        {
            found.insert(element.attribute("name").to_owned(), field.to_owned());
        }
    }
    Ok(found)
}
