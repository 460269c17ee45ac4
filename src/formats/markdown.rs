//! [`read_markdown`]: Markdown files. The text stays as it is, marks included; what a file says about itself before its
//! text is no text.

use super::front_matter::FrontMatter;
use super::html::language_tag;
use super::{FormatError, NewDocument, ReadOptions, decode_text_as};
use crate::text::title_from_text;

/// As [`super::read_plain_text`], but the title is that of the front matter, else the first heading, wherever it stands.
pub fn read_markdown(
    file_name: &str,
    bytes: &[u8],
    options: &ReadOptions<'_>,
) -> Result<NewDocument, FormatError> {
    let mut decoded = decode_text_as(bytes, options)?;
    let whole = std::mem::take(&mut decoded.text);
    let front = FrontMatter::of(&whole).unwrap_or_default();
    let text = whole.get(front.len..).unwrap_or_default();
    // A file of metadata alone is read as it stands.
    if front.len == 0 || text.trim().is_empty() {
        decoded.text.clone_from(&whole);
        return NewDocument::from_decoded(file_name, bytes, decoded, first_heading);
    }
    text.trim_start_matches('\n').clone_into(&mut decoded.text);
    let title = Some(front.title()).filter(|title| !title.is_empty());
    let mut document = NewDocument::from_decoded(file_name, bytes, decoded, |text| {
        title.clone().or_else(|| first_heading(text))
    })?;
    if let Some(language) = language_tag(&front.language()) {
        document.language = language;
    }
    let source = &mut document.source;
    source.author = front.author();
    source.published = front.published();
    source.publisher = front.publisher();
    source.url = front.url();
    let told = [
        ("title", title.as_deref().unwrap_or_default()),
        ("author", source.author.as_str()),
        ("published", source.published.as_str()),
        ("publisher", source.publisher.as_str()),
        ("url", source.url.as_str()),
    ];
    let told = told.into_iter().filter(|(_, value)| !value.is_empty());
    document.origins = told.map(|(field, _)| (field.to_owned(), "front matter".to_owned())).collect();
    front.lines.iter().for_each(|line| document.account.leave_out("front matter", line));
    Ok(document)
}

/// The first ATX (`# …`) or setext (underlined) heading outside fenced code, with its marks gone.
fn first_heading(text: &str) -> Option<String> {
    let mut fence: Option<&str> = None;
    let mut previous = "";
    for line in text.lines().map(str::trim) {
        let mark = ["```", "~~~"].into_iter().find(|mark| line.starts_with(mark));
        match (fence, mark) {
            (None, Some(_)) => fence = mark,
            (Some(open), Some(mark)) if open == mark => fence = None,
            (Some(_), _) => {}
            (None, None) => {
                let setext = is_underline(line).then_some(previous);
                let found = atx_heading(line).or(setext).and_then(title_from_text);
                if found.is_some() {
                    return found;
                }
            }
        }
        previous = if fence.is_some() { "" } else { line };
    }
    None
}

fn atx_heading(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    let is_heading = (1..=6).contains(&level) && rest.starts_with([' ', '\t']);
    is_heading.then(|| rest.trim().trim_end_matches('#').trim_end())
}

fn is_underline(line: &str) -> bool {
    !line.is_empty()
        && (line.chars().all(|c| c == '=') || (line.len() >= 2 && line.chars().all(|c| c == '-')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> String {
        read_markdown("a.md", text.as_bytes(), &ReadOptions::default()).unwrap().title
    }

    #[test]
    fn the_first_heading_is_the_title() {
        assert_eq!(title("By the desk, today\n\n## The **real** title ##\nBody."), "The real title");
        assert_eq!(title("Over\n\nUnder lined\n=====\nBody."), "Under lined");
        assert_eq!(title("---\nkey: x\n---\nBody first.\n# After"), "After");
    }

    #[test]
    fn code_and_bare_marks_are_no_headings() {
        assert_eq!(title("Intro line\n```\n# comment here\n```\n#hashtag\n"), "Intro line");
        assert_eq!(title("#\nFirst words"), "First words");
    }

    #[test]
    fn the_text_keeps_its_marks() {
        let document =
            read_markdown("a.md", b"# A title\r\n\r\nA [link](https://a.example).", &ReadOptions::default())
                .unwrap();
        assert_eq!(document.text, "# A title\n\nA [link](https://a.example).");
    }

    #[test]
    fn what_a_file_says_about_itself_is_no_text() {
        let file = "---\r\ntitle: Dam gives way\r\nauthor: Ana Ruiz\r\ndate: 2024-05-06\r\n---\r\n\r\n# The dam\r\nIt broke.";
        let found = read_markdown("a.md", file.as_bytes(), &ReadOptions::default()).unwrap();
        assert_eq!((found.title.as_str(), found.text.as_str()), ("Dam gives way", "# The dam\nIt broke."));
        assert_eq!(
            (found.source.author.as_str(), found.source.published.as_str()),
            ("Ana Ruiz", "2024-05-06")
        );
        assert_eq!(found.account.count(), 3);
        let parted = "---\nOnce: upon\na time.\n---\nMore.";
        assert_eq!(read_markdown("a.md", parted.as_bytes(), &ReadOptions::default()).unwrap().text, parted);
    }
}
