//! Numbers of four languages and their values.

use super::*;
use crate::text::tokens::tokens;

fn read(text: &str, language: &str) -> Vec<(f64, Unit, Bound)> {
    quantities(&tokens(text), language, &[])
        .into_iter()
        .map(|found| ((found.value * 1e6).round() / 1e6, found.unit, found.bound))
        .collect()
}

#[track_caller]
fn one(language: &str, text: &str, value: f64, unit: Unit) {
    let found: Vec<_> = read(text, language).into_iter().map(|(value, unit, _)| (value, unit)).collect();
    assert_eq!(found, [(value, unit)], "{text}");
}

const DOLLAR: Unit = Unit::Money(Currency::Dollar);
const EURO: Unit = Unit::Money(Currency::Euro);
const LENGTH: Unit = Unit::Measure(Dimension::Length);
const TIME: Unit = Unit::Measure(Dimension::Time);

#[test]
fn one_amount_has_many_spellings() {
    for text in [
        "$50 billion",
        "$50B",
        "$50bn",
        "$50,000,000,000",
        "fifty billion dollars",
        "$ 50 billion",
        "$50\u{a0}bn",
        "50 billion dollars",
    ] {
        one("en", text, 5e10, DOLLAR);
    }
    for text in [
        "1,5 Mio. Euro",
        "1.500.000 €",
        "€1,5 Mio",
        "anderthalb Millionen Euro",
        "1,5 Millionen Euro",
        "1 500 000 Euro",
    ] {
        one("de", text, 1.5e6, EURO);
    }
    for text in ["1,5 million d'euros", "1 500 000 euros", "1,5 M €", "1,5 million d’euros"] {
        one("fr", text, 1.5e6, EURO);
    }
    for text in ["1,5 millones de euros", "1.500.000 euros", "un millón quinientos mil euros"] {
        one("es", text, 1.5e6, EURO);
    }
}

#[test]
fn words_add_up_to_numbers() {
    for (language, text, value) in [
        ("en", "twelve", 12.0),
        ("en", "twenty-five", 25.0),
        ("en", "three hundred", 300.0),
        ("en", "one hundred and five", 105.0),
        ("en", "three hundred and five thousand two hundred", 305_200.0),
        ("en", "a dozen", 12.0),
        ("en", "two dozen", 24.0),
        ("en", "half a million", 5e5),
        ("en", "two and a half million", 2.5e6),
        ("en", "a hundred", 100.0),
        ("en", "1.5m people", 1.5e6),
        ("en", "30k", 3e4),
        ("en", "12 crore", 1.2e8),
        ("de", "fünfundzwanzig", 25.0),
        ("de", "dreihundertfünfundzwanzig", 325.0),
        ("de", "zweitausendzwölf", 2012.0),
        ("de", "zwei Milliarden", 2e9),
        ("de", "eine Milliarde", 1e9),
        ("de", "3,4 Mrd.", 3.4e9),
        ("de", "zwölf", 12.0),
        ("de", "hundertfünfzig", 150.0),
        ("fr", "quatre-vingt-dix-sept", 97.0),
        ("fr", "soixante-dix", 70.0),
        ("fr", "soixante et onze", 71.0),
        ("fr", "vingt et un", 21.0),
        ("fr", "deux cent trente", 230.0),
        ("fr", "dix-sept", 17.0),
        ("fr", "mille", 1000.0),
        ("fr", "trois milliards", 3e9),
        ("fr", "une douzaine", 12.0),
        ("es", "treinta y cinco", 35.0),
        ("es", "doscientos", 200.0),
        ("es", "cinco mil millones", 5e9),
        ("es", "ciento veinte", 120.0),
        ("es", "mil", 1000.0),
    ] {
        one(language, text, value, Unit::Count);
    }
}

#[test]
fn fractions_and_percentages_are_parts_of_a_hundred() {
    for (language, text, value) in [
        ("en", "20 percent", 20.0),
        ("en", "20%", 20.0),
        ("en", "one in five", 20.0),
        ("en", "three out of four", 75.0),
        ("en", "half", 50.0),
        ("en", "a quarter of", 25.0),
        ("en", "two-fifths", 40.0),
        ("en", "three quarters", 75.0),
        ("en", "one-fifth", 20.0),
        ("de", "20 Prozent", 20.0),
        ("de", "die Hälfte", 50.0),
        ("fr", "20 pour cent", 20.0),
        ("fr", "la moitié", 50.0),
        ("fr", "un quart de", 25.0),
        ("es", "20 por ciento", 20.0),
        ("es", "la mitad", 50.0),
    ] {
        one(language, text, value, Unit::Percent);
    }
    one("en", "5 percentage points", 5.0, Unit::PercentPoint);
    one("en", "25 basis points", 0.25, Unit::PercentPoint);
    one("de", "0,5 Prozentpunkte", 0.5, Unit::PercentPoint);
}

#[test]
fn units_become_base_units() {
    one("en", "5 km", 5000.0, LENGTH);
    one("en", "2,000ft", 609.6, LENGTH);
    one("en", "150 metres", 150.0, LENGTH);
    one("en", "150m below", 150.0, LENGTH);
    one("en", "eight years", 8.0 * 31_557_600.0, TIME);
    one("en", "a 10-day strike", 864_000.0, TIME);
    one("en", "half an hour", 1800.0, TIME);
    one("en", "212 degrees Fahrenheit", 100.0, Unit::Measure(Dimension::Temperature));
    one("en", "16-year-old", 16.0, Unit::Age);
    one("en", "20 pounds", 20.0 * 0.453_592, Unit::Measure(Dimension::Mass));
    one("en", "20 million pounds", 2e7, Unit::Money(Currency::Pound));
    one("en", "£20", 20.0, Unit::Money(Currency::Pound));
    one("en", "won 20-13", 20_013.0, Unit::Score);
    one("en", "the 3rd", 3.0, Unit::Ordinal);
    one("en", "sales doubled", 2.0, Unit::Factor);
}

