//! French.

use super::Tables;

pub(super) const TABLES: Tables = Tables {
    titles: "capt cdt col dr drs gal ing lt m me mes mgr mgrs mlle mlles mm mme mmes pr pres prof prés sgt \
        st ste stes sts",
    inner: "abrév adj adv affl anc angl apr archit av bibl bot bull c.-a-d c.-à-d cf chim càd dép env esp \
        ex féd fém gén géogr géom hist i.e ital lat litt masc math milit min mus myth p.ex pharm philos \
        phys plur pron qqch qqn sing spéc subst suiv syn théol trad var zool",
    numbered: "al alin anv août art avr bd bull ch chap déc ed fasc fig figs fol fév févr hab id janv juil \
        juill l ms mss n no nos nov n° oct p par pl pp pt r réf sect sept str t tabl tom tél v vol éd",
    open: "ass assoc av ave bd bld boul cie co coll dest dir div env etc faub fg gouv hab ibid id imp inc \
        loc.cit ltée max min méd obs op.cit org prov préc préf s.a s.l.n.d soc sté suppl tjrs univ éd édit \
        éts",
    units: "cl cm dl g h ha hl kg km l min ml mm mn sec",
    times: "j-c j.-c j.c",
    lettered: "catégorie classe groupe hépatite niveau option partie phase plan point série type variante \
        vitamine zone",
    starters: "ainsi alors après au aucun aujourd'hui aussi autant autre autres aux avant avec beaucoup \
        bien c'est c'était car ce ceci cela celle celles celui cependant certaines certains ces cet cette \
        ceux chacun chaque chez comme comment d'abord d'ailleurs d'après d'autres dans davantage de depuis \
        dernier des deux devant donc dont du durant dès désormais elle elles en encore enfin ensuite entre \
        est et eux face grâce hier ici il ils j'ai jamais je jusqu'à l'an l'année la le lequel les leur \
        leurs lors lorsqu'il lorsque lui ma mais malgré mes moi moins mon même n'est ne ni non nos \
        notamment notre nous néanmoins on or ou outre où par parce parfois parmi pas pendant personne peu \
        peut plus plusieurs plutôt pour pourquoi pourtant presque près puis puisque qu'il quand quant que \
        quel quelle quelles quelqu'un quelques quels qui quoi sa sans se selon ses seul seule seulement si \
        sinon sois son sont sous souvent suite sur surtout ta tandis tant tel telle toujours tous tout \
        toute toutefois toutes trois trop très tu un une vers vient voici voilà vos votre vous y à",
    openers: "après au autour aux avant avril d'avant de depuis du dès en entre jusqu'en le vers à",
    ..Tables::EMPTY
};
