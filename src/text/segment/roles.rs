//! Guesses what a line is from its look.

use super::SentenceRole;

/// A heading has at most this many code points.
const HEADING_MAX_CHARS: usize = 90;
/// A heading has at most this many words.
const HEADING_MAX_WORDS: usize = 14;

/// Furniture of web pages, in lower case.
const JUNK: &[&str] = &[
    "accept cookies",
    "add to favorites",
    "add to favourites",
    "advertisement",
    "all rights reserved",
    "back to top",
    "comments",
    "copy link",
    "leave a comment",
    "leave a reply",
    "load more",
    "log in",
    "newsletter",
    "no comments",
    "print",
    "read more",
    "related articles",
    "save",
    "share",
    "share this",
    "share this article",
    "show more",
    "sign in",
    "sign up",
    "skip to content",
    "skip to main content",
    "subscribe",
    "was this worth your time?",
];

const BULLETS: [char; 9] = ['•', '‣', '◦', '▪', '●', '■', '–', '*', '+'];

/// What all sentences of a trimmed line are, headings only if the line is one sentence.
pub(super) fn line_role(line: &str) -> SentenceRole {
    if is_junk(line) {
        SentenceRole::SetAside
    } else if is_list_item(line) {
        SentenceRole::ListItem
    } else if is_heading(line) {
        SentenceRole::Heading
    } else {
        SentenceRole::Body
    }
}

/// No letter or digit, a bare address, or a phrase that pages put around their texts.
pub(in crate::text) fn is_junk(line: &str) -> bool {
    if !line.chars().any(char::is_alphanumeric) || is_address(line) {
        return true;
    }
    if line.len() > 40 {
        return false;
    }
    let lower = line.to_lowercase();
    let is_comment_count = || {
        let noun = lower.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
        noun.len() < lower.len() && matches!(noun.trim(), "comment" | "comments")
    };
    JUNK.contains(&lower.as_str()) || is_comment_count()
}

fn is_address(line: &str) -> bool {
    let bare = line.trim_matches(['<', '>', '(', ')', '[', ']']);
    let is_web = ["http://", "https://", "www."].iter().any(|start| bare.starts_with(start));
    is_web && !bare.contains(char::is_whitespace)
}

/// A bullet or "-" and a blank, or up to three digits with a dot or bracket and a blank.
fn is_list_item(line: &str) -> bool {
    let after_digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digit_count = line.len() - after_digits.len();
    let after_marker = if digit_count > 0 {
        after_digits.strip_prefix(['.', ')']).filter(|_| digit_count <= 3)
    } else if let Some(after_bullet) = line.strip_prefix('•') {
        return !after_bullet.is_empty();
    } else {
        line.strip_prefix('-').or_else(|| line.strip_prefix(BULLETS))
    };
    after_marker.is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

/// Short, and neither ends nor begins like a sentence or a part of one.
fn is_heading(line: &str) -> bool {
    let is_short = line.chars().nth(HEADING_MAX_CHARS).is_none()
        && line.split_whitespace().nth(HEADING_MAX_WORDS).is_none();
    let unquoted = line.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '」', '』', '）']);
    let has_end = unquoted
        .ends_with(['.', '!', '?', '…', ':', ';', ',', '。', '！', '？', '：', '；', '，', '؟', '۔', '।']);
    is_short && !has_end && !line.starts_with(char::is_lowercase) && !line.contains("://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_furniture_is_junk_and_sentences_are_not() {
        for line in [
            ", , ,",
            "—",
            "Add to favorites",
            "0 Comments",
            "1,204 comments",
            "https://a.example/b",
            "<www.a.org>",
        ] {
            assert!(is_junk(line), "{line}");
        }
        for line in ["5", "He shared it.", "See https://a.example", "Comments were closed", "…and so on"] {
            assert!(!is_junk(line), "{line}");
        }
    }

    #[test]
    fn list_items_have_a_marker_and_a_blank() {
        for line in ["- one", "• one", "•one", "* one", "1. one", "12) one", "– one"] {
            assert_eq!(line_role(line), SentenceRole::ListItem, "{line}");
        }
        for line in ["-5 degrees were measured.", "1.5 million came.", "2024. It was.", "*one* is."] {
            assert_eq!(line_role(line), SentenceRole::Body, "{line}");
        }
    }

    #[test]
    fn headings_are_short_and_have_no_end() {
        assert_eq!(line_role("Why It Matters"), SentenceRole::Heading);
        assert_eq!(line_role("OpenAI Ends “Legal Peril”"), SentenceRole::Heading);
        for line in [
            "It ended.",
            "“It ended.”",
            "In short:",
            "and so on",
            "Read: https://a.example",
            "Was it worth it?",
            &"Word ".repeat(15),
        ] {
            assert_eq!(line_role(line), SentenceRole::Body, "{line}");
        }
    }
}
