#!/usr/bin/env python3
"""Traces the window while it saves 100,000 claims: the thread that draws makes no system call that can wait for a disk.

usage: ui_thread.py PROGRAM      under a display; needs strace; PROGRAM is built with the feature `inspect`

The thread that draws may open, lock (without waiting) and write its journal; fsync, rename and reading the project file
belong to other threads.
"""
import collections, json, os, re, subprocess, sys, tempfile, time, uuid

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "window"))
from drive import Window  # noqa: E402
from walk import free_port  # noqa: E402

WAITING = {"fsync", "fdatasync", "rename", "renameat", "renameat2", "unlink", "ftruncate"}
WORDS = "the council said that output rose by percent in spring while exports of steel fell to million".split()


def rows(folder):
    """2,000 documents of 50 sentences, each a claim, every second one linked."""
    ident = lambda kind, number: str(uuid.uuid5(uuid.NAMESPACE_URL, f"{kind}{number}"))
    put = lambda name: open(os.path.join(folder, name), "w", encoding="utf-8")
    with put("annotators.jsonl") as a, put("documents.jsonl") as d, put("claims.jsonl") as c, put("links.jsonl") as l:
        a.write(json.dumps({"id": ident("annotator", 1), "name": "Made up"}) + "\n")
        for number in range(100_000):
            document, place = divmod(number, 50)
            if place == 0:
                text, sentences = "", []
            words = " ".join(WORDS[(place * 7 + document * 3 + i * 5) % len(WORDS)] for i in range(12))
            text += (" " if text else "")
            start = len(text)
            text += f"{words.capitalize()} {number}."
            sentences.append([start, len(text), "body"])
            c.write(json.dumps({"id": ident("claim", number), "document_id": ident("document", document),
                                "start_cp": start, "end_cp": len(text), "annotator_id": ident("annotator", 1)}) + "\n")
            if number % 2 and number > 3:
                l.write(json.dumps({"id": ident("link", number), "from_id": ident("claim", number - 1),
                                    "to_id": ident("claim", number * 31 % (number - 1)), "kind": "corroborates",
                                    "annotator_id": ident("annotator", 1)}) + "\n")
            if place == 49:
                d.write(json.dumps({"id": ident("document", document), "title": f"Document {document}", "language": "en",
                                    "text": text, "sentences": sentences}) + "\n")


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as home:
        source, project, trace = (os.path.join(home, name) for name in ("rows", "p.crossclaim.ron", "trace"))
        env = dict(os.environ, CROSSCLAIM_STATE=os.path.join(home, "state"), LIBGL_ALWAYS_SOFTWARE="1")
        os.mkdir(source)
        rows(source)
        for command in (["new", project], ["import", project, "--format", "jsonl", source]):
            subprocess.run([program, *command], env=env, check=True, stdout=subprocess.DEVNULL)
        port = free_port()
        traced = subprocess.Popen(
            ["strace", "-f", "-y", "-o", trace, "-e", "trace=execve,openat,read,pread64,write,flock," + ",".join(WAITING),
             program, project], env=dict(env, EGUI_INSPECTION=f"127.0.0.1:{port}"))
        window = Window(port=port)
        window.settle()
        time.sleep(2)
        with open(trace) as lines:
            before = sum(1 for _ in lines)
        window.click("Sentence A3:")
        window.key("Period")
        time.sleep(6)
        window.settle()
        window.s.close()
        subprocess.run(["pkill", "-KILL", "-P", str(traced.pid)], check=False)
        traced.wait()
        with open(trace) as lines:
            calls = [re.match(r"(\d+)\s+(\w+)\((.*)", line) for line in lines]
        drawing = next(call.group(1) for call in calls if call)
        counted, bad = collections.Counter(), []
        for call in filter(None, calls[before:]):
            thread, name, rest = call.groups()
            is_drawing = thread == drawing
            counted["drawing" if is_drawing else "others", name] += 1
            reads_project = name in ("read", "pread64", "openat") and f"{project}>" in rest.replace(f'{project}"', f"{project}>")
            if is_drawing and (name in WAITING or reads_project):
                bad.append(call.group(0))
    for (thread, name), count in sorted(counted.items()):
        print(f"{thread:8} {name:10} {count}")
    saved = counted["others", "rename"] > 0
    print("saved beside the window" if saved else "nothing was saved: the trace shows nothing")
    print(*bad, sep="\n")
    sys.exit(0 if saved and not bad else 1)


if __name__ == "__main__":
    main()
