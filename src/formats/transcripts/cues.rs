//! [`Cue`]: words with a time, and [`transcript`], which joins them to a text.

use crate::formats::extract::{Account, Extracted, collapsed};
use crate::model::Pinpoint;
use std::collections::BTreeMap;

/// A pause after a sentence that begins a paragraph, and one that does so in any place, in milliseconds.
const PAUSE: u64 = 2_000;
const LONG_PAUSE: u64 = 8_000;
/// Bytes after which the end of a sentence ends its paragraph.
const PARAGRAPH_LEN: usize = 600;

/// Words that are shown from one time to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cue {
    pub(super) start: u64,
    pub(super) end: u64,
    /// Empty where nobody is named.
    pub(super) speaker: String,
    /// As shown, without marks of looks.
    pub(super) text: String,
}

/// What a file of cues holds.
#[derive(Debug, Default)]
pub(super) struct Transcript {
    pub(super) cues: Vec<Cue>,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) account: Account,
    pub(super) problems: Vec<String>,
}

/// The cues as a text: those of one sentence stand in one line, a new speaker begins a paragraph.
pub(super) fn transcript(found: Transcript) -> Extracted {
    let Transcript { mut cues, title, language, account, mut problems } = found;
    name_speakers(&mut cues);
    let rolling_count = without_repeats(&mut cues);
    if rolling_count > 0 {
        problems.push(format!("lines that rolling captions show again were read once ({rolling_count})"));
    }
    let back_count = cues.windows(2).filter(|two| matches!(two, [a, b] if b.start < a.start)).count();
    if back_count > 0 {
        problems
            .push(format!("times are out of order in {back_count} places; the order of the file was kept"));
    }
    let (mut text, mut pinpoints) = (String::new(), Vec::new());
    let (mut paragraph_at, mut last): (usize, Option<Cue>) = (0, None);
    for cue in cues {
        for (index, line) in lines_of(&cue.text).into_iter().enumerate() {
            let is_turn = index > 0 || line.starts_with(['-', '–', '—', '>']);
            let begins = last.as_ref().is_none_or(|last| {
                let pause = cue.start.saturating_sub(last.end.max(last.start));
                let is_ended = ends_sentence(&text);
                last.speaker != cue.speaker
                    || is_turn
                    || pause >= LONG_PAUSE
                    || (is_ended && (pause >= PAUSE || text.len() - paragraph_at >= PARAGRAPH_LEN))
            });
            if begins && !text.is_empty() {
                text.push_str("\n\n");
            } else if !text.is_empty() && !is_joined(&text, &line) {
                text.push(' ');
            }
            if begins {
                paragraph_at = text.len();
            }
            if index == 0 {
                pinpoints.push((text.len(), Pinpoint::Time(cue.start, cue.speaker.clone())));
            }
            text.push_str(&line);
        }
        last = Some(cue);
    }
    if !text.is_empty() {
        text.push('\n');
    }
    Extracted { text, title, language, problems, account, pinpoints, ..Extracted::default() }
}

/// The lines of a cue that are turns of a talk; others are one line, broken to fit the screen.
fn lines_of(text: &str) -> Vec<String> {
    let lines: Vec<String> = text.lines().map(collapsed).filter(|line| !line.is_empty()).collect();
    let mut found: Vec<String> = Vec::new();
    let has_turns = lines.iter().filter(|line| line.starts_with(['-', '–', '—', '>'])).count() > 1;
    for line in lines {
        match found.last_mut() {
            Some(last) if !(has_turns && line.starts_with(['-', '–', '—', '>'])) => {
                if !is_joined(last, &line) {
                    last.push(' ');
                }
                last.push_str(&line);
            }
            _ => found.push(line),
        }
    }
    found
}

/// Scripts that write no blanks between words have none between lines either.
fn is_joined(before: &str, after: &str) -> bool {
    let is_dense =
        |c: char| matches!(c, '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}');
    before.chars().next_back().is_some_and(is_dense) && after.chars().next().is_some_and(is_dense)
}

fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '」', ' ']);
    bare.ends_with(['.', '?', '!', '…', '。', '？', '！', '؟', '।'])
}

/// Takes `ANNA:` and `>> Anna Berg:` from the words where they name who speaks: in capitals, or more than once.
fn name_speakers(cues: &mut [Cue]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (name, _) in cues.iter().filter_map(|cue| named(&cue.text)) {
        *counts.entry(name).or_default() += 1;
    }
    let mut speaker = String::new();
    for cue in cues {
        let found = named(&cue.text).filter(|(name, _)| {
            cue.speaker.is_empty() && (counts.get(name).is_some_and(|count| *count > 1) || is_capitals(name))
        });
        if let Some((name, at)) = found {
            cue.text = cue.text.get(at..).unwrap_or_default().trim_start().to_owned();
            speaker = name;
        }
        if cue.speaker.is_empty() {
            // Who speaks goes on until another one is named.
            cue.speaker.clone_from(&speaker);
        }
    }
}

