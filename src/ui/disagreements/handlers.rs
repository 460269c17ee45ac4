//! Carries out work in the Disagreements view: going through the list, settling, judging likely links.

use super::action::ReviewAction;
use super::state::ReviewList;
use crate::model::{ClaimId, Confidence, EditError, LinkId, VerdictId};
use crate::ui::CrossclaimApp;
use crate::ui::annotate::words::{confidence_words, link_words};
use crate::ui::navigation::MainView;
use crate::ui::read::state::Selection;
use crate::ui::suggestions::action::WithCopies;
use crate::ui::suggestions::handlers::proposal_of;
use crate::view::disagreements::CaseCard;
use crate::workspace::{Proposal, Settlement};

impl CrossclaimApp {
    pub(in crate::ui) fn perform_review(&mut self, action: ReviewAction) {
        let done = match action {
            ReviewAction::List(list) => return self.show_list(list),
            ReviewAction::StepList(forward) => return self.step_list(forward),
            ReviewAction::Kind(kind) => return self.filter_kind(kind),
            ReviewAction::Step(step) => return self.step_in_list(step),
            ReviewAction::StepToEnd(true) => return self.step_in_list(isize::MAX),
            ReviewAction::StepToEnd(false) => return self.step_in_list(isize::MIN),
            ReviewAction::SelectCase(id) => return self.take_up(id),
            ReviewAction::SelectLikely(place) => {
                self.state.review.likely = Some(place);
                return;
            }
            ReviewAction::Key(key) => self.review_key(key),
            ReviewAction::Settle(outcome) => self.settle(&outcome),
            ReviewAction::SetRationale(id, text) => self.set_rationale(id, text),
            ReviewAction::SetConfidence(confidence) => self.set_review_confidence(confidence),
            ReviewAction::StepConfidence(step) => {
                let next = self.stepped_confidence(self.review_confidence().as_ref(), step);
                self.set_review_confidence(next)
            }
            ReviewAction::PickConfidence(level) => {
                let next = self.picked_confidence(self.review_confidence().as_ref(), level);
                self.set_review_confidence(next)
            }
            ReviewAction::WriteRationale => {
                let is_shown = match self.state.review.list {
                    ReviewList::Likely => false,
                    ReviewList::Annotators => self.ruling_card().is_some(),
                    ReviewList::Cases(_) => self.state.review.case.is_some(),
                };
                self.state.review.rationale_focus = is_shown.then_some(true);
                return;
            }
            ReviewAction::Reopen => self.reopen_case(),
            ReviewAction::GoOn => {
                self.state.review.rationale_focus = Some(false);
                return self.step_in_list(1);
            }
            ReviewAction::Enter => self.review_enter(),
            ReviewAction::AcceptLikely(kind, copies) => self.accept_likely(kind, copies),
            ReviewAction::DismissLikely => self.dismiss_likely(),
            ReviewAction::ReadInPlace => return self.read_in_place(),
            ReviewAction::ReadClaim(claim) => return self.read_claim(claim),
            ReviewAction::Back => return self.go_back(),
        };
        if let Err(err) = done {
            self.report("The change was not made", &err);
        }
    }

    /// Before the view is drawn: threads are brought up to date, and something is at hand.
    pub(in crate::ui) fn poll_review(&mut self) {
        crate::ui::questions::refresh(&mut self.workspace, &mut self.state);
        if self.state.view == MainView::Read && self.state.dialog.is_some() {
            return;
        }
        self.workspace.refresh_review();
        self.poll_adjudication();
        if self.state.view == MainView::Disagreements
            && self.state.review.list == ReviewList::Likely
            && let Some(waker) = self.waker()
        {
            self.workspace.ask_likely_links(&waker);
        }
        self.have_something_at_hand();
    }

