//! `csl-json`: sources as items of the Citation Style Language, for Zotero, pandoc and their like.

use super::{Date, Reference, write_all};
use crate::formats::FormatError;
use crate::formats::output::Output;
use crate::formats::registry::Format;
use crate::formats::selection::Selection;
use serde_json::{Map, Value, json};

pub(in crate::formats) const FORMAT: Format =
    Format { write_dataset: Some(write_csl_json), ..super::references("csl-json", "Sources (CSL-JSON)") };

fn write_csl_json(selection: &Selection<'_>, output: &mut Output<'_>) -> Result<(), FormatError> {
    write_all(selection, output, "references.json", |references| {
        let items: Vec<Value> = references.iter().map(item).collect();
        let mut bytes =
            serde_json::to_vec_pretty(&items).map_err(|err| FormatError::Unwritable(err.to_string()))?;
        bytes.push(b'\n');
        Ok(bytes)
    })
}

fn item(reference: &Reference) -> Value {
    let mut item = Map::new();
    let mut put = |name: &str, words: &str| {
        if !words.is_empty() {
            item.insert(name.to_owned(), Value::from(words));
        }
    };
    put("id", &reference.key);
    put("type", if reference.is_web_page() { "webpage" } else { "document" });
    put("title", &reference.title);
    put("publisher", &reference.publisher);
    put("URL", &reference.url);
    put("language", &reference.language);
    put("note", &reference.note);
    if !reference.authors.is_empty() {
        // Nobody knows which part of a byline is the family name.
        let authors = reference.authors.iter().map(|name| json!({ "literal": name }));
        item.insert("author".to_owned(), authors.collect());
    }
    for (name, date) in [("issued", &reference.published), ("accessed", &reference.accessed)] {
        let value = match date {
            Date::Unknown => continue,
            Date::Partial(parts) => json!({ "date-parts": [parts] }),
            Date::Words(words) => json!({ "literal": words }),
        };
        item.insert(name.to_owned(), value);
    }
    Value::Object(item)
}

#[cfg(test)]
mod tests {
    use super::super::tests::odd;
    use super::*;

    #[test]
    fn everything_known_has_its_variable() {
        let found = item(&odd());
        assert_eq!(found["issued"], json!({ "date-parts": [[2026, 4, 28]] }));
        assert_eq!(found["accessed"], json!({ "date-parts": [[2026, 5]] }));
        assert_eq!(found["author"][1], json!({ "literal": "Office of Rents and Homes" }));
        assert_eq!((&found["type"], &found["publisher"]), (&json!("webpage"), &json!("AP")));
        // Styles would print it twice.
        assert_eq!(found.get("container-title"), None);
        let words = Reference { published: Date::of("spring"), url: String::new(), ..odd() };
        assert_eq!(item(&words)["issued"], json!({ "literal": "spring" }));
        assert_eq!(item(&words)["type"], json!("document"));
    }
}
