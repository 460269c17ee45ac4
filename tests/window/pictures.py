#!/usr/bin/env python3
"""Makes the pictures of README and guide anew, from the real window.

usage: pictures.py PROGRAM [FOLDER]    under a display, e.g. `xvfb-run -a -s "-screen 0 1440x900x24" python3 …`

PROGRAM must be built with the feature `inspect`. FOLDER is docs/ if not given. Where Pillow is there the pictures get a
palette, which makes them a quarter as large.
"""
import json
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from walk import ROOT, Walk  # noqa: E402

BRIDGE = [
    ("Herald", "The harbour bridge opened on 3 May. It cost 41 million euros, the council says. Traders on the old ferry "
     "expect to lose half of their custom. The mayor promised that the ferry stays until 2027."),
    ("Gazette", "The harbour bridge is open to traffic. It cost 44 million euros. The ferry will stop at the end of the "
     "year, its owner says."),
]  # fmt: skip
CLAIMS = [
    ("ana", 0, "It cost 41 million euros, the council says.", "quantity"),
    ("ben", 0, "It cost 41 million euros", "quotation"),
    ("ana", 0, "The mayor promised that the ferry stays until 2027.", "prediction"),
    ("ben", 0, "The mayor promised that the ferry stays until 2027.", "quotation"),
    ("ana", 1, "The ferry will stop at the end of the year, its owner says.", "prediction"),
    ("ben", 1, "The ferry will stop at the end of the year, its owner says.", "quotation"),
]


def quiet(window):
    """Without the hints of a first start."""
    for name in ["Hide hints", "Not now", "Later"]:
        if window.find_all(name, exact=True):
            window.click(name, exact=True)


def palette(path):
    try:
        from PIL import Image
    except ImportError:
        print(f"{path}: as it is, Pillow is missing")
        return
    image = Image.open(path).convert("RGB")
    image.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)


def sample(program, folder):
    walk = Walk(program, folder)
    window = walk.open("--sample")
    walk.wait("the sample", lambda: window.find_all("Claim B3:"))
    quiet(window)
    window.key("Ctrl+K")
    window.text("light")
    window.key("Enter")
    window.click("Claim B3:")
    time.sleep(1)
    walk.shot("read_light")
    window.key("Escape")
    for name, key in [("claims", "Ctrl+5"), ("matrix", "Ctrl+2"), ("disagreements", "Ctrl+3")]:
        window.key(key)
        window.move((720, 885))
        time.sleep(1)
        window.settle()
        walk.shot(name)
    walk.close()
    walk.tidy()


def between_annotators(program, folder):
    walk = Walk(program, folder)
    rows = {"documents": [], "claims": []}
    for place, (title, text) in enumerate(BRIDGE):
        rows["documents"].append({"id": f"d{place}", "title": title, "text": text})
    for who, place, quote, kind in CLAIMS:
        start = BRIDGE[place][1].index(quote)
        claim = {"id": f"{who} {quote}", "document_id": f"d{place}", "start_cp": start, "end_cp": start + len(quote)}
        rows["claims"].append({**claim, "kinds": [kind], "annotator_id": who})
    rows["annotators"] = [{"id": who, "name": who} for who in ["ana", "ben"]]
    files = []
    for name, content in rows.items():
        files.append(os.path.join(walk.home, f"{name}.jsonl"))
        with open(files[-1], "w", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in content)
    walk.command("new", walk.project, "--title", "The harbour bridge")
    walk.command("import", walk.project, "--format", "jsonl", *files)
    window = walk.open(walk.project)
    walk.wait("the project", lambda: window.find_all("Herald"))
    quiet(window)
    window.key("Ctrl+K")
    window.text("light")
    window.key("Enter")
    window.key("Ctrl+3")
    time.sleep(1)
    window.click("Annotators")
    window.move((720, 700))
    time.sleep(1)
    window.settle()
    walk.shot("annotators")
    walk.close()
    walk.tidy()


def main():
    program = sys.argv[1]
    folder = sys.argv[2] if len(sys.argv) > 2 else os.path.join(ROOT, "docs")
    sample(program, folder)
    between_annotators(program, folder)
    for name in ["read_light", "claims", "matrix", "disagreements", "annotators"]:
        palette(os.path.join(folder, f"{name}.png"))
    print("five pictures made")


if __name__ == "__main__":
    main()
