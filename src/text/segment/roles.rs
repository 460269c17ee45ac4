//! Guesses what each unit of a document is, from its look and its neighbours.

use super::SentenceRole;
use super::furniture::{is_bare_label, is_field_label, is_junk, opens_comments};
use super::markers::is_item;

/// A heading has at most this many code points.
const HEADING_MAX_CHARS: usize = 90;
/// A heading has at most this many words.
const HEADING_MAX_WORDS: usize = 14;
/// From this many words on a line with a verb is a sentence that lacks its full stop.
const SENTENCE_MIN_WORDS: usize = 6;

/// Verbs that make a line a sentence, where headings rather leave them out.
const VERBS: &[&str] = &[
    "am",
    "are",
    "can",
    "could",
    "did",
    "does",
    "had",
    "has",
    "have",
    "is",
    "may",
    "might",
    "must",
    "said",
    "says",
    "should",
    "was",
    "were",
    "will",
    "would",
    "hat",
    "hatte",
    "ist",
    "kann",
    "sind",
    "soll",
    "war",
    "waren",
    "wird",
    "werden",
    "wurde",
    "a",
    "est",
    "était",
    "ont",
    "peut",
    "sera",
    "sont",
    "es",
    "está",
    "fue",
    "ha",
    "han",
    "puede",
    "será",
    "son",
    "è",
    "era",
    "hanno",
    "sarà",
    "sono",
    "é",
    "foi",
    "são",
    "tem",
    "vai",
    "будет",
    "был",
    "была",
    "были",
];
/// Words that open a heading although a verb follows: "Why it is late".
const ASKING: &[&str] = &[
    "how",
    "what",
    "when",
    "where",
    "which",
    "who",
    "whom",
    "whose",
    "why",
    "was",
    "wann",
    "warum",
    "weshalb",
    "welche",
    "wer",
    "wie",
    "wo",
    "worauf",
    "woran",
    "worum",
    "comment",
    "où",
    "pourquoi",
    "quand",
    "que",
    "qui",
    "cómo",
    "cuándo",
    "dónde",
    "por",
    "qué",
    "quién",
    "che",
    "chi",
    "come",
    "cosa",
    "dove",
    "perché",
    "quando",
    "como",
    "onde",
    "porque",
    "quem",
    "где",
    "как",
    "когда",
    "кто",
    "почему",
    "что",
];

/// What each unit is; headings only if nothing ends inside of them.
pub(super) fn unit_roles(units: &[&str]) -> Vec<SentenceRole> {
    let mut roles: Vec<SentenceRole> = units.iter().map(|unit| line_role(unit)).collect();
    keep_title(units, &mut roles);
    set_aside_labels(units, &mut roles);
    set_aside_comments(units, &mut roles);
    set_aside_lone_headings(&mut roles);
    roles
}

/// By its look alone.
fn line_role(line: &str) -> SentenceRole {
    if is_junk(line) || is_field_label(line) {
        SentenceRole::SetAside
    } else if is_item(line) {
        SentenceRole::ListItem
    } else if is_marked_heading(line) || (is_short(line) && !is_sentence(line)) {
        SentenceRole::Heading
    } else {
        SentenceRole::Body
    }
}

/// The first line of a text that goes on is its title, also when it has a verb.
fn keep_title(units: &[&str], roles: &mut [SentenceRole]) {
    let first = roles.iter().position(|role| *role != SentenceRole::SetAside);
    let longer = units.iter().any(|unit| !is_short(unit));
    if let Some((role, unit)) = first.and_then(|first| Some((roles.get_mut(first)?, units.get(first)?)))
        && *role == SentenceRole::Body
        && is_short(unit)
        && longer
    {
        *role = SentenceRole::Heading;
    }
}

/// A run of labels that nothing follows, with the label over it.
fn set_aside_labels(units: &[&str], roles: &mut [SentenceRole]) {
    let mut end = units.len();
    let is_label = |at: usize| units.get(at).is_some_and(|unit| is_bare_label(unit));
    while end > 0 {
        let start = (0..end).rev().take_while(|at| is_label(*at)).last().unwrap_or(end);
        let is_list =
            roles.get(start + 1..end).unwrap_or_default().iter().all(|role| *role != SentenceRole::Body);
        if end - start >= 2 && (end == units.len() || is_list) && !is_followed_by_item(roles, end) {
            roles.iter_mut().take(end).skip(start).for_each(|role| *role = SentenceRole::SetAside);
        }
        end = start.min(end - 1);
    }
}

fn is_followed_by_item(roles: &[SentenceRole], end: usize) -> bool {
    roles.get(end).is_some_and(|role| matches!(role, SentenceRole::ListItem | SentenceRole::Body))
}

/// What follows the counter of comments near the end is not the document's.
fn set_aside_comments(units: &[&str], roles: &mut [SentenceRole]) {
    let opens =
        |(unit, role): (&&str, &SentenceRole)| *role == SentenceRole::SetAside && opens_comments(unit);
    let Some(first) = units.iter().zip(roles.iter()).rposition(opens) else {
        return;
    };
    let len = |units: &[&str]| units.iter().map(|unit| unit.len()).sum::<usize>();
    let (before, after) = units.split_at_checked(first).unwrap_or_default();
    if 4 * len(after) <= len(before) {
        roles.iter_mut().skip(first).for_each(|role| *role = SentenceRole::SetAside);
    }
}

