//! [`Measure`]: the statistics, and the registry of what each is computed for.

use super::counts::Sums;
use super::matches::Matching;
use super::{Undefined, Unit};
use super::{
    alpha_masi, alpha_nominal, alpha_ordinal, cohen_kappa, f1_exact, f1_links, f1_links_labelled, f1_overlap,
    fleiss_kappa, gwet_ac1, percent,
};

/// A statistic of agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Share of equal pairs of values.
    Percent,
    /// Cohen's kappa, of two annotators.
    CohenKappa,
    /// Fleiss' kappa.
    FleissKappa,
    /// Gwet's AC1.
    GwetAc1,
    /// Krippendorff's alpha, nominal.
    AlphaNominal,
    /// Krippendorff's alpha, ordinal.
    AlphaOrdinal,
    /// Krippendorff's alpha of sets under MASI distance.
    AlphaMasi,
    /// Krippendorff's alpha of spans in a continuum.
    AlphaU,
    /// F1 of spans with the same ends.
    F1Exact,
    /// F1 of characters.
    F1Overlap,
    /// F1 of linked pairs, whatever the kind.
    F1Links,
    /// F1 of links with kind and direction.
    F1LinksLabelled,
}

/// How a measure is computed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Way {
    /// From sums over units.
    Counted(fn(&Sums<'_>) -> Result<f64, Undefined>),
    /// From what two annotators have and what they have in common.
    Matched(Matching),
    /// From the places of spans in the texts.
    Placed,
}

/// One line of the registry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) measure: Measure,
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) units: &'static [Unit],
    pub(super) way: Way,
}

const NOMINAL: &[Unit] = &[
    Unit::SentenceIsClaim,
    Unit::SentenceKinds,
    Unit::LinkKind,
    Unit::LinkDifferences,
    Unit::LinkQuestion,
    Unit::Verdict,
];
const LEVELS: &[Unit] = &[Unit::ClaimConfidence, Unit::ClaimCredibility, Unit::LinkConfidence];
const COMPARED: &[Unit] = &[
    Unit::SentenceIsClaim,
    Unit::SentenceKinds,
    Unit::LinkKind,
    Unit::LinkDifferences,
    Unit::LinkQuestion,
    Unit::Verdict,
    Unit::ClaimConfidence,
    Unit::ClaimCredibility,
    Unit::LinkConfidence,
];

const fn entry(
    measure: Measure,
    (name, label): (&'static str, &'static str),
    units: &'static [Unit],
    way: Way,
) -> Entry {
    Entry { measure, name, label, units, way }
}

/// Every measure, in the order shown.
pub(super) const MEASURES: [Entry; 12] = {
    use Measure::{
        AlphaMasi, AlphaNominal, AlphaOrdinal, AlphaU, CohenKappa, F1Exact, F1Links, F1LinksLabelled,
        F1Overlap, FleissKappa, GwetAc1, Percent,
    };
    use Way::{Counted, Matched, Placed};
    [
        entry(Percent, ("percent", "Percent agreement"), COMPARED, Counted(percent::percent)),
        entry(CohenKappa, ("cohen_kappa", "Cohen's kappa"), NOMINAL, Counted(cohen_kappa::cohen_kappa)),
        entry(FleissKappa, ("fleiss_kappa", "Fleiss' kappa"), NOMINAL, Counted(fleiss_kappa::fleiss_kappa)),
        entry(GwetAc1, ("gwet_ac1", "Gwet's AC1"), NOMINAL, Counted(gwet_ac1::gwet_ac1)),
        entry(
            AlphaNominal,
            ("alpha_nominal", "Krippendorff's alpha, nominal"),
            NOMINAL,
            Counted(alpha_nominal::alpha_nominal),
        ),
        entry(
            AlphaOrdinal,
            ("alpha_ordinal", "Krippendorff's alpha, ordinal"),
            LEVELS,
            Counted(alpha_ordinal::alpha_ordinal),
        ),
        entry(
            AlphaMasi,
            ("alpha_masi", "Krippendorff's alpha, MASI distance"),
            &[Unit::SentenceKinds],
            Counted(alpha_masi::alpha_masi),
        ),
        entry(F1Exact, ("f1_exact", "F1, same span"), &[Unit::ClaimSpans], Matched(f1_exact::matches)),
        entry(F1Overlap, ("f1_overlap", "F1, characters"), &[Unit::ClaimSpans], Matched(f1_overlap::matches)),
        entry(AlphaU, ("alpha_u", "Krippendorff's alpha, spans"), &[Unit::ClaimSpans], Placed),
        entry(F1Links, ("f1_links", "F1, linked pairs"), &[Unit::Links], Matched(f1_links::matches)),
        entry(
            F1LinksLabelled,
            ("f1_links_labelled", "F1, links with kind"),
            &[Unit::Links],
            Matched(f1_links_labelled::matches),
        ),
    ]
};

impl Measure {
    /// Every measure, in the order shown.
    pub fn all() -> impl Iterator<Item = Self> {
        MEASURES.iter().map(|entry| entry.measure)
    }

    /// As scripts read it.
    pub fn name(self) -> &'static str {
        self.entry().map_or("", |entry| entry.name)
    }

    /// As people read it.
    pub fn label(self) -> &'static str {
        self.entry().map_or("", |entry| entry.label)
    }

    /// What it is computed for.
    pub fn units(self) -> &'static [Unit] {
        self.entry().map_or(&[], |entry| entry.units)
    }

    fn entry(self) -> Option<&'static Entry> {
        MEASURES.iter().find(|entry| entry.measure == self)
    }
}

/// The measures of a unit, in the order shown.
pub(super) fn measures_of(unit: Unit) -> impl Iterator<Item = &'static Entry> {
    MEASURES.iter().filter(move |entry| entry.units.contains(&unit))
}
