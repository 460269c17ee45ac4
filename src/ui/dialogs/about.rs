//! What this program is: version, what it does and does not do, licence.

use super::frame::DialogFrame;
use crate::ui::action::Actions;
use crate::ui::theme;
use crate::ui::widgets::fields;
use eframe::egui::{Label, RichText, Ui};

/// What is said besides name and version.
const WORDS: [&str; 3] = [
    "Read sources side by side, tag what each one claims, link the claims across sources, and see where the sources and \
     the annotators disagree.",
    "Everything stays on this computer: there is no account, no server, and nothing is sent anywhere.",
    "Free software under the MIT licence or the Apache License 2.0, as you choose. The typefaces Inter and Literata are \
     under the SIL Open Font License, the icons (Phosphor) under the MIT licence.",
];

/// Draws the dialog.
pub(super) fn about_ui(ui: &Ui, actions: &mut Actions) {
    DialogFrame::light("About Crossclaim", 460.0).show(ui, actions, |ui, _| {
        ui.label(RichText::new("Crossclaim").font(theme::semibold(20.0)));
        let version = format!("Version {}", env!("CARGO_PKG_VERSION"));
        ui.add(Label::new(RichText::new(version).color(theme::palette(ui).muted)).selectable(true));
        ui.add_space(6.0);
        for words in WORDS {
            ui.add(Label::new(words).wrap());
            ui.add_space(4.0);
        }
        fields::note(ui, "All keys are listed under ?");
    });
}
