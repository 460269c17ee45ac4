//! [`Reading`]: what all rows of one dataset share while it is read: codebook, annotators, problems.

use super::rows::{RowConfidence, RowId};
use crate::formats::labels::{NO_KIND_LABEL, id_of_label, loose_label};
use crate::formats::unread::Unread;
use crate::formats::{Dataset, Defaults, FormatError, Place};
use crate::model::{
    Annotator, AnnotatorId, ClaimKind, Codebook, Confidence, Level, LinkKind, Question, QuestionId,
    RELIABILITY_SCALE, Scale, Term,
};
use std::collections::BTreeMap;

/// Colour of kinds that a dataset brings without one.
const PLAIN_COLOR: &str = "8C8F94";

/// The state of a reader between rows.
#[derive(Debug)]
pub(in crate::formats) struct Reading<'d> {
    pub(in crate::formats) defaults: Defaults<'d>,
    /// Grows by what the rows name.
    pub(in crate::formats) codebook: Codebook,
    /// The dataset needs its own codebook.
    pub(in crate::formats) is_codebook_needed: bool,
    /// Scale of levels that name none.
    pub(in crate::formats) scale: String,
    /// Of the files, and those that rows name.
    pub(in crate::formats) annotators: BTreeMap<AnnotatorId, Annotator>,
    /// Of the files.
    pub(in crate::formats) questions: BTreeMap<QuestionId, Question>,
    /// What was odd and how it was read.
    pub(in crate::formats) problems: Vec<String>,
    /// What no record has a place for.
    pub(in crate::formats) unread: Unread,
    /// Why the first row was left out.
    pub(in crate::formats) refusal: Option<FormatError>,
}

/// Somebody, as files name them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::formats) struct Person {
    /// What tells two of one name apart; none where there is only the name.
    pub(in crate::formats) id: Option<String>,
    /// May be a UUID, which is an id of the project.
    pub(in crate::formats) name: String,
}

impl Person {
    /// Somebody of whom the files say no more than a name.
    pub(in crate::formats) fn named(name: &str) -> Self {
        Self { id: None, name: name.to_owned() }
    }

