"""A notebook of its own for each test, and the forms that travel with coprod, and no others."""

import pytest
from paths import GOLDEN

from coprod_cli.base.i18n import choose_language
from coprod_cli.base.message import SOURCE_LANGUAGE


@pytest.fixture
def notebook(tmp_path, monkeypatch):
    for name in ("COPROD_PROMPTS", "COPROD_LANGUAGE", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COPROD_NOTEBOOK", str(tmp_path / "notebook"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "notebook"


@pytest.fixture
def golden_folder():
    return GOLDEN / "forms"


@pytest.fixture
def speaking():
    """Let what coprod says be looked up in a language, as the program that is tested does."""
    yield choose_language
    choose_language(SOURCE_LANGUAGE)
