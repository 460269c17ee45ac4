//! What differs between languages: [`Tables`], one file a language, and [`tables`] to find them.
//!
//! Words are in lower case, parted by blanks, without the dot at their end. The lists hold what a dictionary of
//! abbreviations gives for the language, not what one text happened to contain.

mod cs;
mod da;
mod de;
mod el;
mod en;
mod es;
mod fr;
mod hi;
mod it;
mod ja;
mod nl;
mod pl;
mod pt;
mod ru;
mod shared;
mod uk;
mod zh;

pub(super) use en::{AFTER_HOUR, SAID};
pub(super) use ja::{AFTER_QUOTE, OPEN_AT_LINE_END};
pub(super) use shared::SHARED;
pub(super) use zh::SAYING;

/// The words of one language that tell whether a dot ends a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tables {
    /// Stand before a name; count only with a capital: "Gen." does, "gen." does not.
    pub(super) titles: &'static str,
    /// Never at the end of a sentence.
    pub(super) inner: &'static str,
    /// Stand before a number, months before a day; ordinary words otherwise.
    pub(super) numbered: &'static str,
    /// Inside a sentence or at its end: the next word decides.
    pub(super) open: &'static str,
    /// Courts and series of their decisions; count only with a capital, beside numbers and each other.
    pub(super) reports: &'static str,
    /// Stand after a number and may end a sentence before any capital.
    pub(super) units: &'static str,
    /// Hours and eras: end a sentence before a capital unless they close an opening such as "At 5 a.m.".
    pub(super) times: &'static str,
    /// Stand before a letter that is no initial: "plan B.", "vitamin C.".
    pub(super) lettered: &'static str,
    /// Begin sentences far more often than names.
    pub(super) starters: &'static str,
    /// Begin a sentence also in small letters, after "!" or "?" in careless writing.
    pub(super) small_starters: &'static str,
    /// Open a sentence that goes on after a time: "At", "In".
    pub(super) openers: &'static str,
    /// "3." reads "third": a dot after a small number does not end a sentence.
    pub(super) has_ordinal_dots: bool,
}

impl Tables {
    const EMPTY: Self = Self {
        titles: "",
        inner: "",
        numbered: "",
        open: "",
        reports: "",
        units: "",
        times: "",
        lettered: "",
        starters: "",
        small_starters: "",
        openers: "",
        has_ordinal_dots: false,
    };
    const ORDINAL: Self = Self { has_ordinal_dots: true, ..Self::EMPTY };
}

/// By the primary tag in lower case; languages without a table have the general rules.
pub(super) fn tables(primary: &str) -> Tables {
    match primary {
        "en" => en::TABLES,
        "de" | "gsw" | "lb" => de::TABLES,
        "fr" => fr::TABLES,
        "es" | "ca" | "gl" => es::TABLES,
        "it" => it::TABLES,
        "pt" => pt::TABLES,
        "nl" | "af" => nl::TABLES,
        "pl" => pl::TABLES,
        "cs" | "sk" => cs::TABLES,
        "da" | "nb" | "nn" | "no" => da::TABLES,
        "sv" => Tables { has_ordinal_dots: false, ..da::TABLES },
        "el" => el::TABLES,
        "ru" | "be" | "kk" => ru::TABLES,
        "uk" | "bg" | "mk" => uk::TABLES,
        "as" | "bn" | "gu" | "hi" | "kn" | "ml" | "mr" | "ne" | "or" | "pa" | "ta" | "te" => hi::TABLES,
        "zh" | "yue" => zh::TABLES,
        "ja" => ja::TABLES,
        "bs" | "et" | "eu" | "fi" | "fo" | "hr" | "hu" | "is" | "lv" | "sl" | "sr" | "tr" => Tables::ORDINAL,
        _ => Tables::EMPTY,
    }
}
