//! [`check`]: digests as archives write them: a method, and the value in hexadecimal or base 32.

use crate::formats::new_document::{hex, sha256_hex};
use sha1::{Digest as _, Sha1};
use sha2::Sha256;

/// Whether bytes are those that a digest was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Right,
    Wrong,
    /// Its method is not known here.
    Unknown,
}

/// Compares with each of several forms of the same content: one that fits is enough.
pub(super) fn check(digest: &str, forms: &[&[u8]]) -> Verdict {
    let Some((method, value)) = digest.trim().split_once([':', '=']) else { return Verdict::Unknown };
    let value = value.trim().trim_end_matches('=');
    let of = |bytes: &[u8]| -> Option<Vec<u8>> {
        match method.trim().to_ascii_lowercase().replace('-', "").as_str() {
            "sha1" => Some(Sha1::digest(bytes).to_vec()),
            "sha256" => Some(Sha256::digest(bytes).to_vec()),
            _ => None,
        }
    };
    for bytes in forms {
        let Some(own) = of(bytes) else { return Verdict::Unknown };
        if value.eq_ignore_ascii_case(&hex(&own)) || value.eq_ignore_ascii_case(&base32(&own)) {
            return Verdict::Right;
        }
    }
    Verdict::Wrong
}

/// The digest that we give where the archive has none.
pub(super) fn own(bytes: &[u8]) -> String {
    format!("sha256:{}", sha256_hex(bytes))
}

/// RFC 4648, without padding.
fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |at| byte >> at & 1)).collect();
    let letter = |five: &[u8]| {
        let value = (0..5).fold(0_usize, |sum, at| sum * 2 + usize::from(five.get(at).copied().unwrap_or(0)));
        LETTERS.get(value).map_or('A', |letter| char::from(*letter))
    };
    bits.chunks(5).map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_compared_however_they_are_written() {
        for digest in [
            "sha1:VL2MMHO4YXUKFWV63YHTWSBM3GXKSQ2N",
            "sha1:aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d",
            "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
            "SHA-256=2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824",
        ] {
            assert_eq!(check(digest, &[b"hello"]), Verdict::Right, "{digest}");
            assert_eq!(check(digest, &[b"jello", b"hello"]), Verdict::Right, "{digest}");
            assert_eq!(check(digest, &[b"jello"]), Verdict::Wrong, "{digest}");
        }
        assert_eq!(check("md5:x", &[b"hello"]), Verdict::Unknown);
        assert_eq!(check("", &[b"hello"]), Verdict::Unknown);
    }
}
