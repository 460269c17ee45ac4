//! [`sections`]: the format code of a number in a sheet as tokens (ECMA-376, 18.8.31).

/// A piece of a format code.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Literal(String),
    /// `0`, `#` or `?`.
    Digit(char),
    Point,
    Comma,
    Percent,
    /// Whether a plus is written.
    Exponent(bool),
    Slash,
    /// One of `y`, `m`, `d`, `h`, `s`, and `n` for minutes, with how often it stands there.
    Date(char, usize),
    /// All hours, minutes or seconds of a length of time.
    Elapsed(char, usize),
    AmPm,
    General,
    Text,
}

/// One part of a code: numbers of one sort.
#[derive(Clone, Debug, Default)]
pub(super) struct Section {
    /// In order.
    pub(super) tokens: Vec<Token>,
    /// Such as `>=100`.
    pub(super) condition: Option<(String, f64)>,
}

/// The parts of a code, which a semicolon parts.
pub(super) fn sections(code: &str) -> Vec<Section> {
    let mut found = vec![Section::default()];
    let chars: Vec<char> = code.chars().collect();
    let mut at = 0;
    while let Some(c) = chars.get(at).copied() {
        let rest = chars.get(at..).unwrap_or_default();
        let next = rest.get(1).copied();
        if c == ';' {
            found.push(Section::default());
            at += 1;
            continue;
        }
        let Some(section) = found.last_mut() else { break };
        let until = |end: char| rest.iter().skip(1).position(|c| *c == end).map_or(rest.len(), |len| len + 2);
        let inside =
            |len: usize| rest.get(1..len.saturating_sub(1)).unwrap_or_default().iter().collect::<String>();
        let (token, len) = match c {
            '"' => (Some(Token::Literal(inside(until('"')))), until('"')),
            '[' => (bracket(&inside(until(']')), section), until(']')),
            '\\' => (next.map(|c| Token::Literal(c.to_string())), 2),
            '_' => (Some(Token::Literal(" ".to_owned())), 2),
            '*' => (None, 2),
            '0' | '#' | '?' => (Some(Token::Digit(c)), 1),
            '.' => (Some(Token::Point), 1),
            ',' => (Some(Token::Comma), 1),
            '%' => (Some(Token::Percent), 1),
            '/' => (Some(Token::Slash), 1),
            '@' => (Some(Token::Text), 1),
            'E' | 'e' if matches!(next, Some('+' | '-')) => (Some(Token::Exponent(next == Some('+'))), 2),
            _ => word(rest),
        };
        section.tokens.extend(token);
        at += len;
    }
    for section in &mut found {
        mark_minutes(&mut section.tokens);
    }
    found
}

/// Letters that mean something, else the sign itself.
fn word(rest: &[char]) -> (Option<Token>, usize) {
    let starts = |word: &str| {
        word.chars().enumerate().all(|(at, c)| rest.get(at).is_some_and(|own| own.eq_ignore_ascii_case(&c)))
    };
    for (word, token) in [("general", Token::General), ("am/pm", Token::AmPm), ("a/p", Token::AmPm)] {
        if starts(word) {
            return (Some(token), word.len());
        }
    }
    let Some(first) = rest.first().map(char::to_ascii_lowercase) else { return (None, 1) };
    let count = rest.iter().take_while(|c| c.eq_ignore_ascii_case(&first)).count();
    match first {
        'y' | 'm' | 'd' | 'h' | 's' => (Some(Token::Date(first, count)), count),
        // The year in codes of East Asia.
        'e' => (Some(Token::Date('y', 4)), count),
        _ => (rest.first().map(|c| Token::Literal(c.to_string())), 1),
    }
}

/// Colours say nothing, currencies their sign, conditions for whom the section is.
fn bracket(inside: &str, section: &mut Section) -> Option<Token> {
    if let Some(currency) = inside.strip_prefix('$') {
        let sign = currency.split('-').next().unwrap_or_default();
        return Some(Token::Literal(sign.to_owned()));
    }
    let lower = inside.to_ascii_lowercase();
    let first = lower.chars().next()?;
    if matches!(first, 'h' | 'm' | 's') && lower.chars().all(|c| c == first) {
        return Some(Token::Elapsed(first, lower.len()));
    }
    let len = inside.find(|c| !matches!(c, '<' | '>' | '=')).unwrap_or(inside.len());
    let (sign, limit) = inside.split_at_checked(len)?;
    if !sign.is_empty() {
        section.condition = limit.trim().parse().ok().map(|limit| (sign.to_owned(), limit));
    }
    None
}

/// Months and minutes are one letter: minutes follow hours or stand before seconds.
fn mark_minutes(tokens: &mut [Token]) {
    let letters: Vec<(usize, char)> = tokens
        .iter()
        .enumerate()
        .filter_map(|(at, token)| match token {
            Token::Date(letter, _) | Token::Elapsed(letter, _) => Some((at, *letter)),
            _ => None,
        })
        .collect();
    for (index, (at, letter)) in letters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| letters.get(before)).map(|(_, letter)| *letter);
        let after = letters.get(index + 1).map(|(_, letter)| *letter);
        if *letter == 'm'
            && (before == Some('h') || after == Some('s'))
            && let Some(Token::Date(letter, _)) = tokens.get_mut(*at)
        {
            *letter = 'n';
        }
    }
}

/// What stands between digits.
pub(super) fn plain(token: &Token) -> String {
    match token {
        Token::Literal(words) => words.clone(),
        Token::Percent => "%".to_owned(),
        Token::Slash => "/".to_owned(),
        _ => String::new(),
    }
}
