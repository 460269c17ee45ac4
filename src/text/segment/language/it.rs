//! Italian.

use super::Tables;

pub(super) const TABLES: Tables = Tables {
    titles: "amm arch ass avv cap card cav col com comm dir dott dott.ssa dr dr.ssa egr fr gen gent geom \
        giud ing isp lic mag magg mar mons mr ms on onn pres prof prof.ssa proff rag rep rev s sac sen serg \
        sig sig.na sig.ra sigg sottoten spett ss ten v.cte",
    inner: "abbr acc agg alt amm ant app archit c.d ca cd cfr circ cit compl cons cpv d.p.r des dev dial \
        disp ecc ed elab estr fem fisiol franc gr ill ingl int lat masc mecc metal mil mod naz oss p.es \
        pagg per plur pop pref propr prov psicol q.v rel sec seg segg sing spec suff sup tab tecn tel temp \
        tosc tot tr trad urb v vd ven vs",
    numbered: "ago apr art artt cap capp co d.l d.lgs dic feb fig figg gen giu l lett lug mag mar n nn nov \
        num ott p pag pagg par pp r.d set sett sez tab tav tel tom vol voll",
    open: "a.c avv c.so co d.c ecc etc f.lli ibid id inc mitt op.cit p.za p.zza s.n.c s.p.a s.r.l soc spa \
        srl st u.s v.le v.lo vol",
    units: "cm gr h kg km lt m mc min ml mld mln mm mq q sec t",
    times: "a.c a.m d.c p.m",
    lettered: "categoria classe epatite fase girone gruppo livello opzione parte piano punto serie tipo \
        variante vitamina zona",
    starters: "a abbiamo ad adesso agli ai al alcune alcuni all'inizio alla alle allo allora altre altri \
        anche ancora appena c'era c'è che chi ci ciascuno ciò col come comunque con cosa così da dai dal \
        dalla dalle davvero degli dei del della delle dello di dopo dove due dunque durante e ed egli ella \
        era erano essa essi esso fa finalmente fino forse fra fu già gli grazie ha hanno ho i il in infatti \
        infine inoltre insieme intanto invece io l'anno la le lei li lo loro lui ma magari mai mentre mi \
        mia mio molte molti molto ne neanche negli nei nel nell'anno nella nelle nello nessuno niente no \
        noi non nonostante nulla o oggi ogni oltre oppure ora per perché perciò pertanto però poco poi \
        poiché prima può qualche qualcuno quale quando quanto quasi quel quella quelle quelli quello questa \
        queste questi questo qui quindi sarà se secondo sei sembra sempre senza si sia siamo siccome solo \
        soltanto sono sopra soprattutto sotto spesso stato su sua subito successivamente sugli sui sul \
        sulla suo suoi sì tale tali tanti tra tre tu tutta tuttavia tutte tutti tutto un un'altra una uno \
        verso vi viene voi è",
    openers: "a ad alla alle attorno da dal dalla dalle dopo entro fino fra il in intorno nel nell' \
        nell'anno nella prima tra verso",
    ..Tables::EMPTY
};
