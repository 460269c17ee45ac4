//! [`Compact`]: the compact protocol of Apache Thrift, as far as the metadata of Parquet needs it.

/// Types of values.
const I32: u8 = 5;
const I64: u8 = 6;
const BINARY: u8 = 8;
const LIST: u8 = 9;
const STRUCT: u8 = 12;

/// The bytes of a struct while it is written: fields in ascending order, then [`Compact::end`].
#[derive(Debug, Default)]
pub(super) struct Compact {
    bytes: Vec<u8>,
    last_field: u8,
}

impl Compact {
    pub(super) fn i32(&mut self, field: u8, value: i32) -> &mut Self {
        self.head(field, I32);
        self.zigzag(value.into());
        self
    }

    pub(super) fn i64(&mut self, field: u8, value: usize) -> &mut Self {
        self.head(field, I64);
        self.zigzag(i64::try_from(value).unwrap_or(i64::MAX));
        self
    }

    pub(super) fn text(&mut self, field: u8, text: &str) -> &mut Self {
        self.head(field, BINARY);
        self.binary(text);
        self
    }

    /// A struct that was written by itself.
    pub(super) fn structure(&mut self, field: u8, value: &mut Self) -> &mut Self {
        self.head(field, STRUCT);
        self.bytes.append(&mut value.end());
        self
    }

    pub(super) fn structures(&mut self, field: u8, values: Vec<Self>) -> &mut Self {
        self.head(field, LIST);
        self.list_head(values.len(), STRUCT);
        for mut value in values {
            self.bytes.append(&mut value.end());
        }
        self
    }

    pub(super) fn i32s(&mut self, field: u8, values: &[i32]) -> &mut Self {
        self.head(field, LIST);
        self.list_head(values.len(), I32);
        for value in values {
            self.zigzag((*value).into());
        }
        self
    }

    pub(super) fn texts(&mut self, field: u8, values: &[&str]) -> &mut Self {
        self.head(field, LIST);
        self.list_head(values.len(), BINARY);
        for value in values {
            self.binary(value);
        }
        self
    }

    /// The bytes of the whole struct.
    pub(super) fn end(&mut self) -> Vec<u8> {
        self.bytes.push(0);
        std::mem::take(&mut self.bytes)
    }

    fn head(&mut self, field: u8, kind: u8) {
        // All structs of Parquet have their fields within 15 of each other.
        self.bytes.push(((field - self.last_field) << 4) | kind);
        self.last_field = field;
    }

    fn list_head(&mut self, len: usize, kind: u8) {
        match u8::try_from(len) {
            Ok(len) if len < 15 => self.bytes.push((len << 4) | kind),
            _ => {
                self.bytes.push(0xF0 | kind);
                push_varint(&mut self.bytes, len as u64);
            }
        }
    }

    fn binary(&mut self, text: &str) {
        push_varint(&mut self.bytes, text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn zigzag(&mut self, value: i64) {
        push_varint(&mut self.bytes, ((value << 1) ^ (value >> 63)).cast_unsigned());
    }
}

/// Seven bits a byte, the lowest first.
pub(super) fn push_varint(bytes: &mut Vec<u8>, mut value: u64) {
    loop {
        let low = u8::try_from(value & 0x7F).unwrap_or_default();
        value >>= 7;
        if value == 0 {
            bytes.push(low);
            return;
        }
        bytes.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_lists_are_written_as_the_protocol_says() {
        let mut value = Compact::default();
        value.i32(1, -1).i64(3, 150).text(4, "é").i32s(5, &[0]);
        assert_eq!(value.end(), [0x15, 1, 0x26, 0xAC, 2, 0x18, 2, 0xC3, 0xA9, 0x19, 0x15, 0, 0]);
        let mut long = Compact::default();
        long.texts(1, &[""; 20]);
        assert_eq!(long.end()[..3], [0x19, 0xF8, 20]);
    }
}
