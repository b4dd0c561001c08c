"""Where the shipped forms stand in the coproduction model."""

import pytest
from filled_forms import FORMS

from coprod_cli.formats.markdown.page_words import page_word
from coprod_cli.model.coproduction import PLACES

FRAME = ("situation", "reflections")
SECTIONS = {
    "patient-person": {"patient-life"},
    "as-is-system": {"emotions", "navigation"},
    "science-informed-practice": {"condition", "illness-experience", "service"},
    "professional-person": {"professional-life"},
}


@pytest.mark.parametrize("form", ["primary-care", "neonatal"])
def test_each_of_the_46_addresses_stands_in_one_place_or_in_the_frame(form):
    template = FORMS[form]
    framed = [address for address in template.addresses if address not in template.places]

    assert len(template.addresses) == len(template.places) + len(framed) == 46
    assert {address.section for address in framed} == set(FRAME)
    middle = [address for address, place in template.places.items() if place == "matters-most"]
    assert middle == ["reflections.matters-most"]
    found: dict[str, set[str]] = {}
    for address, place in template.places.items():
        if address not in middle:
            found.setdefault(place, set()).add(address.section)
    assert found == SECTIONS
    assert set(template.places.values()) == set(PLACES)


def test_a_question_that_an_add_on_puts_into_the_frame_stays_there():
    assert "reflections.agency" not in FORMS["agency"].places
    assert FORMS["agency"].places == FORMS["primary-care"].places


def test_other_forms_have_no_place():
    assert {name for name, form in FORMS.items() if form.places} == {
        "agency", "neonatal", "primary-care",
    }  # fmt: skip


@pytest.mark.parametrize("form", ["primary-care", "neonatal"])
@pytest.mark.parametrize(
    ("language", "ours"),
    [("en", "picture of the coproduction model"), ("sv", "bilden av samskapandemodellen")],
)
def test_the_note_of_the_page_says_that_the_places_are_ours(form, language, ours):
    assert ours in " ".join(FORMS[form].source.note[language].split())
    assert "ours" in page_word("model-note", "en")
