//! [`Word`]: a token as the comparing sees it, with root, clause and negation.

use super::language::{Tables, tables};
use super::lexicon::{Entry, hash};
use crate::text::Span;
use crate::text::tokens::{Token, TokenKind};

/// A token with what the comparing needs; there is one for each token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// In the text.
    pub(super) span: Span,
    /// Of the root, or of what it means the same as.
    pub(super) key: u64,
    /// Of the plain form.
    pub(super) plain: u64,
    /// Of the root without a prefix that denies: *profitable* for *unprofitable*; 0 where there is none.
    pub(super) denied: u64,
    /// Whether the lists of same and opposite words have it.
    pub(super) is_known: bool,
    /// See [`super::lexicon::Entry`].
    pub(super) poles: [i16; 3],
    /// Grows at commas, semicolons and the like.
    pub(super) clause: u16,
    /// What it is.
    pub(super) class: Class,
    /// Turned round by a word such as *not*; `negator` says where that stands.
    pub(super) is_negated: bool,
    /// Turned round by a word that says that something ends, or that it is not there beside something else.
    pub(super) is_weakly_negated: bool,
    /// Places of the words that turn it round.
    pub(super) negator: Option<Span>,
}

/// What a [`Word`] is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Says what the text is about.
    Content,
    /// A name or part of one.
    Name,
    /// Articles, prepositions, auxiliaries.
    Function,
    /// Part of a number or date.
    Value,
    /// Punctuation and other signs.
    Sign,
}

impl Word {
    /// Whether it says what the text is about.
    pub(super) const fn is_content(&self) -> bool {
        matches!(self.class, Class::Content | Class::Name)
    }

    /// Whether the two are on different sides of a pair of opposites.
    pub(super) fn is_opposite(&self, other: &Self) -> bool {
        self.poles.iter().any(|pole| *pole != 0 && other.poles.contains(&-pole))
            || (self.denied != 0 && self.denied == other.key)
            || (other.denied != 0 && other.denied == self.key)
    }
}

/// One word a token; values and names are marked later.
pub(super) fn words(tokens: &[Token], language: &Tables) -> Vec<Word> {
    let mut clause = 0;
    let mut words: Vec<Word> = tokens
        .iter()
        .map(|token| {
            if token.kind == TokenKind::Sign
                && [",", ";", ":", "—", "(", ")", ".", "?", "!"].contains(&token.plain.as_str())
            {
                clause += 1;
            }
            word(token, clause, language)
        })
        .collect();
    for at in 0..tokens.len() {
        if let Some((root, len)) = language.phrasal.at(tokens, at) {
            // The expression is one word: its first token has the meaning, the others none.
            for word in words.iter_mut().skip(at + 1).take(len - 1) {
                word.class = Class::Function;
            }
            if let Some(word) = words.get_mut(at) {
                word.class = Class::Content;
                describe(word, root, language);
            }
        }
    }
    words
}

/// Writes down what is known of a plain word.
fn describe(word: &mut Word, plain: &str, language: &Tables) {
    let root = language.words.root(plain);
    let entry = language.words.entry(&root);
    word.key = if entry.concept == 0 { hash(&root) } else { entry.concept };
    word.poles = entry.poles;
    word.is_known = entry != Entry::default();
    word.denied = denied(plain).map_or(0, |plain| language.words.key(plain));
}

fn word(token: &Token, clause: u16, language: &Tables) -> Word {
    let plain = token.plain.as_str();
    let class = match token.kind {
        TokenKind::Sign => Class::Sign,
        TokenKind::Number => Class::Value,
        TokenKind::Word if language.is_function(plain) => Class::Function,
        TokenKind::Word => Class::Content,
    };
    let mut word = Word {
        span: token.span,
        key: 0,
        plain: hash(plain),
        denied: 0,
        poles: [0; 3],
        is_known: false,
        clause,
        class,
        is_negated: false,
        is_weakly_negated: false,
        negator: None,
    };
    if class == Class::Content {
        describe(&mut word, plain, language);
    }
    word
}

/// The key that a plain word has in English.
pub(super) fn key_of(plain: &str) -> u64 {
    tables("en").words.key(plain)
}

/// What is left without a prefix that denies; often no word, which then meets no other.
fn denied(plain: &str) -> Option<&str> {
    ["un", "non", "dis", "in", "im", "il", "ir"]
        .iter()
        .find_map(|prefix| plain.strip_prefix(prefix))
        .filter(|base| base.len() >= 4)
}
