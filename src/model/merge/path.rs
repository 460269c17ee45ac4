//! [`EntryPath`]: how a conflict names an entry of the codebook, `claim_kinds("quantity")`, and a field of it.

use super::meeting::ron_text;

/// Lists and ids that lead to an entry, and the field in question; empty for the entry itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EntryPath<'p> {
    pub(super) steps: Vec<(&'p str, String)>,
    pub(super) field: &'p str,
}

/// One step: a list and the id of an entry in it.
pub(super) fn step(list: &str, id: &str) -> String {
    format!("{list}({})", ron_text(id))
}

impl<'p> EntryPath<'p> {
    /// None where this is no path.
    pub(super) fn parse(path: &'p str) -> Option<Self> {
        let (mut steps, mut rest) = (Vec::new(), path);
        while let Some((list, after)) = rest.split_once("(\"") {
            let (id, after) = after.split_at_checked(text_end(after)?)?;
            steps.push((list, ron::from_str(&format!("\"{id}\"")).ok()?));
            let after = after.strip_prefix("\")")?;
            rest = after.strip_prefix('.').unwrap_or(after);
        }
        (!steps.is_empty()).then_some(Self { steps, field: rest })
    }
}

/// Where a text in quotes ends; a backslash hides the next character.
fn text_end(text: &str) -> Option<usize> {
    let mut is_hidden = false;
    text.char_indices().find_map(|(at, c)| {
        let is_end = c == '"' && !is_hidden;
        is_hidden = c == '\\' && !is_hidden;
        is_end.then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_reads_back_whatever_the_ids_hold() {
        for id in ["quantity", "", "a\").label", "a\\", "ä (“b”)", "line\nbreak"] {
            let path = format!("{}.{}.label", step("scales", id), step("levels", id));
            let parsed = EntryPath::parse(&path).unwrap();
            let steps = vec![("scales", id.to_owned()), ("levels", id.to_owned())];
            assert_eq!(parsed, EntryPath { steps, field: "label" }, "{path}");
            let entry = step("claim_kinds", id);
            assert_eq!(EntryPath::parse(&entry).unwrap().field, "", "{entry}");
        }
    }

    #[test]
    fn what_is_no_path_is_none() {
        for text in ["", "title", "settings.scale", "scales(\"a", "scales(\"a\"", "scales(a)"] {
            assert_eq!(EntryPath::parse(text), None, "{text}");
        }
    }
}
