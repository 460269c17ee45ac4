//! [`read_plain_text`]: `.txt` files and pasted text.

use super::{FormatError, NewDocument, ReadOptions};

/// The text as it is; the title is its first real line, else the name of the file.
pub fn read_plain_text(
    file_name: &str,
    bytes: &[u8],
    options: &ReadOptions<'_>,
) -> Result<NewDocument, FormatError> {
    NewDocument::read(file_name, bytes, options, |_| None)
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
    fn doubts_of_the_segmenter_name_their_line() {
        let document =
            read_plain_text("a.txt", b"Title\nIt made $7.\n5 billion.", &ReadOptions::default()).unwrap();
        assert_eq!(document.problems, ["line 2: a number broken over two lines was joined"]);
    }
}
