//! Speed of cutting texts into sentences: an ordinary mixture of languages, and texts made to be slow.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use crossclaim::text::segment;
use std::hint::black_box;

const MIXED: [&str; 6] = [
    include_str!("../assets/sample/000_1f6489b80fe42bee.txt"),
    include_str!("../assets/sample/001_5972d6ad7b43bdba.txt"),
    include_str!("../assets/sample/002_5fa5df09a4eef054.txt"),
    include_str!("../assets/sample/003_0c0d736d20894e5e.txt"),
    include_str!("../assets/sample/004_e04d451935c7d852.txt"),
    include_str!("../tests/data/segment/languages.txt"),
];
const MIXED_BYTES: usize = 20_000_000;
const HOSTILE_BYTES: usize = 5_000_000;
/// What a hostile text repeats.
const HOSTILE: [(&str, &str); 16] = [
    ("no spaces", "a"),
    ("no spaces but dots", "word."),
    ("no terminators", "word and "),
    ("one quote", "\""),
    ("curly quotes", "“"),
    ("combining marks", "e\u{301}\u{302}"),
    ("cjk", "中文字"),
    ("cjk stops", "中文。"),
    ("nul", "\0"),
    ("dots", ". "),
    ("initials", "A. "),
    ("numbers", "1. "),
    ("open brackets", "(a! "),
    ("late quotes", "a . ' b"),
    ("ellipses", "… "),
    ("wrapped lines", "one two three four five six seven eight nine ten eleven twelve thirteen\n"),
];

fn repeated(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes.div_ceil(piece.len()))
}

fn mixed(criterion: &mut Criterion) {
    let text = repeated(&MIXED.join("\n\n"), MIXED_BYTES);
    let mut group = criterion.benchmark_group("segment");
    group.sample_size(10).throughput(Throughput::Bytes(text.len() as u64));
    for language in ["en", "de", "zh"] {
        group.bench_function(BenchmarkId::new("mixed", language), |bencher| {
            bencher.iter(|| segment(black_box(&text), Some(language)));
        });
    }
    group.finish();
}

fn hostile(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("segment hostile");
    group.sample_size(10);
    for (name, piece) in HOSTILE {
        let text = repeated(piece, HOSTILE_BYTES);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |bencher| bencher.iter(|| segment(black_box(&text), None)));
    }
    group.finish();
}

criterion_group!(benches, mixed, hostile);
criterion_main!(benches);