fn is_capitals(name: &str) -> bool {
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}

/// The name before a colon at the start, and where the words begin.
fn named(text: &str) -> Option<(String, usize)> {
    let at = text.find(':')?;
    let name = super::turns::speaker_name(text.get(..at)?)?;
    text.get(at + 1..)?.starts_with(char::is_whitespace).then_some((name, at + 1))
}

/// Drops the lines at the start of a cue that the one before showed already: captions that roll upwards.
fn without_repeats(cues: &mut Vec<Cue>) -> usize {
    let rolls = cues.windows(2).filter(|two| matches!(two, [a, b] if repeated(a, b) > 0)).count();
    // Somebody may say the same twice; captions that roll do it all the time.
    if rolls < 3 || rolls * 3 < cues.len() {
        return 0;
    }
    let shown = cues.clone();
    let mut count = 0;
    for (cue, before) in cues.iter_mut().skip(1).zip(&shown) {
        let repeats = repeated(before, cue);
        count += usize::from(repeats > 0);
        cue.text = cue.text.lines().skip(repeats).collect::<Vec<_>>().join("\n");
    }
    cues.retain(|cue| !cue.text.trim().is_empty());
    count
}

/// How many lines at the start of a cue are those at the end of the one before.
fn repeated(before: &Cue, cue: &Cue) -> usize {
    let lines = |cue: &Cue| -> Vec<String> {
        cue.text.lines().map(collapsed).filter(|line| !line.is_empty()).collect()
    };
    let (before, own) = (lines(before), lines(cue));
    let ends = |count: &usize| own.get(..*count).is_some_and(|start| before.ends_with(start));
    (1..=own.len()).rev().find(ends).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cues(cues: &[(u64, u64, &str)]) -> Extracted {
        let cues = cues.iter().map(|(start, end, text)| Cue {
            start: *start,
            end: *end,
            text: (*text).to_owned(),
            ..Cue::default()
        });
        transcript(Transcript { cues: cues.collect(), ..Transcript::default() })
    }

    #[test]
    fn cues_of_one_sentence_are_joined_and_a_pause_begins_a_paragraph() {
        let found = cues(&[
            (0, 1_000, "The bridge was"),
            (1_000, 2_000, "closed on\nMonday."),
            (2_100, 3_000, "It is old."),
            (9_000, 9_500, "Later it opened"),
        ]);
        assert_eq!(found.text, "The bridge was closed on Monday. It is old.\n\nLater it opened\n");
        let times: Vec<(usize, String)> =
            found.pinpoints.iter().map(|(at, mark)| (*at, mark.to_string())).collect();
        assert_eq!(times[1], (15, "00:00:01".to_owned()));
        assert_eq!(times[3], (45, "00:00:09".to_owned()));
        assert_eq!(cues(&[(0, 1, "橋は\n開通"), (1, 2, "した。")]).text, "橋は開通した。\n");
    }

    #[test]
    fn speakers_are_taken_from_the_words() {
        let found = cues(&[
            (0, 1_000, "ANNA: It closed."),
            (1_000, 2_000, "Nobody knew."),
            (2_000, 3_000, ">> Bo Lind: Did they?"),
            (3_000, 4_000, "Bo Lind: No."),
            (4_000, 5_000, "Note: it is not a name."),
        ]);
        assert_eq!(found.text, "It closed. Nobody knew.\n\nDid they? No. Note: it is not a name.\n");
        assert_eq!(found.pinpoints[1].1, Pinpoint::Time(1_000, "ANNA".to_owned()));
        assert_eq!(found.pinpoints[2].1, Pinpoint::Time(2_000, "Bo Lind".to_owned()));
        let talk = cues(&[(0, 1_000, "- Was it closed?\n- It was.")]);
        assert_eq!(talk.text, "- Was it closed?\n\n- It was.\n");
    }

    #[test]
    fn rolling_captions_are_read_once_and_odd_times_are_told() {
        let found = cues(&[
            (0, 1_000, "one two"),
            (1_000, 2_000, "one two\nthree four"),
            (2_000, 3_000, "three four\nfive six"),
            (3_000, 4_000, "five six\nseven"),
        ]);
        assert_eq!(found.text, "one two three four five six seven\n");
        assert_eq!(found.problems.len(), 1);
        let twice = cues(&[(0, 1_000, "No."), (1_000, 2_000, "No."), (500, 900, "Why?")]);
        assert_eq!(twice.text, "No. No. Why?\n");
        assert!(twice.problems[0].starts_with("times are out of order in 1 places"));
    }
}
