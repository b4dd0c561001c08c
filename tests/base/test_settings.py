"""Settings: the languages from options, the environment, the notebook and the locale."""

import os
import pwd
import tempfile
from datetime import UTC, datetime

import pytest
from commands import refused

from coprod_cli.base.settings import (
    interface_language,
    is_language,
    notebook_folder,
    notebook_language,
    preferred_languages,
)
from coprod_cli.notebook.rescue import rescue_texts

AVAILABLE = ("en", "sv")


@pytest.fixture(autouse=True)
def no_settings(monkeypatch, tmp_path):
    for name in ("COPROD_LANGUAGE", "COPROD_NOTEBOOK", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)


def set_language(folder, language):
    (folder / ".coprod").mkdir(parents=True)
    (folder / ".coprod" / "language").write_text(language, "utf-8")


class TestInterfaceLanguage:
    def test_is_english_where_nothing_is_said(self):
        assert interface_language([], AVAILABLE) == "en"

    @pytest.mark.parametrize(
        "arguments",
        [
            ["list", "--language", "sv"],
            ["--language", "sv", "list"],
            ["new-case", "--language=sv", "--title", "T"],
        ],
    )
    def test_is_that_of_the_option_first(self, arguments, monkeypatch):
        monkeypatch.setenv("COPROD_LANGUAGE", "en")
        assert interface_language(arguments, AVAILABLE) == "sv"

    def test_is_not_what_stands_after_the_options(self):
        assert interface_language(["show", "--", "--language", "sv"], AVAILABLE) == "en"

    def test_is_what_is_preferred_where_the_option_names_one_that_is_not_spoken(self, monkeypatch):
        monkeypatch.setenv("COPROD_LANGUAGE", "sv")
        assert interface_language(["new-case", "--language", "fi"], AVAILABLE) == "sv"

    def test_is_that_of_the_variable_before_the_notebook(self, monkeypatch, tmp_path):
        set_language(tmp_path, "sv")
        assert interface_language([], AVAILABLE) == "sv"
        monkeypatch.setenv("COPROD_LANGUAGE", "en")
        assert interface_language([], AVAILABLE) == "en"

    def test_is_that_of_the_notebook_that_is_named(self, tmp_path):
        set_language(tmp_path / "other", "sv\n")
        assert (
            interface_language(["list", "--notebook", str(tmp_path / "other")], AVAILABLE) == "sv"
        )
        assert interface_language(["list"], AVAILABLE) == "en"

    def test_is_that_of_the_notebook_before_the_locale(self, monkeypatch, tmp_path):
        monkeypatch.setenv("LANG", "sv_SE.UTF-8")
        assert interface_language([], AVAILABLE) == "sv"
        set_language(tmp_path, "en")
        assert interface_language([], AVAILABLE) == "en"


class TestLocale:
    @pytest.mark.parametrize("locale", ["sv_SE.UTF-8", "sv_FI", "sv", "sv_SE@euro"])
    def test_names_its_language(self, monkeypatch, tmp_path, locale):
        monkeypatch.setenv("LANG", locale)
        assert "sv" in preferred_languages(tmp_path)

    @pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8", ""])
    def test_of_programs_names_none(self, monkeypatch, tmp_path, locale):
        monkeypatch.setenv("LC_ALL", locale)
        monkeypatch.setenv("LANGUAGE", "sv")
        assert preferred_languages(tmp_path) == []

    def test_is_taken_in_the_order_of_gettext(self, monkeypatch, tmp_path):
        monkeypatch.setenv("LANG", "de_DE.UTF-8")
        monkeypatch.setenv("LC_MESSAGES", "nb_NO.UTF-8")
        assert preferred_languages(tmp_path) == ["nb-NO", "nb"]
        monkeypatch.setenv("LC_ALL", "da_DK.UTF-8")
        assert preferred_languages(tmp_path) == ["da-DK", "da"]

    def test_comes_after_the_languages_that_a_person_lists(self, monkeypatch, tmp_path):
        monkeypatch.setenv("LANG", "en_GB.UTF-8")
        monkeypatch.setattr("coprod_cli.base.environment._original_language", "fi:sv")
        assert preferred_languages(tmp_path) == ["fi", "sv", "en-GB", "en"]


class TestNotebookLanguage:
    def test_is_none_where_it_is_not_set(self, tmp_path):
        assert notebook_language(tmp_path) == ""

    def test_may_be_one_of_a_region(self, tmp_path):
        set_language(tmp_path, "pt-BR")
        assert preferred_languages(tmp_path) == ["pt-BR", "pt"]

    def test_is_none_where_its_file_is_no_plain_one(self, tmp_path):
        place = tmp_path / ".coprod" / "language"
        place.mkdir(parents=True)
        assert notebook_language(tmp_path) == ""
        place.rmdir()
        os.mkfifo(place)  # nobody writes to it: what reads it waits for ever
        assert notebook_language(tmp_path) == ""
        place.unlink()
        place.symlink_to("/dev/zero")
        assert notebook_language(tmp_path) == ""

    def test_is_read_from_the_beginning_of_a_file_that_is_not_ours(self, tmp_path):
        set_language(tmp_path, "x" * 1_000_000)
        assert len(notebook_language(tmp_path)) < 1_000


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("sv", True), ("pt-BR", True), ("sv_SE", False), ("", False), ("../x", False), ("s", False)],
)
def test_a_language_has_the_form_of_a_code(text, is_one):
    assert is_language(text) is is_one


class TestAUserWithoutAHome:
    """Such as one that a container makes up: no HOME, and no entry among the users."""

    @pytest.fixture(autouse=True)
    def no_home(self, monkeypatch):
        def no_entry(*_):
            raise KeyError("getpwuid(): uid not found")

        monkeypatch.delenv("HOME")
        monkeypatch.setattr(pwd, "getpwuid", no_entry)

    def test_is_asked_to_name_a_notebook(self):
        assert refused(2, "list") == (
            "this user has no home folder, where the notebook would lie. "
            "Try: --notebook FOLDER, or set COPROD_NOTEBOOK"
        )

    def test_reads_the_help_in_the_language_of_the_locale(self, monkeypatch):
        monkeypatch.setenv("LANG", "sv_SE.UTF-8")
        assert interface_language(["--help"], AVAILABLE) == "sv"

    def test_uses_the_notebook_that_is_named_or_that_lies_upwards(self, tmp_path):
        assert notebook_folder(tmp_path / "named") == tmp_path / "named"
        (tmp_path / ".coprod").mkdir()
        assert notebook_folder() == tmp_path

    def test_has_unsaved_texts_rescued_all_the_same(self, tmp_path, monkeypatch):
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

        rescued = rescue_texts({"a.md": b"a text"}, [], datetime(2026, 11, 24, tzinfo=UTC))

        assert (rescued / "a.md").read_bytes() == b"a text"
        assert rescued.parent == tmp_path
