//! What the control words of a rich text file mean to [`Reading`].

use super::code_pages::CodePage;
use super::group::{Ending, Target};
use super::reading::Reading;
use crate::formats::numerals::Numerals;
use crate::formats::raised::Script;
use encoding_rs::MACINTOSH;

/// Groups whose words are not the text's, and that no one sees.
const SKIPPED: [&str; 35] = [
    "colortbl",
    "stylesheet",
    "pict",
    "objdata",
    "objclass",
    "objname",
    "objalias",
    "objsect",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "revtbl",
    "generator",
    "themedata",
    "colorschememapping",
    "datastore",
    "datafield",
    "xmlnstbl",
    "latentstyles",
    "atnid",
    "atnref",
    "atndate",
    "atntime",
    "atnicn",
    "atnparent",
    "nonshppict",
    "mmathPict",
    "shppict",
    "nonesttables",
    "bkmkstart",
    "bkmkend",
    "info",
    "pgdsctbl",
    "filetbl",
    "mailmerge",
];

impl Reading {
    pub(super) fn sign(&mut self, sign: u8, is_optional: &mut bool) {
        if matches!(sign, b'{' | b'}' | b'\\') {
            // May be the second byte of a character.
            self.byte(sign, true);
            return;
        }
        self.flush();
        if sign != b'*' && self.skip_count > 0 {
            self.skip_count -= 1;
            return;
        }
        match sign {
            b'*' => *is_optional = true,
            b'~' => self.push("\u{A0}"),
            b'_' => self.push("\u{2011}"),
            b'\r' | b'\n' => self.end_paragraph(),
            _ => {}
        }
    }

    /// Takes in a control word. `is_optional` says that programs that do not know it pass its group over.
    pub(super) fn word(&mut self, word: &str, number: Option<i32>, is_optional: bool) {
        if !matches!(word, "u" | "uc") {
            self.flush();
        }
        if let Some(sign) = sign_of(word) {
            if self.skip_count > 0 {
                self.skip_count -= 1;
            } else {
                self.push(sign);
            }
            return;
        }
        if self.formula_word(word, number)
            || self.target(word, is_optional)
            || self.font(word, number)
            || self.look(word, number)
        {
            return;
        }
        match word {
            "u" => self.unicode(number.unwrap_or_default()),
            "uc" => self.now.fallback_len = number,
            "ansicpg" | "mac" | "pc" | "pca" => {
                let page = match word {
                    "mac" => Some(CodePage::Web(MACINTOSH)),
                    "pc" => CodePage::numbered(437),
                    "pca" => CodePage::numbered(850),
                    _ => number.and_then(CodePage::numbered),
                };
                self.page = page.or(self.page);
            }
            "par" | "sect" | "page" | "column" => self.end_paragraph(),
            "pard" => {
                self.tables.leave();
                self.head.is_heading = false;
            }
            "outlinelevel" => self.head.is_heading = number.is_some_and(|level| level < 9),
            "trowd" | "intbl" => self.tables.enter(),
            "itap" => self.tables.depth = number.unwrap_or(1),
            "cell" => self.end_cell(false),
            "nestcell" => self.end_cell(true),
            "row" => self.end_row(false),
            "nestrow" => self.end_row(true),
            "yr" | "mo" | "dy" if self.now.target == Target::Made => {
                let at = ["yr", "mo", "dy"].iter().position(|known| *known == word);
                if let Some(place) = at.and_then(|at| self.made.get_mut(at)) {
                    *place = number;
                }
            }
            _ => self.note_word(word, number),
        }
    }

    fn note_word(&mut self, word: &str, number: Option<i32>) {
        let start = || i64::from(number.unwrap_or(1));
        match word {
            "ftnalt" => self.is_endnote = true,
            "ftnstart" => self.footnotes.next = start(),
            "aftnstart" => self.endnotes.next = start(),
            _ => {
                let (counting, format) = match word.strip_prefix("aftnn") {
                    Some(format) => (&mut self.endnotes, format),
                    None => match word.strip_prefix("ftnn") {
                        Some(format) => (&mut self.footnotes, format),
                        None => return,
                    },
                };
                counting.numerals = match format {
                    "ar" => Numerals::Decimal,
                    "alc" => Numerals::LowerLetter,
                    "auc" => Numerals::UpperLetter,
                    "rlc" => Numerals::LowerRoman,
                    "ruc" => Numerals::UpperRoman,
                    "chi" => Numerals::Marks,
                    _ => counting.numerals,
                };
            }
        }
    }

    /// Whether the word belongs to a formula; those have the names of Word's own format, with an `m` before.
    fn formula_word(&mut self, word: &str, number: Option<i32>) -> bool {
        let Some(name) =
            word.strip_prefix('m').filter(|_| self.now.target == Target::Text || self.formula.is_open())
        else {
            return false;
        };
        let is_begin = matches!(name, "oMath" | "oMathPara");
        if !is_begin && !self.formula.is_open() {
            return false;
        }
        if number.is_none() && self.out_reason().is_none() && self.formula.open_word(name) {
            self.now.ending = Ending::Formula;
            self.now.target = Target::Text;
            return true;
        }
        self.now.target = match name {
            "chr" | "begChr" | "endChr" | "sepChr" => {
                let signs = ["chr", "begChr", "endChr", "sepChr"];
                let sign = signs.into_iter().find(|sign| *sign == name).unwrap_or_default();
                Target::FormulaSign(sign)
            }
            "degHide" | "type" | "limLoc" | "subHide" | "supHide" | "ctrlPr" | "pos" | "vertJc" | "grow"
            | "jc" | "count" | "mcJc" | "baseJc" | "plcHide" | "cGp" | "cGpRule" | "rSp" | "rSpRule"
            | "shp" | "show" | "zeroWid" | "zeroAsc" | "zeroDesc" | "transp" | "opEmu" | "noBreak"
            | "diff" | "aln" | "argSz" | "alnScr"
                if number.is_none() =>
            {
                Target::Nowhere
            }
            _ => return name.ends_with("Pr") || name == "r",
        };
        true
    }

