//! [`Autosave`]: when the project file is written without anybody asking, when a failed save is tried again, and when
//! saving waits for the user.
//!
//! The policy knows neither a clock nor a window: the caller passes the time since some fixed moment.

use super::exchange::SaveError;
use super::{Access, SaveState, SaveTarget, Workspace};
use std::time::Duration;

/// Without an edit for so long, the project file is written.
const IDLE: Duration = Duration::from_secs(2);
/// After so long it is written although the user works on.
const BUSY: Duration = Duration::from_secs(30);
/// After so long without an edit it is written when edits are nowhere but in memory.
const IN_MEMORY: Duration = Duration::from_millis(300);
/// How long to wait before a failed save is tried again: at first and at most, doubled in between.
const RETRY: [Duration; 2] = [Duration::from_secs(4), Duration::from_mins(1)];

/// When the project file is written, and what stands in the way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Autosave {
    revision: u64,
    changed: Duration,
    unsaved_since: Option<Duration>,
    retry: Option<Retry>,
    /// The file is somebody else's by now: only the user can say what to do.
    is_blocked: bool,
    /// As the project was opened with recovered edits: while the user may still leave them out, nothing is saved.
    asked_at: Option<u64>,
    /// Somebody asked for the save that runs.
    is_requested: bool,
    unjournaled: Unjournaled,
}

/// A failed save that is tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Retry {
    at: Duration,
    waited: Duration,
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

/// Where the edits are that the project file lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaved {
    /// In the journal, which survives a crash.
    Journal,
    /// In a journal so long that reading it again would take its time.
    LongJournal,
    /// Nowhere but in memory.
    Memory,
}

/// How a save ended that the policy had to wait for.
#[derive(Debug)]
pub enum SaveEnd {
    /// The file is written; whether somebody had asked for it.
    Saved {
        /// Somebody waits to be told.
        is_requested: bool,
    },
    /// The file is as it was.
    Failed(SaveError),
}

impl Autosave {
    /// Takes up a save that ended, and begins one that is due. Call it once a frame, or every fraction of a second.
    pub fn poll(&mut self, workspace: &mut Workspace, now: Duration) -> Option<SaveEnd> {
        self.follow(workspace.revision(), now);
        let end = match workspace.poll_saving() {
            Ok(true) => Some(SaveEnd::Saved { is_requested: self.saved() }),
            Ok(false) => None,
            Err(err) => {
                self.failed(&err, now);
                Some(SaveEnd::Failed(err))
            }
        };
        if let Some(unsaved) = unsaved(workspace)
            && workspace.store().state() != SaveState::Saving
            && self.is_due(unsaved, now)
        {
            self.begin(unsaved, now);
            workspace.begin_saving(SaveTarget::Own);
        }
        end
    }

    /// Whether there are edits that will be written in a while, so that [`Autosave::poll`] is to be called again.
    pub fn is_waiting(&self, workspace: &Workspace) -> bool {
        unsaved(workspace).is_some() && !self.is_held()
    }

    /// Notes an edit. An edit answers the question about recovered ones: the user goes on with them.
    pub fn follow(&mut self, revision: u64, now: Duration) {
        if self.revision != revision {
            (self.revision, self.changed) = (revision, now);
            self.unsaved_since.get_or_insert(now);
        }
        if self.asked_at.is_some_and(|asked| asked != revision) {
            self.asked_at = None;
        }
    }

    /// Whether to save: once the user pauses, in long work every half minute, and at once when no journal takes edits;
    /// after a failure, when it is time to try again.
    pub fn is_due(&mut self, unsaved: Unsaved, now: Duration) -> bool {
        if self.is_held() {
            return false;
        }
        let since = *self.unsaved_since.get_or_insert(now);
        if let Some(retry) = self.retry {
            return now >= retry.at;
        }
        let idle = if unsaved == Unsaved::Memory { IN_MEMORY } else { IDLE };
        let is_quiet = now.saturating_sub(self.changed) > idle;
        is_quiet || now.saturating_sub(since) > BUSY || unsaved == Unsaved::LongJournal
    }

    /// Notes that a save begins.
    pub fn begin(&mut self, unsaved: Unsaved, now: Duration) {
        self.unjournaled = match (unsaved, self.unjournaled) {
            (Unsaved::Memory, Unjournaled::Unknown) => Unjournaled::Tried,
            (Unsaved::Memory, known @ (Unjournaled::Tried | Unjournaled::InFile)) => known,
            (Unsaved::Journal | Unsaved::LongJournal, _) => Unjournaled::Unknown,
        };
        self.unsaved_since = Some(now);
    }

    /// Notes that a save begins because somebody asked for it: it is tried at once, whatever stood in the way.
    pub const fn request(&mut self) {
        self.is_requested = true;
        self.retry = None;
        self.is_blocked = false;
    }

    /// Notes that the file is written; gives whether somebody had asked for it.
    pub const fn saved(&mut self) -> bool {
        self.asked_at = None;
        if matches!(self.unjournaled, Unjournaled::Tried) {
            self.unjournaled = Unjournaled::InFile;
        }
        self.unsaved_since = None;
        self.retry = None;
        std::mem::replace(&mut self.is_requested, false)
    }

    /// Notes that a save failed: it is tried again, unless the file is somebody else's by now.
    pub fn failed(&mut self, err: &SaveError, now: Duration) {
        self.is_requested = false;
        self.unjournaled = Unjournaled::Unknown;
        if is_about_another_file(err) {
            self.is_blocked = true;
            return;
        }
        let [first, most] = RETRY;
        let waited = self.retry.map_or(first, |retry| retry.waited.saturating_mul(2).min(most));
        self.retry = Some(Retry { at: now.saturating_add(waited), waited });
    }

