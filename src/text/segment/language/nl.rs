//! Dutch, and Afrikaans, which shares its abbreviations.

use super::Tables;

pub(super) const TABLES: Tables = Tables {
    titles: "dhr dr drs ds gebr gen ing ir jhr jkvr kapt kol lt luit mej mevr mgr min mr mrs mw prof sen \
        sgt st",
    inner: "a.d a.h afb afd afk alg ass b.v bijv bijz blz bv c.q ca d.d d.i d.w.z e.a ed eng excl fr g.g.d \
        i.c i.o i.p.v i.v.m incl ind int jl m.a.w m.b.t m.b.v m.i m.n m.u.v max min n.a.v ned nl o.a o.g \
        o.l.v o.m o.v opm p.p prot r.k resp s.v.p t.a.v t.b.v t.g.v t.n.v t.o.v t.z.t temp tgov v.a v.d \
        verg verm vgl vlg vnl voorm wetensch zgn zog",
    numbered: "afb afl apr art aug bl blz dec deel feb fig hfst hs jan jul jun kap mrt no nov nr nrs okt p \
        pag par pp sec sep sept tab tel vers vol",
    open: "b.v bv co e.d e.v enz etc jr ltd m.m n.v nv o.i.d sr str u.a v.o.f",
    units: "cm gr kg km m min ml mld mln mm sec st",
    times: "a.m chr n.chr p.m v.chr",
    starters: "aan achter al alle alleen als altijd andere bij binnen boven daar daardoor daarentegen \
        daarin daarmee daarna daarnaast daarom dan dat de deze die dit doch door dus echter een eerst \
        eigenlijk elk elke en enkele er geen haar had heeft heel het hier hij hoe hoewel hun ik immers in \
        intussen is ja je jij kan later maar meer men met mijn misschien na naar naast nadat natuurlijk nee \
        net niemand niet niets nog nu of om omdat ondanks onder ons onze ook op over pas per sinds sommige \
        soms te ten terwijl tijdens toch toen tot tussen uit van vanaf vandaag veel verder via volgens voor \
        vooral voordat waar waarbij waarom wanneer want was wat we wel welke werd wie wij zal ze zelfs zich \
        zij zijn zo zoals zonder zou zowel één",
    openers: "in na om op rond sinds tegen tot tussen van vanaf voor",
    ..Tables::EMPTY
};
