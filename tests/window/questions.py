#!/usr/bin/env python3
"""Links whole sentences question by question in the real window, by accessible names, and counts what it takes.

usage: questions.py PROGRAM INPUT GOLD [order|random] [SEED]      under a display, e.g. `xvfb-run -a`

PROGRAM must be built with the feature `inspect`; INPUT and GOLD are a set of links with a `thread` each, one group of
documents. Every sentence of a link becomes a claim, then the links are made in the order of the questions (or in a
random one): the kind bar says what a link is *about*, and `Q` changes it where the default is wrong. In the end
`threads --json` must have exactly the gold's questions. Scrolling and saving are no actions: neither says anything.
"""
import collections, json, os, random, shutil, sys, uuid

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from reading import Reader  # noqa: E402
from walk import Walk  # noqa: E402

ABOUT = "About: "


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def uid(kind, name):
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"crossclaim:{kind}:{name}"))


class Set:
    """The links to be made, and where their sentences stand in the window."""

    def __init__(self, source, gold):
        self.documents = source["documents"]
        self.sentences = collections.defaultdict(list)
        for sentence in sorted(source["sentences"], key=lambda sentence: sentence["start"]):
            self.sentences[sentence["doc"]].append(sentence)
        self.links = [(link["a"], link["b"], link["relation"], link["thread"]) for link in gold["links"]]
        letters = {document["id"]: chr(ord("A") + at) for at, document in enumerate(self.documents)}
        self.place = {
            sentence["id"]: (letters[document], number)
            for document, sentences in self.sentences.items()
            for number, sentence in enumerate(sentences, 1)
        }
        self.names = {letter + str(number): sentence for sentence, (letter, number) in self.place.items()}
        self.spans = {
            (document, sentence["start"], sentence["end"]): sentence["id"]
            for document, sentences in self.sentences.items()
            for sentence in sentences
        }

    def rows(self, folder):
        """As the program's own rows, so that its sentences are those of the set."""
        os.makedirs(folder)
        with open(os.path.join(folder, "documents.jsonl"), "w", encoding="utf-8") as file:
            for document in self.documents:
                bounds = [[one["start"], one["end"], "body"] for one in self.sentences[document["id"]]]
                row = {"id": uid("document", document["id"]), "title": document["id"], "text": document["text"], "sentences": bounds}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def claims(self):
        return sorted({end for a, b, _, _ in self.links for end in (a, b)}, key=self.place.get)


class Linking(Reader):
    def __init__(self, walk, gold_set):
        super().__init__(walk)
        self.set = gold_set
        self.wrong = self.made = 0
        # Gold thread by id of the question that its first link made.
        self.threads = {}
        # Ids of questions by title.
        self.titles = {}

    def about(self):
        """The title of the question that the kind bar proposes."""
        names = [name for role, name in self.window.names() if name.startswith(ABOUT) and role == "button"]
        assert len(names) == 1, names
        return names[0][len(ABOUT):]

    def link(self, a, b, relation, thread):
        self.drag_link(self.set.place[a], self.set.place[b])
        offered = self.threads.get(self.titles.get(self.about()))
        expected = thread if thread in self.threads.values() else None
        if offered != expected:
            self.wrong += 1
            self.window.key("Q")
            titles = {self.threads[question]: title for title, question in self.titles.items()}
            self.window.text(titles.get(thread, thread)[:60])
            row = "Question: " + titles[thread] if thread in titles else f"New question: “{thread}”"
            self.window.click(row, exact=True)
        self.window.click("Link as " + relation.replace("_", " "), exact=True)
        self.made += 1
        self.note()

    def note(self):
        """What the program calls the questions: titles follow the most central statement."""
        self.window.key("Ctrl+S", count=False)
        self.walk.wait("the state Saved", lambda: any(name == "Saved" for _, name in self.window.names()))
        rows = json.loads(self.walk.command("threads", self.walk.project, "--json"))["threads"]
        assert sum(len(row["links"]) for row in rows) == self.made, "a link is in one question"
        known = dict(self.threads)
        self.threads, self.titles = {}, {}
        thread_of, records = self.gold_ends(), self.records()
        for row in rows:
            wanted = collections.Counter(thread_of[ends] for ends in self.ends(row, records))
            self.threads[row["question_id"]] = known.get(row["question_id"], wanted.most_common(1)[0][0])
            assert row["title"] not in self.titles, f"two questions are called {row['title']!r}"
            self.titles[row["title"]] = row["question_id"]

    def gold_ends(self):
        return {frozenset((a, b)): thread for a, b, _, thread in self.set.links}

    def ends(self, row, records):
        """The set's ids of the ends of a question's links."""
        links, claims = records
        return [frozenset(claims[end] for end in links[link]) for link in row["links"]]

    def records(self):
        folder = os.path.join(self.walk.home, "rows-out")
        shutil.rmtree(folder, ignore_errors=True)
        self.walk.command("export", self.walk.project, "--format", "jsonl", "--out", folder, "--all")
        lines = lambda name: [json.loads(line) for line in open(os.path.join(folder, name), encoding="utf-8")]
        documents = {uid("document", document["id"]): document["id"] for document in self.set.documents}
        place = lambda row: (documents[row["document_id"]], row["start_cp"], row["end_cp"])
        claims = {row["id"]: self.set.spans[place(row)] for row in lines("claims.jsonl")}
        return {row["id"]: (row["from_id"], row["to_id"]) for row in lines("links.jsonl")}, claims

    def check(self):
        rows = json.loads(self.walk.command("threads", self.walk.project, "--json"))["threads"]
        records = self.records()
        found = sorted(sorted(sorted(ends) for ends in self.ends(row, records)) for row in rows)
        by_thread = collections.defaultdict(list)
        for a, b, _, thread in self.set.links:
            by_thread[thread].append(sorted((a, b)))
        assert found == sorted(sorted(ends) for ends in by_thread.values()), "the questions are not the gold's"


def main():
    program, source, gold = sys.argv[1:4]
    order = sys.argv[4] if len(sys.argv) > 4 else "order"
    gold_set = Set(load(source), load(gold))
    if order == "random":
        random.Random(int(sys.argv[5]) if len(sys.argv) > 5 else 1).shuffle(gold_set.links)
    else:
        gold_set.links.sort(key=lambda link: (link[3], link[0], link[1]))
    walk = Walk(program, None)
    rows = os.path.join(walk.home, "rows-in")
    gold_set.rows(rows)
    walk.command("new", walk.project)
    walk.command("import", walk.project, "--format", "jsonl", rows)
    walk.open(walk.project)
    try:
        linking = Linking(walk, gold_set)
        linking.room_for("DE")
        linking.tag_all(gold_set.place[claim] for claim in gold_set.claims())
        tagged = dict(walk.window.actions)
        for link in gold_set.links:
            linking.link(*link)
        spent = {name: count - tagged[name] for name, count in walk.window.actions.items() if name not in ("wheels", "characters")}
        linking.check()
        limit = 0.45 if order == "random" else 0.25
        corrections = linking.wrong / len(gold_set.links)
        print(f"{len(gold_set.claims())} claims, {len(gold_set.links)} links, {len(linking.threads)} questions, {order}")
        print(f"actions per link {sum(spent.values()) / len(gold_set.links):.2f}, corrections per link {corrections:.2f}")
        assert corrections <= limit, f"more than {limit} corrections per link"
    finally:
        walk.process.kill()
    walk.tidy()
    print("questions: ok")


if __name__ == "__main__":
    main()
