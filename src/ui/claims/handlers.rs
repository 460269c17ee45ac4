//! Carries out work in the Claims view; what needs no other part of the window stands in `ui/claims/`.

use crate::ui::CrossclaimApp;
use crate::ui::claims::{self, ClaimsAction};
use crate::ui::files::state::FilesFor;
use crate::workspace::ExportJob;
use crate::workspace::exchange::TableForm;
use std::path::Path;

impl CrossclaimApp {
    pub(in crate::ui) fn perform_claims(&mut self, action: ClaimsAction) {
        if action == ClaimsAction::Read {
            self.read_row();
        } else if let ClaimsAction::ReadClaim(claim) = action {
            self.read_claim(claim);
        } else if let ClaimsAction::Export(form) = action {
            self.ask_files(FilesFor::Table(form));
        } else if let ClaimsAction::ExportTo(form, path) = action {
            self.export_claims(form, &path);
        } else {
            self.work_on_claims(action);
        }
    }

    /// Reads the claim of the keyboard in place; opens or closes a group.
    fn read_row(&mut self) {
        let row = self.state.claims.cursor.row;
        match row.and_then(|row| self.views.claims().list().claim(row)) {
            Some(claim) => self.read_claim(claim),
            None => self.work_on_claims(ClaimsAction::Toggle),
        }
    }

    fn work_on_claims(&mut self, action: ClaimsAction) {
        let done = claims::handle(action, &mut self.workspace, &mut self.state, self.views.claims());
        match done {
            Ok(words) => words.into_iter().for_each(|words| self.say(words)),
            Err(err) => self.report("The claims were not changed", &err),
        }
    }

    fn export_claims(&mut self, form: TableForm, path: &Path) {
        let make = claims::table_of(&self.workspace, &self.state, self.views.claims());
        self.export_job = Some(ExportJob::begin_table(&self.workspace, form, path, make));
    }
}
