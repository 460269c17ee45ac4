//! [`turns`]: who speaks where in a talk that was written down as plain text. The text stays as it is.

use super::parse_time;
use crate::model::Pinpoint;
use std::collections::BTreeMap;

/// Turns that a text must have to be a talk.
const MIN_TURNS: usize = 4;
/// Words and characters of a name.
const MAX_NAME_WORDS: usize = 5;
const MAX_NAME_CHARS: usize = 40;

/// A line that begins a turn.
#[derive(Debug)]
struct Turn {
    /// Byte of the text at which its line begins.
    at: usize,
    name: String,
    ms: Option<u64>,
    /// Its words stand in the same line.
    has_words: bool,
}

/// Places at which somebody begins to speak, and what is odd about their times; nothing where the text is no talk.
pub(in crate::formats) fn turns(text: &str) -> (Vec<(usize, Pinpoint)>, Vec<String>) {
    let (mut found, mut line_count, mut at) = (Vec::<Turn>::new(), 0, 0);
    // Lines without words that another turn follows at once: those of a timetable, not of a talk.
    let (mut silent_count, mut waits) = (0, false);
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            line_count += 1;
            let turn = turn(line).map(|turn| Turn { at, ..turn });
            silent_count += usize::from(waits && turn.is_some());
            waits = turn.as_ref().is_some_and(|turn| !turn.has_words);
            found.extend(turn);
        }
        at += line.len();
    }
    if silent_count * 2 > found.len() || !is_talk(&found, line_count) {
        return (Vec::new(), Vec::new());
    }
    let times: Vec<u64> = found.iter().filter_map(|turn| turn.ms).collect();
    let back_count = times.windows(2).filter(|two| matches!(two, [a, b] if b < a)).count();
    let problems = match back_count {
        0 => Vec::new(),
        count => vec![format!("times are out of order in {count} places")],
    };
    let mark = |turn: Turn| match turn.ms {
        Some(ms) => Pinpoint::Time(ms, turn.name),
        None => Pinpoint::Message(turn.name, String::new()),
    };
    (found.into_iter().map(|turn| (turn.at, mark(turn))).collect(), problems)
}

/// A talk has few names that come again and again; a list of fields has many that come once.
fn is_talk(turns: &[Turn], line_count: usize) -> bool {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for turn in turns {
        *counts.entry(&turn.name).or_default() += 1;
    }
    let again_count =
        turns.iter().filter(|turn| counts.get(turn.name.as_str()).is_some_and(|count| *count > 1)).count();
    let timed_count = turns.iter().filter(|turn| turn.ms.is_some()).count();
    let has_enough = if timed_count * 2 > turns.len() {
        turns.len() * 6 >= line_count
    } else {
        turns.len() * 3 >= line_count
    };
    turns.len() >= MIN_TURNS
        && again_count * 3 >= turns.len() * 2
        && counts.len() * 2 <= turns.len()
        && has_enough
}

/// `ANNA: words`, `[00:01:05] Anna: words`, or a line of its own with name and time.
fn turn(line: &str) -> Option<Turn> {
    let line = line.trim();
    let (before, rest) = time_at_start(line);
    if let Some((name, words)) = rest.split_once(':')
        && (words.is_empty() || words.starts_with(char::is_whitespace))
    {
        let (name, within) = time_at_end(name);
        if let Some(name) = speaker_name(name) {
            let has_words = !words.trim().is_empty();
            return Some(Turn { at: 0, name, ms: before.or(within), has_words });
        }
    }
    // Without words only a line with a time begins a turn.
    let (name, after) = time_at_end(rest);
    let ms = before.or(after)?;
    let name = speaker_name(name.trim_end_matches([':', ',', '-', '–', '|', ' ']))?;
    Some(Turn { at: 0, name, ms: Some(ms), has_words: false })
}

const BRACKETS: [char; 5] = ['[', ']', '(', ')', ' '];

fn time_at_start(line: &str) -> (Option<u64>, &str) {
    let bare = line.trim_start_matches(BRACKETS);
    let len = bare.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.' | ',')).unwrap_or(bare.len());
    let (time, rest) = bare.split_at_checked(len).unwrap_or((bare, ""));
    match parse_time(time.trim_end_matches([':', '.', ','])) {
        Some(ms) => (Some(ms), rest.trim_start_matches([']', ')', ' ', '-', '–', '\t'])),
        None => (None, line),
    }
}

