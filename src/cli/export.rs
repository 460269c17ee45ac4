//! `crossclaim export`: one project or several as a dataset.

use super::print::{Stream, print, print_json};
use super::{Failure, Outcome};
use crate::workspace::Environment;
use crate::workspace::exchange::{
    Export as Exporting, ExportOptions, ExportedFiles, FileNames, Filter, Format, Layer, ProjectFile, Split,
    SplitBy, format, formats, layer_of,
};
use clap::builder::PossibleValuesParser;
use serde_json::json;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Export a project, or several into one folder
#[derive(Debug, clap::Args)]
pub(super) struct Export {
    /// Projects to read
    #[arg(required = true, value_name = "PROJECT")]
    projects: Vec<PathBuf>,
    /// Format to write; see `crossclaim formats`
    #[arg(long, value_name = "F", value_parser = writable())]
    format: String,
    /// Folder to write; must not exist yet, or be empty
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
    #[command(flatten)]
    choice: ChoiceArguments,
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

#[derive(Debug, clap::Args)]
struct ChoiceArguments {
    /// Divide into parts, such as 80/10/10 or 80/20, without anything tested being seen in training
    #[arg(long, value_name = "SHARES", value_parser = shares)]
    split: Option<Split>,
    /// What stays together in a part
    #[arg(long, value_name = "WHAT", default_value = "thread", value_parser = PossibleValuesParser::new(SplitBy::ALL.map(SplitBy::name)))]
    split_by: String,
    /// Number from which everything drawn by lot follows
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// Only claims and links of these kinds, by id or label, parted by commas
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    kinds: Vec<String>,
    /// Only claims and links that are at least this sure, such as moderate
    #[arg(long, value_name = "LEVEL")]
    min_confidence: Option<String>,
    /// Unrelated pairs to draw for each related one (nli, huggingface, parquet)
    #[arg(long, value_name = "N")]
    negatives: Option<usize>,
}

fn writable() -> PossibleValuesParser {
    formats().iter().filter(|format| format.is_written()).map(|format| format.name).into()
}

/// What stays together in a part is said elsewhere.
fn shares(words: &str) -> Result<Split, String> {
    Split::parse(words, SplitBy::default())
}

impl Export {
    pub(super) fn run(&self, environment: &Environment) -> Result<Outcome, Failure> {
        let format = format(&self.format);
        let format = format.ok_or_else(|| format!("Nothing was exported: {} is no format.", self.format))?;
        let options = self.options();
        let mut export = Exporting::begin(environment.vfs.as_ref(), &self.out, format).map_err(said)?;
        let mut names = FileNames::default();
        for path in &self.projects {
            let file = super::read(environment, path)?;
            let options = ExportOptions { layer: self.layer.of(&file)?, ..options.clone() };
            let name = names.stem(&stem(path));
            let name = (self.projects.len() > 1).then_some(name.as_str());
            let mut go_on = |_share: f32| ControlFlow::Continue(());
            export.add(name, (file.workspace.project(), &options), &mut go_on).map_err(said)?;
        }
        tell(format, &export.finish().map_err(said)?);
        Ok(Outcome::Done)
    }

    fn options(&self) -> ExportOptions {
        let by = SplitBy::from_name(&self.choice.split_by).unwrap_or_default();
        let split = self.choice.split.clone().map(|split| Split { by, ..split });
        ExportOptions {
            with_text: !self.no_text,
            pseudonyms: self.pseudonyms,
            filter: Filter {
                kinds: self.choice.kinds.clone(),
                min_confidence: self.choice.min_confidence.clone(),
            },
            split,
            negatives: self.choice.negatives,
            seed: self.choice.seed,
            ..ExportOptions::default()
        }
    }
}

impl LayerArguments {
    fn of(&self, file: &ProjectFile) -> Result<Layer, Failure> {
        match &self.annotator {
            Some(annotator) => layer_of(file.workspace.project(), annotator)
                .map_err(|reason| format!("Nothing was exported: {reason}.")),
            None if self.reference => Ok(Layer::Reference),
            None => Ok(Layer::All),
        }
    }
}

/// `A` of `A.crossclaim.ron`.
fn stem(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.strip_suffix(".ron").unwrap_or(&name);
    name.strip_suffix(".crossclaim").unwrap_or(name).to_owned()
}

fn tell(format: &Format, exported: &ExportedFiles) {
    for loss in &exported.losses {
        print(Stream::Message, &format!("{} cannot hold {loss}.", format.name));
    }
    for note in &exported.notes {
        print(Stream::Message, &format!("Note: {note}."));
    }
    let files: Vec<String> = exported.files.iter().map(|path| path.display().to_string()).collect();
    print_json(&json!({
        "format": format.name,
        "files": files,
        "not_included": format.loses(),
        "losses": exported.losses,
    }));
}

fn said(err: impl std::fmt::Display) -> Failure {
    err.to_string()
}

#[cfg(test)]
mod tests {
    use crate::cli::Cli;
    use clap::Parser as _;

    #[test]
    fn shares_that_are_no_split_are_wrong_usage() {
        let parsed = |shares| {
            Cli::try_parse_from([
                "crossclaim",
                "export",
                "p.ron",
                "--format",
                "csv",
                "--out",
                "o",
                "--split",
                shares,
            ])
        };
        assert!(parsed("80/20").is_ok());
        let err = parsed("80").unwrap_err();
        assert_eq!(err.exit_code(), 2);
        assert!(err.to_string().contains("80/10/10"), "{err}");
    }
}
