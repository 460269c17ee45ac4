//! [`CMap`]: which codes a string of a PDF font holds, and what text they stand for.

use std::collections::BTreeMap;

/// Entries of one table; the ranges of a hostile one would fill the memory.
const MAX_ENTRIES: usize = 100_000;

/// A table from a font's `ToUnicode` or `Encoding` stream.
#[derive(Clone, Debug, Default)]
pub(super) struct CMap {
    /// Lengths of codes in bytes with the first and last code of that length.
    spaces: Vec<(usize, u32, u32)>,
    texts: BTreeMap<u32, String>,
    /// First and last code, and the character id of the first.
    ids: Vec<(u32, u32, u32)>,
}

/// A word of the language that such tables are written in.
#[derive(Debug, PartialEq, Eq)]
enum Word {
    Hex(Vec<u8>),
    Number(u32),
    Open,
    Close,
    Other(String),
}

impl CMap {
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut cmap = Self::default();
        let mut operands: Vec<Word> = Vec::new();
        for word in words(bytes) {
            match &word {
                Word::Other(name) => {
                    match name.as_str() {
                        "endcodespacerange" => cmap.spaces(&operands),
                        "endbfchar" => cmap.chars(&operands),
                        "endbfrange" => cmap.ranges(&operands),
                        "endcidrange" => cmap.id_ranges(&operands),
                        "endcidchar" => cmap.id_chars(&operands),
                        _ => {}
                    }
                    operands.clear();
                }
                _ => operands.push(word),
            }
        }
        cmap
    }

    fn spaces(&mut self, operands: &[Word]) {
        for pair in operands.chunks_exact(2) {
            if let [Word::Hex(first), Word::Hex(last)] = pair
                && (1..=4).contains(&first.len())
            {
                self.spaces.push((first.len(), code(first), code(last)));
            }
        }
    }

    fn insert(&mut self, code: u32, text: String) {
        if self.texts.len() < MAX_ENTRIES {
            self.texts.insert(code, text);
        }
    }

    fn chars(&mut self, operands: &[Word]) {
        for pair in operands.chunks_exact(2) {
            if let [Word::Hex(from), Word::Hex(to)] = pair {
                self.insert(code(from), utf16(to));
            }
        }
    }

    fn ranges(&mut self, operands: &[Word]) {
        let mut rest = operands.iter();
        while let (Some(Word::Hex(first)), Some(Word::Hex(last)), Some(target)) =
            (rest.next(), rest.next(), rest.next())
        {
            let (first, last) = (code(first), code(last));
            match target {
                Word::Hex(to) => {
                    let mut units = to.clone();
                    for code in first..=last.min(first.saturating_add(0xFFFF)) {
                        self.insert(code, utf16(&units));
                        step(&mut units);
                    }
                }
                Word::Open => {
                    let mut code = first;
                    for word in rest.by_ref() {
                        match word {
                            Word::Hex(to) => self.insert(code, utf16(to)),
                            Word::Close => break,
                            _ => {}
                        }
                        code = code.saturating_add(1);
                    }
                }
                _ => {}
            }
        }
    }

    fn id_ranges(&mut self, operands: &[Word]) {
        for three in operands.chunks_exact(3).take(MAX_ENTRIES) {
            if let [Word::Hex(first), Word::Hex(last), Word::Number(id)] = three {
                self.ids.push((code(first), code(last), *id));
            }
        }
    }

    fn id_chars(&mut self, operands: &[Word]) {
        for pair in operands.chunks_exact(2).take(MAX_ENTRIES) {
            if let [Word::Hex(from), Word::Number(id)] = pair {
                self.ids.push((code(from), code(from), *id));
            }
        }
    }

    /// The text of a code.
    pub(super) fn text(&self, code: u32) -> Option<&str> {
        self.texts.get(&code).map(String::as_str)
    }

    /// The character id of a code: the code itself where the table says nothing.
    pub(super) fn id(&self, code: u32) -> u32 {
        let range = self.ids.iter().find(|(first, last, _)| (*first..=*last).contains(&code));
        range.map_or(code, |(first, _, id)| id.saturating_add(code - first))
    }

    /// Whether the table says which codes there are.
    pub(super) const fn has_spaces(&self) -> bool {
        !self.spaces.is_empty()
    }

    /// The first code of a string, and its length in bytes.
    pub(super) fn next_code(&self, bytes: &[u8]) -> (u32, usize) {
        for len in 1..=4 {
            let Some(start) = bytes.get(..len) else {
                break;
            };
            let value = code(start);
            let fits = |(space_len, first, last): &(usize, u32, u32)| {
                // Each byte has its own range.
                *space_len == len
                    && (0..len).all(|index| {
                        let byte = |code: &u32| (code >> (8 * index)) & 0xFF;
                        (byte(first)..=byte(last)).contains(&byte(&value))
                    })
            };
            if self.spaces.iter().any(fits) {
                return (value, len);
            }
        }
        let len = self.spaces.iter().map(|(len, ..)| *len).min().unwrap_or(1).min(bytes.len());
        (code(bytes.get(..len).unwrap_or_default()), len.max(1))
    }
}

