//! [`Metadata`]: title, byline, site, date, address and language, from wherever a page gives them.

use super::json_ld::JsonLd;
use super::tree::Tree;
use crate::formats::dates::parse_date;
use crate::formats::extract::value;
use crate::model::Source;
use std::collections::BTreeMap;

/// What a page says about itself; empty where it does not.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Metadata {
    pub(super) title: String,
    pub(super) language: String,
    pub(super) source: Source,
    /// The article's text as JSON-LD has it.
    pub(super) body: String,
}

const TITLE: &[&str] = &["og:title", "twitter:title", "parsely-title", "dc.title", "dcterms.title"];
const AUTHOR: &[&str] = &[
    "author",
    "article:author",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
];
const PUBLISHER: &[&str] = &[
    "og:site_name",
    "application-name",
    "publisher",
    "dc.publisher",
    "article:publisher",
    "citation_publisher",
];
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "dcterms.issued",
    "citation_publication_date",
    "article.published",
];

impl Metadata {
    pub(super) fn of(tree: &Tree, page: &str) -> Self {
        let linked = JsonLd::of(tree);
        let tags = tags(tree);
        let tag = |keys: &[&str]| {
            let found = keys.iter().filter_map(|key| tags.get(*key)).map(|text| value(text));
            found.filter(|text| !text.is_empty()).find(|text| !is_address(text)).unwrap_or_default()
        };
        let item = |name: &str| item(tree, name);
        let title = first([linked.title, tag(TITLE), item("headline"), bare_title(tree)]);
        let author = first([linked.author, tag(AUTHOR), item("author"), by_relation(tree)]);
        let dates = [linked.published, tag(PUBLISHED), item("datePublished"), time(tree)];
        let address = [link(tree, "canonical"), address_tag(&tags), linked.url, saved_from(page)];
        let source = Source {
            publisher: first([linked.publisher, tag(PUBLISHER), item("publisher"), site(tree, &title)]),
            author: without_by(&author),
            url: address
                .into_iter()
                .find(|text| is_address(text))
                .map(|text| value(&text))
                .unwrap_or_default(),
            published: dates.iter().find_map(|date| parse_date(date)).unwrap_or_default(),
            ..Source::default()
        };
        let stated = tree.elements().find(|(_, node)| &*node.name == "html");
        let stated = stated.map(|(_, node)| node.attribute("lang").to_owned()).unwrap_or_default();
        let language = [
            stated,
            linked.language,
            tag(&["og:locale", "content-language", "dc.language", "dcterms.language"]),
        ];
        let language = language.iter().find_map(|tag| language_tag(tag)).unwrap_or_default();
        Self { title, language, source, body: linked.body }
    }
}

/// A BCP 47 tag in its usual writing, from one like `en_GB`.
pub(in crate::formats) fn language_tag(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.trim().split(['-', '_']).collect();
    let (first, rest) = parts.split_first()?;
    let is_language = (2..=3).contains(&first.len()) && first.chars().all(|c| c.is_ascii_alphabetic());
    if !is_language || matches!(first.to_ascii_lowercase().as_str(), "und" | "mul" | "zxx") {
        return None;
    }
    let mut tag = first.to_ascii_lowercase();
    for part in
        rest.iter().filter(|part| (2..=8).contains(&part.len()) && part.chars().all(char::is_alphanumeric))
    {
        tag.push('-');
        tag.push_str(&match part.len() {
            2 => part.to_ascii_uppercase(),
            _ => (*part).to_owned(),
        });
    }
    Some(tag)
}

fn first<const N: usize>(values: [String; N]) -> String {
    values.into_iter().find(|text| !text.trim().is_empty()).map(|text| value(&text)).unwrap_or_default()
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// The values of `meta` elements by lower-case name; the first of each counts.
fn tags(tree: &Tree) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (_, node) in tree.elements().filter(|(_, node)| &*node.name == "meta") {
        for key in ["property", "name", "itemprop"]
            .map(|key| node.attribute(key))
            .into_iter()
            .filter(|key| !key.is_empty())
        {
            found
                .entry(key.trim().to_ascii_lowercase())
                .or_insert_with(|| node.attribute("content").to_owned());
        }
    }
    found
}

fn address_tag(tags: &BTreeMap<String, String>) -> String {
    ["og:url", "twitter:url", "parsely-link"]
        .iter()
        .find_map(|key| tags.get(*key))
        .cloned()
        .unwrap_or_default()
}

/// The value of a microdata property, from its attributes or its text.
fn item(tree: &Tree, name: &str) -> String {
    let named =
        tree.elements().filter(|(_, node)| node.attribute("itemprop").split(' ').any(|prop| prop == name));
    let mut values = named.map(|(index, node)| {
        // A person or an organisation has a name of its own.
        let named_inside = (index + 1..node.end)
            .find(|inner| tree.node(*inner).is_some_and(|node| node.attribute("itemprop") == "name"));
        let index = named_inside.unwrap_or(index);
        let node = tree.node(index).unwrap_or(node);
        let stated =
            ["content", "datetime"].map(|key| node.attribute(key)).into_iter().find(|text| !text.is_empty());
        stated.map_or_else(|| tree.text_of(index), str::to_owned)
    });
    values.find(|text| !text.trim().is_empty()).unwrap_or_default()
}

