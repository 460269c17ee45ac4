//! [`Tokens`]: a rich text file as groups, control words and bytes.

/// A piece of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// A group begins.
    Open,
    /// A group ends.
    Close,
    /// A control word with its number.
    Word(&'t str, Option<i32>),
    /// A control sign other than a byte in hexadecimal.
    Sign(u8),
    /// A byte of text by its code, in the encoding that holds there.
    Code(u8),
    /// A byte of text that stands in the file as it is.
    Byte(u8),
    /// Bytes that are no text, passed over.
    Binary,
}

/// Reads a file piece by piece.
#[derive(Debug)]
pub(super) struct Tokens<'t> {
    rest: &'t [u8],
}

impl<'t> Tokens<'t> {
    pub(super) const fn new(bytes: &'t [u8]) -> Self {
        Self { rest: bytes }
    }

    fn take(&mut self, len: usize) -> &'t [u8] {
        let (taken, rest) = self.rest.split_at_checked(len).unwrap_or((self.rest, &[]));
        self.rest = rest;
        taken
    }

    fn control(&mut self) -> Option<Token<'t>> {
        let len = self.rest.iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
        if len == 0 {
            let sign = *self.take(1).first()?;
            if sign != b'\'' {
                return Some(Token::Sign(sign));
            }
            let digits = std::str::from_utf8(self.rest.get(..2)?).ok();
            let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
            if byte.is_some() {
                self.take(2);
            }
            return Some(byte.map_or(Token::Sign(sign), Token::Code));
        }
        let word = std::str::from_utf8(self.take(len)).ok()?;
        let sign_len = usize::from(self.rest.first() == Some(&b'-'));
        let digits_len =
            self.rest.iter().skip(sign_len).take(12).take_while(|byte| byte.is_ascii_digit()).count();
        let number = if digits_len == 0 {
            None
        } else {
            std::str::from_utf8(self.take(sign_len + digits_len)).ok()?.parse().ok()
        };
        if self.rest.first() == Some(&b' ') {
            self.take(1);
        }
        if word == "bin" {
            self.take(number.and_then(|len| usize::try_from(len).ok()).unwrap_or_default());
            return Some(Token::Binary);
        }
        Some(Token::Word(word, number))
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        loop {
            match *self.take(1).first()? {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\\' => return self.control(),
                // Line ends of the file are only for looks.
                b'\r' | b'\n' | 0 => {}
                byte => return Some(Token::Byte(byte)),
            }
        }
    }
}