    /// What is at hand and gone gives way to the first of the list.
    fn have_something_at_hand(&mut self) {
        let views = self.views.review();
        let review = &mut self.state.review;
        if review.list == ReviewList::Likely {
            let is_there = |place| views.likely().iter().any(|row| Some(row.place) == place);
            if !is_there(review.likely) {
                review.likely = views.likely().first().map(|row| row.place);
            }
        } else if review.case.is_none_or(|case| self.workspace.project().link(case).is_none()) {
            review.case = views.list().at(0);
        }
    }

    fn show_list(&mut self, list: ReviewList) {
        let review = &mut self.state.review;
        review.list = list;
        (review.case, review.moved) = (None, true);
        review.visible = 0..40;
    }

    fn step_list(&mut self, forward: bool) {
        let all = ReviewList::ALL;
        let place = all.iter().position(|list| *list == self.state.review.list).unwrap_or_default();
        let step = if forward { 1 } else { all.len() - 1 };
        let next = all.get((place + step) % all.len()).copied().unwrap_or_default();
        self.show_list(next);
    }

    fn filter_kind(&mut self, kind: Option<String>) {
        self.state.review.kind = kind;
        self.show_list(self.state.review.list);
    }

    fn take_up(&mut self, id: LinkId) {
        let review = &mut self.state.review;
        review.case = Some(id);
        review.confidence = None;
    }

    fn step_in_list(&mut self, step: isize) {
        self.state.review.moved = true;
        if self.state.review.list == ReviewList::Annotators {
            self.step_cases(step);
            return;
        }
        let views = self.views.review();
        if self.state.review.list == ReviewList::Likely {
            let places: Vec<_> = views.likely().iter().map(|row| row.place).collect();
            let here = places.iter().position(|place| Some(*place) == self.state.review.likely);
            self.state.review.likely = stepped(&places, here, step);
            return;
        }
        let list = views.list();
        let here = self.state.review.case.and_then(|case| list.place_of(case));
        let next = here.map_or(0, |here| here.saturating_add_signed(step).min(list.len().saturating_sub(1)));
        if let Some(next) = list.at(next) {
            self.take_up(next);
        }
    }

    /// A digit settles with the outcome of that key, or links as the kind of that key.
    fn review_key(&mut self, key: char) -> Result<(), EditError> {
        if self.state.review.list == ReviewList::Annotators {
            self.adjudication_key(key);
            return Ok(());
        }
        if self.state.review.list == ReviewList::Likely {
            let kinds = self.workspace.project().codebook();
            let is_key = |own: Option<char>| own.is_some_and(|own| own.to_ascii_lowercase() == key);
            let kind = kinds.offered_link_kinds().find(|kind| is_key(kind.key)).map(|kind| kind.id.clone());
            return kind.map_or(Ok(()), |kind| self.accept_likely(Some(kind), WithCopies::No));
        }
        let card = self.views.review().card();
        let outcome = card.and_then(|card| card.outcomes.iter().find(|outcome| outcome.key == Some(key)));
        match outcome.map(|outcome| outcome.id.clone()) {
            Some(outcome) => self.settle(&outcome),
            None => Ok(()),
        }
    }

    fn settle(&mut self, outcome: &str) -> Result<(), EditError> {
        let Some(card) = self.views.review().card().cloned() else {
            return Ok(());
        };
        let choice = card.outcomes.iter().find(|choice| choice.id == outcome);
        let favoured = choice.and_then(|choice| card.claims.get(choice.favours?)).cloned();
        let own = card.verdict.as_ref().filter(|verdict| {
            let verdict = self.workspace.project().verdict(verdict.id);
            verdict.is_some_and(|verdict| verdict.annotator == self.workspace.me())
        });
        let review = &mut self.state.review;
        let confidence = review.confidence.take();
        let written = review.rationales.remove(&card.id);
        let before = card.verdict.as_ref().map(|verdict| verdict.rationale.clone());
        let settlement = Settlement {
            claims: card.weighed.clone(),
            question: card.question.asked(),
            outcome: outcome.to_owned(),
            favoured: favoured.unwrap_or_default(),
            rationale: written.or(before).unwrap_or_default(),
            confidence,
        };
        let outcome = choice.map_or(outcome, |choice| choice.name.as_str());
        let sure = settlement.confidence.as_ref();
        let sure = sure.map(|sure| format!(", {}", confidence_words(self.workspace.project(), Some(sure))));
        let words = format!("Verdict: {outcome}{}", sure.unwrap_or_default());
        match own {
            // One's own verdict is thought over; another's stays beside the new one.
            Some(verdict) => self.workspace.change_verdict(verdict.id, "Settle disagreement", |verdict| {
                verdict.claims = settlement.claims;
                verdict.question = settlement.question;
                verdict.outcome = settlement.outcome;
                verdict.favoured = settlement.favoured;
                verdict.rationale = settlement.rationale;
                verdict.confidence = settlement.confidence.or_else(|| verdict.confidence.take());
            })?,
            None => self.workspace.settle(settlement).map(drop)?,
        }
        self.announcer.say(words);
        Ok(())
    }

