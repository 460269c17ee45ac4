//! [`FormatError`]: why bytes could not be read or a project could not be written.

/// Says the reason and what to do; whoever shows it says first what did not happen, and to which file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// Nothing but white space, or no bytes at all.
    #[error("it holds no text")]
    Empty,
    /// Bytes that are no text in any encoding; the string says by what one sees it.
    #[error("it is not a text file: it {0}; save it as plain text or Markdown first")]
    NotText(String),
    /// Bytes that are not what the name of the file says, or damaged; the string names it and what to do.
    #[error("{0}")]
    Unreadable(String),
    /// Nobody reads it without the password.
    #[error("it is protected by a password; open it, save a copy without one, and add the copy")]
    Locked,
    /// Pages that are pictures.
    #[error("it has pictures of pages but no text; run text recognition (OCR) on it first")]
    NoText,
    /// A limit that keeps a file from taking all memory or time.
    #[error("{0}; such files are not read, since they can be made to stop a program")]
    Hostile(String),
    /// Over the limit for one document.
    #[error(
        "it has {found_mb} MB of text, and a document may have at most {limit_mb} MB; split it into parts"
    )]
    TooLarge {
        /// What was found, rounded up.
        found_mb: usize,
        /// What is allowed.
        limit_mb: usize,
    },
    /// A row, or a whole file of a dataset, that cannot be read.
    #[error("{place}: {message}")]
    Row {
        /// Where it stands.
        place: Place,
        /// What is wrong with it.
        message: String,
    },
    /// None of the files is one that the format knows.
    #[error("{0}")]
    NoKnownFile(String),
    /// What was asked for is not in the project.
    #[error("{0}")]
    NothingToWrite(String),
    /// A value that the format has no way to write.
    #[error("a row could not be written: {0}")]
    Unwritable(String),
    /// The user stopped it.
    #[error("it was cancelled")]
    Cancelled,
}

/// Where something stands in the files of a dataset; shown as `claims.jsonl, line 3, column 14`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Name of the file as it was given.
    pub file: String,
    /// From 1; 0 means the whole file.
    pub line: usize,
    /// From 1; 0 means the whole line.
    pub column: usize,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", crate::text::visible(&self.file))?;
        if self.line > 0 {
            write!(f, ", line {}", self.line)?;
        }
        if self.column > 0 {
            write!(f, ", column {}", self.column)?;
        }
        Ok(())
    }
}

impl Place {
    /// The error that something at this place is wrong.
    pub(super) fn error(&self, message: impl Into<String>) -> FormatError {
        FormatError::Row { place: self.clone(), message: message.into() }
    }
}
