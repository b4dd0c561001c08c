"""`show --model`: the picture on a terminal, and what stands in its place elsewhere."""

import pytest
from made_up import CASE_ID, add_note, coprod
from terminal import Terminal

from coprod_cli.base.settings import DEFAULT_TEMPLATE
from coprod_cli.base.word_wrap import cells_of

HAVE_IT = "agency, neonatal, primary-care"


@pytest.fixture
def notebook(with_shipped_forms):
    return with_shipped_forms


@pytest.fixture
def start(home, notebook):
    """Start `show --model` of a case with several voices, in a language, at a size."""
    terminals = []

    def begin(language, columns, rows, *more, **environment):
        data = f"{__file__.rpartition('/cli/')[0]}/forms/several-voices.{language}.yaml"
        made = coprod(
            "new-case", "--template", DEFAULT_TEMPLATE, "--language", language, "--data", data
        )
        assert made.exit_code == 0, made.stderr
        environment |= {
            "COPROD_NOTEBOOK": str(notebook), "COPROD_PROMPTS": "", "COPROD_LANGUAGE": language,
        }  # fmt: skip
        terminal = Terminal.coprod(
            "show", "latest", "--model", *more, folder=home, columns=columns, rows=rows,
            environment=environment,
        )  # fmt: skip
        terminals.append(terminal)
        assert terminal.exit_code() == 0
        return terminal.lines()

    yield begin
    for terminal in terminals:
        terminal.end()


def drawn(lines):
    """The lines of a screen without the one that names the case, whose id is new each time."""
    return [line for line in lines if "coprod render" not in line]


@pytest.mark.slow
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)])
@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_picture_fits_on_one_screen(golden, start, language, columns, rows):
    lines = start(language, columns, rows)

    assert lines[0] == {"en": "The Tuesday clinic", "sv": "Tisdagsmottagningen"}[language]
    boxes = [line for line in lines if line.startswith(("│", "├", "┌", "└"))]
    assert {cells_of(line) for line in boxes} == {columns}
    assert len([line for line in lines if line]) < rows
    text = "\n".join(drawn(lines)).rstrip() + "\n"
    golden(f"forms/several-voices.model.{columns}x{rows}.{language}.txt", text.encode())


@pytest.mark.slow
def test_where_the_encoding_has_no_lines_the_boxes_are_ascii(start):
    lines = start("en", 60, 20, PYTHONIOENCODING="ascii")

    assert sum(line.startswith("+-") for line in lines) == 4
    assert "".join(lines).isascii()


@pytest.mark.slow
@pytest.mark.parametrize(("columns", "more"), [(80, ["--plain"]), (44, [])])
def test_the_model_is_a_list_for_screen_readers_and_on_narrow_terminals(start, columns, more):
    lines = start("en", columns, 60, *more)

    text = " ".join(" ".join(lines).split())
    assert not set(text) & set("│┌├+|")
    assert "“She calls me at night.” - family, patient-life.pattern" in text


@pytest.mark.usefixtures("notebook")
def test_into_a_pipe_it_is_the_layout_or_with_plain_the_list():
    coprod(
        "new-case", "--template", DEFAULT_TEMPLATE, "--set", "emotions.what-helps@family=A chair."
    )

    picture = coprod("show", "latest", "--model").stdout
    listed = coprod("show", "latest", "--model", "--plain").stdout

    assert picture == coprod("render", "latest", "--layout", "model").stdout
    assert "```text\n┌" in picture
    assert "- \u201cA chair.\u201d - family, emotions.what-helps\n" in listed
    assert "```" not in listed


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize(
    "line", ["show latest --model", "show latest --model --json", "render latest --layout model"]
)
def test_a_form_without_it_is_told_in_one_line_with_those_that_have_it(line):
    coprod("new-case", "--template", "reflection", "--set", "reflections.so-what=Made up.")

    refused = coprod(*line.split())

    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == (
        f'coprod: the form "reflection" has no picture of the model. Try: a case of {HAVE_IT}\n'
    )


def test_model_and_voices_do_not_go_together(home, monkeypatch):
    monkeypatch.setenv("COPROD_NOTEBOOK", str(home))
    add_note(home)

    refused = coprod("show", CASE_ID, "--model", "--voices")

    assert refused.exit_code == 2
    assert "--voices and --model are two ways to show a case: take one." in refused.stderr
