//! [`Furniture`]: what on a page is not what it says: menus, notices, share bars, teasers, comments.

use super::blocks::is_silent;
use super::tree::{Child, Node, Tree};
use std::fmt;

/// Why an element is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    Navigation,
    Notice,
    ShareBar,
    Teasers,
    Comments,
    Advertisement,
    Subscription,
    Footer,
    Sidebar,
    Byline,
    Form,
    /// Outside the element that holds the text.
    Around,
    /// Nobody sees it: not worth telling.
    Hidden,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Navigation => "navigation",
            Self::Notice => "cookie or other notice",
            Self::ShareBar => "share buttons",
            Self::Teasers => "links to other pages",
            Self::Comments => "comments",
            Self::Advertisement => "advertisement",
            Self::Subscription => "newsletter or subscription",
            Self::Footer => "footer",
            Self::Sidebar => "side box",
            Self::Byline => "byline or date",
            Self::Form => "form",
            Self::Around => "words around the text",
            Self::Hidden => "hidden text",
        })
    }
}

/// Words of classes, ids and the like, parted by blanks.
const WORDS: [(Reason, &str); 9] = [
    (
        Reason::Navigation,
        "nav navbar navigation menu breadcrumb breadcrumbs pagination pager masthead topbar skiplink toolbar toc",
    ),
    (Reason::Notice, "cookie cookies consent gdpr cmp onetrust popup modal lightbox"),
    (Reason::ShareBar, "share sharing sharebar sharedaddy social socials addtoany addthis"),
    (
        Reason::Teasers,
        "related recommended recommendations recirculation readmore morestories teaser teasers trending popular mostread \
         outbrain taboola upnext readnext linkbox",
    ),
    (Reason::Comments, "comments disqus respond commentlist"),
    (Reason::Subscription, "newsletter subscribe subscription signup paywall regwall donate membership"),
    (
        Reason::Advertisement,
        "ad ads advert advertisement advertising sponsored promo promotion promobox dfp adslot anzeige werbung",
    ),
    (Reason::Sidebar, "sidebar rail widget widgets"),
    (Reason::Byline, "byline dateline timestamp pubdate readtime tags taglist topics bio authorbio"),
];
/// A byline and its like are shorter, in bytes of text.
const MAX_BYLINE_LEN: usize = 300;

/// For each element why it is left out, if it is; elements inside one that is left out have none of their own.
#[derive(Debug)]
pub(super) struct Furniture {
    reasons: Vec<Option<Reason>>,
}

impl Furniture {
    pub(super) fn of(tree: &Tree) -> Self {
        let sizes = Sizes::of(tree);
        let mut reasons = vec![None; tree.nodes.len()];
        let mut past = 0;
        for (index, node) in tree.elements() {
            if index < past {
                continue;
            }
            if is_silent(node) {
                past = node.end;
                continue;
            }
            let Some(reason) = reason(tree, index, node).filter(|reason| sizes.allow(index, node, *reason))
            else {
                continue;
            };
            if let Some(place) = reasons.get_mut(index) {
                *place = Some(reason);
            }
            past = node.end;
        }
        Self { reasons }
    }

    /// Whether this element is the outermost one of something left out.
    pub(super) fn reason(&self, index: usize) -> Option<Reason> {
        self.reasons.get(index).copied().flatten()
    }

    /// All that is left out within a range of elements.
    pub(super) fn within(&self, range: std::ops::Range<usize>) -> impl Iterator<Item = (usize, Reason)> {
        range.filter_map(|index| Some((index, self.reason(index)?)))
    }
}

/// Bytes of text, and of text in paragraphs, before each element.
struct Sizes {
    text: Vec<usize>,
    paragraphs: Vec<usize>,
}

impl Sizes {
    fn of(tree: &Tree) -> Self {
        let count = tree.nodes.len();
        let mut sizes = Self { text: vec![0; count + 1], paragraphs: vec![0; count + 1] };
        let (mut text, mut paragraphs) = (0, 0);
        let mut silent_end = 0;
        for (index, node) in tree.elements() {
            if is_silent(node) {
                silent_end = silent_end.max(node.end);
            }
            if index >= silent_end {
                let own: usize = node
                    .children
                    .iter()
                    .map(|child| if let Child::Text(text) = child { text.trim().len() } else { 0 })
                    .sum();
                text += own;
                paragraphs += if matches!(&*node.name, "p" | "blockquote") { own } else { 0 };
            }
            for (sums, sum) in [(&mut sizes.text, text), (&mut sizes.paragraphs, paragraphs)] {
                if let Some(place) = sums.get_mut(index + 1) {
                    *place = sum;
                }
            }
        }
        sizes
    }

    fn between(sums: &[usize], from: usize, to: usize) -> usize {
        let at = |index: usize| sums.get(index).copied().unwrap_or_default();
        at(to).saturating_sub(at(from))
    }

    /// Never the greater part of what the page says, whatever it is called; and a byline is short.
    fn allow(&self, index: usize, node: &Node, reason: Reason) -> bool {
        let all = self.paragraphs.last().copied().unwrap_or_default();
        let own = Self::between(&self.paragraphs, index, node.end);
        let is_greater_part = own * 2 > all && own > 400;
        let is_comments = matches!(reason, Reason::Hidden | Reason::Comments);
        let is_short = || Self::between(&self.text, index, node.end) <= MAX_BYLINE_LEN;
        (!is_greater_part || is_comments) && (reason != Reason::Byline || is_short())
    }
}

