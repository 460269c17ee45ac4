//! [`whatsapp`]: chats that `WhatsApp` gives out as text. Dates are in the form of the telephone's language.

use crate::formats::extract::{Account, Extracted, Lines};
use crate::model::Pinpoint;

/// Lines that must begin a message.
const MIN_MESSAGES: usize = 2;

/// The start of a line of a chat.
#[derive(Debug, PartialEq, Eq)]
struct Start<'t> {
    /// Numbers of the date in the order of the file.
    date: [u32; 3],
    /// Date and time as they are written.
    time: &'t str,
    /// The time of day alone.
    clock: &'t str,
    rest: &'t str,
}

/// The chat that a text is; none where it is another text.
pub(in crate::formats) fn whatsapp(text: &str) -> Option<Extracted> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    start(first)?;
    let lines: Vec<(Option<Start<'_>>, &str)> = text.lines().map(|line| (start(line), line)).collect();
    let starts: Vec<&Start<'_>> = lines.iter().filter_map(|(start, _)| start.as_ref()).collect();
    let named_count = starts.iter().filter(|start| author(start.rest).is_some()).count();
    if named_count < MIN_MESSAGES {
        return None;
    }
    let (order, is_certain) = order(&starts);
    let mut chat = Chat::default();
    for (start, line) in &lines {
        match start {
            Some(start) => {
                chat.end();
                chat.open = Some((start, line.len() - start.rest.len()));
                start.rest.clone_into(&mut chat.words);
                chat.time = shown(start, order, is_certain);
            }
            None if chat.open.is_some() => {
                chat.words.push('\n');
                chat.words.push_str(line);
            }
            None => {}
        }
    }
    chat.end();
    let mut problems = Vec::new();
    if !is_certain {
        let told = "day and month of the dates cannot be told apart; times are given as they are written";
        problems.push(told.to_owned());
    }
    let pinpoints = chat.lines.take_pinpoints();
    let text = chat.lines.finish(&mut problems);
    Some(Extracted { text, problems, account: chat.account, pinpoints, ..Extracted::default() })
}

#[derive(Debug, Default)]
struct Chat<'t> {
    lines: Lines,
    account: Account,
    open: Option<(&'t Start<'t>, usize)>,
    words: String,
    time: String,
}

impl Chat<'_> {
    /// Writes the message that is open.
    fn end(&mut self) {
        if self.open.take().is_none() {
            return;
        }
        let words = std::mem::take(&mut self.words);
        let Some((author, words)) = author(&words) else {
            return self.account.leave_out("message of the program", &words);
        };
        let words = words.trim_matches(['\u{200E}', ' ']);
        if let Some(reason) = no_words(words) {
            return self.account.leave_out(reason, words);
        }
        // A file stands in a line of its own, its caption below.
        let (first, caption) = words.split_once('\n').unwrap_or((words, ""));
        let words = if is_file(first) {
            self.account.leave_out(ATTACHMENT, first);
            caption
        } else {
            words
        };
        self.lines.mark(Pinpoint::Message(author.to_owned(), self.time.clone()));
        words.split("\n\n").for_each(|paragraph| self.lines.paragraph(paragraph));
    }
}

const ATTACHMENT: &str = "attachment, not read; add it by itself";

/// Why a message has no words of its own.
fn no_words(words: &str) -> Option<&'static str> {
    let is_bracketed = words.starts_with('<') && words.ends_with('>') && !words.contains('\n');
    let is_omitted = words.split_whitespace().count() <= 3 && words.ends_with("omitted");
    if is_bracketed || is_omitted {
        Some("attachment that is not in the chat")
    } else if words == "null" || words.is_empty() {
        Some("message without words")
    } else {
        None
    }
}

fn is_file(line: &str) -> bool {
    let line = line.trim_matches(['\u{200E}', ' ']);
    let is_ios = line.starts_with('<') && line.ends_with('>') && line.contains(':');
    let name = line.split(" (").next().unwrap_or_default();
    let is_name = name.rsplit_once('.').is_some_and(|(_, end)| {
        (2..=5).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    is_ios || (line.ends_with(')') && line.contains(" (") && is_name && !name.contains(' '))
}

/// Who wrote it, and what.
fn author(rest: &str) -> Option<(&str, &str)> {
    let (name, words) = rest
        .split_once(": ")
        .or_else(|| rest.split_once(":\n"))
        .or_else(|| Some((rest.strip_suffix(':')?, "")))?;
    let name = name.trim_matches(['\u{200E}', '\u{202A}', '\u{202C}', ' ', '~', '\u{A0}', '\u{202F}']);
    let fits = !name.is_empty() && name.chars().count() <= 60 && !name.contains('\n');
    fits.then_some((name, words))
}

/// `31.12.20, 21:41 - `, `12/31/20, 9:41 PM - ` or `[31.12.20, 21:41:05] `.
fn start(line: &str) -> Option<Start<'_>> {
    let line = line.trim_start_matches(['\u{200E}', '\u{FEFF}', ' ']);
    let (time, rest) = match line.strip_prefix('[') {
        Some(inside) => inside.split_once(']')?,
        None => line.split_once(" - ").or_else(|| line.split_once(" – "))?,
    };
    if time.len() > 40 {
        return None;
    }
    let end = time.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '/' | '-'))?;
    let (date, clock) = time.split_at_checked(end)?;
    let numbers: Vec<u32> = date
        .trim_end_matches('.')
        .split(['.', '/', '-'])
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let date = <[u32; 3]>::try_from(numbers).ok()?;
    let clock = clock.trim_start_matches(|c: char| !c.is_ascii_digit());
    let mut digits = clock.split(':');
    let is_number = |part: Option<&str>| {
        part.is_some_and(|part| {
            part.get(..2.min(part.len()))
                .is_some_and(|two| two.bytes().all(|byte| byte.is_ascii_digit()) && !two.is_empty())
        })
    };
    let is_clock = is_number(digits.next()) && is_number(digits.next());
    is_clock.then_some(Start { date, time, clock, rest: rest.trim_start_matches([' ', '\u{200E}']) })
}

