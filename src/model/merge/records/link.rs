//! How a [`Link`] is merged.

use super::{Record, SetField, put};
use crate::model::merge::meeting::{Meeting, Stamp, ron_text};
use crate::model::merge::report::RecordKind;
use crate::model::merge::side::Pair;
use crate::model::{ClaimId, Difference, Link};

/// What a link says: its kind is read from one end to the other, so the three are one field.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(in crate::model::merge) struct Relation {
    from: ClaimId,
    to: ClaimId,
    pub(in crate::model::merge) kind: String,
    /// Only where the sides link different claims: places in one text mean nothing in another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    differences: Option<Vec<Difference>>,
}

impl Relation {
    fn of(link: &Link) -> Self {
        Self { from: link.from, to: link.to, kind: link.kind.clone(), differences: None }
    }

    fn whole(link: &Link) -> Self {
        Self { differences: Some(link.differences.clone()), ..Self::of(link) }
    }

    /// The value of a conflict about ends as the link holds it now; none for other values.
    pub(in crate::model::merge) fn held(field: &str, kept: &str, link: &Link) -> Option<String> {
        let relation: Self = ron::from_str(kept).ok().filter(|_| field == "kind")?;
        relation.differences.map(|_| ron_text(&Self::whole(link)))
    }

    /// The differences of a version of the link, read in this direction.
    fn directed(&self, link: &Link) -> Vec<Difference> {
        if link.from == self.from { link.differences.clone() } else { link.clone().reversed().differences }
    }
}

/// The ends of a link, whatever its direction.
fn ends(link: &Link) -> [ClaimId; 2] {
    [link.from.min(link.to), link.from.max(link.to)]
}

impl Record for Link {
    const KIND: RecordKind = RecordKind::Link;

    fn meet(mut meeting: Meeting<'_, Self>) -> Self {
        let has_same_ends = ends(meeting.ours) == ends(meeting.theirs);
        let mut relation = meeting.field("kind", if has_same_ends { Relation::of } else { Relation::whole });
        let differences = relation.differences.take().unwrap_or_else(|| {
            let base = meeting.base.filter(|base| ends(base) == ends(meeting.ours));
            let base = base.map(|base| relation.directed(base)).unwrap_or_default();
            let [ours, theirs] = [meeting.ours, meeting.theirs].map(|link| relation.directed(link));
            meeting.value("differences", Some(&base), Pair { ours, theirs })
        });
        Self {
            id: meeting.ours.id,
            from: relation.from,
            to: relation.to,
            kind: relation.kind,
            question: meeting.soft("question", |link| link.question),
            confidence: meeting.soft("confidence", |link| link.confidence.clone()),
            differences,
            note: meeting.soft("note", |link| link.note.clone()),
            annotator: meeting.field("annotator", |link| link.annotator),
            created: meeting.earlier(|link| link.created),
            modified: meeting.later(|link| link.modified),
        }
    }

    fn stamp(&self) -> Stamp {
        Stamp::new(self.modified, self.annotator)
    }

    fn text(&self) -> String {
        ron_text(self)
    }

    fn set(&mut self, field: &str, value: &str) -> SetField {
        match field {
            "kind" => {
                let mut relation: Relation = ron::from_str(value)?;
                let differences = relation.differences.take();
                self.differences = differences.unwrap_or_else(|| relation.directed(self));
                (self.from, self.to, self.kind) = (relation.from, relation.to, relation.kind);
                Ok(true)
            }
            "question" => put(&mut self.question, value),
            "confidence" => put(&mut self.confidence, value),
            "differences" => put(&mut self.differences, value),
            "note" => put(&mut self.note, value),
            "annotator" => put(&mut self.annotator, value),
            _ => Ok(false),
        }
    }
}
