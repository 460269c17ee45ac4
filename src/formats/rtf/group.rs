//! [`Group`]: what holds within a pair of braces of a rich text file, and other things that [`super::reading`] keeps.

use super::code_pages::CodePage;
use crate::formats::numerals::Numerals;
use crate::formats::raised::Script;

/// Where words go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Target {
    #[default]
    Text,
    Nowhere,
    /// Left out, with the reason.
    Out(&'static str),
    Fonts,
    Title,
    Author,
    Made,
    ListMark,
    FieldCode,
    CommentAuthor,
    PropertyName,
    PropertyValue,
    /// A sign that a formula has: its brackets, or the one of a sum.
    FormulaSign(&'static str),
}

/// What ends with a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Ending {
    #[default]
    Nothing,
    Note,
    Comment,
    Box,
    Field,
    Property,
    /// An element of a formula.
    Formula,
}

/// What holds in a group.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Group {
    pub(super) target: Target,
    pub(super) ending: Ending,
    pub(super) font: i32,
    /// Characters that follow a Unicode one for programs that do not know it.
    pub(super) fallback_len: Option<i32>,
    pub(super) is_hidden: bool,
    pub(super) is_deleted: bool,
    /// By one line, and by two.
    pub(super) struck: [bool; 2],
    pub(super) script: Script,
    /// Half-points above the line.
    pub(super) rise: i32,
    /// Where the Unicode form of a text in two forms goes; the other form goes nowhere.
    pub(super) unicode_form: Option<Target>,
}

#[derive(Debug, Default)]
pub(super) struct Font {
    pub(super) name: String,
    pub(super) page: Option<CodePage>,
    pub(super) is_symbols: bool,
}

/// Bytes of text.
#[derive(Debug, Default)]
pub(super) struct Bytes {
    pub(super) bytes: Vec<u8>,
    /// They stand in the file as they are, not by their codes.
    pub(super) is_raw: bool,
}

/// The list mark of a paragraph, and whether it is a heading.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) mark: String,
    pub(super) is_heading: bool,
}

/// How notes are numbered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counting {
    pub(super) numerals: Numerals,
    pub(super) next: i64,
}

impl Counting {
    pub(super) const fn new(numerals: Numerals) -> Self {
        Self { numerals, next: 1 }
    }
}
