//! [`decoded_names`]: names of files in an archive that does not say how they are encoded.
//!
//! All names of an archive are decoded alike, in each code page for each language that uses it, and the reading that
//! is the most likely one as a whole is taken. It stays a guess, and is told as one.

use super::alphabets::{LANGUAGES, Language, OTHER_ASCII};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;
use oem_cp::code_table::DECODING_TABLE_CP_MAP;
use std::collections::BTreeSet;

/// Encodings of signs in two bytes, and how much less likely each is than the usual one of its country.
const OF_EAST_ASIA: [(&str, f32); 5] =
    [("Shift_JIS", 0.0), ("GBK", 0.0), ("Big5", 0.0), ("EUC-KR", 0.0), ("EUC-JP", -1.0)];
/// What the guess of the library for web pages adds: it knows which signs of East Asia are frequent …
const GUESSED_OF_EAST_ASIA: f32 = 3.0;
/// … and of the pages of DOS but one.
const GUESSED: f32 = 0.7;
/// Characters of a name that are looked at; more say nothing new.
const MAX_CHARS: usize = 1_000;

// Logarithms of how likely a character is in a name.
const DIGIT_OR_SIGN: f32 = -4.0;
/// Parts folders for some packers, and is the second byte of many signs.
const BACKSLASH: f32 = -7.0;
const HIRAGANA: f32 = -4.2;
const KATAKANA: f32 = -4.6;
const HANGUL: f32 = -6.2;
const COMMON_HAN: f32 = -7.2;
const RARE_SIGN_OF_EAST_ASIA: f32 = -12.0;
/// A dash or quotation mark.
const SIGN: f32 = -7.5;
/// A letter that the language does not have.
const STRANGE: f32 = -13.0;
/// A frame, a block, a sign of sums.
const ODD: f32 = -18.0;
const NO_CHARACTER: f32 = -40.0;
// What two characters beside each other add.
const OTHER_SCRIPT: f32 = -5.0;
const SIGN_IN_WORD: f32 = -5.0;
const CAPITAL_FIRST: f32 = -1.0;
const WRONG_CASE: f32 = -7.0;
/// Two dots on a vowel after another one say that it is spoken apart.
const APART: f32 = 4.5;
/// Names in several languages within one archive.
const SEVERAL_LANGUAGES: f32 = -2.0;
/// The second byte of a sign that was taken for the end of a folder's name.
const EMPTY_STEM: f32 = -8.0;

