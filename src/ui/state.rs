//! [`UiState`]: what this window shows and what is half done in it (typing, dragging, linking). Never saved with the
//! project.

use super::adjudication::state::AdjudicationState;
use super::agreement::state::AgreementState;
use super::autosave::state::SaveNotice;
use super::disagreements::state::ReviewState;
use super::documents::state::LibraryState;
use super::draft::Texts;
use super::files::export_request::ExportRequest;
use super::files::state::{AnnotationsOnShow, ExportChoice, FilePlace, ImportDraft};
use super::matrix::state::MatrixState;
use super::messages::{Message, Toast};
use super::navigation::{Dialog, MainView};
use super::read::state::ReadState;
use super::search::state::Search;
use super::team::state::{MergeOnShow, Notified};
use super::window::state::{HintStart, Look};
use crate::model::{Codebook, Scale};
use crate::ui::check::state::CheckState;
use crate::ui::chronology::state::ChronologyState;
use crate::ui::claims::state::ClaimsState;
use crate::ui::codebook::state::KindsDraft;
use crate::ui::documents::state::SourcesDraft;
use crate::ui::files::browser::draft::FilesDraft;
use crate::ui::questions::state::QuestionsState;
use crate::view::layers::{Layers, Shown};
use crate::workspace::exchange::ReportOptions;
use crate::workspace::{Habits, Rescue, Workspace};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The window's own state.
#[derive(Debug, Default)]
pub struct UiState {
    /// Whose work is on show.
    pub layers: Layers,
    /// The Read view.
    pub read: ReadState,
    /// The Disagreements view.
    pub review: ReviewState,
    /// The list of differences between annotators.
    pub adjudication: AdjudicationState,
    /// The Claims view.
    pub claims: ClaimsState,
    /// The Matrix view.
    pub matrix: MatrixState,
    /// The Chronology view.
    pub chronology: ChronologyState,
    /// What links are about.
    pub questions: QuestionsState,
    /// The Agreement view.
    pub agreement: AgreementState,
    /// The Check view.
    pub check: CheckState,
    /// Which view is on show.
    pub view: MainView,
    /// Theme, sizes, panels.
    pub look: Look,
    /// How this user likes to tag and link.
    pub habits: Habits,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
    /// Text being typed in dialogs and fields, by field.
    pub drafts: Drafts,
    /// Errors and notices that stay until read, oldest first.
    pub messages: Vec<Message>,
    /// What was just done; goes by itself.
    pub toast: Option<Toast>,
    /// Search over all documents.
    pub search: Search,
    /// The documents panel.
    pub library: LibraryState,
    /// Hint of the first start on show, from 0; none when done.
    pub hint: Option<usize>,
    /// What was there when the present hint came up, and of which revision.
    pub hint_start: Option<(u64, HintStart)>,
    /// What takes long, with how far it is (0–1, or NaN when nobody can tell and nothing can be cancelled).
    pub progress: Option<(String, f32)>,
    /// How safe the work is, for the top bar.
    pub save_state: SaveNotice,
    /// What the export dialog offers, in order.
    pub export_formats: Vec<ExportChoice>,
    /// What annotations may be read as: name and label.
    pub import_formats: Vec<(String, String)>,
    /// Whose work the annotations on show are to be, as it is typed.
    pub annotations_by: String,
    /// Projects opened lately, newest first.
    pub recent: Vec<PathBuf>,
    /// The titles of those among them whose files have no name of their own.
    pub draft_titles: BTreeMap<PathBuf, String>,
    /// A damaged project that was to be opened, and what can be had of it.
    pub rescue: Option<Rescue>,
    /// What file dialogs propose.
    pub place: FilePlace,
    /// The merge that is looked at.
    pub merge: MergeOnShow,
    /// Annotations made elsewhere that are looked at.
    pub annotations: AnnotationsOnShow,
    /// What was told of work that others did.
    pub notified: Notified,
    /// Whether this annotator's name is to be asked for.
    pub asks_name: bool,
}

impl UiState {
    /// The project as far as its layers are on show.
    pub fn shown<'a>(&'a self, workspace: &'a Workspace) -> Shown<'a> {
        Shown { project: workspace.project(), layers: &self.layers }
    }
}

/// Text that is being typed, until it becomes a step on leaving the field.
#[derive(Debug, Default)]
pub struct Drafts {
    /// Texts that are being typed; an entry lives while its field has the keyboard.
    pub fields: Texts,
    /// The codebook as it is being edited.
    pub codebook: Option<Codebook>,
    /// Where documents come from, as it is being edited.
    pub sources: SourcesDraft,
    /// What is chosen in the export dialog.
    pub export: ExportRequest,
    /// What is chosen in the dialog of reports.
    pub report: ReportOptions,
    /// Documents that were read and wait to be added.
    pub import: ImportDraft,
    /// Folder on show in the program's own file dialog.
    pub folder: Option<PathBuf>,
    /// Row under the keyboard in a list (palette, search, files).
    pub row: usize,
    /// Whether the first field of the open dialog has been given the keyboard.
    pub focus_given: bool,
    /// What is half done in the codebook dialog beside the codebook itself.
    pub kinds: KindsDraft,
    /// What is half done in the program's own file dialog.
    pub files: FilesDraft,
    /// A scale that is being written.
    pub scale: Option<Scale>,
    /// Which recent projects are no longer there, once looked up.
    pub recent_gone: Option<BTreeSet<PathBuf>>,
}
