//! [`guess_language`]: the language of a text that does not say; better none than a wrong one.
//!
//! A script that one language uses names it. Among languages of one script two unlike witnesses have to agree: the
//! small words that every text is full of, and letter groups (whichlang) where they know the language.

use super::words::floor_char;
use std::collections::HashMap;
use std::sync::LazyLock;
use whichlang::{Lang, detect_language};

/// Parts of a long text that are looked at, and how many bytes of each.
const WINDOWS: usize = 4;
const WINDOW_BYTES: usize = 6_000;
/// Fewer letters than this, or fewer words, tell nothing.
const MIN_LETTERS: usize = 24;
const MIN_WORDS: usize = 5;
/// A script counts if it has this share of the letters, in percent.
const MIN_SCRIPT_SHARE: usize = 60;
/// Small words have at least this share of all words, in percent.
const MIN_SMALL_WORDS: usize = 12;

/// Frequent small words that tell languages of the Latin script apart.
const LATIN: &[(&str, &str)] = &[
    (
        "en",
        "the of and to in is that for it was on with as are by be this from at have has not which but they his he an or were will its had",
    ),
    (
        "de",
        "der die das und in den von zu mit ist im des auf für nicht ein eine dem sich es auch an als bei nach wird aus sind war er sie hat",
    ),
    (
        "fr",
        "de la le et les des en du un une est dans que qui pour par sur au pas plus avec ce il se sont cette ne son elle à aux d'un qu'il l'on",
    ),
    (
        "es",
        "de la que el en y los del las se un por con una para es no su al lo como más pero sus fue ha este entre cuando muy son está",
    ),
    (
        "it",
        "di e il la che in per un del una è della con non si le da sono al i dei nel più alla come ha anche gli lo dal delle ma era ed",
    ),
    (
        "pt",
        "de que o a e do da em um para com não uma os no se na por mais as dos ao das como foi à sua é pela pelo são mas ele também",
    ),
    (
        "nl",
        "de het een van en in is dat op te voor met zijn die niet aan er ook als door maar bij om was uit naar wordt heeft over deze nog",
    ),
    (
        "sv",
        "och att det som är på för en av med till den inte har de ett om var från kan när han men vid under eller efter så ska sig",
    ),
    (
        "da",
        "og at det er en i på til af der den for med de ikke som et har om var fra kan men efter blev sig også eller ved hun han være",
    ),
    (
        "nb",
        "og at det er en i på til av som den for med de ikke et har om var fra kan men etter ble seg også eller ved hun han være",
    ),
    (
        "fi",
        "ja on ei se että oli hän mutta ovat kun myös joka sen mukaan kuin ole jo hänen tai niin jossa sekä vain voi ollut vuonna",
    ),
    (
        "pl",
        "w i na z się do nie jest że to o od jak po przez za są dla który oraz ale był ze przy co tym tego która jego już być",
    ),
    (
        "cs",
        "a v se na je že s z do o to i by ve k za jsou po pro který jako ale od byl při také jeho však nebo aby jen která už být",
    ),
    (
        "sk",
        "a v sa na je že s z do o to aj by vo k za sú po pre ktorý ako ale od bol pri tiež jeho však alebo aby len ktorá už byť",
    ),
    (
        "ro",
        "de și în a la cu pe care din nu pentru este un o că să mai al ale sunt au fost ca se dar lui ce sau după prin fi",
    ),
    (
        "hu",
        "a az és hogy nem is egy meg volt ez de csak már még el van mint ki kell azt vagy lehet majd szerint után között",
    ),
    (
        "tr",
        "ve bir bu için ile da de olarak çok daha en olan gibi kadar sonra ne var ama değil göre ise veya tarafından oldu her",
    ),
    (
        "vi",
        "và của là có không được cho các một trong với người những đã này để khi từ đến cũng về như ra tại năm nhiều sẽ bị",
    ),
    (
        "id",
        "yang dan di ini itu dengan untuk dari tidak dalam akan pada adalah oleh ke juga karena telah sebagai tersebut ada bisa",
    ),
    (
        "ca",
        "de la i el que en a les els per un del una amb no es és al dels més com seva va són ha però també aquest aquesta fins",
    ),
];
/// Letters that a language of the Cyrillic script lacks.
const WITHOUT: &[(&str, &[char])] = &[
    ("ru", &['і', 'ї', 'є', 'ґ', 'ў', 'ј', 'љ', 'њ', 'ћ', 'ђ', 'ә', 'қ', 'ғ', 'ң']),
    ("uk", &['ы', 'э', 'ё', 'ъ', 'ў', 'ј', 'љ', 'њ', 'қ']),
    ("bg", &['ы', 'э', 'ё', 'і', 'ї', 'є', 'ў', 'ј', 'љ', 'њ', 'қ']),
    ("sr", &['ы', 'э', 'ё', 'ъ', 'ь', 'й', 'щ', 'ю', 'я', 'і', 'ќ', 'ѓ', 'ѕ']),
    ("mk", &['ы', 'э', 'ё', 'ъ', 'ь', 'й', 'щ', 'ю', 'я', 'і', 'ћ', 'ђ']),
    ("be", &['и', 'щ', 'ъ', 'ї', 'є', 'қ']),
    ("kk", &['ї', 'є', 'ў', 'ј']),
];
/// The same for the Cyrillic script.
const CYRILLIC: &[(&str, &str)] = &[
    (
        "ru",
        "и в не на что с он как по это к но из у за от о же его для было так бы который быть был она также или были этого чтобы",
    ),
    (
        "uk",
        "і в не на що з у та до як за це від його але для про був є які також або й по було щоб був ще вона цей із під",
    ),
    (
        "bg",
        "на и в се да за от не са с е по че като това при или до които има след но бе още си през със беше който",
    ),
    ("sr", "и у је да се на за од са су не који о што то као али из по ће ова био које или би до како он"),
    ("be", "і ў не на з што у як па да за гэта ад але для пра быў яго таксама які або былі каб яна"),
    ("mk", "на и во се да за од не со е по дека како ова при или до кои има но беше што ќе го ги тоа"),
    ("kk", "және бұл бір мен үшін деп да де бойынша еді туралы болып кейін оның осы ол болған жылы"),
];

