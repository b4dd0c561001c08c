"""The public names: few, described, loaded when they are used, and enough for a script."""

import inspect
import json
import sys
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path
from subprocess import run

import pytest
from made_up import CASE_ID, EVERY_TYPE, TEMPLATES, VISIT, add_note, clean_environment
from made_up_marks import mark

import coprod_cli
from coprod_cli import (
    Answer,
    Case,
    CoprodError,
    Filters,
    InvalidInput,
    NotFound,
    Scope,
    add_case,
    check_cases,
    check_codes,
    draw_timeline,
    edit_case,
    edit_code,
    export_cases,
    export_codes,
    find_cases_to_mark,
    find_copies,
    find_memos,
    find_passages,
    find_sources,
    find_steps,
    import_codes,
    init_notebook,
    list_cases,
    load_template,
    look_over,
    mark_case,
    merge_codes,
    merge_codings,
    merge_notes,
    move_code,
    new_code,
    open_notebook,
    open_workspace,
    read_across,
    read_case,
    read_cases,
    read_code_log,
    read_codes,
    read_history,
    read_model,
    read_voices,
    remove_case,
    rename_code,
    render_case,
    repair_cases,
    restore_answers,
    restore_case,
    restore_codes,
    retire_code,
    scan_cases,
    search,
    split_code,
    tick_steps,
    update_cases,
)
from coprod_cli.base.errors import WrongUsage

