//! French dates.

use super::DayPart::{Afternoon, Evening, Morning, Night};
use super::Relation::{After, At, Before, By, Since, Until};
use super::Word::{self, Month, Noon, Offset, Part, PartOfToday, Weekday};
use super::{Relation, Rows, Source, Usage};

pub(super) const SOURCE: Source = Source {
    words: WORDS,
    relations: RELATIONS,
    about: &[((), "vers|environ|autour de|aux alentours de")],
    quarters: &[
        ((1, 4), "premier trimestre|1 er trimestre"),
        ((2, 4), "deuxième trimestre|second trimestre|2 e trimestre"),
        ((3, 4), "troisième trimestre|3 e trimestre"),
        ((4, 4), "quatrième trimestre|dernier trimestre|4 e trimestre"),
        ((1, 2), "premier semestre"),
        ((2, 2), "second semestre|deuxième semestre"),
    ],
    joints: &["à", "le", "en", "de", "du", "au", "vers", "l", "'", "dans"],
    articles: &["le", "la", "l", "'", "début", "fin", "mi", "-", "année", "mois", "de", "du"],
    month_leads: &[
        "en", "depuis", "de", "d", "'", "fin", "début", "mi", "-", "dès", "mois", "avant", "après", "et", "à",
    ],
    year_leads: &[
        "en", "depuis", "de", "d'ici", "ici", "fin", "début", "jusqu'en", "avant", "après", "année", "et",
        "à", "entre", ",", "-",
    ],
    hour_words: &["h", "heures", "heure"],
    usage: Usage::Romance,
};

const WORDS: Rows<Word> = &[
    (Month(1), "janvier|janv"),
    (Month(2), "février|févr|fév"),
    (Month(3), "mars"),
    (Month(4), "avril|avr"),
    (Month(5), "mai"),
    (Month(6), "juin"),
    (Month(7), "juillet|juil"),
    (Month(8), "août|aout"),
    (Month(9), "septembre|sept"),
    (Month(10), "octobre|oct"),
    (Month(11), "novembre|nov"),
    (Month(12), "décembre|déc"),
    (Weekday(0), "lundi"),
    (Weekday(1), "mardi"),
    (Weekday(2), "mercredi"),
    (Weekday(3), "jeudi"),
    (Weekday(4), "vendredi"),
    (Weekday(5), "samedi"),
    (Weekday(6), "dimanche"),
    (Part(Morning), "matin"),
    (Part(Afternoon), "après - midi"),
    (Part(Evening), "soir|soirée"),
    (Part(Night), "nuit"),
    (Offset(0), "aujourd'hui|aujourd ' hui"),
    (Offset(-1), "hier"),
    (Offset(1), "demain"),
    (Offset(-7), "la semaine dernière|semaine dernière"),
    (Offset(7), "la semaine prochaine|semaine prochaine"),
    (Offset(-365), "l ' année dernière|an dernier|année dernière"),
    (Offset(365), "an prochain|année prochaine"),
    (PartOfToday(Evening), "ce soir"),
    (PartOfToday(Morning), "ce matin"),
    (Noon(720), "midi"),
    (Noon(0), "minuit"),
];

const RELATIONS: Rows<Relation> = &[
    (At, "en|le|à|au|dans"),
    (Since, "depuis|depuis le|dès|à partir de|à partir du|de"),
    (Until, "jusqu'en|jusqu ' en|jusqu'à|jusqu ' à|jusqu'au|jusqu ' au"),
    (By, "d'ici|d ' ici|d ' ici à|d'ici à|d ' ici fin|au plus tard"),
    (Before, "avant|avant le"),
    (After, "après|après le"),
];
