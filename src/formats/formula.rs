//! [`Formula`]: a formula on one line, from the elements of `MathML` or of Word: (a + b)/c, √(x), x², x^(n+1).
//!
//! What stands above, below or beside another part never runs into it: figures keep their places.

use super::extract::collapsed;
use super::raised::{lowered_form, raised_form};

/// Stands at the edges of a part that would be read as one with a figure or letter beside it.
const EDGE: char = '\u{1}';
/// Elements in elements.
const MAX_DEPTH: usize = 500;
/// Stands for the element after which the scripts before a base come.
const BEFORE: &str = "\u{2}";

/// An element that is open, with what its children came to.
#[derive(Debug, Default)]
struct Open {
    name: String,
    begin: Option<String>,
    end: Option<String>,
    separator: Option<String>,
    /// Of a sum or integral, or an accent.
    sign: Option<String>,
    parts: Vec<String>,
}

/// A formula in the making.
#[derive(Debug, Default)]
pub(super) struct Formula {
    open: Vec<Open>,
    /// Elements that lie too deep.
    passed: usize,
    text: String,
}

impl Formula {
    /// Begins an element by its name in `MathML`.
    pub(super) fn open(&mut self, name: &str) {
        if self.open.len() >= MAX_DEPTH {
            self.passed += 1;
            return;
        }
        self.open.push(Open { name: name.to_owned(), ..Open::default() });
    }

    /// Begins an element by its name in Word; false where that says nothing about the form.
    pub(super) fn open_word(&mut self, name: &str) -> bool {
        let around = self.open.last().map_or("", |open| open.name.as_str());
        let known = match (name, around) {
            ("e", "mtr") => "mtd",
            ("f", _) => "mfrac",
            ("rad", _) => "rad",
            ("sSup", _) => "msup",
            ("sSub", _) => "msub",
            ("sSubSup", _) => "msubsup",
            ("limLow", _) => "munder",
            ("limUpp", _) => "mover",
            ("d", _) => "mfenced",
            ("m", _) => "mtable",
            ("e", "eqArr") | ("mr", _) => "mtr",
            ("sPre" | "nary" | "acc" | "bar" | "eqArr" | "func", _) => name,
            (
                "oMath" | "oMathPara" | "e" | "num" | "den" | "sub" | "sup" | "deg" | "fName" | "lim" | "box"
                | "borderBox" | "groupChr" | "phant",
                _,
            ) => "mrow",
            _ => return false,
        };
        self.open(known);
        true
    }

    /// A sign that the innermost element has: its brackets, what parts them, or its own.
    pub(super) fn set(&mut self, property: &str, sign: &str) {
        let Some(open) = self.open.last_mut() else { return };
        let place = match property {
            "open" | "begChr" => &mut open.begin,
            "close" | "endChr" => &mut open.end,
            "separators" | "sepChr" => &mut open.separator,
            "chr" => &mut open.sign,
            _ => return,
        };
        *place = Some(sign.to_owned());
    }

    /// Words of the innermost element.
    pub(super) fn push(&mut self, text: &str) {
        match self.open.last_mut() {
            Some(open) => open.parts.push(text.replace(EDGE, "")),
            None => self.text.push_str(text),
        }
    }

    pub(super) fn close(&mut self) {
        if self.passed > 0 {
            self.passed -= 1;
            return;
        }
        let Some(closed) = self.open.pop() else { return };
        let around = self.open.last().map_or(&[][..], |open| &open.parts);
        let written = written(&closed, around);
        match self.open.last_mut() {
            Some(open) => open.parts.push(written),
            None => self.text.push_str(&written),
        }
    }

    /// Whether something was written and no element is open.
    pub(super) const fn has_text(&self) -> bool {
        self.open.is_empty() && !self.text.is_empty()
    }

    pub(super) const fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// The formula so far, after the text that stands before it on the line; nothing is left.
    pub(super) fn take(&mut self, before: Option<char>) -> String {
        while self.is_open() {
            self.close();
        }
        let text = std::mem::take(&mut self.text);
        let is_tight = text.starts_with(|c: char| c == EDGE || c.is_numeric() || c == '√')
            && before.is_some_and(char::is_alphanumeric);
        let text = without_edges(&text);
        let text = text.trim();
        format!("{}{text}", if is_tight && !text.is_empty() { " " } else { "" })
    }
}

