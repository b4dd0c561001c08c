"""Tags set in a note: the tags are replaced in the form that they have, and no other byte."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from made_up import note_text

from coprod_cli.notebook.note.edit import set_tags
from coprod_cli.notebook.note.front_matter import read_front_matter
from coprod_cli.notebook.note.reader import read_note

ABOVE = "mood: calm  # tags: [not, these]\n"
BELOW = "# a comment of mine\n\nrating: 5\naliases:\n  - x\n"
FORMS = (
    "tags: [one, two]\n",
    "tags: [one, two]  # mine\n",
    "tags: [ 'one', \"two\" ]\n",
    "tags: [\n  one,\n  two\n]\n",
    "tags:\n  [one, two]\n",
    "tags:\n  - one\n  - two\n",
    "tags:\n- one\n- two\n",
    "tags:\n  - one # first\n\n  # between\n  - two\n",
    "tags: # mine: so\n- one\n- two\n",
    "tags:\n  - 'one'\n  - \"#two\"\n",
    "tags: one, two\n",
    "tags: 'one, two'\n",
    "tags: |\n  one, two\n",
    "tags: #one #two\n",
    "tags:\n",
    "tags: []\n",
    "tags: ~\n",
    "Tags: [one, two]\n",
    "TAGS:\n  - one\n",
    "",
)
any_tags = st.lists(
    st.sampled_from(["one", "two", "three", "Å b", "a, b", "yes", "12", '"', "it's: so", "- x"]),
    max_size=4, unique=True,
).map(tuple)  # fmt: skip


def note_with(form, *, below=BELOW, line_end="\n"):
    text = note_text({"first.name": "Made up"})
    start, end = text.index("title:"), text.index("\n---\n", 4)
    text = f"{text[:start]}{ABOVE}{form}{below}{text[start:end]}{text[end:]}"
    return read_note(text.replace("\n", line_end).encode(), "x")


def lines_around(note, form):
    """The lines of a note without those of its tags' form or of a line `tags: ...`."""
    own = form.splitlines()
    return [line for line in note.original.splitlines() if line not in own]


@given(
    st.sampled_from(FORMS),
    any_tags,
    st.sampled_from([BELOW, ""]),
    st.sampled_from(["\n", "\r\n"]),
)
@example(FORMS[6], (), BELOW, "\n")
@example(FORMS[8], (), "", "\n")
def test_every_form_is_valid_yaml_after_it_and_all_else_is_as_it_was(form, tags, below, line_end):
    before = note_with(form, below=below, line_end=line_end)
    after = set_tags(before, tags)

    assert after.case is not None
    assert after.case.tags == tags
    front = after.front_matter
    values = yaml.safe_load(after.text[front.start : front.end])
    assert (
        values.get("tags", values.get("Tags", values.get("TAGS")))
        in (list(tags), *([None] * (not tags)), "~")
        or after is before
    )
    around = note_with("", below=below, line_end=line_end).original.splitlines(keepends=True)
    rest = iter(after.original.splitlines(keepends=True))
    assert all(line in rest for line in around), "a line of something else was changed"


def test_lines_and_comments_of_tags_that_stay_are_kept():
    form = "tags:\n  - one # first\n\n  # between\n  - 'two'\n"
    after = set_tags(note_with(form), ("one", "two", "three"))

    assert f"{form}  - three\n{BELOW}" in after.text


def test_a_removed_tag_takes_only_its_own_line():
    after = set_tags(note_with("tags:\n- one\n# mine\n- two\n"), ("two",))

    assert f"{ABOVE}tags:\n# mine\n- two\n{BELOW}" in after.text


@pytest.mark.parametrize("form", FORMS)
def test_tags_that_are_there_change_nothing(form):
    note = note_with(form)

    assert set_tags(note, note.case.tags) is note


def test_a_note_without_tags_gets_them_behind_its_other_keys():
    after = set_tags(note_with("", below=""), ("night",))

    assert "\ntags: [night]\n---\n" in after.text
    assert not isinstance(read_front_matter(after.text, "x"), list)
