//! [`StyleFiles`]: style sheets that lie in the same file as a page, by their addresses.

use super::media::is_screen;
use super::sheet::Sheet;
use scraper::ElementRef;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use url::Url;

/// Sheets that name sheets are followed so far.
const MAX_IMPORTS: usize = 8;
/// Stands before paths, which are no addresses of their own.
const ROOT: &str = "file:///";

/// The style sheets of a file that is several: a book, a saved page, an archive of the web.
#[derive(Debug, Default)]
pub(in crate::formats) struct StyleFiles {
    texts: BTreeMap<String, String>,
    /// A sheet serves many pages.
    read: RefCell<BTreeMap<String, Rc<Sheet>>>,
}

impl StyleFiles {
    /// Adds a sheet by its address, or its path in the file.
    pub(in crate::formats) fn add(&mut self, place: &str, css: String) {
        self.texts.insert(resolved("", place), css);
    }

    /// A sheet that stands in the page.
    pub(super) fn written(&self, element: &ElementRef<'_>, is_xhtml: bool, base: &str) -> Option<Rc<Sheet>> {
        let kind = element.attr("type").unwrap_or_default().trim();
        let is_css = kind.is_empty() || kind.eq_ignore_ascii_case("text/css");
        if !is_css || !is_screen(element.attr("media").unwrap_or_default()) {
            return None;
        }
        let text: String = element.text().collect();
        let css = text.replace("<![CDATA[", "").replace("]]>", "");
        // Where a page is read as XML, signs of selectors are written as in its text.
        let css = if is_xhtml {
            css.replace("&gt;", ">").replace("&lt;", "<").replace("&quot;", "\"").replace("&amp;", "&")
        } else {
            css
        };
        Some(Rc::new(self.parsed(&css, base, 0)))
    }

    /// A sheet that the page names, if it is in the file.
    pub(super) fn linked(&self, element: &ElementRef<'_>, base: &str) -> Option<Rc<Sheet>> {
        let relations = element.attr("rel").unwrap_or_default().to_ascii_lowercase();
        let is = |wanted: &str| relations.split_whitespace().any(|one| one == wanted);
        let is_used = is("stylesheet") && !is("alternate") && element.attr("disabled").is_none();
        if !is_used || !is_screen(element.attr("media").unwrap_or_default()) {
            return None;
        }
        self.sheet(element.attr("href").unwrap_or_default(), base, 0)
    }

    fn sheet(&self, href: &str, base: &str, depth: usize) -> Option<Rc<Sheet>> {
        let place = resolved(base, href);
        let known = self.read.borrow().get(&place).map(Rc::clone);
        if known.is_some() {
            return known;
        }
        let css = self.texts.get(&place).filter(|_| depth < MAX_IMPORTS)?;
        // A sheet that names itself finds nothing.
        self.read.borrow_mut().insert(place.clone(), Rc::default());
        let sheet = Rc::new(self.parsed(css, &place, depth));
        self.read.borrow_mut().insert(place, Rc::clone(&sheet));
        Some(sheet)
    }

    fn parsed(&self, css: &str, base: &str, depth: usize) -> Sheet {
        Sheet::parse(css, &|href| self.sheet(href, base, depth + 1))
    }
}

/// An address as it is written in a page at `base`; both may be paths.
fn resolved(base: &str, href: &str) -> String {
    let href = href.trim();
    let root = || Url::parse(ROOT).and_then(|root| root.join(base));
    let found = Url::parse(base).or_else(|_| root()).and_then(|base| base.join(href));
    found.map_or_else(
        |_| href.to_owned(),
        |mut url| {
            url.set_fragment(None);
            url.to_string()
        },
    )
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn addresses_and_paths_are_found_again() {
        assert_eq!(resolved("", "o/a b.css"), resolved("o/text/x.xhtml", "../a%20b.css"));
        assert_eq!(resolved("", "https://a.example/s.css"), resolved("https://a.example/x/y?z", "/s.css#a"));
        assert_eq!(
            resolved("", "cid:css-1@mhtml.blink"),
            resolved("https://a.example/", "cid:css-1@mhtml.blink")
        );
    }
}
