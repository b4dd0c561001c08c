"""The commands about templates, and the folders in which templates are searched."""

import json
import os
import stat

import pytest
from commands import data, done
from made_up import EVERY_TYPE, SHIPPED, TEMPLATES, add_note, coprod
from terminal import Terminal

from coprod_cli.templates.json_schema import SCHEMA_NAMES, schema_text

HEAD = "id: mine\nversion: 0.1.0\ntitle: %s\nsections: [one]\n"
ONE = "id: one\ntitle: One\nquestions:\n  - {id: a, text: What?}\n"
DESCRIBED = {
    "en": [
        "reflection - 4 questions, 5 minutes",
        "Four short questions about one real case, for the five minutes you have.",
        "Answered by: One person who was there: patient, relative or professional",
        "mine - 1 question Mine From: notebook",
    ],
    "sv": [
        "reflection - 4 frågor, 5 minuter",
        "Fyra korta frågor om ett verkligt fall, för de fem minuter du har.",
        "Besvaras av: En person som var med: patient, närstående eller personal",
        "mine - 1 fråga Mine Från: anteckningsboken",
    ],
}

pytestmark = pytest.mark.usefixtures("home")


def write(prompts, name="mine", title="Mine", one=ONE):
    folder = prompts / name
    folder.mkdir(parents=True)
    (folder / "template.yaml").write_text(HEAD % title, "utf-8")
    (folder / "one.yaml").write_text(one, "utf-8")
    return folder


def title_of(*arguments, **rest):
    return done("templates", "show", "mine", *arguments, **rest).stdout.partition("\n")[0]


class TestWhereTemplatesAreLookedFor:
    @pytest.fixture
    def everywhere(self, home, monkeypatch):
        """A template of the same name in each place, titled by its place."""
        done("init", home / "book")
        monkeypatch.setenv("COPROD_PROMPTS", str(home / "environment"))
        write(home / "option", title="option")
        write(home / "environment", title="environment")
        write(home / "book" / "prompts", title="notebook")
        return home

    def test_is_the_option_then_the_environment_then_the_notebook(self, everywhere, monkeypatch):
        book = ("--notebook", everywhere / "book")

        assert title_of("--prompts", everywhere / "option", *book) == "# option"
        assert title_of(*book) == "# environment"
        monkeypatch.delenv("COPROD_PROMPTS")
        assert title_of(*book) == "# notebook"
        assert coprod("templates", "show", "mine").exit_code == 4

    def test_is_at_last_with_those_that_are_built_in(self, home):
        write(home / "coprod" / "prompts", "primary-care", title="Of the notebook")

        assert done("templates", "show").stdout.startswith("# Of the notebook\n")

    def test_is_as_before_after_a_run_with_the_option(self, everywhere):
        before = os.environ["COPROD_PROMPTS"]
        title_of("--prompts", everywhere / "option")

        assert os.environ["COPROD_PROMPTS"] == before

    def test_is_told_in_the_list(self, everywhere, monkeypatch):
        def origin(*arguments):
            rows = {row["id"]: row for row in data("templates", "list", "--json", *arguments)}
            assert all(rows[name]["from"] == "built-in" for name in SHIPPED)
            return rows["mine"]["from"], rows["mine"]["path"]

        book = ("--notebook", everywhere / "book")
        option = ("--prompts", everywhere / "option")
        assert origin(*book, *option)[0] == str(everywhere / "option")
        assert origin(*book)[0] == str(everywhere / "environment")
        monkeypatch.delenv("COPROD_PROMPTS")
        assert origin(*book) == ("notebook", str(everywhere / "book" / "prompts" / "mine"))

    def test_counts_for_every_command_that_uses_them(self, home, monkeypatch):
        """With a template that only the notebook has, and with one that only --prompts names."""
        monkeypatch.delenv("COPROD_PROMPTS")
        done("init", home / "book")
        for prompts, option in (
            (home / "book" / "prompts", ()), (home / "far", ("--prompts", home / "far")),
        ):  # fmt: skip
            folder = write(prompts, prompts.parent.name if option else "mine")
            where = ("--notebook", home / "book", *option)
            ask = ("new-case", "--template", folder.name, "--set", "one.a=Answered", *where)
            path = done(*ask).stdout.strip()
            assert done("edit", path, "--set", "one.a=Again", *where).exit_code == 0
            assert "What?" in done("show", path, *where).stdout
            assert "What?" in done("render", path, *where).stdout
            assert "Again" in done("export", "jsonl", path, *where).stdout
            assert done("check", path, *where).stderr.endswith("all is well.\n")
            blank = done("render", "--blank", "--template", folder.name, *where)
            assert blank.stdout.startswith("# Mine\n")
            typed = coprod("resume", path, "--plain", *where, given=":quit\n")
            assert "there is no template" not in typed.stderr

    @pytest.mark.parametrize(
        ("named", "told"),
        [
            ("gone", "--prompts: there is no such folder."),
            ("book.md", "--prompts: there is no such folder."),
            (
                "prompts/mine",
                (
                    "this is one template, and --prompts takes a folder that holds templates. "
                    "Try: {home}/prompts"
                ),
            ),
        ],
    )
    def test_must_be_a_folder_of_templates(self, home, named, told):
        (home / "book.md").write_text("x")
        write(home / "prompts")

        result = coprod("templates", "list", "--prompts", home / named)

        assert result.exit_code == 2
        assert result.stderr == f"coprod: {home}/{named}: {told.format(home=home)}\n"

    def test_may_be_a_folder_with_a_colon(self, home):
        write(home / "a:b")

        assert title_of("--prompts", "a:b") == "# Mine"

    def test_may_be_a_folder_from_here(self, home):
        write(home / "prompts")

        assert title_of("--prompts", "prompts") == "# Mine"

    def test_is_not_a_notebook_s_folder_that_has_none(self, home):
        done("init", home / "book")
        (home / "book" / "prompts").write_text("a file")

        assert done("templates", "list", "--notebook", home / "book").stdout


