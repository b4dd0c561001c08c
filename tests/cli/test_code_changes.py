"""`coprod codes new, rename, merge, split, import, log` as a person and a script use them."""

import json

import pytest
from made_up import TEMPLATES, add_note, coprod
from terminal import ALT_ENTER, CONTROL, DOWN, ENTER, UP, Terminal

ONE = "20261101-aaaaaa"
CODING = """\
case: 20261101-aaaaaa
coder: {coder}
passages:

- id: p1
  at: first.name
  quote: "made up"
  codes: [ours/waiting]
  memo: "A thought."

- id: p2
  at: first.name
  quote: "*"
  codes: [ours/waiting]
"""


@pytest.fixture
def notebook(home, monkeypatch):
    folder = home / "notes"
    monkeypatch.setenv("COPROD_NOTEBOOK", str(folder))
    monkeypatch.setenv("COPROD_PROMPTS", str(TEMPLATES))
    add_note(folder, ONE, {"first.name": "made up again"}, tags=["ours/waiting"])
    for coder in ("anna", "bo"):
        (folder / "codings" / coder).mkdir(parents=True)
        (folder / "codings" / coder / f"{ONE}.yaml").write_text(CODING.format(coder=coder))
    for name in ("ours/waiting", "ours/left", "ours/forgotten"):
        coprod("codes", "new", name)
    return folder


def coding(notebook, coder="anna"):
    return (notebook / "codings" / coder / f"{ONE}.yaml").read_text()


class TestRename:
    def test_tells_what_changed_and_what_stays(self, notebook):
        result = coprod("codes", "rename", "ours/waiting", "wait", "--reason", "Shorter")
        assert result.stdout == (
            "ours/waiting is ours/wait now.\n4 passages in 1 case, marked by anna, bo.\n"
        )
        assert "1 case has the code as a tag, and keeps it." in result.stderr
        assert "codes: [ours/wait]" in coding(notebook, "bo")

    def test_only_tells_with_dry_run(self, notebook):
        result = coprod("codes", "rename", "ours/waiting", "wait", "--dry-run")
        assert result.stdout.startswith("ours/waiting is ours/wait now.\n4 passages")
        assert "Nothing is changed yet" in result.stderr
        assert "ours/waiting" in coding(notebook)

    def test_lets_the_earlier_name_be_shown_and_counts_what_comes_later_with_it(self, notebook):
        coprod("codes", "rename", "ours/waiting", "wait")
        late = notebook / "codings" / "cilla"
        late.mkdir()
        (late / f"{ONE}.yaml").write_text(CODING.format(coder="cilla"))
        shown = coprod("codes", "show", "ours/waiting")
        assert shown.stderr == "ours/waiting is ours/wait now.\n"
        assert "Use: 6 passages in 1 case, tag of 1 case." in shown.stdout
        assert coprod("codes", "list", "--undefined").stdout == ""

    def test_shows_its_use_and_the_log(self, notebook):
        shown = coprod("codes", "show", "ours/waiting").stdout
        assert "Use: 4 passages in 1 case, tag of 1 case." in shown
        coprod("codes", "rename", "ours/waiting", "wait", "--why", "Shorter")
        (*_, row) = coprod("codes", "log").stdout.splitlines()
        assert row.split("\t")[1:8] == [
            "rename", "ours/waiting", "ours/wait", "4", "1", "anna,bo", "Shorter",
        ]  # fmt: skip
        assert "made up" not in (notebook / "codings" / "anna" / "log.jsonl").read_text()

    @pytest.mark.parametrize(
        ("words", "code", "hint"),
        [
            (("rename", "ours/waiting", "left"), 2, "coprod codes merge"),
            (("rename", "ours/waitin", "x"), 4, "ours/waiting"),
            (("rename", "waiting", "x"), 2, "coprod codes list"),
            (("rename", "levels/micro", "x"), 2, "coprod codes new ours --extends levels"),
            (("rename", "ours/waiting", "ours/waiting"), 2, "coprod codes show ours/waiting"),
            (("rename", "ours/waiting", "Väntan"), 2, "ours/vantan"),
            (("new", "ours/Att vänta"), 2, "ours/att-vanta"),
            (("new", "Våra"), 2, "vara"),
            (("retire", "ours/left", "--instead", "ours/left"), 2, "coprod codes retire ours/left"),
            (("move", "ours/left"), 2, "--under CODE, --top"),
            (("new", "ours/left"), 2, "coprod codes edit ours/left"),
            (("new", "ours/x", "--extends", "levels"), 2, "ours"),
            (("edit", "ours/left"), 2, "--set KEY=TEXT, --data FILE"),
            (("edit", "ours/left", "--plain", "--set", "definition=x"), 2, "one of the two"),
            (("edit", "ours/left", "--plain", "--dry-run"), 2, "--set KEY=TEXT"),
            (("edit", "ours/left", "--set", "defintion=x"), 2, "definition"),
            (("edit", "ours/left", "--set", "definition"), 2, "definition="),
            (("edit", "ours/left", "--set", "colour.sv=#aabbcc"), 2, "colour=..."),
            (("edit", "ours/left", "--set", "colour=red"), 3, ""),
            (("split", "ours/waiting", "--into", "ours/left"), 2, "--dry-run"),
            (("restore", "gone"), 4, "coprod codes log"),
            (("import", "gone.csv"), 4, ""),
            (("export", "gone"), 4, "ours"),
            (("export", "ours", "--format", "docx"), 2, "csv, qdc, yaml"),
        ],
    )  # fmt: skip
    def test_and_others_refuse_in_one_line_what_cannot_be(self, notebook, words, code, hint):
        before = (notebook / "codes" / "ours.yaml").read_bytes()
        result = coprod("codes", *words)
        assert (result.exit_code, result.stdout) == (code, "")
        assert len(result.stderr.splitlines()) == 1
        assert hint in result.stderr
        assert (notebook / "codes" / "ours.yaml").read_bytes() == before


