//! [`Announcer`]: what happened, in words, for people who do not see the window.
//!
//! A live region of the accessibility tree holds the words. It stands outside the window's other parts, so that an open
//! dialog does not hide it. Messages are live regions of their own, where they are shown.

use crate::ui::autosave::state::SaveLevel;
use eframe::egui::accesskit::{Live, Role};
use eframe::egui::{Context, Id};

/// Collects the words of a frame and puts them into the live region.
#[derive(Debug, Default)]
pub struct Announcer {
    said: Spoken,
    /// Whether the user asked to save, and is to be told when it is done.
    awaits_save: bool,
    /// What was at hand in the last frame, in words.
    at_hand: String,
}

/// The live region.
#[derive(Debug, Default)]
struct Spoken {
    /// What the region holds.
    text: String,
    /// What goes in with the next frame.
    waiting: Vec<String>,
    /// Whether the region's text ends in a blank that is not heard, so that the same words twice are a change.
    is_odd: bool,
}

impl Announcer {
    /// Says what was done.
    pub fn say(&mut self, words: impl Into<String>) {
        self.said.waiting.push(words.into());
    }

    /// The user asked to save: the end of it is said.
    pub const fn await_save(&mut self) {
        self.awaits_save = true;
    }

    /// How much was said that no frame has shown yet.
    pub const fn waiting_count(&self) -> usize {
        self.said.waiting.len()
    }

    /// What was said last, for tests.
    pub fn last_words(&self) -> &str {
        self.said.text.trim_end()
    }

    /// Says what is at hand in a list that the keyboard walks, when it is another thing than before.
    pub fn hear_at_hand(&mut self, words: String) {
        if !words.is_empty() && words != self.at_hand {
            self.say(words.clone());
        }
        self.at_hand = words;
    }

    /// Says when a save that was asked for is done; what goes wrong is a message.
    pub fn hear_save(&mut self, level: SaveLevel) {
        if self.awaits_save && level == SaveLevel::Good {
            self.awaits_save = false;
            self.say("The project is saved");
        }
    }

    /// Puts what was said into the tree.
    pub fn show(&mut self, ctx: &Context) {
        if !self.said.waiting.is_empty() {
            self.said.turn();
            ctx.request_repaint();
        }
        // The closure runs only while somebody reads the tree.
        ctx.accesskit_node_builder(Id::unique("what is said"), |node| {
            node.set_role(Role::Status);
            node.set_live(Live::Polite);
            node.set_label(self.said.text.as_str());
        });
    }
}

impl Spoken {
    fn turn(&mut self) {
        let words: Vec<String> = std::mem::take(&mut self.waiting);
        self.is_odd = !self.is_odd;
        let blank = if self.is_odd { "\u{A0}" } else { "" };
        self.text = words.join(". ") + blank;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_twice_are_a_change() {
        let mut announcer = Announcer::default();
        announcer.say("Tagged");
        announcer.said.turn();
        let first = announcer.said.text.clone();
        announcer.say("Tagged");
        announcer.said.turn();
        assert_ne!(announcer.said.text, first);
        assert_eq!(announcer.last_words(), "Tagged");
    }

    #[test]
    fn a_save_is_said_when_it_was_asked_for() {
        let mut announcer = Announcer::default();
        announcer.hear_save(SaveLevel::Good);
        assert_eq!(announcer.waiting_count(), 0, "nobody asked");
        announcer.await_save();
        announcer.hear_save(SaveLevel::Pending);
        announcer.hear_save(SaveLevel::Good);
        announcer.hear_save(SaveLevel::Good);
        assert_eq!(announcer.said.waiting, ["The project is saved"]);
    }

    #[test]
    fn what_is_at_hand_is_said_once() {
        let mut announcer = Announcer::default();
        for words in ["First", "First", "", "First"] {
            announcer.hear_at_hand(words.to_owned());
        }
        assert_eq!(announcer.said.waiting, ["First", "First"]);
    }
}