fn time_at_end(text: &str) -> (&str, Option<u64>) {
    let bare = text.trim_end_matches(BRACKETS);
    let start = bare.rfind(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.' | ','));
    let start = start.and_then(|at| Some(at + bare.get(at..)?.chars().next()?.len_utf8())).unwrap_or(0);
    let (before, time) = bare.split_at_checked(start).unwrap_or((bare, ""));
    match parse_time(time) {
        Some(ms) if !before.trim().is_empty() => (before.trim_end_matches(BRACKETS), Some(ms)),
        _ => (text, None),
    }
}

/// The words as the name of somebody who speaks; none where they cannot be one.
pub(super) fn speaker_name(words: &str) -> Option<String> {
    let name = words.trim().trim_start_matches(['>', '-', '*', ' ']).trim_end_matches('*').trim();
    let is_part = |word: &str| {
        word.starts_with(|c: char| c.is_alphabetic() || c.is_ascii_digit() || c == '(' || c == '[')
            && word.chars().all(|c| {
                c.is_alphanumeric()
                    || matches!(
                        c,
                        '.' | '-' | '\'' | '’' | '(' | ')' | '[' | ']' | '_' | '&' | '\u{300}'..='\u{36F}'
                    )
            })
    };
    let words: Vec<&str> = name.split_whitespace().collect();
    let starts = name.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    let fits = starts
        && name.chars().count() <= MAX_NAME_CHARS
        && (1..=MAX_NAME_WORDS).contains(&words.len())
        && words.iter().all(|word| is_part(word));
    fits.then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str) -> Vec<String> {
        turns(text).0.into_iter().map(|(at, mark)| format!("{at} {mark}")).collect()
    }

    #[test]
    fn talks_are_known_by_names_that_come_again() {
        let talk = "ANNA: It closed.\nBO LIND: Why?\nANNA: It was old.\nBO LIND: I see.\nIt had rust.\n";
        assert_eq!(marks(talk), ["0 ANNA", "17 BO LIND", "31 ANNA", "49 BO LIND"]);
        let timed =
            "[00:00:01] Anna: It closed.\n[00:00:04] Bo: Why?\n[00:01:05] Anna: Old.\n[00:00:09] Bo: Oh.\n";
        assert_eq!(marks(timed)[2], "48 00:01:05, Anna");
        assert_eq!(turns(timed).1, ["times are out of order in 1 places"]);
        let apart = "Anna Berg  00:12\nIt closed.\n\nSpeaker 2 (00:15)\nWhy?\n\nAnna Berg  1:00:20\nOld.\n\nSpeaker 2 (1:00:25)\nOh.\n";
        assert_eq!(marks(apart)[2], "53 01:00:20, Anna Berg");
        let before = "00:12 Anna:\nIt closed.\n00:15 Bo:\nWhy?\n00:20 Anna:\nOld.\n00:25 Bo:\nOh.\n";
        assert_eq!(marks(before)[1], "23 00:00:15, Bo");
        let greek = "ΆΝΝΑ: Έκλεισε.\nΝΊΚΟΣ: Γιατί;\nΆΝΝΑ: Παλιά.\nΝΊΚΟΣ: Α.\n";
        assert_eq!(marks(greek).len(), 4);
    }

    #[test]
    fn other_texts_are_no_talks() {
        for text in [
            "Title: A\nDate: B\nPlace: C\nText: D\nSource: E\n",
            "The mayor said: it is over. He left.\n\nNote: it was late.\nNote: it was cold.\n",
            "It began at 10:30 and ended at 11:00.\nIt began at 10:30.\n10:30 start\n11:00 end\n",
            "",
            "ANNA: One.\nBO: Two.\n",
            "Breakfast 8:00\nLunch 12:00\nBreakfast 8:00\nLunch 12:00\nBreakfast 8:00\nLunch 12:00\n",
        ] {
            assert_eq!(marks(text), [""; 0], "{text}");
        }
    }
}
