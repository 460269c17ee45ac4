//! Finds the sentences of one unit by its terminators, in one pass.

use super::super::Span;
use super::super::words::trim_span;
use super::decide::ends_sentence;
use super::markers::marker_len;
use super::rules::Rules;
use super::stop::{Stop, is_picture, is_terminator};

/// A bracket whose partner is further away than this, in bytes, protects nothing.
const BRACKET_REACH: usize = 240;

/// The sentences of a unit, in order, trimmed; one at least unless the unit is blank.
pub(super) fn sentence_spans(unit: &str, rules: &Rules) -> Vec<Span> {
    let mut scan = Scan {
        unit,
        rules,
        found: Vec::new(),
        start: 0,
        at: 0,
        has_word: false,
        bracket_end: 0,
        bracket_looked: 0,
    };
    scan.begin(0);
    while let Some(c) = scan.next_mark() {
        scan.step(c);
    }
    scan.finish()
}

struct Scan<'t> {
    unit: &'t str,
    rules: &'t Rules,
    found: Vec<Span>,
    /// Where the sentence begins.
    start: usize,
    /// Up to where the unit is read.
    at: usize,
    /// Marks before the first word open the sentence: "… Azure remains".
    has_word: bool,
    /// Inside of a bracket that closes here nothing ends.
    bracket_end: usize,
    /// Up to where partners of brackets have been looked for.
    bracket_looked: usize,
}

impl Scan<'_> {
    fn begin(&mut self, start: usize) {
        let rest = self.unit.get(start..).unwrap_or_default();
        self.start = start;
        self.at = start + marker_len(rest);
        self.has_word = self.at > start;
    }

    /// Goes to the next character that matters.
    fn next_mark(&mut self) -> Option<char> {
        let bytes = self.unit.as_bytes();
        let mut at = self.at;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            at += rest.iter().position(|byte| may_lead(*byte))?;
            let second = bytes.get(at + 1).copied().unwrap_or_default();
            if bytes.get(at).is_some_and(|first| may_follow(*first, second)) {
                let c = self.unit.get(at..).and_then(|rest| rest.chars().next())?;
                if self.matters(c) {
                    let skipped = self.unit.get(self.at..at).unwrap_or_default();
                    self.has_word = self.has_word || skipped.contains(char::is_alphanumeric);
                    self.at = at;
                    return Some(c);
                }
            }
            at += 1;
        }
    }

    fn matters(&self, c: char) -> bool {
        is_terminator(c)
            || matches!(c, '(' | '[' | '（' | '《' | '〈' | '【')
            || is_picture(c)
            || Some(c) == self.rules.extra_terminator
    }

    fn step(&mut self, c: char) {
        match c {
            '(' => self.protect(c, ')'),
            '[' => self.protect(c, ']'),
            '（' => self.protect(c, '）'),
            '《' => self.protect(c, '》'),
            '〈' => self.protect(c, '〉'),
            '【' => self.protect(c, '】'),
            _ if !self.has_word => self.at += c.len_utf8(),
            _ if is_picture(c) => {
                let rest = self.unit.get(self.at..).unwrap_or_default();
                let end = self.unit.len() - rest.trim_start_matches(is_picture).len();
                self.end_at(Stop::picture(self.at, end));
            }
            _ => self.end_at(Stop::at(self.unit, self.start, self.at)),
        }
    }

    fn end_at(&mut self, stop: Stop) {
        let is_protected = stop.end <= self.bracket_end;
        if !is_protected && ends_sentence(self.unit, self.start, stop, self.rules) {
            self.found.push(trim_span(self.unit, Span::new(self.start, stop.end)));
            self.begin(stop.end);
        } else {
            self.at = stop.end;
        }
    }

    /// A bracket inside a sentence keeps it whole.
    fn protect(&mut self, open: char, close: char) {
        let inner = self.at + open.len_utf8();
        if self.has_word && inner > self.bracket_end {
            let from = self.bracket_looked.max(inner);
            let until = self.unit.floor_char_boundary(inner + BRACKET_REACH);
            if let Some(len) = self.unit.get(from..until).and_then(|near| near.find(close)) {
                // What a title says is no sentence even at its end.
                let is_title = matches!(open, '《' | '〈' | '【');
                self.bracket_end = from + len + if is_title { close.len_utf8() } else { 0 };
                self.bracket_looked = from + len;
            } else {
                self.bracket_looked = until.max(from);
            }
        }
        self.at = inner;
    }

    fn finish(mut self) -> Vec<Span> {
        let tail = trim_span(self.unit, Span::new(self.start, self.unit.len()));
        if tail.is_empty() {
            return self.found;
        }
        let rest = self.unit.get(self.at..).unwrap_or_default();
        match self.found.last_mut() {
            Some(last) if !(self.has_word || rest.contains(char::is_alphanumeric)) => {
                *last = last.cover(tail);
            }
            _ => self.found.push(tail),
        }
        self.found
    }
}

