"""Projects that the readers are tried on, made by the program from rows."""

import json
import subprocess
from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[2] / "assets/sample/sample.crossclaim.ron"
FIRE = "🔥 Fire kills 12 in Porto.\nPolice say it was arson, not an accident."
MAYOR = "At least nine died, the mayor said.\nThe cause was electrical."
# As a file with two-character line ends has it; families of code points, combining marks, right-to-left.
NASTY = "Straße 👩‍👩‍👧 closes\r\n\r\nThe e\u0301lite “said” so.\r\nIt made $7.\r\n5 billion,\tor 7\u00a0%.\r\nDone."
ARABIC = "قالت الشركة إنها خسرت ٥٠ مليارًا.\nשלום עולם. No \u202eloss\u202c, it said."


def run(binary, *arguments):
    """What the program prints; its own words when it fails."""
    done = subprocess.run([binary, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, arguments))}: {done.stderr.strip()}")
    return done.stdout


def claim(number, document, text, words, **more):
    """A row of the words where they stand first."""
    start = text.index(words)
    ends = {"start_cp": start, "end_cp": start + len(words), "quote": words}
    return {"id": number, "document_id": document, **ends, "annotator_id": "ann", **more}


def link(number, source, target, kind, **more):
    return {"id": number, "from_id": source, "to_id": target, "kind": kind, "annotator_id": "ann", **more}


def two_annotators():
    """Ann and Ben read the same two texts and differ."""
    documents = [
        {"id": "a", "title": "Fire", "text": FIRE, "publisher": "Daily", "url": "https://example.org/a"},
        {"id": "b", "title": "Mayor", "text": MAYOR, "publisher": "Herald"},
    ]
    by_ben = {"annotator_id": "ben"}
    claims = [
        claim("a1", "a", FIRE, "Fire kills 12 in Porto.", kinds=["quantity"], confidence="high"),
        claim("a2", "a", FIRE, "Police say it was arson", kinds=["quotation", "causal"]),
        claim("b1", "b", MAYOR, "At least nine died", kinds=["quantity"], confidence="moderate"),
        claim("b2", "b", MAYOR, "The cause was electrical.", kinds=["causal"]),
        claim("c1", "a", FIRE, "Fire kills 12", kinds=["event_property"], confidence="low", **by_ben),
        claim("c2", "b", MAYOR, "nine died, the mayor said", note="as the mayor has it", **by_ben),
        claim("c3", "b", MAYOR, "The cause was electrical.", kinds=["causal"], **by_ben),
    ]
    links = [
        link("l1", "a1", "b1", "contradicts", confidence="high"),
        link("l2", "a2", "b2", "contradicts"),
        link("l3", "a2", "a1", "background", confidence="low"),
        link("l4", "c1", "c2", "contradicts", note="twelve or nine", **by_ben),
        link("l5", "c3", "c2", "background", **by_ben),
    ]
    return {
        "documents": documents,
        "annotators": [{"id": "ann", "name": "Ann"}, {"id": "ben", "name": "Ben", "reference": True}],
        "claims": claims,
        "links": links,
    }


def nasty():
    """Everything that formats stumble over."""
    documents = [
        {"id": "a", "title": '=A "first"\ttitle', "text": NASTY, "file_name": 'a "b".txt'},
        {"id": "b", "title": "B, second\nline; third", "text": ARABIC, "url": "https://example.org/ü?x=1&y=2"},
    ]
    stored = NASTY
    claims = [
        claim("1", "a", stored, "👩‍👩‍👧 closes", kinds=["gives background", "quantity"], confidence="high"),
        claim("2", "a", stored, "closes", note='-1 is no formula,\r\n"really"', tags=["@home", "two words"]),
        claim("3", "a", stored, "$7.\r\n5 billion", kinds=['a "quoted"\tkind\nof two lines']),
        claim("4", "a", stored, "The e\u0301lite “said” so.\r\nIt made $7.\r\n5 billion,\tor"),
        claim("5", "b", ARABIC, "خسرت ٥٠ مليارًا", statement="The company lost 50 billion"),
        claim("6", "b", ARABIC, "שלום עולם. No \u202eloss", kinds=["Gives Background"]),
        claim("7", "b", ARABIC, "loss\u202c, it said", kinds=["rule"], annotator_id="ben"),
        claim("8", "a", stored, "Done.", annotator_id="ben"),
    ]
    links = [
        link("l1", "3", "5", "contradicts", confidence="low", note="see\tthere"),
        link("l2", "3", "5", "gives background"),
        link("l3", "1", "2", 'an "odd"\tkind'),
        link("l4", "4", "1", "updates", confidence="moderate"),
        link("l5", "7", "6", "qualifies", annotator_id="ben"),
        link("l6", "7", "8", "corroborates", annotator_id="ben"),
    ]
    names = [{"id": "ann", "name": "Ann \"the tab\"\tO'Neil\n=1+1"}, {"id": "ben", "name": "Ben"}]
    return {"documents": documents, "annotators": names, "claims": claims, "links": links}


def event(number):
    """One of many small projects; publishers and contradictions differ from one to the next."""
    papers = ["Daily", "Herald", "Wire", "Post"]
    documents, claims, links = [], [], []
    for place in range(3):
        text = f"Event {number} had {place + 2} victims. It was day {number}."
        name = f"d{number}-{place}"
        paper = papers[(number + place) % len(papers)]
        documents.append({"id": name, "title": f"{paper} {number}", "text": text, "publisher": paper})
        claims.append(claim(f"c{number}-{place}", name, text, text.split(".")[0] + ".", kinds=["quantity"]))
    for place in range(1 + number % 3):
        ends = (f"c{number}-{place}", f"c{number}-{(place + 1) % 3}")
        links.append(link(f"l{number}-{place}", *ends, "contradicts" if (number + place) % 4 else "corroborates"))
    return {"documents": documents, "annotators": [{"id": "ann", "name": "Ann"}], "claims": claims, "links": links}


def make(binary, folder, name, rows):
    """The project file that the program makes of the rows."""
    source = folder / f"{name}-rows"
    source.mkdir(parents=True)
    for kind, lines in rows.items():
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (source / f"{kind}.jsonl").write_text(text, encoding="utf-8", newline="")
    path = folder / f"{name}.crossclaim.ron"
    run(binary, "new", path)
    run(binary, "import", path, "--format", "jsonl", source)
    return path


def all_projects(binary, folder):
    """Name and file of each."""
    return {
        "sample": SAMPLE,
        "two annotators": make(binary, folder, "two", two_annotators()),
        "nasty": make(binary, folder, "nasty", nasty()),
    }


class Truth:
    """What a project holds, from the program's own rows."""

    def __init__(self, folder):
        self.documents = {row["id"]: row for row in rows(folder / "documents.jsonl")}
        self.claims = {row["id"]: row for row in rows(folder / "claims.jsonl")}
        self.links = {row["id"]: row for row in rows(folder / "links.jsonl")}
        self.texts = {name: row["text"] for name, row in self.documents.items()}
        wrong = [
            row
            for row in self.claims.values()
            if self.texts[row["document_id"]][row["start_cp"] : row["end_cp"]] != row["quote"]
        ]
        assert not wrong, wrong

    def quote(self, claim_id):
        return self.claims[str(claim_id).removeprefix("urn:uuid:")]["quote"]


def rows(path):
    """The rows of a file; none where it is not there."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file if line.strip()]
