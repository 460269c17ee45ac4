//! [`ExportOptions`]: what to export, how much of it to show, and how to divide it.

use crate::model::AnnotatorId;

/// What to export, and how much of it to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportOptions {
    /// Whose work.
    pub layer: Layer,
    /// Off for texts that must not be passed on: no texts, quotes, premises and hypotheses, no notes on
    /// differences and no conflicts, but all offsets.
    pub with_text: bool,
    /// Numbered names and other ids for the annotators; no conflicts, which hold those that they have.
    pub pseudonyms: bool,
    /// Of the files of formats that spreadsheets open.
    pub byte_order_mark: ByteOrderMark,
    /// Which of the layer's claims and links.
    pub filter: Filter,
    /// None: everything together.
    pub split: Option<Split>,
    /// Unrelated pairs for each related one; none: only those that somebody judged unrelated.
    pub negatives: Option<usize>,
    /// Of everything that is drawn by lot: the same seed gives the same files.
    pub seed: u64,
}

impl Default for ExportOptions {
    fn default() -> Self {
        Self {
            layer: Layer::All,
            with_text: true,
            pseudonyms: false,
            byte_order_mark: ByteOrderMark::With,
            filter: Filter::default(),
            split: None,
            negatives: None,
            seed: 0,
        }
    }
}

/// Which claims and links to leave out. A link goes with the claims at its ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Ids or labels of claim kinds and link kinds; those of neither sort leave that sort whole.
    pub kinds: Vec<String>,
    /// Id or label of a level of the project's scale: what is less sure, or not rated, is left out.
    pub min_confidence: Option<String>,
}

/// Whether spreadsheet files begin with a byte order mark; Excel needs it to see that they are UTF-8.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ByteOrderMark {
    /// For people.
    #[default]
    With,
    /// For programs.
    Without,
}

/// Whose work to export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layer {
    /// Everybody's.
    #[default]
    All,
    /// One annotator's.
    Annotator(AnnotatorId),
    /// That of every annotator marked as reference.
    Reference,
}

/// A division into parts for training and testing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// What stays together.
    pub by: SplitBy,
    /// Of two or three parts, in relation to each other.
    pub shares: Vec<u32>,
}

/// What stays together in a [`Split`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SplitBy {
    /// Claims connected over links, and sentences that say almost the same.
    #[default]
    Thread,
    /// Documents; links between documents of two parts are left out.
    Document,
    /// Documents, the earliest first: what is tested was published after what was learned.
    Date,
}

impl SplitBy {
    /// Every value.
    pub const ALL: [Self; 3] = [Self::Thread, Self::Document, Self::Date];

    /// The word used on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Thread => "thread",
            Self::Document => "document",
            Self::Date => "date",
        }
    }

    /// The value of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.name() == name)
    }
}

impl Split {
    /// Reads shares such as `80/10/10` or `9/1`; an error in words when they are none.
    pub fn parse(shares: &str, by: SplitBy) -> Result<Self, String> {
        let parts: Result<Vec<u32>, _> = shares.split('/').map(|share| share.trim().parse::<u32>()).collect();
        match parts {
            Ok(parts)
                if matches!(parts.len(), 2 | 3) && parts.iter().all(|share| (1..=1_000).contains(share)) =>
            {
                Ok(Self { by, shares: parts })
            }
            _ => Err(format!("“{shares}” is no split; write two or three shares such as 80/20 or 80/10/10")),
        }
    }

    /// What the parts are called.
    pub fn names(&self) -> &'static [&'static str] {
        if self.shares.len() == 2 { &["train", "test"] } else { &["train", "validation", "test"] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_two_or_three_whole_numbers() {
        let shares = |text| Split::parse(text, SplitBy::Thread).map(|split| split.shares);
        assert_eq!(shares("80/10/10"), Ok(vec![80, 10, 10]));
        assert_eq!(shares("9 / 1"), Ok(vec![9, 1]));
        for wrong in ["", "80", "80/0/20", "1/2/3/4", "80/-20", "a/b", "80/20%"] {
            assert!(shares(wrong).unwrap_err().contains("is no split"), "{wrong}");
        }
        let names = |text| Split::parse(text, SplitBy::Date).unwrap().names();
        assert_eq!((names("1/1"), names("1/1/1").len()), (&["train", "test"][..], 3));
        assert!(SplitBy::ALL.iter().all(|by| SplitBy::from_name(by.name()) == Some(*by)));
    }
}
