"""The saves that change more of a note than an answer: items, boxes, versions, languages, forms."""

from collections.abc import Callable
from pathlib import Path

from desk import Desk
from ledger import Said

from coprod_cli.notebook.note.reader import Note, read_note

WHO = "people.participants#{}.who"
PART = "people.participants#{}.part"
FIRST, SECOND, TAKEN_OUT = "A made-up group", "Another made-up group", "They listen (made up)"
STEPS = "reflections.now-what"
FIRST_STEP, SECOND_STEP = "call back (owner: nurse)", "write it down"
MADE_UP_FORM = "the-made-up-visit"
FORM_SETTINGS = (
    "--set", "about.title=A made-up visit", "--set", f"about.id={MADE_UP_FORM}",
    "--set", "parts.sections#1.title=The day",
    "--set", "parts.sections#1.questions=What was it like?",
)  # fmt: skip
_OLD_HEADING, _HEADING = "### Where was it, once (made up)?", "### What is the setting?"


def begin_other(template: str, **answers: str) -> Callable[[Desk], None]:
    """Return what puts a case of another template in the place of the desk's."""

    def begin(desk: Desk) -> None:
        settings = {"title": "A made-up case", **answers}
        options = [part for key, text in settings.items() for part in ("--set", f"{key}={text}")]
        for note in desk.notes:
            note.unlink()
        desk.do("new-case", "--template", template, *options)

    return begin


begin_items = begin_other(
    "initiative",
    **{WHO.format(1): FIRST, PART.format(1): TAKEN_OUT, WHO.format(2): SECOND},
)
begin_steps = begin_other("primary-care", **{STEPS: f"{FIRST_STEP}\n{SECOND_STEP}"})
begin_reflection = begin_other("reflection", **{"reflections.so-what": FIRST})


def make_older(desk: Desk) -> None:
    """Let the note be one of an earlier version, with a question that is no longer asked."""
    (note,) = desk.notes
    before = note.read_text()
    version = before.partition("template_version: ")[2].partition("\n")[0]
    text = before.replace(f"template_version: {version}\n", "template_version: 0.0.1\n")
    gone = f"### Was there a fax?\n<!-- coprod:situation.fax -->\n\n{TAKEN_OUT}\n\n"
    text = text.replace(_HEADING, f"{gone}{_OLD_HEADING}")
    assert text.count(gone) == text.count(_OLD_HEADING) == 1
    note.write_text(text)


def has_all(
    expected: dict[str, str], *, kept: tuple[str, ...] = (), whole: bool = False, **fields: str
) -> Callable[[Desk, Path], bool]:
    """Tell of a note that it is whole, has these answers and no other, and these in its head.

    Args:
        expected: the answers, but for the title.
        kept: texts that were replaced, and stand in the history.
        whole: whether the note as it was stands there, too.
        fields: what the case is to be, as `language`.
    """

    def is_new(desk: Desk, path: Path) -> bool:
        note = _whole(path)
        if note is None or note.case is None:
            return False
        said = {key: each.text for key, each in desk.answers(path).items() if key != "title"}
        heads = {name: str(getattr(note.case, name)) for name in fields}
        earlier = {each.read_bytes() for each in desk.notebook.glob(".coprod/history/*/*_note.md")}
        is_kept = desk.keeps(*kept) and (not whole or desk.old.get(path) in earlier)
        return said == expected and heads == fields and is_kept

    return is_new


def is_newest(desk: Desk, path: Path) -> bool:
    """Tell of a note that it is of the newest version, with all that was said, and kept whole."""
    note = _whole(path)
    if note is None or note.case is None or note.case.template_version == "0.0.1":
        return False
    said = desk.answers(path)
    earlier = [each.read_bytes() for each in desk.notebook.glob(".coprod/history/*/*_note.md")]
    is_said = said.get("situation.fax", Said()).text == TAKEN_OUT and len(said) == 4
    return is_said and desk.old.get(path) in earlier and _OLD_HEADING in note.text


def has_form(desk: Desk, _: Path) -> bool:
    """Tell whether the new template is there, with both of its files."""
    folder = desk.notebook / "prompts" / MADE_UP_FORM
    return folder.is_dir() and {path.name for path in folder.iterdir()} == {
        "template.yaml",
        "the-day.yaml",
    }


def _whole(path: Path) -> Note | None:
    note = read_note(path.read_bytes(), str(path)) if path.exists() else None
    return None if note is None or note.findings else note
