//! [`each_record`]: the records of a WARC file, packed or not. Damage costs the record that has it.

use super::http::head;
use crate::formats::FormatError;
use flate2::bufread::GzDecoder;
use std::io::Read as _;

/// Bytes of all records together, unpacked.
const MAX_TOTAL_LEN: u64 = 2 << 30;
/// Bytes of one packed piece, which is a record as a rule.
const MAX_PIECE_LEN: u64 = 256 << 20;
/// How many times longer a piece may be than packed, once it is longer than [`FREE_LEN`].
const MAX_RATIO: u64 = 200;
const FREE_LEN: u64 = 8 << 20;

/// Headers and content of a record.
#[derive(Debug)]
pub(super) struct Record<'w> {
    headers: Vec<(String, String)>,
    pub(super) block: &'w [u8],
    /// Its content ends before its length.
    pub(super) is_cut: bool,
}

impl Record<'_> {
    /// The header of that name; empty where there is none.
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }
}

/// Calls `take` with each record in order; gives the number of damaged places.
pub(super) fn each_record(bytes: &[u8], take: &mut dyn FnMut(&Record<'_>)) -> Result<usize, FormatError> {
    if !bytes.starts_with(&[0x1F, 0x8B]) {
        let (damage_count, used) = records(bytes, take);
        let rest = bytes.get(used..).unwrap_or_default();
        let is_cut = !rest.trim_ascii().is_empty();
        return Ok(damage_count + if is_cut { ends(rest, take) } else { 0 });
    }
    let (mut at, mut total, mut damage_count) = (0, 0, 0);
    // A file packed as one piece, or in pieces that are no records, is read as one.
    let mut rest: Vec<u8> = Vec::new();
    while let Some(packed) = bytes.get(at..).filter(|packed| !packed.is_empty()) {
        let mut decoder = GzDecoder::new(packed);
        let before = rest.len() as u64;
        let read = (&mut decoder).take(MAX_PIECE_LEN + 1).read_to_end(&mut rest);
        let consumed = packed.len() - decoder.get_ref().len();
        let len = rest.len() as u64 - before;
        total += len;
        check(len, total, consumed as u64)?;
        if read.is_ok() && consumed > 0 {
            at += consumed;
            let (damaged, used) = records(&rest, take);
            damage_count += damaged;
            rest.drain(..used);
        } else if read.is_err_and(|err| err.kind() == std::io::ErrorKind::UnexpectedEof) {
            // The file is cut off: what is there of its last piece is read.
            damage_count += 1;
            let used = records(&rest, take).1;
            ends(rest.get(used..).unwrap_or_default(), take);
            return Ok(damage_count);
        } else {
            damage_count += 1;
            rest.clear();
            let next =
                packed.get(1..).unwrap_or_default().windows(3).position(|three| three == [0x1F, 0x8B, 8]);
            at = next.map_or(bytes.len(), |next| at + 1 + next);
        }
        if rest.len() as u64 > MAX_PIECE_LEN {
            return Err(FormatError::Hostile("a record of it has more than 256 MB".to_owned()));
        }
    }
    if !rest.trim_ascii().is_empty() {
        damage_count += ends(&rest, take);
    }
    Ok(damage_count)
}

fn check(len: u64, total: u64, packed_len: u64) -> Result<(), FormatError> {
    let words = if len > MAX_PIECE_LEN {
        "a piece of it unpacks to more than 256 MB".to_owned()
    } else if total > MAX_TOTAL_LEN {
        "it unpacks to more than 2 GB".to_owned()
    } else if len > FREE_LEN && len > packed_len.saturating_mul(MAX_RATIO) {
        format!("it unpacks to more than {MAX_RATIO} times its size")
    } else {
        return Ok(());
    };
    Err(FormatError::Hostile(words))
}

/// Takes the records of a file that is not packed: the number of damaged places, and the bytes that were used. What
/// is left over is the beginning of a record that goes on in the next piece.
fn records(bytes: &[u8], take: &mut dyn FnMut(&Record<'_>)) -> (usize, usize) {
    let (mut at, mut damage_count) = (0, 0);
    while let Some(rest) = bytes.get(at..) {
        let blank = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let rest = rest.get(blank..).unwrap_or_default();
        if rest.is_empty() {
            return (damage_count, at + blank);
        }
        if !rest.starts_with(b"WARC/") {
            damage_count += 1;
            match rest.windows(7).position(|start| start == b"\nWARC/1") {
                Some(next) => at += blank + next + 1,
                None => return (damage_count, bytes.len()),
            }
            continue;
        }
        let Some((record, len)) = record(rest) else { return (damage_count, at) };
        take(&record);
        at += blank + len;
    }
    (damage_count, bytes.len())
}

/// The record at the start and its length; none where it is cut off.
fn record(bytes: &[u8]) -> Option<(Record<'_>, usize)> {
    let (headers, content) = fields(bytes);
    let len = headers.iter().find(|(key, _)| key == "content-length")?.1.parse::<usize>().ok()?;
    let block = content.get(..len)?;
    let used = bytes.len() - content.len() + len;
    Some((Record { headers, block, is_cut: false }, used))
}

/// The last record, which its file does not hold to its end.
fn ends(bytes: &[u8], take: &mut dyn FnMut(&Record<'_>)) -> usize {
    let bytes = bytes.trim_ascii_start();
    if bytes.starts_with(b"WARC/") {
        let (headers, block) = fields(bytes);
        take(&Record { headers, block, is_cut: true });
    }
    1
}

fn fields(bytes: &[u8]) -> (Vec<(String, String)>, &[u8]) {
    let (lines, content) = head(bytes);
    let fields = lines.iter().skip(1).filter_map(|line| line.split_once(':'));
    let fields = fields.map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()));
    (fields.collect(), content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write as _;

    fn plain(name: &str) -> Vec<u8> {
        format!("WARC/1.0\r\nWARC-Type: {name}\r\nContent-Length: 5\r\n\r\nwords\r\n\r\n").into_bytes()
    }

    fn gz(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn types(bytes: &[u8]) -> (Vec<String>, usize) {
        let mut found = Vec::new();
        let damage_count = each_record(bytes, &mut |record| {
            assert!(record.is_cut || record.block == b"words");
            found.push(record.header("warc-type").to_owned());
        });
        (found, damage_count.unwrap())
    }

    #[test]
    fn records_are_read_packed_in_pieces_as_one_or_not_at_all() {
        let all = [plain("a"), plain("b"), plain("c")];
        let pieces = all.iter().map(|one| gz(one)).collect::<Vec<_>>().concat();
        let middle = all.concat();
        let (first, second) = middle.split_at(100);
        for bytes in [middle.clone(), pieces.clone(), gz(&middle), [gz(first), gz(second)].concat()] {
            assert_eq!(types(&bytes), (vec!["a".to_owned(), "b".to_owned(), "c".to_owned()], 0));
        }
        let mut broken = pieces.clone();
        let at = gz(&all[0]).len() + 14;
        broken[at] ^= 0x55;
        assert_eq!(types(&broken), (vec!["a".to_owned(), "c".to_owned()], 1));
        assert_eq!(types(&[all[0].as_slice(), b"noise\r\n\r\n", &all[2]].concat()).0, ["a", "c"]);
        assert_eq!(
            types(&pieces[..pieces.len() - 4]),
            (vec!["a".to_owned(), "b".to_owned(), "c".to_owned()], 1)
        );
        let cut = types(&middle[..middle.len() - 6]);
        assert_eq!((cut.0.len(), cut.1), (3, 1));
    }

    #[test]
    fn a_bomb_is_refused() {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&vec![b'a'; 64 << 20]).unwrap();
        let bomb = encoder.finish().unwrap();
        assert!(matches!(each_record(&bomb, &mut |_| ()), Err(FormatError::Hostile(_))));
    }
}
