//! Looks after the safety of the work: journal and file beside the window, what went wrong with them, and what somebody
//! else did.

use super::action::KeepAction;
use crate::ui::CrossclaimApp;
use crate::ui::files::action::FileAction;
use crate::ui::messages::{self, Message, Topic};
use crate::ui::team::action::TeamAction;
use crate::workspace::exchange::SaveError;
use crate::workspace::{Access, Launch, LockOwner, Outside, SaveState, SaveTarget, Waker};
use eframe::egui::Context;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Seconds without an edit after which the project file is written.
const IDLE_SECS: f64 = 2.0;
/// Seconds after which it is written although the user works on.
const BUSY_SECS: f64 = 30.0;
/// Seconds after which it is written when edits are nowhere but in memory.
const MEMORY_SECS: f64 = 0.3;
/// Seconds after which a save that failed is tried again, at first and at most; doubled in between.
const RETRY_SECS: (f64, f64) = (4.0, 60.0);

/// When the project last changed and when it was first unsaved, in seconds of the window's clock.
#[derive(Default)]
pub struct Autosave {
    revision: u64,
    changed: f64,
    unsaved_since: Option<f64>,
    /// When a failed save is tried again, and how long was waited for it.
    retry: Option<(f64, f64)>,
    /// The file is somebody else's by now: only the user can say what to do.
    is_blocked: bool,
    /// As the project was opened with recovered edits: as long as the user may still leave them out, nothing is saved.
    asked: Option<u64>,
    had_focus: bool,
    /// Whom the threads beside the window wake; none before the first frame.
    waker: Option<Waker>,
    file: Option<PathBuf>,
    ending: SaveEnding,
    unjournaled: Unjournaled,
}

/// How the end of the save that runs is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum SaveEnding {
    /// It was nobody's wish.
    #[default]
    Quiet,
    /// Somebody asked for it.
    Told,
}

/// Where edits go that no journal takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Unjournaled {
    /// Nowhere, as far as is known.
    #[default]
    Unknown,
    /// The save that runs tries the file.
    Tried,
    /// The file takes them.
    InFile,
}

impl fmt::Debug for Autosave {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Autosave").field("revision", &self.revision).finish_non_exhaustive()
    }
}

impl Autosave {
    /// What stood in the way of a save is gone.
    pub(in crate::ui) const fn unblock(&mut self) {
        self.is_blocked = false;
    }

    /// Whether nothing is known to be in the way of a save.
    pub(in crate::ui) const fn can_save(&self) -> bool {
        self.retry.is_none() && !self.is_blocked
    }
}

impl CrossclaimApp {
    pub(in crate::ui) fn perform_keep(&mut self, action: KeepAction, ctx: &Context) {
        let path = self.workspace.store().path().map(std::path::Path::to_path_buf);
        match action {
            KeepAction::Reload => self.reopen(path.map(Launch::Project), ctx),
            KeepAction::TakeOver => self.reopen(path.map(Launch::TakeOver), ctx),
            KeepAction::DeclineRecovery => self.decline_recovery(path, ctx),
            KeepAction::OpenOffer(offer) => {
                if let Some(path) = path {
                    self.launch(Launch::Offered(path, offer), ctx);
                }
            }
            KeepAction::DeclineOffer(offer) => {
                let declined = offer.decline(self.workspace.store().environment());
                if let Err(reason) = declined {
                    self.show_message(true, reason);
                }
            }
            KeepAction::ListBackups => self.list_backups(),
            KeepAction::OpenRescued(index) => {
                let rescue = self.state.rescue.take();
                self.state.dialog = None;
                if let Some(rescue) = rescue {
                    self.launch(Launch::Rescued(rescue, index), ctx);
                }
            }
        }
    }

    fn decline_recovery(&mut self, path: Option<PathBuf>, ctx: &Context) {
        match self.workspace.decline_recovery() {
            Ok(()) => self.reopen(path.map(Launch::Project), ctx),
            Err(err) => {
                let text = format!("The recovered edits stay: their journal could not be put away ({err}).");
                self.show_message(true, text);
            }
        }
    }

    pub(in crate::ui) fn save(&mut self) {
        if matches!(self.workspace.store().access(), Access::Reading(_)) {
            let text = "The project was not saved: it is open elsewhere. Take it over, or save it under another name.";
            let message = Message::new(true, text).about(Topic::Save).with("Save as…", FileAction::SaveAs);
            self.put_message(message);
            return;
        }
        self.workspace.hurry_sync();
        self.autosave.ending = SaveEnding::Told;
        self.workspace.begin_saving(SaveTarget::Own);
        (self.autosave.retry, self.autosave.is_blocked) = (None, false);
    }

    pub(in crate::ui) fn save_to(&mut self, path: PathBuf) {
        self.autosave.ending = SaveEnding::Told;
        self.workspace.begin_saving(SaveTarget::Replace(path));
        (self.autosave.retry, self.autosave.is_blocked) = (None, false);
    }

