//! [`segment`]: cuts a text into sentences and says what each seems to be.
//!
//! Sentences are stored with the document, so that a change here never moves finished work. They are in order,
//! never empty, never overlap, and leave out only white space.

mod decide;
mod furniture;
mod language;
mod markers;
mod roles;
mod rules;
mod scan;
mod stop;
mod titles;
mod units;
mod wrap;

use super::Span;
use serde::{Deserialize, Serialize};
use std::num::NonZero;
use std::thread;

pub(super) use furniture::is_junk;

/// A sentence over this many bytes is a [`SegmentProblem`].
const LONG_SENTENCE: usize = 4_000;
/// Texts of so many bytes are cut by several threads; starting them costs more for shorter ones.
const MIN_FOR_THREADS: usize = 1 << 20;
/// More threads than this wait for the memory.
const MAX_THREADS: usize = 8;

/// What a sentence is to its document; guessed at import, changed by hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SentenceRole {
    /// Running text.
    #[default]
    Body,
    /// Stands over what follows.
    Heading,
    /// Begins with a bullet or a number, or continues such a line.
    ListItem,
    /// Not part of what the document says: buttons, addresses, stray marks.
    SetAside,
}

impl SentenceRole {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::Body, Self::Heading, Self::ListItem, Self::SetAside];

    /// As shown and exported.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Heading => "heading",
            Self::ListItem => "list item",
            Self::SetAside => "set aside",
        }
    }

    /// The role that [`SentenceRole::name`] gives this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// A unit of a document that can be tagged; written to files as `(start, end, role)`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(usize, usize, SentenceRole)", into = "(usize, usize, SentenceRole)")]
pub struct Sentence {
    /// Without white space at its ends.
    pub span: Span,
    /// What it is to its document.
    pub role: SentenceRole,
}

impl From<(usize, usize, SentenceRole)> for Sentence {
    fn from((start, end, role): (usize, usize, SentenceRole)) -> Self {
        Self { span: Span::new(start, end), role }
    }
}

impl From<Sentence> for (usize, usize, SentenceRole) {
    fn from(sentence: Sentence) -> Self {
        (sentence.span.start, sentence.span.end, sentence.role)
    }
}

/// A place where the cut was a guess that deserves a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SegmentProblem {
    /// The sentences concerned.
    pub span: Span,
    /// For the reader, without a full stop.
    pub message: String,
}

/// Cuts `text` into sentences, line by line and then at sentence ends. Linear in the text.
///
/// `language` is a BCP 47 tag such as `de` or `pt-BR`; without one the rules for English hold. The sentences are
/// whole whatever the problems.
pub fn segment(text: &str, language: Option<&str>) -> (Vec<Sentence>, Vec<SegmentProblem>) {
    let rules = rules::Rules::for_language(language);
    let units = units::units(text, &rules);
    let lines: Vec<&str> = units.iter().map(|unit| unit.span.slice(text).unwrap_or_default()).collect();
    let roles = roles::unit_roles(&lines);
    let spans = spans_of(&lines, text.len(), &rules);
    let mut sentences = Vec::with_capacity(units.len());
    let mut problems = Vec::new();
    for ((unit, spans), role) in units.iter().zip(spans).zip(roles) {
        if unit.is_joined {
            problems.push(SegmentProblem {
                span: unit.span,
                message: "a number broken over two lines was joined".to_owned(),
            });
        }
        let role = match role {
            SentenceRole::Heading if spans.len() > 1 => SentenceRole::Body,
            role => role,
        };
        for span in spans.into_iter().map(|span| span.shifted(unit.span.start)) {
            if span.len() > LONG_SENTENCE {
                let message = format!("no sentence end found in {} bytes", span.len());
                problems.push(SegmentProblem { span, message });
            }
            sentences.push(Sentence { span, role });
        }
    }
    (sentences, problems)
}

