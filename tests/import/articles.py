#!/usr/bin/env python3
"""Measures the main text of web pages, and their titles, authors and dates, against public sets of pages.

    python3 tests/import/articles.py PROGRAM DATA

DATA is a copy of one of these, kept out of the repository:
  scrapinghub/article-extraction-benchmark      181 news pages: text
  adbar/trafilatura, folder tests               990 pages of every kind: phrases of the text, title, author, date
  Murrough-Foley/web-content-extraction-benchmark   2,008 pages of seven kinds: text, title, author, date

Printed are the mean token F1 with precision and recall, the pages below .8, the worst ones, and how many titles, authors
and dates are right or invented. Exit code 1 if a figure falls below the floor of its set.
"""
import collections
import gzip
import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BATCH = 40


def tokens(text):
    return collections.Counter(re.findall(r"\w+", text.lower()))


def scores(found, expected):
    """Precision, recall and F1 over words with their numbers."""
    found, expected = tokens(found), tokens(expected)
    if not found or not expected:
        return (1.0, 1.0, 1.0) if not found and not expected else (0.0, 0.0, 0.0)
    shared = sum((found & expected).values())
    precision, recall = shared / sum(found.values()), shared / sum(expected.values())
    return precision, recall, 2 * precision * recall / (precision + recall) if shared else 0.0


def without_headline(document):
    """The text without its first block where that is the headline, which some sets do not count."""
    first, _, rest = document["text"].partition("\n\n")
    words, title = set(tokens(first)), set(tokens(document.get("title") or ""))
    return rest if words and 2 * len(words & title) >= len(words) else document["text"]


def read(program, pages):
    """Documents by file name, as the program reads them; pages that it refuses are missing."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        for start in range(0, len(pages), BATCH):
            batch = pages[start : start + BATCH]
            for group in ([batch] if load(program, folder, batch, found) else [[page] for page in batch]):
                if group is not batch:
                    load(program, folder, group, found)
    return found


def load(program, folder, pages, found):
    """Whether the program took these pages together."""
    files = []
    for name, content in pages:
        path = folder / name
        path.write_bytes(content)
        files.append(str(path))
    project = folder / "p.crossclaim.ron"
    rows = folder / "rows"
    project.unlink(missing_ok=True)
    shutil.rmtree(rows, ignore_errors=True)
    made = subprocess.run([program, "new", str(project), *files], capture_output=True, text=True)
    if project.exists():
        subprocess.run(
            [program, "export", str(project), "--format", "jsonl", "--out", str(rows)], capture_output=True, check=True
        )
        for line in (rows / "documents.jsonl").read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            found[document["file_name"]] = document
    for path in files:
        Path(path).unlink()
    return made.returncode == 0


def bare(text):
    return re.sub(r"\W+", "", html.unescape(text or "").lower())


def names(text):
    return sorted(filter(None, (bare(part) for part in re.split(r"[;,&/|]| and | und ", text))))


def is_right(field, found, gold):
    if field == "author":
        return names(found) == names(gold)
    if field == "published":
        return found[:10] == gold[:10]
    found, gold = bare(found), bare(gold)
    shorter, longer = sorted((len(found), len(gold)))
    starts = found.startswith(gold) or gold.startswith(found)
    return found == gold or (starts and shorter > 0.6 * longer)


def metadata(documents, golds):
    """Prints how many values are right where the set has one, and how many are there where it has none."""
    shares = {}
    for field in ("title", "author", "published"):
        known = [(name, gold[field]) for name, gold in golds.items() if gold.get(field)]
        value = lambda name: (documents.get(name, {}).get(field) or "")
        right = sum(is_right(field, value(name), gold) for name, gold in known)
        unknown = [name for name, gold in golds.items() if not gold.get(field)]
        invented = sum(bool(value(name)) for name in unknown)
        shares[field] = right / max(len(known), 1)
        print(f"{field:10} right {shares[field]:.3f} of {len(known)}, invented {invented} of {len(unknown)}")
    return shares


def texts(documents, golds):
    """Prints the token scores."""
    for label, text_of in (("text", lambda one: one["text"]), ("without headline", without_headline)):
        empty = {"text": "", "title": ""}
        all_scores = {name: scores(text_of(documents.get(name, empty)), gold) for name, gold in golds.items()}
        mean = [sum(one[part] for one in all_scores.values()) / len(all_scores) for part in range(3)]
        below = sum(one[2] < 0.8 for one in all_scores.values())
        print(f"{label:18} F1 {mean[2]:.4f} P {mean[0]:.4f} R {mean[1]:.4f}, below .8: {below}")
    for name, one in sorted(all_scores.items(), key=lambda item: item[1][2])[:8]:
        print(f"    {one[2]:.3f} {name}")
    return mean[2]


def phrases(documents, golds):
    """Prints the score over phrases that have to be in the text and others that must not."""
    flat = lambda text: re.sub(r"\s+", " ", text).strip()
    right = wrong = missing = nothing = 0
    for name, gold in golds.items():
        text = flat(documents.get(name, {}).get("text", ""))
        found = sum(flat(phrase) in text for phrase in gold["with"])
        right += found
        missing += len(gold["with"]) - found
        wrong += sum(flat(phrase) in text for phrase in gold["without"])
        nothing += found == 0
    score = 2 * right / (2 * right + wrong + missing)
    print(f"phrases F1 {score:.4f} P {right / (right + wrong):.4f} R {right / (right + missing):.4f}, nothing right: {nothing}")
    return score


def news(program, data):
    gold = json.loads((data / "ground-truth.json").read_text(encoding="utf-8"))
    pages = [(f"{key}.html", gzip.open(data / "html" / f"{key}.html.gz").read()) for key in gold]
    score = texts(read(program, pages), {f"{key}.html": one["articleBody"] for key, one in gold.items()})
    return score >= 0.962


def every_kind(program, data):
    gold = json.loads((data / "evaldata.json").read_text(encoding="utf-8"))
    golds, pages = {}, []
    for number, one in enumerate(gold.values()):
        path = next(path for path in (data / "cache" / one["file"], data / "eval" / one["file"]) if path.exists())
        name = f"{number:04}.html"
        pages.append((name, path.read_bytes()))
        author = one.get("author")
        author = "; ".join(author) if isinstance(author, list) else author
        known = {"title": one.get("title"), "author": author, "published": one.get("date")} if "title" in one else None
        golds[name] = {"with": one["with"], "without": one["without"], "known": known}
    documents = read(program, pages)
    score = phrases(documents, golds)
    metadata(documents, {name: one["known"] for name, one in golds.items() if one["known"]})
    return score >= 0.91


def seven_kinds(program, data):
    golds, known, pages = {}, {}, []
    for split in ("dev", "test"):
        for path in sorted((data / split / "ground-truth").glob("*.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))["ground_truth"]
            name = f"{split}-{path.stem}.html"
            pages.append((name, gzip.open(data / split / "html" / f"{path.stem}.html.gz").read()))
            golds[name] = gold.get("main_content") or ""
            known[name] = {"title": gold.get("title"), "author": gold.get("author"), "published": gold.get("publish_date")}
    documents = read(program, pages)
    score = texts(documents, golds)
    metadata(documents, known)
    return score >= 0.75


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, data = sys.argv[1], Path(sys.argv[2])
    sets = {"ground-truth.json": news, "evaldata.json": every_kind, "dev": seven_kinds}
    measure = next((measure for marker, measure in sets.items() if (data / marker).exists()), None)
    if measure is None:
        sys.exit(f"{data} is none of the sets")
    sys.exit(0 if measure(program, data) else 1)


if __name__ == "__main__":
    main()
