"""Copies of a note: of several files with one id, one counts, whatever program made the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import CASE_ID, note_text

from coprod_cli.notebook.notebook import Notebook

OTHER = "20261111-aaaaaa"
# The names that programs give to a copy of NAME.md: a conflict copy, or a plain one.
CONFLICT_NAMES = {
    "Dropbox": "{} (Anna's conflicted copy 2026-11-23).md",
    "Dropbox in Swedish": "{} (Annas konfliktkopia 2026-11-23).md",
    "Dropbox in German": "{} (In Konflikt stehende Kopie von Anna 2026-11-23).md",
    "Dropbox, case": "{} (Case Conflict 1).md",
    "Nextcloud": "{} (conflicted copy 2026-11-23 101010).md",
    "ownCloud": "{}_conflict-20261123-101010.md",
    "Syncthing": "{}.sync-conflict-20261123-101010-ABCDEFG.md",
    "Obsidian Sync": "{} (Conflicted copy laptop 202611231010).md",
    "Resilio": "{}.Conflict.md",
    "Seafile": "{} (SFConflict a@b.invalid 2026-11-23-10-10-10).md",
    "Synology": "{}_desk_Nov-23-101010-2026_Conflict.md",
    "OneDrive": "{}-DESKTOP-4F2A.md",
    "Google Drive": "{} (1).md",
    "iCloud": "{} 2.md",
    "Windows": "{} - Copy.md",
    "Windows, twice": "{} - Copy (2).md",
    "Windows in Swedish": "{} - kopia.md",
    "Finder": "{} copy.md",
    "Finder in Swedish": "{} kopia 3.md",
    "GNOME": "{} (copy).md",
    "git mergetool": "{}_REMOTE_1234.md",
}


@pytest.fixture
def notebook(tmp_path):
    return Notebook.make(tmp_path)


def add(notebook, name, case_id=CASE_ID, **fields):
    path = notebook.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(note_text({"first.name": name}, id=case_id, **fields))
    return str(path)


def copies(notebook):
    return [each.path for each in notebook.listing().copies]


@pytest.mark.parametrize("name", CONFLICT_NAMES.values(), ids=CONFLICT_NAMES)
class TestAConflictCopy:
    def test_of_a_note_is_the_copy_and_the_other_one_counts(self, notebook, name):
        original = add(notebook, f"{CASE_ID}.md")
        copy = add(notebook, name.format(CASE_ID), updated="2027-01-01T00:00:00+01:00")

        assert notebook.paths() == [original]
        assert copies(notebook) == [copy]
        assert [note.source for note in notebook.notes()] == [original]
        for reference in (CASE_ID, CASE_ID[:12], "latest"):
            assert str(notebook.find(reference)) == original
        assert str(notebook.find(copy)) == copy

    def test_of_a_note_that_is_named_by_its_title_is_the_copy(self, notebook, name):
        original = add(notebook, "The visit.md")
        copy = add(notebook, name.format("The visit"))

        assert notebook.paths() == [original]
        assert copies(notebook) == [copy]

    def test_without_its_original_is_the_case(self, notebook, name):
        only = add(notebook, name.format(CASE_ID))

        assert notebook.paths() == [only]
        assert copies(notebook) == []


class TestOneId:
    def test_in_two_folders_counts_in_the_upper_one(self, notebook):
        original, copy = add(notebook, f"{CASE_ID}.md"), add(notebook, f"a/{CASE_ID}.md")

        assert (notebook.paths(), copies(notebook)) == ([original], [copy])

    def test_in_two_folders_counts_where_it_is_kept_apart(self, notebook):
        copy, original = add(notebook, f"{CASE_ID}.md"), add(notebook, f"kept-apart/{CASE_ID}.md")

        assert (notebook.paths(), copies(notebook)) == ([original], [copy])

    def test_in_a_file_with_the_name_of_another_case_is_found_by_reading(self, notebook):
        original, renamed = add(notebook, f"{CASE_ID}.md"), add(notebook, f"{OTHER}.md")

        assert copies(notebook) == []
        assert [note.source for note in notebook.notes()] == [original]
        assert [each.path for each in notebook.listing(by_content=True).copies] == [renamed]
        found = notebook.renamed_copy(notebook.read(renamed))
        assert (found.path, found.original, found.case_id) == (renamed, original, CASE_ID)
        assert notebook.renamed_copy(notebook.read(original)) is None

    def test_in_a_name_only_makes_no_copy(self, notebook):
        add(notebook, f"{CASE_ID}.md")
        add(notebook, f"a/{CASE_ID}.md", OTHER)

        assert copies(notebook) == []
        assert len(notebook.paths()) == 2

    def test_in_a_file_that_is_no_note_makes_no_copy(self, notebook):
        add(notebook, f"{CASE_ID}.md")
        for name in ("a/README.md", "b/README.md"):
            (notebook.folder / name).parent.mkdir()
            (notebook.folder / name).write_text("read me\n")
        (notebook.folder / "zettel.md").write_text(f"---\nid: {CASE_ID}\n---\n\nmine\n")

        assert copies(notebook) == []
        assert len(notebook.paths()) == 4

    def test_in_a_damaged_copy_is_that_of_its_name(self, notebook):
        original, copy = add(notebook, f"{CASE_ID}.md"), add(notebook, f"a/{CASE_ID}.md")
        (notebook.folder / "a" / f"{CASE_ID}.md").write_bytes(b"\xff")

        assert (notebook.paths(), copies(notebook)) == ([original], [copy])

    def test_in_a_link_to_the_note_is_no_copy_and_counts_once(self, notebook):
        original = add(notebook, f"{CASE_ID}.md")
        (notebook.folder / "link.md").symlink_to(original)

        assert (notebook.paths(), copies(notebook)) == ([original], [])


def test_files_that_are_named_by_their_ids_are_not_read(notebook, monkeypatch):
    for number in range(1, 9):
        add(notebook, f"2026112{number}-aaaaaa.md", f"2026112{number}-aaaaaa")
    monkeypatch.setattr(Notebook, "read", None)

    assert len(notebook.paths()) == 8


@given(st.permutations(["A.md", "A 2.md", "b/A.md", f"{CASE_ID}.md", f"{CASE_ID} (1).md"]))
def test_the_choice_does_not_depend_on_the_order_of_the_folder(tmp_path_factory, names):
    notebook = Notebook.make(tmp_path_factory.mktemp("notebook"))
    names.remove(f"{CASE_ID}.md")
    for name in names:
        add(notebook, name)

    assert notebook.paths() == [str(notebook.folder / "A.md")]
