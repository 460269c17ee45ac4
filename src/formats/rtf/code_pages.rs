//! [`CodePage`]: how the bytes of a rich text file become characters.

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GB18030, GBK, ISO_8859_2, ISO_8859_5, ISO_8859_7, ISO_8859_8, KOI8_R, MACINTOSH,
    SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254,
    WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258, X_MAC_CYRILLIC,
};

/// A set of characters.
#[derive(Clone, Copy, Debug)]
pub(super) enum CodePage {
    /// One of the web's encodings.
    Web(&'static Encoding),
    /// One of DOS, by its number.
    Dos(u16),
}

impl CodePage {
    /// By the number that `\ansicpg` and `\cpg` give.
    pub(super) fn numbered(number: i32) -> Option<Self> {
        Some(Self::Web(match number {
            874 => WINDOWS_874,
            932 | 943 | 10001 => SHIFT_JIS,
            936 | 10008 => GBK,
            949 | 1361 | 10003 => EUC_KR,
            950 | 10002 => BIG5,
            1250 => WINDOWS_1250,
            1251 => WINDOWS_1251,
            819 | 1252 | 28591 => WINDOWS_1252,
            1253 => WINDOWS_1253,
            1254 => WINDOWS_1254,
            1255 => WINDOWS_1255,
            1256 => WINDOWS_1256,
            1257 => WINDOWS_1257,
            1258 => WINDOWS_1258,
            10000 => MACINTOSH,
            10007 => X_MAC_CYRILLIC,
            20866 => KOI8_R,
            28592 => ISO_8859_2,
            28595 => ISO_8859_5,
            28597 => ISO_8859_7,
            28598 => ISO_8859_8,
            54936 => GB18030,
            65001 => UTF_8,
            _ => {
                let page = u16::try_from(number).ok()?;
                return oem_cp::code_table::DECODING_TABLE_CP_MAP
                    .contains_key(&page)
                    .then_some(Self::Dos(page));
            }
        }))
    }

    /// By the character set that a font names.
    pub(super) fn of_charset(charset: i32) -> Option<Self> {
        Self::numbered(match charset {
            77 => 10000,
            78 => 10001,
            79 => 10003,
            80 => 10008,
            81 => 10002,
            89 => 10007,
            128 => 932,
            129 | 130 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 | 181 => 1255,
            178..=180 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            254 => 437,
            255 => 850,
            _ => return None,
        })
    }

    /// The characters of bytes. Bytes that stand in the file as they are, which is against its rules, are often UTF-8.
    pub(super) fn decode(self, bytes: &[u8], is_raw: bool) -> String {
        if is_raw
            && !bytes.is_ascii()
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            return text.to_owned();
        }
        match self {
            Self::Web(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            Self::Dos(page) => match oem_cp::code_table::DECODING_TABLE_CP_MAP.get(&page) {
                Some(table) => table.decode_string_lossy(bytes),
                None => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_dos_windows_and_asia_are_known() {
        for (page, bytes, text) in [
            (437, b"\x81ber 5\xF1".as_slice(), "über 5±"),
            (850, b"\x90cole \xE1", "École ß"),
            (852, b"\xA9", "ę"),
            (866, b"\x8C\xA8\xE0", "Мир"),
            (1250, b"\xB3", "ł"),
            (932, b"\x93\x8C\x8B\x9E", "東京"),
            (936, b"\xD0\xAD", "协"),
            (949, b"\xC7\xD1", "한"),
            (950, b"\xA4\xA4", "中"),
        ] {
            assert_eq!(CodePage::numbered(page).unwrap().decode(bytes, false), text, "{page}");
        }
        assert!(CodePage::numbered(12_345).is_none());
        assert_eq!(CodePage::numbered(1252).unwrap().decode("é".as_bytes(), true), "é");
    }
}
