"""coprod mark: the same passages by lines and by data, and a note that never changes."""

import json
import re
import sys

import pytest
from commands import done
from made_up import CASE_ID, add_note
from paths import TEMPLATES

STORY = (
    "Tolken sa att det var som vanligt. Maken väntade vid disken.\n\n"
    "Dottern ville vara med. Maken väntade hemma."
)
ANSWERS = {"first.name": "A made-up morning", "second.story": STORY}


@pytest.fixture
def note(tmp_path, monkeypatch):
    monkeypatch.setenv("COPROD_NOTEBOOK", str(tmp_path / "book"))
    monkeypatch.setenv("COPROD_PROMPTS", str(TEMPLATES))
    monkeypatch.setenv("COPROD_CODER", "anna")
    return add_note(tmp_path / "book", answers=ANSWERS)


def coding_of(note, coder="anna"):
    return note.parent / "codings" / coder / f"{CASE_ID}.yaml"


def passages(note, coder="anna"):
    """The codings' text, without what differs from run to run."""
    text = coding_of(note, coder).read_text()
    return re.sub(r'id: .*|when: "[^"]*"', "-", text)


def by_lines(*lines, arguments=()):
    given = "".join(f"{line}\n" for line in lines)
    return done("mark", CASE_ID, "--plain", *arguments, given=given)


DATA = [
    {"at": "second.story", "quote": "Dottern ville vara med.", "codes": ["ours/take-part"]},
    {"at": "second.story", "quote": "*", "codes": ["ours/waiting", "ours/told"], "memo": "All."},
    {"at": "second.story", "quote": "som vanligt", "codes": "ours/as-usual", "memo": "In vivo."},
]


def test_lines_data_and_options_write_the_same_bytes(note):
    before = note.read_bytes()
    done("mark", CASE_ID, "--data", "-", given=json.dumps(DATA))
    by_data = passages(note)
    coding_of(note).unlink()

    by_lines(
        "", "3", "+take-part", "", "*", "ours/waiting, told", "ours/waiting ours/told", "All.",
        "som vanligt", "ours/as-usual", "In vivo.", ":quit",
    )  # fmt: skip
    assert passages(note) == by_data
    coding_of(note).unlink()

    for each in DATA:
        codes = each["codes"] if isinstance(each["codes"], list) else [each["codes"]]
        options = [word for code in codes for word in ("--code", code)]
        memo = ("--memo", each["memo"]) if "memo" in each else ()
        done("mark", CASE_ID, "--set", f"{each['at']}={each['quote']}", *options, *memo)
    assert passages(note) == by_data
    assert note.read_bytes() == before


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_saved(note):
    wrong = [
        {"at": "second.nope", "quote": "a", "codes": "ours/told"},
        {"at": "second.story", "quote": "Maken väntade", "codes": "ours/told"},
        {"at": "second.story", "quote": "Tolken", "codes": "told"},
        {"at": "second.story", "quote": "Tolken"},
        {"at": "second.story", "start": 5, "end": 3, "codes": "ours/told"},
        {"at": "second.story", "quote": "Tolken", "codes": "ours/told", "colour": "red"},
        {"at": "second.story", "quote": "Tolken", "codes": "ours/told"},
    ]
    result = done("mark", CASE_ID, "--data", "-", given=json.dumps(wrong, indent=1), code=3)
    lines = re.findall(r"standard input:(\d+)", result.stderr)
    assert len(set(lines)) == 6
    assert not coding_of(note).exists()
    assert "Maken" not in result.stderr


