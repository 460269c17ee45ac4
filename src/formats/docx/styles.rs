//! [`Styles`]: what the styles of a Word document say about height, sight, font, lists and headings.

use crate::formats::FormatError;
use crate::formats::raised::Script;
use crate::formats::xml::{Element, XmlEvent, XmlReader};
use std::collections::BTreeMap;

/// Styles that a style may be based on, one on the other.
const MAX_CHAIN: usize = 20;

/// How the letters of a run look, as far as that is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) script: Option<Script>,
    pub(super) is_hidden: Option<bool>,
    /// By one line, and by two.
    struck: [Option<bool>; 2],
    pub(super) font: Option<String>,
    /// Half-points above the line.
    pub(super) rise: i32,
}

impl Look {
    /// Takes in a property of a run.
    pub(super) fn set(&mut self, element: &Element) {
        let value = element.attribute("val");
        match element.name.as_str() {
            "vertAlign" => {
                self.script = Some(match value {
                    "superscript" => Script::Raised,
                    "subscript" => Script::Lowered,
                    _ => Script::Line,
                });
            }
            "vanish" => self.is_hidden = Some(!is_off(value)),
            "strike" => self.struck = [Some(!is_off(value)), self.struck[1]],
            "dstrike" => self.struck = [self.struck[0], Some(!is_off(value))],
            "position" => self.rise = value.parse().unwrap_or_default(),
            "rFonts" => {
                let named = [element.attribute("ascii"), element.attribute("hAnsi")];
                let font = named.into_iter().find(|font| !font.is_empty());
                self.font = font.map(str::to_owned).or_else(|| self.font.take());
            }
            _ => {}
        }
    }

    /// Whether a line goes through the letters.
    pub(super) fn is_struck(&self) -> bool {
        self.struck.contains(&Some(true))
    }

    /// What `over` says counts, else what this says.
    pub(super) fn under(&self, over: &Self) -> Self {
        Self {
            script: over.script.or(self.script),
            is_hidden: over.is_hidden.or(self.is_hidden),
            struck: [over.struck[0].or(self.struck[0]), over.struck[1].or(self.struck[1])],
            font: over.font.clone().or_else(|| self.font.clone()),
            rise: if over.rise == 0 { self.rise } else { over.rise },
        }
    }
}

pub(super) fn is_off(value: &str) -> bool {
    matches!(value, "0" | "false" | "off")
}

/// What a style adds to the one it is based on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    based_on: String,
    pub(super) look: Look,
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
    pub(super) is_heading: bool,
}

/// The styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
}

impl Styles {
    pub(super) fn read(xml: &str) -> Result<Self, FormatError> {
        let mut styles = Self::default();
        let mut reader = XmlReader::new(xml);
        let mut path: Vec<String> = Vec::new();
        let (mut id, mut style) = (String::new(), Style::default());
        while let Some(event) = reader.next()? {
            match event {
                XmlEvent::Open(element) => {
                    match path.last().map(String::as_str) {
                        Some("styles") if element.name == "style" => {
                            element.attribute("styleId").clone_into(&mut id);
                            style = Style::default();
                        }
                        // Those of parts of tables are deeper and hold there alone.
                        _ if path.len() <= 4 => style.set(&path, &element),
                        _ => {}
                    }
                    path.push(element.name);
                }
                XmlEvent::Close(_) => {
                    let closed = path.pop();
                    if path.len() == 1 && closed.as_deref() == Some("style") {
                        styles.by_id.insert(std::mem::take(&mut id), std::mem::take(&mut style));
                    }
                }
                XmlEvent::Text(_) => {}
            }
        }
        Ok(styles)
    }

    /// The style with all that it is based on.
    pub(super) fn of(&self, id: &str) -> Style {
        let mut found = Style::default();
        let mut next = id;
        for _ in 0..MAX_CHAIN {
            let Some(style) = self.by_id.get(next) else { break };
            found.look = style.look.under(&found.look);
            found.list = found.list.or_else(|| style.list.clone());
            found.level = found.level.or(style.level);
            found.is_heading |= style.is_heading;
            next = &style.based_on;
        }
        found
    }
}

impl Style {
    fn set(&mut self, path: &[String], element: &Element) {
        let value = element.attribute("val");
        let parents: Vec<&str> = path.iter().skip(2).map(String::as_str).collect();
        match (parents.as_slice(), element.name.as_str()) {
            ([], "basedOn") => value.clone_into(&mut self.based_on),
            ([], "name") => {
                let name = value.to_lowercase();
                self.is_heading |= name.starts_with("heading ") || name == "title";
            }
            (["rPr"], _) => self.look.set(element),
            (["pPr"], "outlineLvl") => self.is_heading |= value != "9",
            (["pPr", "numPr"], "numId") => self.list = Some(value.to_owned()),
            (["pPr", "numPr"], "ilvl") => self.level = value.parse().ok(),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_has_what_it_is_based_on() {
        let xml = "<w:styles xmlns:w='w'><w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>\
            <w:style w:styleId='a'><w:rPr><w:vertAlign w:val='superscript'/><w:vanish/></w:rPr></w:style>\
            <w:style w:styleId='b'><w:name w:val='heading 2'/><w:basedOn w:val='a'/><w:pPr><w:numPr><w:ilvl w:val='1'/>\
            <w:numId w:val='4'/></w:numPr></w:pPr><w:rPr><w:vanish w:val='0'/></w:rPr>\
            <w:tblStylePr><w:rPr><w:vertAlign w:val='subscript'/></w:rPr></w:tblStylePr></w:style>\
            <w:style w:styleId='loop'><w:basedOn w:val='loop'/></w:style></w:styles>";
        let styles = Styles::read(xml).unwrap();
        let style = styles.of("b");
        assert_eq!((style.look.script, style.look.is_hidden), (Some(Script::Raised), Some(false)));
        assert_eq!((style.list.as_deref(), style.level, style.is_heading), (Some("4"), Some(1), true));
        assert_eq!(styles.of("loop"), Style::default());
        assert_eq!(styles.of("none"), Style::default());
    }
}
