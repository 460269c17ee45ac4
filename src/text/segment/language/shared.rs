//! Abbreviations that texts of every language with Latin letters borrow.

use super::Tables;

pub(in super::super) const SHARED: Tables = Tables {
    titles: "dr mlle mme mr mrs ms msgr prof",
    inner: "vs",
    numbered: "art fig no nr n° nº sec sect vol",
    open: "al bros co corp etc inc jr llc ltd plc sr st",
    times: "a.d b.c b.c.e c.e",
    ..Tables::EMPTY
};
