//! Makes steps of what is half typed, so that what is done next finds it written.

use super::action::Action;
use super::adjudication::action::AdjudicateAction;
use super::annotate::action::{AnnotateAction, ClaimField, LinkField};
use super::chronology::action::ChronologyAction;
use super::disagreements::action::ReviewAction;
use super::draft::{Draft, Texts};

/// Takes out the drafts of records and gives their steps; those of dialogs stay.
pub(in crate::ui) fn settle(texts: &mut Texts) -> Vec<Action> {
    let mut steps = Vec::new();
    texts.retain(|draft, text| {
        let step = step_of(*draft, text);
        let stays = step.is_none();
        steps.extend(step);
        stays
    });
    steps
}

/// The step that writes a text; none for the text of a dialog.
pub(in crate::ui) fn step_of(draft: Draft, text: &str) -> Option<Action> {
    let trimmed = text.trim().to_owned();
    let claim = |claim, field| AnnotateAction::SetClaimField(claim, field).into();
    Some(match draft {
        Draft::Statement(id) => claim(id, ClaimField::Statement(trimmed)),
        Draft::AttributedTo(id) => claim(id, ClaimField::AttributedTo(trimmed)),
        Draft::Tags(id) => claim(id, ClaimField::Tags(tags(text))),
        Draft::Note(id) => claim(id, ClaimField::Note(trimmed)),
        Draft::When(id) => ChronologyAction::Typed(id, text.to_owned()).into(),
        Draft::LinkNote(id) => AnnotateAction::SetLinkField(id, LinkField::Note(trimmed)).into(),
        Draft::Verdict(id) => ReviewAction::SetRationale(id, trimmed).into(),
        Draft::Ruling(case) => AdjudicateAction::SetRationale(case, trimmed).into(),
        Draft::Conflict(_)
        | Draft::Name
        | Draft::Setting(_)
        | Draft::PastedText
        | Draft::Pasted(_)
        | Draft::Palette
        | Draft::ClaimTags
        | Draft::Question
        | Draft::QuestionTitle => return None,
    })
}

/// The words between commas, each once, in the order typed.
fn tags(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for tag in text.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
        if !found.iter().any(|known| known == tag) {
            found.push(tag.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ClaimId, LinkId};
    use uuid::Uuid;

    #[test]
    fn drafts_of_claims_and_links_become_steps_and_others_stay() {
        let id = Uuid::from_u128(7);
        let mut drafts: Texts = [
            (Draft::Tags(ClaimId(id)), " a, b,,a ".to_owned()),
            (Draft::LinkNote(LinkId(id)), "why".to_owned()),
            (Draft::Pasted("Title"), "left alone".to_owned()),
        ]
        .into();
        let settled = settle(&mut drafts);
        let expected: [Action; 2] = [
            AnnotateAction::SetClaimField(
                ClaimId(id),
                ClaimField::Tags(vec!["a".to_owned(), "b".to_owned()]),
            )
            .into(),
            AnnotateAction::SetLinkField(LinkId(id), LinkField::Note("why".to_owned())).into(),
        ];
        assert_eq!(settled, expected);
        assert_eq!(drafts.into_keys().collect::<Vec<_>>(), [Draft::Pasted("Title")]);
    }
}
