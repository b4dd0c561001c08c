"""Front matter that other programs damaged: repaired where that is certain, otherwise told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import EVERY_TYPE, VISIT, blank_text, note_text

from coprod_cli.base.settings import shipped_prompts
from coprod_cli.notebook.note.front_matter_repair import with_repaired_front_matter
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.templates.loader import load_template

ID = "20261124-k7m2q9"
TITLE = "The Tuesday clinic: it's late"
TEXT = note_text(VISIT, id=ID, title=TITLE, tags=("clinic", "tuesday")).replace(
    "tags: ", "mine: [x, y]\ntags: "
)
KEYS = TEXT[4 : TEXT.index("\n---\n")]
BODY = TEXT[TEXT.index("\n---\n") + 5 :]
JOINED = " ".join(KEYS.split("\n"))
WANTED = read_note(TEXT.encode(), f"{ID}.md").case
QUOTED_TITLE = f'"{TITLE}"'


def look_up(name):
    return EVERY_TYPE if name == EVERY_TYPE.id else None


def names():
    return [EVERY_TYPE.id, "another"]


def read(text, name=f"{ID}.md"):
    return read_note(text.encode(), name)


def repaired(note):
    return with_repaired_front_matter(note, look_up, names)


def with_values(**values):
    lines = [line for line in KEYS.split("\n") if line.partition(":")[0] not in values]
    return "\n".join(
        ["---", *lines, *(f"{key}: {value}" for key, value in values.items()), "---", BODY]
    )


def toml(line):
    key, _, value = line.partition(": ")
    plain = value[0] in '["' or key == "coprod"
    return f"{key} = {value}" if plain else f'{key} = "{value}"'


# What programs make of a note of which they do not know that it has front matter, or what people
# do by hand; each means the note as it was.
NO_LONGER_FRONT_MATTER = {
    "mdformat": f"{'_' * 70}\n\n## {JOINED}\n{BODY}",
    "prettier": f"***\n\n{KEYS}\n---\n{BODY}",
    "prettier that wraps": "***\n\n{}\n---\n{}".format(
        JOINED.replace(" template:", "\ntemplate:").replace("created: ", "created:\n"), BODY
    ),
    "remark": "***\n\n{}\n------------------------\n{}".format(KEYS.replace("[", "\\["), BODY),
    "escaped": "\\---\n{}\n\\---\n{}".format(KEYS.replace("_", "\\_").replace("[", "\\["), BODY),
    "bullets": "---\n{}\n---\n{}".format("\n".join(f"- {line}" for line in KEYS.split("\n")), BODY),
    "bold keys": "***\n{}\n***\n{}".format(
        "\n".join(f"**{line.replace(':', ':**', 1)}" for line in KEYS.split("\n")), BODY
    ),
    "two colons": "{}\n{}".format(KEYS.replace(": ", ":: "), BODY).replace("clinic::", "clinic:"),
    "long dashes": f"\u2014\n{KEYS}\n\u2014\n{BODY}",
    "a block of code": f"```yaml\n{KEYS}\n```\n{BODY}",
    "TOML": "+++\n{}\n+++\n{}".format("\n".join(map(toml, KEYS.split("\n"))), BODY),
    "no opening line": f"{KEYS}\n---\n{BODY}",
    "no closing line": f"---\n{KEYS}\n{BODY}",
    "a tab before a key": TEXT.replace("status:", "\tstatus:"),
    "no-break space": TEXT.replace("id: ", "id:\u00a0"),
    "a colon in a title without quotes": TEXT.replace(QUOTED_TITLE, TITLE),
    "a key twice": TEXT.replace("status: draft", "status: draft\nstatus: draft"),
    "an empty key twice": TEXT.replace("status: draft", "status:\nstatus: draft"),
}
# Read as it was meant, and told.
IN_ANOTHER_FORM = {
    "blank lines above": f"\n\n{TEXT}",
    "a mark and a blank line above": f"\ufeff\n{TEXT}",
    "text above": f"Words of mine.\n\n{TEXT}",
    "a block above": f"---\ntags: []\n---\n\n{TEXT}",
    "a fence around it": f"```yaml\n---\n{KEYS}\n---\n```\n{BODY}",
    "the format in quotes": TEXT.replace("coprod: 1", 'coprod: "1"'),
    "the format in single quotes": TEXT.replace("coprod: 1", "coprod: '1'"),
    "the format with a point": TEXT.replace("coprod: 1", "coprod: 1.0"),
    "the format as a checkbox": TEXT.replace("coprod: 1", "coprod: true"),
    "keys in other letters": "---\n{}\n---\n{}".format(
        "\n".join(line.capitalize() if ":" in line else line for line in KEYS.split("\n"))
        .replace("the tuesday", "The Tuesday").replace("t09", "T09").replace("Id:", "ID:")
        .replace("Mine:", "mine:").replace("_version", "-version"), BODY
    ),
    "id in capitals": TEXT.replace(f"id: {ID}", f"id: {ID.upper()}"),
    "id with another dash": TEXT.replace(f"id: {ID}", f"id: {ID.replace('-', chr(0x2013))}"),
    "no id": TEXT.replace(f"id: {ID}\n", ""),
    "tags in a comment": TEXT.replace("tags: [clinic, tuesday]", "tags: #clinic #tuesday"),
    "tags in a text": TEXT.replace("tags: [clinic, tuesday]", 'tags: "#clinic, tuesday"'),
    "tags with signs": TEXT.replace("[clinic, tuesday]", '\n  - "#clinic"\n  - tuesday'),
    "a capital status": TEXT.replace("status: draft", "status: Draft"),
    "a Swedish status": TEXT.replace("status: draft", "status: Utkast"),
    "typographic quotes": TEXT.replace("status: draft", "status: \u201cdraft\u201d"),
    "another language word": TEXT.replace("language: en", "language: English"),
}  # fmt: skip


class TestWhatIsCertain:
    @pytest.mark.parametrize("name", NO_LONGER_FRONT_MATTER)
    def test_is_repaired_where_it_is_no_longer_front_matter(self, name):
        note = read(NO_LONGER_FRONT_MATTER[name])
        assert note.case is None
        assert note.findings[0].kind == "front-matter"
        assert note.findings[0].hint == "coprod check --repair"

        after = repaired(note)

        assert after.case == WANTED
        assert not after.findings
        assert repaired(after) is after

    @pytest.mark.parametrize("name", IN_ANOTHER_FORM)
    def test_is_read_where_only_its_form_is_another_and_is_told_and_repaired(self, name):
        note = read(IN_ANOTHER_FORM[name])
        assert note.case == WANTED
        assert {each.kind for each in note.findings} == {"front-matter"}
        assert not note.uncertain

        after = repaired(note)

        assert after.case == WANTED
        assert not after.findings
        assert repaired(after) is after

    @pytest.mark.parametrize("line_end", ["\r\n", "\r"])
    @pytest.mark.parametrize("name", ["prettier", "a colon in a title without quotes"])
    def test_keeps_the_line_ends_and_every_byte_below(self, name, line_end):
        data = NO_LONGER_FRONT_MATTER[name].replace("\n", line_end).encode()

        after = repaired(read_note(data, f"{ID}.md")).original.encode()

        assert after == TEXT.replace("\n", line_end).encode()

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("Final", "final"), ("done", "final"), ("klart", "final"), ("F\u00e4rdig", "final"),
            ("in progress", "draft"), ("p\u00e5g\u00e5ende", "draft"),
        ],
    )  # fmt: skip
    def test_is_a_status_with_one_meaning(self, written, meant):
        note = read(with_values(status=written))

        assert note.case.status == meant
        assert f"\nstatus: {meant}\n" in repaired(note).text

    def test_is_a_date_with_one_meaning_or_of_which_the_id_tells_it(self):
        note = read(with_values(created="11/24/2026", updated="24.12.2026 09:30"))
        assert (note.case.created, note.case.updated) == ("2026-11-24", "2026-12-24T09:30:00")
        assert [each.line for each in note.findings] == [11, 12]

        text = repaired(note).text

        assert "\ncreated: 2026-11-24\nupdated: 2026-12-24T09:30:00\n---\n" in text
        assert (
            read(with_values(id="20260403-aaaaaa", created="03/04/2026")).case.created
            == "2026-04-03"
        )

    def test_are_the_keys_of_a_block_above_which_stay_as_they_are(self):
        above = (
            '---\naliases:   [ "A" ]\ncssclasses:\n  - x\n# mine\ntags: [new]\ncreated:\n---\n\n'
        )

        after = repaired(read(above + TEXT))

        assert after.case.tags == ("clinic", "tuesday", "new")
        assert '\naliases:   [ "A" ]\ncssclasses:\n  - x\n# mine\n---\n' in after.text
        assert after.text.endswith(BODY)

    def test_is_the_later_of_two_times_of_the_last_change(self):
        later = "2026-12-24T09:00:00+01:00"
        text = TEXT.replace("\nupdated:", f"\nupdated: {later}\nupdated:")

        assert repaired(read(text)).case.updated == later

    def test_is_a_template_that_alone_has_all_the_questions_where_nothing_is_left(self):
        case = repaired(read(BODY.lstrip("\n"))).case

        assert case.answers == WANTED.answers
        assert (case.id, case.title, case.template) == (ID, TITLE, EVERY_TYPE.id)
        assert (case.created, case.updated, case.language) == ("2026-11-24", "", "en")


# What has several meanings: left as it is, and told.
UNCERTAIN = {
    "a status twice": TEXT.replace("status: draft", "status: draft\nstatus: final"),
    "a title in the block above": f"---\ntitle: Another\n---\n\n{TEXT}",
    "a status that is no word of coprod": with_values(status="true"),
    "a date that may be two days": with_values(created="01/02/2026"),
    "a year": with_values(updated="2026"),
    "another format": with_values(coprod="2"),
    "git's marks": TEXT.replace("status: draft", "<<<<<<< a\nstatus: draft\n=======\n>>>>>>> b"),
}


class TestWhatIsNot:
    @pytest.mark.parametrize("name", UNCERTAIN)
    def test_is_told_and_left_as_it_is(self, name):
        note = read(UNCERTAIN[name])

        assert note.findings
        assert repaired(note) is note

    def test_is_a_note_without_front_matter_and_of_no_known_name_or_template(self):
        for note in (read(BODY, "visit.md"), read("# Words\n\nNo questions.\n")):
            assert repaired(note) is note
        nameless = read(TEXT.replace(f"id: {ID}\n", ""), "visit.md")
        assert nameless.case is None
        assert repaired(nameless) is nameless


LINES = KEYS.split("\n")
changes = st.sampled_from(["", "- ", "\t", "> ", "\\", "## ", "  ", "x: y\n", "\n", "words\n"])


@given(
    st.lists(st.tuples(st.integers(0, len(LINES) - 1), changes), max_size=4),
    st.sets(st.integers(0, len(LINES) - 1), max_size=3),
    st.sampled_from(["---", "***", "", "\\---", "+++", "---\ntags: []\n---\n---"]),
    st.sampled_from(["---", "---------", "", "\\---"]),
)
def test_a_repair_loses_no_word_and_no_answer_and_makes_no_case_without_an_id(
    added, removed, opening, closing
):
    lines = list(LINES)
    for number, change in added:
        lines[number] = change + lines[number]
    kept = [line for number, line in enumerate(lines) if number not in removed]
    note = read("\n".join([opening, *kept, closing, BODY]))

    after = repaired(note)

    for each in (note, after):
        assert each.case is None or each.case.id
        assert each.case is not None or each.findings
        if each.case is not None:
            assert each.case.answers == WANTED.answers
    words = {word for line in kept for word in line.replace("\\", "").split() if word.isalnum()}
    left = set(after.text.translate(str.maketrans('",', "  ", "\\")).split())
    assert words - left <= {"draft", "en"}


@pytest.mark.parametrize("name", ["primary-care", "neonatal"])
@pytest.mark.parametrize("language", ["en", "sv"])
def test_a_template_is_told_from_one_with_the_same_questions_by_its_wordings(name, language):
    templates = {
        each: load_template(shipped_prompts() / each) for each in ("primary-care", "neonatal")
    }
    text = blank_text(templates[name], language=language)
    body = text.split("\n---\n", 1)[1]

    after = with_repaired_front_matter(read(body), templates.get, lambda: list(templates))

    assert (after.case.template, after.case.language) == (name, language)
