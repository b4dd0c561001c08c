"""`coprod edit` converts a case into another language, plain language, or another template."""

import json
import re

import pytest
from made_up import (
    CASE_ID,
    EVERY_TYPE,
    NOON,
    PRIMARY_CARE,
    STAMP,
    VISIT,
    add_note,
    blank_text,
    coprod,
    keyed,
    unfinished,
)
from made_up_plan import GROUP_TEMPLATES, PARTS, PLAN, TWO_PARTS

from coprod_cli.base.errors import InvalidInput
from coprod_cli.base.settings import shipped_prompts
from coprod_cli.model.address import Address
from coprod_cli.model.wording import every_wording, fingerprint
from coprod_cli.notebook.note.apply_case import with_case_changes
from coprod_cli.notebook.note.new_note import heading_of, section_heading
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.operations.convert import Conversion, convert_case
from coprod_cli.operations.workspace import open_workspace
from coprod_cli.templates.loader import load_template

REFLECTION = load_template(shipped_prompts() / "reflection")
SHORT = {
    "situation.context": "A made-up queue",
    "reflections.so-what": "It matters, made up",
    "reflections.now-what": "- [ ] call (owner: nurse)",
    "reflections.matters-most": "Time, made up",
}
PLAIN_CONTEXT = "What was going on around it?"


@pytest.fixture
def folder(home, monkeypatch):
    folder = home / "notes"
    monkeypatch.setenv("COPROD_NOTEBOOK", str(folder))
    Notebook.make(folder)
    return folder


@pytest.fixture
def note_of(folder):
    """Write a note whose answers say how they were asked for, and return its path."""

    def write(template, answers=None, **fields):
        path = add_note(folder, template=template, **fields)
        note = read_note(path.read_bytes(), str(path))
        case = note.case
        for address, text in (answers or {}).items():
            case = case.with_answer(case.answer(address)._replace(text=text))
        path.write_bytes(with_case_changes(note, note.case, case, template, NOON).original.encode())
        return path

    return write


def edit(*words, **more):
    done = coprod("edit", CASE_ID, *words, **more)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def changed(path, *words, **more):
    """Edit the case, which has to work, and return its note's text."""
    done = edit(*words, **more)
    assert (done.exit_code, done.stdout) == (0, f"{path}\n"), done.stderr
    return path.read_text()


def refused(code, path, *words, **more):
    """Edit the case, which must be refused and change nothing, and return what is told."""
    before = path.read_bytes()
    done = edit(*words, **more)
    assert done.exit_code == code, done.stderr
    assert path.read_bytes() == before
    assert done.stdout == ""
    return done.stderr


def said(path):
    return {each.address: each.text for each in case_of(path).given_answers()}


def case_of(path):
    note = read_note(path.read_bytes(), str(path))
    assert note.findings == ()
    return note.case


def lines(text):
    return [line for line in text.splitlines() if line.startswith("#")]


def without_time(text):
    return re.sub(r"^updated: .*$", "updated:", text, flags=re.MULTILINE)


