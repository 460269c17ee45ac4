//! [`read_webanno_tsv`]: files of version 3 by this program, by `WebAnno` and by INCEpTION.

use super::FORMAT;
use super::annotations::{SOFA, push_annotations};
use super::sheet::Sheet;
use crate::formats::cas::{Cas, Naming, read_all};
use crate::formats::file_names::without_ending;
use crate::formats::gathering::{Gathering, is_own_rows};
use crate::formats::{Dataset, Defaults, FormatError, InputFile, Place};
use serde_json::{Map, Value};
use std::cell::RefCell;

/// Reads every `.tsv`; a `.txt` of the same name has the text as it is between the sentences.
pub(super) fn read_webanno_tsv(
    files: &[InputFile<'_>],
    defaults: &Defaults<'_>,
) -> Result<Dataset, FormatError> {
    let mut gathering = Gathering::new(&FORMAT, files, defaults)?;
    let ends = |file: &InputFile<'_>, end: &str| file.name.to_lowercase().ends_with(end);
    let is_sheet = |file: &InputFile<'_>| ends(file, ".tsv") && !is_own_rows(file.name);
    if !files.iter().any(|file| is_sheet(file) && is_webanno(file.bytes)) {
        let words = "none of the files ends in .tsv and begins with #FORMAT=WebAnno TSV 3";
        return Err(FormatError::NoKnownFile(words.to_owned()));
    }
    let told: RefCell<Vec<(Place, String)>> = RefCell::default();
    let tell = |place: &Place, words: String| told.borrow_mut().push((place.clone(), words));
    read_all(files, (&mut gathering, Naming::Either), &is_sheet, &|file| {
        let beside = files.iter().find(|other| is_text_of(other, file));
        cas(file, beside.map(|text| text.bytes), &tell)
    })?;
    for (place, words) in told.into_inner() {
        gathering.problem(&place, &words);
    }
    let is_used = |file: &&InputFile<'_>| {
        is_sheet(file)
            || is_own_rows(file.name)
            || files.iter().any(|sheet| is_sheet(sheet) && is_text_of(file, sheet))
    };
    for file in files.iter().filter(|file| !is_used(file)) {
        let place = Place { file: file.name.to_owned(), ..Place::default() };
        gathering.problem(&place, "it was not read: it is neither a table (.tsv) nor the text of one (.txt)");
    }
    gathering.finish(files)
}

fn is_webanno(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes.starts_with(b"#FORMAT=WebAnno TSV 3")
}

fn is_text_of(text: &InputFile<'_>, sheet: &InputFile<'_>) -> bool {
    text.name.to_lowercase().ends_with(".txt") && without_ending(text.name) == without_ending(sheet.name)
}

/// The feature structures of a file, of which the text may stand beside it.
pub(in crate::formats) fn cas(
    file: &InputFile<'_>,
    beside: Option<&[u8]>,
    tell: &dyn Fn(&Place, String),
) -> Result<Cas, FormatError> {
    let whole = Place { file: file.name.to_owned(), ..Place::default() };
    let bytes = file.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(file.bytes);
    let content = std::str::from_utf8(bytes).map_err(|err| {
        let before = bytes.get(..err.valid_up_to()).unwrap_or_default();
        let line = before.split(|byte| *byte == b'\n').count();
        Place { line, ..whole.clone() }.error("it is not valid UTF-8")
    })?;
    let mut sheet = Sheet::read(file, content)?;
    let beside = beside.and_then(|bytes| std::str::from_utf8(bytes).ok());
    let fits = |text: &&str| sheet.fit(text).1.is_none();
    let text = if let Some(text) = beside.filter(fits) {
        text.to_owned()
    } else {
        tell_guesses(&whole, &sheet, beside.is_some(), tell);
        std::mem::take(&mut sheet.text)
    };
    let (count, misfit) = sheet.fit(&text);
    if let Some(row) = misfit {
        let wrong = sheet.rows.len() - count;
        let words =
            format!("{wrong} tokens have other words than the text at their offsets; this is the first");
        tell(&row.place, words);
    }
    for (place, line) in &sheet.unknown {
        tell(place, format!("“{}” was not read", crate::text::visible(line)));
    }
    let is_counted = misfit.is_none() && !sheet.rows.is_empty();
    let mut cas = Cas::default();
    cas.is_counted = is_counted;
    let mut fields = Map::new();
    fields.insert("sofaString".to_owned(), Value::from(text));
    cas.push((SOFA, "uima.cas.Sofa".to_owned()), fields, whole);
    push_annotations(&sheet, &mut cas);
    cas.left_out.append(&mut sheet.left_out);
    Ok(cas)
}

/// Tells what of the text the table does not say.
fn tell_guesses(whole: &Place, sheet: &Sheet<'_>, has_text: bool, tell: &dyn Fn(&Place, String)) {
    if has_text {
        let words = "the text beside it (.txt) has other words at its offsets and was not used";
        tell(whole, words.to_owned());
    }
    if sheet.gap_len > 0 {
        let words = format!(
            "what stands between its sentences ({} signs) is not in such a file and was read as blanks",
            sheet.gap_len
        );
        tell(whole, words);
    }
}
