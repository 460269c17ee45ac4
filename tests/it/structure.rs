//! Keeps the structure readable: no circles of files inside the window, and no type with too many methods.

use super::architecture::{SourceFile, Token, source_files};
use std::collections::{BTreeMap, BTreeSet};

/// What a file or a name at the crate's root is called from there on: `ui`, `ui::read::state`.
type Place<'t> = Vec<&'t str>;

/// A name that a `use` brings into a file.
struct Import<'t> {
    line: usize,
    path: Place<'t>,
    name: &'t str,
}

/// Reads the use tree that begins there, up to its `;`, `,` or `}`.
fn read_use_tree<'t>(code: &[Token<'t>], at: &mut usize, before: &[&'t str], found: &mut Vec<Import<'t>>) {
    let text = |at: usize| code.get(at).map_or("", |token| token.text);
    let line = code.get(*at).map_or(0, |token| token.line);
    let (mut path, mut alias) = (before.to_vec(), None);
    loop {
        match text(*at) {
            "{" => {
                *at += 1;
                while !matches!(text(*at), "}" | ";" | "") {
                    read_use_tree(code, at, &path, found);
                    *at += usize::from(text(*at) == ",");
                }
                *at += 1;
                return;
            }
            "::" => *at += 1,
            "as" => {
                alias = Some(text(*at + 1));
                *at += 2;
            }
            "," | "}" | ";" | "" => break,
            word => {
                path.push(word);
                *at += 1;
            }
        }
    }
    if path.last() == Some(&"self") {
        path.pop();
    }
    let name = alias.or_else(|| path.last().copied()).unwrap_or_default();
    found.push(Import { line, path, name });
}

/// The program's part of a file as tokens, its `use` trees apart from the rest.
fn imports_and_rest(file: &SourceFile) -> (Vec<Import<'_>>, Vec<Token<'_>>) {
    let program_len = file.program_len();
    let code: Vec<Token<'_>> = file.code().into_iter().filter(|token| token.line <= program_len).collect();
    let (mut imports, mut rest, mut at) = (Vec::new(), Vec::new(), 0);
    while let Some(token) = code.get(at) {
        at += 1;
        // `use<…>` says what an opaque type holds.
        if token.text == "use" && code.get(at).is_some_and(|next| next.text != "<") {
            read_use_tree(&code, &mut at, &[], &mut imports);
        } else {
            rest.push(*token);
        }
    }
    (imports, rest)
}

/// The files of a room, each with the files that it names and the line where it does; a `mod.rs` and its children may
/// name each other.
fn uses_of_files(files: &[SourceFile], room: &str) -> BTreeMap<String, BTreeMap<String, usize>> {
    let files: Vec<&SourceFile> = files.iter().filter(|file| file.room() == Some(room)).collect();
    let places: BTreeSet<String> = files.iter().map(|file| file.modules().join("::")).collect();
    let mut uses = BTreeMap::new();
    for file in &files {
        let own = file.modules();
        let (imports, rest) = imports_and_rest(file);
        let mut named: BTreeMap<String, usize> = BTreeMap::new();
        let mut note = |line: usize, path: &[&str]| {
            let Some(path) = from_the_root(path, &own, &places) else {
                return;
            };
            let target = (1..=path.len())
                .rev()
                .map(|len| path.iter().take(len).copied().collect::<Vec<_>>().join("::"));
            if let Some(target) = target.into_iter().find(|target| places.contains(target)) {
                named.entry(target).or_insert(line);
            }
        };
        for import in &imports {
            note(import.line, &import.path);
        }
        for (line, path) in paths_in(&rest) {
            match imports.iter().find(|import| path.first() == Some(&import.name)) {
                Some(import) => {
                    let tail = path.iter().skip(1);
                    note(line, &import.path.iter().chain(tail).copied().collect::<Vec<_>>());
                }
                None => note(line, &path),
            }
        }
        let me = own.join("::");
        let is_family = |other: &str| {
            let parent =
                |of: &str, child: &str| child.rsplit_once("::").is_some_and(|(folder, _)| folder == of);
            parent(&me, other) || parent(other, &me)
        };
        named.retain(|other, _| *other != me && !is_family(other));
        uses.insert(me, named);
    }
    uses
}

