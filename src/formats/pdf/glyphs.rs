//! [`glyph_text`] and [`base_encoding`]: what the names and codes of simple PDF fonts stand for.

use encoding_rs::{MACINTOSH, WINDOWS_1252};

/// Names of the Adobe Glyph List for Latin, Greek and Cyrillic letters and punctuation, sorted.
#[rustfmt::skip]
const NAMES: &[(&str, &str)] = &[
    ("AE", "Æ"), ("Aacute", "Á"), ("Abreve", "Ă"), ("Acircumflex", "Â"), ("Acyrillic", "А"),
    ("Adieresis", "Ä"), ("Agrave", "À"), ("Alpha", "Α"), ("Amacron", "Ā"), ("Aogonek", "Ą"), ("Aring", "Å"),
    ("Atilde", "Ã"), ("Becyrillic", "Б"), ("Beta", "Β"), ("Cacute", "Ć"), ("Ccaron", "Č"),
    ("Ccedilla", "Ç"), ("Ccircumflex", "Ĉ"), ("Cdot", "Ċ"), ("Cdotaccent", "Ċ"), ("Checyrillic", "Ч"),
    ("Chi", "Χ"), ("Dbar", "Đ"), ("Dcaron", "Ď"), ("Dcroat", "Đ"), ("Decyrillic", "Д"), ("Deltagreek", "Δ"),
    ("Djecyrillic", "Ђ"), ("Dslash", "Đ"), ("Dzecyrillic", "Ѕ"), ("Dzhecyrillic", "Џ"), ("Eacute", "É"),
    ("Ebreve", "Ĕ"), ("Ecaron", "Ě"), ("Ecircumflex", "Ê"), ("Ecyrillic", "Є"), ("Edieresis", "Ë"),
    ("Edot", "Ė"), ("Edotaccent", "Ė"), ("Efcyrillic", "Ф"), ("Egrave", "È"), ("Elcyrillic", "Л"),
    ("Emacron", "Ē"), ("Emcyrillic", "М"), ("Encyrillic", "Н"), ("Eng", "Ŋ"), ("Eogonek", "Ę"),
    ("Epsilon", "Ε"), ("Ercyrillic", "Р"), ("Escyrillic", "С"), ("Eta", "Η"), ("Eth", "Ð"), ("Euro", "€"),
    ("Gamma", "Γ"), ("Gbreve", "Ğ"), ("Gcedilla", "Ģ"), ("Gcircumflex", "Ĝ"), ("Gcommaaccent", "Ģ"),
    ("Gdot", "Ġ"), ("Gdotaccent", "Ġ"), ("Gecyrillic", "Г"), ("Gjecyrillic", "Ѓ"), ("H18533", "●"),
    ("Hardsigncyrillic", "Ъ"), ("Hbar", "Ħ"), ("Hcircumflex", "Ĥ"), ("IAcyrillic", "Я"), ("IJ", "Ĳ"),
    ("IUcyrillic", "Ю"), ("Iacute", "Í"), ("Ibreve", "Ĭ"), ("Icircumflex", "Î"), ("Icyrillic", "І"),
    ("Idieresis", "Ï"), ("Idot", "İ"), ("Idotaccent", "İ"), ("Iecyrillic", "Е"), ("Igrave", "Ì"),
    ("Iicyrillic", "И"), ("Iishortcyrillic", "Й"), ("Imacron", "Ī"), ("Iocyrillic", "Ё"), ("Iogonek", "Į"),
    ("Iota", "Ι"), ("Iotadieresis", "Ϊ"), ("Itilde", "Ĩ"), ("Jcircumflex", "Ĵ"), ("Jecyrillic", "Ј"),
    ("Kacyrillic", "К"), ("Kappa", "Κ"), ("Kcedilla", "Ķ"), ("Kcommaaccent", "Ķ"), ("Khacyrillic", "Х"),
    ("Kjecyrillic", "Ќ"), ("Lacute", "Ĺ"), ("Lambda", "Λ"), ("Lcaron", "Ľ"), ("Lcedilla", "Ļ"),
    ("Lcommaaccent", "Ļ"), ("Ldot", "Ŀ"), ("Ldotaccent", "Ŀ"), ("Ljecyrillic", "Љ"), ("Lslash", "Ł"),
    ("Mu", "Μ"), ("Nacute", "Ń"), ("Ncaron", "Ň"), ("Ncedilla", "Ņ"), ("Ncommaaccent", "Ņ"), ("Ng", "Ŋ"),
    ("Njecyrillic", "Њ"), ("Ntilde", "Ñ"), ("Nu", "Ν"), ("OE", "Œ"), ("Oacute", "Ó"), ("Obreve", "Ŏ"),
    ("Ocircumflex", "Ô"), ("Ocyrillic", "О"), ("Odblacute", "Ő"), ("Odieresis", "Ö"), ("Ograve", "Ò"),
    ("Ohungarumlaut", "Ő"), ("Omacron", "Ō"), ("Omegagreek", "Ω"), ("Omicron", "Ο"), ("Oslash", "Ø"),
    ("Otilde", "Õ"), ("Pecyrillic", "П"), ("Phi", "Φ"), ("Pi", "Π"), ("Psi", "Ψ"), ("Racute", "Ŕ"),
    ("Rcaron", "Ř"), ("Rcedilla", "Ŗ"), ("Rcommaaccent", "Ŗ"), ("Rho", "Ρ"), ("Sacute", "Ś"),
    ("Scaron", "Š"), ("Scedilla", "Ş"), ("Scircumflex", "Ŝ"), ("Scommaaccent", "Ș"), ("Shacyrillic", "Ш"),
    ("Shchacyrillic", "Щ"), ("Sigma", "Σ"), ("Softsigncyrillic", "Ь"), ("Tau", "Τ"), ("Tbar", "Ŧ"),
    ("Tcaron", "Ť"), ("Tcedilla", "Ţ"), ("Tcommaaccent", "Ţ"), ("Tecyrillic", "Т"), ("Theta", "Θ"),
    ("Thorn", "Þ"), ("Tsecyrillic", "Ц"), ("Tshecyrillic", "Ћ"), ("Uacute", "Ú"), ("Ubreve", "Ŭ"),
    ("Ucircumflex", "Û"), ("Ucyrillic", "У"), ("Udblacute", "Ű"), ("Udieresis", "Ü"), ("Ugrave", "Ù"),
    ("Uhungarumlaut", "Ű"), ("Umacron", "Ū"), ("Uogonek", "Ų"), ("Upsilon", "Υ"), ("Upsilondieresis", "Ϋ"),
    ("Uring", "Ů"), ("Ushortcyrillic", "Ў"), ("Utilde", "Ũ"), ("Vecyrillic", "В"), ("Wcircumflex", "Ŵ"),
    ("Xi", "Ξ"), ("Yacute", "Ý"), ("Ycircumflex", "Ŷ"), ("Ydieresis", "Ÿ"), ("Yericyrillic", "Ы"),
    ("Yicyrillic", "Ї"), ("Zacute", "Ź"), ("Zcaron", "Ž"), ("Zdot", "Ż"), ("Zdotaccent", "Ż"),
    ("Zecyrillic", "З"), ("Zeta", "Ζ"), ("Zhecyrillic", "Ж"), ("aacute", "á"), ("abreve", "ă"),
    ("acircumflex", "â"), ("acute", "´"), ("acyrillic", "а"), ("adieresis", "ä"), ("ae", "æ"),
    ("afii00208", "―"), ("afii10017", "А"), ("afii10018", "Б"), ("afii10019", "В"), ("afii10020", "Г"),
    ("afii10021", "Д"), ("afii10022", "Е"), ("afii10023", "Ё"), ("afii10024", "Ж"), ("afii10025", "З"),
    ("afii10026", "И"), ("afii10027", "Й"), ("afii10028", "К"), ("afii10029", "Л"), ("afii10030", "М"),
    ("afii10031", "Н"), ("afii10032", "О"), ("afii10033", "П"), ("afii10034", "Р"), ("afii10035", "С"),
    ("afii10036", "Т"), ("afii10037", "У"), ("afii10038", "Ф"), ("afii10039", "Х"), ("afii10040", "Ц"),
    ("afii10041", "Ч"), ("afii10042", "Ш"), ("afii10043", "Щ"), ("afii10044", "Ъ"), ("afii10045", "Ы"),
    ("afii10046", "Ь"), ("afii10047", "Э"), ("afii10048", "Ю"), ("afii10049", "Я"), ("afii10050", "Ґ"),
    ("afii10051", "Ђ"), ("afii10052", "Ѓ"), ("afii10053", "Є"), ("afii10054", "Ѕ"), ("afii10055", "І"),
    ("afii10056", "Ї"), ("afii10057", "Ј"), ("afii10058", "Љ"), ("afii10059", "Њ"), ("afii10060", "Ћ"),
    ("afii10061", "Ќ"), ("afii10062", "Ў"), ("afii10065", "а"), ("afii10066", "б"), ("afii10067", "в"),
    ("afii10068", "г"), ("afii10069", "д"), ("afii10070", "е"), ("afii10071", "ё"), ("afii10072", "ж"),
    ("afii10073", "з"), ("afii10074", "и"), ("afii10075", "й"), ("afii10076", "к"), ("afii10077", "л"),
    ("afii10078", "м"), ("afii10079", "н"), ("afii10080", "о"), ("afii10081", "п"), ("afii10082", "р"),
    ("afii10083", "с"), ("afii10084", "т"), ("afii10085", "у"), ("afii10086", "ф"), ("afii10087", "х"),
    ("afii10088", "ц"), ("afii10089", "ч"), ("afii10090", "ш"), ("afii10091", "щ"), ("afii10092", "ъ"),
    ("afii10093", "ы"), ("afii10094", "ь"), ("afii10095", "э"), ("afii10096", "ю"), ("afii10097", "я"),
    ("afii10098", "ґ"), ("afii10099", "ђ"), ("afii10100", "ѓ"), ("afii10101", "є"), ("afii10102", "ѕ"),
    ("afii10103", "і"), ("afii10104", "ї"), ("afii10105", "ј"), ("afii10106", "љ"), ("afii10107", "њ"),
    ("afii10108", "ћ"), ("afii10109", "ќ"), ("afii10110", "ў"), ("afii10145", "Џ"), ("afii10193", "џ"),
    ("afii61352", "№"), ("agrave", "à"), ("alpha", "α"), ("alphatonos", "ά"), ("amacron", "ā"),
    ("ampersand", "&"), ("aogonek", "ą"), ("approxequal", "≈"), ("aring", "å"), ("arrowleft", "←"),
    ("arrowright", "→"), ("asciicircum", "^"), ("asciitilde", "~"), ("asterisk", "*"), ("at", "@"),
    ("atilde", "ã"), ("backslash", "\\"), ("backslashBig", "\\"), ("backslashBigg", "\\"),
    ("backslashbig", "\\"), ("backslashbigg", "\\"), ("bar", "|"), ("bardblex", "‖"), ("barex", "|"),
    ("becyrillic", "б"), ("beta", "β"), ("blackcircle", "●"), ("blacksquare", "■"), ("braceex", "|"),
    ("braceleft", "{"), ("braceleftBig", "{"), ("braceleftBigg", "{"), ("braceleftbig", "{"),
    ("braceleftbigg", "{"), ("braceleftmid", "|"), ("braceright", "}"), ("bracerightBig", "}"),
    ("bracerightBigg", "}"), ("bracerightbig", "}"), ("bracerightbigg", "}"), ("bracerightmid", "‖"),
    ("bracketleft", "["), ("bracketleftBig", "["), ("bracketleftBigg", "["), ("bracketleftbig", "["),
    ("bracketleftbigg", "["), ("bracketright", "]"), ("bracketrightBig", "]"), ("bracketrightBigg", "]"),
    ("bracketrightbig", "]"), ("bracketrightbigg", "]"), ("breve", "˘"), ("brokenbar", "¦"),
    ("bullet", "•"), ("cacute", "ć"), ("caron", "ˇ"), ("ccaron", "č"), ("ccedilla", "ç"),
    ("ccircumflex", "ĉ"), ("cdot", "ċ"), ("cdotaccent", "ċ"), ("cedilla", "¸"), ("cent", "¢"),
    ("checkmark", "✓"), ("checyrillic", "ч"), ("chi", "χ"), ("circle", "○"), ("circumflex", "ˆ"),
    ("colon", ":"), ("comma", ","), ("controlDEL", "\u{7F}"), ("copyright", "©"), ("currency", "¤"),
    ("dagger", "†"), ("daggerdbl", "‡"), ("dbar", "đ"), ("dbllowline", "‗"), ("dblverticalbar", "‖"),
    ("dcaron", "ď"), ("dcroat", "đ"), ("decyrillic", "д"), ("degree", "°"), ("delta", "δ"),
    ("dieresis", "¨"), ("divide", "÷"), ("divisionslash", "∕"), ("djecyrillic", "ђ"), ("dmacron", "đ"),
    ("dollar", "$"), ("dotaccent", "˙"), ("dotlessi", "ı"), ("dzecyrillic", "ѕ"), ("dzhecyrillic", "џ"),
    ("eacute", "é"), ("ebreve", "ĕ"), ("ecaron", "ě"), ("ecircumflex", "ê"), ("ecyrillic", "є"),
    ("edieresis", "ë"), ("edot", "ė"), ("edotaccent", "ė"), ("efcyrillic", "ф"), ("egrave", "è"),
    ("eight", "8"), ("elcyrillic", "л"), ("ellipsis", "…"), ("emacron", "ē"), ("emcyrillic", "м"),
    ("emdash", "—"), ("encyrillic", "н"), ("endash", "–"), ("eng", "ŋ"), ("eogonek", "ę"), ("epsilon", "ε"),
    ("epsilontonos", "έ"), ("equal", "="), ("ercyrillic", "р"), ("escyrillic", "с"), ("eta", "η"),
    ("etatonos", "ή"), ("eth", "ð"), ("euro", "€"), ("exclam", "!"), ("exclamdown", "¡"), ("f_f", "ff"),
    ("f_f_i", "ffi"), ("f_f_l", "ffl"), ("f_i", "fi"), ("f_l", "fl"), ("ff", "ff"), ("ffi", "ffi"),
    ("ffl", "ffl"), ("fi", "fi"), ("figuredash", "‒"), ("filledbox", "■"), ("five", "5"), ("fl", "fl"),
    ("florin", "ƒ"), ("four", "4"), ("fraction", "⁄"), ("gamma", "γ"), ("gbreve", "ğ"), ("gcedilla", "ģ"),
    ("gcircumflex", "ĝ"), ("gcommaaccent", "ģ"), ("gdot", "ġ"), ("gdotaccent", "ġ"), ("gecyrillic", "г"),
    ("germandbls", "ß"), ("gjecyrillic", "ѓ"), ("grave", "`"), ("greater", ">"), ("greaterequal", "≥"),
    ("guillemotleft", "«"), ("guillemotright", "»"), ("guilsinglleft", "‹"), ("guilsinglright", "›"),
    ("hardsigncyrillic", "ъ"), ("hbar", "ħ"), ("hcircumflex", "ĥ"), ("horizontalbar", "―"),
    ("hungarumlaut", "˝"), ("hyphen", "-"), ("hyphen.alt", "‐"), ("hyphenchar", "-"), ("hyphentwo", "‐"),
    ("iacute", "í"), ("iacyrillic", "я"), ("ibreve", "ĭ"), ("icircumflex", "î"), ("icyrillic", "і"),
    ("idieresis", "ï"), ("iecyrillic", "е"), ("igrave", "ì"), ("iicyrillic", "и"), ("iishortcyrillic", "й"),
    ("ij", "ĳ"), ("ilde", "˜"), ("imacron", "ī"), ("infinity", "∞"), ("iocyrillic", "ё"), ("iogonek", "į"),
    ("iota", "ι"), ("iotatonos", "ί"), ("itilde", "ĩ"), ("iucyrillic", "ю"), ("jcircumflex", "ĵ"),
    ("jecyrillic", "ј"), ("kacyrillic", "к"), ("kappa", "κ"), ("kcedilla", "ķ"), ("kcommaaccent", "ķ"),
    ("kgreenlandic", "ĸ"), ("khacyrillic", "х"), ("kjecyrillic", "ќ"), ("lacute", "ĺ"), ("lambda", "λ"),
    ("lcaron", "ľ"), ("lcedilla", "ļ"), ("lcommaaccent", "ļ"), ("ldot", "ŀ"), ("ldotaccent", "ŀ"),
    ("less", "<"), ("lessequal", "≤"), ("ljecyrillic", "љ"), ("logicalnot", "¬"), ("longs", "ſ"),
    ("lscript", "ℓ"), ("lslash", "ł"), ("lsquare", "ℓ"), ("macron", "¯"), ("middot", "·"), ("minus", "−"),
    ("minute", "′"), ("mu", "µ"), ("mu1", "µ"), ("mugreek", "μ"), ("multiply", "×"), ("nacute", "ń"),
    ("napostrophe", "ŉ"), ("nbspace", "\u{A0}"), ("ncaron", "ň"), ("ncedilla", "ņ"), ("ncommaaccent", "ņ"),
    ("ng", "ŋ"), ("nine", "9"), ("njecyrillic", "њ"), ("nonbreakingspace", "\u{A0}"), ("notequal", "≠"),
    ("ntilde", "ñ"), ("nu", "ν"), ("numbersign", "#"), ("numero", "№"), ("oacute", "ó"), ("obreve", "ŏ"),
    ("ocircumflex", "ô"), ("ocyrillic", "о"), ("odblacute", "ő"), ("odieresis", "ö"), ("oe", "œ"),
    ("ogonek", "˛"), ("ograve", "ò"), ("ohungarumlaut", "ő"), ("omacron", "ō"), ("omega", "ω"),
    ("omicron", "ο"), ("one", "1"), ("onedotenleader", "․"), ("onehalf", "½"), ("onequarter", "¼"),
    ("onesuperior", "¹"), ("ordfeminine", "ª"), ("ordmasculine", "º"), ("oslash", "ø"), ("otilde", "õ"),
    ("overscore", "¯"), ("paragraph", "¶"), ("parenleft", "("), ("parenleftBig", "("),
    ("parenleftBigg", "("), ("parenleftbig", "("), ("parenleftbigg", "("), ("parenleftex", "|"),
    ("parenright", ")"), ("parenrightBig", ")"), ("parenrightBigg", ")"), ("parenrightbig", ")"),
    ("parenrightbigg", ")"), ("parenrightex", "|"), ("pecyrillic", "п"), ("percent", "%"), ("period", "."),
    ("periodcentered", "·"), ("pertenthousand", "‱"), ("perthousand", "‰"), ("phi1", "φ"), ("pi", "π"),
    ("plus", "+"), ("plusminus", "±"), ("prime", "′"), ("primereversed", "‵"), ("psi", "ψ"),
    ("punctdash", "—"), ("question", "?"), ("questiondown", "¿"), ("quotedbl", "\""), ("quotedblbase", "„"),
    ("quotedblleft", "“"), ("quotedblright", "”"), ("quoteleft", "‘"), ("quotereversed", "‛"),
    ("quoteright", "’"), ("quoterightn", "ŉ"), ("quotesinglbase", "‚"), ("quotesingle", "'"),
    ("racute", "ŕ"), ("rangedash", "–"), ("rcaron", "ř"), ("rcedilla", "ŗ"), ("rcommaaccent", "ŗ"),
    ("registered", "®"), ("rho", "ρ"), ("ring", "˚"), ("sacute", "ś"), ("scaron", "š"), ("scedilla", "ş"),
    ("scircumflex", "ŝ"), ("scommaaccent", "ș"), ("second", "″"), ("section", "§"), ("semicolon", ";"),
    ("seven", "7"), ("sfthyphen", "\u{AD}"), ("shacyrillic", "ш"), ("shchacyrillic", "щ"), ("sigma", "σ"),
    ("sigma1", "ς"), ("sigmafinal", "ς"), ("six", "6"), ("slash", "/"), ("slashBig", "∕"),
    ("slashBigg", "∕"), ("slashbig", "∕"), ("slashbigg", "∕"), ("slong", "ſ"), ("softhyphen", "\u{AD}"),
    ("softsigncyrillic", "ь"), ("space", " "), ("spacehackarabic", " "), ("sterling", "£"), ("tau", "τ"),
    ("tbar", "ŧ"), ("tcaron", "ť"), ("tcedilla", "ţ"), ("tcommaaccent", "ţ"), ("tecyrillic", "т"),
    ("theta", "θ"), ("thorn", "þ"), ("three", "3"), ("threequarters", "¾"), ("threesuperior", "³"),
    ("tilde", "˜"), ("trademark", "™"), ("tsecyrillic", "ц"), ("tshecyrillic", "ћ"), ("two", "2"),
    ("twodotenleader", "‥"), ("twodotleader", "‥"), ("twosuperior", "²"), ("uacute", "ú"), ("ubreve", "ŭ"),
    ("ucircumflex", "û"), ("ucyrillic", "у"), ("udblacute", "ű"), ("udieresis", "ü"), ("ugrave", "ù"),
    ("uhungarumlaut", "ű"), ("umacron", "ū"), ("underscore", "_"), ("underscoredbl", "‗"), ("uogonek", "ų"),
    ("upsilon", "υ"), ("uring", "ů"), ("ushortcyrillic", "ў"), ("utilde", "ũ"), ("vecyrillic", "в"),
    ("verticalbar", "|"), ("wcircumflex", "ŵ"), ("whitecircle", "○"), ("xi", "ξ"), ("yacute", "ý"),
    ("ycircumflex", "ŷ"), ("ydieresis", "ÿ"), ("yen", "¥"), ("yericyrillic", "ы"), ("yicyrillic", "ї"),
    ("zacute", "ź"), ("zcaron", "ž"), ("zdot", "ż"), ("zdotaccent", "ż"), ("zecyrillic", "з"),
    ("zero", "0"), ("zeta", "ζ"), ("zhecyrillic", "ж"),
];

