//! [`Language`]: how frequent the letters of a language are, and in which code pages its file names were written.
//!
//! The shares are rounded from letter counts of running text; between two readings of a few bytes the order counts.

/// A code page or encoding, and how much less likely it is than the usual one, as a logarithm.
pub(super) type Page = (&'static str, f32);

/// What the names of one language look like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Language {
    /// Letters outside ASCII in small form, the most frequent group first, as in [`Self::shares`].
    letters: &'static [&'static str],
    shares: &'static [f32],
    ascii: f32,
    /// Those of DOS by their number, others by their name in the WHATWG standard.
    pub(super) pages: &'static [Page],
}

/// Logarithms of the share of each letter, by group: for alphabets that add some letters to those of ASCII …
const MARKED: &[f32] = &[-3.5, -4.4, -5.2, -6.5, -8.5];
/// … and for those that have other letters.
const OTHER: &[f32] = &[-2.6, -3.2, -3.9, -5.0, -7.0];

/// A letter of ASCII among those of another alphabet: words of other languages, and abbreviations.
pub(super) const OTHER_ASCII: f32 = -4.7;
const ASCII: f32 = -3.2;

/// Windows packs names in the code page of DOS; some other programs use that of Windows.
const OF_WINDOWS: f32 = -2.0;
const RARE: f32 = -4.0;

const WESTERN: &[Page] =
    &[("850", 0.0), ("437", -0.3), ("windows-1252", OF_WINDOWS), ("macintosh", RARE - 1.0)];
const CENTRAL: &[Page] = &[("852", -0.7), ("windows-1250", OF_WINDOWS - 0.7), ("ISO-8859-2", RARE)];
const CYRILLIC: &[Page] = &[("866", 0.0), ("windows-1251", OF_WINDOWS), ("KOI8-U", RARE)];
const BALTIC: &[Page] = &[("775", -1.5), ("windows-1257", OF_WINDOWS - 1.5)];

const fn marked(pages: &'static [Page], letters: &'static [&'static str]) -> Language {
    Language { letters, shares: MARKED, ascii: ASCII, pages }
}

const fn other(pages: &'static [Page], letters: &'static [&'static str]) -> Language {
    Language { letters, shares: OTHER, ascii: OTHER_ASCII, pages }
}

/// Those whose letters fit into one byte.
pub(super) const LANGUAGES: &[Language] = &[
    // German, French, Spanish, Portuguese, Italian, Dutch.
    marked(WESTERN, &["", "", "üäöß", "", "éàèç"]),
    marked(WESTERN, &["é", "", "èà", "êçôâîûù", "ïëœæüÿ"]),
    marked(WESTERN, &["", "", "óíáéñ", "ú", "üç"]),
    marked(WESTERN, &["", "", "ãçéáíêó", "õúâàô", "ü"]),
    marked(&[("860", -2.5)], &["", "", "ãçéáíêó", "õúâàô", "ü"]),
    marked(WESTERN, &["", "", "àèò", "ùìé", ""]),
    marked(WESTERN, &["", "", "", "ëéï", "öèüê"]),
    // Swedish and Finnish, Danish and Norwegian, Icelandic.
    marked(WESTERN, &["", "äåö", "", "", "éü"]),
    marked(&[("850", 0.0), ("865", -1.0), ("windows-1252", OF_WINDOWS)], &["", "øåæ", "", "", "éöäü"]),
    marked(
        &[("850", -2.0), ("861", -2.5), ("windows-1252", OF_WINDOWS - 2.0)],
        &["áð", "íóö", "þéúæý", "", ""],
    ),
    // Polish, Czech, Slovak, Hungarian, Croatian and Slovene, Romanian.
    marked(CENTRAL, &["", "łęą", "óśż", "ćń", "ź"]),
    marked(CENTRAL, &["íá", "ěéřžšý", "čů", "úň", "ťďó"]),
    marked(CENTRAL, &["á", "íčéž", "šýúľť", "ôňäď", "óĺŕ"]),
    marked(CENTRAL, &["áé", "öő", "óüí", "űú", ""]),
    marked(CENTRAL, &["", "šžč", "ć", "đ", ""]),
    marked(CENTRAL, &["", "ă", "îâşţ", "", ""]),
    // Turkish, Latvian, Lithuanian, Estonian, Vietnamese.
    marked(&[("857", -0.4), ("windows-1254", OF_WINDOWS - 0.4)], &["ı", "üşçğ", "öi", "", "âîû"]),
    marked(BALTIC, &["ā", "īēš", "ņū", "žļ", "čģķ"]),
    marked(BALTIC, &["", "ėųš", "įžūą", "čę", ""]),
    marked(BALTIC, &["", "äõüö", "", "", "šž"]),
    marked(&[("windows-1258", -2.0)], &["\u{301}\u{300}\u{323}đ", "ôêâư", "\u{309}\u{303}ơ", "ăáàéèóò", ""]),
    // Russian, Ukrainian, Bulgarian, Serbian.
    other(CYRILLIC, &["оеаинт", "срвлкмдпу", "яыьгзбчй", "хжшюцщэфё", "ъ"]),
    other(CYRILLIC, &["оаниіте", "рсвлкмдупз", "яьгбчй", "хжшюцщєїф", "ґ"]),
    other(CYRILLIC, &["аоеитн", "рсвлкпдм", "яузбгъч", "йцжхшщюф", "ь"]),
    other(&[("windows-1251", OF_WINDOWS - 1.0)], &["аиоенсрт", "јувкдлпм", "згбчшц", "ћжњљхђф", "џ"]),
    // Greek, Hebrew, Arabic, Thai.
    other(
        &[("737", 0.0), ("windows-1253", OF_WINDOWS)],
        &["αοιετνσ", "ρκπυηλμςγδ", "ωάόίέθήχφ", "ύώβξζψ", "ϊϋΐΰ"],
    ),
    other(&[("862", 0.0), ("windows-1255", OF_WINDOWS)], &["יוהלא", "מרתבשנם", "דקחפעכ", "טןצגסז", "ךףץ"]),
    other(
        &[("720", 0.0), ("windows-1256", OF_WINDOWS)],
        &["اليمن", "رتوبةهدعس", "فحقكجشأ", "ىصطضخذزثغإ", "ءئؤظآ"],
    ),
    other(&[("windows-874", 0.0)], &["านรกอเงม", "ยลวดทสตะปบคหแ่้ี็ั์ิ", "จพชขใไโผุูืึซถ", "ธณฟศภษญฐๆฝ", "ฉฆฎฏฬฮฒ"]),
];

impl Language {
    /// Logarithm of the share of a letter of ASCII: what the letters outside it leave.
    pub(super) fn ascii_share(self) -> f32 {
        let of = |(group, share): (&&str, &f32)| group.chars().map(|_| share.exp()).sum::<f32>();
        let others: f32 = self.letters.iter().zip(self.shares).map(of).sum();
        self.ascii + if self.ascii < ASCII { 0.0 } else { (1.0 - others).max(0.5).ln() }
    }

    /// Logarithm of the share of a letter among all of the language; none where the language does not have it.
    pub(super) fn share(self, letter: char) -> Option<f32> {
        let group = self.letters.iter().position(|group| group.contains(letter))?;
        self.shares.get(group).copied()
    }
}
