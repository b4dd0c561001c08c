"""Who speaks in a sitting, line by line: where it is said, what is remembered, and data."""

import json

import pytest
from commands import done, refused
from made_up import coprod
from paths import GROUP_TEMPLATES

from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.remembered import read_remembered

CONTEXT, SO_WHAT = "situation.context", "reflections.so-what"
SPEAKING = "Speaking: professional, unsigned (v signs or changes it)"
NOBODY = "Speaking: no voice named (:voice names one)"
PLAN = ("new-case", "--template", "plan")
CALL = '{"answers": {"agreed.parts": [{"what": "Call"}]}}'


@pytest.fixture
def notebook(notebook_folder):
    return notebook_folder


def sit(*arguments, typed=()):
    """Type lines until the input ends, and return all that was shown."""
    lines = "".join(f"{line}\n" for line in typed)
    result = coprod(*arguments, "--plain", given=lines)
    assert result.exit_code == 130, result.stderr
    return result.stderr + result.stdout


def case_in(notebook):
    (path,) = notebook.glob("*.md")
    return read_note(path.read_bytes(), "").case


def said(notebook):
    return {(each.address, each.voice): each.text for each in case_in(notebook).given_answers()}


class TestTheFirstPage:
    def test_says_who_speaks_and_left_as_it_is_names_no_voice(self, notebook):
        shown = sit("new-case", typed=["1", "T", "Mine"])

        assert SPEAKING in shown
        assert " - as " not in shown
        assert said(notebook) == {(CONTEXT, None): "Mine"}
        assert read_remembered(notebook).voice == ""

    def test_says_patient_where_the_words_are_plain(self, notebook):
        assert "Speaking: patient, unsigned (v signs or changes it)" in sit(
            "new-case", "--plain-words", typed=["1"]
        )
        assert not notebook.exists() or not list(notebook.glob("*.md"))

    @pytest.mark.parametrize(
        ("typed", "voice"),
        [(["v", "2"], "family"), ([":voice nurse"], "nurse"), (["v", "3"], "professional"),
         (["v", "two words", "porter"], "porter"), (["v", ""], None),
         ([":v family", "v", "4"], None)],
    )  # fmt: skip
    def test_lets_it_be_changed_which_is_written_and_remembered(self, notebook, typed, voice):
        shown = sit("new-case", typed=[*typed, "1", "T", "Mine"])

        assert said(notebook) == {(CONTEXT, voice): "Mine"}
        assert f"A new reflection - as {voice}" in shown or voice is None
        assert (f" - as {voice}\n" in shown) == (voice is not None)
        assert read_remembered(notebook).voice == (voice or "")


class TestTheNextSitting:
    @pytest.fixture
    def first(self, notebook):
        """A case in which a professional answered one question, and the family another."""
        typed = ["1", "T", "Mine", ":voice family", "Theirs", ":menu"]
        sit("new-case", "--voice", "professional", typed=typed)
        return notebook

    def test_begins_with_who_spoke_last(self, first):
        (earlier,) = first.glob("*.md")
        earlier.unlink()
        shown = sit("new-case", typed=["1", "T", "Anew"])

        assert "Speaking: family (v changes it)" in shown
        assert said(first) == {(CONTEXT, "family"): "Anew"}

    @pytest.mark.parametrize("command", ["new-case", "edit"])
    def test_without_memory_names_nobody_who_spoke_last(self, first, command):
        arguments = ("edit", "latest") if command == "edit" else ("new-case",)
        shown = sit(*arguments, "--no-remembered")

        assert {"new-case": SPEAKING, "edit": "Speaking: family (:voice changes it)"}[
            command
        ] in shown
        assert read_remembered(first).voice == "family"

    @pytest.mark.usefixtures("first")
    def test_of_a_case_with_voices_says_who_speaks_and_counts_what_they_said(self):
        shown = sit("edit", "latest")

        assert "Speaking: family (:voice changes it)" in shown
        assert "T - as family\nAll questions - 1 of 4 answered" in shown
        assert "1.1 What? - left out\n" in shown
        assert "2.1 So what? - answered: Theirs\n" in shown

    def test_goes_on_in_the_voice_in_which_the_case_was_left(self, first):
        (path,) = first.glob("*.md")
        done("new-case", "--set", "title=Another")
        sit("edit", path.stem, "--voice", "porter")
        sit("edit", "Another", "--voice", "nurse")

        assert "T - as porter" in sit("resume", path.stem)

    @pytest.mark.usefixtures("first")
    def test_of_a_case_without_voices_names_none_until_somebody_does(self):
        done("new-case", "--set", "title=Another", "--set", "situation.setting=A ward")
        shown = sit("edit", "Another", typed=["1.1"])

        assert NOBODY in shown
        assert " - as " not in shown
        assert "Your answer so far:\n  A ward" in shown

    def test_is_of_no_voice_where_that_is_said(self, first):
        sit("edit", "latest", typed=[":voice", "4", "1.1", "Nobody's"])

        assert said(first)[CONTEXT, None] == "Nobody's"
        assert said(first)[CONTEXT, "professional"] == "Mine"
        assert read_remembered(first).voice == ""

    @pytest.mark.usefixtures("first")
    def test_of_a_form_that_goes_on_from_the_short_one_keeps_the_voice(self):
        shown = sit("edit", "latest", "--template", "primary-care", "--voice", "patient")

        assert "T - as patient\nAll questions - 0 of 46 answered" in shown