/// Where the standard encoding of PDF differs from ASCII.
#[rustfmt::skip]
const STANDARD: &[(u8, &str)] = &[
    (0x27, "quoteright"), (0x60, "quoteleft"), (0xA1, "exclamdown"), (0xA2, "cent"), (0xA3, "sterling"),
    (0xA4, "fraction"), (0xA5, "yen"), (0xA6, "florin"), (0xA7, "section"), (0xA8, "currency"),
    (0xA9, "quotesingle"), (0xAA, "quotedblleft"), (0xAB, "guillemotleft"), (0xAC, "guilsinglleft"),
    (0xAD, "guilsinglright"), (0xAE, "fi"), (0xAF, "fl"), (0xB1, "endash"), (0xB2, "dagger"),
    (0xB3, "daggerdbl"), (0xB4, "periodcentered"), (0xB6, "paragraph"), (0xB7, "bullet"),
    (0xB8, "quotesinglbase"), (0xB9, "quotedblbase"), (0xBA, "quotedblright"), (0xBB, "guillemotright"),
    (0xBC, "ellipsis"), (0xBD, "perthousand"), (0xBF, "questiondown"), (0xC1, "grave"), (0xC2, "acute"),
    (0xC3, "circumflex"), (0xC4, "tilde"), (0xC5, "macron"), (0xC6, "breve"), (0xC7, "dotaccent"),
    (0xC8, "dieresis"), (0xCA, "ring"), (0xCB, "cedilla"), (0xCD, "hungarumlaut"), (0xCE, "ogonek"),
    (0xCF, "caron"), (0xD0, "emdash"), (0xE1, "AE"), (0xE3, "ordfeminine"), (0xE8, "Lslash"),
    (0xE9, "Oslash"), (0xEA, "OE"), (0xEB, "ordmasculine"), (0xF1, "ae"), (0xF5, "dotlessi"),
    (0xF8, "lslash"), (0xF9, "oslash"), (0xFA, "oe"), (0xFB, "germandbls"),
];

