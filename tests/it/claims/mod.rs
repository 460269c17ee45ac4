//! The Claims view as plain data: what is listed in which order, that the counts beside filters add up, tables that leave
//! the program, and changes of many claims in one step.

use crate::fixture::{annotator_id, claim_id, draw, project};
use crossclaim::analysis::disagreements::CaseIndex;
use crossclaim::model::{Annotator, ClaimId, Confidence, Project};
use crossclaim::view::claims::{
    ClaimColumn, ClaimIndex, ClaimList, ClaimQuery, ClaimSort, Facet, FacetNames, FacetValue, LineMaker,
    Place, Row, claims_table,
};
use crossclaim::view::layers::{Layers, Shown};
use crossclaim::workspace::{FixedClock, IdSource, Workspace};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::ControlFlow;

const SMALL: &str = "@ben
    question q1 \"How much?\"
    a.txt: The deal is worth $50 billion.{c1 quantity high #money by(Bloom)} Nobody knew.{c2 position low}
    b.txt: It is worth $100 billion.{c3 quantity moderate #money #late \"The deal is worth $100 billion\"}
    c.txt: It will grow.{c4 prediction quantity @ben} It is large.{c5}
    c1 contradicts c3 q1
    c3 corroborates c4 q1 @ben
    verdict c1 c3 q1 rounding favours c3";

/// Everything that is worked out for a project.
struct Claims {
    project: Project,
    cases: CaseIndex,
    layers: Layers,
    index: ClaimIndex,
    names: FacetNames,
}

impl Claims {
    fn new(notation: &str) -> Self {
        Self::of(project(notation), Layers::all())
    }

    fn of(project: Project, layers: Layers) -> Self {
        let cases = CaseIndex::of(&project);
        let mut index = ClaimIndex::default();
        let shown = Shown { project: &project, layers: &layers };
        let threads = layers.only.is_none().then(|| cases.threads());
        assert!(index.refresh((shown, threads), |_| 0, [0; 4], usize::MAX));
        index.prepare_words(shown);
        let names = FacetNames::new(&index, (shown, threads));
        Self { project, cases, layers, index, names }
    }

    fn list(&self, query: &ClaimQuery) -> ClaimList {
        ClaimList::new(&self.index, &self.names, query, &self.project)
    }

    fn maker(&self) -> LineMaker<'_> {
        let threads = self.layers.only.is_none().then(|| self.cases.threads());
        LineMaker::new(Shown { project: &self.project, layers: &self.layers }, threads)
    }

    /// The names of the rows, heads of groups as `[label count]`.
    fn drawn(&self, query: &ClaimQuery) -> String {
        let list = self.list(query);
        let mut maker = self.maker();
        let rows = (0..list.row_count()).map(|row| match list.row(row).unwrap() {
            Row::Group(group) => format!("[{} {}]", group.label, group.count),
            Row::Claim(_, claim) => maker.line(claim).unwrap().name,
        });
        rows.collect::<Vec<_>>().join(" ")
    }
}

fn sorted(column: ClaimColumn, is_descending: bool) -> ClaimQuery {
    ClaimQuery { sort: ClaimSort { column, is_descending }, ..ClaimQuery::default() }
}

fn filtered(facet: Facet, values: impl IntoIterator<Item = FacetValue>) -> ClaimQuery {
    ClaimQuery { filters: [(facet, values.into_iter().collect())].into(), ..ClaimQuery::default() }
}

fn words(words: &str) -> ClaimQuery {
    ClaimQuery { words: words.to_owned(), ..ClaimQuery::default() }
}

#[test]
fn claims_are_listed_in_the_order_of_any_column_and_what_is_not_set_comes_last() {
    let claims = Claims::new(SMALL);
    let order = |column, is_descending| claims.drawn(&sorted(column, is_descending));
    assert_eq!(order(ClaimColumn::Place, false), "A1 A2 B1 C1 C2");
    assert_eq!(order(ClaimColumn::Place, true), "C2 C1 B1 A2 A1");
    assert_eq!(order(ClaimColumn::Confidence, false), "A2 B1 A1 C1 C2");
    assert_eq!(order(ClaimColumn::Confidence, true), "A1 B1 A2 C1 C2");
    assert_eq!(
        order(ClaimColumn::Words, false),
        "C2 C1 A2 B1 A1",
        "the statement counts, where there is one"
    );
    assert_eq!(order(ClaimColumn::Links, true), "B1 A1 C1 A2 C2");
    assert_eq!(order(ClaimColumn::Attributed, true), "A1 A2 B1 C1 C2");
    assert_eq!(order(ClaimColumn::Verdict, false), "A1 B1 A2 C1 C2");
    for column in ClaimColumn::ALL {
        let names: BTreeSet<String> = order(column, false).split(' ').map(str::to_owned).collect();
        assert_eq!(names.len(), 5, "{column:?}");
    }
}

#[test]
fn credibility_that_cannot_be_judged_is_neither_low_nor_high() {
    let claims = Claims::new("a.txt: One.{c1 6} Two.{c2 2} Three.{c3} Four.{c4 5}");
    assert_eq!(claims.drawn(&sorted(ClaimColumn::Credibility, false)), "A2 A4 A1 A3");
    assert_eq!(claims.drawn(&sorted(ClaimColumn::Credibility, true)), "A4 A2 A1 A3");
}

#[test]
fn words_are_found_in_all_that_is_written_about_a_claim() {
    let claims = Claims::new(SMALL);
    for (typed, expected) in [
        ("BILLION", "A1 B1"),
        ("billion deal", "A1 B1"),
        ("100 deal", "B1"),
        ("bloom", "A1"),
        ("late", "B1"),
        ("c2", "C2"),
        ("nobody billion", ""),
        ("  ", "A1 A2 B1 C1 C2"),
    ] {
        assert_eq!(claims.drawn(&words(typed)), expected, "{typed}");
    }
}

#[test]
fn a_claim_stands_in_each_of_its_groups_and_filtered_values_only_have_a_head() {
    let claims = Claims::new(SMALL);
    let by_kind = ClaimQuery { group: Some(Facet::Kind), ..ClaimQuery::default() };
    assert_eq!(
        claims.drawn(&by_kind),
        "[Quantity 3] A1 B1 C1 [Position 1] A2 [Prediction 1] C1 [no kind 1] C2"
    );
    let only =
        ClaimQuery { group: Some(Facet::Kind), ..filtered(Facet::Kind, [FacetValue::word("quantity")]) };
    assert_eq!(claims.drawn(&only), "[Quantity 3] A1 B1 C1");
    let closed = ClaimQuery { closed: [FacetValue::word("quantity")].into(), ..only };
    assert_eq!(claims.drawn(&closed), "[Quantity 3]");
    let by_question = ClaimQuery { group: Some(Facet::Question), ..ClaimQuery::default() };
    assert_eq!(claims.drawn(&by_question), "[How much? 3] A1 B1 C1 [no question 2] A2 C2");
    let list = claims.list(&by_kind);
    let place = Place { group: Some(FacetValue::word("prediction")), claim: Some(claim_id(4)) };
    assert_eq!(list.row_of(&place), Some(7));
    assert_eq!(list.place(7), Some(place));
}

#[test]
fn links_and_verdicts_are_filters_too() {
    let claims = Claims::new(SMALL);
    let found = |facet, value| claims.drawn(&filtered(facet, [value]));
    assert_eq!(found(Facet::Link, FacetValue::word("contradicts")), "A1 B1");
    assert_eq!(found(Facet::Link, FacetValue::None), "A2 C2");
    assert_eq!(found(Facet::Verdict, FacetValue::word("rounding")), "A1 B1");
    assert_eq!(found(Facet::Tag, FacetValue::word("money")), "A1 B1");
    assert_eq!(found(Facet::Annotator, FacetValue::Annotator(annotator_id(2))), "C1");
    assert_eq!(found(Facet::Tag, FacetValue::word("never seen")), "");
}

#[test]
fn who_works_blind_sees_their_own_claims_without_questions_and_verdicts() {
    let project = project(&format!("settings blind ic_confidence\n{SMALL}"));
    let layers = Layers { only: Some(annotator_id(1)), ..Layers::all() };
    let claims = Claims::of(project, layers);
    assert_eq!(claims.drawn(&ClaimQuery::default()), "A1 A2 B1 C2");
    let line = claims.maker().line(claim_id(3)).unwrap();
    assert_eq!((line.link_count, line.questions.len(), line.verdicts.len()), (1, 0, 0));
    assert!(claims.names.is_empty(Facet::Question) && claims.names.is_empty(Facet::Verdict));
    assert_eq!(claims.maker().line(claim_id(4)), None, "the claim of another");
}

#[test]
fn the_table_leaves_the_program_as_it_is_listed() {
    let claims = Claims::new(SMALL);
    let listed = [(None, claim_id(3)), (None, claim_id(2))];
    let columns =
        [ClaimColumn::Place, ClaimColumn::Words, ClaimColumn::Kinds, ClaimColumn::Tags, ClaimColumn::Verdict];
    let mut heard = 0;
    let mut tell = |_| {
        heard += 1;
        ControlFlow::Continue(())
    };
    let (head, rows) = claims_table(&mut claims.maker(), &listed, &columns, &mut tell).unwrap();
    assert_eq!(head, ["Claim", "Document", "Pinpoint", "Statement", "Quote", "Kinds", "Tags", "Verdict"]);
    let rows: Vec<String> = rows.iter().map(|cells| cells.join(" | ")).collect();
    assert_eq!(
        rows,
        [
            "B1 | b | line 1 | The deal is worth $100 billion | It is worth $100 billion. | Quantity | money, late | favoured: rounding or approximation",
            "A2 | a | line 1 |  | Nobody knew. | Position |  | ",
        ]
    );
    assert_eq!(heard, 1);
    let stopped = claims_table(&mut claims.maker(), &listed, &columns, &mut |_| ControlFlow::Break(()));
    assert_eq!(stopped, None);
}

/// Kinds by bits, level, tags by bits, whether ben made it.
type Made = (u8, u8, u8, bool);

const KINDS: [&str; 3] = ["quantity", "position", "prediction"];
const LEVELS: [&str; 3] = ["low", "moderate", "high"];
const TAGS: [&str; 2] = ["one", "two"];

fn notation(made: &[Made]) -> String {
    let mut documents = [String::new(), String::new()];
    for (number, (kinds, level, tags, is_ben)) in made.iter().enumerate() {
        let text = &mut documents[number % 2];
        write!(text, "Prices rose.{{c{}", number + 1).unwrap();
        for (_, kind) in KINDS.iter().enumerate().filter(|(bit, _)| kinds & (1 << bit) != 0) {
            write!(text, " {kind}").unwrap();
        }
        if let Some(level) = LEVELS.get(usize::from(*level)) {
            write!(text, " {level}").unwrap();
        }
        for (_, tag) in TAGS.iter().enumerate().filter(|(bit, _)| tags & (1 << bit) != 0) {
            write!(text, " #{tag}").unwrap();
        }
        text.push_str(if *is_ben { " @ben} " } else { "} " });
    }
    let [a, b] = documents;
    format!("@ben\na.txt: Begin. {}\nb.txt: Begin. {}", a.trim(), b.trim())
}

fn made() -> impl Strategy<Value = Vec<Made>> {
    prop::collection::vec((0..8_u8, 0..4_u8, 0..4_u8, any::<bool>()), 1..24)
}

/// Filters by kinds, level, tag and annotator, each perhaps.
fn query() -> impl Strategy<Value = ClaimQuery> {
    let kinds = prop::collection::btree_set(prop::sample::select(&KINDS[..]), 0..3);
    let level = prop::option::of(prop::sample::select(&LEVELS[..]));
    let tag = prop::option::of(prop::sample::select(&TAGS[..]));
    (kinds, level, tag, any::<bool>()).prop_map(|(kinds, level, tag, no_tag)| {
        let mut query = ClaimQuery::default();
        for kind in kinds {
            query.toggle(Facet::Kind, FacetValue::word(kind));
        }
        if let Some(level) = level {
            query.toggle(Facet::Confidence, FacetValue::Level(sure(level)));
        }
        if let Some(tag) = tag {
            query.toggle(Facet::Tag, FacetValue::word(tag));
        }
        if no_tag {
            query.toggle(Facet::Tag, FacetValue::None);
        }
        query
    })
}

fn sure(level: &str) -> Confidence {
    Confidence { scale: "ic_confidence".to_owned(), level: level.to_owned() }
}

fn workspace(notation: &str) -> Workspace {
    let me = Annotator { machine: None, id: annotator_id(1), name: "ann".to_owned(), reference: false };
    let clock = Box::new(FixedClock("2027-01-01T00:00:00Z".parse().unwrap()));
    Workspace::new(project(notation), &me, clock, IdSource::Counted(1000)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// A count says what choosing that value alone would leave; the values of a facet of which a claim has one alone
    /// make all that the other filters leave.
    #[test]
    fn counts_beside_filters_add_up(made in made(), query in query()) {
        let claims = Claims::new(&notation(&made));
        let list = claims.list(&query);
        for counts in list.facets() {
            let mut others = query.clone();
            others.filters.remove(&counts.facet);
            let left = claims.list(&others).shown_count();
            for value in &counts.values {
                let mut alone = others.clone();
                alone.toggle(counts.facet, value.value.clone());
                prop_assert_eq!(claims.list(&alone).shown_count(), value.count, "{:?}", value);
            }
            let sum: usize = counts.values.iter().map(|value| value.count).sum();
            if matches!(counts.facet, Facet::Confidence | Facet::Document | Facet::Annotator | Facet::Modality) {
                prop_assert_eq!(sum, left, "{:?}", counts.facet);
            } else {
                prop_assert!(sum >= left, "{:?}", counts.facet);
            }
        }
    }

    /// A grouped list has each claim at least once, and the heads say how many follow.
    #[test]
    fn groups_hold_all_that_is_listed(made in made(), query in query(), facet in prop::sample::select(&Facet::GROUPING[..])) {
        let claims = Claims::new(&notation(&made));
        let flat: BTreeSet<ClaimId> = claims.list(&query).claims().collect();
        let list = claims.list(&ClaimQuery { group: Some(facet), ..query });
        prop_assert_eq!(list.claims().collect::<BTreeSet<_>>(), flat);
        let count: usize = list.groups().iter().map(|group| group.count).sum();
        prop_assert_eq!(count + list.groups().len(), list.row_count());
    }

    /// Whatever is done to however many claims, one undo takes all of it back.
    #[test]
    fn a_change_of_many_claims_is_one_step(made in made(), wanted in any::<u32>(), removes in any::<bool>()) {
        let links = (2..=made.len()).map(|number| format!("c1 updates c{number}\n"));
        let notation = format!("{}\n{}verdict c1 rounding favours c1\n", notation(&made), links.collect::<String>());
        let mut workspace = workspace(&notation);
        let before = workspace.project().clone();
        let all: Vec<ClaimId> = before.claims().map(|claim| claim.id).collect();
        let ids: BTreeSet<ClaimId> = all.iter().enumerate().filter(|(at, _)| wanted & (1 << at) != 0).map(|(_, id)| *id).collect();
        let changed = if removes {
            let gone = workspace.remove_claims(&ids).unwrap();
            prop_assert_eq!(workspace.project().claims().len(), all.len() - ids.len());
            gone
        } else {
            workspace.change_claims(&ids, "Set confidence", |claim| claim.confidence = Some(sure("low"))).unwrap()
        };
        prop_assert_eq!(workspace.project().check(), []);
        prop_assert_eq!(workspace.history().undo_steps().len(), usize::from(changed > 0));
        let done = draw(workspace.project());
        if changed > 0 {
            workspace.undo().unwrap();
            prop_assert!(*workspace.project() == before);
            workspace.redo().unwrap();
            prop_assert_eq!(draw(workspace.project()), done);
        }
    }
}
