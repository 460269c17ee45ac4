//! The parts beside the body of a Word document: notes, headers, comments, diagrams.

use super::package::{Package, Report};
use super::story::{Group, Shared, Story, texts_of};
use crate::formats::FormatError;
use crate::formats::flow::{account_for, joined};
use crate::formats::xml::{XmlEvent, XmlReader, xml_text};

fn groups(bytes: &[u8], shared: &mut Shared, report: &mut Report) -> (Vec<Group>, Result<(), FormatError>) {
    let mut story = Story::new(shared);
    let result = story.read(&xml_text(bytes));
    let (groups, pieces) = story.finish();
    account_for(pieces, &mut report.account);
    (groups, result)
}

/// Reads the notes and how they are numbered.
pub(super) fn read_notes(
    package: &mut Package<'_>,
    shared: &mut Shared,
    report: &mut Report,
) -> Result<(), FormatError> {
    for (kind, is_end) in [("footnotes", false), ("endnotes", true)] {
        let part = report.or_told(package.part(kind), kind)?.flatten();
        let Some(bytes) = part else { continue };
        let (groups, result) = groups(&bytes, shared, report);
        shared.notes.add(is_end, texts_of(groups));
        report.or_told(result, kind)?;
    }
    if let Some(bytes) = report.or_told(package.part("settings"), "settings")?.flatten() {
        shared.notes.read_counting(&xml_text(&bytes));
    }
    if package.main.contains("notePr") {
        shared.notes.read_counting(&package.main);
    }
    Ok(())
}

/// Accounts for the parts whose text is not the document's.
pub(super) fn leave_out_parts(
    package: &mut Package<'_>,
    shared: &mut Shared,
    report: &mut Report,
) -> Result<(), FormatError> {
    for (kind, reason) in [("header", "header"), ("footer", "footer"), ("comments", "comment")] {
        for path in package.paths(kind) {
            let Some(bytes) = report.or_told(package.at(&path), &path)?.flatten() else { continue };
            let (groups, result) = groups(&bytes, shared, report);
            for group in groups {
                let text = joined(&group.blocks);
                let author =
                    if group.author.is_empty() { String::new() } else { format!("{}: ", group.author) };
                if !text.trim().is_empty() {
                    report.account.leave_out(reason, &format!("{author}{text}"));
                }
            }
            report.or_told(result, &path)?;
        }
    }
    for (kind, reason) in [("diagramData", "text of a diagram"), ("chart", "text of a chart")] {
        for path in package.paths(kind) {
            let Some(bytes) = report.or_told(package.at(&path), &path)?.flatten() else { continue };
            let pieces = report.or_told(drawn_texts(&xml_text(&bytes)), &path)?.unwrap_or_default();
            for piece in &pieces {
                report.account.leave_out(reason, piece);
            }
        }
    }
    let embedded = ["package", "oleObject"].map(|kind| package.paths(kind)).concat();
    if let Some(first) = embedded.first() {
        let name = first.rsplit('/').next().unwrap_or_default();
        report
            .problems
            .push(format!("files embedded in it were not read ({}, the first {name})", embedded.len()));
    }
    Ok(())
}

/// The words of a diagram or chart, a paragraph or label each.
fn drawn_texts(xml: &str) -> Result<Vec<String>, FormatError> {
    let mut reader = XmlReader::new(xml);
    let (mut path, mut found, mut text): (Vec<String>, Vec<String>, String) = Default::default();
    while let Some(event) = reader.next()? {
        match event {
            XmlEvent::Open(element) => path.push(element.name),
            XmlEvent::Text(piece) => {
                let is_label = path.iter().any(|name| name == "strCache");
                match path.last().map(String::as_str) {
                    Some("t") => text.push_str(&piece),
                    Some("v") if is_label => found.push(piece),
                    _ => {}
                }
            }
            XmlEvent::Close(name) => {
                path.pop();
                if name == "p" && !text.trim().is_empty() {
                    found.push(std::mem::take(&mut text));
                }
            }
        }
    }
    Ok(found)
}
