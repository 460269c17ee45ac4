//! [`card`]: the README of a dataset on the Hugging Face hub: what its loader needs, and what people need to know.

use super::Config;
use crate::formats::frames::{Cells, Column};
use crate::formats::selection::Selection;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Ends of the size categories of the hub.
const SIZES: [(usize, &str); 5] = [
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (usize::MAX, "n>1M"),
];

/// YAML for the loader, then Markdown.
pub(super) fn card(selection: &Selection<'_>, configs: &[Config<'_>]) -> Vec<u8> {
    let mut text = String::from("---\n");
    let languages: BTreeSet<&str> =
        selection.documents.iter().map(|document| document.details.language.as_str()).collect();
    let languages: Vec<&str> = languages.into_iter().filter(|language| !language.is_empty()).collect();
    if !languages.is_empty() {
        text.push_str("language:\n");
        for language in &languages {
            line(&mut text, &format!("- {}", quoted(language)));
        }
    }
    let title = selection.project.title();
    line(&mut text, &format!("pretty_name: {}", quoted(if title.is_empty() { "Crossclaim" } else { title })));
    let rows = configs.iter().map(|config| config.frame.parts.len()).max().unwrap_or_default();
    let size = SIZES.iter().find(|(end, _)| rows < *end).map_or("n>1M", |(_, name)| *name);
    line(&mut text, &format!("size_categories:\n- {size}"));
    text.push_str(
        "annotations_creators:\n- expert-generated\nlanguage_creators:\n- found\ntask_categories:\n\
         - text-classification\n- token-classification\ntask_ids:\n- natural-language-inference\n\
         - fact-checking\ntags:\n- claim-detection\n- cross-document\n- crossclaim\n",
    );
    text.push_str("configs:\n");
    for config in configs {
        line(&mut text, &format!("- config_name: {}", config.frame.name));
        if config.frame.name == "claims" {
            text.push_str("  default: true\n");
        }
        text.push_str("  data_files:\n");
        for file in &config.files {
            line(&mut text, &format!("  - split: {}\n    path: {}", file.part, quoted(&file.path)));
        }
    }
    text.push_str("dataset_info:\n");
    for config in configs {
        line(&mut text, &format!("- config_name: {}\n  features:", config.frame.name));
        for column in &config.frame.columns {
            push_feature(&mut text, column);
        }
        text.push_str("  splits:\n");
        for file in &config.files {
            let (name, len, count) = (file.part, file.len, file.rows.len());
            line(&mut text, &format!("  - name: {name}\n    num_bytes: {len}\n    num_examples: {count}"));
        }
    }
    text.push_str("---\n\n");
    push_description(&mut text, selection, configs);
    text.into_bytes()
}

fn push_feature(text: &mut String, column: &Column<'_>) {
    line(text, &format!("  - name: {}", column.name));
    match &column.cells {
        Cells::Texts(_) => text.push_str("    dtype: string\n"),
        Cells::Numbers(_) => text.push_str("    dtype: int64\n"),
        Cells::Flags(_) => text.push_str("    dtype: bool\n"),
        Cells::Lists(_) => text.push_str("    list: string\n"),
        Cells::Shares { names, .. } => {
            text.push_str("    struct:\n");
            for name in names {
                line(text, &format!("    - name: {}\n      dtype: float64", quoted(name)));
            }
        }
    }
}

fn push_description(text: &mut String, selection: &Selection<'_>, configs: &[Config<'_>]) {
    let title = selection.project.title().split_whitespace().collect::<Vec<_>>().join(" ");
    line(text, &format!("# {}\n", if title.is_empty() { "Claims across sources" } else { &title }));
    let count = |name: &str| {
        let found = configs.iter().find(|config| config.frame.name == name);
        found.map_or(0, |config| config.frame.parts.len())
    };
    line(
        text,
        &format!(
            "Claims in {} documents, {} claims and {} pairs, tagged by {} annotators with Crossclaim.\n",
            count("documents"),
            count("claims"),
            count("pairs"),
            selection.annotators.len()
        ),
    );
    if !selection.options.with_text {
        text.push_str(
            "The texts are left out. Offsets are of the text whose SHA-256 stands in `text_sha256`, at the address in \
             `url`.\n\n",
        );
    }
    if selection.splits().is_some() {
        text.push_str(
            "The splits follow from the seed in `splits.json`; what hangs together (`group_id`) is in one of \
             them.\n\n",
        );
    }
    text.push_str(
        "Lists in one row belong together: `annotations[i]` is what `annotators[i]` said. `hard_label` is what more \
         than half said, `adjudicated_label` what the reference layer says, and `soft_label` has every label in every \
         row. Offsets are given in three units; ends are exclusive.\n",
    );
    for config in configs {
        line(text, &format!("\n## {}\n\n| column | meaning |\n| --- | --- |", config.frame.name));
        for column in &config.frame.columns {
            line(text, &format!("| `{}` | {} |", column.name, column.meaning));
        }
    }
}

fn line(text: &mut String, words: &str) {
    // Writing to a string cannot fail.
    writeln!(text, "{words}").unwrap_or_default();
}

/// A text of JSON is one of YAML too.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
