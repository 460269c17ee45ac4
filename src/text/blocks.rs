//! [`blocks`]: the pieces a text is laid out in.

use super::words::{ceil_char, floor_char, trim_span};
use super::{Sentence, Span, lines::lines};

/// A block is cut to at most this many bytes.
const MAX_LEN: usize = 4_000;

/// One span for each line that is not blank, in order, without the white space around it.
///
/// Lines that a sentence runs over stay together. Blocks over 4,000 bytes are cut at ends of sentences, and a
/// longer sentence at white space, or anywhere between characters if it has none. Every character that is not
/// white space is in exactly one block. `sentences` are expected in order of their starts.
pub fn blocks(text: &str, sentences: &[Sentence]) -> Vec<Span> {
    let mut ends = sentences.iter().map(|sentence| sentence.span.end).peekable();
    let mut found = Vec::new();
    for block in joined_lines(text, sentences) {
        let mut start = block.start;
        while block.end - start > MAX_LEN {
            let limit = start + MAX_LEN;
            let mut cut = None;
            while let Some(end) = ends.next_if(|end| *end <= limit) {
                cut = Some(end).filter(|end| *end > start).or(cut);
            }
            let cut = cut.map_or_else(|| cut_inside(text, start), |end| ceil_char(text, end));
            found.extend(trimmed(text, Span::new(start, cut)));
            start = cut;
        }
        found.extend(trimmed(text, Span::new(start, block.end)));
    }
    found
}

/// The lines, those joined that share a sentence.
fn joined_lines(text: &str, sentences: &[Sentence]) -> Vec<Span> {
    let mut upcoming = sentences.iter().map(|sentence| sentence.span).peekable();
    let mut found: Vec<Span> = Vec::new();
    let mut sentence_end = 0;
    for line in lines(text) {
        match found.last_mut() {
            Some(block) if line.start < sentence_end => *block = block.cover(line),
            _ => found.push(line),
        }
        while let Some(sentence) = upcoming.next_if(|sentence| sentence.start < line.end) {
            sentence_end = sentence_end.max(sentence.end);
        }
    }
    found
}

/// Where to cut a sentence that is too long: after the last white space in reach of `start`.
fn cut_inside(text: &str, start: usize) -> usize {
    let limit = floor_char(text, start + MAX_LEN);
    let part = text.get(start..limit).unwrap_or_default();
    let after_blank = part.rfind(char::is_whitespace).map(|at| ceil_char(text, start + at + 1));
    after_blank.filter(|cut| *cut > start).unwrap_or(limit)
}

fn trimmed(text: &str, span: Span) -> Option<Span> {
    Some(trim_span(text, span)).filter(|span| !span.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::samples::messy_text;
    use super::super::segment::{SentenceRole, segment};
    use super::*;
    use proptest::prelude::*;

    fn body(start: usize, end: usize) -> Sentence {
        Sentence { span: Span::new(start, end), role: SentenceRole::Body }
    }

    fn texts<'t>(text: &'t str, sentences: &[Sentence]) -> Vec<&'t str> {
        blocks(text, sentences).into_iter().map(|block| block.slice(text).unwrap()).collect()
    }

    #[test]
    fn each_line_is_a_block_and_blank_ones_are_none() {
        assert_eq!(texts("one\n\n  two \r\nthree", &[]), ["one", "two", "three"]);
        assert!(texts(" \n\n", &[]).is_empty());
    }

    #[test]
    fn a_sentence_over_a_line_break_keeps_its_lines_together() {
        let text = "made $7.\n5 billion.\nNext.";
        assert_eq!(texts(text, &[body(0, 19), body(20, 25)]), ["made $7.\n5 billion.", "Next."]);
        assert_eq!(texts("a\nb\nc\nd", &[body(0, 5), body(6, 7)]), ["a\nb\nc", "d"]);
    }

    #[test]
    fn a_long_line_is_cut_at_ends_of_sentences() {
        let text = format!("{}{}", "Short one. ".repeat(500), "x".repeat(9_000));
        let (sentences, _) = segment(&text, None);
        let found = blocks(&text, &sentences);
        assert!(found.iter().all(|block| block.len() <= 4_000));
        assert!(found.iter().rev().skip(4).all(|block| block.slice(&text).unwrap().ends_with("one.")));
    }

    #[test]
    fn a_long_sentence_is_cut_at_blanks_or_between_characters() {
        let text = format!("{}é{}", "word ".repeat(1_500), "中".repeat(3_000));
        let found = blocks(&text, &[body(0, text.len())]);
        assert!(found.iter().all(|block| block.len() <= 4_000 && block.is_valid_in(&text)));
        assert_eq!(found.iter().map(|block| block.len()).sum::<usize>(), text.len() - 2);
    }

    #[test]
    fn sentences_that_do_not_fit_the_text_do_no_harm() {
        let text = format!("é{}", "é".repeat(5_000));
        let wild = [body(9, 3), body(1, 3_001), body(5, 99_999)];
        assert!(blocks(&text, &wild).iter().all(|block| block.is_valid_in(&text)));
    }

    proptest! {
        #[test]
        fn blocks_are_in_order_and_cover_all_sentences(text in messy_text(), times in 1usize..60) {
            let text = text.repeat(times);
            let (sentences, _) = segment(&text, None);
            let found = blocks(&text, &sentences);
            let mut end = 0;
            for block in &found {
                prop_assert!(block.start >= end && !block.is_empty() && block.len() <= 8_000);
                prop_assert!(Span::new(end, block.start).slice(&text).unwrap().trim().is_empty());
                prop_assert_eq!(trim_span(&text, *block), *block);
                end = block.end;
            }
            prop_assert!(Span::new(end, text.len()).slice(&text).unwrap().trim().is_empty());
            for sentence in sentences.iter().filter(|sentence| sentence.span.len() < 1_000) {
                let holders = found.iter().filter(|block| block.overlaps(sentence.span)).count();
                prop_assert_eq!(holders, 1, "no cut inside a short sentence");
            }
        }
    }
}