/// The names in the order given, and the name of the encoding in which they were read.
pub(super) fn decoded_names(names: &[&[u8]]) -> (Vec<String>, String) {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    for name in names {
        detector.feed(name, false);
        detector.feed(b"\n", false);
    }
    detector.feed(b"", true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let mut best: Option<(f32, Vec<String>, String)> = None;
    let pages: BTreeSet<&str> =
        LANGUAGES.iter().flat_map(|language| language.pages).map(|(page, _)| *page).collect();
    for label in pages.into_iter().chain(OF_EAST_ASIA.map(|(label, _)| label)) {
        let Some((page, decoded)) = Page::named(label).and_then(|page| Some((page, page.decoded(names)?)))
        else {
            continue;
        };
        let likelihood = page.bonus(guess) + likelihood_on(label, page, &decoded);
        if best.as_ref().is_none_or(|(most, ..)| likelihood > *most) {
            best = Some((likelihood, decoded, page.label()));
        }
    }
    best.map(|(_, names, label)| (names, label)).unwrap_or_else(|| {
        let lossy = |name: &&[u8]| String::from_utf8_lossy(name).into_owned();
        (names.iter().map(lossy).collect(), "UTF-8".to_owned())
    })
}

/// Of all names, in one language of the page or in several.
fn likelihood_on(label: &str, page: Page, names: &[String]) -> f32 {
    let before = |language: &Language| {
        language.pages.iter().find(|(page, _)| *page == label).map(|(_, before)| *before)
    };
    let all = LANGUAGES.iter().filter_map(|language| Some((language, before(language)?)));
    let languages: Vec<(&Language, f32)> = all.collect();
    let most = |values: &mut dyn Iterator<Item = f32>| values.reduce(f32::max);
    let Some(usual) = most(&mut languages.iter().map(|(_, before)| *before)) else {
        let before =
            OF_EAST_ASIA.iter().find(|(known, _)| *known == label).map_or(0.0, |(_, before)| *before);
        return before + names.iter().map(|name| likelihood_of(name, &|c| page.share(c))).sum::<f32>();
    };
    let by_language: Vec<Vec<f32>> = languages
        .iter()
        .map(|(language, before)| {
            let ascii = language.ascii_share();
            let share = |c: char| match c {
                'a'..='z' => ascii,
                c => language.share(c).unwrap_or_else(|| strange(c)),
            };
            names.iter().map(|name| before - usual + likelihood_of(name, &share)).collect()
        })
        .collect();
    let in_one = most(&mut by_language.iter().map(|each| each.iter().sum())).unwrap_or_default();
    let best_of = |at: usize| {
        most(&mut by_language.iter().filter_map(|each| each.get(at).copied())).unwrap_or_default()
    };
    let in_several = SEVERAL_LANGUAGES + (0..names.len()).map(best_of).sum::<f32>();
    usual + in_one.max(in_several)
}

#[derive(Clone, Copy, Debug)]
enum Page {
    Dos(u16),
    Other(&'static Encoding),
}

impl Page {
    fn named(name: &str) -> Option<Self> {
        match name.parse() {
            Ok(number) => Some(Self::Dos(number)),
            Err(_) => Encoding::for_label(name.as_bytes()).map(Self::Other),
        }
    }

    fn bonus(self, guess: &'static Encoding) -> f32 {
        match self {
            Self::Dos(866) if guess == encoding_rs::IBM866 => GUESSED,
            Self::Other(encoding) if encoding == guess && encoding.is_single_byte() => GUESSED,
            Self::Other(encoding) if encoding == guess => GUESSED_OF_EAST_ASIA,
            Self::Dos(_) | Self::Other(_) => 0.0,
        }
    }

    fn label(self) -> String {
        match self {
            Self::Dos(page) => format!("code page {page}"),
            Self::Other(encoding) => encoding.name().to_owned(),
        }
    }

    /// None where a name has bytes that mean nothing in it.
    fn decoded(self, names: &[&[u8]]) -> Option<Vec<String>> {
        let decode = |name: &[u8]| match self {
            Self::Dos(page) => DECODING_TABLE_CP_MAP.get(&page)?.decode_string_checked(name),
            Self::Other(encoding) => {
                let decoded = encoding.decode_without_bom_handling_and_without_replacement(name)?;
                Some(decoded.into_owned())
            }
        };
        names.iter().map(|name| decode(name)).collect()
    }

    /// The share of a sign of East Asia: each standard has the usual ones in a place of their own.
    fn share(self, c: char) -> f32 {
        let Self::Other(encoding) = self else { return strange(c) };
        let mut buffer = [0; 4];
        let (bytes, ..) = encoding.encode(c.encode_utf8(&mut buffer));
        let is_common = match (encoding.name(), &*bytes) {
            ("Shift_JIS", [first, _]) => (0x88..=0x97).contains(first),
            ("EUC-JP", [first, _]) => (0xB0..=0xCF).contains(first),
            ("GBK", [first, second]) => (0xB0..=0xD7).contains(first) && *second >= 0xA1,
            ("Big5", [first, _]) => (0xA4..=0xC6).contains(first),
            ("EUC-KR", [first, second]) => (0xB0..=0xC8).contains(first) && *second >= 0xA1,
            _ => false,
        };
        let is_of_japan = matches!(encoding.name(), "Shift_JIS" | "EUC-JP");
        match script(c) {
            _ if c.is_ascii() => OTHER_ASCII,
            Script::Hiragana if is_of_japan => HIRAGANA,
            Script::Katakana if is_of_japan => KATAKANA,
            Script::Hangul if is_common => HANGUL,
            Script::Han if is_common => COMMON_HAN,
            Script::Han | Script::Hangul | Script::Hiragana | Script::Katakana => RARE_SIGN_OF_EAST_ASIA,
            _ => strange(c),
        }
    }
}

/// What a character outside ASCII is, as far as it tells words from nonsense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
    Hebrew,
    Arabic,
    Thai,
    Han,
    Hiragana,
    Katakana,
    Hangul,
    /// Signs that stand in names: dashes, quotation marks.
    Sign,
    /// Signs that do not: frames, blocks, sums.
    Odd,
    /// No character for a reader.
    None,
}

fn script(c: char) -> Script {
    match c {
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' | '\u{FFFD}' => Script::None,
        'a'..='z' | 'A'..='Z' => Script::Latin,
        c if c.is_ascii() => Script::Sign,
        'ª' | 'º' | '«' | '»' | '¡' | '¿' | '§' | '°' | '·' | '\u{A0}' => Script::Sign,
        '\u{2010}'..='\u{2022}' | '…' | '№' | '€' | '\u{3000}'..='\u{303F}' | '\u{FF01}'..='\u{FF5E}' => {
            Script::Sign
        }
        '×' | '÷' | 'ƒ' | 'ⁿ' => Script::Odd,
        '\u{C0}'..='\u{24F}' | '\u{300}'..='\u{36F}' | '\u{1E00}'..='\u{1EFF}' => Script::Latin,
        '\u{370}'..='\u{3FF}' => Script::Greek,
        '\u{400}'..='\u{52F}' => Script::Cyrillic,
        '\u{590}'..='\u{5FF}' => Script::Hebrew,
        '\u{600}'..='\u{6FF}' => Script::Arabic,
        '\u{E00}'..='\u{E7F}' => Script::Thai,
        '\u{3040}'..='\u{309F}' => Script::Hiragana,
        '\u{30A0}'..='\u{30FF}' => Script::Katakana,
        '\u{AC00}'..='\u{D7A3}' => Script::Hangul,
        '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => Script::Han,
        _ => Script::Odd,
    }
}

/// Of a character that is no letter of the language.
fn strange(c: char) -> f32 {
    match script(c) {
        Script::Sign => SIGN,
        Script::Odd => ODD,
        Script::None => NO_CHARACTER,
        _ => STRANGE,
    }
}

fn likelihood_of(name: &str, share: &dyn Fn(char) -> f32) -> f32 {
    // Not of the ending, which is the same in all languages.
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut sum = if stem.ends_with('\\') { EMPTY_STEM } else { 0.0 };
    let chars: Vec<char> = stem.chars().take(MAX_CHARS).collect();
    for (at, c) in chars.iter().enumerate() {
        sum += match c {
            '\\' => BACKSLASH,
            c if c.is_ascii() && !c.is_ascii_alphabetic() => DIGIT_OR_SIGN,
            c => share(c.to_lowercase().next().unwrap_or(*c)),
        };
        let before = |step: usize| at.checked_sub(step).and_then(|at| chars.get(at)).copied();
        sum += beside(before(2), before(1), *c, chars.get(at + 1).copied());
    }
    sum
}

/// What a character adds by those before and after it.
fn beside(second: Option<char>, first: Option<char>, c: char, next: Option<char>) -> f32 {
    // Thai vowels are marks.
    let is_letter = |c: char| c.is_alphabetic() || script(c) == Script::Thai;
    let first = first.filter(|first| is_letter(*first));
    if script(c) == Script::Sign {
        let is_inside = first.is_some() && next.is_some_and(char::is_alphabetic);
        return if is_inside && !c.is_ascii() && !matches!(c, '’' | '·' | '‐'..='—') {
            SIGN_IN_WORD
        } else {
            0.0
        };
    }
    let Some(first) = first else {
        let is_plain_capital = c.is_uppercase() && next.is_none_or(|next| !next.is_uppercase());
        return if is_plain_capital && !c.is_ascii() { CAPITAL_FIRST } else { 0.0 };
    };
    let is_of_japan = |c: char| matches!(script(c), Script::Han | Script::Hiragana | Script::Katakana);
    let is_other = script(first) != script(c) && is_letter(c) && !(is_of_japan(first) && is_of_japan(c));
    let is_capital_inside = c.is_uppercase() && first.is_lowercase();
    let ends_capitals = c.is_lowercase() && first.is_uppercase() && second.is_some_and(char::is_uppercase);
    let is_wrong = (is_capital_inside || ends_capitals) && !(c.is_ascii() && first.is_ascii());
    let is_apart = matches!((first, c), ('a' | 'e' | 'i' | 'o' | 'u', 'ë' | 'ï'));
    (if is_other { OTHER_SCRIPT } else { 0.0 })
        + if is_wrong { WRONG_CASE } else { 0.0 }
        + if is_apart { APART } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dos(page: u16, text: &str) -> Vec<u8> {
        let table = oem_cp::code_table::ENCODING_TABLE_CP_MAP.get(&page).unwrap();
        oem_cp::encode_string_checked(text, table).unwrap()
    }

    fn assert_read(names: &[&str], encode: &dyn Fn(&str) -> Vec<u8>) {
        let bytes: Vec<Vec<u8>> = names.iter().map(|name| encode(name)).collect();
        let bytes: Vec<&[u8]> = bytes.iter().map(Vec::as_slice).collect();
        let (found, label) = decoded_names(&bytes);
        assert_eq!(found, names, "{label}");
    }

    #[test]
    fn names_from_dos_are_read() {
        let of = |page: u16, names: &[&str]| assert_read(names, &|name| dos(page, name));
        of(437, &["Köln/Übersicht über Brücken.txt", "naïve café.txt"]);
        of(850, &["Übersicht.txt"]);
        of(850, &["résumé à lire.txt", "Año nuevo.txt", "Ação.txt"]);
        of(866, &["Отчёт о мосте.txt"]);
        of(866, &["ЗАЯВЛЕНИЕ МИНИСТРА.TXT", "Письмо.txt"]);
        of(852, &["Žluťoučký kůň.txt", "příliš žluté.txt"]);
        of(852, &["Sprawozdanie z łąki.txt", "gęś.txt"]);
        of(737, &["Η γέφυρα άνοιξε.txt"]);
        of(862, &["דוח על הגשר.txt"]);
        of(862, &["דוח שנתי.txt"]);
        of(850, &["Größe.txt"]);
        of(437, &["Straße 5.txt"]);
        of(852, &["főváros.txt"]);
        of(857, &["İstanbul.txt", "görüşme.txt"]);
        of(775, &["ziņojums.txt", "žurnāls.txt"]);
        of(720, &["تقرير.txt", "رسالة.txt"]);
    }

    #[test]
    fn names_from_windows_are_read() {
        let of = |label: &str, names: &[&str]| {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            assert_read(names, &|name| encoding.encode(name).0.into_owned());
        };
        of("windows-1252", &["Übersicht über Brücken.txt", "café.txt"]);
        of("windows-1251", &["Отчёт о мосте.txt", "Письмо министра.txt"]);
        of("windows-1250", &["Žluťoučký kůň.txt", "příliš žluté.txt"]);
        of("windows-1253", &["Η γέφυρα άνοιξε.txt"]);
        of("koi8-u", &["Отчет о мосте.txt", "Письмо министра.txt"]);
    }

    #[test]
    fn names_from_east_asia_are_read() {
        let of = |label: &str, names: &[&str]| {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            assert_read(names, &|name| encoding.encode(name).0.into_owned());
        };
        of("shift_jis", &["報告書/橋の開通.txt", "一覧表.txt", "能力.txt"]);
        of("shift_jis", &["ニュース.txt"]);
        of("gbk", &["报告一.txt", "大桥开放通知.txt"]);
        of("gbk", &["新闻稿.txt"]);
        of("big5", &["報告一.txt", "大橋開放通知.txt"]);
        of("euc-kr", &["보고서.txt", "다리 개통 소식.txt"]);
    }
}
