"""coprod search --mark: each place that was found is shown, and asked about; there is no "all"."""

import re

import pytest
from made_up import add_note, coprod
from paths import TEMPLATES

ONE, TWO = "20261101-aaaaaa", "20261102-bbbbbb"
STORY = "Läkaren väntade hemma. Sedan kom svaret. Maken väntade, och väntade, vid disken."


@pytest.fixture(autouse=True)
def notebook(tmp_path, monkeypatch):
    folder = tmp_path / "book"
    monkeypatch.setenv("COPROD_NOTEBOOK", str(folder))
    monkeypatch.setenv("COPROD_PROMPTS", str(TEMPLATES))
    monkeypatch.setenv("COPROD_CODER", "anna")
    add_note(folder, ONE, {"second.story": STORY}, title="One")
    add_note(folder, TWO, {"second.story": "En väntan."}, title="Two")
    return folder


def search(*replies, arguments=("--mark", "ours/waiting"), code=0):
    given = "".join(f"{reply}\n" for reply in replies)
    result = coprod("search", "vänt", "--plain", *arguments, given=given)
    assert result.exit_code == code, result.output
    return result


def quotes(folder, case):
    path = folder / "codings" / "anna" / f"{case}.yaml"
    return re.findall('quote: "(.*)"', path.read_text("utf-8")) if path.exists() else []


def test_each_sentence_with_the_word_is_asked_about_once(notebook):
    shown = search("y", "n", "w")
    assert "[väntan]" in shown.stdout
    assert "Maken [väntade, och väntade], vid disken." in shown.stdout
    assert "2 passages marked." in shown.stderr
    assert quotes(notebook, TWO) == ["En väntan."]
    assert quotes(notebook, ONE) == ["väntade, och väntade"]


def test_a_whole_answer_may_be_marked_and_q_stops(notebook):
    search("*", "q")
    assert quotes(notebook, TWO) == ["*"]
    assert quotes(notebook, ONE) == []


def test_the_end_of_input_stops(notebook):
    assert "1 passage marked." in search("y").stderr
    assert quotes(notebook, ONE) == []


def test_what_has_the_code_is_not_asked_about_again(notebook):
    search("y", "y", "y")
    before = quotes(notebook, ONE)
    assert "0 passages marked." in search("y").stderr
    search("w", "w", "w", arguments=("--mark", "ours/told"))
    assert len(quotes(notebook, ONE)) == len(before) + 2


def test_notes_never_change(notebook):
    before = {path: path.read_bytes() for path in notebook.glob("*.md")}
    search("y", "w", "*")
    assert {path: path.read_bytes() for path in notebook.glob("*.md")} == before


@pytest.mark.parametrize(
    "arguments",
    [("--mark", "waiting"), ("--coder", "bo"), ("--mark", "ours/a", "--json"),
     ("--mark", "ours/a", "--coder", "a b")],
)  # fmt: skip
def test_wrong_usage_is_refused(arguments):
    search(arguments=arguments, code=2)
