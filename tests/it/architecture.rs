//! Keeps the house in order: who may use whom, sizes, opening lines. The rules are those of `src/lib.rs`.
//!
//! The checks read code as tokens, so words in texts do not count. Each gives a list of offences, `file:line: reason`.

use std::path::{Path, PathBuf};

/// Each room of `src` and the rooms that it may use. The crate root's own items are open to all.
const ROOMS: [(&str, &[&str]); 9] = [
    ("text", &[]),
    ("model", &["text"]),
    ("analysis", &["text", "model"]),
    ("formats", &["text", "model", "analysis"]),
    ("storage", &["text", "model"]),
    ("workspace", &["text", "model", "analysis", "formats", "storage"]),
    ("view", &["text", "model", "analysis"]),
    ("ui", &["text", "model", "analysis", "view", "workspace"]),
    ("cli", &["workspace"]),
];

/// Words of the code that a room must not know, and why; its inline tests may. `::now` is `now` after `::`.
const UNKNOWN: [(&str, &[&str], &str); 4] = [
    ("text", CLOCK_AND_CHANCE, "times and ids come from the workspace"),
    ("model", CLOCK_AND_CHANCE, "times and ids come from the workspace"),
    ("view", CLOCK_AND_CHANCE, "times and ids come from the workspace"),
    ("analysis", &["Edit", "Transaction", "History"], "analysis reads and never changes"),
];
const CLOCK_AND_CHANCE: &[&str] = &["SystemTime", "Instant", "::now", "now_v7", "new_v4", "rand"];

/// Lines of a file before its tests.
const MAX_LINES: usize = 600;

/// A file of the project; the path is written with `/` and starts at `src`, `tests` or `benches`.
pub(super) struct SourceFile {
    pub(super) path: String,
    pub(super) text: String,
}

/// A word, `::`, another sign, or a comment; texts, characters and lifetimes are left out.
#[derive(Clone, Copy)]
pub(super) struct Token<'t> {
    pub(super) line: usize,
    pub(super) text: &'t str,
}

impl SourceFile {
    /// Names from `src` down, `mod` and the crate's roots left out: `src/model/edit/mod.rs` is in model, edit.
    pub(super) fn modules(&self) -> Vec<&str> {
        let path = self.path.trim_end_matches(".rs");
        path.split('/').skip(1).filter(|name| !matches!(*name, "mod" | "main" | "lib")).collect()
    }

    /// The first folder or file under `src`; none for the crate's roots and other folders.
    pub(super) fn room(&self) -> Option<&str> {
        self.modules().first().copied().filter(|_| self.path.starts_with("src/"))
    }

