//! [`SetArguments`]: how much of a benchmark to import, and what its columns mean.

use super::Failure;
use crate::workspace::exchange::{Columns, PRESETS, SetOptions};
use clap::builder::PossibleValuesParser;

/// Of formats that are sets of other people.
#[derive(Debug, clap::Args)]
pub(super) struct SetArguments {
    /// Draw so many rows of a benchmark by lot
    #[arg(long, value_name = "N")]
    sample: Option<usize>,
    /// Number from which the draw follows
    #[arg(long, value_name = "N", default_value_t = 0, requires = "sample")]
    seed: u64,
    /// Draw the same number of rows of each label
    #[arg(long, value_name = "WHAT", requires = "sample", value_parser = PossibleValuesParser::new(["label"]))]
    balance: Option<String>,
    /// Set of sentence pairs whose columns are known (nli)
    #[arg(long, value_name = "SET", value_parser = PossibleValuesParser::new(PRESETS))]
    preset: Option<String>,
    /// Column of the text that is known (nli)
    #[arg(long, value_name = "COLUMN")]
    premise: Option<String>,
    /// Column of the text that is judged by it (nli)
    #[arg(long, value_name = "COLUMN")]
    hypothesis: Option<String>,
    /// Column of the label (nli)
    #[arg(long, value_name = "COLUMN")]
    label: Option<String>,
    /// Column of the id (nli)
    #[arg(long, value_name = "COLUMN")]
    id: Option<String>,
}

impl SetArguments {
    /// An error in words where the format is no set.
    pub(super) fn options(&self, format: &str, is_set: bool) -> Result<SetOptions, Failure> {
        let columns = Columns {
            preset: self.preset.clone(),
            premise: self.premise.clone(),
            hypothesis: self.hypothesis.clone(),
            label: self.label.clone(),
            id: self.id.clone(),
        };
        let balance = self.balance.is_some();
        if !is_set && (self.sample.is_some() || !columns.is_empty()) {
            return Err(format!(
                "Nothing was imported: {format} is no benchmark; --sample and the names of columns are for those."
            ));
        }
        Ok(SetOptions { sample: self.sample, seed: self.seed, balance, columns })
    }
}
