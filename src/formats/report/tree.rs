//! [`Tree`]: a report as plain data: sections of paragraphs, tables, quotations and footnotes. Each format writes all of
//! it, so that none says more than another.

use super::parts::ReportPart;
use crate::analysis::matrix::Stance;
use crate::model::Timestamp;
use crate::text::Directions;

/// A whole report.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    pub(super) title: String,
    /// What it is of: `as of …`, how many documents, claims and links.
    pub(super) facts: String,
    /// Who did the work.
    pub(super) authors: String,
    /// Of the newest work in it; none when there is none.
    pub(super) as_of: Option<Timestamp>,
    pub(super) sections: Vec<Section>,
}

/// One part under a heading of its own.
#[derive(Clone, Debug)]
pub(super) struct Section {
    pub(super) part: ReportPart,
    pub(super) blocks: Vec<Block>,
}

/// What stands below what.
#[derive(Clone, Debug)]
pub(super) enum Block {
    /// A heading within a section.
    Heading(Paragraph),
    Paragraph(Paragraph),
    List(List),
    /// Words with what they mean.
    Terms(Vec<[Paragraph; 2]>),
    /// Numbers with what they count.
    Figures(Vec<(String, &'static str)>),
    Table(Table),
    /// What belongs to one heading, with a name that links lead to.
    Entry {
        anchor: String,
        heading: Paragraph,
        blocks: Vec<Self>,
    },
    /// Paragraphs set off from the others.
    Boxed(Vec<Paragraph>),
    /// A drawing of what the table after it says, for formats that can show one.
    Picture(super::html::Element),
}

/// Items one below the other.
#[derive(Clone, Debug)]
pub(super) struct List {
    pub(super) look: ListLook,
    pub(super) items: Vec<Vec<Paragraph>>,
}

/// How a list looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListLook {
    /// With numbers.
    Numbered,
    /// What a table's signs mean, with points.
    Legend,
}

/// Words of one role, with the language they are in where it is not that of the report.
#[derive(Clone, Debug)]
pub(super) struct Paragraph {
    pub(super) role: Role,
    pub(super) runs: Vec<Run>,
    /// Language tag; empty for the report's own words.
    pub(super) language: String,
    /// Colour of a legend's entry.
    pub(super) tone: Tone,
}

/// What a paragraph is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Body,
    /// Aside.
    Note,
    /// Which links say so.
    Links,
    /// Who says what follows.
    Who,
    /// Strangers' words.
    Quote,
    /// How many say so.
    Count,
    /// What the reviewer has to find out.
    Question,
    /// How it was settled.
    Outcome,
    /// Why it was settled so.
    Rationale,
    /// What came later.
    Since,
}

/// Words that look alike.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) words: String,
    pub(super) look: Look,
    /// Strangers' words, whose direction must not reach beyond them.
    pub(super) is_foreign: bool,
    /// Web address, or `#` and the anchor of an entry; empty for none.
    pub(super) target: String,
    /// Shown on hovering, where a format can.
    pub(super) hint: String,
    /// A footnote in the place of words.
    pub(super) note: Option<Vec<Self>>,
}

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    Plain,
    Strong,
    Small,
    /// Around a claim.
    Muted,
    /// The claim within its surroundings.
    Claim,
    /// The words that differ.
    Mark,
    /// The sign of the document at that place.
    Chip(usize),
    /// Reliability of a source.
    Rating,
    /// The state of a disagreement by its place in the order of states.
    State(usize),
    /// A type of difference.
    Kind,
    /// No difference was found.
    NoKind,
    /// What a question or claim says.
    Statement,
}

/// A table; its head is repeated on every page.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) look: TableLook,
    /// Empty for none.
    pub(super) caption: String,
    /// Share of each column in the width.
    pub(super) shares: Vec<u32>,
    pub(super) heads: Vec<Cell>,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// What a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableLook {
    Plain,
    Sources,
    /// Words in the cells of the matrix.
    Matrix,
    /// Signs in the cells of the matrix.
    Signs,
    /// Two sides of a disagreement.
    Sides,
    /// Facts with the passages that say them.
    Register,
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) tone: Tone,
    /// Names its row or column.
    pub(super) is_head: bool,
    pub(super) is_number: bool,
}

/// What a cell's colour says; never the only sign of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tone {
    #[default]
    None,
    /// A stance, and the confidence behind it from 0 (not set) to 3.
    Stance(Stance, u8),
    /// Rests on one source.
    Single,
    /// Has no value.
    Undefined,
    /// The side that a verdict favours.
    Favoured,
}

/// The report's own words.
pub(super) fn own(words: impl Into<String>) -> Run {
    Run {
        words: words.into(),
        look: Look::Plain,
        is_foreign: false,
        target: String::new(),
        hint: String::new(),
        note: None,
    }
}

