//! Carries out setting the confidence of what is selected, or of what is tagged or linked next.

use super::action::PickedLevel;
use super::words::confidence_words;
use crate::model::{ClaimId, Confidence, EditError, LinkId};
use crate::ui::CrossclaimApp;
use crate::ui::read::state::{Mode, NextConfidence, Selection};
use crate::view::names::claim_name_of;

/// What gets the confidence that is set in the Read view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holder {
    Claim(ClaimId),
    Link(LinkId),
    NextClaim,
    NextLink,
}

impl CrossclaimApp {
    /// While a link is being made or judged, confidence is that of the link, by mouse and by keyboard alike.
    const fn confidence_holder(&self) -> Holder {
        match (&self.state.read.mode, self.state.read.selection) {
            (Mode::Linking { .. } | Mode::Choosing { .. } | Mode::Judging { .. }, _) => Holder::NextLink,
            (Mode::Idle, Some(Selection::Claim(claim))) => Holder::Claim(claim),
            (Mode::Idle, Some(Selection::Link(link))) => Holder::Link(link),
            (Mode::Idle, Some(Selection::Sentence(..) | Selection::Span(..)) | None) => Holder::NextClaim,
        }
    }

    fn confidence_of(&self, holder: Holder) -> Option<Confidence> {
        let project = self.workspace.project();
        match holder {
            Holder::Claim(claim) => project.claim(claim)?.confidence.clone(),
            Holder::Link(link) => project.link(link)?.confidence.clone(),
            Holder::NextClaim => self.state.read.next_confidence.claim.clone(),
            Holder::NextLink => self.state.read.next_confidence.link.clone(),
        }
    }

    pub(in crate::ui) fn set_confidence(&mut self, confidence: Option<Confidence>) -> Result<(), EditError> {
        let label = "Set confidence";
        let words = confidence_words(self.workspace.project(), confidence.as_ref());
        let named = match self.confidence_holder() {
            Holder::Claim(id) => {
                self.state.read.tag_bar = false;
                self.workspace.change_claim(id, label, |claim| claim.confidence.clone_from(&confidence))?;
                self.note_claim_confidence(confidence);
                claim_name_of(self.workspace.project(), id)
            }
            Holder::Link(id) => {
                self.workspace.change_link(id, label, |link| link.confidence.clone_from(&confidence))?;
                self.note_link_confidence(confidence);
                "Link".to_owned()
            }
            Holder::NextClaim => {
                self.state.read.next_confidence.claim = confidence;
                "Next claim".to_owned()
            }
            Holder::NextLink => {
                self.state.read.next_confidence.link = confidence;
                "Next link".to_owned()
            }
        };
        self.announcer.say(format!("{named}: {words}"));
        Ok(())
    }

    pub(in crate::ui) fn step_confidence(&mut self, step: i8) -> Result<(), EditError> {
        let current = self.confidence_of(self.confidence_holder());
        let next = self.stepped_confidence(current.as_ref(), step);
        self.set_confidence(next)
    }

    pub(in crate::ui) fn pick_confidence(&mut self, level: PickedLevel) -> Result<(), EditError> {
        let current = self.confidence_of(self.confidence_holder());
        let next = self.picked_confidence(current.as_ref(), level);
        self.set_confidence(next)
    }

    /// That level of the project's scale; none where it was that one already.
    ///
    /// As it was where the project has no scale.
    pub(in crate::ui) fn picked_confidence(
        &self,
        current: Option<&Confidence>,
        level: PickedLevel,
    ) -> Option<Confidence> {
        let project = self.workspace.project();
        let Some(scale) = project.codebook().scale(&project.settings().scale) else {
            return current.cloned();
        };
        let last = scale.levels.len().checked_sub(1)?;
        let place = match level {
            PickedLevel::Low => 0,
            PickedLevel::Moderate => last / 2,
            PickedLevel::High => last,
        };
        let level = scale.levels.get(place)?;
        let picked = Confidence { scale: scale.id.clone(), level: level.id.clone() };
        (current != Some(&picked)).then_some(picked)
    }

    /// One level lower or higher on the project's scale; below its lowest level stands *not set*.
    ///
    /// As it was where the project has no scale.
    pub(in crate::ui) fn stepped_confidence(
        &self,
        current: Option<&Confidence>,
        step: i8,
    ) -> Option<Confidence> {
        let project = self.workspace.project();
        let Some(scale) = project.codebook().scale(&project.settings().scale) else {
            return current.cloned();
        };
        let place = current.and_then(|confidence| {
            scale.levels.iter().position(|level| scale.id == confidence.scale && level.id == confidence.level)
        });
        let next = match place {
            Some(0) if step < 0 => None,
            Some(place) => {
                Some(place.saturating_add_signed(step.into()).min(scale.levels.len().saturating_sub(1)))
            }
            None if step > 0 => Some(0),
            None => None,
        };
        let level = next.and_then(|next| scale.levels.get(next));
        level.map(|level| Confidence { scale: scale.id.clone(), level: level.id.clone() })
    }

    /// The confidence for a claim that is tagged; it is used up unless this user keeps it.
    pub(in crate::ui) fn claim_confidence(&mut self) -> Option<Confidence> {
        let next = &mut self.state.read.next_confidence.claim;
        if self.state.habits.keeps_confidence { next.clone() } else { next.take() }
    }

    /// The confidence for a link that is made; it is used up unless this user keeps it.
    pub(in crate::ui) fn link_confidence(&mut self) -> Option<Confidence> {
        let next = &mut self.state.read.next_confidence.link;
        if self.state.habits.keeps_confidence { next.clone() } else { next.take() }
    }

    /// What was set on a claim is that of the next one, too, if this user wants it so.
    pub(in crate::ui) fn note_claim_confidence(&mut self, confidence: Option<Confidence>) {
        if self.state.habits.keeps_confidence {
            self.state.read.next_confidence.claim = confidence;
        }
    }

    /// What was set on a link is that of the next one, too, if this user wants it so.
    pub(in crate::ui) fn note_link_confidence(&mut self, confidence: Option<Confidence>) {
        if self.state.habits.keeps_confidence {
            self.state.read.next_confidence.link = confidence;
        }
    }

    /// Something else is at hand: what was chosen for the next claim and link was meant for what was there.
    pub(in crate::ui) fn forget_confidence(&mut self) {
        if !self.state.habits.keeps_confidence {
            self.state.read.next_confidence = NextConfidence::default();
        }
    }
}
