//! [`read_plain_text`]: `.txt` files and pasted text.

use super::chats::whatsapp;
use super::extract::Account;
use super::transcripts::turns;
use super::uuencoded::without_uuencoded;
use super::{FormatError, NewDocument, ReadOptions, decode_text_as};

/// The text as it is; the title is its first real line, else the name of the file. A talk has who speaks as pinpoints.
///
/// A chat from `WhatsApp` is read as messages.
pub fn read_plain_text(
    file_name: &str,
    bytes: &[u8],
    options: &ReadOptions<'_>,
) -> Result<NewDocument, FormatError> {
    let decoded = decode_text_as(bytes, options)?;
    if let Some(mut chat) = whatsapp(&decoded.text) {
        chat.problems.splice(0..0, decoded.problems);
        decoded.encoding.clone_into(&mut chat.encoding);
        let name = super::base_name(file_name);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem).clone_into(&mut chat.title);
        return NewDocument::from_extracted(file_name, bytes, chat);
    }
    let unpacked = without_uuencoded(&decoded.text);
    let mut decoded = decoded;
    let mut account = Account::default();
    if let Some(unpacked) = unpacked {
        decoded.text = unpacked.text;
        decoded.problems.extend(unpacked.problems);
        account = unpacked.account;
    }
    let mut document = NewDocument::from_decoded(file_name, bytes, decoded, |_| None)?;
    document.account = account;
    let (pinpoints, problems) = turns(&document.text);
    document.pinpoints = pinpoints;
    document.problems.extend(problems);
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_with_title_sentences_and_hash() {
        let document =
            read_plain_text("news/a.txt", b"Deal ends\r\n\r\nIt ended. Really.\r\n", &ReadOptions::default())
                .unwrap();
        assert_eq!(document.title, "Deal ends");
        assert_eq!(document.file_name, "a.txt");
        assert_eq!(document.text, "Deal ends\n\nIt ended. Really.\n");
        assert_eq!(document.sentences.len(), 3);
        assert!(document.problems.is_empty());
        let empty_hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(super::super::new_document::sha256_hex(b""), empty_hash);
    }

    #[test]
    fn a_text_without_a_title_is_called_like_its_file() {
        assert_eq!(
            read_plain_text("C:\\x\\report 7.txt", b"1, 2, 3", &ReadOptions::default()).unwrap().title,
            "report 7"
        );
        assert_eq!(read_plain_text("", b"1, 2, 3", &ReadOptions::default()).unwrap().title, "Untitled");
    }

    #[test]
    fn talks_and_chats_have_who_speaks_as_pinpoints() {
        let talk = b"ANNA: It closed.\nBO: Why?\nANNA: It was old.\nBO: I see.\n";
        let document = read_plain_text("talk.txt", talk, &ReadOptions::default()).unwrap();
        assert_eq!(document.text.as_bytes(), talk);
        assert_eq!(document.pinpoints[1].1.to_string(), "BO");
        let chat = b"31.12.20, 21:41 - Ana: It closed.\n31.12.20, 21:42 - Bo: Why?\n";
        let document = read_plain_text("Family.txt", chat, &ReadOptions::default()).unwrap();
        assert_eq!((document.title.as_str(), document.text.as_str()), ("Family", "It closed.\n\nWhy?\n"));
        assert_eq!(document.pinpoints[1].1.to_string(), "Bo, 2020-12-31 21:42");
    }

    #[test]
    fn doubts_of_the_segmenter_name_their_line() {
        let document =
            read_plain_text("a.txt", b"Title\nIt made $7.\n5 billion.", &ReadOptions::default()).unwrap();
        assert_eq!(document.problems, ["line 2: a number broken over two lines was joined"]);
    }
}
