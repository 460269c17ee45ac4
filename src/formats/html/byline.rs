//! [`authors`]: the names in a byline, without what stands around them.

use crate::formats::dates::parse_date;
use crate::formats::extract::value;

/// A name is shorter, in characters.
const MAX_NAME_CHARS: usize = 60;
/// A byline is shorter, in characters.
const MAX_BYLINE_CHARS: usize = 160;
/// Before a name, lower case.
const STARTS: &[&str] = &[
    "view all posts by",
    "all posts by",
    "posts by",
    "zeige alle beiträge von",
    "alle beiträge von",
    "voir tous les articles par",
    "ver todas las entradas de",
    "publiziert von",
    "gepostet von",
    "gespeichert von",
    "submitted by",
    "text von",
    "text:",
    "written by",
    "posted by",
    "published by",
    "reported by",
    "reviewed by",
    "story by",
    "words by",
    "article by",
    "recipe by",
    "author:",
    "authors:",
    "author",
    "by:",
    "by",
    "from",
    "autor:",
    "autorin:",
    "autor",
    "geschrieben von",
    "verfasst von",
    "veröffentlicht von",
    "ein beitrag von",
    "von:",
    "von",
    "par",
    "por",
    "publié par",
    "door",
    "di",
];
/// What follows the names, lower case, as words of their own.
const ENDS: &[&str] = &[
    "published",
    "updated",
    "posted",
    "on",
    "in",
    "at",
    "am",
    "um",
    "is",
    "for",
    "min",
    "minute",
    "minutes",
    "read",
    "views",
    "comments",
    "comment",
    "kommentare",
    "shares",
    "follow",
    "last",
    "veröffentlicht",
    "aktualisiert",
    "le",
    "publié",
    "the",
    "staff",
    "reporter",
    "correspondent",
    "editor",
];
/// Never names.
const NO_NAMES: &[&str] = &[
    "no author",
    "publiziert",
    "published",
    "posted",
    "gepostet",
    "veröffentlicht",
    "verfasst",
    "updated",
    "wordpressadmin",
    "wpadmin",
    "administrateur",
    "redaktion",
    "email",
    "e-mail",
    "contact",
    "profile",
    "profil",
    "more",
    "admin",
    "administrator",
    "author",
    "authors",
    "autor",
    "by",
    "staff",
    "editor",
    "guest",
    "anonymous",
    "unknown",
    "user",
    "webmaster",
    "root",
    "none",
    "null",
    "undefined",
    "n/a",
    "about",
    "about us",
    "home",
    "reply",
    "share",
    "website",
];

/// Words for people without their names, lower case.
const NAMELESS: &[&str] = &[
    "a",
    "an",
    "the",
    "our",
    "own",
    "from",
    "by",
    "of",
    "and",
    "special",
    "staff",
    "chief",
    "senior",
    "foreign",
    "local",
    "political",
    "correspondent",
    "correspondents",
    "reporter",
    "reporters",
    "editor",
    "editors",
    "writer",
    "writers",
    "editorial",
    "desk",
    "bureau",
    "newsroom",
    "news",
    "team",
    "agency",
    "agencies",
    "contributor",
    "contributors",
    "unser",
    "unsere",
    "unserem",
    "unserer",
    "unseren",
    "eigener",
    "korrespondent",
    "korrespondentin",
    "korrespondenten",
    "mitarbeiter",
    "mitarbeiterin",
    "redaktion",
    "redakteur",
    "redakteurin",
    "reporterin",
    "dem",
    "der",
    "notre",
    "nos",
    "correspondant",
    "correspondante",
    "envoyé",
    "envoyée",
    "spécial",
    "spéciale",
    "rédaction",
    "la",
    "el",
    "de",
    "nuestro",
    "nuestra",
    "corresponsal",
    "enviado",
    "enviada",
    "redacción",
    "nostro",
    "dal",
    "corrispondente",
    "inviato",
    "redazione",
    "nosso",
    "correspondente",
    "onze",
    "redactie",
];

/// Whether a text tells people by what they do alone: From our correspondent.
fn is_nameless(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(|word| NAMELESS.contains(&word.to_lowercase().as_str()))
}

