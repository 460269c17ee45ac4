//! [`Lists`]: the numbers and bullets of an `OpenDocument` text, as its lists count.

use crate::formats::numerals::Numerals;
use crate::formats::xml::Element;
use std::collections::BTreeMap;

/// Stands for the name of the style by which headings are numbered.
pub(super) const OUTLINE: &str = "\u{1}outline";
/// Levels that a number may show.
const MAX_LEVEL: usize = 10;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Level {
    /// None for bullets and pictures.
    numerals: Option<Numerals>,
    prefix: String,
    suffix: String,
    /// With `%1%` for the number of the first level; empty where prefix and suffix say it.
    format: String,
    start: i64,
    shown_levels: usize,
}

/// How the levels of a list are numbered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ListStyle {
    /// By number, from 1.
    levels: BTreeMap<usize, Level>,
}

impl ListStyle {
    pub(super) fn set_level(&mut self, element: &Element) {
        let number = |name: &str| element.attribute(name).parse().ok();
        let is_counting = matches!(element.name.as_str(), "list-level-style-number" | "outline-level-style");
        let level = Level {
            numerals: is_counting.then(|| Numerals::of_first(element.attribute("num-format"))),
            prefix: element.attribute("num-prefix").to_owned(),
            suffix: element.attribute("num-suffix").to_owned(),
            format: element.attribute("num-list-format").to_owned(),
            start: number("start-value").and_then(|start| i64::try_from(start).ok()).unwrap_or(1),
            shown_levels: number("display-levels").unwrap_or(1),
        };
        self.levels.insert(number("level").unwrap_or(1), level);
    }
}

/// A list that is open.
#[derive(Clone, Debug, Default)]
struct Open {
    style: String,
    id: String,
}

/// An item that is open.
#[derive(Clone, Copy, Debug, Default)]
struct Item {
    is_waiting: bool,
    start: Option<i64>,
}

/// Numbers by level, from 0.
type Counters = BTreeMap<usize, i64>;

/// The open lists and how far they and those before them counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<Open>,
    items: Vec<Item>,
    counters: Counters,
    /// Where the last list of a style, and the list of an id, stopped.
    by_style: BTreeMap<String, Counters>,
    by_id: BTreeMap<String, Counters>,
    outline: Counters,
}

impl Lists {
    pub(super) fn begin(&mut self, element: &Element) {
        let around = self.open.last().map(|list| list.style.clone()).unwrap_or_default();
        let named = element.attribute("style-name");
        let style = if named.is_empty() { around } else { named.to_owned() };
        if self.open.is_empty() {
            let earlier = match (element.attribute("continue-list"), element.attribute("continue-numbering"))
            {
                ("", "true") => self.by_style.get(&style),
                ("", _) => None,
                (id, _) => self.by_id.get(id),
            };
            self.counters = earlier.cloned().unwrap_or_default();
        }
        self.open.push(Open { style, id: element.attribute("id").to_owned() });
    }

    pub(super) fn end(&mut self) {
        let depth = self.open.len();
        let Some(list) = self.open.pop() else { return };
        if depth == 1 {
            self.by_style.insert(list.style, self.counters.clone());
        }
        if !list.id.is_empty() {
            self.by_id.insert(list.id, self.counters.clone());
        }
    }

    /// An item, or a head that has no number.
    pub(super) fn begin_item(&mut self, element: &Element) {
        let start = element.attribute("start-value").parse().ok();
        self.items.push(Item { is_waiting: element.name == "list-item", start });
    }

    pub(super) fn end_item(&mut self) {
        self.items.pop();
    }

    /// Whether text stands in a list.
    pub(super) const fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// What stands before the paragraph that ends; nothing but before the first of an item.
    pub(super) fn mark(
        &mut self,
        styles: &BTreeMap<String, ListStyle>,
        of_paragraph: Option<&str>,
    ) -> String {
        let Some(item) = self.items.last_mut().filter(|item| item.is_waiting) else {
            return String::new();
        };
        item.is_waiting = false;
        let start = item.start.take();
        let at = self.open.len().saturating_sub(1);
        let own = self.open.last().map(|list| list.style.as_str()).filter(|style| !style.is_empty());
        let style = own.or(of_paragraph).and_then(|name| styles.get(name));
        counted(&mut self.counters, style, at, start)
    }

