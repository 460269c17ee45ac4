//! Marks that open list items: bullets, numbers, letters, `Q:`.

/// Marks that stand before list items and nowhere else.
pub(super) const BULLETS: [char; 10] = ['•', '‣', '◦', '▪', '●', '■', '○', '▸', '►', '⁃'];
/// Marks that also open list items when a blank follows.
const DASHES: [char; 6] = ['-', '–', '—', '*', '+', '·'];

/// Bytes of the bullet, number or both that open a line, with the blanks after it; 0 when there is none.
pub(super) fn marker_len(line: &str) -> usize {
    let inner = line.trim_start();
    let after_bullet = after_bullet(inner).unwrap_or(inner);
    let after_number = after_bullet.len() - enumerator_len(after_bullet);
    let has_marker = after_number < inner.len();
    let rest = inner.get(inner.len() - after_number..).unwrap_or_default();
    if has_marker { line.len() - rest.trim_start().len() } else { 0 }
}

/// Whether a line begins a list item: a bullet, or a number or letter with its dot or bracket, and then a word.
pub(super) fn is_item(line: &str) -> bool {
    let len = marker_len(line);
    let has_content = line.get(len..).is_some_and(|rest| !rest.is_empty());
    len > 0 && has_content && !line.get(..len).unwrap_or_default().ends_with(['.', ')'])
}

/// Whether a line opens with the one letter of a question, an answer or a speaker: "Q: Why?".
pub(super) fn is_letter_label(line: &str) -> bool {
    let mut chars = line.chars();
    chars.next().is_some_and(char::is_alphabetic) && matches!(chars.next(), Some(':' | '：'))
}

/// What follows a bullet, or a dash and a blank.
fn after_bullet(line: &str) -> Option<&str> {
    let mut chars = line.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    let is_bullet =
        BULLETS.contains(&first) || (DASHES.contains(&first) && rest.starts_with(char::is_whitespace));
    is_bullet.then(|| rest.trim_start())
}

/// Bytes of "1.", "12)", "1.)", "(iii)", "a)" or "B." before a blank; 0 when there is none.
fn enumerator_len(line: &str) -> usize {
    let (inner, is_bracketed) = line.strip_prefix('(').map_or((line, false), |inner| (inner, true));
    let word_len = inner.bytes().take(6).take_while(u8::is_ascii_alphanumeric).count();
    let word = inner.get(..word_len).unwrap_or_default();
    let rest = inner.get(word_len..).unwrap_or_default();
    let is_number = word_len <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = word_len == 1;
    let is_roman =
        word.bytes().all(|byte| b"ivx".contains(&byte)) || word.bytes().all(|byte| b"IVX".contains(&byte));
    if word_len == 0 || !(is_number || is_letter || is_roman) {
        return 0;
    }
    let ends: &[&str] = if is_bracketed { &[")"] } else { &[".)", ".", ")"] };
    let Some(end) = ends.iter().find(|end| rest.starts_with(**end)) else {
        return 0;
    };
    let len = word_len + end.len() + usize::from(is_bracketed);
    let is_apart =
        line.get(len..).is_none_or(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
    if is_apart { len } else { 0 }
}

/// Where further items of a list that runs on in one line begin: "• one • two", "a) one b) two", "1.) one 2.) two".
pub(super) fn inline_items(line: &str) -> Vec<usize> {
    let Some(first) = line.chars().next() else {
        return Vec::new();
    };
    if BULLETS.contains(&first) {
        return line
            .match_indices(first)
            .filter(|(at, _)| is_between_blanks(line, *at))
            .map(|(at, _)| at)
            .collect();
    }
    let enumerators = bracket_enumerators(line);
    let mut found = Vec::new();
    let mut running: Option<String> = None;
    for (index, (at, marker)) in enumerators.iter().enumerate() {
        let continues = running.as_deref() == Some(*marker);
        let next = following(marker);
        let leads = enumerators.get(index + 1).is_some_and(|(_, later)| next.as_deref() == Some(*later));
        let before = line.get(..*at).unwrap_or_default().trim_end();
        let is_start = before.is_empty() || before.ends_with(['.', '!', '?']);
        if continues || (leads && is_start) {
            found.extend((*at > 0).then_some(*at));
            running = next;
        }
    }
    found
}

/// Each "b)", "10.)" or "(c)" between blanks, with its place. A full stop alone would be a number at the end of a sentence.
fn bracket_enumerators(line: &str) -> Vec<(usize, &str)> {
    let ends = line.match_indices(')').map(|(at, _)| at + 1);
    ends.filter_map(|end| {
        let near = line.get(line.floor_char_boundary(end.saturating_sub(8))..end)?;
        let word = near.rsplit(char::is_whitespace).next()?;
        let at = end - word.len();
        let is_apart =
            line.get(..at).is_some_and(|before| before.is_empty() || before.ends_with(char::is_whitespace));
        let is_enumerator = enumerator_len(line.get(at..)?) == word.len();
        (is_apart && is_enumerator).then_some((at, word))
    })
    .collect()
}

fn is_between_blanks(line: &str, at: usize) -> bool {
    let (before, after) = line.split_at_checked(at).unwrap_or_default();
    let mut after = after.chars().skip(1);
    before.ends_with(char::is_whitespace) && after.next().is_some_and(char::is_whitespace)
}

/// "b)" after "a)", "10.)" after "9.)"; none after "z)" and Roman numbers.
fn following(marker: &str) -> Option<String> {
    let word = marker.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let next = match word.parse::<u32>() {
        Ok(number) => (number + 1).to_string(),
        Err(_) if word.len() == 1 => {
            let letter = word.bytes().next().filter(|byte| !matches!(byte, b'z' | b'Z'))?;
            char::from(letter + 1).to_string()
        }
        Err(_) => return None,
    };
    Some(marker.replacen(word, &next, 1))
}
