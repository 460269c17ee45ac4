//! What [`super::story::Story`] knows of the elements it is in.

use super::styles::Look;

/// A paragraph that is being read.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) list: String,
    pub(super) level: usize,
    /// It names its list itself: that counts whatever its style says, in any order.
    pub(super) has_own_list: bool,
    pub(super) look: Look,
    pub(super) is_heading: bool,
    pub(super) end: End,
    /// The look of the run around it, where it is in a box.
    pub(super) outer: Look,
}

/// How a paragraph ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum End {
    #[default]
    Own,
    /// Its end is deleted: the next paragraph goes on with it.
    Deleted,
    /// It is one large letter that begins the next paragraph.
    DropCap,
}

/// One content in several forms, of which the first is read.
#[derive(Debug, Default)]
pub(super) struct Alternative {
    pub(super) is_chosen: bool,
    pub(super) chosen: String,
    pub(super) other: String,
}

impl Alternative {
    /// The other forms, where they hold words that the one that is read does not.
    pub(super) fn unlike(self) -> Option<String> {
        let joined = |text: &str| text.split_whitespace().collect::<String>();
        let (chosen, other) = (joined(&self.chosen), joined(&self.other));
        (!other.is_empty() && !chosen.contains(&other)).then_some(self.other)
    }
}

/// Tracked changes so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tracked {
    pub(super) deletion_count: usize,
    pub(super) insertion_count: usize,
}

impl Tracked {
    /// In words, where there are any.
    pub(super) fn problem(self) -> Option<String> {
        let plural = |count: usize, word: &str| match count {
            1 => format!("1 {word} was"),
            _ => format!("{count} {word}s were"),
        };
        (self.deletion_count + self.insertion_count > 0).then(|| {
            let (out, kept) =
                (plural(self.deletion_count, "deletion"), plural(self.insertion_count, "insertion"));
            format!("tracked changes: {out} left out, {kept} kept")
        })
    }
}
