//! [`read_markdown`]: Markdown files. The text stays as it is, marks included, so offsets are those of the file.

use super::{FormatError, NewDocument, ReadOptions};
use crate::text::title_from_text;

/// As [`super::read_plain_text`], but the first heading is the title, wherever it stands.
pub fn read_markdown(
    file_name: &str,
    bytes: &[u8],
    options: &ReadOptions<'_>,
) -> Result<NewDocument, FormatError> {
    NewDocument::read(file_name, bytes, options, first_heading)
}

/// The first ATX (`# …`) or setext (underlined) heading outside fenced code and front matter, with its marks gone.
fn first_heading(text: &str) -> Option<String> {
    let mut fence: Option<&str> = None;
    let mut previous = "";
    for line in after_front_matter(text).lines().map(str::trim) {
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

/// What follows a block of metadata between two lines of `---` at the very start.
fn after_front_matter(text: &str) -> &str {
    let Some(inside) = text.strip_prefix("---\n") else {
        return text;
    };
    inside.split_once("\n---\n").map_or(text, |(_, rest)| rest)
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
}
