//! [`decoded_names`]: names of files in an archive that does not say their encoding, read in the most plausible one.
//!
//! Old packers wrote names in the code page of their system. All names of an archive are taken together: the encoding
//! is the one in which they look most like words.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;
use oem_cp::code_table::DECODING_TABLE_CP_MAP;

/// Code pages of DOS, the usual ones first; of two that fit alike the first is taken.
const DOS: [u16; 11] = [850, 437, 866, 852, 737, 857, 862, 720, 775, 860, 863];
/// Encodings of Windows and others, by their names in the WHATWG standard.
const OTHERS: [&str; 18] = [
    "Shift_JIS",
    "GBK",
    "Big5",
    "EUC-KR",
    "EUC-JP",
    "windows-1252",
    "windows-1251",
    "windows-1250",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "windows-874",
    "KOI8-U",
    "ISO-8859-2",
    "macintosh",
];
/// What the guess of the library for web pages adds to a mark.
const GUESS_BONUS: f32 = 0.4;
/// What the two code pages add that the ZIP specification and most old packers of Europe mean.
const USUAL_BONUS: f32 = 0.2;

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
    for candidate in candidates() {
        let Some(decoded) = candidate.decoded(names) else { continue };
        let bonus = if candidate.is(guess) {
            GUESS_BONUS
        } else if matches!(candidate, Candidate::Dos(437 | 850)) {
            USUAL_BONUS
        } else {
            0.0
        };
        let mark = plausibility(&decoded, candidate.has_greek()) + bonus;
        if best.as_ref().is_none_or(|(best, ..)| mark > *best) {
            best = Some((mark, decoded, candidate.label()));
        }
    }
    best.map(|(_, names, label)| (names, label)).unwrap_or_else(|| {
        let lossy = |name: &&[u8]| String::from_utf8_lossy(name).into_owned();
        (names.iter().map(lossy).collect(), "UTF-8".to_owned())
    })
}

#[derive(Clone, Copy, Debug)]
enum Candidate {
    Dos(u16),
    Other(&'static Encoding),
}

fn candidates() -> impl Iterator<Item = Candidate> {
    let others = OTHERS.iter().filter_map(|label| Encoding::for_label(label.as_bytes()));
    DOS.into_iter().map(Candidate::Dos).chain(others.map(Candidate::Other))
}

impl Candidate {
    fn is(self, guess: &'static Encoding) -> bool {
        match self {
            Self::Dos(866) => guess == encoding_rs::IBM866,
            Self::Dos(_) => false,
            Self::Other(encoding) => encoding == guess,
        }
    }

