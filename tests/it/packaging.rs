//! What desktops, package tools and shells are told agrees with the program, and its pages name what is there.

use crossclaim::APP_ID;
use crossclaim::view::guide::PAGES;
use crossclaim::workspace::folders::PROJECT_ENDING;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const DESKTOP: &str = include_str!("../../packaging/linux/org.crossclaim.Crossclaim.desktop");
const MIME: &str = include_str!("../../packaging/linux/org.crossclaim.Crossclaim.mime.xml");
const METAINFO: &str = include_str!("../../packaging/linux/org.crossclaim.Crossclaim.metainfo.xml");
const README: &str = include_str!("../../README.md");
const FORMAT: &str = include_str!("../../docs/format.md");
const ALL_FIELDS: &str = include_str!("../data/projects/v2/all-fields.crossclaim.ron");
const MIME_TYPE: &str = "application/x-crossclaim+ron";

fn crossclaim(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_crossclaim")).args(arguments).output().unwrap();
    text_of(&output, arguments)
}

fn text_of(output: &Output, arguments: &[&str]) -> String {
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The commands that `--help` lists.
fn commands() -> Vec<String> {
    let help = crossclaim(&["--help"]);
    let lines =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let own = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = own.filter_map(|line| line.split_whitespace().next());
    names.filter(|name| !matches!(*name, "help" | "drill")).map(str::to_owned).collect()
}

fn value<'t>(text: &'t str, key: &str) -> &'t str {
    text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('=')).unwrap_or_default()
}

#[test]
fn the_desktop_knows_the_program_by_one_name() {
    for key in ["Icon", "StartupWMClass"] {
        assert_eq!(value(DESKTOP, key), APP_ID, "{key}");
    }
    assert_eq!(value(DESKTOP, "Exec"), format!("{} %f", env!("CARGO_PKG_NAME")));
    for part in [format!("<id>{APP_ID}</id>"), format!(">{APP_ID}.desktop</launchable>")] {
        assert!(METAINFO.contains(&part), "{part}");
    }
    let flatpak = include_str!("../../packaging/flatpak/org.crossclaim.Crossclaim.yml");
    assert!(flatpak.contains(&format!("\nid: {APP_ID}\n")));
    let script = include_str!("../../packaging/make.sh");
    assert!(script.contains(&format!("\nid={APP_ID}\n")));
}

#[test]
fn the_desktop_knows_projects_by_their_ending() {
    assert!(MIME.contains(&format!("<glob pattern=\"*{PROJECT_ENDING}\" weight=\"60\"/>")));
    assert!(MIME.contains(&format!("type=\"{MIME_TYPE}\"")));
    assert_eq!(value(DESKTOP, "MimeType"), format!("{MIME_TYPE};"));
    assert!(METAINFO.contains(&format!("<mediatype>{MIME_TYPE}</mediatype>")));
    let magic = MIME.split_once("value=\"").and_then(|(_, rest)| rest.split_once('"')).unwrap().0;
    assert!(ALL_FIELDS.starts_with(magic), "{magic}");
}

#[test]
fn packages_have_the_version_of_the_program() {
    let version = env!("CARGO_PKG_VERSION");
    assert!(
        METAINFO.contains(&format!("<release version=\"{version}\" ")),
        "the newest release stands first"
    );
    let changelog = include_str!("../../packaging/linux/changelog.Debian");
    assert!(changelog.starts_with(&format!("crossclaim ({version}-1) ")));
}

#[test]
fn each_picture_of_the_icon_has_its_size() {
    let icons: [(u32, &[u8]); 7] = [
        (16, include_bytes!("../../assets/icon/crossclaim-16.png")),
        (32, include_bytes!("../../assets/icon/crossclaim-32.png")),
        (48, include_bytes!("../../assets/icon/crossclaim-48.png")),
        (64, include_bytes!("../../assets/icon/crossclaim-64.png")),
        (128, include_bytes!("../../assets/icon/crossclaim-128.png")),
        (256, include_bytes!("../../assets/icon/crossclaim-256.png")),
        (512, include_bytes!("../../assets/icon/crossclaim-512.png")),
    ];
    for (size, png) in icons {
        let icon = eframe::icon_data::from_png_bytes(png).unwrap();
        assert_eq!((icon.width, icon.height), (size, size));
    }
}

#[test]
fn completions_and_manual_know_every_command() {
    let commands = commands();
    assert!(commands.len() > 10, "{commands:?}");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = crossclaim(&["completions", shell]);
        for command in &commands {
            assert!(script.contains(command.as_str()), "{shell}: {command}");
        }
    }
    let manual = crossclaim(&["man"]);
    for command in &commands {
        assert!(manual.contains(&format!("crossclaim\\-{command}(1)")), "{command}");
        let page = crossclaim(&["man", command]);
        assert!(page.contains(&format!(".TH crossclaim-{command} 1")), "{command}: {page}");
    }
}

