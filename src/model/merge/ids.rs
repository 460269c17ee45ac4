//! [`Id`]: what a merge asks of ids, and ids for records that it makes.

use crate::model::{
    AnnotatorId, ClaimId, CommentId, ConflictId, DismissalId, DocumentId, LinkId, QuestionId, RecordId,
    RulingId, VerdictId,
};
use std::fmt::Display;
use uuid::{Builder, Uuid};

/// The id of one kind of record.
pub(super) trait Id: Copy + Ord + Display {
    /// As the id of any record.
    fn record(self) -> RecordId;
    /// The id with those bits.
    fn from_uuid(uuid: Uuid) -> Self;

    /// Another id for a record that met another one under this id: the same for the same content.
    fn another(self, content: &str) -> Self {
        Self::from_uuid(derived(&[&self.record().to_string(), content]))
    }
}

macro_rules! ids {
    ($($kind:ident $name:ident),+ $(,)?) => {$(
        impl Id for $name {
            fn record(self) -> RecordId {
                RecordId::$kind(self)
            }

            fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }
    )+};
}

ids! {
    Annotator AnnotatorId, Document DocumentId, Claim ClaimId, Link LinkId, Dismissal DismissalId,
    Verdict VerdictId, Ruling RulingId, Conflict ConflictId, Question QuestionId, Comment CommentId,
}

/// An id made of texts (a UUID of version 8): a merge knows no clock and no chance, and done again gives the same bytes.
pub(super) fn derived(parts: &[&str]) -> Uuid {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        // With its length, so that no two lists of parts read the same.
        hasher.update(part.len().to_string().as_bytes()).update(b":").update(part.as_bytes());
    }
    let hash = hasher.finalize();
    let bytes = hash.as_bytes().first_chunk::<16>().copied().unwrap_or_default();
    Builder::from_custom_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derived_id_depends_on_each_part_and_on_nothing_else() {
        let id = derived(&["claim", "ab"]);
        assert_eq!((id, id.get_version_num()), (derived(&["claim", "ab"]), 8));
        for other in [&["claim", "ac"][..], &["claima", "b"], &["claim", "a", "b"], &["claim"]] {
            assert_ne!(derived(other), id, "{other:?}");
        }
    }
}
