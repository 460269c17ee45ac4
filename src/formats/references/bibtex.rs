//! `bibtex`: sources as entries of BibTeX, which biblatex reads too.

use super::{Date, Reference, write_all};
use crate::formats::FormatError;
use crate::formats::output::Output;
use crate::formats::registry::Format;
use crate::formats::selection::Selection;

pub(in crate::formats) const FORMAT: Format = Format {
    extensions: &["bib"],
    write_dataset: Some(write_bibtex),
    ..super::references("bibtex", "Sources (BibTeX)")
};

/// The names that BibTeX knows months by.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn write_bibtex(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    write_all(selection, output, "references.bib", |references| {
        Ok(references.iter().map(entry).collect::<Vec<_>>().join("\n").into_bytes())
    })
}

fn entry(reference: &Reference) -> String {
    // Braces of their own keep capitals as they are, and a name whole.
    let whole =
        |words: &str| if words.is_empty() { String::new() } else { format!("{{{}}}", escaped(words)) };
    let authors: Vec<String> = reference.authors.iter().map(|name| whole(name)).collect();
    let mut fields = vec![("title", whole(&reference.title)), ("author", authors.join(" and "))];
    fields.push(("publisher", whole(&reference.publisher)));
    match &reference.published {
        Date::Unknown => {}
        Date::Words(words) => fields.push(("year", whole(words))),
        Date::Partial(_) => {
            let year = reference.published.year().unwrap_or_default();
            fields.push(("year", format!("{year:04}")));
            fields.push(("date", date(&reference.published)));
        }
    }
    fields.push(("url", address(&reference.url)));
    fields.push(("urldate", date(&reference.accessed)));
    fields.push((
        "language",
        if reference.language.is_empty() { String::new() } else { escaped(&reference.language) },
    ));
    fields.push(("note", escaped(&reference.note)));
    let mut entry = format!("@misc{{{}", reference.key);
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        entry.extend([",\n  ", *name, " = {", value.as_str(), "}"]);
    }
    if let Date::Partial(parts) = &reference.published
        && let Some(month) = parts.get(1).and_then(|month| MONTHS.get(usize::from(*month).checked_sub(1)?))
    {
        // A word of BibTeX's own, without braces.
        entry.extend([",\n  month = ", *month]);
    }
    entry.push_str("\n}\n");
    entry
}

/// `2026-04-28` as far as known.
fn date(date: &Date) -> String {
    match date {
        Date::Unknown => String::new(),
        Date::Words(words) => escaped(words),
        Date::Partial(parts) => {
            let parts = parts.iter().enumerate();
            let parts =
                parts.map(|(at, part)| if at == 0 { format!("{part:04}") } else { format!("{part:02}") });
            parts.collect::<Vec<_>>().join("-")
        }
    }
}

/// Words in which TeX finds no command. Braces become commands, since BibTeX counts also those after a backslash.
fn escaped(words: &str) -> String {
    let mut out = String::new();
    for c in words.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '%' | '&' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// Addresses are taken as they are; what would end the field is written by its number.
fn address(url: &str) -> String {
    url.replace('\\', "%5C").replace('{', "%7B").replace('}', "%7D").replace(' ', "%20")
}

#[cfg(test)]
mod tests {
    use super::super::tests::odd;
    use super::*;

    #[test]
    fn what_tex_would_read_as_commands_is_escaped_and_braces_are_balanced() {
        let found = entry(&odd());
        assert!(found.contains(
            "title = {{50 \\% of \\textbraceleft{}A\\textbraceright{} \\& \\textbackslash{}b\\_c\\# \
             \\textasciitilde{} \\textasciicircum{} \\$5 \"x\" \u{5d0}🔥}}"
        ));
        assert!(found.contains("author = {{Ann Lee} and {Office of Rents and Homes}}"));
        assert!(found.contains("url = {https://example.org/a%20b?x=%7B1%7D&y=2#z_1}"), "{found}");
        assert!(found.contains("month = apr") && found.contains("date = {2026-04-28}"));
        assert!(found.contains("urldate = {2026-05}"));
        let count = |sign: char| found.matches(sign).count();
        assert_eq!(count('{'), count('}'));
    }
}