/// Lines of code blocks that begin with the program's name, with the lines that go on below them.
fn calls(markdown: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut is_code = false;
    for line in markdown.lines() {
        is_code ^= line.starts_with("```");
        match found.last_mut() {
            Some(last) if is_code && line.starts_with("      ") => last.push_str(line),
            _ if is_code && line.starts_with("crossclaim ") => found.push(line.to_owned()),
            _ => {}
        }
    }
    found
}

#[test]
fn the_pages_name_commands_and_options_that_are_there_and_all_of_them() {
    let commands = commands();
    let texts = PAGES.iter().map(|page| page.text).chain([README]);
    for call in texts.flat_map(calls) {
        let words: Vec<&str> = call.split_whitespace().collect();
        let command = words[1];
        if !commands.iter().any(|known| known == command) {
            let is_window = command.starts_with(['[', '-']) || command.ends_with(PROJECT_ENDING);
            assert!(is_window, "no command: {call}");
            continue;
        }
        let help = crossclaim(&[command, "--help"]);
        let options = words.iter().map(|word| word.trim_start_matches('[').trim_end_matches(']'));
        for option in options.filter(|word| word.starts_with("--")) {
            assert!(help.contains(option), "{option} of: {call}");
        }
    }
    let page = PAGES.iter().find(|page| page.file == "command-line.md").unwrap().text;
    for command in &commands {
        assert!(README.contains(&format!("\ncrossclaim {command} ")), "README: {command}");
        assert!(page.contains(&format!("\n| `{command} ")), "guide: {command}");
    }
}

/// Words of a project file outside of its strings that name a field or a variant.
fn names(ron: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for line in ron.lines().filter(|line| !line.starts_with("//")) {
        let (mut is_string, mut is_hidden, mut start) = (false, false, 0);
        for (at, c) in line.char_indices().chain([(line.len(), '\n')]) {
            let is_word = c.is_ascii_alphanumeric() || c == '_';
            if is_string || !is_word {
                let word = &line[start.min(at)..at];
                if !is_string && word.starts_with(|c: char| c.is_ascii_alphabetic()) && word.len() > 1 {
                    names.insert(word);
                }
                start = at + c.len_utf8();
            }
            if c == '"' && !is_hidden {
                is_string = !is_string;
            }
            is_hidden = c == '\\' && !is_hidden;
        }
    }
    names
}

#[test]
fn the_description_of_the_file_names_every_field() {
    let is_named = |name: &&str| {
        let ends = ["`", "(", ",", "\""];
        ends.iter()
            .any(|end| FORMAT.contains(&format!("`{name}{end}")) || FORMAT.contains(&format!(" {name}{end}")))
    };
    let known = ["Some", "None", "true", "false"];
    let missing: Vec<&str> =
        names(ALL_FIELDS).into_iter().filter(|name| !known.contains(name) && !is_named(name)).collect();
    assert_eq!(missing, [""; 0]);
    let example = FORMAT.rsplit("```\n").nth(1).unwrap();
    let loaded = crossclaim::storage::read_project(example.as_bytes()).unwrap();
    assert_eq!(loaded.project.claims().len(), 1);
    assert_eq!(loaded.problems.len(), 1, "only the hash is missing: {:?}", loaded.problems);
}

/// A folder of its own for one test, under the folder of the build.
#[expect(clippy::disallowed_methods, reason = "this test lays out a stick")]
fn stick(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::remove_dir_all(&folder).ok();
    std::fs::create_dir_all(folder.join("crossclaim-state")).unwrap();
    let program = folder.join("crossclaim");
    std::fs::hard_link(env!("CARGO_BIN_EXE_crossclaim"), &program)
        .or_else(|_| std::fs::copy(env!("CARGO_BIN_EXE_crossclaim"), &program).map(drop))
        .unwrap();
    folder
}

#[test]
#[expect(clippy::disallowed_methods, reason = "this test looks at a stick")]
fn a_program_on_a_stick_keeps_its_state_there() {
    let stick = stick("stick");
    let new = |project: &str, state: &str| {
        let mut command = Command::new(stick.join("crossclaim"));
        command.current_dir(&stick).env("HOME", stick.join("home")).env("XDG_STATE_HOME", stick.join("xdg"));
        command.env("CROSSCLAIM_STATE", state).args(["new", project, "--title", "T"]);
        text_of(&command.output().unwrap(), &[project])
    };
    let is_used = |folder: &str| {
        std::fs::read_dir(stick.join(folder)).is_ok_and(|mut entries| entries.next().is_some())
    };
    new("a.crossclaim.ron", "");
    assert_eq!(["crossclaim-state", "xdg", "home", "named"].map(is_used), [true, false, false, false]);
    new("b.crossclaim.ron", stick.join("named").to_str().unwrap());
    assert!(is_used("named"), "the variable goes first");
}
