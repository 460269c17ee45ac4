//! [`line_breaks`]: where a line of text may be broken (UAX #14).

use unicode_linebreak::{BreakOpportunity, linebreaks};

/// The bytes before which a line may be broken, in order; neither its beginning nor its end.
///
/// A long dash ends a row and never begins one.
pub fn line_breaks(line: &str) -> Vec<usize> {
    let is_inside = |byte: usize| byte > 0 && byte < line.len();
    let begins_with_dash = |byte: usize| {
        let (before, after) = (line.get(..byte).unwrap_or_default(), line.get(byte..).unwrap_or_default());
        after.starts_with(['—', '–']) && !before.ends_with(char::is_whitespace)
    };
    linebreaks(line)
        .filter(|(_, kind)| matches!(kind, BreakOpportunity::Allowed | BreakOpportunity::Mandatory))
        .map(|(byte, _)| byte)
        .filter(|byte| is_inside(*byte) && !begins_with_dash(*byte))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(line: &str) -> Vec<&str> {
        let mut at = 0;
        let ends = line_breaks(line).into_iter().chain([line.len()]);
        ends.map(|end| line.get(std::mem::replace(&mut at, end)..end).unwrap()).collect()
    }

    #[test]
    fn rows_end_after_spaces_and_dashes() {
        assert_eq!(parts("a property—which runs"), ["a ", "property—", "which ", "runs"]);
        assert_eq!(parts("two – three"), ["two ", "– ", "three"]);
        assert_eq!(parts("multi-billion deal"), ["multi-", "billion ", "deal"]);
    }

    #[test]
    fn numbers_quotes_and_brackets_hold_together() {
        assert_eq!(parts("it (“so”) cost $1,000.50."), ["it ", "(“so”) ", "cost ", "$1,000.50."]);
        assert_eq!(parts("שלום עולם"), ["שלום ", "עולם"]);
    }
}
