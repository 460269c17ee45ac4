//! Files in the shapes that other programs give web annotations, CAS JSON and REFI-QDA, and damaged ones.

use super::every_format::assert_read_back;
use super::sample::{nastier_project, project_of, read_as, refused_or_told, reported, small_project};
use super::zips::{unzipped, zipped};
use crossclaim::formats::{Dataset, ExportOptions, FormatError};
use crossclaim::text::Span;

const A1: &str = "🔥 Fire kills 12 in Porto.\nPolice say it was arson.";
const B1: &str = "At least nine died, the mayor said.\nThe cause was electrical.";

/// Quotes of the claims with their kinds and levels, and the kinds of the links, in order.
fn said(dataset: &Dataset) -> (Vec<String>, Vec<String>) {
    let claims = dataset.claims.iter().map(|claim| {
        let level = claim.confidence.as_ref().map_or("-", |confidence| &confidence.level);
        format!("{} [{}] {level}", claim.quote, claim.kinds.join(","))
    });
    let links = dataset.links.iter().map(|link| {
        let level = link.confidence.as_ref().map_or("-", |confidence| &confidence.level);
        format!("{} {level}", link.kind)
    });
    (claims.collect(), links.collect())
}

/// Every claim that is anchored stands where its quote is.
#[track_caller]
fn assert_in_place(dataset: &Dataset) {
    for claim in dataset.claims.iter().filter(|claim| !claim.unanchored) {
        let document = dataset.documents.iter().find(|document| document.id == claim.document).unwrap();
        assert_eq!(claim.span.slice(&document.text), Some(claim.quote.as_str()));
    }
}

fn refusal(format: &str, files: &[(&str, &[u8])]) -> String {
    refused_or_told(read_as(format, files, None))
}

/// A list as browser annotators keep it: positions in UTF-16, a relation between two annotations.
const BROWSER: &str = r##"[
 {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "id": "#ann1",
  "body": [{"type": "TextualBody", "purpose": "tagging", "value": "fire"}, {"type": "TextualBody", "purpose": "commenting", "value": "check this"}, {"purpose": "classifying", "value": "quantity", "type": "TextualBody"}],
  "creator": {"id": "https://example.org/users/ana", "name": "Ana"}, "created": "2026-01-02T03:04:05.678Z",
  "target": {"source": "https://example.org/news/a1", "selector": [{"type": "TextQuoteSelector", "exact": "Fire kills 12 in Porto."}, {"type": "TextPositionSelector", "start": 3, "end": 26}]}},
 {"type": "Annotation", "id": "#ann2", "body": "https://example.org/term", "motivation": "identifying",
  "target": {"source": "https://example.org/news/a1", "selector": {"type": "TextQuoteSelector", "prefix": "say ", "exact": "it was arson"}}},
 {"type": "Annotation", "id": "#ann3", "body": [{"type": "TextualBody", "value": "supports", "purpose": "tagging"}], "motivation": "linking", "target": [{"id": "#ann2"}, {"id": "#ann1"}]},
 {"type": "Annotation", "id": "#ann4", "target": "https://example.org/news/a1", "bodyValue": "about the page"}
]"##;

#[test]
fn annotations_of_browsers_are_found_by_their_quotes() {
    let files: [(&str, &[u8]); 2] = [("list.json", BROWSER.as_bytes()), ("a1.txt", A1.as_bytes())];
    let found = read_as("web-annotation", &files, None).unwrap();
    assert_in_place(&found);
    let (claims, links) = said(&found);
    assert_eq!(claims, ["Fire kills 12 in Porto. [quantity] -", "it was arson [] -"]);
    assert_eq!(links, ["supports -"]);
    assert_eq!((found.links[0].from, found.links[0].to), (found.claims[1].id, found.claims[0].id));
    assert_eq!(
        (found.claims[0].tags.as_slice(), found.claims[0].note.as_str()),
        (&["fire".to_owned()][..], "check this")
    );
    assert!(found.annotators.iter().any(|annotator| annotator.name == "Ana"));
    assert_eq!(found.claims[0].created.to_string(), "2026-01-02T03:04:05.678Z");
    let problems = found.problems.join("\n");
    assert!(problems.contains("list.json: positions were counted as UTF-16 code units"), "{problems}");
    assert_eq!(found.comments[0].text, "about the page");
    assert_read_back("web-annotation", &project_of(found));
}

