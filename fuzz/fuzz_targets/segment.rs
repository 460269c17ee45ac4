//! Any bytes as text: sentences are sorted, disjoint, on characters' boundaries, and cover all that is no white space.
#![no_main]

use crossclaim::text;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let languages = [None, Some("en"), Some("de"), Some("fr"), Some("zh"), Some("ru")];
    let (pick, bytes) = bytes.split_first().unwrap_or((&0, &[]));
    let language = languages[usize::from(*pick) % languages.len()];
    let words = String::from_utf8_lossy(bytes);
    let (sentences, _) = text::segment(&words, language);
    let mut end = 0;
    for sentence in sentences {
        let span = sentence.span;
        assert!(span.start >= end && span.start < span.end, "{span:?} after {end}");
        let between = words.get(end..span.start).expect("on a boundary");
        assert!(between.trim().is_empty(), "left out: {between:?}");
        assert!(words.get(span.start..span.end).is_some(), "{span:?} is not on boundaries");
        end = span.end;
    }
    assert!(words.get(end..).expect("on a boundary").trim().is_empty());
    text::guess_language(&words);
});
