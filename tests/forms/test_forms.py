"""Each form, filled in once in each language: through data, at a terminal, and in plain lines."""

import pytest
from filled_forms import (
    FORMS,
    LANGUAGES,
    UNTYPED,
    anonymous,
    as_typed,
    example,
    example_path,
    only_note,
    typed_replies,
    untyped_words,
)
from filling_in import Hand, Lines, Person, fill_in, interview_about
from made_up import coprod, coprod_process
from terminal import Terminal

EACH_FORM = pytest.mark.parametrize("form", FORMS)
IN_EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
SIZES = {"en": (80, 24), "sv": (60, 20)}


@EACH_FORM
@IN_EACH_LANGUAGE
class TestThroughData:
    def test_gives_the_golden_note(self, golden, notebook, form, language):
        done = coprod("new-case", "--data", example_path(form, language), "--final")

        assert done.exit_code == 0, done.stderr
        path = only_note(notebook, form)
        assert done.stdout == f"{path}\n"
        note = anonymous(path.read_bytes().decode())
        golden(f"forms/{form}.{language}.md", note.encode())

    @pytest.mark.usefixtures("notebook")
    def test_is_rendered_as_the_golden_page(self, golden, form, language):
        coprod("new-case", "--data", example_path(form, language), "--final")

        done = coprod("render", "latest")

        assert done.exit_code == 0, done.stderr
        golden(f"forms/{form}.{language}.rendered.md", done.stdout.encode())

    @pytest.mark.usefixtures("notebook")
    def test_leaves_nothing_to_remark(self, form, language):
        coprod("new-case", "--data", example_path(form, language), "--final")

        done = coprod("check")

        assert (done.exit_code, done.stdout) == (0, "")
        assert "1 note looked at: all is well." in done.stderr


@pytest.mark.usefixtures("notebook")
@IN_EACH_LANGUAGE
def test_a_patient_contract_is_laid_out_as_the_golden_agreement(golden, language):
    coprod("new-case", "--data", example_path("patient-contract", language), "--final")

    done = coprod("render", "latest", "--layout", "agreement")

    assert done.exit_code == 0, done.stderr
    golden(f"forms/patient-contract.agreement.{language}.md", done.stdout.encode())


@EACH_FORM
@IN_EACH_LANGUAGE
def test_what_cannot_be_typed_is_known(form, language):
    assert untyped_words(example(form, language)) == UNTYPED.get(form, {})


def filled_in(form, language, say):
    """Fill in a form as its example does, and return the case that is to come of it."""
    given = example(form, language)
    person = Person(given.title, typed_replies(given))
    return fill_in(interview_about(FORMS[form], language), person, say)


def golden_as_typed(golden_folder, form, language):
    note = (golden_folder / f"{form}.{language}.md").read_bytes().decode()
    return as_typed(note, form)


@pytest.mark.slow
@EACH_FORM
@IN_EACH_LANGUAGE
def test_typed_at_a_terminal_gives_the_same_note(tmp_path, golden_folder, speaking, form, language):
    columns, rows = SIZES[language]
    notebook = tmp_path / "notebook"
    terminal = Terminal.coprod(
        "new-case", "--template", form, folder=tmp_path, columns=columns, rows=rows,
        environment={"COPROD_NOTEBOOK": str(notebook), "COPROD_LANGUAGE": language},
    )  # fmt: skip
    speaking(language)
    try:
        case = filled_in(form, language, Hand(terminal).say)
        assert terminal.exit_code() == 0
    finally:
        terminal.end()

    assert case.status == "final"
    note = only_note(notebook, form).read_bytes().decode()
    assert anonymous(note) == golden_as_typed(golden_folder, form, language)


@pytest.mark.parametrize(("form", "language"), [("patient-contract", "sv"), ("microsystem", "en")])
def test_written_in_plain_lines_gives_the_same_note(tmp_path, golden_folder, form, language):
    lines = Lines()
    filled_in(form, language, lines.say)

    done = coprod_process(
        "new-case", "--template", form, "--plain", folder=tmp_path, given=lines.text,
        COPROD_PROMPTS="", COPROD_NOTEBOOK=str(tmp_path / "notebook"), COPROD_LANGUAGE=language,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    note = only_note(tmp_path / "notebook", form).read_bytes().decode()
    assert anonymous(note) == golden_as_typed(golden_folder, form, language)
