//! Saves because somebody asked for it.

use crate::ui::files::action::FileAction;
use crate::ui::jobs::Jobs;
use crate::ui::messages::{Message, Topic};
use crate::ui::parts::Parts;
use crate::workspace::{Access, SaveTarget, Workspace};
use std::path::PathBuf;

/// Saves into the project's own file; tells why not where it may not be written.
pub(in crate::ui) fn save(parts: &mut Parts<'_>, jobs: &mut Jobs) {
    if matches!(parts.workspace.store().access(), Access::Reading(_)) {
        let text =
            "The project was not saved: it is open elsewhere. Take it over, or save it under another name.";
        let message = Message::new(true, text).about(Topic::Save).with("Save as…", FileAction::SaveAs);
        parts.put_message(message);
        return;
    }
    parts.workspace.hurry_sync();
    parts.workspace.begin_saving(SaveTarget::Own);
    jobs.autosave.request();
}

/// Saves into that file, which becomes the project's own.
pub(in crate::ui) fn save_to(workspace: &mut Workspace, jobs: &mut Jobs, path: PathBuf) {
    workspace.begin_saving(SaveTarget::Replace(path));
    jobs.autosave.request();
}
