//! [`project`]: random small projects that use every field and every awkward character, for the tests of this room.

use crate::model::{
    Annotator, AnnotatorId, Claim, ClaimId, Confidence, Conflict, ConflictId, Credibility, Difference,
    Dismissal, DismissalId, Document, DocumentDetails, DocumentId, Edit, Link, LinkId, Modality, Project,
    ProjectId, RecordId, Reveal, Ruling, RulingId, Scale, Settings, Source, Term, Timestamp, Verdict,
    VerdictId,
};
use crate::text::{Sentence, SentenceRole, Span};
use std::sync::Arc;
use uuid::Uuid;

/// Pieces that strings are made of: each once broke some writer or reader.
const PIECES: [&str; 32] = [
    "a",
    "word ",
    "\"",
    "\\",
    "\r",
    "\n",
    "\t",
    "\u{0}",
    "\u{1b}",
    "\u{7f}",
    "\u{85}",
    "\u{ad}",
    "é",
    "e\u{301}",
    "👩\u{200d}👧",
    "\u{200d}",
    "\u{200c}",
    "\u{202e}",
    "\u{2066}",
    "\u{2028}",
    "\u{feff}",
    "\u{e0041}",
    "हिन्दी",
    "العَرَبِيَّة",
    "],",
    "]),",
    "),",
    "// blake3: 0",
    "(id: \"",
    "r#\"",
    "'",
    "/*",
];

/// A generator that needs nothing but its seed.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn below(&mut self, limit: usize) -> usize {
        // SplitMix64, Steele et al. 2014.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % limit.max(1) as u64).unwrap()
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 0
    }

    fn pick<T: Clone>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())].clone()
    }

    fn some<T>(&mut self, value: T) -> Option<T> {
        self.coin().then_some(value)
    }

    fn text(&mut self) -> String {
        (0..self.below(7)).map(|_| self.pick(&PIECES)).collect()
    }

    fn id(&mut self) -> Uuid {
        Uuid::from_u64_pair(self.below(usize::MAX) as u64, self.below(usize::MAX) as u64)
    }

    fn time(&mut self) -> Timestamp {
        Timestamp::from_millis(i64::try_from(self.below(2_000_000_000_000)).unwrap() - 5_000_000_000)
    }

    fn span(&mut self, text: &str) -> Span {
        let bounds: Vec<usize> = text.char_indices().map(|(index, _)| index).chain([text.len()]).collect();
        let (left, right) = (self.below(bounds.len()), self.below(bounds.len()));
        Span::new(bounds[left.min(right)], bounds[left.max(right)])
    }

    fn confidence(&mut self) -> Option<Confidence> {
        self.some(Confidence { scale: "ic_confidence".to_owned(), level: "high".to_owned() })
    }
}

/// A project of a few records; equal seeds give equal projects.
pub(super) fn project(seed: u64) -> Project {
    let dice = &mut Dice(seed);
    let mut project = Project::new(ProjectId(dice.id()), dice.text());
    for _ in 0..=dice.below(2) {
        let annotator = Annotator {
            machine: None,
            id: AnnotatorId(dice.id()),
            name: dice.text(),
            reference: dice.coin(),
        };
        put(&mut project, Edit::PutAnnotator(annotator));
    }
    put_codebook(&mut project, dice);
    for _ in 0..=dice.below(3) {
        put_document(&mut project, dice);
    }
    for _ in 0..dice.below(8) {
        put_claim(&mut project, dice);
    }
    if project.claims().len() > 1 {
        for _ in 0..dice.below(5) {
            put_link(&mut project, dice);
        }
        for _ in 0..dice.below(3) {
            put_decisions(&mut project, dice);
        }
    }
    project
}

fn put(project: &mut Project, edit: Edit) {
    // What breaks a rule, such as a link made twice, is left out.
    drop(project.apply(edit));
}

fn annotator(project: &Project, dice: &mut Dice) -> AnnotatorId {
    dice.pick(&project.annotators().map(|annotator| annotator.id).collect::<Vec<_>>())
}

fn claim(project: &Project, dice: &mut Dice) -> ClaimId {
    dice.pick(&project.claims().map(|claim| claim.id).collect::<Vec<_>>())
}

fn put_codebook(project: &mut Project, dice: &mut Dice) {
    let mut codebook = project.codebook().clone();
    for kind in &mut codebook.claim_kinds {
        (kind.definition, kind.label, kind.retired) = (dice.text(), dice.text(), dice.coin());
        let key = dice.pick(&['\'', '"', '\\', 'é', '\u{202e}', '\0']);
        kind.key = dice.some(key);
    }
    let id = format!("s{}", dice.text());
    let level = Term { id: dice.text() + "x", label: dice.text(), definition: dice.text() };
    let unknown = dice.some(dice.0.to_string());
    codebook.scales.push(Scale { id: id.clone(), label: dice.text(), unknown, levels: vec![level] });
    put(project, Edit::SetCodebook(Box::new(codebook.clone())));
    if dice.coin() {
        let reveal = |dice: &mut Dice| Reveal {
            annotator: annotator(project, dice),
            at: dice.time(),
            until: dice.coin().then(|| dice.time()),
        };
        let reveals = (0..dice.below(3)).map(|_| reveal(dice)).collect();
        put(project, Edit::SetSettings(Settings { blind: dice.coin(), scale: id, reveals }));
        codebook.scales.retain(|scale| scale.id != "ic_confidence");
        put(project, Edit::SetCodebook(Box::new(codebook)));
    }
}