    /// The number of a heading, where headings are numbered.
    pub(super) fn outline_mark(
        &mut self,
        styles: &BTreeMap<String, ListStyle>,
        level: usize,
        start: Option<i64>,
    ) -> String {
        let style = styles.get(OUTLINE);
        let mark = counted(&mut self.outline, style, level.saturating_sub(1), start);
        if mark == BULLET { String::new() } else { mark }
    }
}

const BULLET: &str = "• ";

fn counted(counters: &mut Counters, style: Option<&ListStyle>, at: usize, start: Option<i64>) -> String {
    let level = style.and_then(|style| style.levels.get(&(at + 1)));
    let first = level.map_or(1, |level| level.start);
    let next = start.unwrap_or_else(|| counters.get(&at).map_or(first, |last| last.saturating_add(1)));
    counters.retain(|other, _| *other < at);
    counters.insert(at, next);
    let (Some(style), Some(level)) = (style, level) else {
        return BULLET.to_owned();
    };
    let Some(numerals) = level.numerals else {
        return BULLET.to_owned();
    };
    let number = |at: usize| {
        let own = style.levels.get(&(at + 1));
        let number = counters.get(&at).copied().unwrap_or_else(|| own.map_or(1, |level| level.start));
        own.and_then(|level| level.numerals).unwrap_or(numerals).written(number)
    };
    let text = if level.format.is_empty() {
        let shown = level.shown_levels.clamp(1, at + 1).min(MAX_LEVEL);
        let numbers: Vec<String> =
            (at + 1 - shown..=at).map(number).filter(|number| !number.is_empty()).collect();
        format!("{}{}{}", level.prefix, numbers.join("."), level.suffix)
    } else {
        let put = |text: String, at: usize| text.replace(&format!("%{}%", at + 1), &number(at));
        (0..=at.min(MAX_LEVEL)).fold(level.format.clone(), put)
    };
    let has_number = numerals != Numerals::Nothing || text.chars().any(char::is_alphanumeric);
    if has_number { format!("{} ", text.trim()) } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::odt::tests::text_of;

    fn list(attributes: &str, items: &[&str]) -> String {
        let items = items.join("</t:p></t:list-item><t:list-item><t:p>");
        format!("<t:list {attributes}><t:list-item><t:p>{items}</t:p></t:list-item></t:list>")
    }

    const STYLES: &str = "<t:list-style s:name='L'><t:list-level-style-number t:level='1' s:num-format='1' s:num-suffix='.' t:start-value='3'/>\
        <t:list-level-style-number t:level='2' s:num-format='a' s:num-prefix='(' s:num-suffix=')'/></t:list-style>\
        <t:list-style s:name='M'><t:list-level-style-number t:level='1' s:num-format='I'/>\
        <t:list-level-style-number t:level='2' s:num-format='i' t:display-levels='2'/></t:list-style>";

    #[test]
    fn lists_start_go_on_and_nest_as_they_say() {
        let inner = list("", &["b", "c"]);
        let body = [
            list("t:style-name='L' xml:id='x'", &["a"]),
            "<t:p>between</t:p>".to_owned(),
            list("t:style-name='L' t:continue-numbering='true'", &["d"]),
            list("t:style-name='L'", &["e"]),
            list("t:style-name='L' t:continue-list='x'", &["f"]),
            format!(
                "<t:list t:style-name='M'><t:list-item t:start-value='4'><t:p>g</t:p>{inner}</t:list-item></t:list>"
            ),
            format!(
                "<t:list t:style-name='L'><t:list-item>{inner}</t:list-item><t:list-header><t:p>h</t:p></t:list-header></t:list>"
            ),
        ];
        let found = text_of(STYLES, &body.concat());
        assert_eq!(
            found.text.split_whitespace().collect::<Vec<_>>().join(" "),
            "3. a between 4. d 3. e 4. f IV g IV.i b IV.ii c (a) b (b) c h"
        );
    }

    #[test]
    fn a_list_style_without_levels_has_bullets() {
        let mut counters = Counters::new();
        assert_eq!(counted(&mut counters, None, 0, None), "• ");
        assert_eq!(counted(&mut counters, Some(&ListStyle::default()), 3, Some(9)), "• ");
    }
}
