//! [`decode_text`]: text from the bytes of a file, whatever its encoding.

use super::ColumnMapping;
use super::FormatError;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, ISO_2022_JP, ISO_8859_2, ISO_8859_4, ISO_8859_10, ISO_8859_13, UTF_8, UTF_16BE, UTF_16LE,
    WINDOWS_1250, WINDOWS_1252, WINDOWS_1257,
};

/// Text of one document, in bytes of UTF-8.
pub const MAX_TEXT_LEN: usize = 20 * 1024 * 1024;

/// Stands for what an encoding could not decode.
const REPLACEMENT: char = '\u{FFFD}';
/// Lines with such places that are named.
const MAX_LOST_LINES: usize = 8;
/// How much of a file is looked at to tell UTF-16 from other bytes.
const SAMPLE_LEN: usize = 4096;

/// How files begin that many programs call text but are not.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "is a PDF"),
    (b"PK\x03\x04", "is an archive or an office document (ZIP)"),
    (b"\xD0\xCF\x11\xE0", "is an old office document"),
    (b"{\\rtf", "is a rich text document (RTF)"),
    (b"\x89PNG", "is a picture (PNG)"),
    (b"\xFF\xD8\xFF", "is a picture (JPEG)"),
    (b"GIF8", "is a picture (GIF)"),
    (b"\x1F\x8B", "is compressed (gzip)"),
    (b"\x7FELF", "is a program"),
];

/// What [`decode_text`] made of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodedText {
    /// Without byte order mark, LF line ends, nothing else changed.
    pub text: String,
    /// Name in the WHATWG encoding standard, such as `windows-1252`.
    pub encoding: &'static str,
    /// What was guessed or lost, for the reader.
    pub problems: Vec<String>,
}

/// What the user says about a file that is read again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions<'o> {
    /// Which column of a table means what, in place of the guess.
    pub mapping: Option<&'o ColumnMapping>,
    /// Label of the WHATWG encoding standard, in place of the guess; none leaves the guess.
    pub encoding: Option<&'o str>,
    /// The bytes are a table: each row may be as long as a document.
    pub(super) is_table: bool,
}

impl<'o> ReadOptions<'o> {
    /// With what was chosen in place of guesses.
    pub const fn chosen(encoding: Option<&'o str>, mapping: Option<&'o ColumnMapping>) -> Self {
        Self { mapping, encoding, is_table: false }
    }

    /// In that encoding, in place of the guess.
    pub const fn in_encoding(encoding: Option<&'o str>) -> Self {
        Self { mapping: None, encoding, is_table: false }
    }
}

/// Decodes by byte order mark, as UTF-8, as UTF-16 without mark, or by a guess, in this order.
///
/// Refuses bytes that are no text, blank text and text over [`MAX_TEXT_LEN`].
pub fn decode_text(bytes: &[u8]) -> Result<DecodedText, FormatError> {
    decode_text_as(bytes, &ReadOptions::default())
}

/// As [`decode_text`], in the encoding that the options name, if any.
pub fn decode_text_as(bytes: &[u8], options: &ReadOptions<'_>) -> Result<DecodedText, FormatError> {
    if let Some((_, what)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(FormatError::NotText((*what).to_owned()));
    }
    // UTF-16 takes at most two bytes where UTF-8 takes one: no need to decode what cannot fit.
    if bytes.len() / 2 > MAX_TEXT_LEN && !options.is_table {
        check_len(bytes.len())?;
    }
    let (raw, encoding, mut problems) = match options.encoding {
        Some(label) => decoded_as(bytes, label)?,
        None => decoded(bytes),
    };
    if !options.is_table {
        check_len(raw.len())?;
    }
    check_controls(&raw)?;
    if !is_utf8_with_replacements(bytes, encoding) {
        problems.extend(lost(&raw, encoding));
    }
    let text = with_lf(raw);
    if text.trim().is_empty() {
        return Err(FormatError::Empty);
    }
    Ok(DecodedText { text, encoding: encoding.name(), problems })
}

/// Without the carriage returns before a line feed; usually one, more where a file was converted twice.
pub(super) fn with_lf(text: String) -> String {
    if !text.contains("\r\n") {
        return text;
    }
    let mut found = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match line.strip_suffix('\n') {
            Some(line) => {
                found.push_str(line.trim_end_matches('\r'));
                found.push('\n');
            }
            None => found.push_str(line),
        }
    }
    found
}

