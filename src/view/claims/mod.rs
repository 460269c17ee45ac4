//! The Claims view as plain data: facts ([`ClaimIndex`]), filters ([`Facet`]), rows ([`ClaimList`]), words ([`ClaimLine`]).
//!
//! Facts are kept by document and made again where it changed; only rows on show become text.

mod facets;
mod index;
mod line;
mod list;
mod names;
mod sort;
mod table;

pub use facets::{Facet, FacetValue};
pub use index::{ClaimIndex, Revisions};
pub use line::{ClaimLine, KindMark, LineMaker};
pub use list::{ClaimList, ClaimQuery, FacetCount, FacetCounts, Group, Place, Row};
pub use names::{FacetNames, NamedValue};
pub use sort::{ClaimColumn, ClaimSort};
pub use table::claims_table;
