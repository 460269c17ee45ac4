"""One check a format: load the files with an independent reader, count, and compare every quote with its slice."""

import json
import re
from collections import namedtuple

Found = namedtuple("Found", "documents claims links wrong")


def units(text, unit):
    """A text as the list of what its offsets count."""
    if unit == "u16":
        raw = text.encode("utf-16-le")
        return [raw[at : at + 2] for at in range(0, len(raw), 2)]
    return text.encode() if unit == "byte" else text


def is_slice(text, ends, words, unit="cp"):
    start, end = int(ends[0]), int(ends[1])
    return units(text, unit)[start:end] == units(words, unit)


def json_files(folder, pattern):
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob(pattern))]


def json_lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def three_units(claim, text):
    """Wrong ones among the offsets of a row that has them in every unit."""
    ends = {unit: (claim[f"start_{unit}"], claim[f"end_{unit}"]) for unit in ("cp", "u16", "byte")}
    return sum(not is_slice(text, pair, claim["text"], unit) for unit, pair in ends.items())


def huggingface(folder, truth):
    import datasets

    load = lambda name: datasets.load_dataset(str(folder), name, split="train")
    documents = {row["document_id"]: row["text"] for row in load("documents")}
    wrong = sum(three_units(claim, documents[claim["document_id"]]) for claim in load("claims"))
    for sentence in load("sentences"):
        wrong += three_units(sentence, documents[sentence["document_id"]])
    links = {name for pair in load("pairs") for name in pair["link_ids"] if name}
    return Found(len(documents), len(load("claims")), len(links), wrong)


def croissant(folder, truth):
    import mlcroissant

    dataset = mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))

    def records(name):
        plain = lambda value: value.decode() if isinstance(value, bytes) else value
        for record in dataset.records(record_set=f"{name}_train"):
            yield {key.split("/")[-1]: plain(value) for key, value in record.items()}

    documents = {row["document_id"]: row["text"] for row in records("documents")}
    claims = list(records("claims"))
    wrong = sum(three_units(claim, documents[claim["document_id"]]) for claim in claims)
    names = (name for pair in records("pairs") for name in pair["link_ids"])
    links = {name.decode() if isinstance(name, bytes) else name for name in names if name}
    return Found(len(documents), len(claims), len(links), wrong)


def tables(documents, claims, links):
    texts = {row["document_id"]: row["text"] for row in documents}
    wrong = sum(three_units(claim, texts[claim["document_id"]]) for claim in claims)
    return Found(len(texts), len(claims), len(links), wrong)


def duckdb(folder, truth):
    import duckdb

    def load(name):
        found = duckdb.sql(f"select * from read_parquet('{folder}/{name}.parquet')")
        return [dict(zip(found.columns, row)) for row in found.fetchall()]

    return tables(load("documents"), load("claims"), load("links"))


def polars(folder, truth):
    import polars

    load = lambda name: polars.read_parquet(folder / f"{name}.parquet").to_dicts()
    return tables(load("documents"), load("claims"), load("links"))


def pandas(folder, truth):
    import pandas

    load = lambda name: pandas.read_parquet(folder / f"{name}.parquet").to_dict("records")
    return tables(load("documents"), load("claims"), load("links"))


def csv(folder, truth):
    import pandas

    def load(name):
        return pandas.read_csv(folder / name, keep_default_na=False, dtype=str, encoding="utf-8-sig", lineterminator=None)

    claims, links = load("claims.csv").to_dict("records"), load("links.csv").to_dict("records")
    wrong = 0
    for claim in claims:
        text = truth.texts[claim["document_id"]]
        quote = re.sub(r"^'(?='*[=+\-@\t\r])", "", claim["quote"])
        wrong += not is_slice(text, (claim["start_cp"], claim["end_cp"]), quote)
    formulas = [cell for row in claims + links for cell in row.values() if re.match(r"[=+\-@\t\r]", cell)]
    return Found(None, len(claims), len(links), wrong + len(formulas))


