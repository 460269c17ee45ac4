//! Characters that keep their meaning: raised and lowered figures, numbers of lists.

use super::style::value_of;
use super::tree::{Node, Tree, is_block};
use crate::formats::numerals::Numerals;
use crate::formats::raised::{is_raised_form, lowered_form, raised_form};

/// Raised text longer than this is only small, in characters.
const MAX_RAISED_CHARS: usize = 12;

/// What stands less high or low than this part of a line is only set with care.
const MIN_RISE: f64 = 0.2;
/// Small letters have at most this part of the usual height.
const MAX_SMALL: f64 = 0.9;

/// Whether an element is raised (`Some(true)`) or lowered, by its name or style.
pub(super) fn is_raised(node: &Node) -> Option<bool> {
    match &*node.name {
        "sup" => return Some(true),
        "sub" => return Some(false),
        _ => {}
    }
    if is_block(&node.name) {
        return None;
    }
    let style = |name: &str| style_value(node, name);
    match (style("font-variant-position").as_deref(), style("vertical-align").as_deref()) {
        (Some("super"), _) | (_, Some("super")) => return Some(true),
        (Some("sub"), _) | (_, Some("sub")) => return Some(false),
        _ => {}
    }
    // Other heights mean a raised figure only where it is small too.
    if !style("font-size").is_some_and(|size| is_small(&size)) {
        return None;
    }
    let is_moved = style("position").as_deref() == Some("relative");
    let move_by = |name: &str| style(name).filter(|_| is_moved).and_then(|value| rise(&value));
    let height = match style("vertical-align").as_deref() {
        Some("top" | "text-top") => Some(MIN_RISE),
        Some("bottom" | "text-bottom") => Some(-MIN_RISE),
        Some(value) => rise(value),
        None => None,
    };
    let height = height.filter(|height| height.abs() >= MIN_RISE);
    let height = height.or_else(|| move_by("top").map(|by| -by)).or_else(|| move_by("bottom"));
    height.filter(|height| height.abs() >= MIN_RISE).map(|height| height > 0.0)
}

/// Parts of a line's height.
fn rise(value: &str) -> Option<f64> {
    let (number, unit) = value.split_at_checked(value.find(|c: char| c.is_alphabetic() || c == '%')?)?;
    let number: f64 = number.trim().parse().ok()?;
    match unit {
        "em" | "rem" => Some(number),
        "ex" | "ch" => Some(number / 2.0),
        "%" => Some(number / 100.0),
        "px" => Some(number / 16.0),
        "pt" => Some(number / 12.0),
        _ => None,
    }
}

fn is_small(size: &str) -> bool {
    matches!(size, "smaller" | "small" | "x-small" | "xx-small")
        || rise(size).is_some_and(|size| size <= MAX_SMALL)
}

/// Whether an element leads to a note, or holds only what does.
pub(super) fn is_note_mark(tree: &Tree, index: usize) -> bool {
    let names_note = |node: &Node| {
        let role = node.attribute("role") == "doc-noteref";
        let class = node.attribute("class").to_ascii_lowercase();
        let kind = node.attribute("epub:type").split(' ').any(|name| name == "noteref");
        role || kind || ["noteref", "footnote", "fnref", "reference"].iter().any(|word| class.contains(word))
    };
    let leads = |node: &Node| &*node.name == "a" && node.attribute("href").contains('#');
    let own = tree.node(index).is_some_and(|node| names_note(node) || leads(node));
    own || tree.inside(index).any(|(_, node)| names_note(node) || leads(node))
}

/// Raised text: a mark of a note as `[3]`, figures as `³`, letters as they are (`9th`).
pub(super) fn raised(text: &str, is_note_mark: bool) -> String {
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed.chars().count() > MAX_RAISED_CHARS {
        return text.to_owned();
    }
    let has_digit = trimmed.contains(char::is_numeric);
    let is_bracketed = trimmed.starts_with(['[', '(']) && trimmed.ends_with([']', ')']);
    if is_note_mark && !is_bracketed && trimmed.chars().all(char::is_alphanumeric) {
        return around(text, trimmed, &format!("[{trimmed}]"));
    }
    if !has_digit || trimmed.starts_with('[') {
        return text.to_owned();
    }
    let own = |c: char| (c == 'n').then_some('ⁿ').or_else(|| is_raised_form(c).then_some(c));
    let all = mapped(trimmed, |c| raised_form(c).or_else(|| own(c)));
    around(text, trimmed, &all.unwrap_or_else(|| format!("[{trimmed}]")))
}

/// Lowered text: figures as `₂`, all else as it is.
pub(super) fn lowered(text: &str) -> String {
    let trimmed = text.trim();
    let all =
        Some(trimmed).filter(|_| trimmed.contains(char::is_numeric)).and_then(|it| mapped(it, lowered_form));
    all.map_or_else(|| text.to_owned(), |all| around(text, trimmed, &all))
}

