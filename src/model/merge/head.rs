//! [`Head`]: what belongs to the project as a whole besides its codebook: title and settings.

use super::log::Log;
use super::meeting::{Meeting, Stamp};
use super::records::{SetField, put};
use super::side::Pair;
use crate::model::{Project, RecordId, Settings};

/// Title and settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) title: String,
    pub(super) settings: Settings,
}

impl Head {
    pub(super) fn of(project: &Project) -> Self {
        Self { title: project.title.clone(), settings: project.settings.clone() }
    }

    pub(super) fn merged(base: Option<&Project>, sides: Pair<&Project>, log: &mut Log) -> Self {
        let base = base.map(Self::of);
        let (ours, theirs) = (Self::of(sides.ours), Self::of(sides.theirs));
        let mut meeting = Meeting {
            record: RecordId::Project(sides.ours.id()),
            prefix: String::new(),
            base: base.as_ref(),
            ours: &ours,
            theirs: &theirs,
            stamps: Pair::<Stamp>::default(),
            pasts: Pair::default(),
            log,
        };
        Self {
            title: meeting.soft("title", |head| head.title.clone()),
            settings: Settings {
                blind: meeting.field("settings.blind", |head| head.settings.blind),
                scale: meeting.field("settings.scale", |head| head.settings.scale.clone()),
                reveals: meeting.set(|head| &head.settings.reveals),
            },
        }
    }

    /// Gives a field the value that a conflict holds.
    pub(super) fn set(&mut self, field: &str, value: &str) -> SetField {
        match field {
            "title" => put(&mut self.title, value),
            "settings.blind" => put(&mut self.settings.blind, value),
            "settings.scale" => put(&mut self.settings.scale, value),
            _ => Ok(false),
        }
    }
}
