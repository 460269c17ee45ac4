//! [`Lit`]: what stays bright while the rest fades, because it belongs to the selection.

use super::state::{Mode, ReadState, Selection};
use crate::model::{ClaimId, LinkId};
use crate::view::layers::Shown;
use std::collections::BTreeSet;

/// What belongs to the selection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lit {
    /// Whether anything fades at all.
    pub fading: bool,
    /// The claims that stay bright.
    pub claims: BTreeSet<ClaimId>,
    /// The links that stay bright.
    pub links: BTreeSet<LinkId>,
}

/// What belongs to the selection; nothing fades while a link is being made, since the other end has to be read.
pub fn lit(shown: Shown<'_>, read: &ReadState) -> Lit {
    let mut lit = Lit::default();
    match read.selection {
        Some(Selection::Claim(claim)) => {
            lit.fading = true;
            lit.claims.insert(claim);
            for link in shown.links_of(claim) {
                lit.links.insert(link.id);
                lit.claims.insert(link.other_end(claim));
            }
        }
        Some(Selection::Link(id)) => {
            lit.fading = true;
            lit.links.insert(id);
            lit.claims.extend(shown.project.link(id).into_iter().flat_map(|link| [link.from, link.to]));
        }
        Some(Selection::Sentence(..) | Selection::Span(..)) | None => {}
    }
    if read.mode != Mode::Idle {
        lit.fading = false;
    }
    lit
}
