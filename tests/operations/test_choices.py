"""The language, sections and title that a user chooses, against a template."""

import pytest
from made_up import EVERY_TYPE

from coprod_cli.base.errors import WrongUsage
from coprod_cli.operations.choices import choose_language, choose_sections
from coprod_cli.operations.workspace import open_workspace

REGIONAL = EVERY_TYPE.model_copy(update={"languages": ("en", "sv-FI")})


@pytest.fixture(autouse=True)
def nothing_preferred(monkeypatch, tmp_path):
    for name in ("COPROD_LANGUAGE", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COPROD_NOTEBOOK", str(tmp_path))


def preferred(form, language=""):
    return choose_language(form, None, open_workspace(language=language).languages)


class TestTheLanguageToAskIn:
    @pytest.mark.parametrize("wanted", ["sv", "sv-FI"])
    def test_may_be_that_of_a_region(self, wanted):
        assert choose_language(REGIONAL, wanted, ()) == "sv-FI"

    def test_is_no_other_region_of_it(self):
        with pytest.raises(WrongUsage, match='not in "sv-SE"'):
            choose_language(REGIONAL, "sv-SE", ("sv-FI",))

    @pytest.mark.parametrize(
        ("locale", "language"),
        [("sv_SE.UTF-8", "sv-FI"), ("sv_FI.UTF-8", "sv-FI"), ("de_DE.UTF-8", "en"), ("C", "en")],
    )
    def test_is_what_the_locale_prefers_where_the_form_has_it(self, monkeypatch, locale, language):
        monkeypatch.setenv("LANG", locale)
        assert preferred(REGIONAL) == language

    def test_is_the_first_of_those_that_are_preferred(self, monkeypatch, tmp_path):
        monkeypatch.setenv("LANG", "en_GB.UTF-8")
        (tmp_path / ".coprod").mkdir()
        (tmp_path / ".coprod" / "language").write_text("sv\n")
        assert preferred(EVERY_TYPE) == "sv"
        monkeypatch.setenv("COPROD_LANGUAGE", "en")
        assert preferred(EVERY_TYPE) == "en"
        assert preferred(EVERY_TYPE, "sv") == "sv"


class TestTheSectionsToAsk:
    def test_are_all_where_none_is_named(self):
        assert choose_sections(EVERY_TYPE, ()) == ()

    def test_are_those_of_the_form(self):
        name = EVERY_TYPE.sections[0].id
        assert choose_sections(EVERY_TYPE, [name]) == (name,)
        with pytest.raises(WrongUsage, match='no section "nowhere"'):
            choose_sections(EVERY_TYPE, [name, "nowhere"])
