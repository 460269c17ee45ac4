//! [`Highlight`]: what stays bright while the rest fades, because it belongs to the selection.

use super::state::{Highlight, Mode, ReadState, Selection};
use crate::view::layers::Shown;

/// What belongs to the selection; nothing fades while a link is being made, since the other end has to be read.
pub fn highlight(shown: Shown<'_>, read: &ReadState) -> Highlight {
    let mut highlight = Highlight::default();
    match read.selection {
        Some(Selection::Claim(claim)) => {
            highlight.fading = true;
            highlight.claims.insert(claim);
            for link in shown.links_of(claim) {
                highlight.links.insert(link.id);
                highlight.claims.insert(link.other_end(claim));
            }
        }
        Some(Selection::Link(id)) => {
            highlight.fading = true;
            highlight.links.insert(id);
            highlight.claims.extend(shown.project.link(id).into_iter().flat_map(|link| [link.from, link.to]));
        }
        Some(Selection::Sentence(..) | Selection::Span(..)) | None => {}
    }
    if read.mode != Mode::Idle {
        highlight.fading = false;
    }
    highlight
}
