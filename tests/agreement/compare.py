#!/usr/bin/env python3
"""Holds `crossclaim agreement` against the packages that researchers use, on random matrices with missing data.

    python3 tests/agreement/compare.py [--crossclaim target/debug/crossclaim] [--venv DIR] [--count 200] [--seed 6]

Each matrix becomes a project (one sentence a document, so that every value can be missing on its own), goes through
`crossclaim import` and `crossclaim agreement --json`, and is given to the packages as it is. Exit 0 when every figure
is equal to 1e-9 and undefined where the packages have no value either; else 1, with the figures that differ.
"""

import argparse
import json
import math
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import uuid
import venv

PACKAGES = ["krippendorff==0.9.0", "scikit-learn==1.9.1", "statsmodels==0.15.0", "irrCAC==0.4.4"]
TOLERANCE = 1e-9
KINDS = ["event_property", "quantity", "quotation", "position", "prediction", "causal"]
SCALE = "ipcc_likelihood"
LEVELS = [
    "exceptionally_unlikely", "extremely_unlikely", "very_unlikely", "unlikely", "about_as_likely_as_not",
    "more_likely_than_not", "likely", "very_likely", "extremely_likely", "virtually_certain",
]
TIME = "2026-01-01T00:00:00.000Z"


def within_venv(folder):
    """Runs this script again in an environment that has the packages."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    environment = {**os.environ, "CROSSCLAIM_COMPARE": "1"}
    return subprocess.run([python, __file__, *sys.argv[1:]], env=environment).returncode


def random_matrix(dice, number):
    """Rows are annotators. A value is none, or a set of kinds; the empty set says that there is no claim."""
    annotators, items = dice.randint(2, 6), dice.randint(4, 40)
    kinds = KINDS[: dice.randint(1, len(KINDS))]
    # A third of the matrices is whole: some packages know no missing data.
    missing = 0.0 if number % 3 == 0 else dice.uniform(0.05, 0.5)
    several, faithful = dice.choice([0.0, 0.0, 0.3]), dice.random()

    def some_set():
        if dice.random() < 0.2:
            return frozenset()
        return frozenset(dice.sample(kinds, min(len(kinds), 2 if dice.random() < several else 1)))

    truth = [some_set() for _ in range(items)]
    value = lambda item: truth[item] if dice.random() < faithful else some_set()
    return [[None if dice.random() < missing else value(item) for item in range(items)] for _ in range(annotators)]


def random_levels(dice, number):
    """Rows are annotators. A value is none or the rank of a level."""
    annotators, items = dice.randint(2, 6), dice.randint(4, 40)
    count, missing = dice.randint(2, len(LEVELS)), 0.0 if number % 3 == 0 else dice.uniform(0.05, 0.5)
    truth = [dice.randrange(count) for _ in range(items)]
    near = lambda rank: min(count - 1, max(0, rank + dice.choice([-2, -1, 0, 0, 0, 0, 1, 2])))
    return [[None if dice.random() < missing else near(rank) for rank in truth] for _ in range(annotators)]


class Rows:
    """A project as the program's own rows."""

    def __init__(self, dice):
        self.dice, self.files = dice, {"documents": [], "claims": [], "annotators": []}

    def new_id(self):
        return str(uuid.UUID(int=self.dice.getrandbits(128), version=4))

    def annotators(self, count):
        rows = [{"id": self.new_id(), "name": f"A{number}"} for number in range(count)]
        self.files["annotators"] += rows
        return [row["id"] for row in rows]

    def document(self, text, readers):
        row = {"id": self.new_id(), "title": text, "text": text, "sentences": [[0, len(text), "body"]], "read_by": readers}
        self.files["documents"].append(row)
        return row["id"], len(text)

    def claim(self, place, annotator, kinds=(), level=None):
        confidence = None if level is None else {"scale": SCALE, "level": LEVELS[level]}
        self.files["claims"].append({
            "id": self.new_id(), "document_id": place[0], "start_cp": 0, "end_cp": place[1], "kinds": sorted(kinds),
            "confidence": confidence, "annotator_id": annotator, "created": TIME, "modified": TIME,
        })

    def write(self, folder):
        for name, rows in self.files.items():
            (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


def kinds_project(dice, matrix):
    rows = Rows(dice)
    annotators = rows.annotators(len(matrix))
    for item in range(len(matrix[0])):
        said = [(annotator, row[item]) for annotator, row in zip(annotators, matrix) if row[item] is not None]
        place = rows.document(f"Item {item} was said.", [annotator for annotator, _ in said])
        for annotator, kinds in said:
            if kinds:
                rows.claim(place, annotator, kinds)
    return rows, annotators


def levels_project(dice, matrix):
    rows = Rows(dice)
    annotators = rows.annotators(len(matrix))
    for item in range(len(matrix[0])):
        place = rows.document(f"Item {item} was said.", [])
        for annotator, row in zip(annotators, matrix):
            if row[item] is not None:
                rows.claim(place, annotator, level=row[item])
    return rows, annotators


def figures(crossclaim, rows):
    """What `crossclaim agreement --json` says of the project: by unit, measure and annotators."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        rows.write(folder)
        homes = {name: str(folder / "home") for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
        run = lambda *words: subprocess.run(
            [crossclaim, *map(str, words)], check=True, capture_output=True, env={**os.environ, **homes}
        ).stdout
        project = folder / "p.crossclaim.ron"
        run("new", project)
        run("import", project, "--format", "jsonl", *(folder / f"{name}.jsonl" for name in rows.files))
        found = json.loads(run("agreement", project, "--json"))
    by_annotators = lambda row: (row["unit"], row["measure"], frozenset(row["annotators"]))
    return {by_annotators(row): (row["value"], row["reason"]) for row in found["measures"]}


def codes(matrix):
    """Values as numbers, the same number for the same value."""
    import numpy

    values = sorted({value for row in matrix for value in row if value is not None}, key=sorted)
    code = {value: float(at) for at, value in enumerate(values)}
    return values, numpy.array([[math.nan if value is None else code[value] for value in row] for row in matrix])


def masi(values):
    """MASI distance of coded sets (Passonneau 2006), as the krippendorff package asks for metrics."""
    import numpy

    def distance(one, other):
        shared = len(one & other)
        if one == other:
            return 0.0
        share = 2 / 3 if shared == min(len(one), len(other)) else 1 / 3
        return 1.0 - share * shared / len(one | other)

    table = numpy.array([[distance(one, other) for other in values] for one in values])
    return lambda v1, v2, i1, i2, n_v, dtype=numpy.float64: table[v1.astype(int), v2.astype(int)].astype(dtype)


def alpha(coded, metric):
    import krippendorff

    try:
        return float(krippendorff.alpha(reliability_data=coded, level_of_measurement=metric))
    except ValueError:
        return math.nan


def pairs_of(matrix):
    return [(one, other) for one in range(len(matrix)) for other in range(one + 1, len(matrix))]


def expected_of_kinds(matrix):
    """Package, measure, annotators and value; NaN where a package has none."""
    import numpy
    import pandas
    from irrCAC.raw import CAC
    from sklearn.metrics import cohen_kappa_score
    from statsmodels.stats.inter_rater import aggregate_raters, cohens_kappa, fleiss_kappa, to_table

    values, coded = codes(matrix)
    everybody = range(len(matrix))
    yield "krippendorff", "alpha_nominal", everybody, alpha(coded, "nominal")
    yield "krippendorff", "alpha_masi", everybody, alpha(coded, masi(values))
    judged = coded[:, numpy.sum(~numpy.isnan(coded), axis=0) > 1]
    used = judged[~numpy.isnan(judged)]
    # With one unit irrCAC divides by zero for its interval.
    if len(numpy.unique(used)) > 1 and judged.shape[1] > 1:
        # Units that one annotator judged are left out: what they would add to AC1 is not agreed upon.
        ratings = CAC(pandas.DataFrame(judged.T), digits=14)
        yield "irrCAC", "gwet_ac1", everybody, ratings.gwet()["est"]["coefficient_value"]
        yield "irrCAC", "fleiss_kappa", everybody, ratings.fleiss()["est"]["coefficient_value"]
        yield "irrCAC", "percent", everybody, ratings.gwet()["est"]["pa"]
    if not numpy.isnan(coded).any():
        table = aggregate_raters(coded.T.astype(int))[0]
        yield "statsmodels", "fleiss_kappa", everybody, float(fleiss_kappa(table))
    for one, other in pairs_of(matrix):
        both = ~numpy.isnan(coded[one]) & ~numpy.isnan(coded[other])
        left, right = coded[one][both].astype(int), coded[other][both].astype(int)
        if len(left) == 0:
            continue
        yield "scikit-learn", "cohen_kappa", (one, other), float(cohen_kappa_score(left, right))
        table = to_table(numpy.stack([left, right], axis=1), bins=numpy.arange(len(values) + 1) - 0.5)[0]
        yield "statsmodels", "cohen_kappa", (one, other), float(cohens_kappa(table, return_results=False))
        yield "krippendorff", "alpha_nominal", (one, other), alpha(coded[[one, other]], "nominal")


def expected_of_levels(matrix):
    import numpy

    coded = numpy.array([[math.nan if value is None else float(value) for value in row] for row in matrix])
    yield "krippendorff", "alpha_ordinal", range(len(matrix)), alpha(coded, "ordinal")
    for pair in pairs_of(matrix):
        yield "krippendorff", "alpha_ordinal", pair, alpha(coded[list(pair)], "ordinal")


class Comparison:
    def __init__(self):
        self.greatest, self.counts, self.undefined, self.wrong = 0.0, {}, 0, []

    def add(self, number, name, found, expected):
        """Notes whether a figure and what a package gives are the same."""
        value, reason = found
        self.counts[name] = self.counts.get(name, 0) + 1
        if math.isnan(expected):
            self.undefined += 1
            if value is not None or not reason:
                self.wrong.append(f"matrix {number}, {name}: {value} where the package has no value")
            return
        if value is None:
            self.wrong.append(f"matrix {number}, {name}: undefined ({reason}) instead of {expected}")
            return
        self.greatest = max(self.greatest, abs(value - expected))
        if not abs(value - expected) <= TOLERANCE:
            self.wrong.append(f"matrix {number}, {name}: {value} instead of {expected}")


def compare(crossclaim, count, seed):
    comparison, dice = Comparison(), random.Random(seed)
    sorts = [
        ("sentence_kinds", random_matrix, kinds_project, expected_of_kinds),
        ("claim_confidence", random_levels, levels_project, expected_of_levels),
    ]
    for number in range(count):
        for unit, make, project, expected in sorts:
            matrix = make(dice, number)
            rows, annotators = project(dice, matrix)
            found = figures(crossclaim, rows)
            for package, measure, who, value in expected(matrix):
                key = (unit, measure, frozenset(annotators[at] for at in who))
                # Annotators without any value in the project are not among those that are compared.
                if key not in found:
                    everybody = {at for at, row in enumerate(matrix) if any(value is not None for value in row)}
                    if set(who) - everybody:
                        continue
                comparison.add(number, f"{package} {measure}", found[key], value)
    return comparison


def main():
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--crossclaim", type=pathlib.Path, default=pathlib.Path("target/debug/crossclaim"))
    words.add_argument("--venv", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "crossclaim-agreement-venv")
    words.add_argument("--count", type=int, default=200)
    words.add_argument("--seed", type=int, default=6)
    options = words.parse_args()
    if not os.environ.get("CROSSCLAIM_COMPARE"):
        return within_venv(options.venv)
    import warnings

    # The packages divide by zero where nothing varies; the NaN that comes of it is what is looked at.
    warnings.simplefilter("ignore")
    comparison = compare(options.crossclaim.resolve(), options.count, options.seed)
    for name, count in sorted(comparison.counts.items()):
        print(f"{name}: {count} figures")
    print("\n".join(comparison.wrong[:20]))
    print(
        f"{2 * options.count} matrices, {sum(comparison.counts.values())} figures ({comparison.undefined} undefined),"
        f" greatest deviation {comparison.greatest:.1e}, {len(comparison.wrong)} wrong; {', '.join(PACKAGES)}"
    )
    return 1 if comparison.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
