//! Whether a sentence ends at a [`Stop`]: by the token before it and the word after it.

use super::super::lines::is_line_break;
use super::language::{AFTER_HOUR, AFTER_QUOTE, SAID, SAYING};
use super::rules::{Meaning, Rules};
use super::stop::{REACH, Run, Stop};
use super::titles::is_in_title;
use super::units::is_number_cut;

/// What stands after a stop.
struct Next<'t> {
    /// From the first character that is not white space.
    rest: &'t str,
    /// First word after opening marks; "A." keeps its dot; empty when there is none in reach.
    word: &'t str,
    /// A dash stands before the word.
    has_dash: bool,
}

/// A token before a dot.
struct Token<'t> {
    word: &'t str,
    lower: String,
    /// The sentence before the token, as far as it was read.
    before: &'t str,
    /// Both together.
    all: &'t str,
    /// Nothing of the sentence is missing in `before`.
    is_whole: bool,
}

/// Whether the sentence that began at `sentence_start` ends at `stop`.
pub(super) fn ends_sentence(text: &str, sentence_start: usize, stop: Stop, rules: &Rules) -> bool {
    let after = text.get(stop.end..text.floor_char_boundary(stop.end + REACH)).unwrap_or_default();
    if stop.run == Run::Wide {
        return wide_ends(after, stop);
    }
    let rest = after.trim_start();
    let gap = after.get(..after.len() - rest.len()).unwrap_or_default();
    if rest.is_empty() {
        return true;
    }
    if gap.is_empty() && is_before_wide(text, sentence_start, &stop, rest) {
        return wide_ends(after, stop);
    }
    if gap.is_empty() {
        return rest.starts_with(char::is_uppercase)
            && is_missing_blank(text, sentence_start, stop, rest, rules);
    }
    let token = Token::read(text, sentence_start, stop.start);
    if rest.starts_with([',', ';', ':', ')', ']', '}', '·', '،', '؛', '/', '=']) {
        return false;
    }
    let next = Next::of(rest);
    if gap.contains(is_line_break) && is_number_cut(token.all, rest) {
        return false;
    }
    // "[?]", "(!)", "[…]" are remarks, not ends.
    let opens_in_bracket =
        text.get(sentence_start..stop.start).is_some_and(|before| before.ends_with(['(', '[']));
    if (stop.has_bracket && opens_in_bracket) || is_in_title(text, sentence_start, &stop) {
        return false;
    }
    if next.starts_small() {
        return small_word_ends(&token, &next, stop, rules);
    }
    match stop.run {
        Run::Picture => rules.is_starter(&next.lower()),
        Run::Ellipsis => {
            !stop.is_loose(text, sentence_start)
                || stop.has_quote
                || rules.is_starter(&next.lower())
                || is_spaced_dots(text, stop)
        }
        Run::Call => token.ends_with_call(&next, stop, rules),
        _ if stop.has_quote => true,
        _ => dot_ends(&token, &next, stop, rules),
    }
}

/// ". . ." stands for a word left out only when the sentence goes on small.
fn is_spaced_dots(text: &str, stop: Stop) -> bool {
    text.get(stop.start..stop.run_end).is_some_and(|run| run.contains(' '))
}

/// "何ですか?はい。": a mark of the narrow width between characters of a script that sets no blanks.
fn is_before_wide(text: &str, sentence_start: usize, stop: &Stop, rest: &str) -> bool {
    let is_wide = |c: char| matches!(c, '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff66}'..='\u{ff9d}' | '「' | '『');
    let before = text.get(sentence_start..stop.start).and_then(|before| before.chars().next_back());
    stop.run == Run::Call && before.is_some_and(is_wide) && rest.starts_with(is_wide)
}

