//! Speed of export: 100,000 sentences, 30,000 claims and 15,000 links in every format that is written, into memory.
//! `cargo bench --bench export`.
#![expect(clippy::unwrap_used, reason = "a bench that fails says so by stopping")]

#[path = "limits/corpus.rs"]
mod corpus;

use criterion::{Criterion, criterion_group, criterion_main};
use crossclaim::formats::{ExportOptions, formats, written};
use crossclaim::model::Project;
use std::hint::black_box;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// What the system says that this thread was given of a core, where it says so: another program at work does not count.
#[expect(clippy::disallowed_methods, reason = "a bench reads what the system says of it")]
fn core_time() -> Option<Duration> {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    line.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

#[expect(clippy::print_stdout, reason = "figures that criterion does not take")]
fn figures(project: &Project) {
    for format in formats().iter().filter(|format| format.is_written()) {
        let mut took: Vec<Duration> = Vec::new();
        let mut len = 0;
        for _ in 0..5 {
            let (began, before) = (Instant::now(), core_time());
            let mut tell = |_: f32| ControlFlow::Continue(());
            let (files, _) = written(format, project, &ExportOptions::default(), &mut tell).unwrap();
            let core = core_time().zip(before).map(|(now, before)| now.saturating_sub(before));
            took.push(core.unwrap_or_else(|| began.elapsed()));
            len = files.iter().map(|file| file.bytes.len()).sum();
        }
        took.sort_unstable();
        let (best, worst) = (took.first().unwrap(), took.last().unwrap());
        println!("{}: {len} bytes, best {best:.0?} of a core, worst {worst:.0?}", format.name);
    }
}

fn every_format(criterion: &mut Criterion) {
    let workspace = corpus::workspace(2_000, 50);
    figures(workspace.project());
    let mut group = criterion.benchmark_group("export 100k sentences, 30k claims, 15k links");
    group.sample_size(10);
    for format in formats().iter().filter(|format| format.is_written()) {
        group.bench_function(format.name, |bencher| {
            bencher.iter(|| {
                let mut tell = |_: f32| ControlFlow::Continue(());
                let options = ExportOptions::default();
                black_box(written(format, workspace.project(), &options, &mut tell).unwrap())
            });
        });
    }
    group.finish();
}

criterion_group!(benches, every_format);
criterion_main!(benches);
