//! [`COMMANDS`]: the one table that feeds the shortcuts, the command palette and the `?` sheet.

use crate::text::SentenceRole;
use crate::ui::action::Action;
use crate::ui::adjudication::action::AdjudicateAction;
use crate::ui::agreement::action::AgreementAction;
use crate::ui::annotate::action::{AnnotateAction, PickedLevel};
use crate::ui::autosave::action::AutosaveAction;
use crate::ui::check::action::CheckAction;
use crate::ui::chronology::action::ChronologyAction;
use crate::ui::claims::action::{ClaimsAction, Pick};
use crate::ui::disagreements::action::ReviewAction;
use crate::ui::files::action::FileAction;
use crate::ui::matrix::action::MatrixAction;
use crate::ui::navigation::{Dialog, MainView};
use crate::ui::questions::action::QuestionAction;
use crate::ui::read::action::{Extend, ReadAction, SentenceAction};
use crate::ui::read::state::InspectorField;
use crate::ui::search::action::SearchAction;
use crate::ui::suggestions::action::JudgeAction;
use crate::ui::team::action::TeamAction;
use crate::ui::window::action::WindowAction;
use crate::ui::window::state::ThemeChoice;
use crate::workspace::exchange::TableForm;
use eframe::egui::{Key, KeyboardShortcut, Modifiers};

/// One thing that can be done from the keyboard or the palette.
#[derive(Clone, Debug)]
pub struct Command {
    /// Shown in palette and sheet; also the accessible name of its button.
    pub label: &'static str,
    /// Heading under which the sheet lists it.
    pub group: &'static str,
    /// Keys that run it; the first is shown.
    pub keys: &'static [KeyboardShortcut],
    /// Whether it also works while a text field has the keyboard.
    pub anywhere: bool,
    /// What it asks for.
    pub action: fn() -> Action,
}

const NONE: Modifiers = Modifiers::NONE;
const COMMAND: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;

