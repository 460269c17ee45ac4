//! [`CaseCounts`]: how many disagreements are in which state.

use super::{CaseState, DisagreementCase};

/// How many disagreements are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaseCounts {
    /// Nobody settled them.
    pub open: usize,
    /// Settled, but the thread has changed since.
    pub another_look: usize,
    /// Settled.
    pub settled: usize,
}

impl CaseCounts {
    /// Of these cases.
    pub fn of(cases: &[DisagreementCase]) -> Self {
        let mut counts = Self::default();
        for case in cases {
            *counts.of_state(&case.state) += 1;
        }
        counts
    }

    /// How many there are.
    pub const fn all(self) -> usize {
        self.open + self.another_look + self.settled
    }

    /// How many wait for somebody.
    pub const fn unresolved(self) -> usize {
        self.open + self.another_look
    }

    pub(super) const fn of_state(&mut self, state: &CaseState) -> &mut usize {
        match state {
            CaseState::Open => &mut self.open,
            CaseState::Settled => &mut self.settled,
            CaseState::AnotherLook { .. } => &mut self.another_look,
        }
    }
}
