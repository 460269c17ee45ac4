//! [`Numbering`]: the numbers and bullets that Word puts before paragraphs of a list.

use crate::formats::FormatError;
use crate::formats::numerals::Numerals;
use crate::formats::xml::{Element, XmlEvent, XmlReader};
use std::collections::{BTreeMap, BTreeSet};

/// The deepest level of a list, from 0.
const MAX_LEVEL: usize = 8;

/// One level of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Level {
    start: i64,
    /// None for bullets.
    numerals: Option<Numerals>,
    /// With `%1` for the number of the first level.
    text: String,
    /// Counts on over levels above it: `Some(0)` over all of them.
    restart: Option<usize>,
    is_glued: bool,
    has_digits_only: bool,
    /// The style of paragraphs that brings this level along.
    style: String,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            numerals: Some(Numerals::Decimal),
            text: String::new(),
            restart: None,
            is_glued: false,
            has_digits_only: false,
            style: String::new(),
        }
    }
}

#[derive(Clone, Debug, Default)]
struct Definition {
    levels: BTreeMap<usize, Level>,
    /// Another definition holds its levels, by the name of a style.
    link: String,
    linked_as: String,
}

#[derive(Clone, Debug, Default)]
struct List {
    definition: String,
    starts: BTreeMap<usize, i64>,
    levels: BTreeMap<usize, Level>,
}

/// A list with the levels that hold for it.
struct OfList<'l> {
    id: &'l str,
    list: &'l List,
    definition: &'l str,
    levels: &'l BTreeMap<usize, Level>,
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: BTreeMap<String, Definition>,
    lists: BTreeMap<String, List>,
    /// Lists of one definition count together.
    counters: BTreeMap<(String, usize), i64>,
    /// Levels of lists whose own start was used.
    started: BTreeSet<(String, usize)>,
}

impl Numbering {
    pub(super) fn read(xml: &str) -> Result<Self, FormatError> {
        let mut numbering = Self::default();
        let mut reader = XmlReader::new(xml);
        let mut place = Place::default();
        let mut fallback_depth = 0;
        while let Some(event) = reader.next()? {
            match event {
                XmlEvent::Open(element) if element.name == "Fallback" || fallback_depth > 0 => {
                    fallback_depth += 1;
                }
                XmlEvent::Close(_) if fallback_depth > 0 => fallback_depth -= 1,
                XmlEvent::Open(element) => numbering.define(&mut place, &element),
                XmlEvent::Close(name) if name == "lvl" => place.level = None,
                XmlEvent::Close(_) | XmlEvent::Text(_) => {}
            }
        }
        Ok(numbering)
    }

    fn define(&mut self, place: &mut Place, element: &Element) {
        let value = element.attribute("val");
        match element.name.as_str() {
            "abstractNum" => {
                *place =
                    Place { definition: element.attribute("abstractNumId").to_owned(), ..Place::default() };
                self.definitions.insert(place.definition.clone(), Definition::default());
            }
            "num" => {
                *place = Place { list: Some(element.attribute("numId").to_owned()), ..Place::default() };
                self.lists.insert(element.attribute("numId").to_owned(), List::default());
            }
            "lvlOverride" => place.overridden = element.attribute("ilvl").parse().unwrap_or_default(),
            "lvl" => {
                let level = element.attribute("ilvl").parse().unwrap_or_default();
                place.level = Some(level);
                if let Some(levels) = self.levels(place) {
                    levels.insert(level, Level::default());
                }
            }
            name => {
                if let Some(list) = place.list.as_ref().and_then(|list| self.lists.get_mut(list)) {
                    match name {
                        "abstractNumId" => value.clone_into(&mut list.definition),
                        "startOverride" => {
                            list.starts.insert(place.overridden, value.parse().unwrap_or(1));
                        }
                        _ => {}
                    }
                } else if let Some(definition) = self.definitions.get_mut(&place.definition) {
                    match name {
                        "numStyleLink" => value.clone_into(&mut definition.link),
                        "styleLink" => value.clone_into(&mut definition.linked_as),
                        _ => {}
                    }
                }
                let level = place.level;
                if let Some(level) =
                    self.levels(place).zip(level).and_then(|(levels, at)| levels.get_mut(&at))
                {
                    level.set(element);
                }
            }
        }
    }

    fn levels(&mut self, place: &Place) -> Option<&mut BTreeMap<usize, Level>> {
        match &place.list {
            Some(list) => self.lists.get_mut(list).map(|list| &mut list.levels),
            None => self.definitions.get_mut(&place.definition).map(|definition| &mut definition.levels),
        }
    }

    /// The definition that holds the levels of a list.
    fn definition_of(&self, list: &List) -> Option<(&String, &Definition)> {
        let (id, definition) = self.definitions.get_key_value(&list.definition)?;
        if definition.link.is_empty() {
            return Some((id, definition));
        }
        self.definitions
            .iter()
            .find(|(_, other)| other.linked_as == definition.link)
            .or(Some((id, definition)))
    }

    /// Begins to count anew: another text of the file follows.
    pub(super) fn restart(&mut self) {
        self.counters.clear();
        self.started.clear();
    }

    /// The level of a list that belongs to a style of paragraphs.
    pub(super) fn level_of_style(&self, list: &str, style: &str) -> usize {
        let definition = self.lists.get(list).and_then(|list| self.definition_of(list));
        let level = definition.and_then(|(_, definition)| {
            definition.levels.iter().find(|(_, level)| level.style == style).map(|(at, _)| *at)
        });
        level.unwrap_or_default()
    }

