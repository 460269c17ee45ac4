//! English words that stand for others: [`WORDS`] gives a word's root, what it means the same as, and its opposites.
//!
//! Lists of the language at large: pairs that a dictionary of opposites gives, forms that grammars list.

use rust_stemmers::{Algorithm, Stemmer};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What is known of a root.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// Shared by words that mean the same in news; 0 where the root stands for itself.
    pub(super) concept: u64,
    /// Numbers of the pairs of opposites it is in; the sign says on which side. 0 is none.
    pub(super) poles: [i16; 3],
}

/// Roots and what is known of them.
#[derive(Debug)]
pub(super) struct Words {
    irregular: HashMap<&'static str, &'static str>,
    entries: HashMap<String, Entry>,
}

/// The English words.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(Words::new);

thread_local! {
    static STEMMER: Stemmer = Stemmer::create(Algorithm::English);
}

impl Words {
    fn new() -> Self {
        let mut irregular = HashMap::new();
        for row in IRREGULAR {
            let mut forms = row.split(' ');
            let root = forms.next().unwrap_or_default();
            irregular.extend(forms.map(|form| (form, root)));
        }
        let mut words = Self { irregular, entries: HashMap::new() };
        for row in SAME {
            let concept = hash(row.split(' ').next().unwrap_or_default());
            for word in row.split(' ') {
                let root = words.root(word);
                words.entries.entry(root).or_default().concept = concept;
            }
        }
        for (number, (ones, others)) in (1..).zip(OPPOSITES) {
            for (sign, side) in [(1, ones), (-1, others)] {
                for word in side.split(' ') {
                    let root = words.root(word);
                    let entry = words.entries.entry(root).or_default();
                    if let Some(free) =
                        entry.poles.iter_mut().find(|pole| **pole == 0 || **pole == sign * number)
                    {
                        *free = sign * number;
                    }
                }
            }
        }
        words
    }

    /// The part of a plain word that its forms share.
    pub(super) fn root(&self, plain: &str) -> String {
        let base = self.irregular.get(plain).copied().unwrap_or(plain);
        STEMMER.with(|stemmer| stemmer.stem(base).into_owned())
    }

    /// What is known of a root.
    pub(super) fn entry(&self, root: &str) -> Entry {
        self.entries.get(root).copied().unwrap_or_default()
    }
}

/// FNV-1a: the same on every machine, so that answers are.
pub(super) fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Forms that no rule finds, after their root.
const IRREGULAR: &[&str] = &[
    "shoot shot shots",
    "fall fell fallen",
    "rise rose risen",
    "win won",
    "lose lost loss losses",
    "sell sold",
    "buy bought",
    "begin began begun",
    "pay paid",
    "hold held",
    "meet met",
    "leave left",
    "take took taken",
    "give gave given",
    "grow grew grown",
    "make made",
    "build built",
    "send sent",
    "spend spent",
    "say said says",
    "tell told",
    "lead led",
    "break broke broken",
    "choose chose chosen",
    "drive drove driven",
    "fly flew flown flight",
    "speak spoke spoken",
    "steal stole stolen",
    "strike struck",
    "fight fought",
    "catch caught",
    "bring brought",
    "think thought",
    "seek sought",
    "run ran",
    "flee fled",
    "keep kept",
    "man men",
    "woman women",
    "child children",
    "person people persons",
    "die died dying dead death deaths dies",
    "shrink shrank shrunk",
    "sink sank sunk",
    "withdraw withdrew withdrawn withdrawal",
    "draw drew drawn",
    "write wrote written",
    "know knew known",
    "throw threw thrown",
    "see saw seen",
    "go went gone goes",
    "come came",
    "become became",
    "stand stood",
    "lend lent",
    "bind bound",
    "find found",
    "get got gotten",
    "wear wore worn",
    "eat ate eaten",
    "drink drank drunk",
    "ride rode ridden",
    "teach taught",
    "feel felt",
    "mean meant",
    "deal dealt",
    "sit sat",
    "sleep slept asleep",
    "wake woke awake awoke",
    "hide hid hidden",
    "bite bit bitten",
    "blow blew blown",
    "swim swam swum",
    "sing sang sung",
    "forget forgot forgotten",
    "forbid forbade forbidden",
    "overtake overtook overtaken",
    "undergo underwent",
    "slay slain slew",
    "freeze froze frozen",
    "tear tore torn",
    "swear swore sworn",
    "tie tied ties tying",
    "lie lied lay lain",
    "approve approval approves",
    "refuse refusal",
    "arrive arrival",
    "survive survivor survivors survival",
    "deny denied denial denies",
    "acquit acquitted acquittal",
    "permit permitted",
    "injure injury injuries",
    "high higher highest",
    "mount mt",
    "saint st",
    "low lower lowest",
    "good better best",
    "bad worse worst",
    "fire fired",
    "success successful succeed succeeded",
];

