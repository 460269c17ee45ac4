//! Files of every format: golden files, round trips, bad input.

mod bad_input;
mod csv;
mod every_format;
mod exchange;
mod foreign;
mod golden;
mod jsonl;
mod parquet;
mod round_trip;
mod sample;