/// The title without the name of the site.
fn bare_title(tree: &Tree) -> String {
    let title = tree.elements().find(|(_, node)| &*node.name == "title");
    let title = title.map(|(index, _)| value(&tree.text_of(index))).unwrap_or_default();
    let headings = tree.elements().filter(|(_, node)| &*node.name == "h1");
    let heading = headings
        .map(|(index, _)| value(&tree.text_of(index)))
        .find(|text| !text.is_empty() && title.starts_with(text));
    let cut = || {
        let ends = [" | ", " - ", " – ", " — ", " :: "].into_iter().filter_map(|mark| title.rfind(mark));
        let (start, _) = title.split_at_checked(ends.max()?)?;
        (start.chars().count() >= 15).then(|| start.to_owned())
    };
    heading.or_else(cut).unwrap_or_else(|| title.clone())
}

/// The part of the page's title that is not the headline.
fn site(tree: &Tree, headline: &str) -> String {
    let title = tree.elements().find(|(_, node)| &*node.name == "title");
    let title = title.map(|(index, _)| value(&tree.text_of(index))).unwrap_or_default();
    let (before, after) = title.split_once(headline).filter(|_| !headline.is_empty()).unwrap_or_default();
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '|' | '-' | '–' | '—' | ':' | '·');
    let rest = [before, after].map(|part| part.trim_matches(is_mark));
    rest.into_iter().find(|part| (3..=40).contains(&part.chars().count())).unwrap_or_default().to_owned()
}

fn by_relation(tree: &Tree) -> String {
    let mut names = tree.elements().filter(|(_, node)| {
        node.attribute("rel").split(' ').any(|rel| rel == "author")
            || node
                .attribute("class")
                .split(' ')
                .any(|class| matches!(class, "byline" | "author" | "author-name"))
    });
    let name = names.find_map(|(index, _)| Some(value(&tree.text_of(index))).filter(|name| !name.is_empty()));
    name.filter(|name| name.chars().count() <= 100).unwrap_or_default()
}

fn without_by(author: &str) -> String {
    let starts = ["By ", "by ", "Von ", "Par ", "Por ", "Di "];
    let bare = starts.iter().find_map(|start| author.strip_prefix(start)).unwrap_or(author);
    bare.trim().to_owned()
}

fn time(tree: &Tree) -> String {
    let mut times =
        tree.elements().filter(|(_, node)| &*node.name == "time" && !node.attribute("datetime").is_empty());
    times.next().map(|(_, node)| node.attribute("datetime").to_owned()).unwrap_or_default()
}

fn link(tree: &Tree, rel: &str) -> String {
    let mut links = tree
        .elements()
        .filter(|(_, node)| &*node.name == "link" && node.attribute("rel").eq_ignore_ascii_case(rel));
    links.next().map(|(_, node)| node.attribute("href").to_owned()).unwrap_or_default()
}

/// The address that browsers note in pages they save.
fn saved_from(page: &str) -> String {
    let end = page.char_indices().map(|(at, _)| at).nth(4_000).unwrap_or(page.len());
    let start = page.get(..end).unwrap_or_default();
    let after = start.split_once("saved from url=(").and_then(|(_, after)| after.split_once(')'));
    after.and_then(|(_, address)| address.split_whitespace().next()).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(page: &str) -> Metadata {
        Metadata::of(&Tree::parse(page, false).unwrap(), page)
    }

    #[test]
    fn open_graph_and_meta_tags_are_read() {
        let found = of(
            r#"<html lang="en_gb"><meta property="og:title" content="Dam opens"><meta name=Author content="By Ana Ruiz">
            <meta property="og:site_name" content="The Valley"><meta property="article:published_time" content="2026-04-28T09:00Z">
            <link rel=canonical href="https://valley.example/dam">"#,
        );
        assert_eq!((found.title.as_str(), found.language.as_str()), ("Dam opens", "en-GB"));
        let source = Source {
            publisher: "The Valley".to_owned(),
            author: "Ana Ruiz".to_owned(),
            url: "https://valley.example/dam".to_owned(),
            published: "2026-04-28".to_owned(),
            ..Source::default()
        };
        assert_eq!(found.source, source);
    }

    #[test]
    fn microdata_and_bare_pages_are_read() {
        let found = of(
            r"<!-- saved from url=(0026)https://valley.example/dam --><title>Dam opens in the valley | The Valley</title>
            <div itemprop=author itemscope><span itemprop=name>Ana Ruiz</span></div><time datetime=2026-04-28>today</time>",
        );
        assert_eq!(
            (found.title.as_str(), found.source.author.as_str()),
            ("Dam opens in the valley", "Ana Ruiz")
        );
        assert_eq!(
            (found.source.url.as_str(), found.source.published.as_str()),
            ("https://valley.example/dam", "2026-04-28")
        );
    }
}
