//! [`ExportRequest`]: what leaves the program, as chosen in the export dialog.

use crate::workspace::exchange::{ExportOptions, Filter, Layer, Split, SplitBy};

/// What to export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportRequest {
    /// Name in the registry of formats.
    pub format: String,
    /// Whose claims and links.
    pub layer: Layer,
    /// Leave document texts out.
    pub without_text: bool,
    /// Write codes instead of annotators' names.
    pub pseudonyms: bool,
    /// Only what is at least that sure, by id of a level.
    pub min_confidence: Option<String>,
    /// Shares of the parts for training and testing, `80/10/10`; empty means: everything together.
    pub shares: String,
    /// What stays together in a part.
    pub split_by: SplitBy,
    /// Draw an unrelated pair for each related one.
    pub negatives: bool,
    /// Number from which everything drawn by lot follows, as typed; empty means 0.
    pub seed: String,
}

impl ExportRequest {
    /// As the export takes it; an error in words where something typed is no split or no number.
    pub fn options(&self) -> Result<ExportOptions, String> {
        let (shares, seed) = (self.shares.trim(), self.seed.trim());
        let split = (!shares.is_empty()).then(|| Split::parse(shares, self.split_by)).transpose()?;
        let seed = if seed.is_empty() { Some(0) } else { seed.parse().ok() };
        Ok(ExportOptions {
            layer: self.layer,
            with_text: !self.without_text,
            pseudonyms: self.pseudonyms,
            filter: Filter { kinds: Vec::new(), min_confidence: self.min_confidence.clone() },
            split,
            negatives: self.negatives.then_some(1),
            seed: seed.ok_or_else(|| format!("“{}” is no seed; write a whole number", self.seed.trim()))?,
            ..ExportOptions::default()
        })
    }
}
