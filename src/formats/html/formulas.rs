//! [`formula`]: formulas of a page on one line, and what repeats them for the eye.

use super::tree::{Child, Node, Tree};
use crate::formats::formula::Formula;

/// Whether an element is a formula; books write its name with that of its space.
pub(super) fn is_formula(name: &str) -> bool {
    bare(name) == "math"
}

fn bare(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// A formula, after the character that stands before it on the line.
pub(super) fn formula(tree: &Tree, index: usize, before: Option<char>) -> String {
    let mut formula = Formula::default();
    add(tree, index, &mut formula);
    let text = formula.take(before);
    if text.is_empty() {
        return tree.node(index).map_or("", |node| node.attribute("alttext")).trim().to_owned();
    }
    text
}

fn add(tree: &Tree, index: usize, formula: &mut Formula) {
    let Some(node) = tree.node(index) else { return };
    let name = bare(&node.name);
    formula.open(name);
    for sign in ["open", "close", "separators"] {
        if node.has_attribute(sign) {
            formula.set(sign, node.attribute(sign));
        }
    }
    let is_token = matches!(name, "mi" | "mn" | "mo" | "mtext" | "ms");
    for child in &node.children {
        match child {
            Child::Text(text) if is_token => {
                formula.push(tree.text(*text).trim_matches(['\n', '\r', '\t', ' ']));
            }
            Child::Text(_) => {}
            Child::Element(child) => add(tree, *child, formula),
        }
    }
    formula.close();
}

/// Whether an element holds a formula that the page shows by a picture beside it: then the formula is what is read.
pub(super) fn stands_for_a_picture(tree: &Tree, index: usize) -> bool {
    let Some(node) = tree.node(index) else { return false };
    let has_formula = || tree.inside(index).any(|(_, inner)| is_formula(&inner.name));
    let next = || tree.node(node.end).filter(|next| next.parent == node.parent);
    next().is_some_and(|next| &*next.name == "img") && has_formula()
}

/// Whether an element draws a formula once more that stands beside it as such.
pub(super) fn repeats_a_formula(tree: &Tree, index: usize, node: &Node) -> bool {
    if node.attribute("aria-hidden") != "true" {
        return false;
    }
    let Some(around) = tree.node(node.parent) else { return false };
    let is_only_elements = around.children.iter().all(|child| match child {
        Child::Text(text) => tree.text(*text).trim().is_empty(),
        Child::Element(_) => true,
    });
    let has_formula = |child: &Child| match child {
        Child::Element(other) if *other != index => {
            is_formula(tree.name(*other)) || tree.inside(*other).any(|(_, inner)| is_formula(&inner.name))
        }
        _ => false,
    };
    around.children.len() <= 4 && is_only_elements && around.children.iter().any(has_formula)
}

#[cfg(test)]
mod tests {
    use super::super::blocks::{Walked, write};
    use super::super::silent::Sight;
    use super::*;
    use crate::formats::extract::Lines;

    fn text(page: &str) -> String {
        let tree = Tree::parse(page, false).unwrap();
        let mut lines = Lines::default();
        Walked::of(&tree, 0, Sight::default()).blocks.iter().for_each(|block| write(block, &mut lines));
        lines.finish(&mut Vec::new())
    }

    #[test]
    fn formulas_stand_in_their_sentence() {
        let root = "<math><msqrt><mi>x</mi></msqrt><mo>=</mo><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac></math>";
        assert_eq!(
            text(&format!("<p>So {root}, or 3<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math> m.")),
            "So √(x) = (a + b)/c, or 3 1/2 m.\n"
        );
        assert_eq!(text("<p>A <m:math><m:msup><m:mi>x</m:mi><m:mn>2</m:mn></m:msup></m:math>."), "A x².\n");
    }

    #[test]
    fn a_formula_that_is_drawn_too_is_read_once() {
        let math = "<math><semantics><msup><mi>x</mi><mn>2</mn></msup><annotation>x^2</annotation></semantics></math>";
        let drawn = "<span class=katex-html aria-hidden=true><b>x</b><b>2</b></span>";
        assert_eq!(text(&format!("<p>So <span class=katex><span>{math}</span>{drawn}</span>.")), "So x².\n");
        let pictured = "<img alt='{\\displaystyle x^{2}}' src=a>";
        assert_eq!(
            text(&format!("<p>So <i><span style='display:none'>{math}</span>{pictured}</i>.")),
            "So x².\n"
        );
    }
}