class TestTheList:
    def test_has_a_row_for_each(self):
        rows = [line.split("\t") for line in done("templates", "list").stdout.splitlines()]

        title = "Every type of question"
        purpose = "A made-up form that holds one question of each type."
        every_type = ["every-type", "1.2.0", "en, sv", "9", str(TEMPLATES), title, "", "", purpose]
        assert every_type in rows
        assert {row[0] for row in rows} == {"every-type", *SHIPPED}
        (row,) = (row for row in rows if row[0] == "primary-care")
        assert (row[3:5], row[6]) == (["46", "built-in"], "60-90")
        assert row[7].startswith("One person who was there")
        assert row[8].startswith("Forty-six questions")
        assert row[8].count(".") == 1

    def test_as_json_says_more(self):
        rows = {row["id"]: row for row in data("templates", "list", "--json")}

        assert rows["every-type"]["languages"] == ["en", "sv"]
        assert (rows["primary-care"]["sections"], rows["primary-care"]["questions"]) == (9, 46)
        assert rows["neonatal"]["extends"] == "primary-care"
        assert rows["primary-care"]["extends"] is None
        assert rows["primary-care"]["minutes"] == [60, 90]
        assert rows["every-type"]["minutes"] is None

    @pytest.mark.slow
    @pytest.mark.parametrize("columns", [80, 60])
    @pytest.mark.parametrize(("language", "told"), DESCRIBED.items())
    def test_says_what_each_is_for_how_long_it_takes_and_who_answers(
        self, home, columns, language, told
    ):
        write(home / "coprod" / "prompts")
        terminal = Terminal.coprod(
            "--language", language, "templates", "list", folder=home, columns=columns, rows=60,
        )  # fmt: skip
        terminal.see(*told)
        assert all(len(line) <= columns for line in terminal.lines())
        terminal.end()


