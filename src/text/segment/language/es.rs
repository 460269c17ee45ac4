//! Spanish, and Catalan and Galician, which share its abbreviations.

use super::Tables;

pub(super) const TABLES: Tables = Tables {
    titles: "alm arq arz bto cap cnel col comdte contralmte cte d dir dr dra dras dres dña excma excmo fr \
        gob gral hna hno ilma ilmo ing insp lcda lcdo lic licda licdo mag mons mtra mtro pbro prof profa \
        psic pte rev rvda rvdo sgto sr sra sras sres srta srtas sta sto tte",
    inner: "abrev admon admón alt aprox atte cf cfr compl coop dcho dicc dpto ed ej entlo excl fam fig fund \
        gr gralm incl int izda izdo izq lat máx mín núm op orig p.ej pl pref prov pról pág págs párr párrf \
        ref reg rel s.f sig sigs subdir trad v vid",
    numbered: "abr ago apdo art arts c cap caps cód dic ene fasc feb fig figs jul jun lib mar may n.º no \
        nov nro num núm núms oct p piso pp pág págs párr párrf sep sept set t tel teléf tfno tomo tít vol \
        vols",
    open: "a.c av avda c.v co cía dept dpto ed eds ee.uu ej etc hnos hs ibid ibíd inc kms ltda pcia plza \
        pza s.a s.l s.r.l soc ss.aa ud uds univ urb vd vda vds íd",
    units: "cm gr grs h ha hs kg kgs km kms lt lts m min mm mts seg tm",
    times: "a.c a.e.c a.m d.c d.e.c p.m",
    lettered: "categoría clase fase grupo hepatitis nivel opción parte plan punto serie tipo variante \
        vitamina zona",
    starters: "a además ahora al algo alguien algunas algunos algún allí ambas ambos ante antes apenas \
        aquel aquella aquellos aquí así aun aunque aún bajo bastante cada casi como con contra cual \
        cualquier cuando cuanto cuál cuándo cómo de debido del dentro desde después dicha dicho donde dos \
        durante dónde e el ella ellas ellos en entonces entre era eran es esa esas ese eso esos esta estaba \
        estaban estas este esto estos está están finalmente fue fueron gracias ha había habían hace hacia \
        han hasta hay he hoy igualmente incluso la las le les lo los luego me mediante mi mientras mis \
        mucha muchas mucho muchos muy más nada nadie ni ninguna ningún no nos nosotros nuestra nuestro \
        nunca o otra otras otro otros para parece pero poco pocos por porque posteriormente primero puede \
        pueden pues que quien quizá quizás quién qué se según ser será si sido siempre siendo sin sobre \
        solo son su sus sí sólo también tampoco tan tanto tenía tiene tienen toda todas todavía todo todos \
        tras tres tu tú un una unas uno unos usted ustedes varias varios y ya yo él",
    small_starters: "el es la las lo los no pero por que si y yo",
    openers: "a al alrededor antes cerca de desde después en entre hace hacia hasta sobre tras",
    ..Tables::EMPTY
};