class TestTheSignThatMeansTheWholeAnswer:
    """An answer may say `*`; then its words can be marked all the same."""

    @pytest.fixture
    def starred(self, note):
        done("edit", CASE_ID, "--set", "second.story=Five * two, and more.")
        return note

    @pytest.fixture
    def by_offsets(self, starred):
        data = [{"at": "second.story", "start": 5, "end": 6, "codes": "ours/a"}]
        done("mark", CASE_ID, "--data", "-", given=json.dumps(data))
        return passages(starred)

    def test_is_told_from_it_in_the_file(self, by_offsets):
        assert '  quote: "*"\n  whole: false\n' in by_offsets

    def test_is_a_word_of_its_own_by_lines_options_and_data(self, starred, by_offsets):
        sign = {"at": "second.story", "quote": "*", "whole": False, "codes": "ours/a"}
        for arguments, given in (
            (("--plain",), "\n\\*\nours/a\n\n:q\n"),
            (("--set", "second.story=\\*", "--code", "ours/a"), None),
            (("--data", "-"), json.dumps([sign])),
        ):
            coding_of(starred).unlink()
            done("mark", CASE_ID, *arguments, given=given)
            assert passages(starred) == by_offsets, arguments

    @pytest.mark.usefixtures("by_offsets")
    def test_stays_a_word_when_the_answer_is_edited_and_is_shown_as_one(self):
        done("edit", CASE_ID, "--set", "second.story=Now five * two, and more.")
        (shown,) = json.loads(done("passages", "--json").stdout)
        assert (shown["words"], shown["whole"], shown["start"]) == ("*", False, 9)
        done("mark", CASE_ID, "--set", "second.story=*", "--code", "ours/b")
        assert [each["whole"] for each in json.loads(done("passages", "--json").stdout)] == [
            True, False,
        ]  # fmt: skip
        assert 'Passage 2: "*" ours/a' in by_lines(":go 2", ":q").stderr

    def test_may_be_said_of_no_other_words(self, starred):
        coding_of(starred).parent.mkdir(parents=True)
        coding_of(starred).write_text(
            f"case: {CASE_ID}\ncoder: anna\npassages:\n"
            "- {at: second.story, quote: two, whole: true, codes: [ours/a]}\n"
        )
        assert ":4:" in done("check", code=1).stdout
        data = [{"at": "second.story", "quote": "two", "whole": True, "codes": "ours/a"}]
        done("mark", CASE_ID, "--coder", "bo", "--data", "-", given=json.dumps(data), code=3)


def test_data_may_say_that_the_case_is_done(note):
    given = json.dumps({"passages": DATA[:1], "done": True})
    done("mark", CASE_ID, "--data", "-", given=given)
    assert "done: " in coding_of(note).read_text()
    coding_of(note).unlink()

    for wrong in ({"passages": DATA, "done": "yes"}, {"passages": DATA, "finished": True}):
        result = done("mark", CASE_ID, "--data", "-", given=json.dumps(wrong), code=3)
        assert "standard input:1:" in result.stderr
    assert not coding_of(note).exists()


@pytest.mark.usefixtures("note")
def test_a_result_for_scripts():
    result = done(
        "mark", CASE_ID, "--set", "second.story=som vanligt", "--code", "ours/as-usual", "--json"
    )
    data = json.loads(result.stdout)
    assert (data["id"], data["coder"], data["done"]) == (CASE_ID, "anna", "")
    (passage,) = data["passages"]
    assert passage["words"] == "som vanligt"
    assert passage["state"] == "exact"


def test_offsets_name_a_place_too(note):
    start = STORY.index("Maken väntade hemma")
    data = [{"at": "second.story", "start": start, "end": start + 5, "codes": "ours/told"}]
    done("mark", CASE_ID, "--data", "-", given=json.dumps(data))
    assert f"start: {start}," in coding_of(note).read_text()


