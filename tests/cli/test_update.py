"""`coprod update`: from one version of a template to the next, for one, several or all cases."""

import json
from subprocess import DEVNULL, PIPE, Popen

import pytest
from made_up import CASE_ID, NOON, add_note, clean_environment, coprod, start_of_coprod
from made_up_versions import (
    AFTERWARDS,
    ANSWERS,
    EARLIER_LABELS,
    FIRST,
    LATER_LABELS,
    NEW,
    OLD,
    SECOND,
    answer_texts,
    form,
    write_form,
)

from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.notebook import Notebook

OTHER = "20261110-bbbbbb"
THIRD = "20261101-aaaaaa"
SUMMARY = "1.0.0 -> 2.0.0: 4 new, 3 reworded, 2 renamed, 2 removed, 2 kept"


@pytest.fixture
def prompts(home):
    """The folder of templates, which has the newest version."""
    write_form(home / "prompts", SECOND)
    return home / "prompts"


@pytest.fixture
def folder(home, prompts, monkeypatch):
    """A notebook with one note of the first version."""
    folder = home / "notes"
    monkeypatch.setenv("COPROD_NOTEBOOK", str(folder))
    monkeypatch.setenv("COPROD_PROMPTS", str(prompts))
    add_note(folder, CASE_ID, ANSWERS, template=FIRST)
    Notebook.make(folder)
    return folder


@pytest.fixture
def path(folder):
    return folder / f"{CASE_ID}.md"


@pytest.fixture
def book(folder):
    return Notebook(folder)


def run(*words, **more):
    done = coprod("update", *words, **more)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def done(*words, **more):
    result = run(*words, **more)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def version(path):
    return read_note(path.read_bytes(), str(path)).case.template_version


def files(folder):
    """Every file, with what is in it, but those that locks leave."""
    return {
        path: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "locks" not in path.parts
    }


class TestOneCase:
    def test_is_brought_to_the_newest_version_and_each_change_is_told(self, path):
        lines = done(CASE_ID).splitlines()

        assert answer_texts(read_note(path.read_bytes(), "")) == AFTERWARDS
        assert lines[0] == f"{CASE_ID}: {SUMMARY}"
        assert lines[1:] == [
            "  care.mood: worded anew, the answer stays: How did people feel?",
            "  care.queue: the same, its address was care.wait: How long was the wait?",
            "  care.street: the same, its address was home.street: Which street?",
            "  care.why: new: Why so?",
            "  after.later: new: And later?",
            "  parts.steps#1.day: new: When?",
            "  parts.steps#2.day: new: When?",
            "  parts.steps#1.what: worded anew, the answer stays: What exactly?",
            "  parts.steps#2.what: worded anew, the answer stays: What exactly?",
            "  care.fax: no longer asked, the answer stays in the note: Was there a fax?",
            "  home.pets: no longer asked, it was open: Any pets?",
        ]

    @pytest.mark.usefixtures("folder")
    def test_tells_where_the_note_as_it_was_is_kept(self):
        assert run(CASE_ID).stderr == (
            "No answer is gone. The note as it was stays in the history: "
            f"coprod history {CASE_ID}\n"
        )

    def test_can_be_brought_back_whole(self, path):
        before = path.read_bytes()
        done(CASE_ID)
        (kept,) = json.loads(coprod("history", CASE_ID, "--json").stdout)

        coprod("restore", CASE_ID, "--to", kept["until"], "--whole")

        assert path.read_bytes() == before

    @pytest.mark.parametrize(
        ("language", "before", "after"),
        [("en", "Walked in", "Came by"), ("sv", "Utan tid", "Kom förbi")],
    )
    def test_gets_today_s_labels_of_choices_and_that_is_told(
        self, folder, prompts, language, before, after
    ):
        write_form(prompts, LATER_LABELS)
        path = add_note(
            folder, OTHER, {"visit.kind": before, "visit.why": "So."}, template=EARLIER_LABELS,
            language=language,
        )  # fmt: skip
        exported = [json.loads(coprod("export", "jsonl", OTHER).stdout)["answers"]]
        planned = json.loads(done(OTHER, "--dry-run", "--json"))

        assert [each["change"] for each in planned[0]["changes"]] == ["relabelled", "kept", "kept"]
        told = done(OTHER, "--plain")
        assert "1.0.0 -> 2.0.0: 1 with a new label, 2 kept\n" in told
        assert "  visit.kind: the choice's new label, the answer is the same: " in told
        assert answer_texts(read_note(path.read_bytes(), "x")) == {
            "visit.kind": after, "visit.why": "So.",
        }  # fmt: skip
        exported.append(json.loads(coprod("export", "jsonl", OTHER).stdout)["answers"])
        assert [[each["asked"] for each in answers] for answers in exported] == [[True, True]] * 2

    def test_that_is_of_the_newest_version_is_told_so(self, path):
        done(CASE_ID)
        before = path.read_bytes()

        again = run(CASE_ID)

        assert (again.stdout, again.stderr) == ("", "All is of the newest version.\n")
        assert path.read_bytes() == before

    def test_is_clean_in_a_check_and_whole_in_an_export_before_and_after(self, path):
        for _ in range(2):
            exported = coprod("export", "jsonl")
            record = json.loads(exported.stdout)
            texts = {each["address"]: each["text"] for each in record["answers"]}
            assert texts == answer_texts(read_note(path.read_bytes(), ""))
            assert "left out" not in exported.stderr
            done(CASE_ID)
        assert coprod("check", CASE_ID).exit_code == 0

    @pytest.mark.usefixtures("folder")
    def test_before_it_is_updated_is_told_of_by_a_check_with_what_to_do(self):
        told = coprod("check", CASE_ID)

        assert told.exit_code == 1
        assert f"Try: coprod update {CASE_ID}" in told.stdout

    def test_keeps_the_answer_of_a_removed_question_where_it_is_rendered_and_shown(self, path):
        done(CASE_ID)

        for words in (["render", CASE_ID], ["show", CASE_ID]):
            assert "A made-up fax" in coprod(*words).stdout
        assert "A made-up fax" in path.read_text()

    @pytest.mark.usefixtures("folder")
    def test_is_named_in_any_way_that_a_case_is(self):
        assert done("latest").startswith(f"{CASE_ID}: ")

    @pytest.mark.usefixtures("folder")
    def test_is_told_as_data_for_scripts(self):
        (told,) = json.loads(done(CASE_ID, "--json"))

        assert {key: told[key] for key in ("id", "from", "to", "updated")} == {
            "id": CASE_ID, "from": OLD, "to": NEW, "updated": True,
        }  # fmt: skip
        assert told["path"].endswith(f"{CASE_ID}.md")
        by_address = {each["address"]: each for each in told["changes"]}
        assert by_address["care.queue"] == {
            "address": "care.queue", "change": "renamed", "was": "care.wait", "before": None,
            "answered": True, "question": "How long was the wait?",
        }  # fmt: skip
        assert by_address["home.pets"]["answered"] is False
        changes = [each["change"] for each in told["changes"] if each["address"] == "care.mood"]
        assert changes == ["reworded"]
        (again,) = json.loads(done(CASE_ID, "--json"))
        assert again["updated"] is False


