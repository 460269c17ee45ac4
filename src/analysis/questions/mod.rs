//! [`propose`]: links put into groups of one question each, by what they are about; [`best_question`]: the question that
//! a link to be made belongs to.
//!
//! A connected component is too large a group: a sentence that speaks to two questions joins them. Links, not claims,
//! are therefore grouped, so that a claim may stand in several questions (link communities, Ahn, Bagrow & Lehmann 2010).
//!
//! A link is described by two vectors of equal weight: the words that both ends share, rare ones more (Robertson &
//! Zaragoza 2009), and the claims it stands among, which are its ends and the claims linked to both of them. Words that
//! only one end has say what else the sentence speaks of, and do not count. Groups that meet in a claim are joined while
//! their links are alike on average (group average linkage), in rounds of falling thresholds that each join every group
//! with the one most like it (sub-cluster components, Monath et al. 2021): the work grows with the links, not with
//! their pairs. The last threshold is a likeness and does not depend on how many links there are.
//!
//! Everything follows from the links alone, ordered by id: neither the order of edits nor links of other components
//! change a proposal.

mod clusters;
mod default;
mod describe;
mod like;
mod matcher;
mod readings;
mod vector;

pub use default::{DefaultReason, default_question};
pub use like::LikeQuestions;
pub use matcher::{QuestionMatcher, best_question};

use super::threads::Groups;
use crate::model::{ClaimId, Link, LinkId, Project};
use clusters::{Described, clusters};
use describe::Description;
use readings::Readings;
use std::collections::BTreeMap;

/// Puts links into groups, each about one question; links that the project does not have are left out.
///
/// Ordered by the lowest link, as are the links of a group. Cautious: two small groups rather than a wrong large one.
pub fn propose(project: &Project, links: &[LinkId]) -> Vec<Vec<LinkId>> {
    let mut known: Vec<&Link> = links.iter().filter_map(|link| project.link(*link)).collect();
    known.sort_unstable_by_key(|link| link.id);
    known.dedup_by_key(|link| link.id);
    let mut readings = Readings::default();
    let mut found: Vec<Vec<LinkId>> = components(&known)
        .into_iter()
        .flat_map(|links| questions_of_component(project, &mut readings, &links))
        .collect();
    found.sort_unstable_by_key(|links| links.first().copied());
    found
}

/// Links that hang together by their claims, by id.
fn components<'p>(links: &[&'p Link]) -> Vec<Vec<&'p Link>> {
    let mut groups: Groups<ClaimId> = Groups::of(links.iter().flat_map(|link| [link.from, link.to]));
    for link in links {
        groups.join(link.from, link.to);
    }
    let mut found: BTreeMap<ClaimId, Vec<&Link>> = BTreeMap::new();
    for link in links {
        found.entry(groups.lowest(link.from)).or_default().push(link);
    }
    found.into_values().collect()
}

fn questions_of_component(project: &Project, readings: &mut Readings, links: &[&Link]) -> Vec<Vec<LinkId>> {
    let ends: Vec<(ClaimId, ClaimId)> = links.iter().map(|link| (link.from, link.to)).collect();
    let description = Description::of(project, readings, &ends);
    let described: Vec<Described> = ends
        .iter()
        .map(|(from, to)| Described {
            claims: [description.number(*from), description.number(*to)],
            vector: description.vector(*from, *to),
        })
        .collect();
    let ids =
        |group: Vec<usize>| group.into_iter().filter_map(|at| links.get(at)).map(|link| link.id).collect();
    clusters(&described).into_iter().map(ids).collect()
}
