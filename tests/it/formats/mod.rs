//! Files of every format: golden files, round trips, bad input.

mod again;
mod annotators;
mod bad_input;
mod chronology;
mod counts;
mod csv;
mod every_format;
mod exchange;
mod foreign;
mod golden;
mod jsonl;
mod looked_at;
mod offsets;
mod parquet;
mod random;
mod round_trip;
mod sample;
mod training;
mod zips;
