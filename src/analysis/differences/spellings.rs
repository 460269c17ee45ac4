//! [`is_spelling_of`]: one name in two spellings, or with an ending of grammar; Iran and Iraq are two names.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Letters that stand for each other where a name is written in another alphabet, or by ear.
const INTERCHANGED: &[&str] = &["iyj", "ckq", "gq", "sz", "vw", "vf", "ei", "ae", "ou", "dt"];
/// What a name may have more than in its shorter form: endings of grammar, and of peoples.
const ENDINGS: &[&str] =
    &["s", "es", "n", "an", "ian", "ish", "ese", "er", "en", "e", "i", "y", "k", "h", "em", "om", "ovi"];
/// Words that differ in their ends begin with so many letters in common.
const MIN_STEM_LEN: usize = 6;
const MAX_ENDING_LEN: usize = 3;
/// A shorter word says too little to be another one with a fault.
const MIN_LEN: usize = 4;

/// Whether two words, both in small letters, spell one name.
pub(super) fn is_spelling_of(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let front = short.iter().zip(long).take_while(|(left, right)| left == right).count();
    let (short_end, long_end) =
        (short.get(front..).unwrap_or_default(), long.get(front..).unwrap_or_default());
    if short.len() < MIN_LEN || long.len() - short.len() > MAX_ENDING_LEN {
        // Cut short: "Mat-Maid" for "Matanuska Maid".
        return short_end.is_empty() && front >= 3;
    }
    if short_end.is_empty() {
        return is_ending(long_end, short.last().copied());
    }
    let back =
        short_end.iter().rev().zip(long_end.iter().rev()).take_while(|(left, right)| left == right).count();
    let middle = |end: &[char]| end.get(..end.len() - back).unwrap_or_default().to_vec();
    let before = front.checked_sub(1).and_then(|at| long.get(at)).copied();
    let after = long_end.get(long_end.len() - back..).and_then(<[char]>::first).copied();
    match (middle(short_end).as_slice(), middle(long_end).as_slice()) {
        ([left], [right]) => is_interchanged(*left, *right),
        ([], [added]) => is_silent(*added, before, after),
        _ => front >= MIN_STEM_LEN && short_end.len().max(long_end.len()) <= MAX_ENDING_LEN,
    }
}

fn is_ending(ending: &[char], last: Option<char>) -> bool {
    let word: String = ending.iter().collect();
    // Other alphabets have endings of their own.
    let is_latin = ending.iter().all(char::is_ascii);
    ENDINGS.contains(&word.as_str()) || !is_latin || matches!(ending, [added] if Some(*added) == last)
}

/// The same letter but for its marks, or plain ones that stand for each other.
fn is_interchanged(left: char, right: char) -> bool {
    let base = |c: char| c.nfd().find(|part| !is_combining_mark(*part)).unwrap_or(c);
    base(left) == base(right) || INTERCHANGED.iter().any(|set| set.contains(left) && set.contains(right))
}

/// A letter that a spelling may leave out: doubled, or not spoken.
fn is_silent(added: char, before: Option<char>, after: Option<char>) -> bool {
    Some(added) == before || Some(added) == after || matches!(added, 'h' | 'e' | 'y' | '\'' | 'ъ' | 'ь')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_the_same() {
        for (one, other) in [
            ("muller", "müller"),
            ("sergei", "sergey"),
            ("zelensky", "zelenskyy"),
            ("mohammed", "mohammad"),
            ("mohamed", "mohammed"),
            ("johnson", "jonson"),
            ("catherine", "katherine"),
            ("german", "germans"),
            ("russia", "russian"),
            ("iran", "iranian"),
            ("navalného", "navalnému"),
            ("mat", "matanuska"),
            ("путин", "путина"),
        ] {
            assert!(is_spelling_of(one, other) && is_spelling_of(other, one), "{one} {other}");
        }
    }

    #[test]
    fn names_that_differ_in_a_letter_are_two() {
        for (one, other) in [
            ("iran", "iraq"),
            ("müller", "möller"),
            ("jansen", "hansen"),
            ("maria", "mario"),
            ("martin", "martha"),
            ("marin", "martin"),
            ("niger", "nigeria"),
            ("berlin", "merlin"),
            ("austria", "australia"),
            ("paul", "paula"),
            ("martin", "martinez"),
        ] {
            assert!(!is_spelling_of(one, other) && !is_spelling_of(other, one), "{one} {other}");
        }
    }
}
