"""`coprod codes list` and `show`, and lenses over a made-up notebook."""

import json

import pytest
from made_up import TEMPLATES, add_note, coprod
from terminal import Terminal

from coprod_cli.base.settings import shipped_prompts

ONE, TWO, THREE = "20261101-aaaaaa", "20261110-bbbbbb", "20261120-cccccc"
OURS = """\
id: ours
title: {en: Our codes, sv: Våra koder}
codes:
  - id: waiting
    name: {en: Waiting, sv: Väntan}
    definition: Time in which nobody says what happens next.
    codes:
      - id: corridor
  - id: informed
    retired: 2027-01-12
    instead: told
  - id: told
    was: [said]
"""


@pytest.fixture
def notebook(home, monkeypatch):
    folder = home / "notes"
    monkeypatch.setenv("COPROD_NOTEBOOK", str(folder))
    monkeypatch.setenv("COPROD_PROMPTS", str(TEMPLATES))
    add_note(folder, ONE, {"second.story": "A made-up queue."}, tags=["ours/corridor", "night"])
    add_note(folder, TWO, tags=["ours/informed", "ours/said", "levels/micro"])
    add_note(folder / "kept-apart", THREE, tags=["ours/new", "mine/idea"])
    (folder / "codes").mkdir()
    (folder / "codes" / "ours.yaml").write_text(OURS, "utf-8")
    return folder


def rows(*arguments, code=0):
    result = coprod(*arguments)
    assert result.exit_code == code, result.stderr
    return [line.split("\t") for line in result.stdout.splitlines()]


@pytest.mark.usefixtures("notebook")
class TestTheList:
    def test_has_a_line_for_each_code_in_use_the_own_sets_first(self):
        found = rows("codes", "list")
        assert [row[0] for row in found[:3]] == ["ours/waiting", "ours/corridor", "ours/told"]
        assert found[0][1:] == [
            "Waiting", "Time in which nobody says what happens next.", "", "notebook",
        ]  # fmt: skip
        assert {row[4] for row in found[3:]} == {"built-in"}

    def test_has_retired_codes_where_they_are_asked_for(self):
        found = rows("codes", "list", "ours", "--retired")
        assert ["ours/informed", "informed", "", "2027-01-12", "notebook"] in found

    def test_names_a_set_that_cannot_be_used_and_lists_the_others(self, notebook):
        (notebook / "codes" / "bad.yaml").write_text("id: bad\ncodes: 5\n")
        result = coprod("codes", "list")
        assert result.exit_code == 1
        assert 'the code set "bad" cannot be used' in result.stderr
        assert "bad.yaml:2:1" in result.stderr
        assert "ours/waiting" in result.stdout

    def test_of_codes_that_no_set_has(self):
        assert rows("codes", "list", "--undefined") == [["ours/new", "tag of 1 case"]]
        told = coprod("codes", "list", "--undefined").stderr
        assert "coprod codes rename ours/new NAME, coprod codes merge ours/new --into CODE" in told

    def test_checks_the_codes(self):
        found = [row[0] for row in rows("codes", "list", "--check", code=1)]
        assert [line.partition("ours.yaml:")[2] or line for line in found] == [
            '4:5: "ours/waiting" is not used yet.',
            '9:5: "ours/informed" is retired, and in use: tag of 1 case. Try: told',
            "ours/new: this is in no code set yet: tag of 1 case. Try: coprod codes new ours/new",
        ]


@pytest.mark.usefixtures("notebook")
class TestOneCode:
    def test_is_shown_with_what_it_means_and_how_it_is_used(self):
        shown = coprod("codes", "show", "ours/waiting").stdout
        assert shown.startswith("# ours/waiting\n\nWaiting\n\n## What it means\nTime in which")
        assert "ours/corridor  corridor" in shown
        assert "Use: not used." in shown
        assert "Use: tag of 1 case." in coprod("codes", "show", "ours/corridor").stdout

    def test_is_shown_without_a_notebook(self, home):
        shown = coprod("codes", "show", "levels/micro", COPROD_NOTEBOOK=str(home / "gone"))
        assert "The small group who make the care together." in shown.stdout

    def test_that_is_in_no_set_is_told_with_the_nearest_name(self):
        result = coprod("codes", "show", "ours/new")
        told = 'coprod: "ours/new" is in no code set yet: tag of 1 case. Try: coprod codes new '
        assert (result.exit_code, result.stderr) == (4, f"{told}ours/new\n")
        result = coprod("codes", "show", "ours/waitin")
        assert (result.exit_code, result.stderr) == (
            4, 'coprod: there is no code "ours/waitin". Try: ours/waiting\n',
        )  # fmt: skip

    def test_of_a_set_the_source_is_told(self):
        shown = coprod("codes", "show", "success-factors").stdout
        assert "we could not check them against the original" in shown
        assert coprod("codes", "show", "nothing").exit_code == 4


