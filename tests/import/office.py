"""Reads office files of public test suites with Crossclaim and compares the words with those that pandoc finds.

    office.py PROGRAM FOLDER [--kept FOLDER] [--worst N] [--only REGEX]

FOLDER holds .docx, .odt and .rtf files; nothing is measured when it is missing. What pandoc finds is kept in the other
folder, if one is given; descriptions of pictures, which no reader sees, do not count. Prints for each format how many
files were read, the mean word F1 against pandoc, the mean share of pandoc's words that were found (pandoc passes over
frames, heads of tables and numbers of lists, so words that only Crossclaim has are no fault by themselves), and the
files that are least alike. For DOCX and ODT the letters of
the file's own text elements must be in the text or in the account. Exits with 1 below the marks, when letters are lost,
on a crash, or where a file takes longer than ten seconds.
"""

import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
import xml.etree.ElementTree as ElementTree
import zipfile

MARKS = {"docx": 0.98, "odt": 0.985, "rtf": 0.93}
SECONDS = 10
WITHOUT_PICTURES = "function Image() return {} end"


def words(text):
    plain = unicodedata.normalize("NFKC", text).lower().replace("\u00ad", "")
    return collections.Counter(re.findall(r"\w+", plain))


def f1(found, wanted):
    total = sum(found.values()) + sum(wanted.values())
    return 2 * sum((found & wanted).values()) / total if total else 1.0


def of_pandoc(path, kind):
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(WITHOUT_PICTURES)
        script.flush()
        command = ["pandoc", "-s", "-f", kind, "-t", "plain", "--wrap=none", "--lua-filter", script.name, str(path)]
        if kind == "docx":
            command.append("--track-changes=accept")
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


def of_crossclaim(program, path, kind):
    """The document as the program's own child gives it, or why it was refused."""
    request = json.dumps({"name": path.name, "encoding": None, "mapping": None}).encode()
    data = len(request).to_bytes(8, "little") + request + path.read_bytes()
    done = subprocess.run([program, "read-document", "--format", kind], input=data, capture_output=True, timeout=120)
    if done.returncode != 0 or len(done.stdout) < 8:
        return None, f"crashed: {done.stderr[:200]!r}"
    length = int.from_bytes(done.stdout[:8], "little")
    answer = json.loads(done.stdout[8 : 8 + length])
    return answer.get("Document"), answer.get("Refused", "")


PARTS = re.compile(r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml|content\.xml|styles\.xml")


def local(element):
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def own_letters(path, kind):
    """Letters of the text elements of a file, forms for older programs left aside."""
    found = collections.Counter()

    def walk(element, inside):
        name = local(element)
        if name in ("Fallback", "tracked-changes-info", "annotation-end") or name.endswith(("Change", "-source")):
            return
        inside = name in ("t", "delText") if kind == "docx" else inside or name in ("p", "h")
        if kind == "odt" and name in ("creator", "date", "note-citation", "script", "title", "number"):
            return
        if inside:
            found.update(c for c in (element.text or "") if c.isascii() and c.isalpha())
        for child in element:
            walk(child, inside)
            if inside and kind == "odt":
                found.update(c for c in (child.tail or "") if c.isascii() and c.isalpha())

    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if PARTS.fullmatch(name) and not (kind == "docx" and name.endswith("styles.xml")):
                walk(ElementTree.fromstring(archive.read(name)), False)
    return found


def lost_letters(path, kind, document):
    """Letters of the file that are neither in the text nor in the account; none where the account is cut."""
    pieces = [piece for one in document["account"]["left_out"] for piece in one["starts"]]
    is_cut = any(one["count"] > len(one["starts"]) for one in document["account"]["left_out"])
    if is_cut or any(piece.endswith("…") for piece in pieces):
        return {}
    given = collections.Counter(document["text"] + "".join(pieces))
    try:
        return own_letters(path, kind) - given
    except (zipfile.BadZipFile, ElementTree.ParseError, NotImplementedError, RuntimeError):
        return {}


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    option = lambda name: sys.argv[sys.argv.index(name) + 1] if name in sys.argv else None
    worst, only = int(option("--worst") or 10), option("--only") or ""
    pandoc = option("--kept") and pathlib.Path(option("--kept"))
    if not folder.is_dir():
        print(f"{folder} is missing: nothing was measured")
        return 0
    is_good = True
    for kind, mark in MARKS.items():
        scores, shares, refused, faults = [], [], [], []
        for path in sorted(path for path in folder.rglob(f"*.{kind}") if re.search(only, path.name)):
            begun = time.monotonic()
            document, reason = of_crossclaim(program, path, kind)
            seconds = time.monotonic() - begun
            if reason.startswith("crashed") or seconds > SECONDS:
                faults.append((path.name, f"{seconds:.1f} s", reason))
            if document and kind != "rtf" and (lost := lost_letters(path, kind, document)):
                faults.append((path.name, f"lost {sum(lost.values())} letters"))
            wanted = words(kept(path, kind, pandoc) or "")
            if not wanted:
                continue
            if document is None:
                refused.append((path.name, reason[:100]))
            found = words(document["text"] if document else "")
            scores.append((f1(found, wanted), path.name))
            shares.append((sum((found & wanted).values()) / sum(wanted.values()), path.name))
        if not scores:
            continue
        mean = sum(score for score, _ in scores) / len(scores)
        exact = sum(score >= 0.999 for score, _ in scores)
        share = sum(share for share, _ in shares) / len(shares)
        print(f"{kind}: {len(scores)} files, mean F1 {mean:.4f}, {exact} all right, {len(refused)} without text")
        print(f"  {share:.4f} of pandoc's words found; least in", *(f"{name} {one:.2f}" for one, name in sorted(shares)[:worst]))
        for score, name in sorted(scores)[:worst]:
            print(f"  {score:.3f} {name}")
        for name, reason in refused:
            print(f"  no text: {name}: {reason}")
        for fault in faults:
            print("  fault:", *fault)
        is_good &= mean >= mark and not faults
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
