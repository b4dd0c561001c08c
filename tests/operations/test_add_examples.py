"""The notebook of made-up examples: what a newcomer finds in it."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from made_up import NOON

from coprod_cli.base.errors import WrongUsage
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.places import KEPT_APART
from coprod_cli.operations.add_examples import EXAMPLES, LIST, add_examples
from coprod_cli.operations.check import check_notes, scan_notes
from coprod_cli.operations.find_steps import find_steps
from coprod_cli.operations.init_notebook import init_notebook
from coprod_cli.operations.workspace import open_workspace

LANGUAGES = ("en", "sv")
MADE_UP = {"en": "made-up", "sv": "påhittat"}
SENTENCE = {"en": "nobody in this note exists.", "sv": "ingen i den här anteckningen finns."}
GATHERED = {
    "en": "(Made up, and gathered from made-up cases.)",
    "sv": "(Påhittad, ur påhittade fall.)",
}
ON_PURPOSE = "says-too-much"
SLIDES = (Path(__file__).parents[1] / "forms" / "slides.txt").read_text("utf-8")
ROWS = SLIDES.partition("## Initiatives\n")[2].partition("\n## ")[0].splitlines()
CUT = {"Patient safety program", "Learning cafés", "Together part II"}
FROM_THE_SLIDES = {row.partition(" | ")[0]: row for row in ROWS if " | " in row}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A notebook with the examples, as made at a fixed time, and the example of each case."""
    folder = tmp_path_factory.mktemp("examples")
    Notebook.make(folder)
    saved = add_examples(folder, lambda: NOON)
    return open_workspace(folder), dict(zip((each.id for each in saved), LIST, strict=True))


@pytest.fixture(scope="module")
def cases(made):
    workspace, examples = made
    return {examples[note.case.id].name: note.case for note in workspace.notebook.notes()}


def of(cases, language):
    return [case for case in cases.values() if case.language == language]


class TestTheExamples:
    def test_are_twelve_in_each_language_and_five_rows_of_a_slide(self, cases):
        files = {path.relative_to(EXAMPLES) for path in EXAMPLES.rglob("*") if path.is_file()}

        assert files == {example.path.relative_to(EXAMPLES) for example in LIST}
        assert {language: len(of(cases, language)) for language in LANGUAGES} == {
            "en": 12 + len(FROM_THE_SLIDES),
            "sv": 12,
        }
        pairs = zip(LIST, cases.values(), strict=True)
        assert all(example.language == case.language for example, case in pairs)

    def test_say_by_a_tag_and_in_their_first_words_that_they_are_made_up(self, cases):
        for case in cases.values():
            if case.title in FROM_THE_SLIDES:
                continue
            texts = [answer.text for answer in case.given_answers()]
            sentence = GATHERED if case.template == "persona" else SENTENCE

            assert MADE_UP[case.language] in case.tags
            assert sum(sentence[case.language] in text for text in texts) == 1, case.title

    def test_quote_rows_of_the_slides_word_for_word_and_say_where_our_copy_is_cut(self, cases):
        quoted = {case.title: case for case in cases.values() if case.title in FROM_THE_SLIDES}

        assert set(quoted) == set(FROM_THE_SLIDES)
        for title, row in FROM_THE_SLIDES.items():
            (about,) = (each.text for each in quoted[title].by_address["initiative.about"])
            assert f'"{row.rpartition(" | ")[2]}"' in about
            assert ("cut in our copy" in about) == (title in CUT)
            assert quoted[title].tags == ("from-the-slides",)

    def test_are_clean_notes(self, made):
        workspace, _examples = made

        assert [each for each in check_notes(workspace) if each.findings] == []

    def test_have_no_gap_left_to_fill_in(self, made):
        workspace, _examples = made
        texts = [path.read_text() for path in workspace.folder.rglob("*.md")]

        assert len(texts) == len(LIST)
        assert not [text for text in texts if re.search(r"\{(day|case)", text)]

    def test_name_people_only_on_purpose_and_days_only_where_times_are_agreed(self, made):
        workspace, examples = made
        found = {}
        for note in scan_notes(workspace):
            kinds = {place.finding.kind for place in note.places}
            if kinds:
                found[examples[note.source.rpartition("/")[2].removesuffix(".md")].name] = kinds

        assert found.pop(ON_PURPOSE) == {"name", "age", "date", "phone", "email"}
        assert found == {"allotment": {"date"}, "koren": {"date"}}

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_have_in_each_language_what_many_cases_look_like(self, cases, language):
        mine = of(cases, language)
        answers = [answer for case in mine for answer in case.given_answers()]
        forms = {case.template for case in mine}

        assert {"patient", "family", "professional"} <= {answer.voice for answer in answers}
        assert {"primary-care", "reflection", "patient-contract", "initiative", "persona"} <= forms
        assert {case.status for case in mine} == {"draft", "final"}
        assert sum(answer.unknown for answer in answers) >= 5
        assert any(answer.evidence for answer in answers)
        tags = [tag for case in mine for tag in case.tags]
        assert len({tag for tag in tags if tags.count(tag) >= 3}) >= 4

    def test_are_written_one_after_the_other_in_the_months_before(self, cases):
        days = [case.created for case in cases.values()]

        assert days == sorted(days)
        assert f"{NOON - timedelta(days=1):%Y-%m-%d}" == days[-1][:10]
        assert days[0][:10] < f"{NOON - timedelta(days=80):%Y-%m-%d}"

    def test_rest_each_trait_of_a_persona_on_cases_that_are_there(self, made, cases):
        _workspace, examples = made
        for name in ("maggie", "gun-britt"):
            named = [
                case_id
                for answer in cases[name].given_answers()
                if str(answer.address).endswith(".cases")
                for case_id in answer.text.split(", ")
            ]

            assert len(named) >= 6
            assert set(named) <= set(examples)

    def test_that_name_people_are_kept_apart(self, made):
        workspace, examples = made
        apart = sorted(
            examples[path.stem].name for path in (workspace.folder / KEPT_APART).iterdir()
        )

        assert apart == ["allotment", "koren"]


