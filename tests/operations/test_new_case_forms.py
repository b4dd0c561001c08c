"""The forms that a new case may have, and how much each of them asks."""

from dataclasses import replace
from shutil import copytree

import pytest
from paths import PROMPTS

from coprod_cli.base.errors import WrongUsage
from coprod_cli.notebook.remembered import Remembered
from coprod_cli.operations.new_case_forms import (
    SHIPPED_EXTENTS,
    SHIPPED_FEW,
    SHIPPED_LANGUAGES,
    NewCaseForms,
    section_extent,
    short_extent,
    whole_extent,
)
from coprod_cli.operations.workspace import open_workspace
from coprod_cli.templates.loader import load_template

FULL = load_template(PROMPTS / "primary-care")


def forms_of(notebook, language=None):
    return NewCaseForms(open_workspace(notebook), language)


def test_the_constants_say_what_the_shipped_forms_ask():
    assert SHIPPED_EXTENTS.full == whole_extent(FULL)
    assert SHIPPED_EXTENTS.section == section_extent(FULL)
    assert SHIPPED_EXTENTS.short == whole_extent(load_template(PROMPTS / "reflection"))
    assert frozenset(FULL.languages) == SHIPPED_LANGUAGES


def test_a_dozen_questions_of_the_full_form_are_offered_in_plain_words(tmp_path):
    forms = replace(forms_of(tmp_path), plain_words=True)

    assert forms.extents().few == SHIPPED_FEW == short_extent(FULL)
    assert not forms.workspace.library._loaded
    assert forms_of(tmp_path).extents().few is None
    assert short_extent(load_template(PROMPTS / "persona")) is None
    assert len({address.section for address in FULL.short_addresses}) == 7


def test_the_rows_are_in_plain_words_where_the_questions_are(tmp_path):
    forms = replace(forms_of(tmp_path, "sv"), plain_words=True)

    assert forms.sections()[2].text.startswith("Känslor (")
    assert any(row.text.startswith("Efter vårt möte (") for row in forms.others())


def test_a_shipped_form_is_not_loaded_to_say_how_much_it_asks(tmp_path):
    forms = forms_of(tmp_path)
    assert forms.extents() is SHIPPED_EXTENTS
    assert not forms.workspace.library._loaded


def test_a_notebooks_own_form_says_what_it_asks_itself(tmp_path):
    own = tmp_path / "prompts" / "reflection"
    copytree(PROMPTS / "reflection", own)
    (own / "reflections.yaml").unlink()
    head = (own / "template.yaml").read_text("utf-8")
    (own / "template.yaml").write_text(
        head.replace("  - reflections\n", "").replace("minutes: 5\n", "")
    )
    assert forms_of(tmp_path).extents().short == ((1, 1), None)
    assert forms_of(tmp_path).extents().full == SHIPPED_EXTENTS.full


def test_each_section_has_a_row_with_how_much_it_asks(tmp_path):
    rows = forms_of(tmp_path, "sv").sections()
    assert [row.value for row in rows] == [section.id for section in FULL.sections]
    assert rows[2].text == "Känslor som uttrycks (5 questions, 7-10 minutes)"


def test_the_other_forms_have_rows_and_one_that_cannot_be_loaded_has_none(tmp_path):
    (tmp_path / "prompts" / "broken").mkdir(parents=True)
    (tmp_path / "prompts" / "broken" / "template.yaml").write_text("nope: 1\n")
    values = [row.value for row in forms_of(tmp_path).others()]
    assert "patient-contract" in values
    assert not {"reflection", "primary-care", "broken"} & set(values)


def test_a_language_that_the_default_form_lacks_is_refused_before_anything_is_asked(tmp_path):
    with pytest.raises(WrongUsage):
        forms_of(tmp_path, "fi").extents()


@pytest.mark.parametrize(
    ("version", "is_introduced"), [(FULL.version, True), ("0.9.0", False), (None, False)]
)
def test_a_form_is_introduced_once_for_each_version(tmp_path, version, is_introduced):
    introduced = {FULL.id: version} if version else {}
    forms = forms_of(tmp_path)
    assert forms.is_introduced(FULL.id, Remembered(introduced=introduced)) is is_introduced
