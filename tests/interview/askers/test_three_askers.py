"""The three askers write the same note to the byte, except its id and times."""

import json
import re

import pytest
from made_up_plan import GROUP_TEMPLATES
from terminal import ALT_ENTER, DOWN, ENTER, UP

from coprod_cli.base.settings import shipped_prompts
from coprod_cli.model.tasks import as_task_list
from coprod_cli.model.wording import worded
from coprod_cli.templates.loader import load_template

pytestmark = pytest.mark.slow

QUESTIONS = load_template(shipped_prompts() / "primary-care").questions
TITLE = "A made-up morning"
UNKNOWN, LEFT_OUT = object(), object()
STEPS = "reflections.now-what"
DELETE = "\x1b[3~"
# The answer to every seventh question, in turn; the number makes each one unique.
TEXTS = (
    "A short answer, number {0}.",
    "Two lines,\n  and number {0} indented.",
    LEFT_OUT,
    "# Not a heading {0}\n\n- a list\n- of two\n\n<!-- coprod:end -->\n```\nan open fence",
    UNKNOWN,
    "Åsa-lik ö, 家庭医生, \U0001f469\u200d\u2695\ufe0f, {0}",
    '"Quoted", it\'s: [mg/kg] [/b] \\ | {0} ---',
)


def primary_care():
    """Yield each address and its answer."""
    for number, address in enumerate(QUESTIONS):
        text = TEXTS[number % len(TEXTS)]
        yield address, text.format(number) if isinstance(text, str) else text


def anonymous(note):
    """Return the note without its id and times."""
    text, count = re.subn(r"^(id|created|updated): .*$", r"\1:", note, count=3, flags=re.MULTILINE)
    assert count == 3
    return text


def data(answers):
    given = {
        address: {"unknown": True} if text is UNKNOWN else text
        for address, text in answers
        if text is not LEFT_OUT
    }
    return json.dumps({"title": TITLE, "answers": given})


def plain_lines(answers):
    """Yield the lines to type: a backslash continues a text, and `?` is "not known yet"."""
    for _, text in answers:
        if text is LEFT_OUT:
            yield ""
        elif text is UNKNOWN:
            yield "?"
        else:
            yield text.replace("\n", "\\\n")


def test_three_askers_give_the_same_note_of_primary_care(desk_of):
    answers = list(primary_care())
    by_data = desk_of("data")
    done = by_data.run("new-case", "--final", "--data", "-", typed=data(answers))
    assert done.returncode == 0, done.stderr

    by_lines = desk_of("lines")
    lines = "\n".join([TITLE, *plain_lines(answers), "f", ""])
    done = by_lines.run("new-case", "--template", "primary-care", "--plain", typed=lines)
    assert done.returncode == 0, done.stderr

    by_hand = desk_of("hand")
    terminal = by_hand.sit("new-case", "--template", "primary-care", columns=60, rows=20)
    terminal.see("What shall this be called?").type(TITLE).press(ENTER)
    given = unknown = 0
    for address, text in answers:
        not_known = f" - {unknown} not known" if unknown else ""
        terminal.see(f" of 46 - {given} answered{not_known}", worded(QUESTIONS[address].text, "en"))
        if text is UNKNOWN:
            terminal.type("?")
        elif text is not LEFT_OUT:
            terminal.type(text.replace("\n", ALT_ENTER))
        unknown += text is UNKNOWN
        given += text not in (LEFT_OUT, UNKNOWN)
        terminal.press(ENTER)
    terminal.see(f"Review - {given} of 46 answered - {unknown} not known").finish()
    assert terminal.exit_code() == 0

    assert given + unknown == 39
    assert anonymous(by_hand.note()) == anonymous(by_data.note())
    assert anonymous(by_lines.note()) == anonymous(by_data.note())
    case = by_data.case()
    assert case.status == "final"
    for address, text in answers:
        answer = case.answer(address)
        assert answer.unknown == (text is UNKNOWN)
        kept = text if isinstance(text, str) else ""
        assert answer.text == (as_task_list(kept) if address == STEPS else kept)


EVERY_TYPE = [
    ("first.name", "A morning"),
    ("first.kind", "At home"),
    ("first.helpers", "- A nurse\n- Family"),
    ("first.seen", "Yes"),
    ("first.day", "2026-11-24"),
    ("first.wait", "12,5"),
    ("second.story", "One\n\ntwo"),
    ("second.late", UNKNOWN),
]


