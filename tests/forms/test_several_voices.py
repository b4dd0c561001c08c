"""One case in which several people answered: its note, and how it is laid out."""

import pytest
from filled_forms import FOLDER, LANGUAGES, anonymous, only_note
from made_up import coprod
from terminal import ENTER, Terminal

LAYOUTS = ("answered", "voices", "model")
ADD = ("new-case", "--template", "primary-care", "--language")

pytestmark = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def note(notebook, language):
    done = coprod(*ADD, language, "--data", FOLDER / f"several-voices.{language}.yaml")
    assert done.exit_code == 0, done.stderr
    return only_note(notebook, "primary-care")


def test_note_is_the_golden_one(golden, note, language):
    text = anonymous(note.read_text("utf-8"))

    golden(f"forms/several-voices.{language}.md", text.encode())


@pytest.mark.usefixtures("note")
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_case_is_laid_out_as_the_golden_page(golden, layout, language):
    done = coprod("render", "latest", "--layout", layout)

    assert done.exit_code == 0, done.stderr
    golden(f"forms/several-voices.{layout}.{language}.md", done.stdout.encode())


@pytest.mark.usefixtures("note", "language")
def test_shown_into_a_pipe_is_the_page():
    shown = coprod("show", "latest", "--voices").stdout

    assert shown == coprod("render", "latest", "--layout", "voices").stdout


TURNS = {
    "patient": ("I can plant.", "Jag kan plantera."),
    "family": ("I drive.", "Jag kör."),
}
LABELS = {"en": ("patient", "family"), "sv": ("patient", "närstående")}


@pytest.mark.slow
def test_two_people_in_turn_at_a_contract_keep_their_words_apart(notebook, language):
    coprod("new-case", "--template", "patient-contract", "--language", language, "--title", "Peas",
           "--set", "before.safe=no")  # fmt: skip
    path = only_note(notebook, "patient-contract")
    which = LANGUAGES.index(language)
    for (voice, words), (columns, rows) in zip(TURNS.items(), ((80, 24), (60, 20)), strict=True):
        terminal = Terminal.coprod(
            "edit", path.stem, "--voice", voice, "--section", "matters", folder=notebook.parent,
            columns=columns, rows=rows,
            environment={"COPROD_NOTEBOOK": str(notebook), "COPROD_LANGUAGE": language},
        )  # fmt: skip
        try:
            terminal.see({"en": "What matters to you?", "sv": "Vad är viktigt för dig?"}[language])
            terminal.press(ENTER).see({"en": "who around you", "sv": "omkring dig"}[language])
            terminal.type(words[which]).press(ENTER, ENTER)
            terminal.wait_until(lambda said=words[which]: said in path.read_text("utf-8"), "saved")
        finally:
            terminal.end()

    note = path.read_text("utf-8")
    page = coprod("render", path.stem, "--layout", "agreement").stdout
    for label, words in zip(LABELS[language], TURNS.values(), strict=True):
        assert f"({label})\n<!-- coprod:matters.resources voice=" in note
        assert f"{label}: {words[which]}" in page
