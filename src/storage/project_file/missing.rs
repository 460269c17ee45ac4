//! [`forget_missing_questions`]: what names a question that is gone stays, without the question.

use crate::model::{Parts, QuestionId};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Takes the names of questions that are not there off links, claims and verdicts. Says how many of each.
pub(super) fn forget_missing_questions(parts: &mut Parts) -> Vec<String> {
    let known: BTreeSet<QuestionId> = parts.questions.iter().map(|question| question.id).collect();
    let is_gone = |question: &QuestionId| !known.contains(question);
    let mut told = Vec::new();
    let mut count = 0;
    for link in parts.links.iter_mut().filter(|link| link.question.as_ref().is_some_and(is_gone)) {
        Arc::make_mut(link).question = None;
        count += 1;
    }
    push_told(&mut told, count, "link", "Its question is proposed from what it links.");
    count = 0;
    for claim in parts.claims.iter_mut().filter(|claim| claim.questions.iter().any(is_gone)) {
        Arc::make_mut(claim).questions.retain(|question| !is_gone(question));
        count += 1;
    }
    push_told(&mut told, count, "claim", "It was taken out of that question.");
    count = 0;
    for verdict in parts.verdicts.iter_mut().filter(|verdict| verdict.question.as_ref().is_some_and(is_gone))
    {
        verdict.question = None;
        count += 1;
    }
    push_told(&mut told, count, "verdict", "It keeps its claims.");
    told
}

fn push_told(told: &mut Vec<String>, count: usize, what: &str, outcome: &str) {
    match count {
        0 => {}
        1 => told.push(format!("1 {what} named a question that is not in the project. {outcome}")),
        _ => told.push(format!(
            "{count} {what}s named questions that are not in the project. {}",
            outcome
                .replacen("Its question is", "Their questions are", 1)
                .replacen("It was", "They were", 1)
                .replacen("It keeps its", "They keep their", 1)
                .replacen("it links", "they link", 1)
        )),
    }
}
