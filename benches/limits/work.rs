//! Commit, undo, open, save and export, at sizes that show how they grow.

use super::corpus;
use criterion::{BatchSize, Criterion};
use crossclaim::storage::Places;
use crossclaim::workspace::exchange::{ExportOptions, export_to, format};
use crossclaim::workspace::{Environment, Tag, Workspace};
use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// A folder of this bench's own, emptied at its end.
struct Folder(PathBuf);

impl Folder {
    #[expect(clippy::disallowed_methods, reason = "a scratch folder of the bench, outside the program")]
    fn new() -> Self {
        let path = std::env::temp_dir().join(format!("crossclaim-bench-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn environment(&self) -> Environment {
        Environment { places: Some(Places::at(self.0.join("state"))), ..Environment::of_this_user() }
    }
}

impl Drop for Folder {
    #[expect(clippy::disallowed_methods, reason = "a scratch folder of the bench, outside the program")]
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

pub(crate) fn benches(criterion: &mut Criterion) {
    commits(criterion);
    files(criterion);
}

/// Memory only: what a commit costs the processor, by the number of claims in the project.
fn commits(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("commit and undo, claims in the project");
    for documents in [67, 667, 6_667] {
        let mut workspace = corpus::workspace(documents, 50);
        let claims = workspace.project().claims().count();
        let document = workspace.project().document_ids().first().copied().unwrap();
        let span = workspace.project().document(document).unwrap().sentences.first().unwrap().span;
        group.sample_size(50).bench_function(claims.to_string(), |bencher| {
            bencher.iter(|| {
                let tag = Tag { kinds: vec!["quantity".to_owned()], confidence: None };
                workspace.tag(document, span, tag).unwrap();
                workspace.undo().unwrap();
            });
        });
    }
    group.finish();
}

/// 100,000 sentences, 30,000 claims, 15,000 links, on this computer's disk.
fn files(criterion: &mut Criterion) {
    let folder = Folder::new();
    let path = folder.0.join("bench.crossclaim.ron");
    let mut workspace = Workspace::create(&path, "Bench", &corpus::me(), folder.environment()).unwrap();
    corpus::fill(&mut workspace, 2_000, 50);
    workspace.save().unwrap();
    let mut group = criterion.benchmark_group("100k sentences, 30k claims, 15k links");
    group.bench_function("save", |bencher| {
        bencher.iter(|| workspace.save().unwrap());
    });
    group.bench_function("open", |bencher| {
        bencher.iter_batched(
            || folder.environment(),
            |environment| black_box(Workspace::open(&path, &corpus::me(), environment).unwrap()),
            BatchSize::PerIteration,
        );
    });
    for name in ["jsonl", "csv"] {
        let environment = folder.environment();
        let mut count = 0;
        group.bench_function(format!("export {name}"), |bencher| {
            bencher.iter(|| {
                // Each time beside the last one: what stands there is never written over.
                count += 1;
                let target = folder.0.join(format!("out-{name}-{count}"));
                let mut tell = |_: f32| ControlFlow::Continue(());
                let what = (workspace.project(), &ExportOptions::default());
                export_to(environment.vfs.as_ref(), &target, format(name).unwrap(), what, &mut tell).unwrap();
            });
        });
    }
    group.finish();
}
