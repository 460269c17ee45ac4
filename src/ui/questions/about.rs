//! [`about_ui`]: *about: QUESTION*, which names the question of a link and opens the choice of another one.

use super::action::QuestionAction;
use super::state::Moved;
use crate::analysis::questions::DefaultReason;
use crate::ui::action::Actions;
use crate::ui::theme;
use crate::ui::widgets::{fields, fitted, named};
use eframe::egui::accesskit::Role;
use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{Button, Galley, RichText, Shape, Stroke, Ui, vec2};
use std::sync::Arc;

/// Of the sign that a choice opens, with the space before it.
const CHOICE_WIDTH: f32 = 18.0;

/// Draws the line; a click asks for another question. `hint` says why this one.
pub fn about_ui(ui: &mut Ui, title: &str, hint: &str, moved: &Moved, actions: &mut Actions) {
    let palette = theme::palette(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(RichText::new("about").font(theme::small()).color(palette.muted));
        let room = (ui.available_width() - 44.0).max(60.0);
        // Room for the sign of a choice after the words, which no bundled typeface has.
        let words = fitted(ui, title, theme::medium(12.5), palette.ink, room - CHOICE_WIDTH);
        let size = vec2(words.size().x + CHOICE_WIDTH + 16.0, 26.0);
        let response = ui.add(Button::new(words).frame(true).min_size(size).right_text(""));
        let at = response.rect.right_center() - vec2(12.0, -1.0);
        let corners = vec![at + vec2(-4.0, -2.5), at + vec2(4.0, -2.5), at + vec2(0.0, 2.5)];
        ui.painter().add(Shape::convex_polygon(corners, palette.muted, Stroke::NONE));
        named(&response, Role::Button, &format!("About: {title}"));
        if response.clicked() {
            actions.push(QuestionAction::Choose(moved.clone()));
        }
        response.on_hover_text(format!("{title}\n{hint}"));
        fields::cap(ui, "Q");
    });
}

/// A title fit into a width and a number of rows; of a proposed question in italics.
pub fn title_galley(ui: &Ui, title: &str, is_proposed: bool, (width, rows): (f32, usize)) -> Arc<Galley> {
    let palette = theme::palette(ui);
    let format = TextFormat {
        font_id: theme::reading(13.5),
        color: palette.ink,
        italics: is_proposed,
        ..TextFormat::default()
    };
    let mut job = LayoutJob::single_section(title.to_owned(), format);
    // A single line is used to its end.
    job.wrap = TextWrapping {
        max_width: width,
        max_rows: rows,
        break_anywhere: rows == 1,
        ..TextWrapping::default()
    };
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

impl DefaultReason {
    /// In words, for the hint of the line.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Shared => "Both claims speak to this question",
            Self::InUse => "The question used last, to which one of the claims speaks",
            Self::Words => "Its links share most words with this one",
            Self::New => "No question fits; a new one is named by its most central statement",
        }
    }
}