class TestShow:
    def test_has_the_whole_form(self):
        shown = done("templates", "show", "every-type").stdout

        assert all(f"({address}, " in shown for address in EVERY_TYPE.questions)
        assert 'Asked only where "Was the person seen?" is Yes.\n' in shown
        assert shown.endswith("Source: Made up for the tests of coprod.\n")

    def test_is_in_the_language_that_is_chosen(self):
        shown = done("templates", "show", "every-type", "--language", "sv").stdout

        assert shown.startswith("# Alla slags frågor\n")
        assert "### Blev personen mottagen?\n" in shown

    def test_refuses_a_language_that_the_form_has_not(self):
        result = coprod("templates", "show", "every-type", "--language", "fi")

        assert result.exit_code == 2
        assert result.stderr == 'coprod: the template "every-type" is not in "fi". Try: en, sv\n'

    def test_as_json_is_all_of_the_template(self):
        shown = data("templates", "show", "every-type", "--json")

        assert [section["id"] for section in shown["sections"]] == ["first", "second"]
        assert shown["sections"][0]["questions"][4]["when"][0]["answer"] is True

    def test_of_one_that_extends_another_has_what_came_of_it(self):
        shown = done("templates", "show", "neonatal").stdout

        assert 'This form extends "primary-care".\n' in shown
        assert "### What matters most? (baby, family, others, nurses, doctors)\n" in shown


class TestCheck:
    def test_of_all_is_well(self):
        assert done("templates", "check").stderr == "All is well.\n"
        assert data("templates", "check", "--json") == []

    def test_tells_mistakes_at_their_places(self, home):
        folder = write(home / "coprod" / "prompts", one=ONE.replace("text", "txet"))

        for named in ([], [folder], ["mine"]):
            result = coprod("templates", "check", *named)
            assert result.exit_code == 1
            assert result.stderr == ""
            assert result.stdout == (
                f'{folder}/one.yaml:4:5: "text" is missing here.\n'
                f'{folder}/one.yaml:4:13: "txet" is not a key that is known here. Try: text\n'
            )

    def test_tells_what_is_wrong_with_one_that_can_be_used(self, home):
        one = f"{ONE}  - {{id: b, text: {{en: B, sv: C}}}}\n"
        folder = write(home / "coprod" / "prompts", one=one)

        [found] = json.loads(coprod("templates", "check", folder, "--json").stdout)

        assert (found["kind"], found["line"], found["column"]) == ("language", 5, 27)
        assert title_of() == "# Mine"

    def test_is_content_with_a_text_that_is_the_same_in_every_language(self, home):
        folder = write(home / "coprod" / "prompts")
        path = folder / "template.yaml"
        path.write_text(path.read_text() + "languages: [en, sv]\n")

        result = done("templates", "check", folder)

        assert result.stdout.count("is the same in every language of this template.") == 3
        assert result.stderr == "It can be used as it is.\n"

    def test_tells_a_mistake_of_what_is_extended_once(self, home):
        prompts = home / "coprod" / "prompts"
        write(prompts, one=ONE.replace("text", "txet"))
        child = prompts / "child"
        child.mkdir()
        (child / "template.yaml").write_text("id: child\nversion: 1.0.0\nextends: mine\ntitle: C\n")

        assert len(coprod("templates", "check").stdout.splitlines()) == 2
        assert len(coprod("templates", "check", child).stdout.splitlines()) == 2

    def test_finds_what_is_extended_on_the_whole_search_path(self, home):
        child = home / "somewhere" / "child"
        child.mkdir(parents=True)
        head = "id: child\nversion: 1.0.0\nextends: every-type\ntitle: {en: C, sv: B}\n"
        (child / "template.yaml").write_text(head)

        assert done("templates", "check", child).stderr == "All is well.\n"

    def test_of_what_is_not_there_is_told(self):
        assert coprod("templates", "check", "gone").exit_code == 4


