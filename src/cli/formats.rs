//! `crossclaim formats`: what the program reads and writes.

use super::print::{Stream, print, print_json};
use super::{Failure, Outcome};
use crate::workspace::Environment;
use crate::workspace::exchange::{ExportOptions, Format, Loss, ProjectFile, Unit, formats, losses};
use serde_json::{Value, json};
use std::ops::ControlFlow;
use std::path::PathBuf;

/// List the formats, and what they cannot hold of a project
#[derive(Debug, clap::Args)]
pub(super) struct Formats {
    /// Project to count for each format what it could not hold of it
    project: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Formats {
    pub(super) fn run(&self, environment: &Environment) -> Result<Outcome, Failure> {
        let project = self.project.as_ref().map(|path| super::read(environment, path)).transpose()?;
        let mut all: Vec<Value> = Vec::new();
        for format in formats() {
            let found = project.as_ref().and_then(|project| losses_of(format, project));
            if self.json {
                all.push(as_json(format, found.as_deref()));
            } else {
                print(Stream::Result, &as_text(format, found.as_deref()));
            }
        }
        if self.json {
            print_json(&Value::Array(all));
        }
        Ok(Outcome::Done)
    }
}

/// None where the format cannot be written, or not of this project.
fn losses_of(format: &'static Format, project: &ProjectFile) -> Option<Vec<Loss>> {
    let mut go_on = |_share: f32| ControlFlow::Continue(());
    let project = project.workspace.project();
    format.write_dataset.and_then(|_| losses(format, project, &ExportOptions::default(), &mut go_on).ok())
}

fn as_json(format: &Format, losses: Option<&[Loss]>) -> Value {
    let mut row = json!({
        "name": format.name,
        "label": format.label,
        "extensions": format.extensions,
        "purpose": format.purpose.name(),
        "reads": format.is_read(),
        "writes": format.is_written(),
        "loses": format.loses(),
        "offset_unit": format.unit.map(Unit::name),
    });
    if let (Some(losses), Some(row)) = (losses, row.as_object_mut()) {
        row.insert("losses".to_owned(), json!(losses));
    }
    row
}

fn as_text(format: &Format, losses: Option<&[Loss]>) -> String {
    let uses = match (format.is_read(), format.is_written()) {
        (true, true) => "reads, writes",
        (true, false) => "reads",
        (false, _) => "writes",
    };
    let mut text = format!("{:<14} {:<14} {} ({})", format.name, uses, format.label, format.purpose.name());
    if let Some(unit) = format.unit {
        text.push_str("\n           counts offsets in ");
        text.push_str(unit.name());
    }
    if let Some(losses) = losses {
        for loss in losses {
            text.push_str("\n           cannot hold ");
            text.push_str(&loss.to_string());
        }
    } else if !format.loses().is_empty() {
        text.push_str("\n           cannot hold ");
        text.push_str(&format.loses().join(", "));
    }
    text
}
