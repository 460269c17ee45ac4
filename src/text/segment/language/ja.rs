//! Japanese: full stops need no blank and no tables; what matters is how a line or quotation goes on.

use super::Tables;

pub(super) const TABLES: Tables = Tables::EMPTY;

/// Particles that tie a closed quotation to what follows: 「はい。」と言った。
pub(in super::super) const AFTER_QUOTE: &[char] =
    &['と', 'っ', 'な', 'の', 'は', 'が', 'を', 'に', 'で', 'も'];
/// Particles that no line of running text ends with, so that the next line goes on.
pub(in super::super) const OPEN_AT_LINE_END: &[char] =
    &['の', 'を', 'に', 'が', 'は', 'と', 'で', 'へ', 'も', 'や', '、'];
