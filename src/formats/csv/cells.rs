//! Cells that spreadsheets would run as formulas, cells of several values, and back.

use super::SEPARATOR;

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

/// Several values in one cell; a semicolon inside a value has a backslash before it.
pub(super) fn list<'v>(values: impl IntoIterator<Item = &'v String>) -> String {
    let mut cell = String::new();
    for (position, value) in values.into_iter().enumerate() {
        if position > 0 {
            double_backslashes(&mut cell);
            cell.push_str(SEPARATOR);
        }
        for c in value.chars() {
            if c == ';' {
                double_backslashes(&mut cell);
                cell.push('\\');
            }
            cell.push(c);
        }
    }
    cell
}

/// Before a semicolon a backslash stands for itself only if it is doubled.
fn double_backslashes(cell: &mut String) {
    cell.extend(std::iter::repeat_n('\\', backslash_count(cell)));
}

fn backslash_count(cell: &str) -> usize {
    cell.len() - cell.trim_end_matches('\\').len()
}

/// The values that [`list`] was given; tables of other programs may have no blank after the semicolon.
pub(super) fn values(cell: &str) -> Vec<String> {
    let (mut parts, mut part) = (Vec::new(), String::new());
    for c in cell.chars() {
        if c != ';' {
            part.push(c);
            continue;
        }
        let count = backslash_count(&part);
        part.truncate(part.len() - count.div_ceil(2));
        if count.is_multiple_of(2) {
            parts.push(std::mem::take(&mut part));
        } else {
            part.push(c);
        }
    }
    parts.push(part);
    let is_own = parts.len() == 1 || parts.iter().skip(1).any(|part| part.starts_with(' '));
    if !is_own {
        return parts.iter().map(|part| part.trim().to_owned()).collect();
    }
    let mut values: Vec<String> = Vec::new();
    for part in parts {
        match (values.last_mut(), part.strip_prefix(' ')) {
            (None, _) => values.push(part),
            (Some(_), Some(value)) => values.push(value.to_owned()),
            (Some(last), None) => {
                last.push(';');
                last.push_str(&part);
            }
        }
    }
    values
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

    #[test]
    fn lists_of_other_programs_and_older_versions_are_read() {
        for (cell, expected) in [
            ("a; b", &["a", "b"][..]),
            ("a;b ;c", &["a", "b", "c"]),
            ("a;b; c", &["a;b", "c"]),
            (r"a\b; c\", &[r"a\b", r"c\"]),
            (r"a\;b", &["a;b"]),
            ("a; ", &["a", ""]),
        ] {
            assert_eq!(values(cell), expected, "{cell}");
        }
    }

    proptest! {
        #[test]
        fn every_list_comes_back(wanted in proptest::collection::vec("[a; \\\\]{0,5}", 1..4)) {
            prop_assert_eq!(values(&list(&wanted)), wanted);
        }

        #[test]
        fn every_cell_comes_back(cell in "['=+@a\t\r-]{0,5}") {
            let there = neutral(cell.clone());
            prop_assert!(!there.starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert_eq!(plain(&there), cell);
        }
    }
}