/// Headings at the end of the document over nothing but what was set aside.
fn set_aside_lone_headings(roles: &mut [SentenceRole]) {
    let is_content = |role: &SentenceRole| matches!(role, SentenceRole::Body | SentenceRole::ListItem);
    let after_content = roles.iter().rposition(is_content).map_or(roles.len(), |last| last + 1);
    let after_junk = roles.iter().rposition(|role| *role == SentenceRole::SetAside).unwrap_or(0);
    roles.iter_mut().take(after_junk).skip(after_content).for_each(|role| *role = SentenceRole::SetAside);
}

/// "## Background".
fn is_marked_heading(line: &str) -> bool {
    let after = line.trim_start_matches('#');
    let level = line.len() - after.len();
    (1..=6).contains(&level) && after.starts_with(' ') && line.len() < 4 * HEADING_MAX_CHARS
}

/// Short, and neither ends nor begins like a sentence or a part of one, nor looks like a row of a table.
fn is_short(line: &str) -> bool {
    let unquoted = line.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '」', '』', '）']);
    let has_end = || {
        unquoted.ends_with([
            '.', '!', '?', '…', ':', ';', ',', '。', '！', '？', '：', '；', '，', '؟', '۔', '।', '-', '–',
            '—',
        ])
    };
    let is_brief = || {
        line.chars().nth(HEADING_MAX_CHARS).is_none()
            && line.split_whitespace().nth(HEADING_MAX_WORDS).is_none()
    };
    let is_row = || line.contains(['\t', '|', '·']) || !line.contains(char::is_alphabetic);
    line.len() <= 4 * HEADING_MAX_CHARS
        && !has_end()
        && !line.starts_with(char::is_lowercase)
        && is_brief()
        && !is_row()
        && !line.contains("://")
}

/// Has a verb, enough words, and small letters where a title would have capitals.
fn is_sentence(line: &str) -> bool {
    let words = || line.split_whitespace().map(str::to_lowercase);
    let is_asking = words().next().is_some_and(|word| ASKING.contains(&word.as_str()));
    let has_verb = line.split_whitespace().skip(1).any(|word| VERBS.contains(&word));
    let (mut small, mut long) = (0, 0);
    for word in line.split_whitespace().filter(|word| word.chars().nth(3).is_some()) {
        long += 1;
        small += usize::from(word.starts_with(char::is_lowercase));
    }
    has_verb && !is_asking && words().count() >= SENTENCE_MIN_WORDS && 3 * small >= long
}

#[cfg(test)]
mod tests {
    use super::SentenceRole::{Body, Heading, ListItem, SetAside};
    use super::*;

    #[test]
    fn list_items_have_a_marker_and_a_blank() {
        for line in ["- one", "• one", "•one", "* one", "1. one", "12) one", "– one", "(a) one"] {
            assert_eq!(line_role(line), ListItem, "{line}");
        }
        for line in ["-5 degrees were measured.", "1.5 million came.", "2024. It was.", "*one* is."] {
            assert_eq!(line_role(line), Body, "{line}");
        }
    }

    #[test]
    fn headings_are_short_and_have_no_end() {
        for line in [
            "Why It Matters",
            "Warum es wichtig ist",
            "OpenAI Ends “Legal Peril”",
            "Key terms of the deal",
            "## It is so.",
        ] {
            assert_eq!(line_role(line), Heading, "{line}");
        }
        for line in [
            "It ended.",
            "“It ended.”",
            "In short:",
            "and so on",
            "Was it worth it?",
            "In March, the paper said that Microsoft is considering action",
            "Google Cloud will seek a partnership with OpenAI",
            "U.S.\t3.1\t2.8",
            "Likely · within weeks",
            &"Word ".repeat(15),
        ] {
            assert_eq!(line_role(line), Body, "{line}");
        }
    }

    #[test]
    fn the_first_line_is_a_title_even_with_a_verb() {
        assert_eq!(unit_roles(&["Microsoft will end its deal with OpenAI"]), [Body]);
        let long = "word ".repeat(20);
        assert_eq!(unit_roles(&["Microsoft will end its deal with OpenAI", &long]), [Heading, Body]);
    }

    #[test]
    fn labels_over_nothing_are_set_aside() {
        assert_eq!(
            unit_roles(&["It ended.", "Quality:", "- Updated:", "- Method:"]),
            [Body, SetAside, SetAside, SetAside]
        );
        assert_eq!(unit_roles(&["Two points:", "- Price: high", "- Date: late"]), [Body, ListItem, ListItem]);
        assert_eq!(unit_roles(&["In short:", "The end:", "It ended."]), [Body, Body, Body]);
    }

    #[test]
    fn what_follows_the_counter_of_comments_is_set_aside() {
        let body = "It ended in the year in which it had begun, and nobody was surprised at all by then.";
        let units =
            ["Title", body, "How this landed", "Was this worth your time?", "0 Comments", "Tell us more."];
        assert_eq!(unit_roles(&units), [Heading, Body, SetAside, SetAside, SetAside, SetAside]);
        assert_eq!(unit_roles(&["Title", "12 Comments", body]), [Heading, SetAside, Body]);
    }
}
