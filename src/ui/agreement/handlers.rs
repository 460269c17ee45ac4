//! Carries out looking around in the Agreement view.

use super::action::AgreementAction;
use crate::analysis::agreement::Unit;
use crate::model::{ClaimId, DocumentId};
use crate::text::Span;
use crate::ui::CrossclaimApp;
use crate::ui::adjudication::action::AdjudicateAction;
use crate::ui::disagreements::state::ReviewList;
use crate::ui::navigation::MainView;
use crate::view::disagreements::CaseFilter;

impl CrossclaimApp {
    pub(in crate::ui) fn perform_agreement(&mut self, action: AgreementAction) {
        match action {
            AgreementAction::Unit(unit) => {
                (self.state.agreement.unit, self.state.agreement.item) = (unit, None);
                self.state.agreement.is_chosen = true;
            }
            AgreementAction::StepUnit(forward) => self.step_unit(forward),
            AgreementAction::Item(item) => self.state.agreement.item = Some(item),
            AgreementAction::Step(step) => self.step_item(step),
            AgreementAction::Read => self.read_item(),
            AgreementAction::Settle => self.settle_item(),
        }
    }

    /// Before the view is drawn: figures are asked for.
    pub(in crate::ui) fn poll_agreement(&mut self) {
        if self.state.view != MainView::Agreement {
            return;
        }
        if let Some(waker) = self.waker() {
            self.workspace.ask_agreement(&waker);
        }
        if !self.state.agreement.is_chosen {
            self.choose_unit();
        }
    }

    /// The first unit that has a figure, once there are some.
    fn choose_unit(&mut self) {
        let Some((_, report)) = self.workspace.agreement() else {
            return;
        };
        let has_figure =
            |unit: &Unit| report.overall.iter().any(|figure| figure.unit == *unit && figure.value.is_ok());
        if let Some(unit) = Unit::ALL.into_iter().find(has_figure) {
            self.state.agreement.unit = unit;
        }
    }

    fn step_unit(&mut self, forward: bool) {
        let all = Unit::ALL;
        let here = all.iter().position(|unit| *unit == self.state.agreement.unit).unwrap_or_default();
        let step = if forward { 1 } else { all.len() - 1 };
        if let Some(unit) = all.get((here + step) % all.len()) {
            (self.state.agreement.unit, self.state.agreement.item) = (*unit, None);
            self.state.agreement.is_chosen = true;
        }
    }

    fn step_item(&mut self, step: isize) {
        let count = self.views.agreement().unit().map_or(0, |unit| unit.items.len());
        let agreement = &mut self.state.agreement;
        let next = agreement.item.map_or(0, |item| item.saturating_add_signed(step));
        agreement.item = count.checked_sub(1).map(|last| next.min(last));
        agreement.moved = true;
    }

    /// Shows the selected item among the cases between annotators.
    fn settle_item(&mut self) {
        let place = self.state.agreement.item;
        let item = place.and_then(|place| self.views.agreement().item(&self.workspace, place));
        let Some((first, other)) = item.and_then(|item| Some((item.place?, item.other))) else {
            return;
        };
        match self.case_at(first, other) {
            Some(case) => self.perform_adjudicate(AdjudicateAction::Show(case)),
            None if self.state.agreement.unit == Unit::Verdict => self.show_disagreement_at(first),
            None => self.say(
                "Nothing to settle here yet: somebody has not marked the documents as read, so what they left \
                 unlinked may still come.",
            ),
        }
    }

    /// Verdicts differ on a disagreement, which is settled where it is listed.
    fn show_disagreement_at(&mut self, (document, span): (DocumentId, Span)) {
        let project = self.workspace.project();
        let is_there = |claim: ClaimId| {
            project.claim(claim).is_some_and(|claim| claim.document == document && claim.span.overlaps(span))
        };
        let cases = self.workspace.review().into_iter().flat_map(|index| index.cases());
        let found = cases.map(|case| (case.id, &case.state, case.claims().any(is_there)));
        let found =
            found.filter(|(.., is_there)| *is_there).map(|(id, state, _)| (id, CaseFilter::of(state)));
        match found.collect::<Vec<_>>().first().copied() {
            Some((id, filter)) => {
                let review = &mut self.state.review;
                (review.list, review.kind, review.case, review.moved) =
                    (ReviewList::Cases(filter), None, Some(id), true);
                self.state.view = MainView::Disagreements;
            }
            None => self.say("The disagreement that these verdicts settled is there no more."),
        }
    }

    fn read_item(&mut self) {
        let place = self.state.agreement.item;
        let item = place.and_then(|place| self.views.agreement().item(&self.workspace, place));
        let Some((item, first)) = item.and_then(|item| Some((item.clone(), item.place?))) else {
            return;
        };
        self.leave_for_reading();
        let selection = crate::ui::read::state::Selection::Span(first.0, first.1);
        self.show(selection);
        if let Some((document, span)) = item.other {
            self.reveal(document, span.start);
        }
    }
}
