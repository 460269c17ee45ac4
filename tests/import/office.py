"""Reads office files of public test suites with Crossclaim and compares the words with those that pandoc finds.

    office.py PROGRAM FOLDER [--kept FOLDER] [--worst N]

FOLDER holds .docx, .odt and .rtf files; nothing is measured when it is missing. What pandoc finds is kept in the other
folder, if one is given. Prints for each format how many files
were read, the mean word F1 against pandoc, and the files that are least alike. Exits with 1 below the marks, on a
crash, or where a file takes longer than ten seconds.
"""

import collections
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unicodedata

MARKS = {"docx": 0.98, "odt": 0.985, "rtf": 0.93}
SECONDS = 10


def words(text):
    plain = unicodedata.normalize("NFKC", text).lower().replace("\u00ad", "")
    return collections.Counter(re.findall(r"\w+", plain))


def f1(found, wanted):
    total = sum(found.values()) + sum(wanted.values())
    return 2 * sum((found & wanted).values()) / total if total else 1.0


def of_pandoc(path, kind):
    command = ["pandoc", "-f", kind, "-t", "plain", "--wrap=none", "--track-changes=accept", str(path)]
    if kind != "docx":
        command.remove("--track-changes=accept")
    try:
        done = subprocess.run(command, capture_output=True, timeout=60)
    except subprocess.TimeoutExpired:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def kept(path, kind, folder):
    """What pandoc finds, from the folder where it was kept."""
    if folder is None:
        return of_pandoc(path, kind)
    own = folder / f"{path.name}.txt"
    if not own.exists():
        folder.mkdir(parents=True, exist_ok=True)
        own.write_text(of_pandoc(path, kind) or "", "utf-8")
    return own.read_text("utf-8")


def rows(path):
    """The lines of the text in a project file with one document."""
    text, inside = [], False
    for line in path.read_text("utf-8").splitlines():
        if line.endswith("lines: ["):
            inside = True
        elif inside and line.startswith("])"):
            return "\n".join(text)
        elif inside:
            string = line.rstrip(",")[1:-1]
            string = re.sub(r"\\u\{([0-9a-fA-F]+)\}", lambda found: chr(int(found[1], 16)), string)
            text.append(string.replace('\\"', '"').replace("\\\\", "\\"))
    return "\n".join(text)


def of_crossclaim(program, path):
    with tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(folder, "p.crossclaim.ron")
        begun = time.monotonic()
        done = subprocess.run([program, "new", str(project), str(path)], capture_output=True, timeout=120)
        seconds = time.monotonic() - begun
        said = (done.stdout + done.stderr).decode("utf-8", "replace")
        return (rows(project) if project.exists() else ""), said, seconds


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    option = lambda name: sys.argv[sys.argv.index(name) + 1] if name in sys.argv else None
    worst = int(option("--worst") or 10)
    pandoc = option("--kept") and pathlib.Path(option("--kept"))
    if not folder.is_dir():
        print(f"{folder} is missing: nothing was measured")
        return 0
    is_good = True
    for kind, mark in MARKS.items():
        scores, refused, faults = [], [], []
        for path in sorted(folder.rglob(f"*.{kind}")):
            wanted = kept(path, kind, pandoc)
            if not wanted or not wanted.strip():
                wanted = None
            text, said, seconds = of_crossclaim(program, path)
            if "failed in the middle" in said or "panicked" in said or seconds > SECONDS:
                faults.append((path.name, f"{seconds:.1f} s", said[:200]))
            if wanted is None:
                continue
            if not text:
                refused.append((path.name, said.strip()[:160]))
            scores.append((f1(words(text), words(wanted)), path.name))
        mean = sum(score for score, _ in scores) / len(scores) if scores else 1.0
        exact = sum(score >= 0.999 for score, _ in scores)
        print(f"{kind}: {len(scores)} files, mean F1 {mean:.4f}, {exact} all right, {len(refused)} without text")
        for score, name in sorted(scores)[:worst]:
            print(f"  {score:.3f} {name}")
        for name, said in refused:
            print(f"  no text: {name}: {said}")
        for fault in faults:
            print("  fault:", *fault)
        is_good &= mean >= mark and not faults
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