/// Whether a byte may begin a character that the scan stops at; most bytes of any script do not.
const fn may_lead(byte: u8) -> bool {
    matches!(
        byte,
        b'.' | b'!'
            | b'?'
            | b'('
            | b'['
            | b':'
            | b';'
            | 0xcd
            | 0xd6
            | 0xd8
            | 0xdb
            | 0xe0
            | 0xe1
            | 0xe2
            | 0xe3
            | 0xef
            | 0xf0
    )
}

/// The same for the byte behind it, without which the scripts and marks of a block would all be decoded.
const fn may_follow(first: u8, second: u8) -> bool {
    match first {
        0xcd => second == 0xbe,
        0xd6 => second == 0x89,
        0xdb => second == 0x94,
        0xe0 => matches!(second, 0xa5 | 0xbc),
        0xe1 => matches!(second, 0x81 | 0x8d | 0x9f),
        0xe2 => matches!(second, 0x80 | 0x81 | 0x98..=0x9e | 0xb8),
        0xe3 => second == 0x80,
        0xef => matches!(second, 0xbc | 0xbd | 0xb8),
        0xd8 | 0xf0 => second == 0x9f,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cuts at each `|` and nowhere else.
    #[track_caller]
    fn check(marked: &str) {
        check_in(marked, "en");
    }

    #[track_caller]
    fn check_in(marked: &str, language: &str) {
        let unit = marked.replace('|', "");
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        let spans = sentence_spans(&unit, &Rules::for_language(Some(language)));
        let found: Vec<&str> = spans.into_iter().map(|span| span.slice(&unit).unwrap()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn closing_quotes_and_brackets_stay_with_their_sentence() {
        check("He called it “a great day.” |Critics called it “a farce.”");
        check("It ended (at last.) |Then it began. |“So what?”");
        check("She asked: 'Why?' |\"Because!\" |[Pause.] |It went on.");
        check_in("« Non ! » |Il est parti.", "fr");
        check_in("Il a dit : « Tu viens ? ». |Elle vint.", "fr");
        check_in("„Das ist gut.“ |Er ging.", "de");
    }

    #[test]
    fn footnotes_smiles_and_emphasis_close_a_sentence() {
        check("It was banned.[13] |Others followed.[1][2] |Then it ended.");
        check("They differ (type 2).10 |This model holds.");
        check("It went well. :) |They were kind! 😀 |**It is bold.** |So it was.");
    }

    #[test]
    fn small_letters_commas_and_glued_words_go_on() {
        check("“Why?” he asked. |The end.");
        check("The firm (OpenAI Inc.) grew, etc. and so on.");
        check("It is at a.com/b?c and costs 3.5 percent, or .5 more.");
        check("It fell. |eBay rose. |iOS is out.");
        check("Prices: low; they rose.");
        check("She works for Yahoo! and lives here.");
        check_in("« Non ! » dit-il.", "fr");
    }

    #[test]
    fn careless_writing_is_cut_where_its_words_allow() {
        check("i am sure. |houston is far. |is it ok? |thanks");
        check("It was good. |they liked it. |He left.|Then he came back.");
        check("The med. staff and the approx. date are fine.");
    }

    #[test]
    fn titles_initials_and_acronyms_go_on_before_names() {
        check("Mr. and Mrs. Jones met Dr. A. B. Smith at St. Louis, Gen. Mark Milley, Rep. Fox.");
        check("The U.S. Government denied it. |She stayed in the U.K. |But he left.");
        check("It was plan B. |Vitamin D is cheap. |J. R. R. Tolkien wrote it.");
        check("She and I. |We left.");
    }

    #[test]
    fn companies_units_and_numbers_leave_it_to_the_next_word() {
        check("Apple Inc. said so. |Acme Corp. |The company declined.");
        check("See No. 7, Fig. 2, Vol. IV and vs. Wade. |He said no. |Others, e.g. Ann, were there.");
        check("It is 3 ft. |Tom measured 5 ft. 3 in. of it.");
        check("It was founded in 1999. |12 people work there.");
        check("1. The first item. |2. The second.");
    }

    #[test]
    fn hours_and_eras_go_on_in_an_opening() {
        check("At 5 a.m. Mr. Smith left. |He came at 6 p.m. |Mr. Jones did not.");
        check("In 44 B.C. Caesar died. |It was in 44 B.C. |Caesar died.");
        check("At 11 p.m. PDT it ended.");
        check_in("Fue en el siglo V a. C. |Es probable. |Desde el 9 a. C. Grecia creció.", "es");
        check_in("Au VIIIe siècle av. J.-C. Rome naît.", "fr");
    }

    #[test]
    fn each_language_has_its_own_abbreviations() {
        check_in(
            "Am 3. Mai 2024, d. h. bald, z. B. in der Str. 5, ca. 3,5 Mio. Euro. |Es ging. |Auf S. 12. |Dort.",
            "de",
        );
        check_in("Er lebt in der Schweiz. |Nachbarn mögen ihn. |Es war 1945. |Es ging.", "de");
        check_in(
            "El Sr. García y la Dra. Pérez viven en EE. UU. desde 2010. |¿Por qué? |Nadie lo sabe.",
            "es",
        );
        check_in("Il dott. Rossi vede l'on. Bianchi. |Va bene.", "it");
        check_in("Он живёт в г. Волгоград и т. д. |Это А. С. Пушкин.", "ru");
        check_in("Ես շտապում եմ: |Ես չեմ կարող:", "hy");
        check_in("Πού είναι; |Εδώ.", "el");
        check_in("ഇത് ഡോ. ശിവൻ. |ഇദ്ദേഹമാണ്", "ml");
    }

    #[test]
    fn last_words_of_one_syllable_are_no_initials() {
        check_in("આ સારું છે. |તે ઘરે ગયો. |તે ખુશ છે. |તે ગયા.", "gu");
        check_in("वह घर में है. |राम वहाँ थे. |सब ठीक था. |वह आए.", "hi");
        check_in("هغه هلته و. |بیا راغی.", "ps");
        check_in("ડૉ. પટેલ આવ્યા. |બી. કે. શાહ ગયા.", "gu");
        check_in("डॉ. सिंह आए. |ए. पी. जे. अब्दुल कलाम आए.", "hi");
        check_in("جاء د. أحمد أمس. |ثم ذهب.", "ar");
    }

    #[test]
    fn careless_marks_end_sentences_too() {
        check_in("यह सच है.. |वह गया.. |फिर वह आया।", "hi");
        check("It was done.. |They left .. |Then it rained.");
        check("Well .. it depends.");
        check_in("ماذا حدث ؟ |قال الوزير ذلك. |هل هذا صحيح ؟ |نعم.", "ar");
        check_in("何ですか?|はい。|本当!|すごいね。", "ja");
        check_in("これは何?|「本です。」", "ja");
        check_in("看a?b的地址。|好。", "zh");
    }

    #[test]
    fn polish_short_forms_leave_it_to_the_next_word() {
        check_in(
            "Ceny wzrosły o 5 proc. |W maju spadły. |Popiera go 30 proc. Polaków. |To 10 tys. Polaków.",
            "pl",
        );
        check_in("Firma powstała w 1990 r. |Spółka rośnie. |W 1990 r. Jan Kowalski odszedł.", "pl");
        check_in("Zginął 3 maja 2010 r. |Był sławny. |Zysk to 5 mln zł. |Strata to 2 mld zł.", "pl");
    }

    #[test]
    fn lists_of_decisions_are_one_sentence() {
        check(
            "See Smith v. Brown, 5 Vet. App. 180, 183 (1993); Jones v. West, 12 Vet. App. 460 (1999). |It failed.",
        );
        check("It was so held in 9 F. Supp. 2d 12 and 5 Cal. App. 4th 7. |Fed. R. Civ. P. 12 applies.");
        check("See 38 U.S.C.A. § 5103 (West 2002); 38 C.F.R. § 3.159. |The claim is denied.");
        check("He got the app. |Users liked it. |They went to the Ct. |Nobody came.");
    }

    #[test]
    fn an_ellipsis_opens_or_ends_but_does_not_split_alone() {
        check("… Azure remains. |… Any calls stay. |… OpenAI goes.");
        check("It was over… |Then it began...  |Well … it depends.");
        check("They […] Went on [?] and on . . . until now.");
        check("What?! |No... |Really ? ? ? |Then go.");
    }

    #[test]
    fn wide_terminators_need_no_blank() {
        check_in("他说：“我不知道。”|然后他走了。|为什么？|没有人知道。", "zh");
        check_in("“为什么？”他问。|看《摔跤吧！爸爸》好吗？", "zh");
        check_in("他走了！|「好。」|我", "ja");
        check_in("「はい。」と言った。|山です（山です！山です）！|終", "ja");
        check_in("सच्चाई यह है।|हो सकता है।", "hi");
    }

    #[test]
    fn each_mark_that_matters_passes_the_look_at_its_bytes() {
        for c in (0..=0x0010_ffff).filter_map(char::from_u32) {
            if is_terminator(c) || is_picture(c) || "([（《〈【:;".contains(c) {
                let bytes = c.to_string().into_bytes();
                let second = bytes.get(1).copied().unwrap_or_default();
                assert!(c == '\u{200d}' || (may_lead(bytes[0]) && may_follow(bytes[0], second)), "{c:?}");
            }
        }
    }

    #[test]
    fn brackets_inside_a_sentence_keep_it_whole() {
        check("The firm (formerly Acme Inc. The Hague) grew. |(It had been small.) |It is big.");
        check("See [page. 42] for more.");
    }

    #[test]
    fn marks_after_the_last_sentence_belong_to_it() {
        check("Great! 😀");
        check("— ( ) “");
    }
}
