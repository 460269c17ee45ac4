#!/usr/bin/env python3
"""Walks through the main job in the real window, by accessible names, and checks what the file then holds.

usage: walk.py PROGRAM [PICTURES]      under a display, e.g. `xvfb-run -a python3 tests/window/walk.py target/debug/crossclaim`

PROGRAM must be built with the feature `inspect`. The five articles of assets/sample are loaded, a sentence and a part
of one are tagged, a claim is linked to an untagged sentence of another column, claim and link get a confidence, a step
is undone and done again, the project is saved and opened once more. PICTURES is a folder for screenshots.
"""
import glob, json, os, shutil, signal, socket, subprocess, sys, tempfile, time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from drive import Window  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ARTICLES = sorted(glob.glob(os.path.join(ROOT, "assets", "sample", "*.txt")))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Walk:
    def __init__(self, program, pictures):
        self.program, self.pictures = os.path.abspath(program), pictures
        self.home = tempfile.mkdtemp(prefix="crossclaim-walk-")
        self.project = os.path.join(self.home, "walk.crossclaim.ron")
        self.env = dict(os.environ, CROSSCLAIM_STATE=os.path.join(self.home, "state"), LIBGL_ALWAYS_SOFTWARE="1")
        self.env.setdefault("XDG_RUNTIME_DIR", self.home)
        self.process = None

    def tidy(self):
        """Takes away what the walk left; a failed one leaves it to be looked at."""
        self.process.wait()
        shutil.rmtree(self.home, ignore_errors=True)

    def open(self, *arguments):
        port = free_port()
        env = dict(self.env, EGUI_INSPECTION=f"127.0.0.1:{port}")
        self.process = subprocess.Popen([self.program, *arguments], env=env)
        self.window = Window(port=port)
        self.window.resize(1440, 900)
        return self.window

    def close(self):
        """As the desktop closes a program that has to go."""
        self.window.s.close()
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def shot(self, name):
        if self.pictures:
            os.makedirs(self.pictures, exist_ok=True)
            self.window.shot(os.path.join(self.pictures, f"{name}.png"))

    def command(self, *arguments):
        done = subprocess.run([self.program, *arguments], env=self.env, capture_output=True, text=True)
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
        return done.stdout

    def wait(self, what, condition):
        end = time.time() + 20
        while not condition():
            assert time.time() < end, f"waited in vain: {what}"
            time.sleep(0.1)
            self.window.settle()


def part_of(node, begin, end):
    """From and to inside the first line of what bears a name."""
    left, top, right, bottom = node.bounds
    return (left + (right - left) * begin, (top + bottom) / 2), (left + (right - left) * end, (top + bottom) / 2)


def tag(walk):
    w = walk.window
    w.click("Sentence A4:")
    walk.shot("tag_bar")
    w.click("Tag as Quantity", exact=True)
    w.click("Confidence High", exact=True)
    start, end = part_of(w.find("Sentence B5:"), 0.1, 0.6)
    w.drag(start, end)
    w.click("Tag as Quotation", exact=True)
    assert w.find_all("Claim A4:") and w.find_all("Claim B5:"), w.names()


def link(walk):
    w = walk.window
    before = w.actions["clicks"] + w.actions["drags"]
    w.drag("Link handle A4", w.find("Sentence C4:"))
    walk.shot("kind_bar")
    w.click("Link as contradicts", exact=True)
    spent = w.actions["clicks"] + w.actions["drags"] - before
    assert spent == 2, f"a link took {spent} gestures"
    w.click("Confidence Moderate", exact=True)
    walk.shot("link")


def undo_and_redo(walk):
    w = walk.window
    w.click("Undo", exact=True)
    w.click("Undo", exact=True)
    assert not w.find_all("Claim C4:"), "the link and the claim it made are one step"
    w.click("Redo", exact=True)
    w.click("Redo", exact=True)
    assert w.find_all("Claim C4:")


def save(walk):
    w = walk.window
    w.key("Ctrl+S")
    walk.wait("the file dialog", lambda: w.find_all("Name", exact=True) or os.path.exists(walk.project))
    walk.shot("file_dialog")
    w.click("Name", role="textInput", exact=True)
    w.key("Ctrl+A")
    w.text(walk.project)
    w.key("Enter")
    walk.wait("the saved file", lambda: os.path.exists(walk.project))
    walk.wait("the state Saved", lambda: any(name == "Saved" for _, name in w.names()))


def check_file(walk):
    stats = json.loads(walk.command("stats", walk.project, "--json"))
    expected = {"documents": 5, "claims": 3, "links": 1}
    assert {key: stats[key] for key in expected} == expected, stats
    assert walk.command("check", walk.project).split() == ["ok"]
    text = open(walk.project, encoding="utf-8").read()
    records = lambda name: text.split(f"\n{name}: [\n")[1].split("\n],")[0].split("\n")
    claims, links = records("claims"), records("links")
    assert sorted('"quantity"' in line for line in claims)[-1] and len(claims) == 3, claims
    assert sum('confidence: Some(("ic_confidence", "high"))' in line for line in claims) == 1, claims
    assert sum('kinds: ["quotation"]' in line for line in claims) == 1, claims
    assert len(links) == 1 and 'kind: "contradicts"' in links[0], links
    assert 'confidence: Some(("ic_confidence", "moderate"))' in links[0], links


def main():
    walk = Walk(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
    assert len(ARTICLES) == 5, ARTICLES
    walk.open(*ARTICLES)
    try:
        tag(walk)
        link(walk)
        undo_and_redo(walk)
        save(walk)
        check_file(walk)
        print("did:", walk.window.actions)
        walk.close()
        walk.open(walk.project)
        for name in ["Claim A4:", "Claim B5:", "Claim C4:"]:
            assert walk.window.find_all(name), (name, walk.window.names())
        walk.shot("reopened")
        check_file(walk)
    finally:
        walk.process.kill()
    walk.tidy()
    print("walk: ok")


if __name__ == "__main__":
    main()
