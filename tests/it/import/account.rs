//! Each word of a file is in its text or among what was left out, once: for generators that put a word of its own into
//! every kind of place that a format knows.

use super::read;

/// Reads a file and looks for each word; those of `in_text` belong into the text, the others into the account.
pub(super) fn each_word_is_in_the_text_or_the_account_once(
    name: &str,
    bytes: &[u8],
    in_text: &[&str],
    left_out: &[&str],
) {
    let document = read(name, bytes).unwrap_or_else(|err| panic!("{name}: {err}"));
    let pieces: Vec<&str> =
        document.account.left_out.iter().flat_map(|one| &one.starts).map(String::as_str).collect();
    let count = |text: &str, word: &str| text.matches(word).count();
    let mut faults = Vec::new();
    for (words, expected) in [(in_text, (1, 0)), (left_out, (0, 1))] {
        for word in words {
            let found = (count(&document.text, word), pieces.iter().map(|piece| count(piece, word)).sum());
            if found != expected {
                faults.push(format!("{word}: {found:?} times in text and account, not {expected:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{name}:\n{}\n{}\n{:#?}", faults.join("\n"), document.text, document.account);
}
