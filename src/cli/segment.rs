//! `crossclaim segment`: where the sentences of a file stand.

use super::print::{Stream, print, print_json_of};
use super::{Failure, Outcome};
use crate::workspace::Environment;
use crate::workspace::exchange::{read_source, segments};
use std::path::PathBuf;

/// Cut a text into sentences
#[derive(Debug, clap::Args)]
pub(super) struct Segment {
    /// Text to cut; belongs to no project
    file: PathBuf,
    /// Language of the text, such as `de`; guessed if not given
    #[arg(long, value_name = "xx")]
    lang: Option<String>,
    /// Print pairs of start and end in code points of the text as it would be stored, not the sentences: a line end is one
    /// character there, whatever the file has
    #[arg(long)]
    json: bool,
}

impl Segment {
    pub(super) fn run(&self, environment: &Environment) -> Result<Outcome, Failure> {
        let shown = self.file.display();
        let source = read_source(environment.vfs.as_ref(), &self.file).map_err(|err| err.to_string())?;
        let found = segments(&source.bytes, self.lang.as_deref())
            .map_err(|err| format!("{shown} was not segmented: {err}."))?;
        for problem in &found.problems {
            print(Stream::Message, &format!("{shown}: {problem}."));
        }
        if self.json {
            print_json_of(&found.sentences_cp);
        } else {
            found.sentences().for_each(|sentence| print(Stream::Result, &sentence.replace('\n', " ")));
        }
        Ok(Outcome::Done)
    }
}