    /// What stands before the next paragraph of that list and level; nothing where the list is not known.
    pub(super) fn mark(&mut self, id: &str, at: usize) -> String {
        let at = at.min(MAX_LEVEL);
        let Some(list) = self.lists.get(id).cloned() else { return String::new() };
        let Some((definition, levels)) =
            self.definition_of(&list).map(|(id, definition)| (id.clone(), definition.levels.clone()))
        else {
            return String::new();
        };
        let levels: BTreeMap<usize, Level> = levels.into_iter().chain(list.levels.clone()).collect();
        let Some(level) = levels.get(&at) else { return String::new() };
        let of_list = OfList { id, list: &list, definition: &definition, levels: &levels };
        self.count(&of_list, at);
        if level.numerals.is_none() {
            return "• ".to_owned();
        }
        let mut text = level.text.clone();
        for (above, own) in &levels {
            let number = self.counters.get(&(definition.clone(), *above)).copied().unwrap_or(own.start);
            let numerals = own.numerals.unwrap_or(Numerals::Nothing);
            let is_plain = level.has_digits_only && numerals != Numerals::Nothing;
            let numerals = if is_plain { Numerals::Decimal } else { numerals };
            text = text.replace(&format!("%{}", above + 1), &numerals.written(number));
        }
        let text = text.trim();
        if !text.chars().any(|c| c.is_alphanumeric() || "*†‡§".contains(c)) {
            return String::new();
        }
        if level.is_glued { text.to_owned() } else { format!("{text} ") }
    }

    fn count(&mut self, of_list: &OfList<'_>, at: usize) {
        let OfList { id, list: List { starts, .. }, definition, levels } = of_list;
        for (deeper, level) in levels.range(at + 1..) {
            if level.restart.is_none_or(|after| at < after) {
                self.counters.remove(&((*definition).to_owned(), *deeper));
            }
        }
        let key = ((*definition).to_owned(), at);
        let own_start = starts.get(&at).filter(|_| self.started.insert(((*id).to_owned(), at)));
        let start = levels.get(&at).map_or(1, |level| level.start);
        let next = match (own_start, self.counters.get(&key)) {
            (Some(start), _) => *start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => starts.get(&at).copied().unwrap_or(start),
        };
        self.counters.insert(key, next);
    }
}

/// Where in the part its elements stand.
#[derive(Debug, Default)]
struct Place {
    definition: String,
    list: Option<String>,
    overridden: usize,
    level: Option<usize>,
}

impl Level {
    fn set(&mut self, element: &Element) {
        let value = element.attribute("val");
        match element.name.as_str() {
            "start" => self.start = value.parse().unwrap_or(1),
            "numFmt" => {
                self.numerals = match value {
                    "bullet" => None,
                    "custom" => {
                        Some(Numerals::of_first(element.attribute("format").split(',').next().unwrap_or("1")))
                    }
                    _ => Some(Numerals::of_word(value)),
                };
            }
            "lvlText" => value.clone_into(&mut self.text),
            "lvlRestart" => self.restart = value.parse().ok(),
            "suff" => self.is_glued = value == "nothing",
            "isLgl" => self.has_digits_only = !super::styles::is_off(value),
            "pStyle" => value.clone_into(&mut self.style),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbering(levels: &str, lists: &str) -> Numbering {
        Numbering::read(&format!(
            "<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='7'>{levels}</w:abstractNum>{lists}</w:numbering>"
        ))
        .unwrap()
    }

    fn level(at: usize, format: &str, text: &str) -> String {
        format!(
            "<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{format}'/><w:lvlText w:val='{text}'/></w:lvl>"
        )
    }

    fn list(id: usize, inner: &str) -> String {
        format!("<w:num w:numId='{id}'><w:abstractNumId w:val='7'/>{inner}</w:num>")
    }

    #[test]
    fn levels_have_their_own_numbers_and_text() {
        let levels = [
            level(0, "upperRoman", "Article %1."),
            level(1, "lowerLetter", "%2)"),
            level(2, "lowerRoman", "(%3)"),
            level(3, "decimal", "%1.%4"),
            level(4, "bullet", "x"),
        ];
        let mut numbering = numbering(&levels.concat(), &list(1, ""));
        let marks: String = [0, 1, 1, 2, 2, 0, 1, 3, 4].map(|at| numbering.mark("1", at)).concat();
        assert_eq!(marks, "Article I. a) b) (i) (ii) Article II. a) II.1 • ");
        assert_eq!(numbering.mark("99", 0), "");
    }

    #[test]
    fn lists_of_one_definition_count_on_unless_they_start_anew() {
        let own = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride>";
        let lists = [list(1, ""), list(2, ""), list(3, own)].concat();
        let mut numbering = numbering(&level(0, "decimal", "%1."), &lists);
        let marks: String = ["1", "1", "2", "3", "3", "1"].map(|id| numbering.mark(id, 0)).concat();
        assert_eq!(marks, "1. 2. 3. 5. 6. 7. ");
    }

    #[test]
    fn a_level_may_count_on_and_legal_numbers_are_digits() {
        let second = "<w:lvl w:ilvl='1'><w:numFmt w:val='decimal'/><w:lvlRestart w:val='0'/><w:isLgl/>\
            <w:lvlText w:val='%1.%2'/><w:suff w:val='nothing'/></w:lvl>";
        let levels = [level(0, "upperRoman", "%1"), second.to_owned()].concat();
        let mut numbering = numbering(&levels, &list(1, ""));
        let marks = [0, 1, 0, 1].map(|at| numbering.mark("1", at));
        assert_eq!(marks, ["I ", "1.1", "II ", "2.2"]);
    }
}
