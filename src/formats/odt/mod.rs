//! [`read_odt`]: texts in the `OpenDocument` format. Tracked deletions stay out, notes stand at the end.

mod formulas;
mod lists;
mod story;
mod styles;
#[cfg(test)]
mod tests;

use super::archive::Archive;
use super::docx::{core_metadata, not_office, open_office_file};
use super::extract::{Account, Extracted, Lines};
use super::flow;
use super::xml::{XmlEvent, XmlReader, values, xml_text};
use super::{FormatError, NewDocument, ReadOptions, parse_date};
use formulas::formula;
use std::collections::BTreeMap;
use story::Story;

/// The text of a document in the `OpenDocument` format.
pub fn read_odt(
    file_name: &str,
    bytes: &[u8],
    _options: &ReadOptions<'_>,
) -> Result<NewDocument, FormatError> {
    NewDocument::from_extracted(file_name, bytes, extract(bytes)?)
}

fn extract(bytes: &[u8]) -> Result<Extracted, FormatError> {
    let mut archive = open_office_file(bytes, "an OpenDocument text")?;
    let manifest = archive.file("META-INF/manifest.xml")?.unwrap_or_default();
    if xml_text(&manifest).contains("encryption-data") {
        return Err(FormatError::Locked);
    }
    let content = archive.file("content.xml")?.ok_or_else(|| not_office("an OpenDocument text"))?;
    let (mut problems, mut account) = (Vec::new(), Account::default());
    let mut story = Story::default();
    let styles = archive.file("styles.xml").and_then(|part| match part {
        Some(bytes) => story.read(&xml_text(&bytes)),
        None => Ok(()),
    });
    // Headers and footers are all the text that styles have.
    let of_styles = flow::joined(&story.flow.take_blocks());
    account.leave_out("text of a style", &of_styles);
    let running = story.flow.take_left_out();
    tell_damage(styles, "its styles", &mut problems)?;
    let mut story = story.next_file();
    story.formulas = read_objects(&mut archive, &mut problems, &mut account)?;
    let result = story.read(&xml_text(&content));
    let blocks = story.flow.take_blocks();
    if blocks.is_empty() {
        result?;
    } else {
        tell_damage(result, "its end", &mut problems)?;
    }
    flow::account_for(story.flow.take_left_out(), &mut account);
    flow::account_for(running, &mut account);
    problems.extend(described(&story));
    let mut lines = Lines::default();
    flow::write(&blocks, &story.notes, &mut lines);
    let pinpoints = lines.take_pinpoints();
    let meta = archive.file("meta.xml").unwrap_or_default();
    let extracted = metadata(&meta.unwrap_or_default(), &mut problems);
    let text = lines.finish(&mut problems);
    Ok(Extracted { text, problems, account, pinpoints, ..extracted })
}

/// Says that a part is damaged; a hostile one stops.
fn tell_damage(
    result: Result<(), FormatError>,
    what: &str,
    problems: &mut Vec<String>,
) -> Result<(), FormatError> {
    match result {
        Err(FormatError::Unreadable(reason)) => {
            problems.push(format!("a part of the file ({what}) was not read: {reason}"));
            Ok(())
        }
        result => result,
    }
}

fn described(story: &Story) -> Vec<String> {
    let mut problems = Vec::new();
    let (out, kept) = (story.deletion_count, story.insertion_count);
    if out + kept > 0 {
        problems.push(format!("tracked changes: deletions were left out ({out}), insertions kept ({kept})"));
    }
    if story.unknown_sign_count > 0 {
        let count = story.unknown_sign_count;
        problems
            .push(format!("signs of a symbol font without a character of their own stand as ▯ ({count})"));
    }
    problems
}

fn metadata(meta: &[u8], problems: &mut Vec<String>) -> Extracted {
    let meta = values(&xml_text(meta)).unwrap_or_default();
    let mut extracted = core_metadata(&meta);
    let get = |name: &str| meta.iter().find(|(key, _)| key == name).map(|(_, text)| text.as_str());
    // Dublin Core's creator is who changed the file last here.
    if let Some(author) = get("initial-creator") {
        author.clone_into(&mut extracted.source.author);
    }
    // Dublin Core's date is that of the last change here.
    let made = get("creation-date").and_then(parse_date);
    extracted.source.published = made.unwrap_or_default();
    if !extracted.source.published.is_empty() {
        problems.push("the date is that on which the file was made".to_owned());
    }
    extracted
}

/// The formulas that lie in the file as files of their own, by folder. The words of charts and tables are left out.
fn read_objects(
    archive: &mut Archive<'_>,
    problems: &mut Vec<String>,
    account: &mut Account,
) -> Result<BTreeMap<String, String>, FormatError> {
    let names: Vec<String> = archive.entries.iter().map(|entry| entry.name.clone()).collect();
    let mut found = BTreeMap::new();
    for name in names {
        let Some(folder) = name.strip_suffix("/content.xml") else { continue };
        let Some(bytes) = archive.file(&name)? else { continue };
        let text = xml_text(&bytes);
        match formula(&text) {
            Ok(Some(formula)) => drop(found.insert(folder.to_owned(), formula)),
            Ok(None) => account.leave_out("text of a chart or table", &plain_words(&text)),
            Err(err @ FormatError::Hostile(_)) => return Err(err),
            Err(err) => problems.push(format!("a formula was not read: {err}")),
        }
    }
    Ok(found)
}

/// All text of a file, as far as it can be read.
fn plain_words(xml: &str) -> String {
    let mut reader = XmlReader::new(xml);
    let mut words: Vec<String> = Vec::new();
    while let Ok(Some(event)) = reader.next() {
        if let XmlEvent::Text(piece) = event {
            words.push(piece);
        }
    }
    words.join(" ")
}
