"""The filters that look at answers, --voice and --at, in every command that reads cases."""

import json

import pytest
from commands import done, refused
from made_up import add_note, coprod
from paths import GROUP_TEMPLATES, TEMPLATES

import coprod_cli as api

ONE, TWO, THREE, FOUR = (
    "20261101-aaaaaa", "20261110-bbbbbb", "20261120-cccccc", "20261124-cdcdcd",
)  # fmt: skip
STORY = "second.story"
EVERY_COMMAND = [
    ["list"], ["list", "--removed"], ["check"], ["check", "--privacy"], ["check", "--repair"],
    ["export", "jsonl"], ["export", "csv"], ["render", "--all"], ["tasks"], ["tasks", "--all"],
    ["update", "--all"], ["export", "jsonl", ONE],
]  # fmt: skip


@pytest.fixture
def notebook(home, monkeypatch):
    """Cases of two templates; in one several voices answered, in one nobody did."""
    folder = home / "notebook"
    monkeypatch.setenv("COPROD_NOTEBOOK", str(folder))
    monkeypatch.setenv("COPROD_PROMPTS", f"{TEMPLATES}:{GROUP_TEMPLATES}")
    for case_id in (ONE, TWO, THREE):
        add_note(folder, case_id)
    done("edit", ONE, "--set", f"{STORY}@patient=A", "--set", f"{STORY}@family=B")
    done("edit", ONE, "--set", "first.name@porter=C")
    unknown = json.dumps({"answers": {"second.late": {"unknown": True, "voice": "family"}}})
    done("edit", TWO, "--data", "-", given=unknown)
    done("edit", TWO, "--set", f"{STORY}=D")
    made = done("new-case", "--template", "plan", "--set", "agreed.parts#2.what@family=E")
    (folder / made.stdout.strip()).rename(folder / f"{FOUR}.md")
    text = (folder / f"{FOUR}.md").read_text()
    (folder / f"{FOUR}.md").write_text(text.replace(text.split("id: ")[1][:15], FOUR))
    return folder


FILTERS = [
    (["--voice", "family"], [ONE, TWO, FOUR]),
    (["--voice", "patient"], [ONE]),
    (["--voice", "porter"], [ONE]),
    (["--voice", "professional"], []),
    (["--at", STORY], [ONE, TWO]),
    (["--at", "second"], [ONE, TWO]),
    (["--at", "first"], [ONE]),
    (["--at", "second.late"], [TWO]),
    (["--at", "first.kind"], []),
    (["--at", "agreed.parts"], [FOUR]),
    (["--at", "agreed.parts.what"], [FOUR]),
    (["--at", "agreed.parts.how"], []),
    (["--at", "agreed.parts#2"], [FOUR]),
    (["--at", "agreed.parts#2.what"], [FOUR]),
    (["--at", STORY, "--voice", "family"], [ONE]),
    (["--at", STORY, "--voice", "porter"], []),
    (["--at", "second", "--voice", "family"], [ONE, TWO]),
    (["--at", "second", "--voice", "family", "--until", "2000-01-01"], []),
]


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize(("filters", "ids"), FILTERS, ids=" ".join)
def test_choose_the_cases_with_such_an_answer(filters, ids):
    listed = [row["id"] for row in json.loads(done("list", *filters, "--json").stdout)]
    exported = done("export", "jsonl", *filters).stdout.splitlines()

    assert listed == ids
    assert [json.loads(line)["id"] for line in exported] == ids


NO_VOICE = "no case has an answer of the voice"
NO_QUESTION = "there is no question"


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize(
    ("filters", "told"),
    [
        (["--voice", "famly"], f'{NO_VOICE} "famly". Try: family'),
        (["--voice", "portr"], f'{NO_VOICE} "portr". Try: porter'),
        (["--voice", "xyz"], f'{NO_VOICE} "xyz". Try: --voice patient, family, professional'),
        (
            ["--voice", "made-up words"],
            "no case has an answer of that voice. Try: --voice patient, family, professional",
        ),
        (["--at", "second.stori"], f'{NO_QUESTION} "second.stori". Try: second.story'),
        (["--at", "agreed.part.what"], f'{NO_QUESTION} "agreed.part.what". Try: agreed.parts.what'),
        (["--at", "situation.settin"], f'{NO_QUESTION} "situation.settin". Try: situation.setting'),
        (["--at", "made-up words"], f"{NO_QUESTION} of that name. Try: coprod templates show"),
    ],
)
def test_a_filter_for_what_does_not_exist_is_told_with_the_nearest_name(filters, told):
    assert refused(2, "list", *filters) == told


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("command", EVERY_COMMAND, ids=" ".join)
def test_a_filter_for_what_does_not_exist_is_wrong_usage_in_every_command(command):
    assert refused(2, *command, "--voice", "famly").endswith("Try: family")
    assert refused(2, *command, "--at", "second.stori").endswith("Try: second.story")


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize(
    "filters", [["--at", "situation.setting"], ["--at", "reflections"], ["--voice", "professional"]]
)
def test_a_filter_for_what_no_case_has_yet_chooses_none(filters):
    """The form is installed, and the voice has a label."""
    result = coprod("list", *filters, "--json")

    assert (result.exit_code, result.stdout, result.stderr) == (0, "[]\n", "")


def test_both_filters_are_in_the_python_api(notebook):
    opened = api.open_notebook(notebook)
    filters = api.Filters(voice="family", at=STORY)

    assert [case.id for case in api.list_cases(opened, filters).cases] == [ONE]