/// The page of the Recommendation's kind, with full names and a link between documents.
const PAGE: &str = r#"{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:page1", "type": "AnnotationPage", "items": [
 {"id": "urn:c1", "type": "Annotation", "motivation": "classifying", "creator": {"id": "urn:user:ana", "type": "Person", "name": "Ana"},
  "body": [{"type": "TextualBody", "purpose": "classifying", "value": "Claim"}, {"type": "TextualBody", "purpose": "assessing", "value": "confidence:high"}],
  "target": {"type": "SpecificResource", "source": "https://example.org/a1", "selector": [{"type": "TextQuoteSelector", "exact": "Fire kills 12 in Porto.", "prefix": "🔥 ", "suffix": "\nPolice"}, {"type": "TextPositionSelector", "start": 2, "end": 25}]}},
 {"id": "urn:c3", "type": "Annotation", "motivation": "oa:classifying",
  "target": {"source": {"id": "https://example.org/b1"}, "selector": {"type": "oa:TextPositionSelector", "start": 0, "end": 35}}},
 {"id": "urn:l1", "type": "Annotation", "motivation": "linking",
  "body": [{"type": "SpecificResource", "purpose": "linking", "source": "urn:c3"}, {"type": "TextualBody", "purpose": "tagging", "value": "contradicts"}, {"type": "TextualBody", "purpose": "assessing", "value": "confidence:medium"}],
  "target": "urn:c1"}]}"#;

#[test]
fn a_page_of_annotations_is_read_with_its_links() {
    let files: [(&str, &[u8]); 3] =
        [("all.jsonld", PAGE.as_bytes()), ("x/a1.txt", A1.as_bytes()), ("x/b1.txt", B1.as_bytes())];
    let found = read_as("web-annotation", &files, None).unwrap();
    assert_in_place(&found);
    let (claims, links) = said(&found);
    assert_eq!(claims, ["Fire kills 12 in Porto. [] high", "At least nine died, the mayor said. [] -"]);
    assert_eq!(links, ["contradicts moderate"]);
    assert_read_back("web-annotation", &project_of(found));
}

#[test]
fn annotations_alone_are_read_against_the_texts_of_the_project() {
    let project = small_project();
    let options = ExportOptions { with_text: false, ..ExportOptions::default() };
    let (files, _) = reported("web-annotation", &project, &options);
    let input: Vec<(&str, &[u8])> = files.iter().map(|file| (file.name.as_str(), &*file.bytes)).collect();
    let found = read_as("web-annotation", &input, Some(&project)).unwrap();
    assert!(found.claims.iter().eq(project.claims()) && found.documents.is_empty());
    let err = refusal("web-annotation", &input);
    assert!(err.contains("documents.jsonld, annotation 1: its text urn:sha256:"), "{err}");
}

#[test]
fn damaged_annotations_are_told_with_their_place() {
    let err = |text: &str| {
        let files: [(&str, &[u8]); 2] = [("p.jsonld", text.as_bytes()), ("a1.txt", A1.as_bytes())];
        refusal("web-annotation", &files)
    };
    assert_eq!(err("{\"items\": [\n{]}"), "p.jsonld, line 2, column 2: key must be a string");
    assert_eq!(err("[1]"), "p.jsonld, annotation 1: it is not a JSON object");
    let dangling = r#"[{"type": "Annotation", "motivation": "linking", "body": "urn:x", "target": "urn:y"}]"#;
    assert_eq!(err(dangling), "p.jsonld, annotation 1: there is no claim “urn:x” to link");
    let beyond = r#"[{"target": {"source": "a1", "selector": {"type": "TextPositionSelector", "start": 5, "end": 900}}}]"#;
    assert_eq!(
        err(beyond),
        "p.jsonld, annotation 1: 5 to 900 marks no text of the document, and there is no quote to look for; it was left out"
    );
}