class TestByLines:
    @pytest.mark.usefixtures("note")
    def test_what_can_be_typed_is_told(self):
        shown = by_lines(":help", ":q").stderr
        assert "first ... last" in shown
        assert max(map(len, shown.splitlines())) < 100

    @pytest.mark.usefixtures("note")
    def test_each_passage_is_shown_with_its_number_codes_and_memo(self):
        by_lines("", "som vanligt", "ours/as-usual", "In vivo.", ":q")
        shown = by_lines(":go 2", ":q").stderr
        assert 'Passage 1: "som vanligt" ours/as-usual (In vivo.)' in shown

    def test_codes_of_before_by_digit_and_the_same_as_before(self, note):
        by_lines("", "Tolken", "ours/a ours/b", "", "Dottern", "1", "", "vanligt", "=", "", ":q")
        codes = re.findall(r"codes: \[(.*)\]", coding_of(note).read_text())
        assert codes == ["ours/a, ours/b", "ours/a", "ours/a"]

    def test_the_same_as_before_goes_on_from_the_sitting_before(self, note):
        assert "nothing was marked before" in by_lines("", "Tolken", "=", "", ":q").stderr
        by_lines("", "Tolken", "ours/a", "", ":q")
        by_lines(":go 2", "Dottern", "=", "", ":q")
        assert coding_of(note).read_text().count("codes: [ours/a]") == 2

    def test_a_passage_is_changed_taken_out_and_brought_back(self, note):
        by_lines("", "Tolken", "ours/a", "", "m 1", "why?", "c 1", "ours/b", "x 1", "u", "u", ":q")
        text = coding_of(note).read_text()
        assert 'memo: "why?"' in text
        assert "codes: [ours/a]" in text

    def test_at_the_end_of_all_answers_it_asks_whether_the_case_is_done(self, note):
        shown = by_lines("", "", ":back", "", "").stderr
        assert shown.count("Done with this case? y/N") == 2
        assert not coding_of(note).exists()
        by_lines("", "", "y")
        assert re.search(r'^done: "\d{4}-\d\d-\d\d"$', coding_of(note).read_text(), re.MULTILINE)

    def test_at_the_end_of_one_section_it_is_not(self, note):
        by_lines("Tolken", "ours/a", "", "", arguments=("--at", "second"))
        assert "done:" not in coding_of(note).read_text()

    @pytest.mark.usefixtures("note")
    def test_a_passage_that_overlaps_one_with_the_same_code_is_told(self):
        shown = by_lines("", "Tolken", "ours/a", "", "1", "ours/b", "", "Tolken sa", "=", "", ":q")
        assert "It overlaps" not in shown.stderr.rpartition('"Tolken sa"')[0]
        shown = by_lines("", "1", "ours/a", "", ":q")
        assert "kept: ours/a. It overlaps a passage with the same code: they count" in shown.stderr

    def test_the_end_of_input_keeps_what_was_marked(self, note):
        shown = by_lines("", "Tolken", "ours/a", "").stderr
        assert "all that was marked is kept" in shown
        assert "ours/a" in coding_of(note).read_text()

    def test_an_unclear_code_is_asked_again(self, note):
        shown = by_lines("", "Tolken", "told", "+told", "", "Dottern", "tld", "told", "", ":q")
        assert "A new one: +told" in shown.stderr
        assert "Near: " in shown.stderr
        assert coding_of(note).read_text().count("[ours/told]") == 2


class TestCoders:
    def test_do_not_see_each_other_unless_they_ask(self, note):
        by_lines("", "Tolken", "ours/a", "", ":q", arguments=("--coder", "bo"))
        assert "bo:" not in by_lines("", ":q").stderr
        assert 'bo: "Tolken" ours/a' in by_lines(":go 2", ":q", arguments=("--with", "bo")).stderr
        assert not coding_of(note).exists()

    def test_have_to_say_who_they_are(self, note, monkeypatch):
        monkeypatch.delenv("COPROD_CODER")
        result = done("mark", CASE_ID, "--done", code=2)
        assert "never takes your login name" in result.stderr
        done("mark", CASE_ID, "--done", "--coder", "Bo.2")
        done("mark", CASE_ID, "--done")  # kept in the notebook
        assert coding_of(note, "bo.2").exists()

    @pytest.mark.usefixtures("note")
    @pytest.mark.parametrize("name", ["../anna", "agreed", "a b"])
    def test_have_a_name_that_can_be_a_folder(self, name):
        done("mark", CASE_ID, "--done", "--coder", name, code=2)


def test_a_passage_follows_the_words_that_were_edited_and_says_so(note):
    by_lines("", "Maken väntade vid disken", "ours/waiting", "", ":q")
    new = STORY.replace("vid disken", "vid den höga disken")
    done("edit", CASE_ID, "--set", f"second.story={new}")
    shown = by_lines(":go 2", "ok 1", ":q").stderr
    assert "have changed, in answer 2: :go 2 shows it." in shown
    assert 'they were: "Maken väntade vid disken"\nok 1: right as it stands now' in shown
    assert 'quote: "Maken väntade vid den höga disken"' in coding_of(note).read_text()


def test_two_terminals_of_one_coder_lose_nothing(note):
    from coprod_cli.operations.mark_case import open_marking, with_marks
    from coprod_cli.operations.read_marks import marks_from_settings
    from coprod_cli.operations.workspace import open_workspace

    workspace = open_workspace(note.parent)
    sittings = [open_marking(workspace, CASE_ID, "anna") for _ in range(2)]
    for (session, marking), words in zip(sittings, ("Tolken", "Dottern"), strict=True):
        marks = marks_from_settings([f"second.story={words}"], ["ours/a"], "", marking.case)
        session.save(with_marks(marking, marks, "2026-11-25T10:00:00+01:00"))
    assert coding_of(note).read_text().count("- id:") == 2


