//! [`Workspace::import_dataset`]: a dataset becomes one step. Nothing that is in the project is lost by it.

mod absent;
mod layers;
mod newer;
mod texts;

use super::codebooks::{joined, new_entries};
use crate::formats::{Dataset, Defaults, FormatError, InputFile, ReadDataset, uuid_from_text};
use crate::model::{
    Annotator, AnnotatorId, Codebook, Document, Edit, EditError, Link, Project, Settings, Timestamp,
    Transaction,
};
use crate::workspace::Workspace;

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The files could not be read.
    #[error("Nothing was imported: {0}. Correct the files and import them again.")]
    Format(#[from] FormatError),
    /// The records do not hold together.
    #[error("Nothing was imported: {0}. Correct the files and import them again.")]
    Edit(#[from] EditError),
}

/// What came of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Imported {
    /// New ones.
    pub documents: usize,
    /// New and changed ones.
    pub claims: usize,
    /// New and changed ones.
    pub links: usize,
    /// New and changed ones.
    pub dismissals: usize,
    /// New and changed ones.
    pub verdicts: usize,
    /// New and changed ones.
    pub questions: usize,
    /// New and changed ones.
    pub comments: usize,
    /// Kinds, levels and other entries that the codebook lacks and gets, as `claim kind “rumour”`.
    pub new_entries: Vec<String>,
    /// What was odd and how it was read.
    pub problems: Vec<String>,
}

