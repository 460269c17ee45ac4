//! How alike two sentences are: [`search()`] finds those most like a text.
//!
//! Four likenesses count, each a cosine: the words (stems, rare ones more, names and numbers more still), groups of
//! letters, the surroundings, and how well each sentence fits into the surroundings of the other. What is found
//! first then speaks for what is like it (relevance feedback after Rocchio 1971).

mod features;
mod grams;
mod search;
mod stem;
mod words;

pub(super) use grams::grams;
pub(super) use search::{Found, Query, Reach, search};
pub(super) use words::{Reader, Word, is_spaceless};