const fn key(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

macro_rules! commands {
    ($($group:literal, $label:literal, [$($key:expr),*], $anywhere:literal, $action:expr;)*) => {
        &[$(Command {
            label: $label,
            group: $group,
            keys: &[$($key),*],
            anywhere: $anywhere,
            action: || $action.into(),
        }),*]
    };
}

/// Every command, in the order of the sheet.
pub const COMMANDS: &[Command] = commands![
    "Read", "Next sentence or claim", [key(NONE, Key::J), key(NONE, Key::ArrowDown)], false, ReadAction::Step(1);
    "Read", "Previous sentence or claim", [key(NONE, Key::K), key(NONE, Key::ArrowUp)], false, ReadAction::Step(-1);
    "Read", "Next column", [key(NONE, Key::ArrowRight)], false, ReadAction::StepColumn(1);
    "Read", "Previous column", [key(NONE, Key::ArrowLeft)], false, ReadAction::StepColumn(-1);
    "Read", "Move the column to the right", [key(COMMAND.plus(SHIFT), Key::ArrowRight)], false,
        ReadAction::ShiftColumn(1);
    "Read", "Move the column to the left", [key(COMMAND.plus(SHIFT), Key::ArrowLeft)], false,
        ReadAction::ShiftColumn(-1);
    "Read", "Page down", [key(NONE, Key::PageDown)], false, ReadAction::Step(10);
    "Read", "Page up", [key(NONE, Key::PageUp)], false, ReadAction::Step(-10);
    "Read", "First sentence", [key(NONE, Key::Home)], false, ReadAction::StepToEnd(false);
    "Read", "Last sentence", [key(NONE, Key::End)], false, ReadAction::StepToEnd(true);
    "Read", "Next link of the claim; while linking, next likely end", [key(NONE, Key::Tab)], false, ReadAction::CycleLinks(true);
    "Read", "Previous link of the claim, or likely end", [key(SHIFT, Key::Tab)], false, ReadAction::CycleLinks(false);
    "Read", "Leave linking, or select nothing", [key(NONE, Key::Escape)], false, ReadAction::Escape;
    "Tag", "Extend the selection by a word", [key(SHIFT, Key::ArrowRight)], false,
        ReadAction::Extend(Extend::EndByWord(true));
    "Tag", "Shorten the selection by a word", [key(SHIFT, Key::ArrowLeft)], false,
        ReadAction::Extend(Extend::EndByWord(false));
    "Tag", "Move the start by a word", [key(Modifiers::ALT.plus(SHIFT), Key::ArrowRight)], false,
        ReadAction::Extend(Extend::StartByWord(true));
    "Tag", "Move the start back by a word", [key(Modifiers::ALT.plus(SHIFT), Key::ArrowLeft)], false,
        ReadAction::Extend(Extend::StartByWord(false));
    "Tag", "Extend by a sentence", [key(SHIFT, Key::ArrowDown)], false, ReadAction::Extend(Extend::BySentence(true));
    "Tag", "Extend up by a sentence", [key(SHIFT, Key::ArrowUp)], false, ReadAction::Extend(Extend::BySentence(false));
    "Tag", "Confidence Low, the lowest level", [key(NONE, Key::F)], false, AnnotateAction::PickConfidence(PickedLevel::Low);
    "Tag", "Confidence Moderate, the middle level", [key(NONE, Key::G)], false,
        AnnotateAction::PickConfidence(PickedLevel::Moderate);
    "Tag", "Confidence High, the highest level", [key(NONE, Key::H)], false,
        AnnotateAction::PickConfidence(PickedLevel::High);
    "Tag", "Lower confidence", [key(NONE, Key::Comma)], false, AnnotateAction::StepConfidence(-1);
    "Tag", "Higher confidence", [key(NONE, Key::Period)], false, AnnotateAction::StepConfidence(1);
    "Tag", "Write the statement of the claim", [key(NONE, Key::S)], false,
        AnnotateAction::WriteField(InspectorField::Statement);
    "Tag", "Write a note on the claim or link", [key(NONE, Key::W)], false,
        AnnotateAction::WriteField(InspectorField::Note);
    "Tag", "Type the date of the claim", [key(NONE, Key::T)], false, AnnotateAction::WriteField(InspectorField::When);
    "Tag", "Remove claim or link", [key(NONE, Key::Delete)], false, AnnotateAction::RemoveSelected;
    "Sentence", "Split the sentence before the selected words", [key(NONE, Key::Slash)], false,
        SentenceAction::SplitSelected;
    "Sentence", "Merge with the next sentence", [key(NONE, Key::M)], false, SentenceAction::MergeSelected;
    "Sentence", "Set aside, or take back into the text", [key(NONE, Key::X)], false, SentenceAction::ToggleAside;
    "Sentence", "Mark as heading", [], false, SentenceAction::SetSelectedRole(SentenceRole::Heading);
    "Sentence", "Mark as list item", [], false, SentenceAction::SetSelectedRole(SentenceRole::ListItem);
    "Sentence", "Mark as body", [], false, SentenceAction::SetSelectedRole(SentenceRole::Body);
    "Link", "Link from the selection", [key(NONE, Key::L)], false, ReadAction::StartLink;
    "Link", "Change the question…", [key(NONE, Key::Q)], false, QuestionAction::ChooseForSelection;
    "Link", "Next suggestion for the claim", [key(NONE, Key::N)], false, JudgeAction::Step(1);
    "Link", "Previous suggestion for the claim", [key(SHIFT, Key::N)], false, JudgeAction::Step(-1);
    "Link", "Dismiss the suggestion on show", [key(NONE, Key::Backspace)], false, JudgeAction::DismissShown;
    "Disagreements", "Next in the list", [key(NONE, Key::J), key(NONE, Key::ArrowDown)], false, ReviewAction::Step(1);
    "Disagreements", "Previous in the list", [key(NONE, Key::K), key(NONE, Key::ArrowUp)], false,
        ReviewAction::Step(-1);
    "Disagreements", "First in the list", [key(NONE, Key::Home)], false, ReviewAction::StepToEnd(false);
    "Disagreements", "Last in the list", [key(NONE, Key::End)], false, ReviewAction::StepToEnd(true);
    "Disagreements", "Accept the likely link, or read the disagreement in place", [key(NONE, Key::Enter)], false,
        ReviewAction::Enter;
    "Disagreements", "Dismiss the likely link", [key(NONE, Key::Backspace)], false, ReviewAction::DismissLikely;
    "Disagreements", "Read both sides in place", [key(NONE, Key::Space)], false, ReviewAction::ReadInPlace;
    "Disagreements", "Move to another question…", [key(NONE, Key::Q)], false, QuestionAction::ChooseForSelection;
    "Disagreements", "Write the rationale", [key(NONE, Key::R)], false, ReviewAction::WriteRationale;
    "Disagreements", "Confidence Low of the verdict or likely link", [key(NONE, Key::F)], false,
        ReviewAction::PickConfidence(PickedLevel::Low);
    "Disagreements", "Confidence Moderate of the verdict or likely link", [key(NONE, Key::G)], false,
        ReviewAction::PickConfidence(PickedLevel::Moderate);
    "Disagreements", "Confidence High of the verdict or likely link", [key(NONE, Key::H)], false,
        ReviewAction::PickConfidence(PickedLevel::High);
    "Disagreements", "Lower confidence of the verdict or likely link", [key(NONE, Key::Comma)], false,
        ReviewAction::StepConfidence(-1);
    "Disagreements", "Higher confidence of the verdict or likely link", [key(NONE, Key::Period)], false,
        ReviewAction::StepConfidence(1);
    "Disagreements", "Go on to the next", [key(COMMAND, Key::Enter)], true, ReviewAction::GoOn;
    "Disagreements", "Reopen the disagreement", [key(NONE, Key::Delete)], false, ReviewAction::Reopen;
    "Disagreements", "Accept all on which annotators agree", [], false, AdjudicateAction::AcceptAgreed;
    "Disagreements", "Next list", [key(NONE, Key::CloseBracket), key(NONE, Key::ArrowRight)], false,
        ReviewAction::StepList(true);
    "Disagreements", "Previous list", [key(NONE, Key::OpenBracket), key(NONE, Key::ArrowLeft)], false,
        ReviewAction::StepList(false);
    "Claims", "Next row", [key(NONE, Key::ArrowDown), key(NONE, Key::J)], false, ClaimsAction::Move(1, Pick::Alone);
    "Claims", "Previous row", [key(NONE, Key::ArrowUp), key(NONE, Key::K)], false,
        ClaimsAction::Move(-1, Pick::Alone);
    "Claims", "Select down to the next row", [key(SHIFT, Key::ArrowDown)], false, ClaimsAction::Move(1, Pick::UpTo);
    "Claims", "Select up to the previous row", [key(SHIFT, Key::ArrowUp)], false, ClaimsAction::Move(-1, Pick::UpTo);
    "Claims", "Down, and select nothing else", [key(COMMAND, Key::ArrowDown)], false,
        ClaimsAction::Move(1, Pick::Nothing);
    "Claims", "Up, and select nothing else", [key(COMMAND, Key::ArrowUp)], false,
        ClaimsAction::Move(-1, Pick::Nothing);
    "Claims", "Page down", [key(NONE, Key::PageDown)], false, ClaimsAction::Move(12, Pick::Alone);
    "Claims", "Page up", [key(NONE, Key::PageUp)], false, ClaimsAction::Move(-12, Pick::Alone);
    "Claims", "First row", [key(NONE, Key::Home)], false, ClaimsAction::MoveToEnd(false, Pick::Alone);
    "Claims", "Last row", [key(NONE, Key::End)], false, ClaimsAction::MoveToEnd(true, Pick::Alone);
    "Claims", "Select up to the first row", [key(SHIFT, Key::Home)], false,
        ClaimsAction::MoveToEnd(false, Pick::UpTo);
    "Claims", "Select down to the last row", [key(SHIFT, Key::End)], false,
        ClaimsAction::MoveToEnd(true, Pick::UpTo);
    "Claims", "Select the claim besides others, or open the group", [key(NONE, Key::Space)], false,
        ClaimsAction::Toggle;
    "Claims", "Select all claims listed", [key(COMMAND, Key::A)], false, ClaimsAction::SelectAll;
    "Claims", "Select nothing, then clear the words", [key(NONE, Key::Escape)], false, ClaimsAction::Escape;
    "Claims", "Read the claim in place", [key(NONE, Key::Enter)], false, ClaimsAction::Read;
    "Claims", "Confidence Low of the selected claims", [key(NONE, Key::F)], false,
        ClaimsAction::PickConfidence(PickedLevel::Low);
    "Claims", "Confidence Moderate of the selected claims", [key(NONE, Key::G)], false,
        ClaimsAction::PickConfidence(PickedLevel::Moderate);
    "Claims", "Confidence High of the selected claims", [key(NONE, Key::H)], false,
        ClaimsAction::PickConfidence(PickedLevel::High);
    "Claims", "Tags of the selected claims…", [key(NONE, Key::T)], false, ClaimsAction::EditTags;
    "Claims", "Put the selected claims under a question…", [key(NONE, Key::Q)], false,
        QuestionAction::ChooseForSelection;
    "Claims", "Delete the selected claims", [key(NONE, Key::Delete)], false, ClaimsAction::Delete;
    "Claims", "Filter by words", [key(NONE, Key::Slash)], false, ClaimsAction::FocusWords;
    "Claims", "Clear all filters", [key(NONE, Key::X)], false, ClaimsAction::ClearFilters;
    "Claims", "Show or hide the filters", [key(NONE, Key::V)], false, ClaimsAction::ToggleFilters;
    "Claims", "Order by the next column", [key(NONE, Key::S)], false, ClaimsAction::StepSort;
    "Claims", "Order the other way round", [key(NONE, Key::R)], false, ClaimsAction::ReverseSort;
    "Claims", "Group by something else", [key(NONE, Key::B)], false, ClaimsAction::StepGroup;
    "Claims", "Close the group", [key(NONE, Key::ArrowLeft)], false, ClaimsAction::OpenGroup(false);
    "Claims", "Open the group", [key(NONE, Key::ArrowRight)], false, ClaimsAction::OpenGroup(true);
    "Claims", "Export the claims listed as CSV…", [key(NONE, Key::E)], false, ClaimsAction::Export(TableForm::Csv);
    "Claims", "Export the claims listed as Markdown…", [key(SHIFT, Key::E)], false,
        ClaimsAction::Export(TableForm::Markdown);
    "Matrix", "Next question", [key(NONE, Key::ArrowDown), key(NONE, Key::J)], false, MatrixAction::Move(1, 0);
    "Matrix", "Previous question", [key(NONE, Key::ArrowUp), key(NONE, Key::K)], false, MatrixAction::Move(-1, 0);
    "Matrix", "Next document", [key(NONE, Key::ArrowRight)], false, MatrixAction::Move(0, 1);
    "Matrix", "Previous document", [key(NONE, Key::ArrowLeft)], false, MatrixAction::Move(0, -1);
    "Matrix", "Page down", [key(NONE, Key::PageDown)], false, MatrixAction::Move(12, 0);
    "Matrix", "Page up", [key(NONE, Key::PageUp)], false, MatrixAction::Move(-12, 0);
    "Matrix", "First question", [key(NONE, Key::Home)], false, MatrixAction::Move(isize::MIN, 0);
    "Matrix", "Last question", [key(NONE, Key::End)], false, MatrixAction::Move(isize::MAX, 0);
    "Matrix", "Read the cell in place", [key(NONE, Key::Enter), key(NONE, Key::Space)], false, MatrixAction::Read;
    "Matrix", "Show its disagreement", [key(NONE, Key::D)], false, MatrixAction::Disagreement;
    "Matrix", "List the claims of the question", [key(NONE, Key::C)], false, MatrixAction::ListClaims;
    "Matrix", "Another order", [key(NONE, Key::S)], false, MatrixAction::StepSort;
    "Matrix", "Merge the question into…", [key(NONE, Key::Q), key(NONE, Key::M)], false,
        QuestionAction::ChooseForSelection;
    "Matrix", "Rename the question…", [key(NONE, Key::F2)], false, MatrixAction::Rename;
    "Matrix", "Split the question…", [key(NONE, Key::P)], false, MatrixAction::Split;
    "Matrix", "Move the question up", [key(Modifiers::ALT, Key::ArrowUp)], false, MatrixAction::Reorder(-1);
    "Matrix", "Move the question down", [key(Modifiers::ALT, Key::ArrowDown)], false, MatrixAction::Reorder(1);
    "Matrix", "Keep a proposed question", [key(NONE, Key::O)], false, MatrixAction::Confirm;
    "Matrix", "Take the question apart", [key(NONE, Key::Delete)], false, MatrixAction::Dissolve;
    "Chronology", "Next row", [key(NONE, Key::ArrowDown), key(NONE, Key::J)], false, ChronologyAction::Move(1, 0);
    "Chronology", "Previous row", [key(NONE, Key::ArrowUp), key(NONE, Key::K)], false, ChronologyAction::Move(-1, 0);
    "Chronology", "Next document", [key(NONE, Key::ArrowRight)], false, ChronologyAction::Move(0, 1);
    "Chronology", "Previous document", [key(NONE, Key::ArrowLeft)], false, ChronologyAction::Move(0, -1);
    "Chronology", "Page down", [key(NONE, Key::PageDown)], false, ChronologyAction::Move(12, 0);
    "Chronology", "Page up", [key(NONE, Key::PageUp)], false, ChronologyAction::Move(-12, 0);
    "Chronology", "First row", [key(NONE, Key::Home)], false, ChronologyAction::Move(isize::MIN, 0);
    "Chronology", "Last row", [key(NONE, Key::End)], false, ChronologyAction::Move(isize::MAX, 0);
    "Chronology", "Show its disagreement, or read in place", [key(NONE, Key::Enter)], false, ChronologyAction::Enter;
    "Chronology", "Read the claim in place", [key(NONE, Key::Space)], false, ChronologyAction::Read;
    "Chronology", "Show the disagreement of the row", [key(NONE, Key::D)], false, ChronologyAction::Disagreement;
    "Chronology", "Accept the proposed date", [key(NONE, Key::A)], false, ChronologyAction::Accept;
    "Chronology", "Accept all proposed dates", [], false, ChronologyAction::AcceptAll;
    "Chronology", "Type a date", [key(NONE, Key::T), key(NONE, Key::F2)], false, ChronologyAction::Write;
    "Chronology", "Clear the date", [key(NONE, Key::Delete)], false, ChronologyAction::Clear;
    "Chronology", "To the claims without a date, or back", [key(NONE, Key::U), key(NONE, Key::CloseBracket), key(NONE, Key::OpenBracket)],
        false, ChronologyAction::Switch;
    "Chronology", "Put the claim under a question…", [key(NONE, Key::Q)], false, QuestionAction::ChooseForSelection;
    "Agreement", "Next item", [key(NONE, Key::ArrowDown), key(NONE, Key::J)], false, AgreementAction::Step(1);
    "Agreement", "Previous item", [key(NONE, Key::ArrowUp), key(NONE, Key::K)], false, AgreementAction::Step(-1);
    "Agreement", "Next unit", [key(NONE, Key::CloseBracket), key(NONE, Key::ArrowRight)], false,
        AgreementAction::StepUnit(true);
    "Agreement", "Previous unit", [key(NONE, Key::OpenBracket), key(NONE, Key::ArrowLeft)], false,
        AgreementAction::StepUnit(false);
    "Agreement", "Settle the item between annotators", [key(NONE, Key::A)], false, AgreementAction::Settle;
    "Agreement", "Read the item in place", [key(NONE, Key::Enter), key(NONE, Key::Space)], false, AgreementAction::Read;
    "Check", "Next sentence", [key(NONE, Key::J), key(NONE, Key::ArrowDown)], false, CheckAction::Step(1);
    "Check", "Previous sentence", [key(NONE, Key::K), key(NONE, Key::ArrowUp)], false, CheckAction::Step(-1);
    "Check", "First sentence of the list", [key(NONE, Key::Home)], false, CheckAction::StepToEnd(false);
    "Check", "Last sentence of the list", [key(NONE, Key::End)], false, CheckAction::StepToEnd(true);
    "Check", "Page down", [key(NONE, Key::PageDown)], false, CheckAction::Step(8);
    "Check", "Page up", [key(NONE, Key::PageUp)], false, CheckAction::Step(-8);
    "Check", "Next passage", [key(NONE, Key::ArrowRight)], false, CheckAction::StepPassage(1);
    "Check", "Previous passage", [key(NONE, Key::ArrowLeft)], false, CheckAction::StepPassage(-1);
    "Check", "Link sentence and passage as offered", [key(NONE, Key::Enter)], false, CheckAction::Link(None);
    "Check", "Dismiss the passage", [key(NONE, Key::Backspace)], false, CheckAction::Dismiss;
    "Check", "Read sentence and passage in place", [key(NONE, Key::Space)], false, CheckAction::Read;
    "Check", "Next status", [key(NONE, Key::CloseBracket)], false, CheckAction::StepFilter(true);
    "Check", "Previous status", [key(NONE, Key::OpenBracket)], false, CheckAction::StepFilter(false);
    "Edit", "Undo", [key(COMMAND, Key::Z)], true, AnnotateAction::Undo;
    "Edit", "Redo", [key(COMMAND.plus(SHIFT), Key::Z), key(COMMAND, Key::Y)], true, AnnotateAction::Redo;
    "Edit", "Steps to undo and redo…", [], true, WindowAction::Dialog(Some(Dialog::Steps));
    "Edit", "Copy with its source", [], false, WindowAction::Copy;
    "Edit", "Copy as quotation", [], false, WindowAction::CopyQuotation(None);
    "File", "Save", [key(COMMAND, Key::S)], true, FileAction::Save;
    "File", "Save as…", [key(COMMAND.plus(SHIFT), Key::S)], true, FileAction::SaveAs;
    "File", "Open project…", [key(COMMAND, Key::O)], true, FileAction::Open;
    "File", "Open recent…", [key(COMMAND.plus(SHIFT), Key::O)], true, WindowAction::Dialog(Some(Dialog::Recent));
    "File", "New project", [key(COMMAND, Key::N)], true, FileAction::New;
    "File", "Open the sample project", [], true, FileAction::OpenSample;
    "File", "Open a fresh sample project", [], true, FileAction::FreshSample;
    "File", "Add documents…", [key(COMMAND, Key::D)], true, FileAction::AddFiles;
    "File", "Paste a text as document…", [key(COMMAND.plus(SHIFT), Key::V)], false,
        WindowAction::Dialog(Some(Dialog::Paste));
    "File", "Earlier states…", [], true, AutosaveAction::ListBackups;
    "File", "Export…", [key(COMMAND, Key::E)], true, WindowAction::Dialog(Some(Dialog::Export));
    "File", "Report…", [], true, WindowAction::Dialog(Some(Dialog::Report));
    "File", "Import annotations…", [], true, FileAction::ImportAnnotations;
    "File", "Merge…", [], true, TeamAction::AskMerge;
    "Project", "Conflicts of a merge…", [], true, WindowAction::Dialog(Some(Dialog::Conflicts));
    "Project", "Edit codebook…", [], true, WindowAction::Dialog(Some(Dialog::Codebook));
    "Project", "Edit sources of several documents…", [], true, WindowAction::Dialog(Some(Dialog::BulkDetails));
    "Project", "Project settings…", [], true, WindowAction::Dialog(Some(Dialog::Settings));
    "View", "Read", [key(COMMAND, Key::Num1)], true, WindowAction::View(MainView::Read);
    "View", "Matrix", [key(COMMAND, Key::Num2)], true, WindowAction::View(MainView::Matrix);
    "View", "Disagreements", [key(COMMAND, Key::Num3)], true, WindowAction::View(MainView::Disagreements);
    "View", "Agreement", [key(COMMAND, Key::Num4)], true, WindowAction::View(MainView::Agreement);
    "View", "Claims", [key(COMMAND, Key::Num5)], true, WindowAction::View(MainView::Claims);
    "View", "Chronology", [key(COMMAND, Key::Num6)], true, WindowAction::View(MainView::Chronology);
    "View", "Check", [key(COMMAND, Key::Num7)], true, WindowAction::View(MainView::Check);
    "View", "Back to where reading in place began", [key(Modifiers::ALT, Key::ArrowLeft)], true, ReviewAction::Back;
    "View", "Next part of the window", [key(NONE, Key::F6)], true, WindowAction::MoveKeyboard(true);
    "View", "Previous part of the window", [key(SHIFT, Key::F6)], true, WindowAction::MoveKeyboard(false);
    "View", "Search all documents", [key(COMMAND, Key::F)], true, WindowAction::FocusSearch;
    "View", "Next hit of the search", [key(NONE, Key::F3), key(COMMAND, Key::G)], true, SearchAction::Step(true);
    "View", "Previous hit of the search", [key(SHIFT, Key::F3), key(COMMAND.plus(SHIFT), Key::G)], true,
        SearchAction::Step(false);
    "View", "Commands", [key(COMMAND, Key::K)], true, WindowAction::Dialog(Some(Dialog::Palette));
    "View", "All gestures and keys", [key(NONE, Key::Questionmark), key(NONE, Key::F1)], false,
        WindowAction::Dialog(Some(Dialog::Help));
    "View", "Guide", [], true, WindowAction::Dialog(Some(Dialog::Guide(0)));
    "View", "Show or hide documents", [key(COMMAND, Key::B)], true, WindowAction::ToggleLeft;
    "View", "Show or hide inspector", [key(COMMAND, Key::I)], true, WindowAction::ToggleRight;
    "View", "Light theme", [], true, WindowAction::Theme(ThemeChoice::Light);
    "View", "Dark theme", [], true, WindowAction::Theme(ThemeChoice::Dark);
    "View", "Theme as the system has it", [], true, WindowAction::Theme(ThemeChoice::System);
    "View", "Zoom in", [key(COMMAND, Key::Plus), key(COMMAND, Key::Equals)], true, WindowAction::Zoom(1);
    "View", "Zoom out", [key(COMMAND, Key::Minus)], true, WindowAction::Zoom(-1);
    "View", "Zoom to 100 %", [key(COMMAND, Key::Num0)], true, WindowAction::Zoom(0);
    "View", "About Crossclaim", [], true, WindowAction::Dialog(Some(Dialog::About));
    "View", "Quit", [key(COMMAND, Key::Q)], true, WindowAction::Quit;
];

impl Command {
    /// The view in which it works; none means in all of them.
    pub fn view(&self) -> Option<MainView> {
        match self.group {
            "Read" | "Tag" | "Sentence" | "Link" => Some(MainView::Read),
            "Claims" => Some(MainView::Claims),
            "Disagreements" => Some(MainView::Disagreements),
            "Matrix" => Some(MainView::Matrix),
            "Chronology" => Some(MainView::Chronology),
            "Agreement" => Some(MainView::Agreement),
            "Check" => Some(MainView::Check),
            _ => None,
        }
    }

    /// Whether it works in that view.
    pub fn works_in(&self, view: MainView) -> bool {
        self.view().is_none_or(|own| own == view)
    }
}

/// The keys of a shortcut as they stand on the keyboard: `Ctrl+Shift+Z`.
pub fn key_text(shortcut: KeyboardShortcut) -> String {
    let mut parts = Vec::new();
    let modifiers = shortcut.modifiers;
    if modifiers.command || modifiers.ctrl {
        parts.push(if cfg!(target_os = "macos") { "Cmd" } else { "Ctrl" });
    }
    if modifiers.alt {
        parts.push("Alt");
    }
    if modifiers.shift {
        parts.push("Shift");
    }
    let name = match shortcut.logical_key {
        Key::ArrowDown => "↓",
        Key::ArrowUp => "↑",
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::OpenBracket => "[",
        Key::CloseBracket => "]",
        Key::Escape => "Esc",
        other => other.symbol_or_name(),
    };
    parts.push(name);
    parts.join("+")
}
