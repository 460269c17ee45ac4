//! Sets of sentence pairs whose columns are known, and the words by which labels are meant.

use super::fields::Fields;
use super::options::Columns;
use super::row::Stance;
use serde_json::Value;

/// Columns of a table of pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PairColumns {
    /// Of the set, as people know it.
    pub(super) name: String,
    /// The text that is known; several where a set gives several for one label.
    pub(super) premises: Vec<String>,
    pub(super) hypothesis: String,
    /// None where the file has no labels.
    pub(super) label: Option<String>,
    /// None where rows have no ids.
    pub(super) id: Option<String>,
    /// A list of the labels of single annotators.
    pub(super) votes: Option<String>,
    /// Premises of one value stand in one document.
    pub(super) group: Option<String>,
    /// The premise is the id of a text in another file, which has this column for the text.
    pub(super) body: Option<String>,
}

/// A set whose columns are known.
struct Preset {
    name: &'static str,
    label: &'static str,
    premises: &'static [&'static str],
    columns: [&'static str; 3],
    votes: Option<&'static str>,
    group: Option<&'static str>,
    body: Option<&'static str>,
}

/// What `--preset` takes.
pub const PRESETS: [&str; 6] = ["mnli", "snli", "anli", "vitaminc", "xfact", "fnc"];

const KNOWN: [Preset; 6] = [
    Preset {
        name: "mnli",
        label: "MultiNLI",
        premises: &["sentence1"],
        columns: ["sentence2", "gold_label", "pairID"],
        votes: Some("annotator_labels"),
        group: Some("genre"),
        body: None,
    },
    Preset {
        name: "snli",
        label: "SNLI",
        premises: &["sentence1"],
        columns: ["sentence2", "gold_label", "pairID"],
        votes: Some("annotator_labels"),
        group: None,
        body: None,
    },
    Preset {
        name: "anli",
        label: "ANLI",
        premises: &["context"],
        columns: ["hypothesis", "label", "uid"],
        votes: None,
        group: None,
        body: None,
    },
    Preset {
        name: "vitaminc",
        label: "VitaminC",
        premises: &["evidence"],
        columns: ["claim", "label", "unique_id"],
        votes: None,
        group: Some("page"),
        body: None,
    },
    Preset {
        name: "xfact",
        label: "X-Fact",
        premises: &["evidence_1", "evidence_2", "evidence_3", "evidence_4", "evidence_5"],
        columns: ["claim", "label", ""],
        votes: None,
        group: Some("language"),
        body: None,
    },
    Preset {
        name: "fnc",
        label: "FNC-1",
        premises: &["Body ID"],
        columns: ["Headline", "Stance", ""],
        votes: None,
        group: None,
        body: Some("articleBody"),
    },
];

const PREMISES: [&str; 9] =
    ["premise", "sentence1", "context", "evidence", "text_a", "sentence_a", "text1", "passage", "source"];
const HYPOTHESES: [&str; 8] =
    ["hypothesis", "sentence2", "claim", "text_b", "sentence_b", "text2", "headline", "statement"];
const LABELS: [&str; 6] = ["label", "gold_label", "stance", "verdict", "relation", "class"];
const IDS: [&str; 6] = ["id", "uid", "unique_id", "pairid", "guid", "claim_id"];

impl PairColumns {
    /// The columns that were named, those of the preset, and for the rest those of usual names; in words what is missing.
    pub(super) fn of(wanted: &Columns, row: &Fields) -> Result<Self, String> {
        let has = |name: &str| row.contains_key(name);
        let preset = wanted.preset.as_deref();
        let known = preset.map(|name| KNOWN.iter().find(|preset| preset.name.eq_ignore_ascii_case(name)));
        let known = match known {
            Some(None) => {
                return Err(format!("there is no preset of that name; known are {}", PRESETS.join(", ")));
            }
            known => known.flatten(),
        };
        // Without a word about it, the set to which the columns belong.
        let guessed = || KNOWN.iter().find(|preset| preset.is_this(row));
        let known = if wanted.is_empty() { guessed() } else { known };
        let find = |named: Option<&String>, preset: Option<&str>, usual: &[&str]| {
            let usual =
                || usual.iter().find_map(|usual| row.keys().find(|key| key.eq_ignore_ascii_case(usual)));
            match (named, preset) {
                (Some(named), _) => Some(named.clone()),
                (None, Some(preset)) => Some(preset.to_owned()).filter(|preset| !preset.is_empty()),
                (None, None) => usual().cloned(),
            }
        };
        let column = |at: usize| known.and_then(|preset| preset.columns.get(at).copied());
        let needed = |found: Option<String>, what: &str| {
            let found = found.filter(|name| has(name));
            let names: Vec<&str> = row.keys().map(String::as_str).collect();
            found.ok_or_else(|| {
                format!(
                    "no column is known for the {what}; name it with --{what} (there are {})",
                    names.join(", ")
                )
            })
        };
        let hypothesis = needed(find(wanted.hypothesis.as_ref(), column(0), &HYPOTHESES), "hypothesis")?;
        let premises = match (&wanted.premise, known) {
            (None, Some(preset)) => {
                preset.premises.iter().map(|name| (*name).to_owned()).filter(|name| has(name)).collect()
            }
            _ => Vec::new(),
        };
        let premises = if premises.is_empty() {
            vec![needed(find(wanted.premise.as_ref(), None, &PREMISES), "premise")?]
        } else {
            premises
        };
        // One that was named must be there; one that is only usual need not.
        let label = find(wanted.label.as_ref(), column(1), &LABELS);
        let label = if wanted.label.is_some() {
            Some(needed(label, "label")?)
        } else {
            label.filter(|name| has(name))
        };
        let id = find(wanted.id.as_ref(), column(2), &IDS);
        let id = if wanted.id.is_some() { Some(needed(id, "id")?) } else { id.filter(|name| has(name)) };
        let own = |name: Option<&str>| name.map(str::to_owned).filter(|name| has(name));
        Ok(Self {
            name: known.map_or("NLI", |preset| preset.label).to_owned(),
            premises,
            hypothesis,
            label,
            id,
            votes: own(known.and_then(|preset| preset.votes)),
            group: own(known.and_then(|preset| preset.group)),
            body: known.and_then(|preset| preset.body).map(str::to_owned),
        })
    }
}

