"""Codes that come from other programs into a notebook's own sets."""

import io

import pytest
from made_up import NOON

from coprod_cli.base.errors import CoprodError, InvalidInput, WrongUsage
from coprod_cli.base.settings import shipped_prompts
from coprod_cli.operations import exchange_codes
from coprod_cli.operations.exchange_codes import export_codes, import_codes, read_bytes
from coprod_cli.operations.recode import rename_code
from coprod_cli.operations.restore_codes import read_code_log, restore_codes
from coprod_cli.operations.workspace import Workspace

NVIVO = """\
<CodeBook><Codes>
<Code guid="g1" name="V\u00e4ntan" color="#cc3311"><Description>Long.</Description>
<Code guid="g2" name="Corridor"/></Code>
<Code guid="g3" name="V\u00e4ntan"/><Code guid="g4" name="\u5f85\u3064"/>
</Codes></CodeBook>"""


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / ".coprod").mkdir()
    return Workspace(tmp_path, (shipped_prompts(),), clock=lambda: NOON)


def text(workspace, name="theirs"):
    return (workspace.folder / "codes" / f"{name}.yaml").read_text("utf-8")


def taken(workspace, data, **rest):
    return import_codes(workspace, data.encode(), "Theirs.qdc", **rest)


def test_names_become_ids_and_hierarchy_colours_and_definitions_stay(workspace):
    done = taken(workspace, NVIVO)
    assert done.new == ("theirs/vantan", "theirs/corridor", "theirs/vantan-2", "theirs/code")
    assert text(workspace).partition("\n")[2] == (
        "id: theirs\ncodes:\n"
        '  - id: vantan\n    name: Väntan\n    definition: Long.\n    colour: "#CC3311"\n'
        "    guid: g1\n    codes:\n      - id: corridor\n        name: Corridor\n"
        "        guid: g2\n"
        "  - id: vantan-2\n    name: Väntan\n    guid: g3\n"
        "  - id: code\n    name: 待つ\n    guid: g4\n"
    )


def test_a_second_time_changes_and_does_not_double(workspace):
    taken(workspace, NVIVO)
    before = text(workspace)
    again = taken(workspace, NVIVO)
    assert (again.new, again.changed, again.unchanged) == ((), (), 4)
    assert text(workspace) == before
    assert len(read_code_log(workspace)) == 1

    later = NVIVO.replace("Long.", "Longer.").replace(
        '<Code guid="g2" name="Corridor"/>',
        '<Code guid="g2" name="The corridor"/><Code guid="g9" name="Phone"/>',
    )
    done = taken(workspace, later)
    assert done.changed == ("theirs/vantan", "theirs/corridor")
    assert done.new == ("theirs/phone",)
    assert "      - id: phone\n        name: Phone\n        guid: g9\n" in text(workspace)
    restore_codes(workspace)
    assert text(workspace) == before


@pytest.mark.parametrize("file_format", ["csv", "qdc"])
def test_what_coprod_gave_out_changes_nothing_when_it_comes_back(workspace, file_format):
    import_codes(workspace, b"path,description\nA,Long\nA/B,Short\n", "ours.csv")
    before = text(workspace, "ours")
    data = export_codes(workspace, "ours", file_format, "en")
    again = import_codes(workspace, data, f"x.{file_format}", into="ours")
    assert (again.new, again.changed, again.unchanged) == ((), (), 2)
    rename_code(workspace, "ours/b", "c")
    renamed = text(workspace, "ours")
    late = import_codes(workspace, data, f"x.{file_format}", into="ours")
    assert (late.new, late.changed) == ((), ())
    assert text(workspace, "ours") == renamed != before


def test_a_code_that_was_renamed_here_is_known_by_its_earlier_name(workspace):
    book = "name,description\nHard words,Long\n"
    import_codes(workspace, book.encode(), "ours.csv")
    rename_code(workspace, "ours/hard-words", "jargon")
    done = import_codes(workspace, book.replace("Long", "Longer").encode(), "ours.csv")
    assert (done.new, done.changed) == ((), ("ours/jargon",))


def test_a_code_sets_own_file_is_told_what_to_do_with(workspace):
    with pytest.raises(InvalidInput) as caught:
        import_codes(workspace, b"id: ours\n", "ours.yaml")
    assert "folder codes" in caught.value.findings[0].hint


def test_comments_and_words_of_ones_own_stay(workspace):
    taken(workspace, NVIVO)
    path = workspace.folder / "codes" / "theirs.yaml"
    path.write_text(
        text(workspace)
        .replace("name: Väntan\n    def", "name: {en: Wait, sv: Väntan}  # both\n    def")
        .replace("definition: Long.", "definition: Our own.  # ours"),
        "utf-8",
    )
    taken(workspace, NVIVO.replace("Long.", "Theirs."))
    assert "name: {en: Wait, sv: Väntan}  # both\n    definition: Theirs.  # ours" in text(
        workspace
    )


def test_a_dry_run_tells_the_same_and_writes_nothing(workspace):
    dry = taken(workspace, NVIVO, dry_run=True)
    assert not (workspace.folder / "codes").exists()
    assert taken(workspace, NVIVO).new == dry.new


def test_csv_comes_into_a_set_of_a_chosen_name(workspace):
    done = import_codes(workspace, b"tag,description\nA,x\nB,\n", "Mine.csv", into="ours")
    assert done.new == ("ours/a", "ours/b")
    assert "definition: x" in text(workspace, "ours")


@pytest.mark.parametrize("file_format", ["csv", "qdc"])
@pytest.mark.parametrize("lens", ["service", "levels"])
def test_what_is_given_out_comes_in_again_as_the_same_codes(workspace, lens, file_format):
    data = export_codes(workspace, lens, file_format, "en")
    done = import_codes(workspace, data, f"x.{file_format}", into="mine")
    given = workspace.code_sets.all()
    ids = {(*each.above, each.name.code_id) for each in given.find_set("mine").placed_codes()}
    if file_format == "csv":
        found = given.find_set(lens).placed_codes()
        assert ids == {(*each.above, each.name.code_id) for each in found}
    assert len(done.new) == len(list(given.find_set(lens).placed_codes()))
    again = import_codes(
        workspace, export_codes(workspace, "mine", file_format, "en"), "x", into="mine"
    )
    assert (again.new, again.changed) == ((), ())


def test_what_cannot_come_in_changes_nothing(workspace, monkeypatch):
    monkeypatch.setattr(exchange_codes, "MAX_BYTES", 1000)
    with pytest.raises(InvalidInput, match="too large"):
        read_bytes(io.BytesIO(b"x" * 1001), "big")
    long = f"name,definition\nA,{'x' * 4001}\n"
    for data, into, error in [
        (b"name\n", "ours", InvalidInput),
        (long.encode(), "ours", InvalidInput),
        (b"name\nA\n", "Ours", WrongUsage),
        (b"\xff\xfe name", "ours", CoprodError),
        (b"<!DOCTYPE a><CodeBook/>", "ours", InvalidInput),
    ]:
        with pytest.raises(error):
            import_codes(workspace, data, "x.csv", into=into)
    assert not (workspace.folder / "codes").exists()


def test_there_are_three_formats(workspace):
    assert export_codes(workspace, "levels", "yaml", "sv").startswith(b"# yaml-language-server")
    with pytest.raises(WrongUsage):
        export_codes(workspace, "levels", "xlsx", "sv")