/// Names of encodings that a user can choose from, the usual ones first.
pub const ENCODINGS: &[&str] = &[
    "UTF-8",
    "windows-1252",
    "UTF-16LE",
    "UTF-16BE",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "ISO-8859-2",
    "ISO-8859-5",
    "ISO-8859-7",
    "ISO-8859-15",
    "KOI8-R",
    "KOI8-U",
    "IBM866",
    "macintosh",
    "Shift_JIS",
    "EUC-JP",
    "ISO-2022-JP",
    "GBK",
    "gb18030",
    "Big5",
    "EUC-KR",
    "windows-874",
];

type Decoded = (String, &'static Encoding, Vec<String>);

fn decoded_as(bytes: &[u8], label: &str) -> Result<Decoded, FormatError> {
    let encoding = Encoding::for_label(label.as_bytes())
        .ok_or_else(|| FormatError::Unreadable(format!("there is no encoding called “{label}”")))?;
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    Ok((text.into_owned(), encoding, Vec::new()))
}

fn decoded(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark_len)) = Encoding::for_bom(bytes) {
        let after_mark = bytes.get(mark_len..).unwrap_or_default();
        let (text, _) = encoding.decode_without_bom_handling(after_mark);
        return (text.into_owned(), encoding, Vec::new());
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        return (text.into_owned(), encoding, vec![guessed(encoding)]);
    }
    if let Some(text) = iso_2022_jp(bytes) {
        return (text, ISO_2022_JP, vec![guessed(ISO_2022_JP)]);
    }
    if let Some(text) = utf_7(bytes) {
        let told = "the file does not say its encoding; it was read as UTF-7";
        return (text, UTF_8, vec![told.to_owned()]);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), UTF_8, Vec::new()),
        Err(_) if is_damaged_utf8(bytes) => (String::from_utf8_lossy(bytes).into_owned(), UTF_8, Vec::new()),
        Err(_) => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
            detector.feed(bytes, true);
            let encoding = western_for_signs(bytes, detector.guess(None, Utf8Detection::Deny));
            let (text, _) = encoding.decode_without_bom_handling(bytes);
            (text.into_owned(), encoding, vec![guessed(encoding)])
        }
    }
}

/// The Western code page in place of one that has letters where that one has signs, such as £ ± ² ³ ½, where every byte in
/// question stands as a sign does: beside a figure, or without a letter after it. `£5` is likelier than `Ł5`.
fn western_for_signs(bytes: &[u8], guess: &'static Encoding) -> &'static Encoding {
    const WITH_LETTERS: [&Encoding; 6] =
        [ISO_8859_2, WINDOWS_1250, ISO_8859_4, ISO_8859_13, WINDOWS_1257, ISO_8859_10];
    const MICRO: u8 = 0xB5;
    let is_sign = |at: usize, byte: u8| {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
        let after = bytes.get(at + 1).copied().unwrap_or(b' ');
        let is_beside_figure = before.is_ascii_digit() || after.is_ascii_digit();
        let is_shared = guess.decode_without_bom_handling(&[byte]).0
            == WINDOWS_1252.decode_without_bom_handling(&[byte]).0;
        // From 0xC0 on both have letters.
        is_shared
            || (0xA0..0xC0).contains(&byte)
                && (byte == MICRO || is_beside_figure || !after.is_ascii_alphabetic() && after.is_ascii())
    };
    let mut others = bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii());
    let is_western = WITH_LETTERS.contains(&guess) && others.all(|(at, byte)| is_sign(at, *byte));
    if is_western { WINDOWS_1252 } else { guess }
}

