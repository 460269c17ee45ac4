//! Czech and Slovak, which share most abbreviations.

use super::Tables;

pub(super) const TABLES: Tables = Tables {
    titles: "bc doc dr gen ing judr kpt mgr mjr mudr nadpor npor p paeddr phdr plk por pplk prof pí rndr sv \
        ved čet",
    inner: "angl apod.tj atp bl býv cca cit dop dosl ev fr franc hl i.e jap jm jz kanad kap kapt kupř lat \
        max mil min mj mld mod napr např naz nazv nem nepř něm okr orig ost pol polit pov pozn pôv pův r \
        resp rus sev sever sl slov soc spol.s st stol stř sv t.j t.č tj tzn tzv ul ved vr vých východ vč \
        zast zejm zn zvl zák záp záv čes čet čl špan žel",
    numbered: "kap obr odd odst písm r roč s sb str sv tab tel ul vyd zák č čl čís",
    open: "a.s aj apod atd atp atď dr i.m k.s l.p ml n.l p.n.l pod r.o s.p s.r.o spol st v.o.s",
    units: "hod kg km kč mil min mld sek tis",
    starters: "a aby aj ak ako ale alebo ani ano ačkoli až bez bol bola bolo by byl byla bylo byly co dnes \
        do dokud dále i ich ja jak jako je jeho jej jejich její jen již jsem jsou já k každý kde kdo když \
        keď která který kto ktorý lebo medzi mezi mnoho mnozí my na nad naopak ne nebo není než nie \
        niektorí no někteří o od on ona oni ono ostatní po pod podle podľa pokud potom poté pre pred preto \
        pretože prečo pri pro proto protože proč před přes při s sa se si stejně sú tak také takže tato ten \
        tento teraz teď tiež to toto tu tuto táto tím tým u už v ve vo však všetci všichni z za zatiaľ \
        zatímco áno či čo ďalej ľudia že",
    openers: "do kolem od okolo po pred před v ve",
    has_ordinal_dots: true,
    ..Tables::EMPTY
};
