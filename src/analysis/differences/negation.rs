//! [`mark`]: which words a negation turns round.
//!
//! *Not* turns round its verb, or what the verb *be* or *have* says; *no*, *without*, *the end of* the noun with what
//! stands before it. *Not only* turns nothing round.

use super::language::Tables;
use super::words::{Class, Word, key_of};
use crate::text::tokens::Token;
use std::sync::LazyLock;

/// How far a negation reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// The next word that says something.
    Head,
    /// The next word, if it is what somebody does: "stop paying".
    Doing,
    /// A noun and what stands before it, up to the next preposition.
    Noun,
    /// A noun likewise, by a word that says that something ends or that something else stands in its place.
    Ending,
    /// The next word that says something, which was so before.
    Over,
    /// The next word, which somebody does not do, or does not let others do.
    Declining,
    /// The rest of the clause.
    Clause,
    /// Nothing: the words only look like a negation.
    Nothing,
}

/// Say nothing by themselves: what follows them is turned round.
const LIGHT: &[&str] = &[
    "be", "is", "are", "was", "were", "been", "being", "have", "has", "had", "having", "do", "does", "did",
    "get", "got", "a", "an", "the", "to", "any", "its", "his", "her", "their", "yet", "also", "been", "able",
    "even", "ever", "going", "longer", "really", "so", "very", "remain", "remains", "become", "becomes",
    "became", "will", "would", "can", "could",
];

static EXCLUSIVE: LazyLock<u64> = LazyLock::new(|| key_of("exclusive"));
const PREPOSITIONS: &[&str] = &[
    "of", "in", "on", "at", "by", "for", "with", "from", "into", "because", "that", "which", "who", "and",
    "but", "as", "until", "if", "over", "after", "before", "about", "under",
];
const AUXILIARIES: &[&str] = &[
    "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might",
    "must", "should",
];

/// Marks the words that each negation of the text turns round.
pub(super) fn mark(tokens: &[Token], words: &mut [Word], language: &str, tables: &Tables) {
    let mut at = 0;
    while at < tokens.len() {
        let Some((reach, len)) = tables.negators.at(tokens, at) else {
            at += 1;
            continue;
        };
        // "season-ending" ends no season of the text.
        let is_joined = at > 0
            && tokens.get(at - 1).is_some_and(|token| token.is("-"))
            && tokens.get(at).is_some_and(|token| token.is_glued);
        let is_doing =
            tokens.get(at + len).is_some_and(|next| next.plain.len() > 4 && next.plain.ends_with("ing"));
        if language != "en" {
            deny(tokens, words, (at, at + len), reach);
        } else if !is_joined && !is_conditional(tokens, at) && (reach != Reach::Doing || is_doing) {
            turn(tokens, words, (at, at + len), reach);
        }
        at += len;
    }
    if language == "en" {
        mark_changes(tokens, words);
    }
}

/// "would not have … if": what did not happen only under a condition is not denied.
fn is_conditional(tokens: &[Token], at: usize) -> bool {
    let is = |place: usize, plain: &str| tokens.get(place).is_some_and(|token| token.is(plain));
    at > 0
        && is(at - 1, "would")
        && is(at + 1, "have")
        && tokens.iter().any(|token| token.is("if") || token.is("unless"))
}

/// The next word of the clause that says something is denied, or the one before where none follows: "zahlt die Steuer nicht".
///
/// Words of one negation that stand apart, such as *ne … pas*, deny once.
fn deny(tokens: &[Token], words: &mut [Word], (first, end): (usize, usize), reach: Reach) {
    let (Some(from), Some(to)) = (tokens.get(first), tokens.get(end.saturating_sub(1))) else { return };
    let clause = words.get(first).map_or(0, |word| word.clause);
    let is_said = |at: &usize| words.get(*at).is_some_and(|word| word.clause == clause && word.is_content());
    let after = (end..words.len()).take_while(|at| words.get(*at).is_some_and(|word| word.clause == clause));
    let before =
        || (0..first).rev().take_while(|at| words.get(*at).is_some_and(|word| word.clause == clause));
    let place = after.into_iter().find(is_said).or_else(|| before().find(is_said));
    if let Some(word) = place.filter(|_| reach != Reach::Nothing).and_then(|at| words.get_mut(at)) {
        word.is_weakly_negated =
            matches!(reach, Reach::Ending | Reach::Over | Reach::Declining) && !word.is_negated;
        word.is_negated = true;
        word.negator.get_or_insert_with(|| from.span.cover(to.span));
    }
}