/// Which of the three numbers is year, month and day, and whether that is certain.
fn order(starts: &[&Start<'_>]) -> ([usize; 3], bool) {
    let any = |at: usize, test: &dyn Fn(u32) -> bool| {
        starts.iter().any(|start| start.date.get(at).is_some_and(|number| test(*number)))
    };
    if any(0, &|number| number > 31) {
        return ([0, 1, 2], true);
    }
    match (any(0, &|number| number > 12), any(1, &|number| number > 12)) {
        (true, false) => ([2, 1, 0], true),
        (false, true) => ([2, 0, 1], true),
        _ => (
            [2, 1, 0],
            starts.iter().any(|start| start.time.contains('.') && start.date.iter().all(|one| *one > 0))
                && has_dots(starts),
        ),
    }
}

/// Dates with dots have the day first everywhere.
fn has_dots(starts: &[&Start<'_>]) -> bool {
    starts.iter().all(|start| start.time.split([',', ' ']).next().is_some_and(|date| date.contains('.')))
}

fn shown(start: &Start<'_>, order: [usize; 3], is_certain: bool) -> String {
    let [year, month, day] = order.map(|at| start.date.get(at).copied().unwrap_or_default());
    let year = if year < 100 { year + 2000 } else { year };
    if is_certain {
        format!("{year:04}-{month:02}-{day:02} {}", start.clock.trim())
    } else {
        start.time.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(found: &Extracted) -> Vec<String> {
        found.pinpoints.iter().map(|(_, mark)| mark.to_string()).collect()
    }

    #[test]
    fn chats_of_all_telephones_are_read() {
        for (text, time) in [
            ("31.12.20, 21:41 - Ana: One.\nTwo.\n01.01.21, 00:01 - Bo Lind: Three.\n", "2020-12-31 21:41"),
            (
                "12/31/20, 9:41\u{202F}PM - Ana: One.\nTwo.\n1/1/21, 12:01\u{202F}AM - Bo Lind: Three.\n",
                "2020-12-31 9:41\u{202F}PM",
            ),
            (
                "[31.12.20, 21:41:05] Ana: One.\nTwo.\n\u{200E}[01.01.21, 00:01:00] Bo Lind: Three.\n",
                "2020-12-31 21:41:05",
            ),
            (
                "2020-12-31, 21:41 - Ana: One.\nTwo.\n2021-01-01, 00:01 - Bo Lind: Three.\n",
                "2020-12-31 21:41",
            ),
            (
                "[31/12/2020, 21:41:05] Ana: One.\nTwo.\n[01/01/2021, 00:01:00] Bo Lind: Three.\n",
                "2020-12-31 21:41:05",
            ),
            ("31/12/20 à 21:41 - Ana: One.\nTwo.\n01/01/21 à 00:01 - Bo Lind: Three.\n", "2020-12-31 21:41"),
        ] {
            let found = whatsapp(text).unwrap();
            assert_eq!(found.text, "One.\nTwo.\n\nThree.\n", "{text}");
            assert_eq!(marks(&found)[0], format!("Ana, {time}"), "{text}");
            assert!(marks(&found)[1].starts_with("Bo Lind, 2021-01-01"));
            assert!(found.problems.is_empty());
        }
        let unclear = whatsapp("1/2/21, 10:00 - Ana: One.\n1/3/21, 10:00 - Bo: Two.\n").unwrap();
        assert_eq!(marks(&unclear)[0], "Ana, 1/2/21, 10:00");
        assert_eq!(unclear.problems.len(), 1);
    }

    /// Each kind of place has a word of its own, which comes out once, in the text or in the account.
    #[test]
    fn every_word_of_a_chat_is_accounted_for() {
        let text = "31.12.20, 21:40 - Messages are end-to-end encrypted. Wsystem\n31.12.20, 21:41 - Ana: Wone: two\n\n31.12.20, 21:42 - Bo: <Media omitted>\n\
                    31.12.20, 21:43 - Bo: Wphoto.jpg (file attached)\nWcaption\n31.12.20, 21:44 - Ana created group Wgroup\n31.12.20, 21:45 - Ana: Wlast\n";
        let found = whatsapp(text).unwrap();
        assert_eq!(found.text, "Wone: two\n\nWcaption\n\nWlast\n");
        let left_out: Vec<&str> =
            found.account.left_out.iter().flat_map(|one| one.starts.iter().map(String::as_str)).collect();
        assert_eq!(
            left_out,
            [
                "Messages are end-to-end encrypted. Wsystem",
                "Ana created group Wgroup",
                "<Media omitted>",
                "Wphoto.jpg (file attached)"
            ]
        );
    }

    #[test]
    fn other_texts_are_no_chats() {
        for text in [
            "",
            "Words.\n",
            "31.12.20 - a day\n1.1.21 - another: one\n",
            "[1] A note: here\n[2] Another: there\n",
            "10:30 - Opening: all\n11:00 - End: all\n",
        ] {
            assert!(whatsapp(text).is_none(), "{text}");
        }
    }
}
