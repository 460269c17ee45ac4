//! [`read_web_annotation`]: pages, collections and lists of W3C Web Annotations, by this program or by others.

use super::place::{Selected, name_of};
use super::sources::{Described, Shelf};
use super::{CONFIDENCE_WORD, FORMAT, RECORD_URN, TEXT_URN};
use crate::formats::gathering::{
    About, FoundClaim, FoundComment, FoundDocument, FoundLink, Gathering, Person, is_own_rows, push_words,
};
use crate::formats::jsonl::rows::{message, without_mark};
use crate::formats::unread::Walked;
use crate::formats::{Dataset, Defaults, FormatError, InputFile, Place};
use crate::model::Timestamp;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Kind of links whose annotation has no tag.
const PLAIN_RELATION: &str = "related";

/// Annotations while they are read.
struct Annotations<'g, 'd> {
    gathering: &'g mut Gathering<'d>,
    described: BTreeMap<String, Described>,
    /// Key of the document of each source.
    documents: BTreeMap<String, String>,
}

/// Reads `.jsonld` and `.json` with the texts that they are about, which may also be those of the project.
pub(super) fn read_web_annotation(
    files: &[InputFile<'_>],
    defaults: &Defaults<'_>,
) -> Result<Dataset, FormatError> {
    let mut gathering = Gathering::new(&FORMAT, files, defaults)?;
    let ends = |file: &InputFile<'_>, end: &str| file.name.to_lowercase().ends_with(end);
    let is_page =
        |file: &InputFile<'_>| ends(file, ".jsonld") || (ends(file, ".json") && !is_own_rows(file.name));
    if !files.iter().any(is_page) {
        return Err(FormatError::NoKnownFile("none of the files ends in .jsonld or .json".to_owned()));
    }
    let mut found: Vec<(Place, Walked)> = Vec::new();
    for file in files.iter().filter(|file| is_page(file)) {
        for (place, annotation) in annotations(file, &mut gathering)? {
            let object = if annotation.is_object() {
                Ok(annotation)
            } else {
                Err(place.error("it is not a JSON object"))
            };
            found.extend(gathering.reading.or_left_out(object)?.map(|annotation| (place, annotation)));
        }
    }
    let mut annotations =
        Annotations { gathering: &mut gathering, described: BTreeMap::new(), documents: BTreeMap::new() };
    annotations.described = found.iter().filter_map(|(_, annotation)| described(annotation)).collect();
    annotations.find_texts(&found, &Shelf::new(files, defaults.project)?)?;
    for (place, annotation) in &found {
        if described(annotation).is_none() {
            let done = annotations.annotation(annotation, place);
            annotations.gathering.reading.or_left_out(done)?;
        }
        annotation.pass(&["@context", "type", "@type", "motivation"]);
        annotations.gathering.reading.unread.rest("annotations", annotation, place);
    }
    for file in files.iter().filter(|file| !is_page(file) && !ends(file, ".txt") && !is_own_rows(file.name)) {
        let place = Place { file: file.name.to_owned(), ..Place::default() };
        gathering.problem(&place, "it was not read: it is neither annotations (.jsonld) nor a text (.txt)");
    }
    gathering.finish(files)
}

/// The annotations of a page, of the pages of a collection, of a list, or the one that the file is.
fn annotations(
    file: &InputFile<'_>,
    gathering: &mut Gathering<'_>,
) -> Result<Vec<(Place, Walked)>, FormatError> {
    let value: Value = serde_json::from_slice(without_mark(file.bytes)).map_err(|err| {
        let place = Place { file: file.name.to_owned(), line: err.line(), column: err.column() };
        place.error(message(&err))
    })?;
    let (mut found, mut further) = (Vec::new(), Vec::new());
    collect(value, &mut found, &mut further);
    let whole = Place { file: file.name.to_owned(), ..Place::default() };
    for page in further {
        gathering.unread("collections", "pages that are not in the files", &whole, &page);
    }
    let place =
        |number: usize| Place { file: format!("{}, annotation {number}", file.name), ..Place::default() };
    let placed = found.into_iter().zip(1..).map(|(value, number)| (place(number), Walked::from(value)));
    Ok(placed.collect())
}

fn collect(value: Value, found: &mut Vec<Value>, further: &mut Vec<String>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| collect(value, found, further)),
        Value::Object(mut object) => {
            let lists = ["items", "@graph", "first", "@included", "rows", "annotations"];
            let list = lists.iter().find_map(|key| object.remove(*key));
            match list {
                // Names of pages elsewhere.
                Some(Value::String(page)) => further.push(page),
                Some(list) => collect(list, found, further),
                None => return found.push(Value::Object(object)),
            }
            match object.remove("next") {
                Some(Value::String(page)) => further.push(page),
                Some(next) => collect(next, found, further),
                None => {}
            }
        }
        other => found.push(other),
    }
}

