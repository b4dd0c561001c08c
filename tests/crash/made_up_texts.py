"""Made-up answers of all shapes, drawn from a seed; no word in them is anybody's."""

import random
from collections.abc import Iterator

_WORDS = (
    "somebody", "waited", "a chair", "helped", "the ramp", "was steep", "nobody", "called", "twice",
    "väntrummet", "var fullt", "två", "sköterskor", "待合室", "は静か", "انتظار", "خالد",
    "naïve", "Zoë", "café", "🙂", "ﬁne", "Å", "a\u00a0b", "“quoted”", "—",
    "**bold**", "`code`", "$HOME", "%s", "{braces}", "\\n", "C:\\temp", "[red]", "&amp;", "'", '"',
)  # fmt: skip
# pyte cannot show these, so that they are not typed; they come as data.
_RARE_WORDS = (
    "Zoe\u0308",
    "हर दिन",
    "👩\u200d⚕\ufe0f",
    "x\u2028y",
    "\u202eolleh",
    "a\tb",
    "\ufeff",
    "z\u200bw",
)
_LINES = (
    "<!-- coprod:situation.setting -->",
    "<!-- coprod:end -->",
    "\\<!-- coprod:situation.role unknown -->",
    "## 1. Situation",
    "### What is the setting?",
    "---",
    "coprod: 1",
    "```",
    "- [ ] a step",
    "| a | b |",
    "> quoted",
    "    indented",
    "",
    "  ",
    "<<<<<<<ours",
    ":back",
    "=1+1",
)


class Texts:
    """Texts from a seed, each with a mark of its own by which it is known again."""

    def __init__(self, random_source: random.Random) -> None:
        self._random = random_source
        self._count = 0

    def line(self) -> str:
        """One line, as for a title."""
        return f"{self._words().strip()} {self._mark()}"

    def data(self) -> str:
        """A text that is typed by no hand."""
        rare = self._random.sample(_RARE_WORDS, 3)
        return f"{self.text()}\n{' '.join(rare)} {self._mark()}"

    def text(self, most_lines: int = 6) -> str:
        """Some lines; the first and the last one are not blank, and the last ends in its mark."""
        more = range(self._random.choice([0, 0, 1, 2, most_lines]))
        lines = [self._words(), *(self._random.choice([*_LINES, self._words()]) for _ in more)]
        # A `\` at the end of a line is one of the keys for a new line, and no part of a text.
        lines = [f"{line}." if line.endswith("\\") else line for line in lines]
        lines[-1] = f"{lines[-1]} {self._mark()}"
        return "\n".join(lines)

    def long_text(self, lines: int) -> str:
        """Many lines, as a person pastes them."""
        return "\n".join(self.line() for _ in range(lines))

    def _words(self) -> str:
        words = self._random.sample(_WORDS, self._random.randint(1, 7))
        start = self._random.choice(["", "", "", "  "])
        return start + " ".join(words)

    def _mark(self) -> str:
        self._count += 1
        return f"({self._count})"


def prefixes(text: str) -> Iterator[str]:
    """Give each state that a text goes through while it is typed or taken back."""
    return (text[:end] for end in range(len(text) + 1))
