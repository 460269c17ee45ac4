#!/usr/bin/env python3
"""Does the main job in the real window by the accessibility tree alone and prints what a screen reader would say.

usage: ears.py PROGRAM      under a display, e.g. `xvfb-run -a python3 tests/window/ears.py target/debug/crossclaim`

PROGRAM must be built with the feature `inspect`. Only keys are pressed and only the tree is read: the focused node (or
its active descendant) with name and description, and the live regions. Each step says what must be heard.
"""
import sys

sys.dont_write_bytecode = True
from walk import ARTICLES, Walk


def prop(node, *names):
    return next((node.props[name] for name in names if name in node.props), None)


class Ears:
    def __init__(self, walk):
        self.walk, self.window, self.focus, self.regions = walk, walk.window, None, {}
        self.heard = []
        self.listen()

    def listen(self):
        """What is said since the last time: live regions first, then the node that got the keyboard."""
        _, _, update = self.window.call("GetTree")["Tree"]
        nodes = {node.id: node for node in self.window.tree()}
        said = []
        for node in nodes.values():
            if prop(node, "live") not in (None, "off", "Off"):
                if node.name.strip() and self.regions.get(node.id) != node.name:
                    said.append(node.name.strip())
                self.regions[node.id] = node.name
        focus = update["focus"] if isinstance(update, dict) else update[-1]
        node = nodes.get(focus)
        active = node and prop(node, "activeDescendant", "active_descendant")
        node = nodes.get(active, node)
        heard = node and ", ".join(filter(None, [node.name, prop(node, "description")]))
        if heard and heard != self.focus:
            self.focus = heard
            said.append(f"[{heard}]")
        self.heard += said
        return said

    def press(self, chord, *expected):
        if chord.startswith('"'):
            self.window.text(chord.strip('"'))
        else:
            self.window.key(chord)
        said = self.listen()
        words = " ".join(said)
        print(f"{chord:<12} {words}")
        for part in expected:
            assert part in words, f"{part!r} was not heard after {chord}: {words}"

    def wait_for(self, part):
        def heard():
            if part in (self.focus or ""):
                return True
            for words in self.listen():
                print(f"{'':<12} {words}")
                if part in words:
                    return True
            return False

        self.walk.wait(part, heard)


def main():
    walk = Walk(sys.argv[1], None)
    walk.open(*ARTICLES[:3])
    try:
        ears = Ears(walk)
        ears.press("J", "Sentence A1: ", "not tagged")
        for _ in range(3):
            ears.press("J", "Sentence A")
        ears.press("H", "Next claim: confidence High")
        ears.press("2", "Tagged A4 as Quantity, confidence High", "Sentence A5: ")
        ears.press("K", "Claim A4: ", "Quantity, confidence High")
        ears.press("S", "Statement")
        # What is typed becomes a step when the field is left, or before: nothing typed waits for long to be kept.
        ears.press('"The contract was changed"')
        ears.press("Enter", "Claim A4: ")
        assert "edit statement" in " ".join(ears.heard), "the new statement is not announced"
        walk.window.settle()
        ears.press("L", "Link from A4")
        ears.wait_for("target of the link from A4")
        ears.press("Tab", "target of the link from A4")
        ears.press("G", "Next link: confidence Moderate")
        ears.press("2", "Linked: ", "contradicts", "confidence Moderate")
        ears.press("F", "Link: confidence Low")
        ears.press("Escape", "Claim A4: ", "1 link")
        ears.press("Ctrl+K", "Find command")
        ears.press("Escape")
        ears.press("Ctrl+3", "Disagreement 1 of 1")
        ears.press("G", "Next verdict: confidence Moderate")
        ears.press("3", "Verdict: ", "confidence Moderate")
        ears.press("Ctrl+Z", "Taken back: Settle disagreement")
        ears.press("Ctrl+1")
        walk.close()
        walk.tidy()
    except BaseException:
        walk.process.kill()
        raise


if __name__ == "__main__":
    main()
