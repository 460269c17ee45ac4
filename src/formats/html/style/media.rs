//! [`is_screen`]: whether a condition of a style sheet holds for a reader at a screen of the usual size.

/// The window that is taken for the reader's, in pixels.
const WIDTH: f64 = 1280.0;
const HEIGHT: f64 = 800.0;
/// Bytes of a condition that are looked at.
const MAX_LEN: usize = 2_000;

/// Whether a list of media queries holds; an empty one does.
pub(super) fn is_screen(condition: &str) -> bool {
    let lower = condition.trim().to_ascii_lowercase();
    if lower.len() > MAX_LEN {
        return false;
    }
    lower.is_empty() || parted(&lower, ',').iter().any(|query| query_holds(query))
}

/// Pieces between a sign, but for those in brackets.
fn parted(text: &str, sign: char) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0_usize, 0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if c == sign && depth == 0 => {
                found.push(text.get(start..at).unwrap_or_default());
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    found.push(text.get(start..).unwrap_or_default());
    found
}

fn query_holds(query: &str) -> bool {
    // Brackets may stand right at a word: `and(min-width: 1px)`.
    let spaced = query.replace('\n', " ").replace("and(", "and (").replace(")and", ") and");
    let words: Vec<&str> = parted(&spaced, ' ').into_iter().filter(|word| !word.trim().is_empty()).collect();
    let (is_not, words) = match words.as_slice() {
        [first, rest @ ..] if *first == "not" => (true, rest),
        [first, rest @ ..] if *first == "only" => (false, rest),
        all => (false, all),
    };
    let mut holds = true;
    let mut is_or = false;
    for word in words {
        match *word {
            "and" => is_or = false,
            "or" => is_or = true,
            "not" => return false,
            word => {
                let own = part_holds(word);
                holds = if is_or { holds || own } else { holds && own };
            }
        }
    }
    holds != is_not
}

fn part_holds(part: &str) -> bool {
    let Some(inner) = part.strip_prefix('(').and_then(|part| part.strip_suffix(')')) else {
        return matches!(part, "all" | "screen");
    };
    let inner = inner.trim();
    if inner.starts_with('(') || inner.starts_with("not") {
        return query_holds(inner);
    }
    if inner.contains(['<', '>', '=']) {
        return range_holds(inner);
    }
    let Some((name, value)) = inner.split_once(':') else {
        return matches!(
            inner,
            "width" | "height" | "color" | "hover" | "pointer" | "any-hover" | "any-pointer"
        );
    };
    let (name, value) = (name.trim(), value.trim());
    if let Some(bound) = name.strip_prefix("min-") {
        return size(bound).zip(pixels(value)).is_some_and(|(own, bound)| own >= bound);
    }
    if let Some(bound) = name.strip_prefix("max-") {
        return size(bound).zip(pixels(value)).is_some_and(|(own, bound)| own <= bound);
    }
    matches!(
        (name, value),
        ("orientation", "landscape")
            | ("hover" | "any-hover", "hover")
            | ("pointer" | "any-pointer", "fine")
            | ("prefers-color-scheme", "light")
            | ("prefers-reduced-motion", "no-preference")
            | ("scripting", "enabled")
            | ("update", "fast")
    )
}

/// `600px <= width < 900px`.
fn range_holds(inner: &str) -> bool {
    let spaced = inner.replace("<=", " ≤ ").replace(">=", " ≥ ").replace('<', " < ").replace('>', " > ");
    let spaced = spaced.replace('=', " = ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let value = |word: &str| size(word).or_else(|| pixels(word));
    let holds = |three: &[&str]| match three {
        [first, sign, second] => value(first).zip(value(second)).is_some_and(|(first, second)| match *sign {
            "≤" => first <= second,
            "≥" => first >= second,
            "<" => first < second,
            ">" => first > second,
            _ => (first - second).abs() < 0.5,
        }),
        _ => false,
    };
    words.len() >= 3 && words.windows(3).step_by(2).all(holds)
}

fn size(name: &str) -> Option<f64> {
    match name {
        "width" | "device-width" => Some(WIDTH),
        "height" | "device-height" => Some(HEIGHT),
        _ => None,
    }
}

fn pixels(value: &str) -> Option<f64> {
    let len = value.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(value.len());
    let (number, unit) = value.split_at_checked(len)?;
    let number: f64 = number.trim().parse().ok()?;
    match unit {
        "px" => Some(number),
        "em" | "rem" => Some(number * 16.0),
        "" if number.abs() < f64::EPSILON => Some(0.0),
        "in" => Some(number * 96.0),
        "cm" => Some(number * 96.0 / 2.54),
        "mm" => Some(number * 96.0 / 25.4),
        "pt" => Some(number * 96.0 / 72.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_hold_as_on_a_usual_screen() {
        for condition in [
            "",
            "all",
            "screen",
            "only screen and (min-width: 600px)",
            "print, screen",
            "not print",
            "screen and(max-width:90em)",
            "(min-width: 40rem) and (orientation: landscape)",
            "(600px <= width < 1400px)",
            "(width>=40rem)",
            "(max-width: 300px) or (hover: hover)",
            "not all and (max-width: 700px)",
        ] {
            assert!(is_screen(condition), "{condition}");
        }
        for condition in [
            "print",
            "speech",
            "not screen",
            "screen and (max-width: 600px)",
            "(prefers-color-scheme: dark)",
            "(width < 40rem)",
            "amzn-kf8",
            "(nonsense: 3)",
            "print and (min-width: 10px)",
        ] {
            assert!(!is_screen(condition), "{condition}");
        }
    }
}
