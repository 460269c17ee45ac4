//! Carries out work in the Claims view; what needs no other part of the window stands in `ui/claims/`.

use crate::ui::claims::{self, ClaimsAction};
use crate::ui::disagreements::handlers::read_claim;
use crate::ui::files::pick::ask_files;
use crate::ui::files::state::FilesFor;
use crate::ui::jobs::Jobs;
use crate::ui::parts::Parts;
use crate::workspace::ExportJob;
use crate::workspace::exchange::TableForm;
use std::path::Path;

pub(in crate::ui) fn handle(parts: &mut Parts<'_>, jobs: &mut Jobs, action: ClaimsAction) {
    if action == ClaimsAction::Read {
        read_row(parts);
    } else if let ClaimsAction::ReadClaim(claim) = action {
        read_claim(parts.state, parts.workspace, claim);
    } else if let ClaimsAction::Export(form) = action {
        ask_files(parts.state, parts.workspace, jobs, FilesFor::Table(form));
    } else if let ClaimsAction::ExportTo(form, path) = action {
        export_claims(parts, jobs, form, &path);
    } else {
        work_on_claims(parts, action);
    }
}

/// Reads the claim of the keyboard in place; opens or closes a group.
fn read_row(parts: &mut Parts<'_>) {
    let row = parts.state.claims.cursor.row;
    match row.and_then(|row| parts.views.claims().list().claim(row)) {
        Some(claim) => read_claim(parts.state, parts.workspace, claim),
        None => work_on_claims(parts, ClaimsAction::Toggle),
    }
}

fn work_on_claims(parts: &mut Parts<'_>, action: ClaimsAction) {
    let done = claims::handle(action, parts.workspace, parts.state, parts.views.claims());
    match done {
        Ok(words) => words.into_iter().for_each(|words| parts.say(words)),
        Err(err) => parts.report("The claims were not changed", &err),
    }
}

fn export_claims(parts: &mut Parts<'_>, jobs: &mut Jobs, form: TableForm, path: &Path) {
    let make = claims::table_of(parts.workspace, parts.state, parts.views.claims());
    jobs.export = Some(ExportJob::begin_table(parts.workspace, form, path, make));
}