class TestTheSchema:
    @pytest.mark.parametrize("of", SCHEMA_NAMES)
    def test_is_printed(self, of):
        assert done("templates", "schema", "--of", of).stdout == schema_text(of)

    def test_is_that_of_a_section_unless_said_otherwise(self):
        assert done("templates", "schema").stdout == schema_text("section")

    def test_is_written_into_a_folder(self, home):
        for _ in range(2):  # the second time, it is renewed
            assert done("templates", "schema", "-o", home / "schema").stdout == ""
            for of in SCHEMA_NAMES:
                assert (home / "schema" / f"{of}.json").read_text("utf-8") == schema_text(of)
                (home / "schema" / f"{of}.json").write_text("old")

    def test_is_not_written_over_a_file(self, home):
        (home / "file").write_text("x")

        assert coprod("templates", "schema", "-o", home / "file").exit_code == 2
        assert (home / "file").read_text() == "x"


SAID = (
    "--set", "about.title=A made-up visit", "--set", "parts.sections#1.title=Before",
    "--set", "parts.sections#1.questions=How was it? (choice: good, bad)",
)  # fmt: skip


class TestNew:
    def test_is_written_into_the_notebook_and_can_be_asked_with(self, home):
        done("init", home / "book")
        where = ("--notebook", home / "book")

        result = done("templates", "new", *SAID, *where)

        folder = home / "book" / "prompts" / "a-made-up-visit"
        option = f" --notebook {home}/book"
        assert result.stdout == f"{folder}\n"
        assert result.stderr.splitlines() == [
            "A new template:",
            f"To look at it: coprod templates show a-made-up-visit{option}",
            f"To change it: its files, in any editor. Then: coprod templates check {folder}",
            f"To ask with it: coprod new-case --template a-made-up-visit{option}",
        ]
        assert done("templates", "check", folder).stderr == "All is well.\n"
        ask = ("new-case", "--template", "a-made-up-visit", "--set", "before.how-was-it=good")
        assert done(*ask, *where).stdout.endswith(".md\n")

    def test_is_written_where_nobody_else_reads_it(self, home):
        done("init", home / "coprod")
        done("templates", "new", *SAID)

        folder = home / "coprod" / "prompts" / "a-made-up-visit"
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}

    def test_goes_where_the_environment_says_where_there_is_no_notebook(self, home, monkeypatch):
        monkeypatch.setenv("COPROD_PROMPTS", str(home / "mine"))

        assert done("templates", "new", *SAID).stdout == f"{home}/mine/a-made-up-visit\n"

    def test_goes_into_the_folder_that_is_named(self, home):
        result = done("templates", "new", home / "far" / "visit", *SAID)

        assert result.stdout == f"{home}/far/visit\n"
        assert (home / "far" / "visit" / "template.yaml").read_text().splitlines()[1] == "id: visit"
        assert "--template visit --prompts" in result.stderr.replace("\n", " ")
        prompts = ("--prompts", home / "far")
        assert done("templates", "show", "visit", *prompts).stdout.startswith("# A made-up visit\n")

    def test_comes_with_the_schemas_that_its_files_name(self, home):
        done("templates", "new", home / "far" / "visit", *SAID)

        first = (home / "far" / "visit" / "before.yaml").read_text().splitlines()[0]
        schema = home / "far" / "visit" / first.rpartition("=")[2]
        assert schema.read_text() == schema_text("section")

    def test_leaves_schemas_and_all_else_that_is_there(self, home):
        (home / "far" / "schema").mkdir(parents=True)
        (home / "far" / "schema" / "section.json").write_text("mine")
        done("templates", "new", home / "far" / "visit", *SAID)

        assert (home / "far" / "schema" / "section.json").read_text() == "mine"
        assert sorted(path.name for path in (home / "far").iterdir()) == ["schema", "visit"]

    def test_is_never_written_over_what_is_there(self, home):
        done("templates", "new", home / "far" / "visit", *SAID)
        before = {path: path.read_bytes() for path in (home / "far").rglob("*.yaml")}

        again = coprod("templates", "new", home / "far" / "visit", *SAID)
        assert again.exit_code == 2
        assert "this is here already" in again.stderr
        assert {path: path.read_bytes() for path in (home / "far").rglob("*.yaml")} == before

    def test_takes_an_id_of_its_own_and_refuses_one_that_is_there(self, home):
        done("init", home / "coprod")
        assert done("templates", "new", *SAID, "--set", "about.id=mine").stdout.endswith("/mine\n")

        again = coprod("templates", "new", *SAID, "--set", "about.id=mine")
        assert again.exit_code == 3
        assert "there is a folder of that name already." in again.stderr
        assert done("templates", "new", *SAID).stdout.endswith("/a-made-up-visit\n")
        assert done("templates", "new", *SAID).stdout.endswith("/a-made-up-visit-2\n")

    @pytest.mark.parametrize("name", ["My visit", "Visit", "a--b"])
    def test_refuses_a_folder_whose_name_is_no_id(self, home, name):
        assert coprod("templates", "new", home / name, *SAID).exit_code == 2
        assert not (home / name).exists()

    def test_from_a_file_tells_what_is_wrong_at_its_place(self, home):
        (home / "form.yaml").write_text(
            "answers:\n  about: {title: A visit, languages: Swedish}\n"
            "  parts:\n    sections:\n      - title: One\n        questions: What? (choice)\n"
        )

        result = coprod("templates", "new", home / "visit", "--data", home / "form.yaml")

        assert result.exit_code == 3
        assert "form.yaml:2:27: " in result.stderr
        assert "form.yaml:6:9: " in result.stderr
        assert "line 1: what may be chosen stands behind a colon" in result.stderr
        assert not (home / "visit").exists()

    @pytest.mark.parametrize(
        "said",
        [SAID[2:], SAID[:2], SAID[:4]],
        ids=["no title", "no section", "no question"],
    )
    def test_refuses_to_be_made_of_too_little(self, home, said):
        result = coprod("templates", "new", home / "visit", *said)

        assert result.exit_code == 3
        assert "is needed before it is finished" in result.stderr
        assert not (home / "visit").exists()

    def test_may_extend_another_one(self, home):
        folder = home / "far" / "mine"
        result = done("templates", "new", folder, "--extends", "every-type", *SAID[:2])

        prompts = ("--prompts", home / "far")
        assert done("templates", "check", home / "far" / "mine").exit_code == 0
        shown = data("templates", "show", "mine", "--json", *prompts)
        assert (shown["extends"], shown["languages"]) == ("every-type", ["en", "sv"])
        assert [each["id"] for each in shown["sections"]] == ["first", "second"]
        assert result.stdout == f"{home}/far/mine\n"

    def test_cannot_extend_what_is_not_there(self, home):
        result = coprod("templates", "new", home / "mine", "--extends", "every-typ", *SAID[:2])

        assert result.exit_code == 4
        assert result.stderr.endswith("Try: every-type\n")

    def test_as_json_says_where_it_is(self, home):
        made = data("templates", "new", home / "visit", *SAID, "--json")

        assert made == {"id": "visit", "path": str(home / "visit")}

    def test_needs_somebody_to_ask_or_data(self, home):
        assert coprod("templates", "new", home / "visit").exit_code == 2
        assert coprod("templates", "new", home / "visit", "--json").exit_code == 2


def test_a_note_of_an_own_template_is_checked_with_it(home):
    write(home / "coprod" / "prompts", "every-type")
    add_note(home / "coprod", answers={"first.name": "Made up"})

    # COPROD_PROMPTS has the same name, and comes first.
    assert coprod("check").exit_code == 0
    assert coprod("check", COPROD_PROMPTS="").exit_code == 1
