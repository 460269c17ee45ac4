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

/// What stands before each value of an object.
pub(super) fn keys<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<Vec<u8>> {
    let key = |(index, name)| {
        let mut key = vec![if index == 0 { b'{' } else { b',' }];
        push_text(&mut key, name);
        key.push(b':');
        key
    };
    names.into_iter().enumerate().map(key).collect()
}

/// An object of shares by its [`keys`]. Most are none, which needs no search for the shortest digits.
pub(super) fn push_shares(bytes: &mut Vec<u8>, keys: &[Vec<u8>], shares: impl IntoIterator<Item = f64>) {
    for (key, share) in keys.iter().zip(shares) {
        bytes.extend_from_slice(key);
        if share == 0.0 {
            bytes.extend_from_slice(b"0.0");
        } else {
            push_json(bytes, &share);
        }
    }
    bytes.extend_from_slice(if keys.is_empty() { b"{}" } else { b"}" });
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