class TestAnotherLanguage:
    @pytest.fixture
    def path(self, note_of):
        return note_of(EVERY_TYPE, VISIT)

    def test_has_all_headings_follow_and_every_answer_stay(self, path):
        text = changed(path, "--language", "sv")

        assert said(path) == VISIT
        assert case_of(path).language == "sv"
        wanted = [heading_of(address, EVERY_TYPE, "sv") for address in EVERY_TYPE.questions]
        assert [line for line in lines(text) if line.startswith("### ")] == wanted
        sections = [section_heading(each, n, "sv") for n, each in enumerate(EVERY_TYPE.sections, 1)]
        assert [line for line in lines(text) if line.startswith("## ")] == sections

    def test_and_back_leaves_the_note_as_it_was_but_for_its_time(self, path):
        before = path.read_text()

        changed(path, "--language", "sv")

        assert without_time(changed(path, "--language", "en")) == without_time(before)

    def test_that_it_has_already_changes_no_byte(self, path):
        before = path.read_bytes()

        changed(path, "--language", "en")

        assert path.read_bytes() == before

    def test_reads_the_labels_that_stand_in_its_answers_all_the_same(self, path):
        changed(path, "--language", "sv")

        assert coprod("check", CASE_ID).exit_code == 0
        rendered = coprod("render", CASE_ID).stdout
        assert "Booked" in rendered
        # What hangs on one of them is still asked or hidden by it.
        assert "second.late" in said(path)
        assert "A made-up queue." in rendered

    def test_writes_a_new_answer_with_its_own_label(self, path):
        text = changed(path, "--language", "sv", "--set", "first.seen=no")

        assert "\nNej\n" in text
        assert said(path) == {**VISIT, "first.seen": "Nej"}

    def test_keeps_a_heading_of_a_person_s_own(self, path):
        heading = heading_of(Address("second.story"), EVERY_TYPE, "en")
        path.write_text(path.read_text().replace(f"{heading}\n", "### Our story\n"))

        text = changed(path, "--language", "sv")

        assert "### Our story\n<!-- coprod:second.story" in text

    def test_is_that_of_render_show_and_export(self, path):
        changed(path, "--language", "sv")

        heading = heading_of(Address("second.story"), EVERY_TYPE, "sv")
        assert heading in coprod("render", CASE_ID).stdout
        assert heading in coprod("show", CASE_ID).stdout
        record = json.loads(coprod("export", "jsonl").stdout)
        assert record["language"] == "sv"
        asked = {each["address"]: each["question"] for each in record["answers"]}
        assert f"### {asked['second.story']}" == heading

    def test_names_the_items_of_groups(self, note_of, monkeypatch):
        monkeypatch.setenv("COPROD_PROMPTS", str(GROUP_TEMPLATES))
        path = note_of(PLAN, TWO_PARTS)

        text = changed(path, "--language", "sv")

        assert [line for line in lines(text) if line.startswith("#### ")] == [
            "#### Del 1", "#### Del 2",
        ]  # fmt: skip
        assert said(path) == TWO_PARTS
        assert coprod("check", CASE_ID).exit_code == 0
        assert "#### Del 2" in coprod("render", CASE_ID).stdout
        changed(path, "--set", f"{PARTS}#3.what=More, made up")
        assert "#### Del 3" in path.read_text()

    def test_leaves_half_typed_text_within_an_item_in_its_place(self, note_of, folder, monkeypatch):
        monkeypatch.setenv("COPROD_PROMPTS", str(GROUP_TEMPLATES))
        path = note_of(PLAN, TWO_PARTS)
        drafts = Notebook(folder).drafts(CASE_ID)
        drafts.write(unfinished(f"{PARTS}#2.what", {f"{PARTS}#2.what": "Half, made up"}))
        changed(path, "--language", "sv")

        told = coprod("resume", CASE_ID, "--plain", given="").stderr

        assert "Half, made up" in told
        assert "no longer has" not in told
        assert not Notebook(folder).rescued_texts_folder.exists()

    def test_that_the_template_does_not_speak_is_refused(self, path):
        told = refused(2, path, "--language", "fi")

        assert 'the template "every-type" is not in "fi". Try: en, sv' in told

    def test_does_not_come_with_data_that_is_refused(self, path):
        told = refused(3, path, "--language", "sv", "--set", "first.no-such=Made up")

        assert "first.no-such" in told
        assert refused(3, path, "--language", "sv", "--set", "first.day=soon")

    def test_comes_with_data_from_a_file(self, path):
        given = json.dumps({"answers": {"first.name": "En påhittad morgon"}})

        text = changed(path, "--language", "sv", "--data", "-", given=given)

        assert "language: sv" in text
        assert said(path)["first.name"] == "En påhittad morgon"

    def test_is_told_as_data(self, path):
        done = edit("--language", "sv", "--json")

        assert json.loads(done.stdout) == {"id": CASE_ID, "path": str(path), "status": "draft"}

    def test_is_not_told_where_the_note_can_no_longer_be_read(self, path, folder, monkeypatch):
        whole, unread = path.read_bytes(), Notebook(folder).read(folder / "none.md")
        reads = iter([read_note(whole, str(path)), unread])
        monkeypatch.setattr(Notebook, "read", lambda *_: next(reads))

        with pytest.raises(InvalidInput):
            convert_case(open_workspace(folder), path, Conversion(language="sv"))
        assert path.read_bytes() == whole

    def test_is_not_that_of_a_case_on_which_somebody_works(self, path, folder):
        with Notebook(folder).lock_case(path, CASE_ID, NOON, interactive=True):
            refused(5, path, "--language", "sv")


