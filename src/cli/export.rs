//! `crossclaim export`: a project as a dataset.

use super::print::{Stream, print, print_json};
use super::{Failure, Outcome};
use crate::workspace::Environment;
use crate::workspace::exchange::{ExportOptions, Layer, export_to, format, formats, layer_of};
use serde_json::json;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Export a project
#[derive(Debug, clap::Args)]
pub(super) struct Export {
    /// Project to read
    project: PathBuf,
    /// Format to write; see `crossclaim formats`
    #[arg(long, value_name = "F", value_parser = writable())]
    format: String,
    /// File or folder to write; must not exist yet, or be an empty folder
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
    #[command(flatten)]
    layer: LayerArguments,
    /// Leave out texts and quotes; offsets, addresses and hashes stay
    #[arg(long)]
    no_text: bool,
    /// Give annotators numbers for names, and other ids
    #[arg(long)]
    pseudonyms: bool,
}

#[derive(Debug, clap::Args)]
#[group(multiple = false)]
struct LayerArguments {
    /// Only the work of one annotator, by name or id
    #[arg(long, value_name = "A")]
    annotator: Option<String>,
    /// Only the adjudicated layer
    #[arg(long)]
    reference: bool,
    /// Everybody's work (the default)
    #[arg(long)]
    all: bool,
}

fn writable() -> clap::builder::PossibleValuesParser {
    formats().iter().filter(|format| format.is_written()).map(|format| format.name).into()
}

impl Export {
    pub(super) fn run(&self, environment: &Environment) -> Result<Outcome, Failure> {
        let format = format(&self.format);
        let format = format.ok_or_else(|| format!("Nothing was exported: {} is no format.", self.format))?;
        let file = super::read(environment, &self.project)?;
        let project = file.workspace.project();
        let layer = match &self.layer.annotator {
            Some(annotator) => {
                layer_of(project, annotator).map_err(|reason| format!("Nothing was exported: {reason}."))?
            }
            None if self.layer.reference => Layer::Reference,
            None => Layer::All,
        };
        let options = ExportOptions {
            layer,
            with_text: !self.no_text,
            pseudonyms: self.pseudonyms,
            ..ExportOptions::default()
        };
        let mut go_on = |_share: f32| ControlFlow::Continue(());
        let written = export_to(environment.vfs.as_ref(), &self.out, format, (project, &options), &mut go_on);
        let written = written.map_err(|err| err.to_string())?;
        for loss in format.loses {
            print(Stream::Message, &format!("{} cannot hold {loss}.", format.name));
        }
        let files: Vec<String> = written.files.iter().map(|path| path.display().to_string()).collect();
        print_json(&json!({ "format": format.name, "files": files, "not_included": format.loses }));
        Ok(Outcome::Done)
    }
}
