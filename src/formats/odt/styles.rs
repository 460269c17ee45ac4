//! [`Styles`]: what the styles of an `OpenDocument` text say about height, sight, font and lists.

use super::lists::ListStyle;
use crate::formats::raised::Script;
use crate::formats::xml::Element;
use std::collections::BTreeMap;

/// Styles that a style may be based on, one on the other.
const MAX_CHAIN: usize = 20;

/// How text of a style looks, as far as it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    parent: String,
    pub(super) script: Option<Script>,
    pub(super) is_hidden: Option<bool>,
    pub(super) is_struck: Option<bool>,
    pub(super) font: Option<String>,
    /// The list that its paragraphs are in.
    pub(super) list: Option<String>,
}

impl Style {
    /// What `over` says counts, else what this says.
    pub(super) fn under(self, over: &Self) -> Self {
        Self {
            script: over.script.or(self.script),
            is_hidden: over.is_hidden.or(self.is_hidden),
            is_struck: over.is_struck.or(self.is_struck),
            font: over.font.clone().or(self.font),
            ..self
        }
    }
}

/// The styles of a text, by family and name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_name: BTreeMap<(String, String), Style>,
    pub(super) lists: BTreeMap<String, ListStyle>,
    /// Families of fonts by the names that styles call them.
    fonts: BTreeMap<String, String>,
    open: (String, String),
    open_list: String,
}

impl Styles {
    /// Takes in an element of a style.
    pub(super) fn set(&mut self, element: &Element) {
        let name = || element.attribute("name").to_owned();
        match element.name.as_str() {
            "style" => {
                self.open = (element.attribute("family").to_owned(), name());
                let list =
                    Some(element.attribute("list-style-name").to_owned()).filter(|list| !list.is_empty());
                let parent = element.attribute("parent-style-name").to_owned();
                self.by_name.insert(self.open.clone(), Style { parent, list, ..Style::default() });
            }
            "font-face" => {
                let family = element.attribute("font-family").trim_matches(['\'', '"']).to_owned();
                self.fonts.insert(name(), family);
            }
            "text-properties" => self.set_look(element),
            "list-style" => self.open_list = name(),
            "outline-style" => super::lists::OUTLINE.clone_into(&mut self.open_list),
            "list-level-style-number"
            | "outline-level-style"
            | "list-level-style-bullet"
            | "list-level-style-image" => {
                self.lists.entry(self.open_list.clone()).or_default().set_level(element);
            }
            _ => {}
        }
    }

    fn set_look(&mut self, element: &Element) {
        let named = element.attribute("font-name");
        let family = self.fonts.get(named).map_or(named, String::as_str);
        let family = if family.is_empty() { element.attribute("font-family") } else { family };
        let family = family.trim_matches(['\'', '"']).to_owned();
        let Some(style) = self.by_name.get_mut(&self.open) else { return };
        if !family.is_empty() {
            style.font = Some(family);
        }
        match element.attribute("display") {
            "" => {}
            display => style.is_hidden = Some(display == "none"),
        }
        // Newer programs say what kind of line it is, older ones only how it looks.
        let lines = ["text-line-through-type", "text-line-through-style"].map(|name| element.attribute(name));
        if lines.iter().any(|line| !line.is_empty()) {
            style.is_struck = Some(!lines.contains(&"none"));
        }
        style.script = Script::of_position(element.attribute("text-position")).or(style.script);
    }

    /// The style with all that it is based on.
    pub(super) fn of(&self, family: &str, name: &str) -> Style {
        let mut found = Style::default();
        let mut next = (family.to_owned(), name.to_owned());
        for _ in 0..MAX_CHAIN {
            let Some(style) = self.by_name.get(&next) else { break };
            found.script = found.script.or(style.script);
            found.is_hidden = found.is_hidden.or(style.is_hidden);
            found.is_struck = found.is_struck.or(style.is_struck);
            found.font = found.font.or_else(|| style.font.clone());
            found.list = found.list.or_else(|| style.list.clone());
            next.1.clone_from(&style.parent);
        }
        found
    }
}
