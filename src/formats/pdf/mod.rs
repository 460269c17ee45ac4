//! [`read_pdf`]: the text of a PDF in reading order, as paragraphs, without running heads and page numbers.
//!
//! `hayro-syntax` reads the file and `hayro-interpret` says where each glyph stands and what it says; lines, columns
//! and paragraphs are our own.

mod characters;
mod columns;
mod direction;
mod fallback;
mod glyphs;
mod heads;
mod hyphens;
mod labels;
mod layers;
mod layout;
mod lines;
mod metadata;
mod notes;
mod pages;
mod paragraphs;
mod piece;
mod pieces;
mod scripts;

use super::extract::{Account, Extracted, Lines};
use super::{FormatError, NewDocument, ReadOptions};
use crate::model::Pinpoint;
use hayro_syntax::{LoadPdfError, Pdf};
use heads::take_heads;
use hyphens::Hyphens;
use labels::page_labels;
use layout::{Page, PagePieces};
use metadata::{language, with_metadata};
use pages::{Gathered, gather};
use paragraphs::{Passage, paragraphs};
use piece::Piece;
use std::collections::{BTreeMap, BTreeSet};

/// The text of a PDF.
pub fn read_pdf(
    file_name: &str,
    bytes: &[u8],
    _options: &ReadOptions<'_>,
) -> Result<NewDocument, FormatError> {
    NewDocument::from_extracted(file_name, bytes, extract(bytes)?)
}

fn extract(bytes: &[u8]) -> Result<Extracted, FormatError> {
    let start = bytes.get(..1024).unwrap_or(bytes);
    if !start.windows(5).any(|part| part == b"%PDF-") {
        let reason = "it is not a PDF, whatever its name says; check where it came from";
        return Err(FormatError::Unreadable(reason.to_owned()));
    }
    let pdf = Pdf::new(bytes.to_vec()).map_err(|err| match err {
        LoadPdfError::Decryption(_) => FormatError::Locked,
        LoadPdfError::Invalid => {
            FormatError::Unreadable("the PDF is damaged; fetch it again, or print it to a new PDF".to_owned())
        }
    })?;
    let mut account = Account::default();
    let mut gathered = gather(&pdf, &mut account);
    let page_count = gathered.pages.len();
    let mut problems = Vec::new();
    leave_out_heads(&mut gathered.pages, &mut account, &mut problems);
    let pages: Vec<Page> =
        std::mem::take(&mut gathered.pages).into_iter().map(PagePieces::into_page).collect();
    let blocks = pages.iter().flat_map(|page| page.blocks.iter().chain(&page.sideways));
    let lines = blocks.flatten().map(|line| line.text.as_str());
    let mut hyphens = Hyphens::of(lines);
    let found = paragraphs(&pages, &mut hyphens);
    let char_count: usize = found.iter().map(|text| text.text.chars().count()).sum();
    if char_count == 0 {
        return Err(gathered.refusal(page_count));
    }
    problems.splice(0..0, gathered.problems(char_count));
    problems.extend(hyphens.problem());
    let mut lines = Lines::default();
    write(&found, &page_labels(&pdf, page_count), &mut lines);
    let pinpoints = lines.take_pinpoints();
    let text = lines.finish(&mut problems);
    let metadata = with_metadata(pdf.metadata(), &mut problems);
    let language = language(&pdf);
    Ok(Extracted { text, language, problems, account, pinpoints, ..metadata })
}

/// Takes out what repeats at the edges of the pages, and sideways what repeats at all.
fn leave_out_heads(pages: &mut [PagePieces], account: &mut Account, problems: &mut Vec<String>) {
    let heads = take_heads(pages);
    for head in &heads {
        account.leave_out("running head or page number", head);
    }
    if !heads.is_empty() {
        problems.push(format!("running heads and page numbers were left out ({})", heads.len()));
    }
    let text = |block: &[Piece]| block.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages.iter() {
        let own: BTreeSet<String> = page.sideways.iter().map(|block| text(block)).collect();
        for text in own {
            *counts.entry(text).or_default() += 1;
        }
    }
    let least = (pages.len() / 2).max(3);
    for page in pages.iter_mut() {
        page.sideways.retain(|block| {
            let text = text(block);
            let repeats = counts.get(&text).is_some_and(|count| *count >= least);
            if repeats {
                account.leave_out("turned text that repeats on the pages", &text);
            }
            !repeats
        });
    }
}

/// Writes the paragraphs with a mark where each page begins.
fn write(found: &[Passage], labels: &[String], lines: &mut Lines) {
    let label = |page: usize| Pinpoint::Page(labels.get(page).cloned().unwrap_or_default());
    let mut last = None;
    for text in found {
        for (page, byte) in &text.pages {
            if last == Some(*page) {
                continue;
            }
            last = Some(*page);
            if *byte == 0 {
                lines.mark(label(*page));
            } else {
                lines.mark_within(*byte, label(*page));
            }
        }
        if text.is_row { lines.row(&text.text) } else { lines.paragraph(&text.text) }
    }
}

impl Gathered {
    /// Why there is no text.
    fn refusal(&self, page_count: usize) -> FormatError {
        if self.unknown_count > 0 {
            return FormatError::Unreadable(
                "its fonts do not say which letters they draw; run text recognition over it".to_owned(),
            );
        }
        if page_count == 0 || self.picture_pages == 0 { FormatError::Empty } else { FormatError::NoText }
    }

    /// What was lost or guessed, for the reader.
    fn problems(&self, char_count: usize) -> Vec<String> {
        let mut found = Vec::new();
        if self.picture_pages > 0 {
            found.push(format!("pages that are pictures without text: {}", self.picture_pages));
        }
        if self.unknown_count > 0 {
            let share = 100 * self.unknown_count / (self.unknown_count + char_count).max(1);
            found.push(format!(
                "characters that their font does not name were left out: {} ({share} %)",
                self.unknown_count
            ));
        }
        if self.invisible_count > 0 {
            found.push(format!(
                "a layer of text that is not drawn, such as recognised text under a picture, was read ({} characters)",
                self.invisible_count
            ));
        }
        if self.has_unread_font {
            found.push("a font could not be read; text set in it may lack".to_owned());
        }
        if self.cut_pages > 0 {
            found.push(format!("pages that hold more characters than are read: {}", self.cut_pages));
        }
        if self.is_cut {
            found.push(format!("only the first {} pages were read", pages::MAX_PAGES));
        }
        found
    }
}

#[cfg(test)]
mod tests;