@pytest.mark.usefixtures("note")
def test_options_that_mean_nothing_together_are_refused():
    done("mark", CASE_ID, "--code", "ours/a", code=2)
    done("mark", CASE_ID, "--plain", "--json", code=2)
    for words in ("--editor", "--at second", "--voice family", "--with bo"):
        done("mark", CASE_ID, "--done", *words.split(), code=2)


class TestInTheEditor:
    @pytest.fixture
    def edit(self, note, tmp_path, monkeypatch):
        """Let an editor replace texts in the file, and return what coprod said."""

        def run(*replacements, code=0):
            script = tmp_path / "editor.py"
            script.write_text(
                "import sys, pathlib\n"
                "path = pathlib.Path(sys.argv[1])\n"
                "text = path.read_text()\n"
                f"for old, new in {replacements!r}:\n"
                "    assert old in text, text\n"
                "    text = text.replace(old, new, 1)\n"
                "path.write_text(text + ' ' * (not text.endswith(' ')))\n"
            )
            monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
            return done("mark", CASE_ID, "--editor", "--plain", code=code)

        assert note.exists()
        return run

    def test_writes_the_same_bytes_as_by_data(self, note, edit):
        done("mark", CASE_ID, "--data", "-", given=json.dumps(DATA))
        by_data = passages(note)
        coding_of(note).unlink()
        before = note.read_bytes()

        edit(
            ("=== second.story ===", "=== second.story === [ours/waiting ours/told ^1]"),
            ("som vanligt", "{{som vanligt}}[ours/as-usual ^2]"),
            ("Dottern ville vara med.", "{{Dottern ville vara med.}}[ours/take-part]"),
            (
                "Maken väntade hemma.",
                "Maken väntade hemma.\n=== ^1 ===\nAll.\n=== ^2 ===\nIn vivo.",
            ),
        )
        assert passages(note) == by_data
        assert note.read_bytes() == before

    def test_keeps_ids_and_memos_of_what_stays_and_takes_out_the_rest(self, note, edit):
        done("mark", CASE_ID, "--data", "-", given=json.dumps(DATA))
        before = coding_of(note).read_text()
        edit()
        assert coding_of(note).read_text() == before

        edit(
            ("{{Dottern ville vara med.}}[ours/take-part]", "Dottern ville vara med."),
            ("var {{som vanligt}}[", "{{var som vanligt}}["),
            (" [ours/told ours/waiting ^1]", " [ours/told ^1]"),
        )
        after = coding_of(note).read_text()
        assert "take-part" not in after
        assert 'quote: "var som vanligt"' in after
        assert 'memo: "In vivo."' in after
        assert "codes: [ours/told]" in after

    def test_changes_and_takes_out_memos(self, note, edit):
        done("mark", CASE_ID, "--data", "-", given=json.dumps(DATA))
        edit(
            ("ours/waiting ^1]", "ours/waiting]"), ("=== ^1 ===\nAll.\n", ""),
            ("In vivo.", "In her words:\n\n[^1] {{no mark}}"),
        )  # fmt: skip

        (memo,) = re.findall(r"memo: (.*)", coding_of(note).read_text())
        assert json.loads(memo) == "In her words:\n\n[^1] {{no mark}}"

    def test_keeps_what_was_written_if_a_memo_is_that_of_no_mark(self, note, edit):
        result = edit(("hemma.", "hemma.\n\n=== ^1 ===\nA thought."), code=3)
        assert "line 9: no mark has the memo ^1." in result.stderr
        assert not coding_of(note).exists()
        (kept,) = (note.parent / ".coprod" / "rescued").rglob("passages.md")
        assert "A thought." in kept.read_text()

    def test_keeps_what_was_written_if_an_answer_was_changed(self, note, edit):
        result = edit(("Dottern", "{{Sonen}}[ours/a]"), code=3)
        assert "line 4: the words of this answer were changed, in its line 3" in result.stderr
        assert not coding_of(note).exists()
        (kept,) = (note.parent / ".coprod" / "rescued").rglob("passages.md")
        assert "{{Sonen}}[ours/a]" in kept.read_text()