fn wide_ends(after: &str, stop: Stop) -> bool {
    let Some(first) = after.chars().next() else {
        return true;
    };
    if matches!(first, '，' | '、' | ',' | '；' | '：' | ';' | ':' | '）' | '」' | '』' | '》' | '…' | '—')
    {
        return false;
    }
    if first.is_ascii_digit() && !stop.has_quote {
        return true;
    }
    let is_carried_on = stop.has_quote
        && (AFTER_QUOTE.contains(&first)
            || after.chars().take(6).take_while(|c| c.is_alphabetic()).any(|c| SAYING.contains(&c)));
    !is_carried_on
}

/// "He left.Then he came": no blank, but a plain word before and a word after that only begins sentences.
fn is_missing_blank(text: &str, sentence_start: usize, stop: Stop, rest: &str, rules: &Rules) -> bool {
    let next = Next::of(rest);
    let token = Token::read(text, sentence_start, stop.start);
    let is_whole = rest.get(next.word.len()..).is_some_and(|rest| rest.starts_with([' ', ',']));
    let is_plain = token.word.chars().count() >= 2 && token.word.chars().all(char::is_alphabetic);
    is_whole
        && is_plain
        && stop.run != Run::Picture
        && token.word.ends_with(char::is_lowercase)
        && rules.is_starter(&next.lower())
        && (stop.run == Run::Call || rules.meaning(&token.lower).is_none())
}

/// After a stop, a small letter begins a sentence only in careless writing.
fn small_word_ends(token: &Token<'_>, next: &Next<'_>, stop: Stop, rules: &Rules) -> bool {
    let is_starter = rules.is_small_starter(&next.lower());
    let is_small = token.word.chars().all(|c| c.is_lowercase() || matches!(c, '\'' | '’'));
    let len = token.word.chars().count();
    if stop.has_quote || stop.has_bracket || next.has_dash {
        return false;
    }
    match stop.run {
        Run::Call => is_small && len >= 2 && (is_starter || token.is_careless()),
        Run::Dot if is_small => {
            let least = match rules.sure_word_len {
                _ if is_starter => 2,
                len if token.is_careless() => len - 1,
                len => len,
            };
            let is_known = rules.meaning(&token.lower).is_some();
            len >= least && !is_known && !lacks_vowel(token.word) && !next.word.contains('.')
        }
        Run::Dot => token.is_careless() && is_starter && rules.meaning(&token.lower).is_none(),
        _ => false,
    }
}

/// Whether a single dot ends the sentence before a word that does not begin small.
fn dot_ends(token: &Token<'_>, next: &Next<'_>, stop: Stop, rules: &Rules) -> bool {
    let word = token.word;
    let is_before_number = next.rest.starts_with(|c: char| c.is_numeric() || matches!(c, '№' | '§' | '#'));
    let is_starter = || rules.is_starter(&next.lower());
    // "z. B.", "a. C.", "U. S.", "J. R. R.": letters of one abbreviation.
    if (is_letter(word) && next.is_initial())
        || (is_doubled(word) && is_doubled(next.word.trim_end_matches('.')))
    {
        return false;
    }
    if rules.has_ordinal_dots && is_ordinal(word) {
        return is_starter() || token.is_reference(rules);
    }
    let meaning = token.meaning(rules);
    if stop.has_bracket && meaning.is_none() {
        return true;
    }
    let goes_with_hour = || next.is_capitals() || AFTER_HOUR.contains(&next.lower().as_str());
    let ends_time = || is_starter() || !(token.is_in_opening(rules) || goes_with_hour());
    match meaning {
        Some(Meaning::Time) => ends_time(),
        Some(Meaning::Inner) if !token.is_noun() => false,
        Some(Meaning::Title) if word.starts_with(char::is_uppercase) => false,
        Some(Meaning::Unit | Meaning::Title) if token.is_after_number() => !is_before_number,
        Some(Meaning::Title) if !rules.has_capital_titles => false,
        Some(Meaning::Numbered) if is_letter(word) => is_starter() && !is_before_number,
        Some(Meaning::Numbered) => !is_before_number && !next.is_roman(),
        Some(Meaning::Open) => is_starter(),
        // "5 Vet. App. 180", "Fed. R. Civ. P. 12": in a list of references numbers and further short forms follow.
        Some(Meaning::Report) if word.starts_with(char::is_uppercase) => {
            !is_before_number && !next.is_short_form(rules)
        }
        _ if is_letter(word) && token.before.ends_with('/') => true,
        _ if is_letter(word) && rules.is_lettered(&token.previous().to_lowercase()) => true,
        _ if is_initials(word) || lacks_vowel(word) => is_starter(),
        _ => !(is_syllable(word) && (!is_indic_word(word) || token.is_initial_of_name(next, rules))),
    }
}