/// As INCEpTION exports a document: sentences and tokens of its own, layers of a custom project.
const INCEPTION: &str = r#"{"%TYPES": {"custom.Span": {"%NAME": "custom.Span", "%SUPER_TYPE": "uima.tcas.Annotation", "label": {"%NAME": "label", "%RANGE": "uima.cas.String"}}},
 "%FEATURE_STRUCTURES": [
  {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text", "sofaString": "🔥 Fire kills 12 in Porto.\r\nPolice say it was arson."},
  {"%ID": 9, "%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData", "@sofa": 1, "begin": 0, "end": 52, "language": "en", "documentTitle": "a1.txt", "documentId": "ana"},
  {"%ID": 2, "%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token", "@sofa": 1, "begin": 3, "end": 7, "order": 0},
  {"%ID": 3, "%TYPE": "custom.Span", "@sofa": 1, "begin": 3, "end": 26, "label": "quantity"},
  {"%ID": 4, "%TYPE": "custom.Span", "@sofa": 1, "begin": 28, "end": 52},
  {"%ID": 5, "%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity", "@sofa": 1, "begin": 20, "end": 25, "value": "LOC"},
  {"%ID": 6, "%TYPE": "custom.Relation", "@sofa": 1, "begin": 3, "end": 26, "@Governor": 4, "@Dependent": 3, "label": "updates"},
  {"%ID": 7, "%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.syntax.type.dependency.Dependency", "@sofa": 1, "begin": 3, "end": 7, "@Governor": 2, "@Dependent": 2}],
 "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": [9, 2, 3, 4, 5, 6, 7]}}}"#;

#[test]
fn a_cas_of_inception_is_read_with_its_custom_layers() {
    let found = read_as("cas-json", &[("a1.txt.json", INCEPTION.as_bytes())], None).unwrap();
    assert_in_place(&found);
    assert_eq!(&*found.documents[0].text, A1);
    assert_eq!(found.documents[0].details.title, "a1.txt");
    let (claims, links) = said(&found);
    assert_eq!(
        claims,
        ["Fire kills 12 in Porto. [quantity] -", "Police say it was arson. [] -", "Porto [LOC] -"]
    );
    assert_eq!(links, ["updates -"]);
    assert_eq!((found.links[0].from, found.links[0].to), (found.claims[1].id, found.claims[0].id));
    assert_eq!(
        found.problems,
        [
            "a1.txt.json, feature structure 6: the codebook had no claim kind “LOC”; it was added",
            "not read of layers of the tool: Token (1, a1.txt.json, feature structure 3)",
            "not read of relations of something else than claims: Dependency (1, a1.txt.json, feature structure 8)",
        ]
    );
    assert_read_back("cas-json", &project_of(found));
}

#[test]
fn a_damaged_cas_is_told_with_its_place() {
    let err = |text: &str| refusal("cas-json", &[("a.json", text.as_bytes())]);
    assert_eq!(err("{\n\"%TYPES\": {},}"), "a.json, line 2, column 14: trailing comma");
    assert_eq!(err("{}"), "a.json: it has no list %FEATURE_STRUCTURES, so it is no UIMA CAS JSON 0.4");
    assert_eq!(
        err("{\"_context\": {}}"),
        "a.json: it is UIMA JSON of an older kind; export it again as UIMA CAS JSON 0.4"
    );
    let inside = INCEPTION.replace("\"begin\": 28", "\"begin\": 1");
    assert_eq!(
        err(&inside),
        "a.json, feature structure 5: 1 to 52 marks no text of the document, and there is no quote to look for; it was left out"
    );
    let dangling = INCEPTION.replace("\"@Governor\": 4", "\"@Governor\": 77");
    assert_eq!(
        err(&dangling),
        "a.json, feature structure 7: it names the feature structure 77, which is not there; it was left out"
    );
    let twice = INCEPTION.replace("\"%ID\": 4", "\"%ID\": 3");
    assert_eq!(
        err(&twice),
        "a.json, feature structure 5: another feature structure has the id 3 too; it was left out"
    );
    let negative = INCEPTION.replace("\"begin\": 28", "\"begin\": -1");
    assert_eq!(err(&negative), "a.json, feature structure 5: -1 to 52 are no offsets; it was left out");
}

