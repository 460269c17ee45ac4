//! Words that several parts of a report use: counts, days, lists that were cut.

use super::tree::{Block, note};
use crate::model::{Codebook, Confidence, Project, Term, Timestamp};

/// `1 claim`, `12,345 claims`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    let plural = match noun.strip_suffix('y') {
        _ if count == 1 => noun.to_owned(),
        Some(stem) => format!("{stem}ies"),
        None => format!("{noun}s"),
    };
    format!("{} {plural}", grouped(count))
}

/// Digits in groups of three.
pub(super) fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `2026-11-20`, in UTC so that a report does not depend on where it is made.
pub(super) fn day(time: Timestamp) -> String {
    time.to_string().split('T').next().unwrap_or_default().to_owned()
}

/// `2026-11-20 10:37 UTC`.
pub(super) fn minute(time: Timestamp) -> String {
    let text = time.to_string();
    let (day, clock) = text.split_once('T').unwrap_or((&text, ""));
    let clock: Vec<&str> = clock.split(':').take(2).collect();
    format!("{day} {} UTC", clock.join(":"))
}

/// A sentence that says how much of a list is not shown; none where all of it is.
pub(super) fn cut_note(shown: usize, all: usize, noun: &str) -> Option<Block> {
    let left = all.saturating_sub(shown);
    let words = || format!("{} more not shown here; the project file has them all.", counted(left, noun));
    (left > 0).then(|| note(words()))
}

/// `A, C and 3 more`: the first so many of several names.
pub(super) fn listed<T: AsRef<str>>(names: impl IntoIterator<Item = T>, max: usize) -> String {
    let names: Vec<T> = names.into_iter().collect();
    let shown: Vec<&str> = names.iter().take(max).map(AsRef::as_ref).collect();
    match names.len().saturating_sub(max) {
        0 => shown.join(", "),
        left => format!("{} and {} more", shown.join(", "), grouped(left)),
    }
}

/// Label of an entry of the codebook; its id where the codebook lacks it.
pub(super) fn label<'t>(terms: &'t [Term], id: &'t str) -> &'t str {
    terms.iter().find(|term| term.id == id).map_or(id, |term| &term.label)
}

/// Label of a link kind; its id where the codebook lacks it.
pub(super) fn link_label<'t>(codebook: &'t Codebook, id: &'t str) -> &'t str {
    codebook.link_kind(id).map_or(id, |kind| &kind.label)
}

/// Label of a level, with its scale where that is not the project's.
pub(super) fn confidence_label(project: &Project, confidence: &Confidence) -> String {
    let codebook = project.codebook();
    let scale = codebook.scale(&confidence.scale);
    let level = scale.and_then(|scale| scale.level(&confidence.level));
    let level = level.map_or(confidence.level.as_str(), |level| &level.label);
    if confidence.scale == project.settings().scale {
        return level.to_owned();
    }
    format!("{level} ({})", scale.map_or(confidence.scale.as_str(), |scale| &scale.label))
}

/// A colour of the codebook as CSS has it; grey for what is none.
pub(super) fn color(digits: &str) -> String {
    let is_color = digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit());
    format!("#{}", if is_color { digits } else { "8C8F94" })
}

/// Whether white reads better on a colour of the codebook than black: its relative luminance (WCAG 2) is low.
pub(super) fn is_dark(digits: &str) -> bool {
    let channel = |at: usize| {
        let value = digits.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok()).unwrap_or(140);
        let share = f64::from(value) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4) < 0.18
}

/// The first so many characters, with an ellipsis for the rest.
pub(super) fn shortened(text: &str, max_chars: usize) -> String {
    match text.char_indices().nth(max_chars) {
        Some((end, _)) => format!("{}…", text.split_at(end).0.trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_as_people_write_them() {
        assert_eq!(counted(1, "claim"), "1 claim");
        assert_eq!(counted(0, "query"), "0 queries");
        assert_eq!([999, 1_000, 1_234_567].map(grouped), ["999", "1,000", "1,234,567"]);
    }

    #[test]
    fn long_lists_of_names_are_counted() {
        assert_eq!(listed(["A", "B"], 2), "A, B");
        assert_eq!(listed(["A", "B", "C", "D"], 2), "A, B and 2 more");
    }

    #[test]
    fn times_are_given_in_utc() {
        let time: Timestamp = "2026-11-20T23:59:30.5+02:00".parse().unwrap();
        assert_eq!((day(time).as_str(), minute(time).as_str()), ("2026-11-20", "2026-11-20 21:59 UTC"));
    }

    #[test]
    fn dark_colors_take_white_words() {
        assert_eq!(
            ["000000", "3F72B8", "5AA9DE", "FFFFFF", "no"].map(is_dark),
            [true, true, false, false, false]
        );
    }

    #[test]
    fn a_color_that_is_none_is_grey() {
        assert_eq!(color("D0453B"), "#D0453B");
        assert_eq!(color("red;}"), "#8C8F94");
    }
}
