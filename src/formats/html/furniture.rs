//! [`Reason`]: why a piece of a page is not in its text, told by where it stands.

use super::tree::{Node, Tree};
use std::fmt;

/// What a piece of a page is that is left out.
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
    Header,
    Sidebar,
    Byline,
    Caption,
    Form,
    Button,
    /// Outside the part that holds the text.
    Around,
    /// Within the part that holds the text.
    Beside,
    Hidden,
    NoScript,
    Template,
    Picture,
    Drawing,
    Embedded,
    Fallback,
    Ruby,
    Struck,
    /// No text at all: never told.
    Code,
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
            Self::Header => "head of the page",
            Self::Sidebar => "side box",
            Self::Byline => "byline or date",
            Self::Caption => "caption",
            Self::Form => "form",
            Self::Button => "button",
            Self::Around => "words around the text",
            Self::Beside => "words between the paragraphs",
            Self::Hidden => "hidden text",
            Self::NoScript => "text for browsers without scripts",
            Self::Template => "template",
            Self::Picture => "description of a picture",
            Self::Drawing => "text in a drawing",
            Self::Embedded => "page within the page",
            Self::Fallback => "text in place of a medium",
            Self::Ruby => "reading aid (ruby)",
            Self::Struck => "struck-out text",
            Self::Code => "code",
        })
    }
}

/// Words of classes, ids and the like, parted by blanks.
const WORDS: [(Reason, &str); 10] = [
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
    (Reason::Comments, "comment comments disqus respond commentlist"),
    (Reason::Subscription, "newsletter subscribe subscription signup paywall regwall donate membership"),
    (
        Reason::Advertisement,
        "ad ads advert advertisement advertising sponsored promo promotion promobox dfp adslot anzeige werbung",
    ),
    (Reason::Caption, "caption captions credit credits wp-caption"),
    (Reason::Sidebar, "sidebar rail widget widgets"),
    (
        Reason::Byline,
        "byline dateline timestamp pubdate readtime tags taglist topics bio authorbio author meta",
    ),
];

/// For each element why what stands in it is left out, by its own name, role and words, or those of one around it.
#[derive(Debug)]
pub(super) struct Furniture {
    reasons: Vec<Option<Reason>>,
    around: Vec<Option<Reason>>,
}

impl Furniture {
    pub(super) fn of(tree: &Tree) -> Self {
        let mut found = Self { reasons: Vec::with_capacity(tree.nodes.len()), around: Vec::new() };
        for (index, node) in tree.elements() {
            let inherited = (index > 0).then(|| found.reason(node.parent)).flatten();
            let around = (index > 0).then(|| found.around(node.parent)).flatten();
            // The byline of a comment is part of the comment.
            let own = reason(tree, index, node)
                .filter(|own| inherited.is_none() || !matches!(own, Reason::Byline | Reason::Caption));
            found.reasons.push(own.or(inherited));
            found.around.push(around.or_else(|| reason_around(tree, index, node)));
        }
        found
    }

    pub(super) fn reason(&self, index: usize) -> Option<Reason> {
        self.reasons.get(index).copied().flatten()
    }

    /// Whether it is, or stands in, what pages have around their texts, as names and roles tell.
    pub(super) fn is_around(&self, index: usize) -> bool {
        self.around(index).is_some()
    }

    /// Whether it stands in what the page itself calls navigation.
    pub(super) fn is_menu(&self, index: usize) -> bool {
        self.around(index) == Some(Reason::Navigation)
    }

    fn around(&self, index: usize) -> Option<Reason> {
        self.around.get(index).copied().flatten()
    }
}

/// What pages have around their texts, by an element's name or role; a form around most of the text is none of it.
fn reason_around(tree: &Tree, index: usize, node: &Node) -> Option<Reason> {
    let found = by_role(tree, index, node).or_else(|| by_name(tree, index, node));
    found.filter(|reason| *reason != Reason::Form || !holds_much(tree, index))
}

