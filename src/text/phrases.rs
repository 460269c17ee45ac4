//! [`Phrases`]: a list of expressions, a word or several, and what each stands for.

use super::tokens::Token;
use std::collections::HashMap;

/// Expressions found by their first word; the longest counts.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    by_first: HashMap<&'static str, Vec<(Vec<&'static str>, T)>>,
    longest: usize,
}

impl<T: Copy> Phrases<T> {
    /// Rows of a meaning and its expressions, parted by `|`; words of an expression are parted by blanks.
    pub fn new(rows: &[(T, &'static str)]) -> Self {
        Self::joined(&[rows])
    }

    /// The rows of several tables as one; what stands first counts where two say the same words.
    pub fn joined(tables: &[&[(T, &'static str)]]) -> Self {
        let mut found = Self { by_first: HashMap::new(), longest: 0 };
        for (meaning, expressions) in tables.iter().copied().flatten() {
            for expression in expressions.split('|') {
                let words: Vec<&str> = expression.split_whitespace().collect();
                if let Some(first) = words.first().copied() {
                    found.longest = found.longest.max(words.len());
                    let entries = found.by_first.entry(first).or_default();
                    // The longest first; of equal ones the earlier.
                    let place = entries.partition_point(|(other, _)| other.len() >= words.len());
                    entries.insert(place, (words, *meaning));
                }
            }
        }
        found
    }

    /// The longest expression that begins at a token: its meaning and how many tokens it has.
    pub fn at(&self, tokens: &[Token], start: usize) -> Option<(T, usize)> {
        let entries = self.by_first.get(tokens.get(start)?.plain.as_str())?;
        entries.iter().find_map(|(words, meaning)| {
            let rest = tokens.get(start..)?;
            let fits =
                words.len() <= rest.len() && words.iter().zip(rest).all(|(word, token)| token.is(word));
            fits.then_some((*meaning, words.len()))
        })
    }

    /// The longest expression that ends before a token: its meaning and its first token.
    pub fn before(&self, tokens: &[Token], end: usize) -> Option<(T, usize)> {
        (1..=self.longest.min(end)).rev().find_map(|len| {
            let start = end - len;
            self.at(tokens, start).filter(|(_, found)| *found == len).map(|(meaning, _)| (meaning, start))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    #[test]
    fn the_longest_expression_counts_from_both_sides() {
        let phrases = Phrases::new(&[(1, "more than|over"), (2, "no more than"), (3, "than")]);
        let words = tokens("No more than over 5");
        assert_eq!(phrases.at(&words, 0), Some((2, 3)));
        assert_eq!(phrases.at(&words, 1), Some((1, 2)));
        assert_eq!(phrases.before(&words, 3), Some((2, 0)));
        assert_eq!(phrases.before(&words, 5), None);
    }
}
