"""Changes of codes over a made-up notebook with two coders: what changes, and what stays."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from made_up import NOON, add_note

from coprod_cli.base.errors import CannotSave, CoprodError, InvalidInput, NotFound, WrongUsage
from coprod_cli.base.settings import shipped_prompts
from coprod_cli.notebook.code_files import CodeFiles
from coprod_cli.operations.check_codes import find_undefined_codes
from coprod_cli.operations.code_fields import fields_of_settings
from coprod_cli.operations.code_uses import find_uses
from coprod_cli.operations.edit_codes import edit_code, edit_set, new_code, new_set
from coprod_cli.operations.move_codes import move_code, retire_code
from coprod_cli.operations.recode import merge_codes, rename_code
from coprod_cli.operations.restore_codes import read_code_log, restore_codes
from coprod_cli.operations.split_code import open_split, read_assignments, split_code
from coprod_cli.operations.workspace import Workspace

ONE, TWO = "20261101-aaaaaa", "20261110-bbbbbb"
OURS = """\
# Ours, since the spring.
id: ours
mine: kept
codes:
  - id: waiting   # long
    name: {en: Waiting, sv: Väntan}
    codes:
      - id: corridor

  # About being told.
  - id: told
    was: [said]

  - id: informed
"""
CODING = """\
# Passages of {coder}.
case: {case}
coder: {coder}
passages:

- id: p{number}1
  at: first.name
  quote: "made up"
  codes: [ours/informed, ours/waiting]  # both

- id: p{number}2
  at: first.name
  quote: "again"
  codes: [levels/micro, ours/told]
