//! What differs between languages in comparing texts: [`Tables`], one file a language, and [`tables`] to find them.
//!
//! Expressions are in plain form, parted by `|`, the words of one by blanks; of Chinese a character is a word.

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod pl;
mod pt;
mod ru;
mod zh;

use super::lexicon::Words;
use super::modality::Mood;
use super::negation::Reach;
use crate::text::phrases::Phrases;
use rust_stemmers::Algorithm;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Rows of a meaning and its expressions.
pub(super) type Rows<T> = &'static [(T, &'static str)];

/// The words of one language.
#[derive(Debug)]
pub(super) struct Source {
    /// Words without a topic of their own, parted by blanks.
    pub(super) function: &'static str,
    /// What turns round what stands after it.
    pub(super) negators: Rows<Reach>,
    /// What says how sure something is.
    pub(super) moods: Rows<Mood>,
    /// What says how sure something is also says what a text is about: "plans", "weighing".
    pub(super) has_telling_moods: bool,
    /// Open a question that is answered with yes or no.
    pub(super) polar: &'static [&'static str],
    /// How the root of a word is found.
    pub(super) stems: Stems,
    /// Forms that no rule finds, after their root.
    pub(super) irregular: &'static [&'static str],
    /// Words that mean the same in news; the first gives the name.
    pub(super) same: &'static [&'static str],
    /// Expressions of several words, after the word they stand for.
    pub(super) phrasal: &'static [(&'static str, &'static str)],
    /// Opposites, one side and the other. A word may stand in three pairs.
    pub(super) opposites: &'static [(&'static str, &'static str)],
}

/// How the root of a word is found.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stems {
    /// By the rules of Snowball.
    Snowball(Algorithm),
    /// By cutting off the longest of these endings; none where words have no endings.
    Endings(&'static [&'static str]),
}

/// The words of one language, ready to be looked up.
#[derive(Debug)]
pub(super) struct Tables {
    function: HashSet<&'static str>,
    /// See [`Source`], as for the others.
    pub(super) negators: Phrases<Reach>,
    pub(super) moods: Phrases<Mood>,
    pub(super) polar: &'static [&'static str],
    pub(super) phrasal: Phrases<&'static str>,
    pub(super) words: Words,
}

impl Tables {
    fn new(source: &Source) -> Self {
        let mut function: HashSet<&'static str> = source.function.split_whitespace().collect();
        if !source.has_telling_moods {
            let moods = source.moods.iter().flat_map(|(_, expressions)| expressions.split('|'));
            function.extend(moods.filter(|expression| !expression.contains(' ')));
        }
        Self {
            function,
            negators: Phrases::new(source.negators),
            moods: Phrases::new(source.moods),
            polar: source.polar,
            phrasal: Phrases::new(source.phrasal),
            words: Words::new(source),
        }
    }

    /// Whether a plain word has no topic of its own.
    pub(super) fn is_function(&self, plain: &str) -> bool {
        self.function.contains(plain)
    }
}

/// The languages that have a file, by primary tag; the first is taken where no other is known.
pub(super) const LANGUAGES: [&str; 9] = ["en", "de", "fr", "es", "pt", "ru", "pl", "zh", "ar"];

static TABLES: [LazyLock<Tables>; 9] = [
    LazyLock::new(|| Tables::new(&en::SOURCE)),
    LazyLock::new(|| Tables::new(&de::SOURCE)),
    LazyLock::new(|| Tables::new(&fr::SOURCE)),
    LazyLock::new(|| Tables::new(&es::SOURCE)),
    LazyLock::new(|| Tables::new(&pt::SOURCE)),
    LazyLock::new(|| Tables::new(&ru::SOURCE)),
    LazyLock::new(|| Tables::new(&pl::SOURCE)),
    LazyLock::new(|| Tables::new(&zh::SOURCE)),
    LazyLock::new(|| Tables::new(&ar::SOURCE)),
];

/// By the primary tag in lower case; English for languages without a file.
pub(super) fn tables(primary: &str) -> &'static Tables {
    let [english, ..] = &TABLES;
    let known = LANGUAGES.into_iter().zip(&TABLES).find(|(language, _)| *language == primary);
    known.map_or(english, |(_, tables)| tables)
}

/// Whether a plain word has no topic of its own in any language.
pub(super) fn is_function_anywhere(plain: &str) -> bool {
    TABLES.iter().any(|tables| tables.is_function(plain))
}
