//! Carries out work on claims and links.

use crate::model::{Claim, ClaimId, Confidence, EditError, Link, LinkId};
use crate::ui::CrossclaimApp;
use crate::ui::action::{ClaimField, LinkField, MarkAction};
use crate::ui::questions;
use crate::ui::state::{Mode, Selection};
use crate::workspace::{LinkEnd, Tag};

impl CrossclaimApp {
    pub(super) fn perform_mark(&mut self, action: MarkAction) {
        let done = match action {
            MarkAction::Tag(kind) => self.tag_selected(&kind),
            MarkAction::TagWithLast(place) => self.tag_with_last(place),
            MarkAction::ToggleKind(claim, kind) => self.toggle_kind(claim, &kind),
            MarkAction::SetConfidence(confidence) => self.set_confidence(confidence),
            MarkAction::StepConfidence(step) => self.step_confidence(step),
            MarkAction::SetClaimField(claim, field) => self.set_claim_field(claim, field),
            MarkAction::SetLinkField(link, field) => self.set_link_field(link, field),
            MarkAction::MoveClaim(claim, span) => self.workspace.move_claim(claim, span),
            MarkAction::RemoveClaim(claim) => self.workspace.remove_claim(claim),
            MarkAction::RemoveLink(link) => self.workspace.remove_link(link),
            MarkAction::RemoveSelected => self.remove_selected(),
            MarkAction::Link(kind) => self.finish_link(kind),
            MarkAction::Undo => self.workspace.undo().map(drop),
            MarkAction::Redo => self.workspace.redo().map(drop),
        };
        if let Err(err) = done {
            self.report("The change was not made", &err);
        }
    }

    /// Before a frame is drawn: closes the columns of documents that are gone, and selects nothing when what was selected
    /// is.
    pub(in crate::ui) fn drop_lost_selection(&mut self) {
        let project = self.workspace.project();
        self.state.read.columns.retain(|column| project.document(column.document).is_some());
        let lost = |selection: Selection| self.span_of(selection).is_none();
        let mode_lost = match self.state.read.mode {
            Mode::Idle => false,
            Mode::Linking { from, .. } => lost(from),
            Mode::Choosing { from, to, made } => {
                lost(from) || lost(to) || made.is_some_and(|link| lost(Selection::Link(link)))
            }
            Mode::Judging { claim, document, .. } => {
                lost(Selection::Claim(claim)) || self.workspace.project().document(document).is_none()
            }
        };
        let selection_lost = self.state.read.selection.is_some_and(lost);
        if mode_lost {
            self.state.read.mode = Mode::Idle;
        }
        if selection_lost {
            self.state.read.selection = None;
            self.state.read.tag_bar = false;
        }
    }

    /// The kind used last for claims, or the first one offered.
    fn claim_kind(&self) -> Option<String> {
        let codebook = self.workspace.project().codebook();
        let last = codebook.offered_claim_kinds().find(|kind| kind.id == self.state.read.last_claim_kind);
        last.or_else(|| codebook.offered_claim_kinds().next()).map(|kind| kind.id.clone())
    }

    /// The kind used last for links, or the first one offered.
    pub(in crate::ui) fn link_kind(&self) -> Option<String> {
        let codebook = self.workspace.project().codebook();
        let last = codebook.offered_link_kinds().find(|kind| kind.id == self.state.read.last_link_kind);
        last.or_else(|| codebook.offered_link_kinds().next()).map(|kind| kind.id.clone())
    }

    fn tag_selected(&mut self, kind: &str) -> Result<(), EditError> {
        kind.clone_into(&mut self.state.read.last_claim_kind);
        match self.state.read.selection {
            Some(Selection::Claim(claim)) => self.workspace.change_claim(claim, "Set kind", |claim| {
                claim.kinds = vec![kind.to_owned()];
            }),
            Some(place @ (Selection::Sentence(..) | Selection::Span(..))) => self.tag_place(place, kind),
            Some(Selection::Link(_)) | None => Ok(()),
        }
    }

    fn tag_with_last(&mut self, place: Selection) -> Result<(), EditError> {
        match self.claim_kind() {
            Some(kind) => self.tag_place(place, &kind),
            None => Ok(()),
        }
    }

