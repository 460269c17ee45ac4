#!/usr/bin/env python3
"""Compares the text that a program reads from PDFs with that of pdftotext, word by word.

    python3 pdfs.py READER PDF_DIR [--worst N] [--show NAME] [--jobs N]

READER is called with the path of a file and prints a JSON object with `text`, or `error`; `--project` takes the
program itself instead and makes a project of each file. PDF_DIR holds any PDFs, such as the test suites of pdf.js,
pdfminer.six, pypdf and pdfplumber. Texts of pdftotext are kept in PDF_DIR/.pdftotext. Exits with 77 where there are
no files or no pdftotext.

F1 is the harmonic mean of precision and recall over words with their numbers, in NFKC and small letters; characters
that are written without blanks count one by one. Pieces that the program names as left out count in the second figure.
"""
import argparse
import collections
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

DENSE = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
WORD = re.compile(rf"[{DENSE}]|[^\W_{DENSE}]+")
RTL = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
CJK = re.compile(rf"[{DENSE}\uac00-\ud7af]")
MIN_WORDS, LONG_WORDS, SLOW_SECS = 10, 2000, 10


def words(text):
    text = unicodedata.normalize("NFKC", text or "").lower().replace("\u00ad", "")
    # A word divided at a line end is the same word.
    text = re.sub(r"(?<=\w)[-\u2010]\s*\n\s*(?=\w)", "", text)
    return collections.Counter(WORD.findall(text))


def f1(found, expected):
    shared = sum((found & expected).values())
    total = sum(found.values()) + sum(expected.values())
    return 2 * shared / total if total else 1.0


def kind(text, count):
    letters = sum(c.isalpha() for c in text) or 1
    if len(RTL.findall(text)) / letters > 0.3:
        return "right to left"
    if len(CJK.findall(text)) / letters > 0.3:
        return "CJK"
    return "long" if count >= LONG_WORDS else "Latin"


def reference(path, folder):
    kept = folder / (str(path.relative_to(folder.parent)).replace("/", "__") + ".txt")
    if not kept.exists():
        try:
            done = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], capture_output=True, timeout=60)
            kept.write_bytes(done.stdout)
        except subprocess.TimeoutExpired:
            kept.write_bytes(b"")
    return kept.read_text("utf-8", "replace")


def from_project(program, path):
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "p.crossclaim.ron"
        done = subprocess.run([program, "new", project, path], capture_output=True, timeout=60)
        if done.returncode != 0:
            return {"error": done.stderr.decode("utf-8", "replace").strip()}
        out = Path(folder) / "out"
        subprocess.run([program, "export", project, "--format", "jsonl", "--out", out], capture_output=True, timeout=60)
        rows = (out / "documents.jsonl").read_text("utf-8").splitlines()
        return {"text": "\n".join(json.loads(row)["text"] for row in rows)}


def read(args, path):
    """The answer, and the seconds of processor time that it took."""
    try:
        if args.project:
            begin = time.monotonic()
            return from_project(args.reader, path), time.monotonic() - begin
        with tempfile.TemporaryFile() as out:
            child = subprocess.Popen(["timeout", "300", args.reader, path], stdout=out, stderr=subprocess.DEVNULL)
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            written = out.read()
        answer = json.loads(written) if written.strip() else {"error": f"no answer: {child.returncode}"}
        return answer, used.ru_utime + used.ru_stime
    except subprocess.TimeoutExpired:
        return {"error": "no answer in 60 s"}, 60.0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("reader")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--project", action="store_true")
    parser.add_argument("--worst", type=int, default=10)
    parser.add_argument("--show")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    paths = sorted(p for p in args.folder.rglob("*") if p.suffix.lower() == ".pdf" and p.stat().st_size > 200)
    if not paths or not shutil.which("pdftotext"):
        print("skipped: no PDFs or no pdftotext")
        sys.exit(77)
    kept = args.folder / ".pdftotext"
    kept.mkdir(exist_ok=True)
    paths = [p for p in paths if re.search(args.only, str(p))]
    if args.show:
        path = next(p for p in paths if args.show in str(p))
        answer, _ = read(args, path)
        found, expected = words(answer.get("text")), words(reference(path, kept))
        print(answer.get("error") or answer["text"][:3000])
        print(answer.get("problems"), json.dumps(answer.get("account"), ensure_ascii=False)[:1500])
        print("lacks", list((expected - found).items())[:80])
        print("more", list((found - expected).items())[:80])
        return
    scores, slow, empty, errors = collections.defaultdict(list), [], [], collections.Counter()

    def one(path):
        expected = reference(path, kept)
        counted = words(expected)
        count = sum(counted.values())
        answer, secs = read(args, path)
        return path, expected, counted, count, answer, secs

    with ThreadPoolExecutor(args.jobs) as pool:
        for path, expected, counted, count, answer, secs in pool.map(one, paths):
            if secs > SLOW_SECS:
                slow.append((path.name, round(secs, 1)))
            if "error" in answer:
                errors[answer["error"][:60]] += 1
            if count < MIN_WORDS:
                continue
            text = answer.get("text", "")
            pieces = [s for r in (answer.get("account") or {}).get("left_out", []) for s in r["starts"]]
            own = words(text)
            if not own:
                empty.append((path.name, answer.get("error", "")[:60]))
            told = words(text + "\n" + "\n".join(pieces))
            scores[kind(expected, count)].append((f1(own, counted), f1(told, counted), str(path.relative_to(args.folder))))
    total = sum(map(len, scores.values()))
    for name, rows in sorted(scores.items()):
        mean = lambda at: sum(row[at] for row in rows) / len(rows)
        print(f"{name:14} {len(rows):4} files  F1 {mean(0):.4f}  with what was left out {mean(1):.4f}")
        for row in sorted(rows)[: args.worst]:
            print(f"    {row[0]:.3f} {row[1]:.3f} {row[2]}")
    print(f"empty where pdftotext has words: {len(empty)} of {total}: {empty}")
    print(f"over {SLOW_SECS} s: {slow}")
    print("refused:", dict(errors.most_common(12)))


if __name__ == "__main__":
    main()
