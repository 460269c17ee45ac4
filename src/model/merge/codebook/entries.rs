//! [`Entry`]: what each kind of codebook entry knows about being merged.

use crate::model::merge::meeting::Meeting;
use crate::model::merge::path::step;
use crate::model::merge::records::{SetField, put};
use crate::model::merge::side::Pair;
use crate::model::{ClaimKind, Level, LinkKind, Scale, Term};
use serde::Serialize;
use std::collections::BTreeMap;

/// An entry of the codebook.
pub(in crate::model::merge) trait Entry: Clone + PartialEq + Serialize {
    /// How people call an entry.
    const NAME: &'static str;

    /// Named by records.
    fn id(&self) -> &str;

    /// Both changes in one; none where the two do not go together.
    fn meet(meeting: Meeting<'_, Self>) -> Option<Self>;

    /// Whether two entries of one id that were made apart stand for the same.
    fn is_same_as(&self, other: &Self) -> bool;

    /// In words.
    fn meaning(&self) -> String;

    /// The levels of a scale.
    fn levels(&self) -> &[Level] {
        &[]
    }

    /// The same under another id, without what only one entry may have.
    fn apart(&self, id: String) -> Self;

    /// Gives a field the value that a conflict holds.
    fn set(&mut self, field: &str, value: &str) -> SetField;
}

/// Label or definition tell what an entry stands for; one of the two may have been edited.
fn is_same_meaning([label, definition]: [&str; 2], [other_label, other_definition]: [&str; 2]) -> bool {
    let has_same_definition = !definition.is_empty() && definition == other_definition;
    has_same_definition || label.to_lowercase() == other_label.to_lowercase()
}

fn meaning(label: &str, definition: &str) -> String {
    if definition.is_empty() { format!("“{label}”") } else { format!("“{label}” ({definition})") }
}

impl Entry for ClaimKind {
    const NAME: &'static str = "claim kind";

    fn id(&self) -> &str {
        &self.id
    }

    fn meet(mut meeting: Meeting<'_, Self>) -> Option<Self> {
        Some(Self {
            id: meeting.ours.id.clone(),
            label: meeting.field("label", |kind| kind.label.clone()),
            definition: meeting.soft("definition", |kind| kind.definition.clone()),
            color: meeting.field("color", |kind| kind.color.clone()),
            key: meeting.soft("key", |kind| kind.key),
            retired: meeting.field("retired", |kind| kind.retired),
        })
    }

    fn is_same_as(&self, other: &Self) -> bool {
        is_same_meaning([&self.label, &self.definition], [&other.label, &other.definition])
    }

    fn meaning(&self) -> String {
        meaning(&self.label, &self.definition)
    }

    fn apart(&self, id: String) -> Self {
        Self { id, key: None, ..self.clone() }
    }

    fn set(&mut self, field: &str, value: &str) -> SetField {
        match field {
            "label" => put(&mut self.label, value),
            "definition" => put(&mut self.definition, value),
            "color" => put(&mut self.color, value),
            "key" => put(&mut self.key, value),
            "retired" => put(&mut self.retired, value),
            _ => Ok(false),
        }
    }
}

impl Entry for LinkKind {
    const NAME: &'static str = "link kind";

    fn id(&self) -> &str {
        &self.id
    }

    fn meet(mut meeting: Meeting<'_, Self>) -> Option<Self> {
        Some(Self {
            id: meeting.ours.id.clone(),
            label: meeting.field("label", |kind| kind.label.clone()),
            definition: meeting.soft("definition", |kind| kind.definition.clone()),
            color: meeting.field("color", |kind| kind.color.clone()),
            key: meeting.soft("key", |kind| kind.key),
            symmetric: meeting.field("symmetric", |kind| kind.symmetric),
            joins_thread: meeting.field("joins_thread", |kind| kind.joins_thread),
            same_position: meeting.field("same_position", |kind| kind.same_position),
            opposition: meeting.field("opposition", |kind| kind.opposition),
            nli_label: meeting.soft("nli_label", |kind| kind.nli_label.clone()),
            retired: meeting.field("retired", |kind| kind.retired),
        })
    }

    fn is_same_as(&self, other: &Self) -> bool {
        let says = |kind: &Self| (kind.symmetric, kind.joins_thread, kind.same_position, kind.opposition);
        says(self) == says(other)
            && is_same_meaning([&self.label, &self.definition], [&other.label, &other.definition])
    }

    fn meaning(&self) -> String {
        let marks = [
            if self.symmetric { "read from both ends" } else { "read from one end" },
            if self.joins_thread { "joins threads" } else { "joins no threads" },
            if self.same_position { "same position" } else { "positions of their own" },
        ];
        format!("{}, {}", meaning(&self.label, &self.definition), marks.join(", "))
    }

