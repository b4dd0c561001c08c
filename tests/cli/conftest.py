"""Fixtures for the commands' tests: an empty home folder, and a notebook with made-up cases."""

import pytest
from made_up import TEMPLATES, VISIT, add_note

IDS = ["20261101-aaaaaa", "20261110-bbbbbb", "20261120-cccccc", "20261124-cdcdcd"]


@pytest.fixture
def home(tmp_path, monkeypatch):
    for name in (
        "COPROD_NOTEBOOK",
        "COPROD_LANGUAGE",
        "VISUAL",
        "EDITOR",
        "NO_COLOR",
        "FORCE_COLOR",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COPROD_PROMPTS", str(TEMPLATES))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def notebook_folder(home, monkeypatch):
    """The folder of the notebook, which is not made yet."""
    folder = home / "notebook"
    monkeypatch.setenv("COPROD_NOTEBOOK", str(folder))
    return folder


@pytest.fixture
def with_shipped_forms(notebook_folder, monkeypatch):
    """The same folder, where the forms are those that come with coprod."""
    monkeypatch.delenv("COPROD_PROMPTS")
    return notebook_folder


@pytest.fixture
def notebook(notebook_folder):
    """A notebook with four cases; the first one was changed last."""
    folder = notebook_folder
    add_note(
        folder, IDS[0], {"first.name": "One, made up"}, title="One", tags=["made-up", "night"],
        created="2026-11-01T09:00:00+01:00", updated="2026-11-25T09:00:00+01:00",
    )  # fmt: skip
    add_note(
        folder, IDS[1], VISIT, title="Two", status="final", tags=["night"],
        created="2026-11-10T09:00:00+01:00",
    )  # fmt: skip
    add_note(folder, IDS[2], {}, title="", created="2026-11-20T09:00:00+01:00")
    add_note(
        folder, IDS[3], {"first.seen": "No", "first.day": "2026-11-24"}, title="Four",
        unknown=["second.why-not"], created="2026-11-24T23:59:59+01:00",
    )  # fmt: skip
    return folder