/// A project in the shape of desktop programs: braces around names, nested codes, notes, a case, selections of two coders.
const QDE: &str = r##"<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="porto" origin="Other 1.0">
 <Users><User guid="{7183E329-39DC-5EDD-A333-64C1F36FF6CB}" name="Ana" id="a"/><User guid="7183e329-39dc-5edd-a333-64c1f36ff6cc" name="Ben"/></Users>
 <CodeBook><Codes>
  <Code guid="dc1aad4d-7814-5d1b-a249-232fd032a9af" name="Kinds" isCodable="false">
   <Code guid="f12f6fd8-7a9e-5bb2-b622-5b88a5345e34" name="Quantity" isCodable="true" color="#3366CC"/>
   <Code guid="f12f6fd8-7a9e-5bb2-b622-5b88a5345e35" name="Rumour" isCodable="true" color="#cc33aa"><Description>Said by nobody &amp; everybody</Description></Code>
  </Code></Codes></CodeBook>
 <Variables><Variable guid="3c5a7440-a55d-584c-8e3b-db9dc5ee3ac6" name="Confidence" typeOfVariable="Text"/></Variables>
 <Cases><Case guid="810c6f48-56c1-5eb3-8559-651c4dd6f71a" name="12 people died">
  <VariableValue><VariableRef targetGUID="3c5a7440-a55d-584c-8e3b-db9dc5ee3ac6"/><TextValue>moderate</TextValue></VariableValue>
  <SelectionRef targetGUID="E910D1FD-B437-5B04-9923-5AC0C5A77D60"/></Case></Cases>
 <Sources>
  <TextSource guid="1bd101ae-30fa-561e-bbcc-290eb54e05e4" name="Daily A" plainTextPath="internal://EDE1FCD8-8401-5ff8-8ae3-0f586914e0b3.txt">
   <PlainTextSelection guid="e910d1fd-b437-5b04-9923-5ac0c5a77d60" name="Fire kills 12…" startPosition="2" endPosition="25" creationDateTime="2026-01-05T10:00:00Z">
    <Coding guid="8a975029-f81c-58a9-9925-34afc38a1a5a" creatingUser="{7183E329-39DC-5EDD-A333-64C1F36FF6CB}"><CodeRef targetGUID="f12f6fd8-7a9e-5bb2-b622-5b88a5345e34"/></Coding>
    <Coding guid="8a975029-f81c-58a9-9925-34afc38a1a5b" creatingUser="7183e329-39dc-5edd-a333-64c1f36ff6cc"><CodeRef targetGUID="f12f6fd8-7a9e-5bb2-b622-5b88a5345e35"/></Coding>
    <NoteRef targetGUID="f1296bc6-843e-536a-9645-4b3befa2d06e"/>
   </PlainTextSelection>
   <PlainTextSelection guid="e910d1fd-b437-5b04-9923-5ac0c5a77d61" name="Police say it was arson." startPosition="26" endPosition="50"/>
  </TextSource>
  <PictureSource guid="1bd101ae-30fa-561e-bbcc-290eb54e05e9" path="internal://x.jpg"><PictureSelection guid="e910d1fd-b437-5b04-9923-5ac0c5a77d62" firstX="0" firstY="0" secondX="9" secondY="9"><Coding guid="8a975029-f81c-58a9-9925-34afc38a1a5c"><CodeRef targetGUID="f12f6fd8-7a9e-5bb2-b622-5b88a5345e34"/></Coding></PictureSelection></PictureSource>
  <TextSource guid="9576ea1b-2941-5004-ae86-84dc1c98a625" name="Daily B"><PlainTextContent>At least nine died, the mayor said.
