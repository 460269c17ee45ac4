//! [`Math`]: formulas of Word (OMML), which become a [`Formula`] on one line.

use crate::formats::flow::Flow;
use crate::formats::formula::Formula;
use crate::formats::raised::Script;
use crate::formats::xml::Element;

/// The formula that is being read, if any.
#[derive(Debug, Default)]
pub(super) struct Math {
    formula: Formula,
    /// For each open element within the formula whether it has a form of its own.
    open: Vec<bool>,
}

impl Math {
    /// Whether text belongs to a formula.
    pub(super) const fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    pub(super) fn push(&mut self, text: &str) {
        self.formula.push(text);
    }

    pub(super) fn open(&mut self, element: &Element, parent: &str) {
        let name = element.name.as_str();
        if !self.is_open() && !matches!(name, "oMath" | "oMathPara") {
            return;
        }
        let is_property = parent.ends_with("Pr");
        if is_property {
            let sign = element.attribute("val");
            // A bracket without a sign is none.
            self.formula.set(name, sign);
        }
        self.open.push(!is_property && self.formula.open_word(name));
    }

    pub(super) fn close(&mut self, flow: &mut Flow) {
        if self.open.pop() == Some(true) {
            self.formula.close();
        }
        if !self.is_open() && self.formula.has_text() {
            let before = flow.open_text().chars().next_back();
            let text = self.formula.take(before);
            flow.push(&text, Script::Line);
        }
    }
}
