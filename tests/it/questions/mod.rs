//! Questions proposed from links, and found for a link to be made.

mod gold;
mod like;
mod scale;
mod steps;

use crate::fixture::{claim_id, link_id, project};
use crossclaim::analysis::questions::{QuestionMatcher, best_question, propose};
use crossclaim::model::{Edit, Link, LinkId, Project};
use proptest::prelude::*;

/// Sentences that speak to two questions each: what Borel costs and whether the plant in Lyon closes.
const TWO_QUESTIONS: &str = "
a.txt: Acme pays 5 million for Borel and will close the Lyon plant.{c1}
b.txt: The price that Acme pays for Borel is 5 million.{c2} The Lyon plant will close in May.{c3}
c.txt: Acme pays 7 million for Borel.{c4} It will close the plant in Lyon, workers fear.{c5}
d.txt: Borel is cheap.{c6} Unions want to keep the Lyon plant.{c7}
c1 corroborates c2
c1 contradicts c4
c2 contradicts c4
c1 corroborates c3
c1 corroborates c5
c3 corroborates c5";

const TWO_QUESTIONS_WITHOUT_SPACES: &str = "
a.txt: 公司以五亿元收购波莱尔,并将关闭里昂工厂。{c1}
b.txt: 收购波莱尔的价格是五亿元。{c2}里昂工厂将于五月关闭。{c3}
c.txt: 公司以七亿元收购波莱尔。{c4}工人担心里昂工厂关闭。{c5}
c1 corroborates c2
c1 contradicts c4
c2 contradicts c4
c1 corroborates c3
c1 corroborates c5
c3 corroborates c5";

fn all_links(project: &Project) -> Vec<LinkId> {
    project.links().map(|link| link.id).collect()
}

/// The groups with the numbers of their links.
fn proposed(notation: &str) -> Vec<Vec<u16>> {
    let project = project(notation);
    numbers(&propose(&project, &all_links(&project)))
}

fn numbers(groups: &[Vec<LinkId>]) -> Vec<Vec<u16>> {
    let number = |id: &LinkId| (1..100).find(|number| link_id(*number) == *id).unwrap();
    groups.iter().map(|links| links.iter().map(number).collect()).collect()
}

#[test]
fn a_sentence_that_speaks_to_two_questions_joins_none() {
    assert_eq!(proposed(TWO_QUESTIONS), [[1, 2, 3], [4, 5, 6]]);
}

#[test]
fn words_of_scripts_without_spaces_tell_questions_apart() {
    assert_eq!(proposed(TWO_QUESTIONS_WITHOUT_SPACES), [[1, 2, 3], [4, 5, 6]]);
}

#[test]
fn claims_without_words_hang_together_by_their_links() {
    let notation = "
a.txt: ——|{c1}
b.txt: …|{c2} ?!|{c4}
c.txt: ***|{c3}
d.txt: §|{c5}
e.txt: “”|{c6}
c1 corroborates c2
c1 corroborates c3
c2 corroborates c3
c4 corroborates c5
c4 corroborates c6";
    assert_eq!(proposed(notation), [vec![1, 2, 3], vec![4, 5]]);
}

#[test]
fn two_links_between_one_pair_are_about_one_question() {
    let notation = "
@ben
a.txt: Rents rose by 3% in Lyon.{c1}
b.txt: In Lyon rents rose by 5%.{c2}
c1 contradicts c2
c1 qualifies c2
c1 contradicts c2 @ben";
    assert_eq!(proposed(notation), [[1, 2, 3]]);
}

#[test]
fn no_links_and_links_that_are_gone_are_no_questions() {
    let project = project(TWO_QUESTIONS);
    assert_eq!(numbers(&propose(&project, &[])), Vec::<Vec<u16>>::new());
    assert_eq!(numbers(&propose(&project, &[link_id(99), link_id(2), link_id(2)])), [[2]]);
}

/// The questions of [`TWO_QUESTIONS`] as candidates.
const PRICE: &[LinkId] = &[link_id(1), link_id(2)];
const PLANT: &[LinkId] = &[link_id(4), link_id(5)];