/// Edges become blanks where two figures, letters or roots would meet.
fn without_edges(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    let mut was_edge = false;
    for c in text.chars() {
        if c == EDGE {
            was_edge = true;
            continue;
        }
        let is_met = |c: char| c.is_alphanumeric() || matches!(c, '√' | '(' | ')');
        if was_edge && is_met(c) && c != ')' && found.ends_with(is_met) && !found.ends_with('(') {
            found.push(' ');
        }
        was_edge = false;
        found.push(c);
    }
    collapsed(&found).replace("( ", "(").replace(" )", ")")
}

fn written(element: &Open, around: &[String]) -> String {
    let part = |at: usize| element.parts.get(at).map_or("", String::as_str);
    let all = || element.parts.concat();
    match element.name.as_str() {
        "annotation" | "annotation-xml" | "mphantom" | "none" => String::new(),
        "mprescripts" => BEFORE.to_owned(),
        "mo" => operator(all().trim(), around),
        "mfrac" => format!("{EDGE}{}/{}{EDGE}", bracketed(part(0)), bracketed(part(1))),
        "msup" | "mover" if is_accent(part(1)) => accented(part(0), part(1)),
        "msup" => format!("{}{}", base(part(0)), up(part(1))),
        "msub" => format!("{}{}", base(part(0)), down(part(1))),
        "mover" => format!("{}{}{EDGE}", base(part(0)), up(part(1))),
        "munder" => format!("{}{}{EDGE}", base(part(0)), down(part(1))),
        "msubsup" | "munderover" => {
            let is_sum = part(0).trim().chars().all(|c| !c.is_alphanumeric());
            let edge = if is_sum { " " } else { "" };
            format!("{}{}{}{edge}", base(part(0)), down(part(1)), up(part(2)))
        }
        "mmultiscripts" => multiscripts(&element.parts),
        "sPre" => format!("{EDGE}{}{}{}", up(part(1)), down(part(0)), part(2)),
        "msqrt" => format!("{EDGE}√({})", all().trim()),
        "mroot" => format!("{EDGE}{}√({})", up(part(1)), part(0).trim()),
        "rad" if part(0).trim().is_empty() => format!("{EDGE}√({})", part(1).trim()),
        "rad" => format!("{EDGE}{}√({})", up(part(0)), part(1).trim()),
        "nary" => {
            let sign = element.sign.as_deref().unwrap_or("∫");
            format!("{sign}{}{} {}", down(part(0)), up(part(1)), part(2))
        }
        "acc" => accented(part(0), element.sign.as_deref().unwrap_or("\u{302}")),
        "bar" => accented(part(0), "\u{305}"),
        "func" => format!("{} {}", part(0).trim(), part(1).trim()),
        "mfenced" => fenced(element),
        "mtr" => format!("{}; ", all().trim()),
        "mtd" => format!("{} ", all().trim()),
        "mtable" | "eqArr" => all().trim().trim_end_matches(';').to_owned(),
        _ => all(),
    }
}

fn fenced(element: &Open) -> String {
    let sign = |own: &Option<String>, usual: &str| own.clone().unwrap_or_else(|| usual.to_owned());
    let (begin, end) = (sign(&element.begin, "("), sign(&element.end, ")"));
    let separator = match sign(&element.separator, ",").trim() {
        "," => ", ".to_owned(),
        "" => " ".to_owned(),
        other => format!(" {other} "),
    };
    let parts: Vec<&str> = element.parts.iter().map(|part| part.trim()).collect();
    format!("{begin}{}{end}", parts.join(&separator))
}

/// A sign between two parts stands apart from both; one before a part does not.
fn operator(sign: &str, around: &[String]) -> String {
    const BETWEEN: &str = "+-−–=<>≤≥±∓×÷·⋅≈≠≡∼≃∝→←↔⇒⇔∈∉⊂⊆⊃∪∩∧∨∣|*/:";
    if sign.chars().all(|c| matches!(c, '\u{2061}'..='\u{2064}')) {
        // Signs that nobody sees: a function of, times, and.
        return if sign == "\u{2061}" { " ".to_owned() } else { String::new() };
    }
    if matches!(sign, "," | ";") {
        return format!("{sign} ");
    }
    let is_between = !sign.is_empty() && sign.chars().all(|c| BETWEEN.contains(c));
    let is_first = around.iter().all(|part| part.trim().is_empty())
        || around.last().is_some_and(|part| part.ends_with([' ', '(', '[', '{']));
    match (is_between, is_first && matches!(sign, "+" | "-" | "−" | "–" | "±" | "∓" | "|")) {
        (true, false) => format!(" {sign} "),
        _ => sign.to_owned(),
    }
}

