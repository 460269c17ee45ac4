//! `codebook.json`: what belongs to the whole project, so that the files read back to an equal one.

use super::reading::Reading;
use super::rows::{message, without_mark};
use crate::formats::new_document::base_name;
use crate::formats::selection::Selection;
use crate::formats::unread::Unread;
use crate::formats::{Dataset, Defaults, FormatError, InputFile, Place};
use crate::model::{Codebook, Comment, Conflict, Question, Ruling, Settings, default_codebook};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

pub(in crate::formats) const FILE: &str = "codebook.json";

/// The file.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct CodebookFile {
    title: Option<String>,
    settings: Option<Settings>,
    codebook: Option<Codebook>,
    rulings: Vec<Ruling>,
    conflicts: Vec<Conflict>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    questions: Vec<Question>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    comments: Vec<Comment>,
}

/// The parts of the dataset that the file gives, and the codebook to read the rows against.
///
/// Without a codebook in the file that is the project's, or the default one.
pub(in crate::formats) fn read<'d>(
    files: &[InputFile<'_>],
    defaults: &Defaults<'d>,
) -> Result<(Dataset, Reading<'d>), FormatError> {
    let file = files.iter().find(|file| base_name(file.name).eq_ignore_ascii_case(FILE));
    let mut unread = Unread::default();
    let found = file.map(|file| parsed(file, &mut unread)).transpose()?.unwrap_or_default();
    let is_codebook_needed = found.codebook.is_some();
    let project = defaults.project;
    let codebook = found
        .codebook
        .or_else(|| project.map(|project| project.codebook().clone()))
        .unwrap_or_else(default_codebook);
    let of_project = || project.map(|project| project.settings().clone());
    let scale = found.settings.clone().or_else(of_project).unwrap_or_default().scale;
    let mut problems = Vec::new();
    let settings = found.settings.filter(|settings| {
        let is_known = codebook.scale(&settings.scale).is_some();
        if !is_known {
            problems.push(format!(
                "{FILE}: the codebook has no scale “{}”; the settings were not read",
                settings.scale
            ));
        }
        is_known
    });
    let dataset = Dataset {
        title: found.title,
        settings,
        rulings: found.rulings,
        conflicts: found.conflicts,
        comments: found.comments,
        ..Dataset::default()
    };
    let questions = found.questions.into_iter().map(|question| (question.id, question)).collect();
    let annotators = BTreeMap::new();
    let defaults = *defaults;
    #[rustfmt::skip]
    let reading = Reading {
        refusal: None, unread,
        defaults, codebook, is_codebook_needed, scale, annotators, questions, problems,
    };
    Ok((dataset, reading))
}

fn parsed(file: &InputFile<'_>, unread: &mut Unread) -> Result<CodebookFile, FormatError> {
    let whole = Place { file: file.name.to_owned(), ..Place::default() };
    let text = std::str::from_utf8(without_mark(file.bytes));
    let text = text.map_err(|_err| whole.error("it is not valid UTF-8"))?;
    unread.json(FILE, text, &whole).map_err(|err| {
        let place = Place { line: err.line(), column: err.column(), ..whole.clone() };
        place.error(message(&err))
    })
}

/// The file beside the own rows, which have a file for questions.
pub(in crate::formats) fn write(selection: &Selection<'_>) -> Result<Vec<u8>, FormatError> {
    bytes(selection, Vec::new())
}

/// The file beside those of another format.
pub(in crate::formats) fn write_with_questions(selection: &Selection<'_>) -> Result<Vec<u8>, FormatError> {
    let questions = selection.questions.iter().copied().cloned().map(|question| {
        let annotator = selection.annotator_id(question.annotator);
        Question { annotator, ..question }
    });
    bytes(selection, questions.collect())
}

fn bytes(selection: &Selection<'_>, questions: Vec<Question>) -> Result<Vec<u8>, FormatError> {
    let project = selection.project;
    let is_whole = selection.is_whole();
    let rulings = project.rulings().filter(|_| is_whole).cloned().map(|ruling| {
        let annotator = selection.annotator_id(ruling.annotator);
        Ruling { annotator, ..ruling }
    });
    let has_conflicts = is_whole && selection.may_show_conflicts();
    let conflicts = project.conflicts().filter(|_| has_conflicts).cloned().map(|conflict| {
        let annotator = conflict.annotator.map(|annotator| selection.annotator_id(annotator));
        Conflict { annotator, ..conflict }
    });
    let comments = project.comments().filter(|_| is_whole && selection.options.with_text).cloned();
    let comments = comments.map(|comment| {
        let annotator = selection.annotator_id(comment.annotator);
        Comment { annotator, ..comment }
    });
    let file = CodebookFile {
        title: Some(project.title().to_owned()),
        // Who looked at whose work, and when, stays with the project.
        settings: Some(Settings { reveals: BTreeSet::new(), ..project.settings().clone() }),
        codebook: Some(project.codebook().clone()),
        rulings: rulings.collect(),
        conflicts: conflicts.collect(),
        questions,
        comments: comments.collect(),
    };
    let mut bytes =
        serde_json::to_vec_pretty(&file).map_err(|err| FormatError::Unwritable(err.to_string()))?;
    bytes.push(b'\n');
    Ok(bytes)
}
