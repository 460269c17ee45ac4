//! The codebook and scales that a new project starts with; [`default_codebook`] builds them from plain tables.
//!
//! Sources: claim kinds after Full Fact and `AVeriTeC`, link kinds after CST (`CSTBank` guidelines 2003), difference types
//! after de Marneffe et al. 2008, scales after ICD 203, AJP-2.1, IPCC AR5, the UK PHIA yardstick and STIX 2.1.

#[cfg(test)]
mod tests;

use super::codebook::{ClaimKind, Codebook, Level, LinkKind, Opposition, Scale, Term};

/// Id of the confidence scale of a new project: Low, Moderate, High.
pub const DEFAULT_SCALE: &str = "ic_confidence";
/// Id of the scale of a source's reliability, A–F.
pub const RELIABILITY_SCALE: &str = "admiralty_reliability";
/// Id of the scale of a claim's credibility, 1–6.
pub const CREDIBILITY_SCALE: &str = "admiralty_credibility";

/// Id, label, key, colour, definition.
type ClaimKindRow = (&'static str, &'static str, char, &'static str, &'static str);
/// Id (the label in words), key, colour, marks (s symmetric, t joins a thread, p same position, d opposes, q qualifies), NLI label, definition.
type LinkKindRow = (&'static str, Option<char>, &'static str, &'static str, &'static str, &'static str);
/// Id, label, definition.
type TermRow = (&'static str, &'static str, &'static str);
/// Id, label, level that means *cannot be judged*, levels.
type ScaleRow = (&'static str, &'static str, Option<&'static str>, &'static [TermRow]);

const CLAIM_KINDS: &[ClaimKindRow] = &[
    (
        "event_property",
        "Event / property",
        '1',
        "5AA9DE",
        "States that something happened or that an entity has a property",
    ),
    ("quantity", "Quantity", '2', "E0992A", "A value, change, comparison or ranking, past or present"),
    ("quotation", "Quotation", '3', "9A7711", "That somebody said something (checkable as having been said)"),
    ("position", "Position", '4', "2C9B78", "That an actor holds or held a stance or policy"),
    ("prediction", "Prediction", '5', "BE6FA4", "About the future"),
    ("causal", "Correlation or causation", '6', "D9694E", "A correlates with, causes, or does not cause B"),
    ("rule", "Law or rule of operation", '7', "3F72B8", "What current laws, rules or procedures say"),
    ("personal_experience", "Personal experience", '8', "5A4BBF", "Not checkable from public information"),
    ("other", "Other claim", '9', "66696E", "A checkable statement that fits no other kind"),
    (
        "not_a_claim",
        "Not a claim (opinion, question, other)",
        '0',
        "B9B4A8",
        "Looked at and judged not to be a checkable claim: opinion, question, instruction (an explicit negative for datasets)",
    ),
];

const LINK_KINDS: &[LinkKindRow] = &[
    ("corroborates", Some('1'), "2F9E66", "stp", "entailment", "Same information from an independent source"),
    (
        "contradicts",
        Some('2'),
        "D0453B",
        "std",
        "contradiction",
        "Cannot both hold of the same event; requires a disagreement type",
    ),
    (
        "qualifies",
        Some('3'),
        "B7791F",
        "tq",
        "neutral",
        "Source is a hedged, limited or conditional version of target",
    ),
    (
        "updates",
        Some('4'),
        "5F6CD8",
        "t",
        "neutral",
        "Source reports later developments or a correction of target",
    ),
    (
        "same_origin",
        Some('5'),
        "7C8696",
        "tp",
        "entailment",
        "Target repeats/copies/cites the source; not independent",
    ),
    (
        "subsumes",
        Some('6'),
        "4C8FB0",
        "t",
        "entailment",
        "Source contains all of target plus more, or gives its details",
    ),
    ("overlaps", Some('7'), "6AA9A0", "s", "neutral", "Share some facts, each has others"),
    (
        "attributes",
        Some('8'),
        "A07BC0",
        "t",
        "neutral",
        "Source gives the attribution of information stated plainly in target",
    ),
    (
        "background",
        Some('9'),
        "9A8F7A",
        "",
        "neutral",
        "Source gives history, context or a description for target",
    ),
    ("reverses", Some('0'), "C4588F", "tq", "neutral", "Same speaker/source later takes a different view"),
    (
        "no_relation",
        None,
        "A9ADB3",
        "s",
        "neutral",
        "Judged and found unrelated (explicit negative for datasets)",
    ),
];

const DIFFERENCE_TYPES: &[TermRow] = &[
    ("numeric", "numeric", "Amounts, counts, percentages, ranges"),
    ("temporal", "temporal", "Dates, years, order, duration"),
    ("entity", "entity", "Who did what: names exchanged or replaced"),
    ("polarity", "polarity", "Negation or opposites"),
    ("modality", "modality", "Stated as fact here, hedged, asked or predicted there"),
    ("attribution", "attribution", "Ascribed to different people or to nobody"),
    ("scope", "scope", "Another place, population, definition or part"),
    ("causal", "causal", "Another cause or effect"),
    ("lexical", "lexical", "Other words for what may be the same"),
    ("world_knowledge", "world knowledge", "Only seen with knowledge from outside the texts"),
];

const OUTCOMES: &[TermRow] = &[
    ("open", "open", ""),
    ("a_supported", "one side supported: the first", ""),
    ("b_supported", "one side supported: the second", ""),
    ("both_different_scope", "both hold, different scope", ""),
    ("both_different_time", "both hold, different time", ""),
    ("rounding", "rounding or approximation", ""),
    ("same_origin", "same origin, copying error", ""),
    ("translation", "translation artefact", ""),
    ("not_resolvable", "conflicting evidence, not resolvable", ""),
    ("not_enough_evidence", "not enough evidence", ""),
    ("not_a_disagreement", "not a disagreement", ""),
];

const CAUSES: &[TermRow] = &[
    ("uncertainty_in_sentence_meaning", "uncertainty in sentence meaning", ""),
    ("underspecified_guideline", "underspecified guideline", ""),
    ("annotator_behaviour_error", "annotator behaviour / error", ""),
];

const RULINGS: &[TermRow] = &[
    ("keep_all", "keep all (legitimate variation)", ""),
    ("withdrawn", "error: label withdrawn", ""),
    ("adjudicated", "adjudicated", ""),
    ("majority", "majority", ""),
    ("guideline_changed", "guideline changed, re-annotate", ""),
    ("open", "open", ""),
];

const SCALES: &[ScaleRow] = &[
    (
        "ic_confidence",
        "US IC analytic confidence",
        None,
        &[
            (
                "low",
                "Low",
                "Uncorroborated information from good or marginal sources; many assumptions; mostly weak logical inferences; glaring intelligence gaps",
            ),
            (
                "moderate",
                "Moderate",
                "Partially corroborated information from good sources; several assumptions; mix of strong and weak inferences; minimum intelligence gaps",
            ),
            (
                "high",
                "High",
                "Well-corroborated information from proven sources; minimal assumptions; strong logical inferences; no or minor intelligence gaps",
            ),
        ],
    ),
    (
        "icd203_likelihood",
        "ICD 203 likelihood",
        None,
        &[
            ("almost_no_chance", "almost no chance", "1–5 %"),
            ("very_unlikely", "very unlikely", "5–20 %"),
            ("unlikely", "unlikely", "20–45 %"),
            ("roughly_even", "roughly even chance", "45–55 %"),
            ("likely", "likely", "55–80 %"),
            ("very_likely", "very likely", "80–95 %"),
            ("almost_certain", "almost certain(ly)", "95–99 %"),
        ],
    ),
    (
        "ipcc_confidence",
        "IPCC confidence (AR5 guidance)",
        None,
        &[
            ("very_low", "very low", ""),
            ("low", "low", ""),
            ("medium", "medium", ""),
            ("high", "high", ""),
            ("very_high", "very high", ""),
        ],
    ),
    (
        "ipcc_likelihood",
        "IPCC likelihood (AR5 guidance)",
        None,
        &[
            ("exceptionally_unlikely", "exceptionally unlikely", "0–1 %"),
            ("extremely_unlikely", "extremely unlikely", "0–5 %"),
            ("very_unlikely", "very unlikely", "0–10 %"),
            ("unlikely", "unlikely", "0–33 %"),
            ("about_as_likely_as_not", "about as likely as not", "33–66 %"),
            ("more_likely_than_not", "more likely than not", "50–100 %"),
            ("likely", "likely", "66–100 %"),
            ("very_likely", "very likely", "90–100 %"),
            ("extremely_likely", "extremely likely", "95–100 %"),
            ("virtually_certain", "virtually certain", "99–100 %"),
        ],
    ),
    (
        "phia_yardstick",
        "PHIA Probability Yardstick (UK)",
        None,
        &[
            ("remote_chance", "remote chance", "0–5 %"),
            ("highly_unlikely", "highly unlikely", "10–20 %"),
            ("unlikely", "unlikely", "25–35 %"),
            ("realistic_possibility", "realistic possibility", "40–50 %"),
            ("likely_or_probable", "likely or probable", "55–75 %"),
            ("highly_likely", "highly likely", "80–90 %"),
            ("almost_certain", "almost certain", "95–100 %"),
        ],
    ),
    (
        "stix_none_low_med_high",
        "STIX 2.1 None/Low/Med/High",
        None,
        &[
            ("none", "None", "0–0 of 100"),
            ("low", "Low", "1–29 of 100"),
            ("med", "Med", "30–69 of 100"),
            ("high", "High", "70–100 of 100"),
        ],
    ),
    (
        "admiralty_reliability",
        "Source reliability (AJP-2.1 / Admiralty)",
        Some("F"),
        &[
            (
                "A",
                "Completely reliable",
                "No doubt of authenticity, trustworthiness, or competency; has a history of complete reliability",
            ),
            (
                "B",
                "Usually reliable",
                "Minor doubt about authenticity, trustworthiness, or competency; has a history of valid information most of the time",
            ),
            (
                "C",
                "Fairly reliable",
                "Doubt of authenticity, trustworthiness, or competency but has provided valid information in the past",
            ),
            (
                "D",
                "Not usually reliable",
                "Significant doubt about authenticity, trustworthiness, or competency but has provided valid information in the past",
            ),
            (
                "E",
                "Unreliable",
                "Lacking in authenticity, trustworthiness, and competency; history of invalid information",
            ),
            (
                "F",
                "Reliability cannot be judged",
                "No basis exists for evaluating the reliability of the source",
            ),
        ],
    ),
    (
        "admiralty_credibility",
        "Information credibility (AJP-2.1 / Admiralty)",
        Some("6"),
        &[
            (
                "1",
                "Confirmed by other sources",
                "Confirmed by other independent sources; logical in itself; consistent with other information on the subject",
            ),
            (
                "2",
                "Probably true",
                "Not confirmed; logical in itself; consistent with other information on the subject",
            ),
            (
                "3",
                "Possibly true",
                "Not confirmed; reasonably logical in itself; agrees with some other information on the subject",
            ),
            ("4", "Doubtful", "Not confirmed; possible but not logical; no other information on the subject"),
            (
                "5",
                "Improbable",
                "Not confirmed; not logical in itself; contradicted by other information on the subject",
            ),
            ("6", "Truth cannot be judged", "No basis exists for evaluating the validity of the information"),
        ],
    ),
];

/// The codebook of a new project.
pub fn default_codebook() -> Codebook {
    Codebook {
        claim_kinds: CLAIM_KINDS.iter().map(claim_kind).collect(),
        link_kinds: LINK_KINDS.iter().map(link_kind).collect(),
        difference_types: terms(DIFFERENCE_TYPES),
        outcomes: terms(OUTCOMES),
        causes: terms(CAUSES),
        rulings: terms(RULINGS),
        scales: SCALES.iter().map(scale).collect(),
    }
}

fn claim_kind(&(id, label, key, color, definition): &ClaimKindRow) -> ClaimKind {
    ClaimKind {
        id: id.to_owned(),
        label: label.to_owned(),
        definition: definition.to_owned(),
        color: color.to_owned(),
        key: Some(key),
        retired: false,
    }
}

fn link_kind(&(id, key, color, marks, nli_label, definition): &LinkKindRow) -> LinkKind {
    let opposition = if marks.contains('d') {
        Opposition::Full
    } else if marks.contains('q') {
        Opposition::Soft
    } else {
        Opposition::None
    };
    LinkKind {
        id: id.to_owned(),
        label: id.replace('_', " "),
        definition: definition.to_owned(),
        color: color.to_owned(),
        key,
        symmetric: marks.contains('s'),
        joins_thread: marks.contains('t'),
        same_position: marks.contains('p'),
        opposition,
        nli_label: nli_label.to_owned(),
        retired: false,
    }
}

fn terms(rows: &[TermRow]) -> Vec<Term> {
    rows.iter()
        .map(|&(id, label, definition)| Term {
            id: id.to_owned(),
            label: label.to_owned(),
            definition: definition.to_owned(),
        })
        .collect()
}

fn scale(&(id, label, unknown, levels): &ScaleRow) -> Scale {
    Scale {
        id: id.to_owned(),
        label: label.to_owned(),
        unknown: unknown.map(str::to_owned),
        levels: levels
            .iter()
            .map(|&(id, label, definition)| Level {
                id: id.to_owned(),
                label: label.to_owned(),
                definition: definition.to_owned(),
            })
            .collect(),
    }
}
