//! [`read_srt`] and [`read_vtt`]: subtitles as text: blocks of a time and the words shown then.

use super::cues::{Cue, Transcript, transcript};
use super::{parse_time, stem};
use crate::formats::html::decode_entities;
use crate::formats::{FormatError, NewDocument, ReadOptions, decode_text_as};

/// Blocks that could not be read, told one by one.
const MAX_PROBLEMS: usize = 20;

/// Subtitles in the `SubRip` format.
pub fn read_srt(
    file_name: &str,
    bytes: &[u8],
    options: &ReadOptions<'_>,
) -> Result<NewDocument, FormatError> {
    read(file_name, bytes, options)
}

/// Subtitles in the format of web pages.
pub fn read_vtt(
    file_name: &str,
    bytes: &[u8],
    options: &ReadOptions<'_>,
) -> Result<NewDocument, FormatError> {
    read(file_name, bytes, options)
}

fn read(file_name: &str, bytes: &[u8], options: &ReadOptions<'_>) -> Result<NewDocument, FormatError> {
    let decoded = decode_text_as(bytes, options)?;
    let mut found = blocks(&decoded.text);
    if found.cues.is_empty() {
        let reason = "it has no subtitles: no line of it is a time like 00:00:01,000 --> 00:00:02,000";
        return Err(FormatError::Unreadable(reason.to_owned()));
    }
    found.problems.splice(0..0, decoded.problems);
    found.title = stem(file_name);
    let mut extracted = transcript(found);
    decoded.encoding.clone_into(&mut extracted.encoding);
    NewDocument::from_extracted(file_name, bytes, extracted)
}

fn blocks(text: &str) -> Transcript {
    let mut found = Transcript::default();
    let mut odd = Vec::new();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let is_time = |at: usize| lines.get(at).is_some_and(|line| line.contains("-->"));
    let is_blank = |at: usize| lines.get(at).is_none_or(|line| line.trim().is_empty());
    let mut at = 0;
    while at < lines.len() {
        let end = (at..lines.len()).find(|end| is_blank(*end)).unwrap_or(lines.len());
        let block = lines.get(at..end).unwrap_or_default();
        let number = at + 1;
        if let Some(time_at) = (at..end).find(|at| is_time(*at)) {
            // Words may hold blank lines: they go on up to the number before the next time.
            let mut words_end = end;
            let next = (end..lines.len()).find(|next| is_time(*next)).unwrap_or(lines.len() + 1);
            let is_number = |at: usize| lines.get(at).is_some_and(|line| line.trim().parse::<u64>().is_ok());
            if !is_vtt(&lines) && next <= lines.len() && next > end + 2 && is_number(next - 1) {
                words_end = next - 1;
            }
            let words = lines.get(time_at + 1..words_end).unwrap_or_default();
            match lines.get(time_at).and_then(|line| times(line)) {
                Some((start, stop)) => found.cues.extend(cue(start, stop, &words.join("\n"))),
                None => odd.push((number, block.join(" "))),
            }
            at = words_end;
        } else if !block.is_empty() {
            aside(block, number, &mut found, &mut odd);
            at = end;
        }
        at += 1;
    }
    for (line, words) in odd.iter().take(MAX_PROBLEMS) {
        found.problems.push(format!("line {line}: words without a time were left out"));
        found.account.leave_out("words without a time", words);
    }
    if odd.len() > MAX_PROBLEMS {
        found.problems.push(format!("{} more places have words without a time", odd.len() - MAX_PROBLEMS));
        odd.iter()
            .skip(MAX_PROBLEMS)
            .for_each(|(_, words)| found.account.leave_out("words without a time", words));
    }
    found
}

fn is_vtt(lines: &[&str]) -> bool {
    lines.first().is_some_and(|line| line.trim_start_matches('\u{FEFF}').starts_with("WEBVTT"))
}

/// A block without a time: the head of the file, a note, rules for looks; else words that belong nowhere.
fn aside(block: &[&str], number: usize, found: &mut Transcript, odd: &mut Vec<(usize, String)>) {
    let first = block.first().copied().unwrap_or_default();
    let rest = block.get(1..).unwrap_or_default();
    if number == 1 && first.starts_with("WEBVTT") {
        let words = first.trim_start_matches("WEBVTT").trim_start_matches([' ', '-']);
        found.account.leave_out("head of the file", words);
        head(rest, found);
    } else if first == "NOTE" || first.starts_with("NOTE ") || first.starts_with("NOTE\t") {
        let words = [first.trim_start_matches("NOTE"), &rest.join(" ")].join(" ");
        found.account.leave_out("note", &words);
    } else if first != "STYLE" && first != "REGION" && block.join("").parse::<u64>().is_err() {
        odd.push((number, block.join(" ")));
    }
}

/// `Language: en` and the like after the first line.
fn head(lines: &[&str], found: &mut Transcript) {
    for line in lines {
        match line.split_once(':') {
            Some((name, value)) if name.trim().eq_ignore_ascii_case("language") => {
                found.language = crate::formats::html::language_tag(value.trim()).unwrap_or_default();
            }
            Some((name, _)) if name.trim().eq_ignore_ascii_case("kind") => {}
            _ => found.account.leave_out("head of the file", line),
        }
    }
}

fn times(line: &str) -> Option<(u64, u64)> {
    let (start, rest) = line.split_once("-->")?;
    let stop = rest.split_whitespace().next().unwrap_or_default();
    let start = parse_time(start)?;
    Some((start, parse_time(stop).unwrap_or(start)))
}

