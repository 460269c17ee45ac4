//! [`LayerSight`]: whose work an annotator may see.

use super::{AnnotatorId, Project, Timestamp};

/// Whose claims, links and decisions somebody may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayerSight {
    /// Everybody's: nobody works blind.
    All,
    /// Everybody's, since then: this annotator opened the layers of others in blind work.
    Opened(Timestamp),
    /// Of this annotator alone.
    Only(AnnotatorId),
}

impl LayerSight {
    /// Whether the work of that annotator is to be seen.
    pub fn is_visible(self, layer: AnnotatorId) -> bool {
        self.only().is_none_or(|only| only == layer)
    }

    /// Whose work alone is to be seen; none means everybody's.
    pub const fn only(self) -> Option<AnnotatorId> {
        match self {
            Self::Only(annotator) => Some(annotator),
            Self::All | Self::Opened(_) => None,
        }
    }
}

impl Project {
    /// Whose work an annotator may see.
    pub fn sight_of(&self, annotator: AnnotatorId) -> LayerSight {
        let settings = self.settings();
        if !settings.blind {
            return LayerSight::All;
        }
        let own = || settings.reveals.iter().filter(|reveal| reveal.annotator == annotator);
        // A merge without a base keeps both states of one reveal.
        let is_over = |at| own().any(|reveal| reveal.at == at && reveal.until.is_some());
        let open = own().filter(|reveal| reveal.until.is_none()).find(|reveal| !is_over(reveal.at));
        open.map_or(LayerSight::Only(annotator), |reveal| LayerSight::Opened(reveal.at))
    }
}