def own_rows(folder, truth):
    import pandas

    load = lambda name: pandas.read_json(folder / name, lines=True, dtype=False).to_dict("records")
    texts = {row["id"]: row["text"] for row in load("documents.jsonl")}
    claims = load("claims.jsonl")
    wrong = sum(
        not is_slice(texts[row["document_id"]], (row["start_cp"], row["end_cp"]), row["quote"]) for row in claims
    )
    return Found(len(texts), len(claims), len(load("links.jsonl")), wrong)


def nli(folder, truth):
    import pandas

    pairs = pandas.read_json(folder / "pairs.nli.jsonl", lines=True, dtype=False).to_dict("records")
    claims, links, wrong = set(), set(), 0
    for pair in pairs:
        for side in ("premise", "hypothesis"):
            claim = truth.claims[pair[f"{side}_claim_id"]]
            claims.add(claim["id"])
            text = truth.texts[pair[f"{side}_doc"]]
            ends = (pair[f"{side}_start_cp"], pair[f"{side}_end_cp"])
            wrong += not is_slice(text, ends, claim["quote"])
            wrong += pair[side] not in (claim["quote"], claim["statement"])
        # A kind that the project added itself may say nothing about inference.
        is_label = pair["label"] in ("entailment", "contradiction", "neutral")
        wrong += not is_label and not pandas.isna(pair["label"])
        links |= {pair["link_id"]} - {None}
    return Found(None, len(claims), len(links), wrong)


def conll(folder, truth):
    from spacy.training.converters import conll_ner_to_docs

    text = (folder / "claims.conll").read_text(encoding="utf-8")
    docs = list(conll_ner_to_docs(text, n_sents=0, no_print=True))
    bare = lambda words: "".join(words.split())
    quotes = {bare(claim["quote"]) for claim in truth.claims.values()}
    spans = [span for doc in docs for span in doc.ents]
    wrong = sum(bare(span.text) not in quotes for span in spans)
    return Found(len(docs), len(spans), 0, wrong)


def lewidi(folder, truth):
    sentences, pairs = json_files(folder, "*_sentences_*.json"), json_files(folder, "*_pairs_*.json")
    keys = {"annotation task", "text", "number of annotators", "annotators", "number of annotations"}
    keys |= {"annotations", "soft_label", "split", "lang", "other_info"}
    claims, links, documents, wrong = set(), set(), set(), 0
    for item in (item for file in sentences + pairs for item in file.values()):
        wrong += not keys <= item.keys()
        wrong += len(item["annotators"].split(",")) != item["number of annotators"]
        total = sum(item["soft_label"].values())
        wrong += not (abs(total - 1) < 1e-6 or total == 0 or total > 1)
        info = item["other_info"]
        claims |= {claim["claim_id"] for claim in info.get("claims", [])}
        links |= {link["link_id"] for link in info.get("links", [])}
        documents |= {info["document_id"]} if "document_id" in info else set()
        if "start_cp" in info:
            ends = (info["start_cp"], info["end_cp"])
            wrong += not is_slice(truth.texts[info["document_id"]], ends, item["text"]["text"])
    return Found(len(documents), len(claims), len(links), wrong)


def prodigy(folder, truth):
    import spacy
    from spacy.tokens import Doc

    vocab = spacy.blank("xx").vocab
    claims, links, wrong, documents = set(), 0, 0, 0
    for name in ("spans", "relations"):
        for task in json_lines(folder / f"{name}.jsonl"):
            text, tokens = task["text"], task["tokens"]
            documents += name == "spans"
            doc = Doc(vocab, [token["text"] for token in tokens], [token["ws"] for token in tokens])
            wrong += sum(not is_slice(text, (token["start"], token["end"]), token["text"]) for token in tokens)
            wrong += [token["id"] for token in tokens] != list(range(len(tokens)))
            for span in task["spans"]:
                quote = truth.quote(span["claim_id"])
                wrong += not is_slice(text, (span["start"], span["end"]), quote)
                found = doc[span["token_start"] : span["token_end"] + 1].text
                wrong += "".join(found.split()) != "".join(quote.split())
                claims |= {span["claim_id"]} if name == "spans" else set()
            for link in task.get("relations", []):
                ends = (link["head"], link["head_span"]["token_end"]), (link["child"], link["child_span"]["token_end"])
                wrong += any(one != other for one, other in ends)
                links += 1
    return Found(documents, len(claims), links, wrong)


