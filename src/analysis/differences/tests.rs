//! Pairs of texts and what they differ in.

use super::*;
use crate::text::OffsetIndex;
use proptest::prelude::*;

/// Pairs that say the same, or of which one says more: first the type that is tried.
const AGREEING: &[(&str, &str, &str)] = &[
    ("numeric", "The company is valued at $852 billion.", "The company has a valuation of 852bn US dollars."),
    ("numeric", "The firm employs 4,500 people.", "About 4,500 people work for the firm."),
    ("numeric", "Two-thirds of members voted yes.", "67 percent of members voted yes."),
    ("numeric", "Half of the town was flooded.", "50% of the town was flooded."),
    ("numeric", "More than 200 flights were cancelled.", "Over 200 flights were cancelled."),
    ("numeric", "Up to 500 jobs are at risk.", "As many as 500 jobs are at risk."),
    ("numeric", "A dozen eggs were broken.", "12 eggs were broken."),
    ("numeric", "The road is 10 miles long.", "The road is 16 km long."),
    ("numeric", "Between 5 and 10 people attended.", "Seven people attended."),
    ("numeric", "Revenue rose 5% to $3m.", "Revenue climbed five percent to three million dollars."),
    ("numeric", "It was her 3rd title.", "It was her third title."),
    ("numeric", "The film runs 90 minutes.", "The film runs an hour and a half."),
    ("numeric", "The flight lasted two hours.", "The flight lasted 120 minutes."),
    ("numeric", "A 25-year-old man was arrested.", "A man aged 25 was arrested."),
    ("numeric", "Nearly 3,000 homes burned.", "2,985 homes burned."),
    ("numeric", "The bridge cost 1.2 billion euros.", "The bridge cost €1,200 million."),
    ("numeric", "Three in four patients recovered.", "75% of patients recovered."),
    ("numeric", "At least 12 people died and 40 were injured.", "Forty people were injured and 12 died."),
    ("numeric", "Thousands of fans gathered.", "Some 5,000 fans gathered."),
    ("numeric", "The rate fell by 25 basis points.", "The rate fell by a quarter of a percentage point."),
    ("numeric", "They won 3-1.", "They won 3–1 on Saturday."),
    ("numeric", "Temperatures hit 40°C.", "Temperatures hit 104 degrees Fahrenheit."),
    ("numeric", "The loan is worth $7.5 billion.", "The loan is worth $7.\n5 billion."),
    ("numeric", "It sold 1.5m cars.", "It sold one and a half million cars."),
    ("numeric", "The storm killed 40 people.", "The death toll from the storm is 40."),
    ("numeric", "The storm killed 40 people.", "The storm injured 200 people."),
    ("numeric", "Turnout was 61 percent.", "Turnout reached 61.3 percent."),
    ("numeric", "The grant is $2,000 per student.", "Each student gets a grant of 2,000 dollars."),
    ("numeric", "Der Umsatz stieg auf 3,4 Mrd. Euro.", "Der Umsatz stieg auf 3.400 Millionen Euro."),
    (
        "numeric",
        "Bei dem Unfall wurden fünfundzwanzig Menschen verletzt.",
        "Bei dem Unfall wurden 25 Menschen verletzt.",
    ),
    ("numeric", "L'entreprise a levé 1,5 million d'euros.", "L'entreprise a levé 1 500 000 euros."),
    ("numeric", "Quatre-vingt-dix personnes ont été blessées.", "90 personnes ont été blessées."),
    ("numeric", "Treinta y cinco personas murieron.", "35 personas murieron."),
    ("temporal", "The law takes effect in the third quarter of 2024.", "The law takes effect in Q3 2024."),
    ("temporal", "The museum opened in 1994.", "The museum opened in the 1990s."),
    ("temporal", "The meeting is on Monday, 5 May.", "The meeting is on May 5."),
    ("temporal", "The deal runs until 2030.", "The deal runs through 2030."),
    ("temporal", "The plane landed at noon.", "The plane landed at 12 p.m."),
    ("temporal", "The plane landed at 5:30 p.m.", "The plane landed at 17:30."),
    ("temporal", "The war lasted from 1914 to 1918.", "The war lasted from 1914 until 1918."),
    (
        "temporal",
        "Der Vertrag wurde am 3. März 2014 unterzeichnet.",
        "Der Vertrag wurde am 03.03.2014 unterzeichnet.",
    ),
    ("temporal", "Le contrat a été signé le 1er mai 2020.", "Le contrat a été signé le 01/05/2020."),
    ("polarity", "The court rejected the merger.", "The court did not approve the merger."),
    ("polarity", "The vaccine is not safe.", "The vaccine is unsafe."),
    ("polarity", "The team won the final.", "The team was victorious in the final."),
    ("polarity", "Sales increased in Europe.", "Sales went up in Europe."),
    ("polarity", "The license is no longer exclusive.", "The license is now non-exclusive."),
    ("polarity", "The law not only bans smoking but also vaping.", "The law bans smoking and vaping."),
    ("polarity", "The city had not been informed.", "The city was not informed."),
    ("modality", "The bank may close 20 branches.", "The bank might close 20 branches."),
    ("modality", "The minister will resign.", "The minister is going to resign."),
    ("modality", "The firm plans to cut 500 jobs.", "The firm intends to cut 500 jobs."),
    ("modality", "The suspect allegedly fired twice.", "The suspect reportedly fired twice."),
    ("entity", "Boeing won the contract.", "The contract was won by Boeing."),
    ("entity", "The World Health Organization issued a warning.", "The WHO issued a warning."),
    ("entity", "Microsoft sued Google.", "Google was sued by Microsoft."),
    ("entity", "President Joe Biden signed the law.", "Biden signed the law."),
    ("entity", "Germany's Angela Merkel met the pope.", "Merkel met the pope."),
    ("entity", "Amazon and Google signed the deal.", "Google and Amazon signed the deal."),
    ("none", "The mayor opened the bridge.", "The mayor opened the bridge on Monday with 300 guests."),
    ("none", "Prices rose 5% in Germany.", "Prices rose 5%."),
    ("none", "The bridge reopened.", "The bridge is open again."),
    (
        "none",
        "A fire broke out at the factory in Leeds on Monday.",
        "A factory in Leeds caught fire on Monday.",
    ),
    ("numeric", "The merger is worth $1.2 trillion.", "The merger is worth 1,200 billion dollars."),
    ("numeric", "The share price fell 4.5 per cent.", "Shares dropped by 4.5%."),
    ("numeric", "The hall seats around 2,000.", "The hall seats 1,950."),
    ("numeric", "One in ten children is affected.", "10 percent of children are affected."),
    ("numeric", "Fewer than 50 tickets remain.", "Less than fifty tickets remain."),
    ("numeric", "Hundreds of homes were destroyed.", "About 400 homes were destroyed."),
    ("numeric", "The suspect, 34, was arrested.", "The 34-year-old suspect was arrested."),
    ("numeric", "The marathon is 42.2 km long.", "The marathon is 26.2 miles long."),
    ("numeric", "The trip takes 1.5 hours.", "The trip takes 90 minutes."),
    ("numeric", "Apple sold 50 million phones in 2020.", "In 2020, Apple sold 50m phones."),
    ("numeric", "The company lost $300 thousand.", "The company lost $300,000."),
    ("numeric", "The drug cut deaths by a third.", "The drug cut deaths by 33 percent."),
    ("numeric", "She won seven medals.", "She won 7 medals."),
    ("numeric", "More than half of voters backed the plan.", "52 percent of voters backed the plan."),
    ("numeric", "Unemployment fell from 6% to 5%.", "Unemployment fell to 5% from 6%."),
    ("numeric", "Between 20 and 30 people were rescued.", "25 people were rescued."),
    ("numeric", "The painting sold for £2.3m.", "The painting was sold for 2.3 million pounds."),
    ("numeric", "The fine was 500 euros.", "The fine was €500."),
    ("numeric", "Almost 90% of pupils passed.", "89% of pupils passed."),
    (
        "numeric",
        "He was sentenced to 18 months in prison.",
        "He was sentenced to a year and a half in prison.",
    ),
    ("numeric", "The fire destroyed 12,000 acres.", "The fire destroyed twelve thousand acres."),
    ("numeric", "The city has a population of 3.5 million.", "3.5 million people live in the city."),
    ("numeric", "Twenty-one countries signed the treaty.", "21 nations signed the treaty."),
    ("numeric", "The satellite weighs two tonnes.", "The satellite weighs 2,000 kg."),
    ("numeric", "Die Firma beschäftigt rund 1.500 Mitarbeiter.", "Die Firma beschäftigt 1500 Mitarbeiter."),
    ("numeric", "Un tiers des électeurs s'est abstenu.", "33 % des électeurs se sont abstenus."),
    ("temporal", "The store opens at 8 a.m.", "The store opens at 08:00."),
    ("temporal", "The war began on September 1, 1939.", "The war began on 1/9/1939."),
    ("temporal", "The election will be held in November.", "The election will be held on November 5."),
    ("temporal", "The bridge was built in the 19th century.", "The bridge was built in 1850."),
    ("temporal", "The bank collapsed in September 2008.", "The bank collapsed in 2008."),
    ("temporal", "Sales rose in the first quarter of 2023.", "Sales rose in Q1 2023."),
    ("temporal", "She died Tuesday.", "She died on Tuesday morning."),
    ("temporal", "The contract lasts until December 31, 2025.", "The contract lasts until the end of 2025."),
    ("polarity", "The government did not ban the app.", "The government allowed the app."),
    ("polarity", "The flight was not delayed.", "The flight was on time."),
    ("polarity", "They don't have a plan.", "They have no plan."),
    ("polarity", "She stopped working there.", "She no longer works there."),
    ("polarity", "The plant is not dangerous.", "The plant is safe."),
    ("polarity", "He didn't come alone.", "He did not come alone."),
    ("modality", "The company is set to launch the car.", "The company will launch the car."),
    ("modality", "He is believed to be in Spain.", "He is thought to be in Spain."),
    ("modality", "The suspect may have fled.", "The suspect might have fled."),
    ("entity", "Elon Musk bought the company.", "Musk bought the company."),
    ("entity", "Germany beat Brazil.", "Brazil was beaten by Germany."),
    ("entity", "The United Nations condemned the attack.", "The UN condemned the attack."),
    ("entity", "The United States imposed sanctions.", "The U.S. imposed sanctions."),
    ("entity", "IBM's CEO Arvind Krishna resigned.", "Arvind Krishna, the head of IBM, resigned."),
];

