//! Speed of export: 100,000 sentences, 30,000 claims and 15,000 links in every format that is written, into memory.
//! `cargo bench --bench export`.
#![expect(clippy::unwrap_used, reason = "a bench that fails says so by stopping")]

#[path = "limits/corpus.rs"]
mod corpus;

use criterion::{Criterion, criterion_group, criterion_main};
use crossclaim::formats::{ExportOptions, formats, written};
use std::hint::black_box;
use std::ops::ControlFlow;

fn every_format(criterion: &mut Criterion) {
    let workspace = corpus::workspace(2_000, 50);
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
