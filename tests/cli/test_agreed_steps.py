"""Parts of a patient contract that have a day are next steps, kept apart as the contract is."""

import json

import pytest
from commands import done
from made_up import coprod

from coprod_cli import add_case, find_steps, open_notebook

PARTS = [
    {"what": "Walk to the gate", "who": "person", "when": "every morning"},
    {"what": "Ring Maja", "who": "person", "when": "2999-12-01"},
    {"what": "Drive", "who": "other", "who-else": "the neighbour", "when": "12 dec 2999"},
]


@pytest.fixture
def contract(with_shipped_forms):
    """The path of a contract's note, in a notebook with nothing else."""
    done("init", with_shipped_forms)
    answers = {"agreement.parts": PARTS}
    return add_case(open_notebook(), answers, template="patient-contract", title="Spring").path


def rows(*arguments):
    return [line.split("\t")[:-1] for line in done("tasks", *arguments).stdout.splitlines()]


class TestTheSteps:
    def test_are_the_parts_with_a_day_by_who_does_them(self, contract):
        assert rows("--kept-apart") == [
            [f"{contract.stem}.2", "open", "2999-12-01", "the patient", "Ring Maja"],
            [f"{contract.stem}.3", "open", "2999-12-12", "the neighbour", "Drive"],
        ]
        assert rows("--kept-apart", "--owner", "neighbour")[0][0] == f"{contract.stem}.3"
        (first, _) = json.loads(done("tasks", "--kept-apart", "--json").stdout)
        assert first["address"] == "agreement.parts#2.what"

    def test_are_not_listed_with_those_of_other_cases_unless_they_are_named(self, contract):
        left_out = done("tasks")

        assert left_out.stdout == ""
        assert "2 steps of cases that name people are not listed here. To see them: " in (
            left_out.stderr
        )
        assert "coprod tasks --kept-apart" in left_out.stderr
        assert len(rows(contract.stem)) == len(rows("--template", "patient-contract")) == 2
        notebook = open_notebook()
        assert find_steps(notebook).steps == ()
        assert len(find_steps(notebook, kept_apart=True).steps) == 2


class TestTicking:
    def test_writes_the_day_and_opening_again_takes_it_out(self, contract):
        before = contract.read_text("utf-8")
        two, three = f"{contract.stem}.2", f"{contract.stem}.3"

        ticked = done("tasks", "--done", two, three)

        assert f"{two} is done: Ring Maja (the patient, 2999-12-01)" in ticked.stderr
        text = contract.read_text("utf-8")
        assert text.count("##### On which day was it done?") == 3
        assert text.count("#2.done asked=") == text.count("#3.done asked=") == 1
        assert rows("--kept-apart") == []
        assert [row[1] for row in rows("--kept-apart", "--all")] == ["done", "done"]
        assert f"{two} was done already" in done("tasks", "--done", two).stderr
        done("tasks", "--reopen", two, three)
        after = contract.read_text("utf-8")
        assert [line for line in after.splitlines() if not line.startswith("updated:")] == [
            line for line in before.splitlines() if not line.startswith("updated:")
        ]
        assert "agreement.parts#3.done" in done("history", contract.stem).stdout
        assert done("check").stdout == ""

    def test_leaves_one_voice_s_words_to_that_voice(self, contract):
        address = "agreement.parts#2.done"
        for voice in ("patient", "family"):
            done("edit", contract.stem, "--set", f"{address}@{voice}=2026-11-20")
        before = contract.read_bytes()

        refused = coprod("tasks", "--reopen", f"{contract.stem}.2")

        assert refused.exit_code == 2
        assert "several voices answer" in refused.stderr
        assert contract.read_bytes() == before


def test_nothing_warns_of_names_and_days_in_a_contract(contract):
    told = done(
        "edit", contract.stem, "--tag", "Maja-Exempelsson",
        "--set", "matters.most=Dr Otto Exempelsson, 070-174 06 05, 1950-02-03",
        "--set", "agreement.parts#3.who-else=Maja Exempelsson",
    )  # fmt: skip
    again = done("edit", contract.stem, "--again", "--set", "safe=yes")
    finished = done("finish", contract.stem)

    for each in (told, again, finished):
        assert "may tell who" not in each.stderr
        assert "looks like" not in each.stderr