/// Text of bytes whose encoding a header names, which may be missing, unknown or wrong; what was guessed is told.
///
/// Never fails: where nothing fits, places that cannot be decoded show as U+FFFD and are counted.
pub(super) fn decode_labelled(bytes: &[u8], label: &str) -> (String, Vec<String>) {
    let label = label.trim().trim_matches(['"', '\'']);
    let is_ascii_label =
        ["us-ascii", "ascii", "ansi_x3.4-1968"].iter().any(|one| label.eq_ignore_ascii_case(one));
    let named = Encoding::for_label(label.as_bytes()).filter(|_| !is_ascii_label);
    let is_marked = Encoding::for_bom(bytes).is_some();
    if ["utf-7", "unicode-1-1-utf-7"].iter().any(|one| label.eq_ignore_ascii_case(one)) {
        return (decode_utf7(bytes), Vec::new());
    }
    let is_plain = bytes.is_ascii() && iso_2022_jp(bytes).is_none();
    if is_plain && named.is_none_or(Encoding::is_ascii_compatible) {
        return (String::from_utf8_lossy(bytes).into_owned(), Vec::new());
    }
    let own = named.map(|encoding| (encoding, encoding.decode_with_bom_removal(bytes)));
    let is_lie = |encoding: &'static Encoding, has_errors: bool| {
        is_marked
            || encoding.is_ascii_compatible() && bytes.is_ascii()
            || has_errors
            || (encoding != UTF_8 && is_surely_utf8(bytes, encoding))
    };
    match own {
        Some((encoding, (text, has_errors))) if !is_lie(encoding, has_errors) => {
            let problems = lost(&text, encoding);
            (text.into_owned(), problems)
        }
        _ => {
            let (text, encoding, _) = decoded(bytes);
            let mut problems = lost(&text, encoding);
            // UTF-8 where nothing was named is no guess.
            if named.is_some_and(|named| named != encoding && !is_marked)
                || (is_ascii_label && encoding == UTF_8)
            {
                problems.insert(0, format!("it says that it is {label} and was read as {}", encoding.name()));
            } else if named.is_none() && encoding != UTF_8 {
                problems.insert(0, guessed(encoding));
            }
            (text, problems)
        }
    }
}

/// Valid UTF-8 with so many letters outside ASCII that bytes of the named encoding would not look like it by chance.
fn is_surely_utf8(bytes: &[u8], named: &'static Encoding) -> bool {
    let enough = if named.is_single_byte() { 1 } else { 4 };
    named.is_ascii_compatible()
        && std::str::from_utf8(bytes)
            .is_ok_and(|text| text.chars().filter(|c| !c.is_ascii()).take(enough).count() == enough)
}

/// How many places could not be decoded, and where the first of them are.
fn lost(text: &str, encoding: &'static Encoding) -> Vec<String> {
    let lost_count = text.matches(REPLACEMENT).count();
    if lost_count == 0 {
        return Vec::new();
    }
    let in_line = |(number, line): (usize, &str)| line.contains(REPLACEMENT).then(|| number.to_string());
    let mut lines = (1..).zip(text.lines()).filter_map(in_line);
    let shown: Vec<String> = lines.by_ref().take(MAX_LOST_LINES).collect();
    let lead = if shown.len() == 1 { "line" } else { "lines" };
    let more = if lines.next().is_some() { " and more" } else { "" };
    let places = if lost_count == 1 { "1 place is".to_owned() } else { format!("{lost_count} places are") };
    vec![format!(
        "{places} not valid {} and {} as {REPLACEMENT} ({lead} {}{more})",
        encoding.name(),
        if lost_count == 1 { "shows" } else { "show" },
        shown.join(", ")
    )]
}

fn guessed(encoding: &'static Encoding) -> String {
    format!("the file does not say its encoding; it was read as {}", encoding.name())
}

/// UTF-16 by its NUL bytes, which stand on one side of each pair in most scripts' blanks and line ends.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE_LEN).unwrap_or(bytes);
    let (mut first_count, mut second_count) = (0_usize, 0_usize);
    for (index, byte) in sample.iter().enumerate() {
        match (byte, index % 2) {
            (0, 0) => first_count += 1,
            (0, _) => second_count += 1,
            _ => {}
        }
    }
    let encoding = if first_count > 20 * second_count {
        UTF_16BE
    } else if second_count > 20 * first_count {
        UTF_16LE
    } else {
        return None;
    };
    let is_sound = bytes.len().is_multiple_of(2)
        && !encoding.decode_without_bom_handling(bytes).1
        && check_controls(&encoding.decode_without_bom_handling(sample).0).is_ok();
    is_sound.then_some(encoding)
}

/// UTF-8 with a few bytes gone bad: far more sequences that fit than do not. Bytes of another encoding hardly ever fit by
/// chance.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good_count, mut bad_count) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good_count += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad_count += usize::from(!chunk.invalid().is_empty());
    }
    good_count >= 4 * bad_count
}

