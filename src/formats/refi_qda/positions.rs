//! [`Counting`]: how the positions of a file were counted. Programs differ, and the names of selections show it.

/// A selection as far as counting goes: start, end, and its name where it has one.
pub(super) type Selected<'s> = ((usize, usize), Option<&'s str>);

/// A way to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counting {
    /// Code points, the end not in it, a line break as one.
    Usual,
    /// A line break of two characters counted as two.
    TwoForBreaks,
    /// The end in it.
    EndIncluded,
    /// Both.
    TwoForBreaksEndIncluded,
    /// A byte order mark counted as the first character.
    MarkCounted,
}

impl Counting {
    const ALL: [Self; 5] = [
        Self::Usual,
        Self::TwoForBreaks,
        Self::EndIncluded,
        Self::TwoForBreaksEndIncluded,
        Self::MarkCounted,
    ];

    /// The one that most names agree with, then the one that leaves most words whole; of equals the usual one.
    pub(super) fn of(text: &Positions, selections: &[Selected<'_>]) -> Self {
        let fit_count = |counting: &Self| {
            let applied = |offsets: &(usize, usize)| counting.applied(*offsets, text);
            let fits = |(offsets, name): &&Selected<'_>| {
                name.is_some_and(|name| is_name_of(name, text.words(applied(offsets))))
            };
            let is_whole = |(offsets, _): &&Selected<'_>| !text.cuts_word(applied(offsets));
            (selections.iter().filter(fits).count(), selections.iter().filter(is_whole).count())
        };
        Self::ALL.into_iter().rev().max_by_key(fit_count).unwrap_or(Self::Usual)
    }

    /// The same place as [`Self::Usual`] counts it.
    pub(super) fn applied(self, (start, end): (usize, usize), text: &Positions) -> (usize, usize) {
        match self {
            Self::Usual => (start, end),
            Self::TwoForBreaks => (text.without_returns(start), text.without_returns(end)),
            Self::EndIncluded => (start, end.saturating_add(1)),
            Self::TwoForBreaksEndIncluded => {
                (text.without_returns(start), text.without_returns(end).saturating_add(1))
            }
            Self::MarkCounted => (start.saturating_sub(1), end.saturating_sub(1)),
        }
    }

    /// What is to be told about it; none for the usual one.
    pub(super) const fn words(self) -> Option<&'static str> {
        match self {
            Self::Usual => None,
            Self::TwoForBreaks => Some("line breaks were counted as two characters"),
            Self::EndIncluded => Some("the last character was counted as the end"),
            Self::TwoForBreaksEndIncluded => {
                Some("line breaks were counted as two characters, and the last character as the end")
            }
            Self::MarkCounted => Some("the byte order mark was counted as a character"),
        }
    }
}

/// A text by code points.
#[derive(Debug)]
pub(super) struct Positions {
    signs: Vec<char>,
    /// Code points before each carriage return that was left out, counted with those returns.
    returns: Vec<usize>,
}

impl Positions {
    /// Of a text as it was found; a text without any `\r\n` may have had them before.
    pub(super) fn new(found: &str) -> Self {
        let (mut signs, mut returns) = (Vec::with_capacity(found.len()), Vec::new());
        let has_returns = found.contains("\r\n");
        let mut count = 0;
        let mut rest = found.chars().peekable();
        while let Some(sign) = rest.next() {
            if sign == '\r' && rest.peek() == Some(&'\n') {
                returns.push(count);
            } else {
                if sign == '\n' && !has_returns {
                    returns.push(count);
                    count += 1;
                }
                signs.push(sign);
            }
            count += 1;
        }
        Self { signs, returns }
    }

    fn without_returns(&self, offset: usize) -> usize {
        offset - self.returns.partition_point(|place| *place < offset)
    }

    fn words(&self, (start, end): (usize, usize)) -> &[char] {
        self.signs.get(start..end).unwrap_or_default()
    }

    /// Whether a selection begins or ends within a word, or is none.
    fn cuts_word(&self, (start, end): (usize, usize)) -> bool {
        let is_letter = |at: usize| self.signs.get(at).is_some_and(|sign| sign.is_alphanumeric());
        let is_within = |at: usize| at > 0 && is_letter(at - 1) && is_letter(at);
        start >= end || end > self.signs.len() || is_within(start) || is_within(end)
    }

    /// Whether a selection has the words of its name, of which programs often keep only the beginning.
    pub(super) fn is_named(&self, offsets: (usize, usize), name: &str) -> bool {
        is_name_of(name, self.words(offsets))
    }
}

fn is_name_of(name: &str, words: &[char]) -> bool {
    let cut = name.strip_suffix('…').or_else(|| name.strip_suffix("..."));
    let plain = |sign: char| {
        // XML cannot hold control characters, and attributes turn line breaks into blanks.
        if sign.is_whitespace() {
            ' '
        } else if sign.is_control() {
            '\u{fffd}'
        } else {
            sign
        }
    };
    let is_same = |name: &str| name.chars().map(plain).eq(words.iter().copied().map(plain));
    let begins = |start: &str| {
        let start: Vec<char> = start.chars().map(plain).collect();
        start.len() >= 8 && words.len() > start.len() && {
            words.iter().zip(&start).all(|(word, start)| plain(*word) == *start)
        }
    };
    !words.is_empty() && (is_same(name) || begins(cut.unwrap_or(name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_way_to_count_is_the_one_that_names_agree_with() {
        let text = Positions::new("🔥 One.\r\nTwo three.\r\nFour.");
        let of = |selections: &[Selected<'_>]| Counting::of(&text, selections);
        assert_eq!(of(&[((2, 6), Some("One.")), ((7, 10), Some("Two"))]), Counting::Usual);
        assert_eq!(of(&[((2, 6), Some("One.")), ((8, 11), Some("Two"))]), Counting::TwoForBreaks);
        assert_eq!(of(&[((2, 5), Some("One.")), ((7, 9), Some("Two"))]), Counting::EndIncluded);
        assert_eq!(of(&[((3, 7), Some("One.")), ((8, 11), Some("Two"))]), Counting::MarkCounted);
        assert_eq!(of(&[((2, 6), Some("a label")), ((0, 99), None)]), Counting::Usual);
        assert_eq!(Counting::TwoForBreaks.applied((8, 11), &text), (7, 10));
    }

    #[test]
    fn a_name_may_be_the_beginning() {
        let words: Vec<char> = "Two words\nand more".chars().collect();
        assert!(is_name_of("Two words and more", &words));
        assert!(is_name_of("Two words a…", &words) && is_name_of("Two words", &words));
        assert!(
            !is_name_of("Two", &words) && !is_name_of("", &words) && !is_name_of("Two words too", &words)
        );
    }

    proptest! {
        #[test]
        fn offsets_with_returns_are_those_without(text in "[a🔥é \n]{0,30}", at in 0_usize..30) {
            let at = at.min(text.chars().count());
            let before: String = text.chars().take(at).collect();
            let counted = before.replace('\n', "\r\n").chars().count();
            for found in [text.replace('\n', "\r\n"), text.clone()] {
                prop_assert_eq!(Positions::new(&found).without_returns(counted), at);
            }
        }
    }
}
