//! [`UiState`]: what this window shows and what is half done in it (typing, dragging, linking). Never saved with the
//! project.

mod adjudication;
mod read;
mod review;
mod search;

pub use adjudication::{AdjudicationState, WaitingReason};
pub use read::{Aim, Column, InspectorField, Mode, NextConfidence, ReadState, Selection, SentenceMenu};
pub use review::{AgreementState, LikelyPlace, MatrixState, ReviewList, ReviewState};
pub use search::{Origin, OriginColumn, Search};

use crate::analysis::threads::QuestionKey;
use crate::model::DocumentId;
use crate::ui::check::CheckState;
use crate::ui::chronology::ChronologyState;
use crate::ui::claims::ClaimsState;
use crate::ui::messages::{Message, Toast};
use crate::ui::panels::documents::LibraryState;
use crate::ui::questions::{Moved, QuestionsState};
use crate::ui::regions::Region;
use crate::view::layers::Layers;
use crate::workspace::exchange::{ReadDocuments, ReportOptions};
use crate::workspace::{AnnotationsPreview, Habits, MergePreview, Rescue, UnlikeCodebooks};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

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
    pub told: Told,
    /// Whether this annotator's name is to be asked for.
    pub asks_name: bool,
}

/// Annotations made elsewhere that are looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AnnotationsOnShow {
    /// None.
    #[default]
    None,
    /// These files are being read.
    Reading(Vec<PathBuf>),
    /// What would come of them.
    Ready(Box<AnnotationsPreview>),
    /// Why these files cannot be taken in.
    Refused(Vec<PathBuf>, String),
}

/// What was told once and need not be told again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// A copy of the project beside it.
    pub copy: Option<PathBuf>,
    /// How many conflicts a merge left.
    pub conflicts: usize,
}

/// The merge that is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum MergeOnShow {
    /// None.
    #[default]
    None,
    /// That version is being read.
    Reading(PathBuf),
    /// What would come of it.
    Ready(Box<MergePreview>),
    /// It has to be said what entries of the codebooks stand for.
    Unlike(Box<UnlikeCodebooks>),
    /// Why it cannot be merged.
    Refused(String),
}

/// How safe the work is, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveNotice {
    /// Shown beside the dot.
    pub text: String,
    /// Where the work is and what can happen to it.
    pub why: String,
    /// Colour of the dot.
    pub level: SaveLevel,
}

impl Default for SaveNotice {
    fn default() -> Self {
        Self { text: "Not saved yet".to_owned(), why: String::new(), level: SaveLevel::Pending }
    }
}

/// How safe the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveLevel {
    /// All of it is on the disk and survives a crash.
    Good,
    /// It is on its way.
    Pending,
    /// Somebody else has the project open: nothing is written into the file from here.
    Reading,
    /// Some of it is nowhere but in memory.
    Bad,
}

/// A format of the export dialog.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportChoice {
    /// Name in the registry of formats.
    pub name: String,
    /// Shown.
    pub label: String,
    /// What the format cannot hold, each in one phrase; empty when it holds everything.
    pub what_is_lost: Vec<String>,
}

/// What file dialogs propose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilePlace {
    /// Where they begin.
    pub folder: Option<PathBuf>,
    /// Folder of the open project; none before it has a place of its own.
    pub project: Option<PathBuf>,
    /// The project's title as the name of a file, without ending.
    pub name: String,
}

/// The views of the top bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MainView {
    /// Documents side by side.
    #[default]
    Read,
    /// All claims as a table.
    Claims,
    /// Threads by documents.
    Matrix,
    /// Dated claims in order.
    Chronology,
    /// The queue of disagreements.
    Disagreements,
    /// Annotators against each other.
    Agreement,
    /// A draft against its sources.
    Check,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// As the system says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// Theme, sizes, panels.
#[derive(Clone, Debug)]
pub struct Look {
    /// Light or dark.
    pub theme: ThemeChoice,
    /// Size of document text in points.
    pub reading_size: f32,
    /// Factor on all sizes, as of the last frame.
    pub zoom: f32,
    /// Whether the documents are shown.
    pub left_open: bool,
    /// Whether the inspector is shown.
    pub right_open: bool,
    /// The part of the window to which F6 last gave the keyboard.
    pub region: Region,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::default(),
            reading_size: 15.5,
            zoom: 1.0,
            left_open: true,
            right_open: true,
            region: Region::default(),
        }
    }
}

