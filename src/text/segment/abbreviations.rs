//! What a dot after a short word means: [`DotMeaning`].

/// Before a name; counts only with a capital: "Gen." does, "gen." does not.
const TITLES: &[&str] = &[
    "adm", "capt", "cmdr", "col", "det", "dr", "dra", "fr", "ft", "gen", "gov", "hon", "hr", "insp", "lt",
    "maj", "messrs", "mgr", "mlle", "mme", "mr", "mrs", "ms", "msgr", "mt", "mx", "pres", "prof", "rep",
    "rev", "sen", "sgt", "sra", "srta", "st", "supt",
];

/// Never at the end of a sentence.
const CONTINUING: &[&str] = &[
    "approx", "bzw", "ca", "cf", "d.h", "dott", "e.g", "excl", "i.e", "incl", "resp", "u.a", "v", "viz",
    "vs", "z.b",
];

/// Before a number, or before a day for the months; an ordinary word otherwise.
const NUMBERED: &[&str] = &[
    "apr", "art", "aug", "ch", "dec", "eq", "feb", "fig", "figs", "jan", "jul", "jun", "mar", "no", "nos",
    "nov", "nr", "oct", "p", "para", "pp", "ref", "rs", "sec", "sect", "sep", "sept", "str", "vol",
];

/// Inside a sentence or at its end: the next word decides.
const OPEN: &[&str] = &[
    "al", "assn", "ave", "blvd", "bros", "calif", "co", "conn", "corp", "dept", "est", "inc", "jr", "llc",
    "ltd", "mass", "mich", "penn", "ph.d", "plc", "sr", "univ", "wash",
];

/// Words that begin sentences far more often than names, in lower case.
const STARTERS: &[&str] = &[
    "a",
    "according",
    "after",
    "all",
    "also",
    "although",
    "an",
    "and",
    "another",
    "as",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "critics",
    "das",
    "der",
    "despite",
    "die",
    "during",
    "each",
    "el",
    "er",
    "es",
    "for",
    "from",
    "he",
    "her",
    "his",
    "how",
    "however",
    "i",
    "if",
    "il",
    "in",
    "it",
    "its",
    "la",
    "later",
    "le",
    "les",
    "los",
    "many",
    "meanwhile",
    "most",
    "my",
    "no",
    "not",
    "now",
    "of",
    "on",
    "once",
    "one",
    "or",
    "others",
    "our",
    "she",
    "since",
    "so",
    "some",
    "still",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "to",
    "today",
    "under",
    "until",
    "we",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "why",
    "with",
    "yesterday",
    "yet",
    "you",
    "your",
];

/// Whether a dot can end a sentence, by the word before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DotMeaning {
    /// Belongs to the word; the sentence goes on.
    Inside,
    /// Ends the sentence unless a digit follows.
    EndUnlessDigit,
    /// Ends the sentence only before a word that usually begins one.
    EndBeforeStarter,
    /// An ordinary full stop.
    End,
}

/// What the dot after `word` means; `word` has no dot at its end.
pub(super) fn dot_meaning(word: &str) -> DotMeaning {
    let lower = word.to_lowercase();
    let is_in = |table: &[&str]| table.contains(&lower.as_str());
    let is_capital = word.starts_with(char::is_uppercase);
    if is_in(CONTINUING) || (is_capital && is_in(TITLES)) {
        DotMeaning::Inside
    } else if is_in(NUMBERED) {
        DotMeaning::EndUnlessDigit
    } else if is_in(OPEN) || is_initials(word) {
        DotMeaning::EndBeforeStarter
    } else {
        DotMeaning::End
    }
}

/// "J", "U.S", "p.m": letters with dots between; a lone small letter or "I" is a word.
fn is_initials(word: &str) -> bool {
    let letters: Vec<&str> = word.split('.').collect();
    let is_single = |part: &&str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    let is_lone_word = letters.len() == 1 && (word == "I" || word.starts_with(char::is_lowercase));
    letters.iter().all(is_single) && !is_lone_word
}

/// Whether `word` usually begins a sentence; case does not count.
pub(super) fn is_starter(word: &str) -> bool {
    STARTERS.binary_search(&word.to_lowercase().as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starters_are_sorted_for_the_binary_search() {
        assert!(STARTERS.is_sorted());
        assert!(is_starter("The") && !is_starter("Mark"));
    }

    #[test]
    fn titles_need_a_capital() {
        assert_eq!(dot_meaning("Gen"), DotMeaning::Inside);
        assert_eq!(dot_meaning("rep"), DotMeaning::End);
        assert_eq!(dot_meaning("e.g"), DotMeaning::Inside);
    }

    #[test]
    fn initials_and_companies_leave_it_to_the_next_word() {
        for word in ["J", "J.K", "U.S", "a.m", "Inc", "Ph.D"] {
            assert_eq!(dot_meaning(word), DotMeaning::EndBeforeStarter, "{word}");
        }
        for word in ["I", "deal", "2030", "a", "", "GPT-4.5"] {
            assert_eq!(dot_meaning(word), DotMeaning::End, "{word}");
        }
        assert_eq!(dot_meaning("No"), DotMeaning::EndUnlessDigit);
    }
}
