//! [`push_text`] and [`push_json`]: texts and figures straight into the bytes of a file, for rows by the hundred thousand.

use serde::Serialize;

/// A text of JSON with its quotes. Most have nothing to escape and go in whole.
pub(super) fn push_text(bytes: &mut Vec<u8>, text: &str) {
    let is_special = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
    // Without a way out early, so that the compiler looks at many bytes at once.
    if text.bytes().fold(false, |found, byte| found | is_special(byte)) {
        push_json(bytes, text);
    } else {
        bytes.push(b'"');
        bytes.extend_from_slice(text.as_bytes());
        bytes.push(b'"');
    }
}

/// A value as JSON; a number is its digits. Words and numbers are always valid JSON, and memory takes them.
pub(super) fn push_json(bytes: &mut Vec<u8>, value: &(impl Serialize + ?Sized)) {
    serde_json::to_writer(bytes, value).unwrap_or_default();
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_text_is_written_as_serde_writes_it(text in "[ -~\n\t\u{0}\u{7f}é🔥“”]{0,40}") {
            let mut bytes = Vec::new();
            push_text(&mut bytes, &text);
            prop_assert_eq!(String::from_utf8(bytes).unwrap(), serde_json::to_string(&text).unwrap());
        }
    }
}