/// Names with `::` between them, of two or more.
fn paths_in<'t>(code: &[Token<'t>]) -> Vec<(usize, Place<'t>)> {
    let mut found: Vec<(usize, Place<'t>)> = Vec::new();
    let mut goes_on = false;
    for (at, token) in code.iter().enumerate() {
        let next = code.get(at + 1).is_some_and(|next| next.text == "::");
        if token.text == "::" {
            continue;
        }
        match found.last_mut() {
            Some((_, path)) if goes_on => path.push(token.text),
            _ if next => found.push((token.line, vec![token.text])),
            _ => {}
        }
        goes_on = next;
    }
    found
}

/// A path from the crate's root down; none where it begins with a name from elsewhere.
fn from_the_root<'t>(path: &[&'t str], own: &[&'t str], places: &BTreeSet<String>) -> Option<Place<'t>> {
    let (first, rest) = path.split_first()?;
    let is_child = || places.contains(&own.iter().chain([first]).copied().collect::<Vec<_>>().join("::"));
    let up = path.iter().take_while(|name| **name == "super").count();
    Some(match *first {
        "crate" => rest.to_vec(),
        "self" => own.iter().chain(rest).copied().collect(),
        "super" => own.iter().take(own.len().checked_sub(up)?).chain(path.iter().skip(up)).copied().collect(),
        _ if is_child() => own.iter().chain(path).copied().collect(),
        _ => return None,
    })
}

/// Files of a room that name each other, also by way of others.
fn circles(files: &[SourceFile], room: &str) -> Vec<String> {
    let uses = uses_of_files(files, room);
    let reached = |from: &String| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
        while let Some(file) = open.pop() {
            for other in uses.get(file).into_iter().flat_map(BTreeMap::keys) {
                if seen.insert(other) {
                    open.push(other);
                }
            }
        }
        seen
    };
    let closed: BTreeMap<&String, BTreeSet<&String>> =
        uses.keys().map(|file| (file, reached(file))).collect();
    let is_in_one =
        |file: &String, other: &String| closed.get(other).is_some_and(|reached| reached.contains(file));
    let arcs =
        uses.iter().flat_map(|(file, named)| named.iter().map(move |(other, line)| (file, other, line)));
    arcs.filter(|(file, other, _)| is_in_one(file, other))
        .map(|(file, other, line)| format!("{file}:{line}: names {other}, which leads back to it"))
        .collect()
}

/// Methods of a type in all its `impl` blocks without a trait.
const MAX_METHODS: usize = 40;

/// Types that still have more, with how many: these numbers may only become smaller.
const LARGE_TYPES: [(&str, &str, usize); 1] = [("src/workspace/mod.rs", "Workspace", 169)];

/// Names of structs and enums that a file defines.
fn types_of(file: &SourceFile) -> Vec<String> {
    let code = program_code(file);
    let pairs = code.windows(2).filter_map(|pair| match pair {
        [word, name] if matches!(word.text, "struct" | "enum") => Some(name.text.to_owned()),
        _ => None,
    });
    pairs.collect()
}

fn program_code(file: &SourceFile) -> Vec<Token<'_>> {
    let len = file.program_len();
    file.code().into_iter().filter(|token| token.line <= len).collect()
}

/// How many methods the `impl` blocks of a file give to which types; those of a trait are left out.
fn methods_in(file: &SourceFile) -> BTreeMap<String, usize> {
    let code = program_code(file);
    let mut counts = BTreeMap::new();
    let (mut depth, mut at, mut of): (i32, usize, Option<(String, i32)>) = (0, 0, None);
    while let Some(token) = code.get(at) {
        at += 1;
        match token.text {
            "impl" if depth == 0 => {
                let head = code.get(at..).unwrap_or_default();
                let len = head.iter().position(|token| token.text == "{").unwrap_or(head.len());
                of = impl_type(head.get(..len).unwrap_or_default()).map(|name| (name, depth + 1));
                at += len;
            }
            "{" => depth += 1,
            "}" => {
                depth -= 1;
                of = of.filter(|(_, inside)| depth >= *inside);
            }
            "fn" => {
                if let Some((name, _)) = of.as_ref().filter(|(_, inside)| depth == *inside) {
                    *counts.entry(name.clone()).or_default() += 1;
                }
            }
            _ => {}
        }
    }
    counts
}