impl Preset {
    fn is_this(&self, row: &Fields) -> bool {
        let [hypothesis, _, id] = self.columns;
        let marks = self.premises.iter().chain([&hypothesis, &id]).chain(&self.votes).chain(&self.group);
        marks.filter(|mark| !mark.is_empty()).all(|mark| row.contains_key(*mark))
    }
}

/// What a label means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PairLabel {
    /// Of the pair.
    Stance(Stance),
    /// Nobody knows: blind rows, and pairs on which no majority agreed.
    None,
    /// A word of the set.
    Other(String),
}

impl PairLabel {
    /// Whatever its case. Numbers are those of Hugging Face: entailment, neutral, contradiction.
    pub(super) fn of(value: Option<&Value>) -> Self {
        let word = value.and_then(super::fields::text_of).unwrap_or_default();
        match word.trim().to_lowercase().replace(['_', '-'], " ").trim() {
            "" | "hidden" | "unlabeled" => Self::None,
            "entailment" | "entails" | "entailed" | "e" | "0" | "supports" | "support" | "supported"
            | "agree" | "true" | "yes" => Self::Stance(Stance::Supports),
            "contradiction" | "contradicts" | "c" | "2" | "refutes" | "refute" | "refuted" | "contradict"
            | "disagree" | "false" | "no" => Self::Stance(Stance::Refutes),
            "neutral"
            | "n"
            | "1"
            | "not enough info"
            | "nei"
            | "unrelated"
            | "unknown"
            | "none"
            | "not enough evidence"
            | "not enough information" => Self::Stance(Stance::Neutral),
            // It speaks of the same and takes no side.
            "discuss" | "discusses" => Self::Stance(Stance::Kind("background")),
            _ => Self::Other(word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(names: &[&str]) -> Fields {
        names.iter().map(|name| ((*name).to_owned(), Value::from("x"))).collect()
    }

    #[test]
    fn columns_are_those_named_then_those_of_the_preset_then_usual_ones() {
        let found = |wanted: &Columns, names: &[&str]| PairColumns::of(wanted, &row(names));
        let usual = found(&Columns::default(), &["Premise", "Hypothesis", "Label", "more"]).unwrap();
        assert_eq!(
            (usual.premises, usual.hypothesis, usual.name),
            (vec!["Premise".to_owned()], "Hypothesis".to_owned(), "NLI".to_owned())
        );
        let vitaminc = ["claim", "evidence", "label", "page", "unique_id"];
        assert_eq!(found(&Columns::default(), &vitaminc).unwrap().group.as_deref(), Some("page"));
        let preset = |name: &str| Columns { preset: Some(name.to_owned()), ..Columns::default() };
        let named =
            Columns { premise: Some("a".to_owned()), hypothesis: Some("b".to_owned()), ..Columns::default() };
        assert_eq!(found(&named, &["a", "b", "c"]).unwrap().label, None);
        assert!(found(&named, &["a", "c"]).unwrap_err().contains("--hypothesis (there are a, c)"));
        assert!(found(&preset("nothing"), &["a"]).unwrap_err().contains("known are mnli"));
        assert!(PRESETS.iter().zip(&KNOWN).all(|(name, preset)| *name == preset.name));
    }

    #[test]
    fn labels_of_many_sets_mean_one_of_three_things() {
        use Stance::{Neutral, Refutes, Supports};
        let of = |word: &str| PairLabel::of(Some(&Value::from(word)));
        for (words, stance) in [
            (["entailment", "e", "SUPPORTS", "Agree"], Supports),
            (["contradiction", "c", "REFUTES", "disagree"], Refutes),
            (["neutral", "n", "NOT ENOUGH INFO", "unrelated"], Neutral),
        ] {
            assert!(words.iter().all(|word| of(word) == PairLabel::Stance(stance)), "{words:?}");
        }
        assert_eq!((of("-"), PairLabel::of(None)), (PairLabel::None, PairLabel::None));
        assert_eq!(of("mostly true"), PairLabel::Other("mostly true".to_owned()));
    }
}
