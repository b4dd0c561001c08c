"""The words of the checklists in which a person ticks lines."""

from typing import NamedTuple

from coprod_cli.base.message import N_


class Checklist(NamedTuple):
    """How a checklist is worded; all its texts are translated where they are shown.

    Attributes:
        title: what to tick.
        keys: the keys of the list on the screen.
        numbers: how numbers tick lines, where they are read aloud.
        nothing: what Enter alone does there.
    """

    title: str
    keys: str
    numbers: str
    nothing: str


STEPS_DONE = Checklist(
    N_("Next steps: tick what is done."),
    N_("Arrows   Space: tick   Enter: save   Ctrl+C: stop, and change nothing"),
    N_("Numbers, with commas between, tick what is done; a ticked one is opened again."),
    N_("Enter alone changes nothing."),
)
ANSWERS_TO_KEEP = Checklist(
    N_("Tick the answers to keep; they are printed as references."),
    N_("Arrows   Space: tick   Enter: print them   Ctrl+C: stop"),
    N_("Numbers, with commas between, keep those answers."),
    N_("Enter alone keeps none."),
)