def test_a_coding_that_cannot_be_changed_is_told_and_the_exit_code_says_so(notebook):
    path = notebook / "codings" / "bo" / f"{ONE}.yaml"
    path.write_text("passages: [\n")
    result = coprod("codes", "rename", "ours/waiting", "wait")
    assert result.exit_code == 1
    assert f"{path} cannot be changed, and is left out." in result.stderr
    assert "2 passages in 1 case, marked by anna." in result.stdout
    assert path.read_text() == "passages: [\n"


@pytest.mark.usefixtures("notebook")
def test_several_codes_are_told_of_in_the_plural():
    merged = coprod("codes", "merge", "ours/left", "ours/forgotten", "--into", "ours/waiting")
    assert merged.stdout == "ours/left, ours/forgotten are merged into ours/waiting.\n"
    assert merged.stderr.endswith("To undo it: coprod codes restore\n")
    restored = coprod("codes", "restore")
    assert "To undo it" not in restored.stderr
    assert restored.stdout == "ours/left, ours/forgotten are as they were before.\n"


@pytest.mark.usefixtures("notebook")
def test_words_are_given_as_data_or_by_language():
    data = json.dumps({"name": {"en": "Left", "sv": "Lämnad"}, "definition": "Alone."})
    assert coprod("codes", "edit", "ours/left", "--data", "-", given=data).exit_code == 0
    coprod("codes", "edit", "ours/left", "--set", "name.sv=Ensam")
    shown = json.loads(coprod("codes", "show", "ours/left", "--json").stdout)
    assert shown["name"] == {"en": "Left", "sv": "Ensam"}
    assert shown["definition"] == "Alone."
    wrong = coprod("codes", "edit", "ours/left", "--data", "-", given="definiton: x\n")
    assert wrong.exit_code == 3
    assert ":1:1: " in wrong.stderr
    assert "Try: definition" in wrong.stderr