/// Words that news use for one thing; the first gives the name.
const SAME: &[&str] = &[
    "die kill fatal fatally deadly slay perish",
    "injure wound hurt",
    "arrest detain custody",
    "lawyer attorney",
    "deal agreement pact accord contract arrangement partnership alliance",
    "company firm corporation",
    "worker employee staff staffer",
    "police officer policeman cop",
    "earthquake quake tremor temblor",
    "buy purchase acquire acquisition takeover",
    "car vehicle automobile",
    "start begin commence",
    "stop end halt cease discontinue terminate",
    "riot unrest protest demonstration",
    "election vote ballot poll",
    "movie film",
    "rise increase climb jump surge soar grow",
    "fall drop decline decrease plunge slump tumble dip slide",
    "exclusive sole solely",
    "pay payment",
    "blaze fire",
    "teenager teen",
    "child kid",
    "physician doctor",
    "supplier vendor provider",
    "doctor medic",
    "cover include",
    "attack assault raid",
    "announce unveil disclose reveal",
    "help assist aid",
    "big large huge",
    "small little",
];

/// A verb with its particle, and other expressions of two words, after the word they stand for.
pub(super) const PHRASAL: &[(&str, &str)] = &[
    ("reject", "turned down|turn down|turns down|turning down|voted down|vote down"),
    ("dismiss", "laid off|lay off|lays off|laying off"),
    ("close", "shut down|shuts down|shutting down|closed down"),
    ("rise", "went up|go up|goes up|going up|gone up|is up|are up|was up|were up"),
    (
        "fall",
        "went down|go down|goes down|going down|gone down|is down|are down|was down|were down|came down",
    ),
    ("die", "passed away|pass away"),
    ("punctual", "on time|on schedule"),
];

/// Opposites, one side and the other. A word may stand in three pairs.
const OPPOSITES: &[(&str, &str)] = &[
    (
        "rise increase climb jump surge soar grow raise gain advance rally expand",
        "fall drop decline decrease plunge slump tumble dip slide sink shrink cut reduce lower contract",
    ),
    ("high", "low"),
    ("sign", "veto"),
    ("punctual", "delay late"),
    ("win victory", "lose defeat"),
    ("gain", "lose"),
    ("profit", "lose deficit"),
    ("surplus", "deficit shortfall"),
    ("accept approve endorse adopt ratify", "reject refuse veto rebuff dismiss"),
    ("support back favor favour", "oppose reject"),
    ("allow permit authorize authorise legalize legalise", "ban prohibit forbid outlaw bar block prevent"),
    ("open reopen", "close shut closed"),
    ("start begin commence launch resume", "stop end halt cease suspend terminate discontinue"),
    ("survive alive", "die kill"),
    ("guilty convict conviction", "innocent acquit"),
    ("strong strengthen", "weak weaken"),
    ("safe", "dangerous hazardous"),
    ("success pass", "fail failure"),
    ("true", "false untrue"),
    ("hire recruit employ", "fire sack dismiss"),
    ("buy purchase acquire", "sell divest"),
    ("confirm admit acknowledge", "deny"),
    ("praise applaud welcome", "criticize criticise condemn denounce blast"),
    ("peaceful", "violent"),
    ("include", "exclude omit"),
    ("majority", "minority"),
    ("positive", "negative"),
    ("present", "absent"),
    ("free release freed", "arrest detain jail imprison"),
    ("improve recover", "worsen deteriorate"),
    ("permanent", "temporary"),
    ("voluntary optional", "mandatory compulsory required forced"),
    ("full complete completely fully total entire", "partial partly partially incomplete"),
    ("domestic", "foreign"),
    ("deliberate deliberately intentional intentionally", "accidental accidentally accident"),
    ("cheap", "expensive costly"),
    ("impose introduce", "lift abolish repeal scrap"),
    ("stay remain", "leave quit depart exit"),
    ("keep retain", "abandon scrap relinquish"),
    ("upgrade", "downgrade"),
    ("import", "export"),
    ("lend", "borrow"),
    ("optimistic", "pessimistic"),
    ("north northern", "south southern"),
    ("east eastern", "west western"),
    ("left", "right"),
    ("man male", "woman female"),
    ("public", "private"),
    ("maximum", "minimum"),
    ("wake", "sleep"),
    ("hot warm", "cold cool"),
    ("early", "late"),
    ("rich wealthy", "poor"),
    ("attack", "defend"),
    ("ally friend", "enemy foe"),
    ("extend lengthen prolong", "shorten curtail"),
    ("accelerate", "slow decelerate"),
    ("arrive enter", "leave depart exit"),
    ("agree", "refuse"),
    ("appoint install", "remove oust"),
    ("sober", "drunk"),
    ("heavy", "light"),
    ("best", "worst"),
    ("exceed beat outperform", "miss underperform trail"),
    ("create add", "destroy eliminate"),
    ("unanimous unanimously", "split divided"),
    ("single", "married"),
    ("urban", "rural"),
    ("major", "minor"),
    ("direct directly", "indirect indirectly"),
    ("innocent", "guilty"),
    ("inside", "outside"),
    ("victim", "suspect perpetrator"),
    ("love", "hate"),
    ("attend", "skip boycott miss"),
    ("sunny dry", "rainy wet"),
    ("employed", "jobless"),
    ("overturn reverse quash", "uphold affirm"),
];

