//! [`AgreementViews`]: view data of the Agreement view, made from the last figures.

use super::state::AgreementState;
use crate::analysis::agreement::{AgreementReport, Unit};
use crate::view::agreement::{ItemRow, UnitRow, UnitView, item_row, unit_rows, unit_view};
use crate::workspace::Workspace;
use std::sync::Arc;

/// View data of the Agreement view.
#[derive(Debug, Default)]
pub struct AgreementViews {
    units: Vec<UnitRow>,
    unit: Option<UnitView>,
    made_of: Option<(u64, Unit)>,
    report: Option<Arc<AgreementReport>>,
}

impl AgreementViews {
    /// Makes what is on show and out of date.
    pub(in crate::ui) fn refresh(&mut self, workspace: &Workspace, state: &AgreementState) {
        let Some((revision, report)) = workspace.agreement() else {
            return;
        };
        let made_of = Some((*revision, state.unit));
        if self.made_of == made_of {
            return;
        }
        if self.made_of.is_none_or(|(at, _)| at != *revision) {
            self.units = unit_rows(report);
            self.report = Some(Arc::clone(report));
        }
        self.unit = Some(unit_view(workspace.project(), report, state.unit));
        self.made_of = made_of;
    }

    /// All units.
    pub fn units(&self) -> &[UnitRow] {
        &self.units
    }

    /// The unit on show.
    pub const fn unit(&self) -> Option<&UnitView> {
        self.unit.as_ref()
    }

    /// An item behind the figures of the unit on show, by its place in the list.
    pub fn item(&self, workspace: &Workspace, place: usize) -> Option<ItemRow> {
        let (view, report) = (self.unit.as_ref()?, self.report.as_ref()?);
        let item = report.table(view.unit)?.item(*view.items.get(place)?)?;
        Some(item_row(workspace.project(), &item))
    }
}