#[test]
fn words_around_a_number_bend_it() {
    for (language, text, bound) in [
        ("en", "more than 50", Bound::Over),
        ("en", "at least 35", Bound::AtLeast),
        ("en", "nearly 3,000", Bound::Nearly),
        ("en", "about 50", Bound::About),
        ("en", "up to 1,000", Bound::AtMost),
        ("en", "no more than ten", Bound::AtMost),
        ("en", "50 or more", Bound::AtLeast),
        ("en", "fewer than 10", Bound::Under),
        ("en", "~50", Bound::About),
        ("en", "100+", Bound::AtLeast),
        ("en", "roughly 27 %", Bound::About),
        ("de", "mehr als 50", Bound::Over),
        ("de", "knapp 3.000", Bound::Nearly),
        ("fr", "plus de 50", Bound::Over),
        ("fr", "près de 50", Bound::Nearly),
        ("es", "al menos 50", Bound::AtLeast),
        ("es", "casi 50", Bound::Nearly),
    ] {
        let bounds: Vec<_> = read(text, language).into_iter().map(|(.., bound)| bound).collect();
        assert_eq!(bounds, [bound], "{text}");
    }
}

#[test]
fn ranges_have_two_ends_and_pronouns_are_no_numbers() {
    let range = |text| quantities(&tokens(text), "en", &[]).first().and_then(|found| found.range);
    assert_eq!(range("between 5 and 10 people"), Some((5.0, 10.0)));
    assert_eq!(range("5-10 people"), Some((5.0, 10.0)));
    assert_eq!(range("5 to 10 million"), Some((5e6, 1e7)));
    assert_eq!(range("$5-10 million"), Some((5e6, 1e7)));
    assert_eq!(range("rose from 5% to 7%"), None);
    assert_eq!(range("dozens of people"), Some((24.0, 199.0)));
    for text in ["the one that got away", "one another", "last quarter", "the mayor"] {
        assert_eq!(read(text, "en"), [], "{text}");
    }
}

#[test]
fn a_minus_and_a_leading_point_are_part_of_the_number() {
    for text in
        ["-2.5%", "\u{2212}2.5%", "minus 2.5%", "it was -2.5%", "(-2.5%)", "minus two and a half percent"]
    {
        one("en", text, -2.5, Unit::Percent);
    }
    one("en", "a loss of -$5 million", -5e6, DOLLAR);
    one("en", ".5 percent", 0.5, Unit::Percent);
    one("en", "-.5 percent", -0.5, Unit::Percent);
    let span = |text| quantities(&tokens(text), "en", &[]).first().map(|found| found.span);
    assert_eq!(span("at -2.5%"), Some(Span::new(3, 8)));
    assert_eq!(span("at .5%"), Some(Span::new(3, 6)));
    let values = |text| read(text, "en").into_iter().map(|(value, ..)| value).collect::<Vec<_>>();
    for (text, expected) in [
        ("5-10 people", &[7.5][..]),
        ("COVID-19", &[]),
        ("won 3-1", &[3001.0]),
        ("ten minus three", &[10.0, 3.0]),
        ("a G-20", &[]),
        ("It ended.5 people left", &[5.0]),
        ("a cost - 5 million - was named", &[5e6]),
    ] {
        assert_eq!(values(text), expected, "{text}");
    }
}

#[test]
fn halves_are_added_scaled_and_taken_of_a_percent() {
    one("en", "1½ million", 1.5e6, Unit::Count);
    one("en", "one and a half million", 1.5e6, Unit::Count);
    one("en", "one and a half percent", 1.5, Unit::Percent);
    one("en", "half a percent", 0.5, Unit::Percent);
    one("en", "a quarter of a percent", 0.25, Unit::Percent);
}

#[test]
fn rounding_and_bounds_fit() {
    let fits = |left: &str, right: &str| {
        let one = |text| quantities(&tokens(text), "en", &[]).remove(0);
        one(left).fits(&one(right)) && one(right).fits(&one(left))
    };
    for (left, right) in [
        ("about 50", "51.2"),
        ("nearly 3,000", "2,985"),
        ("nearly 5 million", "4.9 million"),
        ("at least 35", "35"),
        ("more than 100", "120"),
        ("dozens", "at least 50"),
        ("200 feet", "60 metres"),
        ("two-thirds", "67%"),
        ("5 million", "4.9 million"),
        ("between 5 and 10", "7"),
        ("1,523,400", "1.5 million"),
    ] {
        assert!(fits(left, right), "{left} / {right}");
    }
    for (left, right) in [
        ("at least 35", "22"),
        ("1.5 million", "1.8 million"),
        ("12", "9"),
        ("9.58", "9.85"),
        ("nearly 5 million", "3.2 million"),
        ("dozens", "hundreds"),
        ("at least three", "24"),
        ("more than 50", "50"),
        ("100", "97"),
    ] {
        assert!(!fits(left, right), "{left} / {right}");
    }
}
