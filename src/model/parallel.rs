//! [`in_threads`]: the same work on every item of a long list, on the processor's cores, in order.

use std::num::NonZero;
use std::sync::OnceLock;
use std::thread;

/// More would only wait for memory.
const MAX_THREADS: usize = 4;

/// What `work` makes of each run of items, in order; a run begins at the index it is given.
///
/// Below `min_len` items a second thread would cost more than it brings.
pub(crate) fn in_threads<I: Sync, T: Send>(
    items: &[I],
    min_len: usize,
    work: impl Fn(usize, &[I]) -> T + Sync,
) -> Vec<T> {
    let len = items.len().div_ceil(thread_count()).max(min_len).max(1);
    if items.len() <= len {
        return vec![work(0, items)];
    }
    thread::scope(|scope| {
        let mut runs = items.chunks(len).enumerate().map(|(index, run)| (index * len, run));
        let own = runs.next();
        let work = &work;
        let workers: Vec<_> = runs
            .map(|(first, run)| {
                let worker = thread::Builder::new().spawn_scoped(scope, move || work(first, run));
                (first, run, worker.ok())
            })
            .collect();
        let mut answers: Vec<T> = own.map(|(first, run)| work(first, run)).into_iter().collect();
        answers.extend(workers.into_iter().map(|(first, run, worker)| {
            // No thread to be had, or it died: the work is done here.
            worker.and_then(|worker| worker.join().ok()).unwrap_or_else(|| work(first, run))
        }));
        answers
    })
}

/// How many threads get the most out of this computer.
pub(crate) fn thread_count() -> usize {
    // Asking takes as long as parsing a hundred lines.
    static COUNT: OnceLock<usize> = OnceLock::new();
    *COUNT.get_or_init(|| thread::available_parallelism().map_or(1, NonZero::get).min(MAX_THREADS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_in_the_order_of_the_items() {
        for count in [0, 1, 499, 500, 501, 2_000, 4_001] {
            let items: Vec<usize> = (0..count).collect();
            let runs = in_threads(&items, 500, |first, run| {
                assert_eq!(run.first().copied().unwrap_or_default(), first);
                run.to_vec()
            });
            assert_eq!(runs.concat(), items);
        }
    }
}
