//! [`ClaimView`]: a claim with its fields and the claims it is linked to.

use super::parts::{ConfidenceView, KindChoice, KindLabel, Stamp};
use super::quote::claim_quote_marks;
use super::{InspectorView, Quote, compared};
use crate::model::{
    CREDIBILITY_SCALE, Claim, ClaimId, Codebook, Credibility, Link, LinkId, Modality, Opposition, Project,
};
use crate::text::{Span, visible};
use crate::view::chronology::{DatesView, dates_view};
use crate::view::layers::Shown;
use crate::view::names;

/// A claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimView {
    /// Which claim.
    pub claim: ClaimId,
    /// Letter of its document and number of its sentence, in words.
    pub place: String,
    /// Its words.
    pub quote: String,
    /// Its words were not found in the text on load.
    pub unanchored: bool,
    /// Its kinds, then those used most, as buttons.
    pub kinds: Vec<KindChoice>,
    /// The other kinds on offer.
    pub more_kinds: Vec<KindChoice>,
    /// How sure the annotator is.
    pub confidence: ConfidenceView,
    /// What is typed or chosen about it.
    pub fields: ClaimFields,
    /// When what it says happened, and the dates that its words have.
    pub dates: DatesView,
    /// 1 to 6 with what they mean.
    pub credibilities: Vec<CredibilityChoice>,
    /// Oppositions first, then by kind as in the codebook.
    pub links: Vec<LinkCard>,
    /// Who and when.
    pub stamp: Stamp,
}

/// The fields of a claim, as they are saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimFields {
    /// The claim in normalised words.
    pub statement: String,
    /// Who the source says it comes from.
    pub attributed_to: String,
    /// How sure the source sounds.
    pub modality: Option<Modality>,
    /// Admiralty credibility.
    pub credibility: Option<Credibility>,
    /// With commas between them.
    pub tags: String,
    /// For colleagues.
    pub note: String,
}

/// A digit of the Admiralty scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CredibilityChoice {
    /// What choosing it sets.
    pub credibility: Credibility,
    /// Its digit.
    pub label: String,
    /// What it means; empty where the codebook does not say.
    pub hint: String,
}

/// A link as seen from one of its ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkCard {
    /// Which link.
    pub link: LinkId,
    /// What it says.
    pub kind: KindLabel,
    /// Which way it reads.
    pub direction: Direction,
    /// The claim at its other end.
    pub other: ClaimId,
    /// Name of that claim, `E22`.
    pub name: String,
    /// Letter of its document and where in the original it stands: `E, p. 3`.
    pub place: String,
    /// How sure; none when not set.
    pub confidence: Option<String>,
    /// Types of difference that the annotator noted.
    pub differences: Vec<String>,
    /// Words of the other end, with what this end lacks marked.
    pub quote: Quote,
}

/// Which way a link reads from one of its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Both.
    Symmetric,
    /// From this end to the other.
    Outgoing,
    /// From the other end to this one.
    Incoming,
}

/// Makes the view of a claim; `frequent` names the claim kinds used most, most used first.
pub fn claim_view(shown: Shown<'_>, id: ClaimId, frequent: &[String]) -> InspectorView {
    let project = shown.project;
    let Some(claim) = project.claim(id) else {
        return InspectorView::Nothing;
    };
    let (kinds, more_kinds) = kind_choices(project.codebook(), &claim.kinds, frequent);
    InspectorView::Claim(Box::new(ClaimView {
        claim: id,
        place: super::place::sentence_place(project, claim.document, claim.span),
        quote: Quote::new(&claim.quote).text,
        unanchored: claim.unanchored,
        kinds,
        more_kinds,
        confidence: ConfidenceView::new(project, claim.confidence.as_ref()),
        fields: ClaimFields {
            statement: claim.statement.clone(),
            attributed_to: claim.attributed_to.clone(),
            modality: claim.modality,
            credibility: claim.credibility,
            tags: claim.tags.join(", "),
            note: claim.note.clone(),
        },
        dates: dates_view(project, claim),
        credibilities: credibilities(project.codebook()),
        links: link_cards(shown, claim),
        stamp: Stamp::new(project, claim.annotator, claim.created, claim.modified),
    }))
}