/// Japanese in seven bits: ASCII with marks that switch to other characters. None where the bytes are something else.
fn iso_2022_jp(bytes: &[u8]) -> Option<String> {
    const SWITCHES: [&[u8]; 4] = [b"\x1B$B", b"\x1B$@", b"\x1B(J", b"\x1B(I"];
    let has_switch = bytes.contains(&0x1B) && bytes.windows(3).any(|three| SWITCHES.contains(&three));
    if !has_switch || !bytes.is_ascii() {
        return None;
    }
    let (text, has_errors) = ISO_2022_JP.decode_without_bom_handling(bytes);
    (!has_errors).then(|| text.into_owned())
}

/// Text in UTF-7 (RFC 2152), which is ASCII with packed pieces such as `+AOk-`. None where any piece is none.
fn utf_7(bytes: &[u8]) -> Option<String> {
    if !bytes.is_ascii() || !bytes.contains(&b'+') {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let mut count = 0;
    for piece in text.split('+').skip(1) {
        let len = piece.find(|c: char| !c.is_ascii_alphanumeric() && c != '/').unwrap_or(piece.len());
        let packed = piece.get(..len).unwrap_or_default();
        if packed.is_empty() && piece.starts_with('-') {
            continue;
        }
        let units = unpacked(packed)?;
        let decoded: Result<String, _> = char::decode_utf16(units).collect();
        let is_likely =
            |text: &str| text.chars().all(|c| !c.is_control() && (!c.is_ascii() || !c.is_alphanumeric()));
        decoded.ok().filter(|text| is_likely(text))?;
        count += 1;
    }
    // One alone may be chance, unless it ends as such pieces do.
    let is_ended = text.split('+').skip(1).any(|piece| piece.contains('-'));
    (count > 1 || count == 1 && is_ended).then(|| decode_utf7(bytes))
}

/// The units of UTF-16 in a packed piece; none where bits are left over.
fn unpacked(packed: &str) -> Option<Vec<u16>> {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut units, mut bits, mut bit_count) = (Vec::new(), 0_u32, 0);
    for c in packed.chars() {
        bits = (bits << 6 | u32::try_from(DIGITS.find(c)?).ok()?) & 0x3F_FFFF;
        bit_count += 6;
        if bit_count >= 16 {
            bit_count -= 16;
            units.push(u16::try_from(bits >> bit_count & 0xFFFF).ok()?);
        }
    }
    let is_whole = bit_count < 6 && bits & ((1 << bit_count) - 1) == 0;
    (is_whole && !units.is_empty()).then_some(units)
}

/// Text in UTF-7; a piece that is none stays as it is.
fn decode_utf7(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut pieces = text.split('+');
    let mut found = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        if let Some(rest) = piece.strip_prefix('-') {
            found.push('+');
            found.push_str(rest);
            continue;
        }
        let len = piece.find(|c: char| !c.is_ascii_alphanumeric() && c != '/').unwrap_or(piece.len());
        let (packed, rest) = piece.split_at_checked(len).unwrap_or((piece, ""));
        if let Some(units) = unpacked(packed) {
            found.push_str(&String::from_utf16_lossy(&units));
            found.push_str(rest.strip_prefix('-').unwrap_or(rest));
        } else {
            found.push('+');
            found.push_str(piece);
        }
    }
    found
}

/// The replacement characters stand in the file itself: nothing was lost in decoding.
fn is_utf8_with_replacements(bytes: &[u8], encoding: &'static Encoding) -> bool {
    encoding == UTF_8 && std::str::from_utf8(bytes).is_ok()
}

/// Refuses text over [`MAX_TEXT_LEN`].
pub(super) fn check_len(len: usize) -> Result<(), FormatError> {
    const MB: usize = 1024 * 1024;
    if len <= MAX_TEXT_LEN {
        return Ok(());
    }
    Err(FormatError::TooLarge { found_mb: len.div_ceil(MB), limit_mb: MAX_TEXT_LEN / MB })
}