The cause was electrical.</PlainTextContent>
   <PlainTextSelection guid="24e5245c-b873-5be5-a9c9-15874f5af587" startPosition="0" endPosition="35"/>
  </TextSource>
 </Sources>
 <Notes><Note guid="f1296bc6-843e-536a-9645-4b3befa2d06e" name="memo"><PlainTextContent>Ask again.</PlainTextContent></Note></Notes>
 <Links>
  <Link guid="3c2e7f22-1178-5f93-b894-6f9512c05c8f" name="contradicts" direction="Associative" originGUID="e910d1fd-b437-5b04-9923-5ac0c5a77d60" targetGUID="24e5245c-b873-5be5-a9c9-15874f5af587"/>
  <Link guid="3c2e7f22-1178-5f93-b894-6f9512c05c8e" name="see" direction="OneWay" originGUID="f1296bc6-843e-536a-9645-4b3befa2d06e" targetGUID="24e5245c-b873-5be5-a9c9-15874f5af587"/>
 </Links>
</Project>"##;
const SOURCE: &str = "Sources/ede1fcd8-8401-5ff8-8ae3-0f586914e0b3.txt";

fn read_qdpx(qde: &str, text: &str) -> Result<Dataset, FormatError> {
    let bytes =
        zipped(&[("Project.qde", qde.as_bytes()), (SOURCE, text.as_bytes()), ("Sources/x.jpg", b"\xFF\xD8")]);
    read_as("refi-qda", &[("porto.qdpx", &bytes)], None)
}

#[test]
fn a_project_for_qualitative_analysis_is_read_with_its_links() {
    let found = read_qdpx(QDE, A1).unwrap();
    assert_in_place(&found);
    let (claims, links) = said(&found);
    assert_eq!(
        claims,
        [
            "Fire kills 12 in Porto. [quantity] moderate",
            "Fire kills 12 in Porto. [Rumour] moderate",
            "Police say it was arson. [] -",
            "At least nine died, the mayor said. [] -",
        ]
    );
    assert_eq!(links, ["contradicts -"]);
    assert_eq!(found.claims[0].note, "Ask again.");
    let names: Vec<&str> = found.annotators.iter().map(|annotator| annotator.name.as_str()).collect();
    assert_eq!(names.len(), 3, "{names:?}");
    assert_eq!(found.claims[0].annotator.to_string(), "7183e329-39dc-5edd-a333-64c1f36ff6cb");
    let codebook = found.codebook.as_ref().unwrap();
    let rumour = codebook.claim_kind("Rumour").unwrap();
    assert_eq!((rumour.color.as_str(), rumour.definition.as_str()), ("CC33AA", "Said by nobody & everybody"));
    let problems = found.problems.join("\n");
    assert!(problems.contains("1 links to something else than a place"), "{problems}");
    assert!(problems.contains("1 codings of something else than a place"), "{problems}");
    assert!(!problems.contains("counted"), "{problems}");
    assert_eq!(found.claims[0].tags, ["case:12 people died"]);
    assert_read_back("refi-qda", &project_of(found));
}

#[test]
fn positions_that_other_programs_count_otherwise_are_found_by_the_names() {
    // A byte order mark that is not counted; line breaks of two characters that count as two.
    let qde =
        QDE.replace("startPosition=\"26\" endPosition=\"50\"", "startPosition=\"27\" endPosition=\"51\"");
    let found = read_qdpx(&qde, &format!("\u{feff}{}", A1.replace('\n', "\r\n"))).unwrap();
    assert_in_place(&found);
    assert_eq!(said(&found).0[2], "Police say it was arson. [] -");
    assert!(!found.problems.iter().any(|problem| problem.contains("counted")), "as they stand in the text");
    let found = read_qdpx(&qde, A1).unwrap();
    assert_eq!(said(&found).0[2], "Police say it was arson. [] -");
    assert!(found.problems.iter().any(|problem| problem.contains("line breaks were counted as two")));
    // The last character counted as the end.
    let qde = QDE
        .replace("endPosition=\"50\"", "endPosition=\"49\"")
        .replace("endPosition=\"25\"", "endPosition=\"24\"")
        .replace("Fire kills 12…", "Fire kills 12 in Porto.");
    let found = read_qdpx(&qde, A1).unwrap();
    assert_eq!(said(&found).0[2], "Police say it was arson. [] -");
    // A place that is merely wrong.
    let qde = QDE.replace("startPosition=\"26\" endPosition=\"50\"", "startPosition=\"3\" endPosition=\"9\"");
    let found = read_qdpx(&qde, A1).unwrap();
    assert_eq!(said(&found).0[2], "Police say it was arson. [] -");
    assert!(found.problems.iter().any(|problem| problem.contains("the quote does not stand at 3 to 9")));
}

