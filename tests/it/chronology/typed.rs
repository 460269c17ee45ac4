//! Dates as people type them, and why a text is none.

use crossclaim::analysis::chronology::{read_when, written};

fn typed(text: &str) -> Result<String, String> {
    let when = read_when(text, "en", "2026-04-28").map_err(|err| err.to_string())?;
    if let Some(when) = &when {
        assert!(when.is_sound(), "{text}: {when:?}");
    }
    Ok(when.as_ref().map(written).unwrap_or_default())
}

#[test]
fn dates_are_typed_in_many_ways() {
    for (text, expected) in [
        ("", ""),
        ("  ", ""),
        ("2026", "2026"),
        (" 2026-4 ", "2026-04"),
        ("2026-04-28", "2026-04-28"),
        ("about 2026", "about 2026"),
        ("ca. 2026", "about 2026"),
        ("~2026-04", "about 2026-04"),
        ("Before 2026-04", "by 2026-04"),
        ("by 2030", "by 2030"),
        ("since 2019", "since 2019"),
        ("2026-04 to 2026-05", "2026-04 to 2026-05"),
        ("2026-04..2026-05-03", "2026-04 to 2026-05-03"),
        ("2026–2027", "2026 to 2027"),
        ("2026/2027", "2026 to 2027"),
        ("2026/04", "2026-04"),
        ("2026.4.28", "2026-04-28"),
        ("about 1974 to 1978", "about 1974 to 1978"),
        ("28 April 2026", "2026-04-28"),
        ("about 28 April 2026", "about 2026-04-28"),
        ("April 2026", "2026-04"),
        ("28.04.2026", "2026-04-28"),
        ("yesterday", "2026-04-27"),
        ("3-5 March 2026", "2026-03-03 to 2026-03-05"),
    ] {
        assert_eq!(typed(text).as_deref(), Ok(expected), "{text}");
    }
}

#[test]
fn a_date_reads_back_as_it_is_written() {
    for text in ["2026", "about 2026-04", "by 2026-04-28", "since 2019", "about 2026-04 to 2026-05"] {
        assert_eq!(typed(text).as_deref(), Ok(text));
    }
}

#[test]
fn what_is_no_date_is_told_in_a_sentence() {
    for (text, expected) in [
        ("soon", "“soon” is not a date."),
        ("12", "“12” is not a date."),
        ("2026-02-30", "There is no 2026-02-30 in the calendar"),
        ("2026-13", "There is no 2026-13 in the calendar"),
        ("2027 to 2026", "2026 is earlier than 2027"),
        ("3/4/2014", "“3/4/2014” may be 2014-03-04 or 2014-04-03"),
        ("it fell on 3 March 2026 and rose on 4 May 2026", "“it fell on 3 March 2026"),
        ("the minister said on the 3 March 2026 that all was well", "“the minister said"),
        ("عاجلا\u{202e}", "“عاجلا"),
        ("about", "“about” is not a date"),
    ] {
        let err = typed(text).unwrap_err();
        assert!(err.starts_with(expected), "{text}: {err}");
    }
    let err = read_when("yesterday", "en", "").unwrap_err().to_string();
    assert_eq!(
        err,
        "“yesterday” can only be counted from the day the document was published, and that is not known"
    );
    let err = read_when("on Monday", "en", "2026-04").unwrap_err().to_string();
    assert!(err.contains("cannot be counted from 2026-04"), "{err}");
}
