//! [`Store`]: plans and widths, kept as long as they are asked for.

use super::pieces::Measured;
use super::plan::Plan;
use eframe::egui::cache::CacheTrait;
use std::collections::HashMap;
use std::sync::Arc;

/// Widths that are kept at most before all are asked for again.
const MAX_MEASURES: usize = 40_000;

/// Plans and widths.
#[derive(Default)]
pub(super) struct Store {
    plans: HashMap<u64, (u32, Arc<Plan>)>,
    measures: HashMap<u64, Arc<Measured>>,
    frame: u32,
}

impl Store {
    /// A plan that was made.
    pub(super) fn plan(&mut self, key: u64) -> Option<Arc<Plan>> {
        let (used, plan) = self.plans.get_mut(&key)?;
        *used = self.frame;
        Some(Arc::clone(plan))
    }

    /// Keeps a plan for the next frames.
    pub(super) fn keep(&mut self, key: u64, plan: Arc<Plan>) {
        self.plans.insert(key, (self.frame, plan));
    }

    /// Forgets everything, because the fonts are others.
    pub(super) fn forget(&mut self) {
        self.plans.clear();
        self.measures.clear();
    }

    /// Lends the widths while text is measured.
    pub(super) fn take_measures(&mut self) -> HashMap<u64, Arc<Measured>> {
        std::mem::take(&mut self.measures)
    }

    /// Takes the widths back.
    pub(super) fn give_measures(&mut self, mut measures: HashMap<u64, Arc<Measured>>) {
        if measures.len() > MAX_MEASURES {
            measures.clear();
        }
        self.measures = measures;
    }
}

impl CacheTrait for Store {
    fn update(&mut self) {
        let frame = self.frame;
        self.plans.retain(|_, (used, _)| *used == frame);
        self.frame = self.frame.wrapping_add(1);
    }

    fn len(&self) -> usize {
        self.plans.len()
    }
}