"""


@pytest.fixture
def workspace(tmp_path):
    folder = tmp_path / "notes"
    add_note(folder, ONE, {"first.name": "made up again"}, tags=["ours/informed", "night"])
    add_note(folder / "kept-apart", TWO, {"first.name": "made up again"})
    (folder / ".coprod").mkdir()
    (folder / "codes").mkdir()
    (folder / "codes" / "ours.yaml").write_text(OURS, "utf-8")
    for number, (place, coder, case) in enumerate(
        [("codings", "anna", ONE), ("codings", "bo", ONE), ("kept-apart/codings", "anna", TWO)]
    ):
        path = folder / place / coder / f"{case}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CODING.format(coder=coder, case=case, number=number), "utf-8")
    return Workspace(
        folder, (Path(__file__).parent.parent / "data" / "templates", shipped_prompts()),
        clock=lambda: NOON,
    )  # fmt: skip


def ours(workspace):
    return (workspace.folder / "codes" / "ours.yaml").read_text("utf-8")


def codings(workspace):
    return {
        str(path.relative_to(workspace.folder)): path.read_text("utf-8")
        for path in sorted(workspace.folder.rglob("codings/*/*.yaml"))
    }


def everything(workspace):
    notes = {path.name: path.read_bytes() for path in workspace.folder.rglob("2026*.md")}
    return ours(workspace), codings(workspace), notes


def fields(*settings):
    keys = ("name", "definition", "include", "memo", "title", "colour", "sign")
    return fields_of_settings(settings, keys)


class TestRename:
    def test_changes_the_set_and_the_passages_of_all_coders_and_nothing_else(self, workspace):
        before = codings(workspace)
        change = rename_code(workspace, "ours/informed", "heard", reason="Shorter")

        assert ours(workspace) == OURS.replace(
            "  - id: informed\n", "  - id: heard\n    was: [informed]\n"
        )
        assert codings(workspace) == {
            name: text.replace("ours/informed, ours/waiting", "ours/heard, ours/waiting")
            for name, text in before.items()
        }
        assert (len(change.planned.passages), change.cases, change.coders) == (
            3, 2, ("anna", "bo"),
        )  # fmt: skip

    def test_tells_of_tags_and_changes_them_only_where_that_is_asked_for(self, workspace):
        tags = workspace.folder / f"{ONE}.md"
        assert rename_code(workspace, "ours/informed", "ours/heard").planned.left == (ONE,)
        assert "ours/informed" in tags.read_text("utf-8")
        restore_codes(workspace)
        assert not rename_code(workspace, "ours/informed", "heard", tags=True).planned.left
        assert "night, ours/heard" in tags.read_text("utf-8")

    def test_points_what_was_retired_to_the_new_name(self, workspace):
        retire_code(workspace, "ours/informed", ["ours/told"])
        rename_code(workspace, "ours/told", "heard")
        assert "instead: [heard]" in ours(workspace)
        assert "was: [said, told]" in ours(workspace)

    def test_a_name_that_comes_later_is_understood(self, workspace):
        rename_code(workspace, "ours/informed", "heard")
        rename_code(workspace, "ours/heard", "listened")
        sets = workspace.code_sets.all()
        from coprod_cli.model.code_name import CodeName

        assert sets.present_name(CodeName("ours/informed")) == "ours/listened"
        assert sets.present_name(CodeName("ours/heard")) == "ours/listened"

    @pytest.mark.parametrize(
        ("name", "new", "error"),
        [
            ("ours/informed", "told", WrongUsage),
            ("ours/informed", "theirs/told", WrongUsage),
            ("ours/nothing", "x", NotFound),
            ("levels/micro", "x", WrongUsage),
            ("ours/informed", "Väntan", CoprodError),
            ("nobody/informed", "x", NotFound),
        ],
    )
    def test_refuses_what_it_cannot_do_and_changes_nothing(self, workspace, name, new, error):
        before = everything(workspace)
        with pytest.raises(error):
            rename_code(workspace, name, new)
        assert everything(workspace) == before

    def test_refuses_while_another_set_names_the_code(self, workspace):
        other = "id: mine\nextends: ours\nleave_out: [told]\n"
        (workspace.folder / "codes" / "mine.yaml").write_text(other)
        with pytest.raises(WrongUsage, match="extends this one"):
            rename_code(workspace, "ours/told", "heard")


def test_a_dry_run_tells_the_same_and_changes_nothing(workspace):
    before = everything(workspace)
    dry = rename_code(workspace, "ours/informed", "heard", dry_run=True)
    assert everything(workspace) == before
    assert not (workspace.folder / ".coprod" / "code-changes").exists()
    assert not dry.is_made
    assert rename_code(workspace, "ours/informed", "heard").planned == dry.planned


class TestMerge:
    def test_retires_the_others_and_gives_their_passages_that_one_once(self, workspace):
        change = merge_codes(workspace, ["ours/informed", "ours/told"], "ours/told")
        assert change.planned.names == ("ours/informed",)
        assert len(change.planned.passages) == 3  # those that had it already do not change
        assert ours(workspace).endswith(
            '  - id: informed\n    retired: "2026-11-24"\n    instead: [told]\n'
        )
        assert "codes: [ours/told, ours/waiting]  # both" in "".join(codings(workspace).values())
        merge_codes(workspace, ["ours/waiting"], "ours/told")
        assert "codes: [ours/told]  # both" in "".join(codings(workspace).values())

    def test_goes_into_a_code_of_a_lens_too(self, workspace):
        merge_codes(workspace, ["ours/told"], "levels/micro")
        assert "instead: [levels/micro]" in ours(workspace)
        assert "codes: [levels/micro]\n" in "".join(codings(workspace).values())

    @pytest.mark.parametrize(
        ("names", "into"),
        [
            (["ours/told"], "ours/told"),
            (["ours/told"], "ours/gone"),
            (["levels/micro"], "ours/told"),
        ],
    )
    def test_refuses_what_it_cannot_do(self, workspace, names, into):
        before = everything(workspace)
        with pytest.raises(CoprodError):
            merge_codes(workspace, names, into)
        assert everything(workspace) == before


def undefined(workspace):
    return {each.name: each.use for each in find_undefined_codes(workspace)}


class TestACodeThatNoSetHas:
    @pytest.fixture(autouse=True)
    def marked(self, workspace):
        path = workspace.folder / "codings" / "cilla" / f"{ONE}.yaml"
        path.parent.mkdir()
        text = CODING.format(coder="cilla", case=ONE, number=3)
        text = text.replace("ours/informed", "mine/idea").replace("ours/told", "ours/wating")
        path.write_text(text, "utf-8")
        return path

    def test_is_renamed_in_all_passages_and_no_set_changes(self, workspace, marked):
        change = rename_code(workspace, "mine/idea", "ours/thought", reason="Spelling")
        assert ours(workspace) == OURS
        assert "codes: [ours/thought, ours/waiting]  # both" in marked.read_text("utf-8")
        assert (len(change.planned.passages), change.coders) == (1, ("cilla",))
        assert set(undefined(workspace)) == {"ours/thought", "ours/wating"}
        assert [each.why for each in read_code_log(workspace)] == ["Spelling"]

    def test_is_merged_into_one_of_a_set_or_into_another_of_none(self, workspace, marked):
        merge_codes(workspace, ["ours/wating"], "ours/waiting")
        assert "codes: [levels/micro, ours/waiting]" in marked.read_text("utf-8")
        assert ours(workspace) == OURS
        rename_code(workspace, "mine/idea", "other")
        merge_codes(workspace, ["ours/informed", "mine/other"], "ours/told")
        assert not undefined(workspace)
        assert "instead: [told]" in ours(workspace)

    def test_comes_back_with_its_name(self, workspace, marked):
        before = marked.read_bytes()
        rename_code(workspace, "mine/idea", "other")
        restore_codes(workspace)
        merge_codes(workspace, ["mine/idea"], "ours/wating")
        assert set(undefined(workspace)) == {"ours/wating"}
        restore_codes(workspace)
        assert marked.read_bytes() == before

    @pytest.mark.parametrize(
        ("change", "hint"),
        [
            (lambda each: rename_code(each, "mine/idea", "ours/told"), "merge mine/idea --into"),
            (lambda each: rename_code(each, "mine/idea", "ours/wating"), "mine/idea --into ours/w"),
            (lambda each: rename_code(each, "ours/told", "wating"), "merge ours/wating --into"),
            (lambda each: rename_code(each, "mine/idee", "x"), "codes list"),
            (lambda each: merge_codes(each, ["mine/idee"], "ours/told"), "codes list"),
            (lambda each: merge_codes(each, ["mine/idea"], "ours/telling"), "ours/waiting"),
            (lambda each: merge_codes(each, ["ours/told"], "mine/idea"), "codes new mine/idea"),
        ],
    )
    def test_is_never_silently_made_another_one(self, workspace, change, hint):
        before = everything(workspace)
        with pytest.raises(CoprodError) as caught:
            change(workspace)
        assert hint in caught.value.hint
        assert everything(workspace) == before

    def test_that_only_cases_have_as_a_tag_changes_with_their_tags(self, workspace):
        add_note(workspace.folder, "20261111-cccccc", tags=["mine/tag"])
        with pytest.raises(WrongUsage) as caught:
            rename_code(workspace, "mine/tag", "other")
        assert caught.value.hint == "--tags"
        change = rename_code(workspace, "mine/tag", "other", tags=True)
        assert [each.added for each in change.planned.tags] == [("mine/other",)]


class TestMove:
    def test_takes_comments_along_and_no_name_changes(self, workspace):
        before = codings(workspace)
        move_code(workspace, "ours/told", "ours/waiting")
        assert "      # About being told.\n      - id: told\n        was: [said]\n" in ours(
            workspace
        )
        assert codings(workspace) == before
        move_code(workspace, "ours/told")
        assert ours(workspace).endswith("  # About being told.\n  - id: told\n    was: [said]\n")

    @pytest.mark.parametrize(
        ("name", "under"),
        [("ours/waiting", "ours/corridor"), ("ours/waiting", "ours/waiting"),
         ("ours/waiting", ""), ("ours/corridor", "ours/waiting"), ("ours/told", "levels/micro")],
    )  # fmt: skip
    def test_refuses_what_makes_no_tree(self, workspace, name, under):
        with pytest.raises(WrongUsage):
            move_code(workspace, name, under)
        assert ours(workspace) == OURS


class TestRetire:
    def test_leaves_the_passages_as_they_are(self, workspace):
        before = codings(workspace)
        retire_code(workspace, "ours/told", ["ours/waiting", "levels/micro"])
        assert '    retired: "2026-11-24"\n    instead: [waiting, levels/micro]\n' in ours(
            workspace
        )
        assert codings(workspace) == before
        with pytest.raises(WrongUsage, match="retired already"):
            retire_code(workspace, "ours/told")


class TestSplit:
    LINES = '{"passage": "p01", "codes": ["ours/told"], "coder": "anna"}\n'

    def test_gives_passages_other_codes_and_the_rest_keep_theirs(self, workspace):
        before = codings(workspace)
        given = read_assignments(self.LINES, "lines")
        split_code(workspace, "ours/waiting", ["ours/told", "ours/corridor"], given)
        after = codings(workspace)
        changed = [name for name in after if after[name] != before[name]]
        assert changed == [f"codings/anna/{ONE}.yaml"]
        assert "codes: [ours/informed, ours/told]  # both" in after[changed[0]]
        assert ours(workspace) == OURS

    @pytest.mark.parametrize(
        "line",
        ['{"passage": "zz", "codes": ["ours/told"]}', '{"passage": "p01", "codes": ["ours/gone"]}',
         '{"passage": "p01", "codes": []}', '{"passage": "p02", "codes": ["ours/told"]}'],
    )  # fmt: skip
    def test_names_each_line_that_is_wrong_and_changes_nothing(self, workspace, line):
        before = everything(workspace)
        given = read_assignments(f"{self.LINES}{line}\n", "lines")
        with pytest.raises(InvalidInput) as caught:
            split_code(workspace, "ours/waiting", ["ours/told"], given)
        assert [each.line for each in caught.value.findings] == [2]
        assert everything(workspace) == before

    @pytest.mark.parametrize("line", ["no json", "[1]", '{"passage": 1}', "[" * 5000, '{"a": "b"}'])
    def test_refuses_lines_of_another_form(self, line):
        with pytest.raises(InvalidInput):
            read_assignments(line, "lines")

    def test_with_a_person_saves_each_answer_at_once_and_logs_them_as_one(self, workspace):
        split = open_split(workspace, "ours/waiting", ["ours/told", "ours/corridor"], reason="Two")
        split.give(split.passages[0], ["ours/told"])
        assert "ours/told" in codings(workspace)[f"codings/anna/{ONE}.yaml"].split("p02")[0]
        split.give(split.passages[1], ["ours/corridor", "ours/told"])
        split.close()
        (logged,) = read_code_log(workspace)
        assert (logged.did, logged.passages, logged.why) == ("split", 2, "Two")

    def test_with_a_person_leaves_what_could_not_be_saved_to_the_next_change(
        self, workspace, monkeypatch
    ):
        def fail(*_arguments):
            raise CannotSave("made up")

        split = open_split(workspace, "ours/waiting", ["ours/told"])
        with monkeypatch.context() as patched:
            patched.setattr("coprod_cli.operations.split_code.change_passages", fail)
            with pytest.raises(CannotSave):
                split.give(split.passages[0], ["ours/told"])
        assert split.close() is None
        assert read_code_log(workspace) == ()
        retire_code(workspace, "ours/informed")
        assert "ours/told" in codings(workspace)[f"codings/anna/{ONE}.yaml"].split("p02")[0]
        assert [each.did for each in read_code_log(workspace)] == ["split", "retire"]


class TestRestore:
    @pytest.mark.parametrize(
        "change",
        [
            lambda w: rename_code(w, "ours/informed", "heard", tags=True),
            lambda w: merge_codes(w, ["ours/informed", "ours/waiting"], "ours/told", tags=True),
            lambda w: move_code(w, "ours/told", "ours/corridor"),
            lambda w: retire_code(w, "ours/told"),
            lambda w: edit_code(w, "ours/told", fields("definition=Somebody says.")),
            lambda w: new_code(w, "ours/new", {}),
            lambda w: split_code(
                w, "ours/waiting", ["ours/told"],
                read_assignments('{"passage": "p11", "codes": ["ours/told"]}', ""),
            ),
        ],
        ids=["rename", "merge", "move", "retire", "edit", "new", "split"],
    )  # fmt: skip
    def test_brings_all_back_and_undoing_can_be_undone(self, workspace, change):
        before = everything(workspace)[:2]
        made = change(workspace)
        after = everything(workspace)[:2]
        undone = restore_codes(workspace, made.id)
        assert everything(workspace)[:2] == before
        restore_codes(workspace, undone.id)
        assert everything(workspace)[:2] == after

    def test_keeps_what_was_marked_since(self, workspace):
        rename_code(workspace, "ours/informed", "heard")
        path = workspace.folder / "codings" / "anna" / f"{ONE}.yaml"
        later = (
            path.read_text("utf-8") + '\n- id: new\n  at: first.name\n  quote: "up"\n  codes: []\n'
        )
        path.write_text(later.replace("[ours/heard, ours/waiting]", "[ours/waiting]"), "utf-8")
        restore_codes(workspace)
        assert "- id: new" in path.read_text("utf-8")
        assert "[ours/waiting]  # both" in path.read_text("utf-8")

    def test_a_set_that_changed_since_stays_and_says_which_change_comes_first(self, workspace):
        first = rename_code(workspace, "ours/informed", "heard")
        second = retire_code(workspace, "ours/told")
        with pytest.raises(WrongUsage) as caught:
            restore_codes(workspace, first.id)
        assert caught.value.hint == f"coprod codes restore {second.id}"
        restore_codes(workspace, second.id)
        restore_codes(workspace, first.id)
        assert ours(workspace) == OURS

    def test_removes_a_set_that_was_new_and_makes_it_again(self, workspace):
        made = new_set(workspace, "mine", fields("title=Mine"))
        path = workspace.folder / "codes" / "mine.yaml"
        undone = restore_codes(workspace, made.id)
        assert not path.exists()
        restore_codes(workspace, undone.id)
        assert path.read_text("utf-8").endswith("id: mine\ntitle: Mine\n")

    def test_without_a_change_says_so(self, workspace):
        with pytest.raises(NotFound):
            restore_codes(workspace)
        with pytest.raises(NotFound):
            restore_codes(workspace, "gone")


class TestTheLog:
    def test_has_each_change_once_with_its_reason_and_no_word_of_a_quote(self, workspace):
        rename_code(workspace, "ours/informed", "heard", reason="Shorter")
        retire_code(workspace, "ours/told")
        log = read_code_log(workspace)
        assert [(each.did, each.passages, each.cases, each.why) for each in log] == [
            ("rename", 3, 2, "Shorter"), ("retire", 0, 0, ""),
        ]  # fmt: skip
        anna = (workspace.folder / "codings" / "anna" / "log.jsonl").read_text("utf-8")
        assert json.loads(anna)["passages"] == 2
        assert "made up" not in anna + (workspace.folder / "codes" / "log.jsonl").read_text("utf-8")

    def test_reads_what_a_coder_brought_from_another_computer(self, workspace):
        line = {"id": "9", "when": "2026-01-01T00:00:00+01:00", "did": "merge", "from": ["a/b"]}
        path = workspace.folder / "codings" / "bo" / "log.jsonl"
        path.write_text(f"<<<<<<< HEAD\n{json.dumps(line)}\n", "utf-8")
        (logged,) = read_code_log(workspace)
        assert (logged.did, logged.coders) == ("merge", ("bo",))


class TestEdit:
    def test_of_a_meaning_is_dated_and_comments_stay(self, workspace):
        edit_code(workspace, "ours/waiting", fields("definition=Nobody says.", "name.sv=Vänta"))
        assert ours(workspace) == OURS.replace("Väntan}", "Vänta}").replace(
            "    codes:\n      - id: corridor",
            '    definition: Nobody says.\n    changed: "2026-11-24"\n'
            "    codes:\n      - id: corridor",
        )

    def test_of_a_name_is_not_dated_and_an_empty_text_takes_it_out(self, workspace):
        edit_code(workspace, "ours/waiting", fields("name.sv="))
        assert "name: {en: Waiting}" in ours(workspace)
        assert "changed" not in ours(workspace)

    def test_of_words_in_several_languages_needs_one(self, workspace):
        with pytest.raises(WrongUsage, match="name one"):
            edit_code(workspace, "ours/waiting", fields("name=Wait"))

    def test_of_an_invalid_value_changes_nothing(self, workspace):
        with pytest.raises(InvalidInput):
            edit_code(workspace, "ours/waiting", fields("colour=red"))
        assert ours(workspace) == OURS

    def test_of_a_code_that_is_taken_over_rewords_it_in_this_set_only(self, workspace):
        new_set(workspace, "mine", {}, extends="levels")
        edit_code(workspace, "mine/micro", fields("definition.en=Us.", "definition.sv=Vi."))
        edit_code(workspace, "mine/micro", fields("memo=A thought."))
        edit_code(workspace, "mine/meso", fields("memo=Another."))
        found = workspace.code_sets.all()
        assert found.find("mine/micro").code.definition == {"en": "Us.", "sv": "Vi."}
        assert found.find("mine/micro").code.memo == "A thought."
        assert found.find("mine/meso").code.memo == "Another."
        assert found.find("levels/micro").code.memo is None
        with pytest.raises(WrongUsage, match="taken over"):
            retire_code(workspace, "mine/micro")

    def test_of_a_lens_is_refused(self, workspace):
        with pytest.raises(WrongUsage, match="not a set of this notebook"):
            edit_code(workspace, "levels/micro", fields("memo=x"))
        with pytest.raises(WrongUsage):
            edit_set(workspace, "levels", fields("title=x"))


class TestNew:
    def test_makes_the_set_too_and_is_private(self, workspace):
        new_code(workspace, "mine/idea", fields("name.en=An idea", "name.sv=En idé"))
        path = workspace.folder / "codes" / "mine.yaml"
        assert path.read_text("utf-8").endswith(
            "id: mine\ncodes:\n  - id: idea\n    name: {en: An idea, sv: En idé}\n"
        )
        assert path.stat().st_mode & 0o777 == 0o600
        assert (workspace.folder / "prompts" / "schema" / "codes.json").is_file()

    def test_stands_below_another_one(self, workspace):
        new_code(workspace, "ours/phone", {}, under="ours/waiting")
        assert "      - id: corridor\n      - id: phone\n" in ours(workspace)

    @pytest.mark.parametrize("name", ["ours/told", "levels/new", "Väntan", "ours/"])
    def test_refuses_what_is_there_or_no_name(self, workspace, name):
        with pytest.raises(CoprodError):
            new_code(workspace, name, {})
        assert ours(workspace) == OURS


class TestWhatWasInterrupted:
    def test_is_finished_by_the_next_change_and_told(self, workspace, monkeypatch):
        def fail(*_arguments):
            raise CannotSave("made up")

        notices = []
        told = replace(workspace, notify=notices.append)
        with monkeypatch.context() as patched:
            patched.setattr("coprod_cli.operations.code_changes.change_passages", fail)
            with pytest.raises(CannotSave):
                rename_code(workspace, "ours/informed", "heard")
        assert "ours/informed" in codings(workspace)[f"codings/bo/{ONE}.yaml"]
        retire_code(told, "ours/told")
        assert "ours/heard" in codings(workspace)[f"codings/bo/{ONE}.yaml"]
        assert [each.did for each in read_code_log(workspace)] == ["rename", "retire"]
        assert "interrupted" in str(notices[0])

    def test_is_understood_until_then(self, workspace, monkeypatch):
        monkeypatch.setattr(
            "coprod_cli.operations.code_changes.change_passages", lambda *_: iter(())
        )
        rename_code(workspace, "ours/informed", "heard")
        uses = find_uses(workspace)
        sets = workspace.code_sets.all()
        assert {sets.present_name(name) for name in uses} >= {"ours/heard"}

    def test_and_edited_since_stays_as_the_person_wrote_it(self, workspace, monkeypatch):
        notices = []
        told = replace(workspace, notify=notices.append)
        with monkeypatch.context() as patched:
            patched.setattr(CodeFiles, "write", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                rename_code(workspace, "ours/informed", "heard")
        edited = OURS + "    memo: By hand.\n"
        (workspace.folder / "codes" / "ours.yaml").write_text(edited, "utf-8")
        retire_code(told, "ours/told")
        assert "memo: By hand." in ours(workspace)
        assert "stays as it is" in str(notices[0])


def test_a_coding_that_git_left_in_conflict_is_told_and_left_out(workspace):
    path = workspace.folder / "codings" / "bo" / f"{ONE}.yaml"
    text = path.read_text("utf-8")
    path.write_text(f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> other\n", "utf-8")
    change = rename_code(workspace, "ours/informed", "heard")
    assert change.planned.unread == (str(path),)
    assert change.coders == ("anna",)
    assert "<<<<<<<" in path.read_text("utf-8")


def test_the_log_says_who_was_at_the_notebook(workspace, monkeypatch):
    monkeypatch.setenv("COPROD_CODER", "Anna")
    retire_code(workspace, "ours/told")
    assert read_code_log(workspace)[0].by == "anna"