#[test]
fn a_new_link_goes_where_its_own_words_belong() {
    let project = project(TWO_QUESTIONS);
    let candidates = [("price", PRICE), ("plant", PLANT)];
    let mut matcher = QuestionMatcher::default();
    for (from, to, expected) in
        [(2, 4, Some(0)), (3, 5, Some(1)), (1, 4, Some(0)), (5, 1, Some(1)), (7, 3, Some(1))]
    {
        let (from, to) = (claim_id(from), claim_id(to));
        assert_eq!(best_question(&project, &candidates, from, to), expected);
        assert_eq!(matcher.best(&project, &candidates, from, to), expected);
    }
}

#[test]
fn a_link_that_fits_nothing_asks_a_new_question() {
    let mut project = project(&format!(
        "{TWO_QUESTIONS}\ne.txt: Ann Lee resigns as mayor.{{c8}}\nf.txt: Nobody saw it coming.{{c9}}\n\
         about e.txt language=en\nabout f.txt language=en"
    ));
    let candidates = [("price", PRICE), ("plant", PLANT)];
    let mut matcher = QuestionMatcher::default();
    let mut best = |project: &Project| matcher.best(project, &candidates, claim_id(8), claim_id(9));
    assert_eq!(best(&project), None);
    for claim in [8, 9] {
        let mut claim = project.claim(claim_id(claim)).unwrap().clone();
        claim.statement = "Acme pays 5 million for Borel.".to_owned();
        project.apply(Edit::PutClaim(Box::new(claim))).unwrap();
    }
    assert_eq!(best(&project), Some(0), "changed words are read again");
    let none: [((), &[LinkId]); 0] = [];
    assert_eq!(best_question(&project, &none, claim_id(1), claim_id(2)), None);
    let gone = [((), &[link_id(99)][..]), ((), &[][..])];
    assert_eq!(best_question(&project, &gone, claim_id(1), claim_id(2)), None);
    assert_eq!(best_question(&project, &candidates, claim_id(77), claim_id(2)), None);
}

fn shuffled<T: Clone + std::fmt::Debug>(items: Vec<T>) -> impl Strategy<Value = Vec<T>> {
    Just(items).prop_shuffle()
}

fn links(project: &Project) -> Vec<Link> {
    project.links().cloned().collect()
}

proptest! {
    #[test]
    fn a_proposal_does_not_depend_on_the_order_of_edits(
        order in shuffled(links(&project(TWO_QUESTIONS))),
        asked in shuffled(all_links(&project(TWO_QUESTIONS))),
    ) {
        let mut edited = project(TWO_QUESTIONS);
        let expected = propose(&edited, &all_links(&edited));
        for link in links(&edited) {
            edited.apply(Edit::RemoveLink(link.id)).unwrap();
        }
        for link in order {
            edited.apply(Edit::PutLink(Box::new(link))).unwrap();
        }
        prop_assert_eq!(propose(&edited, &asked), expected);
    }

    #[test]
    fn a_proposal_does_not_depend_on_links_elsewhere(count in 1..8u16) {
        let mut notation = TWO_QUESTIONS.to_owned();
        let expected = proposed(&notation);
        for number in 0..count {
            let (one, other) = (20 + number, 40 + number);
            notation += &format!("\nx{number}.txt: The Lyon plant pays 5 million.{{c{one}}}");
            notation += &format!("\ny{number}.txt: Borel pays for the plant.{{c{other}}}");
        }
        for number in 0..count {
            notation += &format!("\nc{} corroborates c{}", 20 + number, 40 + number);
        }
        let found = proposed(&notation);
        prop_assert_eq!(&found[..expected.len()], &expected[..]);
        prop_assert!(found[expected.len()..].iter().all(|links| links.len() == 1));
    }

    #[test]
    fn every_link_is_in_one_group(ends in proptest::collection::btree_set((1..12u16, 1..12u16), 0..40)) {
        let mut notation = String::new();
        for number in 1..12 {
            notation += &format!("f{number}.txt: Rents and wages of {} in Lyon rose.{{c{number}}}\n", number % 3);
        }
        for (from, to) in ends.iter().filter(|(from, to)| from < to) {
            notation += &format!("c{from} corroborates c{to}\n");
        }
        let project = project(&notation);
        let found = propose(&project, &all_links(&project));
        let mut links: Vec<LinkId> = found.iter().flatten().copied().collect();
        links.sort_unstable();
        prop_assert_eq!(links, all_links(&project));
        prop_assert!(found.iter().all(|links| links.is_sorted() && !links.is_empty()));
        prop_assert!(found.is_sorted_by_key(|links| links[0]));
    }
}
