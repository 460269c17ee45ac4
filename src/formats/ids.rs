//! Ids of other people's datasets as ids of the model.

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// The id itself where it is a UUID, else one made from its text: the same text gives the same id every time.
pub(crate) fn uuid_from_text(text: &str) -> Uuid {
    Uuid::parse_str(text).unwrap_or_else(|_| uuid_from_digest(&Sha256::digest(text)))
}

/// A UUID of version 8 (RFC 9562: made by the application's own rule) from the first bytes of a hash.
pub(super) fn uuid_from_digest(digest: &[u8]) -> Uuid {
    let mut bytes = [0; 16];
    for (byte, hashed) in bytes.iter_mut().zip(digest) {
        *byte = *hashed;
    }
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_is_kept_and_other_ids_get_one_that_stays() {
        let id = "01990000-0000-7000-8000-000000000001";
        assert_eq!(uuid_from_text(id).to_string(), id);
        let made = uuid_from_text("claim 1");
        assert_eq!(made, uuid_from_text("claim 1"));
        assert_ne!(made, uuid_from_text("claim 2"));
        assert_eq!(made.get_version_num(), 8);
    }
}
