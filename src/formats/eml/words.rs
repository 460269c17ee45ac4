//! [`decode_words`]: `=?utf-8?Q?…?=` in headers, and the two ways in which mails carry bytes.

use encoding_rs::Encoding;

/// A header with its encoded words decoded (RFC 2047); words of unknown encodings stay as they are.
pub(super) fn decode_words(header: &str) -> String {
    let mut found = String::with_capacity(header.len());
    let mut rest = header;
    let mut was_word = false;
    while let Some(at) = rest.find("=?") {
        let (before, word) = rest.split_at(at);
        let decoded = encoded_word(word);
        // Blanks between two encoded words only part them.
        if !(was_word && decoded.is_some() && before.trim().is_empty()) {
            found.push_str(before);
        }
        was_word = decoded.is_some();
        let (text, len) = decoded.unwrap_or_else(|| ("=?".to_owned(), 2));
        found.push_str(&text);
        rest = word.get(len..).unwrap_or_default();
    }
    found.push_str(rest);
    found
}

/// The text of the encoded word that stands at the start, and its length.
fn encoded_word(text: &str) -> Option<(String, usize)> {
    let inside = text.strip_prefix("=?")?;
    let mut parts = inside.splitn(3, '?');
    let (charset, kind, after) = (parts.next()?, parts.next()?, parts.next()?);
    let end = after.find("?=")?;
    let content = after.get(..end)?;
    // A language may follow the encoding.
    let charset = charset.split('*').next().unwrap_or_default();
    let encoding = Encoding::for_label(charset.as_bytes())?;
    let bytes = match kind {
        "B" | "b" => decode_base64(content.as_bytes()),
        "Q" | "q" => decode_quoted(content.as_bytes(), true),
        _ => return None,
    };
    let len = 2 + charset_len(inside)? + 1 + kind.len() + 1 + end + 2;
    Some((encoding.decode_without_bom_handling(&bytes).0.into_owned(), len))
}

fn charset_len(inside: &str) -> Option<usize> {
    inside.find('?')
}

/// Base64, whatever stands between its signs; ends at the first sign of padding.
pub(super) fn decode_base64(text: &[u8]) -> Vec<u8> {
    let mut found = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut bit_count) = (0_u32, 0);
    for byte in text {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = (bits << 6) | u32::from(value);
        bit_count += 6;
        if bit_count >= 8 {
            bit_count -= 8;
            found.extend(u8::try_from((bits >> bit_count) & 0xFF));
        }
    }
    found
}

/// Quoted-printable; in headers an underscore is a blank.
pub(super) fn decode_quoted(text: &[u8], is_header: bool) -> Vec<u8> {
    let mut found = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match first {
            b'_' if is_header => found.push(b' '),
            b'=' => {
                let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
                if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                    found.push(byte);
                    rest = after.get(2..).unwrap_or_default();
                } else if let Some(after) = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n"))
                {
                    rest = after;
                } else {
                    found.push(b'=');
                }
            }
            byte => found.push(*byte),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoded_words_are_decoded_and_others_stay() {
        assert_eq!(decode_words("=?iso-8859-1?q?Caf=E9?= =?utf-8?b?IOKCrA==?= and =?x?"), "Café € and =?x?");
        assert_eq!(decode_words("=?utf-8*en?Q?a_b?="), "a b");
        assert_eq!(decode_words("plain = text"), "plain = text");
    }

    #[test]
    fn broken_codes_stay_as_they_are() {
        assert_eq!(decode_quoted(b"a=3Db=\r\nc=ZZ=", false), b"a=bc=ZZ=");
        assert_eq!(decode_base64(b"aGk=\r\n"), b"hi");
        assert_eq!(decode_base64(b"a G\nk"), b"hi");
    }
}
