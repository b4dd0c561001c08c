"""One voice is never written in another's name: each command that changes an answer."""

import json
from datetime import UTC, datetime

import pytest
from commands import done, refused
from made_up import CASE_ID, add_note, coprod
from paths import GROUP_TEMPLATES, TASK_TEMPLATES

import coprod_cli as api
from coprod_cli.base.errors import InvalidInput, WrongUsage
from coprod_cli.model.case import Answer
from coprod_cli.notebook.note.reader import read_note

STORY = "second.story"
LONG_AGO = "2020-01-01"


def said(path):
    """What each voice said to the story."""
    case = read_note(path.read_bytes(), "").case
    return {
        each.voice: (each.text, each.unknown) for each in case.given_answers()
        if each.address == STORY
    }  # fmt: skip


@pytest.fixture
def empty(notebook_folder):
    return add_note(notebook_folder)


@pytest.fixture(params=[False, True], ids=["patient+family", "patient+family+unnamed"])
def path(empty, request):
    """A note in which several voices answered one question."""
    done("edit", CASE_ID, "--set", f"{STORY}@patient=One", "--set", f"{STORY}@family=Two")
    if request.param:
        done("edit", CASE_ID, "--set", f"{STORY}@=Three")
    return empty


def names(path):
    return ", ".join(voice or "one without a voice" for voice in said(path))


class TestASetting:
    @pytest.mark.parametrize("text", ["Mine", ""])
    def test_that_names_none_of_several_voices_is_wrong_usage(self, path, text):
        before = path.read_bytes()

        line = refused(2, "edit", CASE_ID, "--set", f"{STORY}={text}", "--set", "first.name=Now")

        assert line == (
            f'several voices answer "{STORY}": {names(path)}. Try: --set {STORY}@patient=...'
        )
        assert path.read_bytes() == before

    @pytest.mark.parametrize("voice", ["patient", "family", "professional", "porter"])
    def test_that_names_a_voice_changes_that_answer_alone(self, path, voice):
        before = said(path)

        done("edit", CASE_ID, "--set", f"{STORY}@{voice}=Mine")

        assert said(path) == {**before, voice: ("Mine", False)}

    def test_may_name_the_answer_without_a_voice(self, path):
        before = said(path)

        done("edit", CASE_ID, "--set", f"{STORY}@=Mine")

        assert said(path) == {**before, None: ("Mine", False)}

    def test_that_names_a_voice_empties_that_answer_alone(self, path):
        before = said(path)

        done("edit", CASE_ID, "--set", f"{STORY}@family=")

        assert said(path) == {key: value for key, value in before.items() if key != "family"}

    def test_changes_the_only_answer_without_a_name(self, empty):
        done("edit", CASE_ID, "--set", f"{STORY}@family=Two")
        done("edit", CASE_ID, "--set", f"{STORY}=More")

        assert said(empty) == {"family": ("More", False)}

    def test_beside_one_of_a_voice_has_none_where_it_names_none(self, empty):
        done("edit", CASE_ID, "--set", f"{STORY}@family=Two", "--set", f"{STORY}@=Mine")
        done("edit", CASE_ID, "--set", f"{STORY}@=Anew", "--set", f"{STORY}@family=More")

        assert said(empty) == {"family": ("More", False), None: ("Anew", False)}

    @pytest.mark.parametrize("name", [f"{STORY}@two words", f"{STORY}@<b>", f"{STORY}@a--b"])
    @pytest.mark.usefixtures("empty")
    def test_takes_one_word_as_a_voice(self, name):
        assert refused(3, "edit", CASE_ID, "--set", f"{name}=x") == (
            f'--set 1: "{STORY}": voice takes one word.'
        )

    def test_says_whose_words_they_are_in_the_heading(self, path):
        headings = [line for line in path.read_text().split("\n") if "What happened?" in line]

        labels = ["### What happened? (patient)", "### What happened? (family)"]
        assert headings[:2] == labels
        assert headings[2:] == ["### What happened?"] * (None in said(path))


