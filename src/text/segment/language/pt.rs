//! Portuguese.

use super::Tables;

pub(super) const TABLES: Tables = Tables {
    titles: "adm alm arq brig cap card cel cmdt com comend cons d d.ª dep des desemb dir dr dra dras drs \
        emb eng enga exa exma exmo fr gal gen gov ilma ilmo insp maj min mons pe pres prof profa proff rev \
        revmo s sarg sen sr sra sras sres srs srta sta sto ten v.exa",
    inner: "abrev adj adv aprox cf compl coord ed ex fig gram inf lat lit máx mín obs orig p.ex pl port pq \
        pref prov pág págs ref rel s.f seg sing subst séc sécs tb trad v vid vs",
    numbered: "abr ago al alín apt art arts c cap caps cx cód dez ed esp fasc fev fig figs fl fls g inc jan \
        jul jun mai mar n no nov nro num núm out p par pp proc pág págs set sl séc sécs t tel tom tít vol \
        vols",
    open: "a.c al av bl cia co depto dpto e.u.a etc eua ibid id inc jr lda ltda me p.f pç pça r s.a soc \
        trav univ v.g",
    units: "cm g h ha kg km l m mi min ml mm seg t",
    times: "a.c a.e.c a.m d.c p.m",
    lettered: "categoria classe fase grupo hepatite nível opção parte plano ponto série tipo variante \
        vitamina zona",
    starters: "a afinal agora ainda algo alguma algumas alguns alguém ali além ambas ambos ante antes ao \
        aos apenas apesar após aquela aquele aqueles aqui as assim atualmente até bem cada caso cerca com \
        como contudo cujo da das daí de depois desde dessa desse desta deste deve devido do dois dos \
        durante e ela elas ele eles em embora enquanto entre entretanto então era eram essa essas esse \
        esses esta estas este estes está estão eu existe existem foi foram gostaria graças hoje há \
        inclusive isso isto já logo lá mais mas me meu minha muita muitas muito muitos na nada nas nem \
        nenhum ninguém no nos nossa nosso nunca não nós o onde ontem os ou outra outras outro outros para \
        pela pelas pelo pelos perante pode podem pois por porque portanto porém posteriormente pouco poucos \
        primeiro qual qualquer quando quanto quase que quem se segundo seja sem sempre sendo ser será seu \
        seus sim sob sobre somente sua suas talvez também tem tinha toda todas todavia todo todos tudo tão \
        têm um uma umas uns você vocês vários à às é",
    small_starters: "a e eu isso mas não o por que é",
    openers: "a antes ao aproximadamente após até cerca de depois desde em entre na nas no nos por volta às",
    ..Tables::EMPTY
};
