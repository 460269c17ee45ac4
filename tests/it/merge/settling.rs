//! Conflicts that people settle, for one value or the other.

use super::{conflicts, merged, minute, with, with_claim};
use crate::fixture::{claim_id, document_id, draw, link_id, project};
use crossclaim::model::settlement;
use crossclaim::model::{Choice, ConflictId, Edit, Project, SettleError, merge};
use crossclaim::text::Span;
use uuid::Uuid;

/// The project after its only conflict was settled.
#[track_caller]
fn settled(project: &Project, choice: Choice) -> Project {
    let conflict = project.conflicts().next().unwrap().id;
    let mut settled = project.clone();
    let step = settlement(&settled, conflict, choice, minute(9)).unwrap();
    let undo = settled.commit(step).unwrap();
    assert_eq!(settled.check(), []);
    let mut undone = settled.clone();
    undone.commit(undo).unwrap();
    assert_eq!(&undone, project, "it is one step, and can be undone");
    settled
}

#[test]
fn either_value_of_a_field_can_be_chosen() {
    let base = project("a.txt: Prices rose.{c1}");
    let [one, two] =
        [1, 2].map(|minute| with_claim(base.clone(), 1, minute, |claim| claim.note = format!("n{minute}")));
    let both = merged(&base, &one, &two).project;
    assert_eq!(draw(&settled(&both, Choice::Kept)), "a.txt: Prices rose.{c1 note(n2)}\n");
    let other = settled(&both, Choice::Other);
    assert_eq!(draw(&other), "a.txt: Prices rose.{c1 note(n1)}\n");
    assert_eq!(other.claim(claim_id(1)).unwrap().modified, minute(9));
    assert_eq!(merged(&both, &other, &both).project, other, "it stays settled");
}

#[test]
fn a_deleted_record_goes_with_all_that_hangs_on_it_or_stays() {
    let base = project("a.txt: Prices rose.{c1}\nb.txt: Wages fell.{c2}");
    let ours = project("a.txt: Prices rose.\nb.txt: Wages fell.{c2}");
    let theirs = project(
        "a.txt: Prices rose.{c1}\nb.txt: Wages fell.{c2}\nc1 updates c2\nverdict c1 c2 open favours c1\nruling c1 c2 l1 open",
    );
    let both = merged(&base, &ours, &theirs).project;
    assert_eq!(settled(&both, Choice::Kept), theirs);
    assert_eq!(
        draw(&settled(&both, Choice::Other)),
        "a.txt: Prices rose.\nb.txt: Wages fell.{c2}\nverdict c2 open\nruling c2 open\n"
    );
}

#[test]
fn a_deleted_document_goes_with_its_claims() {
    let base = project("a.txt: A.\nb.txt: B.\nc.txt: C.");
    let theirs = project("a.txt: A.{c1}\nb.txt: B.{c2}\nc.txt: C.\nc1 updates c2\ndismiss c1 b.txt \"B\"");
    let ours = with(base.clone(), [Edit::RemoveDocument(document_id(2))]);
    let both = merged(&base, &ours, &theirs).project;
    assert_eq!(draw(&settled(&both, Choice::Other)), "a.txt: A.{c1}\nc.txt: C.\n");
}

#[test]
fn every_field_of_every_record_can_be_given_its_other_value() {
    let base = project(
        "@ben\n@cem\na.txt: Prices rose.{c1} Wages fell.{c2}{c3}\nb.txt: One. Two.|{c4}\nc1 updates c2\n\
         dismiss c1 b.txt \"One\"\nverdict c1 c2 open\nruling c1 open",
    );
    let ours = project(
        "title Ours\nsettings ipcc_confidence\n@ben\n@cem\n\
         a.txt: Prices [rose.]{c1 quantity asserted ic_confidence:low 1 #x by(X) \"x\" note(x) @ben} Wages fell.{c2}{c3}\n\
         about a.txt title=X language=x publisher=X author=X url=x published=1 accessed=1 origin=x reliability=A\n\
         b.txt: One.| Two.|{c4}\n\
         c2 updates c1 ic_confidence:low numeric(Wages / rose) \"x\" @ben\n\
         dismiss c2 b.txt \"One\" @ben\nverdict c1 c3 rounding favours c1 ic_confidence:low \"x\" @ben\n\
         ruling c2 l1 keep_all underspecified_guideline \"x\" @ben",
    );
    let theirs = project(
        "title Theirs\nsettings icd203_likelihood\n@ben\n@cem\n\
         a.txt: [Prices]{c1 causal denied ic_confidence:high 2 #y by(Y) \"y\" note(y) @cem} rose. Wages fell.{c2}{c3}\n\
         about a.txt title=Y language=y publisher=Y author=Y url=y published=2 accessed=2 origin=y reliability=B\n\
         b.txt: One. Tw|o.|{c4}\n\
         c1 qualifies c2 ic_confidence:high numeric(Prices / fell) \"y\" @cem\n\
         dismiss c3 b.txt \"Two\" @cem\nverdict c2 c3 translation favours c2 ic_confidence:high \"y\" @cem\n\
         ruling c3 majority uncertainty_in_sentence_meaning \"y\" @cem",
    );
    let both = merged(&base, &ours, &theirs).project;
    let words = conflicts(&both);
    assert_eq!(words.len(), 40, "{words:#?}");
    let ids: Vec<ConflictId> = both.conflicts().map(|conflict| conflict.id).collect();
    let mut other = both.clone();
    let mut refused = Vec::new();
    for id in ids {
        let step = settlement(&other, id, Choice::Other, minute(9)).unwrap();
        if let Err(err) = other.commit(step) {
            refused.push(err.to_string());
        }
    }
    assert_eq!((refused, conflicts(&other)), (Vec::new(), Vec::new()));
    // Each field has the value that gave way, so a merge with either side finds nothing that is kept.
    for conflict in both.conflicts() {
        assert!(!conflict.other.is_empty() && conflict.kept != conflict.other);
    }
    let again = merge(Some(&both), &both, &other).unwrap();
    assert_eq!(again.project, other);
}