    /// Whether the word says where the group's words go.
    fn target(&mut self, word: &str, is_optional: bool) -> bool {
        // What lies in a part that no one sees stays there.
        let is_lost = matches!(self.now.target, Target::Nowhere) && self.now.unicode_form.is_none();
        let target = match word {
            "upr" => {
                self.now.unicode_form = Some(self.now.target);
                return true;
            }
            "ud" => self.now.unicode_form.take().unwrap_or(self.now.target),
            "title" | "author" | "creatim" => match word {
                "title" => Target::Title,
                "creatim" => Target::Made,
                // The last to change the file has the same word.
                _ if self.author.is_empty() => Target::Author,
                _ => Target::Nowhere,
            },
            "sn" => Target::PropertyName,
            "sv" => Target::PropertyValue,
            _ if is_lost => return is_optional,
            "fonttbl" => Target::Fonts,
            "falt" | "panose" => Target::Nowhere,
            "footnote" | "annotation" | "shptxt" | "dptxbxtext" if self.is_out() => return true,
            "footnote" => {
                self.is_endnote = false;
                self.enter(Ending::Note);
                return true;
            }
            "annotation" => {
                self.enter(Ending::Comment);
                return true;
            }
            "shptxt" | "dptxbxtext" => {
                self.enter(Ending::Box);
                return true;
            }
            "shp" => {
                self.has_shape_text = false;
                return true;
            }
            "shprslt" if self.has_shape_text => Target::Nowhere,
            "atnauthor" => Target::CommentAuthor,
            "header" | "headerl" | "headerr" | "headerf" => Target::Out("header"),
            "footer" | "footerl" | "footerr" | "footerf" => Target::Out("footer"),
            "xe" | "tc" | "tcn" => Target::Out("entry of an index"),
            "listtext" | "pntext" => Target::ListMark,
            "field" => {
                self.fields.begin();
                self.now.ending = Ending::Field;
                return true;
            }
            "fldinst" => Target::FieldCode,
            "fldrslt" => {
                self.fields.separate();
                return true;
            }
            "sp" => {
                self.now.ending = Ending::Property;
                Target::Nowhere
            }
            // The words of shapes for programs that draw them.
            "shpinst" | "do" | "shprslt" | "nesttableprops" => return true,
            word if SKIPPED.contains(&word) => Target::Nowhere,
            _ if is_optional => Target::Nowhere,
            _ => return false,
        };
        self.now.target = target;
        true
    }

    const fn is_out(&self) -> bool {
        matches!(self.now.target, Target::Out(_))
    }

    /// Whether the word is about fonts.
    fn font(&mut self, word: &str, number: Option<i32>) -> bool {
        match (word, number) {
            ("f", Some(font)) => self.now.font = font,
            ("fcharset", Some(charset)) => {
                let font = self.fonts.entry(self.now.font).or_default();
                font.page = CodePage::of_charset(charset).or(font.page);
                font.is_symbols = charset == 2;
            }
            ("cpg", Some(page)) if self.now.target == Target::Fonts => {
                let font = self.fonts.entry(self.now.font).or_default();
                font.page = CodePage::numbered(page).or(font.page);
            }
            _ => return false,
        }
        true
    }

    /// Whether the word is about height and sight.
    fn look(&mut self, word: &str, number: Option<i32>) -> bool {
        let is_on = number != Some(0);
        match word {
            "super" => self.now.script = if is_on { Script::Raised } else { Script::Line },
            "sub" => self.now.script = if is_on { Script::Lowered } else { Script::Line },
            "nosupersub" => self.now.script = Script::Line,
            "up" => self.now.rise = number.unwrap_or(6),
            "dn" => self.now.rise = -number.unwrap_or(6),
            "v" => self.now.is_hidden = is_on,
            "strike" => self.now.struck = [is_on, self.now.struck[1]],
            "striked" => self.now.struck = [self.now.struck[0], is_on],
            "deleted" => {
                self.now.is_deleted = is_on;
                self.deletion_count += usize::from(is_on);
            }
            "plain" => {
                (self.now.is_hidden, self.now.is_deleted) = (false, false);
                (self.now.script, self.now.rise, self.now.struck) = (Script::Line, 0, [false; 2]);
            }
            _ => return false,
        }
        true
    }
}

/// Words that stand for a character.
fn sign_of(word: &str) -> Option<&'static str> {
    Some(match word {
        "line" | "lbr" => "\n",
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        "tab" | "enspace" | "emspace" | "qmspace" => " ",
        "zwj" => "\u{200D}",
        "zwnj" => "\u{200C}",
        _ => return None,
    })
}
