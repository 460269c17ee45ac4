//! [`Cascade`]: what the style sheets of a page say about its elements, by the rules of the cascade (CSS 2 and later).
//!
//! Parsing is cssparser's, matching that of the crate `selectors`; only properties that change what a text says are
//! looked at: what is seen, raised, struck out, shown apart or numbered.

mod files;
mod media;
mod sheet;

pub(in crate::formats) use files::StyleFiles;

use scraper::selector::Simple;
use scraper::{ElementRef, Html};
use selectors::context::{
    MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode, SelectorCaches,
};
use selectors::matching::{MatchingContext, matches_selector};
use selectors::parser::{Component, Selector};
use sheet::{Declaration, Sheet, property};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Rules of a page that say anything of interest.
const MAX_RULES: usize = 100_000;
/// Times that a rule is held against an element, for a page.
const MAX_TRIES: usize = 20_000_000;

/// What a style sheet says about one element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Styled {
    property: &'static str,
    value: Box<str>,
    is_important: bool,
}

/// Where a declaration stands among others; the greatest one holds.
type Rank = (bool, bool, u32, usize);

/// The rules of all style sheets of a page.
#[derive(Debug, Default)]
pub(super) struct Cascade {
    rules: Vec<Rule>,
    by_id: HashMap<Box<str>, Vec<usize>>,
    by_class: HashMap<Box<str>, Vec<usize>>,
    by_name: HashMap<Box<str>, Vec<usize>>,
    /// Those that may hold for any element.
    others: Vec<usize>,
    is_cut: bool,
}

#[derive(Debug)]
struct Rule {
    selector: Selector<Simple>,
    declarations: Rc<[Declaration]>,
    is_layered: bool,
}

impl Cascade {
    /// Of the sheets in a page and those that it names, if they are in the same file.
    pub(super) fn of(html: &Html, is_xhtml: bool, files: &StyleFiles, base: &str) -> Self {
        let mut cascade = Self::default();
        let names = Names::of(html);
        for node in html.tree.nodes() {
            let Some(element) = ElementRef::wrap(node) else { continue };
            let sheet = match element.value().name() {
                "style" => files.written(&element, is_xhtml, base),
                "link" => files.linked(&element, base),
                _ => None,
            };
            if let Some(sheet) = sheet {
                cascade.add(&sheet, &names);
            }
        }
        cascade
    }

    fn add(&mut self, sheet: &Sheet, names: &Names<'_>) {
        for rule in sheet.rules.iter().filter(|rule| names.may_fit(&rule.selector)) {
            if self.rules.len() >= MAX_RULES {
                self.is_cut = true;
                return;
            }
            let at = self.rules.len();
            let place = match Key::of(&rule.selector) {
                Key::Id(id) => self.by_id.entry(id).or_default(),
                Key::Class(class) => self.by_class.entry(class).or_default(),
                Key::Name(name) => self.by_name.entry(name).or_default(),
                Key::Any => &mut self.others,
            };
            place.push(at);
            self.rules.push(Rule {
                selector: rule.selector.clone(),
                declarations: Rc::clone(&rule.declarations),
                is_layered: rule.is_layered,
            });
        }
    }

    /// Whether there is no rule of interest.
    pub(super) const fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    fn candidates(&self, element: &ElementRef<'_>) -> Vec<usize> {
        let mut found = self.others.clone();
        let value = element.value();
        let lists = [value.id().and_then(|id| self.by_id.get(id)), self.by_name.get(value.name())];
        lists.into_iter().flatten().for_each(|list| found.extend(list));
        value.classes().filter_map(|class| self.by_class.get(class)).for_each(|list| found.extend(list));
        found
    }
}

/// The classes and identifiers of a page: most rules of a sheet are for others.
struct Names<'h> {
    classes: HashSet<&'h str>,
    ids: HashSet<&'h str>,
}

impl<'h> Names<'h> {
    fn of(html: &'h Html) -> Self {
        let mut names = Self { classes: HashSet::new(), ids: HashSet::new() };
        for element in html.tree.values().filter_map(scraper::Node::as_element) {
            names.classes.extend(element.classes());
            names.ids.extend(element.id());
        }
        names
    }

    /// Whether the page has what a selector asks for, in any place.
    fn may_fit(&self, selector: &Selector<Simple>) -> bool {
        selector.iter_raw_match_order().all(|part| match part {
            Component::ID(id) => self.ids.contains(&*id.0),
            Component::Class(class) => self.classes.contains(&*class.0),
            _ => true,
        })
    }
}

