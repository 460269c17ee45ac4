//! [`JsonLd`]: what a page says about its article in JSON-LD (schema.org).

use super::tree::Tree;
use crate::formats::extract::value;
use serde_json::Value;

/// A block of JSON-LD over this many bytes is passed over.
const MAX_LEN: usize = 4 << 20;

/// Values of the first article that the page describes; empty where it does not say.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct JsonLd {
    pub(super) title: String,
    pub(super) author: String,
    pub(super) publisher: String,
    pub(super) published: String,
    pub(super) url: String,
    pub(super) language: String,
    /// The text itself, which some pages give here only.
    pub(super) body: String,
}

impl JsonLd {
    pub(super) fn of(tree: &Tree) -> Self {
        let scripts = tree.elements().filter(|(_, node)| {
            &*node.name == "script"
                && node.attribute("type").trim().eq_ignore_ascii_case("application/ld+json")
        });
        let mut values = scripts.filter_map(|(index, _)| {
            let text = tree.text_of(index);
            // Real pages have line feeds within strings.
            let text = text.replace(['\n', '\r', '\t'], " ");
            serde_json::from_str::<Value>(text.trim()).ok().filter(|_| text.len() <= MAX_LEN)
        });
        values.find_map(|value| article(&value).map(read)).unwrap_or_default()
    }
}

/// The first object that is some kind of article, in lists and graphs too.
fn article(value: &Value) -> Option<&Value> {
    match value {
        Value::Array(values) => values.iter().find_map(article),
        Value::Object(object) => {
            let types = object.get("@type").map(strings).unwrap_or_default();
            let is_article = |name: &String| {
                ["Article", "Posting", "Report", "ScholarlyArticle"].iter().any(|end| name.ends_with(end))
            };
            if types.iter().any(is_article) {
                return Some(value);
            }
            let inner = ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement"];
            inner.iter().filter_map(|key| object.get(*key)).find_map(article)
        }
        _ => None,
    }
}

fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().flat_map(strings).collect(),
        Value::Object(object) => {
            object.get("name").or_else(|| object.get("@id")).map(strings).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

fn read(article: &Value) -> JsonLd {
    let all = |key: &str| article.get(key).map(strings).unwrap_or_default();
    let first = |key: &str| {
        all(key).into_iter().next().map(|text| value(&super::decode_entities(&text))).unwrap_or_default()
    };
    let is_address = |text: &String| text.starts_with("http");
    let url = article.get("url").or_else(|| article.get("mainEntityOfPage")).map(strings).unwrap_or_default();
    let authors: Vec<String> =
        all("author").iter().filter(|name| !is_address(name)).map(|name| value(name)).collect();
    let body = all("articleBody").concat();
    JsonLd {
        title: first("headline"),
        author: authors.join(", "),
        publisher: Some(first("publisher")).filter(|name| !is_address(name)).unwrap_or_default(),
        published: first("datePublished"),
        url: url.into_iter().find(is_address).unwrap_or_default(),
        language: first("inLanguage"),
        body: super::decode_entities(&body).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_found_in_a_graph() {
        let page = r#"<script type="application/ld+json">not json</script><script type="application/ld+json">{"@graph": [
            {"@type": "WebSite", "name": "Site"},
            {"@type": ["NewsArticle"], "headline": "Dam &amp; river", "author": [{"name": "Ana Ruiz"}, "Bo Li"],
             "publisher": {"@type": "Organization", "name": "The Valley"}, "datePublished": "2026-04-28T09:00:00Z",
             "mainEntityOfPage": {"@id": "https://valley.example/dam"}}]}</script>"#;
        let found = JsonLd::of(&Tree::parse(page, false).unwrap());
        assert_eq!((found.title.as_str(), found.author.as_str()), ("Dam & river", "Ana Ruiz, Bo Li"));
        assert_eq!(
            (found.publisher.as_str(), found.url.as_str()),
            ("The Valley", "https://valley.example/dam")
        );
    }
}
