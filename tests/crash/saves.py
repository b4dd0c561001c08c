"""The saves that are made to fail: what is prepared, what is done, and what is new then."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desk import Desk, told_in_one_line
from faults import Plan
from ledger import Said
from reshaping_saves import (
    FIRST as FIRST_GROUP,
)
from reshaping_saves import (
    FIRST_STEP,
    PART,
    SECOND,
    SECOND_STEP,
    STEPS,
    TAKEN_OUT,
    WHO,
    begin_items,
    begin_reflection,
    begin_steps,
    has_all,
    is_newest,
    make_older,
)
from sitting import ADDRESSES
from terminal import UP
from typed_saves import FIRST, Sitting
from wreckage import left_in_the_way, not_private

from coprod_cli.notebook.note.reader import read_note

SETTING, ROLE = "situation.setting", "situation.role"
OLD, MORE = "What stood there before (made up)", " and what was added."
OLD_ROLE, ROLE_SINCE = "A made-up role", "Another made-up role"
TEXT = "A made-up answer\nof two lines."
THEIRS = "What was written elsewhere meanwhile (made up)."


@dataclass(frozen=True)
class Command:
    """A save by a command; `arguments` may name `{note}`, and `{out}` a file elsewhere.

    `is_new` tells of a path, be it gone by now, that it is as it is to be after the save.
    """

    name: str
    arguments: tuple[str, ...]
    is_new: Callable[[Desk, Path], bool]
    writes: str | None = None
    first: Callable[[Desk], None] = lambda _: None

    def prepare(self, desk: Desk) -> None:
        desk.write_note(**{SETTING: OLD, ROLE: OLD_ROLE})
        self.first(desk)
        desk.remember(*desk.notes, *desk.removed)
        if self.writes:
            path = desk.home / self.writes
            desk.do(*self._arguments(desk))
            desk.expected = path.read_bytes()
            path.write_bytes(b"what stood there before\n")
            desk.remember(*desk.notes, path)

    def perform(self, desk: Desk, plan: Plan) -> list[str]:
        """Run it with the plan's fault; return what is wrong afterwards."""
        desk.arm()
        done = desk.run(*self._arguments(desk), plan=plan)
        if done.returncode < 0:  # killed, as planned
            return []
        if done.returncode == 0:
            return [] if self._is_done(desk) else ["it exits 0, and nothing new is there"]
        if self.arguments[0] == "check" and done.returncode == 1:  # its result: what it found
            return told_in_one_line(done.stdout.strip().rpartition("\n")[2], code=1)
        return told_in_one_line(done.stderr, code=done.returncode)

    def go_on(self, desk: Desk) -> list[str]:
        """Run it once more, and see that nothing that a fault left behind is in its way."""
        was_done = self._is_done(desk)
        done = desk.run(*self._arguments(desk))
        wrong = []
        # What was removed or restored already is not there to be removed or restored again.
        if done.returncode != 0 and not (was_done and done.returncode == 4):
            wrong.append(f"once more it exits {done.returncode}: {done.stderr}")
        if not self._is_done(desk):
            wrong.append("once more, and nothing new is there")
        return wrong + left_behind(desk)

    def _is_done(self, desk: Desk) -> bool:
        return any(self.is_new(desk, path) for path in {*desk.old, *desk.notes})

    def _arguments(self, desk: Desk) -> list[str]:
        note = (*desk.notes, *desk.removed)[0]
        out = desk.home / (self.writes or "none")
        return [each.format(note=note.stem, out=out) for each in self.arguments]


def left_behind(desk: Desk) -> list[str]:
    """Return what the next run left of a failed one, and what others may read."""
    old = [path.stem for path in desk.old if path.suffix == ".md"]
    left = [f"left in the way: {each}" for each in left_in_the_way(desk.notebook, old[0])]
    copies = [path.name for path in (*desk.notes, *desk.removed) if path.stem == old[0]]
    if len(copies) != 1:
        left.append(f"{len(copies)} notes where there was one: {copies}")
    return left + not_private(desk.notebook)


# --- what is done first ---


def remove_it(desk: Desk) -> None:
    desk.do("remove", desk.notes[0].stem)


def change_both(desk: Desk) -> None:
    change = ("--set", f"{SETTING}={TEXT}", "--set", f"{ROLE}={ROLE_SINCE}")
    desk.do("edit", desk.notes[0].stem, *change)


def damage_it(desk: Desk) -> None:
    """Lose a marker, and cut the note off in its last one."""
    (note,) = desk.notes
    desk.expected = note.read_bytes()
    text = note.read_text().replace(f"<!-- coprod:{ROLE} -->\n", "")
    note.write_text(text[: text.rindex("prod:end")])


def repair_it(desk: Desk) -> None:
    damage_it(desk)
    desk.do("check", "--repair", desk.notes[0].stem)
    desk.expected = next(desk.notebook.glob(".coprod/history/*/*_note.md")).read_bytes()


# --- what is new then ---


