//! [`Metadata`]: title, byline, site, date, address and language of the page's own story, each with where it stands.

use super::beside::{
    by_class, by_relation, date_by_class, date_in_address, date_in_line, is_in_sentence, time,
};
use super::byline::{authors, is_name};
use super::json_ld::JsonLd;
use super::saved::Saved;
use super::story::{Story, Titles, same_address};
use super::tree::{Node, Tree};
use crate::formats::dates::parse_date;
use crate::formats::extract::value;
use crate::model::Source;
use std::collections::BTreeMap;

/// Where a value stands, in words for a person.
const STRUCTURED: &str = "structured data of the page";
const META: &str = "head of the page";
const MICRODATA: &str = "marks in the page";
const HEADLINE: &str = "headline";
const BYLINE: &str = "byline";
const LINK: &str = "link to the author";
const TIME: &str = "date beside the headline";
const ADDRESS: &str = "address of the page";
const SAVED: &str = "note of the program that saved the page";
const TITLE: &str = "title of the page";

/// What a page says about itself; empty where it does not.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Metadata {
    pub(super) title: String,
    pub(super) language: String,
    pub(super) source: Source,
    /// The story's text as JSON-LD has it.
    pub(super) body: String,
    /// For each field that has a value, where it stands.
    pub(super) origins: Vec<(String, String)>,
}

const TITLE_TAGS: &[&str] = &["og:title", "twitter:title", "parsely-title", "dc.title", "dcterms.title"];
const AUTHOR_TAGS: &[&str] = &[
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
const PUBLISHER_TAGS: &[&str] = &[
    "og:site_name",
    "application-name",
    "publisher",
    "dc.publisher",
    "article:publisher",
    "citation_publisher",
];
const PUBLISHED_TAGS: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_at",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "dcterms.issued",
    "citation_publication_date",
    "citation_date",
    "article.published",
    "article:published",
    "article:post_date",
    "displaydate",
    "rnews:datepublished",
];
/// A part of a title that stands for all of it is longer.
const MIN_TITLE_CHARS: usize = 8;