    /// Nothing is saved until the user says what to do about the file, or it is as it was again.
    pub const fn block(&mut self, is_blocked: bool) {
        self.is_blocked = is_blocked;
    }

    /// Nothing is saved while the user may still leave out the edits that were recovered up to that revision.
    pub const fn ask_first(&mut self, revision: u64) {
        self.asked_at = Some(revision);
    }

    /// The user read of the recovered edits and keeps them.
    pub const fn stop_asking(&mut self) {
        self.asked_at = None;
    }

    /// Whether the user may still leave out recovered edits.
    pub const fn is_asking(&self) -> bool {
        self.asked_at.is_some()
    }

    /// Whether nothing is known to be in the way of a save.
    pub const fn can_save(&self) -> bool {
        self.retry.is_none() && !self.is_blocked
    }

    /// Whether edits that no journal takes are in the file a moment later.
    pub fn file_takes_edits(&self) -> bool {
        self.unjournaled == Unjournaled::InFile && self.can_save()
    }

    const fn is_held(&self) -> bool {
        self.is_blocked || self.is_asking()
    }
}

/// Whether a save failed because there is another file than the one that was read: trying again would not help.
pub const fn is_about_another_file(err: &SaveError) -> bool {
    matches!(err, SaveError::ChangedOutside(_) | SaveError::Gone(_) | SaveError::Exists(_))
}

/// Where the edits are that the file lacks; none where it lacks nothing, or cannot be written from here.
fn unsaved(workspace: &Workspace) -> Option<Unsaved> {
    let store = workspace.store();
    if !store.is_dirty() || store.path().is_none() || !matches!(store.access(), Access::Full) {
        return None;
    }
    Some(if store.trouble().is_some() {
        Unsaved::Memory
    } else if store.is_journal_long() {
        Unsaved::LongJournal
    } else {
        Unsaved::Journal
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    const fn secs(secs: u64) -> Duration {
        Duration::from_secs(secs)
    }

    fn gone() -> SaveError {
        SaveError::Gone(PathBuf::from("a.ron"))
    }

    fn no_space() -> SaveError {
        SaveError::NoSpace(PathBuf::from("a.ron"))
    }

    #[test]
    fn the_file_is_written_once_the_user_pauses() {
        let mut autosave = Autosave::default();
        autosave.follow(1, secs(10));
        assert!(!autosave.is_due(Unsaved::Journal, secs(12)));
        autosave.follow(2, secs(12));
        assert!(!autosave.is_due(Unsaved::Journal, secs(14)));
        assert!(autosave.is_due(Unsaved::Journal, secs(15)));
    }

    #[test]
    fn the_file_is_written_in_long_work_every_half_minute() {
        let mut autosave = Autosave::default();
        let dues = (1..=70).filter(|second| {
            let now = secs(*second);
            autosave.follow(*second, now);
            let is_due = autosave.is_due(Unsaved::Journal, now);
            if is_due {
                autosave.begin(Unsaved::Journal, now);
            }
            is_due
        });
        assert_eq!(dues.collect::<Vec<_>>(), [32, 63]);
    }

    #[test]
    fn edits_in_memory_alone_and_long_journals_are_written_sooner() {
        let mut autosave = Autosave::default();
        autosave.follow(1, secs(1));
        let soon = secs(1) + Duration::from_millis(400);
        assert!(autosave.is_due(Unsaved::Memory, soon));
        assert!(!autosave.is_due(Unsaved::Journal, soon));
        assert!(autosave.is_due(Unsaved::LongJournal, soon));
    }

    #[test]
    fn nothing_is_saved_while_the_user_may_leave_out_recovered_edits() {
        let mut autosave = Autosave::default();
        autosave.follow(7, secs(1));
        autosave.ask_first(7);
        assert!(!autosave.is_due(Unsaved::Journal, secs(60)));
        autosave.follow(8, secs(60));
        assert!(!autosave.is_asking(), "an edit answers the question");
        assert!(autosave.is_due(Unsaved::Journal, secs(63)));
    }

    #[test]
    fn a_file_of_somebody_else_blocks_saving_until_somebody_asks_for_it() {
        let mut autosave = Autosave::default();
        autosave.follow(1, secs(1));
        autosave.failed(&gone(), secs(2));
        assert!(!autosave.can_save());
        assert!(!autosave.is_due(Unsaved::Memory, secs(600)));
        autosave.request();
        assert!(autosave.can_save());
        assert!(autosave.saved(), "somebody had asked for it");
        assert!(!autosave.saved());
    }

    #[test]
    fn a_failed_save_is_tried_again_after_ever_longer_waits_up_to_a_minute() {
        let mut autosave = Autosave::default();
        autosave.follow(1, secs(0));
        let mut now = secs(0);
        let waits: Vec<u64> = (0..6)
            .map(|_| {
                autosave.failed(&no_space(), now);
                let failed = now;
                while !autosave.is_due(Unsaved::Journal, now) {
                    now += secs(1);
                }
                now.saturating_sub(failed).as_secs()
            })
            .collect();
        assert_eq!(waits, [4, 8, 16, 32, 60, 60]);
        autosave.saved();
        assert!(autosave.can_save());
    }

    #[test]
    fn the_file_is_known_to_take_edits_only_after_it_took_some() {
        let mut autosave = Autosave::default();
        autosave.begin(Unsaved::Memory, secs(1));
        assert!(!autosave.file_takes_edits());
        autosave.saved();
        assert!(autosave.file_takes_edits());
        autosave.failed(&no_space(), secs(2));
        assert!(!autosave.file_takes_edits());
        autosave.begin(Unsaved::Journal, secs(9));
        autosave.saved();
        assert!(!autosave.file_takes_edits(), "the journal takes them");
    }
}