def has(role: str | None, *settings: str, kept: tuple[str, ...] = ()) -> Callable[..., bool]:
    """Tell of a note that it is whole and has these answers, and that the replaced ones are kept.

    `role` is what stands at another question; any text, where it is None.
    """

    def is_new(desk: Desk, path: Path) -> bool:
        if not path.exists() or read_note(path.read_bytes(), str(path)).findings:
            return False
        answers = desk.answers(path)
        said = answers.get(SETTING, Said()).text, answers.get(ROLE, Said()).text
        return said[0] in settings and role in (None, said[1]) and desk.keeps(*kept)

    return is_new


def is_expected(desk: Desk, path: Path) -> bool:
    return path.suffix != ".md" and path.read_bytes() == desk.expected


def is_final(desk: Desk, path: Path) -> bool:
    note = read_note(path.read_bytes(), str(path))
    return not note.findings and note.case.status == "final" and len(desk.answers(path)) == 47


def is_removed(desk: Desk, _: Path) -> bool:
    (before,) = desk.old.values()
    return not desk.notes and [each.read_bytes() for each in desk.removed] == [before]


def is_back(desk: Desk, _: Path) -> bool:
    (before,) = desk.old.values()
    return [each.read_bytes() for each in desk.notes] == [before]


def is_mended(desk: Desk, path: Path) -> bool:
    (before,) = desk.old.values()
    kept = [each.read_bytes() for each in desk.notebook.glob(".coprod/history/*/*_note.md")]
    return before in kept and path.read_bytes() == desk.expected


ALL = {address: f"Answer to {address}, made up." for section in ADDRESSES for address in section}

ITEMS = {WHO.format(1): FIRST_GROUP, PART.format(1): TAKEN_OUT, WHO.format(2): SECOND}
TEXT_LINE = "A third made-up group"

# A save that comes later is one more row here.
SAVES: tuple[Command | Sitting, ...] = (
    Sitting(
        "an answer", {}, ("resume",), FIRST, TEXT, TEXT, SETTING, has("", TEXT)
    ),
    Sitting(
        "an answer in place of another", {SETTING: OLD},
        ("edit", "latest", "--section", "situation"), OLD, MORE, OLD + MORE, SETTING,
        has("", OLD + MORE, kept=(OLD,)),
    ),
    Sitting(
        "an answer that changed elsewhere", {}, ("resume",), FIRST, TEXT, TEXT, SETTING,
        has("", TEXT, kept=(THEIRS,)), elsewhere=THEIRS,
    ),
    Sitting("half-typed text", {}, ("resume",), FIRST, TEXT, TEXT, SETTING, has(None), takes=False),
    Sitting(
        "finishing", ALL, ("resume",), "Finish the case", "", "", SETTING, is_final, keys=(UP, UP)
    ),
    Command("new-case --set", ("new-case", "--set", f"{SETTING}={TEXT}"), has("", TEXT)),
    Command(
        "edit --set", ("edit", "{note}", "--set", f"{SETTING}={TEXT}"),
        has(OLD_ROLE, TEXT, kept=(OLD,)),
    ),
    Command("render -o", ("render", "{note}", "-o", "{out}"), is_expected, writes="read.txt"),
    Command("export -o", ("export", "jsonl", "-o", "{out}"), is_expected, writes="cases.jsonl"),
    Command("remove", ("remove", "{note}"), is_removed),
    Command("restore", ("restore", "{note}"), is_back, first=remove_it),
    Command(
        "restore --to", ("restore", "{note}", "--to", "2001-01-01"),
        has(OLD_ROLE, OLD, kept=(TEXT, ROLE_SINCE)), first=change_both,
    ),
    Command(
        "restore --only", ("restore", "{note}", "--to", "2001-01-01", "--only", SETTING),
        has(ROLE_SINCE, OLD, kept=(TEXT, OLD_ROLE)), first=change_both,
    ),
    Command(
        "restore --whole", ("restore", "{note}", "--to", "2001-01-01", "--whole"),
        is_mended, first=repair_it,
    ),
    Command("check --repair", ("check", "--repair", "{note}"), is_mended, first=damage_it),
    Command(
        "edit --set, one more item", ("edit", "{note}", "--set", f"{WHO.format(3)}={TEXT_LINE}"),
        has_all({**ITEMS, WHO.format(3): TEXT_LINE}), first=begin_items,
    ),
    Command(
        "edit --set, an item taken out", ("edit", "{note}", "--set", "people.participants#1="),
        has_all({WHO.format(2): SECOND}, kept=(FIRST_GROUP, TAKEN_OUT)), first=begin_items,
    ),
    Command(
        "tasks --done", ("tasks", "--done", "{note}.2"),
        has_all({STEPS: f"- [ ] {FIRST_STEP}\n- [x] {SECOND_STEP}"}), first=begin_steps,
    ),
    Command("update", ("update", "{note}"), is_newest, first=make_older),
    Command(
        "edit --language", ("edit", "{note}", "--language", "sv"),
        has_all({SETTING: OLD, ROLE: OLD_ROLE}, language="sv"),
    ),
    Command(
        "edit --template", ("edit", "{note}", "--template", "primary-care"),
        has_all({"reflections.so-what": FIRST_GROUP}, whole=True, template="primary-care"),
        first=begin_reflection,
    ),
)  # fmt: skip
