//! Carries out judging what the program proposes for a claim.

use super::action::{JudgeAction, WithCopies};
use crate::model::{ClaimId, EditError};
use crate::ui::CrossclaimApp;
use crate::ui::annotate::words::link_words;
use crate::ui::questions;
use crate::ui::read::state::{Mode, Selection};
use crate::view::suggestions::SuggestionCard;
use crate::workspace::Proposal;

impl CrossclaimApp {
    pub(in crate::ui) fn perform_judge(&mut self, action: JudgeAction) {
        let done = match action {
            JudgeAction::Step(step) => {
                self.step_suggestion(step);
                Ok(())
            }
            JudgeAction::Show(proposal) => {
                self.show_proposal(&proposal);
                Ok(())
            }
            JudgeAction::Accept(proposal, kind, copies) => self.accept(&proposal, kind, copies),
            JudgeAction::Dismiss(proposal) => self.dismiss(&proposal),
            JudgeAction::AcceptShown(kind) => match self.shown_proposal() {
                Some((proposal, proposed)) => self.accept(&proposal, kind.or(proposed), WithCopies::No),
                None => Ok(()),
            },
            JudgeAction::DismissShown => match self.shown_proposal() {
                Some((proposal, _)) => self.dismiss(&proposal),
                None => Ok(()),
            },
            JudgeAction::OfferAgain(claim) => self.workspace.offer_again(claim),
        };
        if let Err(err) = done {
            self.report("The change was not made", &err);
        }
    }

    /// Asks about what is selected and picks up what was answered.
    pub(in crate::ui) fn poll_suggestions(&mut self) {
        self.workspace.poll_jobs();
        for notice in self.workspace.take_notices() {
            self.show_message(notice.is_error, notice.text);
        }
        let Some(waker) = self.waker() else {
            return;
        };
        if let (Some(claim), true) = (self.state.read.subject(), self.has_others()) {
            self.workspace.ask_suggestions(claim, &waker);
        }
    }

    fn has_others(&self) -> bool {
        self.workspace.project().document_ids().len() > 1
    }

    fn step_suggestion(&mut self, step: isize) {
        let shown = self.shown_place();
        let cards: Vec<&SuggestionCard> = self.views.suggestion_cards().collect();
        let place = cards.iter().position(|card| Some((card.document, card.span)) == shown);
        let last = cards.len().saturating_sub(1);
        let next = match place {
            Some(place) => place.saturating_add_signed(step).min(last),
            None if step < 0 => last,
            None => 0,
        };
        if let Some(proposal) = cards.get(next).map(|card| proposal_of(card)) {
            self.show_proposal(&proposal);
        }
    }

    fn show_proposal(&mut self, proposal: &Proposal) {
        let Proposal { claim, document, span, .. } = *proposal;
        let read = &mut self.state.read;
        (read.selection, read.tag_bar) = (Some(Selection::Claim(claim)), false);
        read.mode = Mode::Judging { claim, document, span };
        if let Some(claim) = self.workspace.project().claim(claim) {
            let (own, start) = (claim.document, claim.span.start);
            self.reveal(own, start);
        }
        self.reveal(document, span.start);
    }

    fn shown_place(&self) -> Option<(crate::model::DocumentId, crate::text::Span)> {
        let Mode::Judging { document, span, .. } = self.state.read.mode else {
            return None;
        };
        Some((document, span))
    }

    /// The suggestion on show and the kind it proposes.
    fn shown_proposal(&self) -> Option<(Proposal, Option<String>)> {
        let shown = self.shown_place()?;
        let card = self.views.suggestion_cards().find(|card| (card.document, card.span) == shown)?;
        Some((proposal_of(card), card.kind.clone()))
    }

    pub(in crate::ui) fn accept(
        &mut self,
        proposal: &Proposal,
        kind: Option<String>,
        copies: WithCopies,
    ) -> Result<(), EditError> {
        let Some(kind) = kind.or_else(|| self.link_kind()) else {
            return Ok(());
        };
        let next = self.next_after(proposal);
        let about = questions::target_of_proposal(&mut self.workspace, &mut self.state, proposal);
        let proposal = &Proposal { about: Some(about), ..proposal.clone() };
        let confidence = self.link_confidence();
        let link = self.workspace.accept(proposal, &kind, confidence, copies == WithCopies::Yes)?;
        questions::use_question_of(&self.workspace, &mut self.state, link);
        self.announcer.say(format!("Linked: {}", link_words(self.workspace.project(), link)));
        self.state.read.last_link_kind = kind;
        self.go_on(proposal.claim, next);
        Ok(())
    }

    fn dismiss(&mut self, proposal: &Proposal) -> Result<(), EditError> {
        let next = self.next_after(proposal);
        self.workspace.dismiss(proposal)?;
        self.go_on(proposal.claim, next);
        Ok(())
    }

    /// The suggestion to look at once this one is judged; none unless suggestions are being gone through.
    fn next_after(&self, proposal: &Proposal) -> Option<Proposal> {
        self.shown_place()?;
        let cards: Vec<&SuggestionCard> = self.views.suggestion_cards().collect();
        let is_judged =
            |card: &&SuggestionCard| (card.document, card.span) == (proposal.document, proposal.span);
        let place = cards.iter().position(is_judged)?;
        let next = cards.get(place + 1).or_else(|| cards.get(place.checked_sub(1)?))?;
        Some(proposal_of(next))
    }

    fn go_on(&mut self, claim: ClaimId, next: Option<Proposal>) {
        self.state.read.mode = Mode::Idle;
        match next {
            Some(next) => self.show_proposal(&next),
            None => self.state.read.selection = Some(Selection::Claim(claim)),
        }
    }
}

/// What is judged when a card is.
pub(in crate::ui) fn proposal_of(card: &SuggestionCard) -> Proposal {
    Proposal {
        claim: card.claim,
        document: card.document,
        span: card.span,
        copies: card.copies.clone(),
        about: None,
    }
}
