//! [`read_wacz`]: packed archives of the web (WACZ): WARC files with a list of pages and digests of everything.

use super::digest::{self, Verdict};
use super::warc::Pages;
use crate::formats::archive::Archive;
use crate::formats::{FormatError, FoundDocuments, ReadOptions, has_ending};
use serde_json::Value;
use std::collections::BTreeSet;

/// The pages that an archive lists; all of them where it lists none.
pub fn read_wacz(
    file_name: &str,
    bytes: &[u8],
    _options: &ReadOptions<'_>,
) -> Result<FoundDocuments, FormatError> {
    let mut archive = Archive::open(bytes)?;
    let mut problems = std::mem::take(&mut archive.problems);
    let mut pages = Pages::default();
    let mut listed = BTreeSet::new();
    let mut digests = digests(&mut archive, &mut problems)?;
    let mut has_warc = false;
    for entry in archive.entries.clone() {
        let (is_warc, is_list) = (is_warc(&entry.name), is_list(&entry.name));
        if !is_warc && !is_list {
            continue;
        }
        has_warc |= is_warc;
        let content = match archive.unpack(&entry) {
            Ok(content) => content,
            Err(err @ FormatError::Hostile(_)) => return Err(err),
            Err(err) => {
                problems.push(format!("{} was not read: {err}", entry.name));
                continue;
            }
        };
        let digest =
            digests.iter().position(|(path, _)| *path == entry.name).map(|at| digests.swap_remove(at).1);
        if digest.is_some_and(|digest| digest::check(&digest, &[&content]) == Verdict::Wrong) {
            problems.push(format!(
                "the digest of {} is wrong: it was changed or damaged after the archive was made",
                entry.name
            ));
        }
        if is_warc {
            pages.read(&content)?;
        } else {
            listed.extend(urls(&content));
        }
    }
    if !has_warc {
        let reason =
            "it is not a packed archive of the web (WACZ), whatever its name says; check where it came from";
        return Err(FormatError::Unreadable(reason.to_owned()));
    }
    let is_listed = |url: &str| listed.contains(without_fragment(url));
    let list: Option<&dyn Fn(&str) -> bool> = if listed.is_empty() { None } else { Some(&is_listed) };
    let mut found = pages.finish(file_name, list)?;
    let known: BTreeSet<&str> =
        found.documents.iter().map(|document| without_fragment(&document.source.url)).collect();
    let missing: Vec<&str> = listed.iter().map(String::as_str).filter(|url| !known.contains(url)).collect();
    if !missing.is_empty() {
        problems.push(format!(
            "pages that the archive lists and of which no text was found: {}",
            missing.join(", ")
        ));
    }
    found.problems.splice(0..0, problems);
    Ok(found)
}

fn is_warc(name: &str) -> bool {
    has_ending(name, "warc") || has_ending(name, "warc.gz")
}

fn is_list(name: &str) -> bool {
    name.starts_with("pages/") && has_ending(name, "jsonl")
}

fn without_fragment(url: &str) -> &str {
    url.split('#').next().unwrap_or(url)
}

/// Paths and digests as the archive lists them, after the list itself was checked.
fn digests(
    archive: &mut Archive<'_>,
    problems: &mut Vec<String>,
) -> Result<Vec<(String, String)>, FormatError> {
    let Some(list) = archive.file("datapackage.json")? else { return Ok(Vec::new()) };
    let text =
        |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let of_list = archive.file("datapackage-digest.json")?;
    let of_list = of_list.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
    if of_list.is_some_and(|value| digest::check(&text(&value, "hash"), &[&list]) == Verdict::Wrong) {
        let told =
            "the digest of the archive's list of files is wrong: it was changed after the archive was made";
        problems.push(told.to_owned());
    }
    let Ok(value) = serde_json::from_slice::<Value>(&list) else {
        problems.push("the archive's list of files is damaged; its digests cannot be checked".to_owned());
        return Ok(Vec::new());
    };
    let resources = value.get("resources").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    Ok(resources.iter().map(|one| (text(one, "path"), text(one, "hash"))).collect())
}

/// Addresses in a list of pages, one JSON object a line.
fn urls(list: &[u8]) -> Vec<String> {
    let lines =
        list.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice::<Value>(line).ok());
    let url =
        |value: Value| value.get("url").and_then(Value::as_str).map(|url| without_fragment(url).to_owned());
    lines.filter_map(url).collect()
}

#[cfg(test)]
mod tests {
    use super::super::warc::tests::{page, response};
    use super::*;
    use crate::formats::archive::tests::zip_of;

    fn wacz(digest: &str) -> Vec<u8> {
        let warc = [
            response("https://quay.example/a#top", "2026-05-04T08:10:00Z", "", &page("Strike ends")),
            response("https://ads.example/frame", "2026-05-04T08:10:01Z", "", &page("Buy a boat")),
        ];
        let warc = warc.concat();
        let right = digest::own(warc.as_bytes());
        let digest = if digest.is_empty() { right.as_str() } else { digest };
        let package = format!(
            r#"{{"profile": "data-package", "resources": [{{"path": "archive/data.warc", "hash": "{digest}"}}]}}"#
        );
        let pages = "{\"format\": \"json-pages-1.0\"}\n{\"url\": \"https://quay.example/a\", \"title\": \"T\"}\n{\"url\": \"https://quay.example/gone\"}\n";
        zip_of(&[
            ("archive/data.warc", warc.as_bytes()),
            ("pages/pages.jsonl", pages.as_bytes()),
            ("datapackage.json", package.as_bytes()),
            (
                "datapackage-digest.json",
                format!("{{\"hash\": \"{}\"}}", digest::own(package.as_bytes())).as_bytes(),
            ),
        ])
    }

    #[test]
    fn listed_pages_are_read_and_digests_checked() {
        let found = read_wacz("a.wacz", &wacz(""), &ReadOptions::default()).unwrap();
        assert_eq!(found.documents.len(), 1);
        assert!(found.documents[0].text.contains("Strike ends"));
        assert!(found.problems[0].contains("https://quay.example/gone"), "{:?}", found.problems);
        assert!(found.problems[1].contains("https://ads.example/frame"), "{:?}", found.problems);
        assert_eq!(found.problems.len(), 2);
        let changed = read_wacz("a.wacz", &wacz("sha256:00"), &ReadOptions::default()).unwrap();
        assert_eq!(changed.documents, found.documents);
        assert!(
            changed.problems[0].contains("the digest of archive/data.warc is wrong"),
            "{:?}",
            changed.problems
        );
        let err = read_wacz("a.wacz", &zip_of(&[("a.txt", b"x")]), &ReadOptions::default()).unwrap_err();
        assert!(err.to_string().starts_with("it is not a packed archive"), "{err}");
    }
}
