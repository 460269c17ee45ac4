//! What the writers of Word and `OpenDocument` files share: colours, addresses, times, and an element within its file.

use super::html::Element;
use super::tree::{Look, Tone};
use crate::analysis::matrix::Stance;
use crate::model::Timestamp;

/// Begins every file.
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// Colours of documents, those of the style sheet.
const CHIPS: [&str; super::COLORS] =
    ["3A6DB5", "7A57A8", "23776F", "A05A30", "9C4A5E", "55742E", "4E5FA8", "746429"];
/// Of words that stand back.
pub(super) const MUTED: &str = "50565E";

/// The element as a file of its own.
pub(super) fn file(root: &Element) -> Vec<u8> {
    let mut text = HEAD.to_owned();
    root.write(&mut text);
    text.push('\n');
    text.into_bytes()
}

/// The colour behind a cell; none for paper.
pub(super) const fn fill(tone: Tone) -> Option<&'static str> {
    match tone {
        Tone::None | Tone::Single | Tone::Undefined => None,
        Tone::Favoured => Some("E8F4EE"),
        Tone::Stance(stance, ink) => match stance {
            Stance::Asserts => Some(by_ink(ink, ["EDF7F2", "E6F3EC", "D9EDE2", "C1E2D1"])),
            Stance::Contradicts | Stance::InDispute => {
                Some(by_ink(ink, ["FBEDED", "F9E6E6", "F6DAD8", "F1C7C4"]))
            }
            Stance::Qualifies => Some(by_ink(ink, ["F9F3EA", "F6EFE3", "F1E6D4", "E9D7BC"])),
            Stance::Mentions => Some("F2F3F3"),
            Stance::Silent | Stance::NotRead => None,
        },
    }
}

const fn by_ink(ink: u8, [none, low, middle, high]: [&'static str; 4]) -> &'static str {
    match ink {
        0 => none,
        1 => low,
        2 => middle,
        _ => high,
    }
}

/// The colour of a cell's words; none for ink.
pub(super) const fn ink(tone: Tone) -> Option<&'static str> {
    match tone {
        Tone::Single => Some("8A5A12"),
        Tone::Undefined | Tone::Stance(Stance::Silent | Stance::NotRead, _) => Some(MUTED),
        _ => None,
    }
}

/// The colour of words that look so; none for ink.
pub(super) fn color(look: Look) -> Option<&'static str> {
    match look {
        Look::Small | Look::Muted | Look::NoKind | Look::Rating => Some(MUTED),
        Look::Chip(position) => CHIPS.get(position % CHIPS.len()).copied(),
        Look::Kind | Look::State(0) => Some("B3322A"),
        Look::State(1) => Some("8A5A12"),
        Look::State(_) => Some("1F6F47"),
        Look::Plain | Look::Strong | Look::Claim | Look::Mark | Look::Statement => None,
    }
}

/// Whether words that look so are bold.
pub(super) const fn is_bold(look: Look) -> bool {
    matches!(look, Look::Strong | Look::Mark | Look::Chip(_) | Look::State(_) | Look::Kind)
}

/// Words with signs for what only a drawing would show.
pub(super) fn signed(look: Look, words: &str) -> String {
    match look {
        Look::Rating | Look::State(_) => format!("[{words}]"),
        _ => words.to_owned(),
    }
}

/// A web address as office programs take it; none where it is no address to them, for a file with one is damaged to
/// them.
pub(super) fn safe_address(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let (name, port) = host.split_once(':').unwrap_or((host, "0"));
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let is_host = !name.is_empty()
        && name.chars().all(is_name)
        && port.len() <= 5
        && port.chars().all(|c| c.is_ascii_digit());
    if !is_host || !scheme.chars().all(|c| c.is_ascii_alphanumeric()) || address.len() > 2_000 {
        return None;
    }
    let mut safe = format!("{scheme}://{host}");
    let mut has_fragment = false;
    for c in path.chars() {
        let is_plain = c.is_ascii_alphanumeric() || "-._~/?&=%+,:;@!$()*'".contains(c);
        // A second `#` would end the address.
        if is_plain || (c == '#' && !has_fragment) {
            has_fragment |= c == '#';
            safe.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                safe.extend([format!("%{byte:02X}")]);
            }
        }
    }
    Some(safe)
}

/// `2026-11-20T10:37:00Z`, without parts of a second.
pub(super) fn time(time: Timestamp) -> String {
    let text = time.to_string();
    let (day, clock) = text.split_once('T').unwrap_or((&text, ""));
    let clock: Vec<&str> = clock.trim_end_matches('Z').split([':', '.']).take(3).collect();
    format!("{day}T{}Z", clock.join(":"))
}

/// Widths of columns that together are as wide as asked for.
pub(super) fn widths(shares: &[u32], width: u32) -> Vec<u32> {
    let all: u32 = shares.iter().sum::<u32>().max(1);
    shares.iter().map(|share| share * width / all).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_made_safe_or_left_out() {
        let same = "https://example.org/a?x=1&y=2#z";
        assert_eq!(safe_address(same).as_deref(), Some(same));
        assert_eq!(
            safe_address("http://example.org:80/ä|b#c#d").as_deref(),
            Some("http://example.org:80/%C3%A4%7Cb#c%23d")
        );
        for odd in ["http://", "http://a:b:c/", "http://a b/", "javascript:x", "http://u@h/", "http://[::1]/"]
        {
            assert_eq!(safe_address(odd), None, "{odd}");
        }
    }

    #[test]
    fn times_are_whole_seconds() {
        let at: Timestamp = "2026-11-20T23:59:30.5+02:00".parse().unwrap();
        assert_eq!(time(at), "2026-11-20T21:59:30Z");
    }
}