/// Words without a topic of their own.
pub(super) static FUNCTION: LazyLock<std::collections::HashSet<&'static str>> =
    LazyLock::new(|| FUNCTION_WORDS.split_whitespace().collect());

const FUNCTION_WORDS: &str = "a an the this that these those its it his her their our my your he she they we you i him them us me who whom \
    whose which what when where why how of in on at by for with without from to into onto over under about around as than then so such and or \
    but nor if while because although though since until till before after during through between among against across along within per via \
    is are was were be been being am do does did done doing have has had having will would shall should can could may might must ought \
    not n't no never none neither cannot can't won't there here also just even still yet already again too very much many more most less least \
    some any all both each every other another own same only quite rather almost nearly up down out off back away now today however meanwhile \
    's 're 've 'll 'd 'm s t re let be's one ones said say says told tell saying according reported reportedly new mr mrs ms dr \
    der die das den dem des ein eine einer einem einen und oder ist sind war waren wird werden wurde wurden hat haben im am um von vom zu zur zum \
    mit für auf aus bei nach seit als auch sich er sie es wir \
    le la les un une des du de et ou est sont était a ont été au aux en dans sur par pour avec qui que il elle ils elles se son sa ses d l \
    el los las del y o es son fue era ha han con por para una unos unas su sus al lo";

/// Whether words say something by themselves: a number, or a word that is not merely grammar. `it` and `the other` do
/// not, however much they differ.
pub fn is_telling(words: &str) -> bool {
    let lower = words.to_lowercase();
    let mut parts = lower.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
    parts.any(|part| !part.is_empty() && !FUNCTION.contains(part.replace('’', "'").as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pronoun_does_not_say_what_a_side_holds() {
        for words in ["it", "It", "they", "the other one", "not", "–", ""] {
            assert!(!is_telling(words), "{words}");
        }
        for words in ["50 billion", "7", "Amazon", "the company", "重要"] {
            assert!(is_telling(words), "{words}");
        }
    }

    #[test]
    fn forms_of_a_word_have_one_root() {
        for (one, other) in [
            ("shot", "shoot"),
            ("fell", "falling"),
            ("injured", "injury"),
            ("exclusively", "exclusivity"),
            ("branches", "branch"),
        ] {
            assert_eq!(WORDS.root(one), WORDS.root(other));
        }
    }

    #[test]
    fn opposites_stand_on_both_sides_of_a_pair() {
        let poles = |word: &str| WORDS.entry(&WORDS.root(word)).poles;
        for (one, other) in
            [("rose", "fell"), ("approved", "rejected"), ("survived", "died"), ("guilty", "acquitted")]
        {
            assert!(
                poles(one).iter().any(|pole| *pole != 0 && poles(other).contains(&-pole)),
                "{one} {other}"
            );
        }
    }
}