ONE, TWO = "20261101-aaaaaa", "20261110-bbbbbb"
EXAMPLE = """\
from coprod_cli import export_cases
from coprod_cli import open_notebook
from coprod_cli import read_cases
from coprod_cli import render_case

notebook = open_notebook("notes")
for case in read_cases(notebook):
    unknown = [answer.address for answer in case.answers if answer.unknown]
    print(case.id, case.status, len(unknown))
    print(render_case(case).splitlines()[0])
with open("cases.csv", "w", newline="", encoding="utf-8") as file:
    print(export_cases(notebook, file, format="csv"))
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("COPROD_PROMPTS", str(TEMPLATES))
    monkeypatch.delenv("COPROD_NOTEBOOK", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    add_note(tmp_path / "notes", ONE, {}, title="One")
    add_note(tmp_path / "notes", TWO, VISIT, title="Two", unknown=["second.why-not"])
    return tmp_path


def test_many_cases_are_looked_over_and_read_across(tmp_path, monkeypatch):
    monkeypatch.setenv("COPROD_PROMPTS", str(TEMPLATES))
    add_note(tmp_path, ONE, {"second.story": "Made up."})
    add_note(tmp_path, TWO)
    notebook = open_notebook(tmp_path)

    (form,) = look_over(notebook, Scope(templates=("every-type",)), at="second").forms
    (question,) = read_across(notebook, ["second.story"])

    assert len(form.cases) == 2
    assert [part.text for case in question.cases for part in case.parts] == ["Made up."]
    (left_open,) = read_across(notebook, ["second.story"], which="open")
    assert [case.id for case in left_open.cases] == [TWO]


def test_words_are_searched_for_in_many_cases(tmp_path, monkeypatch):
    monkeypatch.setenv("COPROD_PROMPTS", str(TEMPLATES))
    add_note(tmp_path, ONE, {"second.story": "A made-up queue."})
    add_note(tmp_path, TWO, {"second.story": "A made-up chair."})

    result = search(open_notebook(tmp_path), "made-up", "-chair", most=1)

    assert [(hit.case, hit.text, hit.spans) for hit in result.hits] == [
        (ONE, "A made-up queue.", ((2, 9),))
    ]
    assert (result.words, result.answers, result.searched) == ((("made up", 1),), 1, 2)


def test_the_codes_of_a_notebook_are_read_and_checked(tmp_path, monkeypatch):
    monkeypatch.setenv("COPROD_PROMPTS", str(TEMPLATES))
    add_note(tmp_path, ONE, tags=["levels/mikro"])
    notebook = open_notebook(tmp_path)

    assert read_codes(notebook).find("levels/micro") is not None
    assert [each.source for each in check_codes(notebook)] == ["levels/mikro"]


def test_the_passages_that_people_marked_are_found(tmp_path, monkeypatch):
    monkeypatch.setenv("COPROD_PROMPTS", str(TEMPLATES))
    add_note(tmp_path, ONE, {"second.story": "A made-up queue."})
    mark(tmp_path, ONE, "second.story", "queue", "ours/waiting")
    mark(tmp_path, ONE, "second.story", "made-up", "ours/told", coder="bo")
    notebook = open_notebook(tmp_path)

    assert [each.words for each in find_passages(notebook)] == ["made-up", "queue"]
    assert [each.words for each in find_passages(notebook, ["ours"], coders=["bo"])] == ["made-up"]


def test_all_memos_are_found(tmp_path, monkeypatch):
    monkeypatch.setenv("COPROD_PROMPTS", str(TEMPLATES))
    add_note(tmp_path, ONE, {"second.story": "A made-up queue."})
    mark(tmp_path, ONE, "second.story", "queue", "ours/waiting", memo="In vivo.")
    notebook = open_notebook(tmp_path)
    new_code(notebook, "ours/waiting", {"memo": "Two things?"}, reason="Read again")

    assert [each.text for each in find_memos(notebook)] == ["Two things?", "In vivo.", "Read again"]


def test_codes_are_made_changed_given_out_taken_in_and_restored(tmp_path, monkeypatch):
    monkeypatch.setenv("COPROD_PROMPTS", str(TEMPLATES))
    add_note(tmp_path, ONE)
    notebook = open_notebook(tmp_path)

    new_code(notebook, "ours", {"title": {"en": "Ours", "sv": "Våra"}})
    new_code(notebook, "ours/waiting", {"definition": "Nobody says."})
    new_code(notebook, "ours/told", under="ours/waiting")
    edit_code(notebook, "ours/told", {"memo": "A thought."}, reason="Read again")
    move_code(notebook, "ours/told")
    retire_code(notebook, "ours/told", ["ours/waiting"])
    restore_codes(notebook)
    merge_codes(notebook, ["ours/told"], "ours/waiting")
    change = rename_code(notebook, "ours/waiting", "wait")
    assert change.is_made
    (tmp_path / "ours.qdc").write_bytes(export_codes(notebook, "ours", format="qdc"))
    assert import_codes(notebook, tmp_path / "ours.qdc", into="theirs").new == (
        "theirs/wait", "theirs/told",
    )  # fmt: skip
    assert [each.did for each in read_code_log(notebook)] == [
        "new", "new", "new", "edit", "move", "retire", "restore", "merge", "rename", "import",
    ]  # fmt: skip
    assert not split_code(notebook, "ours/wait", ["theirs/told"], []).planned.passages


def test_passages_are_marked(tmp_path, monkeypatch):
    monkeypatch.setenv("COPROD_PROMPTS", str(TEMPLATES))
    add_note(tmp_path, ONE, {"second.story": "A made-up queue."})

    passage = {"at": "second.story", "quote": "queue", "codes": ["ours/waiting"]}
    marked = mark_case(open_notebook(tmp_path), ONE, "anna", [passage], done=True)
    assert [each.words for each in marked.marking.placed] == ["queue"]
    for coder, days in (("anna", [marked.marking.coding.done]), ("bo", [""])):
        cases = find_cases_to_mark(open_notebook(tmp_path), coder)
        assert [each.done for each in cases] == days


class TestTheNames:
    def test_are_these_and_no_others(self):
        assert sorted(coprod_cli.__all__) == [
            "Answer", "Case", "CoprodError", "Filters", "Finding", "InvalidInput", "NotFound",
            "Notebook", "Scope", "StepFilters", "Template", "Workspace", "__version__", "add_case",
            "check_cases", "check_codes", "draw_timeline", "edit_case", "edit_code",
            "export_cases", "export_codes", "find_cases_to_mark", "find_copies", "find_memos",
            "find_passages",
            "find_sources", "find_steps", "finish_case", "import_codes", "init_notebook",
            "list_cases",
            "load_template", "look_over", "mark_case", "merge_codes", "merge_codings",
            "merge_notes",
            "move_code", "new_code", "open_notebook", "open_workspace", "plan_purge", "purge",
            "read_across", "read_case", "read_cases", "read_code_log", "read_codes",
            "read_history", "read_model", "read_voices", "remove_case", "rename_code",
            "render_case", "repair_cases", "restore_answers", "restore_case", "restore_codes",
            "retire_code", "scan_cases", "search", "split_code", "tick_steps", "update_cases",
        ]  # fmt: skip

    @pytest.mark.parametrize("name", [name for name in coprod_cli.__all__ if name[0] != "_"])
    def test_are_each_there_and_described(self, name):
        value = getattr(coprod_cli, name)

        assert inspect.getdoc(value)
        assert value.__name__ == name
        assert name in dir(coprod_cli)

    @pytest.mark.parametrize(
        "name", ["export_cases", "load_template", "open_notebook", "read_case", "render_case"]
    )
    def test_say_what_they_raise(self, name):
        assert "Raises:" in inspect.getdoc(getattr(coprod_cli, name))

    def test_of_nothing_is_an_error(self):
        with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
            coprod_cli.nothing  # noqa: B018 - the look-up is the test

    def test_are_declared_for_type_checkers(self):
        source = inspect.getsource(coprod_cli)

        for name in coprod_cli.__all__:
            assert name == "__version__" or f"import {name} as {name}\n" in source


@pytest.mark.usefixtures("folder")
class TestAScript:
    def test_runs_as_it_stands(self, folder):
        done = run(
            [sys.executable, "-c", EXAMPLE], cwd=folder, env=clean_environment(folder),
            capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip

        assert done.stderr == ""
        assert done.stdout == f"{ONE} draft 0\n# One\n{TWO} draft 1\n# Two\n2\n"
        # Each answer has a row, also "why not", which is not asked since the person was seen.
        rows = (folder / "cases.csv").read_bytes()
        assert rows.count(TWO.encode()) == 2 * (len(VISIT) + 1)
        assert [line[-6:] for line in rows.split(b"\r\n") if b"why-not" in line] == [b"false,"]

    def test_reads_every_case_in_the_order_of_ids(self):
        cases = list(read_cases(open_notebook("notes")))

        assert [case.id for case in cases] == [ONE, TWO]
        assert all(isinstance(case, Case) for case in cases)
        assert cases[1].answer("first.wait") == Answer("first.wait", "12")

    def test_leaves_out_what_cannot_be_read(self, folder):
        (folder / "notes" / f"{CASE_ID}.md").write_text("words")
        notebook = open_notebook("notes")

        assert len(list(read_cases(notebook))) == 2
        assert [bool(note.findings) for note in notebook.notes()] == [False, False, True]

    @pytest.mark.parametrize("name", [TWO, "20261110", f"{TWO}.md", "latest"])
    def test_reads_one_case_by_its_name(self, name):
        assert read_case(open_notebook("notes"), name).title == "Two"

    def test_is_told_what_is_wrong(self, folder):
        notebook = open_notebook("notes")
        (folder / "notes" / f"{CASE_ID}.md").write_text("words")

        with pytest.raises(NotFound):
            read_case(notebook, "2027")
        with pytest.raises(InvalidInput) as caught:
            read_case(notebook, CASE_ID)
        assert caught.value.findings[0].kind == "front-matter"
        with pytest.raises(NotFound):
            open_notebook("nowhere")
        with pytest.raises(NotFound):
            load_template("nothing")
        with pytest.raises(CoprodError):
            export_cases(notebook, StringIO(), format="xml")

    def test_renders_with_the_case_s_template_or_another(self):
        case = read_case(open_notebook("notes"), ONE)

        assert render_case(case) == "# One\n"
        assert render_case(case, load_template("every-type"), layout="full").count("\n### ") == 6

    def test_reads_a_case_by_voice(self):
        case = read_case(open_notebook("notes"), TWO).with_answer(
            Answer("second.story", "Ours.", voice="family")
        )

        voiced = read_voices(case)

        assert voiced.voices == ("family", None)
        (story,) = (each for each in voiced.questions if each.address == "second.story")
        assert [each.parts[0].text for each in story.answers] == ["Ours.", VISIT["second.story"]]

    def test_reads_a_case_in_the_coproduction_model(self, monkeypatch):
        monkeypatch.delenv("COPROD_PROMPTS")
        case = Case(
            id=ONE,
            title="",
            template="primary-care",
            answers=(Answer("emotions.effects", "Calm."),),
        )

        (quote,) = read_model(case).places["as-is-system"]

        assert quote.text == "Calm."
        with pytest.raises(WrongUsage):
            read_model(case, EVERY_TYPE)

    def test_loads_a_template_that_only_the_notebook_has(self, folder):
        own = folder / "notes" / "prompts" / "own"
        own.mkdir(parents=True)
        (own / "template.yaml").write_text("id: own\nversion: 1.0.0\ntitle: Own\nsections: [one]\n")
        (own / "one.yaml").write_text("id: one\ntitle: One\nquestions: [{id: a, text: A}]\n")

        assert load_template("own", open_notebook("notes")).title == "Own"
        with pytest.raises(NotFound):
            load_template("own")

    def test_exports_the_cases_it_names(self):
        out = StringIO()
        count = export_cases(open_notebook("notes"), out, cases=["20261110", "20261101"])

        assert count == 2
        assert [json.loads(line)["id"] for line in out.getvalue().splitlines()] == [TWO, ONE]

    def test_exports_all_where_it_names_none(self):
        out = StringIO()

        assert export_cases(open_notebook("notes"), out) == 2
        assert [json.loads(line)["id"] for line in out.getvalue().splitlines()] == [ONE, TWO]

    def test_exports_csv_for_excel_to_a_stream_of_bytes_or_of_text(self):
        data, text = BytesIO(), StringIO(newline="")
        notebook = open_notebook("notes")

        assert export_cases(notebook, data, format="csv", excel=True) == 2
        assert export_cases(notebook, text, format="csv", excel=True) == 2
        assert data.getvalue().startswith("\ufeffid;title;".encode())
        assert text.getvalue() == data.getvalue().decode()
        with pytest.raises(WrongUsage):
            export_cases(notebook, data, excel=True)

    def test_leaves_uncertain_notes_out_of_an_export(self, folder):
        path = folder / "notes" / f"{TWO}.md"
        path.write_text(path.read_text().replace("<!-- coprod:end -->", ""))

        assert export_cases(open_notebook("notes"), StringIO()) == 1

    def test_finds_the_notebook_as_the_command_line_does(self, folder, monkeypatch):
        with pytest.raises(NotFound):
            open_notebook()
        monkeypatch.setenv("COPROD_NOTEBOOK", str(folder / "notes"))

        assert open_notebook().folder == folder / "notes"


@pytest.mark.usefixtures("folder")
class TestAScriptThatWrites:
    """Everything that a command can do to a notebook, done by a script."""

    def test_adds_and_edits_a_case(self):
        notebook = open_notebook("notes")

        saved = add_case(
            notebook, {"first.name": "A made-up morning"}, template="every-type", title="Three"
        )
        edit_case(notebook, saved.id, {"first.name": "Another one"})

        case = read_case(notebook, saved.id)
        assert (case.title, case.status) == ("Three", "draft")
        assert case.answer("first.name").text == "Another one"
        assert [each.answer.text for each in read_history(notebook, saved.id).entries] == [
            "A made-up morning"
        ]

    def test_gives_the_answers_of_several_voices(self):
        notebook = open_notebook("notes")
        family = {"text": "They waited", "voice": "family"}
        saved = add_case(
            notebook, {"second.story": [{"text": "I waited"}, family]}, template="every-type"
        )

        edit_case(notebook, saved.id, {"second.story": {**family, "text": "They waited long"}})

        assert [(answer.voice, answer.text) for answer in read_case(notebook, saved.id).answers
            if answer.address == "second.story"
        ] == [(None, "I waited"), ("family", "They waited long")]  # fmt: skip

    def test_converts_a_case(self):
        notebook = open_notebook("notes")

        edit_case(notebook, TWO, {}, language="sv", plain_words=True)

        assert read_case(notebook, TWO).language == "sv"
        with pytest.raises(CoprodError):
            edit_case(notebook, TWO, {}, language="xx")

    def test_names_each_option_for_type_checkers(self):
        options = {
            name: list(inspect.signature(getattr(coprod_cli, name)).parameters)
            for name in ("add_case", "edit_case")
        }

        assert options == {
            "add_case": ["notebook", "answers", "template", "title", "tags", "language",
                         "plain_words", "final", "voice"],
            "edit_case": ["notebook", "reference", "answers", "tags", "template", "language",
                          "plain_words", "final", "again", "voice"],
        }  # fmt: skip

    def test_brings_earlier_answers_back(self):
        notebook = open_notebook("notes")
        before = datetime.now(UTC)
        edit_case(notebook, TWO, {"first.wait": "99"})

        restored = restore_answers(notebook, TWO, before)

        assert restored.addresses == ("first.wait",)
        assert read_case(notebook, TWO).answer("first.wait").text == "12"

    def test_saves_nothing_where_one_answer_cannot_be_taken(self):
        with pytest.raises(InvalidInput):
            add_case(
                open_notebook("notes"), {"first.wait": "twelve", "first.name": "x"},
                template="every-type",
            )  # fmt: skip

        assert len(list(read_cases(open_notebook("notes")))) == 2

    def test_makes_the_notebook_of_a_workspace(self):
        workspace = open_workspace("elsewhere")

        saved = add_case(workspace, {"first.name": "x"}, template="every-type")

        assert saved.new_notebook == workspace.folder == Path("elsewhere")
        assert [case.id for case in read_cases(workspace)] == [saved.id]

    def test_removes_a_case_and_brings_it_back(self):
        notebook = open_notebook("notes")

        removed = remove_case(notebook, ONE)
        listed = list_cases(notebook, removed=True)
        assert [case.id for case in listed.cases] == [removed.name] == [ONE]

        assert restore_case(notebook, ONE).name == f"{ONE}.md"
        assert [case.id for case in list_cases(notebook).cases] == [ONE, TWO]

    def test_ticks_next_steps_off(self):
        notebook = open_notebook("notes")
        saved = add_case(
            notebook, {"reflections.now-what": "- [ ] Ring back"}, template="reflection"
        )
        step = find_steps(notebook).steps[0].step
        assert step.reference == f"{saved.id}.1"

        assert tick_steps(notebook, done=[step.reference])[0].found.step.task.is_done
        assert find_steps(notebook).steps == ()
        assert len(find_steps(notebook, done_too=True).steps) == 1

    def test_checks_and_repairs_notes(self, folder):
        notebook = open_notebook("notes")
        path = folder / "notes" / f"{ONE}.md"
        path.write_text(path.read_text().replace("<!-- coprod:end -->\n", ""))
        assert [bool(each.findings) for each in check_cases(notebook)] == [True, False]

        repaired = [each for each in repair_cases(notebook) if each.kept]

        assert [Path(each.source).name for each in repaired] == [path.name]
        assert not any(each.findings for each in check_cases(notebook))

    def test_finds_copies_and_joins_them(self, folder):
        path, notebook = next((folder / "notes").glob("*.md")), open_notebook("notes")
        copy = path.with_name(f"{path.stem} (1).md")
        copy.write_bytes(path.read_bytes())

        assert [each.path for each in find_copies(notebook)] == [str(notebook.folder / copy.name)]
        repaired = [each for each in repair_cases(notebook) if each.removed]
        assert [Path(each.source).name for each in repaired] == [path.name]
        assert find_copies(notebook, by_content=True) == ()

    def test_sets_up_git_and_merges_three_files(self, folder):
        made = init_notebook(folder / "made", git=True)
        assert made.git.command == (
            "git config merge.coprod.driver 'coprod merge-notes %O %A %B %P'"
        )
        (folder / "none").write_text("")
        path = add_note(folder / "made", CASE_ID, VISIT)
        merged = merge_notes(folder / "none", path, path)
        assert (merged.joined, merged.is_open, merged.by_lines) == ((), False, "")

    def test_merges_three_versions_of_a_coding(self, folder):
        (folder / "none").write_text("")
        for name in ("one", "other"):
            passage = f"- id: {name}\n  at: first.name\n  quote: {name}\n"
            (folder / name).write_text(f"case: {CASE_ID}\ncoder: anna\npassages:\n{passage}")
        merged = merge_codings(folder / "none", folder / "one", folder / "other")
        assert (merged.changed_twice, merged.is_open) == ((), False)
        assert (folder / "one").read_text().count("- id:") == 2

    def test_makes_a_notebook_of_examples(self, folder):
        made = init_notebook(folder / "examples", examples=True)

        assert [case.id for case in read_cases(open_notebook(made.folder))] == list(made.examples)

    def test_looks_for_what_could_identify_a_person(self):
        notebook = open_notebook("notes")
        edit_case(notebook, ONE, {"first.name": "Ring 070-174 06 05"})

        places = [place for note in scan_cases(notebook) for place in note.places]

        found = [place.text[place.start : place.end] for place in places]
        assert found == ["070-174 06 05", VISIT["first.day"]]

    def test_updates_cases(self, folder):
        notebook = open_notebook("notes")
        add_note(folder / "notes", ONE, {}, title="One", template_version="0.1.0")

        planned = list(update_cases(notebook, dry_run=True))

        assert [each.is_needed for each in planned] == [True, False]
        assert next(update_cases(notebook, [ONE])).newest == EVERY_TYPE.version
        assert read_case(notebook, ONE).template_version == EVERY_TYPE.version

    def test_takes_the_filters_of_the_command_line(self):
        notebook = open_notebook("notes")

        assert list_cases(notebook, Filters(status="final")).cases == ()
        with pytest.raises(CoprodError, match="no status"):
            Filters(status="ready")
        assert list_cases(notebook, Filters(template="primary-care")).notices == ()
        notices = list_cases(notebook, Filters(tag="of-none")).notices
        assert notices == ('0 cases have the tag "of-none".',)

    @pytest.mark.parametrize(
        "call",
        [
            list_cases,
            lambda notebook, filters: find_steps(notebook, (), filters),
            lambda notebook, filters: find_sources(notebook, (), filters),
            lambda notebook, filters: draw_timeline(notebook, (), filters),
            lambda notebook, filters: list(update_cases(notebook, (), filters)),
            lambda notebook, filters: list(check_cases(notebook, (), filters)),
            lambda notebook, filters: list(scan_cases(notebook, (), filters)),
            lambda notebook, filters: list(repair_cases(notebook, (), filters)),
            lambda notebook, filters: export_cases(notebook, BytesIO(), filters=filters),
        ],
        ids=["list", "steps", "sources", "timeline", "update", "check", "scan", "repair", "export"],
    )
    def test_refuses_a_template_that_does_not_exist(self, call):
        with pytest.raises(WrongUsage, match='no template "every-typ"') as error:
            call(open_notebook("notes"), Filters(template="every-typ"))

        assert error.value.hint == "every-type"

    def test_exports_bytes_and_what_passes_filters(self):
        notebook = open_notebook("notes")
        edit_case(notebook, ONE, {"first.name": "Ring 070-174 06 05"})
        out = BytesIO()

        count = export_cases(notebook, out, filters=Filters(until="2026-11-30"), deidentify=True)

        assert count == 2
        assert b"070-174" not in out.getvalue()
        assert export_cases(notebook, BytesIO(), filters=Filters(tag="of-none")) == 0
