//! [`Words`]: what is known of the words of a language: their roots, what they mean the same as, and their opposites.

use super::language::{Source, Stems, is_function_anywhere};
use rust_stemmers::Stemmer;
use std::collections::HashMap;

/// A root has at least so many letters where endings are cut off by a list.
const MIN_ROOT: usize = 3;

/// What is known of a root.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// Shared by words that mean the same in news; 0 where the root stands for itself.
    pub(super) concept: u64,
    /// Numbers of the pairs of opposites it is in; the sign says on which side. 0 is none.
    pub(super) poles: [i16; 3],
}

/// Roots of a language and what is known of them.
pub(super) struct Words {
    irregular: HashMap<&'static str, &'static str>,
    entries: HashMap<String, Entry>,
    stemmer: Option<Stemmer>,
    endings: &'static [&'static str],
}

impl std::fmt::Debug for Words {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Words").field("entries", &self.entries.len()).finish_non_exhaustive()
    }
}

impl Words {
    /// The words of one language.
    pub(super) fn new(source: &Source) -> Self {
        let mut irregular = HashMap::new();
        for row in source.irregular {
            let mut forms = row.split(' ');
            let root = forms.next().unwrap_or_default();
            irregular.extend(forms.map(|form| (form, root)));
        }
        let (stemmer, endings): (_, &[&str]) = match source.stems {
            Stems::Snowball(algorithm) => (Some(Stemmer::create(algorithm)), &[]),
            Stems::Endings(endings) => (None, endings),
        };
        let mut words = Self { irregular, entries: HashMap::new(), stemmer, endings };
        for row in source.same {
            let concept = hash(row.split(' ').next().unwrap_or_default());
            for word in row.split(' ') {
                let root = words.root(word);
                words.entries.entry(root).or_default().concept = concept;
            }
        }
        for (number, (ones, others)) in (1..).zip(source.opposites) {
            for (sign, side) in [(1, ones), (-1, others)] {
                for word in side.split(' ') {
                    let root = words.root(word);
                    let entry = words.entries.entry(root).or_default();
                    if let Some(free) =
                        entry.poles.iter_mut().find(|pole| **pole == 0 || **pole == sign * number)
                    {
                        *free = sign * number;
                    }
                }
            }
        }
        words
    }

    /// The part of a plain word that its forms share.
    pub(super) fn root(&self, plain: &str) -> String {
        let base = self.irregular.get(plain).copied().unwrap_or(plain);
        match &self.stemmer {
            Some(stemmer) => stemmer.stem(base).into_owned(),
            None => self.without_ending(base).to_owned(),
        }
    }

    /// Without the longest ending of the list that leaves enough of the word.
    fn without_ending<'w>(&self, word: &'w str) -> &'w str {
        let rests = self.endings.iter().filter_map(|ending| word.strip_suffix(ending));
        rests.filter(|rest| rest.chars().count() >= MIN_ROOT).min_by_key(|rest| rest.len()).unwrap_or(word)
    }

    /// What is known of a root.
    pub(super) fn entry(&self, root: &str) -> Entry {
        self.entries.get(root).copied().unwrap_or_default()
    }

    /// The key that a plain word has: of its root, or of what it means the same as.
    pub(super) fn key(&self, plain: &str) -> u64 {
        let root = self.root(plain);
        let entry = self.entry(&root);
        if entry.concept == 0 { hash(&root) } else { entry.concept }
    }
}

/// FNV-1a: the same on every machine, so that answers are.
pub(super) fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Whether words say something by themselves: a number, or a word that is not merely grammar in any language. `it` and
/// `the other` do not, however much they differ.
pub fn is_telling(words: &str) -> bool {
    let lower = words.to_lowercase();
    let mut parts = lower.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
    parts.any(|part| !part.is_empty() && !is_function_anywhere(&part.replace('’', "'")))
}

#[cfg(test)]
mod tests {
    use super::super::language::tables;
    use super::*;

    #[test]
    fn a_pronoun_does_not_say_what_a_side_holds() {
        for words in ["it", "It", "they", "the other one", "not", "–", ""] {
            assert!(!is_telling(words), "{words}");
        }
        for words in ["50 billion", "7", "Amazon", "the company", "重要"] {
            assert!(is_telling(words), "{words}");
        }
    }

    #[test]
    fn forms_of_a_word_have_one_root() {
        for (one, other) in [
            ("shot", "shoot"),
            ("fell", "falling"),
            ("injured", "injury"),
            ("exclusively", "exclusivity"),
            ("branches", "branch"),
        ] {
            assert_eq!(tables("en").words.root(one), tables("en").words.root(other));
        }
    }

    #[test]
    fn opposites_stand_on_both_sides_of_a_pair() {
        let poles = |word: &str| tables("en").words.entry(&tables("en").words.root(word)).poles;
        for (one, other) in
            [("rose", "fell"), ("approved", "rejected"), ("survived", "died"), ("guilty", "acquitted")]
        {
            assert!(
                poles(one).iter().any(|pole| *pole != 0 && poles(other).contains(&-pole)),
                "{one} {other}"
            );
        }
    }
}
