//! What stands in the column of a token, read: parts, numbers and signs that were escaped.

/// A value with the number that tells its annotation from others; 0 where it has none.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cell<'t> {
    /// Still escaped.
    pub(super) words: &'t str,
    pub(super) number: usize,
}

/// The parts of a column between signs that are not escaped.
pub(super) fn parts(cell: &str, sign: char) -> Vec<&str> {
    let mut is_escaped = false;
    let is_end = |c: char| {
        let is_end = c == sign && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        is_end
    };
    cell.split(is_end).collect()
}

/// The annotations on one column, without any where it is empty.
pub(super) fn cells(column: &str) -> Vec<Cell<'_>> {
    if column == "_" || column.is_empty() {
        return Vec::new();
    }
    parts(column, '|').into_iter().map(cell).collect()
}

/// `value[3]`
pub(super) fn cell(part: &str) -> Cell<'_> {
    let numbered = part.strip_suffix(']').and_then(|part| {
        let (words, number) = part.rsplit_once('[')?;
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        Some((words, number.parse().ok().filter(|_| is_number && !words.ends_with('\\'))?))
    });
    numbered.map_or(Cell { words: part, number: 0 }, |(words, number)| Cell { words, number })
}

/// The value of a feature; none where the annotation has none.
pub(super) fn value(words: &str) -> Option<String> {
    (!matches!(words, "*" | "_" | "")).then(|| unescaped(words))
}

/// A relation's source, or the target of a role: its first token, and the numbers in brackets.
pub(super) fn reference(part: &str) -> (&str, usize, usize) {
    let whole = (part, 0, 0);
    let Some((token, numbers)) = part.strip_suffix(']').and_then(|part| part.split_once('[')) else {
        return whole;
    };
    let (first, second) = numbers.split_once('_').unwrap_or((numbers, "0"));
    match (first.parse(), second.parse()) {
        (Ok(first), Ok(second)) => (token, first, second),
        _ => whole,
    }
}

/// A value without the backslashes before signs that have a meaning in a column.
pub(super) fn unescaped(words: &str) -> String {
    let mut found = String::with_capacity(words.len());
    let mut signs = words.chars();
    while let Some(sign) = signs.next() {
        match (sign, signs.clone().next()) {
            ('\\', Some(next)) => {
                found.push(match next {
                    't' => '\t',
                    'n' => '\n',
                    other => other,
                });
                signs.next();
            }
            _ => found.push(sign),
        }
    }
    found
}

/// A line of text without its escapes; files before 3.2 escape as Java does.
pub(super) fn unescaped_text(words: &str, minor: u32) -> String {
    if !words.contains('\\') {
        return words.to_owned();
    }
    let mut units: Vec<u16> = Vec::with_capacity(words.len());
    let mut push = |sign: char| units.extend_from_slice(sign.encode_utf16(&mut [0; 2]));
    let mut signs = words.chars();
    let mut java = Vec::new();
    while let Some(sign) = signs.next() {
        let next = signs.clone().next().filter(|_| sign == '\\');
        let Some(next) = next else {
            push(sign);
            continue;
        };
        signs.next();
        let code = (next == 'u' && minor < 2).then(|| signs.as_str().get(..4)).flatten();
        if let Some(code) = code.and_then(|code| u16::from_str_radix(code, 16).ok()) {
            java.push(code);
            signs.nth(3);
            // Two of them may be one character.
            let is_half = (0xD800..0xDC00).contains(&code);
            if !is_half {
                char::decode_utf16(java.drain(..)).for_each(|sign| push(sign.unwrap_or('\u{FFFD}')));
            }
            continue;
        }
        push(match next {
            't' => '\t',
            'n' => '\n',
            'f' => '\u{c}',
            'r' => '\r',
            'b' => '\u{8}',
            other => other,
        });
    }
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_read_as_they_are_written() {
        let column = "a\\_b\\[1\\]\\|\\;\\*\\\\ x\\->y\\t\\n[3]|*[4]|\\_";
        let found: Vec<(Option<String>, usize)> =
            cells(column).iter().map(|cell| (value(cell.words), cell.number)).collect();
        let first = Some("a_b[1]|;*\\ x->y\t\n".to_owned());
        assert_eq!(found, [(first, 3), (None, 4), (Some("_".to_owned()), 0)]);
        assert_eq!(cells("_"), []);
        assert_eq!(cell("x\\[1]"), Cell { words: "x\\[1]", number: 0 });
        assert_eq!([reference("2-1[0_3]"), reference("1-1[2]")], [("2-1", 0, 3), ("1-1", 2, 0)]);
        assert_eq!([reference("1-1.2"), reference("1-1[x]")], [("1-1.2", 0, 0), ("1-1[x]", 0, 0)]);
    }

    #[test]
    fn lines_of_text_are_read_as_they_are_written() {
        assert_eq!(unescaped_text("a_b\\t\\\\[1]\\\u{1}", 3), "a_b\t\\[1]\u{1}");
        assert_eq!(unescaped_text("\\uD83D\\uDD25 \\u00e9 x\\", 0), "🔥 é x\\");
        assert_eq!(unescaped_text("\\u00e9", 3), "u00e9");
    }
}