/// Strangers' words.
pub(super) fn foreign(words: impl Into<String>) -> Run {
    Run { is_foreign: true, ..own(words) }
}

/// A footnote.
pub(super) fn footnote(runs: Vec<Run>) -> Run {
    Run { note: Some(runs), ..own("") }
}

/// An empty paragraph of that role.
pub(super) const fn paragraph(role: Role) -> Paragraph {
    Paragraph { role, runs: Vec::new(), language: String::new(), tone: Tone::None }
}

/// A paragraph of the report's own words.
pub(super) fn said(role: Role, words: impl Into<String>) -> Paragraph {
    paragraph(role).add(own(words))
}

/// A remark that stands by itself.
pub(super) fn note(words: impl Into<String>) -> Block {
    Block::Paragraph(said(Role::Note, words))
}

/// A heading within a section.
pub(super) fn heading(words: impl Into<String>) -> Block {
    Block::Heading(said(Role::Body, words))
}

impl TableLook {
    /// Whether a row may go on on the next page: those with quotations may be longer than one.
    pub(super) const fn may_break(self) -> bool {
        matches!(self, Self::Sides | Self::Register)
    }
}

impl Run {
    pub(super) fn look(self, look: Look) -> Self {
        Self { look, ..self }
    }

    pub(super) fn to(self, target: impl Into<String>) -> Self {
        Self { target: target.into(), ..self }
    }

    pub(super) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: hint.into(), ..self }
    }
}

impl Paragraph {
    pub(super) fn add(mut self, run: Run) -> Self {
        self.runs.push(run);
        self
    }

    pub(super) fn add_all(mut self, runs: impl IntoIterator<Item = Run>) -> Self {
        self.runs.extend(runs);
        self
    }

    /// Whether it has strangers' words in it.
    pub(super) fn is_foreign(&self) -> bool {
        self.runs.iter().any(|run| run.is_foreign)
    }

    /// Whether it runs from right to left: strangers' words do, and there are more of their letters than of others.
    pub(super) fn is_from_right(&self) -> bool {
        let words = |run: &&Run| !matches!(run.look, Look::Chip(_) | Look::Rating | Look::Small);
        let text: String = self.runs.iter().filter(words).map(|run| run.words.as_str()).collect();
        self.is_foreign() && is_from_right(&text)
    }
}

/// Whether most letters of a text run from right to left.
pub(super) fn is_from_right(text: &str) -> bool {
    Directions::of(&text.replace(['\n', '\r', '\u{2029}'], " ")).from_right
}

impl Cell {
    pub(super) const fn of(paragraphs: Vec<Paragraph>) -> Self {
        Self { paragraphs, tone: Tone::None, is_head: false, is_number: false }
    }

    /// With the report's own words.
    pub(super) fn own(words: impl Into<String>) -> Self {
        Self::of(vec![said(Role::Body, words)])
    }

    /// With strangers' words.
    pub(super) fn foreign(words: impl Into<String>) -> Self {
        Self::of(vec![paragraph(Role::Body).add(foreign(words))])
    }

    pub(super) fn number(words: impl Into<String>) -> Self {
        Self { is_number: true, ..Self::own(words) }
    }

    pub(super) fn tone(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }

    pub(super) fn head(self) -> Self {
        Self { is_head: true, ..self }
    }
}

/// Heads of columns; those that end in `#` stand over numbers.
pub(super) fn heads(words: &[&str]) -> Vec<Cell> {
    let head = |words: &&str| match words.strip_suffix('#') {
        Some(words) => Cell::number(words).head(),
        None => Cell::own(*words).head(),
    };
    words.iter().map(head).collect()
}

/// The tag as a document may carry it; none where it is no language tag that readers would know.
pub(super) fn language_tag(tag: &str) -> Option<&str> {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    let is_primary = (2..=3).contains(&primary.len()) && primary.chars().all(|c| c.is_ascii_alphabetic());
    let is_part =
        |part: &str| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric());
    (is_primary && tag.len() <= 35 && parts.all(is_part)).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_takes_the_direction_of_its_strangers_words() {
        let mixed = paragraph(Role::Quote).add(foreign("המחירים עלו")).add(own(" AP"));
        assert!(mixed.is_from_right());
        assert!(!said(Role::Quote, "המחירים עלו").is_from_right(), "own words never do");
        assert!(!paragraph(Role::Quote).add(foreign("Rents in תל")).is_from_right());
    }

    #[test]
    fn only_plausible_language_tags_are_passed_on() {
        for tag in ["en", "he", "zh-Hant-TW", "de-1996"] {
            assert_eq!(language_tag(tag), Some(tag));
        }
        for tag in ["", "e", "english", "x-y!", "en--x", "\"><", "en-123456789"] {
            assert_eq!(language_tag(tag), None, "{tag}");
        }
    }
}
