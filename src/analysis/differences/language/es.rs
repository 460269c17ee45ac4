//! Spanish words for the comparing of texts.

use super::super::modality::Mood;
use super::super::negation::Reach;
use super::{Rows, Source, Stems};
use rust_stemmers::Algorithm;

pub(super) const SOURCE: Source = Source {
    function: FUNCTION,
    negators: NEGATORS,
    moods: MOODS,
    has_telling_moods: false,
    polar: &["es", "son", "fue", "está", "están", "ha", "han", "puede", "pueden", "será", "hay"],
    stems: Stems::Snowball(Algorithm::Spanish),
    irregular: &[
        "morir murió murieron muerto muertos muerta muere",
        "subir sube subió subieron",
        "caer cae cayó cayeron",
        "perder perdió pierde",
        "vender vendió vende",
    ],
    same: &[],
    phrasal: &[],
    opposites: OPPOSITES,
};

const FUNCTION: &str = "el la los las lo un una unos unas y e o u pero sino es son fue fueron era eran ser sido está están estaba \
    ha han había habían haber a al de del en con por para sin sobre entre hasta desde que quien cual cuyo \
    donde cuando como si se su sus le les me te nos yo él ella ellos ellas no ni nunca jamás nada nadie \
    ningún ninguna ninguno más menos muy también tampoco ya aún este esta estos estas ese esa eso según \
    puede pueden podría podrían debe deben debería deberían quiere quieren dijo";

const NEGATORS: Rows<Reach> = &[
    (Reach::Nothing, "no solo|no sólo|no solamente|no más de|no menos de|sin duda|no obstante"),
    (Reach::Head, "no|nunca|jamás|aún no|todavía no|tampoco|ni|en absoluto"),
    (Reach::Over, "ya no"),
    (Reach::Noun, "ningún|ninguna|ninguno|nadie|nada|falta de|ausencia de"),
    (
        Reach::Declining,
        "se niega a|se negó a|se niegan a|rechaza|niega|negó|niegan|desmiente|desmintió|niega que|negó que",
    ),
    (Reach::Ending, "sin|en lugar de|en vez de|fin de|fin a|pone fin a|puso fin a"),
];

const MOODS: Rows<Mood> = &[
    (Mood::Plain, "puede|pueden"),
    (Mood::Possible, "podría|podrían|quizás|quizá|tal vez|posiblemente|probablemente|acaso|parece|parecen"),
    (
        Mood::Reported,
        "supuestamente|presuntamente|presunto|presunta|presuntos|al parecer|aparentemente|según informes|acusado de|acusada de|sospechoso de|habría|habrían",
    ),
    (Mood::Considered, "considera|consideran|estudia|estudian|evalúa|evalúan|analiza|baraja|contempla"),
    (Mood::Threatened, "amenaza|amenazan|amenaza con|amenazó con|amenazan con"),
    (
        Mood::Planned,
        "planea|planean|prevé|prevén|pretende|pretenden|quiere|quieren|tiene previsto|tienen previsto|piensa|proyecta|busca",
    ),
    (Mood::Tried, "intenta|intentan|intentó|trata de|trató de"),
    (Mood::Demanded, "debe|deben|debería|deberían|exige|reclama"),
];

const OPPOSITES: &[(&str, &str)] = &[
    ("subir aumentar crecer alza", "bajar caer disminuir reducir"),
    ("ganar victoria", "perder derrota"),
    ("aceptar aprobar", "rechazar"),
    ("abrir", "cerrar"),
    ("permitir autorizar", "prohibir"),
    ("culpable", "inocente"),
    ("confirmar", "desmentir negar"),
    ("comprar", "vender"),
    ("contratar", "despedir"),
    ("beneficio ganancia", "pérdida"),
    ("verdadero", "falso"),
];
