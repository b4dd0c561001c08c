"""`coprod timeline`: bars on a terminal, sentences, values for scripts, JSON and a page."""

import json
from dataclasses import replace

import commands
import pytest
from made_up import NOON, coprod
from terminal import Terminal

from coprod_cli.cli.show.timeline import page_of
from coprod_cli.operations.add_case import add_case
from coprod_cli.operations.draw_timeline import draw_timeline
from coprod_cli.operations.workspace import open_workspace

LONG = "A bench with a back by every door in the whole of the house"
CASES = {
    "Café for those who learn": {"from-when": "1997-", "ongoing": True},
    LONG: {"from-when": "the 1990s", "ongoing": False, "until-when": "2012"},
    "Together": {"from-when": "2011"},
    "Without a year": {"from-when": "long ago"},
}
LEVELS = {
    "Café for those who learn": ["micro", "macro"],
    LONG: ["meso"],
}


@pytest.fixture
def notebook(with_shipped_forms):
    opened = open_workspace(with_shipped_forms)
    for day, (name, answers) in enumerate(CASES.items(), 1):
        workspace = replace(opened, clock=lambda day=day: NOON.replace(day=day))
        given = {"initiative": {"name": name, **answers}}
        given |= {"reach": {"levels": LEVELS[name]}} if name in LEVELS else {}
        add_case(workspace, given, template="initiative")
    add_case(opened, {"situation.setting": "A ward"})
    return opened.folder


def done(*arguments):
    return commands.done("timeline", *arguments).stdout


@pytest.mark.usefixtures("notebook")
def test_scripts_get_a_line_of_values_for_each_case_the_earliest_first():
    assert [line.split("\t")[1:] for line in done().splitlines()] == [
        ["1990", "2012", "ended", "meso", LONG],
        ["1997", "", "ongoing", "micro,macro", "Café for those who learn"],
        ["2011", "", "", "", "Together"],
        ["", "", "", "", "Without a year"],
    ]


@pytest.mark.usefixtures("notebook")
def test_an_answer_without_a_year_is_named():
    result = coprod("timeline")
    case_id = result.stdout.splitlines()[-1].split("\t")[0]

    assert result.stderr == (
        f'{case_id}: no year can be read from "initiative.from-when". '
        "Try: 1997, 1997-2004 or since 1997\n"
    )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            [
                f"{LONG}: from about 1990 to 2012. Levels: Meso.",
                "Café for those who learn: from 1997, still going on. Levels: Micro, Macro.",
                "Together: from 2011; when it ended is not known.",
                "Without a year: no year is known.",
            ],
        ),
        (
            "sv",
            [
                f"{LONG}: från omkring 1990 till 2012. Nivåer: Meso.",
                "Café for those who learn: från 1997, pågår fortfarande. Nivåer: Mikro, Makro.",
                "Together: från 2011; okänt när det tog slut.",
                "Without a year: årtal saknas.",
            ],
        ),
    ],
)
def test_plain_has_a_sentence_for_each_case(notebook, language, expected):
    if language == "en":
        assert done("--plain").splitlines() == expected
    drawn = draw_timeline(open_workspace(notebook), language=language)

    sentences = page_of(drawn, language).partition("\n- ")[2]
    assert sentences.removesuffix("\n").split("\n- ") == expected


@pytest.mark.usefixtures("notebook")
def test_json_has_the_same_values():
    first, *_ = json.loads(done("--json"))

    assert (first["name"], first["from"], first["from_is_about"], first["to"]) == (
        LONG, 1990, True, 2012,
    )  # fmt: skip
    assert (first["ongoing"], first["levels"]) == (False, ["meso"])


@pytest.mark.usefixtures("notebook")
def test_a_page_has_the_chart_and_a_sentence_for_each_case(home):
    assert done("-o", "timeline.md") == ""

    page = (home / "timeline.md").read_text()
    chart = page.partition("```text\n")[2].partition("\n```\n")[0].splitlines()
    assert page.startswith("# Timeline\n")
    assert all(len(line) <= 80 for line in chart)
    assert "- Together: from 2011; when it ended is not known.\n" in page


@pytest.mark.usefixtures("notebook")
def test_filters_and_named_cases_choose_the_bars():
    case_id = done().splitlines()[2].split("\t")[0]

    assert done(case_id).splitlines() == [f"{case_id}\t2011\t\t\t\tTogether"]
    assert coprod("timeline", "--status", "final").stderr == (
        "No case has years. Try: coprod new-case --template initiative\n"
    )


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("arguments", [("--template", "reflection"), ("latest",)])
def test_a_form_without_a_timeline_is_refused(arguments):
    result = coprod("timeline", *arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        "this form has no years from which a timeline is drawn. Try: a case of initiative\n"
    ) in result.stderr


@pytest.mark.usefixtures("notebook")
def test_two_outputs_at_once_are_refused():
    assert coprod("timeline", "--json", "-o", "t.md").exit_code == 2


@pytest.mark.slow
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)])
def test_draws_bars_that_fit_the_terminal(notebook, home, columns, rows):
    terminal = Terminal.coprod(
        "timeline", folder=home, columns=columns, rows=rows,
        environment={"COPROD_NOTEBOOK": str(notebook), "COPROD_LANGUAGE": "sv"},
    )  # fmt: skip
    assert terminal.exit_code() == 0
    lines = terminal.lines()
    head = next(number for number, line in enumerate(lines) if line.startswith("Vad "))
    bench, cafe, together = lines[head + 1 : head + 4]

    assert lines[head].split() == ["Vad", "1990", lines[head].split()[2], "År", "Nivåer"]
    assert bench.rstrip().endswith("~1990-2012  Me")
    assert " ~==" in bench
    assert cafe.rstrip().endswith(">  1997-       Mi Ma")
    assert " =?" in together
    below = "\n".join(line.rstrip() for line in lines[head + 4 :])
    assert "> pågår fortfarande" in below
    assert "Mi = Mikro, Me = Meso, Ma = Makro" in below
    assert "Utan årtal: Without a year" in below
    assert cafe.index(">") == cafe.rstrip().index(">  1997")
