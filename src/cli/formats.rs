//! `crossclaim formats`: what the program reads and writes.

use super::Outcome;
use super::print::{Stream, print, print_json};
use crate::workspace::exchange::{Format, Unit, formats};
use serde_json::{Value, json};

/// List the formats
#[derive(Debug, clap::Args)]
pub(super) struct Formats {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Formats {
    pub(super) fn run(&self) -> Outcome {
        if self.json {
            let all: Vec<Value> = formats().iter().map(as_json).collect();
            print_json(&Value::Array(all));
        } else {
            for format in formats() {
                print(Stream::Result, &as_text(format));
            }
        }
        Outcome::Done
    }
}

fn as_json(format: &Format) -> Value {
    json!({
        "name": format.name,
        "label": format.label,
        "extensions": format.extensions,
        "purpose": format.purpose.name(),
        "reads": format.is_read(),
        "writes": format.is_written(),
        "loses": format.loses,
        "offset_unit": format.unit.map(Unit::name),
    })
}

fn as_text(format: &Format) -> String {
    let uses = match (format.is_read(), format.is_written()) {
        (true, true) => "reads, writes",
        (true, false) => "reads",
        (false, _) => "writes",
    };
    let mut text = format!("{:<10} {:<14} {} ({})", format.name, uses, format.label, format.purpose.name());
    if let Some(unit) = format.unit {
        text.push_str("\n           counts offsets in ");
        text.push_str(unit.name());
    }
    if !format.loses.is_empty() {
        text.push_str("\n           cannot hold ");
        text.push_str(&format.loses.join(", "));
    }
    text
}
