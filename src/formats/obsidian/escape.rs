//! Text as Markdown shows it: whatever stands in a document, it reads the same and makes no heading, link, tag or code.

use std::fmt::Write as _;

/// Signs that mean something wherever they stand, in `CommonMark` or to Obsidian (tags, highlights, formulas, comments).
const SIGNS: &str = "\\`*_{}[]<>#|~=$%^&!";

/// One paragraph or more, with the line breaks of the text; blank lines part paragraphs.
pub(super) fn escaped(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(escaped_line).collect();
    lines.join("\n")
}

/// On one line.
pub(super) fn escaped_words(text: &str) -> String {
    escaped_line(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A block quote; each line of the text is a line of it.
pub(super) fn quoted(text: &str) -> String {
    let lines: Vec<String> =
        text.lines().map(|line| format!("> {}", escaped_line(line)).trim_end().to_owned()).collect();
    if lines.is_empty() { ">".to_owned() } else { lines.join("\n") }
}

fn escaped_line(line: &str) -> String {
    let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    // Blanks at the start would make code, two at the end a line break.
    let line = line.trim();
    let mut found = String::with_capacity(line.len());
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in line.char_indices() {
        let is_list =
            at == 0 && matches!(c, '-' | '+') || at == digits && digits > 0 && matches!(c, '.' | ')');
        if is_list || SIGNS.contains(c) {
            found.push('\\');
        }
        found.push(c);
    }
    found
}

/// A link to a note, or to a block of it.
pub(super) fn link(note: &str, block: Option<&str>, words: &str) -> String {
    let mut found = format!("[[{note}");
    if let Some(block) = block {
        found.push_str("#^");
        found.push_str(block);
    }
    // Within a link nothing can be escaped.
    let words = words.replace(['[', ']', '|', '#', '^', '\\', '\u{0}'], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if !words.is_empty() {
        found.push('|');
        found.push_str(&words);
    }
    found.push_str("]]");
    found
}

/// A text between quotation marks for the properties of a note, which are YAML.
pub(super) fn yaml(text: &str) -> String {
    let mut found = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                found.push('\\');
                found.push(c);
            }
            '\n' => found.push_str("\\n"),
            // Line ends and marks that YAML would read in its own way.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}') => {
                // Writing to a text cannot fail.
                write!(found, "\\u{:04X}", u32::from(c)).ok();
            }
            c => found.push(c),
        }
    }
    found.push('"');
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    /// What a reader sees, and whether it is plain paragraphs within at most one quotation.
    fn shown(markdown: &str) -> (String, bool) {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_MATH
            | Options::ENABLE_TASKLISTS;
        let (mut text, mut is_plain) = (String::new(), true);
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Text(words) => text.push_str(&words),
                Event::SoftBreak | Event::Start(Tag::Paragraph | Tag::BlockQuote(_)) => text.push(' '),
                Event::End(_) => {}
                _ => is_plain = false,
            }
        }
        (text.split_whitespace().collect::<Vec<_>>().join(" "), is_plain)
    }

    fn plain(text: &str) -> String {
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn text_of_a_document_makes_no_markdown() {
        for text in [
            "# no heading\n1. no list\n- none\n+ none\n=====\n---",
            "    no code\n\n> no quote `x` *a* _b_ ~~c~~ $x^2$ %%hidden%% ==lit==",
            "[[no link]] [a](b) <b>x</b> &amp; #tag ^block | a | b |\n| - | - |",
            "12) twelve\n2026. A year\n![[embed]]\\",
        ] {
            assert_eq!(shown(&escaped(text)), (plain(text), true), "{}", escaped(text));
            assert_eq!(shown(&quoted(text)), (plain(text), true), "{}", quoted(text));
        }
        assert!(!escaped("[[x]] #tag").contains("[[") && !escaped("a #tag").contains(" #"));
    }

    #[test]
    fn links_and_properties_hold_any_words() {
        assert_eq!(link("documents/A", Some("a1"), "x]] | [y"), "[[documents/A#^a1|x y]]");
        assert_eq!(link("questions/Q", None, ""), "[[questions/Q]]");
        assert_eq!(yaml("a \"b\"\n\\ \u{2028}"), r#""a \"b\"\n\\ \u2028""#);
    }

    proptest! {
        #[test]
        fn any_text_reads_as_it_is(text in "[ -~\n\t]{0,80}|\\PC{0,40}") {
            prop_assert_eq!(shown(&escaped(&text)), (plain(&text), true));
            prop_assert_eq!(shown(&quoted(&text)), (plain(&text), true));
            let json: Result<String, _> = serde_json::from_str(&yaml(&text));
            prop_assert_eq!(json.ok(), Some(text));
        }
    }
}