/// Whether an element holds much of the words of the page.
pub(super) fn holds_much(tree: &Tree, index: usize) -> bool {
    let len =
        |range: std::ops::Range<usize>| -> usize { range.map(|text| tree.text(text).trim().len()).sum() };
    let own = tree.node(index).map_or(0, |node| len(node.texts.clone()));
    own * 2 > len(0..tree.texts.len())
}

fn reason(tree: &Tree, index: usize, node: &Node) -> Option<Reason> {
    if matches!(&*node.name, "" | "html" | "body" | "main") || node.attribute("itemprop") == "articleBody" {
        return None;
    }
    let by_relation = matches!(node.attribute("itemprop"), "author" | "datePublished" | "dateModified")
        || node.attribute("rel").split(' ').any(|rel| matches!(rel, "author" | "tag"));
    if &*node.name == "form" && holds_much(tree, index) {
        return None;
    }
    // A word says more than the kind of element: an aside of teasers.
    by_words(node)
        .or_else(|| by_role(tree, index, node))
        .or_else(|| by_name(tree, index, node))
        .or_else(|| by_relation.then_some(Reason::Byline))
}

fn by_role(tree: &Tree, index: usize, node: &Node) -> Option<Reason> {
    match node.attribute("role") {
        "navigation" | "menu" | "menubar" | "search" | "toolbar" => Some(Reason::Navigation),
        "banner" if !holds_heading(tree, index) => Some(Reason::Header),
        "contentinfo" => Some(Reason::Footer),
        "complementary" => Some(Reason::Sidebar),
        "dialog" | "alertdialog" | "alert" => Some(Reason::Notice),
        _ => None,
    }
}

fn by_name(tree: &Tree, index: usize, node: &Node) -> Option<Reason> {
    match &*node.name {
        "nav" | "menu" => Some(Reason::Navigation),
        "footer" => Some(Reason::Footer),
        "aside" => Some(Reason::Sidebar),
        "form" | "fieldset" | "search" => Some(Reason::Form),
        "dialog" => Some(Reason::Notice),
        "figure" | "figcaption" => Some(Reason::Caption),
        "time" | "address" => Some(Reason::Byline),
        "header" if !holds_heading(tree, index) && !is_in(tree, index, "article") => Some(Reason::Header),
        _ => None,
    }
}

fn by_words(node: &Node) -> Option<Reason> {
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
    WORDS.iter().find(|(_, wanted)| has(wanted)).map(|(reason, _)| *reason)
}

/// `"article-shareBar__item"` is article, share, bar, item, and also shareBar as one word.
pub(super) fn words_of(label: &str) -> Vec<String> {
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

fn holds_heading(tree: &Tree, index: usize) -> bool {
    tree.inside(index).any(|(_, inner)| &*inner.name == "h1")
}

fn is_in(tree: &Tree, index: usize, name: &str) -> bool {
    tree.around(index).any(|(_, node)| &*node.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason_of(page: &str) -> Option<Reason> {
        let tree = Tree::parse(page, false).unwrap();
        let marked = tree.elements().find(|(_, node)| node.has_attribute("x")).unwrap().0;
        Furniture::of(&tree).reason(marked)
    }

    #[test]
    fn furniture_is_known_by_name_role_and_class() {
        assert_eq!(reason_of("<nav><p x>a</nav>"), Some(Reason::Navigation));
        assert_eq!(reason_of("<div id=cookieBanner><p x>b"), Some(Reason::Notice));
        assert_eq!(reason_of("<div class='post share-bar'><p x>c"), Some(Reason::ShareBar));
        assert_eq!(reason_of("<div role=contentinfo><p x>c"), Some(Reason::Footer));
        assert_eq!(reason_of("<body class='has-sidebar menu'><div class='shared admin roadmap' x>a"), None);
        assert_eq!(reason_of("<header><a x>Logo</a></header>"), Some(Reason::Header));
        assert_eq!(reason_of("<header><h1 x>Title</h1></header>"), None);
    }
}