fn turn(tokens: &[Token], words: &mut [Word], negator: (usize, usize), reach: Reach) {
    let (first, end) = negator;
    let span = match (tokens.get(first), tokens.get(end.saturating_sub(1))) {
        (Some(from), Some(to)) => from.span.cover(to.span),
        _ => return,
    };
    let clause = words.get(end.saturating_sub(1)).map_or(0, |word| word.clause);
    let mut turned: Vec<usize> = Vec::new();
    let is_of_noun = matches!(reach, Reach::Noun | Reach::Ending);
    let mut is_noun = is_of_noun;
    for (at, (token, word)) in (0..).zip(tokens.iter().zip(words.iter())).skip(end).take(10) {
        let plain = token.plain.as_str();
        // "no chance of parole": what there is no chance of is denied too.
        let is_preposition = PREPOSITIONS.contains(&plain)
            && !(["of", "for"].contains(&plain) && is_of_noun && turned.len() == 1);
        let is_verb = !turned.is_empty() && AUXILIARIES.contains(&plain);
        let is_after = !turned.is_empty() && (plain == "to" || is_verb);
        if word.clause != clause
            || reach == Reach::Nothing
            || is_after
            || (is_preposition && (is_noun || !turned.is_empty()))
        {
            break;
        }
        is_noun |= ["have", "has", "had", "having"].contains(&plain);
        if LIGHT.contains(&plain)
            || plain.ends_with("ly") && !word.is_known
            || !word.is_content() && word.class != Class::Value
        {
            continue;
        }
        turned.push(at);
        if matches!(reach, Reach::Head | Reach::Over | Reach::Doing | Reach::Declining) && !is_noun {
            break;
        }
    }
    // Of a noun with adjectives the noun is denied; an exclusive right that ends may go on as a right.
    let last = turned.last().copied();
    for at in turned {
        if let Some(word) = words
            .get_mut(at)
            .filter(|word| Some(at) == last || word.key == *EXCLUSIVE || reach == Reach::Clause)
        {
            word.is_negated = !word.is_negated;
            // What ends was there before.
            word.is_weakly_negated =
                matches!(reach, Reach::Ending | Reach::Over | Reach::Doing | Reach::Declining);
            word.negator = Some(span);
        }
    }
}

/// "from exclusive to open": what stands after "from" is over.
fn mark_changes(tokens: &[Token], words: &mut [Word]) {
    const CHANGES: &[&str] = &[
        "changes",
        "changed",
        "change",
        "shift",
        "shifts",
        "shifted",
        "shifting",
        "transition",
        "moved",
        "moves",
        "move",
        "moving",
        "transitioning",
        "evolved",
        "went",
        "switch",
        "switched",
        "switching",
    ];
    for start in 0..tokens.len() {
        let is_from = tokens.get(start).is_some_and(|token| token.is("from"));
        let is_change =
            tokens.iter().take(start).rev().take(4).any(|token| CHANGES.contains(&token.plain.as_str()));
        let is_away = start > 0 && tokens.get(start - 1).is_some_and(|token| token.is("away"));
        let to = tokens.iter().skip(start).take(12).position(|token| token.is("to"));
        let (true, true, false, Some(to)) = (is_from, is_change, is_away, to) else { continue };
        let span = tokens.get(start).map(|token| token.span);
        for word in
            words.iter_mut().skip(start + 1).take(to.saturating_sub(1)).filter(|word| word.is_content())
        {
            word.is_negated = !word.is_negated;
            word.is_weakly_negated = true;
            word.negator = span;
        }
    }
}
