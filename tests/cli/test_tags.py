"""Tags by options and data: added, removed and replaced; and what is no tag is refused."""

import json

import commands
import pytest
from commands import refused
from made_up import coprod

import coprod_cli as api
from coprod_cli.base.errors import ExitCode, WrongUsage
from coprod_cli.notebook.notebook import Notebook

ONE = "20261101-aaaaaa"


def tags(notebook, case=ONE):
    return api.read_case(Notebook(notebook), case).tags


def test_options_add_and_remove_tags_and_change_nothing_else(notebook):
    path = notebook / f"{ONE}.md"
    before = path.read_text().splitlines()
    result = commands.done(
        "edit", ONE, "--tag", "#team", "--tag", "ward 5", "--untag", "night", "--json"
    )
    after = path.read_text().splitlines()

    assert json.loads(result.stdout) == {"id": ONE, "path": str(path), "status": "draft"}
    assert tags(notebook) == ("made-up", "team", "ward 5")
    changed = [line.partition(":")[0] for line in after if line not in before]
    assert set(changed) <= {"tags", "updated"}
    assert len(after) == len(before)


def test_a_tag_that_is_there_is_added_once(notebook):
    before = (notebook / f"{ONE}.md").read_bytes()
    commands.done("edit", ONE, "--tag", "night")

    assert (notebook / f"{ONE}.md").read_bytes() == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--untag", "nigth"], "that tag is not there. Try: made-up, night"),
        (["--tag", "!"], "--tag: a tag has at least one letter or digit."),
        (["--untag", "#"], "--untag: a tag has at least one letter or digit."),
    ],
)
def test_what_cannot_be_done_is_one_line_and_changes_nothing(notebook, options, said):
    result = refused(ExitCode.USAGE, "edit", ONE, "--tag", "team", *options)

    assert result == said
    assert tags(notebook) == ("made-up", "night")


def test_tags_in_data_replace_those_of_the_case(notebook):
    assert coprod("edit", ONE, "--data", "-", given="tags: ['#other', 12]").exit_code == 0
    assert tags(notebook) == ("other", "12")
    assert coprod("edit", ONE, "--data", "-", given="answers: {first.name: X}").exit_code == 0
    assert tags(notebook) == ("other", "12")
    assert coprod("edit", ONE, "--data", "-", "--tag", "new", given="tags: []").exit_code == 0
    assert tags(notebook) == ("new",)


def test_each_tag_in_data_that_is_none_is_found_where_it_stands(notebook):
    result = coprod("edit", ONE, "--data", "-", given="tags: [fine, '!', '#']\n")

    assert result.exit_code == ExitCode.INVALID
    for column in (14, 19):
        assert (
            f"standard input:1:{column}: a tag has at least one letter or digit." in result.stderr
        )
    assert tags(notebook) == ("made-up", "night")


def test_a_new_case_gets_tags(notebook):
    result = commands.done(
        "new-case", "--set", "situation.setting=Made up", "--tag", "#a", "--tag", "b"
    )

    assert tags(notebook, result.stdout.strip().rpartition("/")[2].removesuffix(".md")) == (
        "a",
        "b",
    )


def test_the_python_api_replaces_tags(notebook):
    api.edit_case(Notebook(notebook), ONE, tags=["x", "#x", "y"])
    assert tags(notebook) == ("x", "y")
    api.edit_case(Notebook(notebook), ONE, {"first.name": "X"})
    assert tags(notebook) == ("x", "y")
    api.edit_case(Notebook(notebook), ONE, tags=[])
    assert tags(notebook) == ()
    with pytest.raises(WrongUsage):
        api.edit_case(Notebook(notebook), ONE, tags=["!"])


@pytest.mark.usefixtures("notebook")
def test_tags_of_the_notebook_are_completed():
    words = {"COMP_WORDS": f"coprod edit {ONE} --tag n", "COMP_CWORD": "4"}
    result = coprod(_COPROD_COMPLETE="complete_bash", **words)

    assert result.stdout.split() == ["night"]