/// The source that an annotation only describes, and what it says of it.
fn described(annotation: &Walked) -> Option<(String, Described)> {
    let is_text = |body: &&Walked| name_of(body, "id").starts_with(TEXT_URN);
    let bodies = annotation.get("body")?.several();
    let text = bodies.iter().find(is_text)?;
    let source = annotation.get("target")?.as_str()?;
    let titles = bodies.iter().find(|body| purpose(body, annotation) == "describing" && !is_text(body));
    let title = titles.and_then(|body| body.get("value")).and_then(Walked::as_str);
    for body in bodies {
        body.pass(&["type", "format", "language"]);
    }
    let described = Described {
        id: name_of(annotation, "id").strip_prefix(RECORD_URN).map(str::to_owned),
        title: title.map(str::to_owned),
        hash: name_of(text, "id").strip_prefix(TEXT_URN).map(str::to_owned),
    };
    Some((source.to_owned(), described))
}

fn purpose<'v>(body: &'v Walked, annotation: &'v Walked) -> &'v str {
    let own = name_of(body, "purpose");
    let own = if own.is_empty() { name_of(annotation, "motivation") } else { own };
    own.rsplit([':', '#', '/']).next().unwrap_or_default()
}

/// Each target with a selector that this program knows, and the source it names.
fn places(annotation: &Walked) -> Vec<(&str, Selected)> {
    let targets = annotation.get("target").map(Walked::several).unwrap_or_default();
    targets.iter().filter_map(place_of).collect()
}

fn place_of(target: &Walked) -> Option<(&str, Selected)> {
    let selected = target.get("selector").and_then(Selected::of)?;
    let source = target.get("source")?;
    target.pass(&["type"]);
    Some((source.as_str().unwrap_or_else(|| name_of(source, "id")), selected))
}

/// Names of annotations that the bodies or targets under this key stand for.
fn named<'v>(annotation: &'v Walked, key: &str) -> Vec<&'v str> {
    let found = annotation.get(key).map(Walked::several).unwrap_or_default().iter().filter_map(|value| {
        let is_text = name_of(value, "type") == "TextualBody" || value.get("selector").is_some();
        let source =
            value.get("source").map(|source| source.as_str().unwrap_or_else(|| name_of(source, "id")));
        let name = value.as_str().or(source).unwrap_or_else(|| name_of(value, "id"));
        (!is_text && !name.is_empty()).then(|| plain_id(name))
    });
    found.collect()
}

/// The id of a record of this program, else the name without the sign of a place on the same page.
fn plain_id(name: &str) -> &str {
    name.strip_prefix(RECORD_URN).unwrap_or_else(|| name.strip_prefix('#').unwrap_or(name))
}

impl Annotations<'_, '_> {
    fn find_texts(&mut self, found: &[(Place, Walked)], shelf: &Shelf<'_>) -> Result<(), FormatError> {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut order: Vec<(&str, &Place)> = Vec::new();
        for (place, annotation) in found {
            let own = described(annotation).and_then(|_| annotation.get("target")?.as_str());
            let places = places(annotation).into_iter().map(|(source, _)| source);
            let names = own.into_iter().chain(places).chain(page_of(annotation));
            order.extend(names.filter(|name| seen.insert(name)).map(|name| (name, place)));
        }
        let mut titles: BTreeMap<&str, String> = BTreeMap::new();
        for (_, annotation) in found {
            let Some(title) = title_of(annotation) else { continue };
            let uri = annotation.get("uri").and_then(Walked::as_str);
            for source in places(annotation).into_iter().map(|(source, _)| source).chain(uri) {
                titles.entry(source).or_insert_with(|| title.clone());
            }
        }
        let is_only = order.len() == 1;
        for (source, place) in order {
            let said = self.described.remove(source).unwrap_or_default();
            let Some(text) = shelf.find(source, &said, is_only) else {
                // Where nothing is left after that, this is why.
                let name = crate::text::visible(source);
                let words = format!(
                    "its text {name} is missing; give the .txt file too, or read it into the project that has the text"
                );
                self.gathering.reading.or_left_out::<()>(Err(place.error(words)))?;
                continue;
            };
            let is_new = !self.documents.values().any(|key| *key == text.key);
            self.documents.insert(source.to_owned(), text.key.clone());
            if is_new {
                let (key, file_name, text, place) = (text.key, text.file_name, text.text, place.clone());
                let title = said.title.or_else(|| titles.remove(source));
                let is_address = source.starts_with("http://") || source.starts_with("https://");
                let about = About { url: is_address.then(|| source.to_owned()), ..About::default() };
                self.gathering.document(FoundDocument { key, title, file_name, text, about, place });
            }
        }
        Ok(())
    }