/// Whether a line that ends in a dot ends in an abbreviation, as far as its last word tells.
pub(super) fn ends_in_abbreviation(line: &str, rules: &Rules) -> bool {
    let Some(before_dot) = line.strip_suffix('.') else {
        return false;
    };
    let token = Token::read(before_dot, 0, before_dot.len());
    let is_ordinal = rules.has_ordinal_dots && is_ordinal(token.word) && !token.is_reference(rules);
    let meaning = token.meaning(rules).filter(|meaning| !matches!(meaning, Meaning::Unit | Meaning::Time));
    is_ordinal
        || meaning.is_some()
        || is_initials(token.word)
        || lacks_vowel(token.word)
        || is_syllable(token.word) && !is_indic_word(token.word)
}

/// Whether a line ends in what stands before a name or a day, "Dr." or "am 3.", so that it goes on in the next line whatever
/// its width.
pub(super) fn ends_before_name(line: &str, next: &str, rules: &Rules) -> bool {
    let Some(before_dot) = line.strip_suffix('.').filter(|_| next.starts_with(char::is_uppercase)) else {
        return false;
    };
    let token = Token::read(before_dot, 0, before_dot.len());
    let is_starter = rules.is_starter(&Next::of(next).lower());
    let is_inside = token.previous().chars().all(char::is_alphabetic) && !token.before.trim().is_empty();
    match token.meaning(rules) {
        Some(Meaning::Title) => token.word.starts_with(char::is_uppercase),
        Some(Meaning::Inner) => !token.is_noun() && is_inside,
        None if rules.has_ordinal_dots && is_ordinal(token.word) => {
            is_inside && token.previous().starts_with(char::is_lowercase) && !is_starter
        }
        _ => false,
    }
}

impl<'t> Token<'t> {
    /// The last token before `end`.
    fn read(text: &'t str, sentence_start: usize, end: usize) -> Self {
        let from = text.floor_char_boundary(end.saturating_sub(REACH)).max(sentence_start);
        let before = text.get(from..end).unwrap_or_default();
        let before = before.trim_end_matches(|c: char| c.is_whitespace() || is_unseen(c));
        let start = before.rfind(is_token_break).map_or(0, |at| {
            let c = before.get(at..).and_then(|rest| rest.chars().next());
            at + c.map_or(1, char::len_utf8)
        });
        let (earlier, word) = before.split_at_checked(start).unwrap_or_default();
        Self {
            word,
            lower: word.to_lowercase(),
            before: earlier,
            all: before,
            is_whole: from == sentence_start,
        }
    }

    /// "Yahoo! Research": a mark that belongs to a name does not end the sentence before another name.
    fn ends_with_call(&self, next: &Next<'_>, stop: Stop, rules: &Rules) -> bool {
        let is_name = matches!(self.word, "Yahoo" | "Jeopardy" | "Joomla" | "Yum");
        if stop.has_quote {
            return !next.says();
        }
        !is_name || rules.is_starter(&next.lower())
    }

