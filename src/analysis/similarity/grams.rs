//! [`grams`]: groups of letters of a word, by which forms meet that no stemmer brings together.

use super::words::is_spaceless;

/// Classes into which groups of letters are hashed.
pub(in crate::analysis) const GRAM_CLASSES: usize = 1 << 16;

/// Letters of a group.
const LENS: [usize; 2] = [3, 4];

/// The classes of a word's groups of three and four letters, its edges marked; of a pair of characters without
/// spaces the single characters.
pub(in crate::analysis) fn grams(word: &str) -> Box<[u16]> {
    if word.chars().any(is_spaceless) {
        return word.chars().map(|c| class(&[c])).collect();
    }
    let letters: Vec<char> = [' '].into_iter().chain(word.chars()).chain([' ']).collect();
    LENS.iter().flat_map(|len| letters.windows(*len)).map(class).collect()
}

/// FNV-1a, folded to 16 bits.
fn class(letters: &[char]) -> u16 {
    let hash =
        letters.iter().fold(0x811c_9dc5_u32, |hash, c| (hash ^ u32::from(*c)).wrapping_mul(0x0100_0193));
    let [one, two, three, four] = hash.to_le_bytes();
    u16::from_le_bytes([one ^ three, two ^ four])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn related_words_share_groups_and_short_ones_have_some() {
        let shared =
            |one: &str, other: &str| grams(one).iter().filter(|gram| grams(other).contains(gram)).count();
        assert!(shared("umsatzbeteiligung", "beteiligung") >= 15);
        assert_eq!(shared("revenue", "cloud"), 0);
        assert_eq!(grams("a").len(), 1);
        assert_eq!(grams("").len(), 0);
        assert_eq!(shared("公司", "司法"), 1);
    }
}
