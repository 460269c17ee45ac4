//! Files of every format: golden files, round trips, bad input.

mod bad_input;
mod csv;
mod jsonl;
mod round_trip;
mod sample;