    fn set_rationale(&mut self, id: LinkId, text: String) -> Result<(), EditError> {
        // The view may be of before the verdict, when both come in one frame.
        self.workspace.refresh_review();
        let case = self.workspace.review().and_then(|index| index.case_of(id));
        if let Some(verdict) = case.and_then(|case| case.verdict) {
            self.workspace.change_verdict(verdict, "Edit rationale", |verdict| {
                verdict.rationale = text;
            })
        } else {
            self.state.review.rationales.insert(id, text);
            Ok(())
        }
    }

    /// Sets the confidence of the verdict at hand, or of the next verdict or likely link.
    fn set_review_confidence(&mut self, confidence: Option<Confidence>) -> Result<(), EditError> {
        let words = confidence_words(self.workspace.project(), confidence.as_ref());
        let verdict = self.verdict_at_hand();
        let named = match (self.state.review.list, verdict) {
            // The rulings between annotators have a confidence of their own.
            (ReviewList::Annotators, _) => return Ok(()),
            (ReviewList::Likely, _) => {
                self.state.read.next_confidence.link = confidence;
                "Next link"
            }
            (ReviewList::Cases(_), Some(verdict)) => {
                self.workspace.change_verdict(verdict, "Set confidence", |verdict| {
                    verdict.confidence = confidence;
                })?;
                "Verdict"
            }
            (ReviewList::Cases(_), None) => {
                self.state.review.confidence = confidence;
                "Next verdict"
            }
        };
        self.announcer.say(format!("{named}: {words}"));
        Ok(())
    }

    fn review_confidence(&self) -> Option<Confidence> {
        match (self.state.review.list, self.verdict_at_hand()) {
            (ReviewList::Annotators, _) => None,
            (ReviewList::Likely, _) => self.state.read.next_confidence.link.clone(),
            (ReviewList::Cases(_), Some(verdict)) => {
                self.workspace.project().verdict(verdict).and_then(|verdict| verdict.confidence.clone())
            }
            (ReviewList::Cases(_), None) => self.state.review.confidence.clone(),
        }
    }

    fn verdict_at_hand(&self) -> Option<VerdictId> {
        self.case_card().and_then(|card| card.verdict.as_ref()).map(|verdict| verdict.id)
    }

    /// The disagreement at hand, in the lists of disagreements.
    fn case_card(&self) -> Option<&CaseCard> {
        let is_case = self.state.review.list.filter().is_some();
        self.views.review().card().filter(|_| is_case)
    }

    fn reopen_case(&mut self) -> Result<(), EditError> {
        if self.state.review.list == ReviewList::Annotators {
            self.reopen_ruling();
            return Ok(());
        }
        match self.case_card().and_then(|card| card.verdict.as_ref()).map(|verdict| verdict.id) {
            Some(verdict) => self.workspace.reopen(verdict),
            None => Ok(()),
        }
    }

    fn review_enter(&mut self) -> Result<(), EditError> {
        match self.state.review.list {
            ReviewList::Likely => self.accept_likely(None, WithCopies::No),
            ReviewList::Cases(_) | ReviewList::Annotators => {
                self.read_in_place();
                Ok(())
            }
        }
    }