#[test]
fn a_codebook_comes_in_and_goes_out_alone() {
    let qdc = r##"<?xml version="1.0"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>
      <Code guid="dc1aad4d-7814-5d1b-a249-232fd032a9a0" name="Cause" isCodable="true" color="#abc"><Code guid="dc1aad4d-7814-5d1b-a249-232fd032a9a1" name="Other" isCodable="true"/></Code>
      <Code guid="dc1aad4d-7814-5d1b-a249-232fd032a9a2" name="Effect" isCodable="true"><Code guid="dc1aad4d-7814-5d1b-a249-232fd032a9a3" name="Other" isCodable="true"/></Code>
     </Codes></CodeBook>"##;
    let found = read_as("refi-qda", &[("c.qdc", qdc.as_bytes())], None).unwrap();
    let kinds = found.codebook.unwrap().claim_kinds;
    let labels: Vec<&str> = kinds.iter().rev().take(4).map(|kind| kind.label.as_str()).collect();
    assert_eq!(labels, ["Effect: Other", "Effect", "Cause: Other", "Cause"]);
    let project = nastier_project();
    let (files, _) = reported("refi-qda", &project, &ExportOptions::default());
    let qdc = files.iter().find(|file| file.name == "codebook.qdc").unwrap();
    let again = read_as("refi-qda", &[("codebook.qdc", &qdc.bytes)], Some(&project)).unwrap();
    assert_eq!((again.codebook, again.problems), (None, Vec::new()));
}

#[test]
fn damaged_and_hostile_projects_are_refused_or_told() {
    let err = |qde: &str| refused_or_told(read_qdpx(qde, A1));
    let cut = QDE.split_once("<Notes>").unwrap().0;
    assert!(err(cut).starts_with("porto.qdpx: Project.qde, line 28, column "), "{}", err(cut));
    let crossed = QDE.replacen("</Users>", "</User>", 1);
    assert!(err(&crossed).starts_with("porto.qdpx: Project.qde, line 3, column "), "{}", err(&crossed));
    let entity =
        QDE.replace("<Project ", "<!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Project ");
    assert!(err(&entity).contains("its XML defines a document type"), "{}", err(&entity));
    let lost = QDE.replace("targetGUID=\"24e5245c", "targetGUID=\"24e5245d");
    assert_eq!(
        err(&lost),
        "porto.qdpx: Project.qde, line 30: it links 24e5245d-b873-5be5-a9c9-15874f5af587, which is not in the project; it was left out"
    );
    let code = QDE.replace(
        "<CodeRef targetGUID=\"f12f6fd8-7a9e-5bb2-b622-5b88a5345e34\"",
        "<CodeRef targetGUID=\"f12f6fd8-7a9e-5bb2-b622-5b88a5345e3f\"",
    );
    assert!(err(&code).contains("which the codebook does not have"), "{}", err(&code));
    let path =
        QDE.replace("internal://EDE1FCD8-8401-5ff8-8ae3-0f586914e0b3.txt", "internal://../../secret.txt");
    assert!(err(&path).contains("lies outside of the sources of the project"), "{}", err(&path));
    let position = QDE.replace("startPosition=\"26\"", "startPosition=\"x\"");
    assert_eq!(
        err(&position),
        "porto.qdpx: Project.qde, line 20: its startPosition is no position in a text; it was left out"
    );
    let beyond =
        QDE.replace("startPosition=\"0\" endPosition=\"35\"", "startPosition=\"0\" endPosition=\"350\"");
    assert!(err(&beyond).contains("0 to 350 marks no text of the document"), "{}", err(&beyond));
    let root = err("<Codes/>");
    assert!(root.contains("its outermost element is Codes, not Project"), "{root}");
}

