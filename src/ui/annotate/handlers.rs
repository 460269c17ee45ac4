//! Carries out work on claims and links.

use super::action::{AfterTag, ClaimField, LinkField, MarkAction};
use super::words::{claim_words, link_words};
use crate::model::{Claim, ClaimId, DocumentId, EditError, Link, LinkId};
use crate::text::Span;
use crate::ui::CrossclaimApp;
use crate::ui::questions;
use crate::ui::read::state::{InspectorField, Mode, Selection};
use crate::view::names::claim_name_of;
use crate::view::steps::{Stop, next_stop};
use crate::workspace::{LinkEnd, Tag};

impl CrossclaimApp {
    pub(in crate::ui) fn perform_mark(&mut self, action: MarkAction) {
        let done = match action {
            MarkAction::Tag(kind, after) => self.tag_selected(&kind, after),
            MarkAction::TagWithLast(place, after) => self.tag_with_last(place, after),
            MarkAction::ToggleKind(claim, kind) => self.toggle_kind(claim, &kind),
            MarkAction::SetConfidence(confidence) => self.set_confidence(confidence),
            MarkAction::StepConfidence(step) => self.step_confidence(step),
            MarkAction::PickConfidence(level) => self.pick_confidence(level),
            MarkAction::WriteField(field) => {
                self.write_field(field);
                Ok(())
            }
            MarkAction::SetClaimField(claim, field) => self.set_claim_field(claim, field),
            MarkAction::SetLinkField(link, field) => self.set_link_field(link, field),
            MarkAction::MoveClaim(claim, span) => self.workspace.move_claim(claim, span),
            MarkAction::RemoveClaim(claim) => self.remove_claim(claim),
            MarkAction::RemoveLink(link) => self.workspace.remove_link(link),
            MarkAction::RemoveSelected => self.remove_selected(),
            MarkAction::Link(kind) => self.finish_link(kind),
            MarkAction::Undo => self.workspace.undo().map(|step| self.tell_step("Taken back", "undo", step)),
            MarkAction::Redo => self.workspace.redo().map(|step| self.tell_step("Done again", "redo", step)),
        };
        if let Err(err) = done {
            self.report("The change was not made", &err);
        }
    }

    fn tell_step(&mut self, done: &str, verb: &str, step: Option<String>) {
        self.announcer
            .say(step.map_or_else(|| format!("Nothing to {verb}"), |step| format!("{done}: {step}")));
    }