    fn tag_place(&mut self, place: Selection, kind: &str) -> Result<(), EditError> {
        let Some((document, span)) = self.span_of(place) else {
            return Ok(());
        };
        let confidence = self.state.read.next_confidence.take();
        let is_sure = confidence.is_some();
        let tag = Tag { kinds: vec![kind.to_owned()], confidence };
        let bar = self.state.read.tag_bar;
        let claim = self.workspace.tag(document, span, tag)?;
        self.select(Some(Selection::Claim(claim)));
        // The bar stays where the hand is until there is a confidence; then it is in the way of the next sentence.
        self.state.read.tag_bar = bar && !is_sure;
        Ok(())
    }

    fn toggle_kind(&mut self, claim: ClaimId, kind: &str) -> Result<(), EditError> {
        kind.clone_into(&mut self.state.read.last_claim_kind);
        self.workspace.change_claim(claim, "Set kinds", |claim| {
            match claim.kinds.iter().position(|id| id == kind) {
                Some(place) => drop(claim.kinds.remove(place)),
                None => claim.kinds.push(kind.to_owned()),
            }
        })
    }

    fn set_confidence(&mut self, confidence: Option<Confidence>) -> Result<(), EditError> {
        let label = "Set confidence";
        match self.state.read.selection {
            Some(Selection::Claim(claim)) => {
                self.state.read.tag_bar = false;
                self.workspace.change_claim(claim, label, |claim| claim.confidence = confidence)
            }
            Some(Selection::Link(link)) => {
                self.workspace.change_link(link, label, |link| link.confidence = confidence)
            }
            Some(Selection::Sentence(..) | Selection::Span(..)) | None => {
                self.state.read.next_confidence = confidence;
                Ok(())
            }
        }
    }

    fn step_confidence(&mut self, step: i8) -> Result<(), EditError> {
        let project = self.workspace.project();
        let current = match self.state.read.selection {
            Some(Selection::Claim(claim)) => project.claim(claim).and_then(|claim| claim.confidence.clone()),
            Some(Selection::Link(link)) => project.link(link).and_then(|link| link.confidence.clone()),
            _ => self.state.read.next_confidence.clone(),
        };
        let next = self.stepped_confidence(current.as_ref(), step);
        self.set_confidence(next)
    }

