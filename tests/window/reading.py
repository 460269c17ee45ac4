"""What a person sees of the texts and does to bring a sentence into view, for the scripts of this folder."""
import re


class Reader:
    def __init__(self, walk):
        self.walk, self.window = walk, walk.window

    def room_for(self, letters):
        """Shows these documents in columns too, and hides both side panels."""
        for letter in letters:
            self.window.click(f"Show {letter} in a column", exact=True)
        self.window.key("Ctrl+B"), self.window.key("Ctrl+I")

    def covered(self, point):
        """Whether a bar lies over a point."""
        x, y = point
        names = ("Tag as ", "Link as ", "Confidence ")
        bar = [n.bounds for n in self.window.tree() if n.bounds and n.name.startswith(names)]
        if not bar:
            return False
        left, top = min(b[0] for b in bar) - 10, min(b[1] for b in bar) - 10
        right, bottom = max(b[2] for b in bar) + 10, max(b[3] for b in bar) + 10
        return left <= x <= right and top <= y <= bottom

    def find(self, place):
        """The claim or sentence at a place if it is in view; the claim comes first."""
        name = "%s%d" % place
        nodes = [
            node
            for node in self.window.tree()
            if node.bounds and node.role != "textRun" and re.match(r"(Claim|Sentence) %s(\.\d+)?: " % name, node.name)
        ]
        nodes.sort(key=lambda node: not node.name.startswith("Claim"))
        return nodes[0] if nodes else None

    def bring(self, place):
        """Turns the wheel over a column until a sentence is in view."""
        letter, number = place
        for _ in range(80):
            node = self.find(place)
            if node:
                return node
            column = self.window.find(f"Document {letter}: ", role="heading")
            shown = [int(m.group(1)) for n in self.window.tree()
                     if (m := re.match(r"(?:Claim|Sentence) %s(\d+)" % letter, n.name)) and n.bounds]
            down = not shown or number > max(shown)
            far = min(abs(number - one) for one in shown) if shown else 1
            flick = min(max(90 * far, 260), 1500)
            self.window.wheel((column.centre[0], column.bounds[3] + 300), -flick if down else flick)
        self.walk.shot("not_in_view")
        raise AssertionError(f"{place} does not come into view; {sorted(set(shown))} do")

    def tag_all(self, places):
        """Makes a claim of each sentence, in the order of the texts: the first by click and key, the others with Ctrl."""
        first, *others = sorted(places)
        self.window.click(self.bring(first))
        self.window.key("1")
        for place in others:
            node = self.find(place) or self.bring(place)
            if self.covered(node.centre):
                self.window.key("Escape")
            self.window.click(node, mods=("ctrl",))

    def drag_link(self, a, b, mods=()):
        """Drags a link from a claim to another one, once both are in view; the kind bar opens, with Ctrl it is made."""
        self.bring(a), self.bring(b)
        handle = "Link handle %s%d" % a
        self.window.drag(self.window.find(handle, exact=True), self.find(b), mods=mods)
