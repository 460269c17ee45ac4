//! [`ScriptText`]: a text in the making whose raised and lowered figures keep their place.

/// Where characters stand to the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Script {
    /// On the line.
    #[default]
    Line,
    /// Above it, as the 3 of m³.
    Raised,
    /// Below it, as the 2 of CO₂.
    Lowered,
}

impl Script {
    /// By the height that a style of an `OpenDocument` file gives its text, such as `super 58%` or `-33% 58%`; none
    /// where it gives none.
    pub(super) fn of_position(position: &str) -> Option<Self> {
        let place = position.split(' ').next().unwrap_or_default();
        match (place, place.trim_end_matches('%').parse::<f32>()) {
            ("super", _) => Some(Self::Raised),
            ("sub", _) => Some(Self::Lowered),
            (_, Ok(rise)) if rise > 0.0 => Some(Self::Raised),
            (_, Ok(rise)) if rise < 0.0 => Some(Self::Lowered),
            (_, Ok(_)) => Some(Self::Line),
            (_, Err(_)) => None,
        }
    }
}

/// Text to which pieces are added; neighbouring pieces of one height are one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ScriptText {
    text: String,
    shifted: String,
    script: Script,
}

impl ScriptText {
    pub(super) fn push(&mut self, text: &str, script: Script) {
        if script != self.script {
            self.settle();
            self.script = script;
        }
        if script == Script::Line {
            self.text.push_str(text);
        } else {
            self.shifted.push_str(text);
        }
    }

    fn settle(&mut self) {
        let shifted = std::mem::take(&mut self.shifted);
        let before = self.text.chars().next_back();
        match self.script {
            Script::Raised => self.text.push_str(&raised(&shifted, before)),
            Script::Lowered => self.text.push_str(&lowered(&shifted, before)),
            Script::Line => {}
        }
        self.script = Script::Line;
    }

    /// The text so far, as it stays.
    pub(super) fn settled(&mut self) -> &mut String {
        self.settle();
        &mut self.text
    }

    /// The text; nothing is left.
    pub(super) fn take(&mut self) -> String {
        self.settle();
        std::mem::take(&mut self.text)
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && self.shifted.trim().is_empty()
    }
}

/// Figures and signs that Unicode has in both heights too.
const PLAIN: &str = "0123456789+-−=()";
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾";
const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎";
/// Raised letters that stand for themselves: exponents, and marks of notes and ordinals after a figure.
const RAISED_LETTERS: [(char, char); 10] = [
    ('n', 'ⁿ'),
    ('i', 'ⁱ'),
    ('x', 'ˣ'),
    ('y', 'ʸ'),
    ('a', 'ª'),
    ('o', 'º'),
    ('b', 'ᵇ'),
    ('c', 'ᶜ'),
    ('d', 'ᵈ'),
    ('f', 'ᶠ'),
];

/// The raised form of a figure or sign.
pub(super) fn raised_form(c: char) -> Option<char> {
    form(c, RAISED)
}

/// Whether a character stands high by itself.
pub(super) fn is_raised_form(c: char) -> bool {
    RAISED.contains(c) || c == 'ⁿ'
}

/// The lowered form of a figure or sign.
pub(super) fn lowered_form(c: char) -> Option<char> {
    form(c, LOWERED)
}

fn form(c: char, forms: &str) -> Option<char> {
    PLAIN.chars().zip(forms.chars()).find(|(plain, _)| *plain == c).map(|(_, form)| form)
}

/// A raised text after a character: figures become raised ones, letters stay in their word (9th, Mme).
pub(super) fn raised(text: &str, before: Option<char>) -> String {
    if let Some(plain) = without_figures(text, before) {
        return plain;
    }
    let mut letters = text.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        let is_after_figure = before.is_some_and(char::is_numeric);
        let is_own = matches!(letter, 'n' | 'i' | 'x' | 'y')
            || is_after_figure
            || letter == 'o' && matches!(before, Some('n' | 'N'));
        let own = RAISED_LETTERS.iter().find(|(plain, _)| is_own && *plain == letter);
        if let Some((_, form)) = own {
            return form.to_string();
        }
    }
    shifted(text, RAISED)
}

/// A lowered text after a character: figures become lowered ones, letters stay in their word.
pub(super) fn lowered(text: &str, before: Option<char>) -> String {
    without_figures(text, before).unwrap_or_else(|| shifted(text, LOWERED))
}

/// Whole words that only stand higher or lower are words as any: their figures are no marks.
fn without_figures(text: &str, before: Option<char>) -> Option<String> {
    let words = text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 2);
    if words.count() < 2 {
        return None;
    }
    let is_glued = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let gap = if is_glued(before) && is_glued(text.chars().next()) { " " } else { "" };
    Some(format!("{gap}{text}"))
}

fn shifted(text: &str, forms: &str) -> String {
    let has_figure = text.chars().any(char::is_numeric);
    let is_sign = text.chars().all(|c| !c.is_alphabetic() && form(c, forms).is_some());
    if !has_figure && !is_sign {
        return text.to_owned();
    }
    // Figures of other scripts have no raised forms.
    if text.chars().any(|c| c.is_numeric() && !c.is_ascii_digit() && is_digit(c)) {
        return format!("[{}]", text.trim());
    }
    text.chars().map(|c| form(c, forms).unwrap_or(c)).collect()
}

/// Decimal digits of any script; not those that are raised, lowered or circled already.
fn is_digit(c: char) -> bool {
    c.is_numeric()
        && !matches!(c, '²' | '³' | '¹' | '¼'..='¾' | '\u{2070}'..='\u{2089}' | '\u{2150}'..='\u{218B}' | '\u{2460}'..='\u{24FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(pieces: &[(&str, Script)]) -> String {
        let mut text = ScriptText::default();
        for (piece, script) in pieces {
            text.push(piece, *script);
        }
        text.take()
    }

    #[test]
    fn figures_keep_their_height() {
        use Script::{Line, Lowered, Raised};
        for (pieces, text) in [
            (vec![("120", Line), ("3", Raised), (" dead", Line)], "120³ dead"),
            (vec![("10", Line), ("-", Raised), ("6", Raised)], "10⁻⁶"),
            (vec![("CO", Line), ("2", Lowered), (" and H", Line), ("max", Lowered)], "CO₂ and Hmax"),
            (vec![("9", Line), ("th", Raised), (" and 1", Line), ("er", Raised)], "9th and 1er"),
            (vec![("12", Line), ("1,2", Raised)], "12¹,²"),
            (
                vec![("3", Line), ("a", Raised), (" N", Line), ("o", Raised), (" M", Line), ("me", Raised)],
                "3ª Nº Mme",
            ),
            (vec![("2", Line), ("n", Raised), (" Na", Line), ("+", Raised)], "2ⁿ Na⁺"),
            (vec![("٥", Line), ("٣", Raised)], "٥[٣]"),
            (vec![("x", Line), ("2", Raised), ("3", Lowered)], "x²₃"),
            (
                vec![("in 5", Line), ("Words of 2019 that stand high", Raised)],
                "in 5 Words of 2019 that stand high",
            ),
        ] {
            assert_eq!(drawn(&pieces), text);
        }
    }
}