/// What an element must have for a selector to fit it.
enum Key {
    Id(Box<str>),
    Class(Box<str>),
    Name(Box<str>),
    Any,
}

impl Key {
    fn of(selector: &Selector<Simple>) -> Self {
        let mut found = Self::Any;
        // The parts of the rightmost compound come first.
        for part in selector.iter() {
            match part {
                Component::ID(id) => return Self::Id((&*id.0).into()),
                Component::Class(class) => found = Self::Class((&*class.0).into()),
                Component::LocalName(name) if matches!(found, Self::Any) => {
                    found = Self::Name((&*name.lower_name.0).into());
                }
                _ => {}
            }
        }
        found
    }
}

/// Holds the rules of a page against its elements.
#[derive(Debug)]
pub(super) struct Matching<'c> {
    cascade: &'c Cascade,
    caches: Caches,
    tries: usize,
}

/// What the library remembers between elements.
#[derive(Default)]
struct Caches(SelectorCaches);

impl std::fmt::Debug for Caches {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Caches")
    }
}

impl<'c> Matching<'c> {
    pub(super) fn new(cascade: &'c Cascade) -> Self {
        Self { cascade, caches: Caches::default(), tries: 0 }
    }

    /// Whether some rules were not looked at.
    pub(super) const fn is_cut(&self) -> bool {
        self.cascade.is_cut || self.tries >= MAX_TRIES
    }

    /// What holds for an element, one value a property.
    pub(super) fn styles(&mut self, element: &ElementRef<'_>) -> Vec<Styled> {
        let mut found: Vec<(Styled, Rank)> = Vec::new();
        if self.cascade.is_empty() || self.tries >= MAX_TRIES {
            return Vec::new();
        }
        let candidates = self.cascade.candidates(element);
        self.tries += candidates.len();
        for at in candidates {
            let Some(rule) = self.cascade.rules.get(at).filter(|rule| self.caches.fits(rule, element)) else {
                continue;
            };
            for one in rule.declarations.iter() {
                // Rules outside of layers go before those in layers, and important ones after them.
                let rank: Rank =
                    (one.is_important, rule.is_layered == one.is_important, rule.selector.specificity(), at);
                let styled = Styled {
                    property: one.property,
                    value: one.value.clone(),
                    is_important: one.is_important,
                };
                match found.iter_mut().find(|(known, _)| known.property == one.property) {
                    Some((_, known)) if *known > rank => {}
                    Some(known) => *known = (styled, rank),
                    None => found.push((styled, rank)),
                }
            }
        }
        found.into_iter().map(|(styled, _)| styled).collect()
    }
}

impl Caches {
    fn fits(&mut self, rule: &Rule, element: &ElementRef<'_>) -> bool {
        let mut context = MatchingContext::new(
            MatchingMode::Normal,
            None,
            &mut self.0,
            QuirksMode::NoQuirks,
            NeedsSelectorFlags::No,
            MatchingForInvalidation::No,
        );
        matches_selector(&rule.selector, 0, None, element, &mut context)
    }
}

/// The value of a property of an element, in lower case: of its own style, else of the style sheets; an important
/// one of these goes before an own one that is not. None where nothing is said.
pub(super) fn value_of(styles: &[Styled], own: &str, name: &str) -> Option<String> {
    let name = property(name)?;
    let of_sheets = styles.iter().find(|one| one.property == name);
    match (own_value(own, name), of_sheets) {
        (Some((_, false)), Some(sheet)) if sheet.is_important => Some(sheet.value.to_string()),
        (Some((value, _)), _) => Some(value),
        (None, sheet) => sheet.map(|sheet| sheet.value.to_string()),
    }
}

/// The value in a style attribute, and whether it is important: the last one holds, important ones first.
fn own_value(style: &str, name: &'static str) -> Option<(String, bool)> {
    let mut found: Option<(String, bool)> = None;
    for (key, value) in style.split(';').filter_map(|one| one.split_once(':')) {
        if property(key.trim()) != Some(name) {
            continue;
        }
        let lower = value.trim().to_ascii_lowercase();
        let important = lower.strip_suffix("important").and_then(|rest| rest.trim_end().strip_suffix('!'));
        let (value, is_important) = match important {
            Some(rest) => (rest.trim_end().to_owned(), true),
            None => (lower, false),
        };
        let is_kept = found.as_ref().is_some_and(|(_, known)| *known && !is_important);
        if !value.is_empty() && !is_kept {
            found = Some((value, is_important));
        }
    }
    found
}

#[cfg(test)]
mod tests;
