//! A look at documents before they are added: their text as it will be stored, what was left out, what was guessed.

mod list;
mod table;

use super::action::FileAction;
use super::state::ImportDraft;
use crate::text::visible;
use crate::ui::action::Actions;
use crate::ui::dialogs::frame::{DialogFrame, foot};
use crate::ui::state::UiState;
use crate::ui::theme;
use crate::ui::widgets::fields;
use crate::ui::window::action::WindowAction;
use crate::workspace::ReadChoice;
use crate::workspace::exchange::{ENCODINGS, NewDocument, ReadDocuments};
use eframe::egui::{CollapsingHeader, Frame, Label, RichText, ScrollArea, Ui, UiBuilder, pos2, vec2};
use std::path::Path;

/// Width of the list of documents.
const LIST_WIDTH: f32 = 250.0;
/// Bytes of a text that are shown.
const SHOWN_LEN: usize = 20_000;
/// So few pieces that were left out are shown without a click.
const FEW_PIECES: usize = 6;
/// Files that were refused, and problems, told one by one.
const MAX_TOLD: usize = 4;

/// Draws the dialog.
pub(in crate::ui) fn import_ui(ui: &Ui, state: &mut UiState, actions: &mut Actions) {
    let Some(read) = state.drafts.import.read.take() else {
        actions.push(WindowAction::Dialog(None));
        return;
    };
    let draft = &mut state.drafts.import;
    draft.shown = draft.shown.min(read.documents.len().saturating_sub(1));
    DialogFrame::new("Add documents", 940.0).show(ui, actions, |ui, actions| {
        refused_ui(ui, &read);
        let height = (ui.available_height() - 52.0).min(560.0);
        let (rect, _) = ui
            .allocate_exact_size(vec2(ui.available_width(), height.max(80.0)), eframe::egui::Sense::hover());
        let middle = rect.left() + LIST_WIDTH.min(rect.width() * 0.4);
        let left = eframe::egui::Rect::from_min_max(rect.min, pos2(middle - 8.0, rect.bottom()));
        let right = eframe::egui::Rect::from_min_max(pos2(middle + 8.0, rect.top()), rect.max);
        ui.scope_builder(UiBuilder::new().max_rect(left), |ui| list::list_ui(ui, &read, draft));
        ui.scope_builder(UiBuilder::new().max_rect(right), |ui| {
            ScrollArea::vertical().id_salt(("document to add", draft.shown)).auto_shrink(false).show(
                ui,
                |ui| {
                    document_ui(ui, &read, draft, actions);
                },
            );
        });
        foot_ui(ui, &read, draft, actions);
    });
    draft.read = Some(read);
}

/// Files that cannot be added whatever is chosen here.
fn refused_ui(ui: &mut Ui, read: &ReadDocuments) {
    let refused = read.refused.iter().map(ToString::to_string);
    let told: Vec<String> =
        read.unread.iter().cloned().chain(refused).chain(read.problems.iter().cloned()).collect();
    for words in told.iter().take(MAX_TOLD) {
        fields::problem(ui, words);
    }
    if told.len() > MAX_TOLD {
        let words = format!("{} more", told.len() - MAX_TOLD);
        CollapsingHeader::new(words).id_salt("more refused").show(ui, |ui| {
            let area = ScrollArea::vertical().id_salt("refused").max_height(140.0);
            area.show(ui, |ui| told.iter().skip(MAX_TOLD).for_each(|words| fields::problem(ui, words)));
        });
    }
}

fn foot_ui(ui: &mut Ui, read: &ReadDocuments, draft: &ImportDraft, actions: &mut Actions) {
    let count = (0..read.documents.len()).filter(|index| !draft.left_out.contains(index)).count();
    let words = match count {
        0 => "Add nothing".to_owned(),
        1 => "Add 1 document".to_owned(),
        count => format!("Add {count} documents"),
    };
    foot(ui, |ui| {
        let ready = count > 0 && draft.reading.is_none();
        if fields::strong_button(ui, &words, ready).clicked() {
            let mut chosen = read.clone();
            let mut index = 0..;
            chosen.documents.retain(|_| index.next().is_some_and(|index| !draft.left_out.contains(&index)));
            actions.push(WindowAction::Dialog(None));
            actions.push(FileAction::AddRead(Box::new(chosen)));
        }
        if fields::plain_button(ui, "Cancel").clicked() {
            actions.push(WindowAction::Dialog(None));
        }
        if draft.reading.is_some() {
            ui.spinner();
        }
    });
}

