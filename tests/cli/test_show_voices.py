"""`show --voices` on a terminal: beside each other where there is room, else below each other."""

import pytest
from made_up import CASE_ID, add_note, coprod
from terminal import Terminal

from coprod_cli.base.settings import DEFAULT_TEMPLATE

WORDS = {
    "en": ("What helps?", "Patient", "Family", "Professional", "Has not answered"),
    "sv": ("Vad hjälper?", "Patient", "Närstående", "Professionell", "Har inte svarat"),
}
SHORT, LONG = "A chair.", "To be told, before the day, what was going to happen to us"


@pytest.fixture
def show(home, with_shipped_forms):
    """Start `show --voices` of a case with three voices, in a language, at a size."""

    def start(language, columns, rows):
        data = f"answers: {{emotions.what-helps: [{{text: {SHORT}, voice: family}}, "
        data += f"{{text: '{LONG}', voice: patient, evidence: study}}], "
        data += "emotions.patient-family: {text: Fear., voice: professional}}"
        made = coprod(
            "new-case", "--template", DEFAULT_TEMPLATE, "--language", language, "--data", "-",
            given=data,
        )  # fmt: skip
        assert made.exit_code == 0, made.stderr
        return Terminal.coprod(
            "show", "latest", "--voices", folder=home, columns=columns, rows=rows,
            environment={"COPROD_NOTEBOOK": str(with_shipped_forms), "COPROD_PROMPTS": ""},
        )  # fmt: skip

    return start


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "sv"])
def test_voices_stand_beside_each_other_from_100_columns_on(show, language):
    terminal = show(language, 100, 30)
    heading, *voices, silent = WORDS[language]
    try:
        assert terminal.exit_code() == 0
        lines = terminal.lines()
    finally:
        terminal.end()

    at = lines.index(heading)
    assert lines[at + 1].split() == voices
    assert lines[at + 2].split("  ")[1].startswith("To be told")
    assert SHORT in lines[at + 2]
    assert lines[at + 2].endswith(f"{silent}.")


@pytest.mark.slow
@pytest.mark.parametrize(("language", "columns", "rows"), [("en", 80, 24), ("sv", 60, 20)])
def test_voices_stand_below_each_other_on_a_narrower_terminal(show, language, columns, rows):
    terminal = show(language, columns, rows)
    heading, patient, family, professional, silent = WORDS[language]
    try:
        assert terminal.exit_code() == 0
        lines = terminal.lines()
    finally:
        terminal.end()

    at = lines.index(heading)
    told = [line.strip() for line in lines[at + 1 :] if line.strip()]
    assert told[0] == f"{patient}:"
    assert " ".join(told[1:]).startswith(LONG)
    assert told[-2:] == [f"{family}: {SHORT}", f"{silent}: {professional.lower()}"]


def test_a_case_without_voices_is_shown_without_labels(home, monkeypatch):
    monkeypatch.setenv("COPROD_NOTEBOOK", str(home))
    add_note(home, CASE_ID, {"first.name": "A morning"})

    shown = coprod("show", CASE_ID, "--voices")

    assert (shown.exit_code, shown.stdout) == (0, coprod("show", CASE_ID).stdout)
