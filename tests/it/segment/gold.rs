//! The segmenter against texts cut by hand: a score that falls fails.
//!
//! Our own sets are in `tests/data/segment/sets`: a sentence a line, texts with a blank line between. Larger sets are
//! looked for in the folder that `CROSSCLAIM_GOLD` names, or beside the checkout.

use crossclaim::text::{OffsetIndex, segment};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Our own sets: language, what joins sentences, the sentences.
const OWN: &[(&str, &str, &str)] = &[
    ("en", " ", include_str!("../../data/segment/sets/en.txt")),
    ("de", " ", include_str!("../../data/segment/sets/de.txt")),
    ("fr", " ", include_str!("../../data/segment/sets/fr.txt")),
    ("es", " ", include_str!("../../data/segment/sets/es.txt")),
    ("it", " ", include_str!("../../data/segment/sets/it.txt")),
    ("pt", " ", include_str!("../../data/segment/sets/pt.txt")),
    ("nl", " ", include_str!("../../data/segment/sets/nl.txt")),
    ("pl", " ", include_str!("../../data/segment/sets/pl.txt")),
    ("sv", " ", include_str!("../../data/segment/sets/sv.txt")),
    ("ru", " ", include_str!("../../data/segment/sets/ru.txt")),
    ("uk", " ", include_str!("../../data/segment/sets/uk.txt")),
    ("zh", "", include_str!("../../data/segment/sets/zh.txt")),
    ("ja", "", include_str!("../../data/segment/sets/ja.txt")),
    ("ar", " ", include_str!("../../data/segment/sets/ar.txt")),
    ("hi", " ", include_str!("../../data/segment/sets/hi.txt")),
];

/// What the sets beside the checkout gave, in percent: F1 of inner boundaries, share of texts without a fault.
const RECORDED: &[(&str, f64, f64)] = &[
    ("hard", 100.00, 100.00),
    ("rules-en", 92.92, 90.90),
    ("rules-other", 93.75, 93.37),
    ("seeds", 100.00, 100.00),
    ("sentencex-en", 92.64, 90.09),
    ("sentencex-other", 96.15, 96.66),
    ("ud-de-gsd", 93.01, 20.00),
    ("ud-de-pud", 99.82, 99.49),
    ("ud-en-ewt", 91.47, 75.79),
    ("ud-en-pud", 99.82, 99.49),
    ("ud-es-gsd", 96.80, 45.45),
    ("ud-es-pud", 99.52, 98.49),
    ("ud-fr-gsd", 97.33, 63.63),
    ("ud-fr-pud", 99.47, 98.49),
    ("ud-it-pud", 99.66, 98.99),
    ("ud-pt-pud", 99.47, 98.49),
    ("ud-ru-pud", 99.84, 99.49),
    ("ud-zh-pud", 99.81, 99.49),
    ("wrap-de-pud", 99.80, 99.20),
    ("wrap-en-pud", 99.79, 99.06),
];

/// A text with the places between its sentences, in characters that are no white space.
struct Text {
    id: String,
    language: String,
    content: String,
    bounds: BTreeSet<usize>,
    /// Neither required nor wrong.
    optional: BTreeSet<usize>,
    /// Accepted in place of another.
    instead: Vec<(usize, usize)>,
}

#[derive(Default)]
struct Score {
    hits: usize,
    extra: usize,
    missed: usize,
    texts: usize,
    exact: usize,
    faults: Vec<String>,
}

impl Score {
    fn add(&mut self, text: &Text) {
        let (sentences, _) = segment(&text.content, Some(&text.language));
        let index = OffsetIndex::new(&text.content);
        let spans = sentences.iter().map(|sentence| index.chars_from_span(sentence.span).unwrap());
        let mut found = bounds(&text.content, spans);
        for (at, wanted) in &text.instead {
            if !found.contains(wanted) && found.remove(at) {
                found.insert(*wanted);
            }
        }
        let found: BTreeSet<usize> = found.difference(&text.optional).copied().collect();
        let wanted: BTreeSet<usize> = text.bounds.difference(&text.optional).copied().collect();
        self.hits += found.intersection(&wanted).count();
        self.extra += found.difference(&wanted).count();
        self.missed += wanted.difference(&found).count();
        self.texts += 1;
        if found == wanted {
            self.exact += 1;
        } else {
            self.faults.push(text.id.clone());
        }
    }

    fn f1(&self) -> f64 {
        percent(2 * self.hits, 2 * self.hits + self.extra + self.missed)
    }

