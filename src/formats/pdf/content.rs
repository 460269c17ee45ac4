//! [`Interpreter`]: carries out the instructions of a page as far as they set text, and notes where each glyph stands.

use super::font::{Font, Glyph};
use hayro_syntax::content::{Instruction, UntypedIter};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, String as PdfString};
use hayro_syntax::page::Resources;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Drawings in drawings.
const MAX_DEPTH: usize = 12;
/// Drawings of one file: each may call others more than once.
const MAX_DRAWINGS: usize = 20_000;
/// Glyphs of one file.
const MAX_GLYPHS: usize = 30_000_000;
/// Saved states.
const MAX_STATES: usize = 512;

/// A place and direction: what stands at `right`, `up` stands at `right * x + up * y + at`.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Matrix {
    x: (f64, f64),
    y: (f64, f64),
    at: (f64, f64),
}

impl Matrix {
    const IDENTITY: Self = Self::moved(0.0, 0.0);

    const fn moved(right: f64, up: f64) -> Self {
        Self { x: (1.0, 0.0), y: (0.0, 1.0), at: (right, up) }
    }

    const fn from_numbers(numbers: [f64; 6]) -> Self {
        let [x_right, x_up, y_right, y_up, right, up] = numbers;
        Self { x: (x_right, x_up), y: (y_right, y_up), at: (right, up) }
    }

    /// Without its place.
    fn direction(&self, (right, up): (f64, f64)) -> (f64, f64) {
        (right * self.x.0 + up * self.y.0, right * self.x.1 + up * self.y.1)
    }

    fn place(&self, point: (f64, f64)) -> (f64, f64) {
        let (right, up) = self.direction(point);
        (right + self.at.0, up + self.at.1)
    }

    /// What carries out this one, then `other`.
    fn then(&self, other: &Self) -> Self {
        Self { x: other.direction(self.x), y: other.direction(self.y), at: other.place(self.at) }
    }
}

/// A glyph on the page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed {
    /// Where its baseline begins and ends, in points.
    pub(super) start: (f64, f64),
    pub(super) end: (f64, f64),
    /// Height of the font in points.
    pub(super) size: f64,
    pub(super) text: String,
}

#[derive(Clone, Debug)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    char_spacing: f64,
    word_spacing: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

/// What pages share, and the glyphs so far.
#[derive(Debug, Default)]
pub(super) struct Interpreter {
    fonts: BTreeMap<(u32, i32), Rc<Font>>,
    drawing_count: usize,
    glyph_count: usize,
    /// Of the present page.
    pub(super) placed: Vec<Placed>,
    /// Glyphs whose font does not say what they are.
    pub(super) unknown_count: usize,
    /// Pictures of the present page.
    pub(super) picture_count: usize,
}

/// One stream of instructions.
struct Run<'i> {
    shared: &'i mut Interpreter,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    depth: usize,
}

