//! [`read_html`]: web pages. The main text with what the page says about itself; furniture is left out and told.
//!
//! An own tolerant parser, linear in the page: a full one of the standard costs a megabyte in the program, and what
//! it does beyond this one does not change which words stand in which paragraph.

mod blocks;
mod entities;
mod furniture;
mod json_ld;
mod main_text;
mod metadata;
mod tokens;
mod tree;

pub(super) use entities::decode_entities;
pub(super) use metadata::language_tag;
pub(super) use tree::Tree;

use super::extract::{Extracted, Lines};
use super::{DecodedText, FormatError, NewDocument, ReadOptions, decode_text_as};
use encoding_rs::Encoding;
use furniture::Furniture;

/// Where a page names its encoding, in bytes.
const HEAD_LEN: usize = 4096;
/// A text that a page gives beside its paragraphs must be so many times longer to be taken instead.
const BODY_FACTOR: usize = 2;

/// The main text of a web page.
pub fn read_html(
    file_name: &str,
    bytes: &[u8],
    options: &ReadOptions<'_>,
) -> Result<NewDocument, FormatError> {
    let named = options.encoding.or_else(|| named_encoding(bytes));
    let DecodedText { text: page, encoding, problems } =
        decode_text_as(bytes, &ReadOptions::in_encoding(named))?;
    let mut extracted = extract(&page, problems)?;
    encoding.clone_into(&mut extracted.encoding);
    NewDocument::from_extracted(file_name, bytes, extracted)
}

fn extract(page: &str, mut problems: Vec<String>) -> Result<Extracted, FormatError> {
    let tree = Tree::parse(page, false)?;
    let metadata = metadata::Metadata::of(&tree, page);
    let main = main_text::main_text(&tree, &metadata.title);
    problems.extend(main.problem());
    let mut lines = Lines::default();
    blocks::write(&main.blocks, &mut lines);
    let mut text = lines.finish(&mut problems);
    if metadata.body.len() > BODY_FACTOR * text.len() {
        problems.push("the text is the one that the page gives for search engines".to_owned());
        let mut lines = Lines::default();
        metadata.body.lines().for_each(|line| lines.paragraph(line));
        text = lines.finish(&mut problems);
    }
    let title = if metadata.title.is_empty() { first_heading(&main.blocks) } else { metadata.title };
    Ok(Extracted {
        text,
        title,
        language: metadata.language,
        source: metadata.source,
        problems,
        account: main.account,
        ..Extracted::default()
    })
}

fn first_heading(blocks: &[blocks::Block]) -> String {
    let mut headings = blocks.iter().filter(|block| matches!(block.kind, blocks::Kind::Heading(1 | 2)));
    headings.next().map(|block| super::extract::value(&block.text)).unwrap_or_default()
}

/// Writes all that a reader sees: for pages that hold no furniture, such as chapters and mails.
pub(super) fn write_all_text(tree: &Tree, lines: &mut Lines) {
    let furniture = Furniture::of(tree);
    let is_hidden = |index: usize| furniture.reason(index) == Some(furniture::Reason::Hidden);
    blocks::write(&blocks::blocks(tree, 0, &is_hidden), lines);
}

/// The encoding that the page names in its head, where there is one of that name.
fn named_encoding(bytes: &[u8]) -> Option<&'static str> {
    if Encoding::for_bom(bytes).is_some() || std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let head = String::from_utf8_lossy(bytes.get(..HEAD_LEN).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, after) = head.split_once("charset")?;
    let label = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\''));
    let label =
        label.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '>' | ';' | '/')).next()?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    // A page that can be looked at for its encoding byte by byte is not in UTF-16, whatever it says.
    (!encoding.is_single_byte() || encoding.is_ascii_compatible()).then_some(encoding.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_named_encoding_holds() {
        let (bytes, _, _) =
            encoding_rs::WINDOWS_1251.encode("<meta charset=\"windows-1251\"><p>Министр заявил, что да.</p>");
        let document = read_html("a.html", &bytes, &ReadOptions::default()).unwrap();
        assert_eq!(
            (document.text.as_str(), document.encoding.as_str()),
            ("Министр заявил, что да.\n", "windows-1251")
        );
    }

    #[test]
    fn a_page_without_text_is_refused() {
        assert_eq!(
            read_html("a.html", b"<script>x</script>", &ReadOptions::default()),
            Err(FormatError::Empty)
        );
    }

    #[test]
    fn a_text_given_for_search_engines_is_better_than_none() {
        let page = r#"<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "First words of it.\n\nMore words."}</script><div id=app></div>"#;
        let document = read_html("a.html", page.as_bytes(), &ReadOptions::default()).unwrap();
        assert!(document.text.starts_with("First words of it."));
        assert_eq!(document.problems.len(), 1);
    }
}
