"""Translation: the catalogues are complete, and the current language is used."""

import ast
import gettext
import io
import re

import catalogue
import pytest
from paths import PACKAGE

from coprod_cli.base import environment
from coprod_cli.base.i18n import _, available_languages, choose_language, current_language, ngettext

FIELD = re.compile(r"\{[^{}]*\}")


def messages_of(language):
    return [message for message in catalogue.read_catalogue(language) if message.id]


def entries_of(read):
    """Return each message of a catalogue with its translation.

    Line breaks and the header differ between versions of Babel, so they are not compared.
    """
    return {message.id: message.string for message in read if message.id}


def translations_in(compiled):
    """Return the translations of a compiled catalogue, and its plural form for each count."""
    read = gettext.GNUTranslations(io.BytesIO(compiled))
    forms = [read.plural(count) for count in range(200)]
    return {key: text for key, text in read._catalog.items() if key}, forms


def literals_in_f_strings(path):
    """Return the messages inside f-strings, which Babel does not find on every Python."""
    strings = (node for node in ast.walk(ast.parse(path.read_text("utf-8")))
               if isinstance(node, ast.JoinedStr))  # fmt: skip
    calls = (node for string in strings for node in ast.walk(string) if isinstance(node, ast.Call))
    return [
        ast.unparse(call)
        for call in calls
        if ast.unparse(call.func) in catalogue.KEYWORDS and isinstance(call.args[0], ast.Constant)
    ]


def test_no_message_stands_inside_an_f_string():
    found = {path.name: literals for path in PACKAGE.rglob("*.py")
             if (literals := literals_in_f_strings(path))}  # fmt: skip

    assert found == {}


@pytest.fixture
def swedish():
    choose_language("sv")
    yield
    choose_language("en")


@pytest.mark.parametrize("language", catalogue.TRANSLATED_TO)
class TestCatalogues:
    def test_has_every_message_and_no_other(self, language):
        has = {message.id for message in messages_of(language)}
        assert has == catalogue.messages(), "to renew: python tests/catalogue.py"

    def test_lacks_no_text(self, language):
        assert list(catalogue.missing(catalogue.read_catalogue(language))) == []

    def test_is_sure_of_each(self, language):
        assert not [each.id for each in messages_of(language) if each.fuzzy]

    def test_is_compiled_from_its_source(self, language):
        compiled = catalogue.mo_bytes(catalogue.read_catalogue(language))
        shipped = catalogue.mo_path(language).read_bytes()
        assert translations_in(shipped) == translations_in(compiled)

    def test_is_written_as_it_is_renewed(self, language):
        written = entries_of(catalogue.read_catalogue(language))
        assert written == entries_of(catalogue.renewed(language))

    def test_fills_in_the_same_fields(self, language):
        for message in messages_of(language):
            sources = message.id if isinstance(message.id, tuple) else (message.id,)
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            fields = {field for source in sources for field in FIELD.findall(source)}
            for text in texts:
                assert set(FIELD.findall(text)) == fields, message.id

    def test_keeps_the_lines_and_the_blanks_at_the_ends(self, language):
        for message in messages_of(language):
            if not isinstance(message.id, str):
                continue
            assert message.string.count("\n") == message.id.count("\n"), message.id
            assert message.string.endswith(" ") == message.id.endswith(" "), message.id
            assert message.string.startswith(" ") == message.id.startswith(" "), message.id

    def test_never_shouts(self, language):
        for message in messages_of(language):
            assert not re.search(r"\w!", "".join(message.string)), message.id


class TestCurrentLanguage:
    def test_is_english_as_it_stands(self):
        assert _("Go on") == "Go on"
        assert current_language() == "en"

    @pytest.mark.usefixtures("swedish")
    def test_is_in_the_language_that_was_chosen(self):
        assert _("Go on") == "Gå vidare"
        assert current_language() == "sv"

    def test_is_english_where_there_is_no_catalogue(self):
        choose_language("fi")
        assert (_("Go on"), current_language()) == ("Go on", "en")

    @pytest.mark.usefixtures("swedish")
    def test_has_a_form_for_each_count(self):
        forms = [ngettext("({count} more line)", "({count} more lines)", n) for n in (1, 2)]
        assert forms == ["({count} rad till)", "({count} rader till)"]

    @pytest.mark.usefixtures("swedish")
    def test_stays_as_it_is_where_it_is_not_in_the_catalogue(self):
        assert _("made up, and nowhere else") == "made up, and nowhere else"

    def test_can_be_in_every_language_that_is_shipped(self):
        assert available_languages() == ["en", *catalogue.TRANSLATED_TO]


class TestEnvironment:
    @pytest.mark.usefixtures("swedish")
    def test_of_the_person_stays_known(self, monkeypatch):
        monkeypatch.setenv("LANGUAGE", "sv")
        monkeypatch.setattr(environment, "_original_language", "fi:en")
        assert environment.original_environment()["LANGUAGE"] == "fi:en"
        monkeypatch.setattr(environment, "_original_language", None)
        assert "LANGUAGE" not in environment.original_environment()
