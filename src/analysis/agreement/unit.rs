//! [`Unit`]: what one item of a figure is.

/// What annotators are compared on. A unit takes part in a figure when at least two of its annotators judged it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A sentence: claimed or not.
    SentenceIsClaim,
    /// A sentence: the set of kinds of the claims that claim it, empty when nothing does.
    SentenceKinds,
    /// A span that somebody tagged: tagged by this annotator or not.
    ClaimSpans,
    /// A place that several tagged: how sure each is.
    ClaimConfidence,
    /// A place that several tagged: the credibility that each gave it.
    ClaimCredibility,
    /// A pair of places that somebody linked: with what, or not at all.
    Links,
    /// A pair of places that several judged: the kinds of link with their direction.
    LinkKind,
    /// A pair of places that several linked: how sure each is.
    LinkConfidence,
    /// A pair of places that several linked: the types of difference that each noted.
    LinkDifferences,
    /// A pair of places that several linked: the question that each put the link under.
    LinkQuestion,
    /// Claims on which several decided: outcome and favoured side.
    Verdict,
}

impl Unit {
    /// Every unit, in the order shown.
    pub const ALL: [Self; 11] = [
        Self::SentenceIsClaim,
        Self::SentenceKinds,
        Self::ClaimSpans,
        Self::ClaimConfidence,
        Self::ClaimCredibility,
        Self::Links,
        Self::LinkKind,
        Self::LinkConfidence,
        Self::LinkDifferences,
        Self::LinkQuestion,
        Self::Verdict,
    ];

    /// As scripts read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SentenceIsClaim => "sentence_is_claim",
            Self::SentenceKinds => "sentence_kinds",
            Self::ClaimSpans => "claim_spans",
            Self::ClaimConfidence => "claim_confidence",
            Self::ClaimCredibility => "claim_credibility",
            Self::Links => "links",
            Self::LinkKind => "link_kind",
            Self::LinkConfidence => "link_confidence",
            Self::LinkDifferences => "link_differences",
            Self::LinkQuestion => "link_question",
            Self::Verdict => "verdict",
        }
    }

    /// As people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::SentenceIsClaim => "Sentence: claim or not",
            Self::SentenceKinds => "Sentence: kinds of claim",
            Self::ClaimSpans => "Claims: spans",
            Self::ClaimConfidence => "Claims: confidence",
            Self::ClaimCredibility => "Claims: credibility",
            Self::Links => "Links",
            Self::LinkKind => "Links: kind and direction",
            Self::LinkConfidence => "Links: confidence",
            Self::LinkDifferences => "Links: differences",
            Self::LinkQuestion => "Links: question",
            Self::Verdict => "Verdicts",
        }
    }

    /// Which items count, for people who want to know what a figure is computed from.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::SentenceIsClaim => {
                "Sentences of documents that two annotators marked as read, without those set aside. A sentence is claimed when a claim covers at least half of its characters or lies within it."
            }
            Self::SentenceKinds => {
                "The same sentences, with all kinds of the claims that claim them. A claim without a kind is missing."
            }
            Self::ClaimSpans => {
                "Every span that somebody tagged, in documents that two annotators marked as read or tagged claims in."
            }
            Self::ClaimConfidence => {
                "Places tagged by two annotators with a level each. Levels that cannot be judged and levels of other scales are missing."
            }
            Self::ClaimCredibility => {
                "Places tagged by two annotators with a credibility each. 6, cannot be judged, is missing."
            }
            Self::Links => {
                "Pairs of places that somebody linked, between documents in which two annotators read or worked."
            }
            Self::LinkKind => {
                "Pairs of places that two annotators judged: linked, or dismissed as unrelated. Direction counts."
            }
            Self::LinkConfidence => {
                "Pairs of places that two annotators linked with a level each. Levels that cannot be judged and levels of other scales are missing."
            }
            Self::LinkDifferences => "Pairs of places that two annotators linked.",
            Self::LinkQuestion => {
                "Pairs of places that two annotators linked and put under a question each. Questions are one when they have one title, or most of these pairs in common."
            }
            Self::Verdict => {
                "Claims on which two annotators gave a verdict, at least half of them in common."
            }
        }
    }

    /// Why there is no unit, to follow “not computable:”.
    pub(super) const fn absence(self) -> &'static str {
        match self {
            Self::SentenceIsClaim | Self::SentenceKinds => {
                "no sentence of a document that two of them marked as read"
            }
            Self::ClaimSpans => "no claim in a document that two of them read or tagged",
            Self::ClaimConfidence => "no place that two of them gave a confidence on one scale",
            Self::ClaimCredibility => "no place that two of them gave a credibility",
            Self::Links => "no link between documents that two of them read or worked in",
            Self::LinkKind => "no pair of places that two of them judged",
            Self::LinkConfidence => {
                "no pair of places that two of them linked with a confidence on one scale"
            }
            Self::LinkDifferences => "no pair of places that two of them linked",
            Self::LinkQuestion => "no pair of places that two of them linked under a question",
            Self::Verdict => "no claims on which two of them gave a verdict",
        }
    }
}