def test_three_askers_give_the_same_note_of_every_type(desk_of):
    by_data = desk_of("data")
    done = by_data.run(
        "new-case", "--template", "every-type", "--final", "--data", "-", typed=data(EVERY_TYPE)
    )
    assert done.returncode == 0, done.stderr

    by_lines = desk_of("lines")
    lines = [
        TITLE,
        "A morning",
        "3",
        "1,3",
        "1",
        "2026-11-24",
        "12,5",
        "One\\",
        "\\",
        "two",
        "?",
        "f",
        "y",  # a day may tell who somebody is
    ]
    done = by_lines.run(
        "new-case", "--template", "every-type", "--plain", typed="\n".join([*lines, ""])
    )
    assert done.returncode == 0, done.stderr

    by_hand = desk_of("hand")
    terminal = by_hand.sit("new-case", "--template", "every-type")
    terminal.see("What shall this be called?").type(TITLE).press(ENTER)
    terminal.see("What do you call this visit?").type("A morning").press(ENTER)
    terminal.see("> (leave it open)").press(DOWN, DOWN, DOWN).see("> At home").press(ENTER)
    terminal.see("Who helped?").press(" ", DOWN, DOWN, " ").see("● A nurse ○ A doctor > ● Family")
    terminal.press(ENTER).see("Was the person seen?").press(DOWN).see("> Yes").press(ENTER)
    terminal.see("On which day?").type("2026-11-24").press(ENTER)
    terminal.see("How many minutes was the wait?").type("12,5").press(ENTER)
    terminal.see("What happened?").type("One").press(ALT_ENTER, ALT_ENTER).type("two").press(ENTER)
    terminal.see("What made the wait long?").type("?").press(ENTER)
    terminal.see("Review - 7 of 8 answered - 1 not known").finish()
    terminal.see("Finish the case all the same?").press(DOWN).see("> Finish it as it is")
    terminal.press(ENTER)
    assert terminal.exit_code() == 0

    assert anonymous(by_hand.note()) == anonymous(by_data.note())
    assert anonymous(by_lines.note()) == anonymous(by_data.note())
    case = by_data.case()
    assert [(each.address, each.text or UNKNOWN) for each in case.given_answers()] == EVERY_TYPE


def test_a_plan_with_repeated_groups(desk_of):
    prompts = {"COPROD_PROMPTS": str(GROUP_TEMPLATES)}
    new = ("new-case", "--template", "plan")
    parts = [
        {
            "what": "Call back",
            "who": "care",
            "how": "By phone\n\n- twice",
            "day": {"unknown": True},
        },
        {"what": "Take a walk", "who": "person"},
    ]
    answers = {"booked": True, "parts": parts, "next": "call\n  and listen\nwrite"}
    given = {"title": TITLE, "answers": {"day": {"booked": answers.pop("booked")}}}
    given["answers"]["agreed"] = answers
    by_data = desk_of("data")
    done = by_data.run(*new, "--final", "--data", "-", typed=json.dumps(given), **prompts)
    assert done.returncode == 0, done.stderr

    by_lines = desk_of("lines")
    lines = [
        TITLE, "1",
        "a", "Call", "2", "By phone\\", "\\", "- twice", "?",
        "Take a walk", "", "1", "",  # text typed at the group starts the next item
        "a", "One too many", "", "",
        "1", "Call back", "", "", "",
        "r3", "r3", "",
        "call\\", "  and listen\\", "write", "f",
    ]  # fmt: skip
    done = by_lines.run(*new, "--plain", typed="\n".join([*lines, ""]), **prompts)
    assert done.returncode == 0, done.stderr

    by_hand = desk_of("hand")
    terminal = by_hand.sit(*new, **prompts).see("What shall this be called?").answer(TITLE)
    terminal.see("Is there a booked time?").press(DOWN).see("> Yes").press(ENTER)
    terminal.see("> Add one").press(ENTER).see("What is to be done?").answer("Call")
    terminal.see("Who does it?").press(DOWN, DOWN).see("> Healthcare").press(ENTER)
    terminal.see("How does healthcare do it?").type("By phone").press(ALT_ENTER, ALT_ENTER)
    terminal.type("- twice").press(ENTER).see("On which day?").answer("?")
    terminal.see("> Go on").press(UP).see("> Add another").press(ENTER)
    terminal.see("Part 2, question 1 of 3").answer("One too many").see("Part 2, question 2 of 3")
    terminal.press(ENTER).see("On which day?").press(ENTER).see("Part 2: One too many")
    terminal.press(UP, UP).see("> Part 2").press(DELETE).see("Take out Part 2?").press(DOWN)
    terminal.see("> Take it out").press(ENTER).see_no_more("Part 2").see("> Go on")
    terminal.press(UP).see("> Add another").press(ENTER).see("Part 2, question 1 of 3")
    terminal.answer("Take a walk").see("Who does it?").press(DOWN).see("> The person").press(ENTER)
    terminal.see("On which day?").press(ENTER).see("Part 2: Take a walk").press(UP, UP, UP)
    terminal.see("> Part 1: Call").press(ENTER).see("> Call").type(" back").press(ENTER)
    terminal.see("> Healthcare").press(ENTER).see("- twice").press(ENTER).see("On which day?")
    terminal.type("?").press(ENTER).see("Part 1: Call back").press(ENTER)
    terminal.see("What comes next?").type("call").press(ALT_ENTER).type("  and listen")
    terminal.press(ALT_ENTER).type("write").press(ENTER).finish()
    assert terminal.exit_code() == 0

    assert anonymous(by_hand.note()) == anonymous(by_data.note())
    assert anonymous(by_lines.note()) == anonymous(by_data.note())
    assert by_data.answer("agreed.next") == "- [ ] call\n  and listen\n- [ ] write"
    assert by_data.case().answer("agreed.parts#1.day").unknown
    assert by_data.case().status == "final"


