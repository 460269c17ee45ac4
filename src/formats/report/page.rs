//! [`page`]: the frame of a report, from its head to its last section.

use super::html::{Element, el};
use super::words::{counted, minute};
use super::{Report, cases, chronology, matrix, method, picture, single, sources, summary};

const SHEET: &str = include_str!("style.css");
/// Nothing is fetched and nothing runs, whatever a text may hold.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The whole page.
pub(super) fn page(report: &Report<'_>) -> String {
    let title = title(report);
    let head = el("head")
        .add(el("meta").set("charset", "utf-8"))
        .add(el("meta").set("http-equiv", "Content-Security-Policy").set("content", POLICY))
        .add(el("meta").set("name", "viewport").set("content", "width=device-width, initial-scale=1"))
        .add(el("meta").set("name", "color-scheme").set("content", "light dark"))
        .add(el("title").text(&title))
        .add(el("style").style(SHEET));
    let main = el("main").add_all([
        section("summary", "Summary", summary::summary(report)),
        section("sources", "Sources", sources::sources(report)),
        section("links", "How the claims are linked", picture::picture(report)),
        section("matrix", "Who says what", matrix::matrix(report)),
        section("chronology", "Chronology", chronology::chronology(report)),
        section("disagreements", "Disagreements", cases::cases(report)),
        section("single", "Said by one source only", single::single(report)),
        section("method", "Method", method::method(report)),
    ]);
    let body = el("body").add(header(report, &title)).add(main);
    let mut out = String::from("<!DOCTYPE html>");
    let html = el("html").set("xmlns", "http://www.w3.org/1999/xhtml").set("lang", "en");
    html.add(head).add(body).write(&mut out);
    out.push('\n');
    out
}

fn title(report: &Report<'_>) -> String {
    let title = report.project.title().trim();
    if title.is_empty() { "Untitled project".to_owned() } else { title.to_owned() }
}

fn header(report: &Report<'_>, title: &str) -> Element {
    let project = report.project;
    let as_of = report
        .as_of()
        .map_or_else(|| "no work in it yet".to_owned(), |time| format!("as of {}", minute(time)));
    let facts = [
        as_of,
        counted(project.documents().len(), "document"),
        counted(project.claims().len(), "claim"),
        counted(project.links().len(), "link"),
    ];
    el("header")
        .add(el("p").class("kicker").text("Crossclaim report"))
        .add(el("h1").set("dir", "auto").text(title))
        .add(el("p").class("facts").text(facts.join(" · ")))
}

fn section(id: &'static str, title: &str, content: Vec<Element>) -> Element {
    el("section").set("id", id).add(el("h2").text(title)).add_all(content)
}
