//! Peak memory: a process with the corpus against one with an empty project (Linux only).

use super::corpus;
use crossclaim::workspace::Workspace;
use std::hint::black_box;
use std::process::Command;

/// Set in the child processes that are measured.
const CHILD: &str = "CROSSCLAIM_BENCH_DOCUMENTS";

/// Prints what 100,000 sentences with 30,000 claims and 15,000 links take beyond an empty project.
pub(crate) fn memory() {
    if let Ok(documents) = std::env::var(CHILD) {
        let documents: usize = documents.parse().unwrap();
        let workspace = if documents == 0 {
            Workspace::empty("Bench", &corpus::me()).unwrap()
        } else {
            corpus::workspace(documents, 50)
        };
        let peak = peak_mb().unwrap_or(f64::NAN);
        black_box(&workspace);
        println!("{peak}");
        std::process::abort();
    }
    let peaks: Vec<f64> = ["0", "2000"].into_iter().filter_map(child_peak).collect();
    match peaks.as_slice() {
        [empty, full] => {
            println!("\n| peak memory | MB |\n| --- | --- |");
            println!("| 100,000 sentences, 30,000 claims, 15,000 links | {:.0} |", full - empty);
        }
        _ => println!("memory: not measured, /proc/self/status is not here"),
    }
}

fn child_peak(documents: &str) -> Option<f64> {
    let output =
        Command::new(std::env::current_exe().ok()?).arg("memory").env(CHILD, documents).output().ok()?;
    String::from_utf8(output.stdout).ok()?.lines().last()?.trim().parse().ok()
}

#[expect(clippy::disallowed_methods, reason = "the kernel's figures are not a file of the project")]
fn peak_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}