class TestADryRun:
    def test_tells_the_same_and_writes_nothing(self, folder):
        before = files(folder)

        told = run(CASE_ID, "--dry-run")

        assert files(folder) == before
        assert told.stderr == "Nothing is changed yet: this is what an update would do.\n"
        assert told.stdout == done(CASE_ID)

    def test_needs_no_hold_on_the_case(self, book, path):
        with book.lock_case(path, CASE_ID, NOON, interactive=True):
            assert SUMMARY in done(CASE_ID, "--dry-run")

    def test_of_all_writes_nothing_either(self, folder):
        before = files(folder)

        assert done("--all", "--dry-run", "--json")

        assert files(folder) == before


class TestAllCases:
    @pytest.fixture
    def others(self, folder):
        """Two more cases, one of them finished; and one of another template."""
        return [
            add_note(folder, OTHER, {}, template=FIRST, status="final", tags=["night"],
                     created="2026-11-10T09:00:00+01:00"),
            add_note(folder, THIRD, {}, template=FIRST, created="2026-11-01T09:00:00+01:00"),
            add_note(folder, "20261124-cdcdcd", {}),
        ]  # fmt: skip

    def test_are_told_in_a_line_each(self, others, monkeypatch):
        monkeypatch.setenv("COPROD_PROMPTS", _with_shipped_ones())
        told = run("--all")

        assert told.exit_code == 0, told.stderr
        assert [line[:16] for line in told.stdout.splitlines()] == [
            f"{THIRD}:", f"{OTHER}:", f"{CASE_ID}:",
        ]  # fmt: skip
        assert told.stderr.endswith("stays in the history: coprod history CASE\n")
        assert [version(path) for path in others] == [NEW, NEW, "1.2.0"]

    @pytest.mark.parametrize(
        ("words", "taken"),
        [
            (["--status", "final"], [OTHER]),
            (["--status", "draft", "--template", "made-up"], [THIRD, CASE_ID]),
            (["--tag", "night"], [OTHER]),
            (["--since", "2026-11-05", "--until", "2026-11-15"], [OTHER]),
            (["--tag", "no-such"], []),
        ],
    )
    @pytest.mark.usefixtures("others")
    def test_are_those_that_pass_the_filters(self, folder, words, taken):
        told = json.loads(done("--all", *words, "--json"))

        assert [each["id"] for each in told] == taken
        for name in (THIRD, OTHER, CASE_ID):
            assert version(folder / f"{name}.md") == (NEW if name in taken else OLD)

    @pytest.mark.usefixtures("others")
    def test_may_be_none(self):
        assert run("--all", "--since", "2027-01-01").stderr == "No case fits.\n"

    @pytest.mark.usefixtures("others")
    def test_go_on_past_what_cannot_be_brought_there(self, folder):
        path = folder / f"{OTHER}.md"
        path.write_text(path.read_text().replace("<!-- coprod:end -->\n", ""))

        told = run("--all")

        assert told.exit_code == 1
        lines = told.stderr.splitlines()
        assert any(f"{OTHER}.md" in line and "the end of this note is missing" in line
                   for line in lines)  # fmt: skip
        assert any("the template of this case is not here" in line for line in lines)
        assert version(folder / f"{THIRD}.md") == version(folder / f"{CASE_ID}.md") == NEW
        assert version(path) == OLD

    def test_pass_over_files_that_are_no_notes(self, folder):
        (folder / "A list.md").write_text("Milk, made up\n")

        assert run("--all").exit_code == 0

    @pytest.mark.usefixtures("others")
    def test_may_be_some_that_are_named(self, folder):
        told = done(CASE_ID, OTHER)

        assert [line[:16] for line in told.splitlines() if line[0] == "2"] == [
            f"{CASE_ID}:", f"{OTHER}:",
        ]  # fmt: skip
        assert version(folder / f"{THIRD}.md") == OLD