    fn tokens(&self) -> Vec<Token<'_>> {
        let (mut rest, mut line, mut found) = (self.text.as_str(), 1, Vec::new());
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(piece_len(rest));
            if !is_blank_or_text(piece) {
                found.push(Token { line, text: piece });
            }
            line += piece.matches('\n').count();
            rest = after;
        }
        found
    }

    pub(super) fn code(&self) -> Vec<Token<'_>> {
        self.tokens().into_iter().filter(|token| !is_comment(token.text)).collect()
    }

    /// The last line of the program; the file's inline tests follow, and a `tests.rs` is nothing else.
    pub(super) fn program_len(&self) -> usize {
        let lines = || self.text.lines();
        match lines().position(|line| line == "mod tests {") {
            _ if self.path.ends_with("/tests.rs") => 0,
            Some(at) => at.saturating_sub(1),
            None => lines().count(),
        }
    }

    fn offence(&self, line: usize, reason: &str) -> String {
        format!("{}:{line}: {reason}", self.path)
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_comment(piece: &str) -> bool {
    piece.starts_with("//") || piece.starts_with("/*")
}

fn is_blank_or_text(piece: &str) -> bool {
    piece.starts_with(['\'', ' ', '\n', '\t']) || (piece.ends_with(['"', '#']) && piece.len() > 1)
}

/// Bytes of the first token or run of white space.
fn piece_len(code: &str) -> usize {
    let until = |end: &str, from: usize| {
        code.split_at(from).1.find(end).map_or(code.len(), |at| from + at + end.len())
    };
    let word_len = code.find(|c| !is_word(c)).unwrap_or(code.len());
    let (word, after) = code.split_at(word_len);
    let hashes = after.split_at(after.find(|c| c != '#').unwrap_or(0)).0;
    let is_raw = word.ends_with('r') && after.split_at(hashes.len()).1.starts_with('"');
    if code.starts_with("//") {
        code.find('\n').unwrap_or(code.len())
    } else if code.starts_with("/*") {
        until("*/", 2)
    } else if matches!(word, "r" | "br" | "cr") && is_raw {
        until(&format!("\"{hashes}"), word_len + hashes.len() + 1)
    } else if matches!(word, "" | "b" | "c") && after.starts_with('"') {
        word_len + quoted_len(after, '"')
    } else if code.starts_with('\'') {
        let is_char = code.chars().nth(1) == Some('\\') || code.chars().nth(2) == Some('\'');
        if is_char { quoted_len(code, '\'') } else { 1 }
    } else if word_len > 0 {
        word_len
    } else if code.starts_with("::") {
        2
    } else if code.starts_with([' ', '\n', '\t']) {
        code.find(|c| !matches!(c, ' ' | '\n' | '\t')).unwrap_or(code.len())
    } else {
        code.chars().next().map_or(0, char::len_utf8)
    }
}

/// Bytes up to the closing quote, which a backslash hides.
fn quoted_len(code: &str, quote: char) -> usize {
    let mut is_hidden = false;
    for (at, c) in code.char_indices().skip(1) {
        if c == quote && !is_hidden {
            return at + c.len_utf8();
        }
        is_hidden = c == '\\' && !is_hidden;
    }
    code.len()
}

/// Names that follow a `::` just before this place: one, or the first names within braces.
fn heads<'t>(code: &[Token<'t>], at: usize) -> Vec<Token<'t>> {
    let tail = code.get(at..).unwrap_or_default();
    let mut found = Vec::new();
    let (mut depth, mut starts) = (0, true);
    for token in tail {
        match token.text {
            "{" => depth += 1,
            "}" => depth -= 1,
            "," => {}
            _ if starts && depth <= 1 => found.push(*token),
            _ => {}
        }
        starts = matches!(token.text, "{" | ",") && depth == 1;
        if depth <= 0 {
            break;
        }
    }
    found
}

/// What the file names directly beneath the crate's root, by `crate::` or by enough `super::`.
fn root_names(file: &SourceFile) -> Vec<Token<'_>> {
    let code = file.code();
    let text = |at: usize| code.get(at).map_or("", |token| token.text);
    let mut braces = Vec::new();
    let mut found = Vec::new();
    for at in 0..code.len() {
        match text(at) {
            "{" => braces.push(at >= 2 && text(at - 2) == "mod"),
            "}" => drop(braces.pop()),
            "crate" if text(at + 1) == "::" => found.extend(heads(&code, at + 2)),
            "super" if at == 0 || text(at - 1) != "::" => {
                let count = (0..).take_while(|n| text(at + 2 * n) == "super" && text(at + 2 * n + 1) == "::");
                let count = count.count();
                let depth = file.modules().len() + braces.iter().filter(|is_module| **is_module).count();
                if count > 0 && count == depth {
                    found.extend(heads(&code, at + 2 * count));
                }
            }
            _ => {}
        }
    }
    found
}

fn strangers(file: &SourceFile) -> Vec<String> {
    let Some(room) = file.room() else {
        return Vec::new();
    };
    let allowed = ROOMS.iter().find(|(name, _)| *name == room).map(|(_, allowed)| *allowed);
    let Some(allowed) = allowed else {
        return vec![file.offence(1, &format!("{room} is no room of the table"))];
    };
    let is_room = |name: &str| ROOMS.iter().any(|(room, _)| *room == name);
    root_names(file)
        .into_iter()
        .filter(|token| {
            token.text == "*" || (is_room(token.text) && token.text != room && !allowed.contains(&token.text))
        })
        .map(|token| file.offence(token.line, &format!("{room} may not use {}", token.text)))
        .collect()
}

