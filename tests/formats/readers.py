"""Exports three projects in every format and has the formats' own readers load them.

usage: readers.py BINARY [TABLE.md]

The readers are installed into an environment of their own: in the folder that CROSSCLAIM_READERS names, which is kept,
else in one that is thrown away. A reader that cannot be had is a printed line. Ends with 1 where anything is wrong.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import traceback
import venv
from pathlib import Path

# Format, name of the check, what to call the reader, packages it needs.
READERS = [
    ("jsonl", "own_rows", "pandas", ["pandas"]),
    ("csv", "csv", "pandas", ["pandas"]),
    ("huggingface", "huggingface", "datasets", ["datasets"]),
    ("croissant", "croissant", "mlcroissant", ["mlcroissant"]),
    ("parquet", "duckdb", "duckdb", ["duckdb"]),
    ("parquet", "polars", "polars", ["polars"]),
    ("parquet", "pandas", "pandas + pyarrow", ["pandas", "pyarrow"]),
    ("nli", "nli", "pandas", ["pandas"]),
    ("conll", "conll", "spaCy", ["spacy"]),
    ("lewidi", "lewidi", "json, keys of the tasks", []),
    ("prodigy", "prodigy", "spaCy", ["spacy"]),
    ("label-studio", "label_studio", "label-studio-sdk", ["label-studio-sdk"]),
    ("brat", "brat", "rules of its reader", []),
    ("doccano", "doccano", "rules of its import", []),
    ("cas-json", "cassis", "dkpro-cassis", ["dkpro-cassis"]),
    ("cas-xmi", "cassis_xmi", "dkpro-cassis, strict", ["dkpro-cassis"]),
    ("webanno-tsv", "webanno_tsv", "rules of the format", []),
    ("web-annotation", "web_annotation", "pyld", ["pyld", "requests"]),
    ("refi-qda", "refi_qda", "lxml + REFI schemas", ["lxml"]),
    ("graphml", "graphml", "networkx", ["networkx"]),
    ("claimreview", "claimreview", "json, keys of schema.org", []),
]
SPARK = "pyspark"


def inside(binary, table):
    """Runs within the environment."""
    from importlib.metadata import PackageNotFoundError, version

    import checks
    import more_checks
    from projects import Truth, all_projects, rows, run
    from spark import count_by_publisher

    work = Path(tempfile.mkdtemp(prefix="crossclaim-readers-"))
    os.environ.setdefault("HF_HOME", str(work / "hf"))
    os.environ.setdefault("HF_DATASETS_OFFLINE", "1")
    projects = all_projects(binary, work)
    truths, is_sound = {}, True
    for name, path in projects.items():
        run(binary, "export", path, "--format", "jsonl", "--out", work / name / "truth")
        truths[name] = Truth(work / name / "truth")
    lines = [f"| format | read with | {' | '.join(projects)} |", "| --- | --- |" + " --- |" * len(projects)]
    for format_name, check_name, reader, packages in READERS:
        try:
            versions = [version(package) for package in packages]
        except PackageNotFoundError as err:
            print(f"{format_name}: {reader} is not there ({err}); not checked")
            continue
        check = getattr(checks, check_name, None) or getattr(more_checks, check_name)
        cells = []
        for name, path in projects.items():
            out = work / name / format_name
            if not out.exists():
                run(binary, "export", path, "--format", format_name, "--out", out)
            cell, is_right = verdict(check, out, truths[name], rows, format_name)
            is_sound &= is_right
            cells.append(cell)
        lines.append(f"| {format_name} | {' '.join([reader, ' / '.join(versions)]).strip()} | {' | '.join(cells)} |")
        print(lines[-1], flush=True)
    spark_line, is_right = count_by_publisher(binary, work)
    is_sound &= is_right
    print(spark_line)
    text = (
        "Documents / claims / links in the files of the format, + claims and links in the rows beside them; every "
        "quote was compared with the slice at its offsets.\n\n" + "\n".join(lines) + f"\n\n{spark_line}\n"
    )
    if table:
        Path(table).write_text(text, encoding="utf-8")
    shutil.rmtree(work, ignore_errors=True)
    return 0 if is_sound else 1


def verdict(check, out, truth, rows, format_name):
    """A cell of the table, and whether all is as it should be."""
    try:
        found = check(out, truth)
    except Exception as err:
        traceback.print_exc()
        return f"FAILED: {type(err).__name__}", False
    is_own = format_name == "jsonl"
    beside = [0, 0] if is_own else [len(rows(out / f"{kind}.jsonl")) for kind in ("claims", "links")]
    wrong = []
    if found.documents not in (None, len(truth.documents)):
        wrong.append(f"{len(truth.documents)} documents expected")
    if found.claims + beside[0] != len(truth.claims):
        wrong.append(f"{len(truth.claims)} claims expected")
    if found.links + beside[1] != len(truth.links):
        wrong.append(f"{len(truth.links)} links expected")
    if found.wrong:
        wrong.append(f"{found.wrong} wrong")
    documents = "–" if found.documents is None else found.documents
    counts = " / ".join(
        [str(documents)]
        + [f"{inside} + {more}" if more else str(inside) for inside, more in zip(found[1:3], beside)]
    )
    return (counts if not wrong else f"{counts} WRONG: {', '.join(wrong)}"), not wrong


def python_of(folder):
    """The interpreter of an environment with the readers that could be had."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(folder, with_pip=True)
    wanted = sorted({package for _, _, _, packages in READERS for package in packages} | {SPARK})
    listed = subprocess.run([python, "-m", "pip", "list", "--format=freeze"], capture_output=True, text=True)
    there = {line.split("==")[0].lower().replace("_", "-") for line in listed.stdout.splitlines()}
    for package in (package for package in wanted if package not in there):
        done = subprocess.run([python, "-m", "pip", "install", "-q", package], capture_output=True, text=True)
        if done.returncode:
            print(f"{package} could not be installed: {(done.stderr.strip().splitlines() or ['?'])[-1]}")
    return python


def main():
    if len(sys.argv) not in (2, 3):
        print(__doc__.strip())
        return 2
    if os.environ.get("CROSSCLAIM_READERS_INSIDE"):
        return inside(sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else None)
    kept = os.environ.get("CROSSCLAIM_READERS")
    folder = Path(kept) if kept else Path(tempfile.mkdtemp(prefix="crossclaim-venv-"))
    try:
        python = python_of(folder)
        environment = {**os.environ, "CROSSCLAIM_READERS_INSIDE": "1", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run([python, __file__, *sys.argv[1:]], env=environment).returncode
    finally:
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