    fn annotation(&mut self, annotation: &Walked, place: &Place) -> Result<(), FormatError> {
        let places = places(annotation);
        // What it says of its page was taken with the page.
        annotation.pass(&["uri"]);
        if let Some(document) = annotation.get("document") {
            document.pass(&["title"]);
        }
        if places.is_empty() {
            return if self.comment(annotation, place) { Ok(()) } else { self.link(annotation, place) };
        }
        let id = plain_id(name_of(annotation, "id"));
        let key = if id.is_empty() { place.to_string() } else { id.to_owned() };
        for (number, (source, selected)) in (1..).zip(places) {
            let Some(document) = self.documents.get(source).cloned() else {
                self.gathering.unread("pages whose text is not here", "annotations", place, source);
                annotation.pass_all();
                continue;
            };
            let (offsets, is_counted) =
                selected.offsets_in(self.gathering.text(&document).unwrap_or_default());
            let mut claim = FoundClaim {
                key: if number == 1 { key.clone() } else { format!("{key} target {number}") },
                has_stable_key: !id.is_empty(),
                offsets,
                is_counted,
                document,
                quote: selected.exact,
                annotator: creator(annotation),
                created: time(annotation, "created"),
                modified: time(annotation, "modified").or_else(|| time(annotation, "updated")),
                place: place.clone(),
                ..FoundClaim::default()
            };
            for body in annotation.get("body").map(Walked::several).unwrap_or_default() {
                self.push_body(&mut claim, body, annotation);
            }
            let text = annotation.get("bodyValue").and_then(Walked::as_str);
            push_words(&mut claim.note, text.unwrap_or_default());
            push_service_fields(&mut claim, annotation);
            self.gathering.claim(claim);
        }
        Ok(())
    }

    /// What a body says of its claim.
    fn push_body(&mut self, claim: &mut FoundClaim, body: &Walked, annotation: &Walked) {
        body.pass(&["type", "@type", "format"]);
        let words = body.get("value").or_else(|| body.get("chars")).and_then(Walked::as_str);
        let name =
            || body.as_str().or_else(|| body.get("source")?.as_str()).unwrap_or_else(|| name_of(body, "id"));
        let words = words.unwrap_or_else(name);
        match purpose(body, annotation) {
            "classifying" => claim.kinds.push(words.to_owned()),
            "tagging" | "identifying" => claim.tags.push(words.to_owned()),
            "assessing" => match words.strip_prefix(CONFIDENCE_WORD) {
                Some(level) => claim.confidence = Some(level.to_owned()),
                None => claim.tags.push(words.to_owned()),
            },
            "commenting" | "describing" | "replying" | "questioning" | "highlighting" | "" => {
                push_words(&mut claim.note, words);
            }
            other => self.gathering.unread("bodies", &format!("those for {other}"), &claim.place, words),
        }
    }

    /// A reply to another annotation, or a remark on a whole page; false where it is neither.
    fn comment(&mut self, annotation: &Walked, place: &Place) -> bool {
        let references = annotation.get("references").map(Walked::several).unwrap_or_default();
        let thread = references.iter().filter_map(Walked::as_str).map(plain_id).next();
        let motivation = name_of(annotation, "motivation");
        let target = || named(annotation, "target").first().copied();
        let answered = || target().filter(|_| matches!(motivation, "replying" | "commenting"));
        let named_page = || annotation.get("target")?.several().first()?.as_str();
        let page = || {
            let page = page_of(annotation).or_else(named_page)?;
            self.documents.get(page).map(String::as_str)
        };
        let Some(on) = thread.or_else(page).or_else(answered).map(str::to_owned) else { return false };
        let mut claim = FoundClaim { place: place.clone(), ..FoundClaim::default() };
        for body in annotation.get("body").map(Walked::several).unwrap_or_default() {
            self.push_body(&mut claim, body, annotation);
        }
        let text = annotation.get("bodyValue").and_then(Walked::as_str);
        push_words(&mut claim.note, text.unwrap_or_default());
        push_service_fields(&mut claim, annotation);
        let mut text = claim.note;
        for tag in claim.kinds.iter().chain(&claim.tags).chain(&claim.confidence) {
            push_words(&mut text, &format!("#{tag}"));
        }
        for target in annotation.get("target").map(Walked::several).unwrap_or_default() {
            target.pass(&["source", "type"]);
        }
        self.gathering.comment(FoundComment {
            key: plain_id(name_of(annotation, "id")).to_owned(),
            on,
            text,
            annotator: creator(annotation),
            created: time(annotation, "created"),
            place: place.clone(),
        });
        annotation.pass(&["updated", "modified"]);
        true
    }