/// The language of most of a text as a BCP 47 tag; none when it is too short or the signs do not agree.
pub fn guess_language(text: &str) -> Option<&'static str> {
    let sample = sample(text);
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    // No script that is asked for has letters of ASCII, of which most texts have nothing else.
    let beyond: Vec<char> = sample.chars().filter(|c| !c.is_ascii()).collect();
    let share =
        |script: fn(char) -> bool| 100 * beyond.iter().filter(|c| script(**c)).count() / letters.max(1);
    let has = |c: &[char]| sample.contains(c);
    if share(is_kana) + share(is_han) >= MIN_SCRIPT_SHARE && letters >= MIN_LETTERS / 3 {
        return Some(if share(is_kana) >= 8 { "ja" } else { "zh" });
    }
    if letters < MIN_LETTERS {
        return None;
    }
    if let Some((language, _)) = ALONE.iter().find(|(_, script)| share(*script) >= MIN_SCRIPT_SHARE) {
        return Some(language);
    }
    if share(is_arabic) >= MIN_SCRIPT_SHARE {
        return match (has(&['ٹ', 'ڈ', 'ے', 'ں']), has(&['پ', 'چ', 'ژ', 'گ']), has(&['ة', 'ك', 'ي']))
        {
            (true, _, false) => Some("ur"),
            (false, true, false) => Some("fa"),
            (false, false, true) => Some("ar"),
            _ => None,
        };
    }
    if share(is_devanagari) >= MIN_SCRIPT_SHARE {
        return match (sample.contains("है"), sample.contains("आहे")) {
            (true, false) => Some("hi"),
            (false, true) => Some("mr"),
            _ => None,
        };
    }
    if share(is_cyrillic) >= MIN_SCRIPT_SHARE {
        by_small_words(&sample, &SMALL_CYRILLIC, 125)
    } else {
        by_small_words(&sample, &SMALL_LATIN, 140)
    }
}

/// The whole of a short text; of a long one its beginning, its end and places between.
fn sample(text: &str) -> String {
    if text.len() <= WINDOWS * WINDOW_BYTES {
        return text.to_owned();
    }
    let step = (text.len() - WINDOW_BYTES) / (WINDOWS - 1);
    let window = |index: usize| {
        let start = floor_char(text, index * step);
        text.get(start..floor_char(text, start + WINDOW_BYTES)).unwrap_or_default()
    };
    (0..WINDOWS).map(window).collect::<Vec<_>>().join(" ")
}