    fn accept_likely(&mut self, kind: Option<String>, copies: WithCopies) -> Result<(), EditError> {
        let Some(card) = self.views.review().likely_card() else {
            return Ok(());
        };
        let (proposal, proposed) = (proposal_of(&card.suggestion), card.suggestion.kind.clone());
        let Some(kind) = kind.or(proposed).or_else(|| self.link_kind()) else {
            return Ok(());
        };
        let next = self.likely_after();
        let about = crate::ui::questions::target_for(&mut self.workspace, &mut self.state);
        let proposal = Proposal { about: Some(about), ..proposal };
        let confidence = self.link_confidence();
        let link = self.workspace.accept(&proposal, &kind, confidence, copies == WithCopies::Yes)?;
        crate::ui::questions::use_question_of(&self.workspace, &mut self.state, link);
        self.announcer.say(format!("Linked: {}", link_words(self.workspace.project(), link)));
        self.state.review.likely = next;
        self.state.review.moved = true;
        Ok(())
    }

    fn dismiss_likely(&mut self) -> Result<(), EditError> {
        let is_likely = self.state.review.list == ReviewList::Likely;
        let Some(card) = self.views.review().likely_card().filter(|_| is_likely) else {
            return Ok(());
        };
        let (proposal, next) = (proposal_of(&card.suggestion), self.likely_after());
        let words = format!("Dismissed {} and {}", card.claim.name, card.sentence.name);
        self.workspace.dismiss(&proposal)?;
        self.announcer.say(words);
        self.state.review.likely = next;
        self.state.review.moved = true;
        Ok(())
    }

    /// The likely link after the one at hand; the one before it at the end of the list.
    fn likely_after(&self) -> Option<super::state::LikelyPlace> {
        let rows = self.views.review().likely();
        let here = rows.iter().position(|row| Some(row.place) == self.state.review.likely)?;
        let next = rows.get(here + 1).or_else(|| rows.get(here.checked_sub(1)?));
        next.map(|row| row.place)
    }

    fn read_in_place(&mut self) {
        if self.state.review.list == ReviewList::Annotators {
            self.read_case(0);
            return;
        }
        let project = self.workspace.project();
        if self.state.review.list == ReviewList::Likely {
            let Some(card) = self.views.review().likely_card() else {
                return;
            };
            let (claim, document, start) =
                (card.suggestion.claim, card.suggestion.document, card.suggestion.span.start);
            self.read_claim(claim);
            self.reveal(document, start);
            return;
        }
        let Some(link) = self.state.review.case.and_then(|id| project.link(id)) else {
            return;
        };
        let (id, ends) = (link.id, [link.from, link.to]);
        let places: Vec<_> = ends
            .into_iter()
            .filter_map(|end| project.claim(end).map(|claim| (claim.document, claim.span.start)))
            .collect();
        self.leave_for_reading();
        for (document, _) in &places {
            self.reveal(*document, 0);
        }
        self.show(Selection::Link(id));
        for (document, start) in places {
            self.reveal(document, start);
        }
    }

    pub(in crate::ui) fn read_claim(&mut self, claim: ClaimId) {
        self.leave_for_reading();
        self.show(Selection::Claim(claim));
    }

    pub(in crate::ui) fn leave_for_reading(&mut self) {
        if self.state.view != MainView::Read {
            self.state.review.came_from = Some(self.state.view);
            self.state.view = MainView::Read;
        }
    }

    fn go_back(&mut self) {
        if let Some(view) = self.state.review.came_from.take() {
            self.state.view = view;
            self.state.review.moved = true;
            self.state.claims.moved = true;
        }
    }
}

/// What stands that many places on in a list; its first one where nothing is at hand.
pub(in crate::ui) fn stepped<T: Copy>(list: &[T], here: Option<usize>, step: isize) -> Option<T> {
    let last = list.len().checked_sub(1)?;
    let next = here.map_or(0, |here| here.saturating_add_signed(step).min(last));
    list.get(next).copied()
}