class TestPlainWords:
    @pytest.fixture
    def path(self, note_of):
        return note_of(PRIMARY_CARE, {"situation.context": "A made-up queue"})

    def test_have_all_headings_follow_and_every_answer_stay(self, path):
        text = changed(path, "--plain-words")

        assert said(path) == {"situation.context": "A made-up queue"}
        assert case_of(path).extra == {"words": "plain"}
        plain = [question.text_plain["en"] for question in PRIMARY_CARE.questions.values()]
        assert [line for line in lines(text) if line.startswith("### ")] == [
            f"### {' '.join(each.split())}" for each in plain
        ]

    def test_and_back_leave_every_heading_as_it_was(self, path):
        before = path.read_text()
        changed(path, "--plain-words")

        text = changed(path, "--own-words")

        assert without_time(text).replace("words: own\n", "") == without_time(before)

    def test_that_it_has_already_change_no_byte(self, path):
        before = path.read_bytes()
        changed(path, "--own-words")
        assert path.read_bytes() == before

        text = changed(path, "--plain-words")
        assert changed(path, "--plain-words") == text

    def test_stay_in_another_language(self, path):
        changed(path, "--plain-words")

        text = changed(path, "--language", "sv")

        assert f"### {PRIMARY_CARE.questions['situation.context'].text_plain['sv']}\n" in text
        assert case_of(path).extra == {"words": "plain"}

    def test_may_be_left_in_another_language(self, path):
        before = path.read_text()
        changed(path, "--plain-words", "--language", "sv")

        text = changed(path, "--own-words", "--language", "en")

        assert without_time(text).replace("words: own\n", "") == without_time(before)

    def test_are_those_to_which_an_answer_is_given_from_then_on(self, path):
        text = changed(path, "--plain-words", "--set", "situation.context=Anew, made up")

        asked = fingerprint(PLAIN_CONTEXT)
        assert f"### {PLAIN_CONTEXT}\n<!-- coprod:situation.context asked={asked} -->\n" in text

    def test_leave_known_to_which_words_an_answer_was_given(self, path):
        text = changed(path, "--plain-words")

        own = fingerprint(PRIMARY_CARE.questions["situation.context"].text["en"])
        assert f"<!-- coprod:situation.context asked={own} headed=" in text

    def test_are_those_of_render_and_show(self, path):
        changed(path, "--plain-words")

        for words in (["render", CASE_ID], ["show", CASE_ID]):
            assert f"### {PLAIN_CONTEXT}\n" in coprod(*words).stdout

    def test_are_told_of_in_an_export_beside_the_template_s_own_question(self, path):
        changed(path, "--plain-words")

        record = json.loads(coprod("export", "jsonl").stdout)

        assert record["extra"] == {"words": "plain"}
        assert record["answers"][0]["text"] == said(path)["situation.context"]
        own = PRIMARY_CARE.questions["situation.context"].text["en"]
        assert record["answers"][0]["question"] == own

    def test_make_nothing_to_be_asked_again(self, path):
        before = changed(path, "--plain-words")

        told = coprod("update", CASE_ID, "--plain")

        assert told.stderr == "All is of the newest version.\nThere is nothing new to ask.\n"
        assert path.read_text() == before

    def test_may_be_chosen_for_a_new_case(self, folder):
        done = coprod("new-case", "--plain-words", "--set", "situation.context=Made up")

        (path,) = folder.glob("*.md")
        assert done.stdout == f"{path}\n"
        assert f"### {PLAIN_CONTEXT}\n" in path.read_text()
        assert "\nwords: plain\n" in path.read_text()