/// The number that bytes write, highest first.
pub(super) fn code(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |sum, byte| (sum << 8) | u32::from(*byte))
}

fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks(2).map(|two| match two {
        [high, low] => u16::from_be_bytes([*high, *low]),
        [low] => u16::from(*low),
        _ => 0,
    });
    char::decode_utf16(units).filter_map(Result::ok).filter(|c| *c != '\0').collect()
}

/// Counts the last unit up by one.
fn step(units: &mut [u8]) {
    for byte in units.iter_mut().rev().take(2) {
        *byte = byte.wrapping_add(1);
        if *byte != 0 {
            break;
        }
    }
}

fn words(bytes: &[u8]) -> Vec<Word> {
    let mut found = Vec::new();
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        let is_end = |byte: &u8| byte.is_ascii_whitespace() || b"<>[]()/%".contains(byte);
        match first {
            b'<' if after.first() != Some(&b'<') => {
                let end = after.iter().position(|byte| *byte == b'>').unwrap_or(after.len());
                let (inside, next) = after.split_at(end);
                found.push(Word::Hex(from_hex(inside)));
                rest = next.get(1..).unwrap_or_default();
            }
            b'[' | b']' => {
                found.push(if *first == b'[' { Word::Open } else { Word::Close });
                rest = after;
            }
            b'%' => {
                let end = after.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(after.len());
                rest = after.get(end..).unwrap_or_default();
            }
            byte if is_end(byte) => rest = after,
            _ => {
                let end = rest.iter().position(is_end).unwrap_or(rest.len());
                let (word, next) = rest.split_at(end);
                let word = String::from_utf8_lossy(word).into_owned();
                found.push(word.parse().map_or(Word::Other(word), Word::Number));
                rest = next;
            }
        }
    }
    found
}

fn from_hex(digits: &[u8]) -> Vec<u8> {
    let values: Vec<u32> = digits.iter().filter_map(|digit| char::from(*digit).to_digit(16)).collect();
    let byte = |pair: &[u32]| match pair {
        [high, low] => u8::try_from(high * 16 + low).unwrap_or_default(),
        [high] => u8::try_from(high * 16).unwrap_or_default(),
        _ => 0,
    };
    values.chunks(2).map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_say_codes_and_texts() {
        let cmap = CMap::read(
            b"1 begincodespacerange <00> <7F> <8140> <9FFC> endcodespacerange 2 beginbfchar <01> <0066 0069> <02> <D83DDE00> endbfchar\n\
              2 beginbfrange <10> <12> <0041> <20> <21> [<0058> <0059>] endbfrange 1 begincidrange <8140> <8150> 633 endcidrange",
        );
        let text = |code| cmap.text(code).unwrap_or("-");
        assert_eq!([text(1), text(2), text(0x12), text(0x21), text(0x30)], ["fi", "😀", "C", "Y", "-"]);
        assert_eq!((cmap.next_code(b"A\x81"), cmap.next_code(b"\x81\x40A")), ((0x41, 1), (0x8140, 2)));
        assert_eq!((cmap.id(0x8142), cmap.id(5)), (635, 5));
    }

    #[test]
    fn broken_tables_are_read_as_far_as_they_go() {
        for bytes in [
            b"beginbfrange <00> <FFFFFFFF> <0041> endbfrange".as_slice(),
            b"<<<>>>",
            b"endbfchar",
            b"<0",
            b"[[]",
        ] {
            let cmap = CMap::read(bytes);
            assert!(cmap.texts.len() <= 0x10000);
            assert_eq!(cmap.next_code(b"\xFF").1, 1);
        }
    }
}