class TestAnAnswersFile:
    @pytest.mark.parametrize(
        "answer",
        ["Mine", "{text: Mine}", "{unknown: true}", "''", "null", "[{text: Mine}]"],
    )
    def test_that_names_none_of_several_voices_is_refused_whole(self, path, answer):
        before = path.read_bytes()

        result = coprod(
            "edit", CASE_ID, "--data", "-",
            given=f"answers:\n  first.name: Now\n  {STORY}: {answer}\n",
        )  # fmt: skip

        assert result.exit_code == 3
        assert result.stderr == (
            f'coprod: standard input:3:3: several voices answer "{STORY}": {names(path)}. '
            "Try: {text: ..., voice: patient}\n"
        )
        assert path.read_bytes() == before

    @pytest.mark.parametrize(
        "answer",
        [f"{STORY}@family: Mine", f"{STORY}: {{text: Mine, voice: family}}",
         f"{STORY}@family: {{text: Mine}}", f"{STORY}: [{{text: Mine, voice: family}}]",
         f"{STORY}@Family: Mine", f"{STORY}: {{text: Mine, voice: närstående}}"],
    )  # fmt: skip
    def test_that_names_a_voice_changes_that_answer_alone(self, path, answer):
        before = said(path)

        done("edit", CASE_ID, "--data", "-", given=f"answers:\n  {answer}\n")

        assert said(path) == {**before, "family": ("Mine", False)}

    @pytest.mark.parametrize("answer", [f"{STORY}@: Mine", f"{STORY}: {{text: Mine, voice: null}}"])
    def test_may_name_the_answer_without_a_voice(self, path, answer):
        before = said(path)

        done("edit", CASE_ID, "--data", "-", given=f"answers:\n  {answer}\n")

        assert said(path) == {**before, None: ("Mine", False)}

    @pytest.mark.parametrize(
        "answers",
        [[{"text": "A", "voice": "family"}, {"text": "B"}],
         [{"text": "B"}, {"text": "A", "voice": "family"}]],
    )  # fmt: skip
    def test_gives_no_voice_to_the_one_of_several_that_names_none(self, empty, answers):
        for _ in range(2):
            done("edit", CASE_ID, "--data", "-", given=json.dumps({"answers": {STORY: answers}}))

            assert said(empty) == {"family": ("A", False), None: ("B", False)}

    def test_makes_a_new_case_with_the_answers_of_each_voice_in_any_order(self, empty):
        answers = [{"text": "A", "voice": "family"}, {"text": "B"}]
        result = done(
            "new-case", "--template", "every-type", "--json", "--data", "-",
            given=json.dumps({"title": "Made up", "answers": {STORY: answers}}),
        )  # fmt: skip

        assert said(empty.parent / json.loads(result.stdout)["path"]) == {
            "family": ("A", False), None: ("B", False),
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("answers", "problem"),
        [(f"{STORY}@family: {{text: A, voice: patient}}", "the voice is named twice."),
         (f"{STORY}@family: [{{text: A}}, {{text: B}}]", "one voice can answer once."),
         (f"{STORY}@family: A\n  {STORY}: {{text: B, voice: family}}", "is answered twice here.")],
    )  # fmt: skip
    @pytest.mark.usefixtures("empty")
    def test_names_each_voice_once(self, answers, problem):
        result = coprod("edit", CASE_ID, "--data", "-", given=f"answers:\n  {answers}\n")

        assert result.exit_code == 3
        assert problem in result.stderr