/// The small words of several languages.
struct SmallWords {
    languages: &'static [(&'static str, &'static str)],
    /// For each word the languages that have it, as bits in their order.
    by_word: HashMap<&'static str, u32>,
}

impl SmallWords {
    fn of(languages: &'static [(&'static str, &'static str)]) -> Self {
        let mut by_word: HashMap<&str, u32> = HashMap::new();
        for (index, (_, words)) in languages.iter().enumerate() {
            for word in words.split(' ') {
                *by_word.entry(word).or_default() |= 1 << index;
            }
        }
        Self { languages, by_word }
    }

    /// How many of the words are small words of each language.
    fn counts(&self, words: &[&str]) -> Vec<usize> {
        let mut counts = vec![0; self.languages.len()];
        for bits in words.iter().filter_map(|word| self.by_word.get(word)) {
            for (index, count) in counts.iter_mut().enumerate() {
                *count += usize::from(bits >> index & 1 == 1);
            }
        }
        counts
    }
}

static SMALL_LATIN: LazyLock<SmallWords> = LazyLock::new(|| SmallWords::of(LATIN));
static SMALL_CYRILLIC: LazyLock<SmallWords> = LazyLock::new(|| SmallWords::of(CYRILLIC));

/// `lead`: by how much, in percent, the best must lead where letter groups say nothing.
fn by_small_words(sample: &str, small: &SmallWords, lead: usize) -> Option<&'static str> {
    let lower = sample.to_lowercase().replace('’', "'");
    let words: Vec<&str> =
        lower.split(|c: char| !(c.is_alphabetic() || c == '\'')).filter(|word| !word.is_empty()).collect();
    if words.len() < MIN_WORDS {
        return None;
    }
    let languages = small.languages.iter().map(|(language, _)| *language);
    let mut counts: Vec<(usize, &'static str)> = small.counts(&words).into_iter().zip(languages).collect();
    counts.retain(|(_, language)| !lacks_letters(language, &lower));
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let (most, first) = *counts.first()?;
    let second = counts.get(1).map_or(0, |(count, _)| *count);
    if most < 2 || 100 * most < MIN_SMALL_WORDS * words.len() {
        return None;
    }
    let detected = detect_language(&lower);
    // What letter groups say decides among languages as alike as Spanish and Catalan.
    let mut near = counts.iter().take_while(|(count, _)| 100 * count >= 85 * most);
    let agreed = near.find(|(_, language)| known_to_whichlang(language) == Some(detected));
    // Without the second witness the first has to be surer.
    let is_sure = most >= 4 && 100 * most >= lead * second && known_to_whichlang(first).is_none();
    agreed.map(|(_, language)| *language).or_else(|| is_sure.then_some(first))
}

/// Whether the text has letters that the language does not have, more than a foreign name or two brings.
fn lacks_letters(language: &str, lower: &str) -> bool {
    let letters = WITHOUT.iter().find(|(name, _)| *name == language).map_or(&[][..], |(_, letters)| letters);
    !letters.is_empty() && 100 * lower.matches(letters).count() > lower.chars().count()
}

const fn known_to_whichlang(language: &str) -> Option<Lang> {
    Some(match language.as_bytes() {
        b"en" => Lang::Eng,
        b"de" => Lang::Deu,
        b"fr" => Lang::Fra,
        b"es" => Lang::Spa,
        b"it" => Lang::Ita,
        b"pt" => Lang::Por,
        b"nl" => Lang::Nld,
        b"sv" => Lang::Swe,
        b"tr" => Lang::Tur,
        b"vi" => Lang::Vie,
        _ => return None,
    })
}

/// Whether a character belongs to a script.
type Script = fn(char) -> bool;

