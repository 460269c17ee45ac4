//! [`Numerals`]: numbers of list items and notes as office files count them: 1, a, iv, 第一.

/// How a list counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Numerals {
    #[default]
    Decimal,
    /// With zeros in front, so many digits in all.
    Padded(usize),
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
    /// 1st, 2nd.
    Ordinal,
    /// ①, ②.
    Circled,
    /// 一, 二.
    Chinese,
    LowerCyrillic,
    UpperCyrillic,
    /// *, †, ‡, §.
    Marks,
    /// No number.
    Nothing,
}

impl Numerals {
    /// By the name that Word files give.
    pub(super) fn of_word(format: &str) -> Self {
        match format {
            "decimalZero" => Self::Padded(2),
            "lowerLetter" => Self::LowerLetter,
            "upperLetter" => Self::UpperLetter,
            "lowerRoman" => Self::LowerRoman,
            "upperRoman" => Self::UpperRoman,
            "ordinal" => Self::Ordinal,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Circled,
            "chineseCounting"
            | "chineseCountingThousand"
            | "japaneseCounting"
            | "ideographDigital"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand"
            | "japaneseDigitalTenThousand"
            | "koreanDigital2" => Self::Chinese,
            "russianLower" => Self::LowerCyrillic,
            "russianUpper" => Self::UpperCyrillic,
            "chicago" => Self::Marks,
            "none" | "bullet" => Self::Nothing,
            _ => Self::Decimal,
        }
    }

    /// By the first number, as `OpenDocument` and web pages name a way to count.
    pub(super) fn of_first(first: &str) -> Self {
        match first {
            "" => Self::Nothing,
            "a" => Self::LowerLetter,
            "A" => Self::UpperLetter,
            "i" => Self::LowerRoman,
            "I" => Self::UpperRoman,
            "1st" => Self::Ordinal,
            "①" => Self::Circled,
            "一" | "壹" => Self::Chinese,
            _ if first.starts_with(['а', 'б']) => Self::LowerCyrillic,
            _ if first.starts_with(['А', 'Б']) => Self::UpperCyrillic,
            _ if first.starts_with('0') => {
                Self::Padded(first.chars().take_while(char::is_ascii_digit).count())
            }
            _ => Self::Decimal,
        }
    }

    /// The number as it is written. What cannot be counted so is written in digits.
    pub(super) fn written(self, number: i64) -> String {
        let count = usize::try_from(number).ok().filter(|count| *count > 0);
        let special = count.and_then(|count| match self {
            Self::LowerLetter => Some(letters(count, 'a'..='z')),
            Self::UpperLetter => Some(letters(count, 'A'..='Z')),
            Self::LowerRoman => roman(count).map(|roman| roman.to_lowercase()),
            Self::UpperRoman => roman(count),
            Self::Ordinal => Some(format!("{count}{}", ordinal_ending(count))),
            Self::Circled => circled(count).map(String::from),
            Self::Chinese => chinese(count),
            // Without й, ъ, ы and ь, which lists pass over.
            Self::LowerCyrillic => Some(letters(count, "абвгдежзиклмнопрстуфхцчшщэюя".chars())),
            Self::UpperCyrillic => Some(letters(count, "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ".chars())),
            Self::Marks => Some(letters(count, "*†‡§".chars())),
            Self::Decimal | Self::Padded(_) | Self::Nothing => None,
        });
        match self {
            Self::Nothing => String::new(),
            Self::Padded(width) => format!("{number:0width$}", width = width.min(20)),
            _ => special.unwrap_or_else(|| number.to_string()),
        }
    }
}

/// After the last letter each is doubled: y, z, aa, bb.
fn letters(count: usize, alphabet: impl IntoIterator<Item = char>) -> String {
    let alphabet: Vec<char> = alphabet.into_iter().collect();
    let len = alphabet.len().max(1);
    let letter = alphabet.get((count - 1) % len).copied().unwrap_or('?');
    let repeats = (count - 1) / len + 1;
    std::iter::repeat_n(letter, repeats.min(30)).collect()
}

fn roman(mut count: usize) -> Option<String> {
    const VALUES: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if count > 32_767 {
        return None;
    }
    let mut found = String::new();
    for (value, letters) in VALUES {
        while count >= value {
            found.push_str(letters);
            count -= value;
        }
    }
    Some(found)
}

const fn ordinal_ending(count: usize) -> &'static str {
    match (count % 100, count % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

fn circled(count: usize) -> Option<char> {
    let offset = u32::try_from(count).ok()?;
    match offset {
        1..=20 => char::from_u32(0x2460 + offset - 1),
        21..=35 => char::from_u32(0x3251 + offset - 21),
        36..=50 => char::from_u32(0x32B1 + offset - 36),
        _ => None,
    }
}

fn chinese(count: usize) -> Option<String> {
    let digit = |digit: usize| "一二三四五六七八九".chars().nth(digit.checked_sub(1)?);
    if count > 99 {
        return None;
    }
    let (tens, ones) = (count / 10, count % 10);
    let mut found = String::new();
    found.extend(digit(tens).filter(|_| tens > 1));
    found.extend((tens > 0).then_some('十'));
    found.extend(digit(ones));
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_lists_count() {
        for (numerals, number, text) in [
            (Numerals::Decimal, -3, "-3"),
            (Numerals::Padded(3), 7, "007"),
            (Numerals::LowerLetter, 28, "bb"),
            (Numerals::UpperLetter, 26, "Z"),
            (Numerals::LowerLetter, 0, "0"),
            (Numerals::LowerRoman, 1994, "mcmxciv"),
            (Numerals::Ordinal, 112, "112th"),
            (Numerals::Ordinal, 23, "23rd"),
            (Numerals::Circled, 21, "㉑"),
            (Numerals::Chinese, 10, "十"),
            (Numerals::Chinese, 42, "四十二"),
            (Numerals::UpperCyrillic, 2, "Б"),
            (Numerals::Marks, 6, "††"),
            (Numerals::Nothing, 5, ""),
        ] {
            assert_eq!(numerals.written(number), text);
        }
        assert_eq!(Numerals::of_first("001"), Numerals::Padded(3));
        assert_eq!(Numerals::of_word("upperRoman"), Numerals::UpperRoman);
    }
}
