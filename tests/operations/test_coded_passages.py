"""Changes of the codes of passages in many codings at once."""

import os

from made_up import NOON

from coprod_cli.notebook.notebook import Notebook
from coprod_cli.operations.coded_passages import PassageChange, change_passages

CODING = """\
case: {case}
coder: anna
passages:

- id: p1
  at: first.name
  quote: "*"
  codes: [ours/waiting]
"""


def changed(folder, count):
    """Rename a code in so many codings, and return their texts."""
    notebook = Notebook.make(folder)
    codings = folder / "codings" / "anna"
    codings.mkdir(parents=True)
    cases = [f"20261101-{number:06d}" for number in range(count)]
    for case in cases:
        (codings / f"{case}.yaml").write_text(CODING.format(case=case))
    changes = [
        PassageChange("anna", case, False, "p1", ("ours/waiting",), ("ours/wait",))  # noqa: FBT003
        for case in cases
    ]
    assert list(change_passages(notebook, changes, NOON)) == []
    return [path.read_text() for path in sorted(codings.iterdir())]


def test_the_folder_is_not_listed_for_each_of_many_codings(tmp_path, monkeypatch):
    listed = []
    for name in ("scandir", "listdir"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda path, real=real: listed.append(path) or real(path))
    few = changed(tmp_path / "few", 3)
    times, listed[:] = len(listed), []
    many = changed(tmp_path / "many", 12)

    assert all("codes: [ours/wait]" in text for text in few + many)
    assert len(listed) == times
