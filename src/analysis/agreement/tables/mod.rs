//! [`tables()`]: the items of each unit, made from what annotators did.

mod grouping;
mod levels;
mod links;
mod places;
mod same_questions;
mod sentences;
mod shared;
mod spans;
mod verdicts;

use super::table::{ItemPlace, Table};
use super::work::Work;
use super::{AgreementOptions, Unit};
use crate::model::RecordId;
use levels::{LevelOf, Leveled};
use places::Places;

pub(in crate::analysis) use shared::{SharedPlace, shared_places};

/// The table of each unit, in the order of [`Unit::ALL`].
pub(super) fn tables(work: &Work<'_>, options: AgreementOptions) -> Vec<Table> {
    let (is_claim, kinds) = sentences::sentence_tables(work);
    let places = Places::of(work, options.least_overlap);
    let [links, link_kind, link_confidence, link_differences, link_question] =
        links::link_tables(work, &places);
    vec![
        is_claim,
        kinds,
        spans::span_table(work),
        claim_levels(work, &places, Unit::ClaimConfidence),
        claim_levels(work, &places, Unit::ClaimCredibility),
        links,
        link_kind,
        link_confidence,
        link_differences,
        link_question,
        verdicts::verdict_table(work, &places, options.least_overlap),
    ]
}

/// Levels that claims have, place by place.
fn claim_levels(work: &Work<'_>, places: &Places<'_>, unit: Unit) -> Table {
    let mut leveled = Leveled::default();
    for place in places.iter() {
        for mark in place.marks.iter().filter(|mark| !mark.is_negative) {
            let level = match unit {
                Unit::ClaimCredibility => {
                    mark.claim.credibility.map(|level| LevelOf::Credibility(level.digit()))
                }
                _ => mark.claim.confidence.as_ref().map(LevelOf::Named),
            };
            if let Some(level) = level {
                leveled.give(mark.annotator, level, RecordId::Claim(mark.id));
            }
        }
        leveled.end_thing(2, || ItemPlace::Span { document: place.document, span: place.span });
    }
    leveled.table(work, unit)
}