    /// Whether the dot closes "At 5 a.m." or "In 44 B.C.", after which the sentence goes on.
    fn is_in_opening(&self, rules: &Rules) -> bool {
        let clause = self.before.rsplit(':').next().unwrap_or_default();
        let is_whole = self.is_whole || clause.len() < self.before.len();
        let mut words = clause.split_whitespace();
        let first = words.next().unwrap_or_default();
        let is_date = first.starts_with(|c: char| c.is_ascii_digit()) && !self.lower.ends_with('m');
        is_whole && words.count() < 7 && (is_date || rules.is_opener(&first.to_lowercase()))
    }

    /// The word before the token.
    fn previous(&self) -> &'t str {
        self.before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default()
    }

    fn is_after_number(&self) -> bool {
        self.previous().ends_with(|c: char| c.is_numeric()) || self.word.starts_with(|c: char| c.is_numeric())
    }

    /// "Abb. 5", "Nr. 12": a number that refers is no ordinal.
    fn is_reference(&self, rules: &Rules) -> bool {
        let previous = self.previous().trim_end_matches('.').to_lowercase();
        is_number(self.word) && rules.is_numbered(&previous)
    }

    /// Whether a syllable of an Indic script stands for a name or a title: another one with a dot is beside it, or it is one
    /// of the usual titles. The last word of a sentence is often as short: "છે."
    fn is_initial_of_name(&self, next: &Next<'_>, rules: &Rules) -> bool {
        // Hindi and Gujarati have a list of the names of letters; elsewhere a letter is told by the one beside it.
        let is_listed = |word: &str| rules.meaning(word).is_some();
        let is_unlisted =
            self.word.chars().all(|c| !matches!(c, '\u{900}'..='\u{97f}' | '\u{a80}'..='\u{aff}'));
        let is_letter = |word: &str| is_syllable(word) && !is_listed(word);
        let previous = self.previous();
        let is_beside = previous.strip_suffix('.').is_some_and(is_letter)
            || next.word.strip_suffix('.').is_some_and(is_letter);
        is_listed(&self.lower) || is_unlisted && is_beside
    }

    /// The sentence itself begins with a small letter.
    fn is_careless(&self) -> bool {
        self.is_whole && self.all.trim_start().starts_with(char::is_lowercase)
    }

    /// A long word with a capital within a sentence is no short form of an adjective: "in der Schweiz.".
    fn is_noun(&self) -> bool {
        let is_first = self.is_whole && self.before.trim().is_empty();
        !is_first && self.word.starts_with(char::is_uppercase) && self.word.chars().nth(4).is_some()
    }

    /// What the tables say about the token, or about it with the letters before: "т. д.", "v. Chr.", "d. C.".
    fn meaning(&self, rules: &Rules) -> Option<Meaning> {
        let previous = self.previous();
        let is_joined = previous.ends_with('.') && previous.len() <= 8 && self.word.len() <= 8;
        let joined = || rules.meaning(&format!("{}{}", previous.to_lowercase(), self.lower));
        is_joined.then(joined).flatten().or_else(|| rules.meaning(&self.lower))
    }
}

/// What parts tokens: white space, opening marks, dashes; not the hyphen of "J.-C.".
fn is_token_break(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '(' | '['
                | '{'
                | '<'
                | '"'
                | '“'
                | '”'
                | '„'
                | '‘'
                | '\''
                | '’'
                | '«'
                | '»'
                | '–'
                | '—'
                | '/'
                | '（'
        )
        || is_unseen(c)
}

/// Marks of direction and joining, which no word is made of.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

