//! [`LANGUAGES`]: names of languages for their BCP 47 tags.

/// Primary subtags and English names of common languages, by name.
pub const LANGUAGES: &[(&str, &str)] = &[
    ("af", "Afrikaans"),
    ("sq", "Albanian"),
    ("am", "Amharic"),
    ("ar", "Arabic"),
    ("hy", "Armenian"),
    ("az", "Azerbaijani"),
    ("eu", "Basque"),
    ("be", "Belarusian"),
    ("bn", "Bengali"),
    ("bs", "Bosnian"),
    ("bg", "Bulgarian"),
    ("my", "Burmese"),
    ("yue", "Cantonese"),
    ("ca", "Catalan"),
    ("zh", "Chinese"),
    ("hr", "Croatian"),
    ("cs", "Czech"),
    ("da", "Danish"),
    ("nl", "Dutch"),
    ("en", "English"),
    ("eo", "Esperanto"),
    ("et", "Estonian"),
    ("fo", "Faroese"),
    ("fil", "Filipino"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("gl", "Galician"),
    ("ka", "Georgian"),
    ("de", "German"),
    ("el", "Greek"),
    ("gu", "Gujarati"),
    ("ha", "Hausa"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hu", "Hungarian"),
    ("is", "Icelandic"),
    ("ig", "Igbo"),
    ("id", "Indonesian"),
    ("ga", "Irish"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("kn", "Kannada"),
    ("kk", "Kazakh"),
    ("km", "Khmer"),
    ("ko", "Korean"),
    ("ku", "Kurdish"),
    ("ky", "Kyrgyz"),
    ("lo", "Lao"),
    ("la", "Latin"),
    ("lv", "Latvian"),
    ("lt", "Lithuanian"),
    ("lb", "Luxembourgish"),
    ("mk", "Macedonian"),
    ("ms", "Malay"),
    ("ml", "Malayalam"),
    ("mt", "Maltese"),
    ("mr", "Marathi"),
    ("mn", "Mongolian"),
    ("ne", "Nepali"),
    ("no", "Norwegian"),
    ("nb", "Norwegian Bokmål"),
    ("nn", "Norwegian Nynorsk"),
    ("ps", "Pashto"),
    ("fa", "Persian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("pa", "Punjabi"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("gd", "Scottish Gaelic"),
    ("sr", "Serbian"),
    ("si", "Sinhala"),
    ("sk", "Slovak"),
    ("sl", "Slovenian"),
    ("so", "Somali"),
    ("es", "Spanish"),
    ("sw", "Swahili"),
    ("sv", "Swedish"),
    ("gsw", "Swiss German"),
    ("tl", "Tagalog"),
    ("tg", "Tajik"),
    ("ta", "Tamil"),
    ("te", "Telugu"),
    ("th", "Thai"),
    ("ti", "Tigrinya"),
    ("tr", "Turkish"),
    ("tk", "Turkmen"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("uz", "Uzbek"),
    ("vi", "Vietnamese"),
    ("cy", "Welsh"),
    ("yi", "Yiddish"),
    ("yo", "Yoruba"),
    ("zu", "Zulu"),
];

/// Longest subtag after the first.
const MAX_SUBTAG_LEN: usize = 8;

/// Name of the language of a tag, with further subtags in brackets: `Portuguese (BR)`; none for one not in the table.
pub fn language_name(tag: &str) -> Option<String> {
    let (primary, rest) = tag.trim().split_once('-').unwrap_or_else(|| (tag.trim(), ""));
    let is_same = |(known, _): &&(&str, &str)| known.eq_ignore_ascii_case(primary);
    let (_, name) = LANGUAGES.iter().find(is_same)?;
    Some(if rest.is_empty() { (*name).to_owned() } else { format!("{name} ({rest})") })
}

/// Whether a text has the form of a tag that begins with a language: `en`, `pt-BR`, `zh-Hant-TW`.
///
/// *Limitations*: subtags are not looked up, so that `xx-YY` passes; tags for private use (`x-…`) do not.
pub fn is_language_tag(text: &str) -> bool {
    let mut subtags = text.split('-');
    let primary = subtags.next().unwrap_or_default();
    let is_primary = matches!(primary.len(), 2 | 3) && primary.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_subtag = |subtag: &str| {
        (1..=MAX_SUBTAG_LEN).contains(&subtag.len())
            && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    is_primary && subtags.all(is_subtag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_has_the_name_of_its_language() {
        for (tag, name) in [
            ("de", Some("German")),
            (" EN ", Some("English")),
            ("pt-BR", Some("Portuguese (BR)")),
            ("zh-Hant-TW", Some("Chinese (Hant-TW)")),
            ("tlh", None),
            ("", None),
        ] {
            assert_eq!(language_name(tag).as_deref(), name, "{tag}");
        }
    }

    #[test]
    fn tags_are_told_from_other_words() {
        for tag in ["en", "gsw", "pt-BR", "zh-Hant-TW", "de-CH-1996"] {
            assert!(is_language_tag(tag), "{tag}");
        }
        for text in ["", "e", "German", "en_US", "en-", "-en", "de-", "en US", "日本", "en-abcdefghi"] {
            assert!(!is_language_tag(text), "{text}");
        }
    }

    #[test]
    fn the_table_stands_by_name_and_holds_each_tag_once() {
        assert!(LANGUAGES.is_sorted_by_key(|(_, name)| *name));
        let mut tags: Vec<&str> = LANGUAGES.iter().map(|(tag, _)| *tag).collect();
        assert!(tags.iter().all(|tag| is_language_tag(tag)));
        tags.sort_unstable();
        assert!(tags.windows(2).all(|two| two[0] != two[1]));
    }
}