impl Workspace {
    /// Reads files against this project and imports them.
    ///
    /// On an error the project is as it was.
    pub fn import_files(
        &mut self,
        read: ReadDataset,
        files: &[InputFile<'_>],
        annotator: &Annotator,
    ) -> Result<Imported, ImportError> {
        let defaults = Defaults { time: self.now(), annotator, project: Some(self.project()) };
        let dataset = read(files, &defaults)?;
        self.import_dataset(dataset)
    }

    /// Whose work files are that name nobody: the annotator of that id or name, or a new one, who is the same for every
    /// import under that name. An error in words where several have the name.
    pub fn annotator_called(&self, name: &str) -> Result<Annotator, String> {
        annotator_called(self.project(), name)
    }

    /// What importing the dataset would do, and whether it could; the project stays as it is.
    ///
    /// Entries that the codebook lacks are among [`Imported::new_entries`]: ask before they are added.
    pub fn preview_dataset(&self, dataset: &Dataset) -> Result<Imported, ImportError> {
        preview(self.project().clone(), dataset)
    }

    /// Adds the records in one step. Records with a known id replace those of the same annotator.
    ///
    /// On an error the project is as it was.
    pub fn import_dataset(&mut self, dataset: Dataset) -> Result<Imported, ImportError> {
        let plan = Plan::new(self.project(), dataset);
        self.commit(Transaction::new("Import rows", plan.edits))?;
        Ok(plan.report)
    }
}

/// See [`Workspace::annotator_called`].
pub(in crate::workspace) fn annotator_called(project: &Project, name: &str) -> Result<Annotator, String> {
    let name = name.trim();
    if let Some(known) = name.parse().ok().and_then(|id| project.annotator(id)) {
        return Ok(known.clone());
    }
    let called: Vec<&Annotator> = project.annotators().filter(|known| known.name == name).collect();
    match called.as_slice() {
        [] if name.is_empty() => Err("Nothing was imported: the name of the annotator is empty.".to_owned()),
        [] => {
            let (id, name) = (AnnotatorId(uuid_from_text(&format!("annotator {name}"))), name.to_owned());
            Ok(Annotator { id, name, reference: false, machine: None })
        }
        [one] => Ok((*one).clone()),
        several => {
            let ids: Vec<String> = several.iter().map(|one| one.id.to_string()).collect();
            Err(format!(
                "Nothing was imported: {} annotators are called “{name}”. Name one of them by id: {}.",
                ids.len(),
                ids.join(", ")
            ))
        }
    }
}

/// What importing a dataset into a project would do.
pub(in crate::workspace) fn preview(
    mut project: Project,
    dataset: &Dataset,
) -> Result<Imported, ImportError> {
    let plan = Plan::new(&project, dataset.clone());
    for edit in plan.edits {
        project.apply(edit)?;
    }
    Ok(plan.report)
}

/// The edits of an import, in the order in which records come to name each other.
#[derive(Debug, Default)]
struct Plan {
    edits: Vec<Edit>,
    report: Imported,
    /// Records that the project has in an older version.
    replaced_count: usize,
    /// Records that the project has in a newer version.
    older_count: usize,
}

impl Plan {
    fn new(project: &Project, dataset: Dataset) -> Self {
        let dataset = texts::at_known_texts(project, dataset);
        let dataset = layers::beside(project, dataset);
        let mut plan = Self::default();
        let absent = absent::absent(project, &dataset);
        plan.report.problems = dataset.problems;
        plan.report.problems.extend(absent);
        let is_empty = project.documents().len() == 0 && project.claims().len() == 0;
        if let Some(codebook) = dataset.codebook {
            plan.report.new_entries = new_entries(project.codebook(), &codebook);
            plan.codebook(project, codebook, is_empty);
        }
        if is_empty {
            plan.edits.extend(dataset.title.map(Edit::SetTitle));
            let reveals = &project.settings().reveals;
            let settings = dataset.settings.map(|settings| Settings { reveals: reveals.clone(), ..settings });
            plan.edits.extend(settings.map(Edit::SetSettings));
        }
        for annotator in dataset.annotators {
            plan.annotator(project, annotator);
        }
        for document in dataset.documents {
            plan.document(project, document);
        }
        for question in dataset.questions {
            let known = project.question(question.id);
            if let Some(question) = plan.newest(known, question, |one| one.modified, newer::question) {
                plan.report.questions += 1;
                plan.edits.push(Edit::PutQuestion(Box::new(question)));
            }
        }
        for claim in dataset.claims {
            let known = project.claim(claim.id);
            if let Some(claim) = plan.newest(known, claim, |one| one.modified, newer::claim) {
                plan.report.claims += 1;
                plan.edits.push(Edit::PutClaim(Box::new(claim)));
            }
        }
        for link in dataset.links {
            plan.link(project, link);
        }
        for dismissal in dataset.dismissals {
            let known = project.dismissal(dismissal.id);
            if let Some(dismissal) = plan.newest(known, dismissal, |one| one.created, newer::dismissal) {
                plan.report.dismissals += 1;
                plan.edits.push(Edit::PutDismissal(Box::new(dismissal)));
            }
        }
        for verdict in dataset.verdicts {
            let known = project.verdict(verdict.id);
            if let Some(verdict) = plan.newest(known, verdict, |one| one.decided, newer::verdict) {
                plan.report.verdicts += 1;
                plan.edits.push(Edit::PutVerdict(Box::new(verdict)));
            }
        }
        for ruling in dataset.rulings {
            let known = project.ruling(ruling.id);
            let newest = plan.newest(known, ruling, |one| one.decided, newer::ruling);
            plan.edits.extend(newest.map(|ruling| Edit::PutRuling(Box::new(ruling))));
        }
        let conflicts = dataset.conflicts.into_iter();
        plan.edits.extend(conflicts.map(|conflict| Edit::PutConflict(Box::new(conflict))));
        for comment in dataset.comments {
            let known = project.comment(comment.id);
            if let Some(comment) = plan.newest(known, comment, |one| one.created, newer::comment) {
                plan.report.comments += 1;
                plan.edits.push(Edit::PutComment(Box::new(comment)));
            }
        }
        plan.tell_versions();
        plan
    }

    /// Of a record that the project has under its id the newer version, as `newer` puts it together; none where the
    /// project has the same or a newer one.
    fn newest<R>(
        &mut self,
        known: Option<&R>,
        found: R,
        time: impl Fn(&R) -> Timestamp,
        newer: impl Fn(&R, R) -> Option<R>,
    ) -> Option<R> {
        let Some(known) = known else { return Some(found) };
        let is_older = time(&found) < time(known);
        let found = newer(known, found)?;
        if is_older {
            self.older_count += 1;
            return None;
        }
        self.replaced_count += 1;
        Some(found)
    }

