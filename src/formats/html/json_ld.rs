//! [`JsonLd`]: what a page says about its own story in JSON-LD (schema.org).

use super::parse::decode_entities;
use super::story::{Titles, same_address};
use super::tree::Tree;
use crate::formats::extract::value;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A block of JSON-LD over this many bytes is passed over.
const MAX_LEN: usize = 4 << 20;
/// Objects within objects.
const MAX_DEPTH: usize = 12;
/// Keys that lead to the objects of a page, and those that list other pages.
const OWN_KEYS: [&str; 5] = ["@graph", "mainEntity", "mainEntityOfPage", "subjectOf", "about"];
const LIST_KEYS: [&str; 3] = ["itemListElement", "item", "hasPart"];

/// Values of the page's own story; empty where they are not given.
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
    /// Of the object whose headline or address is that of the page.
    pub(super) fn of(tree: &Tree, titles: &Titles) -> Self {
        let values = blocks(tree);
        let mut all = Objects::default();
        for value in &values {
            all.collect(value, false, 0);
        }
        let Some(own) = all.own(titles) else {
            return Self::default();
        };
        Reading { names: &all.names }.story(own)
    }
}

/// The JSON of the page, mended where pages often break it.
fn blocks(tree: &Tree) -> Vec<Value> {
    let scripts = tree.elements().filter(|(_, node)| {
        &*node.name == "script" && node.attribute("type").trim().eq_ignore_ascii_case("application/ld+json")
    });
    let parsed = scripts.filter_map(|(index, _)| {
        // Real pages have line feeds within strings, and marks that hide the script from older programs.
        let text = tree.text_of(index).replace(['\n', '\r', '\t'], " ");
        let text =
            text.trim().trim_start_matches("//").trim_start_matches("<![CDATA[").trim_start_matches("<!--");
        let text =
            text.trim_end_matches([';', '/', ' ']).trim_end_matches("]]>").trim_end_matches("-->").trim();
        serde_json::from_str(text.trim_end_matches(['/', ' '])).ok().filter(|_| text.len() <= MAX_LEN)
    });
    parsed.collect()
}

/// A story that the page describes.
struct Described<'v> {
    object: &'v Map<String, Value>,
    rank: Rank,
    /// In a list of stories.
    is_listed: bool,
}

/// How much an object is a story: the first of the lowest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Article,
    /// A recipe, a question.
    Work,
    Page,
}

#[derive(Default)]
struct Objects<'v> {
    stories: Vec<Described<'v>>,
    /// Of persons and the like, by their identifiers.
    names: BTreeMap<&'v str, &'v str>,
}

impl<'v> Objects<'v> {
    fn collect(&mut self, value: &'v Value, is_listed: bool, depth: usize) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.collect(value, is_listed, depth)),
            Value::Object(object) if depth < MAX_DEPTH => {
                let string = |key: &str| object.get(key).and_then(Value::as_str);
                if let (Some(id), Some(name)) = (string("@id"), string("name")) {
                    self.names.entry(id).or_insert(name);
                }
                let is_list = types(object)
                    .iter()
                    .any(|name| matches!(*name, "ItemList" | "BreadcrumbList" | "CollectionPage"));
                if let Some(rank) = rank(object) {
                    self.stories.push(Described { object, rank, is_listed });
                }
                for key in OWN_KEYS {
                    object
                        .get(key)
                        .into_iter()
                        .for_each(|inner| self.collect(inner, is_listed || is_list, depth + 1));
                }
                for key in LIST_KEYS {
                    object.get(key).into_iter().for_each(|inner| self.collect(inner, true, depth + 1));
                }
            }
            _ => {}
        }
    }

    /// The story whose headline or address is the page's; one that says neither if it is the only one.
    fn own(&self, titles: &Titles) -> Option<&'v Map<String, Value>> {
        let fits = |story: &&Described<'v>| {
            let headlines =
                ["headline", "name", "alternativeHeadline"].iter().filter_map(|key| story.object.get(*key));
            let is_same = |value: &Value| strings(value).iter().any(|text| titles.fit(text));
            headlines.into_iter().any(is_same)
                || addresses(story.object).iter().any(|url| titles.has_address(url))
        };
        let best = self.stories.iter().filter(fits).min_by_key(|story| (story.rank, story.is_listed));
        let says_neither = |object: &Map<String, Value>| {
            !["headline", "name"].iter().any(|key| object.contains_key(*key)) && addresses(object).is_empty()
        };
        let mut unlisted =
            self.stories.iter().filter(|story| !story.is_listed && story.rank == Rank::Article);
        let only = unlisted.next().filter(|_| unlisted.next().is_none());
        best.or_else(|| only.filter(|story| says_neither(story.object) || titles.is_empty()))
            .map(|story| story.object)
    }
}

