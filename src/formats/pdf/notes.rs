//! Notes and form fields: text that belongs to a page without being set on it.

use super::characters::cleaned;
use super::glyphs::Placed;
use super::metadata::{catalog, pdf_text};
use hayro_interpret::RectExt as _;
use hayro_interpret::kurbo::{Affine, Point};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, Rect, String as PdfString};
use hayro_syntax::page::Page;

/// Annotations of one page.
const MAX_NOTES: usize = 20_000;
/// Fields above a field.
const MAX_DEPTH: usize = 16;
/// Lines of a field that is set anew.
const LINE: f64 = 1.2;
/// Usual width of a letter, as a part of the size of its font.
const WIDTH: f64 = 0.5;

/// A text of a page that its drawing does not show, and what it is.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Note {
    pub(super) kind: &'static str,
    pub(super) text: String,
}

/// The texts of the annotations of a page; what viewers draw from the text alone is placed.
pub(super) fn notes(page: &Page<'_>, to_page: Affine, placed: &mut Vec<Placed>) -> Vec<Note> {
    let mut found = Vec::new();
    let Some(list) = page.raw().get::<Array<'_>>("Annots") else { return found };
    for one in list.iter::<Dict<'_>>().take(MAX_NOTES) {
        let kind = name(&one, "Subtype");
        let flags = one.get::<u32>("F").unwrap_or_default();
        let is_hidden = flags & 0b10_0010 != 0;
        let is_drawn = one.get::<Dict<'_>>("AP").is_some();
        let (reason, text) = match kind.as_str() {
            "Widget" => ("form field", field_text(&one)),
            "Link" | "Popup" | "Movie" | "Sound" | "Screen" | "3D" | "RichMedia" => continue,
            _ => ("note", text(&one, "Contents")),
        };
        let text = text.unwrap_or_default();
        if text.trim().is_empty() {
            continue;
        }
        let is_set = matches!(kind.as_str(), "Widget" | "FreeText") && !is_drawn && !is_hidden;
        match one.get::<Rect>("Rect").filter(|_| is_set) {
            Some(rect) => set(&text, rect, to_page, placed),
            None if is_hidden => found.push(Note { kind: hidden(reason), text }),
            None => found.push(Note { kind: reason, text }),
        }
    }
    found
}

fn hidden(reason: &str) -> &'static str {
    if reason == "note" { "hidden note" } else { "hidden form field" }
}

fn name(dict: &Dict<'_>, key: &str) -> String {
    dict.get::<Name<'_>>(key).map(|name| name.as_str().to_owned()).unwrap_or_default()
}

fn text(dict: &Dict<'_>, key: &str) -> Option<String> {
    match dict.get::<Object<'_>>(key)? {
        Object::String(text) => Some(pdf_text(text.as_bytes())),
        Object::Stream(stream) => stream.decoded_data().ok().map(|bytes| pdf_text(&bytes)),
        Object::Array(list) => {
            let parts: Vec<String> =
                list.iter::<PdfString<'_>>().map(|text| pdf_text(text.as_bytes())).collect();
            Some(parts.join(", "))
        }
        _ => None,
    }
}

/// The value of a text or choice field; buttons have none that is text.
fn field_text(widget: &Dict<'_>) -> Option<String> {
    let mut kind = String::new();
    let mut value = None;
    let mut field = widget.clone();
    for _ in 0..MAX_DEPTH {
        if kind.is_empty() {
            kind = name(&field, "FT");
        }
        value = value.or_else(|| text(&field, "V"));
        match field.get::<Dict<'_>>("Parent") {
            Some(parent) => field = parent,
            None => break,
        }
    }
    value.filter(|_| matches!(kind.as_str(), "Tx" | "Ch"))
}

/// Sets the text of a field that the file does not draw, as viewers do.
fn set(text: &str, rect: Rect, to_page: Affine, placed: &mut Vec<Placed>) {
    let rect = rect.to_kurbo();
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let fitting = rect.height() / (LINE * lines.len().max(1) as f64);
    let size = if fitting.is_finite() { fitting.clamp(4.0, 12.0) } else { 12.0 };
    for (index, line) in lines.into_iter().enumerate() {
        let up = rect.y1 - size * LINE.mul_add(index as f64, 1.0);
        for (at, c) in line.chars().enumerate() {
            let left = (WIDTH * size).mul_add(at as f64, rect.x0);
            let (start, end) =
                (to_page * Point::new(left, up), to_page * Point::new(left + WIDTH * size, up));
            placed.push(Placed {
                start: (start.x, start.y),
                end: (end.x, end.y),
                size,
                text: cleaned(&c.to_string()),
                is_invisible: false,
            });
        }
    }
}

/// Values of the form's fields that have no place on any page.
pub(super) fn fields_without_place(pdf: &Pdf) -> Vec<Note> {
    let mut found = Vec::new();
    let form = catalog(pdf).and_then(|root| root.get::<Dict<'_>>("AcroForm"));
    if let Some(fields) = form.and_then(|form| form.get::<Array<'_>>("Fields")) {
        let mut left = MAX_NOTES;
        for field in fields.iter::<Dict<'_>>() {
            collect(&field, 0, &mut left, &mut found);
        }
    }
    found
}

fn collect(field: &Dict<'_>, depth: usize, left: &mut usize, found: &mut Vec<Note>) {
    if depth > MAX_DEPTH || *left == 0 {
        return;
    }
    *left -= 1;
    if let Some(kids) = field.get::<Array<'_>>("Kids") {
        for kid in kids.iter::<Dict<'_>>() {
            collect(&kid, depth + 1, left, found);
        }
    } else if field.get::<Rect>("Rect").is_none() {
        let text = field_text(field).filter(|text| !text.trim().is_empty());
        found.extend(text.map(|text| Note { kind: "form field", text }));
    }
}