class TestThePythonApi:
    def test_refuses_an_answer_that_names_none_of_several_voices(self, path):
        before = path.read_bytes()

        with pytest.raises(InvalidInput, match="several voices answer"):
            api.edit_case(api.open_notebook(path.parent), CASE_ID, {STORY: "Mine"})

        assert path.read_bytes() == before

    def test_changes_the_answer_of_the_voice_that_is_named(self, path):
        before = said(path)
        notebook = api.open_notebook(path.parent)

        api.edit_case(notebook, CASE_ID, {f"{STORY}@family": "Mine"})
        api.edit_case(notebook, CASE_ID, {STORY: {"text": "Own", "voice": None}})

        assert said(path) == {**before, "family": ("Mine", False), None: ("Own", False)}

    def test_restores_the_answer_of_the_voice_that_is_named(self, path):
        before = said(path)
        notebook, long_ago = api.open_notebook(path.parent), datetime(2020, 1, 1, tzinfo=UTC)
        for voice in ("patient", "family"):
            api.edit_case(notebook, CASE_ID, {f"{STORY}@{voice}": "Anew"})

        with pytest.raises(WrongUsage, match="several voices answer"):
            api.restore_answers(notebook, CASE_ID, long_ago, [STORY])
        restored = api.restore_answers(notebook, CASE_ID, long_ago, [f"{STORY}@family"])

        assert restored.addresses == (f"{STORY}@family",)
        assert said(path) == {**before, "patient": ("Anew", False)}


class TestRestore:
    def test_of_an_address_with_several_voices_is_wrong_usage(self, path):
        done("edit", CASE_ID, "--set", f"{STORY}@family=Anew")
        before = path.read_bytes()

        line = refused(2, "restore", CASE_ID, "--to", LONG_AGO, "--only", STORY)

        assert line == (
            f'several voices answer "{STORY}": {names(path)}. Try: --only {STORY}@patient'
        )
        assert path.read_bytes() == before

    def test_of_a_voice_brings_that_answer_back_alone(self, path):
        before = said(path)
        for voice in ("patient", "family"):
            done("edit", CASE_ID, "--set", f"{STORY}@{voice}=Anew")

        result = done("restore", CASE_ID, "--to", LONG_AGO, "--only", f"{STORY}@family")

        assert result.stderr == f"As before again: {STORY}@family\n"
        assert said(path) == {**before, "patient": ("Anew", False)}

    def test_of_the_answer_without_a_voice_brings_that_back_alone(self, path):
        done("edit", CASE_ID, "--set", f"{STORY}@=Own", "--set", f"{STORY}@family=Anew")
        done("edit", CASE_ID, "--set", f"{STORY}@=")

        done("restore", CASE_ID, "--to", LONG_AGO, "--only", f"{STORY}@")

        assert said(path)["family"] == ("Anew", False)
        assert said(path)[None][0] in ("Own", "Three")

    def test_of_the_only_answer_needs_no_name(self, empty):
        done("edit", CASE_ID, "--set", f"{STORY}@family=Two")
        done("edit", CASE_ID, "--set", f"{STORY}=More")

        done("restore", CASE_ID, "--to", LONG_AGO, "--only", STORY)

        assert said(empty) == {"family": ("Two", False)}

    def test_of_everything_names_each_voice(self, path):
        before = said(path)
        for voice in ("patient", "family"):
            done("edit", CASE_ID, "--set", f"{STORY}@{voice}=Anew")

        result = done("restore", CASE_ID, "--to", LONG_AGO)

        assert result.stderr == f"As before again: {STORY}@patient, {STORY}@family\n"
        assert said(path) == before

    @pytest.mark.usefixtures("path")
    def test_is_told_by_the_history_as_it_is_typed(self):
        done("edit", CASE_ID, "--set", f"{STORY}@family=Anew")

        assert f"\t{STORY}@family\tTwo\n" in done("history", CASE_ID).stdout


def only_case(home, monkeypatch, template, settings):
    """Make the one case of a new notebook, and return the path of its note."""
    monkeypatch.setenv("COPROD_NOTEBOOK", str(home / "notebook"))
    options = [part for setting in settings for part in ("--set", setting)]
    done("new-case", "--template", template, *options)
    (path,) = (home / "notebook").glob("*.md")
    return path


