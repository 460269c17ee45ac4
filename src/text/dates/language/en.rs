//! English dates.

use super::DayPart::{Afternoon, Evening, Morning, Night};
use super::Relation::{After, At, Before, By, Since, Until};
use super::Word::{self, Month, Noon, Offset, Part, PartOfToday, Weekday};
use super::{Relation, Rows, Source, Usage};

pub(super) const SOURCE: Source = Source {
    words: WORDS,
    relations: RELATIONS,
    about: &[((), "about|around|circa|approximately|roughly|shortly|some time")],
    quarters: &[
        ((1, 4), "first quarter|first - quarter|1 q|opening quarter"),
        ((2, 4), "second quarter|second - quarter"),
        ((3, 4), "third quarter|third - quarter"),
        ((4, 4), "fourth quarter|fourth - quarter|final quarter"),
        ((1, 2), "first half"),
        ((2, 2), "second half"),
    ],
    joints: &["at", "on", "of", "in", "the", "around", "about"],
    articles: &[
        "the",
        "early",
        "late",
        "mid",
        "-",
        "end",
        "of",
        "beginning",
        "start",
        "this",
        "last",
        "next",
        "fiscal",
        "year",
    ],
    month_leads: &[
        "in", "since", "by", "until", "till", "of", "late", "early", "mid", "last", "next", "this", "from",
        "to", "and", "through", "during", "before", "after", "-",
    ],
    year_leads: &[
        "in", "since", "by", "until", "till", "of", "late", "early", "mid", "from", "to", "through",
        "during", "before", "after", "the", "year", "and", "between", ",", "-",
    ],
    hour_words: &["o'clock", "hours", "hrs", "h"],
    usage: Usage::English,
};

const WORDS: Rows<Word> = &[
    (Month(1), "january|jan"),
    (Month(2), "february|feb"),
    (Month(3), "march|mar"),
    (Month(4), "april|apr"),
    (Month(5), "may"),
    (Month(6), "june|jun"),
    (Month(7), "july|jul"),
    (Month(8), "august|aug"),
    (Month(9), "september|sept|sep"),
    (Month(10), "october|oct"),
    (Month(11), "november|nov"),
    (Month(12), "december|dec"),
    (Weekday(0), "monday"),
    (Weekday(1), "tuesday|tues"),
    (Weekday(2), "wednesday"),
    (Weekday(3), "thursday|thurs"),
    (Weekday(4), "friday"),
    (Weekday(5), "saturday"),
    (Weekday(6), "sunday"),
    (Part(Morning), "morning"),
    (Part(Afternoon), "afternoon"),
    (Part(Evening), "evening"),
    (Part(Night), "night"),
    (Offset(0), "today"),
    (Offset(-1), "yesterday"),
    (Offset(1), "tomorrow"),
    (Offset(-7), "last week|a week ago"),
    (Offset(7), "next week"),
    (Offset(-30), "last month|a month ago"),
    (Offset(30), "next month"),
    (Offset(-365), "last year|a year ago|a year earlier"),
    (Offset(365), "next year"),
    (PartOfToday(Night), "tonight"),
    (PartOfToday(Morning), "this morning"),
    (PartOfToday(Afternoon), "this afternoon"),
    (PartOfToday(Evening), "this evening"),
    (Noon(720), "noon|midday"),
    (Noon(0), "midnight"),
];

const RELATIONS: Rows<Relation> = &[
    (At, "in|on|at|during"),
    (Since, "since|from|as of|starting|beginning|starting in|beginning in|effective"),
    (Until, "until|till|through|to|up to|up until|ending"),
    (By, "by|no later than|by the end of|within"),
    (Before, "before|prior to|ahead of|earlier than"),
    (After, "after|following|later than|past|beyond"),
];
