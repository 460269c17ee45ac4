//! [`read_pdf`]: the text of a PDF in reading order, as paragraphs, without running heads and page numbers.
//!
//! `hayro-syntax` reads the file; fonts, order and paragraphs are our own: libraries that do all of it panic on
//! damaged files or take megabytes in the program.

mod cmap;
mod columns;
mod content;
mod font;
mod glyphs;
mod heads;
mod lines;
mod paragraphs;
mod widths;

use super::extract::{Account, Extracted, Lines, value};
use super::{FormatError, NewDocument, ReadOptions};
use crate::model::Source;
use content::Interpreter;
use hayro_syntax::metadata::Metadata;
use hayro_syntax::object::{Dict, String as PdfString};
use hayro_syntax::{LoadPdfError, Pdf};
use heads::take_heads;
use lines::PagePieces;
use paragraphs::{Page, paragraphs};
use std::collections::BTreeSet;

/// Pages of one file.
const MAX_PAGES: usize = 20_000;

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
    let mut interpreter = Interpreter::default();
    let mut pages: Vec<PagePieces> = Vec::new();
    let mut picture_pages = 0;
    for page in pdf.pages().iter().take(MAX_PAGES) {
        if let Some(content) = page.page_stream() {
            interpreter.page(content, page.resources());
        } else {
            interpreter.placed.clear();
        }
        picture_pages += usize::from(interpreter.placed.len() < 10 && interpreter.picture_count > 0);
        pages.push(PagePieces::of(&interpreter.placed));
    }
    let page_count = pages.len();
    let heads = take_heads(&mut pages);
    let mut account = Account::default();
    let sideways: Vec<String> =
        pages.iter().map(|page| page.sideways.trim().to_owned()).filter(|text| !text.is_empty()).collect();
    let pages: Vec<Page> = pages.into_iter().map(PagePieces::blocks).collect();
    let found = paragraphs(&pages);
    let char_count: usize = found.iter().map(|text| text.text.chars().count()).sum();
    if char_count == 0 && interpreter.unknown_count == 0 {
        return Err(if page_count == 0 || picture_pages == 0 {
            FormatError::Empty
        } else {
            FormatError::NoText
        });
    }
    let mut problems = problems(&interpreter, char_count, picture_pages);
    let mut told = BTreeSet::new();
    for head in heads.iter().filter(|head| told.insert((*head).clone())) {
        account.leave_out("running head or page number", head);
    }
    if !heads.is_empty() {
        problems.push(format!("running heads and page numbers were left out ({})", heads.len()));
    }
    for text in &sideways {
        account.leave_out("sideways", text);
    }
    if !sideways.is_empty() {
        problems.push("text that runs sideways was left out".to_owned());
    }
    let mut lines = Lines::default();
    for text in &found {
        let words = without_ligatures(&text.text);
        if text.is_row { lines.row(&words) } else { lines.paragraph(&words) }
    }
    let text = lines.finish(&mut problems);
    if is_right_to_left(&text) {
        problems.push(
            "text from right to left may come out of a PDF in the wrong order; compare it with the file"
                .to_owned(),
        );
    }
    let metadata = with_metadata(pdf.metadata(), &mut problems);
    let language = language(&pdf);
    Ok(Extracted { text, language, problems, account, ..metadata })
}

fn problems(interpreter: &Interpreter, char_count: usize, picture_pages: usize) -> Vec<String> {
    let mut found = Vec::new();
    if picture_pages > 0 {
        found.push(format!("pages that are pictures without text: {picture_pages}"));
    }
    let unknown = interpreter.unknown_count;
    if unknown > 0 {
        let share = 100 * unknown / (unknown + char_count).max(1);
        found.push(format!("characters that their font does not name were left out: {unknown} ({share} %)"));
    }
    found
}

