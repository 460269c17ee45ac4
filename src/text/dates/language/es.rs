//! Spanish dates.

use super::DayPart::{Afternoon, Morning, Night};
use super::Relation::{After, At, Before, By, Since, Until};
use super::Word::{self, Month, Noon, Offset, Part, Weekday};
use super::{Relation, Rows, Source, Usage};

pub(super) const SOURCE: Source = Source {
    words: WORDS,
    relations: RELATIONS,
    about: &[((), "hacia|alrededor de|sobre|cerca de|aproximadamente")],
    quarters: &[
        ((1, 4), "primer trimestre"),
        ((2, 4), "segundo trimestre"),
        ((3, 4), "tercer trimestre"),
        ((4, 4), "cuarto trimestre|último trimestre"),
        ((1, 2), "primer semestre"),
        ((2, 2), "segundo semestre"),
    ],
    joints: &["a", "las", "la", "el", "en", "de", "del", "por", "los"],
    articles: &["el", "la", "las", "los", "principios", "finales", "mediados", "de", "año", "mes"],
    month_leads: &["en", "desde", "de", "hasta", "para", "antes", "después", "y", "a"],
    year_leads: &["en", "desde", "de", "del", "hasta", "para", "antes", "año", "y", "entre", "a", ",", "-"],
    hour_words: &["h", "horas"],
    usage: Usage::Romance,
};

const WORDS: Rows<Word> = &[
    (Month(1), "enero|ene"),
    (Month(2), "febrero|feb"),
    (Month(3), "marzo"),
    (Month(4), "abril|abr"),
    (Month(5), "mayo"),
    (Month(6), "junio|jun"),
    (Month(7), "julio|jul"),
    (Month(8), "agosto|ago"),
    (Month(9), "septiembre|setiembre|sept|sep"),
    (Month(10), "octubre|oct"),
    (Month(11), "noviembre|nov"),
    (Month(12), "diciembre|dic"),
    (Weekday(0), "lunes"),
    (Weekday(1), "martes"),
    (Weekday(2), "miércoles"),
    (Weekday(3), "jueves"),
    (Weekday(4), "viernes"),
    (Weekday(5), "sábado"),
    (Weekday(6), "domingo"),
    (Part(Morning), "mañana|madrugada"),
    (Part(Afternoon), "tarde"),
    (Part(Night), "noche"),
    (Offset(0), "hoy"),
    (Offset(-1), "ayer"),
    (Offset(1), "mañana"),
    (Offset(-7), "la semana pasada|semana pasada"),
    (Offset(7), "la próxima semana|próxima semana"),
    (Offset(-365), "el año pasado|año pasado"),
    (Offset(365), "el próximo año|próximo año"),
    (Noon(720), "mediodía"),
    (Noon(0), "medianoche"),
];

const RELATIONS: Rows<Relation> = &[
    (At, "en|el|a|durante"),
    (Since, "desde|desde el|a partir de|a partir del"),
    (Until, "hasta|hasta el"),
    (By, "para|antes del fin de"),
    (Before, "antes de|antes del"),
    (After, "después de|después del|tras|tras el"),
];
