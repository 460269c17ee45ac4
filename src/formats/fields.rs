//! [`Fields`]: parts of a text that Word works out, in DOCX and RTF. What they show is text, how they are worked out is not.

use super::symbols::symbol;

/// Codes that only say how to work something out.
const WORKINGS: [&str; 34] = [
    "AUTHOR",
    "BIBLIOGRAPHY",
    "CITATION",
    "CREATEDATE",
    "DATE",
    "DOCPROPERTY",
    "DOCVARIABLE",
    "EDITTIME",
    "FILENAME",
    "FORMCHECKBOX",
    "FORMDROPDOWN",
    "FORMTEXT",
    "HYPERLINK",
    "INCLUDEPICTURE",
    "INCLUDETEXT",
    "INDEX",
    "LINK",
    "LISTNUM",
    "MERGEFIELD",
    "NOTEREF",
    "NUMPAGES",
    "PAGE",
    "PAGEREF",
    "PRINTDATE",
    "REF",
    "SAVEDATE",
    "SECTION",
    "SECTIONPAGES",
    "SEQ",
    "STYLEREF",
    "SUBJECT",
    "TIME",
    "TITLE",
    "TOC",
];

#[derive(Debug, Default)]
struct Field {
    code: String,
    /// Ticked or not.
    tick: Option<bool>,
    choices: Vec<String>,
    choice: usize,
    has_result: bool,
    has_shown: bool,
}

/// The open fields, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
}

/// What is left of a field that ended.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Ended {
    /// What it shows without a result.
    pub(super) shown: String,
    /// Words in its code that no one sees.
    pub(super) code: String,
}

impl Fields {
    pub(super) fn begin(&mut self) {
        self.open.push(Field::default());
    }

    /// What follows is the result.
    pub(super) fn separate(&mut self) {
        if let Some(field) = self.open.last_mut() {
            field.has_result = true;
        }
    }

    pub(super) fn end(&mut self) -> Ended {
        self.open.pop().map(Field::ended).unwrap_or_default()
    }

    /// Whether text that comes is the code of a field, or within it.
    pub(super) fn is_code(&self) -> bool {
        self.open.iter().any(|field| !field.has_result)
    }

    pub(super) fn push_code(&mut self, text: &str) {
        if let Some(field) = self.open.iter_mut().rev().find(|field| !field.has_result) {
            field.code.push_str(text);
        }
    }

    /// Notes that the open fields show text.
    pub(super) fn show(&mut self) {
        self.open.iter_mut().for_each(|field| field.has_shown = true);
    }

    /// A property of a field of a form.
    pub(super) fn form(&mut self, name: &str, value: &str) {
        let Some(field) = self.open.last_mut() else { return };
        match name {
            "checkBox" => field.tick = field.tick.or(Some(false)),
            "default" | "checked" if field.tick.is_some() => {
                field.tick = Some(!matches!(value, "0" | "false" | "off"));
            }
            "listEntry" => field.choices.push(value.to_owned()),
            "result" => field.choice = value.parse().unwrap_or_default(),
            _ => {}
        }
    }

    /// Why the result of an open field is not text of the document: tables of contents repeat its headings.
    pub(super) fn left_out_as(&self) -> Option<&'static str> {
        self.open.iter().filter(|field| field.has_result).find_map(|field| match keyword(&field.code) {
            "TOC" => Some("table of contents"),
            "INDEX" => Some("index"),
            _ => None,
        })
    }

    /// Codes of fields that never end.
    pub(super) fn rest(&mut self) -> Vec<String> {
        self.open.drain(..).map(|field| field.code).filter(|code| !code.trim().is_empty()).collect()
    }
}

fn keyword(code: &str) -> &str {
    code.split_whitespace().next().unwrap_or_default()
}

/// Words in a code that no one sees, such as an entry of an index.
pub(super) fn unseen(code: &str) -> String {
    let is_working = WORKINGS.iter().any(|known| keyword(code).eq_ignore_ascii_case(known));
    if is_working { String::new() } else { code.trim().to_owned() }
}

impl Field {
    fn ended(self) -> Ended {
        let seen = |shown: String| Ended { shown, code: String::new() };
        if self.has_shown {
            return Ended { shown: String::new(), code: unseen(&self.code) };
        }
        if let Some(is_ticked) = self.tick {
            return seen(if is_ticked { "☒" } else { "☐" }.to_owned());
        }
        if let Some(choice) = self.choices.get(self.choice) {
            return seen(choice.clone());
        }
        let mut words = self.code.split_whitespace();
        match words.next().unwrap_or_default().to_ascii_uppercase().as_str() {
            // The name of the macro, then what to click on.
            "MACROBUTTON" => seen(words.skip(1).collect::<Vec<_>>().join(" ")),
            "SYMBOL" => match symbol_of(&self.code) {
                Some(sign) => seen(sign.to_string()),
                None => Ended { shown: String::new(), code: self.code },
            },
            _ => Ended { shown: String::new(), code: unseen(&self.code) },
        }
    }
}

/// `SYMBOL 179 \f "Symbol"`.
fn symbol_of(code: &str) -> Option<char> {
    let number = code.split_whitespace().nth(1)?;
    let number = match number.strip_prefix("0x") {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    let font = code.split_once("\\f").map_or("Symbol", |(_, font)| font.trim().trim_start_matches('"'));
    let font = font.split(['"', '\\']).next().unwrap_or_default();
    symbol(font, number).or_else(|| char::from_u32(number).filter(|c| !c.is_control()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended(code: &str) -> (String, String) {
        let mut fields = Fields::default();
        fields.begin();
        fields.push_code(code);
        let Ended { shown, code } = fields.end();
        (shown, code)
    }

    #[test]
    fn what_a_field_shows_is_text_and_its_code_is_not() {
        assert_eq!(ended(" PAGE \\* MERGEFORMAT ").1, "");
        assert_eq!(ended(" MACROBUTTON NoMacro Click here ").0, "Click here");
        assert_eq!(ended(" SYMBOL 179 \\f \"Symbol\" \\s 12 ").0, "≥");
        assert_eq!(ended(" XE \"dams\" ").1, "XE \"dams\"");
        let mut fields = Fields::default();
        fields.begin();
        fields.form("checkBox", "");
        fields.form("default", "1");
        assert_eq!(fields.end().shown, "☒");
        fields.begin();
        fields.push_code("TOC \\o");
        assert!(fields.is_code() && fields.left_out_as().is_none());
        fields.separate();
        assert_eq!(fields.left_out_as(), Some("table of contents"));
        assert!(!fields.is_code());
    }
}