    /// Called from other threads when there is something to draw; none before the first frame.
    pub(in crate::ui) fn waker(&self) -> Option<Waker> {
        self.autosave.waker.clone()
    }

    /// Looks after journal and file, and says how safe the work is.
    pub(in crate::ui) fn poll_keeping(&mut self, ctx: &Context) {
        if self.autosave.waker.is_none() {
            let ctx = ctx.clone();
            let waker: Waker = Arc::new(move || ctx.request_repaint());
            self.autosave.waker = Some(Arc::clone(&waker));
            self.workspace.watch(waker);
        }
        let has_focus = ctx.input(|input| input.focused);
        if self.autosave.had_focus && !has_focus {
            self.workspace.hurry_sync();
        }
        self.autosave.had_focus = has_focus;
        for what in self.workspace.outside() {
            self.tell_outside(what);
        }
        self.poll_saving(ctx);
        self.poll_backups();
        self.tell_memory();
        self.state.save_state = self.save_notice();
    }

    /// The file is written once the user pauses, in long work every half minute, and at once when no journal takes edits.
    fn poll_saving(&mut self, ctx: &Context) {
        let now = ctx.input(|input| input.time);
        let revision = self.workspace.revision();
        if self.autosave.revision != revision {
            (self.autosave.revision, self.autosave.changed) = (revision, now);
            self.autosave.unsaved_since.get_or_insert(now);
        }
        match self.workspace.poll_saving() {
            Ok(true) => self.saved(),
            Ok(false) => {}
            Err(err) => self.not_saved(&err, now),
        }
        if self.autosave.asked.is_some_and(|asked| asked != revision) {
            self.end_question();
        }
        let store = self.workspace.store();
        let can_save = store.path().is_some() && matches!(store.access(), Access::Full);
        if !store.is_dirty() || !can_save || self.autosave.is_blocked || self.is_asking() {
            return;
        }
        let since = *self.autosave.unsaved_since.get_or_insert(now);
        let idle = if store.trouble().is_some() { MEMORY_SECS } else { IDLE_SECS };
        let is_quiet = now - self.autosave.changed > idle || now - since > BUSY_SECS;
        let is_due = match self.autosave.retry {
            Some((at, _)) => now >= at,
            None => is_quiet || store.is_journal_long(),
        };
        if is_due && store.state() != SaveState::Saving {
            let has_trouble = store.trouble().is_some();
            self.autosave.unjournaled = match self.autosave.unjournaled {
                Unjournaled::Unknown if has_trouble => Unjournaled::Tried,
                Unjournaled::Tried | Unjournaled::InFile if has_trouble => self.autosave.unjournaled,
                Unjournaled::Unknown | Unjournaled::Tried | Unjournaled::InFile => Unjournaled::Unknown,
            };
            self.autosave.unsaved_since = Some(now);
            self.workspace.begin_saving(SaveTarget::Own);
        }
        ctx.request_repaint_after(Duration::from_millis(200));
    }

    /// Whether the user was told of recovered edits and has neither gone on nor read it.
    fn is_asking(&self) -> bool {
        let is_told = self.state.messages.iter().any(|message| message.topic == Some(Topic::Recovery));
        self.autosave.asked.is_some() && is_told
    }

    fn end_question(&mut self) {
        self.autosave.asked = None;
        messages::forget(&mut self.state.messages, Some(Topic::Recovery));
    }

    fn saved(&mut self) {
        self.end_question();
        if self.autosave.unjournaled == Unjournaled::Tried {
            self.autosave.unjournaled = Unjournaled::InFile;
        }
        (self.autosave.unsaved_since, self.autosave.retry) = (None, None);
        messages::forget(&mut self.state.messages, Some(Topic::Save));
        match self.workspace.store().backup_problem().map(ToString::to_string) {
            None => messages::forget(&mut self.state.messages, Some(Topic::State)),
            problem => self.note_state_problem(problem),
        }
        if std::mem::take(&mut self.autosave.ending) == SaveEnding::Told {
            self.say_saved();
        }
        let path = self.workspace.store().path().map(std::path::Path::to_path_buf);
        if self.autosave.file != path {
            self.autosave.file = path;
            messages::forget(&mut self.state.messages, Some(Topic::Outside));
            messages::forget(&mut self.state.messages, Some(Topic::Access));
            self.note_state_problem(self.workspace.remember());
        }
    }