fn put_document(project: &mut Project, dice: &mut Dice) {
    let text: String = (0..dice.below(20)).map(|_| dice.pick(&PIECES)).collect();
    let span = dice.span(&text);
    let sentence = Sentence { span, role: dice.pick(&SentenceRole::ALL) };
    let source = Source {
        captured: None,
        character: None,
        publisher: dice.text(),
        author: dice.text(),
        url: dice.text(),
        published: dice.text(),
        accessed: dice.text(),
        reliability: dice.some("B".to_owned()),
        origin: dice.text(),
    };
    let reader = annotator(project, dice);
    let document = Document {
        pinpoints: Vec::new(),
        id: DocumentId(dice.id()),
        details: DocumentDetails {
            role: Default::default(),
            title: dice.text(),
            language: dice.text(),
            source,
        },
        file_name: dice.text(),
        original_sha256: dice.text(),
        text: text.into(),
        sentences: if span.is_empty() { Vec::new() } else { vec![sentence] },
        read_by: dice.some(reader).into_iter().collect(),
    };
    put(project, Edit::AddDocument { position: dice.below(4), document: Box::new(document) });
}

fn put_claim(project: &mut Project, dice: &mut Dice) {
    let document = dice.pick(project.document_ids());
    let text = Arc::clone(&project.document(document).unwrap().text);
    let span = dice.span(&text);
    let unanchored = dice.below(5) == 0;
    let kinds = ["quantity", "causal"].map(str::to_owned);
    let created = dice.time();
    let claim = Claim {
        questions: Vec::new(),
        when: None,
        id: ClaimId(dice.id()),
        document,
        span,
        quote: if unanchored { dice.text() } else { span.slice(&text).unwrap().to_owned() },
        unanchored,
        kinds: kinds.into_iter().take(dice.below(3)).collect(),
        statement: dice.text(),
        attributed_to: dice.text(),
        modality: {
            let modality = dice.pick(&Modality::ALL);
            dice.some(modality)
        },
        confidence: dice.confidence(),
        credibility: {
            let credibility = dice.pick(&Credibility::ALL);
            dice.some(credibility)
        },
        tags: (0..dice.below(3)).map(|_| dice.text()).collect(),
        note: dice.text(),
        annotator: annotator(project, dice),
        created,
        modified: dice.time(),
    };
    put(project, Edit::PutClaim(Box::new(claim)));
}

fn put_link(project: &mut Project, dice: &mut Dice) {
    let (from, to) = (claim(project, dice), claim(project, dice));
    let text_of = |claim| &*project.document(project.claim(claim).unwrap().document).unwrap().text;
    let (from_span, to_span) = (dice.span(text_of(from)), dice.span(text_of(to)));
    let difference = Difference {
        kind: "numeric".to_owned(),
        from: dice.some(from_span),
        to: dice.some(to_span),
        note: dice.text(),
    };
    let kind = dice.pick(&["contradicts", "updates"]);
    let link = Link {
        question: None,
        id: LinkId(dice.id()),
        from: if kind == "updates" { from } else { from.min(to) },
        to: if kind == "updates" { to } else { from.max(to) },
        kind: kind.to_owned(),
        confidence: dice.confidence(),
        differences: if kind == "updates" { vec![difference] } else { Vec::new() },
        note: dice.text(),
        annotator: annotator(project, dice),
        created: dice.time(),
        modified: dice.time(),
    };
    put(project, Edit::PutLink(Box::new(link)));
}

fn put_decisions(project: &mut Project, dice: &mut Dice) {
    let (claim, annotator) = (claim(project, dice), annotator(project, dice));
    let document = project.claim(claim).unwrap().document;
    let span = dice.span(&project.document(document).unwrap().text);
    let dismissal =
        Dismissal { id: DismissalId(dice.id()), claim, document, span, annotator, created: dice.time() };
    put(project, Edit::PutDismissal(Box::new(dismissal)));
    let verdict = Verdict {
        question: None,
        id: VerdictId(dice.id()),
        claims: vec![claim],
        outcome: project.codebook().outcomes[0].id.clone(),
        favoured: dice.some(claim).into_iter().collect(),
        rationale: dice.text(),
        confidence: dice.confidence(),
        annotator,
        decided: dice.time(),
    };
    put(project, Edit::PutVerdict(Box::new(verdict)));
    let cause = project.codebook().causes[0].id.clone();
    let link = project.links().next().map(|link| link.id);
    let ruling = Ruling {
        id: RulingId(dice.id()),
        claims: dice.some(claim).into_iter().collect(),
        links: link.into_iter().collect(),
        outcome: project.codebook().rulings[0].id.clone(),
        cause: dice.some(cause).unwrap_or_default(),
        rationale: dice.text(),
        annotator,
        decided: dice.time(),
    };
    put(project, Edit::PutRuling(Box::new(ruling)));
    let conflict = Conflict {
        id: ConflictId(dice.id()),
        record: dice.pick(&[
            RecordId::Claim(claim),
            RecordId::Document(document),
            RecordId::Annotator(annotator),
        ]),
        field: dice.text(),
        kept: dice.text(),
        other: dice.text(),
        annotator: dice.some(annotator),
        time: dice.time(),
    };
    put(project, Edit::PutConflict(Box::new(conflict)));
}
