//! [`read_rtf`]: rich text. Words, lists and tables; pictures, styles and running heads stay out.

mod reading;
mod tokens;

use super::{FormatError, NewDocument, ReadOptions};
use reading::Reading;
use tokens::{Token, Tokens};

/// The text of a rich text file.
pub fn read_rtf(
    file_name: &str,
    bytes: &[u8],
    _options: &ReadOptions<'_>,
) -> Result<NewDocument, FormatError> {
    if !bytes.trim_ascii_start().starts_with(b"{\\rtf") {
        let reason = "it is not a rich text file, whatever its name says; check where it came from";
        return Err(FormatError::Unreadable(reason.to_owned()));
    }
    let mut reading = Reading::default();
    for token in Tokens::new(bytes) {
        match token {
            Token::Open => reading.open()?,
            Token::Close => reading.close(),
            Token::Word(word, number) => reading.word(word, number),
            Token::Sign(sign) => reading.sign(sign),
            Token::Byte(byte) => reading.byte(byte),
            Token::Binary => {}
        }
    }
    NewDocument::from_extracted(file_name, bytes, reading.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rtf: &str) -> NewDocument {
        read_rtf("a.rtf", rtf.as_bytes(), &ReadOptions::default()).unwrap()
    }

    #[test]
    fn words_marks_and_unicode_are_read() {
        let document = read(
            r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0 Times;}}{\info{\title A title}{\author Ana}{\creatim\yr2026\mo4\dy28}}{\header Page 1}
\pard Caf\'e9 \u8364?5 \b bold\b0\~text\emdash\ldblquote so\rdblquote\par Second{\*\unknown gone} line\line break\par}",
        );
        assert_eq!(document.text, "Café €5 bold\u{A0}text—“so”\n\nSecond line\nbreak\n");
        assert_eq!((document.title.as_str(), document.source.author.as_str()), ("A title", "Ana"));
        assert_eq!(document.source.published, "2026-04-28");
    }

    #[test]
    fn fonts_have_their_own_encoding() {
        let document = read(
            r"{\rtf1\ansi{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}{\f2\fcharset128 C;}}\f1 \'cc\'e8\'f0 \f2\'93\'8c\'8b\'9e\f0  end\par}",
        );
        assert_eq!(document.text, "Мир 東京 end\n");
    }

    #[test]
    fn lists_tables_and_notes_are_lines() {
        let document = read(
            r"{\rtf1 Intro{\super\chftn}{\footnote\pard\plain\chftn  See there.}\par{\listtext\'b7\tab}one\par{\listtext 2.\tab}two\par \trowd a\cell b\cell\row c\cell d\cell\row \pard End\par}",
        );
        assert_eq!(document.text, "Intro[1]\n\n• one\n2. two\n\na | b\nc | d\n\nEnd\n\n[1] See there.\n");
    }

    #[test]
    fn deep_or_broken_groups_do_not_matter() {
        assert!(matches!(
            read_rtf(
                "a.rtf",
                format!("{{\\rtf1 {}", "{".repeat(100_000)).as_bytes(),
                &ReadOptions::default()
            ),
            Err(FormatError::Hostile(_))
        ));
        assert_eq!(read(r"{\rtf1 one}}}} two").text, "one two\n");
        assert!(read_rtf("a.rtf", b"words", &ReadOptions::default()).is_err());
    }
}