fn types(object: &Map<String, Value>) -> Vec<&str> {
    match object.get("@type") {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn rank(object: &Map<String, Value>) -> Option<Rank> {
    let types = types(object);
    let any = |is: &dyn Fn(&str) -> bool| types.iter().any(|name| is(name));
    let is_article =
        |name: &str| ["Article", "Posting", "Report", "LiveBlog"].iter().any(|end| name.ends_with(end));
    if any(&is_article) {
        Some(Rank::Article)
    } else if any(&|name| {
        matches!(name, "Recipe" | "Question" | "HowTo" | "Review" | "CreativeWork" | "Book")
    }) {
        Some(Rank::Work)
    } else if any(&|name| name.ends_with("Page") && name != "CollectionPage" && name != "ProfilePage") {
        Some(Rank::Page)
    } else {
        None
    }
}

/// Where the story stands, as far as it says.
fn addresses(object: &Map<String, Value>) -> Vec<String> {
    let found =
        ["url", "mainEntityOfPage", "@id"].iter().filter_map(|key| object.get(*key)).flat_map(|value| {
            let id = value.as_object().and_then(|inner| inner.get("@id"));
            strings(id.unwrap_or(value))
        });
    found.filter(|text| text.starts_with("http")).collect()
}

fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().flat_map(strings).collect(),
        Value::Object(object) => {
            object.get("name").or_else(|| object.get("@value")).map(strings).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

struct Reading<'v> {
    names: &'v BTreeMap<&'v str, &'v str>,
}

impl Reading<'_> {
    fn story(&self, story: &Map<String, Value>) -> JsonLd {
        let first = |key: &str| {
            let all = story.get(key).map(strings).unwrap_or_default();
            all.into_iter().next().map(|text| value(&decode_entities(&text))).unwrap_or_default()
        };
        let either =
            |keys: [&str; 3]| keys.into_iter().map(first).find(|text| !text.is_empty()).unwrap_or_default();
        let publisher = story.get("publisher").map(|value| self.people(value)).unwrap_or_default();
        let author = story.get("author").or_else(|| story.get("creator"));
        JsonLd {
            title: either(["headline", "name", "alternativeHeadline"]),
            author: author.map(|value| self.people(value)).unwrap_or_default().join(", "),
            publisher: publisher.into_iter().next().unwrap_or_default(),
            published: either(["datePublished", "dateCreated", "uploadDate"]),
            url: addresses(story).into_iter().next().unwrap_or_default(),
            language: first("inLanguage"),
            body: body(story),
        }
    }

    /// The names of persons or organisations, also where only their identifiers stand.
    fn people(&self, people: &Value) -> Vec<String> {
        let one = |person: &Value| {
            let known = || {
                let id = person.get("@id")?.as_str()?;
                self.names.get(id).map(|name| vec![(*name).to_owned()])
            };
            Some(strings(person)).filter(|names| !names.is_empty()).or_else(known).unwrap_or_default()
        };
        let names: Vec<String> = match people {
            Value::Array(all) => all.iter().flat_map(one).collect(),
            other => one(other),
        };
        let mut found: Vec<String> = Vec::new();
        for name in names.iter().map(|name| value(&decode_entities(name))) {
            if !name.is_empty() && !name.starts_with("http") && !found.contains(&name) {
                found.push(name);
            }
        }
        found
    }
}

/// The text of a story, with its updates where it has any.
fn body(story: &Map<String, Value>) -> String {
    let mut parts: Vec<String> = story.get("articleBody").map(strings).unwrap_or_default();
    if let Some(Value::Array(updates)) = story.get("liveBlogUpdate") {
        for update in updates.iter().filter_map(Value::as_object) {
            let keys = ["headline", "datePublished", "articleBody"];
            parts.extend(keys.iter().filter_map(|key| update.get(*key)).flat_map(strings));
        }
    }
    parts.iter().map(|part| plain(part)).collect::<Vec<_>>().join("\n\n")
}

/// Without tags, which some pages have in it.
fn plain(text: &str) -> String {
    let text = decode_entities(text);
    if !text.contains("</") && !text.contains("<br") && !text.contains("<p>") {
        return text.into_owned();
    }
    let tree = Tree::parse(&text, false);
    let blocks =
        tree.map(|tree| super::Walked::of(&tree, 0, super::Sight::default()).blocks).unwrap_or_default();
    blocks.into_iter().map(|block| block.text).collect::<Vec<_>>().join("\n\n")
}

impl Titles {
    /// Whether an address is that of the page.
    fn has_address(&self, url: &str) -> bool {
        self.addresses.iter().any(|own| same_address(own, url))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(page: &str) -> JsonLd {
        let tree = Tree::parse(page, false).unwrap();
        JsonLd::of(&tree, &Titles::of(&tree, ""))
    }

    #[test]
    fn the_story_is_found_in_a_graph() {
        let found = of(
            r##"<title>Dam & river</title><script type="application/ld+json">not json</script><script type="application/ld+json">{"@graph": [
            {"@type": "WebSite", "name": "Site"}, {"@type": "Person", "@id": "#ana", "name": "Ana Ruiz"},
            {"@type": ["NewsArticle"], "headline": "Dam &amp; river", "author": [{"@id": "#ana"}, "Bo Li"],
             "publisher": {"@type": "Organization", "name": "The Valley"}, "datePublished": "2026-04-28T09:00:00Z",
             "mainEntityOfPage": {"@id": "https://valley.example/dam"}}]}</script>"##,
        );
        assert_eq!((found.title.as_str(), found.author.as_str()), ("Dam & river", "Ana Ruiz, Bo Li"));
        assert_eq!(
            (found.publisher.as_str(), found.url.as_str()),
            ("The Valley", "https://valley.example/dam")
        );
    }

    #[test]
    fn another_story_is_not_the_pages_own() {
        let other = r#"{"@type": "NewsArticle", "headline": "Other story", "author": "Somebody", "url": "https://a.example/2"}"#;
        let page =
            |json: &str| format!("<h1>Dam opens</h1><script type='application/ld+json'>{json}</script>");
        assert_eq!(of(&page(other)), JsonLd::default());
        let listed = format!(r#"{{"@type": "ItemList", "itemListElement": [{other}]}}"#);
        assert_eq!(of(&page(&listed)), JsonLd::default());
        assert_eq!(of(&page(r#"{"@type": "BlogPosting", "author": "Ana"}"#)).author, "Ana");
    }

    #[test]
    fn updates_of_a_live_page_are_its_text() {
        let found = of(
            r#"<title>Fire live</title><script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Fire live",
            "liveBlogUpdate": [{"headline": "First", "articleBody": "<p>One.</p><p>Two.</p>"}, {"articleBody": "Three."}]}</script>"#,
        );
        assert_eq!(found.body, "First\n\nOne.\n\nTwo.\n\nThree.");
    }
}
