//! Files of every format: golden files, round trips, bad input.

mod again;
mod annotators;
mod bad_input;
mod benchmark_files;
mod benchmarks;
mod cas;
mod chronology;
mod counts;
mod csv;
mod every_format;
mod exchange;
mod foreign;
mod golden;
mod jsonl;
mod looked_at;
mod obsidian;
mod offsets;
mod parquet;
mod random;
mod round_trip;
mod sample;
mod training;
mod whole;
mod zips;