/// Puts `new` in the place of `trimmed`, with the blanks that were around.
fn around(text: &str, trimmed: &str, new: &str) -> String {
    text.replacen(trimmed, new, 1)
}

/// None where a character has no such form.
fn mapped(text: &str, form: impl Fn(char) -> Option<char>) -> Option<String> {
    text.chars().map(form).collect()
}

/// What the style of an element, or the style sheets of its page, say about a property, in lower case.
pub(super) fn style_value(node: &Node, name: &str) -> Option<String> {
    value_of(&node.styles, node.attribute("style"), name)
}

/// The numbers of an open list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ListMarks {
    /// None for a list of points.
    next: Option<i64>,
    step: i64,
    style: Style,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Decimal,
    Letters { is_upper: bool },
    Roman { is_upper: bool },
    Bare,
}

impl ListMarks {
    /// Of the list that begins with this element.
    pub(super) fn of(tree: &Tree, index: usize, node: &Node) -> Self {
        if &*node.name != "ol" {
            return Self { next: None, step: 1, style: Style::Decimal };
        }
        let is_item = |child: &(usize, &Node)| child.1.parent == index && &*child.1.name == "li";
        let is_reversed = node.has_attribute("reversed");
        let count = || i64::try_from(tree.inside(index).filter(is_item).count()).unwrap_or(1);
        let start = node.attribute("start").trim().parse().ok();
        let start = start.unwrap_or_else(|| if is_reversed { count() } else { 1 });
        let style = style_of(node).unwrap_or(Style::Decimal);
        Self { next: Some(start), step: if is_reversed { -1 } else { 1 }, style }
    }

    /// The mark of the next item, with a blank after it.
    pub(super) fn next_mark(&mut self, item: &Node) -> String {
        let Some(next) = &mut self.next else {
            return "• ".to_owned();
        };
        let number = item.attribute("value").trim().parse().unwrap_or(*next);
        *next = number.saturating_add(self.step);
        let lettered = match style_of(item).unwrap_or(self.style) {
            Style::Bare => return String::new(),
            Style::Decimal => None,
            Style::Letters { is_upper } => letters(number).map(|text| cased(&text, is_upper)),
            Style::Roman { is_upper } => {
                let numerals = if is_upper { Numerals::UpperRoman } else { Numerals::LowerRoman };
                // The range of these styles in CSS.
                Some(number)
                    .filter(|number| (1..4000).contains(number))
                    .map(|number| numerals.written(number))
            }
        };
        format!("{}. ", lettered.unwrap_or_else(|| number.to_string()))
    }
}

fn style_of(node: &Node) -> Option<Style> {
    let listed = style_value(node, "list-style-type");
    let named = listed.as_deref().and_then(|value| {
        value.split_whitespace().find_map(|word| match word {
            "decimal" | "decimal-leading-zero" => Some(Style::Decimal),
            "lower-alpha" | "lower-latin" => Some(Style::Letters { is_upper: false }),
            "upper-alpha" | "upper-latin" => Some(Style::Letters { is_upper: true }),
            "lower-roman" => Some(Style::Roman { is_upper: false }),
            "upper-roman" => Some(Style::Roman { is_upper: true }),
            "none" => Some(Style::Bare),
            _ => None,
        })
    });
    named.or_else(|| match node.attribute("type") {
        "1" => Some(Style::Decimal),
        "a" => Some(Style::Letters { is_upper: false }),
        "A" => Some(Style::Letters { is_upper: true }),
        "i" => Some(Style::Roman { is_upper: false }),
        "I" => Some(Style::Roman { is_upper: true }),
        _ => None,
    })
}

fn cased(text: &str, is_upper: bool) -> String {
    if is_upper { text.to_uppercase() } else { text.to_owned() }
}

/// a, b, … z, aa; none for numbers that letters cannot write.
fn letters(number: i64) -> Option<String> {
    let mut rest = u32::try_from(number).ok().filter(|number| *number > 0)?;
    let mut found = Vec::new();
    while rest > 0 {
        rest -= 1;
        found.push(char::from_digit(rest % 26 + 10, 36)?);
        rest /= 26;
    }
    Some(found.iter().rev().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_figures_never_join_the_number_before() {
        assert_eq!(raised("3", false), "³");
        assert_eq!(raised("-6 ", false), "⁻⁶ ");
        assert_eq!(raised("3", true), "[3]");
        assert_eq!(raised("[3]", true), "[3]");
        assert_eq!(raised("3,4", false), "[3,4]");
        assert_eq!(raised("th", false), "th");
        assert_eq!(raised("a", true), "[a]");
        assert_eq!(raised("the 2 sentences of small print", false), "the 2 sentences of small print");
        assert_eq!((lowered("2").as_str(), lowered("max").as_str()), ("₂", "max"));
    }

    #[test]
    fn letters_of_lists_count_as_in_css() {
        let numbers = [1, 26, 27, 28, 0];
        assert_eq!(numbers.map(|number| letters(number).unwrap_or_default()), ["a", "z", "aa", "ab", ""]);
    }
}
