#!/usr/bin/env python3
"""Counts what a job costs in the real window: a scripted analyst tags the claims of a gold set and links them.

usage: effort.py PROGRAM GOLD [--confidence] [--keep] [--pictures FOLDER]      under a display, e.g. with `xvfb-run -a`

PROGRAM must be built with the feature `inspect`. GOLD is NAME.gold.json of a set of links between the five articles of
assets/sample (`{"links": [{"a", "b", "relation", "confidence", "thread"}]}`), with NAME.input.json beside it
(`{"documents": [{"id", "file", "text"}], "sentences": [{"id", "doc", "start", "end"}]}`).

The analyst reads what a person sees and presses what a person would press; keys, clicks and drags count one each, turns
of the wheel are counted apart. First every claim is tagged, document by document. Then the list of likely links is gone
through: right ones are accepted with the right kind, those that the gold leaves open as proposed, wrong ones dismissed,
until each thread of the gold hangs together or the list proposes hardly anything that is right; what is missing then is linked by hand. With --confidence every link
gets the confidence of the gold (below 0.5 low, below 0.8 moderate, else high); with --keep the confidence is kept from
link to link. At the end the project is saved and its claims and links are compared with the gold.
"""
import argparse, json, os, re, sys, time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from reading import Reader  # noqa: E402
from walk import ARTICLES, Walk, save  # noqa: E402

LEVELS = (("F", "Low", 0.5), ("G", "Moderate", 0.8), ("H", "High", 9.0))
KINDS = {"corroborates": "1", "contradicts": "2", "qualifies": "3"}
GIVE_UP = 12  # wrong proposals in a row after which the list is left


def level_of(confidence):
    return next((key, label) for key, label, below in LEVELS if confidence < below)


class Gold:
    """The set with the names that its sentences have in the window."""

    def __init__(self, path, walk):
        with open(path, encoding="utf-8") as file:
            gold = json.load(file)
        with open(path.replace(".gold.json", ".input.json"), encoding="utf-8") as file:
            given = json.load(file)
        self.place, self.links, self.threads = {}, {}, {}
        for document in given["documents"]:
            file = next(path for path in ARTICLES if os.path.basename(path) == document["file"])
            letter = "ABCDE"[ARTICLES.index(file)]
            spans = json.loads(walk.command("segment", file, "--json"))
            for sentence in (s for s in given["sentences"] if s["doc"] == document["id"]):
                shared = lambda span: min(span[1], sentence["end"]) - max(span[0], sentence["start"])
                best = max(range(len(spans)), key=lambda index: shared(spans[index]))
                self.place[sentence["id"]] = (letter, best + 1)
        for link in gold["links"]:
            ends = frozenset(self.place[link[end]] for end in ("a", "b"))
            if len(ends) == 2:
                self.links.setdefault(ends, link)
                self.threads.setdefault(link["thread"], set()).update(ends)
        # Pairs that the gold leaves open: a person takes them as they are proposed.
        self.open = {frozenset(self.place[end] for end in pair) for pair in gold["ignore"]} - set(self.links)
        self.claims = sorted({place for ends in self.links for place in ends})

    def missing(self, made):
        """A link of the gold for each two parts of a thread that are not yet connected, the surest first."""
        root = {}

        def find(place):
            while root.setdefault(place, place) != place:
                place = root[place]
            return place

        wanted = []
        # Those that are made come first; a sentence that speaks to two questions connects neither with the other.
        order = lambda item: (item[0] not in made, -item[1]["confidence"])
        for ends, link in sorted(self.links.items(), key=order):
            a, b = ((link["thread"], place) for place in ends)
            if find(a) != find(b):
                root[find(a)] = find(b)
                wanted += [] if ends in made else [ends]
        return wanted


