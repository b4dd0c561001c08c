"""The contracts in pyproject.toml on what may import what: they hold, and each can be broken."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from paths import CHECKOUT, PACKAGE

PYPROJECT = CHECKOUT / "pyproject.toml"
CONTRACTS = [
    contract["name"]
    for contract in tomllib.loads(PYPROJECT.read_text("utf-8"))["tool"]["importlinter"]["contracts"]
]
# For each contract, a module and an import in it that breaks the contract.
BREAKING = {
    "Imports point down the packages": ("base/text.py", "import coprod_cli.cli.console"),
    "Inside a package there are no circles either": (
        "model/address.py",
        "import coprod_cli.model.template",
    ),
    "An asker knows nothing of the others": (
        "interview/askers/plain/lists.py",
        "import coprod_cli.interview.askers.terminal.lists",
    ),
    "The public names are for others": (
        "interview/session.py",
        "def late():\n    from coprod_cli import Case",
    ),
    "Only what is shown is translated: by the command line and the askers": (
        "notebook/history.py",
        "def late():\n    from coprod_cli.base.i18n import _",
    ),
    "Only what shows a text cleans it for a screen": (
        "formats/csv.py",
        "from coprod_cli.base.screen_text import screen_line",
    ),
    "typer: only the command line": ("operations/export.py", "def late():\n    import typer"),
    "questionary and prompt_toolkit: only the terminal asker": (
        "cli/tick.py",
        "import questionary",
    ),
    "rich: only the console": ("cli/notebook.py", "from rich.table import Table"),
    "yaml: only YAML documents": ("templates/loader.py", "import yaml"),
    "filelock: only the lock": ("notebook/drafts.py", "import filelock"),
    "stdnum: only national identity numbers": ("privacy/scan.py", "import stdnum"),
    "pydantic: only what reads YAML and JSON that people write": (
        "cli/check.py",
        "import pydantic",
    ),
    "subprocess: only the person's own programs": ("base/files.py", "import subprocess"),
    "sqlite3: only the index": ("notebook/query.py", "import sqlite3"),
    "Nothing goes over the network": ("notebook/query.py", "import urllib.request"),
    "The pure modules have no clock, no file and no terminal": (
        "interview/engine.py",
        "from time import monotonic",
    ),
}


def lint_imports(folder: Path) -> str:
    """Run import-linter's command on the package that lies in a folder; return its report."""
    code = "import sys; from importlinter.cli import lint_imports_command as c; c()"
    done = subprocess.run(
        [sys.executable, "-c", code, "--config", PYPROJECT, "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "120"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    assert (done.returncode == 0) == ("BROKEN" not in done.stdout)
    return done.stdout + done.stderr


def test_every_contract_is_kept():
    report = lint_imports(CHECKOUT)

    assert f"{len(CONTRACTS)} kept, 0 broken" in report, report


@pytest.fixture(scope="module")
def report_of_the_broken(tmp_path_factory):
    """What import-linter says of a copy of the package in which each contract is broken."""
    folder = tmp_path_factory.mktemp("broken")
    shutil.copytree(
        PACKAGE, folder / "coprod_cli", ignore=shutil.ignore_patterns("__pycache__", "locale")
    )
    for name, code in BREAKING.values():
        with (folder / "coprod_cli" / name).open("a", encoding="utf-8") as file:
            file.write(f"\n\n{code}\n")
    return lint_imports(folder)


@pytest.mark.parametrize("contract", CONTRACTS)
def test_a_contract_that_is_broken_is_reported(contract, report_of_the_broken):
    assert f"{contract} BROKEN" in report_of_the_broken