class TestAnItemOfAGroup:
    PARTS = "agreed.parts"

    @pytest.fixture
    def plan(self, home, monkeypatch):
        monkeypatch.setenv("COPROD_PROMPTS", str(GROUP_TEMPLATES))
        words = [f"{self.PARTS}#1.what@patient=One", f"{self.PARTS}#1.how@family=Two"]
        return only_case(home, monkeypatch, "plan", words)

    def test_in_which_several_voices_speak_is_not_taken_out_unnamed(self, plan):
        before = plan.read_bytes()

        line = refused(2, "edit", plan, "--set", f"{self.PARTS}#1=")
        result = coprod("edit", plan, "--data", "-", given=f"answers: {{'{self.PARTS}#1': null}}")

        told = f'several voices answer "{self.PARTS}#1": patient, family. Try: '
        assert line == f"{told}--set '{self.PARTS}#1.what@patient='"
        assert result.exit_code == 3
        assert result.stderr == (
            f'coprod: standard input:1:11: {told}{self.PARTS}#1.what@patient: ""\n'
        )
        assert plan.read_bytes() == before

    def test_is_emptied_by_name(self, plan):
        for part in ("what@patient", "how@family"):
            done("edit", plan, "--set", f"{self.PARTS}#1.{part}=")

        assert list(read_note(plan.read_bytes(), "").case.given_answers()) == []

    def test_takes_a_list_of_items_in_the_name_of_a_voice(self, plan):
        given = f"answers: {{'{self.PARTS}@family': [{{what: Three}}]}}"

        done("edit", plan, "--data", "-", given=given)

        assert set(read_note(plan.read_bytes(), "").case.given_answers()) == {
            Answer(f"{self.PARTS}#1.what", "One", voice="patient"),
            Answer(f"{self.PARTS}#1.what", "Three", voice="family"),
            Answer(f"{self.PARTS}#1.how", "Two", voice="family"),
        }


class TestNextSteps:
    WHERE = "after.now-what"

    @pytest.fixture
    def steps(self, home, monkeypatch):
        """Where a patient, a family and nobody named have a step of their own."""
        monkeypatch.setenv("COPROD_PROMPTS", str(TASK_TEMPLATES))
        words = ["@patient=- [ ] Ask", "@family=- [ ] Ask", "@=- [ ] Ask"]
        return only_case(home, monkeypatch, "visits", [f"{self.WHERE}{word}" for word in words])

    @pytest.mark.parametrize(
        ("number", "voice", "told"),
        [(1, "patient", "Ask (said by patient)"), (2, "family", "Ask (said by family)"),
         (3, None, "Ask")],
    )  # fmt: skip
    def test_are_ticked_off_in_the_answer_of_their_own_voice(self, steps, number, voice, told):
        reference = f"{steps.stem}.{number}"

        result = done("tasks", "--done", reference)

        ticked = {
            each.voice for each in read_note(steps.read_bytes(), "").case.given_answers()
            if "[x]" in each.text
        }  # fmt: skip
        assert ticked == {voice}
        assert result.stderr == f"{reference} is done: {told}\n"

    @pytest.mark.usefixtures("steps")
    def test_say_whose_they_are_in_json(self):
        found = json.loads(done("tasks", "--json").stdout)

        assert [each["voice"] for each in found] == ["patient", "family", None]


class TestConversionAndUpdate:
    @pytest.mark.parametrize("language", ["sv", "en"])
    def test_change_no_voice_s_words(self, path, language):
        before = said(path)

        done("edit", CASE_ID, "--language", language)
        done("update", CASE_ID)

        assert said(path) == before


def test_check_repair_joins_no_voice_with_another(path):
    before = said(path)
    path.write_text(path.read_text().replace("<!-- coprod:end -->\n", ""))

    done("check", "--repair")

    assert said(path) == before