    fn apart(&self, id: String) -> Self {
        Self { id, key: None, ..self.clone() }
    }

    fn set(&mut self, field: &str, value: &str) -> SetField {
        match field {
            "label" => put(&mut self.label, value),
            "definition" => put(&mut self.definition, value),
            "color" => put(&mut self.color, value),
            "key" => put(&mut self.key, value),
            "symmetric" => put(&mut self.symmetric, value),
            "joins_thread" => put(&mut self.joins_thread, value),
            "same_position" => put(&mut self.same_position, value),
            "opposition" => put(&mut self.opposition, value),
            "nli_label" => put(&mut self.nli_label, value),
            "retired" => put(&mut self.retired, value),
            _ => Ok(false),
        }
    }
}

impl Entry for Term {
    const NAME: &'static str = "entry";

    fn id(&self) -> &str {
        &self.id
    }

    fn meet(mut meeting: Meeting<'_, Self>) -> Option<Self> {
        Some(Self {
            id: meeting.ours.id.clone(),
            label: meeting.field("label", |term| term.label.clone()),
            definition: meeting.soft("definition", |term| term.definition.clone()),
        })
    }

    fn is_same_as(&self, other: &Self) -> bool {
        is_same_meaning([&self.label, &self.definition], [&other.label, &other.definition])
    }

    fn meaning(&self) -> String {
        meaning(&self.label, &self.definition)
    }

    fn apart(&self, id: String) -> Self {
        Self { id, ..self.clone() }
    }

    fn set(&mut self, field: &str, value: &str) -> SetField {
        match field {
            "label" => put(&mut self.label, value),
            "definition" => put(&mut self.definition, value),
            _ => Ok(false),
        }
    }
}

impl Scale {
    /// Which levels in which order, and which of them means *cannot be judged*: what gives each level its rank.
    fn ranks(&self) -> (Vec<&str>, Option<&str>) {
        (self.levels.iter().map(|level| level.id.as_str()).collect(), self.unknown.as_deref())
    }

    /// The ids of the levels, for people.
    pub(super) fn level_names(&self) -> String {
        self.ranks().0.join(", ")
    }
}

impl Entry for Scale {
    const NAME: &'static str = "scale";

    fn id(&self) -> &str {
        &self.id
    }

    /// None where both changed which levels there are: where a level belongs among others cannot be guessed.
    fn meet(mut meeting: Meeting<'_, Self>) -> Option<Self> {
        let (base, ours, theirs) = (meeting.base, meeting.ours, meeting.theirs);
        let has_ranks_of_base = |scale: &Self| base.is_some_and(|base| base.ranks() == scale.ranks());
        let (shape, rest) = if ours.ranks() == theirs.ranks() || has_ranks_of_base(theirs) {
            (ours, theirs)
        } else if has_ranks_of_base(ours) {
            (theirs, ours)
        } else {
            return None;
        };
        let is_lost_edit = |level: &Level| {
            shape.level(&level.id).is_none() && base.and_then(|base| base.level(&level.id)) != Some(level)
        };
        if rest.levels.iter().any(is_lost_edit) {
            return None;
        }
        let label = meeting.field("label", |scale| scale.label.clone());
        let mut levels: BTreeMap<&str, Level> = BTreeMap::new();
        for level in &shape.levels {
            let merged = match (ours.level(&level.id), theirs.level(&level.id)) {
                (Some(ours), Some(theirs)) => Level::meet(Meeting {
                    record: meeting.record,
                    prefix: format!("{}{}.", meeting.prefix, step("levels", &level.id)),
                    base: base.and_then(|base| base.level(&level.id)),
                    ours,
                    theirs,
                    stamps: Pair::default(),
                    pasts: Pair::default(),
                    log: meeting.log,
                })?,
                _ => level.clone(),
            };
            levels.insert(&level.id, merged);
        }
        Some(Self {
            id: shape.id.clone(),
            label,
            unknown: shape.unknown.clone(),
            levels: shape.levels.iter().filter_map(|level| levels.remove(level.id.as_str())).collect(),
        })
    }

    fn is_same_as(&self, other: &Self) -> bool {
        let is_same_level =
            |level: &Level| other.level(&level.id).is_some_and(|other| level.is_same_as(other));
        self.ranks() == other.ranks() && self.levels.iter().all(is_same_level)
    }

    fn meaning(&self) -> String {
        let levels: Vec<&str> = self.levels.iter().map(|level| level.label.as_str()).collect();
        format!("“{}” with {}", self.label, levels.join(" / "))
    }

    fn levels(&self) -> &[Level] {
        &self.levels
    }

    fn apart(&self, id: String) -> Self {
        Self { id, ..self.clone() }
    }

    fn set(&mut self, field: &str, value: &str) -> SetField {
        match field {
            "label" => put(&mut self.label, value),
            _ => Ok(false),
        }
    }
}