    /// Somebody of whom the files say no more than the number that a program gave.
    pub(in crate::formats) fn is_number(&self) -> bool {
        let number = self.name.strip_prefix("User ").filter(|_| self.id.is_some());
        number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

impl Reading<'_> {
    /// The problems with what was not read, once.
    pub(in crate::formats) fn told(&mut self) -> Vec<String> {
        self.problems.append(&mut self.unread.told());
        std::mem::take(&mut self.problems)
    }

    /// What a row gives; nothing, and a problem, where the row itself cannot be used: one bad row costs one row.
    ///
    /// # Errors
    /// What is no fault of a row.
    pub(in crate::formats) fn or_left_out<T>(
        &mut self,
        read: Result<T, FormatError>,
    ) -> Result<Option<T>, FormatError> {
        match read {
            Ok(record) => Ok(Some(record)),
            Err(err @ FormatError::Row { .. }) => {
                self.problems.push(format!("{err}; it was left out"));
                self.refusal.get_or_insert(err);
                Ok(None)
            }
            Err(err) => Err(err),
        }
    }

    /// Files of which nothing could be used are refused with the first reason.
    pub(in crate::formats) fn refused_when_empty(&mut self, dataset: &Dataset) -> Result<(), FormatError> {
        let counts = [
            dataset.documents.len(),
            dataset.claims.len(),
            dataset.links.len(),
            dataset.dismissals.len(),
            dataset.verdicts.len(),
        ];
        match self.refusal.take() {
            Some(refusal) if counts.iter().sum::<usize>() == 0 => Err(refusal),
            _ => Ok(()),
        }
    }

    /// The annotator of a row; one that no file describes is added under the id as name.
    pub(in crate::formats) fn annotator(&mut self, id: Option<&RowId>, place: &Place) -> AnnotatorId {
        let Some(row_id) = id else {
            let annotator = self.defaults.annotator;
            if !self.is_known(annotator.id) {
                self.annotators.insert(annotator.id, annotator.clone());
            }
            return annotator.id;
        };
        let id = AnnotatorId(row_id.uuid());
        if !self.is_known(id) {
            // The number of somebody is no name, which another one may have.
            let is_number = row_id.0.bytes().all(|byte| byte.is_ascii_digit());
            let name = if is_number { format!("User {}", row_id.0) } else { row_id.0.clone() };
            self.problems.push(format!(
                "{place}: no file names annotator “{}”, who was added under the name “{name}”",
                row_id.0
            ));
            self.annotators.insert(id, Annotator { id, name, reference: false, machine: None });
        }
        id
    }

    /// The question of a row; one that neither the files nor the project have is told, and the row goes without it.
    pub(in crate::formats) fn question(&mut self, row_id: &RowId, place: &Place) -> Option<QuestionId> {
        let id = QuestionId(row_id.uuid());
        let in_project = self.defaults.project.and_then(|project| project.question(id));
        let is_known = self.questions.contains_key(&id) || in_project.is_some();
        if !is_known {
            let words =
                format!("{place}: question “{}” is not there; it was read without the question", row_id.0);
            self.problems.push(words);
        }
        is_known.then_some(id)
    }

    fn is_known(&self, id: AnnotatorId) -> bool {
        let in_project = self.defaults.project.and_then(|project| project.annotator(id));
        self.annotators.contains_key(&id) || in_project.is_some()
    }

    /// Notes what an annotator of that id is called, unless the project or the files have said it before.
    pub(in crate::formats) fn meet_annotator(&mut self, id: AnnotatorId, name: &str) {
        if !self.is_known(id) && !name.is_empty() {
            self.annotators
                .insert(id, Annotator { id, name: name.to_owned(), reference: false, machine: None });
        }
    }

    /// The annotator of that name or id; one that nobody knows is added.
    pub(in crate::formats) fn annotator_named(&mut self, name: Option<&str>, place: &Place) -> AnnotatorId {
        let Some(name) = name.filter(|name| !name.trim().is_empty()) else {
            return self.annotator(None, place);
        };
        if uuid::Uuid::parse_str(name).is_ok() {
            return self.annotator(Some(&RowId(name.to_owned())), place);
        }
        if self.defaults.annotator.name == name {
            return self.annotator(None, place);
        }
        let in_project = self.defaults.project.into_iter().flat_map(|project| project.annotators());
        let known = self.annotators.values().chain(in_project).find(|known| known.name == name);
        if let Some(id) = known.map(|known| known.id) {
            return id;
        }
        let id = AnnotatorId(crate::formats::ids::uuid_from_text(&format!("annotator {name}")));
        if !self.is_known(id) {
            self.problems.push(format!("{place}: annotator “{name}” is new and was added"));
            self.annotators
                .insert(id, Annotator { id, name: name.to_owned(), reference: false, machine: None });
        }
        id
    }

    /// The annotator that a person is. Two with different ids are two, whatever their names.
    pub(in crate::formats) fn person(&mut self, person: Option<&Person>, place: &Place) -> AnnotatorId {
        let Some(Person { id, name }) = person else { return self.annotator(None, place) };
        let Some(id) = id.as_deref().filter(|id| !id.trim().is_empty()) else {
            return self.annotator_named(Some(name), place);
        };
        if let Ok(own) = uuid::Uuid::parse_str(id) {
            self.meet_annotator(AnnotatorId(own), name);
            return self.annotator(Some(&RowId(id.to_owned())), place);
        }
        let own = AnnotatorId(crate::formats::ids::uuid_from_text(&format!("annotator known as {id}")));
        if !self.is_known(own) {
            let name = if name.trim().is_empty() { id } else { name };
            let in_project = self.defaults.project.into_iter().flat_map(|project| project.annotators());
            let is_twin = self.annotators.values().chain(in_project).any(|known| known.name == name);
            self.problems.push(if is_twin {
                format!("{place}: annotator “{name}” ({id}) was added beside the one who has this name, but not this id")
            } else {
                format!("{place}: annotator “{name}” is new and was added")
            });
            self.meet_annotator(own, name);
        }
        own
    }

    /// The confidence that other programs write as one word: a level of the project's scale, or `scale.level`.
    ///
    /// Where the middle of three levels has another of its two usual names, *medium* and *moderate* are the same.
    pub(in crate::formats) fn confidence_named(
        &mut self,
        word: &str,
        place: &Place,
    ) -> Result<Confidence, FormatError> {
        if let Some((scale, level)) = word.split_once('.') {
            let scales = self.codebook.scales.iter().map(|scale| (&scale.id, &scale.label));
            let scale = entry(&scales, None, scale).and_then(|id| self.codebook.scale(&id));
            if let Some((scale, level)) = scale.and_then(|scale| Some((scale, term(&scale.levels, level)?))) {
                return Ok(Confidence { scale: scale.id.clone(), level });
            }
        }
        let own = self.scale.clone();
        let find = |codebook: &Codebook, scale: &str, word: &str| {
            codebook.scale(scale).and_then(|scale| term(&scale.levels, word))
        };
        let other_name = match word.to_lowercase().as_str() {
            "medium" => Some("moderate"),
            "moderate" => Some("medium"),
            _ => None,
        };
        let in_own = find(&self.codebook, &own, word)
            .or_else(|| other_name.and_then(|name| find(&self.codebook, &own, name)));
        if let Some(level) = in_own {
            return Ok(Confidence { scale: own, level });
        }
        let level = self.level(&own, word, place)?;
        Ok(Confidence { scale: own, level })
    }

    /// Id of the claim kind that a row names by id or label.
    pub(in crate::formats) fn claim_kind(
        &mut self,
        name: &str,
        place: &Place,
    ) -> Result<String, FormatError> {
        let entries = self.codebook.claim_kinds.iter().map(|kind| (&kind.id, &kind.label));
        if let Some(id) = entry(&entries, Some(NO_KIND_LABEL), name) {
            return Ok(id);
        }
        self.add("claim kind", name, place)?;
        let (id, label) = (name.to_owned(), name.to_owned());
        let color = PLAIN_COLOR.to_owned();
        self.codebook.claim_kinds.push(ClaimKind { id, label, color, ..ClaimKind::default() });
        Ok(name.to_owned())
    }

    /// Id of the link kind that a row names by id or label.
    pub(in crate::formats) fn link_kind(&mut self, name: &str, place: &Place) -> Result<String, FormatError> {
        let entries = self.codebook.link_kinds.iter().map(|kind| (&kind.id, &kind.label));
        if let Some(id) = entry(&entries, None, name) {
            return Ok(id);
        }
        self.add("link kind", name, place)?;
        let (id, label) = (name.to_owned(), name.to_owned());
        let color = PLAIN_COLOR.to_owned();
        self.codebook.link_kinds.push(LinkKind { id, label, color, ..LinkKind::default() });
        Ok(name.to_owned())
    }

    /// Id of the difference type that a row names by id or label.
    pub(in crate::formats) fn difference_type(
        &mut self,
        name: &str,
        place: &Place,
    ) -> Result<String, FormatError> {
        if let Some(id) = term(&self.codebook.difference_types, name) {
            return Ok(id);
        }
        self.add("difference type", name, place)?;
        self.codebook.difference_types.push(new_term(name));
        Ok(name.to_owned())
    }

    /// Id of the outcome that a row names by id or label.
    pub(in crate::formats) fn outcome(&mut self, name: &str, place: &Place) -> Result<String, FormatError> {
        if let Some(id) = term(&self.codebook.outcomes, name) {
            return Ok(id);
        }
        self.add("outcome", name, place)?;
        self.codebook.outcomes.push(new_term(name));
        Ok(name.to_owned())
    }

    /// The confidence that a row names by ids or labels.
    pub(in crate::formats) fn confidence(
        &mut self,
        row: Option<RowConfidence>,
        place: &Place,
    ) -> Result<Option<Confidence>, FormatError> {
        let Some(RowConfidence { scale, level }) = row else {
            return Ok(None);
        };
        let scale = scale.unwrap_or_else(|| self.scale.clone());
        let level = self.level(&scale, &level, place)?;
        Ok(Some(Confidence { scale, level }))
    }

    /// The Admiralty letter of a source that a row names by id or label.
    pub(in crate::formats) fn reliability(
        &mut self,
        level: &str,
        place: &Place,
    ) -> Result<String, FormatError> {
        self.level(RELIABILITY_SCALE, level, place)
    }

    fn level(&mut self, scale_id: &str, name: &str, place: &Place) -> Result<String, FormatError> {
        if let Some(id) = self.codebook.scale(scale_id).and_then(|scale| term(&scale.levels, name)) {
            return Ok(id);
        }
        if self.codebook.scale(scale_id).is_none() {
            self.add("scale", scale_id, place)?;
            let (id, label) = (scale_id.to_owned(), scale_id.to_owned());
            self.codebook.scales.push(Scale { id, label, ..Scale::default() });
        }
        self.add(&format!("level in scale {scale_id}"), name, place)?;
        let added: Level = new_term(name);
        if let Some(scale) = self.codebook.scales.iter_mut().find(|scale| scale.id == scale_id) {
            scale.levels.push(added);
        }
        Ok(name.to_owned())
    }

    /// Reports an entry that the codebook lacks and that is about to be added.
    fn add(&mut self, what: &str, name: &str, place: &Place) -> Result<(), FormatError> {
        if name.trim().is_empty() {
            return Err(place.error(format!("the name of a {what} is empty")));
        }
        self.is_codebook_needed = true;
        self.problems.push(format!("{place}: the codebook had no {what} “{name}”; it was added"));
        Ok(())
    }
}

fn term(terms: &[Term], name: &str) -> Option<String> {
    entry(&terms.iter().map(|term| (&term.id, &term.label)), None, name)
}

/// The id that equals a name, else the id whose label does, whatever its case, else the id that the program's own files
/// name so, else the one that differs in blanks alone.
fn entry<'e>(
    entries: &(impl Iterator<Item = (&'e String, &'e String)> + Clone),
    reserved: Option<&str>,
    name: &str,
) -> Option<String> {
    let find = |is_meant: &dyn Fn(&str, &str) -> bool| {
        entries.clone().find(|(id, label)| is_meant(id, label)).map(|(id, _)| id.clone())
    };
    let (lower, loose) = (name.to_lowercase(), loose_label(name));
    find(&|id, _| id == name)
        .or_else(|| find(&|_, label| label.to_lowercase() == lower))
        .or_else(|| id_of_label(entries.clone().map(|(id, _)| id), reserved, name))
        .or_else(|| find(&|id, label| loose_label(id) == loose || loose_label(label) == loose))
}

fn new_term(name: &str) -> Term {
    Term { id: name.to_owned(), label: name.to_owned(), definition: String::new() }
}

impl Reading<'_> {
    /// Id of the ruling that a row names by id or label.
    pub(super) fn ruling(&mut self, name: &str, place: &Place) -> Result<String, FormatError> {
        if let Some(id) = term(&self.codebook.rulings, name) {
            return Ok(id);
        }
        self.add("ruling", name, place)?;
        self.codebook.rulings.push(new_term(name));
        Ok(name.to_owned())
    }

    /// Id of the cause that a row names by id or label.
    pub(super) fn cause(&mut self, name: &str, place: &Place) -> Result<String, FormatError> {
        if let Some(id) = term(&self.codebook.causes, name) {
            return Ok(id);
        }
        self.add("cause", name, place)?;
        self.codebook.causes.push(new_term(name));
        Ok(name.to_owned())
    }
}