/// The words of a cue, a cue for each voice that its marks name.
fn cue(start: u64, end: u64, words: &str) -> Vec<Cue> {
    let mut found: Vec<Cue> = Vec::new();
    let mut open = Cue { start, end, ..Cue::default() };
    let mut rest = words;
    let mut is_reading = false;
    while let Some(at) = rest.find(['<', '{']) {
        let (before, mark) = rest.split_at(at);
        open.text.push_str(before);
        let close = if mark.starts_with('<') { '>' } else { '}' };
        let len = mark.find(close).filter(|_| is_mark(mark)).map_or(1, |len| len + 1);
        let (mark, after) = mark.split_at_checked(len).unwrap_or((mark, ""));
        rest = after;
        if len == 1 {
            open.text.push_str(mark);
        } else if let Some(sign) = reading_sign(mark, &mut is_reading) {
            open.text.push_str(sign);
        } else if mark.starts_with("<v") {
            let name = mark.trim_start_matches("<v").trim_end_matches('>');
            // Classes may stand between.
            let name =
                if name.starts_with('.') { name.split_once(' ').map_or("", |(_, name)| name) } else { name };
            let speaker = decode_entities(name.trim()).into_owned();
            let next = Cue { start, end, speaker, ..Cue::default() };
            found.push(std::mem::replace(&mut open, next));
        }
    }
    open.text.push_str(rest);
    found.push(open);
    for cue in &mut found {
        cue.text = decode_entities(&cue.text).into_owned();
    }
    found.retain(|cue| !cue.text.trim().is_empty());
    found
}

/// The bracket in place of a mark that begins or ends a reading beside its base; the end may be left to that of both.
fn reading_sign(mark: &str, is_reading: &mut bool) -> Option<&'static str> {
    let name = mark.trim_matches(['<', '>']).split(['.', ' ', '\t']).next().unwrap_or_default();
    match name {
        "rt" if !*is_reading => {
            *is_reading = true;
            Some("(")
        }
        "rt" => Some(")("),
        "/rt" | "/ruby" if *is_reading => {
            *is_reading = false;
            Some(")")
        }
        _ => None,
    }
}

/// Marks of looks, voices and times: `<i>`, `</c>`, `<v Anna>`, `<00:00:01.000>`, `{\an8}`; not `<` as a sign.
fn is_mark(mark: &str) -> bool {
    let inside = mark.get(1..).unwrap_or_default();
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '/';
    if mark.starts_with('{') {
        inside.starts_with('\\') || inside.starts_with("Y:")
    } else {
        inside.starts_with(is_name) && !inside.split('>').next().unwrap_or_default().contains('<')
    }
}

/// For tests of other readers.
#[cfg(test)]
fn account_of(text: &str) -> crate::formats::Account {
    blocks(text).account
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Pinpoint;

    fn srt(text: &str) -> NewDocument {
        read_srt("talk.en.srt", text.as_bytes(), &ReadOptions::default()).unwrap()
    }

    #[test]
    fn subtitles_give_sentences_with_times() {
        let found = srt(
            "1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>The bridge was</i>\r\n\r\n2\r\n00:00:02,600 --> 00:00:04,000 X1:0\r\n{\\an8}closed &amp; locked.\r\n",
        );
        assert_eq!(found.text, "The bridge was closed & locked.\n");
        assert_eq!((found.title.as_str(), found.sentences.len()), ("talk.en", 1));
        let times = [(0, Pinpoint::Time(1_000, String::new())), (15, Pinpoint::Time(2_600, String::new()))];
        assert_eq!(found.pinpoints, times);
    }

    #[test]
    fn damaged_blocks_cost_themselves() {
        let found = srt(
            "1\n00:00:01,000 --> 00:00:02,000\nOne < two.\n\nlost words\n\n3\n00:xx --> 00:00:05,000\nBroken.\n\n4\n00:00:06,000 --> 00:00:07,000\nThree\n\nwith a gap.\n\n5\n00:00:08,000 --> 00:00:09,000\nFour.",
        );
        assert_eq!(found.text, "One < two. lost words Three with a gap. Four.\n");
        assert_eq!(found.account.count(), 1);
        assert!(found.problems[0].starts_with("line 8: "), "{:?}", found.problems);
        let err = read_srt("a.srt", b"just words", &ReadOptions::default()).unwrap_err();
        assert!(err.to_string().starts_with("it has no subtitles"), "{err}");
    }

    #[test]
    fn readings_stand_in_brackets() {
        let text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<ruby>東京<rt>とうきょう</rt></ruby>と<ruby.a>橋<rt.b>はし</ruby>だ。\n";
        let found = read_vtt("a.vtt", text.as_bytes(), &ReadOptions::default()).unwrap();
        assert_eq!(found.text, "東京(とうきょう)と橋(はし)だ。\n");
    }

    /// Each kind of place has a word of its own, which comes out once, in the text or in the account.
    #[test]
    fn every_word_of_a_web_subtitle_is_accounted_for() {
        let text = "WEBVTT - Whead\nKind: captions\nLanguage: de\n\nSTYLE\n::cue { color: red }\n\nNOTE\nWnote\n\nid-1\n00:01.000 --> 00:02.000 align:start\n<v.loud Wanna>Wone <c.yellow>Wtwo</c> <00:01.500>Wthree\n\n00:03.000 --> 00:04.000\n<v Bo>Wfour</v>\n<v Wanna>Wfive\n";
        let found = read_vtt("a.vtt", text.as_bytes(), &ReadOptions::default()).unwrap();
        assert_eq!(found.text, "Wone Wtwo Wthree\n\nWfour\n\nWfive\n");
        assert_eq!(found.language, "de");
        assert_eq!(found.pinpoints[1].1, Pinpoint::Time(3_000, "Bo".to_owned()));
        assert_eq!(
            account_of(text).sentences(),
            ["left out: head of the file “Whead”", "left out: note “Wnote”"]
        );
    }
}