impl Interpreter {
    /// Carries out the instructions of a page.
    pub(super) fn page(&mut self, content: &[u8], resources: &Resources<'_>) {
        self.placed.clear();
        self.picture_count = 0;
        let state = State {
            matrix: Matrix::IDENTITY,
            font: None,
            size: 1.0,
            char_spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        self.run(content, resources, state, 0);
    }

    fn run(&mut self, content: &[u8], resources: &Resources<'_>, state: State, depth: usize) {
        let mut run = Run {
            shared: self,
            state,
            saved: Vec::new(),
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            depth,
        };
        let mut instructions = UntypedIter::new(content);
        while let Some(instruction) = instructions.next() {
            run.carry_out(&instruction, resources);
        }
    }

    fn font(&mut self, resources: &Resources<'_>, name: &Name<'_>) -> Option<Rc<Font>> {
        let dict = resources.get_font(name)?;
        let id = resources.fonts.get_ref(name);
        let key = id.map(|id| (id.obj_number, id.gen_number));
        if let Some(known) = key.and_then(|key| self.fonts.get(&key)) {
            return Some(Rc::clone(known));
        }
        let font = Rc::new(Font::read(&dict));
        self.fonts.extend(key.map(|key| (key, Rc::clone(&font))));
        Some(font)
    }
}

impl Run<'_> {
    fn carry_out(&mut self, instruction: &Instruction<'_, '_>, resources: &Resources<'_>) {
        let operands: Vec<&Object<'_>> = instruction.operands().collect();
        let number = |at: usize| match operands.get(at) {
            Some(Object::Number(number)) => number.as_f64(),
            _ => 0.0,
        };
        let matrix = || Matrix::from_numbers([0, 1, 2, 3, 4, 5].map(number));
        match &**instruction.operator {
            b"q" if self.saved.len() < MAX_STATES => self.saved.push(self.state.clone()),
            b"Q" => {
                if let Some(saved) = self.saved.pop() {
                    self.state = saved;
                }
            }
            b"cm" => self.state.matrix = matrix().then(&self.state.matrix),
            b"BT" => (self.text, self.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            b"Tm" => (self.text, self.line) = (matrix(), matrix()),
            b"Td" => self.next_line(number(0), number(1)),
            b"TD" => {
                self.state.leading = -number(1);
                self.next_line(number(0), number(1));
            }
            b"T*" => self.next_line(0.0, -self.state.leading),
            b"Tc" => self.state.char_spacing = number(0),
            b"Tw" => self.state.word_spacing = number(0),
            b"Tz" => self.state.scale = number(0) / 100.0,
            b"TL" => self.state.leading = number(0),
            b"Ts" => self.state.rise = number(0),
            b"Tf" => {
                if let Some(Object::Name(name)) = operands.first() {
                    self.state.font = self.shared.font(resources, name);
                }
                self.state.size = number(1);
            }
            b"Tj" => self.show_operand(operands.first().copied()),
            b"TJ" => {
                if let Some(Object::Array(pieces)) = operands.first() {
                    self.show_pieces(pieces);
                }
            }
            b"'" => {
                self.next_line(0.0, -self.state.leading);
                self.show_operand(operands.first().copied());
            }
            b"\"" => {
                (self.state.word_spacing, self.state.char_spacing) = (number(0), number(1));
                self.next_line(0.0, -self.state.leading);
                self.show_operand(operands.get(2).copied());
            }
            b"BI" => self.shared.picture_count += 1,
            b"Do" => {
                if let Some(Object::Name(name)) = operands.first() {
                    self.drawing(name, resources);
                }
            }
            _ => {}
        }
    }

    fn next_line(&mut self, right: f64, up: f64) {
        self.line = Matrix::moved(right, up).then(&self.line);
        self.text = self.line;
    }

    fn show_operand(&mut self, operand: Option<&Object<'_>>) {
        if let Some(Object::String(string)) = operand {
            self.show(string);
        }
    }

    fn show_pieces(&mut self, pieces: &Array<'_>) {
        for piece in pieces.iter::<Object<'_>>() {
            match piece {
                Object::String(string) => self.show(&string),
                Object::Number(number) => {
                    let back = number.as_f64() / 1000.0 * self.state.size;
                    let is_vertical = self.state.font.as_ref().is_some_and(|font| font.is_vertical);
                    let back = if is_vertical { (0.0, back) } else { (back * self.state.scale, 0.0) };
                    self.text = Matrix::moved(-back.0, -back.1).then(&self.text);
                }
                _ => {}
            }
        }
    }

    fn show(&mut self, string: &PdfString<'_>) {
        let Some(font) = self.state.font.clone() else {
            return;
        };
        for glyph in font.glyphs(string.as_bytes()) {
            if self.shared.glyph_count >= MAX_GLYPHS {
                return;
            }
            self.shared.glyph_count += 1;
            self.place(glyph, font.is_vertical);
        }
    }

    fn place(&mut self, glyph: Glyph, is_vertical: bool) {
        let state = &self.state;
        let spacing = state.char_spacing + if glyph.is_blank { state.word_spacing } else { 0.0 };
        let drawn = glyph.width * state.size * state.scale;
        let whole = Matrix::moved(0.0, state.rise).then(&self.text).then(&state.matrix);
        let height = whole.direction((0.0, state.size));
        let size = height.0.hypot(height.1);
        let placed = Placed {
            start: whole.place((0.0, 0.0)),
            end: whole.place(if is_vertical { (0.0, -state.size) } else { (drawn, 0.0) }),
            size,
            text: glyph.text.unwrap_or_default(),
        };
        let is_there =
            [placed.start.0, placed.start.1, placed.end.0, placed.end.1, size].iter().all(|x| x.is_finite());
        if placed.text.is_empty() {
            self.shared.unknown_count += 1;
        } else if is_there && size > 0.1 {
            self.shared.placed.push(placed);
        }
        let step =
            if is_vertical { (0.0, spacing - state.size) } else { (drawn + spacing * state.scale, 0.0) };
        self.text = Matrix::moved(step.0, step.1).then(&self.text);
    }

    fn drawing(&mut self, name: &Name<'_>, resources: &Resources<'_>) {
        let Some(stream) = resources.get_x_object(name) else {
            return;
        };
        let dict = stream.dict();
        let kind = dict.get::<Name<'_>>("Subtype");
        if kind.is_some_and(|kind| kind.as_str() == "Image") {
            self.shared.picture_count += 1;
            return;
        }
        self.shared.drawing_count += 1;
        if self.depth >= MAX_DEPTH || self.shared.drawing_count > MAX_DRAWINGS {
            return;
        }
        let Ok(content) = stream.decoded() else {
            return;
        };
        let numbers: Vec<f64> = dict
            .get::<Array<'_>>("Matrix")
            .map(|matrix| matrix.iter::<Number>().map(|number| number.as_f64()).collect())
            .unwrap_or_default();
        let own = <[f64; 6]>::try_from(numbers).map_or(Matrix::IDENTITY, Matrix::from_numbers);
        let mut state = self.state.clone();
        state.matrix = own.then(&state.matrix);
        let inner = dict.get::<Dict<'_>>("Resources").map(Resources::new);
        let depth = self.depth + 1;
        self.shared.run(&content, inner.as_ref().unwrap_or(resources), state, depth);
    }
}
