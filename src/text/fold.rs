//! Plain forms: quotes, hyphens and white space compared as if typed on a keyboard.

use super::Span;

/// Every character whose plain form is another one: quotes, hyphens, white space.
pub(super) const LOOKALIKES: &str = "‘’‚‛‹›ʼ′`´＇“”„‟«»″＂\
    \u{2010}\u{2011}\u{2012}\u{2013}\u{2212}\u{FE63}\u{FF0D}\
    \t\n\u{b}\u{c}\r\u{85}\u{a0}\u{1680}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\
    \u{2006}\u{2007}\u{2008}\u{2009}\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}";

/// The keyboard form of a quote mark or hyphen; any other character as it is.
///
/// The em dash stays: it stands between words, not inside them.
pub(super) const fn plain_char(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | 'ʼ' | '′' | '`' | '´' | '＇' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => '"',
        // Hyphen, non-breaking hyphen, figure dash, en dash, minus, small and full-width hyphen.
        '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' => '-',
        _ => c,
    }
}

/// The lower case of the plain form; a final sigma becomes an ordinary one.
pub(super) fn folded(c: char) -> impl Iterator<Item = char> + Clone {
    plain_char(c).to_lowercase().map(|lower| if lower == 'ς' { 'σ' } else { lower })
}

/// Pieces of a text in plain form: a character each, or a run of white space as one blank.
#[derive(Clone, Debug)]
pub(super) struct PlainPieces<'t> {
    rest: &'t str,
    offset: usize,
}

impl<'t> PlainPieces<'t> {
    /// The spans given count from the start of `text`.
    pub(super) const fn new(text: &'t str) -> Self {
        Self { rest: text, offset: 0 }
    }
}

impl Iterator for PlainPieces<'_> {
    type Item = (Span, char);

    fn next(&mut self) -> Option<Self::Item> {
        let first = self.rest.chars().next()?;
        let is_blank = first.is_whitespace();
        let len = if is_blank { self.rest.len() - self.rest.trim_start().len() } else { first.len_utf8() };
        let span = Span::new(self.offset, self.offset + len);
        self.rest = self.rest.get(len..).unwrap_or_default();
        self.offset = span.end;
        Some((span, if is_blank { ' ' } else { plain_char(first) }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_runs_become_one_blank_and_quotes_plain() {
        let plain: String = PlainPieces::new("“a”\u{a0}\n b‑c").map(|(_, c)| c).collect();
        assert_eq!(plain, "\"a\" b-c");
    }

    #[test]
    fn pieces_tile_the_text() {
        let text = "é  ’\r\nz ";
        let mut end = 0;
        for (span, _) in PlainPieces::new(text) {
            assert_eq!(span.start, end);
            assert!(span.is_valid_in(text));
            end = span.end;
        }
        assert_eq!(end, text.len());
    }

    #[test]
    fn both_sigmas_fold_to_one() {
        assert!("ΣΑΣ".chars().flat_map(folded).eq("σας".chars().flat_map(folded)));
    }
}
