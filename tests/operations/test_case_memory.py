"""What a case leaves for the next one, and what the next one is offered."""

import pytest
from made_up import NOON

from coprod_cli.interview.replies import Answered, Back, OpenMenu, Paused, Unknown
from coprod_cli.interview.steps import QuestionStep
from coprod_cli.notebook.remembered import read_remembered
from coprod_cli.operations.case_memory import MAX_LENGTH
from coprod_cli.operations.conduct_sitting import conduct_sitting
from coprod_cli.operations.open_case import open_draft
from coprod_cli.operations.open_new_case import open_new_case
from coprod_cli.operations.workspace import Workspace

SECTION = """\
id: about
title: {en: About, sv: Om}
questions:
  - {id: role, remember: true, text: {en: Your role?, sv: Din roll?}}
  - {id: story, text: {en: What happened?, sv: Vad hände?}}
"""
HEAD = "id: visit\nversion: 1.0.0\ntitle: {en: Visit, sv: Besök}\nlanguages: [en, sv]\n"


class Asker:
    """Gives these replies, then stops; keeps what was offered at each step."""

    def __init__(self, *replies):
        self._replies = list(replies)
        self.offered = []
        self.introduced = []

    def ask(self, step, _keep_draft):
        if isinstance(step, QuestionStep):
            self.offered.append(step.offered)
            self.introduced.append(step.introduced)
        return self._replies.pop(0) if self._replies else Paused()


@pytest.fixture
def workspace(tmp_path):
    return workspace_with(tmp_path, HEAD)


def workspace_with(folder, head):
    (folder / "prompts" / "visit").mkdir(parents=True, exist_ok=True)
    (folder / "prompts" / "visit" / "template.yaml").write_text(head + "sections: [about]\n")
    (folder / "prompts" / "visit" / "about.yaml").write_text(SECTION)
    languages, prompts = ("en",), (folder / "prompts",)
    return Workspace(folder / "notebook", prompts, languages, clock=lambda: NOON)


def ask_about_a_case(workspace, *replies, **options):
    asker = Asker(*replies)
    result = conduct_sitting(open_new_case(workspace, "visit", title="T", **options), asker)
    return asker, result


def test_an_answer_is_offered_in_the_next_case(workspace):
    ask_about_a_case(workspace, Answered("District nurse"), Answered("A made-up story"))
    asker, _ = ask_about_a_case(workspace, Answered(""))
    assert asker.offered == ["District nurse", ""]


def test_what_was_only_offered_is_no_answer(workspace):
    ask_about_a_case(workspace, Answered("District nurse"))
    for reply in (Answered(""), OpenMenu(), Paused()):
        _, result = ask_about_a_case(workspace, reply)
        assert not list(result.case.given_answers())
        assert "District nurse" not in result.path.read_text("utf-8")


def test_an_offer_that_was_cleared_is_not_made_again_in_that_case(workspace):
    ask_about_a_case(workspace, Answered("District nurse"))
    asker, _ = ask_about_a_case(workspace, Answered(""), Back())
    assert asker.offered == ["District nurse", "", ""]


def test_a_draft_that_is_resumed_offers_it_too(workspace):
    ask_about_a_case(workspace, Answered("District nurse"))
    _, result = ask_about_a_case(workspace, Paused())
    asker = Asker()
    conduct_sitting(open_draft(workspace, str(result.path)), asker)
    assert asker.offered == ["District nurse"]
    without = Asker()
    conduct_sitting(open_draft(workspace, str(result.path), remembers=False), without)
    assert without.offered == [""]


@pytest.mark.parametrize(
    "reply",
    [
        Answered(""),
        Unknown("Perhaps a nurse"),
        Answered("The nurse of Dr Ek"),
        Answered("Call 070-174 06 05"),
        Answered("x" * (MAX_LENGTH + 1)),
    ],
    ids=["nothing", "not known", "a name", "a number", "long"],
)
def test_some_answers_are_not_remembered(workspace, reply):
    ask_about_a_case(workspace, reply, Answered("A made-up story"))
    assert read_remembered(workspace.folder).answers == {}