    /// Other code pages of DOS have Greek letters as signs of sums, and none of them for words.
    fn has_greek(self) -> bool {
        !matches!(self, Self::Dos(page) if page != 737)
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
    Kana,
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
        '\u{80}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' | '\u{FFFD}' => Script::None,
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
        '\u{3040}'..='\u{30FF}' => Script::Kana,
        '\u{AC00}'..='\u{D7A3}' => Script::Hangul,
        '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => Script::Han,
        _ => Script::Odd,
    }
}

/// Letters that are frequent in names of their script or of the languages of Europe.
const FREQUENT: &str =
    "äöüßéèêàçñáíóúãõôøåæâîûëïąćęłńśźżčďěňřšťůžőűğışсрвлкмдпуяαοιετνσςρκπμλאהוילמנרשתאلايمنرتبو";
/// Those that make up half of a text in Cyrillic letters.
const VERY_FREQUENT: &str = "оеаинт";

/// The mean of what the characters outside ASCII are worth; the higher, the more the names look like words.
fn plausibility(names: &[String], has_greek: bool) -> f32 {
    let (mut sum, mut count) = (0.0, 0_u16);
    let letters = names.iter().flat_map(|name| name.chars()).filter(|c| script(*c) == Script::Cyrillic);
    let is_vowel = |c: &char| VERY_FREQUENT.contains(c.to_lowercase().next().unwrap_or(*c));
    let (vowels, all): (Vec<char>, Vec<char>) = letters.partition(is_vowel);
    // Half of the letters of any text are among the six most frequent ones.
    let is_odd = vowels.len() + all.len() > 4 && vowels.len() * 4 < vowels.len() + all.len();
    for name in names {
        let chars: Vec<char> = name.chars().collect();
        // The second byte of a sign, taken for the end of a folder's name.
        sum -= if name.contains("\\.") { 1.0 } else { 0.0 };
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        let letters =
            |is_ascii: bool| stem.chars().filter(|c| c.is_alphabetic() && c.is_ascii() == is_ascii).count();
        // A letter or two of another script among Latin words are letters of Latin misread.
        let is_latin = letters(true) > letters(false);
        for (at, c) in chars.iter().enumerate().filter(|(_, c)| !c.is_ascii()) {
            let beside = |step: usize| chars.get(at.wrapping_add(step)).copied();
            let own = script(*c);
            let is_lost = own == Script::Greek && !has_greek;
            let strays = is_latin
                && matches!(
                    own,
                    Script::Cyrillic | Script::Greek | Script::Hebrew | Script::Arabic | Script::Thai
                );
            let is_capital = |step: usize| beside(step).is_some_and(|c| !c.is_ascii() && c.is_uppercase());
            let ends_capitals = c.is_lowercase() && is_capital(usize::MAX) && is_capital(usize::MAX - 1);
            let oddness = if strays { 1.0 } else { 0.0 }
                + if is_odd && own == Script::Cyrillic { 0.4 } else { 0.0 }
                + if ends_capitals { 3.0 } else { 0.0 };
            sum += if is_lost { -3.0 } else { worth(*c, beside(usize::MAX), beside(1)) - oddness };
            count = count.saturating_add(1);
            if count == u16::MAX {
                return sum / f32::from(count);
            }
        }
    }
    sum / f32::from(count.max(1))
}

fn worth(c: char, before: Option<char>, after: Option<char>) -> f32 {
    let own = script(c);
    let beside: Vec<char> = [before, after].into_iter().flatten().filter(|c| c.is_alphabetic()).collect();
    let count = |test: &dyn Fn(char) -> bool| {
        if beside.len() == 2 && beside.iter().all(|c| test(*c)) {
            2.0
        } else if beside.iter().any(|c| test(*c)) {
            1.0
        } else {
            0.0
        }
    };
    let ascii = count(&|c| c.is_ascii());
    let strangers = count(&|c| !c.is_ascii() && script(c) != own);
    let kin = count(&|c| !c.is_ascii() && script(c) == own);
    // A capital after a small letter stands in no word.
    let breaks_case = c.is_uppercase() && before.is_some_and(char::is_lowercase);
    let lower = c.to_lowercase().next().unwrap_or(c);
    let frequent = if VERY_FREQUENT.contains(lower) {
        0.5
    } else if FREQUENT.contains(lower) {
        0.35
    } else {
        0.0
    };
    let case = if breaks_case { 3.0 } else { 0.0 };
    match own {
        Script::None => -20.0,
        Script::Odd => -3.0,
        // Signs part words and stand in none.
        Script::Sign if beside.len() == 2 && !matches!(c, '’' | '·' | '‐'..='—') => -1.5,
        Script::Sign => 0.2,
        // Accents stand among plain letters, seldom beside each other.
        Script::Latin => 0.6 + frequent - 0.6 * kin - 1.5 * strangers - case,
        Script::Cyrillic | Script::Greek => 1.0 + frequent - 2.0 * ascii - 1.5 * strangers - case,
        Script::Hebrew | Script::Arabic | Script::Thai => 0.9 + frequent - 2.0 * ascii - 1.5 * strangers,
        Script::Kana => 1.4 - 0.5 * ascii,
        Script::Hangul => 1.2 - 0.5 * ascii - 1.5 * strangers,
        // Among kana they are at home.
        Script::Han => 0.9 - 0.8 * ascii - 1.5 * (strangers - count(&|c| script(c) == Script::Kana)),
    }
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