    fn exact(&self) -> f64 {
        percent(self.exact, self.texts)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a test")]
fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\0')
}

/// For each code point, how many that are no white space stand before it.
fn inked(text: &str) -> Vec<usize> {
    let mut count = 0;
    let mut counts = vec![0];
    for c in text.chars() {
        count += usize::from(!is_blank(c));
        counts.push(count);
    }
    counts
}

/// Starts and ends of spans of code points, without those of the text.
fn bounds(text: &str, spans: impl Iterator<Item = (usize, usize)>) -> BTreeSet<usize> {
    let inked = inked(text);
    let mut found: BTreeSet<usize> = spans.flat_map(|(start, end)| [inked[start], inked[end]]).collect();
    found.remove(&0);
    found.remove(inked.last().unwrap());
    found
}

/// A text of sentences, joined or wrapped.
fn own_text(language: &str, sentences: &[&str], joint: &str, wrap: Option<usize>) -> Text {
    let mut text = String::new();
    let mut bounds = BTreeSet::new();
    for sentence in sentences {
        bounds.insert(text.chars().filter(|c| !is_blank(*c)).count());
        text.push_str(if text.is_empty() { "" } else { joint });
        text.push_str(sentence);
    }
    bounds.remove(&0);
    let text = wrap.map_or_else(|| text.clone(), |columns| wrapped(&text, columns));
    let id = format!("{language}: {}", sentences.first().unwrap());
    Text {
        id,
        language: language.to_owned(),
        content: text,
        bounds,
        optional: BTreeSet::new(),
        instead: Vec::new(),
    }
}

fn wrapped(text: &str, columns: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.last_mut().unwrap();
        if last.is_empty() {
            last.push_str(word);
        } else if last.chars().count() + 1 + word.chars().count() <= columns {
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.join("\n")
}

fn own_score(language: &str, joint: &str, set: &str, wrap: Option<usize>) -> Score {
    let mut score = Score::default();
    for text in set.split("\n\n") {
        let sentences: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        score.add(&own_text(language, &sentences, joint, wrap));
    }
    score
}

#[test]
fn our_own_sets_are_cut_without_a_fault() {
    let faults: Vec<String> =
        OWN.iter().flat_map(|(language, joint, set)| own_score(language, joint, set, None).faults).collect();
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn wrapped_text_is_cut_like_text_in_one_line() {
    let mut faults = Vec::new();
    // Without capitals a few lines do not tell.
    let unicase = ["zh", "ja", "ar", "hi"];
    for (language, joint, set) in OWN.iter().filter(|(language, ..)| !unicase.contains(language)) {
        for columns in [60, 72, 80] {
            let found = own_score(language, joint, set, Some(columns)).faults;
            faults.extend(found.into_iter().map(|fault| format!("{columns}: {fault}")));
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn lines_with_marks_of_their_own_are_units() {
    let set = include_str!("../../data/segment/sets/structure.txt");
    let (sentences, _) = segment(set, Some("en"));
    let found: Vec<&str> = sentences.iter().map(|sentence| sentence.span.slice(set).unwrap()).collect();
    let expected: Vec<&str> = set.lines().collect();
    assert_eq!(found, expected);
}

#[derive(Deserialize)]
struct GoldFile {
    set: String,
    docs: Vec<GoldText>,
}

#[derive(Deserialize)]
struct GoldText {
    id: String,
    lang: String,
    text: String,
    spans: Vec<(usize, usize)>,
    #[serde(default)]
    optional: Vec<usize>,
    #[serde(default)]
    alt: Vec<(usize, usize)>,
}

impl From<GoldText> for Text {
    fn from(gold: GoldText) -> Self {
        let inked = inked(&gold.text);
        Self {
            bounds: bounds(&gold.text, gold.spans.into_iter()),
            optional: gold.optional.into_iter().map(|at| inked[at]).collect(),
            instead: gold.alt.into_iter().map(|(at, wanted)| (inked[at], inked[wanted])).collect(),
            id: gold.id,
            language: gold.lang,
            content: gold.text,
        }
    }
}

fn gold_folder() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold");
    let folder = std::env::var_os("CROSSCLAIM_GOLD").map_or_else(beside, PathBuf::from).join("segment/gold");
    folder.is_dir().then_some(folder)
}

#[expect(clippy::disallowed_methods, reason = "the sets are no part of the checkout")]
fn gold_scores(folder: &Path) -> BTreeMap<String, Score> {
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        if path.to_string_lossy().ends_with(".dev.json") {
            let file: GoldFile = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            let score = scores.entry(file.set).or_default();
            file.docs.into_iter().for_each(|text| score.add(&text.into()));
        }
    }
    scores
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that had nothing to do says so")]
fn the_sets_beside_the_checkout_score_as_recorded() {
    let Some(folder) = gold_folder() else {
        eprintln!("no gold sets beside the checkout: name their folder in CROSSCLAIM_GOLD");
        return;
    };
    let scores = gold_scores(&folder);
    let mut fallen = Vec::new();
    for (set, f1, exact) in RECORDED {
        let score = &scores[*set];
        if score.f1() < f1 - 0.01 || score.exact() < exact - 0.01 {
            let faults = score.faults.join(" ");
            fallen.push(format!(
                "{set}: F1 {:.2}, exact {:.2}, faults in {faults}",
                score.f1(),
                score.exact()
            ));
        }
    }
    assert!(fallen.is_empty(), "below the record:\n{}", fallen.join("\n"));
}