/// Text has no NUL and at most one other control character in fifty characters.
fn check_controls(text: &str) -> Result<(), FormatError> {
    if text.contains('\0') {
        return Err(FormatError::NotText("holds NUL bytes".to_owned()));
    }
    let is_odd = |c: &char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}');
    let odd_count = text.chars().filter(is_odd).count();
    if odd_count * 50 > text.chars().count() {
        return Err(FormatError::NotText("consists of control characters to a good part".to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn signs_beside_figures_are_western_signs_and_letters_in_words_are_not() {
        let read = |bytes: &[u8]| decoded(bytes).0;
        assert_eq!(read(b"It cost \xA35 million, \xB1 2, \xBD of it."), "It cost £5 million, ± 2, ½ of it.");
        assert_eq!(read(b"10\xB3 m\xB2 and 7 \xB5g, \xA9 2026."), "10³ m² and 7 µg, © 2026.");
        let mixed = "Sum: £3.5 m, ¼ cup, 20±2 °C; “quoted” — dash";
        assert_eq!(read(&WINDOWS_1252.encode(mixed).0), mixed);
        let polish = "Wójt powiedział, że łąka i most są zamknięte.";
        let (bytes, ..) = ISO_8859_2.encode(polish);
        assert_eq!(read(&bytes), polish);
    }

    #[test]
    fn seven_bit_encodings_are_seen() {
        let japanese = "橋は月曜日に閉鎖されたと市長は述べた。";
        let (bytes, ..) = ISO_2022_JP.encode(japanese);
        assert_eq!(decoded(&bytes).0, japanese);
        assert_eq!(decode_labelled(&bytes, "us-ascii").0, japanese);
        assert_eq!(decode_labelled(&bytes, "iso-2022-jp"), (japanese.to_owned(), Vec::new()));
        let packed = b"The caf+AOk- in K+APY-ln cost 5 +IKw-, 2 +- 2 = 4.";
        assert_eq!(decoded(packed).0, "The café in Köln cost 5 €, 2 + 2 = 4.");
        assert_eq!(decode_labelled(packed, "UTF-7").1.len(), 0);
        for plain in [
            "Call +49-30-1234 or +1-202-555",
            "C++ and a+b-c",
            "1+1=2",
            "+",
            "x+AB-y +Foo-bar",
            "Google+ and +1s",
        ] {
            assert_eq!(decoded(plain.as_bytes()).0, plain);
            assert_eq!(decoded(plain.as_bytes()).2.len(), 0, "{plain}");
        }
    }

    #[test]
    fn a_little_damage_leaves_the_encoding() {
        let bytes = ["Erste Zeile\nDie Brücke öffnet für Fußgänger, K".as_bytes(), b"\xF6ln\nEnde"].concat();
        let found = decode_text(&bytes).unwrap();
        assert_eq!(
            (found.encoding, found.text.contains("Brücke öffnet für Fußgänger, K\u{FFFD}ln")),
            ("UTF-8", true)
        );
        assert_eq!(found.problems, ["1 place is not valid UTF-8 and shows as \u{FFFD} (line 2)"]);
        let (western, ..) = WINDOWS_1252.encode("Die Brücke öffnet für Fußgänger.");
        assert_eq!(decode_text(&western).unwrap().encoding, "windows-1252");
    }

    fn utf16(text: &str, is_little: bool) -> Vec<u8> {
        let bytes = |unit: u16| if is_little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn marks_are_removed_and_line_ends_made_lf() {
        let found = decode_text(b"\xEF\xBB\xBFa\r\r\nb\rc\n").unwrap();
        assert_eq!((found.text.as_str(), found.encoding), ("a\nb\rc\n", "UTF-8"));
        assert!(found.problems.is_empty());
        let found = decode_text(&[b"\xFF\xFE".as_slice(), &utf16("é 😀\r\n", true)].concat()).unwrap();
        assert_eq!((found.text.as_str(), found.encoding), ("é 😀\n", "UTF-16LE"));
    }

    #[test]
    fn utf16_without_a_mark_is_seen_by_its_nul_bytes() {
        for is_little in [true, false] {
            let found = decode_text(&utf16("The deal, worth €5 billion, ended.\n", is_little)).unwrap();
            assert_eq!(found.text, "The deal, worth €5 billion, ended.\n");
            assert_eq!(found.problems.len(), 1);
        }
    }

    #[test]
    fn older_encodings_are_guessed_and_the_guess_is_said() {
        for (label, text) in [
            ("windows-1252", "Der Bürgermeister sagte, die Straße müsse für Fußgänger geöffnet werden."),
            ("Shift_JIS", "東京都は新しい計画を発表した。これは来年から始まる予定です。"),
            ("windows-1251", "Министр заявил, что соглашение будет подписано в следующем году."),
        ] {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let found = decode_text(&encoding.encode(text).0).unwrap();
            assert_eq!((found.text.as_str(), found.encoding), (text, encoding.name()));
            assert!(found.problems.iter().any(|problem| problem.contains(encoding.name())));
        }
    }

    #[test]
    fn damaged_utf8_stays_utf8_and_the_loss_is_said() {
        let mut bytes = "Größe, Maß, Füße, Käse, Öl, süß, Äpfel, Tür, hören".as_bytes().to_vec();
        bytes.push(0xC3);
        let found = decode_text(&bytes).unwrap();
        assert_eq!(found.encoding, "UTF-8");
        assert!(found.text.ends_with('\u{FFFD}') && found.text.starts_with("Größe"));
        assert_eq!(found.problems.len(), 1);
        assert!(decode_text("a \u{FFFD} b".as_bytes()).unwrap().problems.is_empty());
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_reason() {
        assert_eq!(decode_text(b""), Err(FormatError::Empty));
        assert_eq!(decode_text(b"\xEF\xBB\xBF \r\n"), Err(FormatError::Empty));
        assert!(matches!(decode_text(b"abc\0def"), Err(FormatError::NotText(_))));
        assert!(matches!(decode_text(&[1, 2, 3, 4, 5, 65]), Err(FormatError::NotText(_))));
        let all: Vec<u8> = (0..=255).cycle().take(4096).collect();
        assert!(matches!(decode_text(&all), Err(FormatError::NotText(_))));
        let pdf = decode_text(b"%PDF-1.7\n").unwrap_err();
        assert!(pdf.to_string().contains("is a PDF"), "{pdf}");
    }

    #[test]
    fn text_over_the_limit_is_refused() {
        let bytes = "words and ".repeat(5 * 1024 * 1024).into_bytes();
        let err = decode_text(&bytes).unwrap_err();
        assert_eq!(err, FormatError::TooLarge { found_mb: 50, limit_mb: 20 });
        let err = decode_text(&bytes[..21 * 1024 * 1024]).unwrap_err();
        assert_eq!(err, FormatError::TooLarge { found_mb: 21, limit_mb: 20 });
    }

    #[test]
    fn a_label_that_is_wrong_is_noticed() {
        let of = |bytes: &[u8], label| decode_labelled(bytes, label);
        let german = "Die Brücke öffnet für Fußgänger.";
        assert_eq!(of(german.as_bytes(), "us-ascii").0, german);
        assert_eq!(
            of(german.as_bytes(), "US-ASCII").1,
            ["it says that it is US-ASCII and was read as UTF-8"]
        );
        assert_eq!(of(german.as_bytes(), "iso-8859-1").0, german);
        assert_eq!(of("大桥星期五开放".as_bytes(), "gb2312").0, "大桥星期五开放");
        assert_eq!(of(german.as_bytes(), ""), (german.to_owned(), Vec::new()));
        let (latin, _, _) = WINDOWS_1252.encode(german);
        assert_eq!(of(&latin, "utf-8").0, german);
        assert_eq!(of(&latin, "iso-8859-1"), (german.to_owned(), Vec::new()));
        assert_eq!(of(&latin, "klingon").0, german);
        assert!(of(&latin, "klingon").1[0].contains("windows-1252"));
        let (gbk, _, _) = encoding_rs::GBK.encode("大桥开放");
        assert_eq!(of(&gbk, "gb2312"), ("大桥开放".to_owned(), Vec::new()));
        let (japanese, _, _) = ISO_2022_JP.encode("橋は開通した。");
        assert_eq!(of(&japanese, "iso-2022-jp"), ("橋は開通した。".to_owned(), Vec::new()));
        assert_eq!(of(b"plain", "utf-16").1.len(), 1, "an odd number of bytes is no UTF-16");
    }

    #[test]
    fn the_user_may_name_the_encoding() {
        let (bytes, _, _) = encoding_rs::KOI8_R.encode("Министр заявил.");
        let read = |label| decode_text_as(&bytes, &ReadOptions::in_encoding(Some(label)));
        assert_eq!(read("koi8-r").unwrap().text, "Министр заявил.");
        assert_ne!(read("windows-1251").unwrap().text, "Министр заявил.");
        assert!(read("klingon").is_err());
        assert!(ENCODINGS.iter().all(|name| Encoding::for_label(name.as_bytes()).unwrap().name() == *name));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(found) = decode_text(&bytes) {
                prop_assert!(!found.text.contains('\0') && !found.text.contains("\r\n"));
            }
        }
    }
}