class Analyst(Reader):
    def __init__(self, walk, gold, confidence, keep):
        super().__init__(walk)
        self.gold, self.confidence, self.keep = gold, confidence, keep
        self.made, self.others, self.kept = set(), set(), None
        self.last_kind = "corroborates"

    def count(self):
        done = self.window.actions
        return done["clicks"] + done["keys"] + done["drags"]

    def sure(self, link):
        """Chooses the confidence for a link that is about to be made."""
        if not self.confidence:
            return
        key, label = level_of(link["confidence"])
        if self.keep and self.kept == label:
            return
        self.window.key(key)
        self.kept = label

    def judge_list(self):
        w = self.window
        w.key("Ctrl+3")
        w.click("Likely links", role="tab")
        wrong, before = 0, None
        while wrong < GIVE_UP and self.gold.missing(self.made):
            card = self.card(before)
            if card is None:
                break
            before = card
            ends, proposed = card
            link = self.gold.links.get(ends)
            if link is None and ends not in self.gold.open:
                wrong += 1
                w.key("Backspace")
                continue
            wrong = 0
            self.sure(link or {"confidence": 0.6})
            w.key("Enter" if link is None or proposed == link["relation"] else KINDS[link["relation"]])
            self.last_kind = link["relation"] if link else proposed
            (self.made if link else self.others).add(ends)

    def card(self, before):
        """The likely link at hand: both places and the proposed kind; none when there is none left."""
        end, nothing_since = time.time() + 300, None
        while time.time() < end:
            nodes = self.window.tree()
            names = [n.name for n in nodes]
            places = [m.groups() for name in names if (m := re.match(r"Read ([A-E])(\d+)(?:\.\d+)? in place", name))]
            if len(places) == 2:
                ends = frozenset((letter, int(number)) for letter, number in places)
                chosen = [n.name[8:].replace(" ", "_") for n in nodes
                          if n.name.startswith("Link as ") and n.props.get("toggled") in (True, "true")]
                card = (ends, chosen[0] if chosen else None)
                if card != before:
                    return card
            # The list is empty for a moment before it is looked for, too.
            nothing_since = (nothing_since or time.time()) if "Nothing left to judge" in names else None
            if nothing_since and time.time() - nothing_since > 5:
                return None
            time.sleep(0.1)
            self.window.settle()
        return None

    def link_the_rest(self):
        w = self.window
        w.key("Ctrl+1")
        for ends in self.gold.missing(self.made):
            self.link_by_hand(ends)
            self.made.add(ends)

    def link_by_hand(self, ends):
        w, link = self.window, self.gold.links[ends]
        relation, level = link["relation"], level_of(link["confidence"])[1]
        if relation == self.last_kind and (not self.confidence or self.keep and self.kept == level):
            # Nothing to choose: the kind and the confidence are those used last.
            self.drag_link(*sorted(ends), mods=("ctrl",))
            return
        self.drag_link(*sorted(ends))
        self.sure(link)
        w.click("Link as " + relation.replace("_", " "), exact=True)
        self.last_kind = relation

    def keep_confidence(self):
        w = self.window
        w.key("Ctrl+K")
        w.text("project settings")
        w.key("Enter")
        w.click("Keep the confidence", exact=True)
        w.key("Escape")


def records(text, name):
    return text.split(f"\n{name}: [\n")[1].split("\n],")[0].split("\n")


def check_file(walk, gold, made, confidence):
    """The saved project holds the claims and links, each with the right kind."""
    stats = json.loads(walk.command("stats", walk.project, "--json"))
    assert stats["claims"] >= len(gold.claims), stats
    assert stats["links"] >= len(made), (stats, len(made))
    assert walk.command("check", walk.project).split() == ["ok"]
    links = records(open(walk.project, encoding="utf-8").read(), "links")
    for relation in KINDS:
        expected = sum(gold.links[ends]["relation"] == relation for ends in made)
        assert sum(f'kind: "{relation}"' in line for line in links) >= expected, relation
    if confidence:
        unsure = [line for line in links if "confidence: Some" not in line]
        assert not unsure, unsure[:3]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("program"), ap.add_argument("gold"), ap.add_argument("--pictures")
    ap.add_argument("--confidence", action="store_true"), ap.add_argument("--keep", action="store_true")
    args = ap.parse_args()
    walk = Walk(args.program, args.pictures)
    gold = Gold(args.gold, walk)
    walk.open(*ARTICLES)
    try:
        analyst = Analyst(walk, gold, args.confidence, args.keep)
        # All five side by side, and room for them.
        analyst.room_for("DE")
        if args.keep:
            analyst.keep_confidence()
        before = analyst.count()
        analyst.tag_all(gold.claims)
        walk.shot("tagged")
        tagging = analyst.count() - before
        analyst.judge_list()
        in_list, judging = len(analyst.made) + len(analyst.others), analyst.count() - before - tagging
        right = len(analyst.made)
        print(f"{len(gold.claims)} claims: {tagging} actions, {tagging / len(gold.claims):.2f} each")
        print(f"{in_list} links in the list, {right} of them in the gold: {judging} actions, {judging / max(in_list, 1):.2f} each", flush=True)
        walk.shot("judged")
        wheels = walk.window.actions["wheels"]
        analyst.link_the_rest()
        walk.shot("linked")
        by_hand = len(analyst.made) - right
        linking = analyst.count() - before - tagging - judging
        wheels = walk.window.actions["wheels"] - wheels
        total = analyst.count()
        save(walk)
        check_file(walk, gold, analyst.made, args.confidence)
        per_claim, per_link = tagging / len(gold.claims), (judging + linking) / (in_list + by_hand)
        print(f"{by_hand} links by hand: {linking} actions, {linking / max(by_hand, 1):.2f} each, {wheels} turns of the wheel")
        print(f"the whole job: {total} actions; at this rate 97 claims and 151 links take "
              f"{97 * per_claim + 151 * per_link + total - tagging - judging - linking:.0f}")
        walk.close()
        walk.tidy()
    except BaseException:
        walk.process.kill()
        raise


if __name__ == "__main__":
    main()
