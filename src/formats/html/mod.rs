//! [`read_html`]: web pages. The main text with what the page says about itself; what is around it is told.
//!
//! Parsing is html5ever's, the choice of the main text is trafilatura's; what is ours is the text of the chosen part,
//! the account of the rest, and the metadata.

mod among;
mod beside;
mod blocks;
mod byline;
mod encoding;
mod extractor;
mod formulas;
mod furniture;
mod grid;
mod inline;
mod json_ld;
#[cfg(test)]
mod kinds;
mod main_text;
mod metadata;
mod parse;
mod parts;
mod saved;
mod silent;
mod story;
mod style;
mod tree;
mod trim;

pub(super) use encoding::markup_text;
pub(super) use metadata::language_tag;
pub(super) use parse::decode_entities;
pub(super) use style::StyleFiles;
pub(super) use tree::Tree;

use super::extract::{Account, Extracted, Lines};
use super::{DecodedText, FormatError, NewDocument, ReadOptions, decode_text_as};
use crate::model::Pinpoint;
use blocks::{Kind, Walked};
use encoding::{page_encoding, without_nuls};
use main_text::{MainText, main_text};
use metadata::{Head, Metadata};
use silent::Sight;

/// A text that a page gives beside its paragraphs must be so many times longer to be taken instead.
const BODY_FACTOR: usize = 2;
/// A text that a page keeps from its readers is looked for when it shows less than this, in bytes.
const MAX_SHOWN_LEN: usize = 600;
/// It must be so many times longer than the one that is shown.
const HIDDEN_FACTOR: usize = 3;

/// The main text of a web page.
pub fn read_html(
    file_name: &str,
    bytes: &[u8],
    options: &ReadOptions<'_>,
) -> Result<NewDocument, FormatError> {
    read_page(file_name, bytes, options, &StyleFiles::default(), "")
}

/// The same with the style sheets that lie beside the page, and its address.
pub(super) fn read_page(
    file_name: &str,
    bytes: &[u8],
    options: &ReadOptions<'_>,
    files: &StyleFiles,
    address: &str,
) -> Result<NewDocument, FormatError> {
    let whole = without_nuls(bytes);
    let (named, doubt) = match options.encoding {
        Some(label) => (Some(label), None),
        None => page_encoding(&whole),
    };
    let DecodedText { text: page, encoding, mut problems } =
        decode_text_as(&whole, &ReadOptions::in_encoding(named))?;
    problems.extend(doubt);
    if whole.len() < bytes.len() {
        problems.push(format!("{} NUL bytes were left out", bytes.len() - whole.len()));
    }
    let tree = Tree::parse_styled(&page, false, files, address)?;
    let mut extracted = extract(&page, &tree, problems);
    encoding.clone_into(&mut extracted.encoding);
    NewDocument::from_extracted(file_name, bytes, extracted)
}

fn extract(page: &str, tree: &Tree, mut problems: Vec<String>) -> Extracted {
    problems.extend(tree.style_problem());
    let head = Head::of(tree, page);
    let mut main = main_text(tree, &head.title, Sight::default());
    let metadata = Metadata::of(tree, head, &main.story(tree), &first_heading(&main));
    if main.len() < MAX_SHOWN_LEN {
        let hidden = hidden_text(tree, &metadata.title);
        main = hidden.filter(|hidden| hidden.len() > HIDDEN_FACTOR * main.len()).unwrap_or(main);
    }
    problems.append(&mut main.problems);
    let mut lines = Lines::default();
    main.blocks.iter().for_each(|block| blocks::write(block, &mut lines));
    let mut text = lines.finish(&mut problems);
    if metadata.body.len() > BODY_FACTOR * text.len() {
        problems.push("the text is the one that the page gives for search engines".to_owned());
        main.blocks.iter().for_each(|block| main.account.leave_out("words around the text", &block.text));
        let mut lines = Lines::default();
        metadata.body.lines().for_each(|line| lines.paragraph(line));
        text = lines.finish(&mut problems);
    }
    Extracted {
        text,
        title: metadata.title,
        language: metadata.language,
        source: metadata.source,
        problems,
        account: main.account,
        origins: metadata.origins,
        ..Extracted::default()
    }
}

