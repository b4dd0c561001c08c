"""A privacy report counts the passages that a privacy check finds."""

from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest
from made_up import TEMPLATES, add_note

from coprod_cli.base import executor
from coprod_cli.base.executor import PART_SIZE
from coprod_cli.notebook.filters import Filters
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.query import Query, Selection
from coprod_cli.operations.privacy_report import report_privacy
from coprod_cli.operations.workspace import Workspace
from coprod_cli.privacy.scan import WatchList, note_findings

ONE, TWO, THREE = "20261101-aaaaaa", "20261110-bbbbbb", "20261120-cccccc"
STORY = {"second.story": "Dr Anna Berg rang, on 3 May."}


@pytest.fixture
def folder(tmp_path):
    add_note(tmp_path, ONE, STORY, tags=["night"])
    add_note(tmp_path, TWO, {"second.story": "In Grönköping."}, status="final")
    add_note(tmp_path, THREE, STORY)
    return tmp_path


def report(folder, paths=None, query=Query(), **options):  # noqa: B008 - frozen
    notebook = Notebook(folder)
    selection = Selection(notebook, notebook.paths() if paths is None else paths, query)
    return report_privacy(Workspace(folder, (TEMPLATES,)), selection, **options)


class TestAPrivacyReport:
    def test_counts_cases_and_those_that_tell_and_the_kinds(self, folder):
        assert report(folder) == (3, 2, Counter({"name": 2, "date": 2}))

    def test_of_nothing_is_nothing(self, tmp_path):
        assert report(tmp_path) == (0, 0, Counter())

    def test_looks_for_the_notebooks_own_words(self, folder):
        (folder / "words-to-watch.txt").write_text("grönköping\n")

        assert report(folder) == (3, 3, Counter({"name": 2, "date": 2, "watched": 1}))

    @pytest.mark.parametrize(
        ("filters", "cases", "identifying"),
        [(Filters(tag="night"), 1, 1), (Filters(status="final"), 1, 0), (Filters(), 3, 2)],
    )
    def test_takes_the_cases_that_the_filters_take(self, folder, filters, cases, identifying):
        assert report(folder, query=Query(filters=filters))[:2] == (cases, identifying)

    def test_takes_the_cases_that_are_named(self, folder):
        assert report(folder, [str(folder / f"{ONE}.md")], Query((ONE,)))[:2] == (1, 1)

    def test_passes_over_what_is_no_note(self, folder):
        (folder / "letter.md").write_text("Dr Anna Berg rang, on 3 May.")

        assert report(folder)[:2] == (3, 2)

    @pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"---\ntitle: [\n---\n"])
    def test_goes_past_a_note_that_cannot_be_read(self, folder, data):
        (folder / f"{TWO}.md").write_bytes(data)

        assert report(folder).identifying_cases == 2

    def test_goes_past_a_note_that_is_gone(self, folder):
        paths = Notebook(folder).paths()
        Path(paths[0]).unlink()

        assert report(folder, paths).identifying_cases == 1

    @pytest.mark.parametrize("filters", [Filters(), Filters(status="draft")])
    @pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("bom", ["", "\ufeff"])
    def test_finds_what_a_check_finds(self, folder, filters, line_end, bom):
        path = folder / f"{ONE}.md"
        path.write_bytes((bom + path.read_text()).replace("\n", line_end).encode())
        findings = note_findings(Notebook(folder).read(path), WatchList())

        kinds = report(folder, [str(path)], Query(filters=filters)).kinds

        assert kinds == Counter(finding.kind for finding, _ in findings)
        assert kinds == {"name": 1, "date": 1}

    def test_is_the_same_part_by_part_and_in_many_processes(self, folder, monkeypatch):
        for number in range(3 * PART_SIZE):
            add_note(folder, f"20261125-{number:06d}", STORY)
        alone = report(folder)

        monkeypatch.setattr(executor, "_MIN_NOTES_TO_FORK", 1)

        assert report(folder) == alone
        assert alone.identifying_cases == 3 * PART_SIZE + 2

    def test_shows_each_note(self, folder):
        seen = []

        @contextmanager
        def progress(notes, total):
            yield (seen.append(total) or each for each in notes)

        report(folder, progress=progress)

        assert seen == [3, 3, 3]

    def test_never_holds_what_was_found(self, folder):
        counted = []

        @contextmanager
        def progress(notes, _total):
            yield (counted.append(each) or each for each in notes)

        report(folder, progress=progress)

        assert counted
        assert all("Berg" not in str(each) and "3 May" not in str(each) for each in counted)
