//! Carries out work on what annotators did differently: going through the cases, ruling, taking over what is agreed.

use super::action::AdjudicateAction;
use super::state::WaitingReason;
use crate::analysis::adjudication::{AdjudicationCase, CaseKey, CasePlace, PlaceIndex, RulingState};
use crate::model::DocumentId;
use crate::text::Span;
use crate::ui::CrossclaimApp;
use crate::ui::disagreements::handlers::stepped;
use crate::ui::disagreements::state::ReviewList;
use crate::ui::navigation::MainView;
use crate::ui::read::state::Selection;
use crate::view::adjudication::{AdjudicationCard, AdjudicationFilter, DraftStart};
use crate::workspace::{ClaimDraft, Decision, LinkDraft, RulingReason};

/// A span of a document.
type Place = (DocumentId, Span);

impl CrossclaimApp {
    pub(in crate::ui) fn perform_adjudicate(&mut self, action: AdjudicateAction) {
        let state = &mut self.state.adjudication;
        match action {
            AdjudicateAction::Filter(filter) => {
                state.filter = filter;
                state.take_up(None);
            }
            AdjudicateAction::Aspect(aspect) => {
                state.aspect = aspect;
                state.take_up(None);
            }
            AdjudicateAction::Select(case) => state.take_up(Some(case)),
            AdjudicateAction::Show(case) => self.show_case(case),
            AdjudicateAction::Rule(decision) => self.rule(&decision),
            AdjudicateAction::Cause(cause) => self.set_cause(&cause),
            AdjudicateAction::SetRationale(case, text) => self.set_ruling_rationale(case, &text),
            AdjudicateAction::BeginEdit => self.begin_ruling_edit(),
            AdjudicateAction::Edit(decision) => state.edit = Some(decision),
            AdjudicateAction::LeaveEdit => state.edit = None,
            AdjudicateAction::Reopen => self.reopen_ruling(),
            AdjudicateAction::AcceptAgreed => self.accept_agreed(),
            AdjudicateAction::Read(place) => self.read_case(place),
        }
    }

    /// Before the view is drawn: cases are brought up to date, and one is at hand.
    pub(in crate::ui) fn poll_adjudication(&mut self) {
        if self.state.view != MainView::Disagreements || self.state.layers.only.is_some() {
            return;
        }
        let is_listed = self.state.review.list == ReviewList::Annotators;
        let several = self.workspace.project().annotators().filter(|one| !one.reference).count() > 1;
        if is_listed || (several && self.workspace.adjudication().is_none()) {
            self.workspace.refresh_adjudication();
        }
        let index = self.workspace.adjudication();
        let state = &mut self.state.adjudication;
        let is_there = |key: CaseKey| index.is_some_and(|index| index.case(key).is_some());
        if state.case.is_none_or(|key| !is_there(key)) {
            let first = self.views.adjudication().list().listed.iter().copied().find(|key| is_there(*key));
            state.take_up(first);
        }
    }

    pub(in crate::ui) fn ruling_card(&self) -> Option<&AdjudicationCard> {
        let at_hand = self.state.adjudication.case;
        self.views.adjudication().card().filter(|card| Some(card.key) == at_hand)
    }

    fn show_case(&mut self, case: CaseKey) {
        self.state.view = MainView::Disagreements;
        self.state.review.list = ReviewList::Annotators;
        (self.state.review.moved, self.state.adjudication.aspect) = (true, None);
        self.state.adjudication.take_up(Some(case));
    }

    fn rule(&mut self, decision: &Decision) {
        let Some(case) = self.state.adjudication.case else {
            return;
        };
        let WaitingReason { cause, rationale } = self.state.adjudication.reason(case);
        match self.workspace.rule(case, decision, RulingReason { cause, rationale, outcome: None }) {
            Ok(_) => {
                self.state.adjudication.edit = None;
                self.state.adjudication.reasons.remove(&case);
            }
            Err(err) => self.show_message(true, err.to_string()),
        }
    }

    /// With a ruling its cause changes, without one the cause waits for it.
    fn set_cause(&mut self, cause: &str) {
        let ruling = self.ruling_card().and_then(|card| card.ruling.as_ref());
        if let Some((ruling, rationale)) = ruling.map(|ruling| (ruling.id, ruling.rationale.clone())) {
            if let Err(err) = self.workspace.set_ruling_reason(ruling, cause, &rationale) {
                self.report("The reason was not changed", &err);
            }
        } else if let Some(case) = self.state.adjudication.case {
            cause.clone_into(&mut self.state.adjudication.reasons.entry(case).or_default().cause);
        }
    }

    fn set_ruling_rationale(&mut self, case: CaseKey, text: &str) {
        // The view may be of before the ruling, when both come in one frame.
        self.workspace.refresh_adjudication();
        let ruling = self.workspace.adjudication().and_then(|index| index.case(case)?.ruling);
        let known = ruling.and_then(|id| self.workspace.project().ruling(id));
        if let Some((ruling, cause)) = known.map(|ruling| (ruling.id, ruling.cause.clone())) {
            if let Err(err) = self.workspace.set_ruling_reason(ruling, &cause, text) {
                self.report("The reason was not changed", &err);
            }
        } else {
            text.clone_into(&mut self.state.adjudication.reasons.entry(case).or_default().rationale);
        }
    }