def _with_shipped_ones():
    import os

    from made_up import TEMPLATES

    return os.pathsep.join([os.environ["COPROD_PROMPTS"], str(TEMPLATES)])


class TestACaseOnWhichSomebodyWorks:
    def test_is_not_touched_and_is_told_with_its_own_exit_code(self, book, path):
        before = path.read_bytes()

        with book.lock_case(path, CASE_ID, NOON, interactive=True):
            told = run(CASE_ID)

        assert told.exit_code == 5
        assert told.stderr.startswith("coprod: ")
        assert path.read_bytes() == before
        assert run(CASE_ID).exit_code == 0

    def test_does_not_stop_the_others(self, book, path, folder):
        other = add_note(folder, OTHER, {}, template=FIRST)

        with book.lock_case(path, CASE_ID, NOON, interactive=True):
            told = run("--all")

        assert told.exit_code == 1
        assert len(told.stderr.splitlines()) == 2
        assert (version(path), version(other)) == (OLD, NEW)


class TestACaseThatCannotBeBroughtThere:
    def test_is_of_a_newer_version_than_the_template(self, prompts, path):
        done(CASE_ID)
        write_form(prompts, FIRST)
        before = path.read_bytes()

        told = run(CASE_ID)

        assert told.exit_code == 3
        assert "is of a newer version (2.0.0) than the template here (1.0.0)" in told.stderr
        assert path.read_bytes() == before

    def test_has_a_template_that_is_gone(self, prompts, path):
        (prompts / "made-up" / "template.yaml").unlink()
        before = path.read_bytes()

        told = run(CASE_ID)

        assert told.exit_code == 4
        assert "the template of this case is not here. Try: coprod templates list" in told.stderr
        assert path.read_bytes() == before

    @pytest.mark.usefixtures("folder")
    def test_has_a_template_with_a_mistake_and_the_mistake_is_told(self, prompts):
        (prompts / "made-up" / "care.yaml").write_text("id: care\ntitle: Care\nquestion: []\n")

        told = run(CASE_ID)

        assert told.exit_code == 3
        assert "care.yaml:" in told.stderr

    @pytest.mark.parametrize(
        "damage",
        [
            lambda text: text.replace("<!-- coprod:end -->\n", ""),
            lambda text: text.replace("coprod:care.fax", "coprod:care.mood"),
            lambda text: text.replace("template: made-up", "template: [made-up"),
            lambda text: text.replace("template: made-up\n", ""),
        ],
        ids=["no end", "doubled", "no front matter", "no template"],
    )
    def test_has_findings(self, path, damage):
        path.write_text(damage(path.read_text()))
        before = path.read_bytes()

        for words in ([CASE_ID], [CASE_ID, "--dry-run"]):
            told = run(*words)
            assert told.exit_code == 3
            assert told.stderr.startswith("coprod: ")
            assert "Made-up calm" not in told.stderr
        assert path.read_bytes() == before

    def test_has_lost_a_marker_of_this_very_version(self, path):
        done(CASE_ID)
        path.write_text(
            path.read_text().replace("### Where was it?\n<!-- coprod:care.setting", "x")
        )
        before = path.read_bytes()

        assert run(CASE_ID).exit_code == 3
        assert path.read_bytes() == before

    @pytest.mark.usefixtures("folder")
    @pytest.mark.parametrize("words", [[], [CASE_ID, "--all"]])
    def test_is_not_said_or_said_twice(self, words):
        told = run(*words)

        assert told.exit_code == 2
        assert "name the cases, or take all of them" in told.stderr

    @pytest.mark.usefixtures("folder")
    def test_is_not_there(self):
        assert run("20990101-nnnnnn").exit_code == 4