/// The type whose methods follow; none where they are those of a trait.
fn impl_type(head: &[Token<'_>]) -> Option<String> {
    let mut depth = 0;
    let mut name = None;
    for (at, token) in head.iter().enumerate() {
        let is_arrow = at > 0 && head.get(at - 1).is_some_and(|before| before.text == "-");
        match token.text {
            "<" => depth += 1,
            ">" if !is_arrow => depth -= 1,
            "for" if depth == 0 => return None,
            "where" if depth == 0 => break,
            word if depth == 0 && word.starts_with(char::is_alphabetic) => name = Some(word.to_owned()),
            _ => {}
        }
    }
    name
}

/// Types with too many methods, by the file that defines them. Of several types with one name, the `impl` blocks of a file
/// belong to the one that is defined nearest.
fn large_types(files: &[SourceFile]) -> Vec<String> {
    let sources: Vec<&SourceFile> = files.iter().filter(|file| file.path.starts_with("src/")).collect();
    let defined: Vec<(&str, Vec<String>)> =
        sources.iter().map(|file| (file.path.as_str(), types_of(file))).collect();
    let mut counts: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for file in &sources {
        for (name, count) in methods_in(file) {
            let common = |path: &str| path.bytes().zip(file.path.bytes()).take_while(|(a, b)| a == b).count();
            let homes = defined.iter().filter(|(_, names)| names.contains(&name)).map(|(path, _)| *path);
            let home = homes.max_by_key(|path| (*path == file.path, common(path))).unwrap_or(&file.path);
            *counts.entry((home, name)).or_default() += count;
        }
    }
    let limit = |path: &str, name: &str| {
        let known = LARGE_TYPES.iter().find(|(home, large, _)| (*home, *large) == (path, name));
        known.map_or(MAX_METHODS, |(.., count)| *count)
    };
    let over = counts.iter().filter(|((path, name), count)| **count > limit(path, name));
    over.map(|((path, name), count)| {
        format!("{path}: {name} has {count} methods, at most {}", limit(path, name))
    })
    .collect()
}

#[test]
fn no_type_has_too_many_methods() {
    let offences = large_types(&source_files());
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

#[test]
fn no_files_of_the_window_name_each_other_in_a_circle() {
    let offences = circles(&source_files(), "ui");
    assert!(offences.is_empty(), "{} offences:\n{}", offences.len(), offences.join("\n"));
}

fn made_up(files: &[(&str, &str)]) -> Vec<SourceFile> {
    files
        .iter()
        .map(|(path, text)| SourceFile { path: (*path).to_owned(), text: (*text).to_owned() })
        .collect()
}

#[test]
fn a_made_up_circle_is_found() {
    let find =
        |files: &[(&str, &str)], expected: &[&str]| assert_eq!(circles(&made_up(files), "ui"), expected);
    let state = ("src/ui/read/state.rs", "use crate::ui::{theme, widgets::{Card as Box, rows}};");
    find(&[state, ("src/ui/widgets/rows.rs", "use super::super::read::handlers::step;")], &[]);
    find(
        &[state, ("src/ui/widgets/rows.rs", "\nuse super::super::read::state::Mode;")],
        &[
            "ui::read::state:1: names ui::widgets::rows, which leads back to it",
            "ui::widgets::rows:2: names ui::read::state, which leads back to it",
        ],
    );
    let handlers = ("src/ui/read/handlers.rs", "use crate::ui::jobs;\nfn a() { jobs::poll(1); }");
    find(
        &[handlers, ("src/ui/jobs.rs", "fn a() { super::read::handlers::b(); }")],
        &[
            "ui::jobs:1: names ui::read::handlers, which leads back to it",
            "ui::read::handlers:1: names ui::jobs, which leads back to it",
        ],
    );
    find(&[("src/ui/read/mod.rs", "use bars::a;"), ("src/ui/read/bars.rs", "use super::b;")], &[]);
    let tested = "mod x;\n#[cfg(test)]\nmod tests {\n    use crate::ui::jobs::A;\n}";
    find(&[("src/ui/read/a.rs", tested), ("src/ui/jobs.rs", "use crate::ui::read::a::B;")], &[]);
}

#[test]
fn a_made_up_type_with_too_many_methods_is_found() {
    let methods =
        |count: usize| (0..count).map(|at| format!("fn a{at}() {{ if b {{}} }}\n")).collect::<String>();
    let own = format!("pub struct A<T>(T);\nimpl<T: Fn() -> T> A<T> {{\n{}}}", methods(30));
    let more = format!("impl super::A<u8> {{\n{}}}\nimpl Clone for A {{\n{}}}", methods(11), methods(50));
    let files =
        [("src/ui/a/mod.rs", own.as_str()), ("src/ui/a/b.rs", more.as_str()), ("src/cli/a.rs", "enum A {}")];
    assert_eq!(large_types(&made_up(&files)), ["src/ui/a/mod.rs: A has 41 methods, at most 40"]);
    let fewer = more.replace("fn a10()", "a10()");
    let files = [("src/ui/a/mod.rs", own.as_str()), ("src/ui/a/b.rs", fewer.as_str())];
    assert!(large_types(&made_up(&files)).is_empty());
}
