//! Cells that spreadsheets would run as formulas, and back.

/// With one apostrophe more where the first sign after all apostrophes begins a formula.
pub(super) fn neutral(cell: String) -> String {
    if is_formula(&cell) { format!("'{cell}") } else { cell }
}

/// The cell that [`neutral`] was given.
pub(super) fn plain(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => cell,
    }
}

fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_words() {
        let cells = ["=1", "'=1", "'it", "-", "a=b", ""].map(|cell| neutral(cell.to_owned()));
        assert_eq!(cells, ["'=1", "''=1", "'it", "'-", "a=b", ""]);
    }

    proptest! {
        #[test]
        fn every_cell_comes_back(cell in "['=+@a\t\r-]{0,5}") {
            let there = neutral(cell.clone());
            prop_assert!(!there.starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert_eq!(plain(&there), cell);
        }
    }
}