#[test]
fn what_cannot_take_the_value_says_so() {
    let base = project("a.txt: Prices rose.{c1}\nb.txt: Wages fell.{c2}\nc1 updates c2");
    let [one, two] =
        [1, 2].map(|minute| with_claim(base.clone(), 1, minute, |claim| claim.note = format!("n{minute}")));
    let both = merged(&base, &one, &two).project;
    let conflict = both.conflicts().next().unwrap().clone();
    let gone = with(both.clone(), [Edit::RemoveLink(link_id(1)), Edit::RemoveClaim(claim_id(1))]);
    let err = settlement(&gone, conflict.id, Choice::Other, minute(9)).unwrap_err();
    assert_eq!(err, SettleError::RecordGone(conflict.record));
    assert_eq!(conflicts(&settled(&gone, Choice::Kept)), Vec::<String>::new());
    for (field, value) in [("note", "not RON"), ("kinds", "\"x\""), ("colour", "\"red\"")] {
        let bad = crossclaim::model::Conflict {
            field: field.to_owned(),
            other: value.to_owned(),
            ..conflict.clone()
        };
        let bad = with(both.clone(), [Edit::PutConflict(Box::new(bad))]);
        let err = settlement(&bad, conflict.id, Choice::Other, minute(9)).unwrap_err();
        assert!(matches!(err, SettleError::BadValue { .. }), "{err}");
    }
    let missing = ConflictId(Uuid::nil());
    assert_eq!(settlement(&both, missing, Choice::Kept, minute(9)), Err(SettleError::NoConflict(missing)));
}

#[test]
fn labels_and_entries_of_the_codebook_can_be_settled() {
    let base = project("a.txt: Prices rose.{c1}");
    let relabelled = |label: &str| {
        let mut codebook = base.codebook().clone();
        codebook.claim_kinds[1].label = label.to_owned();
        codebook.scales[0].levels[0].label = label.to_owned();
        with(base.clone(), [Edit::SetCodebook(Box::new(codebook))])
    };
    let both = merged(&base, &relabelled("One"), &relabelled("Two")).project;
    let mut other = both.clone();
    for conflict in both.conflicts() {
        let step = settlement(&other, conflict.id, Choice::Other, minute(9)).unwrap();
        other.commit(step).unwrap();
    }
    assert_eq!(other, relabelled("One"));
    let mut codebook = base.codebook().clone();
    codebook.claim_kinds.retain(|kind| kind.id != "causal");
    let without = with(base.clone(), [Edit::SetCodebook(Box::new(codebook))]);
    let used = project("a.txt: Prices rose.{c1 causal}");
    let both = merged(&base, &without, &used).project;
    let conflict = both.conflicts().next().unwrap().id;
    let step = settlement(&both, conflict, Choice::Other, minute(9)).unwrap();
    let err = both.clone().commit(step).unwrap_err().to_string();
    assert!(err.contains("the codebook has no claim kind “causal”"), "{err}");
    let free = with_claim(both, 1, 5, |claim| claim.kinds.clear());
    assert_eq!(settled(&free, Choice::Other).codebook(), without.codebook());
}

#[test]
fn a_moved_span_takes_its_words_along() {
    let base = project("a.txt: Prices rose.{c1}");
    let moved = |minute: i64, end: usize| {
        with_claim(base.clone(), 1, minute, |claim| {
            claim.span = Span::new(0, end);
            claim.quote.truncate(end);
        })
    };
    let both = merged(&base, &moved(1, 6), &moved(2, 11)).project;
    assert_eq!(
        conflicts(&both),
        [
            "! claim “Prices rose” in “a”: span is “Prices rose”; “Prices” gave way (by ann, 2026-01-01 00:01:00)"
        ]
    );
    assert_eq!(draw(&settled(&both, Choice::Other)), "a.txt: Prices{c1} rose.\n");
}