/// The claim's own kinds and two more as buttons, and the rest of what is offered.
fn kind_choices(
    codebook: &Codebook,
    own: &[String],
    frequent: &[String],
) -> (Vec<KindChoice>, Vec<KindChoice>) {
    let owned = own.iter().filter_map(|id| codebook.claim_kind(id));
    let mut shown: Vec<KindChoice> = owned.map(|kind| KindChoice::of_claim(kind, true)).collect();
    let offered = |id: &String| codebook.offered_claim_kinds().find(|kind| kind.id == *id);
    let used = frequent.iter().filter_map(offered).chain(codebook.offered_claim_kinds());
    let wanted = shown.len() + 2;
    for kind in used {
        if shown.len() >= wanted {
            break;
        }
        if !shown.iter().any(|choice| choice.id == kind.id) {
            shown.push(KindChoice::of_claim(kind, false));
        }
    }
    let rest = codebook.offered_claim_kinds().filter(|kind| !shown.iter().any(|choice| choice.id == kind.id));
    let more = rest.map(|kind| KindChoice::of_claim(kind, false)).collect();
    (shown, more)
}

fn credibilities(codebook: &Codebook) -> Vec<CredibilityChoice> {
    let scale = codebook.scale(CREDIBILITY_SCALE);
    Credibility::ALL
        .into_iter()
        .map(|credibility| {
            let label = credibility.digit().to_string();
            let level = scale.and_then(|scale| scale.level(&label));
            let hint =
                level.map(|level| visible(&format!("{}\n{}", level.label, level.definition)).into_owned());
            CredibilityChoice { credibility, label, hint: hint.unwrap_or_default() }
        })
        .collect()
}

fn link_cards(shown: Shown<'_>, claim: &Claim) -> Vec<LinkCard> {
    let project = shown.project;
    let codebook = project.codebook();
    let mut cards: Vec<(_, LinkCard)> = shown
        .links_of(claim.id)
        .filter_map(|link| {
            let other = project.claim(link.other_end(claim.id))?;
            let place = project.document_position(other.document);
            let rank = (kind_rank(codebook, &link.kind), place, other.span, link.id);
            Some((rank, link_card(project, claim, link, other)))
        })
        .collect();
    cards.sort_by_key(|(rank, _)| *rank);
    cards.into_iter().map(|(_, card)| card).collect()
}

/// What contradicts stands first, because it is what has to be settled.
fn kind_rank(codebook: &Codebook, kind: &str) -> (bool, usize) {
    let place = codebook.link_kinds.iter().position(|known| known.id == kind).unwrap_or(usize::MAX);
    let opposes = codebook.link_kind(kind).is_some_and(|kind| kind.opposition == Opposition::Full);
    (!opposes, place)
}

fn link_card(project: &Project, claim: &Claim, link: &Link, other: &Claim) -> LinkCard {
    let codebook = project.codebook();
    let symmetric = codebook.link_kind(&link.kind).is_some_and(|kind| kind.symmetric);
    let direction = match (symmetric, link.from == claim.id) {
        (true, _) => Direction::Symmetric,
        (false, true) => Direction::Outgoing,
        (false, false) => Direction::Incoming,
    };
    let (from, to) = if link.from == claim.id { (claim, other) } else { (other, claim) };
    let (source, target) = compared_ends(project, link, from, to);
    LinkCard {
        link: link.id,
        kind: KindLabel::of_link(codebook, &link.kind),
        direction,
        other: other.id,
        name: names::claim_name(project, other),
        place: names::with_pinpoint(project, other, &names::document_letter(project, other.document)),
        confidence: link
            .confidence
            .as_ref()
            .map(|confidence| visible(&names::confidence_label(project, confidence)).into_owned()),
        differences: link.differences.iter().map(|it| difference_label(codebook, &it.kind)).collect(),
        quote: if link.from == claim.id { target } else { source },
    }
}

/// Both ends' words: marked where the annotator noted differences, else where the comparing finds some.
pub(super) fn compared_ends(project: &Project, link: &Link, from: &Claim, to: &Claim) -> (Quote, Quote) {
    let noted = |claim: &Claim, spans: Vec<Option<Span>>| claim_quote_marks(&claim.quote, claim.span, spans);
    let of_source = noted(from, link.differences.iter().map(|it| it.from).collect());
    let of_target = noted(to, link.differences.iter().map(|it| it.to).collect());
    if of_source.marks.is_empty() && of_target.marks.is_empty() {
        let language = |claim: &Claim| {
            project.document(claim.document).map_or("", |document| document.details.language.as_str())
        };
        let (one, other) = (language(from), language(to));
        return compared(&from.quote, &to.quote, if one == other { one } else { "" });
    }
    (of_source, of_target)
}

/// Label of a difference type; the id where the codebook lacks it.
pub(in crate::view) fn difference_label(codebook: &Codebook, kind: &str) -> String {
    let term = codebook.difference_types.iter().find(|term| term.id == kind);
    visible(term.map_or(kind, |term| &term.label)).into_owned()
}