/// In brackets where it is more than one word.
fn bracketed(part: &str) -> String {
    let part = part.trim();
    let is_word = part.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | ','));
    let is_in_brackets = part.starts_with('(')
        && part.ends_with(')')
        && part.chars().filter(|c| matches!(c, '(' | ')')).count() == 2;
    if is_word || is_in_brackets { part.to_owned() } else { format!("({part})") }
}

/// What an exponent belongs to: a fraction has brackets then.
fn base(part: &str) -> String {
    let trimmed = part.trim();
    if trimmed.contains(EDGE) || trimmed.contains(' ') && trimmed.chars().any(char::is_alphanumeric) {
        return bracketed(trimmed);
    }
    trimmed.to_owned()
}

fn up(part: &str) -> String {
    script(part, '^', |c| match c {
        'n' => Some('ⁿ'),
        'i' => Some('ⁱ'),
        c => raised_form(c),
    })
}

fn down(part: &str) -> String {
    script(part, '_', lowered_form)
}

/// A raised or lowered part: by the characters that stand there if it has only such, else after a sign.
fn script(part: &str, sign: char, form: impl Fn(char) -> Option<char>) -> String {
    let text = without_edges(part);
    let text = text.trim();
    if text.is_empty() || text.chars().all(|c| matches!(c, '′' | '″' | '‴' | '\'' | '°' | '∘')) {
        return text.replace('∘', "°");
    }
    let bare: String = text.chars().filter(|c| *c != ' ').collect();
    if let Some(shown) = bare.chars().map(form).collect::<Option<String>>() {
        return shown;
    }
    if bare.chars().count() == 1 { format!("{sign}{bare}") } else { format!("{sign}({text})") }
}

fn is_accent(part: &str) -> bool {
    combining(part.trim()).is_some()
}

/// The sign over a letter as one that combines with it.
fn combining(sign: &str) -> Option<char> {
    let mut chars = sign.chars();
    let (sign, None) = (chars.next()?, chars.next()) else { return None };
    match sign {
        '¯' | '‾' | '\u{304}' | '\u{305}' => Some('\u{305}'),
        '^' | 'ˆ' | '\u{302}' => Some('\u{302}'),
        '~' | '˜' | '\u{303}' => Some('\u{303}'),
        '→' | '\u{20D7}' => Some('\u{20D7}'),
        '˙' | '\u{307}' => Some('\u{307}'),
        '¨' | '\u{308}' => Some('\u{308}'),
        _ => None,
    }
}

fn accented(part: &str, sign: &str) -> String {
    let part = part.trim();
    match combining(sign.trim()) {
        Some(accent) if part.chars().count() == 1 => format!("{part}{accent}"),
        Some('\u{305}') => format!("({part})\u{305}"),
        Some(_) => format!("({part}){}", sign.trim()),
        None => format!("{part}{}", up(sign)),
    }
}

