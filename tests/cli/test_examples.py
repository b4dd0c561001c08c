"""The command `coprod init --examples`."""

import re
import shlex

import pytest
from commands import done, refused

from coprod_cli.operations.add_examples import LIST


@pytest.mark.usefixtures("home")
def test_init_names_three_commands_that_show_the_examples():
    made = done("init", "look around", "--examples")
    commands = re.findall(r"(?m)^  coprod (.*)$", made.stderr)
    listed, steps = (done(*shlex.split(command)).stdout for command in commands[:2])

    assert made.stdout == "look around\n"
    assert f"{len(LIST)} cases, all made up but for five rows of a slide." in made.stderr
    assert len(listed.splitlines()) == len(LIST)
    assert "overdue" in steps
    assert commands[2].startswith("check --privacy ")


@pytest.mark.usefixtures("home")
def test_init_refuses_examples_in_a_notebook_with_cases():
    done("new-case", "--set", "situation.setting=Mine", "--notebook", "mine")

    assert "cases here already" in refused(2, "init", "mine", "--examples")
    assert len(done("list", "--notebook", "mine").stdout.splitlines()) == 1