    fn tell_versions(&mut self) {
        let replaced = match self.replaced_count {
            0 => None,
            1 => Some("1 record was in the project already and was replaced by its newer version".to_owned()),
            count => Some(format!(
                "{count} records were in the project already and were replaced by their newer versions"
            )),
        };
        let older = match self.older_count {
            0 => None,
            1 => Some("1 record is newer in the project than in the files, and stayed".to_owned()),
            count => Some(format!("{count} records are newer in the project than in the files, and stayed")),
        };
        self.report.problems.extend([replaced, older].into_iter().flatten());
    }

    /// An empty project takes the codebook over; another one keeps its entries and gets those that it lacks.
    fn codebook(&mut self, project: &Project, imported: Codebook, is_empty: bool) {
        let codebook = if is_empty { imported } else { joined(project.codebook(), imported) };
        if codebook != *project.codebook() {
            self.edits.push(Edit::SetCodebook(Box::new(codebook)));
        }
    }

    fn annotator(&mut self, project: &Project, annotator: Annotator) {
        match project.annotator(annotator.id) {
            None => self.edits.push(Edit::PutAnnotator(annotator)),
            Some(known) if known.name != annotator.name => self.report.problems.push(format!(
                "the project knows annotator “{}” as “{}” and keeps that name",
                annotator.name, known.name
            )),
            Some(_) => {}
        }
    }

    fn document(&mut self, project: &Project, document: Document) {
        let Some(known) = project.document(document.id) else {
            self.report.documents += 1;
            self.edits.push(Edit::AddDocument { position: usize::MAX, document: Box::new(document) });
            return;
        };
        if known.details != document.details || known.sentences != document.sentences {
            self.report.problems.push(format!(
                "document “{}” is in the project already, which keeps its own title, source and sentences",
                known.details.title
            ));
        }
        let readers = document.read_by.difference(&known.read_by);
        let document = known.id;
        self.edits.extend(readers.map(|annotator| Edit::SetRead {
            document,
            annotator: *annotator,
            read: true,
        }));
    }