VOICES = ("professional", "patient", "family")
IN_TURN = {
    "situation.context": ("A chair.\nAnd a window.", UNKNOWN, "We waited."),
    "reflections.so-what": (UNKNOWN, "It mattered", "It mattered to us, too."),
    "reflections.now-what": ("Ask about the way home (owner: nurse)", LEFT_OUT, "Ring\nAgain"),
    "reflections.matters-most": (LEFT_OUT, "# Time\n\n<!-- coprod:end -->", "Åsa-lik ö"),
}


def test_three_voices_in_turn(desk_of):
    given = {
        address: [
            {"voice": voice, **({"unknown": True} if text is UNKNOWN else {"text": text})}
            for voice, text in zip(VOICES, texts, strict=True)
            if text is not LEFT_OUT
        ]
        for address, texts in IN_TURN.items()
    }
    new = ("new-case", "--template", "reflection")
    by_data, by_lines, by_hand = (desk_of(name) for name in ("data", "lines", "hand"))
    document = json.dumps({"title": TITLE, "answers": given})
    done = by_data.run(*new, "--final", "--data", "-", typed=document)
    assert done.returncode == 0, done.stderr

    lines = [TITLE]
    for texts in IN_TURN.values():
        for voice, text in zip(VOICES, texts, strict=True):
            lines += [f":voice {voice}", *plain_lines([("", text)]), ":back"]
        lines.append("")  # to the next question, as the family
    done = by_lines.run(*new, "--plain", typed="\n".join([*lines, "f", "n", ""]))
    assert done.returncode == 0, done.stderr

    terminal = by_hand.sit(*new).see("What shall this be called?").answer(TITLE)
    for number, texts in enumerate(IN_TURN.values(), 1):
        for voice, text in zip(VOICES, texts, strict=True):
            terminal.see(f"{number} of 4 - ").answer(f":voice {voice}").see(f" - as {voice}")
            terminal.type(
                "?"
                if text is UNKNOWN
                else ""
                if text is LEFT_OUT
                else text.replace("\n", ALT_ENTER)
            )
            terminal.press(ENTER).see_no_more(f"{number} of 4 - ").press("\x1b[Z")
        terminal.see(f"{number} of 4 - ").press(ENTER)
    terminal.finish().see("Go on with the full form now? y/N").answer("n")
    assert terminal.exit_code() == 0

    assert anonymous(by_hand.note()) == anonymous(by_data.note())
    assert anonymous(by_lines.note()) == anonymous(by_data.note())
    found = {(each.address, each.voice) for each in by_data.case().given_answers()}
    assert len(found) == 10
    assert {voice for _address, voice in found} == set(VOICES)


def test_a_draft_that_is_half_done(desk_of):
    answers = [("situation.setting", "One\ntwo"), ("situation.context", UNKNOWN)]
    by_data, by_lines, by_hand = (desk_of(name) for name in ("data", "lines", "hand"))
    assert by_data.run("new-case", "--data", "-", typed=data(answers)).returncode == 0
    lines = f"{TITLE}\nOne\\\ntwo\n?\n:quit\n"
    assert (
        by_lines.run("new-case", "--template", "primary-care", "--plain", typed=lines).returncode
        == 130
    )
    terminal = by_hand.sit("new-case", "--template", "primary-care").see(
        "What shall this be called?"
    )
    terminal.type(TITLE).press(ENTER).see("question 1 of 5").type("One").press(ALT_ENTER)
    terminal.type("two").press(ENTER).see("question 2 of 5").type("?").press(ENTER)
    terminal.see("question 3 of 5").type(":quit").press(ENTER)
    assert terminal.exit_code() == 130
    assert anonymous(by_hand.note()) == anonymous(by_data.note()) == anonymous(by_lines.note())