def test_a_split_takes_json_lines_and_a_dry_run_lists_the_passages(notebook):
    options = ("codes", "split", "ours/waiting", "--into", "ours/left")
    listed = json.loads(coprod(*options, "--dry-run", "--json").stdout)
    assert [(each["coder"], each["passage"]) for each in listed] == [
        ("anna", "p1"), ("anna", "p2"), ("bo", "p1"), ("bo", "p2"),
    ]  # fmt: skip
    line = json.dumps({**listed[0], "codes": ["ours/left"]})
    assert coprod(*options, "--data", "-", given=line).exit_code == 0
    assert coding(notebook).count("ours/left") == 1
    assert "ours/left" not in coding(notebook, "bo")


def test_codes_come_in_and_go_out(notebook, home, monkeypatch):
    monkeypatch.chdir(home)
    (home / "their-book.csv").write_text("tag,description\nVäntan,Long\n", "utf-8")
    result = coprod("codes", "import", "their-book.csv", "--dry-run")
    assert result.stdout == "their-book/vantan is new.\n"
    assert not (notebook / "codes" / "their-book.yaml").exists()
    coprod("codes", "import", "their-book.csv")
    assert coprod("codes", "import", "their-book.csv").stderr == "1 code is as it was.\n"
    assert "their-book/vantan,Väntan,Long" in coprod("codes", "export", "their-book").stdout
    coprod("codes", "export", "their-book", "--format", "qdc", "-o", "out.qdc")
    assert b'name="V\xc3\xa4ntan"' in (home / "out.qdc").read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)])
def test_a_person_is_asked_for_the_words_of_a_code(notebook, columns, rows):
    environment = {"COPROD_NOTEBOOK": str(notebook)}

    def asked(*arguments):
        return Terminal.coprod(
            *arguments, folder=notebook, columns=columns, rows=rows, environment=environment
        )

    ours = notebook / "codes" / "ours.yaml"
    terminal = asked("codes", "new", "ours/phone", "--under", "ours/waiting")
    terminal.see("What is the code called, in words?").type("On the phone").press(ENTER)
    terminal.see("What does it mean?").type("A queue: no end.").press(ENTER)
    for question in ("When is it to be used?", "not to be used", "Which words", "a memo"):
        terminal.see(question).press(ENTER)
    terminal.see("Review - 2 of 6 answered").press(UP, ENTER).see("ours/phone is new.")
    expected = (
        '      - id: phone\n        name: On the phone\n        definition: "A queue: no end."\n'
    )
    assert expected in ours.read_text()

    terminal = asked("codes", "edit", "ours/phone")
    terminal.see("All questions - 2 of 6 answered").press(DOWN, ENTER)
    terminal.see("A queue: no end.").type(" Never.").see("Never.").type(CONTROL["c"])
    terminal.see("What you had begun to write is kept.")
    assert terminal.exit_code() == 130
    assert expected in ours.read_text()


@pytest.mark.slow
def test_a_person_is_asked_line_by_line_too_and_all_ways_give_the_same_bytes(notebook):
    words = {"name": "Åsa-lik ö", "definition": "Two lines,\n  one indented: yes", "memo": "?"}
    given = ("name={name}", "definition={definition}", "memo={memo}")
    settings = [part for each in given for part in ("--set", each.format(**words))]
    coprod("codes", "new", "a/one", *settings, "--why", "Said")
    coprod("codes", "new", "b/one", "--data", "-", "--why", "Said", given=json.dumps(words))
    lines = f"{words['name']}\nTwo lines,\\\n  one indented: yes\n\n\n\n?\nf\n"
    done = coprod("codes", "new", "c/one", "--plain", "--why", "Said", given=lines)
    assert (done.exit_code, done.stdout) == (0, "c/one is new.\n")
    terminal = Terminal.coprod(
        "codes", "new", "d/one", "--why", "Said", folder=notebook,
        environment={"COPROD_NOTEBOOK": str(notebook)},
    )  # fmt: skip
    terminal.see("called, in words?").type(words["name"]).press(ENTER)
    terminal.see("What does it mean?").type(words["definition"].replace("\n", ALT_ENTER))
    terminal.press(ENTER).see("3 of 6").press(ENTER).see("4 of 6").press(ENTER)
    terminal.see("5 of 6").press(ENTER).see("6 of 6").type("?").press(ENTER)
    terminal.see("Review - 3 of 6 answered").press(UP, ENTER).see("d/one is new.")
    texts = {
        (notebook / "codes" / f"{name}.yaml").read_text().replace(f"id: {name}\n", "")
        for name in "abcd"
    }
    assert len(texts) == 1
    assert 'memo: "?"' in texts.pop()


