//! [`compound`]: German numbers written as one word, `dreihundertfünfundzwanzig`.

use super::language::{Meaning, Tables};
use crate::text::tokens::tokens;

/// The value of a number written as one word of several, none where the language has no such words.
pub(super) fn compound(plain: &str, tables: &Tables) -> Option<f64> {
    if !tables.has_compounds || plain.len() < 7 {
        return None;
    }
    let value = thousands(plain, tables)?;
    // Simple words have more readings than this one.
    (value >= 21.0 && value % 10.0 != 0.0 || value >= 100.0).then_some(value)
}

fn thousands(plain: &str, tables: &Tables) -> Option<f64> {
    match plain.split_once("tausend") {
        Some((before, after)) => Some(lead(before, tables, hundreds)? * 1e3 + rest(after, tables, hundreds)?),
        None => hundreds(plain, tables),
    }
}

fn hundreds(plain: &str, tables: &Tables) -> Option<f64> {
    match plain.split_once("hundert") {
        Some((before, after)) => Some(lead(before, tables, tens)? * 100.0 + rest(after, tables, tens)?),
        None => tens(plain, tables),
    }
}

/// What stands before *hundert*: nothing says one.
fn lead(part: &str, tables: &Tables, read: fn(&str, &Tables) -> Option<f64>) -> Option<f64> {
    if part.is_empty() || part == "ein" { Some(1.0) } else { read(part, tables) }
}

/// What stands behind it: nothing says zero.
fn rest(part: &str, tables: &Tables, read: fn(&str, &Tables) -> Option<f64>) -> Option<f64> {
    let part = part.strip_prefix("und").unwrap_or(part);
    if part.is_empty() { Some(0.0) } else { read(part, tables) }
}

fn tens(plain: &str, tables: &Tables) -> Option<f64> {
    // "hundertundzwanzig" and "siebenundzwanzig" part at the first "und" that leaves numbers on both sides.
    let simple = |word: &str| {
        if word == "ein" {
            return Some(1.0);
        }
        match tables.numbers.at(&tokens(word), 0) {
            Some((Meaning::Cardinal(value), 1)) => Some(value),
            _ => None,
        }
    };
    simple(plain).or_else(|| {
        plain.match_indices("und").find_map(|(at, joint)| {
            let ones = plain.get(..at).and_then(simple).filter(|ones| *ones < 10.0)?;
            let tens = plain.get(at + joint.len()..).and_then(simple).filter(|tens| *tens >= 20.0)?;
            Some(ones + tens)
        })
    })
}
