//! [`Page`]: a report read as XML, which fails where it is not well-formed.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// What stands on a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// All words but those of the style sheet.
    pub(super) text: String,
    /// Element, name and value.
    pub(super) attributes: Vec<(String, String, String)>,
    /// Each element with the words in it, in the order in which they end.
    elements: Vec<(String, String)>,
}

impl Page {
    #[track_caller]
    pub(super) fn read(html: &str) -> Self {
        let mut reader = Reader::from_str(html);
        reader.config_mut().expand_empty_elements = true;
        let mut page = Self::default();
        let mut open: Vec<(String, usize)> = Vec::new();
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => {
                    let name = page.begin(&start);
                    open.push((name, page.text.len()));
                }
                Event::End(_) => {
                    let (name, at) = open.pop().unwrap();
                    let words = page.text.split_at(at).1.to_owned();
                    page.elements.push((name, words));
                }
                Event::Text(text) if open.last().is_some_and(|(name, _)| name != "style") => {
                    page.text.push_str(&text);
                }
                Event::GeneralRef(name) => page.text.push(match &*name {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    "#39" => '\'',
                    other => panic!("&{other};"),
                }),
                Event::Text(_) | Event::DocType(_) => {}
                Event::Eof => break,
                other => panic!("not for a report: {other:?}"),
            }
        }
        assert!(open.is_empty(), "{open:?}");
        page
    }

    fn begin(&mut self, start: &BytesStart<'_>) -> String {
        let name = start.name().as_ref().to_owned();
        for attribute in start.attributes() {
            let attribute = attribute.unwrap();
            let key = attribute.key.as_ref().to_owned();
            let value = unescape(&attribute.value).unwrap().into_owned();
            self.attributes.push((name.clone(), key, value));
        }
        name
    }

    pub(super) fn count(&self, element: &str) -> usize {
        self.elements.iter().filter(|(name, _)| name == element).count()
    }

    /// The words of all elements of that name, lines and blanks made one.
    pub(super) fn texts_of(&self, element: &str) -> Vec<String> {
        let texts = self.elements.iter().filter(|(name, _)| name == element).map(|(_, words)| words);
        texts.map(|words| words.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    pub(super) fn values(&self, element: &str, attribute: &str) -> Vec<&String> {
        let found = self.attributes.iter().filter(|(name, key, _)| name == element && key == attribute);
        found.map(|(_, _, value)| value).collect()
    }
}
