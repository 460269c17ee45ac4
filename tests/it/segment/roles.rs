//! What each sentence of the sample articles is: each line was looked at.

use crossclaim::text::{guess_language, segment};

const ARTICLES: [(&str, &str); 5] = [
    (
        include_str!("../../../assets/sample/000_1f6489b80fe42bee.txt"),
        include_str!("../../data/segment/articles/000.txt"),
    ),
    (
        include_str!("../../../assets/sample/001_5972d6ad7b43bdba.txt"),
        include_str!("../../data/segment/articles/001.txt"),
    ),
    (
        include_str!("../../../assets/sample/002_5fa5df09a4eef054.txt"),
        include_str!("../../data/segment/articles/002.txt"),
    ),
    (
        include_str!("../../../assets/sample/003_0c0d736d20894e5e.txt"),
        include_str!("../../data/segment/articles/003.txt"),
    ),
    (
        include_str!("../../../assets/sample/004_e04d451935c7d852.txt"),
        include_str!("../../data/segment/articles/004.txt"),
    ),
];

/// A sentence a line, its role before it; line breaks inside of it as ⏎.
fn drawn(text: &str) -> String {
    let (sentences, _) = segment(text, guess_language(text));
    let line = |sentence: &crossclaim::text::Sentence| {
        let words = sentence.span.slice(text).unwrap().replace('\n', "⏎");
        format!("{}: {words}\n", sentence.role.name())
    };
    sentences.iter().map(line).collect()
}

#[test]
fn headings_lists_and_junk_of_the_articles_are_told_apart() {
    for (article, expected) in ARTICLES {
        assert_eq!(drawn(article), expected);
    }
}

#[test]
fn the_articles_are_english() {
    assert!(ARTICLES.iter().all(|(article, _)| guess_language(article) == Some("en")));
}