/// Pairs that cannot both hold, with the type of the difference.
const DIFFERING: &[(&str, &str, &str)] = &[
    ("numeric", "The company is valued at $852 billion.", "The company is valued at $730 billion."),
    ("numeric", "The firm employs 4,500 people.", "The firm employs 5,400 people."),
    ("numeric", "Two-thirds of members voted yes.", "A third of members voted yes."),
    ("numeric", "More than 200 flights were cancelled.", "Fewer than 100 flights were cancelled."),
    ("numeric", "Inflation rose 5 percent.", "Inflation rose 5 percentage points."),
    ("numeric", "The ticket costs €20.", "The ticket costs £20."),
    ("numeric", "The tower is 300 metres tall.", "The tower is 300 feet tall."),
    ("numeric", "Between 5 and 10 people attended.", "20 people attended."),
    ("numeric", "Revenue rose 5% to $3m.", "Revenue rose 5% to $4m."),
    ("numeric", "Revenue rose 5% to $3m.", "Revenue rose 8% to $3m."),
    ("numeric", "He finished third in the race.", "He finished fifth in the race."),
    ("numeric", "It was her third title.", "It was her fourth title."),
    ("numeric", "The flight lasted two hours.", "The flight lasted five hours."),
    ("numeric", "A 25-year-old man was arrested.", "A 32-year-old man was arrested."),
    ("numeric", "Profits doubled last year.", "Profits tripled last year."),
    ("numeric", "The bridge cost 1.2 billion euros.", "The bridge cost 1.2 million euros."),
    ("numeric", "Three of four patients recovered.", "One of four patients recovered."),
    (
        "numeric",
        "At least 12 people died and 40 were injured.",
        "At least 19 people died and 40 were injured.",
    ),
    ("numeric", "Several hundred protesters gathered.", "Several thousand protesters gathered."),
    ("numeric", "The rate is 3.25%.", "The rate is 3.5%."),
    ("numeric", "They won 3-1.", "They won 2-1."),
    ("numeric", "The couple have two children.", "The couple have four children."),
    ("numeric", "It sold 1.5m cars.", "It sold 2.5m cars."),
    ("numeric", "The storm killed 40 people.", "The storm left 14 dead."),
    ("numeric", "The storm killed 40 people.", "The death toll from the storm is 52."),
    ("numeric", "Turnout was 61 percent.", "Turnout was 16 percent."),
    ("numeric", "Der Umsatz stieg auf 3,4 Mrd. Euro.", "Der Umsatz stieg auf 4,3 Mrd. Euro."),
    (
        "numeric",
        "Bei dem Unfall wurden zwölf Menschen verletzt.",
        "Bei dem Unfall wurden neun Menschen verletzt.",
    ),
    ("numeric", "L'entreprise a levé 1,5 million d'euros.", "L'entreprise a levé 2,5 millions d'euros."),
    ("numeric", "El fondo recaudó 1,5 millones de euros.", "El fondo recaudó 1,8 millones de euros."),
    ("numeric", "La mitad de los votantes se quedó en casa.", "El 30% de los votantes se quedó en casa."),
    (
        "temporal",
        "The law takes effect in the third quarter of 2024.",
        "The law takes effect in the first quarter of 2024.",
    ),
    ("temporal", "The museum opened in 1994.", "The museum opened in 1949."),
    ("temporal", "The meeting is on Monday.", "The meeting is on Wednesday."),
    ("temporal", "She has led the firm since 2019.", "She has led the firm since 2015."),
    ("temporal", "The deal runs until 2030.", "The deal runs until 2032."),
    ("temporal", "The plant must close by 2030.", "The plant must close by 2035."),
    ("temporal", "The plane landed at noon.", "The plane landed at midnight."),
    ("temporal", "The firm was founded in March 2010.", "The firm was founded in May 2010."),
    ("temporal", "He resigned yesterday.", "He resigned last week."),
    ("temporal", "The war lasted from 1914 to 1918.", "The war lasted from 1939 to 1945."),
    ("temporal", "He left the company before the merger.", "He left the company after the merger."),
    ("temporal", "The treaty expires before 2025.", "The treaty expires after 2025."),
    (
        "temporal",
        "Der Vertrag wurde im März 2014 unterzeichnet.",
        "Der Vertrag wurde im Mai 2014 unterzeichnet.",
    ),
    ("temporal", "Le contrat a été signé en mai 2020.", "Le contrat a été signé en juin 2020."),
    (
        "temporal",
        "El contrato se firmó el 3 de marzo de 2014.",
        "El contrato se firmó el 13 de marzo de 2014.",
    ),
    ("temporal", "The attack happened on Tuesday morning.", "The attack happened on Tuesday evening."),
    ("temporal", "The exhibition closed on 1 June.", "The exhibition closed on 11 June."),
    ("polarity", "The court approved the merger.", "The court rejected the merger."),
    ("polarity", "The court approved the merger.", "The court did not approve the merger."),
    ("polarity", "The minister denied the allegations.", "The minister confirmed the allegations."),
    ("polarity", "The suspect is alive.", "The suspect is dead."),
    ("polarity", "The suspect was found guilty.", "The suspect was found not guilty."),
    ("polarity", "The practice is legal in Spain.", "The practice is illegal in Spain."),
    ("polarity", "The vaccine is safe.", "The vaccine is unsafe."),
    ("polarity", "The shop is open on Sundays.", "The shop is closed on Sundays."),
    ("polarity", "The company has no debt.", "The company has debt."),
    ("polarity", "The team won the final.", "The team lost the final."),
    ("polarity", "Sales increased in Europe.", "Sales decreased in Europe."),
    ("polarity", "He never visited Cuba.", "He visited Cuba."),
    ("polarity", "The license is exclusive.", "The license is non-exclusive."),
    ("polarity", "The two sides reached an agreement.", "The two sides failed to reach an agreement."),
    ("polarity", "Nobody survived the crash.", "Two people survived the crash."),
    ("polarity", "The drug is effective.", "The drug is ineffective."),
    ("polarity", "The senator supports the bill.", "The senator opposes the bill."),
    ("polarity", "Hospitals can operate without power.", "Hospitals cannot operate without power."),
    ("polarity", "The ban was lifted.", "The ban was imposed."),
    ("polarity", "The parliament accepted the proposal.", "The parliament refused the proposal."),
    ("polarity", "The talks were successful.", "The talks were unsuccessful."),
    ("modality", "The bank may close 20 branches.", "The bank will close 20 branches."),
    ("modality", "The minister resigned.", "The minister is considering resigning."),
    ("modality", "Did the minister resign?", "The minister resigned."),
    ("modality", "Police say the man allegedly stole the car.", "Police say the man will steal the car."),
    ("modality", "The virus could have escaped from a lab.", "The virus escaped from a lab."),
    ("modality", "The firm cut 500 jobs.", "The firm plans to cut 500 jobs."),
    ("modality", "Perhaps the ship sank.", "The ship sank."),
    ("entity", "Boeing won the contract.", "Airbus won the contract."),
    ("entity", "The summit takes place in Paris.", "The summit takes place in London."),
    ("entity", "Microsoft sued Google.", "Google sued Microsoft."),
    ("entity", "Microsoft sued Google.", "Microsoft was sued by Google."),
    ("entity", "Maria Lopez leads the inquiry.", "Anna Lopez leads the inquiry."),
    ("entity", "The Bank of England raised rates.", "The Bank of Japan raised rates."),
    ("entity", "The letter was sent to Brazil.", "The letter was sent to Chile."),
    ("scope", "All passengers survived.", "Some passengers died."),
    ("scope", "All employees were vaccinated.", "Not all employees were vaccinated."),
    ("scope", "All schools are closed.", "Some schools are closed."),
    (
        "scope",
        "Acme is the sole supplier of the vaccine.",
        "Acme is one of several suppliers of the vaccine.",
    ),
    ("numeric", "The merger is worth $1.2 trillion.", "The merger is worth $1.2 billion."),
    ("numeric", "The share price fell 4.5 per cent.", "The share price fell 5.4 per cent."),
    ("numeric", "The hall seats around 2,000.", "The hall seats 3,500."),
    ("numeric", "One in ten children is affected.", "One in three children is affected."),
    ("numeric", "No more than 30 guests are allowed.", "Up to 60 guests are allowed."),
    ("numeric", "Hundreds of homes were destroyed.", "About 40 homes were destroyed."),
    ("numeric", "The suspect is 34 years old.", "The suspect is 43 years old."),
    ("numeric", "The marathon is 42 km long.", "The marathon is 26 km long."),
    ("numeric", "The jury deliberated for three days.", "The jury deliberated for three hours."),
    ("numeric", "Apple sold 50 million phones in 2020.", "Apple sold 75 million phones in 2020."),
    ("numeric", "The company lost $300 million.", "The company lost $300,000."),
    ("numeric", "The drug cut deaths by a third.", "The drug cut deaths by half."),
    ("numeric", "She won seven gold medals.", "She won five gold medals."),
    ("numeric", "More than half of voters backed the plan.", "41 percent of voters backed the plan."),
    ("numeric", "Unemployment fell from 6% to 5%.", "Unemployment fell from 6% to 4%."),
    ("numeric", "Between 20 and 30 people were rescued.", "45 people were rescued."),
    ("numeric", "The painting sold for £2.3m.", "The painting sold for $2.3m."),
    ("numeric", "The fine was 500 euros.", "The fine was 5,000 euros."),
    ("numeric", "Almost 90% of pupils passed.", "69% of pupils passed."),
    ("numeric", "He was sentenced to 18 months in prison.", "He was sentenced to 18 years in prison."),
    ("numeric", "A magnitude 7.8 earthquake hit Turkey.", "A magnitude 7.2 earthquake hit Turkey."),
    ("numeric", "The city has a population of 3.5 million.", "2.5 million people live in the city."),
    ("numeric", "Twenty-one countries signed the treaty.", "Thirty-one countries signed the treaty."),
    ("numeric", "The satellite weighs two tonnes.", "The satellite weighs 200 kg."),
    ("numeric", "Die Firma beschäftigt 1.500 Mitarbeiter.", "Die Firma beschäftigt 15.000 Mitarbeiter."),
    ("numeric", "Le déficit atteint 3,5 milliards d'euros.", "Le déficit atteint 5,3 milliards d'euros."),
    ("numeric", "El paro subió al 14,5 por ciento.", "El paro subió al 15,4 por ciento."),
    ("temporal", "The store opens at 8 a.m.", "The store opens at 10 a.m."),
    ("temporal", "The war began on September 1, 1939.", "The war began on September 3, 1939."),
    ("temporal", "The election will be held in November.", "The election will be held in December."),
    ("temporal", "The museum has been closed since 2020.", "The museum has been closed since 2018."),
    ("temporal", "The bank collapsed in September 2008.", "The bank collapsed in 2009."),
    ("temporal", "Sales rose in the first quarter of 2023.", "Sales rose in the second quarter of 2023."),
    ("temporal", "She died on Tuesday.", "She died on Sunday."),
    ("temporal", "The suspect fled after the shooting.", "The suspect fled before the shooting."),
    ("temporal", "The flight departs at midnight.", "The flight departs at noon."),
    ("temporal", "The volcano erupted yesterday.", "The volcano erupted today."),
    ("polarity", "The government banned the app.", "The government allowed the app."),
    ("polarity", "The president signed the bill.", "The president vetoed the bill."),
    ("polarity", "He pleaded guilty.", "He pleaded not guilty."),
    ("polarity", "The union accepted the offer.", "The union turned down the offer."),
    ("polarity", "The patient survived.", "The patient died."),
    ("polarity", "The company hired 200 people.", "The company laid off 200 people."),
    ("polarity", "Oil prices are up.", "Oil prices are down."),
    ("polarity", "The flight was delayed.", "The flight was on time."),
    ("polarity", "The museum is free.", "The museum is not free."),
    ("polarity", "The report is true.", "The report is false."),
    ("polarity", "He is a member of the party.", "He isn't a member of the party."),
    ("polarity", "They have a plan.", "They have no plan."),
    ("polarity", "None of the passengers was hurt.", "Some of the passengers were hurt."),
    ("polarity", "The storm strengthened overnight.", "The storm weakened overnight."),
    ("polarity", "The deal includes Alaska.", "The deal excludes Alaska."),
    ("polarity", "The suspect was armed.", "The suspect was unarmed."),
    ("polarity", "The decision was unanimous.", "The decision was not unanimous."),
    ("polarity", "The app is available in Europe.", "The app is unavailable in Europe."),
    ("polarity", "The team lacks experience.", "The team has experience."),
    ("modality", "The company will launch the car in May.", "The company might launch the car in May."),
    ("modality", "Officials are weighing new sanctions.", "Officials imposed new sanctions."),
    ("modality", "Is the bridge safe?", "The bridge is safe."),
    ("modality", "He is believed to be in Spain.", "He is in Spain."),
    ("modality", "The senator threatened to quit.", "The senator quit."),
    ("entity", "Tesla recalled the cars.", "Ford recalled the cars."),
    ("entity", "The fire broke out in Lyon.", "The fire broke out in Nice."),
    ("entity", "Germany beat Brazil in the final.", "Brazil beat Germany in the final."),
    ("entity", "The award went to Alice Munro.", "The award went to Margaret Atwood."),
    ("entity", "The BBC published the interview.", "CNN published the interview."),
    ("entity", "Oxford University developed the vaccine.", "Cambridge University developed the vaccine."),
    ("scope", "Every student passed the exam.", "Some students failed the exam."),
    ("scope", "The law applies to all workers.", "The law applies only to some workers."),
    (
        "scope",
        "Samsung is the only supplier of the chips.",
        "Samsung is one of three suppliers of the chips.",
    ),
];

