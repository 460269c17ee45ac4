//! [`Flow`]: the text of an office document in the making: paragraphs, lists, tables, notes, and what is left out.

use super::extract::{Account, Lines, collapsed};
use super::raised::{Script, ScriptText};
use crate::model::Pinpoint;

/// What was there before a change was tracked.
pub(super) const DELETED: &str = "deleted text";
/// What the file marks as not to be seen.
pub(super) const HIDDEN: &str = "hidden text";
/// What the file shows with a line through it, and so takes back.
pub(super) const STRUCK: &str = "struck-out text";
/// Readings beside East Asian characters.
pub(super) const READING_AID: &str = "reading aid (ruby)";
/// A note whose mark is nowhere.
pub(super) const LOOSE_NOTE: &str = "note that nothing refers to";

/// What lies under a cell that was merged with others.
pub(super) const COVERED: &str = "under a merged cell";
/// Columns that one cell may reach over or stand for.
const MAX_SPAN: usize = 100;
/// Rows that one row may stand for.
const MAX_ROWS: usize = 1_000;

/// How a block stands among its neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum BlockKind {
    #[default]
    Paragraph,
    /// Of a list, with its mark.
    Item,
    /// Of a table.
    Row,
}

/// A paragraph, item or row that is done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) text: String,
    pub(super) kind: BlockKind,
    /// Paragraphs of the original in it; 0 for what stands beside the body, as a box does.
    pub(super) paragraph_count: u32,
    /// Places of its notes in the list of notes.
    notes: Vec<usize>,
}

impl Block {
    /// A paragraph of plain text.
    pub(super) fn paragraph(text: &str) -> Self {
        Self { text: text.to_owned(), kind: BlockKind::Paragraph, paragraph_count: 1, notes: Vec::new() }
    }
}

/// A footnote or endnote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Note {
    /// As its mark reads, without brackets.
    pub(super) label: String,
    pub(super) text: String,
}

/// Blocks of one place: the body, a cell, a box, a note.
#[derive(Debug, Default)]
struct Frame {
    blocks: Vec<Block>,
    text: ScriptText,
    notes: Vec<usize>,
    /// Boxes that hang on the open paragraph; they follow it.
    boxes: Vec<Block>,
}

impl Frame {
    fn end_paragraph(&mut self, mark: &str, kind: BlockKind) {
        let text = self.text.take();
        if !text.trim().is_empty() {
            let notes = std::mem::take(&mut self.notes);
            self.blocks.push(Block { text: format!("{mark}{text}"), kind, paragraph_count: 1, notes });
        }
        self.blocks.append(&mut self.boxes);
    }
}

/// The cells of a row so far.
#[derive(Debug, Default)]
struct OpenRow {
    cells: Vec<Vec<Block>>,
    /// Empty ones, which count only if a cell with words follows.
    waiting_count: usize,
}

impl OpenRow {
    fn push(&mut self, cell: Vec<Block>) {
        let waiting = std::mem::take(&mut self.waiting_count);
        self.cells.extend(std::iter::repeat_n(Vec::new(), waiting));
        self.cells.push(cell);
    }
}