    fn link(&mut self, project: &Project, link: Link) {
        // The kind of the project decides, not that of the files.
        let kind = project.codebook().link_kind(&link.kind);
        let is_turned = kind.is_some_and(|kind| kind.symmetric) && link.from > link.to;
        let link = if is_turned { link.reversed() } else { link };
        let known = project.link(link.id);
        let Some(link) = self.newest(known, link, |one| one.modified, newer::link) else { return };
        let twin = project.links_of(link.from).find(|other| {
            other.id != link.id
                && (other.from, other.to) == (link.from, link.to)
                && other.kind == link.kind
                && other.annotator == link.annotator
        });
        if let Some(twin) = twin {
            self.report.problems.push(format!(
                "link {} was not imported: the project has the same link as {}",
                link.id, twin.id
            ));
            return;
        }
        self.report.links += 1;
        self.edits.push(Edit::PutLink(Box::new(link)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{ExportOptions, OutputFile, format, read_jsonl, written};
    use crate::model::{Claim, ClaimId};
    use crate::workspace::{FixedClock, IdSource};
    use std::ops::ControlFlow;
    use unicode_normalization::UnicodeNormalization as _;

    const DOCUMENTS: &str = r#"{"id": "d", "text": "It rose by 5 %. It fell.", "title": "T"}"#;
    const CLAIMS: &str = r#"{"id": "a", "document_id": "d", "start_cp": 0, "end_cp": 15, "annotator_id": "Bo", "created": "2026-04-28T00:00:00Z"}
{"id": "b", "document_id": "d", "start_cp": 16, "end_cp": 24, "annotator_id": "Bo", "created": "2026-04-28T00:00:00Z"}"#;
    const LINKS: &str =
        r#"{"id": "l", "from_id": "b", "to_id": "a", "kind": "contradicts", "annotator_id": "Bo"}"#;

    fn ann() -> Annotator {
        let name = "Ann".to_owned();
        Annotator { machine: None, id: AnnotatorId(uuid::Uuid::from_u128(1)), name, reference: false }
    }

    fn import(workspace: &mut Workspace, files: &[(&str, &str)]) -> Result<Imported, String> {
        let files: Vec<InputFile<'_>> =
            files.iter().map(|(name, text)| InputFile { name, bytes: text.as_bytes() }).collect();
        workspace.import_files(read_jsonl, &files, &ann()).map_err(|err| err.to_string())
    }

    fn rows(project: &Project) -> Vec<OutputFile> {
        let mut go_on = |_: f32| ControlFlow::Continue(());
        written(format("jsonl").unwrap(), project, &ExportOptions::default(), &mut go_on).unwrap().0
    }

    #[test]
    fn an_import_is_one_step_and_a_second_one_changes_nothing() {
        let mut workspace = Workspace::empty("", &ann()).unwrap();
        let before = workspace.project().clone();
        let files = [("documents.jsonl", DOCUMENTS), ("claims.jsonl", CLAIMS), ("links.jsonl", LINKS)];
        let report = import(&mut workspace, &files).unwrap();
        assert_eq!((report.documents, report.claims, report.links), (1, 2, 1));
        assert_eq!(workspace.project().check(), []);
        let after = workspace.project().clone();
        let written = rows(&after);
        let written: Vec<(&str, &str)> = written
            .iter()
            .map(|file| (file.name.as_str(), std::str::from_utf8(&file.bytes).unwrap()))
            .collect();
        let report = import(&mut workspace, &written).unwrap();
        assert_eq!((report.documents, report.claims, report.links), (0, 0, 0));
        assert_eq!((workspace.project(), report.problems.len()), (&after, 0));
        assert_eq!(workspace.undo().unwrap().as_deref(), Some("Import rows"));
        assert_eq!(workspace.project(), &before);
    }

    #[test]
    fn a_preview_counts_and_asks_and_changes_nothing() {
        let mut workspace = Workspace::empty("", &ann()).unwrap();
        let before = workspace.project().clone();
        let claims = CLAIMS.replacen("\"document_id\"", "\"kinds\": [\"rumour\"], \"document_id\"", 1);
        let files = [("documents.jsonl", DOCUMENTS), ("claims.jsonl", &claims)];
        let files = files.map(|(name, text)| InputFile { name, bytes: text.as_bytes() });
        let me = ann();
        let defaults = Defaults { time: workspace.now(), annotator: &me, project: Some(workspace.project()) };
        let dataset = read_jsonl(&files, &defaults).unwrap();
        let report = workspace.preview_dataset(&dataset).unwrap();
        assert_eq!((report.documents, report.claims), (1, 2));
        assert_eq!(report.new_entries, ["claim kind “rumour”"]);
        assert_eq!(workspace.project(), &before);
        assert_eq!(workspace.import_dataset(dataset).unwrap(), report);
    }

    #[test]
    fn only_the_own_annotator_may_replace_a_record() {
        let mut workspace = Workspace::empty("", &ann()).unwrap();
        import(&mut workspace, &[("documents.jsonl", DOCUMENTS), ("claims.jsonl", CLAIMS)]).unwrap();
        let before = workspace.project().clone();
        let changed = CLAIMS.replace("15,", "7,");
        let report = import(&mut workspace, &[("claims.jsonl", &changed)]).unwrap();
        assert_eq!(report.claims, 1);
        assert!(workspace.project().claims().any(|claim| claim.quote == "It rose"));
        workspace.undo().unwrap();
        assert_eq!(workspace.project(), &before);
    }

    #[test]
    fn another_annotators_record_under_one_id_comes_in_beside_it() {
        let mut workspace = Workspace::empty("", &ann()).unwrap();
        let files = [("documents.jsonl", DOCUMENTS), ("claims.jsonl", CLAIMS), ("links.jsonl", LINKS)];
        import(&mut workspace, &files).unwrap();
        let own: Vec<Claim> = workspace.project().claims().cloned().collect();
        let (claims, links) = (CLAIMS.replace("Bo", "Cy"), LINKS.replace("Bo", "Cy"));
        let report = import(&mut workspace, &[("claims.jsonl", &claims), ("links.jsonl", &links)]).unwrap();
        assert_eq!((report.claims, report.links), (2, 1));
        let told =
            |report: &Imported, words: &str| report.problems.iter().any(|problem| problem.contains(words));
        assert!(told(&report, "3 records have ids under which the project has the work"), "{report:?}");
        let project = workspace.project();
        assert!(own.iter().all(|claim| project.claim(claim.id) == Some(claim)), "the own ones stay");
        let layers: Vec<_> = project
            .links()
            .map(|link| [link.from, link.to].map(|end| project.claim(end).unwrap().annotator))
            .collect();
        assert!(layers.iter().all(|[from, to]| from == to) && layers[0] != layers[1], "{layers:?}");
        let after = project.clone();
        let report = import(&mut workspace, &[("claims.jsonl", &claims), ("links.jsonl", &links)]).unwrap();
        assert_eq!((report.claims, report.links), (0, 0), "a second time changes nothing: {report:?}");
        assert_eq!(workspace.project(), &after);
    }

    #[test]
    fn an_older_export_replaces_nothing_and_other_words_under_one_id_are_a_claim_of_their_own() {
        let mut workspace = Workspace::empty("", &ann()).unwrap();
        let noted = CLAIMS.replace(
            "\"created\"",
            "\"note\": \"first\", \"modified\": \"2026-05-01T00:00:00Z\", \"created\"",
        );
        let files =
            [("documents.jsonl", DOCUMENTS), ("claims.jsonl", noted.as_str()), ("links.jsonl", LINKS)];
        import(&mut workspace, &files).unwrap();
        let newer = noted.replace("first", "second").replace("2026-05-01", "2026-05-02");
        import(&mut workspace, &[("claims.jsonl", &newer)]).unwrap();
        let report = import(&mut workspace, &[("claims.jsonl", &noted)]).unwrap();
        assert_eq!(report.problems, ["2 records are newer in the project than in the files, and stayed"]);
        assert!(workspace.project().claims().all(|claim| claim.note == "second"));
        // The same ids for the other sentence: a table with row numbers and one row more in front.
        let ends: Vec<ClaimId> = workspace.project().links().flat_map(|link| [link.from, link.to]).collect();
        let words: Vec<String> =
            ends.iter().map(|id| workspace.project().claim(*id).unwrap().quote.clone()).collect();
        let moved = newer.replace("\"a\"", "\"z\"").replace("\"b\"", "\"a\"").replace("05-02", "05-03");
        let report = import(&mut workspace, &[("claims.jsonl", &moved)]).unwrap();
        assert!(report.problems.iter().any(|problem| problem.contains("or other words")), "{report:?}");
        let after: Vec<&str> =
            ends.iter().map(|id| workspace.project().claim(*id).unwrap().quote.as_str()).collect();
        assert_eq!(after, words, "the link stays with its words");
        assert_eq!(workspace.project().claims().len(), 2, "the same words by the same person are one claim");
    }

    #[test]
    fn a_text_in_another_form_is_the_text_of_the_project() {
        let mut workspace = Workspace::empty("", &ann()).unwrap();
        let text = "Le caf\u{e9} co\u{fb}te 5. Il ferme.";
        let document =
            |id: &str, text: &str| format!("{{\"id\": \"{id}\", \"text\": {}}}", serde_json::json!(text));
        import(&mut workspace, &[("documents.jsonl", &document("d", text))]).unwrap();
        let other: String = text.nfd().collect::<String>() + "\n";
        let start = other.chars().position(|c| c == 'I').unwrap();
        let claim = format!(
            "{{\"id\": \"x\", \"document_id\": \"e\", \"start_cp\": {start}, \"end_cp\": {}, \"quote\": \"Il ferme.\"}}",
            start + 9
        );
        let files = [("documents.jsonl", document("e", &other)), ("claims.jsonl", claim)];
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let report = import(&mut workspace, &files).unwrap();
        assert_eq!((report.documents, report.claims), (0, 1), "{report:?}");
        let claim = workspace.project().claims().next().unwrap();
        assert_eq!((claim.quote.as_str(), claim.unanchored), ("Il ferme.", false));
        assert_eq!(claim.span.slice(text), Some("Il ferme."));
        let again = document("d", &format!("{text}\n"));
        let report = import(&mut workspace, &[("documents.jsonl", &again)]).unwrap();
        assert_eq!((report.documents, workspace.project().documents().len()), (0, 1));
        assert!(!report.problems.iter().any(|problem| problem.contains("another text")), "{report:?}");
    }

    #[test]
    fn records_without_a_time_come_in_once() {
        let mut workspace = Workspace::empty("", &ann()).unwrap();
        let files = [
            ("documents.jsonl", DOCUMENTS),
            ("claims.jsonl", CLAIMS),
            ("questions.jsonl", r#"{"id": "q", "title": "How much?"}"#),
            (
                "dismissals.jsonl",
                r#"{"id": "n", "claim_id": "a", "document_id": "d", "start_cp": 16, "end_cp": 24}"#,
            ),
            ("verdicts.jsonl", r#"{"id": "v", "claim_ids": ["a", "b"], "outcome": "open"}"#),
        ];
        import(&mut workspace, &files).unwrap();
        let before = workspace.project().clone();
        let later = Box::new(FixedClock("2099-01-01T00:00:00Z".parse().unwrap()));
        let mut workspace = Workspace::new(before.clone(), &ann(), later, IdSource::Counted(1)).unwrap();
        let report = import(&mut workspace, &files).unwrap();
        assert_eq!((report.questions, report.dismissals, report.verdicts), (0, 0, 0), "{report:?}");
        assert_eq!(workspace.project(), &before);
    }

    #[test]
    fn claims_that_become_one_are_weighed_once_and_not_linked_with_themselves() {
        let mut workspace = Workspace::empty("", &ann()).unwrap();
        let documents = format!("{DOCUMENTS}\n{}", DOCUMENTS.replace("\"d\"", "\"e\""));
        let second = CLAIMS.replace("\"d\"", "\"e\"").replace("\"a\"", "\"x\"").replace("\"b\"", "\"y\"");
        let links = format!("{LINKS}\n{}", LINKS.replace("\"l\"", "\"m\"").replace("\"b\"", "\"x\""));
        let verdicts =
            r#"{"id": "v", "claim_ids": ["a", "b", "x"], "outcome": "favour", "favoured_ids": ["a", "x"]}"#;
        let files = [
            ("documents.jsonl", documents.as_str()),
            ("claims.jsonl", &format!("{CLAIMS}\n{second}")),
            ("links.jsonl", &links),
            ("verdicts.jsonl", verdicts),
        ];
        let report = import(&mut workspace, &files).unwrap();
        assert_eq!(
            (report.documents, report.claims, report.links, report.verdicts),
            (1, 2, 1, 1),
            "{report:?}"
        );
        let verdict = workspace.project().verdicts().next().unwrap();
        assert_eq!((verdict.claims.len(), verdict.favoured.len()), (2, 1));
        assert!(
            report.problems.iter().any(|problem| problem.starts_with("1 link was left out")),
            "{report:?}"
        );
        assert_eq!(workspace.project().check(), []);
    }

    #[test]
    fn another_text_under_one_id_comes_in_with_its_claims() {
        let mut workspace = Workspace::empty("", &ann()).unwrap();
        import(&mut workspace, &[("documents.jsonl", DOCUMENTS), ("claims.jsonl", CLAIMS)]).unwrap();
        let other = DOCUMENTS.replace("rose", "sank");
        let claims = CLAIMS.replace("\"a\"", "\"x\"").replace("\"b\"", "\"y\"");
        let report =
            import(&mut workspace, &[("documents.jsonl", &other), ("claims.jsonl", &claims)]).unwrap();
        assert_eq!((report.documents, report.claims), (1, 2));
        assert!(report.problems[0].contains("has another text than “T”"), "{report:?}");
        let quotes: Vec<&str> = workspace.project().claims().map(|claim| claim.quote.as_str()).collect();
        assert!(quotes.contains(&"It sank by 5 %.") && quotes.contains(&"It rose by 5 %."), "{quotes:?}");
    }

    #[test]
    fn a_project_with_work_keeps_its_codebook_and_gets_what_it_lacks() {
        let mut workspace = Workspace::empty("Mine", &ann()).unwrap();
        import(&mut workspace, &[("documents.jsonl", DOCUMENTS)]).unwrap();
        let codebook = r#"{"title": "Theirs", "codebook": {"claim_kinds":
            [{"id": "quantity", "label": "Number", "color": "000000"}, {"id": "new", "label": "New", "color": "000000"}]}}"#;
        import(&mut workspace, &[("codebook.json", codebook)]).unwrap();
        let kinds = &workspace.project().codebook().claim_kinds;
        assert_eq!(workspace.project().title(), "Mine");
        assert!(
            kinds.iter().any(|kind| kind.id == "new") && kinds.iter().any(|kind| kind.label == "Quantity")
        );
    }
}
