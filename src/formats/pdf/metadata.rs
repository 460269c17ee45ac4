//! What a PDF says about itself: title, author, date, language.

use crate::formats::extract::{Extracted, value};
use crate::formats::{html, parse_date};
use crate::model::Source;
use hayro_syntax::Pdf;
use hayro_syntax::metadata::Metadata;
use hayro_syntax::object::{Dict, String as PdfString};

/// Where the values stand, in words for a person.
const ORIGIN: &str = "document information of the file";
const MADE: &str = "day on which the file was made";

/// Title, author and date; what was guessed goes to the problems.
pub(super) fn with_metadata(metadata: &Metadata, problems: &mut Vec<String>) -> Extracted {
    let text = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(pdf_text).unwrap_or_default();
    let made = metadata.creation_date.as_ref().filter(|date| (1..=12).contains(&date.month));
    let made = made.map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    let published = made.and_then(|date| parse_date(&date)).unwrap_or_default();
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
    let fields = [("title", &title, ORIGIN), ("author", &author, ORIGIN), ("published", &published, MADE)];
    let origins = fields.into_iter().filter(|(_, value, _)| !value.is_empty());
    let origins = origins.map(|(field, _, origin)| (field.to_owned(), origin.to_owned())).collect();
    let source = Source { author, published, ..Source::default() };
    Extracted { title, source, origins, ..Extracted::default() }
}

/// A text outside pages: UTF-16 or UTF-8 with a mark, else nearly the encoding of the West.
pub(super) fn pdf_text(bytes: &[u8]) -> String {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0.into_owned(),
        None => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// The dictionary that everything in the file hangs on.
pub(super) fn catalog(pdf: &Pdf) -> Option<Dict<'_>> {
    pdf.xref().get(pdf.xref().root_id())
}

/// The language of the whole file, as a tag; empty where it does not say.
pub(super) fn language(pdf: &Pdf) -> String {
    let tag = catalog(pdf).and_then(|root| root.get::<PdfString<'_>>("Lang"));
    tag.and_then(|tag| html::language_tag(&pdf_text(tag.as_bytes()))).unwrap_or_default()
}
