//! [`Math`]: formulas of Word written on one line: a/b, x², √(a + b).

use crate::formats::flow::Flow;
use crate::formats::raised::Script;
use crate::formats::xml::Element;

/// Brackets of a formula that are open.
#[derive(Debug)]
struct Brackets {
    begin: String,
    end: String,
    is_begun: bool,
}

/// Where in a formula the reading stands.
#[derive(Debug, Default)]
pub(super) struct Math {
    depth: usize,
    scripts: Vec<Script>,
    /// Where parts began that may need brackets.
    starts: Vec<usize>,
    brackets: Vec<Brackets>,
    /// Signs of sums and integrals, and whether they were written.
    sums: Vec<(String, bool)>,
    accents: Vec<String>,
}

impl Math {
    /// The height that a formula gives; none outside of one.
    pub(super) fn script(&self) -> Option<Script> {
        self.scripts.last().copied()
    }

    pub(super) fn open(&mut self, element: &Element, parent: &str, flow: &mut Flow) {
        let name = element.name.as_str();
        if matches!(name, "oMath" | "oMathPara") {
            self.depth += 1;
        }
        if self.depth == 0 {
            return;
        }
        let value = || element.attribute("val").to_owned();
        match (parent, name) {
            (_, "d") => {
                let brackets = Brackets { begin: "(".to_owned(), end: ")".to_owned(), is_begun: false };
                self.brackets.push(brackets);
            }
            ("dPr", "begChr") => self.set_bracket(|brackets| brackets.begin = value()),
            ("dPr", "endChr") => self.set_bracket(|brackets| brackets.end = value()),
            ("d", "e") => {
                if let Some(brackets) = self.brackets.last_mut() {
                    let sign = if brackets.is_begun { " | " } else { &brackets.begin };
                    flow.push(sign, Script::Line);
                    brackets.is_begun = true;
                }
            }
            (_, "nary") => self.sums.push(("∫".to_owned(), false)),
            ("naryPr", "chr") => {
                if let Some(sum) = self.sums.last_mut() {
                    sum.0 = value();
                }
            }
            (_, "acc") => self.accents.push("\u{302}".to_owned()),
            ("accPr", "chr") => {
                if let Some(accent) = self.accents.last_mut() {
                    *accent = value();
                }
            }
            ("rad", "e") => {
                flow.push("√", Script::Line);
                self.starts.push(flow.open_text().len());
            }
            ("f", "num" | "den") => self.starts.push(flow.open_text().len()),
            _ => {}
        }
        if parent == "nary"
            && matches!(name, "sub" | "sup" | "e")
            && let Some((sign, is_written)) = self.sums.last_mut()
            && !std::mem::replace(is_written, true)
        {
            flow.push(sign, Script::Line);
        }
        match name {
            "sup" | "deg" => self.scripts.push(Script::Raised),
            "sub" => self.scripts.push(Script::Lowered),
            _ => {}
        }
    }

    fn set_bracket(&mut self, set: impl FnOnce(&mut Brackets)) {
        if let Some(brackets) = self.brackets.last_mut() {
            set(brackets);
        }
    }

    pub(super) fn close(&mut self, name: &str, parent: &str, flow: &mut Flow) {
        if self.depth == 0 {
            return;
        }
        match (parent, name) {
            (_, "oMath" | "oMathPara") => self.depth -= 1,
            (_, "sup" | "sub" | "deg") => drop(self.scripts.pop()),
            (_, "d") => {
                if let Some(brackets) = self.brackets.pop() {
                    flow.push(&brackets.end, Script::Line);
                }
            }
            (_, "nary") => drop(self.sums.pop()),
            (_, "acc") => {
                if let Some(accent) = self.accents.pop() {
                    flow.push(&accent, Script::Line);
                }
            }
            ("f", "num") => {
                self.bracket(flow);
                flow.push("/", Script::Line);
            }
            ("f", "den") | ("rad", "e") => self.bracket(flow),
            ("mr", "e") | (_, "lim") => flow.push(" ", Script::Line),
            (_, "mr") => flow.push("; ", Script::Line),
            _ => {}
        }
    }

    /// Puts brackets round a part that is more than one word.
    fn bracket(&mut self, flow: &mut Flow) {
        let Some(start) = self.starts.pop() else { return };
        let text = flow.open_text();
        let is_word = |part: &str| part.chars().all(|c| c.is_alphanumeric() || c == '.' || c == ',');
        if text.get(start..).is_some_and(|part| !is_word(part.trim())) {
            text.insert(start, '(');
            text.push(')');
        }
    }
}