fn types(comparison: &Comparison) -> Vec<&str> {
    comparison.differences.iter().map(|difference| difference.kind.as_str()).collect()
}

/// The notes of a comparison, those of hard and of soft differences alike.
fn notes(from: &str, to: &str) -> Vec<String> {
    compare(from, to, "en").differences.into_iter().map(|difference| difference.note).collect()
}

#[test]
fn what_says_the_same_does_not_disagree() {
    let wrong: Vec<_> = AGREEING.iter().filter(|(_, from, to)| compare(from, to, "").disagrees).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_cannot_both_hold_disagrees_and_has_its_type() {
    let is_found = |kind: &str, from: &str, to: &str| {
        let comparison = compare(from, to, "");
        comparison.disagrees && types(&comparison).contains(&kind)
    };
    let missed: Vec<_> = DIFFERING.iter().filter(|(kind, from, to)| !is_found(kind, from, to)).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn only_the_number_that_differs_is_named() {
    assert_eq!(notes("Revenue rose 5% to $3m.", "Revenue rose 5% to $4m."), ["values differ: $3m / $4m"]);
    assert_eq!(
        notes("It pledged $50 billion.", "It pledged $100 billion over eight years."),
        ["values differ: $50 billion / $100 billion"]
    );
    assert_eq!(notes("The deal is worth $5m.", "The deal is worth much."), Vec::<String>::new());
}

#[test]
fn rounding_is_worded_as_such_and_is_no_disagreement() {
    let comparison = compare("About 50 people came.", "51 people came.", "en");
    assert!(!comparison.disagrees);
    assert_eq!(comparison.differences[0].note, "values fit, one is rounded or open: About 50 / 51");
}

#[test]
fn a_denial_is_marked_with_its_negation() {
    let (from, to) = ("Azure is the exclusive provider.", "Azure is no longer the exclusive provider.");
    let comparison = compare(from, to, "en");
    let words: Vec<_> = comparison
        .differences
        .iter()
        .map(|one| (one.from.unwrap().slice(from).unwrap(), one.to.unwrap().slice(to).unwrap()))
        .collect();
    assert_eq!(words, [("exclusive", "no longer the exclusive")]);
}

#[test]
fn nothing_is_called_a_contradiction() {
    for (_, from, to) in DIFFERING {
        assert!(notes(from, to).iter().all(|note| !note.contains("contradict")));
    }
}

#[test]
fn every_type_is_one_of_the_codebook() {
    let known: Vec<String> =
        crate::model::default_codebook().difference_types.iter().map(|term| term.id.clone()).collect();
    for (_, from, to) in DIFFERING.iter().chain(AGREEING) {
        assert!(types(&compare(from, to, "")).iter().all(|kind| known.contains(&(*kind).to_owned())));
    }
}

#[test]
fn lookalike_characters_and_line_ends_do_not_differ() {
    let from = "Microsoft\u{2019}s revenue\u{2011}share is 27\u{a0}% of $7.\n5\u{a0}billion.";
    let to = "Microsoft's revenue-share is 27% of $7.5 billion.";
    assert_eq!(compare(from, to, "en"), Comparison::default());
}

/// Pieces that values, negations and names are made of, and what breaks offsets.
const PIECES: &[&str] = &[
    "no longer ",
    "not ",
    "exclusive ",
    "Amazon ",
    "AWS ",
    "the ",
    "$",
    "50",
    " billion ",
    "%",
    "three ",
    "and ",
    "a half ",
    "-",
    "million ",
    "1.5m ",
    "7.\n5 ",
    "20-13 ",
    "3/4/2014 ",
    "Friday night ",
    "at 9 p.m. ",
    "March 3, ",
    "2019 ",
    "Q3 ",
    "from ",
    "to ",
    "rose ",
    "fell ",
    "may ",
    "will ",
    "?",
    "said ",
    "all ",
    "some ",
    "clouds ",
    "İ",
    "ß",
    "👩‍👩‍👧",
    "\u{200d}",
    "\u{a0}",
    "\n",
    "’",
    "“",
    "e\u{301}",
    "中文",
    "½ ",
    "vingt ",
    "et ",
    "un ",
    "tausend",
    "hundert",
    "zwei",
    "mil ",
    "€",
    "1'500 ",
    "12 300,5 ",
    ".",
    ",",
    "(",
    ")",
    "without ",
];

fn messy_text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..30).prop_map(|pieces| pieces.concat())
}

