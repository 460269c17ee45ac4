#!/usr/bin/env python3
"""Writes the seeds of the targets `documents` and `datasets` into `fuzz/corpus/`: the fixtures of the tests, and files
of any other folders that are named.

    seeds.py [FOLDER…]

A document is known by the end of its name; a golden file, and a folder below `formats/` or `benchmarks/`, is a dataset of
the format that it is called after.
"""
import hashlib
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parent / "tests" / "data"
LARGEST = 200_000
ENDINGS = {
    "txt": "text", "md": "markdown", "html": "html", "htm": "html", "xhtml": "html", "pdf": "pdf", "docx": "docx",
    "odt": "odt", "epub": "epub", "rtf": "rtf", "eml": "eml", "mhtml": "mhtml", "mht": "mhtml", "warc": "warc",
    "warc.gz": "warc", "wacz": "wacz", "zip": "zip", "srt": "srt", "vtt": "vtt", "ttml": "ttml", "dfxp": "ttml",
    "csv": "csv-table", "tsv": "tsv-table", "ndjson": "jsonl-table", "jsonl": "jsonl-table", "xlsx": "xlsx",
    "ods": "ods",
}  # fmt: skip
JSON = ["whisper", "telegram"]


def keep(target, content):
    folder = HERE / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    if len(content) <= LARGEST:
        (folder / hashlib.sha1(content).hexdigest()).write_bytes(content)


def documents(folder):
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        name = path.name.lower()
        endings = [end for end in ENDINGS if name.endswith("." + end)]
        formats = [ENDINGS[max(endings, key=len)]] if endings else []
        for one in formats or (JSON if name.endswith(".json") else []):
            keep("documents", one.encode() + b"\n" + path.read_bytes())


def dataset(name, files, root):
    parts = [name.encode()]
    for path in sorted(files):
        parts.append(b"=== " + path.relative_to(root).as_posix().encode() + b"\n" + path.read_bytes())
    keep("datasets", b"\n".join(parts))


def datasets(folder):
    for root in sorted(path for path in folder.glob("*") if path.is_dir() and path.name != "golden"):
        name = root.name.replace("_", "-")
        files = [path for path in root.rglob("*") if path.is_file()]
        dataset(name, files, root)
        for path in files:
            dataset(name, [path], root)


def goldens(folder):
    for path in sorted(folder.glob("*.golden")):
        content = path.read_bytes().replace("␍".encode(), b"\r")
        keep("datasets", path.name.split(".")[0].encode() + b"\n" + content)


for folder in [DATA, *map(pathlib.Path, sys.argv[1:])]:
    documents(folder)
for folder in ["formats", "benchmarks"]:
    datasets(DATA / folder)
goldens(DATA / "formats" / "golden")
counts = {target: len(list((HERE / "corpus" / target).iterdir())) for target in ["documents", "datasets"]}
print(counts)