/// The text of a page that shows it to programs only: for browsers without scripts, hidden, or in templates.
fn hidden_text(tree: &Tree, title: &str) -> Option<MainText> {
    let without_scripts: String = tree
        .elements()
        .filter(|(_, node)| &*node.name == "noscript")
        .map(|(index, _)| tree.text_of(index))
        .collect();
    let without_scripts = Tree::parse(&without_scripts, false).ok().map(|tree| {
        let mut main = main_text(&tree, title, Sight::default());
        main.problems.push("the text is the one that the page gives to browsers without scripts".to_owned());
        main
    });
    let mut hidden = main_text(tree, title, Sight { is_deep: true });
    hidden
        .problems
        .push("the page hides its text until a script shows it; it was read all the same".to_owned());
    [without_scripts, Some(hidden)].into_iter().flatten().max_by_key(MainText::len)
}

fn first_heading(main: &MainText) -> String {
    let mut headings = main.blocks.iter().filter(|block| matches!(block.kind, Kind::Heading(1 | 2)));
    headings.next().map(|block| super::extract::value(&block.text)).unwrap_or_default()
}

/// Writes all that a reader sees, and gives what is not seen: for pages that hold no furniture, such as mails.
pub(super) fn write_all_text(tree: &Tree, lines: &mut Lines) -> Account {
    let walked = Walked::of(tree, 0, Sight::default());
    walked.blocks.iter().for_each(|block| blocks::write(block, lines));
    silent_account(&walked)
}

/// The same for a page of a book, with marks. `chapters` are the elements at which they begin, by their identifiers,
/// and their titles.
pub(super) fn write_chapter(tree: &Tree, chapters: &[(String, String)], lines: &mut Lines) -> Account {
    let walked = Walked::of(tree, 0, Sight::default());
    let at = |anchor: &str| {
        tree.elements().find(|(_, node)| node.attribute("id") == anchor).map(|(index, _)| index)
    };
    let mut starts: Vec<(usize, &str)> = chapters
        .iter()
        .map(|(anchor, title)| (if anchor.is_empty() { 0 } else { at(anchor).unwrap_or(0) }, title.as_str()))
        .collect();
    starts.sort_by_key(|(index, _)| *index);
    let mut starts = starts.into_iter().peekable();
    let mut paragraph = 0;
    for block in &walked.blocks {
        while let Some((_, title)) = starts.next_if(|(index, _)| *index <= block.node) {
            lines.mark(Pinpoint::Chapter(title.to_owned()));
            paragraph = 0;
        }
        paragraph += 1;
        lines.mark(Pinpoint::Paragraph(paragraph));
        blocks::write(block, lines);
    }
    silent_account(&walked)
}

fn silent_account(walked: &Walked) -> Account {
    let mut account = Account::default();
    walked.silent.iter().for_each(|one| account.leave_out(&one.reason.to_string(), &one.text));
    account
}

/// The first heading of a page.
pub(super) fn first_heading_of(tree: &Tree) -> Option<String> {
    let blocks = Walked::of(tree, 0, Sight::default()).blocks;
    let heading = blocks.iter().find(|block| matches!(block.kind, Kind::Heading(_)));
    heading.map(|block| super::extract::value(&block.text))
}

impl Tree {
    /// Says that style sheets were not followed to their end.
    pub(super) fn style_problem(&self) -> Option<String> {
        let told = "its style sheets are so long that some rules were not looked at: hidden or raised text may be read as any";
        self.is_style_cut.then(|| told.to_owned())
    }

    /// All that a reader sees, piece by piece.
    pub(super) fn visible_words(&self) -> Vec<String> {
        Walked::of(self, 0, Sight::default()).blocks.into_iter().map(|block| block.text).collect()
    }

    /// Addresses and words of the links within elements of a name.
    pub(super) fn links_in(&self, name: &str) -> Vec<(String, String)> {
        let is_inside = |index: usize| self.around(index).any(|(_, node)| &*node.name == name);
        let links = self.elements().filter(|(index, node)| &*node.name == "a" && is_inside(*index));
        links.map(|(index, node)| (node.attribute("href").to_owned(), self.text_of(index))).collect()
    }
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
