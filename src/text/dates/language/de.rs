//! German dates.

use super::DayPart::{Afternoon, Evening, Morning, Night};
use super::Relation::{After, At, Before, By, Since, Until};
use super::Word::{self, Month, Noon, Offset, Part, PartOfToday, Weekday};
use super::{Relation, Rows, Source, Usage};

pub(super) const SOURCE: Source = Source {
    words: WORDS,
    relations: RELATIONS,
    about: &[((), "etwa|gegen|um|circa|ungefähr|rund")],
    quarters: &[
        ((1, 4), "ersten quartal|erstes quartal|erste quartal|1 . quartal"),
        ((2, 4), "zweiten quartal|zweites quartal|zweite quartal|2 . quartal"),
        ((3, 4), "dritten quartal|drittes quartal|dritte quartal|3 . quartal"),
        ((4, 4), "vierten quartal|viertes quartal|vierte quartal|4 . quartal"),
        ((1, 2), "ersten halbjahr|erstes halbjahr|erste halbjahr|1 . halbjahr"),
        ((2, 2), "zweiten halbjahr|zweites halbjahr|zweite halbjahr|2 . halbjahr"),
    ],
    joints: &["am", "um", "im", "den", "der", "dem", "gegen", "des", "jahres"],
    articles: &[
        "der",
        "dem",
        "den",
        "anfang",
        "mitte",
        "ende",
        "jahr",
        "jahre",
        "jahres",
        "des",
        "spätestens",
    ],
    month_leads: &["im", "seit", "bis", "ab", "ende", "anfang", "mitte", "vor", "nach", "von", "zum", "und"],
    year_leads: &[
        "seit", "bis", "ab", "ende", "anfang", "mitte", "vor", "nach", "von", "jahr", "jahre", "in", "und",
        "zwischen", ",", "-",
    ],
    hour_words: &["uhr"],
    usage: Usage::German,
};

const WORDS: Rows<Word> = &[
    (Month(1), "januar|jänner|jan"),
    (Month(2), "februar|feber|feb"),
    (Month(3), "märz|mrz"),
    (Month(4), "april|apr"),
    (Month(5), "mai"),
    (Month(6), "juni|jun"),
    (Month(7), "juli|jul"),
    (Month(8), "august|aug"),
    (Month(9), "september|sept|sep"),
    (Month(10), "oktober|okt"),
    (Month(11), "november|nov"),
    (Month(12), "dezember|dez"),
    (Weekday(0), "montag"),
    (Weekday(1), "dienstag"),
    (Weekday(2), "mittwoch"),
    (Weekday(3), "donnerstag"),
    (Weekday(4), "freitag"),
    (Weekday(5), "samstag|sonnabend"),
    (Weekday(6), "sonntag"),
    (Part(Morning), "morgen|vormittag|früh|morgens|vormittags"),
    (Part(Afternoon), "nachmittag|nachmittags"),
    (Part(Evening), "abend|abends"),
    (Part(Night), "nacht|nachts"),
    (Offset(0), "heute"),
    (Offset(-1), "gestern"),
    (Offset(-2), "vorgestern"),
    (Offset(1), "morgen"),
    (Offset(-7), "vergangene woche|letzte woche|vergangener woche|letzter woche"),
    (Offset(7), "nächste woche|nächster woche|kommende woche|kommender woche"),
    (Offset(-365), "vergangenes jahr|letztes jahr|vergangenen jahr|letzten jahr|voriges jahr"),
    (Offset(365), "nächstes jahr|kommendes jahr|nächsten jahr|kommenden jahr"),
    (PartOfToday(Morning), "heute morgen|heute früh"),
    (PartOfToday(Evening), "heute abend"),
    (Noon(720), "mittag|mittags"),
    (Noon(0), "mitternacht"),
];

const RELATIONS: Rows<Relation> = &[
    (At, "im|am|um|in"),
    (Since, "seit|ab|von"),
    (Until, "bis|bis zum|bis zu|bis ende"),
    (By, "spätestens|bis spätestens"),
    (Before, "vor|vor dem"),
    (After, "nach|nach dem"),
];