/// A value and where it stands.
type Told = (String, &'static str);

/// What is known of a page before its text is.
#[derive(Debug)]
pub(super) struct Head {
    linked: JsonLd,
    tags: BTreeMap<String, String>,
    saved: Saved,
    pub(super) title: String,
    title_origin: &'static str,
}

impl Head {
    pub(super) fn of(tree: &Tree, page: &str) -> Self {
        let saved = Saved::of(page);
        let titles = Titles::of(tree, &saved.url);
        let linked = JsonLd::of(tree, &titles);
        let tags = tags(tree);
        let sites = [tag(&tags, PUBLISHER_TAGS), linked.publisher.clone(), host_of(tree, &tags, &saved.url)];
        // The name of the site is no title of a story.
        let of_story = |(title, origin): Told| {
            let is_site = sites.iter().any(|site| is_same_name(site, &title));
            (Some(title).filter(|_| !is_site).unwrap_or_default(), origin)
        };
        let (title, title_origin) = first([
            of_story((linked.title.clone(), STRUCTURED)),
            of_story((tag(&tags, TITLE_TAGS), META)),
            of_story((item(tree, "headline", &|_| true), MICRODATA)),
            of_story(bare_title(tree)),
        ]);
        let title = as_heading(tree, &without_site(&title, &tag(&tags, PUBLISHER_TAGS)));
        Self { linked, tags, saved, title, title_origin }
    }
}

impl Metadata {
    /// `story` is where the text stands, `heading` its first heading, for pages without a title.
    pub(super) fn of(tree: &Tree, head: Head, story: &Story<'_>, heading: &str) -> Self {
        let Head { linked, tags, saved, title, title_origin } = head;
        let tag = |keys: &[&str]| tag(&tags, keys);
        let is_own = |index: usize| story.is_inside(index);
        let site = first([
            (linked.publisher.clone(), STRUCTURED),
            (tag(PUBLISHER_TAGS), META),
            (item(tree, "publisher", &|_| true), MICRODATA),
            (site(tree, &title), TITLE),
        ]);
        let by_name =
            |(text, origin): Told| (Some(text).filter(|text| is_name(text)).unwrap_or_default(), origin);
        let names = |text: String| authors(&text).unwrap_or_default();
        let (linked_names, names_of_byline) = (names(by_relation(tree, story)), names(by_class(tree, story)));
        // Of several authors the page may link the first alone.
        let whole = Some(&names_of_byline)
            .filter(|whole| !linked_names.is_empty() && whole.starts_with(&linked_names))
            .cloned()
            .unwrap_or_default();
        let author = first([
            by_name((without_by(&linked.author), STRUCTURED)),
            by_name((without_by(&tag(AUTHOR_TAGS)), META)),
            by_name((without_by(&item(tree, "author", &is_own)), MICRODATA)),
            (whole, BYLINE),
            (linked_names, LINK),
            (names_of_byline, BYLINE),
        ]);
        let address = address(
            &[
                (link(tree, "canonical"), META),
                (address_tag(&tags), META),
                (linked.url, STRUCTURED),
                (saved.url.clone(), SAVED),
            ],
            &saved.url,
        );
        let dated = |(text, origin): Told| (parse_date(&text).unwrap_or_default(), origin);
        let is_date_of_story = |index: usize| {
            is_own(index) && !(tree.name(index) == "time" && is_in_sentence(tree, story, index))
        };
        let published = first([
            dated((linked.published, STRUCTURED)),
            dated((tag(PUBLISHED_TAGS), META)),
            dated((item(tree, "datePublished", &is_date_of_story), MICRODATA)),
            dated((time(tree, story), TIME)),
            dated((date_by_class(tree, story), TIME)),
            dated((date_in_line(tree, story), TIME)),
            (date_in_address(&address.0), ADDRESS),
        ]);
        let (title, title_origin) =
            if title.is_empty() { (heading.to_owned(), HEADLINE) } else { (title, title_origin) };
        let told = [
            ("title", &(title.clone(), title_origin)),
            ("publisher", &site),
            ("author", &author),
            ("published", &published),
            ("url", &address),
            ("accessed", &(saved.accessed.clone(), SAVED)),
        ];
        let told = told.into_iter().filter(|(_, (value, _))| !value.is_empty());
        let origins = told.map(|(field, (_, origin))| (field.to_owned(), (*origin).to_owned())).collect();
        let source = Source {
            publisher: site.0,
            author: author.0,
            url: address.0,
            published: published.0,
            accessed: saved.accessed,
            ..Source::default()
        };
        let stated = tree.elements().find(|(_, node)| &*node.name == "html");
        let stated = stated.map(|(_, node)| node.attribute("lang").to_owned()).unwrap_or_default();
        let locale = tag(&["og:locale", "content-language", "dc.language", "dcterms.language"]);
        let language = [stated, linked.language, locale].iter().find_map(|tag| language_tag(tag));
        Self { title, language: language.unwrap_or_default(), source, body: linked.body, origins }
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

fn first<const N: usize>(values: [Told; N]) -> Told {
    let found = values.into_iter().find(|(text, _)| !text.trim().is_empty());
    found.map(|(text, origin)| (value(&text), origin)).unwrap_or_default()
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// The page's own word on its address, unless it leads to another site or to no page at all.
fn address(told: &[Told], saved: &str) -> Told {
    let host =
        |address: &str| address.split('/').nth(2).map(|host| host.trim_start_matches("www.").to_owned());
    let is_story = |address: &str| address.split('/').nth(3).is_some_and(|path| !path.is_empty());
    let fits = |(text, _): &&Told| {
        is_address(text)
            && (saved.is_empty()
                || same_address(saved, text)
                || (host(saved) == host(text) && (is_story(text) || !is_story(saved))))
    };
    told.iter().find(fits).map(|(text, origin)| (value(text), *origin)).unwrap_or_default()
}

fn tag(tags: &BTreeMap<String, String>, keys: &[&str]) -> String {
    let found = keys.iter().filter_map(|key| tags.get(*key)).map(|text| value(text));
    found.filter(|text| !text.is_empty()).find(|text| !is_address(text)).unwrap_or_default()
}

/// The values of `meta` elements by lower-case name; the first of each counts.
fn tags(tree: &Tree) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let is_tag = |node: &Node| &*node.name == "meta" && !node.attribute("content").trim().is_empty();
    for (_, node) in tree.elements().filter(|(_, node)| is_tag(node)) {
        for key in ["property", "name", "itemprop"]
            .map(|key| node.attribute(key))
            .into_iter()
            .filter(|key| !key.is_empty())
        {
            let key = key.trim().to_ascii_lowercase();
            // A list of authors has a tag for each.
            if key == "citation_author" || key == "dc.creator" {
                let names: &mut String = found.entry(key).or_default();
                let parting = if names.is_empty() { "" } else { ", " };
                names.push_str(parting);
                names.push_str(node.attribute("content"));
            } else {
                found.entry(key).or_insert_with(|| node.attribute("content").to_owned());
            }
        }
    }
    found
}

fn address_tag(tags: &BTreeMap<String, String>) -> String {
    let keys = ["og:url", "twitter:url", "parsely-link"];
    keys.iter().find_map(|key| tags.get(*key)).cloned().unwrap_or_default()
}

/// The value of a microdata property, from its attributes or its text.
fn item(tree: &Tree, name: &str, is_own: &dyn Fn(usize) -> bool) -> String {
    let also = if name == "datePublished" {
        &["dc:date", "dc:created", "dcterms:created", "dc:issued"][..]
    } else {
        &[]
    };
    let is_named = |node: &Node| {
        let mut marks = node.attribute("itemprop").split(' ').chain(node.attribute("property").split(' '));
        marks.any(|mark| mark.trim_start_matches("schema:") == name || also.contains(&mark))
    };
    let named = tree.elements().filter(|(index, node)| is_named(node) && is_own(*index));
    // A comment or a review has authors and dates of its own.
    let is_inner = |index: usize| {
        let kinds = tree.around(index).skip(1).map(|(_, node)| node.attribute("itemtype"));
        kinds
            .into_iter()
            .any(|kind| ["Comment", "Review", "Answer", "Rating"].iter().any(|end| kind.ends_with(end)))
    };
    let mut values = named.filter(|(index, _)| !is_inner(*index)).map(|(index, node)| {
        // A person or an organisation has a name of its own.
        let named_inside = tree.inside(index).find(|(_, inner)| inner.attribute("itemprop") == "name");
        let (index, node) = named_inside.unwrap_or((index, node));
        let stated =
            ["content", "datetime"].map(|key| node.attribute(key)).into_iter().find(|text| !text.is_empty());
        stated.map_or_else(|| tree.text_of(index), str::to_owned)
    });
    values.find(|text| !text.trim().is_empty()).map(|text| value(&text)).unwrap_or_default()
}

fn page_title(tree: &Tree) -> String {
    let title = tree.elements().find(|(_, node)| &*node.name == "title");
    title.map(|(index, _)| value(&tree.text_of(index))).unwrap_or_default()
}

/// The title without the name of the site.
fn bare_title(tree: &Tree) -> Told {
    let title = page_title(tree);
    let headings = tree.elements().filter(|(_, node)| &*node.name == "h1");
    let headings: Vec<String> = headings.map(|(index, _)| value(&tree.text_of(index))).collect();
    let heading = headings.iter().find(|text| !text.is_empty() && title.starts_with(*text));
    if let Some(heading) = heading {
        return (heading.clone(), HEADLINE);
    }
    let cut = || {
        let ends = [" | ", " - ", " – ", " — ", " :: ", " « ", " » "]
            .into_iter()
            .filter_map(|mark| title.rfind(mark));
        let (start, _) = title.split_at_checked(ends.max()?)?;
        (start.chars().count() >= 15).then(|| start.to_owned())
    };
    (cut().unwrap_or_else(|| title.clone()), TITLE)
}

/// The name in the address of the page: `quaynews` for `https://www.quaynews.example/a`.
fn host_of(tree: &Tree, tags: &BTreeMap<String, String>, saved: &str) -> String {
    let addresses = [link(tree, "canonical"), address_tag(tags), saved.to_owned()];
    let host =
        addresses.iter().find_map(|address| address.split('/').nth(2).filter(|host| host.contains('.')));
    host.unwrap_or_default().trim_start_matches("www.").split('.').next().unwrap_or_default().to_owned()
}

/// Whether two names differ in blanks, signs and case alone.
fn is_same_name(first: &str, second: &str) -> bool {
    let bare = |name: &str| -> String {
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (first, second) = (bare(first), bare(second));
    !first.is_empty() && first == second
}

/// A title that ends in the name of its site, without it.
fn without_site(title: &str, site: &str) -> String {
    let is_mark =
        |c: char| c.is_whitespace() || matches!(c, '|' | '-' | '–' | '—' | ':' | '·' | '«' | '»' | '•');
    let cut = title.strip_suffix(site).filter(|start| !site.is_empty() && start.ends_with(is_mark));
    let cut = cut.map(|start| start.trim_end_matches(is_mark)).filter(|start| start.chars().count() >= 8);
    cut.unwrap_or(title).to_owned()
}

/// That part of a title that is a heading of the page, if one is.
fn as_heading(tree: &Tree, title: &str) -> String {
    let is_heading = |node: &Node| matches!(&*node.name, "h1" | "h2" | "h3");
    let headings = tree.elements().filter(|(_, node)| is_heading(node));
    let headings: Vec<String> =
        headings.filter_map(|(index, _)| tree.short_text(index, title.len())).collect();
    let mut parts = [" | ", " - ", " – ", " — ", " :: ", " « ", " » ", ": "].into_iter().flat_map(|mark| {
        title
            .match_indices(mark)
            .filter_map(move |(at, _)| Some((title.get(..at)?, title.get(at + mark.len()..)?)))
    });
    let found = parts.find_map(|(before, after)| {
        let is_known = |part: &&str| {
            part.chars().count() >= MIN_TITLE_CHARS && headings.iter().any(|heading| heading == part)
        };
        [before, after].into_iter().find(is_known)
    });
    found.unwrap_or(title).to_owned()
}

/// The part of the page's title that is not the headline.
fn site(tree: &Tree, headline: &str) -> String {
    let title = page_title(tree);
    let (before, after) = title.split_once(headline).filter(|_| !headline.is_empty()).unwrap_or_default();
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '|' | '-' | '–' | '—' | ':' | '·');
    let rest = [before, after].map(|part| part.trim_matches(is_mark));
    rest.into_iter().find(|part| (3..=40).contains(&part.chars().count())).unwrap_or_default().to_owned()
}

fn without_by(author: &str) -> String {
    let starts = ["By ", "by ", "Von ", "Par ", "Por ", "Di "];
    let bare = starts.iter().find_map(|start| author.strip_prefix(start)).unwrap_or(author);
    bare.trim().to_owned()
}

fn link(tree: &Tree, rel: &str) -> String {
    let mut links = tree
        .elements()
        .filter(|(_, node)| &*node.name == "link" && node.attribute("rel").eq_ignore_ascii_case(rel));
    links.next().map(|(_, node)| node.attribute("href").to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(page: &str) -> Metadata {
        let tree = Tree::parse(page, false).unwrap();
        let head = Head::of(&tree, page);
        let main = super::super::main_text(&tree, &head.title, super::super::Sight::default());
        Metadata::of(&tree, head, &main.story(&tree), "")
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
        let fields: Vec<&str> = found.origins.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["title", "publisher", "author", "published", "url"]);
        assert!(found.origins.iter().all(|(_, origin)| origin == META));
    }

    #[test]
    fn microdata_and_bare_pages_are_read() {
        let found = of(
            r"<!-- saved from url=(0026)https://valley.example/dam --><title>Dam opens in the valley | The Valley</title>
            <div itemprop=author itemscope><span itemprop=name>Ana Ruiz</span></div><time datetime=2026-04-28>today</time>
            <p>The dam in the valley opens today, the owner said in a statement on Monday.</p>",
        );
        assert_eq!(
            (found.title.as_str(), found.source.author.as_str()),
            ("Dam opens in the valley", "Ana Ruiz")
        );
        assert_eq!(
            (found.source.publisher.as_str(), found.source.published.as_str()),
            ("The Valley", "2026-04-28")
        );
        assert_eq!(found.source.url, "https://valley.example/dam");
    }

    #[test]
    fn names_and_dates_of_other_things_are_not_the_storys() {
        let story = "<article><h1>Dam opens in the valley</h1><p>The dam in the valley opens today, the owner said.</p><p>It took nine years to build, and twelve people worked on it to the end.</p></article>";
        for beside in [
            "<header><time datetime=2026-11-30>Today</time></header>",
            "<aside><ul><li><a href=/o>Old story</a> <time datetime=2019-03-01>1 March</time> by <a rel=author href=/b>Bo Li</a></ul></aside>",
            "<article class=card><h2><a href=/o>Old story</a></h2><p class=byline>By Bo Li</p><time datetime=2019-03-01>1 March</time></article>",
            "<div id=comments><p class=author>Bo Li</p><time datetime=2019-03-01>1 March</time><p>I said so in March.</p></div>",
        ] {
            for page in [format!("{beside}{story}"), format!("{story}{beside}")] {
                let source = of(&format!("<title>Dam opens in the valley</title>{page}")).source;
                assert_eq!((source.author.as_str(), source.published.as_str()), ("", ""), "{page}");
            }
        }
    }

    #[test]
    fn a_clock_is_no_date_and_a_byline_may_hold_one() {
        let text = "<p>The dam in the valley opens today, the owner said.</p><p>It took nine years to build, and twelve people worked on it to the end.</p>";
        let page = |over: &str, under: &str| {
            let title = "<title>Dam opens in the valley</title>";
            of(&format!("{title}{over}<h1>Dam opens in the valley</h1>{under}{text}")).source
        };
        for clock in ["now", "14:00", "Updated just now"] {
            let over = format!("<div class=top><time datetime=2026-11-30T14:00>{clock}</time></div>");
            assert_eq!(page(&over, "").published, "", "{clock}");
        }
        let dated = page("<div class=kicker><time datetime=2026-05-03T14:00>3 May 2026</time></div>", "");
        assert_eq!(dated.published, "2026-05-03");
        let source = page("", "<p class=author>Von Maria Köhler | 3. Mai 2026 | 5 Min. Lesezeit</p>");
        assert_eq!((source.author.as_str(), source.published.as_str()), ("Maria Köhler", "2026-05-03"));
        let names = "<p class=byline>By <a rel=author href=/a>Ana Sousa</a> and Bo Li</p>";
        assert_eq!(page("", names).author, "Ana Sousa and Bo Li");
    }

    #[test]
    fn a_date_in_a_sentence_is_not_that_of_the_story() {
        let page = |inner: &str| {
            let text = "<p>The council met on Tuesday evening in the old town hall to discuss the budget for the coming year, officials said.</p>";
            let title = "<title>Toll rises</title>";
            of(&format!("{title}<main><article><h1>Toll rises</h1>{text}{inner}{text}</article></main>"))
                .source
                .published
        };
        for told in [
            "<p>The mayor said the rule dates from <time datetime=2013-02-03>3 February 2013</time> and was never used.</p>",
            "<p>The law was passed on <time datetime=1998-07-01 itemprop=datePublished>1 July 1998</time>.</p>",
            "<p><b>And since <time class=date datetime=1998-07-01>1998</time></b> nothing was built.</p>",
        ] {
            assert_eq!(page(told), "", "{told}");
        }
        for own in [
            "<p>Published on <time datetime=2026-05-03>3 May</time> by the desk in Porto</p>",
            "<p>This entry was posted on <time datetime=2026-05-03>3 May</time> by the desk</p>",
            "<p class=entry-meta>By the desk of the paper, <time datetime=2026-05-03>3 May</time></p>",
            "<div>By the desk of the paper, <time class=published datetime=2026-05-03>3 May</time></div>",
            "<p><time datetime=2026-05-03>3 May</time></p>",
        ] {
            assert_eq!(page(own), "2026-05-03", "{own}");
        }
    }

    #[test]
    fn an_address_is_the_pages_own() {
        let told = [("https://a.example/".to_owned(), META), ("https://a.example/x".to_owned(), STRUCTURED)];
        assert_eq!(address(&told, "https://a.example/x?utm=1").0, "https://a.example/x");
        assert_eq!(address(&told, "").0, "https://a.example/");
        assert_eq!(date_in_address("https://a.example/2026/04/28/dam"), "2026-04-28");
        assert_eq!(date_in_address("https://a.example/1234/04/28/dam"), "");
    }

    #[test]
    fn titles_are_without_the_name_of_their_site() {
        assert_eq!(without_site("Dam opens in May | The Valley", "The Valley"), "Dam opens in May");
        assert_eq!(without_site("The Valley", "The Valley"), "The Valley");
        assert_eq!(language_tag("de_at").as_deref(), Some("de-AT"));
    }
}