/// Scripts that one language of today's press writes.
const ALONE: &[(&str, Script)] = &[
    ("ko", |c| matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}')),
    ("el", |c| matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}')),
    ("hy", |c| matches!(c, '\u{530}'..='\u{58f}')),
    ("he", |c| matches!(c, '\u{590}'..='\u{5ff}')),
    ("bn", |c| matches!(c, '\u{980}'..='\u{9ff}')),
    ("pa", |c| matches!(c, '\u{a00}'..='\u{a7f}')),
    ("gu", |c| matches!(c, '\u{a80}'..='\u{aff}')),
    ("ta", |c| matches!(c, '\u{b80}'..='\u{bff}')),
    ("te", |c| matches!(c, '\u{c00}'..='\u{c7f}')),
    ("kn", |c| matches!(c, '\u{c80}'..='\u{cff}')),
    ("ml", |c| matches!(c, '\u{d00}'..='\u{d7f}')),
    ("si", |c| matches!(c, '\u{d80}'..='\u{dff}')),
    ("th", |c| matches!(c, '\u{e00}'..='\u{e7f}')),
    ("lo", |c| matches!(c, '\u{e80}'..='\u{eff}')),
    ("my", |c| matches!(c, '\u{1000}'..='\u{109f}')),
    ("ka", |c| matches!(c, '\u{10a0}'..='\u{10ff}')),
    ("am", |c| matches!(c, '\u{1200}'..='\u{139f}')),
    ("km", |c| matches!(c, '\u{1780}'..='\u{17ff}')),
];

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}')
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}')
}

fn is_devanagari(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{97f}')
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}

#[cfg(test)]
mod tests {
    use super::super::samples::messy_text;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_text_of_some_length_is_known() {
        for (language, text) in [
            ("en", "The company said on Monday that it would cut jobs in Europe."),
            (
                "de",
                "Die Firma will nach eigenen Angaben in Europa Stellen streichen, und das ist nicht alles.",
            ),
            ("fr", "La société a annoncé lundi qu’elle va supprimer des emplois dans les usines."),
            ("es", "La empresa anunció el lunes que va a recortar los puestos de trabajo en Europa."),
            ("it", "La società ha annunciato che non ci sono più soldi per la fabbrica di Torino."),
            ("pt", "A empresa anunciou na segunda-feira que não vai mais investir em uma fábrica."),
            (
                "nl",
                "Het bedrijf zegt dat het niet meer in de fabriek wil investeren, maar dat is niet zeker.",
            ),
            ("sv", "Företaget säger att det inte är klart och att man har för många på jobbet."),
            ("pl", "Firma podała, że nie jest to koniec i że w Europie są jeszcze inne zakłady."),
            ("ru", "Компания объявила, что она не будет инвестировать в завод и что это не всё."),
            ("uk", "Компанія оголосила, що не буде інвестувати в завод і що це ще не все."),
            ("zh", "公司周一宣布，将在欧洲裁员。"),
            ("ja", "同社は月曜日に人員削減を発表した。"),
            ("ko", "회사는 월요일에 유럽에서 일자리를 줄이겠다고 발표했다고 한다."),
            ("ar", "أعلنت الشركة يوم الاثنين أنها ستخفض الوظائف في أوروبا."),
            ("hi", "कंपनी ने सोमवार को कहा कि वह यूरोप में नौकरियां कम कर रही है।"),
            ("el", "Η εταιρεία ανακοίνωσε τη Δευτέρα ότι θα περικόψει θέσεις εργασίας."),
        ] {
            assert_eq!(guess_language(text), Some(language), "{text}");
        }
    }

    #[test]
    fn short_and_mixed_texts_have_no_language() {
        for text in ["", "OpenAI", "12.5 % | 2026-04-28", "Microsoft Azure Bedrock", "The de und, la e il."] {
            assert_eq!(guess_language(text), None, "{text}");
        }
    }

    #[test]
    fn foreign_labels_do_not_decide() {
        let text = "Auf einen Blick\nThe company said on Monday that it would cut jobs, and that this was not the end of \
                    it.\nOffene Fragen\nWhat is the size of the cut that they have in mind?";
        assert_eq!(guess_language(text), Some("en"));
    }

    #[test]
    fn a_long_text_is_known_by_parts() {
        let text = "Die Firma will nach eigenen Angaben in Europa Stellen streichen. ".repeat(100_000);
        assert_eq!(guess_language(&text), Some("de"));
    }

    proptest! {
        #[test]
        fn nothing_breaks_the_guess(text in messy_text()) {
            let _ = guess_language(&text);
        }
    }
}
