//! `crossclaim report`: what the sources of a project say and where they disagree, as a page, a document or plain text.

use super::print::print_json;
use super::{Failure, Outcome};
use crate::workspace::Environment;
use crate::workspace::exchange::{ReportFormat, ReportOptions, ReportPart, ReportTarget, report_to};
use clap::builder::PossibleValuesParser;
use serde_json::json;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Write a report: which source says what, confirmed by whom, contradicted by whom, with pinpoints
#[derive(Debug, clap::Args)]
pub(super) struct Report {
    /// Project to read
    project: PathBuf,
    /// File to write; must not exist yet
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Format; without it the ending of FILE says, and for a name without one it is html
    #[arg(long, value_name = "F", value_parser = formats())]
    format: Option<String>,
    /// Only these parts, parted by commas
    #[arg(long, value_name = "PARTS", value_delimiter = ',', value_parser = parts())]
    parts: Vec<String>,
}

fn formats() -> PossibleValuesParser {
    ReportFormat::ALL.map(ReportFormat::name).into()
}

fn parts() -> PossibleValuesParser {
    ReportPart::ALL.map(ReportPart::name).into()
}

impl Report {
    pub(super) fn run(&self, environment: &Environment) -> Result<Outcome, Failure> {
        let file = super::read(environment, &self.project)?;
        let options = self.options()?;
        let (disk, target) = (environment.vfs.as_ref(), ReportTarget::New(&self.out));
        let mut go_on = |_share: f32| ControlFlow::Continue(());
        report_to(disk, target, (file.workspace.project(), &options), &mut go_on)
            .map_err(|err| err.to_string())?;
        let parts: Vec<&str> = options.parts.iter().map(|part| part.name()).collect();
        print_json(&json!({
            "file": self.out.display().to_string(),
            "format": options.format.name(),
            "parts": parts,
        }));
        Ok(Outcome::Done)
    }

    fn options(&self) -> Result<ReportOptions, Failure> {
        let name = self.out.file_name().unwrap_or_default().to_string_lossy();
        let format = match &self.format {
            Some(format) => ReportFormat::from_name(format),
            None => ReportFormat::of_file(&name),
        };
        // A page under the name of another format would not open there.
        if let (None, Some(ending)) = (format, self.out.extension()) {
            return Err(format!(
                "No report was written: “.{}” is the ending of none of its formats. Choose .{}, or name one with --format.",
                ending.to_string_lossy(),
                ReportFormat::ALL.map(ReportFormat::name).join(", .")
            ));
        }
        let parts = self.parts.iter().filter_map(|part| ReportPart::from_name(part));
        let all = ReportOptions::default();
        Ok(ReportOptions {
            format: format.unwrap_or_default(),
            parts: if self.parts.is_empty() { all.parts } else { parts.collect() },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Cli;
    use clap::Parser as _;

    fn parsed(more: &[&str]) -> Result<ReportOptions, i32> {
        let words = ["crossclaim", "report", "p.ron"].iter().chain(more);
        match Cli::try_parse_from(words).map_err(|err| err.exit_code())?.command {
            Some(crate::cli::Task::Report(report)) => report.options().map_err(|_told| 1),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_ending_says_the_format_unless_it_is_given() {
        let format = |more: &[&str]| parsed(more).unwrap().format;
        assert_eq!(format(&["--out", "a/r.docx"]), ReportFormat::Docx);
        assert_eq!(format(&["--out", "r"]), ReportFormat::Html);
        assert_eq!(format(&["--out", "r.docx", "--format", "odt"]), ReportFormat::Odt);
        assert_eq!(format(&["--out", "r.v2", "--format", "md"]), ReportFormat::Markdown);
        assert_eq!(parsed(&["--out", "r.pdf"]), Err(1));
        assert_eq!(parsed(&["--out", "r.x", "--format", "pdf"]), Err(2));
    }

    #[test]
    fn parts_are_chosen_by_name_and_all_of_them_without_a_choice() {
        let parts = parsed(&["--out", "r", "--parts", "method,matrix"]).unwrap().parts;
        assert_eq!(parts, [ReportPart::Matrix, ReportPart::Method].into());
        assert_eq!(parsed(&["--out", "r"]).unwrap().parts.len(), ReportPart::ALL.len());
        assert_eq!(parsed(&["--out", "r", "--parts", "matrix,chapter"]), Err(2));
    }
}
