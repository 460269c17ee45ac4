//! Danish, Norwegian and Swedish, which share most abbreviations.

use super::Tables;

pub(super) const TABLES: Tables = Tables {
    titles: "adv dir dr fr frk hr ing kapt lic oberst prof sct skt st",
    inner: "adm afd afg afs alm angl anm anv approx beg bet bg bibl bj bl bl.a bla btw ca cirka d.v.s d.y \
        ds dvs dän e.g e.kr eg egl eks ekskl eng enl ev evt exkl f f.eks f.ex fa feks fl foreg forf forts \
        gl gr henh hhv i.e if iflg ind inkl instr isl it jf jfr jr kap kgl lat m.a.o m.fl.a m.h.p m.h.t \
        maks max med mht mia mio n.b ned nederl nuv o.a o.dyl o.lign obs omkr opr osv.a oversat p.g.a \
        p.gr.a p.t pct pga pkt polit pr priv prof ptr red rel resp sg sml spec spm ssk sv sydl t.ex t.h \
        t.o.m t.v tab tekn tel teol tidl tilsv tlf udg ugtl ult vedr vej vha vn vol vs äv ö övers østl",
    numbered: "afsn apr art aug bd bind dec des feb fig jan jul jun kap kl mar nov nr okt p pkt s sek sep \
        sept sid sp stk str tab tel tlf vol",
    open: "a/s co e.f.t e.kr etc f.kr i.e inc jr jun ltd m.fl m.m m.v mfl mm mv o.l o.lign o.likn o.s.v osv \
        s.u sen sr str u.s",
    units: "cm g kg km kr l m mia mill min mio mkr mrd sek tkr",
    times: "a.m e.kr f.kr f.v.t p.m",
    starters: "af alle alt altså andre at av bare begge blandt både da de dem den denne der derefter derfor \
        derför dermed dessutom desuden det dets dette din disse du efter eftersom ei eller en enligt er et \
        ett etter flere for fordi fra från för första før først han hans har hele hendes her hermed hon \
        honom hos hun hur hva hvad hvem hver hvilken hvis hvor hvordan hvorfor här i ifølge igen ikke inför \
        inga ingen innan inte især ja jag jeg kan kanske kun man mange med medan mellan men mens mer mere \
        mest min många nei nej nogle nu när nästan nå når och og også om omkring op over på redan samma \
        samtidigt sedan selv ser siden sin sista skal snart som så sådan til till trods trots tu två under \
        ut utan uten vad var ved vem vi vid vidare vil ville vår være även åter",
    openers: "cirka efter etter fra från före før i kl kring mellem omkring på siden til ved vid",
    has_ordinal_dots: true,
    ..Tables::EMPTY
};
