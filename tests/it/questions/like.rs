//! Questions of two annotators that ask the same.

use crate::fixture::{project, question_id};
use crossclaim::analysis::questions::LikeQuestions;
use crossclaim::analysis::threads::ThreadIndex;
use crossclaim::model::QuestionId;

const TEXTS: &str = "a.txt: Acme pays 5 million.{c1 @ann}{c11 @ben} It rained.{c2 @ann}{c12 @ben}
b.txt: The price is 5 million.{c3 @ann}{c13 @ben} The sun shone.{c4 @ann}{c14 @ben}
c.txt: Acme pays 7 million.{c5 @ann}{c15 @ben}";

fn like(questions: &str, links: &str) -> Vec<(QuestionId, QuestionId)> {
    let project = project(&format!("@ben\n{questions}\n{TEXTS}\n{links}"));
    LikeQuestions::of(&project, &ThreadIndex::of(&project)).pairs().clone().into_iter().collect()
}

fn both_ways(one: u16, other: u16) -> Vec<(QuestionId, QuestionId)> {
    vec![(question_id(one), question_id(other)), (question_id(other), question_id(one))]
}

#[test]
fn questions_of_two_people_about_most_of_the_same_sentences_are_like() {
    let questions =
        "question q1 \"What is paid?\"\nquestion q2 \"The price\" @ben\nquestion q3 \"Weather\" @ben";
    let links = "c1 corroborates c3 q1\nc1 contradicts c5 q1\n\
                 c11 corroborates c13 q2 @ben\nc12 contradicts c14 q3 @ben";
    assert_eq!(like(questions, links), both_ways(1, 2));
    assert_eq!(like(&questions.replace(" @ben", ""), links), [], "one person keeps them apart on purpose");
}

#[test]
fn half_of_the_sentences_is_not_most_and_one_title_is_enough() {
    let links = "c1 corroborates c3 q1\nc11 contradicts c14 q2 @ben";
    assert_eq!(like("question q1 \"What is paid?\"\nquestion q2 \"Weather\" @ben", links), []);
    let titled = "question q1 \"What is  paid?\"\nquestion q2 \"what is PAID?\" @ben";
    assert_eq!(like(titled, links), both_ways(1, 2));
}