/// The dialogs; at most one is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Find and run a command.
    Palette,
    /// All gestures and keys.
    Help,
    /// The guide, at the page of that index.
    Guide(usize),
    /// Title, language and source of a document.
    Details(DocumentId),
    /// Language and source of several documents.
    BulkDetails,
    /// Kinds, keys, colours, definitions.
    Codebook,
    /// Confidence scale and title of the project, the annotator's name.
    Settings,
    /// Paste a text as a document.
    Paste,
    /// Look at documents before they are added.
    Import,
    /// Choose what to export.
    Export,
    /// Choose what a report is made of.
    Report,
    /// The program's own file dialog, where the system has none.
    Files(FilesFor),
    /// Projects opened lately.
    Recent,
    /// Asks before a document goes.
    RemoveDocument(DocumentId),
    /// Asks what to do with unsaved work.
    Unsaved,
    /// Asks which state of a damaged project to take.
    Rescue,
    /// What would come of annotations made elsewhere.
    Annotations,
    /// What would come of a merge.
    Merge,
    /// What a merge left to be settled.
    Conflicts,
    /// Asks before the layers of others are opened.
    Reveal,
    /// Asks for a question.
    ChooseQuestion(Moved),
    /// Asks for the title of a question.
    RenameQuestion(QuestionKey),
    /// Asks what of a question to split off.
    SplitQuestion(QuestionKey),
    /// Which tags the selected claims get or lose.
    ClaimTags,
    /// What undo and redo would do.
    Steps,
    /// What this program is.
    About,
}

/// What the file dialog is open for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilesFor {
    /// A project to open.
    OpenProject,
    /// Another version of the project.
    MergeProject,
    /// Annotations made elsewhere.
    Annotations,
    /// Documents to add.
    AddDocuments,
    /// Where to save.
    SaveProject,
    /// Where to export.
    Export(crate::ui::action::ExportRequest),
    /// Where to write a table that a view shows.
    Table(crate::workspace::exchange::TableForm),
    /// Where to write a report.
    Report(ReportOptions),
}

/// Text that is being typed, until it becomes a step on leaving the field.
#[derive(Debug, Default)]
pub struct Drafts {
    /// Text fields by a name of their own; an entry lives while its field has the keyboard.
    pub fields: BTreeMap<String, String>,
    /// The codebook as it is being edited.
    pub codebook: Option<crate::model::Codebook>,
    /// Where documents come from, as it is being edited.
    pub sources: crate::ui::dialogs::SourcesDraft,
    /// What is chosen in the export dialog.
    pub export: crate::ui::action::ExportRequest,
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
    pub kinds: crate::ui::dialogs::codebook::KindsDraft,
    /// What is half done in the program's own file dialog.
    pub files: crate::ui::dialogs::files::FilesDraft,
    /// A scale that is being written.
    pub scale: Option<crate::model::Scale>,
    /// Which recent projects are no longer there, once looked up.
    pub recent_gone: Option<BTreeSet<PathBuf>>,
}

/// Documents that were read and wait to be added.
#[derive(Debug, Default)]
pub struct ImportDraft {
    /// As read; none when nothing waits.
    pub read: Option<ReadDocuments>,
    /// Documents that are left out, by index.
    pub left_out: BTreeSet<usize>,
    /// The document on show, by index.
    pub shown: usize,
    /// The file that is being read again.
    pub reading: Option<PathBuf>,
}

impl ImportDraft {
    /// All of them are to be added.
    pub fn new(read: ReadDocuments) -> Self {
        Self { read: Some(read), ..Self::default() }
    }

    /// Puts what a file gave when it was read again in the place of what it gave before. What is left out of other
    /// files stays so; of this one all is to be added, as its documents are others now.
    pub fn replace(&mut self, path: &Path, again: ReadDocuments) {
        let Some(read) = &mut self.read else {
            return;
        };
        let is_other = |origin: &Option<PathBuf>| origin.as_deref() != Some(path);
        // Of the documents of other files, which keep their order.
        let others = read.origins.iter().enumerate().filter(|(_, origin)| is_other(origin));
        let left_out: Vec<bool> = others.map(|(index, _)| self.left_out.contains(&index)).collect();
        read.replace(path, again);
        let others = read.origins.iter().enumerate().filter(|(_, origin)| is_other(origin));
        let indexes = others.zip(left_out).filter(|(_, is_out)| *is_out).map(|((index, _), _)| index);
        self.left_out = indexes.collect();
    }
}