fn unknown_words(file: &SourceFile) -> Vec<String> {
    let Some(room) = file.room() else {
        return Vec::new();
    };
    let code = file.code();
    let program_len = file.program_len();
    let mut found = Vec::new();
    for (at, token) in code.iter().enumerate().take_while(|(_, token)| token.line <= program_len) {
        let is_egui = ["egui", "eframe"].iter().any(|name| token.text.starts_with(name));
        if is_egui && room != "ui" {
            found.push(file.offence(token.line, "egui is for ui only"));
        }
        let is_path = code.get(at + 1).is_some_and(|next| next.text == "::");
        if is_path && matches!(room, "ui" | "view") && matches!(token.text, "formats" | "storage") {
            found.push(file.offence(token.line, &format!("{room} must not know {}", token.text)));
        }
        let names_fs = || heads(&code, at + 2).iter().any(|name| name.text == "fs");
        if is_path && token.text == "std" && room != "storage" && names_fs() {
            found.push(file.offence(token.line, "only storage touches the disk"));
        }
        let before = at.checked_sub(1).and_then(|at| code.get(at)).map(|token| token.text);
        for (_, words, reason) in UNKNOWN.iter().filter(|(name, ..)| *name == room) {
            let is_named = |word: &&str| match word.strip_prefix("::") {
                Some(word) => word == token.text && before == Some("::"),
                None => *word == token.text,
            };
            if words.iter().any(is_named) {
                found.push(file.offence(token.line, &format!("`{}`: {reason}", token.text)));
            }
        }
    }
    found
}

fn too_long(file: &SourceFile) -> Vec<String> {
    let len = file.program_len();
    let reason = || format!("{len} lines before the tests, at most {MAX_LINES}");
    (len > MAX_LINES).then(|| file.offence(len, &reason())).into_iter().collect()
}

fn without_opening_line(file: &SourceFile) -> Vec<String> {
    let opens = file.text.starts_with("//! ");
    (!opens).then(|| file.offence(1, "does not open with `//!`")).into_iter().collect()
}