@pytest.mark.usefixtures("notebook")
class TestTheOption:
    @pytest.mark.parametrize("word", ["two words", "a=b", ":quit"])
    @pytest.mark.parametrize("command", [("new-case",), ("new-case", "--set", "title=T")])
    def test_takes_one_word(self, command, word):
        plain = () if "--set" in command else ("--plain",)

        assert refused(2, *command, *plain, "--voice", word) == (
            "a voice is one word, such as family or nurse. Try: --voice family"
        )

    def test_is_the_voice_of_all_data_that_names_none(self, notebook):
        answers = {CONTEXT: "A", SO_WHAT: [{"text": "B"}, {"text": "C", "voice": "nurse"}]}
        given = json.dumps({"title": "T", "answers": answers})
        done("new-case", "--template", "reflection", "--voice", "närstående", "--data", "-",
             "--set", "reflections.matters-most@=D", given=given)  # fmt: skip

        assert said(notebook) == {
            (CONTEXT, "family"): "A", (SO_WHAT, "family"): "B", (SO_WHAT, "nurse"): "C",
            ("reflections.matters-most", None): "D",
        }  # fmt: skip

    def test_is_the_voice_of_the_case_that_differs_by_capitals_or_composition_alone(self, notebook):
        here = f"{CONTEXT}@"
        done("new-case", "--template", "reflection", "--set", "title=T",
             "--set", f"{here}Nurse=A", "--set", f"{here}sk\u00f6terska=B")  # fmt: skip
        done("edit", "latest", "--set", f"{here}nurse=C", "--set", f"{here}sko\u0308terska=D")

        assert said(notebook) == {(CONTEXT, "Nurse"): "C", (CONTEXT, "sk\u00f6terska"): "D"}

    @pytest.mark.usefixtures("notebook")
    @pytest.mark.parametrize("label", ["family", "Family", "n\u00e4rst\u00e5ende"])
    def test_is_known_by_its_label_where_it_chooses_cases(self, label):
        done(
            "new-case",
            "--template",
            "reflection",
            "--set",
            "title=T",
            "--set",
            f"{CONTEXT}@family=A",
        )

        assert "A" in done("read", CONTEXT, "--voice", label).stdout
        assert "T" in done("list", "--voice", label).stdout

    def test_names_whose_answer_is_changed_where_several_spoke(self, notebook):
        done("new-case", "--template", "reflection", "--set", f"{CONTEXT}@patient=A",
             "--set", f"{CONTEXT}@family=B")  # fmt: skip
        done("edit", "latest", "--voice", "Patient", "--set", f"{CONTEXT}=Anew")

        assert said(notebook) == {(CONTEXT, "patient"): "Anew", (CONTEXT, "family"): "B"}

    def test_takes_out_its_own_words_of_an_item_alone(self, notebook, monkeypatch):
        monkeypatch.setenv("COPROD_PROMPTS", str(GROUP_TEMPLATES))
        for voice in ("patient", "family"):
            command = ("edit", "latest") if voice == "family" else PLAN
            done(*command, "--voice", voice, "--data", "-", given=CALL)
        done("edit", "latest", "--voice", "family", "--set", "agreed.parts#1=")

        assert said(notebook) == {("agreed.parts#1.what", "patient"): "Call"}

    def test_names_twice_is_refused_as_before(self):
        given = json.dumps(
            {"answers": {CONTEXT: [{"text": "A"}, {"text": "B", "voice": "family"}]}}
        )
        result = coprod("new-case", "--template", "reflection", "--voice", "family", "--data", "-",
                        given=given)  # fmt: skip

        assert result.exit_code == 3
        assert "one voice can answer once." in result.stderr
