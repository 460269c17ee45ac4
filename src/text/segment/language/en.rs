//! English.

use super::Tables;

pub(super) const TABLES: Tables = Tables {
    titles: "adm atty brig capt cdr cmdr col cpl cpt det dr ens esq fr gen gov hon insp lieut lt maj messrs \
        mgr mlle mme mr mrs ms msgr mx pfc pres prof pte pvt rep reps rev rt.hon sen sens sgt supt",
    inner: "approx assoc ca cf circa e.g eg esp excl f.e i.e ie incl med resp v viz vs",
    numbered: "apr art arts aug bk ch chap cl dec eq eqs ex feb fig figs fri jan jul jun mar mon no nos nov \
        oct op p para paras pg pgs pl pp pt ref refs reg rs sat sec secs sect sep sept tab tel thu thur \
        thurs tue tues ver vol vols wed",
    open: "abbr abr acad admin ala alt apt ariz ark assn assoc ave bldg blvd bros calif cent cia co colo \
        comm conn corp dept dist div ed eds est etc exch fl fla ft ga govt hwy ib ibid ill inc ind inst \
        intl jr kan ky la ltd ltda mag mass max md mfg mich min minn misc miss mo mont mt mtn nat natl neb \
        nev nom obs okla op.cit ore org orig pa para penn pl plc pp pseud pty pub rd ret rte sr st sta stat \
        ste temp tenn tex trans transl univ va vt wash wis wisc wyo",
    reports: "ann app cal cert cir civ cl const crim ct def dkt evid fed jud kan mil nev proc prob pub rptr stat supp \
        surv tr treas unempl vet wis",
    units: "bn cc cm deg doz fl ft gal hr hrs in kg km kt lb lbs m mi mil min mins mm mn mph mps oz pct pt \
        qt sec secs sq tbsp tn tsp yd yds yr yrs",
    times: "a.d a.m am b.c b.c.e c.e p.m pm",
    lettered: "appendix category chapter class course division exhibit figure grade group hepatitis item \
        letter level option page part phase plan point room section series stage step table team type unit \
        variant version vitamin zone",
    starters: "a about above according across after again against all almost already also although always \
        am among an and another any anyone anything are as asked at back based because been before behind \
        being below besides best better between beyond both but by can come could critics despite did do \
        does don't down dozens due during each earlier early either eventually every everybody everyone \
        everything experts few finally first for former from further furthermore get give go got had half \
        hardly has have he he's hence her here his how however hundreds i i'd i'll i'm i've if in indeed \
        inside instead into is it it's its just last late later least less let let's like look make many \
        may maybe me meanwhile might millions more moreover most much my nearly neither never nevertheless \
        next no nobody none nonetheless nor not nothing now of off officials often on once one only or \
        other others otherwise our out outside over people per perhaps please police rather recently \
        researchers right same say scientists see several shall she she's should similarly since so some \
        somebody someone something sometimes somewhere soon still such suddenly take thank thanks that \
        that's the their them then there there's therefore these they they're this those though thousands \
        three through throughout thus to today together tomorrow tonight too two under unfortunately unless \
        unlike until up upon was we we're well were what what's whatever when whenever where whereas \
        wherever whether which while who whoever whom whose why will with within without would yes \
        yesterday yet you you're your",
    small_starters: "also any anyone but can could did didn't do does don't dont hahaha has have he hello \
        hi how i i'd i'll i'm i've if im is isn't it it's its just lol may maybe my no not now or our \
        please plus she should so some thank thanks that that's thats there these they they're this those \
        thx was we we're were what what's whats when where which who why will would yeah yes you you're \
        your",
    openers: "about after around as at before beginning between by circa during from in on since starting \
        then through till until",
    ..Tables::EMPTY
};

/// Verbs of saying: after a closed question or call a name with one of them carries the sentence on.
pub(in super::super) const SAID: &[&str] = &[
    "added",
    "admitted",
    "announced",
    "answered",
    "argued",
    "asked",
    "asks",
    "began",
    "begged",
    "called",
    "continued",
    "cried",
    "declared",
    "demanded",
    "exclaimed",
    "explained",
    "insisted",
    "joked",
    "muttered",
    "noted",
    "posted",
    "remarked",
    "repeated",
    "replied",
    "responded",
    "said",
    "says",
    "screamed",
    "shouted",
    "sighed",
    "told",
    "tweeted",
    "whispered",
    "wondered",
    "wrote",
    "yelled",
];
/// Names that belong to the hour before them: "10 a.m. Monday".
pub(in super::super) const AFTER_HOUR: &[&str] = &[
    "april",
    "august",
    "central",
    "december",
    "eastern",
    "february",
    "friday",
    "january",
    "july",
    "june",
    "local",
    "march",
    "monday",
    "mountain",
    "november",
    "october",
    "pacific",
    "saturday",
    "september",
    "sunday",
    "thursday",
    "tuesday",
    "wednesday",
];
