//! [`QuestionMatcher`]: which of some questions a link that is about to be made belongs to, by its own words.

use super::describe::Description;
use super::readings::Readings;
use super::vector::{Vector, rounded};
use crate::model::{ClaimId, LinkId, Project};

/// A link less like all links of a question than this, as a cosine, asks another one.
const FITS: f64 = 0.2;

/// Finds questions for links; remembers the words of claims from one time to the next.
#[derive(Debug, Default)]
pub struct QuestionMatcher {
    readings: Readings,
}

/// The question of a link from one claim to another: the candidate whose links are most like it.
///
/// Index of the candidate, the first of several equally good ones; none when none fits, which means a new question.
/// Candidates are keys of any kind with the links of each question; links that the project does not have do not count.
/// [`QuestionMatcher`] answers again without reading all claims again.
pub fn best_question<K>(
    project: &Project,
    candidates: &[(K, &[LinkId])],
    from: ClaimId,
    to: ClaimId,
) -> Option<usize> {
    QuestionMatcher::default().best(project, candidates, from, to)
}

impl QuestionMatcher {
    /// As [`best_question`].
    pub fn best<K>(
        &mut self,
        project: &Project,
        candidates: &[(K, &[LinkId])],
        from: ClaimId,
        to: ClaimId,
    ) -> Option<usize> {
        if project.claim(from).is_none() || project.claim(to).is_none() {
            return None;
        }
        let fits = self.fits(project, candidates, from, to);
        let best = fits.into_iter().enumerate().rev().max_by(|one, other| one.1.total_cmp(&other.1));
        best.filter(|(_, fit)| *fit >= FITS).map(|(at, _)| at)
    }

    /// How well each candidate fits, from 0 to 1: the cosine of the link and the sum of the candidate's links.
    fn fits<K>(
        &mut self,
        project: &Project,
        candidates: &[(K, &[LinkId])],
        from: ClaimId,
        to: ClaimId,
    ) -> Vec<f64> {
        let groups: Vec<Vec<(ClaimId, ClaimId)>> = candidates
            .iter()
            .map(|(_, links)| links.iter().filter_map(|link| project.link(*link)))
            .map(|links| links.map(|link| (link.from, link.to)).collect())
            .collect();
        let mut ends: Vec<(ClaimId, ClaimId)> = groups.iter().flatten().copied().collect();
        ends.extend([(from, from), (to, to)]);
        let description = Description::of(project, &mut self.readings, &ends);
        let wanted = description.vector(from, to);
        let fit = |links: &Vec<(ClaimId, ClaimId)>| {
            let vectors: Vec<Vector> =
                links.iter().map(|(from, to)| description.vector(*from, *to)).collect();
            let sum = Vector::sum(vectors.iter()).unit();
            rounded(sum.dot(&wanted))
        };
        groups.iter().map(fit).collect()
    }
}