    fn begin_ruling_edit(&mut self) {
        let draft = self.ruling_card().map(|card| card.draft.clone());
        self.state.adjudication.edit = draft.map(|draft| match draft {
            DraftStart::Claim { span, kinds, confidence } => {
                Decision::Claim(ClaimDraft { span, kinds, confidence })
            }
            DraftStart::Link { kind, is_backward, confidence } => {
                Decision::Link(LinkDraft { kind, is_backward, confidence })
            }
        });
    }

    pub(in crate::ui) fn reopen_ruling(&mut self) {
        let ruling = self.ruling_card().and_then(|card| card.ruling.as_ref()).map(|ruling| ruling.id);
        if let Some(ruling) = ruling
            && let Err(err) = self.workspace.reopen_ruling(ruling)
        {
            self.report("The case was not opened again", &err);
        }
    }

    fn accept_agreed(&mut self) {
        if self.state.layers.only.is_some() {
            let reason =
                "Nothing was taken over: in blind work the layers of others are closed. Open them first.";
            return self.show_message(true, reason.to_owned());
        }
        match self.workspace.accept_all_agreed() {
            Err(err) => self.show_message(true, err.to_string()),
            Ok(agreed) => {
                let counted = crate::ui::window::status_bar::counted;
                let (claims, links) = (counted(agreed.claims, "place"), counted(agreed.links, "link"));
                let waiting = match agreed.waiting_links {
                    0 => String::new(),
                    count => {
                        format!(" {} until both ends are there.", counted(count, "link") + " waits")
                    }
                };
                let text = format!(
                    "Taken over into the reference layer: {claims} and {links} on which all agree.{waiting}"
                );
                self.say(text);
            }
        }
    }

    /// The keys of the case at hand: a digit accepts that side, letters do the rest.
    pub(in crate::ui) fn adjudication_key(&mut self, key: char) {
        let Some(card) = self.ruling_card() else {
            return;
        };
        let side = key.to_digit(10).and_then(|digit| (digit as usize).checked_sub(1));
        let accepted = side.and_then(|side| card.sides.get(side)).and_then(|side| side.annotator);
        let decision = match (accepted, key) {
            (Some(annotator), _) => Decision::Accept(annotator),
            (None, 'm') => Decision::Merge,
            (None, 'x') => Decision::Reject,
            (None, 'o') => Decision::LeaveOpen,
            (None, 'e') => return self.begin_ruling_edit(),
            (None, _) => return,
        };
        self.rule(&decision);
    }

    pub(in crate::ui) fn step_cases(&mut self, step: isize) {
        let keys = &self.views.adjudication().list().listed;
        let here = keys.iter().position(|key| Some(*key) == self.state.adjudication.case);
        if let Some(next) = stepped(keys, here, step) {
            self.state.adjudication.take_up(Some(next));
        }
    }

    /// Shows the case at hand in its documents.
    pub(in crate::ui) fn read_case(&mut self, first: usize) {
        let Some(card) = self.ruling_card() else {
            return;
        };
        let claim = card.sides.iter().flat_map(|side| &side.claims).map(|claim| claim.claim).next();
        let link = card.sides.iter().flat_map(|side| &side.links).map(|link| link.link).next();
        let mut places = card.places.clone();
        let turn = first.min(places.len());
        places.rotate_left(turn);
        self.leave_for_reading();
        for (document, _) in &places {
            self.reveal(*document, 0);
        }
        let selection = link.map(Selection::Link).or_else(|| claim.map(Selection::Claim));
        if let Some(selection) = selection {
            self.show(selection);
        }
        for (document, span) in places {
            self.reveal(document, span.start);
        }
    }

    /// The case of what stands at a place, or between two, if annotators differ there.
    pub(in crate::ui) fn case_at(&mut self, first: Place, other: Option<Place>) -> Option<CaseKey> {
        self.workspace.refresh_adjudication();
        let index = self.workspace.adjudication()?;
        let is_at = |at: PlaceIndex, (document, span): Place| {
            index.place(at).is_some_and(|place| place.document == document && place.span.overlaps(span))
        };
        let is_meant = |case: &&AdjudicationCase| match (case.place, other) {
            (CasePlace::One(at), None) => is_at(at, first),
            (CasePlace::Pair(one, two), Some(other)) => {
                (is_at(one, first) && is_at(two, other)) || (is_at(one, other) && is_at(two, first))
            }
            _ => false,
        };
        // What is no aspect of a case, such as credibility, can be settled where all else is agreed, too.
        let differing = index.cases().iter().filter(|case| !case.is_agreed()).find(is_meant);
        let case = differing.or_else(|| index.cases().iter().find(is_meant))?;
        self.state.adjudication.filter = match case.state {
            RulingState::Open => AdjudicationFilter::Open,
            RulingState::Settled => AdjudicationFilter::Settled,
            RulingState::AnotherLook { .. } => AdjudicationFilter::AnotherLook,
        };
        Some(case.key)
    }
}
