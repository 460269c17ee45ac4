//! [`Titles`] and [`Story`]: what belongs to the story of a page, by its words and by its place.

use super::furniture::{Furniture, Reason};
use super::tree::{Node, Tree};
use crate::formats::extract::value;

/// What a page calls its story, and where it says that it stands.
#[derive(Debug, Default)]
pub(super) struct Titles {
    /// Words of each, in lower case.
    words: Vec<Vec<String>>,
    pub(super) addresses: Vec<String>,
}

impl Titles {
    /// By the titles in the head of the page and its first headings; `saved_from` is where it was fetched.
    pub(super) fn of(tree: &Tree, saved_from: &str) -> Self {
        let mut titles = Self::default();
        for (index, node) in tree.elements() {
            match &*node.name {
                "title" | "h1" => titles.add(&tree.text_of(index)),
                "meta" if is_title(node) => titles.add(node.attribute("content")),
                "meta" if node.attribute("property") == "og:url" => {
                    titles.add_address(node.attribute("content"));
                }
                "link" if node.attribute("rel").eq_ignore_ascii_case("canonical") => {
                    titles.add_address(node.attribute("href"));
                }
                _ => {}
            }
        }
        titles.add_address(saved_from);
        titles
    }

    /// Whether the page says neither.
    pub(super) const fn is_empty(&self) -> bool {
        self.words.is_empty() && self.addresses.is_empty()
    }

    fn add(&mut self, text: &str) {
        let words = words(text);
        if !words.is_empty() {
            self.words.push(words);
        }
    }

    fn add_address(&mut self, address: &str) {
        if !address.is_empty() {
            self.addresses.push(address.to_owned());
        }
    }

    /// Whether a headline is one of the titles, as far as its words go.
    pub(super) fn fit(&self, headline: &str) -> bool {
        let own = words(headline);
        self.words.iter().any(|title| {
            let shared = own.iter().filter(|word| title.contains(word)).count();
            shared > 0 && shared * 10 >= own.len().min(title.len()) * 7
        })
    }
}

fn is_title(node: &Node) -> bool {
    let key = if node.has_attribute("property") { "property" } else { "name" };
    matches!(node.attribute(key), "og:title" | "twitter:title" | "title" | "dc.title" | "headline")
}

fn words(text: &str) -> Vec<String> {
    let lower = value(text).to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_spaced = lower.contains(' ') || lower.is_ascii();
    if is_spaced {
        words.map(str::to_owned).collect()
    } else {
        lower.chars().filter(|c| c.is_alphanumeric()).map(String::from).collect()
    }
}

/// Whether two addresses lead to the same page: scheme, `www.`, parameters and a last stroke aside.
pub(super) fn same_address(first: &str, second: &str) -> bool {
    let bare = |address: &str| {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        let rest = rest.split(['?', '#']).next().unwrap_or_default();
        rest.trim_start_matches("www.").trim_end_matches('/').to_lowercase()
    };
    let (first, second) = (bare(first), bare(second));
    // A home page is no story.
    first == second && first.contains('/')
}

/// Where the story stands in its page.
#[derive(Debug)]
pub(super) struct Story<'t> {
    tree: &'t Tree,
    furniture: Furniture,
    /// The element that is all of the story, with its head and foot.
    root: usize,
    heading: Option<usize>,
    /// The first element of its text.
    text_start: usize,
}

/// Where a piece stands beside the story; the nearest counts first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nearness {
    /// Between its headline and its text.
    Head,
    /// Before it in the same part of the page.
    Above,
    /// Within or after the text.
    Below,
}

