//! [`formula`]: a formula in `MathML` written on one line: a/b, x², √(a + b).

use crate::formats::FormatError;
use crate::formats::extract::collapsed;
use crate::formats::raised::{lowered, raised};
use crate::formats::xml::{XmlEvent, XmlReader};

/// An element that is open, with what its children came to.
#[derive(Debug, Default)]
struct Open {
    name: String,
    brackets: (String, String),
    parts: Vec<String>,
}

/// The formula of a file that is one; nothing where it is something else.
pub(super) fn formula(xml: &str) -> Result<Option<String>, FormatError> {
    let xml = without_document_type(xml);
    if !xml.contains("http://www.w3.org/1998/Math/MathML") {
        return Ok(None);
    }
    let mut reader = XmlReader::new(&xml);
    let mut open = vec![Open::default()];
    while let Some(event) = reader.next()? {
        match event {
            XmlEvent::Open(element) => {
                let sign = |name: &str, usual: &str| match element.attribute(name) {
                    "" => usual.to_owned(),
                    sign => sign.to_owned(),
                };
                let brackets = (sign("open", "("), sign("close", ")"));
                open.push(Open { brackets, name: element.name, parts: Vec::new() });
            }
            XmlEvent::Text(piece) => {
                let last = open
                    .last_mut()
                    .filter(|last| matches!(last.name.as_str(), "mi" | "mn" | "mo" | "mtext" | "ms"));
                if let Some(last) = last {
                    last.parts.push(piece);
                }
            }
            XmlEvent::Close(_) => {
                let closed = open.pop().unwrap_or_default();
                if let Some(around) = open.last_mut() {
                    around.parts.push(written(&closed));
                }
            }
        }
    }
    let text: String = open.into_iter().flat_map(|open| open.parts).collect();
    Ok(Some(collapsed(&text)))
}

/// Older programs name the type of the document, which says nothing that is needed.
fn without_document_type(xml: &str) -> String {
    let parts =
        xml.split_once("<!DOCTYPE").and_then(|(before, after)| Some((before, after.split_once('>')?)));
    match parts {
        Some((before, (declared, after))) if !declared.contains('[') => format!("{before}{after}"),
        _ => xml.to_owned(),
    }
}

fn written(element: &Open) -> String {
    let part = |at: usize| element.parts.get(at).map_or("", String::as_str);
    let last = |text: &str| text.chars().next_back();
    let up = |at: usize| raised(part(at).trim(), last(part(0)));
    let down = |at: usize| lowered(part(at).trim(), last(part(0)));
    match element.name.as_str() {
        "annotation" | "annotation-xml" => String::new(),
        "mo" => format!(" {} ", element.parts.concat().trim()),
        "mfrac" => format!("{}/{}", bracketed(part(0)), bracketed(part(1))),
        "msup" | "mover" => format!("{}{}", part(0), up(1)),
        "msub" | "munder" => format!("{}{}", part(0), down(1)),
        "msubsup" | "munderover" => format!("{}{}{}", part(0), down(1), up(2)),
        "msqrt" => format!("√{}", bracketed(&element.parts.concat())),
        "mroot" => format!("{}√{}", raised(part(1).trim(), None), bracketed(part(0))),
        "mfenced" => format!("{}{}{}", element.brackets.0, element.parts.join(", "), element.brackets.1),
        "mtd" => format!("{} ", element.parts.concat()),
        "mtr" => format!("{}; ", element.parts.concat()),
        _ => element.parts.concat(),
    }
}

/// In brackets where it is more than one word.
fn bracketed(part: &str) -> String {
    let part = part.trim();
    let is_word = part.chars().all(|c| c.is_alphanumeric() || c == '.' || c == ',');
    if is_word { part.to_owned() } else { format!("({part})") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_read_on_one_line() {
        let math = |inner: &str| {
            let xml = format!(
                "<!DOCTYPE math PUBLIC 'a' 'b'><math xmlns='http://www.w3.org/1998/Math/MathML'><semantics>{inner}\
                <annotation>E = mc^2</annotation></semantics></math>"
            );
            formula(&xml).unwrap().unwrap()
        };
        let square = "<msup><mi>c</mi><mn>2</mn></msup>";
        assert_eq!(math(&format!("<mrow><mi>E</mi><mo>=</mo><mi>m</mi>{square}</mrow>")), "E = mc²");
        let sum = "<mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow>";
        assert_eq!(math(&format!("<mfrac>{sum}<mn>2</mn></mfrac><msqrt><mn>5</mn></msqrt>")), "(a + 1)/2√5");
        assert_eq!(formula("<chart>words</chart>").unwrap(), None);
    }
}
