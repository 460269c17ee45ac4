//! [`Dataset`]: records that were made elsewhere, as a reader of a format gives them.

use crate::model::{
    Annotator, Claim, Codebook, Comment, Conflict, Dismissal, Document, DocumentId, Link, Project, Question,
    Ruling, Settings, Timestamp, Verdict,
};
use std::collections::BTreeSet;

/// Records ready to go into a project, each naming only records of the dataset or of [`Defaults::project`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dataset {
    /// None when the files do not say.
    pub title: Option<String>,
    /// None when the files do not say.
    pub settings: Option<Settings>,
    /// Holds every entry that the records name; none when the codebook they were read against has them all.
    pub codebook: Option<Codebook>,
    /// Those of the files, and those that records name without the files saying more.
    pub annotators: Vec<Annotator>,
    /// In the order of the files.
    pub documents: Vec<Document>,
    /// Documents that the files hold or are about, also those that the project has.
    pub held_documents: BTreeSet<DocumentId>,
    /// In the order of the files.
    pub claims: Vec<Claim>,
    /// In the order of the files; symmetric kinds have their ends in order.
    pub links: Vec<Link>,
    /// In the order of the files.
    pub dismissals: Vec<Dismissal>,
    /// In the order of the files.
    pub verdicts: Vec<Verdict>,
    /// In the order of the files.
    pub rulings: Vec<Ruling>,
    /// In the order of the files.
    pub conflicts: Vec<Conflict>,
    /// In the order of their ids.
    pub questions: Vec<Question>,
    /// In the order of the files.
    pub comments: Vec<Comment>,
    /// What was odd and how it was read, for the reader.
    pub problems: Vec<String>,
}

/// What a reader fills in where the files are silent.
#[derive(Clone, Copy, Debug)]
pub struct Defaults<'p> {
    /// For records without a time.
    pub time: Timestamp,
    /// For records without an annotator.
    pub annotator: &'p Annotator,
    /// Whose documents, claims, annotators and codebook the records may name besides those of the files.
    pub project: Option<&'p Project>,
}

/// A file to read.
#[derive(Clone, Copy, Debug)]
pub struct InputFile<'b> {
    /// With or without folders; the last part decides what it is.
    pub name: &'b str,
    /// All of it.
    pub bytes: &'b [u8],
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Without folders.
    pub name: String,
    /// All of it.
    pub bytes: Vec<u8>,
}
