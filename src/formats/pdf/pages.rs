//! [`gather`]: goes through the pages of a file and gathers the pieces of their lines, and what is not set on them.

use super::fallback::{Fallback, settings};
use super::glyphs::{Glyphs, Placed};
use super::layers::{without_doubles, without_hidden_layer};
use super::layout::{PagePieces, plain_text};
use super::metadata::catalog;
use super::notes::{Note, fields_without_place, notes};
use crate::formats::extract::{Account, collapsed};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, InterpreterWarning, TransformExt as _, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name};
use hayro_syntax::page::Page;
use hayro_syntax::xref::XRef;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Pages of one file.
pub(super) const MAX_PAGES: usize = 20_000;
/// A page with fewer glyphs and a picture is a picture.
const MIN_GLYPHS: usize = 10;
/// Glyphs further than this outside the page, in points, are not on it.
const OUTSIDE: f64 = 2.0;

/// The pages of a file, and counts of what they lack.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) pages: Vec<PagePieces>,
    /// Pages that are a picture.
    pub(super) picture_pages: usize,
    /// Glyphs whose font does not say what they are.
    pub(super) unknown_count: usize,
    /// Glyphs of a layer that is not seen, and read.
    pub(super) invisible_count: usize,
    pub(super) has_unread_font: bool,
    /// Pages with more glyphs than are read.
    pub(super) cut_pages: usize,
    /// There are more pages than are read.
    pub(super) is_cut: bool,
}

/// What reading one page takes.
struct Reader<'p> {
    pdf: &'p Pdf,
    fallback: Fallback<'p>,
    cache: InterpreterCache<'p>,
    settings: InterpreterSettings,
    /// A file without hidden layers: what is drawn under its rules shows the hidden ones too.
    bare: Option<&'p Pdf>,
}

/// The pieces of all pages; what a reader of the page does not see goes to the account.
pub(super) fn gather(pdf: &Pdf, account: &mut Account) -> Gathered {
    let has_unread_font = Arc::new(AtomicBool::new(false));
    let sink = Arc::clone(&has_unread_font);
    let mut settings = settings();
    settings.warning_sink = Arc::new(move |warning| {
        if matches!(warning, InterpreterWarning::UnsupportedFont) {
            sink.store(true, Ordering::Relaxed);
        }
    });
    let bare = has_hidden_layers(pdf).then(bare_pdf).flatten();
    let reader = Reader {
        pdf,
        fallback: Fallback::new(pdf),
        cache: InterpreterCache::new(),
        settings,
        bare: bare.as_ref(),
    };
    let mut gathered = Gathered::default();
    let mut notes_found: Vec<Note> = Vec::new();
    let pages = pdf.pages();
    for page in pages.iter().take(MAX_PAGES) {
        let found = reader.page(page, account, &mut gathered, &mut notes_found);
        gathered.pages.push(found);
    }
    gathered.is_cut = pages.len() > MAX_PAGES;
    for note in notes_found.into_iter().chain(fields_without_place(pdf)) {
        account.leave_out(note.kind, &note.text);
    }
    gathered.has_unread_font = has_unread_font.load(Ordering::Relaxed);
    gathered
}

impl<'p> Reader<'p> {
    fn page(
        &self,
        page: &Page<'p>,
        account: &mut Account,
        gathered: &mut Gathered,
        notes_found: &mut Vec<Note>,
    ) -> PagePieces {
        let mut drawn = self.drawn(page, self.pdf.xref());
        if let Some(bare) = self.bare {
            let all = self.drawn(page, bare.xref());
            account.leave_out("hidden layer", &plain_text(only_in(all.placed, &drawn.placed)));
        }
        let own_notes = notes(page, page.initial_transform(false).to_kurbo(), &mut drawn.placed);
        gathered.cut_pages += usize::from(drawn.is_cut);
        let placed = without_doubles(drawn.placed);
        let (placed, unknown): (Vec<Placed>, Vec<Placed>) =
            placed.into_iter().partition(|glyph| !glyph.text.is_empty());
        gathered.unknown_count += unknown.len();
        let is_picture = placed.len() < MIN_GLYPHS && drawn.picture_count > 0;
        gathered.picture_pages += usize::from(is_picture);
        let (placed, outside) = on_page(placed, page.render_dimensions());
        account.leave_out("outside the page", &plain_text(outside));
        let (placed, differing) = without_hidden_layer(placed);
        for words in differing.chunks(20) {
            account
                .leave_out("recognised text that differs from the visible words above it", &words.join(" "));
        }
        gathered.invisible_count += placed.iter().filter(|glyph| glyph.is_invisible).count();
        let found = PagePieces::of(placed);
        if !own_notes.is_empty() {
            let own: String = found.pieces.iter().map(|piece| letters(&piece.text)).collect();
            // A note that the page shows is in the text already.
            notes_found.extend(own_notes.into_iter().filter(|note| !own.contains(&letters(&note.text))));
        }
        found
    }

    fn drawn(&self, page: &Page<'p>, layers: &'p XRef) -> Glyphs<'_, 'p> {
        let (width, height) = page.render_dimensions();
        let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let to_page: Affine = page.initial_transform(false).to_kurbo();
        let mut context = Context::new(to_page, area, &self.cache, layers, self.settings.clone());
        let mut glyphs = Glyphs::new(&self.fallback);
        interpret_page(page, &mut context, &mut glyphs);
        glyphs
    }
}

fn letters(text: &str) -> String {
    collapsed(text).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Parts the glyphs that stand on the page from those outside it. A page whose box shows next to nothing is believed
/// to have a wrong box.
fn on_page(placed: Vec<Placed>, (width, height): (f32, f32)) -> (Vec<Placed>, Vec<Placed>) {
    let (width, height) = (f64::from(width) + OUTSIDE, f64::from(height) + OUTSIDE);
    let is_on = |glyph: &Placed| {
        let (x, y) = (f64::midpoint(glyph.start.0, glyph.end.0), f64::midpoint(glyph.start.1, glyph.end.1));
        (-OUTSIDE..=width).contains(&x) && (-OUTSIDE..=height).contains(&(y + 0.3 * glyph.size))
    };
    let on_count = placed.iter().filter(|glyph| is_on(glyph)).count();
    if on_count * 2 < placed.len() {
        return (placed, Vec::new());
    }
    placed.into_iter().partition(is_on)
}

/// The glyphs of `all` that are not in `some`, which are some of them in the same order.
fn only_in(all: Vec<Placed>, some: &[Placed]) -> Vec<Placed> {
    let mut rest = some.iter().peekable();
    all.into_iter().filter(|glyph| rest.next_if(|next| *next == glyph).is_none()).collect()
}

/// Whether the file has layers that are off when it is opened.
fn has_hidden_layers(pdf: &Pdf) -> bool {
    let properties = catalog(pdf).and_then(|root| root.get::<Dict<'_>>("OCProperties"));
    let Some(usual) = properties.and_then(|properties| properties.get::<Dict<'_>>("D")) else { return false };
    let is_off = usual.get::<Name<'_>>("BaseState").is_some_and(|state| state.as_str() == "OFF");
    is_off || usual.get::<Array<'_>>("OFF").is_some_and(|list| list.raw_iter().next().is_some())
}

/// A file that has nothing.
fn bare_pdf() -> Option<Pdf> {
    let bytes = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n\
        <</Type/Pages/Kids[]/Count 0>>\nendobj\ntrailer\n<</Root 1 0 R/Size 3>>\n%%EOF\n";
    Pdf::new(bytes.to_vec()).ok()
}