/// The names in a byline, as it joins them; none where it holds no name.
pub(super) fn authors(byline: &str) -> Option<String> {
    let line = value(byline);
    if line.chars().count() > MAX_BYLINE_CHARS {
        return None;
    }
    let bare = without_start(&line);
    let first = bare.split(['|', '•', '·', '–', '—', '\n', '/', '(', '[', '@', '…', '»', '›']).map(str::trim);
    let part = first.into_iter().find(|part| !part.is_empty())?;
    let part = without_start(part);
    let mut names: Vec<&str> = Vec::new();
    let words: Vec<&str> = part.split(' ').collect();
    for (at, word) in words.iter().enumerate() {
        let plain = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let is_end = at > 0 && (ENDS.contains(&plain.as_str()) || word.ends_with(':'));
        let is_date = word.contains(|c: char| c.is_numeric() || c == '@')
            || word.contains("http")
            || parse_date(&words.get(at..at + 2).map(|two| two.join(" ")).unwrap_or_default()).is_some();
        if is_end || is_date || (at > 0 && (*word == "-" || *word == ":")) {
            break;
        }
        names.push(word);
    }
    // A month before the number of its day.
    let cut = names.len() < words.len();
    while cut && names.len() > 1 && names.last().is_some_and(|word| is_month(word)) {
        names.pop();
    }
    // A comma before what somebody does: Ana Ruiz, our correspondent.
    while cut
        && names.len() > 1
        && names.last().is_some_and(|word| {
            matches!(
                *word,
                "our" | "a" | "the" | "special" | "unser" | "unsere" | "notre" | "nuestro" | "nuestra"
            )
        })
    {
        names.pop();
    }
    let found = names.join(" ");
    let found = found
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '.' | '"'))
        .to_owned();
    let found = if names.last().is_some_and(|word| word.len() <= 3 && word.ends_with('.')) {
        format!("{found}.")
    } else {
        found
    };
    is_name(&found).then_some(found)
}

fn without_start(line: &str) -> &str {
    let lower = line.to_lowercase();
    let known = STARTS.iter().filter(|start| {
        let rest = lower.strip_prefix(**start);
        rest.is_some_and(|rest| start.ends_with(':') || rest.starts_with([' ', ':', '\u{A0}']))
    });
    let len = known.map(|start| start.len()).max().unwrap_or_default();
    line.get(len..).unwrap_or(line).trim_start_matches([' ', ':', '\u{A0}'])
}

fn is_month(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    parse_date(&format!("1 {word} 2020")).is_some_and(|date| date.len() > 4)
}

/// Whether a value of structured data can be a name: no address, no count, no date, not what programs fill in.
pub(super) fn is_name(text: &str) -> bool {
    let lower = text.to_lowercase();
    let len = text.chars().count();
    let is_count = ["comment", "kommentar", "view", "reply", "replies", "min read", "minutes"]
        .iter()
        .any(|word| lower.contains(word))
        && text.contains(|c: char| c.is_ascii_digit());
    let is_date = text.contains(|c: char| c.is_ascii_digit()) && parse_date(text).is_some();
    len > 1
        && len <= MAX_NAME_CHARS * 3
        && text.contains(char::is_alphabetic)
        && !lower.starts_with("http")
        && !lower.starts_with("www.")
        && !text.contains(['{', '}', '<', '>', '='])
        && !(text.contains('@') && text.contains('.') && !text.contains(' '))
        && !is_count
        && !is_nameless(text)
        && !is_date
        && !NO_NAMES.contains(&lower.as_str())
        && !STARTS.contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_among_what_is_around() {
        let found = |line: &str| authors(line).unwrap_or_default();
        assert_eq!(found("By Ana Ruiz and Bo Li | February 25, 2021 | 4 min read"), "Ana Ruiz and Bo Li");
        assert_eq!(found("Von Ana Ruiz, 3. März 2021"), "Ana Ruiz");
        assert_eq!(found("Posted by Ana Ruiz on May 5, 2012 at 3 pm"), "Ana Ruiz");
        assert_eq!(found("Ana Ruiz May 5, 2012"), "Ana Ruiz");
        assert_eq!(found("Byron Long"), "Byron Long");
        assert_eq!(found("12 comments"), "");
        for line in [
            "From our correspondent",
            "From our own correspondent in Berlin",
            "By a staff reporter",
            "Von unserem Korrespondenten",
            "De notre envoyé spécial",
        ] {
            assert_eq!(found(line), "", "{line}");
        }
        assert_eq!(found("From Ana Ruiz, our correspondent in Berlin"), "Ana Ruiz");
        assert_eq!(found("Ana Ruiz Category: Town, Roads"), "Ana Ruiz");
        assert_eq!(found("3 March 2019"), "");
        assert_eq!(found("Sammy Davis Jr."), "Sammy Davis Jr.");
        assert_eq!(found("Von Marie Julius"), "Marie Julius");
        assert_eq!(found("Von Marc Augustin, 5. Mai 2020"), "Marc Augustin");
        assert!(is_name("Markus Mäki") && is_name("April Roach") && !is_name("3 March 2019"));
    }
}
