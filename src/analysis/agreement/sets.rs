//! [`Sets`]: sets of words as numbers, so that values compare fast.

use std::collections::HashMap;
use std::sync::Arc;

/// Numbers words, and sets of them, in the order in which they come. Set 0 is the empty one.
#[derive(Clone, Debug)]
pub(super) struct Sets {
    words: Vec<String>,
    word_codes: HashMap<String, u32>,
    sets: Vec<Vec<u32>>,
    set_codes: HashMap<Vec<u32>, u32>,
}

impl Default for Sets {
    fn default() -> Self {
        let (sets, set_codes) = (vec![Vec::new()], HashMap::from([(Vec::new(), Self::EMPTY)]));
        Self { words: Vec::new(), word_codes: HashMap::new(), sets, set_codes }
    }
}

impl Sets {
    pub(super) const EMPTY: u32 = 0;

    /// The number of a word.
    pub(super) fn word(&mut self, word: &str) -> u32 {
        if let Some(code) = self.word_codes.get(word) {
            return *code;
        }
        let code = count_code(self.words.len());
        self.words.push(word.to_owned());
        self.word_codes.insert(word.to_owned(), code);
        code
    }

    /// The number of a set of words, which may come in any order and twice; `codes` is left sorted.
    pub(super) fn set(&mut self, codes: &mut Vec<u32>) -> u32 {
        codes.sort_unstable();
        codes.dedup();
        if let Some(code) = self.set_codes.get(codes) {
            return *code;
        }
        let code = count_code(self.sets.len());
        self.sets.push(codes.clone());
        self.set_codes.insert(codes.clone(), code);
        code
    }

    /// The number of the set of these words.
    pub(super) fn set_of<'w>(&mut self, words: impl IntoIterator<Item = &'w str>) -> u32 {
        let mut codes = words.into_iter().map(|word| self.word(word)).collect();
        self.set(&mut codes)
    }

    /// The words of a set, by number, in order.
    pub(super) fn words_of(&self, set: u32) -> &[u32] {
        self.sets.get(set as usize).map_or(&[], Vec::as_slice)
    }

    /// A word.
    pub(super) fn text(&self, code: u32) -> &str {
        self.words.get(code as usize).map_or("", String::as_str)
    }

    /// How many sets there are.
    pub(super) const fn len(&self) -> usize {
        self.sets.len()
    }

    /// The name of each set: its words, or what the empty one is called.
    pub(super) fn names(&self, empty: &str) -> Vec<Arc<str>> {
        let name = |codes: &Vec<u32>| {
            let mut words: Vec<&str> = codes.iter().map(|code| self.text(*code)).collect();
            words.sort_unstable();
            if words.is_empty() { Arc::from(empty) } else { Arc::from(words.join(" + ")) }
        };
        self.sets.iter().map(name).collect()
    }
}

/// The next number of a list that is never longer than a project has values.
fn count_code(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_the_same_in_any_order_and_have_readable_names() {
        let mut sets = Sets::default();
        let one = sets.set_of(["quote", "number", "quote"]);
        assert_eq!(sets.set_of(["number", "quote"]), one);
        assert_eq!(sets.set_of([]), Sets::EMPTY);
        assert_ne!(sets.set_of(["number"]), one);
        let names = sets.names("none");
        assert_eq!([&*names[0], &*names[one as usize]], ["none", "number + quote"]);
        assert_eq!(sets.words_of(one).len(), 2);
    }
}