impl<'t> Next<'t> {
    fn of(rest: &'t str) -> Self {
        let from_word = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let opening = rest.get(..rest.len() - from_word.len()).unwrap_or_default();
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '\'' | '’');
        let len = from_word.find(|c| !is_part(c)).unwrap_or(from_word.len());
        let word = from_word.get(..len).unwrap_or_default();
        Self { rest, word, has_dash: opening.contains(['-', '–', '—']) }
    }

    /// The word in small letters, without dots at its end.
    fn lower(&self) -> String {
        self.word.trim_end_matches(['.', '\'', '’']).to_lowercase().replace('’', "'")
    }

    /// Begins with a small letter; "iPhone", "eBay" and addresses begin sentences all the same.
    fn starts_small(&self) -> bool {
        let mut chars = self.word.chars();
        let is_address = matches!(self.word, "http" | "https") || self.word.starts_with("www.");
        chars.next().is_some_and(char::is_lowercase)
            && !is_address
            && !chars.next().is_some_and(char::is_uppercase)
    }

    /// A name and a verb of saying: “Why?” Dr. Fox asked.
    fn says(&self) -> bool {
        let mut words =
            self.rest.split_whitespace().take(5).skip_while(|word| word.starts_with(char::is_uppercase));
        let verb = words.next().unwrap_or_default().trim_end_matches(|c: char| !c.is_alphabetic());
        self.rest.starts_with(char::is_uppercase) && SAID.contains(&verb)
    }

    /// "App.", "P.", "2d": what goes on in a list of references.
    fn is_short_form(&self, rules: &Rules) -> bool {
        let word = self.word.trim_end_matches('.');
        word.len() < self.word.len()
            && (is_initials(word) || rules.meaning(&word.to_lowercase()) == Some(Meaning::Report))
    }

    /// "B." of "z. B.": one letter and a dot.
    fn is_initial(&self) -> bool {
        let mut chars = self.word.chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.next() == Some('.')
    }

    /// "IV" as in "Vol. IV".
    fn is_roman(&self) -> bool {
        !self.word.is_empty() && self.word.bytes().all(|byte| b"IVXLC".contains(&byte))
    }

    /// "PDT", "P.D.T.": a zone of time belongs to the hour.
    fn is_capitals(&self) -> bool {
        let letters = self.word.chars().filter(|c| *c != '.').count();
        (2..=5).contains(&letters) && self.word.chars().all(|c| c.is_uppercase() || c == '.')
    }
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_letter(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

/// "EE", "UU": a plural in Spanish abbreviations, "EE. UU.".
fn is_doubled(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|c| c.is_uppercase() && chars.next() == Some(c)) && chars.next().is_none()
}

/// "3", "19", "XII": what a dot makes an ordinal of.
fn is_ordinal(word: &str) -> bool {
    let is_roman = !word.is_empty() && word.bytes().all(|byte| b"IVXLC".contains(&byte));
    (is_number(word) && word.len() <= 2) || is_roman
}

/// "J", "U.S", "p.m": letters with dots between; "I" alone is a word.
fn is_initials(word: &str) -> bool {
    let is_single = |part: &str| {
        let mut chars = part.chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
    };
    let is_lone = word.chars().nth(1).is_none();
    word != "I" && !(is_lone && word.chars().all(is_unicase)) && word.split(['.', '-']).all(is_single)
}

/// "Bd", "tzn", "гл": a word without a vowel is an abbreviation, in capitals a name.
fn lacks_vowel(word: &str) -> bool {
    let len = word.chars().count();
    let is_plain = word.chars().all(|c| matches!(c, 'a'..='z' | 'A'..='Z' | 'а'..='я' | 'А'..='Я'));
    let is_small_inside = word.chars().skip(1).all(char::is_lowercase);
    let vowels = "aeiouyAEIOUYаеиоуыэюяёіАЕИОУЫЭЮЯ";
    (2..=4).contains(&len) && is_plain && is_small_inside && !word.contains(|c| vowels.contains(c))
}

/// One syllable of a script without capitals: "ഡോ." and "د." stand for a longer word, and "و" does not.
fn is_syllable(word: &str) -> bool {
    let len = word.chars().count();
    (len == 1 && word.chars().all(is_unicase) && word != "و") || (len <= 2 && len > 0 && is_indic_word(word))
}

/// Of the scripts of India, where most syllables are two characters.
fn is_indic_word(word: &str) -> bool {
    word.chars().all(|c| matches!(c, '\u{900}'..='\u{dff}'))
}

fn is_unicase(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}
