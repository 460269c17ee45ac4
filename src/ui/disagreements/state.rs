//! [`ReviewState`]: what the Disagreements view shows and what is half done in it.

use crate::model::{Confidence, LinkId};
use crate::ui::navigation::MainView;
use crate::ui::suggestions::action::LikelyPlace;
use crate::view::disagreements::CaseFilter;
use std::collections::BTreeMap;
use std::ops::Range;

/// The views of disagreements and threads.
#[derive(Debug, Default)]
pub struct ReviewState {
    /// Which list the Disagreements view shows.
    pub list: ReviewList,
    /// Only disagreements of that type of difference, by its id.
    pub kind: Option<String>,
    /// The disagreement at hand; it stays on show when it is settled, until another one is taken up.
    pub case: Option<LinkId>,
    /// The likely link at hand.
    pub likely: Option<LikelyPlace>,
    /// Confidence for the next verdict.
    pub confidence: Option<Confidence>,
    /// Rationales written before there is a verdict to hold them.
    pub rationales: BTreeMap<LinkId, String>,
    /// Rows of the list that the last frame showed.
    pub visible: Range<usize>,
    /// Whether the keyboard moved in the list, so that its row comes into view.
    pub moved: bool,
    /// Whether the rationale takes the keyboard in the next frame (`true`) or gives it up.
    pub rationale_focus: Option<bool>,
    /// The view to go back to from reading in place.
    pub came_from: Option<MainView>,
}

/// The lists of the Disagreements view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReviewList {
    /// Disagreements between sources.
    Cases(CaseFilter),
    /// Pairs that are much alike and that nobody has judged.
    Likely,
    /// What annotators did differently.
    Annotators,
}

impl ReviewList {
    /// All of them, in the order of their tabs.
    pub const ALL: [Self; 5] = [
        Self::Cases(CaseFilter::Open),
        Self::Cases(CaseFilter::Settled),
        Self::Cases(CaseFilter::AnotherLook),
        Self::Likely,
        Self::Annotators,
    ];

    /// Shown on its tab.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cases(CaseFilter::Open) => "Open",
            Self::Cases(CaseFilter::Settled) => "Settled",
            Self::Cases(CaseFilter::AnotherLook) => "Look again",
            Self::Likely => "Likely links",
            Self::Annotators => "Annotators",
        }
    }

    /// The filter of a list of disagreements.
    pub const fn filter(self) -> Option<CaseFilter> {
        match self {
            Self::Cases(filter) => Some(filter),
            Self::Likely | Self::Annotators => None,
        }
    }
}

impl Default for ReviewList {
    fn default() -> Self {
        Self::Cases(CaseFilter::Open)
    }
}
