//! Chinese: full stops need no blank and no tables; these are for the Latin letters in between.

use super::Tables;

pub(super) const TABLES: Tables = Tables::EMPTY;

/// Verbs of saying, which after a closed question or call carry the sentence on: “为什么？”他问。
pub(in super::super) const SAYING: &[char] =
    &['说', '說', '问', '問', '道', '喊', '叫', '答', '讲', '講', '称', '稱'];