/// The sentences of each line; of a long text several threads cut a run of lines each.
fn spans_of(lines: &[&str], text_len: usize, rules: &rules::Rules) -> Vec<Vec<Span>> {
    let cut = |lines: &[&str]| -> Vec<Vec<Span>> {
        lines.iter().map(|line| scan::sentence_spans(line, rules)).collect()
    };
    let threads = if text_len < MIN_FOR_THREADS {
        1
    } else {
        thread::available_parallelism().map_or(1, NonZero::get).min(MAX_THREADS)
    };
    if threads == 1 || lines.len() < threads {
        return cut(lines);
    }
    thread::scope(|scope| {
        let mut runs = lines.chunks(lines.len().div_ceil(threads));
        let own = runs.next().unwrap_or_default();
        let cut = &cut;
        let workers: Vec<_> = runs
            .map(|run| (run, thread::Builder::new().spawn_scoped(scope, move || cut(run)).ok()))
            .collect();
        let mut found = cut(own);
        for (run, worker) in workers {
            // No thread to be had: the work is done here.
            found.extend(worker.and_then(|worker| worker.join().ok()).unwrap_or_else(|| cut(run)));
        }
        found
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::messy_text;
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<&str> {
        segment(text, None).0.iter().map(|sentence| sentence.span.slice(text).unwrap()).collect()
    }

    fn roles(text: &str) -> Vec<SentenceRole> {
        segment(text, None).0.iter().map(|sentence| sentence.role).collect()
    }

    #[test]
    fn lines_and_sentence_ends_cut() {
        assert_eq!(cut("A title\n\nIt rose. It fell!  Why? "), ["A title", "It rose.", "It fell!", "Why?"]);
        assert!(cut(" \n\t\r\n").is_empty());
    }

    #[test]
    fn a_number_broken_over_two_lines_is_one_sentence() {
        let text = "It made $7.\n5 billion in a quarter.\nIt grew.";
        assert_eq!(cut(text), ["It made $7.\n5 billion in a quarter.", "It grew."]);
        assert_eq!(segment(text, None).1.len(), 1);
        assert_eq!(
            cut("Founded in 1999.\n12 people work there."),
            ["Founded in 1999.", "12 people work there."]
        );
    }

    #[test]
    fn roles_follow_the_look_of_the_line() {
        use SentenceRole::{Body, Heading, ListItem, SetAside};
        let text = "What Changed\n- One. Two.\n, , ,\nhttps://a.example/b\nIn short:\nIt ended.\n0 Comments";
        assert_eq!(roles(text), [Heading, ListItem, ListItem, SetAside, SetAside, Body, Body, SetAside]);
        assert_eq!(roles("Short. Two sentences"), [Body, Body]);
    }

    #[test]
    fn names_of_roles_lead_back() {
        for role in SentenceRole::ALL {
            assert_eq!(SentenceRole::from_name(role.name()), Some(role));
        }
        assert_eq!(SentenceRole::from_name("Body"), None);
    }

    #[test]
    fn a_sentence_without_an_end_is_reported() {
        let (sentences, problems) = segment(&"and on ".repeat(1_000), None);
        assert_eq!((sentences.len(), problems.len()), (1, 1));
    }

    #[test]
    fn a_text_of_marks_alone_takes_linear_time() {
        for piece in ["… ", ". ", "( ", "a. ", "“ ", "1.\n", "a.(", "! \u{a0}", "\n.", "A.", "’"] {
            let text = piece.repeat(200_000);
            let (sentences, _) = segment(&text, None);
            assert!(!sentences.is_empty(), "{piece:?}");
        }
    }

    #[test]
    fn a_long_text_is_cut_as_its_parts_are() {
        let part = "It rose. It fell! Why?\n\nDr. Smith left at 5 p.m. on Friday.\n";
        let (found, _) = segment(&part.repeat(MIN_FOR_THREADS / part.len() + 2), None);
        let lens: Vec<usize> = found.iter().map(|sentence| sentence.span.len()).collect();
        let (own, _) = segment(part, None);
        let own: Vec<usize> = own.iter().map(|sentence| sentence.span.len()).collect();
        assert!(lens.chunks(own.len()).all(|chunk| chunk == own));
    }

    proptest! {
        #[test]
        fn sentences_cover_what_is_not_white_space_and_never_overlap(text in messy_text()) {
            for language in [None, Some("de"), Some("zh")] {
                let mut end = 0;
                for sentence in segment(&text, language).0 {
                    let inner = sentence.span.slice(&text);
                    prop_assert!(inner.is_some_and(|inner| !inner.is_empty() && inner.trim() == inner));
                    prop_assert!(sentence.span.start >= end);
                    prop_assert!(Span::new(end, sentence.span.start).slice(&text).unwrap().trim().is_empty());
                    end = sentence.span.end;
                }
                prop_assert!(Span::new(end, text.len()).slice(&text).unwrap().trim().is_empty());
            }
        }
    }
}