/// A base with pairs of lowered and raised parts after it, and before it.
fn multiscripts(parts: &[String]) -> String {
    let mut after_and_before = parts.get(1..).unwrap_or_default().split(|part| part == BEFORE);
    let scripts = |parts: Option<&[String]>| -> String {
        let pairs = parts.unwrap_or_default().chunks(2);
        let pair = |pair: &[String]| {
            let [low, high] = [0, 1].map(|at| pair.get(at).map_or("", String::as_str));
            format!("{}{}", down(low), up(high))
        };
        pairs.map(pair).collect()
    };
    let (after, before) = (scripts(after_and_before.next()), scripts(after_and_before.next()));
    format!("{EDGE}{before}{}{after}", parts.first().map_or("", |base| base.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Elements in round brackets, `name(…)`, and words.
    fn read(notation: &str, is_word: bool) -> String {
        let mut formula = Formula::default();
        let mut word = String::new();
        for c in notation.chars() {
            match c {
                '(' => {
                    let name = std::mem::take(&mut word);
                    if is_word {
                        assert!(formula.open_word(&name), "{name}");
                    } else {
                        formula.open(&name);
                    }
                }
                ')' | ' ' => {
                    if !word.is_empty() {
                        formula.push(&std::mem::take(&mut word));
                    }
                    if c == ')' {
                        formula.close();
                    }
                }
                c => word.push(c),
            }
        }
        formula.take(None)
    }

    #[test]
    fn parts_of_formulas_never_run_together() {
        for (notation, text) in [
            ("mfrac(mrow(mi(a)mo(+)mi(b))mi(c))", "(a + b)/c"),
            ("mrow(mn(2)mfrac(mn(1)mn(2)))", "2 1/2"),
            ("mrow(mfrac(mn(1)mn(2))mi(x))", "1/2 x"),
            ("mfrac(mfrac(mn(1)mn(2))mn(3))", "(1/2)/3"),
            ("msqrt(mi(x)mo(+)mn(1))", "√(x + 1)"),
            ("mrow(mn(2)mroot(mi(x)mn(3)))", "2 ³√(x)"),
            ("msup(mi(x)mn(2))", "x²"),
            ("msup(mn(10)mrow(mo(−)mn(6)))", "10⁻⁶"),
            ("msup(mn(2)mrow(mi(k)mo(+)mn(1)))", "2^(k + 1)"),
            ("msup(mi(x)mi(k))", "x^k"),
            ("msub(mi(a)mrow(mn(1)mi(j)))", "a_(1j)"),
            ("msubsup(mi(x)mn(1)mn(2))", "x₁²"),
            ("mrow(munderover(mo(∑)mrow(mi(i)mo(=)mn(1))mi(m))mn(3)mi(i))", "∑_(i = 1)^m 3i"),
            ("mrow(munder(mi(lim)mrow(mi(n)mo(→)mi(∞)))mi(a))", "lim_(n → ∞) a"),
            ("mover(mi(x)mo(¯))", "x\u{305}"),
            ("mmultiscripts(mi(C)none()none()mprescripts()mn(6)mn(14))", "₆¹⁴C"),
            ("mfenced(mi(a)mi(b))", "(a, b)"),
            ("msup(mfrac(mi(a)mi(b))mn(2))", "(a/b)²"),
            ("mtable(mtr(mtd(mn(1))mtd(mn(2)))mtr(mtd(mn(3))mtd(mn(4))))", "1 2; 3 4"),
            ("mrow(mo(−)mn(5)mo(≤)mi(x))", "−5 ≤ x"),
        ] {
            assert_eq!(read(notation, false), text, "{notation}");
        }
    }

    #[test]
    fn formulas_of_word_are_read_alike() {
        for (notation, text) in [
            ("oMath(f(num(a+b)den(c)))", "(a+b)/c"),
            ("oMath(2 f(num(1)den(2)))", "2 1/2"),
            ("oMath(rad(deg()e(x)))", "√(x)"),
            ("oMath(rad(deg(3)e(x)))", "³√(x)"),
            ("oMath(sSup(e(x)sup(2y)))", "x^(2y)"),
            ("oMath(nary(sub(i=1)sup(9)e(5 i)))", "∫_(i=1)⁹ 5i"),
            ("oMath(func(fName(sin)e(x)))", "sin x"),
            ("oMath(d(e(a)e(b)))", "(a, b)"),
            ("oMath(m(mr(e(1)e(2))mr(e(3)e(4))))", "1 2; 3 4"),
        ] {
            assert_eq!(read(notation, true), text, "{notation}");
        }
    }

    #[test]
    fn a_figure_before_a_formula_stays_apart() {
        let mut formula = Formula::default();
        formula.open("mfrac");
        for part in &["1", "2"] {
            formula.push(part);
        }
        assert_eq!(formula.take(Some('3')), " 1/2");
        assert_eq!(formula.take(Some('3')), "");
    }

    #[test]
    fn deep_formulas_are_read() {
        let mut formula = Formula::default();
        (0..100_000).for_each(|_| formula.open("msqrt"));
        formula.push("x");
        assert!(formula.take(None).contains('x'));
    }
}
