//! `ris`: sources as tagged lines, for Zotero, Mendeley and their like. The format has no escapes: a value is what
//! stands on its line.

use super::{Date, Reference, write_all};
use crate::formats::FormatError;
use crate::formats::output::Output;
use crate::formats::registry::Format;
use crate::formats::selection::Selection;

pub(in crate::formats) const FORMAT: Format = Format {
    extensions: &["ris"],
    write_dataset: Some(write_ris),
    ..super::references("ris", "Sources (RIS)")
};

fn write_ris(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    write_all(selection, output, "references.ris", |references| {
        Ok(references.iter().map(record).collect::<String>().into_bytes())
    })
}

fn record(reference: &Reference) -> String {
    let kind = if reference.is_web_page() { "ELEC" } else { "GEN" };
    let mut lines = vec![("TY", kind.to_owned()), ("ID", reference.key.clone())];
    lines.push(("TI", reference.title.clone()));
    lines.extend(reference.authors.iter().map(|name| ("AU", name.clone())));
    lines.extend([("PB", reference.publisher.clone()), ("T2", reference.publisher.clone())]);
    let year = reference.published.year().map_or_else(String::new, |year| format!("{year:04}"));
    lines.extend([("PY", year), ("DA", date(&reference.published)), ("Y2", date(&reference.accessed))]);
    lines.extend([
        ("UR", reference.url.clone()),
        ("LA", reference.language.clone()),
        ("N1", reference.note.clone()),
    ]);
    let mut record = String::new();
    for (tag, value) in lines.iter().filter(|(_, value)| !value.is_empty()) {
        record.extend([*tag, "  - ", value.as_str(), "\r\n"]);
    }
    record.push_str("ER  - \r\n\r\n");
    record
}

/// `YYYY/MM/DD/other`, each part as far as known.
fn date(date: &Date) -> String {
    match date {
        Date::Unknown => String::new(),
        Date::Words(words) => format!("///{}", words.replace('/', "-")),
        Date::Partial(parts) => {
            let part = |at: usize| parts.get(at).map_or_else(String::new, |part| format!("{part:02}"));
            format!("{:04}/{}/{}/", parts.first().copied().unwrap_or_default(), part(1), part(2))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::odd;
    use super::*;

    #[test]
    fn a_record_begins_with_its_type_and_has_one_value_a_line() {
        let found = record(&odd());
        let lines: Vec<&str> = found.split("\r\n").collect();
        assert_eq!((lines[0], lines[1]), ("TY  - ELEC", "ID  - lee_2026_a"));
        assert_eq!(lines.iter().filter(|line| line.starts_with("AU  - ")).count(), 2);
        for line in ["PY  - 2026", "DA  - 2026/04/28/", "Y2  - 2026/05//", "T2  - AP"] {
            assert!(lines.contains(&line), "{line}: {found}");
        }
        assert!(found.ends_with("ER  - \r\n\r\n"));
        assert_eq!(date(&Date::of("spring 26/27")), "///spring 26-27");
    }
}
