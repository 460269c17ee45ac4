//! What annotators did differently, as a list of the Disagreements view: cases on the left, the one at hand on the right.

pub mod action;
mod card;
mod edit;
pub mod handlers;
mod list;
mod ruling;
mod side;
pub mod state;
pub mod views;

pub use card::{card_ui, ruling_ui};
pub use list::cases_ui;

use crate::analysis::adjudication::CaseKey;
use crate::model::{ClaimId, LinkId};
use crate::ui::action::Action;
use crate::ui::adjudication::action::AdjudicateAction;
use std::collections::BTreeMap;

/// Beginnings of the name of a rationale's draft, before the id of its case.
const CLAIMS: &str = "ruling on claims ";
const LINKS: &str = "ruling on links ";

fn rationale_key(case: CaseKey) -> String {
    match case {
        CaseKey::Claims(id) => format!("{CLAIMS}{id}"),
        CaseKey::Links(id) => format!("{LINKS}{id}"),
    }
}

fn case_of(key: &str) -> Option<CaseKey> {
    let claims = key.strip_prefix(CLAIMS).and_then(|id| id.parse::<ClaimId>().ok());
    let links = || key.strip_prefix(LINKS).and_then(|id| id.parse::<LinkId>().ok());
    claims.map(CaseKey::Claims).or_else(|| links().map(CaseKey::Links))
}

/// Makes steps of rationales that are being typed, so that what is done next finds them written.
pub fn settle_rationales(drafts: &mut BTreeMap<String, String>) -> Vec<Action> {
    let mut settled: Vec<Action> = Vec::new();
    drafts.retain(|key, text| {
        let case = case_of(key);
        settled.extend(case.map(|case| AdjudicateAction::SetRationale(case, text.trim().to_owned()).into()));
        case.is_none()
    });
    settled
}
