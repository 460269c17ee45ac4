//! [`formula`]: a formula that lies in a file of its own, in `MathML`.

use crate::formats::FormatError;
use crate::formats::formula::Formula;
use crate::formats::xml::{XmlEvent, XmlReader};

/// The formula of a file that is one; nothing where it is something else.
pub(super) fn formula(xml: &str) -> Result<Option<String>, FormatError> {
    let xml = without_document_type(xml);
    if !xml.contains("http://www.w3.org/1998/Math/MathML") {
        return Ok(None);
    }
    let mut reader = XmlReader::new(&xml);
    let mut formula = Formula::default();
    let mut names: Vec<String> = Vec::new();
    while let Some(event) = reader.next()? {
        match event {
            XmlEvent::Open(element) => {
                formula.open(&element.name);
                for sign in ["open", "close", "separators"] {
                    match element.attribute(sign) {
                        "" => {}
                        found => formula.set(sign, found),
                    }
                }
                names.push(element.name);
            }
            XmlEvent::Text(piece) => {
                let name = names.last().map_or("", String::as_str);
                if matches!(name, "mi" | "mn" | "mo" | "mtext" | "ms") {
                    formula.push(&piece);
                }
            }
            XmlEvent::Close(_) => {
                names.pop();
                formula.close();
            }
        }
    }
    Ok(Some(formula.take(None)))
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
        assert_eq!(
            math(&format!("<mfrac>{sum}<mn>2</mn></mfrac><msqrt><mn>5</mn></msqrt>")),
            "(a + 1)/2 √(5)"
        );
        assert_eq!(formula("<chart>words</chart>").unwrap(), None);
    }
}
