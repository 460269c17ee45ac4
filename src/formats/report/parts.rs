//! [`ReportPart`]: what a report may be made of, in the order in which it stands there; [`ReportFormat`].

use std::collections::BTreeSet;

/// A section of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReportPart {
    /// What a reader should know who reads no further.
    Summary,
    /// The documents and how far they are trusted.
    Sources,
    /// How many claims of which documents are linked how.
    Links,
    /// Facts by sources.
    Matrix,
    /// What several sources say.
    Corroboration,
    /// On what sources disagree.
    Divergence,
    /// What one source alone says.
    Single,
    /// What no source says, and who is silent on what.
    Unsaid,
    /// What of the documents was not read.
    Unread,
    /// What happened when.
    Chronology,
    /// How the figures came about.
    Method,
}

impl ReportPart {
    /// Every part, in the order in which they stand in a report.
    pub const ALL: [Self; 11] = [
        Self::Summary,
        Self::Sources,
        Self::Links,
        Self::Matrix,
        Self::Corroboration,
        Self::Divergence,
        Self::Single,
        Self::Unsaid,
        Self::Unread,
        Self::Chronology,
        Self::Method,
    ];

    /// The word used on the command line and for the section's anchor.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Sources => "sources",
            Self::Links => "links",
            Self::Matrix => "matrix",
            Self::Corroboration => "corroboration",
            Self::Divergence => "divergence",
            Self::Single => "single",
            Self::Unsaid => "unsaid",
            Self::Unread => "unread",
            Self::Chronology => "chronology",
            Self::Method => "method",
        }
    }

    /// The section's heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Summary => "Summary",
            Self::Sources => "Sources",
            Self::Links => "How the claims are linked",
            Self::Matrix => "Who says what",
            Self::Corroboration => "Corroborations",
            Self::Divergence => "Disagreements",
            Self::Single => "Said by one source only",
            Self::Unsaid => "What no source says",
            Self::Unread => "What could not be read",
            Self::Chronology => "Chronology",
            Self::Method => "Method",
        }
    }

    /// What stands in the section, in a phrase.
    pub const fn description(self) -> &'static str {
        match self {
            Self::Summary => "Figures, and what is open",
            Self::Sources => "Where each document comes from, and how far it is trusted",
            Self::Links => "Between which documents, and of which kinds",
            Self::Matrix => "Questions by documents, with pinpoints",
            Self::Corroboration => "What several sources say, independently or from one origin",
            Self::Divergence => "Both passages, type, question for the reviewer, verdict",
            Self::Single => "What nobody else confirms",
            Self::Unsaid => "Questions without an answer, and who is silent on what",
            Self::Unread => "Documents, characters and claims that are missing",
            Self::Chronology => "Dates in order, and those that differ",
            Self::Method => "Terms, annotators, scale, codebook",
        }
    }

    /// The part of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }
}

/// A file format of reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReportFormat {
    /// One page for a browser.
    #[default]
    Html,
    /// For Word.
    Docx,
    /// For `LibreOffice`.
    Odt,
    /// Plain text with marks.
    Markdown,
}

impl ReportFormat {
    /// Every format, in the order shown.
    pub const ALL: [Self; 4] = [Self::Html, Self::Docx, Self::Odt, Self::Markdown];

    /// Ending of its files, and the word used on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Markdown => "md",
        }
    }

    /// Shown in dialogs.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Html => "Web page (HTML)",
            Self::Docx => "Word document (DOCX)",
            Self::Odt => "OpenDocument text (ODT)",
            Self::Markdown => "Markdown",
        }
    }

    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The format that the ending of a file's name speaks for.
    pub fn of_file(file_name: &str) -> Option<Self> {
        let ending = file_name.rsplit_once('.')?.1.to_ascii_lowercase();
        match ending.as_str() {
            "htm" | "xhtml" => Some(Self::Html),
            "markdown" => Some(Self::Markdown),
            ending => Self::from_name(ending),
        }
    }
}

/// What to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportOptions {
    /// As what.
    pub format: ReportFormat,
    /// The sections; the order is always the same.
    pub parts: BTreeSet<ReportPart>,
}

impl Default for ReportOptions {
    fn default() -> Self {
        Self { format: ReportFormat::default(), parts: ReportPart::ALL.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_and_endings_speak_for_formats() {
        for part in ReportPart::ALL {
            assert_eq!(ReportPart::from_name(part.name()), Some(part));
        }
        let formats =
            ["a.HTML", "a.b.htm", "r.docx", "r.odt", "r.md", "r.markdown"].map(ReportFormat::of_file);
        use ReportFormat::{Docx, Html, Markdown, Odt};
        assert_eq!(formats, [Html, Html, Docx, Odt, Markdown, Markdown].map(Some));
        assert_eq!(["r.doc", "r", "html"].map(ReportFormat::of_file), [None; 3]);
    }
}