    /// Puts the keyboard into a field of the inspector, which opens for it.
    fn write_field(&mut self, field: InspectorField) {
        let has_field = match self.state.read.selection {
            Some(Selection::Claim(_)) => true,
            Some(Selection::Link(_)) => field == InspectorField::Note,
            Some(Selection::Sentence(..) | Selection::Span(..)) | None => false,
        };
        if has_field {
            self.state.look.right_open = true;
            self.state.read.wanted_field = Some(field);
            return;
        }
        let words = match field {
            InspectorField::Statement => "Select a claim first, then press S to write its statement.",
            InspectorField::When => "Select a claim first, then press T to type its date.",
            InspectorField::Note => "Select a claim or a link first, then press W to write its note.",
        };
        self.show_message(false, words.to_owned());
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
            Mode::Choosing { from, to } => lost(from) || lost(to),
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

    fn tag_selected(&mut self, kind: &str, after: AfterTag) -> Result<(), EditError> {
        kind.clone_into(&mut self.state.read.last_claim_kind);
        match self.state.read.selection {
            Some(Selection::Claim(id)) => {
                self.workspace.change_claim(id, "Set kind", |claim| claim.kinds = vec![kind.to_owned()])?;
                self.announcer.say(claim_words(self.workspace.project(), id));
                Ok(())
            }
            Some(place @ (Selection::Sentence(..) | Selection::Span(..))) => {
                self.tag_place(place, kind, after)
            }
            Some(Selection::Link(_)) | None => Ok(()),
        }
    }

    fn tag_with_last(&mut self, place: Selection, after: AfterTag) -> Result<(), EditError> {
        match self.claim_kind() {
            Some(kind) => self.tag_place(place, &kind, after),
            None => Ok(()),
        }
    }

    fn tag_place(&mut self, place: Selection, kind: &str, after: AfterTag) -> Result<(), EditError> {
        let Some((document, span)) = self.span_of(place) else {
            return Ok(());
        };
        let bar = self.state.read.tag_bar;
        let kinds = vec![kind.to_owned()];
        let (claim, is_sure) = if let Some(claim) = self.own_claim_at(document, span) {
            // It is there already: the key says of which kind it is.
            self.workspace.change_claim(claim, "Set kind", |claim| claim.kinds = kinds)?;
            let record = self.workspace.project().claim(claim);
            (claim, record.is_some_and(|claim| claim.confidence.is_some()))
        } else {
            let confidence = self.claim_confidence();
            let is_sure = confidence.is_some();
            (self.workspace.tag(document, span, Tag { kinds, confidence })?, is_sure)
        };
        self.announcer.say(format!("Tagged {}", claim_words(self.workspace.project(), claim)));
        self.select(Some(Selection::Claim(claim)));
        // The bar stays where the hand is until there is a confidence; then it is in the way of the next sentence.
        self.state.read.tag_bar = bar && !is_sure && after != AfterTag::Hurry;
        if after == AfterTag::GoOn && self.state.habits.goes_on {
            self.go_on_from(document, span);
        }
        Ok(())
    }

    /// Selects the next sentence that is not tagged; at the end of the document the claim stays selected.
    fn go_on_from(&mut self, document: DocumentId, span: Span) {
        let record = self.workspace.project().document(document);
        let last = record.and_then(|record| record.sentence_at(span.end.saturating_sub(1)));
        let mut at = last.unwrap_or_default();
        while let Some((index, stop)) = next_stop(self.shown(), document, (at, None), true) {
            at = index;
            if stop == Stop::Sentence(index) {
                self.put_cursor(Selection::Sentence(document, index));
                return;
            }
        }
        self.state.read.tag_bar = false;
    }

    /// This annotator's claim that is exactly there.
    fn own_claim_at(&self, document: DocumentId, span: Span) -> Option<ClaimId> {
        let begins_there = Span::new(span.start, span.start + 1);
        let mut claims = self.workspace.project().claims_from(document, begins_there);
        let me = self.workspace.me();
        claims.find(|claim| claim.span == span && claim.annotator == me).map(|claim| claim.id)
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
        if let ClaimField::Confidence(confidence) = &field {
            self.note_claim_confidence(confidence.clone());
        }
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
        if let LinkField::Confidence(confidence) = &field {
            self.note_link_confidence(confidence.clone());
        }
        self.workspace.change_link(link, label, |link| write_link_field(link, field))?;
        self.announcer.say(link_words(self.workspace.project(), link));
        Ok(())
    }

    fn remove_claim(&mut self, claim: ClaimId) -> Result<(), EditError> {
        let name = claim_name_of(self.workspace.project(), claim);
        self.workspace.remove_claim(claim)?;
        self.announcer.say(format!("Removed claim {name}"));
        Ok(())
    }

    fn remove_selected(&mut self) -> Result<(), EditError> {
        match self.state.read.selection {
            Some(Selection::Claim(claim)) => self.remove_claim(claim),
            Some(Selection::Link(link)) => self.workspace.remove_link(link),
            _ => Ok(()),
        }
    }

    /// Makes the link whose ends are chosen; none means the kind used last.
    fn finish_link(&mut self, kind: Option<String>) -> Result<(), EditError> {
        let Some(kind) = kind.or_else(|| self.link_kind()) else {
            return Ok(());
        };
        let (Mode::Choosing { from, to } | Mode::Linking { from, target: Some(to), .. }) =
            self.state.read.mode
        else {
            return Ok(());
        };
        let kinds = self.kinds_for_untagged(from, to);
        let (Some(from_end), Some(to_end)) = (self.link_end(from, &kinds), self.link_end(to, &kinds)) else {
            return Ok(());
        };
        let about = questions::target_for(&mut self.workspace, &mut self.state);
        let near = self.span_of(from);
        self.state.read.last_link_kind.clone_from(&kind);
        self.state.read.mode = Mode::Idle;
        let confidence = self.link_confidence();
        let link = self.workspace.link_about((from_end, to_end), &kind, confidence, &about)?;
        questions::use_question_of(&self.workspace, &mut self.state, link);
        self.announcer.say(format!("Linked: {}", link_words(self.workspace.project(), link)));
        self.select_made(link, near);
        Ok(())
    }

    /// Selects a new link, reached from the end at which it was begun.
    fn select_made(&mut self, link: LinkId, near: Option<(DocumentId, Span)>) {
        self.select(Some(Selection::Link(link)));
        let project = self.workspace.project();
        let ends = project.link(link).into_iter().flat_map(|link| [link.from, link.to]);
        let mut claims = ends.filter_map(|end| project.claim(end));
        let origin = claims.find(|claim| Some((claim.document, claim.span)) == near).map(|claim| claim.id);
        self.state.read.link_origin = origin;
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
