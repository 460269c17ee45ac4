//! Benchmarks of ten rows each, written by hand in the shapes of the real ones.

use std::path::Path;

/// Folder, format, name of the set among the problems and tags.
pub(super) const FIXTURES: [(&str, &str, &str); 9] = [
    ("fever", "fever", "FEVER"),
    ("scifact", "scifact", "SciFact"),
    ("climate-fever", "climate-fever", "Climate-FEVER"),
    ("contract-nli", "contract-nli", "ContractNLI"),
    ("beir", "beir", "BEIR"),
    ("averitec", "averitec", "AVeriTeC"),
    ("ecb-plus", "ecb-plus", "ECB+"),
    ("fnc", "nli", "NLI"),
    ("nli", "nli", "NLI"),
];

/// The files of a folder and of those within it, by name.
#[expect(clippy::disallowed_methods, reason = "a test reads its own data")]
pub(super) fn fixture(folder: &str) -> Vec<(String, Vec<u8>)> {
    fn read(root: &Path, folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
        let entries = std::fs::read_dir(folder).unwrap();
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                read(root, &path, found);
            } else {
                let name = path.strip_prefix(root).unwrap().display().to_string().replace('\\', "/");
                found.push((name, std::fs::read(&path).unwrap()));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/benchmarks").join(folder);
    let mut found = Vec::new();
    read(&root, &root, &mut found);
    found.sort();
    found
}
