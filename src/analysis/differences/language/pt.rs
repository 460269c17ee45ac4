//! Portuguese words for the comparing of texts.

use super::super::modality::Mood;
use super::super::negation::Reach;
use super::{Rows, Source, Stems};
use rust_stemmers::Algorithm;

pub(super) const SOURCE: Source = Source {
    function: FUNCTION,
    negators: NEGATORS,
    moods: MOODS,
    has_telling_moods: false,
    polar: &["é", "são", "foi", "está", "estão", "tem", "têm", "pode", "podem", "será", "há"],
    stems: Stems::Snowball(Algorithm::Portuguese),
    irregular: &[
        "morrer morreu morreram morto mortos morta morte mortes",
        "subir sobe subiu subiram",
        "cair cai caiu caíram",
        "perder perdeu perde",
        "vender vendeu vende",
    ],
    same: &[],
    phrasal: &[],
    opposites: OPPOSITES,
};

const FUNCTION: &str = "o a os as um uma uns umas e ou mas é são foi foram era eram ser sido está estão estava tem têm tinha há \
    havia ter ao à aos às de do da dos das em no na nos nas num numa com por pelo pela pelos pelas para \
    sem sobre entre até desde que quem qual onde quando como se seu sua seus suas lhe eu ele ela eles elas \
    nós não nem nunca jamais nada ninguém nenhum nenhuma mais menos muito também já ainda este esta esse \
    essa isso segundo pode podem poderia poderiam deve devem deveria quer querem disse";

const NEGATORS: Rows<Reach> = &[
    (Reach::Nothing, "não só|não apenas|não somente|não mais de|não menos de|sem dúvida"),
    (Reach::Head, "não|nunca|jamais|ainda não|tampouco|nem|de modo algum"),
    (Reach::Over, "já não|não mais"),
    (Reach::Noun, "nenhum|nenhuma|ninguém|nada|falta de|ausência de"),
    (
        Reach::Declining,
        "recusa - se a|recusou - se a|recusa|nega|negou|negam|desmente|desmentiu|nega que|negou que",
    ),
    (Reach::Ending, "sem|em vez de|em lugar de|fim de|fim da|fim do|põe fim a"),
];

const MOODS: Rows<Mood> = &[
    (Mood::Plain, "pode ser que não"),
    (
        Mood::Possible,
        "pode|podem|poderá|poderão|poderia|poderiam|talvez|possivelmente|provavelmente|parece|parecem",
    ),
    (
        Mood::Reported,
        "supostamente|alegadamente|suposto|suposta|supostos|alegado|alegada|aparentemente|segundo relatos|acusado de|acusada de|suspeito de|teria|teriam",
    ),
    (Mood::Considered, "considera|consideram|avalia|avaliam|estuda|estudam|pondera|cogita|analisa"),
    (Mood::Threatened, "ameaça|ameaçam|ameaçou|ameaça de"),
    (
        Mood::Planned,
        "planeja|planejam|planeia|pretende|pretendem|prevê|quer|querem|tenciona|pensa em|projeta",
    ),
    (Mood::Tried, "tenta|tentam|tentou|procura"),
    (Mood::Demanded, "deve|devem|deveria|deveriam|exige|exigem"),
];

const OPPOSITES: &[(&str, &str)] = &[
    ("subir aumentar crescer alta", "cair baixar diminuir descer reduzir"),
    ("ganhar vencer vitória", "perder derrota"),
    ("aceitar aprovar", "rejeitar recusar"),
    ("abrir", "fechar"),
    ("permitir autorizar", "proibir"),
    ("culpado", "inocente"),
    ("confirmar", "desmentir negar"),
    ("comprar", "vender"),
    ("contratar", "demitir despedir"),
    ("lucro", "prejuízo perda"),
    ("verdadeiro", "falso"),
];
