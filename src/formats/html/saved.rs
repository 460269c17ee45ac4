//! [`Saved`]: the notes that programs leave at the beginning of pages that they save.

use crate::formats::dates::parse_date;

/// Such a note begins in so many characters.
const MAX_START_CHARS: usize = 4_000;

/// Where and when a page was fetched; empty where nobody noted it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Saved {
    pub(super) url: String,
    /// A date as [`crate::model::Source::accessed`] has it.
    pub(super) accessed: String,
}

impl Saved {
    /// From the comments of browsers and of the extension `SingleFile`.
    pub(super) fn of(page: &str) -> Self {
        let end = page.char_indices().map(|(at, _)| at).nth(MAX_START_CHARS).unwrap_or(page.len());
        let start = page.get(..end).unwrap_or_default();
        let by_browser = start.split_once("saved from url=(").and_then(|(_, after)| after.split_once(')'));
        if let Some((_, after)) = by_browser {
            let url = after.split_whitespace().next().unwrap_or_default().to_owned();
            return Self { url, accessed: String::new() };
        }
        let note = start.split_once("<!--").filter(|(_, after)| after.contains("SingleFile"));
        let note = note.map(|(_, after)| after.split("-->").next().unwrap_or_default());
        let after = |key: &str| {
            let line = note.and_then(|note| note.split_once(key)).map(|(_, after)| after.lines().next());
            line.flatten().unwrap_or_default().trim().to_owned()
        };
        let url = after("url:").split_whitespace().next().unwrap_or_default().to_owned();
        Self { url, accessed: parse_date(&after("saved date:")).unwrap_or_default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_of_browsers_and_extensions_are_read() {
        let page = "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://a.example/x?y \n saved date: Fri Nov 27 2026 10:02:03 GMT+0100 (Central European Standard Time)\n--><head>";
        let saved = Saved { url: "https://a.example/x?y".to_owned(), accessed: "2026-11-27".to_owned() };
        assert_eq!(Saved::of(page), saved);
        assert_eq!(Saved::of("<!-- saved from url=(0021)https://a.example/x -->").url, "https://a.example/x");
        assert_eq!(Saved::of("<!-- url: https://a.example/x -->"), Saved::default());
    }
}
