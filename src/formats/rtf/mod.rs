//! [`read_rtf`]: rich text. Words, lists, tables and notes; what is left out is accounted for.

mod code_pages;
mod group;
mod reading;
mod tables;
mod tokens;
mod words;

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
    // The next word may name what programs that do not know it pass over.
    let mut is_optional = false;
    // Only there such a mark means anything; some programs write it before the style of a run too.
    let mut begins_group = false;
    for token in Tokens::new(bytes) {
        match token {
            Token::Open => reading.open()?,
            Token::Close => reading.close(),
            Token::Word(word, number) => reading.word(word, number, std::mem::take(&mut is_optional)),
            Token::Sign(b'*') if !begins_group => {}
            Token::Sign(sign) => reading.sign(sign, &mut is_optional),
            Token::Code(byte) => reading.byte(byte, false),
            Token::Byte(byte) => reading.byte(byte, true),
            Token::Binary => {}
        }
        begins_group = token == Token::Open;
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

    fn left_out(document: &NewDocument) -> Vec<String> {
        let pieces = |one: &crate::formats::extract::LeftOut| {
            one.starts.iter().map(|piece| format!("{}: {piece}", one.reason)).collect::<Vec<_>>()
        };
        document.account.left_out.iter().flat_map(pieces).collect()
    }

    #[test]
    fn figures_keep_their_height_and_signs_their_meaning() {
        let document = read(
            r#"{\rtf1{\fonttbl{\f0 Times;}{\f1\fcharset2 Symbol;}{\f2\fcharset2 Wingdings;}}120{\super 3} CO\sub 2\nosupersub  9\super th\nosupersub  {\f1\'b3}5 {\f1\u-3919 ?} {\f2\'fc} 10{\up6 6} {\field{\*\fldinst SYMBOL 163 \\f "Symbol"}{\fldrslt}}\par}"#,
        );
        assert_eq!(document.text, "120³ CO₂ 9th ≥5 ± ✓ 10⁶ ≤\n");
    }

    #[test]
    fn the_unicode_form_of_two_is_taken() {
        let document = read(
            r"{\rtf1\ansi\ansicpg850 It was {\upr{Lech Walesa}{\*\ud{Lech Wa\u322?\u281?sa}}} himself, in \'90cole.\par}",
        );
        assert_eq!(document.text, "It was Lech Wałęsa himself, in École.\n");
    }

    #[test]
    fn a_letter_that_cannot_stand_for_the_one_before_it_is_kept() {
        let document =
            read(r"{\rtf1\ansi Lech Wa\u322 l\u281 sa, Dvo\u345 ak, \u345 rada, \u1078 z\u281*.\par}");
        assert_eq!(document.text, "Lech Wałęsa, Dvořak, řada, жę.\n");
        assert_eq!(document.problems.len(), 1);
        let document = read(r"{\rtf1\ansi\uc1 Wa\u322 l\u281 esa{\uc0 \u345 ada}\par}");
        assert_eq!((document.text.as_str(), document.problems.len()), ("Wałęsařada\n", 0));
    }

    #[test]
    fn a_mark_of_optional_words_counts_at_the_start_of_a_group_only() {
        let document = read(
            r"{\rtf1 {\i0\*\cs7\f2 The fox} jumps{\*\unknown gone}.{\*
\odd lost}\par}",
        );
        assert_eq!(document.text, "The fox jumps.\n");
    }

    #[test]
    fn a_second_byte_may_be_a_stroke_and_raw_bytes_may_be_utf_8() {
        let document = read(r"{\rtf1\ansi\ansicpg932 \'83\\x\par}");
        assert_eq!(document.text, "ソx\n");
        assert_eq!(read("{\\rtf1\\ansi Über 5 €\\par}").text, "Über 5 €\n");
    }

    #[test]
    fn what_is_not_the_text_is_accounted_for() {
        let document = read(
            r"{\rtf1{\header Running\par}One{\deleted  gone\par} and {\v secret }two.{\*\atnid A}{\*\atnauthor Ana}{\*\annotation{\*\atnref 0}\pard Disputed.}{\xe {entry}}\par
{\shp{\*\shpinst{\sp{\sn wzDescription}{\sv A picture}}{\shptxt Boxed\par}}{\shprslt{\*\do{\dptxbxtext Boxed\par}}}}Around\par
{\field{\*\fldinst{TOC}}{\fldrslt Head 3\par}}{\field{\*\fldinst{HYPERLINK x}}{\fldrslt Link}}\par}",
        );
        assert_eq!(document.text, "One and two.\n\nAround\n\nBoxed\n\nLink\n");
        assert_eq!(
            left_out(&document),
            [
                "header: Running",
                "deleted text: gone",
                "hidden text: secret",
                "comment: Ana: Disputed.",
                "entry of an index: entry",
                "description of a picture: A picture",
                "table of contents: Head 3"
            ]
        );
    }

    #[test]
    fn struck_out_text_is_left_out() {
        let document = read(r"{\rtf1 {\strike 12}14 are {\striked1 not}guilty, \strike so\strike0  it\par}");
        assert_eq!(document.text, "14 are guilty, it\n");
        assert_eq!(
            left_out(&document),
            ["struck-out text: 12", "struck-out text: not", "struck-out text: so"]
        );
    }

    #[test]
    fn formulas_are_read_on_one_line() {
        let document = read(
            r"{\rtf1 It is 3{\mmath{\*\moMath{\mf{\mfPr{\mtype bar}{\mctrlPr x}}{\mnum {\mr\mscr0\msty2 a+1}}{\mden {\mr b}}}{\mrad{\mradPr{\mdegHide 1}}{\mdeg}{\me{\mr x}}}{\msSup{\me{\mr y}}{\msup{\mr 2}}}}}{\mmathPict lost} m.\par}",
        );
        assert_eq!(document.text, "It is 3 (a+1)/b √(x)y² m.\n");
        let document = read(r"{\rtf1 {\*\moMath{\md{\mdPr{\mbegChr [}{\mendChr ]}}{\me{\mr 5}}}}\par}");
        assert_eq!(document.text, "[5]\n");
    }

    #[test]
    fn tables_in_tables_and_paragraphs_in_cells_are_rows() {
        let document = read(
            r"{\rtf1 Before\par\trowd\pard\intbl a\par b\cell\pard\intbl\itap2 in\nestcell{\nonesttables\par}x\nestcell{\*\nesttableprops\trowd\nestrow}\pard\intbl\itap1 c\cell\row\pard After\par}",
        );
        assert_eq!(document.text, "Before\n\na b | in | x c\n\nAfter\n");
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