fn document_ui(ui: &mut Ui, read: &ReadDocuments, draft: &mut ImportDraft, actions: &mut Actions) {
    let origin = read.origins.get(draft.shown).and_then(Option::as_deref);
    let is_shown =
        |path: &Path| origin == Some(path) || !read.origins.iter().flatten().any(|other| other == path);
    for (path, head) in read.tables.iter().filter(|(path, _)| is_shown(path)) {
        table::table_ui(ui, path, head, actions);
    }
    let Some(document) = read.documents.get(draft.shown) else {
        return;
    };
    ui.add(Label::new(RichText::new(visible(&document.title)).font(theme::semibold(15.0))).wrap());
    fields::note(ui, &facts(document));
    if !document.origins.is_empty() {
        fields::note(ui, &origins(document));
    }
    ui.add_space(4.0);
    let mut wanted = !draft.left_out.contains(&draft.shown);
    if fields::switch(ui, &mut wanted, "Add this document").changed() && !draft.left_out.remove(&draft.shown)
    {
        draft.left_out.insert(draft.shown);
    }
    if let Some(path) = origin.filter(|_| !document.encoding.is_empty()) {
        encoding_ui(ui, document, (path, read), actions);
    }
    for problem in &document.problems {
        fields::note(ui, &format!("{problem}."));
    }
    account_ui(ui, document, draft.shown);
    ui.add_space(6.0);
    text_ui(ui, document);
}

/// What of the file is not in the text, by reason; the pieces of each reason on a click.
fn account_ui(ui: &mut Ui, document: &NewDocument, shown: usize) {
    let account = &document.account;
    if account.is_empty() {
        return;
    }
    ui.add_space(4.0);
    let pieces =
        if account.count() == 1 { "1 piece".to_owned() } else { format!("{} pieces", account.count()) };
    fields::caption(ui, &format!("Not in the text: {pieces}, by what they are"));
    for (at, left_out) in account.left_out.iter().enumerate() {
        let words = format!("{} ({})", left_out.reason, left_out.count);
        let header = CollapsingHeader::new(RichText::new(visible(&words)).font(theme::medium(12.5)));
        header.id_salt(("left out", shown, at)).default_open(account.count() <= FEW_PIECES).show(ui, |ui| {
            for start in &left_out.starts {
                ui.add(Label::new(RichText::new(visible(start)).font(theme::small())).wrap());
            }
            let more = left_out.count.saturating_sub(left_out.starts.len());
            if more > 0 {
                fields::note(ui, &format!("and {more} more"));
            }
        });
    }
}

/// What the file says about itself, on one line.
fn facts(document: &NewDocument) -> String {
    let sentences = match document.sentences.len() {
        1 => "1 sentence".to_owned(),
        count => format!("{count} sentences"),
    };
    let source = &document.source;
    let parts = [&source.publisher, &source.author, &source.published, &document.language];
    let known = parts.into_iter().filter(|part| !part.is_empty()).map(|part| visible(part).into_owned());
    known.chain([sentences, visible(&document.file_name).into_owned()]).collect::<Vec<_>>().join(" · ")
}

/// Where the file says what it says about itself, on one line.
fn origins(document: &NewDocument) -> String {
    let parts = document.origins.iter().map(|(field, origin)| format!("{field} from the {origin}"));
    format!("Found: {}", parts.collect::<Vec<_>>().join(", "))
}

/// The encoding, to be read again in another one.
fn encoding_ui(
    ui: &mut Ui,
    document: &NewDocument,
    (path, read): (&Path, &ReadDocuments),
    actions: &mut Actions,
) {
    let options: Vec<(String, String)> =
        ENCODINGS.iter().map(|name| ((*name).to_owned(), String::new())).collect();
    ui.scope(|ui| {
        ui.set_max_width(220.0);
        let chosen = fields::choice_field(ui, "Encoding", &document.encoding, &options);
        if let Some((name, _)) = chosen.and_then(|index| options.get(index)) {
            let head = read.tables.iter().find(|(table, _)| table == path);
            let mapping = head.map(|(_, head)| head.mapping.clone());
            let choice = ReadChoice { encoding: Some(name.clone()), mapping };
            actions.push(FileAction::ReadAgain(path.to_path_buf(), choice));
        }
    });
}

/// The text as it will be stored, with marks for what cannot be seen.
fn text_ui(ui: &mut Ui, document: &NewDocument) {
    let palette = theme::palette(ui);
    let text = &document.text;
    let start = text.get(..crate::text::words::floor_char(text, SHOWN_LEN)).unwrap_or_default();
    let words = if start.len() < text.len() {
        "Text as it will be stored, its beginning"
    } else {
        "Text as it will be stored"
    };
    fields::caption(ui, words);
    Frame::new().fill(palette.paper).inner_margin(10).corner_radius(6).show(ui, |ui| {
        ui.set_width(ui.available_width());
        // Line by line: what is out of view costs nothing but its height.
        let lines: Vec<&str> = start.lines().collect();
        for line in lines {
            ui.add(Label::new(RichText::new(visible(line)).font(theme::reading(14.0))).wrap());
        }
    });
}
