//! Partial dates in their place, and which of them can be the same.

use crossclaim::analysis::chronology::{order, reach, read_when};
use crossclaim::model::When;

fn when(text: &str) -> When {
    read_when(text, "en", "").unwrap().unwrap()
}

#[test]
fn partial_dates_stand_in_their_place() {
    let in_order = [
        "by 2026",
        "by 2026-01",
        "2026",
        "2026 to 2027",
        "about 2026",
        "2026-01",
        "2026-01-01",
        "2026-03-31",
        "2026-04",
        "2026-04-28",
        "2026-04-28 to 2026-04-30",
        "since 2026-04-28",
        "2026-04-30",
        "since 2026-04",
        "2026-05",
        "since 2026",
        "2027",
    ];
    let mut shuffled: Vec<&str> = in_order.to_vec();
    shuffled.sort_unstable();
    shuffled.sort_by_key(|text| order(&when(text)));
    assert_eq!(shuffled, in_order);
}

#[test]
fn dates_of_different_precision_meet_where_they_can_be_the_same() {
    let meet = |one: &str, other: &str| {
        let (one, other) = (reach(&when(one)), reach(&when(other)));
        one.0 <= other.1 && other.0 <= one.1
    };
    for (one, other) in [
        ("2026", "2026-04-28"),
        ("2026-04", "2026-04-28"),
        ("about 2026-04", "2026-05-03"),
        ("by 2030", "2026"),
        ("by 2030", "2030-06"),
        ("since 2019", "2026"),
        ("2026-04 to 2026-06", "2026-05-03"),
    ] {
        assert!(meet(one, other) && meet(other, one), "{one} / {other}");
    }
    for (one, other) in [
        ("2026-04-27", "2026-04-28"),
        ("2026-04", "2026-05-03"),
        ("about 2026-04", "2026-07"),
        ("by 2030", "2031"),
        ("since 2019", "2018"),
        ("by 2018", "since 2019"),
    ] {
        assert!(!meet(one, other) && !meet(other, one), "{one} / {other}");
    }
}
