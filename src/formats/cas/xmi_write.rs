//! The CAS of each document as UIMA XMI, and the type system that every reader of it needs.
//!
//! XML has no place for most control characters. In the text each stands as U+FFFD with an annotation that says what it
//! is, so that offsets stay and the text comes back; in notes and titles as U+FFFD, and whole in the rows beside the files.

use super::write::{Feature, SOFA, SOFA_TYPE, Written, cases, types};
use super::{CHARACTER_TYPE, CODE, TYPE_SYSTEM_FILE, XMI_ENDING};
use crate::formats::FormatError;
use crate::formats::output::Output;
use crate::formats::selection::Selection;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Begins every file.
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
/// Packages of the types that are written, with the prefix of each.
const PACKAGES: [(&str, &str); 4] = [
    ("cas", "uima.cas"),
    ("metadata", "de.tudarmstadt.ukp.dkpro.core.api.metadata.type"),
    ("custom", "webanno.custom"),
    ("crossclaim", "crossclaim"),
];

pub(super) fn write_cas_xmi(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    let mut replaced_count = 0;
    cases((selection, output), XMI_ENDING, |structures| {
        let (bytes, count) = bytes(structures);
        replaced_count += count;
        Ok(bytes)
    })?;
    if replaced_count > 0 {
        output.note(format!(
            "{replaced_count} control characters that XML cannot hold stand as � in the XMI files; reading them here \
             brings back those of the texts"
        ));
    }
    output.file(TYPE_SYSTEM_FILE, type_system().into_bytes())
}

/// A file, and how many characters XML has no place for.
fn bytes(structures: &[Written<'_>]) -> (Vec<u8>, usize) {
    let mut xml = format!("{HEAD}<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\"");
    for (prefix, package) in PACKAGES {
        xml.extend([" xmlns:", prefix, "=\"http:///", &package.replace('.', "/"), ".ecore\""]);
    }
    xml.push_str(" xmi:version=\"2.0\">\n<cas:NULL xmi:id=\"0\"/>\n");
    let (mut count, mut members) = (0, Vec::new());
    for structure in structures {
        count += push_structure(&mut xml, structure);
        members.extend((structure.kind != SOFA_TYPE).then_some(structure.id));
    }
    let mut next = structures.iter().map(|structure| structure.id).max().unwrap_or_default();
    for (place, code) in structures.iter().flat_map(replaced) {
        next += 1;
        let features = vec![
            ("sofa", Feature::Reference(SOFA)),
            ("begin", Feature::Number(place)),
            ("end", Feature::Number(place + 1)),
            (CODE, Feature::Number(code)),
        ];
        push_structure(&mut xml, &Written { id: next, kind: CHARACTER_TYPE, features });
        members.push(next);
    }
    let members: Vec<String> = members.iter().map(usize::to_string).collect();
    xml.extend([
        "<cas:View sofa=\"",
        &SOFA.to_string(),
        "\" members=\"",
        &members.join(" "),
        "\"/>\n</xmi:XMI>\n",
    ]);
    (xml.into_bytes(), count)
}

/// Adds an element; gives how many characters of it XML has no place for.
fn push_structure(xml: &mut String, structure: &Written<'_>) -> usize {
    let (package, name) = structure.kind.rsplit_once('.').unwrap_or(("", structure.kind));
    let prefix = PACKAGES.iter().find(|(_, other)| *other == package).map_or("", |(prefix, _)| prefix);
    xml.extend(["<", prefix, ":", name, " xmi:id=\"", &structure.id.to_string(), "\""]);
    let mut count = 0;
    for (name, value) in &structure.features {
        xml.extend([" ", name, "=\""]);
        match value {
            Feature::Words(words) => count += push_escaped(xml, words),
            Feature::Number(number) | Feature::Reference(number) => xml.push_str(&number.to_string()),
        }
        xml.push('"');
    }
    xml.push_str("/>\n");
    count
}

/// Adds the value of an attribute; gives how many characters XML has no place for.
fn push_escaped(xml: &mut String, words: &str) -> usize {
    let mut count = 0;
    for sign in words.chars() {
        match sign {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            // As they are, they would be read as blanks; the first also guards what programs may take for line ends.
            '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' => {
                // Writing to a string cannot fail.
                write!(xml, "&#{};", u32::from(sign)).unwrap_or_default();
            }
            sign if is_of_xml(sign) => xml.push(sign),
            _ => {
                xml.push('\u{FFFD}');
                count += 1;
            }
        }
    }
    count
}

/// Whether XML 1.0 has a place for the character.
fn is_of_xml(sign: char) -> bool {
    matches!(sign, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// The characters of a text that XML has no place for, each with its place in UTF-16 and its code point.
fn replaced(structure: &Written<'_>) -> Vec<(usize, usize)> {
    let text =
        structure.features.iter().filter(|_| structure.kind == SOFA_TYPE).find_map(|feature| match feature {
            ("sofaString", Feature::Words(text)) => Some(text),
            _ => None,
        });
    let mut found = Vec::new();
    let mut place = 0;
    for sign in text.map(Cow::as_ref).unwrap_or_default().chars() {
        if !is_of_xml(sign) {
            found.push((place, u32::from(sign) as usize));
        }
        place += sign.len_utf16();
    }
    found
}

/// The text with its own characters where others stand for them: by place in UTF-16.
pub(super) fn restored(text: &str, characters: &BTreeMap<usize, char>) -> String {
    let mut place = 0;
    let sign = |sign: char| {
        let own = characters.get(&place).filter(|_| sign == '\u{FFFD}');
        place += sign.len_utf16();
        own.copied().unwrap_or(sign)
    };
    text.chars().map(sign).collect()
}

/// Each type once, with the features that are not inherited.
fn type_system() -> String {
    let mut xml = format!(
        "{HEAD}<typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">\n<types>\n"
    );
    let own = (CHARACTER_TYPE, "uima.tcas.Annotation", vec![(CODE, "uima.cas.Integer")]);
    for (name, parent, features) in types().into_iter().chain([own]) {
        xml.extend(["<typeDescription>\n<name>", name, "</name>\n<description/>\n<supertypeName>", parent]);
        xml.push_str("</supertypeName>\n<features>\n");
        for (feature, range) in features {
            xml.extend([
                "<featureDescription><name>",
                feature,
                "</name><description/><rangeTypeName>",
                range,
            ]);
            xml.push_str("</rangeTypeName></featureDescription>\n");
        }
        xml.push_str("</features>\n</typeDescription>\n");
    }
    xml.push_str("</types>\n</typeSystemDescription>\n");
    xml
}
