//! Names of files with the ending that they need.

use crate::workspace::exchange::ReportFormat;
use crate::workspace::folders;
use std::path::PathBuf;

/// A project's file name with its ending, added where it is missing.
pub fn with_project_ending(path: PathBuf) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let has_ending = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron"));
    if has_ending || name.is_empty() {
        return path;
    }
    path.with_file_name(format!("{name}{}", folders::PROJECT_ENDING))
}

/// A file name with an ending, added where it has none of its own.
pub(in crate::ui) fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    match path.file_name().map(|name| name.to_string_lossy().into_owned()) {
        Some(name) if path.extension().is_none() => path.with_file_name(format!("{name}{ending}")),
        _ => path,
    }
}

/// A report's file name with the ending of its format, added where it is missing.
pub fn with_report_ending(path: PathBuf, format: ReportFormat) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if name.is_empty() || ReportFormat::of_file(&name) == Some(format) {
        return path;
    }
    path.with_file_name(format!("{name}.{}", format.name()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_gets_the_ending_of_its_format_where_it_has_another_or_none() {
        let ending =
            |name: &str, format| with_report_ending(PathBuf::from(name), format).display().to_string();
        assert_eq!(ending("/a/deal", ReportFormat::Docx), "/a/deal.docx");
        assert_eq!(ending("/a/deal.DOCX", ReportFormat::Docx), "/a/deal.DOCX");
        assert_eq!(ending("/a/deal.docx", ReportFormat::Odt), "/a/deal.docx.odt");
        assert_eq!(ending("/a/v1.2", ReportFormat::Markdown), "/a/v1.2.md");
        assert_eq!(ending("/a/deal.htm", ReportFormat::Html), "/a/deal.htm");
    }

    #[test]
    fn a_project_name_gets_its_ending_once() {
        let ending = |name: &str| with_project_ending(PathBuf::from(name)).display().to_string();
        assert_eq!(ending("/a/deal"), "/a/deal.crossclaim.ron");
        assert_eq!(ending("/a/deal.crossclaim.ron"), "/a/deal.crossclaim.ron");
        assert_eq!(ending("/a/v1.2"), "/a/v1.2.crossclaim.ron");
    }
}
