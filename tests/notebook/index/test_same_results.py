"""With the index and without it, every command prints the same, whatever was changed between."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from indexed import index_in_use, write_as_another_program
from made_up import TEMPLATES, coprod, note_text

IDS = [*(f"202611{day:02}-aaaaaa" for day in range(1, 10)), "20261101-zzzzzz"]
COMMANDS = [
    "list",
    "list --sort title --limit 3",
    "list --tag night --json",
    "list --status draft --since 2026-11-03",
    "list --at first.name --voice family",
    "list --withdrawn",
    "overview",
    "overview --by voice --at first --json",
    "overview --by tag --tag night --kept-apart",
    "tasks",
    "tasks --all --json",
    "tasks --overdue --status draft --kept-apart",
    "export csv",
    "export jsonl --tag night",
    "read second.story --status draft --json",
    "show latest",
    "show 2",
    "show Chair",
]
LINES = st.sampled_from([
    "A chair, made up.", "- [ ] Call back (owner: nurse, due: 2026-12-01)", "- [x] Done",
    "<!-- coprod:second.story voice=family -->", "## A heading", "Kö på mottagningen", "",
    "Write to ann@x.se on 2026-11-24", "Dr Made Up came",
])  # fmt: skip
NAMES = st.sampled_from([
    *(f"{each}.md" for each in IDS), f"kept-apart/{IDS[0]}.md", f"{IDS[1]} (1).md", "README.md",
    "sub/a note.md", f"{IDS[2]}.sync-conflict-20261101-101010.md",
])  # fmt: skip
NOTES = st.builds(
    lambda case_id, title, status, tags, answers, voice: note_text(
        answers, id=case_id, title=title, status=status, tags=tags,
        created=f"{case_id[:4]}-{case_id[4:6]}-{case_id[6:8]}T09:00:00+01:00",
    ).replace("coprod:second.story", f"coprod:second.story{voice}"),
    st.sampled_from(IDS), st.sampled_from(["", "Chair", "Kön", "A chair in the way"]),
    st.sampled_from(["draft", "final", "odd"]),
    st.lists(st.sampled_from(["night", "day"]), max_size=2, unique=True),
    st.dictionaries(
        st.sampled_from(["first.name", "first.seen", "second.story", "first.day"]),
        st.lists(LINES, min_size=1, max_size=3).map("\n".join), max_size=4,
    ),
    st.sampled_from(["", " voice=family"]),
)  # fmt: skip
BROKEN = st.sampled_from(
    ["", "no note", "---\nid: [\n---\ncoprod:", "\0\0", "---\ncoprod: 1\n---\n"]
)
EDITS = st.one_of(
    st.tuples(st.just("write"), NAMES, st.one_of(NOTES, NOTES, NOTES, BROKEN)),
    st.tuples(
        st.just("write"), st.just("words-to-watch.txt"), st.sampled_from(["chair\n", "kö\n"])
    ),
    st.tuples(st.just("delete"), NAMES, st.just("")),
    st.tuples(st.just("rename"), NAMES, NAMES),
    st.tuples(st.just("link"), NAMES, NAMES),
)


def edit(folder, kind, name, other):
    """Change a file as another program does."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "write":
        if path.is_symlink():
            path.unlink()
        write_as_another_program(path, other)
    elif kind == "delete":
        path.unlink(missing_ok=True)
    elif os.path.lexists(path):
        (folder / other).parent.mkdir(parents=True, exist_ok=True)
        path.replace(folder / other)
    elif kind == "link":
        path.symlink_to(folder / other)


def outcome(command, folder, *, indexed):
    environment = {
        "COPROD_NOTEBOOK": str(folder), "COPROD_PROMPTS": str(TEMPLATES),
        "HOME": str(folder.parent), "COPROD_INDEX": "" if indexed else "off",
    }  # fmt: skip
    result = coprod(*command.split(), **environment)
    told = [line for line in result.stderr.splitlines() if not line.startswith("Reading ")]
    return result.stdout, told, result.exit_code


@settings(max_examples=12)
@given(rounds=st.lists(st.lists(EDITS, min_size=1, max_size=6), min_size=1, max_size=3))
def test_every_command_prints_the_same(rounds):
    with TemporaryDirectory() as temporary:
        folder, cache = Path(temporary, "notes"), Path(temporary, "cache")
        (folder / ".coprod").mkdir(parents=True)
        with index_in_use(cache), patch.dict(os.environ):
            for edits in rounds:
                for each in edits:
                    edit(folder, *each)
                for command in COMMANDS:
                    right = outcome(command, folder, indexed=False)
                    assert outcome(command, folder, indexed=True) == right, command
