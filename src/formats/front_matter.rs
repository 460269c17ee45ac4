//! [`FrontMatter`]: what a Markdown file says about itself in a block of YAML or TOML before its text.

use super::dates::parse_date;
use super::extract::value;

/// A block is shorter, in lines.
const MAX_LINES: usize = 500;

/// The block, and where the text after it begins.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter<'t> {
    /// Keys in lower case with their values, in order; those of a list one by one.
    fields: Vec<(String, String)>,
    /// Its lines, without the marks around.
    pub(super) lines: Vec<&'t str>,
    /// In bytes.
    pub(super) len: usize,
}

impl<'t> FrontMatter<'t> {
    /// The block at the very start of a text; none where it has none: lines with `---` part texts too.
    pub(super) fn of(text: &'t str) -> Option<Self> {
        let mut lines = text.split_inclusive('\n');
        let mark = lines.next()?;
        let (is_end, sign): (fn(&str) -> bool, char) = match mark.trim_end() {
            "---" => (|line| matches!(line, "---" | "..."), ':'),
            "+++" => (|line| line == "+++", '='),
            _ => return None,
        };
        let mut found = Self { len: mark.len(), ..Self::default() };
        let mut key = String::new();
        for line in lines.take(MAX_LINES) {
            found.len += line.len();
            let line = line.trim_end();
            if is_end(line) {
                return (!found.fields.is_empty()).then_some(found);
            }
            found.line(line, sign, &mut key)?;
            found.lines.push(line);
        }
        None
    }

    /// None where no block of metadata has such a line.
    fn line(&mut self, line: &'t str, sign: char, key: &mut String) -> Option<()> {
        let bare = line.trim();
        let is_inner = line.starts_with([' ', '\t']) || bare.starts_with("- ") || bare == "-";
        if bare.is_empty() || bare.starts_with('#') || bare.starts_with('[') && sign == '=' {
            return Some(());
        }
        if is_inner || bare == "]" {
            let item = bare.trim_start_matches('-').trim();
            // Of a person or the like the name counts.
            let (name, item) = split(item, ':').unwrap_or(("name", item));
            if name == "name" && !key.is_empty() {
                self.add(key, item);
            }
            return Some(());
        }
        let (name, rest) = split(bare, sign)?;
        *key = name.to_lowercase();
        let rest = rest.trim();
        match rest.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
            Some(list) => list.split(',').for_each(|item| self.add(key, item)),
            // The lines that follow are the value.
            None if matches!(rest, "" | "|" | ">" | "|-" | ">-" | "[") => self.add(key, ""),
            None => self.add(key, rest),
        }
        Some(())
    }

    fn add(&mut self, key: &str, text: &str) {
        self.fields.push((key.to_owned(), plain(text)));
    }

    /// The values of the first of the keys that has any.
    fn values(&self, keys: &[&str]) -> Vec<String> {
        let of = |key: &&str| -> Vec<String> {
            let own = self.fields.iter().filter(|(known, text)| known == key && !text.is_empty());
            own.map(|(_, text)| value(text)).collect()
        };
        keys.iter().map(of).find(|found| !found.is_empty()).unwrap_or_default()
    }

    fn first(&self, keys: &[&str]) -> String {
        self.values(keys).into_iter().next().unwrap_or_default()
    }

    pub(super) fn title(&self) -> String {
        self.values(&["title", "headline"]).join(" ")
    }

    pub(super) fn author(&self) -> String {
        self.values(&["author", "authors", "byline", "creator"]).join(", ")
    }

    /// A date as the model has it; empty where the block says none that can be read.
    pub(super) fn published(&self) -> String {
        let date = self.first(&["date", "published", "pubdate", "publishdate", "datepublished", "created"]);
        parse_date(&date).unwrap_or_default()
    }

    pub(super) fn language(&self) -> String {
        self.first(&["lang", "language", "locale"])
    }

    pub(super) fn publisher(&self) -> String {
        self.first(&["publisher", "publication", "site", "source"])
    }

    pub(super) fn url(&self) -> String {
        let url = self.first(&["canonical_url", "canonical", "url", "link"]);
        Some(url).filter(|url| url.starts_with("http")).unwrap_or_default()
    }
}

/// A key and what follows its sign.
fn split(line: &str, sign: char) -> Option<(&str, &str)> {
    let (key, rest) = line.split_once(sign)?;
    let key = key.trim().trim_matches(['"', '\'']);
    let is_key = !key.is_empty()
        && key.len() <= 60
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let is_parted = sign == '=' || rest.is_empty() || rest.starts_with([' ', '\t']);
    (is_key && is_parted).then_some((key, rest))
}

/// A value without its quotes, or the note after it.
fn plain(text: &str) -> String {
    let text = text.trim().trim_end_matches(',').trim_end();
    for quote in ['"', '\''] {
        if let Some((inner, _)) = text.strip_prefix(quote).and_then(|rest| rest.rsplit_once(quote)) {
            return inner.replace("\\\"", "\"").replace("''", "'");
        }
    }
    text.split(" #").next().unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_in_their_usual_forms() {
        let text = "---\ntitle: \"Dam: what we know\" # draft\nauthor:\n  - name: Ana Ruiz\n    email: a@b.example\n  - Bo Li\ndate: 2024-05-06T10:00:00Z\ntags: [dam, rain]\nlang: en\n---\nText.";
        let found = FrontMatter::of(text).unwrap();
        assert_eq!(
            (found.title().as_str(), found.author().as_str()),
            ("Dam: what we know", "Ana Ruiz, Bo Li")
        );
        assert_eq!((found.published().as_str(), found.language().as_str()), ("2024-05-06", "en"));
        assert_eq!(text.split_at(found.len).1, "Text.");
        let toml = FrontMatter::of("+++\ntitle = 'Dam'\nauthors = [\"Ana\", \"Bo\"]\n+++\n").unwrap();
        assert_eq!((toml.title().as_str(), toml.author().as_str()), ("Dam", "Ana, Bo"));
    }

    #[test]
    fn lines_that_part_texts_are_no_block() {
        for text in [
            "---\nOnce upon a time.\n---\nMore.",
            "---\n---\n",
            "---\ntitle: x\n",
            "title: x\n---\n",
            "---\n\n---\n",
        ] {
            assert_eq!(FrontMatter::of(text), None, "{text}");
        }
    }
}
