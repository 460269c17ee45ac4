//! Polish words for the comparing of texts.

use super::super::modality::Mood;
use super::super::negation::Reach;
use super::{Rows, Source, Stems};

pub(super) const SOURCE: Source = Source {
    function: FUNCTION,
    negators: NEGATORS,
    moods: MOODS,
    has_telling_moods: false,
    polar: &["czy"],
    stems: Stems::Endings(ENDINGS),
    irregular: &[
        "zginąć zginął zginęła zginęli zginęły zginęło zmarł zmarła zmarli",
        "wzrosnąć wzrósł wzrosła wzrosło wzrosły wzrost",
        "spaść spadł spadła spadło spadły spadek",
    ],
    same: &[],
    phrasal: &[],
    opposites: OPPOSITES,
};

const FUNCTION: &str = "i a ale lub oraz albo w we na z ze do od o po przy przez dla za nad pod między bez ku u to ten ta te tego \
    tej tych tym on ona ono oni one jego jej ich mu im my wy ja ty kto co który która które którego której \
    których jak gdy kiedy gdzie jeśli że aby żeby jest są był była było były być będzie będą nie ani nigdy \
    nikt nic żaden żadna żadne już jeszcze tylko także też bardzo więcej mniej się sobie swój swoje swoją \
    może mogą mógł mogła mogłoby mógłby mogłaby mogłyby musi muszą powinien powinna powinny powiedział \
    powiedziała roku";

const NEGATORS: Rows<Reach> = &[
    (Reach::Nothing, "nie tylko|nie więcej niż|nie mniej niż|nie później niż"),
    (Reach::Head, "nie|nigdy nie|jeszcze nie|wcale nie|ani razu nie|nikt nie|nic nie|ani"),
    (Reach::Over, "już nie"),
    (Reach::Noun, "żaden|żadna|żadne|żadnych|żadnego|żadnej|brak|brakuje"),
    (
        Reach::Declining,
        "odmawia|odmówił|odmówiła|odmówiły|odmówili|zaprzecza|zaprzeczył|zaprzeczyła|zaprzeczyli",
    ),
    (Reach::Ending, "bez|zamiast|kończy|zakończył|zakończyła"),
];

const MOODS: Rows<Mood> = &[
    (
        Mood::Possible,
        "może|mogą|mógłby|mogłaby|mogłoby|mogłyby|mogliby|być może|możliwe że|prawdopodobnie|przypuszczalnie|zapewne|wydaje się",
    ),
    (
        Mood::Reported,
        "podobno|rzekomo|ponoć|rzekomy|rzekoma|domniemany|domniemana|według doniesień|miał|miała|oskarżony o|podejrzany o",
    ),
    (Mood::Considered, "rozważa|rozważają|rozważał|rozważała|zastanawia się|analizuje"),
    (Mood::Threatened, "grozi|grożą|groził|zagroził|zagroziła"),
    (
        Mood::Planned,
        "planuje|planują|planował|zamierza|zamierzają|chce|chcą|chciał|ma zamiar|obiecuje|obiecał",
    ),
    (Mood::Tried, "próbuje|próbują|próbował|usiłuje|usiłował|stara się"),
    (Mood::Demanded, "musi|muszą|powinien|powinna|powinny|żąda|domaga się"),
];

const OPPOSITES: &[(&str, &str)] = &[
    ("wzrosnąć zwiększył podniósł podniosła", "spaść zmniejszył obniżył obniżyła"),
    ("wygrał zwycięstwo", "przegrał porażka"),
    ("przyjął zatwierdził zatwierdziła", "odrzucił odrzuciła"),
    ("otworzył", "zamknął"),
    ("zezwolił", "zakazał"),
    ("winny", "niewinny"),
    ("potwierdził", "zaprzeczył"),
    ("kupił", "sprzedał"),
    ("zysk", "strata"),
    ("zatrudnił", "zwolnił"),
];

/// Of nouns, adjectives and past forms.
const ENDINGS: &[&str] = &[
    "ami", "ach", "ego", "emu", "ymi", "imi", "owi", "owie", "ów", "om", "em", "ie", "ej", "ąć", "ać", "eć",
    "ić", "yć", "ą", "ę", "y", "i", "a", "e", "o", "u", "ych", "ich", "ym", "im", "ła", "ło", "ły", "li",
    "ł", "ć", "łby", "łaby", "ją", "je", "ją", "cie",
];
