//! One dispatch for each action: to the handler of its screen.
#![warn(clippy::wildcard_enum_match_arm)]

use super::action::Action;
use super::jobs::Jobs;
use super::parts::Parts;
use super::{
    adjudication, agreement, annotate, autosave, check, chronology, claims, codebook, disagreements,
    documents, files, matrix, questions, read, search, suggestions, team, window,
};
use eframe::egui::Context;

/// Carries out one action; what could not be done becomes a message.
pub(in crate::ui) fn dispatch(action: Action, parts: &mut Parts<'_>, jobs: &mut Jobs, ctx: &Context) {
    match action {
        Action::Read(action) => read::handlers::handle(parts, &action),
        Action::Search(action) => search::handlers::handle(parts.state, parts.workspace, action),
        Action::Annotate(action) => annotate::handlers::handle(parts, action),
        Action::Judge(action) => suggestions::handlers::handle(parts, action),
        Action::Review(action) => disagreements::handlers::handle(parts, action),
        Action::Claims(action) => claims::handlers::handle(parts, jobs, action),
        Action::Matrix(action) => matrix::handlers::handle(parts, jobs, action),
        Action::Chronology(action) => chronology::handlers::handle(parts, action),
        Action::Question(action) => questions::handlers::handle(parts, action),
        Action::Agreement(action) => agreement::handlers::handle(parts, action),
        Action::Check(action) => check::handlers::handle(parts, action),
        Action::Adjudicate(action) => adjudication::handlers::handle(parts, action),
        Action::Team(action) => team::handlers::handle(parts, jobs, action),
        Action::Documents(action) => documents::handlers::handle(parts, action),
        Action::Codebook(action) => codebook::handlers::handle(parts, action),
        Action::Sentence(action) => read::sentences::handle(parts, action),
        Action::File(action) => files::handlers::handle(parts, jobs, action, ctx),
        Action::Autosave(action) => autosave::handlers::handle(parts, jobs, action, ctx),
        Action::Window(action) => window::handlers::handle(parts, jobs, action, ctx),
    }
}