    /// One level lower or higher on the project's scale; below its lowest level stands *not set*.
    ///
    /// As it was where the project has no scale.
    pub(super) fn stepped_confidence(&self, current: Option<&Confidence>, step: i8) -> Option<Confidence> {
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

    fn set_claim_field(&mut self, claim: ClaimId, field: ClaimField) -> Result<(), EditError> {
        let label = match &field {
            ClaimField::Statement(_) => "Edit statement",
            ClaimField::AttributedTo(_) => "Edit attribution",
            ClaimField::Modality(_) => "Set modality",
            ClaimField::Credibility(_) => "Set credibility",
            ClaimField::Tags(_) => "Edit tags",
            ClaimField::Note(_) => "Edit note",
            ClaimField::Confidence(_) => "Set confidence",
        };
        self.workspace.change_claim(claim, label, |claim| write_claim_field(claim, field))
    }

    fn set_link_field(&mut self, link: LinkId, field: LinkField) -> Result<(), EditError> {
        let label = match &field {
            LinkField::Kind(kind) => {
                self.state.read.last_link_kind.clone_from(kind);
                "Set link kind"
            }
            LinkField::Confidence(_) => "Set confidence",
            LinkField::Note(_) => "Edit note",
            LinkField::Reverse => "Reverse link",
        };
        self.workspace.change_link(link, label, |link| write_link_field(link, field))
    }

    fn remove_selected(&mut self) -> Result<(), EditError> {
        match self.state.read.selection {
            Some(Selection::Claim(claim)) => self.workspace.remove_claim(claim),
            Some(Selection::Link(link)) => self.workspace.remove_link(link),
            _ => Ok(()),
        }
    }

    fn finish_link(&mut self, kind: Option<String>) -> Result<(), EditError> {
        // Taken at once with the kind used last: the bar stays, so that another key still changes the kind.
        let keep_bar = kind.is_none();
        let Some(kind) = kind.or_else(|| self.link_kind()) else {
            return Ok(());
        };
        let (from, to) = match self.state.read.mode.clone() {
            Mode::Choosing { from: _, to: _, made: Some(link) } => {
                self.state.read.mode = Mode::Idle;
                return self.set_link_field(link, LinkField::Kind(kind));
            }
            Mode::Choosing { from, to, made: None } | Mode::Linking { from, target: Some(to), .. } => {
                (from, to)
            }
            Mode::Linking { target: None, .. } | Mode::Idle | Mode::Judging { .. } => return Ok(()),
        };
        self.state.read.last_link_kind.clone_from(&kind);
        let kinds = self.kinds_for_untagged(from, to);
        let (Some(from_end), Some(to_end)) = (self.link_end(from, &kinds), self.link_end(to, &kinds)) else {
            return Ok(());
        };
        let about = questions::target_for(&mut self.workspace, &mut self.state);
        self.state.read.mode = Mode::Idle;
        let link = self.workspace.link_about((from_end, to_end), &kind, None, &about)?;
        questions::use_question_of(&mut self.workspace, &mut self.state, link);
        if keep_bar {
            self.select_made(link, from, to);
        } else {
            self.select(Some(Selection::Link(link)));
        }
        Ok(())
    }

    /// Selects a new link and keeps the kind bar open at its other end.
    fn select_made(&mut self, link: LinkId, from: Selection, to: Selection) {
        self.select(Some(Selection::Link(link)));
        if let Selection::Claim(claim) = from {
            self.state.read.link_origin = Some(claim);
        }
        let ends = self.workspace.project().link(link).map(|link| (link.from, link.to));
        let claims: Vec<ClaimId> = ends.into_iter().flat_map(|(a, b)| [a, b]).collect();
        let known = |place: Selection| matches!(place, Selection::Claim(claim) if claims.contains(&claim));
        let other = claims.iter().copied().find(|claim| Selection::Claim(*claim) != from);
        let to = if known(to) { to } else { other.map_or(to, Selection::Claim) };
        self.state.read.mode = Mode::Choosing { from, to, made: Some(link) };
    }

    fn link_end(&self, place: Selection, kinds: &[String]) -> Option<LinkEnd> {
        match place {
            Selection::Claim(claim) => Some(LinkEnd::Claim(claim)),
            Selection::Sentence(..) | Selection::Span(..) => {
                let (document, span) = self.span_of(place)?;
                let tag = Tag { kinds: kinds.to_vec(), confidence: None };
                Some(LinkEnd::Untagged { document, span, tag })
            }
            Selection::Link(_) => None,
        }
    }

    /// An untagged end gets the kinds of the other end; both untagged: the kind used last.
    fn kinds_for_untagged(&self, from: Selection, to: Selection) -> Vec<String> {
        let kinds = |place| match place {
            Selection::Claim(claim) => self.workspace.project().claim(claim).map(|claim| claim.kinds.clone()),
            Selection::Sentence(..) | Selection::Span(..) | Selection::Link(_) => None,
        };
        kinds(from).or_else(|| kinds(to)).unwrap_or_else(|| self.claim_kind().into_iter().collect())
    }
}

fn write_claim_field(claim: &mut Claim, field: ClaimField) {
    match field {
        ClaimField::Statement(text) => claim.statement = text,
        ClaimField::AttributedTo(text) => claim.attributed_to = text,
        ClaimField::Modality(modality) => claim.modality = modality,
        ClaimField::Credibility(credibility) => claim.credibility = credibility,
        ClaimField::Tags(tags) => claim.tags = tags,
        ClaimField::Note(text) => claim.note = text,
        ClaimField::Confidence(confidence) => claim.confidence = confidence,
    }
}

fn write_link_field(link: &mut Link, field: LinkField) {
    match field {
        LinkField::Kind(kind) => link.kind = kind,
        LinkField::Confidence(confidence) => link.confidence = confidence,
        LinkField::Note(text) => link.note = text,
        LinkField::Reverse => *link = link.clone().reversed(),
    }
}