    /// From the bodies that name annotations to the targets that do; without such bodies, from one target to the next.
    fn link(&mut self, annotation: &Walked, place: &Place) -> Result<(), FormatError> {
        let (from, to) = (named(annotation, "body"), named(annotation, "target"));
        let ends = match (from.as_slice(), to.as_slice()) {
            ([from], [to]) | ([], [from, to]) => Some((*from, *to)),
            _ => None,
        };
        let is_link = name_of(annotation, "motivation") == "linking";
        let Some((from, to)) = ends.filter(|_| is_link || from.is_empty()) else {
            if is_link {
                return Err(place.error("a link must name two annotations"));
            }
            let words = annotation.get("text").and_then(Walked::as_str).unwrap_or_default();
            self.gathering.unread("annotations without a place in a text", "annotations", place, words);
            return Ok(());
        };
        let id = plain_id(name_of(annotation, "id"));
        let mut link = FoundLink {
            key: if id.is_empty() { place.to_string() } else { id.to_owned() },
            from: from.to_owned(),
            to: to.to_owned(),
            annotator: creator(annotation),
            created: time(annotation, "created"),
            modified: time(annotation, "modified"),
            place: place.clone(),
            ..FoundLink::default()
        };
        for body in annotation.get("body").map(Walked::several).unwrap_or_default() {
            body.pass(&["type", "@type", "format", "purpose"]);
            let Some(words) = body.get("value").and_then(Walked::as_str) else { continue };
            match purpose(body, annotation) {
                "tagging" | "classifying" | "linking" if link.kind.is_empty() => {
                    words.clone_into(&mut link.kind);
                }
                "assessing" => link.confidence = words.strip_prefix(CONFIDENCE_WORD).map(str::to_owned),
                _ => push_words(&mut link.note, words),
            }
        }
        if link.kind.is_empty() {
            PLAIN_RELATION.clone_into(&mut link.kind);
        }
        self.gathering.link(link);
        Ok(())
    }
}

/// Who made it. An id of an account or of the web tells two of one name apart.
fn creator(annotation: &Walked) -> Option<Person> {
    if let Some(user) = annotation.get("user").and_then(Walked::as_str) {
        return Some(Person { id: Some(user.to_owned()), name: user_name(user).to_owned() });
    }
    let creator = annotation.get("creator").map(Walked::several).and_then(|creators| creators.first())?;
    creator.pass(&["type", "@type"]);
    let id = creator.as_str().unwrap_or_else(|| name_of(creator, "id"));
    let names = ["name", "nickname", "nick", "email"];
    let name = names.iter().find_map(|key| creator.get(key)).and_then(Walked::as_str);
    let own = id.strip_prefix(RECORD_URN).unwrap_or(id);
    match name {
        Some(name) => {
            // A blank node is called so in this file alone.
            let id = Some(own).filter(|id| !id.is_empty() && !id.starts_with("_:"));
            Some(Person { id: id.map(str::to_owned), name: name.to_owned() })
        }
        None => Some(Person::named(own)),
    }
}

/// Comment and tags as annotation services give them, beside what the standard has.
fn push_service_fields(claim: &mut FoundClaim, annotation: &Walked) {
    let words = annotation.get("text").and_then(Walked::as_str);
    push_words(&mut claim.note, words.unwrap_or_default());
    let tags = annotation.get("tags").map(Walked::several).unwrap_or_default();
    claim.tags.extend(tags.iter().filter_map(Walked::as_str).map(str::to_owned));
}

/// The page that an annotation without a place in it is about.
fn page_of(annotation: &Walked) -> Option<&str> {
    let target = annotation.get("target").and_then(|target| target.several().first());
    let source = target.filter(|target| target.get("selector").is_none());
    let source = source.and_then(|target| target.get("source")?.as_str());
    source.or_else(|| target.is_none().then(|| annotation.get("uri")?.as_str())?)
}

/// The title of the page, as services repeat it with each annotation.
fn title_of(annotation: &Walked) -> Option<String> {
    let titles = annotation.get("document")?.get("title")?.several();
    let title = titles.first().and_then(Walked::as_str).map(str::trim);
    title.filter(|title| !title.is_empty()).map(str::to_owned)
}

/// The name within an account: `mara` of `acct:mara@notes.example`.
fn user_name(user: &str) -> &str {
    match user.strip_prefix("acct:") {
        Some(account) => account.split_once('@').map_or(account, |(name, _)| name),
        None => user,
    }
}

fn time(annotation: &Walked, key: &str) -> Option<Timestamp> {
    annotation.get(key).and_then(Walked::as_str).and_then(|time| time.parse().ok())
}
