//! What properties, signs and marks of notes mean to a [`Story`].

use super::places::End;
use super::story::Story;
use super::styles::is_off;
use crate::formats::symbols::{UNKNOWN, is_symbol_font, symbol};
use crate::formats::xml::Element;

impl Story<'_> {
    pub(super) fn open_look(&mut self, element: &Element) {
        let owner = self.parent(1).to_owned();
        let name = element.name.as_str();
        let is_deletion = matches!(name, "del" | "moveFrom");
        if owner == "r" {
            self.is_run_deleted |= is_deletion;
            if name == "rStyle" {
                let look = self.shared.styles.of(element.attribute("val")).look;
                self.run = self.run.under(&look);
            } else {
                self.run.set(element);
            }
        } else if owner == "pPr" && is_deletion {
            self.shared.tracked.deletion_count += 1;
            if let Some(paragraph) = self.paragraphs.last_mut() {
                paragraph.end = End::Deleted;
            }
        }
    }

    pub(super) fn open_paragraph_property(&mut self, element: &Element) {
        let value = element.attribute("val");
        let style = (element.name == "pStyle").then(|| self.shared.styles.of(value));
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match element.name.as_str() {
            "pStyle" => {
                if let Some(style) = style {
                    if !paragraph.has_own_list {
                        let list = style.list.as_deref().unwrap_or_default();
                        let of_style = || self.shared.numbering.level_of_style(list, value);
                        paragraph.level = style.level.unwrap_or_else(of_style);
                        paragraph.list = list.to_owned();
                    }
                    paragraph.is_heading = style.is_heading;
                    paragraph.look = style.look;
                }
            }
            "numId" => {
                value.clone_into(&mut paragraph.list);
                paragraph.has_own_list = true;
            }
            "ilvl" => paragraph.level = value.parse().unwrap_or_default(),
            "outlineLvl" => paragraph.is_heading = value != "9",
            "framePr" if matches!(element.attribute("dropCap"), "drop" | "margin") => {
                paragraph.end = End::DropCap;
            }
            _ => {}
        }
    }

    pub(super) fn open_control_property(&mut self, element: &Element) {
        let reason = match element.name.as_str() {
            "docPartGallery" if element.attribute("val") == "Table of Contents" => "table of contents",
            "showingPlcHdr" if !is_off(element.attribute("val")) => "placeholder",
            _ => return,
        };
        if let Some(control) = self.controls.last_mut() {
            *control = control.or(Some(reason));
        }
    }

    pub(super) fn sign(&mut self, element: &Element) -> String {
        let font = element.attribute("font");
        let code = u32::from_str_radix(element.attribute("char"), 16).unwrap_or_default();
        let own =
            || char::from_u32(code).filter(|c| !c.is_control() && !matches!(c, '\u{E000}'..='\u{F8FF}'));
        let is_known_font = is_symbol_font(font);
        let found = if is_known_font { symbol(font, code) } else { own() };
        self.shared.unknown_sign_count += usize::from(found.is_none());
        found.unwrap_or(UNKNOWN).to_string()
    }

    pub(super) fn refer(&mut self, element: &Element) {
        let id = (element.name.starts_with("end"), element.attribute("id"));
        let reason = self.out_reason();
        if let Some(reason) = reason {
            let note = self.shared.notes.take(id);
            self.flow.leave_out(reason, &format!(" {note} "));
        } else if let Some(index) = self.shared.notes.refer(id) {
            let has_own_mark = element.attribute("customMarkFollows");
            if has_own_mark.is_empty() || is_off(has_own_mark) {
                let label = self.shared.notes.label(index).to_owned();
                self.flow.mark_note(&label, index);
            } else {
                self.own_mark = Some(index);
            }
        }
    }
}