#[test]
fn archives_that_trick_are_refused_as_a_whole() {
    let with = |name: &str, content: &[u8]| {
        let files: [(&str, &[u8]); 3] =
            [("project.qde", QDE.as_bytes()), (SOURCE, A1.as_bytes()), (name, content)];
        refusal("refi-qda", &[("p.qdpx", &zipped(&files))])
    };
    for name in ["../evil.txt", "/etc/passwd", "sources/../../x.txt", "C:\\x.txt"] {
        assert!(with(name, b"x").contains("leads out of the archive; nothing of it was read"), "{name}");
    }
    let plain = refusal("refi-qda", &[("p.qdpx", b"PK\x05\x06")]);
    assert!(plain.starts_with("p.qdpx: the archive is damaged"), "{plain}");
    let none = refusal("refi-qda", &[("p.qdpx", &zipped(&[("a.txt", b"x")]))]);
    assert_eq!(none, "p.qdpx: it has no project.qde, so it is no REFI-QDA project");
    let (files, _) = reported("refi-qda", &small_project(), &ExportOptions::default());
    let own = &files.iter().find(|file| file.name == "project.qdpx").unwrap().bytes;
    assert_eq!(unzipped(own).len(), 3);
    for len in (0..own.len()).step_by(97) {
        assert!(read_as("refi-qda", &[("p.qdpx", &own[..len])], None).is_err(), "{len}");
    }
}

#[test]
fn a_bomb_among_the_sources_is_refused() {
    use flate2::{Compression, write::DeflateEncoder};
    use std::io::Write as _;
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&vec![b'a'; 8 << 20]).unwrap();
    let packed = encoder.finish().unwrap();
    let mut bytes = zipped(&[("project.qde", QDE.as_bytes()), ("sources/b.txt", &packed)]);
    // Says that the second file is packed; everything else stays as it is.
    let at = bytes.windows(13).rposition(|part| part == b"sources/b.txt").unwrap() - 46;
    bytes[at + 10] = 8;
    let err = refusal("refi-qda", &[("p.qdpx", &bytes)]);
    assert!(err.contains("unpacks to more than the archive says"), "{err}");
    // Says how long it is.
    bytes[at + 24..at + 28].copy_from_slice(&(8_u32 << 20).to_le_bytes());
    let err = refusal("refi-qda", &[("p.qdpx", &bytes)]);
    assert!(err.contains("unpacks to more than 200 times its size"), "{err}");
}

#[test]
fn links_that_stay_within_documents_are_the_only_ones_that_tools_of_one_text_keep() {
    let project = small_project();
    for name in ["cas-json", "cas-xmi", "webanno-tsv"] {
        let (_, report) = reported(name, &project, &ExportOptions::default());
        let across = report.losses.iter().find(|loss| loss.what == "links between documents").unwrap();
        assert_eq!((across.count, across.kept_in), (2, Some("links.jsonl")), "{name}");
    }
    for name in ["web-annotation", "refi-qda"] {
        let (_, report) = reported(name, &project, &ExportOptions::default());
        assert!(!report.losses.iter().any(|loss| loss.what.contains("between documents")), "{name}");
    }
}

#[test]
fn a_claim_keeps_its_place_after_an_emoji_in_every_format() {
    let project = small_project();
    let first = project.claims().next().unwrap();
    assert_eq!(first.span, Span::new(5, 28));
    for name in ["web-annotation", "cas-json", "cas-xmi", "webanno-tsv", "refi-qda"] {
        assert_read_back(name, &project);
    }
}