    fn not_saved(&mut self, err: &SaveError, now: f64) {
        let is_elsewhere =
            matches!(err, SaveError::ChangedOutside(_) | SaveError::Gone(_) | SaveError::Exists(_));
        (self.autosave.ending, self.autosave.unjournaled) = Default::default();
        let message = Message::new(true, err.to_string());
        if is_elsewhere {
            self.autosave.is_blocked = true;
            let message = message.about(Topic::Outside);
            let message = if matches!(err, SaveError::ChangedOutside(_)) {
                let message = message.with("Reload", KeepAction::Reload);
                match self.workspace.store().path() {
                    Some(path) => message.with("Compare and merge…", TeamAction::Compare(path.to_path_buf())),
                    None => message,
                }
            } else {
                message
            };
            self.put_message(message.with("Save as…", FileAction::SaveAs));
            return;
        }
        let waited = self.autosave.retry.map_or(RETRY_SECS.0, |(_, waited)| (waited * 2.0).min(RETRY_SECS.1));
        self.autosave.retry = Some((now + waited, waited));
        let message = message.about(Topic::Save).with("Try again", FileAction::Save);
        self.put_message(message.with("Save as…", FileAction::SaveAs));
    }

    fn tell_outside(&mut self, what: Outside) {
        let count = self.workspace.store().unsaved_count();
        let kept = match count {
            0 => String::new(),
            _ if self.workspace.store().trouble().is_some() => {
                " Your edits since then are only in memory: save them under another name.".to_owned()
            }
            1 => " Your edit since then is in the journal and can be opened as a copy.".to_owned(),
            count => {
                format!(" Your {count} edits since then are in the journal and can be opened as a copy.")
            }
        };
        let message = match what {
            Outside::Changed => {
                self.autosave.is_blocked = count > 0;
                let text = format!(
                    "The project file was changed outside this window, by a colleague, a sync service or another program.{kept}"
                );
                let message = Message::new(count > 0, text).with("Reload", KeepAction::Reload);
                match self.workspace.store().path() {
                    Some(path) if count > 0 => {
                        message.with("Compare and merge…", TeamAction::Compare(path.to_path_buf()))
                    }
                    _ => message,
                }
            }
            Outside::Gone => {
                Message::new(true, "The project file was moved or deleted; what is on show here is not lost.")
            }
            Outside::Back => {
                self.autosave.is_blocked = false;
                messages::forget(&mut self.state.messages, Some(Topic::Outside));
                return;
            }
            Outside::TakenOver(owner) => {
                // Their window has taken over what this one's journal held.
                self.put_message(taken_over(&owner));
                return;
            }
        };
        let message = message.about(Topic::Outside).with("Save as…", FileAction::SaveAs);
        self.put_message(message);
    }

    /// The red banner stands exactly as long as edits are nowhere but in memory.
    fn tell_memory(&mut self) {
        let store = self.workspace.store();
        // Where the file takes them, they are in memory for a blink.
        let file_takes_them = self.autosave.unjournaled == Unjournaled::InFile && self.autosave.can_save();
        match store.trouble().filter(|_| store.path().is_some() && !file_takes_them) {
            Some(why) => {
                let text = format!("Edits are only in memory: {why}. Save the project in another place.");
                let message = Message::new(true, text).about(Topic::Memory);
                let message =
                    message.with("Save as…", FileAction::SaveAs).with("Try again", FileAction::Save);
                self.put_message(message);
            }
            None => messages::forget(&mut self.state.messages, Some(Topic::Memory)),
        }
    }

    /// Says what was found when the project was opened, and what can be done about it.
    pub(in crate::ui) fn tell_recovery(&mut self) {
        self.autosave.file = self.workspace.store().path().map(std::path::Path::to_path_buf);
        let recovery = self.workspace.recovery().clone();
        if let Some(text) = recovery.text() {
            let message = Message::new(false, text).about(Topic::Recovery);
            let message = message.with("Leave them out", KeepAction::DeclineRecovery);
            self.autosave.asked = Some(self.workspace.revision());
            self.put_message(message);
        }
        for offer in recovery.offers {
            let edits = if offer.step_count == 1 {
                "1 edit".to_owned()
            } else {
                format!("{} edits", offer.step_count)
            };
            let text = format!(
                "{edits} up to {} belong to another state of this project file, which was changed since. They are in a journal of their own.",
                offer.time.local_text()
            );
            let message = Message::new(false, text)
                .with("Open as a copy", KeepAction::OpenOffer(offer.clone()))
                .with("Put away", KeepAction::DeclineOffer(offer));
            self.put_message(message);
        }
        if let Access::Reading(owner) = self.workspace.store().access() {
            let text = format!("You are only reading: {owner} has this project open.");
            let message =
                Message::new(true, text).about(Topic::Access).with("Take over", KeepAction::TakeOver);
            self.put_message(message);
        }
    }
}

fn taken_over(owner: &LockOwner) -> Message {
    let text = format!(
        "This project was taken over by {owner}, with all that you did. From here on you are only reading."
    );
    Message::new(true, text).about(Topic::Access).with("Take back", KeepAction::TakeOver)
}