@pytest.mark.usefixtures("notebook")
class TestTheLens:
    def test_counts_cases_by_the_codes_of_a_set_in_its_order_those_above_included(self):
        found = rows("overview", "--lens", "ours", "--at", "second.story")
        assert [row[1:3] for row in found] == [
            ["ours/waiting", "1"], ["ours/corridor", "1"], ["ours/informed", "0"],
            ["ours/told", "1"],
        ]  # fmt: skip

    def test_counts_the_cases_without_a_code_too(self):
        found = rows("overview", "--lens", "levels", "--at", "second.story")
        assert [row[1:3] for row in found][-1] == ["", "1"]

    def test_of_all_sets_has_only_the_codes_that_cases_have(self):
        found = rows("overview", "--by", "lens", "--at", "second.story", "--kept-apart")
        assert [row[1] for row in found] == [
            "levels/micro", "ours/corridor", "ours/new", "ours/told", "ours/waiting",
        ]  # fmt: skip

    def test_that_is_not_there_is_wrong_usage(self):
        result = coprod("overview", "--lens", "level")
        assert result.exit_code == 2
        assert "levels" in result.stderr
        assert coprod("overview", "--lens", "levels", "--by", "tag").exit_code == 2

    def test_counts_what_the_coder_of_this_notebook_marked_and_no_other(
        self, notebook, monkeypatch
    ):
        coding = 'case: {}\ncoder: {}\npassages:\n\n- id: p1\n  at: second.story\n  quote: "*"\n'
        for coder, code in (("anna", "levels/meso"), ("bo", "levels/macro")):
            (notebook / "codings" / coder).mkdir(parents=True)
            text = f"{coding.format(ONE, coder)}  codes: [{code}]\n"
            (notebook / "codings" / coder / f"{ONE}.yaml").write_text(text)
        monkeypatch.setenv("COPROD_CODER", "anna")
        found = rows("overview", "--lens", "levels", "--at", "second.story")
        assert [row[1:3] for row in found] == [
            ["levels/micro", "1"], ["levels/meso", "1"], ["levels/macro", "0"],
        ]  # fmt: skip
        monkeypatch.setenv("COPROD_CODER", "/")
        assert coprod("overview", "--lens", "levels").exit_code == 2

    def test_is_told_as_json(self):
        (form,) = json.loads(coprod("overview", "--lens", "levels", "--json").stdout)["forms"]
        assert [(each["by"], each["name"], each["cases"]) for each in form["groups"]] == [
            ("lens", "levels/micro", 1), ("lens", "levels/meso", 0), ("lens", "levels/macro", 0),
            ("lens", "", 1),
        ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)])
def test_codes_are_read_on_a_terminal(notebook, columns, rows):
    def shown(*arguments):
        environment = {"COPROD_NOTEBOOK": str(notebook), "PAGER": ""}
        return Terminal.coprod(
            *arguments, folder=notebook, columns=columns, rows=rows, environment=environment
        )

    shown("codes", "list", "ours").see("ours - Our codes (notebook)").see("ours/corridor")
    coprod("codes", "retire", "ours/waiting")
    shown("codes", "list", "ours").see("ours/waiting  Waiting (retired", "ours/corridor")
    shown("codes", "show", "levels/micro").see("What it means").see("The small group")


def test_lenses_are_no_templates(home):
    assert (shipped_prompts() / "codes").is_dir()
    assert "codes" not in coprod("templates", "list").stdout.split()
    assert list(home.iterdir()) == []
