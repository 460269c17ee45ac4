//! [`markdown`]: a report as Markdown with tables and footnotes, as GitHub and pandoc read them.

use super::office::{safe_address, signed};
use super::tree::{Block, Cell, List, ListLook, Look, Paragraph, Role, Run, Table, TableLook, Tree};
use crate::text::visible;

/// The whole text.
pub(super) fn markdown(tree: &Tree) -> String {
    let mut writer = Writer::default();
    writer.line(&format!("# {}", escaped(&tree.title)));
    writer.line(&escaped(&tree.facts));
    if !tree.authors.is_empty() {
        writer.line(&format!("By {}", escaped(&tree.authors)));
    }
    for section in &tree.sections {
        writer.line(&format!("## {}", section.part.title()));
        for block in &section.blocks {
            writer.block(block);
        }
    }
    let notes = std::mem::take(&mut writer.notes);
    for (number, note) in (1..).zip(&notes) {
        writer.line(&format!("[^{number}]: {note}"));
    }
    writer.out
}

/// What is counted while the text is written.
#[derive(Default)]
struct Writer {
    out: String,
    notes: Vec<String>,
    tables: usize,
}

impl Writer {
    /// A block of its own, with an empty line after it.
    fn line(&mut self, words: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out.push_str(words);
        self.out.push('\n');
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(words) => {
                let words = self.words(words);
                self.line(&format!("### {words}"));
            }
            Block::Paragraph(words) => self.paragraph(words),
            Block::List(list) => self.list(list),
            Block::Terms(terms) => {
                let lines: Vec<String> = terms
                    .iter()
                    .map(|[term, words]| format!("- **{}** – {}", self.words(term), self.words(words)))
                    .collect();
                self.line(&lines.join("\n"));
            }
            Block::Figures(figures) => {
                let lines = figures.iter().map(|(count, words)| format!("- **{count}** {words}"));
                self.line(&lines.collect::<Vec<_>>().join("\n"));
            }
            Block::Table(table) if table.look == TableLook::Sides => self.sides(table),
            Block::Table(table) => self.table(table),
            Block::Entry { anchor, heading, blocks } => {
                let words = self.words(heading);
                self.line(&format!("### <a id=\"{anchor}\"></a>{words}"));
                for block in blocks {
                    self.block(block);
                }
            }
            Block::Boxed(paragraphs) => {
                let lines: Vec<String> = paragraphs.iter().map(|words| quoted(&self.words(words))).collect();
                self.line(&lines.join("\n>\n"));
            }
            // The tables after it say the same.
            Block::Picture(_) => {}
        }
    }

    fn paragraph(&mut self, words: &Paragraph) {
        let text = self.words(words);
        let text = if words.role == Role::Quote { quoted(&text) } else { text };
        self.line(&text);
    }

    /// On one line; line breaks in it are marked.
    fn words(&mut self, words: &Paragraph) -> String {
        words.runs.iter().map(|run| self.run(run)).collect::<String>().trim().to_owned()
    }

    fn run(&mut self, run: &Run) -> String {
        if let Some(note) = &run.note {
            let note: String = note.iter().map(|run| self.run(run)).collect();
            self.notes.push(note.replace("<br>", " "));
            return format!("[^{}]", self.notes.len());
        }
        let words = escaped(&signed(run.look, &run.words)).replace('\n', "<br>");
        let words = match run.look {
            Look::Strong | Look::Chip(_) | Look::Kind | Look::Mark => bold(&words),
            _ => words,
        };
        let target = match run.target.strip_prefix('#') {
            Some(anchor) => Some(format!("#{anchor}")),
            None => safe_address(&run.target).map(|address| address.replace('(', "%28").replace(')', "%29")),
        };
        match target {
            Some(target) => format!("[{words}]({target})"),
            None => words,
        }
    }

    fn list(&mut self, list: &List) {
        let mut lines = Vec::new();
        for (number, item) in (1..).zip(&list.items) {
            let mark = if list.look == ListLook::Numbered { format!("{number}. ") } else { "- ".to_owned() };
            let texts: Vec<String> = item.iter().map(|words| self.words(words)).collect();
            lines.push(format!("{mark}{}", texts.join("<br>")));
        }
        self.line(&lines.join("\n"));
    }

    fn table(&mut self, table: &Table) {
        self.tables += 1;
        self.line(&format!("**Table {}. {}**", self.tables, escaped(&table.caption)));
        let head = self.row(&table.heads);
        let rules = table.heads.iter().map(|cell| if cell.is_number { "---:" } else { "---" });
        let rule = format!("| {} |", rules.collect::<Vec<_>>().join(" | "));
        let rows: Vec<String> = table.rows.iter().map(|row| self.row(row)).collect();
        self.line(&[head, rule].into_iter().chain(rows).collect::<Vec<_>>().join("\n"));
    }

    fn row(&mut self, cells: &[Cell]) -> String {
        let cells: Vec<String> = cells
            .iter()
            .map(|cell| {
                let texts: Vec<String> = cell.paragraphs.iter().map(|words| self.words(words)).collect();
                texts.join("<br>")
            })
            .collect();
        format!("| {} |", cells.join(" | "))
    }

    /// One after the other, for quotations need lines of their own.
    fn sides(&mut self, table: &Table) {
        let row = table.rows.first().map(Vec::as_slice).unwrap_or_default();
        for (number, (head, cell)) in (1..).zip(table.heads.iter().zip(row)) {
            let heads: Vec<String> = head.paragraphs.iter().map(|words| self.words(words)).collect();
            self.line(&format!("**Side {number}:** {}", heads.join(" ")));
            for words in &cell.paragraphs {
                self.paragraph(words);
            }
        }
    }
}

/// Blanks within the marks would keep them from being marks.
fn bold(words: &str) -> String {
    let inner = words.trim();
    if inner.is_empty() {
        return words.to_owned();
    }
    let at = words.find(inner).unwrap_or_default();
    let (before, rest) = words.split_at(at);
    format!("{before}**{inner}**{}", rest.strip_prefix(inner).unwrap_or_default())
}

fn quoted(words: &str) -> String {
    format!("> {words}")
}

/// Words in which nothing is a mark.
fn escaped(words: &str) -> String {
    let mut out = String::new();
    let is_first = |out: &String| out.is_empty() || out.ends_with('\n');
    for c in visible(words).chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '-' | '+' | '=' if is_first(&out) => {
                out.push('\\');
                out.push(c);
            }
            // A number with a point begins a list.
            '.' | ')' if !out.is_empty() && out.chars().all(|c| c.is_ascii_digit()) => {
                out.push('\\');
                out.push(c);
            }
            '\r' => out.push('\n'),
            '\t' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_no_marks() {
        assert_eq!(escaped("1. a|b *c* <i> [x](y) $5"), "1\\. a\\|b \\*c\\* &lt;i&gt; \\[x\\](y) \\$5");
        assert_eq!(escaped("- no list"), "\\- no list");
        assert_eq!(escaped("a\u{0}b"), "a▯b");
    }

    #[test]
    fn bold_marks_stand_at_the_words() {
        assert_eq!(bold(" a b "), " **a b** ");
        assert_eq!(bold(" "), " ");
    }
}
