//! [`tables()`]: the items of each unit, made from what annotators did.

mod grouping;
mod levels;
mod links;
mod places;
mod sentences;
mod spans;
mod verdicts;

use super::table::{ItemPlace, Table};
use super::work::{Mark, Work};
use super::{AgreementOptions, Unit};
use crate::model::RecordId;
use levels::{LevelOf, Leveled, level_table};
use places::{Place, Places};

/// The table of each unit, in the order of [`Unit::ALL`].
pub(super) fn tables(work: &Work<'_>, options: &AgreementOptions) -> Vec<Table> {
    let (is_claim, kinds) = sentences::sentence_tables(work);
    let places = Places::of(work, options.least_overlap);
    let confidence = |mark: &Mark<'_>| mark.claim.confidence.is_some();
    let credibility = |mark: &Mark<'_>| mark.claim.credibility.is_some();
    let [links, link_kind, link_confidence, link_differences] = links::link_tables(work, &places);
    vec![
        is_claim,
        kinds,
        spans::span_table(work),
        claim_levels(work, &places, Unit::ClaimConfidence, confidence),
        claim_levels(work, &places, Unit::ClaimCredibility, credibility),
        links,
        link_kind,
        link_confidence,
        link_differences,
        verdicts::verdict_table(work, &places, options.least_overlap),
    ]
}

/// Levels that claims have, place by place.
fn claim_levels(work: &Work<'_>, places: &Places<'_>, unit: Unit, has_level: fn(&Mark<'_>) -> bool) -> Table {
    let things: Vec<Leveled<'_>> = places
        .iter()
        .map(|place| (place, place.marks.iter().filter(|mark| !mark.is_negative && has_level(mark)).count()))
        .filter(|(_, count)| *count > 1)
        .map(|(place, _)| claim_level(place, unit))
        .collect();
    level_table(work, unit, &things)
}

fn claim_level<'w>(place: &'w Place<'_>, unit: Unit) -> Leveled<'w> {
    let levels = place.marks.iter().filter(|mark| !mark.is_negative).filter_map(|mark| {
        let level = match unit {
            Unit::ClaimCredibility => LevelOf::Credibility(mark.claim.credibility?.digit()),
            _ => LevelOf::Named(mark.claim.confidence.as_ref()?),
        };
        Some((mark.annotator?, level, RecordId::Claim(mark.claim.id)))
    });
    let place_of = ItemPlace::Span { document: place.document, span: place.span };
    Leveled { place: place_of, levels: levels.collect() }
}
