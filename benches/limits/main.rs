//! The limits of the program: frames, commits, opening, saving, exporting, memory. `cargo bench` prints a table.
//!
//! Frames are measured without a window: layout and tessellation on the processor, which is what the program answers
//! for. Percentiles matter there, so they are taken here and not by criterion.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench that fails says so by stopping")]
#![expect(clippy::print_stdout, reason = "figures are printed")]

mod corpus;
mod frame;
mod memory;
mod views;
mod work;

use criterion::Criterion;

fn main() {
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let is_wanted = |name: &str| wanted.as_deref().is_none_or(|wanted| name.contains(wanted));
    if is_wanted("memory") {
        memory::memory();
    }
    if is_wanted("frame") {
        frame::scrolling();
        frame::one_long_document();
    }
    if is_wanted("views") {
        views::views();
        views::claims();
    }
    if is_wanted("work") {
        let mut criterion = Criterion::default().sample_size(10).without_plots();
        work::benches(&mut criterion);
        criterion.final_summary();
    }
}
