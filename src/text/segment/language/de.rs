//! German.

use super::Tables;

pub(super) const TABLES: Tables = Tables {
    titles: "dipl dir dr fr frl hr hrn ing mag prof rer rev sen",
    inner: "abgek abk abt allg amtl angebl anschl arab aufl ausschl bayer bayr beil bes best betr bez bezgl \
        bspw bzgl bzw ca cf chin christl d.h d.i dt dtsch dän ehem eidg eigtl einschl engl entspr ev \
        ev.-luth evang evtl franz frz geb gebr gegr gesch gest gg ggf ggfs ggü grds griech hist hl holl \
        hrsg i.a i.d.r i.e i.h.v i.s.d i.v.m inkl insb insbes internat ital jap jew jmd jmdm jmdn jmds jur \
        jährl kath kfm kgl kl lat lfd li luth m.a.w max med milit min mind mlat mtl nachm nat niederl näml \
        nördl o.g od phil poln port prot rer resp russ röm s.o s.u schwed schweiz sog sogen soz span spez \
        stellv städt svw südl techn theol tschech türk u.v.a ugs unbek ung ungar urspr usf v.a verh versch \
        vgl vorm vors westl wiss z.b z.t z.z zit zool zus zw zzgl österr östl",
    numbered: "abb abs anm apr art aug bd bde bl dez feb febr fig hft jan jg jh jhd jul jun kap kl lfd lit \
        mrz mär nov nr nrn okt par pos rdnr rn s sep sept spalte str tab tel tz vol zi ziff",
    reports: "",
    open: "a.d a.m adr aufl b.d bf bhf chr co d.j d.ä dgl etc evtl f fa ff forts i.r jun mill mio mitarb \
        mrd o.j o.ä pl plz sen st stck std stk str tsd u.a u.a.m u.dgl u.s.w u.u u.v.m u.ä usw v.u.z",
    units: "cm kg km ltr qm",
    times: "chr n.chr v.chr",
    lettered: "abschnitt gruppe hepatitis klasse liga option phase plan punkt stufe teil typ variante \
        vitamin zone",
    starters: "ab aber alle allein aller allerdings alles als also am an andere anders anschließend auch \
        auf aufgrund aus außerdem bald bei beide beim bereits besonders bis bisher bislang da dabei dadurch \
        dafür dagegen daher damals damit danach daneben dann daran darauf darin darum darüber das dass dazu \
        dein dem den denn dennoch der deren deshalb dessen deswegen die dies diese diesem diesen dieser \
        dieses doch dort du durch eben ebenso ein eine einem einen einer eines einige einmal er erst \
        erstmals es etwa etwas euer für gegen genau gerade gestern gibt gut hat heute hier hierbei hinter \
        hinzu ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in indem ist ja jede jeder jedes jedoch \
        jene jetzt kann kein keine können laut man manche mehr mehrere mein meine meist mit nach nachdem \
        natürlich neben nein nicht nichts niemand noch nun nur ob oben obwohl oder oft ohne schließlich \
        schon sehr sein seine seinem seinen seiner seit seitdem selbst sie sind so sobald sofort sogar \
        solche somit sonst sowohl später statt trotz trotzdem um und uns unser unsere unter viel viele \
        vielleicht vom von vor vorher wann war warum was wegen weil weiter weitere weiterhin welche wenige \
        wenn wer werden wie wieder wir wird wo wobei während zu zudem zuerst zuletzt zum zunächst zur \
        zusammen zwar zwischen über",
    small_starters: "aber das der die es ich ist sie und warum was wer wie wir",
    openers: "ab am an anfang bis ende gegen im in nach seit um vom von vor zu zwischen",
    has_ordinal_dots: true,
};