fn language() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", "en", "de-AT", "fr", "es", "zh"])
}

/// A comparison as it is from the other side.
fn reversed(comparison: Comparison) -> Vec<(String, Option<crate::text::Span>, Option<crate::text::Span>)> {
    comparison.differences.into_iter().map(|one| (one.kind, one.to, one.from)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn a_text_does_not_differ_from_itself(text in messy_text(), language in language()) {
        prop_assert_eq!(compare(&text, &text, language), Comparison::default());
    }

    #[test]
    fn the_sides_can_be_exchanged(from in messy_text(), to in messy_text(), language in language()) {
        let (there, back) = (compare(&from, &to, language), compare(&to, &from, language));
        prop_assert_eq!(there.disagrees, back.disagrees);
        let mut forwards: Vec<_> = there.differences.into_iter().map(|one| (one.kind, one.from, one.to)).collect();
        let mut backwards = reversed(back);
        forwards.sort();
        backwards.sort();
        prop_assert_eq!(forwards, backwards);
    }

    #[test]
    fn spans_fit_whatever_the_text(from in any::<String>(), to in messy_text(), language in language()) {
        let comparison = compare(&from, &to, language);
        for difference in &comparison.differences {
            prop_assert!(difference.from.is_none_or(|span| span.is_valid_in(&from) && OffsetIndex::new(&from).chars_from_span(span).is_some()));
            prop_assert!(difference.to.is_none_or(|span| span.is_valid_in(&to)));
        }
    }
}
