//! French words for the comparing of texts.

use super::super::modality::Mood;
use super::super::negation::Reach;
use super::{Rows, Source, Stems};
use rust_stemmers::Algorithm;

pub(super) const SOURCE: Source = Source {
    function: FUNCTION,
    negators: NEGATORS,
    moods: MOODS,
    has_telling_moods: false,
    polar: &["est", "sont", "a", "ont", "va", "vont", "peut", "peuvent", "faut", "doit", "sera"],
    stems: Stems::Snowball(Algorithm::French),
    irregular: &[
        "mourir mort morts morte mortes meurt décédé décès",
        "vendre vendu vendue vend vendent",
        "perdre perdu perd",
        "gagner gagné gagne",
        "payer payé paie paye paient",
    ],
    same: &[],
    phrasal: &[],
    opposites: OPPOSITES,
};

const FUNCTION: &str = "le la les un une des du de d l et ou mais donc est sont était étaient été être a ont avait avaient au aux \
    en dans sur sous par pour avec sans qui que qu dont où il elle ils elles on nous vous je se s son sa \
    ses leur leurs ce cet cette ces ne n pas plus jamais rien aucun aucune ni y c j m t lui comme si très \
    aussi tout tous toute toutes entre vers depuis pendant après avant selon peut peuvent pourrait \
    pourraient doit doivent devrait devraient veut veulent a dit affirmé";

const NEGATORS: Rows<Reach> = &[
    (Reach::Nothing, "non seulement|pas seulement|sans doute|pas moins de|pas plus de|ni plus ni moins"),
    (Reach::Head, "ne|n|pas|n ne|jamais|nullement|aucunement|non"),
    (Reach::Over, "ne plus"),
    (Reach::Noun, "aucun|aucune|nul|nulle|absence de|manque de"),
    (Reach::Declining, "refuse de|refusé de|refuse d|nie|nié|nient|dément|démenti"),
    (Reach::Ending, "sans|au lieu de|plutôt que|met fin à|mis fin à|fin de"),
];

const MOODS: Rows<Mood> = &[
    (Mood::Plain, "peut|peuvent"),
    (
        Mood::Possible,
        "pourrait|pourraient|peut - être|éventuellement|probablement|vraisemblablement|semble|semblent|serait|seraient|aurait|auraient",
    ),
    (
        Mood::Reported,
        "prétendument|apparemment|soupçonné de|soupçonnée de|accusé de|accusée de|selon des rumeurs|selon la presse|présumé|présumée|présumés",
    ),
    (
        Mood::Considered,
        "envisage|envisagent|envisage de|envisagent de|envisageait de|étudie|examine|réfléchit à|songe à",
    ),
    (Mood::Threatened, "menace|menacent|menace de|menacent de|menacé de|menaçait de"),
    (
        Mood::Planned,
        "prévoit|prévoient|prévoit de|prévoient de|compte|compte bien|a l intention de|souhaite|veut|veulent|voulait|entend|projette de",
    ),
    (Mood::Tried, "tente de|tentent de|tenté de|essaie de|essayé de|cherche à"),
    (Mood::Demanded, "doit|doivent|devrait|devraient|exige|réclame"),
];

const OPPOSITES: &[(&str, &str)] = &[
    ("augmenter hausse croître progresser monter", "baisser diminuer chuter reculer baisse"),
    ("gagner victoire", "perdre défaite"),
    ("accepter approuver adopter", "rejeter refuser"),
    ("ouvrir", "fermer"),
    ("autoriser permettre", "interdire"),
    ("coupable", "innocent"),
    ("confirmer", "démentir nier"),
    ("acheter", "vendre"),
    ("embaucher", "licencier"),
    ("bénéfice", "perte"),
    ("vrai", "faux"),
];