fn left_undone(file: &SourceFile) -> Vec<String> {
    let tokens = file.tokens();
    let is_ignored = |tokens: &[Token<'_>]| matches!(tokens, [a, b, c] if [a.text, b.text, c.text] == ["#", "[", "ignore"]);
    let skipped = tokens.windows(3).filter(|three| is_ignored(three)).filter_map(|three| three.first());
    let marks = tokens.iter().filter(|token| {
        let mut words = token.text.split(|c| !is_word(c));
        is_comment(token.text) && words.any(|word| matches!(word, "TODO" | "FIXME" | "XXX"))
    });
    let skipped = skipped.map(|token| file.offence(token.line, "a test that never runs"));
    let marks = marks.map(|token| file.offence(token.line, "left undone"));
    skipped.chain(marks).collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = folder.read_dir() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[expect(clippy::disallowed_methods, reason = "this test reads the source")]
pub(super) fn source_files() -> Vec<SourceFile> {
    let house = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = ["src", "tests", "benches"].into_iter().flat_map(|folder| rust_files(&house.join(folder)));
    files
        .map(|file| {
            let path = file.strip_prefix(house).unwrap().to_string_lossy().replace('\\', "/");
            SourceFile { path, text: std::fs::read_to_string(&file).unwrap() }
        })
        .collect()
}

#[track_caller]
fn assert_kept(check: fn(&SourceFile) -> Vec<String>) {
    let offences: Vec<String> = source_files().iter().flat_map(check).collect();
    assert!(offences.is_empty(), "{} offences:\n{}", offences.len(), offences.join("\n"));
}

#[test]
fn rooms_use_only_the_rooms_that_the_table_allows() {
    assert_kept(strangers);
}

#[test]
fn rooms_do_not_know_the_window_the_disk_or_the_clock_unless_it_is_theirs() {
    assert_kept(unknown_words);
}

#[test]
fn no_file_is_too_long() {
    assert_kept(too_long);
}

#[test]
fn each_file_opens_by_saying_what_lives_there() {
    assert_kept(without_opening_line);
}

#[test]
fn no_test_is_skipped_and_nothing_is_left_undone() {
    assert_kept(left_undone);
}

#[track_caller]
fn assert_found(check: fn(&SourceFile) -> Vec<String>, path: &str, text: &str, expected: &[&str]) {
    let file = SourceFile { path: path.to_owned(), text: text.to_owned() };
    assert_eq!(check(&file), expected, "{path}: {text}");
}

#[test]
fn a_made_up_stranger_is_found() {
    let find = |path, text, expected: &[&str]| assert_found(strangers, path, text, expected);
    let marks = "src/model/edit/marks.rs";
    find(marks, "use crate::model::Claim;\nuse crate::text::Span;\nuse super::Edit;", &[]);
    find(marks, "\nlet a = crate::view::x();", &["src/model/edit/marks.rs:2: model may not use view"]);
    find(marks, "use super::super::super::ui::A;", &["src/model/edit/marks.rs:1: model may not use ui"]);
    find(marks, "pub(super) fn a() {}\nuse super::super::ui;", &[]);
    find("src/model/mod.rs", "use super::cli;", &["src/model/mod.rs:1: model may not use cli"]);
    let nested = "use crate::{\n    text::{self, view},\n    model,\n    ui::Action,\n};";
    find("src/view/mod.rs", nested, &["src/view/mod.rs:4: view may not use ui"]);
    find("src/view.rs", "use crate::workspace;", &["src/view.rs:1: view may not use workspace"]);
    find("src/cli/new.rs", "use crate::{VERSION, model};", &["src/cli/new.rs:1: cli may not use model"]);
    find("src/ui/app.rs", "use crate::*;", &["src/ui/app.rs:1: ui may not use *"]);
    find("src/attic.rs", "", &["src/attic.rs:1: attic is no room of the table"]);
    find("src/main.rs", "use crate::ui::App;", &[]);
    find("src/text/title.rs", "mod tests {\n    use super::super::view;\n}", &[]);
    find(
        "src/text/title.rs",
        "fn a() {}\nmod tests {\n    use super::super::super::view;\n}",
        &["src/text/title.rs:3: text may not use view"],
    );
    find("src/text/mod.rs", "// crate::ui\nlet a = (\"crate::ui\", r#\"\" crate::ui\"#, b'\"', '\\'');", &[]);
}

#[test]
fn a_made_up_unknown_word_is_found() {
    let find = |path, text, expected: &[&str]| assert_found(unknown_words, path, text, expected);
    find("src/view/mod.rs", "fn a(_: egui::Ui) {}", &["src/view/mod.rs:1: egui is for ui only"]);
    find("src/ui/mod.rs", "fn a<'a>(_: &'a egui::Ui) { formats.len(); }", &[]);
    find("src/ui/mod.rs", "use w::formats::Csv;", &["src/ui/mod.rs:1: ui must not know formats"]);
    find("src/cli/mod.rs", "use std::{io, fs::File};", &["src/cli/mod.rs:1: only storage touches the disk"]);
    find("src/storage/fs.rs", "use std::fs;", &[]);
    find("src/view/mod.rs", "fn a(now: Timestamp) {}", &[]);
    find("src/view/tests.rs", "use std::fs;", &[]);
    find("src/analysis/index.rs", "#[cfg(test)]\nmod tests {\n    use crate::model::Edit;\n}", &[]);
    find(
        "src/model/time.rs",
        "/// Not now.\nlet a = SystemTime::now();",
        &[
            "src/model/time.rs:2: `SystemTime`: times and ids come from the workspace",
            "src/model/time.rs:2: `now`: times and ids come from the workspace",
        ],
    );
}

#[test]
fn a_made_up_long_silent_or_unfinished_file_is_found() {
    let long = "//! Long.\n".repeat(601);
    assert_found(too_long, "src/a.rs", &long, &["src/a.rs:601: 601 lines before the tests, at most 600"]);
    let tests = format!("{}#[cfg(test)]\nmod tests {{\n{long}}}\n", "//! Short.\n".repeat(600));
    assert_found(too_long, "src/a.rs", &tests, &[]);
    assert_found(without_opening_line, "src/a.rs", "\n//! Late.", &["src/a.rs:1: does not open with `//!`"]);
    let text = "//! A.\n/* FIXME */\n#[test]\n#[ignore = \"slow\"]\nfn a() {} // TODO: b\nlet c = \"TODO\";";
    assert_found(
        left_undone,
        "tests/it/a.rs",
        text,
        &[
            "tests/it/a.rs:4: a test that never runs",
            "tests/it/a.rs:2: left undone",
            "tests/it/a.rs:5: left undone",
        ],
    );
}