fn with_metadata(metadata: &Metadata, problems: &mut Vec<String>) -> Extracted {
    let text = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(pdf_text).unwrap_or_default();
    let made = metadata.creation_date.as_ref().filter(|date| (1..=12).contains(&date.month));
    let made = made.map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    let published = made.and_then(|date| super::parse_date(&date)).unwrap_or_default();
    if !published.is_empty() {
        problems.push("the date is that on which the file was made".to_owned());
    }
    let title = text(&metadata.title);
    let title = title.trim_start_matches("Microsoft Word - ");
    // Names of files and of nothing are no titles.
    let is_name = |title: &str| {
        let ending = title.rsplit_once('.').map_or("", |(_, ending)| ending);
        (2..=4).contains(&ending.len()) && !title.contains(' ')
    };
    let is_nothing =
        matches!(title.to_lowercase().as_str(), "untitled" | "(anonymous)" | "unspecified" | "unknown");
    let title = if is_name(title) || is_nothing { String::new() } else { value(title) };
    let author = value(&text(&metadata.author));
    let is_nobody = matches!(
        author.to_lowercase().as_str(),
        "anonymous" | "(anonymous)" | "unknown" | "user" | "unspecified"
    );
    let author = if is_nobody { String::new() } else { author };
    Extracted { title, source: Source { author, published, ..Source::default() }, ..Extracted::default() }
}

/// A text outside pages: UTF-16 or UTF-8 with a mark, else nearly the encoding of the West.
fn pdf_text(bytes: &[u8]) -> String {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0.into_owned(),
        None => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

fn language(pdf: &Pdf) -> String {
    let root: Option<Dict<'_>> = pdf.xref().get(pdf.xref().root_id());
    let tag = root.and_then(|root| root.get::<PdfString<'_>>("Lang")).map(|tag| pdf_text(tag.as_bytes()));
    tag.and_then(|tag| super::html::language_tag(&tag)).unwrap_or_default()
}

/// Letters that a font draws as one are letters again, so that words are found.
fn without_ligatures(text: &str) -> String {
    let letters = [
        ('\u{FB00}', "ff"),
        ('\u{FB01}', "fi"),
        ('\u{FB02}', "fl"),
        ('\u{FB03}', "ffi"),
        ('\u{FB04}', "ffl"),
        ('\u{FB05}', "st"),
        ('\u{FB06}', "st"),
    ];
    letters.iter().fold(
        text.to_owned(),
        |text, (one, several)| {
            if text.contains(*one) { text.replace(*one, several) } else { text }
        },
    )
}

fn is_right_to_left(text: &str) -> bool {
    let is_rtl =
        |c: &char| matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}');
    let count = text.chars().filter(is_rtl).count();
    count * 10 > text.chars().filter(|c| c.is_alphabetic()).count() && count > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of one page with these instructions; readers repair the table that it lacks.
    fn pdf_of(content: &str) -> Vec<u8> {
        format!(
            "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/Lang(en-GB)>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
             3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>\nendobj\n\
             4 0 obj\n<</Length {}>>\nstream\n{content}\nendstream\nendobj\n\
             5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\nendobj\n\
             trailer\n<</Root 1 0 R/Size 6>>\n%%EOF\n",
            content.len()
        )
        .into_bytes()
    }

    #[test]
    fn text_is_read_in_the_order_of_the_page() {
        let found = extract(&pdf_of(
            "BT /F 12 Tf 50 600 Td (Second line.) Tj ET BT /F 24 Tf 50 700 Td [(He) -20 (ad)] TJ ET",
        ))
        .unwrap();
        assert_eq!((found.text.as_str(), found.language.as_str()), ("Head\n\nSecond line.\n", "en-GB"));
    }

    #[test]
    fn a_page_without_text_is_empty_or_a_picture() {
        assert_eq!(extract(&pdf_of("0 0 m 10 10 l S")), Err(FormatError::Empty));
        let picture = "BI /W 1 /H 1 /BPC 8 /CS /G ID x EI";
        assert_eq!(extract(&pdf_of(picture)), Err(FormatError::NoText));
    }

    #[test]
    fn what_is_no_pdf_is_said() {
        assert!(extract(b"words").unwrap_err().to_string().starts_with("it is not a PDF"));
        assert!(extract(b"%PDF-1.7\nnothing").unwrap_err().to_string().starts_with("the PDF is damaged"));
    }
}