/// The text of a glyph of that name; none where the name says nothing.
pub(super) fn glyph_text(name: &str) -> Option<String> {
    // What follows a dot is a variant of the same.
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    if let Ok(index) = NAMES.binary_search_by_key(&name, |(known, _)| known) {
        return NAMES.get(index).map(|(_, text)| (*text).to_owned());
    }
    let hex = |digits: &str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    if let Some(digits) = name.strip_prefix("uni").filter(|digits| digits.len() >= 4 && digits.len() % 4 == 0)
    {
        let units = digits.as_bytes().chunks(4).map(|four| std::str::from_utf8(four).ok().and_then(hex));
        return units.collect();
    }
    if let Some(c) = name.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len())).and_then(hex) {
        return Some(c.to_string());
    }
    let mut chars = name.chars();
    match (chars.next(), chars.next()) {
        (Some(only), None) if only.is_alphanumeric() => Some(only.to_string()),
        _ => None,
    }
}

/// The text of each code in one of the encodings that PDF names; the standard one where it names none.
pub(super) fn base_encoding(name: &str, code: u8) -> Option<String> {
    if code < 0x20 {
        return None;
    }
    let decoded = |encoding: &'static encoding_rs::Encoding| {
        let bytes = [code];
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        Some(text.into_owned()).filter(|text| !text.contains(char::is_control))
    };
    match name {
        "WinAnsiEncoding" => decoded(WINDOWS_1252).or_else(|| Some("•".to_owned())),
        "MacRomanEncoding" => decoded(MACINTOSH),
        _ => match STANDARD.iter().find(|(known, _)| *known == code) {
            Some((_, name)) => glyph_text(name),
            None => (code < 0x7F).then(|| char::from(code).to_string()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes_become_text() {
        assert!(NAMES.is_sorted_by_key(|(name, _)| *name));
        for (name, text) in [
            ("A", "A"),
            ("eacute", "é"),
            ("ffi", "ffi"),
            ("uni20AC", "€"),
            ("u1F600", "😀"),
            ("a.sc", "a"),
            ("afii10017", "А"),
            ("seven", "7"),
        ] {
            assert_eq!(glyph_text(name).as_deref(), Some(text), "{name}");
        }
        for name in ["", ".notdef", "g123", "uniXYZW", "cid99"] {
            assert_eq!(glyph_text(name), None, "{name}");
        }
        assert_eq!(base_encoding("", 0x27).as_deref(), Some("’"));
        assert_eq!(base_encoding("WinAnsiEncoding", 0x80).as_deref(), Some("€"));
        assert_eq!(base_encoding("MacRomanEncoding", 0x8E).as_deref(), Some("é"));
        assert!(STANDARD.iter().all(|(code, _)| base_encoding("", *code).is_some()));
    }
}