impl<'t> Story<'t> {
    /// `heading` is its headline, `inner` the innermost element around its text, `text_start` the first one of it.
    pub(super) fn new(
        tree: &'t Tree,
        heading: Option<usize>,
        inner: Option<usize>,
        text_start: usize,
    ) -> Self {
        let inner = inner.unwrap_or_default();
        let is_story = |(_, node): &(usize, &Node)| {
            let kind = node.attribute("itemtype");
            &*node.name == "article" || ["Article", "Posting", "Recipe"].iter().any(|end| kind.ends_with(end))
        };
        let holds_heading = |index: usize| {
            heading.is_none_or(|heading| tree.around(heading).any(|(around, _)| around == index))
        };
        let around: Vec<(usize, &Node)> = tree.around(inner).collect();
        let story = around.iter().find(|one| is_story(one)).map(|(index, _)| *index);
        let whole = around.iter().find(|(index, _)| holds_heading(*index)).map(|(index, _)| *index);
        let root = match (story, whole) {
            (Some(story), Some(whole)) => story.min(whole),
            (story, whole) => story.or(whole).unwrap_or_default(),
        };
        Self { tree, furniture: Furniture::of(tree), root, heading, text_start }
    }

    /// How near an element stands; none for what belongs to something else: a menu, a box, another story, a comment.
    pub(super) fn nearness(&self, index: usize) -> Option<Nearness> {
        if self.is_elsewhere(index) {
            return None;
        }
        let is_inside = self.tree.around(index).any(|(around, _)| around == self.root);
        let heading = self.heading.unwrap_or(self.root);
        if index < self.text_start && index > heading {
            Some(Nearness::Head)
        } else if index <= heading {
            Some(Nearness::Above)
        } else {
            is_inside.then_some(Nearness::Below)
        }
    }

    /// Whether an element stands right over or under the headline.
    pub(super) fn is_at_headline(&self, index: usize) -> bool {
        let nearest = |index: usize| self.tree.around(index).skip(1).take(2);
        let is_whole = |name: &str| matches!(name, "" | "html" | "body" | "main");
        self.heading.is_some_and(|heading| {
            nearest(heading)
                .any(|(own, node)| !is_whole(&node.name) && nearest(index).any(|(other, _)| own == other))
        })
    }

    /// Whether an element stands in the story's own part of the page.
    pub(super) fn is_inside(&self, index: usize) -> bool {
        self.tree.around(index).any(|(around, _)| around == self.root)
    }

    fn is_elsewhere(&self, index: usize) -> bool {
        let around = self.tree.around(index).take_while(|(around, _)| *around != self.root);
        let mut apart = around.filter(|(_, node)| {
            matches!(
                &*node.name,
                "nav" | "aside" | "footer" | "article" | "header" | "form" | "dialog" | "figure"
            )
        });
        if apart.any(|(around, node)| !self.is_own_head(around, node)) {
            return true;
        }
        let is_other = matches!(
            self.furniture.reason(index),
            Some(
                Reason::Comments
                    | Reason::Teasers
                    | Reason::Navigation
                    | Reason::Sidebar
                    | Reason::Advertisement
            )
        );
        is_other && !self.is_reason_of_root()
    }

    /// The header that holds the headline, or stands in the story itself, and a foot of the story.
    fn is_own_head(&self, index: usize, node: &Node) -> bool {
        let holds = self.heading.is_some_and(|heading| (index..node.end).contains(&heading));
        let is_within = self.root > 0 && self.tree.name(self.root) == "article" && self.is_inside(index);
        matches!(&*node.name, "header" | "footer") && (holds || is_within)
    }

    fn is_reason_of_root(&self) -> bool {
        self.furniture.reason(self.root).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_fit_by_most_of_their_words() {
        let tree =
            Tree::parse("<title>Ferry strike ends after eleven days | The Quay</title>", false).unwrap();
        let titles = Titles::of(&tree, "");
        assert!(titles.fit("Ferry strike ends after eleven days"));
        assert!(titles.fit("Ferry strike ends"));
        assert!(!titles.fit("Other story about the strike"));
    }

    #[test]
    fn addresses_are_the_same_without_scheme_and_parameters() {
        assert!(same_address("https://www.a.example/x/?utm=1", "http://a.example/x"));
        assert!(!same_address("https://a.example/", "https://a.example"));
        assert!(!same_address("https://a.example/x", "https://a.example/y"));
    }
}
