//! Polish.

use super::Tables;

pub(super) const TABLES: Tables = Tables {
    titles: "abp bp dr gen inż kard kpt ks mec mgr mjr o por pp ppłk prof płk red sierż śp św",
    inner: "al ang bałt bp br bł cd cyt cz daw dn doc dol dosł dot ds dyr działu egz fr franc gen gm gosp \
        gr hab hr in inf inst inż itd jap jez kard kier kl kol kpt ks m.in mec mgr min mjr mł n.p.m nacz \
        nad nadkom nar nb niem np nt ob og ogłosz ok os osob pl pn pod podst pol pon poz prof prz \
        przed przyp pt półn płd płk płn r.ż red rez ros rtm rum sierż sp.z tj tzn tzw tłum ul ur wg \
        wiceprez woj ws wsch współ wyd wym wł zach zast zb zm zob łac łot śp śr śred św ż żeń",
    numbered: "art czerw godz grudz kl kwiet lip listop lok lut m nr nry par paźdz pkt poz rozdz ryc rys \
        s sierp str stycz t tab tel tom ul ust vol w wrzes z",
    open: "cdn itd itp m.st n.e p.n.e pow proc s.a s.j sp spółka tys mln mld ust w ws z.o.o zł",
    units: "godz gr kg km min sek szt zł",
    starters: "a aby albo ale bo by byli być był była było były chociaż ci co czy dla dlaczego dlatego do \
        dopiero dzięki gdy gdyby gdzie i ich ile im inne inni ja jak jaki jako jednak jednocześnie jego jej \
        jest jeszcze jeśli jeżeli już każdy kiedy kto która które który lecz ma mimo może można my na nad \
        następnie natomiast nie niektóre nikt no o obecnie od on ona one oni oraz po pod podczas ponad \
        potem poza przed przez przy sam się skoro szczególnie są ta tak takie także tam te tego ten też to \
        trzeba tu tutaj tylko u w według wiele więc wszyscy wszystkie wszystko wtedy z za zaś ze że",
    times: "r",
    openers: "do od około po pod przed w z",
    has_ordinal_dots: true,
    ..Tables::EMPTY
};
