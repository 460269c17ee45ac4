//! [`page_encoding`]: the encoding of a page, as far as what it says of itself is true.

use crate::formats::decode::decode_labelled;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;

/// Where a page names its encoding, in bytes: programs that save pages put notes of their own in front.
const HEAD_LEN: usize = 32 << 10;
/// A page may have one NUL byte in so many.
const NUL_RATIO: usize = 200;

/// The encoding that a page names in its head; another one, with a word on that, where its bytes are not in that.
/// None where it names none, or needs to name none.
pub(super) fn page_encoding(bytes: &[u8]) -> (Option<&'static str>, Option<String>) {
    if Encoding::for_bom(bytes).is_some() || std::str::from_utf8(bytes).is_ok() {
        return (None, None);
    }
    let Some(named) = named_encoding(bytes) else {
        return (None, None);
    };
    if !is_untrue(bytes, named) {
        return (Some(named.name()), None);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let found = detector.guess(None, Utf8Detection::Allow);
    let doubt = format!(
        "the page says that it is {}, but its bytes are not; it was read as {}",
        named.name(),
        found.name()
    );
    (Some(found.name()), (found != named).then_some(doubt))
}

/// The text of a page within a book, with what was guessed or lost: in the encoding of its mark, else in the one that it
/// names.
pub(in crate::formats) fn markup_text(bytes: &[u8]) -> (String, Vec<String>) {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let named = marked.or_else(|| named_encoding(bytes));
    decode_labelled(bytes, named.map_or("", Encoding::name))
}

/// Whether more than a few characters of a page do not decode.
fn is_untrue(bytes: &[u8], named: &'static Encoding) -> bool {
    let (text, _) = named.decode_without_bom_handling(bytes);
    let lost = text.matches('\u{FFFD}').count();
    let others = text.chars().filter(|c| !c.is_ascii()).count();
    lost * 10 > others
}

/// The encoding that the page names in its head, where there is one of that name.
fn named_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD_LEN).unwrap_or(bytes)).to_ascii_lowercase();
    let tags = head.split('<').filter(|tag| tag.starts_with("meta") || tag.starts_with("?xml"));
    let encoding = tags.into_iter().find_map(|tag| {
        let (_, after) = tag.split_once("charset").or_else(|| tag.split_once("encoding"))?;
        let label = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\''));
        let label =
            label.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '>' | ';' | '/')).next()?;
        Encoding::for_label(label.as_bytes())
    })?;
    // A page that can be looked at for its encoding byte by byte is not in UTF-16, whatever it says.
    Some(if encoding.is_ascii_compatible() { encoding } else { UTF_8 })
}

/// A page without its few NUL bytes, which browsers leave out; many of them are another encoding, or no page.
pub(super) fn without_nuls(bytes: &[u8]) -> Cow<'_, [u8]> {
    if !bytes.contains(&0) {
        return Cow::Borrowed(bytes);
    }
    let found: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    let count = bytes.len() - found.len();
    if count * NUL_RATIO > bytes.len() { Cow::Borrowed(bytes) } else { Cow::Owned(found) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_says_of_its_encoding_is_checked() {
        let page = |meta: &str, label: &str| {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let text = format!(
                "<meta charset={meta}><p>Die Brücke öffnet für Fußgänger, sagt die Behörde in Köln.</p>"
            );
            encoding.encode(&text).0.into_owned()
        };
        assert_eq!(page_encoding(&page("utf-8", "utf-8")), (None, None));
        assert_eq!(page_encoding(&page("windows-1252", "windows-1252")), (Some("windows-1252"), None));
        let (found, doubt) = page_encoding(&page("utf-8", "windows-1252"));
        assert_eq!(found, Some("windows-1252"));
        assert!(doubt.unwrap().contains("says that it is UTF-8"));
    }

    #[test]
    fn a_few_nul_bytes_are_left_out() {
        assert_eq!(&*without_nuls(&[b"a".repeat(400), vec![0]].concat()), b"a".repeat(400));
        assert_eq!(&*without_nuls(b"a\0b\0"), b"a\0b\0");
    }
}
