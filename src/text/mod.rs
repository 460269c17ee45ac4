//! Words and places in a text: [`Span`], [`OffsetIndex`], sentences, words, search.
//!
//! Knows texts only: no projects, files, windows or clock. Offsets are UTF-8 bytes unless a name says otherwise,
//! and nothing here panics on offsets that do not fit the text.

pub mod anchor;
pub mod blocks;
pub mod dates;
pub mod direction;
pub mod find;
mod fold;
pub mod forms;
pub mod invisible;
pub mod language;
pub mod line_breaks;
mod lines;
pub mod numbers;
pub mod offsets;
pub mod phrases;
pub mod quotations;
#[cfg(test)]
mod samples;
pub mod segment;
pub mod span;
pub mod title;
pub mod tokens;
pub mod words;

pub use anchor::{Anchor, Quote, anchor, place_of};
pub use blocks::blocks;
pub use direction::Directions;
pub use find::find_all;
pub use forms::{OneForm, one_form};
pub use invisible::visible;
pub use language::guess_language;
pub use line_breaks::line_breaks;
pub use offsets::OffsetIndex;
pub use quotations::quotations;
pub use segment::{SegmentProblem, Sentence, SentenceRole, segment};
pub use span::Span;
pub use title::title_from_text;
pub use words::{capitalised, snap_to_words, word_at};
