//! [`without_uuencoded`]: files that a text carries in the old form of mails, between `begin 644 name` and `end`.

use super::decode::decode_labelled;
use super::extract::Account;

/// A text as it is read, and what it carried.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Unpacked {
    pub(super) text: String,
    pub(super) problems: Vec<String>,
    pub(super) account: Account,
}

/// The text with the texts that it carries in their places; what else it carries is named. None where it carries nothing.
pub(super) fn without_uuencoded(text: &str) -> Option<Unpacked> {
    if !text.contains("begin ") {
        return None;
    }
    let mut found = Unpacked::default();
    let mut count = 0;
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let Some((name, bytes, end)) = file_at(&lines, at) else {
            found.text.push_str(line);
            at += 1;
            continue;
        };
        count += 1;
        at = end;
        match readable(&bytes) {
            Some((text, problems)) => {
                found.text.push_str(text.trim_end());
                found.text.push('\n');
                found.problems.push(format!("“{name}” was packed in the text (uuencoded) and was unpacked"));
                found.problems.extend(problems);
            }
            None => found.account.leave_out("file packed in the text (uuencoded)", name),
        }
    }
    (count > 0).then_some(found)
}

/// Name and bytes of the packed file that begins at a line, and the line after it.
fn file_at<'t>(lines: &[&'t str], at: usize) -> Option<(&'t str, Vec<u8>, usize)> {
    let (mode, name) = lines.get(at)?.trim_end().strip_prefix("begin ")?.trim_start().split_once(' ')?;
    let is_mode = (3..=4).contains(&mode.len()) && mode.bytes().all(|digit| (b'0'..=b'7').contains(&digit));
    let name = name.trim();
    if !is_mode || name.is_empty() {
        return None;
    }
    let mut bytes = Vec::new();
    for (end, line) in lines.iter().enumerate().skip(at + 1) {
        let line = line.trim_end_matches(['\r', '\n']);
        if line.trim_end() == "end" {
            return Some((name, bytes, end + 1));
        }
        unpack(line.as_bytes(), &mut bytes)?;
    }
    None
}

/// The bytes of one line; blanks at its end may be lost. None where it is no such line.
fn unpack(line: &[u8], bytes: &mut Vec<u8>) -> Option<()> {
    let value = |byte: u8| (0x20..=0x60).contains(&byte).then_some((byte - 0x20) & 0x3F);
    let Some((first, rest)) = line.split_first() else { return Some(()) };
    let len = usize::from(value(*first)?);
    let mut own = Vec::with_capacity(len);
    for four in rest.chunks(4) {
        let mut group = 0_u32;
        for place in 0..4 {
            group = group << 6 | u32::from(value(four.get(place).copied().unwrap_or(b' '))?);
        }
        own.extend_from_slice(group.to_be_bytes().get(1..).unwrap_or_default());
    }
    // A line may have one character more, which some programs add as a check.
    (own.len() + 3 > len && own.len() <= len + 6).then(|| {
        own.resize(len, 0);
        bytes.extend(own);
    })
}

/// The text of a packed file, if it is one.
fn readable(bytes: &[u8]) -> Option<(String, Vec<String>)> {
    let has_controls =
        bytes.iter().any(|byte| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B));
    if bytes.is_empty() || has_controls || bytes.starts_with(b"%PDF-") {
        return None;
    }
    let (text, problems) = decode_labelled(bytes, "");
    Some((super::decode::with_lf(text), problems))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(name: &str, bytes: &[u8]) -> String {
        let sign =
            |value: u32| char::from(u8::try_from(value & 0x3F).unwrap() + 0x20).to_string().replace(' ', "`");
        let line = |chunk: &[u8]| {
            let mut line = sign(u32::try_from(chunk.len()).unwrap());
            for three in chunk.chunks(3) {
                let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
                let group = byte(0) << 16 | byte(1) << 8 | byte(2);
                for shift in [18, 12, 6, 0] {
                    line.push_str(&sign(group >> shift));
                }
            }
            line + "\n"
        };
        format!("begin 644 {name}\n{}`\nend\n", bytes.chunks(45).map(line).collect::<String>())
    }

    #[test]
    fn packed_texts_are_read_and_packed_files_named() {
        let words = "The bridge was closed on Monday, said the mayor of Köln, and opened on Friday again.";
        let text = format!(
            "Dear all,\n{}\nRegards\n{}",
            packed("story.txt", words.as_bytes()),
            packed("a.png", b"\x89PNG\0\x01")
        );
        let found = without_uuencoded(&text).unwrap();
        assert_eq!(found.text, format!("Dear all,\n{words}\n\nRegards\n"));
        assert_eq!(found.problems, ["“story.txt” was packed in the text (uuencoded) and was unpacked"]);
        assert_eq!(found.account.sentences(), ["left out: file packed in the text (uuencoded) “a.png”"]);
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        for text in [
            "Let us begin 644 years ago.\nend",
            "begin 644 a\nwords of a story\nend\n",
            "begin 644 a\n#0V%T\n",
            "",
        ] {
            assert_eq!(without_uuencoded(text), None, "{text}");
        }
        assert_eq!(without_uuencoded("begin 644 a\n#0V%T\n`\nend\n").unwrap().text, "Cat\n");
    }
}
