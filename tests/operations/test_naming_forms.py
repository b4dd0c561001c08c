"""Where a page is not for a case's form, the hint names the installed forms that it is for."""

import pytest

from coprod_cli.base.message import msg
from coprod_cli.formats.wrong_form import WrongForm
from coprod_cli.operations.naming_forms import forms_that, naming_forms
from coprod_cli.operations.workspace import open_workspace


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    """A workspace with a form of somebody's own, which extends a shipped one."""
    monkeypatch.delenv("COPROD_PROMPTS", raising=False)
    own = tmp_path / "notebook" / "prompts" / "works"
    own.mkdir(parents=True)
    (own / "template.yaml").write_text(
        "id: works\nversion: 1.0.0\ntitle: Works\nextends: initiative\n", "utf-8"
    )
    return open_workspace(tmp_path / "notebook")


def hint_for(workspace, suits):
    with pytest.raises(WrongForm) as caught, naming_forms(workspace):
        raise WrongForm(msg("this form has none."), suits, where="20261124-k7m2q9")
    return caught.value.hint


def test_forms_of_one_s_own_are_named_too(workspace):
    assert forms_that(workspace, lambda form: form.timeline is not None) == ("initiative", "works")
    assert hint_for(workspace, lambda form: bool(form.tables)) == "a case of initiative, works"


def test_the_command_that_lists_all_forms_is_named_where_none_is_installed(workspace):
    assert hint_for(workspace, lambda _form: False) == "coprod templates list"
