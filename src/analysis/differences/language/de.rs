//! German words for the comparing of texts.

use super::super::modality::Mood;
use super::super::negation::Reach;
use super::{Rows, Source, Stems};
use rust_stemmers::Algorithm;

pub(super) const SOURCE: Source = Source {
    function: FUNCTION,
    negators: NEGATORS,
    moods: MOODS,
    has_telling_moods: false,
    polar: &[
        "ist", "sind", "war", "waren", "wird", "werden", "wurde", "wurden", "hat", "haben", "hatte", "kann",
        "können", "könnte", "soll", "sollen", "will", "wollen", "muss", "müssen", "darf", "gibt", "kommt",
        "bleibt",
    ],
    stems: Stems::Snowball(Algorithm::German),
    irregular: &[
        "steigen stieg stiegen gestiegen steigt anstieg",
        "fallen fiel fielen gefallen fällt",
        "sinken sank sanken gesunken sinkt",
        "sterben starb starben gestorben stirbt tot tote toten",
        "gewinnen gewann gewannen gewonnen gewinnt",
        "verlieren verlor verloren verliert",
        "beginnen begann begannen begonnen beginnt",
        "schließen schloss geschlossen schließt",
        "zahlen zahlt zahlte gezahlt bezahlt bezahlte",
        "geben gab gaben gegeben gibt",
        "nehmen nahm genommen nimmt",
        "verkaufen verkauft verkaufte",
        "entlassen entließ entlässt entließen",
        "sprechen sprach gesprochen spricht",
        "treffen traf getroffen trifft",
    ],
    same: &[],
    phrasal: &[],
    opposites: OPPOSITES,
};

const FUNCTION: &str = "der die das den dem des ein eine einer einem einen eines und oder aber doch sondern ist sind war waren \
    wird werden wurde wurden worden sein seine seiner seinem seinen seines ihr ihre ihrer ihrem ihren hat \
    haben hatte hatten habe im in am an um vom von zu zur zum mit für auf aus bei nach seit als auch sich \
    er sie es wir ich man dass daß ob wenn weil da so wie was wer wo dieser diese dieses diesem diesen \
    nicht nie niemals kein keine keinen keiner keinem keines nichts niemand weder noch ohne mehr nur schon \
    sehr bis durch über unter vor gegen kann können konnte konnten könnte könnten soll sollen sollte \
    sollten will wollen wollte wollten möchte möchten muss müssen musste mussten darf dürfen dürfte \
    dürften mag sagte sagt sagten laut zufolge hier dort nun jetzt heute";

const NEGATORS: Rows<Reach> = &[
    (
        Reach::Nothing,
        "nicht nur|nicht zuletzt|nicht allein|nicht mehr als|nicht weniger als|nichts als|kein zweifel|ob oder nicht",
    ),
    (
        Reach::Head,
        "nicht|noch nicht|nie|niemals|keineswegs|keinesfalls|nirgends|kaum|weder|noch nie|auf keinen fall|in keiner weise",
    ),
    (Reach::Over, "nicht mehr|nie mehr|nicht länger"),
    (Reach::Noun, "kein|keine|keinen|keiner|keinem|keines|keinerlei|niemand|nichts|mangel an"),
    (
        Reach::Declining,
        "weigert sich|weigerte sich|weigern sich|lehnt ab|lehnte ab|dementiert|dementierte|bestreitet|bestritt|leugnet|leugnete",
    ),
    (Reach::Ending, "ohne|anstatt|anstelle von|beendet|beendete|beenden|ende"),
];

const MOODS: Rows<Mood> = &[
    (Mood::Plain, "kann|können"),
    (
        Mood::Possible,
        "könnte|könnten|dürfte|dürften|möglicherweise|vielleicht|womöglich|eventuell|vermutlich|wahrscheinlich|scheint|scheinen|mag",
    ),
    (
        Mood::Reported,
        "angeblich|mutmaßlich|mutmaßliche|mutmaßlicher|mutmaßlichen|soll|sollen|offenbar|gerüchten zufolge|berichten zufolge|medienberichten zufolge|unbestätigt|unbestätigten",
    ),
    (Mood::Considered, "erwägt|erwägen|erwog|erwogen|überlegt|überlegen|prüft|prüfen|denkt über|nachdenkt"),
    (Mood::Threatened, "droht|drohen|drohte|drohten|droht mit|drohte mit"),
    (
        Mood::Planned,
        "plant|planen|plante|planten|will|wollen|wollte|wollten|möchte|möchten|beabsichtigt|beabsichtigen|hat vor|haben vor|strebt an|bereitet vor",
    ),
    (Mood::Tried, "versucht|versuchen|versuchte|versuchten"),
    (Mood::Demanded, "muss|müssen|sollte|sollten|fordert|fordern|forderte"),
];

const OPPOSITES: &[(&str, &str)] = &[
    ("steigen wachsen zunehmen erhöhen", "fallen sinken abnehmen senken schrumpfen"),
    ("gewinnen sieg", "verlieren niederlage"),
    ("annehmen zustimmen billigen genehmigen", "ablehnen verweigern"),
    ("öffnen eröffnen", "schließen"),
    ("erlauben zulassen", "verbieten untersagen"),
    ("schuldig", "unschuldig"),
    ("bestätigen", "dementieren bestreiten"),
    ("kaufen", "verkaufen"),
    ("einstellen", "entlassen"),
    ("gewinn", "verlust"),
    ("sicher", "gefährlich"),
    ("wahr", "falsch"),
];
