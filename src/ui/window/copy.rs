//! Carries out copying: what is selected goes to the clipboard with its source and place.

use crate::model::ClaimId;
use crate::ui::CrossclaimApp;
use crate::ui::disagreements::state::ReviewList;
use crate::ui::navigation::MainView;
use crate::ui::read::state::Selection;
use crate::view::citation::{citation, claim_citation, link_citation, quotation};
use eframe::egui::Context;

impl CrossclaimApp {
    pub(in crate::ui) fn copy_selected(&mut self, ctx: &Context) {
        let text = match self.state.view {
            MainView::Read => self.selected_text(),
            MainView::Disagreements => self.case_text(),
            MainView::Claims => self.selected_claims_text(),
            MainView::Matrix => self.selected_claim().and_then(|claim| self.claim_text(claim)),
            MainView::Chronology => self.state.chronology.claim().and_then(|claim| self.claim_text(claim)),
            MainView::Agreement => None,
            MainView::Check => self.checked_text(),
        };
        self.copy_text(text, ctx);
    }

    /// A claim, or what is selected, as a quotation for a text.
    pub(in crate::ui) fn copy_quotation(&mut self, claim: Option<ClaimId>, ctx: &Context) {
        let text = match (claim, self.state.view) {
            (Some(claim), _) => self.quotation(claim),
            (None, MainView::Disagreements) => self.case_quotations(),
            (None, MainView::Matrix) => self.selected_claim().and_then(|claim| self.quotation(claim)),
            (None, MainView::Chronology) => {
                self.state.chronology.claim().and_then(|claim| self.quotation(claim))
            }
            (None, MainView::Claims) => {
                self.state.claims.selected.first().and_then(|claim| self.quotation(*claim))
            }
            (None, MainView::Check) => self.checked_text(),
            (None, MainView::Read | MainView::Agreement) => match self.state.read.selection {
                Some(Selection::Claim(claim)) => self.quotation(claim),
                _ => None,
            },
        };
        self.copy_text(text, ctx);
    }

    fn copy_text(&mut self, text: Option<String>, ctx: &Context) {
        match text {
            Some(text) => {
                let words = text.chars().take(60).collect::<String>().replace('\n', " ");
                self.say(format!("Copied {words}…"));
                ctx.copy_text(text);
            }
            None => self.say("Nothing is selected that can be copied."),
        }
    }

    fn quotation(&self, claim: ClaimId) -> Option<String> {
        let project = self.workspace.project();
        project.claim(claim).map(|claim| quotation(project, claim))
    }

    /// The disagreement at hand: the claims of each side as quotations.
    fn case_quotations(&self) -> Option<String> {
        let ReviewList::Cases(_) = self.state.review.list else {
            return None;
        };
        let card = self.views.review().card()?;
        let sides = card.sides.iter().map(|side| {
            let claims = side.claims.iter().filter_map(|claim| self.quotation(claim.claim));
            format!("{}\n{}", side.heading, claims.collect::<Vec<_>>().join("\n"))
        });
        Some(format!("{}\n\n{}", card.title, sides.collect::<Vec<_>>().join("\n\n")))
    }

    fn selected_text(&self) -> Option<String> {
        let project = self.workspace.project();
        match self.state.read.selection? {
            Selection::Sentence(document, index) => {
                citation(project, document, project.document(document)?.sentences.get(index)?.span)
            }
            Selection::Span(document, span) => citation(project, document, span),
            Selection::Claim(claim) => self.claim_text(claim),
            Selection::Link(link) => link_citation(project, link),
        }
    }

    fn claim_text(&self, claim: ClaimId) -> Option<String> {
        let project = self.workspace.project();
        project.claim(claim).map(|claim| claim_citation(project, claim))
    }

    /// The selected claims of the table in its order, with a line between them.
    fn selected_claims_text(&self) -> Option<String> {
        let selected = &self.state.claims.selected;
        let mut left = selected.clone();
        // In two groups a claim is listed twice.
        let listed = self.views.claims().list().claims().filter(|claim| left.remove(claim));
        let texts: Vec<String> = listed.filter_map(|claim| self.claim_text(claim)).collect();
        (!texts.is_empty()).then(|| texts.join("\n\n"))
    }

    /// The passage at hand.
    fn checked_text(&self) -> Option<String> {
        let passage = self.views.check().card()?.passages.get(self.state.check.passage)?;
        citation(self.workspace.project(), passage.document, passage.span)
    }

    /// The disagreement at hand: what it is about, and the claims of each side.
    fn case_text(&self) -> Option<String> {
        let ReviewList::Cases(_) = self.state.review.list else {
            return None;
        };
        let card = self.views.review().card()?;
        let sides = card.sides.iter().map(|side| {
            let claims = side.claims.iter().filter_map(|claim| self.claim_text(claim.claim));
            format!("{}\n{}", side.heading, claims.collect::<Vec<_>>().join("\n"))
        });
        Some(format!("{}\n\n{}", card.title, sides.collect::<Vec<_>>().join("\n\n")))
    }
}