def test_what_the_watch_list_names_since_then_is_not_offered(workspace):
    ask_about_a_case(workspace, Answered("Nurse at Lingonhemmet"))
    (workspace.folder / "words-to-watch.txt").write_text("Lingonhemmet\n")
    asker, _ = ask_about_a_case(workspace)
    assert asker.offered == [""]


def test_an_answer_that_was_written_into_the_file_by_hand_is_checked(workspace):
    ask_about_a_case(workspace, Answered("District nurse"))
    path = workspace.folder / ".coprod" / "remembered.yaml"
    path.write_text(path.read_text("utf-8").replace("District nurse", "The nurse of Dr Ek"))
    asker, _ = ask_about_a_case(workspace, Paused())
    assert asker.offered == [""]


def test_answers_that_were_checked_are_offered_without_loading_the_patterns(workspace, monkeypatch):
    ask_about_a_case(workspace, Answered("District nurse"))
    monkeypatch.setattr("coprod_cli.privacy.review.ReviewScan.remarks", None)
    asker, _ = ask_about_a_case(workspace, Paused())
    assert asker.offered == ["District nurse"]


def test_an_answer_is_offered_in_its_own_language_only(workspace):
    ask_about_a_case(workspace, Answered("District nurse"))
    asker, _ = ask_about_a_case(workspace, language="sv")
    assert asker.offered == [""]


def test_a_form_in_which_people_are_named_remembers_no_answer(tmp_path):
    workspace = workspace_with(tmp_path, HEAD + "names_people: true\n")
    ask_about_a_case(workspace, Answered("District nurse"))
    remembered = read_remembered(workspace.folder)
    assert remembered.answers == {}
    assert remembered.introduced == {"visit": "1.0.0"}


def test_nothing_is_offered_or_remembered_without_memory(workspace):
    ask_about_a_case(workspace, Answered("District nurse"), size="visit")
    before = read_remembered(workspace.folder)
    asker, _ = ask_about_a_case(workspace, Answered("Doctor"), size="section", remembers=False)
    assert asker.offered == ["", ""]
    assert read_remembered(workspace.folder) == before


def test_the_introduction_is_whole_once_for_each_version(tmp_path, workspace):
    assert ask_about_a_case(workspace, Answered("x"))[0].introduced[0] is False
    assert ask_about_a_case(workspace, Answered("x"))[0].introduced[0] is True
    later = workspace_with(tmp_path, HEAD.replace("1.0.0", "1.1.0"))
    assert ask_about_a_case(later, Answered("x"))[0].introduced[0] is False


def test_a_file_that_cannot_be_written_ends_no_sitting(workspace):
    ask_about_a_case(workspace, Answered("x"))
    path = workspace.folder / ".coprod" / "remembered.yaml"
    path.unlink()
    path.mkdir()
    _, result = ask_about_a_case(workspace, Answered("District nurse"))
    assert result.case.answer("about.role").text == "District nurse"


def test_a_case_that_was_moved_apart_is_not_remembered(workspace):
    _, result = ask_about_a_case(workspace, Paused())
    (workspace.folder / "kept-apart").mkdir()
    path = result.path.rename(workspace.folder / "kept-apart" / result.path.name)
    conduct_sitting(open_draft(workspace, str(path)), Asker(Answered("District nurse")))
    assert read_remembered(workspace.folder).answers == {}


@pytest.mark.parametrize(("voice", "kept"), [("family", "family"), ("anna", "nurse")])
def test_a_form_that_names_people_leaves_no_word_for_a_role_but_the_usual_ones(
    tmp_path, workspace, voice, kept
):
    ask_about_a_case(workspace, Answered("District nurse"), voice="nurse")
    apart = workspace_with(tmp_path, HEAD + "names_people: true\n")
    ask_about_a_case(apart, Answered("One"), voice=voice)

    assert read_remembered(workspace.folder).voice == kept
