//! [`Pinpoint`]: where in the original a place of a document's text stands.

use std::fmt;

/// One mark in the original. It holds from its byte of the text up to the next mark of its rank.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Pinpoint {
    /// Title or number of a chapter. Paragraphs count within it.
    Chapter(String),
    /// Label of a page as the file gives it ("iv"), else its number from 1.
    Page(String),
    /// Paragraph of the original, from 1, empty ones not counted.
    Paragraph(u32),
    /// Line of the original, from 1.
    Line(u32),
    /// Row of the table, from 1, its head not counted.
    Row(u32),
    /// Author and time of a message as the file gives them; empty where it does not.
    Message(String, String),
    /// Milliseconds from the beginning of a recording, and who speaks; empty where nobody is named.
    Time(u64, String),
}

impl Pinpoint {
    /// A mark of a lower rank ends those of higher ranks: a new chapter or page begins without a paragraph.
    pub const fn rank(&self) -> u8 {
        match self {
            Self::Chapter(_) => 0,
            Self::Page(_) => 1,
            Self::Paragraph(_) | Self::Line(_) | Self::Row(_) | Self::Message(..) | Self::Time(..) => 2,
        }
    }
}

/// As it stands beside a quotation: `p. 3`, `para. 12`, `00:01:05`.
impl fmt::Display for Pinpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Chapter(title) => write!(f, "ch. {title}"),
            Self::Page(label) => write!(f, "p. {label}"),
            Self::Paragraph(number) => write!(f, "para. {number}"),
            Self::Line(number) => write!(f, "line {number}"),
            Self::Row(number) => write!(f, "row {number}"),
            Self::Message(author, time) => {
                let parts = [author.as_str(), time.as_str()];
                let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
                if parts.is_empty() { f.write_str("message") } else { f.write_str(&parts.join(", ")) }
            }
            Self::Time(ms, speaker) => {
                let secs = ms / 1000;
                write!(f, "{:02}:{:02}:{:02}", secs / 3600, secs / 60 % 60, secs % 60)?;
                if speaker.is_empty() { Ok(()) } else { write!(f, ", {speaker}") }
            }
        }
    }
}

/// The marks that hold at a byte, by rank. `marks` are ordered by byte.
pub fn pinpoints_at(marks: &[(usize, Pinpoint)], byte: usize) -> Vec<&Pinpoint> {
    let before = marks.partition_point(|(start, _)| *start <= byte);
    let mut found: Vec<&Pinpoint> = Vec::new();
    let mut lowest = u8::MAX;
    for (_, mark) in marks.get(..before).unwrap_or_default().iter().rev() {
        if mark.rank() < lowest {
            lowest = mark.rank();
            found.push(mark);
        }
        if lowest == 0 {
            break;
        }
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_that_hold_are_the_last_of_each_rank() {
        let marks = vec![
            (0, Pinpoint::Page("1".to_owned())),
            (0, Pinpoint::Paragraph(1)),
            (9, Pinpoint::Paragraph(2)),
            (20, Pinpoint::Page("2".to_owned())),
            (30, Pinpoint::Paragraph(3)),
        ];
        let shown = |byte| pinpoints_at(&marks, byte).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(shown(0), ["p. 1", "para. 1"]);
        assert_eq!(shown(19), ["p. 1", "para. 2"]);
        assert_eq!(shown(25), ["p. 2"], "a paragraph of the page before is not on this one");
        assert_eq!(shown(99), ["p. 2", "para. 3"]);
        assert!(pinpoints_at(&[], 5).is_empty());
    }

    #[test]
    fn marks_read_as_in_a_footnote() {
        assert_eq!(Pinpoint::Time(3_665_000, "Ana".to_owned()).to_string(), "01:01:05, Ana");
        assert_eq!(Pinpoint::Message("Ana".to_owned(), String::new()).to_string(), "Ana");
        assert_eq!(Pinpoint::Chapter("3".to_owned()).to_string(), "ch. 3");
    }
}