class TestTwoAtOnce:
    def test_bring_each_case_there_once(self, folder, home, prompts):
        paths = [
            add_note(folder, f"20261124-aaaa{number}", ANSWERS, template=FIRST)
            for number in range(10, 22)
        ]
        environment = clean_environment(
            home, COPROD_NOTEBOOK=str(folder), COPROD_PROMPTS=str(prompts)
        )
        words, become = start_of_coprod(["update", "--all", "--json"], environment)
        both = [
            Popen(
                words, preexec_fn=become, cwd=home, env=environment,
                stdin=DEVNULL, stdout=PIPE, stderr=PIPE,
            )
            for _ in range(2)
        ]  # fmt: skip

        told = [json.loads(each.communicate(timeout=60)[0]) for each in both]

        assert [each.returncode for each in both] == [0, 0]
        for path in paths:
            assert answer_texts(read_note(path.read_bytes(), "")) == AFTERWARDS
            assert len(Notebook(folder).history(path.stem).entries()) == 1
            updated = [each["updated"] for one in told for each in one if each["id"] == path.stem]
            assert sorted(updated) == [False, True]


class TestALineByLineInterviewAfterIt:
    """What is asked through a pipe; that at a terminal is in tests/asking."""

    def ask(self, typed, *words):
        return run(CASE_ID, "--plain", *words, given=typed)

    @pytest.mark.usefixtures("folder")
    def test_asks_what_is_new_and_what_was_reworded_and_nothing_else(self):
        told = self.ask("\n" * 8 + "d\n")
        asked = told.stderr

        assert told.exit_code == 0

        for wording in ("How did people feel?", "Why so?", "And later?", "What exactly?", "When?"):
            assert wording in asked
        before_review = asked.partition("Answered, but not asked now:")[0]
        for wording in ("Where was it?", "Which street?", "How long", "Who does it?", "fax"):
            assert wording not in before_review
        assert asked.count("Earlier wording: How was the mood?") == 1

    def test_goes_on_where_it_was_left(self, path):
        first = self.ask("\nMade-up reasons\n:quit\n")
        assert first.exit_code == 130
        assert f"To go on: coprod update {CASE_ID}" in first.stderr

        second = self.ask("Later, made up\n" + "\n" * 5 + "d\n")

        asked = second.stderr.partition("Answered, but not asked now:")[0]
        assert "How did people feel?" not in asked
        assert "Why so?" not in asked
        note = read_note(path.read_bytes(), "")
        assert answer_texts(note)["care.why"] == "Made-up reasons"
        assert answer_texts(note)["after.later"] == "Later, made up"

    @pytest.mark.usefixtures("folder")
    def test_is_none_where_nothing_new_is_to_be_asked(self):
        self.ask("\n" * 2 + "Made up\n" * 20 + "d\n")
        self.ask("Made up\n" * 20 + "d\n")

        told = self.ask("")

        assert told.exit_code == 0
        assert told.stderr.endswith("There is nothing new to ask.\n")

    @pytest.mark.usefixtures("folder")
    @pytest.mark.parametrize("option", ["--dry-run", "--json"])
    def test_is_none_with_an_option_for_scripts(self, option):
        assert "Earlier wording" not in self.ask("", option).stderr

    def test_is_none_for_what_no_answer_calls_for(self, prompts, path):
        hidden = {"text": "More?", "when": {"question": "care.setting", "answer": "elsewhere"}}
        write_form(prompts, form({"care": {"setting": "Where was it?", "more": hidden}}, NEW))
        add_note(path.parent, CASE_ID, {"care.setting": "Here, made up"},
                 template=form({"care": {"setting": "Where was it?"}}))  # fmt: skip

        assert self.ask("").stderr.endswith("There is nothing new to ask.\n")