class TestAReflectionOpenedOut:
    """`coprod edit CASE --template primary-care`."""

    @pytest.fixture
    def path(self, note_of):
        return note_of(REFLECTION, SHORT)

    def opened(self, path, *words):
        return changed(path, "--template", "primary-care", *words)

    def test_loses_no_answer(self, path):
        self.opened(path)

        assert said(path) == SHORT
        case = case_of(path)
        assert (case.template, case.template_version) == ("primary-care", PRIMARY_CARE.version)

    def test_has_all_sections_in_order_and_numbered(self, path):
        text = self.opened(path)

        wanted = [section_heading(each, n, "en") for n, each in enumerate(PRIMARY_CARE.sections, 1)]
        assert [line for line in lines(text) if line.startswith("## ")] == wanted
        there = re.findall(r"<!-- coprod:(\S+\.\S+) ", text)
        assert there == PRIMARY_CARE.addresses

    def test_without_any_answer_is_as_a_full_case_to_the_byte(self, note_of):
        path = note_of(REFLECTION)

        assert without_time(self.opened(path)) == without_time(
            blank_text(PRIMARY_CARE, created=STAMP)
        )

    def test_keeps_the_heading_under_which_each_answer_was_given_until_it_is_given_anew(self, path):
        text = self.opened(path)
        assert "### What?\n<!-- coprod:situation.context asked=" in text

        text = changed(path, "--set", "situation.context=Anew, made up")

        asked = fingerprint("What is the context?")
        assert f"### What is the context?\n<!-- coprod:situation.context asked={asked} -->" in text
        assert "### What?" not in text

    def test_may_change_its_language_and_its_words_at_once(self, path):
        text = self.opened(path, "--language", "sv", "--plain-words")

        assert said(path) == SHORT
        title = PRIMARY_CARE.sections[0].title_plain["sv"]
        assert f"## 1. {title}\n" in text
        assert f"### {PRIMARY_CARE.questions['situation.setting'].text_plain['sv']}\n" in text
        anew = changed(path, "--set", "situation.context=På nytt, påhittat")
        plain = PRIMARY_CARE.questions["situation.context"].text_plain["sv"]
        assert f"### {plain}\n<!-- coprod:situation.context asked=" in anew

    def test_is_clean_in_a_check_and_of_the_newest_version(self, path):
        self.opened(path)

        assert coprod("check", CASE_ID).exit_code == 0
        told = coprod("update", CASE_ID)
        assert (told.stdout, told.stderr) == ("", "All is of the newest version.\n")

    def test_is_whole_in_render_and_export(self, path):
        self.opened(path)

        rendered = coprod("render", CASE_ID).stdout
        assert all(text in rendered for text in SHORT.values())
        record = json.loads(coprod("export", "jsonl").stdout)
        assert {each["address"]: each["text"] for each in record["answers"]} == SHORT

    def test_is_asked_anew_what_it_was_asked_in_other_words(self, path):
        self.opened(path)

        asked = coprod("update", CASE_ID, "--plain", given="\n\nd\n").stderr

        assert "What is the context?\nEarlier wording: What?\n" in asked
        assert "Earlier wording: And what matters most, and to whom?" in asked
        assert "What is the setting?" not in asked
        assert "### What is the context?" in path.read_text()

    def test_keeps_what_a_person_has_written_and_worded(self, path):
        text = path.read_text().replace("### So what?", "### So, then?")
        text = text.replace("<!-- coprod:situation -->\n", "<!-- coprod:situation -->\nBy hand.\n")
        text = text.replace("status: draft\n", "status: draft\ntags: [made-up]\n")
        path.write_text(text + "\nAfter the end.\n")

        text = self.opened(path)

        for kept in ("### So, then?\n", "\nBy hand.\n", "\ntags: [made-up]\n"):
            assert kept in text
        assert text.endswith("\nAfter the end.\n")

    def test_keeps_half_typed_text_in_its_place(self, path, folder):
        drafts = Notebook(folder).drafts(CASE_ID)
        drafts.write(unfinished("situation.context", {"situation.context": "Half, made up"}))

        self.opened(path)

        assert drafts.read().texts == keyed({"situation.context": "Half, made up"})
        asked = coprod("resume", CASE_ID, "--plain", given="").stderr
        assert "What is the context?" in asked
        assert "Half, made up" in asked

    def test_can_be_brought_back_as_it_was(self, path, folder):
        before = path.read_bytes()
        self.opened(path)

        (kept,) = Notebook(folder).history(CASE_ID).entries()
        assert kept.path.read_bytes() == before

    def test_is_opened_out_once(self, path, folder):
        text = self.opened(path)

        assert self.opened(path) == text
        assert len(Notebook(folder).history(CASE_ID).entries()) == 1

    def test_and_closed_again_keeps_what_only_the_full_form_asks(self, path):
        self.opened(path, "--set", "emotions.what-helps=Rest, made up")

        text = changed(path, "--template", "reflection")

        assert said(path) == {**SHORT, "emotions.what-helps": "Rest, made up"}
        assert "<!-- coprod:emotions.what-helps asked=" in text
        assert f"removed={REFLECTION.version}" in text
        assert "emotions.feelings" not in text
        assert coprod("check", CASE_ID).exit_code == 0

    def test_does_not_come_with_data_that_is_refused(self, path, folder):
        told = refused(3, path, "--template", "primary-care", "--set", "situation.no-such=x")

        assert "situation.no-such" in told
        assert Notebook(folder).history(CASE_ID).entries() == []

    def test_needs_a_template_that_is_there(self, path):
        assert "no-such" in refused(4, path, "--template", "no-such")

    def test_is_not_put_among_notes_in_which_people_are_named(self, path):
        told = refused(2, path, "--template", "patient-contract")

        assert "notes in which people are named are kept apart from the others" in told

    def test_with_a_finding_is_refused(self, path):
        path.write_text(path.read_text().replace("<!-- coprod:end -->\n", ""))

        refused(3, path, "--template", "primary-care")


def test_every_question_of_a_reflection_has_a_place_in_the_full_form():
    assert set(REFLECTION.addresses) <= set(PRIMARY_CARE.addresses)
    assert "What?" in every_wording(REFLECTION.questions["situation.context"].text)
    kinds = {each: question.type for each, question in REFLECTION.questions.items()}
    assert kinds == {each: PRIMARY_CARE.questions[each].type for each in REFLECTION.addresses}