fn reason(tree: &Tree, index: usize, node: &Node) -> Option<Reason> {
    if matches!(&*node.name, "" | "html" | "body" | "main") {
        return None;
    }
    if is_hidden(node) {
        return Some(Reason::Hidden);
    }
    if node.attribute("itemprop") == "articleBody" {
        return None;
    }
    let by_role = match node.attribute("role") {
        "navigation" | "menu" | "menubar" | "search" | "toolbar" => Some(Reason::Navigation),
        "banner" if !holds_heading(tree, index, node) => Some(Reason::Navigation),
        "contentinfo" => Some(Reason::Footer),
        "complementary" => Some(Reason::Sidebar),
        "dialog" | "alertdialog" | "alert" => Some(Reason::Notice),
        _ => None,
    };
    let by_name = match &*node.name {
        "nav" | "menu" => Some(Reason::Navigation),
        "footer" => Some(Reason::Footer),
        "aside" => Some(Reason::Sidebar),
        "form" | "fieldset" => Some(Reason::Form),
        "dialog" => Some(Reason::Notice),
        "time" | "address" if is_alone(tree, node) => Some(Reason::Byline),
        "header" if !holds_heading(tree, index, node) && !is_in(tree, index, "article") => {
            Some(Reason::Navigation)
        }
        _ => None,
    };
    let by_relation = matches!(node.attribute("itemprop"), "author" | "datePublished" | "dateModified")
        || node.attribute("rel").split(' ').any(|rel| matches!(rel, "author" | "tag"));
    let by_relation = (by_relation && is_alone(tree, node)).then_some(Reason::Byline);
    // The article itself may be called anything.
    let by_word = || if &*node.name == "article" { None } else { by_words(node) };
    // A word says more than the kind of element: an aside of teasers.
    by_word().or(by_role).or(by_name).or(by_relation)
}

fn is_hidden(node: &Node) -> bool {
    let style: String = node.attribute("style").chars().filter(|c| !c.is_whitespace()).collect();
    let style = style.to_ascii_lowercase();
    node.has_attribute("hidden") && node.attribute("hidden") != "until-found"
        || node.attribute("aria-hidden") == "true"
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

fn by_words(node: &Node) -> Option<Reason> {
    if matches!(&*node.name, "p" | "h1" | "h2" | "a" | "time" | "td" | "tr" | "table")
        && node.attribute("class").len() < 2
    {
        return None;
    }
    let labels = ["class", "id", "data-testid", "data-component"].map(|key| node.attribute(key));
    let words: Vec<String> = labels.into_iter().flat_map(words_of).collect();
    let has = |wanted: &str| wanted.split(' ').any(|wanted| words.iter().any(|word| word == wanted));
    let pair = |first: &str, second: &str| {
        words.windows(2).any(|two| matches!(two, [a, b] if a == first && b == second))
    };
    if pair("no", "sidebar") || pair("has", "sidebar") || pair("with", "sidebar") {
        return None;
    }
    if pair("most", "read") || pair("read", "next") || pair("read", "more") || pair("more", "stories") {
        return Some(Reason::Teasers);
    }
    if &*node.name == "time" {
        return Some(Reason::Byline);
    }
    WORDS.iter().find(|(_, wanted)| has(wanted)).map(|(reason, _)| *reason)
}

/// `"article-shareBar__item"` is article, share, bar, item, and also shareBar as one word.
fn words_of(label: &str) -> Vec<String> {
    let mut found = Vec::new();
    for piece in label.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()) {
        let mut word = String::new();
        let mut was_lower = false;
        for c in piece.chars() {
            if c.is_uppercase() && was_lower {
                found.push(std::mem::take(&mut word));
            }
            was_lower = c.is_lowercase();
            word.extend(c.to_lowercase());
        }
        found.push(word);
        let whole = piece.to_lowercase();
        if found.last() != Some(&whole) {
            found.push(whole);
        }
    }
    found
}

/// Whether it stands for itself: a name in running text has words beside it.
fn is_alone(tree: &Tree, node: &Node) -> bool {
    let beside = tree.node(node.parent).map_or(0, |parent| {
        let texts = parent.children.iter();
        texts.map(|child| if let Child::Text(text) = child { text.trim().len() } else { 0 }).sum()
    });
    beside < 40
}

fn holds_heading(tree: &Tree, index: usize, node: &Node) -> bool {
    (index..node.end).filter_map(|inner| tree.node(inner)).any(|inner| &*inner.name == "h1")
}

fn is_in(tree: &Tree, index: usize, name: &str) -> bool {
    let mut at = index;
    while let Some(node) = tree.node(at).filter(|_| at > 0) {
        if &*node.name == name {
            return true;
        }
        at = node.parent;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reasons(page: &str) -> Vec<Reason> {
        let tree = Tree::parse(page, false).unwrap();
        let furniture = Furniture::of(&tree);
        furniture.within(0..tree.nodes.len()).map(|(_, reason)| reason).collect()
    }

    #[test]
    fn furniture_is_known_by_name_role_and_class() {
        assert_eq!(
            reasons("<nav>a</nav><div id=cookieBanner>b</div><div class='post share-bar'>c</div>"),
            [Reason::Navigation, Reason::Notice, Reason::ShareBar]
        );
        assert_eq!(
            reasons("<p hidden>a<p style='display: none'>b<p aria-hidden=true>c"),
            [Reason::Hidden; 3]
        );
        assert_eq!(reasons("<body class='has-sidebar menu'><div class='shared admin roadmap'>a</div>"), []);
        assert_eq!(
            reasons("<header><a>Logo</a></header><header><h1>Title</h1></header>"),
            [Reason::Navigation]
        );
    }

    #[test]
    fn the_greater_part_of_a_page_is_no_furniture() {
        let text = "A long text with many words. ".repeat(40);
        assert_eq!(
            reasons(&format!("<div class=widget><p>{text}</p></div><div class=widget><p>short</p></div>")),
            [Reason::Sidebar]
        );
    }
}
