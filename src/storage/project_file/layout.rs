//! [`Layout`]: the lines of a file, sorted into sections by our own way of writing; nothing is parsed yet.

/// A line with its number in the file, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    pub(super) number: usize,
    pub(super) text: &'a str,
}

/// A document's record: its first line, and the lines of its text, each still quoted and with its comma.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DocumentLines<'a> {
    pub(super) head: Line<'a>,
    pub(super) text: Vec<&'a str>,
}

/// A file in our layout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Layout<'a> {
    pub(super) header: Option<Line<'a>>,
    pub(super) settings: Option<Line<'a>>,
    /// The lines between `codebook: (` and `),`.
    pub(super) codebook: Option<(usize, Vec<&'a str>)>,
    pub(super) documents: Vec<DocumentLines<'a>>,
    /// All other sections, in the order of the file.
    pub(super) sections: Vec<(&'a str, Vec<Line<'a>>)>,
    /// What stands where we would not have put it.
    pub(super) strange: Vec<Line<'a>>,
    /// The closing bracket was there.
    pub(super) is_closed: bool,
}

/// The names of the sections whose records take one line each.
pub(super) const SECTIONS: [&str; 7] =
    ["annotators", "claims", "links", "dismissals", "verdicts", "rulings", "conflicts"];

impl<'a> Layout<'a> {
    /// Whether every line stands where we would have put it.
    pub(super) const fn is_ours(&self) -> bool {
        self.is_closed && self.header.is_some() && self.strange.is_empty()
    }

    /// The record lines of a section.
    pub(super) fn section(&self, name: &str) -> &[Line<'a>] {
        self.sections.iter().find(|(other, _)| *other == name).map_or(&[], |(_, lines)| lines.as_slice())
    }

    /// Sorts the lines of a file.
    pub(super) fn of(text: &'a str) -> Self {
        let mut layout = Self::default();
        let mut lines = text.lines().enumerate().map(|(index, text)| Line { number: index + 1, text });
        let mut is_open = false;
        while let Some(line) = lines.next() {
            let is_comment = line.text.is_empty() || line.text.starts_with("//");
            if is_comment && (layout.is_closed || !is_open) {
                continue;
            }
            if layout.is_closed {
                layout.strange.push(line);
            } else if !is_open {
                is_open = line.text == "(";
                layout.strange.extend((!is_open).then_some(line));
            } else if line.text == ")" {
                layout.is_closed = true;
            } else {
                layout.take_section(line, &mut lines);
            }
        }
        layout
    }

    fn take_section(&mut self, line: Line<'a>, lines: &mut impl Iterator<Item = Line<'a>>) {
        let text = line.text;
        if text.starts_with("format:") && text.ends_with(',') && self.header.is_none() {
            self.header = Some(line);
        } else if text.starts_with("settings: (") && text.ends_with("),") && self.settings.is_none() {
            self.settings = Some(line);
        } else if text == "codebook: (" && self.codebook.is_none() {
            let inner = lines.take_while(|line| line.text != "),").map(|line| line.text).collect();
            self.codebook = Some((line.number, inner));
        } else if text == "documents: [" && self.documents.is_empty() {
            self.take_documents(lines);
        } else {
            self.take_records(line, lines);
        }
    }

    fn take_records(&mut self, line: Line<'a>, lines: &mut impl Iterator<Item = Line<'a>>) {
        let name =
            line.text.strip_suffix(": [").and_then(|name| SECTIONS.into_iter().find(|own| *own == name));
        let Some(name) = name.filter(|name| self.section(name).is_empty()) else {
            self.strange.push(line);
            return;
        };
        let mut records = Vec::new();
        for line in lines.take_while(|line| line.text != "],") {
            let is_record = line.text.starts_with('(') && line.text.ends_with("),");
            if is_record { records.push(line) } else { self.strange.push(line) }
        }
        self.sections.push((name, records));
    }

    fn take_documents(&mut self, lines: &mut impl Iterator<Item = Line<'a>>) {
        while let Some(head) = lines.next() {
            if head.text == "]," {
                break;
            }
            if !head.text.starts_with('(') || !head.text.ends_with(", lines: [") {
                self.strange.push(head);
                continue;
            }
            let text = lines.take_while(|line| line.text != "]),").map(|line| line.text).collect();
            self.documents.push(DocumentLines { head, text });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_sorted_into_sections() {
        let text = "// x\n(\nformat: 1,\ncodebook: (\na,\n),\ndocuments: [\n(id, lines: [\n\"],\",\n\"),\",\n]),\n],\nclaims: [\n(1),\n],\n)\n// y\n";
        let layout = Layout::of(text);
        assert!(layout.is_ours(), "{layout:?}");
        assert_eq!(layout.section("claims"), [Line { number: 14, text: "(1)," }]);
        assert_eq!(layout.documents.first().unwrap().text, ["\"],\",", "\"),\","]);
        assert_eq!(layout.codebook, Some((4, vec!["a,"])));
    }

    #[test]
    fn any_other_layout_is_told() {
        for text in
            ["", "(", "()", "(\n)\nx", "(\nformat: 1,\nclaims: [\n(1,\n2),\n],\n)", "(\nclaims: [],\n)"]
        {
            assert!(!Layout::of(text).is_ours(), "{text}");
        }
    }
}
