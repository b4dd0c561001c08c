"""How an answer is known, and its references, of the plain asker: a number, then lines."""

from collections.abc import Callable, Iterator

from coprod_cli.base.i18n import _
from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.commands import (
    LocalCommand,
    Place,
    Refusal,
    command_lines,
    read_command,
)
from coprod_cli.interview.askers.interruptions import INTERRUPTIONS
from coprod_cli.interview.askers.source_lines import (
    EVIDENCE_TEXT,
    REFERENCES_HELP,
    REFERENCES_TEXT,
    answer_line,
    as_draft,
    evidence_words,
    leave,
)
from coprod_cli.interview.protocol import KeepDraft
from coprod_cli.interview.replies import Paused, Reply
from coprod_cli.interview.steps import SourcesStep
from coprod_cli.model.sources import clean_references, evidence_label, evidence_of_label

ShowLines = Callable[..., None]
"""Prints lines of text."""
ReadLine = Callable[[str], str]
"""Shows a prompt and reads one line."""
_REMOVES = "\\"


def ask_sources(
    step: SourcesStep, keep_draft: KeepDraft, show: ShowLines, read_line: ReadLine
) -> Reply:
    """Ask for a number and for references, and return the reply.

    What was typed is saved, however it is left.
    """
    asked = _Asked(step, keep_draft, show, read_line)
    try:
        is_left = not (asked.evidence_read() and asked.references_read())
    except INTERRUPTIONS as stop:
        show("")  # ends the line of the prompt
        unfinished = stop.args if isinstance(stop, KeyboardInterrupt) else ()
        asked.add(clean_input("".join(map(str, unfinished))))
        is_left = True
    return leave(step, asked.evidence, asked.references, stops=is_left)


class _Asked:
    """What was read so far: the evidence, and the references."""

    def __init__(
        self, step: SourcesStep, keep_draft: KeepDraft, show: ShowLines, read_line: ReadLine
    ) -> None:
        self._step = step
        self._keep_draft = keep_draft
        self._show = show
        self._read_line = read_line
        self._takes_references = False
        self.evidence = step.evidence
        self.references = step.sources

    def add(self, line: str) -> None:
        """Add a reference that was typed, if references are being read."""
        if self._takes_references and not line.strip().startswith(":"):
            self.references = clean_references((*self.references, line))

    def evidence_read(self) -> bool:
        """Read how the answer is known; return False to stop the interview."""
        step = self._step
        words = evidence_words(step)
        labels = [evidence_label(word, step.language) for word in words]
        if step.problem:
            self._show(step.problem)
        self._show("", step.text, answer_line(step), "", _(EVIDENCE_TEXT))
        self._show(*(f"  {number}. {label}" for number, label in enumerate(labels, 1)))
        if self.evidence:
            label = evidence_label(self.evidence, step.language)
            self._show(_("So far: {text}. Enter keeps it; a \\ removes it.").format(text=label))
        else:
            self._show(_("Enter leaves it open."))
        for line in self._lines(_("Number ")):
            word = line.strip()
            if not word:
                return True
            if word == _REMOVES:
                self.evidence = None
                return True
            known = words[int(word) - 1 : int(word)] if word.isascii() and word.isdigit() else []
            known = known or [each for each in words if each == evidence_of_label(word)]
            if known and word != "0":
                self.evidence = known[0]
                return True
            self._show(_("A number from 1 to {count}, or Enter.").format(count=len(words)))
        return False

    def references_read(self) -> bool:
        """Read references, each of which is kept at once; return False to stop the interview."""
        self._show("", _(REFERENCES_TEXT), _(REFERENCES_HELP))
        if self.references:
            self._show(*(f"  {reference}" for reference in self.references))
            self._show(_("These are kept. A \\ removes all of them."))
        self._show(_("Enter alone: done."))
        self._takes_references = True
        for line in self._lines(""):
            if not line.strip():
                return True
            if line.strip() == _REMOVES:
                self.references = ()
                self._show(_("Removed."))
            self.add("" if line.strip() == _REMOVES else line)
            if self._step.is_text:
                self._keep_draft(as_draft(self._step, self.references))
        return False

    def _lines(self, prompt: str) -> Iterator[str]:
        """Yield typed lines that are no commands; end where a command stops the interview."""
        while True:
            line = clean_input(self._read_line(f"{prompt}> "))
            match read_command(line, Place.SOURCES):
                case None:
                    yield line
                case Refusal(message):
                    self._show(message)
                case LocalCommand():
                    self._show("", *command_lines(Place.SOURCES))
                case Paused():
                    return
                case _:
                    yield ""