@pytest.mark.usefixtures("notebook")
def test_whoever_says_nothing_makes_no_code_and_whoever_stops_hears_how_to_go_on():
    left = coprod("codes", "new", "ours/phone", "--plain", given=":q\n")
    assert left.exit_code == 130
    assert left.stderr.endswith("Nothing was written, so nothing was saved.\n")
    stopped = coprod("codes", "new", "ours/phone", "--plain", given="On the phone\n:q\n")
    assert (stopped.exit_code, stopped.stdout) == (130, "ours/phone is new.\n")
    assert stopped.stderr.endswith("To go on: coprod codes edit ours/phone\n")


@pytest.mark.slow
def test_a_kill_in_the_midst_loses_nothing_that_was_confirmed(notebook):
    def asked():
        return Terminal.coprod(
            "codes", "new", "ours/phone", "--under", "ours/waiting", folder=notebook,
            environment={"COPROD_NOTEBOOK": str(notebook)},
        )  # fmt: skip

    terminal = asked()
    terminal.see("called, in words?").type("On the phone").press(ENTER)
    terminal.see("2 of 6 - 1 answered").kill()
    listed = coprod("codes", "list")
    assert "To go on: coprod codes new ours/phone\n" in listed.stderr
    terminal = asked()
    terminal.see("2 of 6 - 1 answered").type(":f").press(ENTER).see("Review - 1 of 6 answered")
    terminal.press(UP, ENTER).see("ours/phone is new.")
    assert (
        "      - id: phone\n        name: On the phone\n"
        in (notebook / "codes" / "ours.yaml").read_text()
    )


@pytest.mark.slow
def test_nobody_is_asked_why_for_what_cannot_be_done(notebook):
    environment = {"COPROD_NOTEBOOK": str(notebook)}
    for words, told in (
        (("rename", "ours/waiting", "left"), "is another code."),
        (("split", "ours/waiting", "--into", "ours/gone"), "there is no code"),
        (("retire", "ours/gone"), "there is no code"),
    ):
        terminal = Terminal.coprod("codes", *words, folder=notebook, environment=environment)
        terminal.see(told)
        assert not terminal.shows("Why?")


@pytest.mark.slow
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)])
def test_a_person_splits_a_code_passage_by_passage(notebook, columns, rows):
    environment = {"COPROD_NOTEBOOK": str(notebook), "PAGER": ""}
    terminal = Terminal.coprod(
        "codes", "split", "ours/waiting", "--into", "ours/left", "--into", "ours/forgotten",
        folder=notebook, columns=columns, rows=rows, environment=environment,
    )  # fmt: skip
    terminal.see("Why?").type("Two things").press(ENTER)
    terminal.see("Passage 1 of 4").see('"made up"').see("Memo: A thought.").see("1 ours/left")
    terminal.type("7").press(ENTER).see("One or more of the numbers")
    terminal.type("1,2").press(ENTER).see("Saved: ours/left, ours/forgotten")
    terminal.see("Passage 2 of 4").see("The whole answer.", "made up again")
    terminal.type("=").press(ENTER)
    terminal.see("Passage 3 of 4")
    assert "codes: [ours/forgotten, ours/left]" in coding(notebook)
    terminal.type("q").press(ENTER).see("ours/waiting is split into").see("1 passage in 1 case")
    assert "ours/left" not in coding(notebook, "bo")
