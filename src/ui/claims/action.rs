//! [`ClaimsAction`]: work in the Claims view.

use super::state::KindChange;
use crate::model::{ClaimId, Confidence};
use crate::ui::annotate::action::PickedLevel;
use crate::view::claims::{ClaimColumn, Facet, FacetValue};
use crate::workspace::exchange::TableForm;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Work in the Claims view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimsAction {
    /// Shows the claims that have one of these values of each facet, and all where there are none.
    Open(Vec<(Facet, BTreeSet<FacetValue>)>),
    /// Puts the keyboard at a row, by place in the list.
    Click(usize, Pick),
    /// Moves the keyboard by rows.
    Move(isize, Pick),
    /// To the first (`false`) or last (`true`) row.
    MoveToEnd(bool, Pick),
    /// Selects the claim of the keyboard, or no longer.
    Toggle,
    /// Selects every claim that is listed.
    SelectAll,
    /// Selects nothing; where nothing is selected, takes the words off.
    Escape,
    /// Reads the claim of the keyboard in place.
    Read,
    /// Reads that claim in place.
    ReadClaim(ClaimId),
    /// Orders by a column; once more: the other way round.
    Sort(ClaimColumn),
    /// Orders by the next column.
    StepSort,
    /// Orders the other way round.
    ReverseSort,
    /// Groups by a facet, or not at all.
    Group(Option<Facet>),
    /// Groups by the next facet.
    StepGroup,
    /// Opens or closes the group of that value.
    ToggleGroup(FacetValue),
    /// Opens (`true`) or closes the group of the keyboard.
    OpenGroup(bool),
    /// Filters by a value, or no longer.
    Filter(Facet, FacetValue),
    /// Takes all filters and the words off.
    ClearFilters,
    /// Puts the keyboard into the field for words.
    FocusWords,
    /// Shows or hides the filters.
    ToggleFilters,
    /// Shows (`true`) or hides a column.
    ShowColumn(ClaimColumn, bool),
    /// What the menu of kinds does.
    KindChange(KindChange),
    /// Changes the kinds of the selected claims.
    SetKind(String, KindChange),
    /// A key that may be that of a kind.
    Key(char),
    /// Sets the confidence of the selected claims.
    SetConfidence(Option<Confidence>),
    /// That level; where all of them have it, none.
    PickConfidence(PickedLevel),
    /// Asks which tags the selected claims get or lose.
    EditTags,
    /// Changes the tags as asked, and adds these.
    ApplyTags(Vec<String>),
    /// Takes the selected claims out.
    Delete,
    /// Asks where to write what is listed.
    Export(TableForm),
    /// Writes it there.
    ExportTo(TableForm, PathBuf),
}

/// What moving does to the selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Selects this row alone.
    Alone,
    /// Selects it besides the others, or no longer.
    Besides,
    /// Selects all from where Shift began.
    UpTo,
    /// Leaves the selection as it is.
    Nothing,
}