class TestTheirNextSteps:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_are_done_overdue_and_due_later(self, made, language):
        workspace, examples = made
        today = f"{NOON:%Y-%m-%d}"
        steps = [
            found.step.task
            for found in find_steps(workspace, done_too=True).steps
            if examples[found.step.case_id].language == language
        ]

        assert all(step.owner and step.due for step in steps)
        assert sum(step.is_done for step in steps) >= 5
        assert all(step.due < today for step in steps if step.is_done)
        assert sum(step.is_open and step.due < today for step in steps) >= 3
        assert sum(step.is_open and step.due > today for step in steps) >= 8


class TestInitWithExamples:
    @pytest.mark.slow
    def test_makes_the_same_notebook_each_time_but_for_ids_and_times(self, tmp_path):
        def notes_of(folder):
            ids = init_notebook(folder, examples=True).examples
            texts = [
                path.read_text() for path in sorted(folder.rglob("*.md"), key=lambda p: p.stem)
            ]
            for number, case_id in enumerate(ids):
                texts = [text.replace(case_id, f"case-{number}") for text in texts]
            return [re.sub(r"(?m)^(created|updated): .*$", r"\1", text) for text in texts]

        assert notes_of(tmp_path / "one") == notes_of(tmp_path / "two")

    def test_refuses_a_notebook_that_has_cases_and_changes_nothing(self, made, tmp_path):
        note = next(made[0].folder.glob("*.md"))
        there = tmp_path / "deep" / note.name
        there.parent.mkdir()
        there.write_bytes(note.read_bytes())

        with pytest.raises(WrongUsage, match="there are cases here already"):
            init_notebook(tmp_path, "sv", examples=True)

        assert [path for path in tmp_path.rglob("*") if path.is_file()] == [there]

    def test_fills_a_folder_in_which_another_text_lies(self, tmp_path):
        (tmp_path / "README.md").write_text("Not a case.")

        assert len(init_notebook(tmp_path, examples=True).examples) == len(LIST)

    def test_uses_the_shipped_forms_where_the_notebook_has_its_own(self, tmp_path):
        own = tmp_path / "prompts" / "reflection"
        own.mkdir(parents=True)
        (own / "template.yaml").write_text("id: reflection")

        assert len(init_notebook(tmp_path, examples=True).examples) == len(LIST)