def label_studio(folder, truth):
    from label_studio_sdk.label_interface import LabelInterface

    config = (folder / "config.xml").read_text(encoding="utf-8")
    interface = LabelInterface(config)
    labels = set(re.findall(r'<Relation value="([^"]*)"', config))
    fields = set(re.findall(r' value="\$(\w+)"', config))
    documents, claims, links, wrong = 0, set(), 0, 0
    for task in json_files(folder, "tasks*.json")[0]:
        texts = {key: text for key, text in task["data"].items() if key.startswith("text_")}
        documents += sum(key.startswith("id_") for key in task["data"])
        wrong += len(fields - set(task["data"]))
        for annotation in task["annotations"]:
            wrong += not interface.validate_annotation(annotation)
            for result in annotation["result"]:
                if result["type"] == "relation":
                    links += len(result["labels"])
                    wrong += not set(result["labels"]) <= labels
                    continue
                value = result["value"]
                wrong += not is_slice(texts[result["to_name"]], (value["start"], value["end"]), value["text"])
                wrong += value["text"] != truth.quote(result["id"])
                claims.add(result["id"])
    return Found(documents, len(claims), links, wrong)


def brat(folder, truth):
    """The rules of brat's own reader, as its documentation of the format gives them."""
    configured = (folder / "annotation.conf").read_text(encoding="utf-8").split()
    documents, claims, links, wrong = 0, 0, 0, 0
    for path in sorted(folder.glob("*.ann")):
        # Universal line ends, as brat opens its files.
        text = path.with_suffix(".txt").open(encoding="utf-8").read()
        documents += 1
        places = set()
        for line in path.read_text(encoding="utf-8").splitlines():
            if match := re.fullmatch(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)", line):
                name, label, parts, words = match.groups()
                pieces = [tuple(map(int, part.split())) for part in parts.split(";")]
                claims += 1
                wrong += words != " ".join(text[start:end] for start, end in pieces)
                wrong += any("\n" in text[start:end] or start >= end for start, end in pieces)
                wrong += label not in configured or name in places
                places.add(name)
            elif match := re.fullmatch(r"R\d+\t(\S+) Arg1:(T\d+) Arg2:(T\d+)\t?", line):
                links += 1
                wrong += match[1] not in configured or not {match[2], match[3]} <= places
            else:
                wrong += not re.match(r"(A\d+\tConfidence T\d+ \S+$|#\d+\tAnnotatorNotes [TR]\d+\t)", line)
    return Found(documents, claims, links, wrong)


def doccano(folder, truth):
    """The rules of doccano's import of relations."""
    documents, claims, links, wrong = 0, 0, 0, 0
    for line in json_lines(folder / "doccano.jsonl"):
        documents += 1
        ids = [entity["id"] for entity in line["entities"]]
        wrong += len(ids) != len(set(ids))
        quotes = {claim["id"]: claim for claim in line["claims"]}
        for entity, claim in zip(line["entities"], quotes.values()):
            ends = (entity["start_offset"], entity["end_offset"])
            wrong += not (0 <= ends[0] < ends[1] <= len(line["text"]))
            wrong += not is_slice(line["text"], ends, truth.quote(claim["id"]))
        claims += len(ids)
        links += len(line["relations"])
        wrong += sum(not {link["from_id"], link["to_id"]} <= set(ids) for link in line["relations"])
    return Found(documents, claims, links, wrong)