/// Collects blocks; places lie in each other as in the file.
#[derive(Debug, Default)]
pub(super) struct Flow {
    base: Frame,
    inner: Vec<Frame>,
    /// One for each open table row: its cells so far.
    rows: Vec<OpenRow>,
    /// A piece left out that may go on.
    out: Option<(&'static str, String)>,
    left_out: Vec<(&'static str, String)>,
}

impl Flow {
    fn top(&mut self) -> &mut Frame {
        self.inner.last_mut().unwrap_or(&mut self.base)
    }

    /// Text of the open paragraph.
    pub(super) fn push(&mut self, text: &str, script: Script) {
        if !text.is_empty() {
            self.end_piece();
            self.top().text.push(text, script);
        }
    }

    /// Text that is not the document's; neighbouring pieces of one reason are one.
    pub(super) fn leave_out(&mut self, reason: &'static str, text: &str) {
        match &mut self.out {
            _ if text.is_empty() => {}
            Some((open, piece)) if *open == reason => piece.push_str(text),
            _ => {
                self.end_piece();
                self.out = Some((reason, text.to_owned()));
            }
        }
    }

    /// Ends a piece that was left out: what follows is another one.
    pub(super) fn end_out(&mut self) {
        self.end_piece();
    }

    fn end_piece(&mut self) {
        self.left_out.extend(self.out.take());
    }

    /// The mark of a note, by its place in the list of notes.
    pub(super) fn mark_note(&mut self, label: &str, index: usize) {
        self.push(&format!("[{label}]"), Script::Line);
        self.top().notes.push(index);
    }

    /// The text of the open paragraph, as it stays.
    pub(super) fn open_text(&mut self) -> &mut String {
        self.top().text.settled()
    }

    /// Whether the open paragraph has no words so far.
    pub(super) fn is_blank(&mut self) -> bool {
        self.top().text.is_blank()
    }

    /// Ends the paragraph; without words it leaves nothing.
    pub(super) fn end_paragraph(&mut self, mark: &str, kind: BlockKind) {
        self.end_piece();
        self.top().end_paragraph(mark, kind);
    }

    /// How many blocks of this place are done.
    pub(super) fn block_count(&mut self) -> usize {
        self.top().blocks.len()
    }

    /// Takes the blocks of this place that were done since.
    pub(super) fn take_since(&mut self, block_count: usize) -> Vec<Block> {
        let blocks = &mut self.top().blocks;
        blocks.split_off(block_count.min(blocks.len()))
    }

    /// Begins a place within this one.
    pub(super) fn enter(&mut self) {
        self.end_piece();
        self.inner.push(Frame::default());
    }

    /// Ends the innermost place.
    pub(super) fn leave(&mut self) -> Vec<Block> {
        self.end_piece();
        let mut frame = self.inner.pop().unwrap_or_default();
        frame.end_paragraph("", BlockKind::Paragraph);
        frame.blocks
    }

    /// Hangs a box on the open paragraph.
    pub(super) fn attach(&mut self, boxed: Vec<Block>) {
        let beside = boxed.into_iter().map(|block| Block { paragraph_count: 0, ..block });
        self.top().boxes.extend(beside);
    }

    /// Blocks that stand here by themselves.
    pub(super) fn insert(&mut self, blocks: Vec<Block>) {
        self.end_paragraph("", BlockKind::Paragraph);
        self.top().blocks.extend(blocks);
    }

    pub(super) fn begin_row(&mut self) {
        self.rows.push(OpenRow::default());
    }

    /// Ends the cell that was entered.
    pub(super) fn end_cell(&mut self) {
        let cell = self.leave();
        self.put_cell(cell);
    }

    pub(super) fn put_cell(&mut self, cell: Vec<Block>) {
        match self.rows.last_mut() {
            Some(row) => row.push(cell),
            None => self.insert(cell),
        }
    }

    /// Keeps the columns over which the last cell, or one of a row above, reaches.
    pub(super) fn put_covered(&mut self, count: usize) {
        for _ in 0..count.min(MAX_SPAN) {
            if let Some(row) = self.rows.last_mut() {
                row.push(Vec::new());
            }
        }
    }

    /// Puts the last cell so many times more.
    pub(super) fn repeat_cell(&mut self, count: usize) {
        let Some(row) = self.rows.last_mut() else { return };
        let Some(cell) = row.cells.last().cloned() else { return };
        if cell.is_empty() {
            row.waiting_count = (row.waiting_count + count).min(MAX_SPAN);
            return;
        }
        (0..count.min(MAX_SPAN)).for_each(|_| row.push(cell.clone()));
        if let Some(more) = count.checked_sub(MAX_SPAN).filter(|more| *more > 0) {
            self.leave_out("repetitions of a cell", &format!("{} ({more} more times)", joined(&cell)));
            self.end_piece();
        }
    }

    /// Ends a row that stands for so many.
    pub(super) fn end_rows(&mut self, count: usize) {
        let before = self.block_count();
        self.end_row();
        let blocks: Vec<Block> = self.top().blocks.get(before..).unwrap_or_default().to_vec();
        if blocks.is_empty() {
            return;
        }
        (1..count.min(MAX_ROWS)).for_each(|_| self.insert(blocks.clone()));
        if let Some(more) = count.checked_sub(MAX_ROWS).filter(|more| *more > 0) {
            self.leave_out("repetitions of a row", &format!("{} ({more} more times)", joined(&blocks)));
            self.end_piece();
        }
    }

    pub(super) fn end_row(&mut self) {
        let row = self.rows.pop().unwrap_or_default().cells;
        let text = row.iter().map(|cell| collapsed(&joined(cell))).collect::<Vec<_>>().join(" | ");
        let mut filled = row.iter().filter(|cell| !cell.is_empty());
        let (first, is_single) = (filled.next(), filled.next().is_none());
        if first.is_none() {
            return;
        }
        if let Some(cell) = first.filter(|cell| is_single && cell.len() > 1) {
            // A table of one cell is a frame round ordinary text.
            self.insert(cell.clone());
        } else {
            let blocks = || row.iter().flatten();
            let paragraph_count = blocks().map(|block| block.paragraph_count).sum();
            let notes = blocks().flat_map(|block| block.notes.iter().copied()).collect();
            self.insert(vec![Block { text, kind: BlockKind::Row, paragraph_count, notes }]);
        }
    }

    /// The blocks so far of the outermost place, for files of several texts.
    pub(super) fn take_blocks(&mut self) -> Vec<Block> {
        self.end_piece();
        while !self.inner.is_empty() {
            let blocks = self.leave();
            self.insert(blocks);
        }
        self.base.end_paragraph("", BlockKind::Paragraph);
        std::mem::take(&mut self.base.blocks)
    }

    /// What was left out so far, in order, with its reasons.
    pub(super) fn take_left_out(&mut self) -> Vec<(&'static str, String)> {
        self.end_piece();
        std::mem::take(&mut self.left_out)
    }
}

/// The texts of blocks, one after the other.
pub(super) fn joined(blocks: &[Block]) -> String {
    blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Writes blocks with the numbers of their paragraphs, then the notes with those of the paragraphs they belong to.
pub(super) fn write(blocks: &[Block], notes: &[Note], lines: &mut Lines) {
    let mut count = 0;
    let mut paragraph_of = vec![0; notes.len()];
    for block in blocks {
        if block.paragraph_count > 0 {
            lines.mark(Pinpoint::Paragraph(count + 1));
        }
        for note in &block.notes {
            if let Some(paragraph) = paragraph_of.get_mut(*note) {
                *paragraph = count + 1;
            }
        }
        count += block.paragraph_count;
        match block.kind {
            BlockKind::Paragraph => lines.paragraph(&block.text),
            BlockKind::Item => lines.item(&block.text),
            BlockKind::Row => lines.row(&block.text),
        }
    }
    lines.part();
    for (note, paragraph) in notes.iter().zip(paragraph_of) {
        if paragraph > 0 {
            lines.mark(Pinpoint::Paragraph(paragraph));
        }
        lines.item(&format!("[{}] {}", note.label, note.text.trim()));
    }
}

/// Adds pieces left out to an account.
pub(super) fn account_for(pieces: Vec<(&'static str, String)>, account: &mut Account) {
    for (reason, piece) in pieces {
        account.leave_out(reason, &piece);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(flow: &mut Flow, notes: &[Note]) -> (String, Vec<String>) {
        let mut lines = Lines::default();
        write(&flow.take_blocks(), notes, &mut lines);
        let marks = lines.take_pinpoints();
        let text = lines.finish(&mut Vec::new());
        let marked = |(byte, mark): &(usize, Pinpoint)| {
            format!("{mark}: {}", text.split_at(*byte).1.split_whitespace().next().unwrap_or_default())
        };
        let marks = marks.iter().map(marked).collect();
        (text, marks)
    }

    #[test]
    fn paragraphs_boxes_rows_and_notes_have_their_numbers() {
        let mut flow = Flow::default();
        flow.push("Around", Script::Line);
        flow.enter();
        flow.push("boxed", Script::Line);
        let boxed = flow.leave();
        flow.attach(boxed);
        flow.end_paragraph("", BlockKind::Paragraph);
        flow.end_paragraph("", BlockKind::Paragraph);
        flow.begin_row();
        for cell in ["a", "b"] {
            flow.enter();
            flow.push(cell, Script::Line);
            flow.end_cell();
        }
        flow.end_row();
        flow.push("End", Script::Line);
        flow.mark_note("1", 0);
        let notes = [Note { label: "1".to_owned(), text: "See there.".to_owned() }];
        let (text, marks) = drawn(&mut flow, &notes);
        assert_eq!(text, "Around\n\nboxed\n\na | b\n\nEnd[1]\n\n[1] See there.\n");
        assert_eq!(marks, ["para. 1: Around", "para. 2: a", "para. 4: End[1]", "para. 4: [1]"]);
    }

    #[test]
    fn merged_and_repeated_cells_keep_the_columns() {
        let mut flow = Flow::default();
        let row = |flow: &mut Flow, cells: &[(&str, usize, usize)], count: usize| {
            flow.begin_row();
            for (cell, covered, repeated) in cells {
                flow.enter();
                flow.push(cell, Script::Line);
                flow.end_cell();
                flow.put_covered(*covered);
                flow.repeat_cell(*repeated);
            }
            flow.end_rows(count);
        };
        row(&mut flow, &[("a", 2, 0), ("b", 0, 0)], 1);
        row(&mut flow, &[("", 0, 1), ("c", 0, 1), ("", 0, 1_000_000)], 2);
        row(&mut flow, &[("x", 0, 1_000_000)], 1_000_000);
        row(&mut flow, &[("", 0, 9)], 1_000_000);
        let (text, _) = drawn(&mut flow, &[]);
        assert!(text.starts_with("a | | | b\n| | c | c |\n| | c | c |\nx | x | x | "), "{text}");
        assert_eq!(text.lines().count(), 3 + 1_000);
        let told: Vec<String> = flow.take_left_out().into_iter().map(|(_, piece)| piece).collect();
        assert_eq!(told[0], "x (999900 more times)");
        assert!(told[1].ends_with("(999000 more times)"));
    }

    #[test]
    fn neighbouring_pieces_left_out_are_one() {
        let mut flow = Flow::default();
        flow.leave_out(DELETED, "ro");
        flow.leave_out(DELETED, "se");
        flow.push("fell", Script::Line);
        flow.leave_out(DELETED, "today");
        flow.leave_out(HIDDEN, "secret");
        let pieces = flow.take_left_out();
        assert_eq!(
            pieces.iter().map(|(_, piece)| piece.as_str()).collect::<Vec<_>>(),
            ["rose", "today", "secret"]
        );
    }

    #[test]
    fn a_table_of_one_cell_is_text() {
        let mut flow = Flow::default();
        flow.begin_row();
        flow.enter();
        for text in ["One.", "Two."] {
            flow.push(text, Script::Line);
            flow.end_paragraph("", BlockKind::Paragraph);
        }
        flow.end_cell();
        flow.end_row();
        assert_eq!(drawn(&mut flow, &[]).0, "One.\n\nTwo.\n");
    }
}
