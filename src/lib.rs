//! Crossclaim: read sources side by side, tag what each one claims, link the claims across sources, and see where the
//! sources — and the annotators — disagree. This page is the crate map.
//!
//! # Modules, from the ground up
//!
//! | module | what it holds | may use |
//! | --- | --- | --- |
//! | [`text`] | words and places: spans, offsets, sentences, quotes found again | – |
//! | [`model`] | what is saved, and every way to change it: [`model::Project`], [`model::Edit`] | text |
//! | [`analysis`] | answers about a project, read only | text, model |
//! | [`formats`] | bytes ↔ values, one file a format behind [`formats::formats`] | text, model, analysis |
//! | [`storage`] | the only module that touches the disk, through [`storage::Vfs`] | text, model |
//! | [`workspace`] | an open project: the one entry point for change, [`workspace::Workspace::commit`] | all above |
//! | [`view`] | what the window shows as plain data | text, model, analysis |
//! | [`ui`] | the window (egui): [`ui::CrossclaimApp`] | analysis, model, text, view, workspace |
//! | [`cli`] | one file a subcommand | workspace and what it gives out |
//!
//! `tests/it/architecture.rs` holds this table, file sizes and opening lines; `tests/it/structure.rs` how many methods a
//! type may have, and that files of the window do not name each other in a circle.
//!
//! Each screen of the window stands in a folder of `ui/`: `action.rs` (what can be asked for), `state.rs`, `handlers.rs`,
//! `views.rs` (cached view data) and what is drawn. What several screens share lies beside the folders.
//!
//! # Rules
//!
//! 1. One entry point for change: after loading, only [`workspace::Workspace::commit`], `undo` and `redo` change a project.
//! 2. [`model::Project::apply`] gives the inverse back; on an error the project is as it was.
//! 3. A step is a value, [`model::Transaction`]; what is half typed is a [`ui::draft::Draft`], what is half
//!    dragged lives in the state of its screen.
//! 4. Drawing reads, the queue writes: screens push [`ui::action::Action`]s, their handlers, functions on
//!    [`ui::parts::Parts`] or on less, carry them out.
//! 5. Same input, same bytes: times and ids come from the workspace, never from the model.
//! 6. Slow work is a [`workspace::Job`] beside the window, on a copy; all threads begin in `workspace/job.rs`. Jobs of the
//!    workspace are polled by [`workspace::Workspace::poll_jobs`].
//! 7. A step is promised once the journal has it: `workspace/store/journal_writer.rs` writes it and begins a new journal
//!    where one failed, `save_job.rs` tells the journal which file is about to hold it, `workspace/recovery.rs` finds it
//!    again.
//! 8. Strangers' files are parsed in a process of their own, with limits: [`workspace::exchange::Parser`].
//!
//! # Where to start reading
//!
//! One click, *set confidence to High*: `ui/read/bars.rs` pushes an action, [`ui::CrossclaimApp::frame`] takes it after
//! drawing, `ui/dispatch.rs` gives it to `ui/annotate/handlers.rs`, whose `confidence.rs` calls
//! [`workspace::Workspace::change_claim`], which commits a transaction: applied, journaled, on the undo stack. The next
//! frame rebuilds the views whose inputs changed.
//!
//! When the project file is written: [`workspace::Autosave`]; the window asks it once a frame and tells what it did.
//!
//! A new format is a new file in `formats/` and one line in its registry; a new command one line in
//! [`ui::command::COMMANDS`]; a new edit a variant of [`model::Edit`], an arm, and an entry in the tests' generator.

pub mod analysis;
pub mod cli;
pub mod formats;
pub mod model;
pub mod storage;
pub mod text;
pub mod ui;
pub mod view;
pub mod workspace;

/// What desktops know the program by: class of the window, name of the `.desktop` file, icon and metainfo.
pub const APP_ID: &str = "org.crossclaim.Crossclaim";
