"""Next steps as a Markdown task list: reading, writing and ticking."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.text import canonical_text
from coprod_cli.model.questions import TasksQuestion
from coprod_cli.model.tasks import (
    Task,
    UnreadLine,
    as_task_list,
    count_places,
    due_day_spans,
    first_invalid_due,
    read_tasks,
    unread_lines,
    with_tick,
)

STEPS = TasksQuestion(id="next", type="tasks", text="What comes next?")
LISTED = "- [ ] call back (owner: nurse, due: 2026-12-01)\n  and listen\n* [x] write\n\nWords."
pieces = st.sampled_from(
    [
        "- ", "* ", "+ ", "[ ] ", "[x] ", "[] ", "[X]", "1. ", "12) ", "  ", "\t", "\n", "\n\n",
        "call", "(owner: nurse)", "(due: 2026-12-01)", "(x, due: 2026-12-01)", "- [ ] ", "\u00a0",
        "(", ")", ",", ":", "due", "ring (senast: 2026-12-01)", "\u2028", "-", "[",
    ]
)  # fmt: skip
texts = st.lists(pieces | st.text(max_size=4), max_size=12).map("".join).map(canonical_text)


def words(text):
    return re.findall(r"\w+", text)


def one(text):
    (task,) = read_tasks(text)
    return task


class TestALineThatIsTyped:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("call back", "- [ ] call back"),
            ("  call back  ", "- [ ] call back"),
            ("- call back", "- [ ] call back"),
            ("* call back", "- [ ] call back"),
            ("2. call back", "- [ ] call back"),
            ("[ ] call back", "- [ ] call back"),
            ("[x] call back", "- [x] call back"),
            ("- [] call back", "- [ ] call back"),
            ("- [X]  call back", "- [X]  call back"),
            ("- [ ] call back", "- [ ] call back"),
            ("+ [x] call back", "+ [x] call back"),
            ("call\nwrite", "- [ ] call\n- [ ] write"),
            ("call\n\n\nwrite", "- [ ] call\n- [ ] write"),
            ("call\n  and listen\nwrite", "- [ ] call\n  and listen\n- [ ] write"),
            ("-", "- [ ] -"),
            ("[ ]", "- [ ] [ ]"),
            ("1.5 mg less", "- [ ] 1.5 mg less"),
            ("[x](link) first", "- [ ] [x](link) first"),
        ],
    )
    def test_is_a_next_step(self, typed, kept):
        assert as_task_list(typed) == kept

    @given(texts)
    def test_loses_no_word(self, text):
        numbered = re.sub(r"^\s*(?:[-*+]\s+)?[0-9]{1,3}[.)][ \t]", "", text, flags=re.MULTILINE)
        kept = words(as_task_list(text))

        for word in set(words(numbered)) - {"x", "X"}:
            assert word in kept

    @given(texts)
    def test_is_taken_once_and_then_stays_as_it_is(self, text):
        listed = as_task_list(text)

        assert as_task_list(listed) == listed

    @given(texts)
    def test_is_read_again_as_a_step(self, text):
        listed = as_task_list(text)

        begun = [line for line in listed.split("\n") if line.strip() and line[0] not in " \t"]
        assert len(list(read_tasks(listed))) >= len(begun)


class TestAStep:
    @pytest.mark.parametrize(
        ("line", "what", "owner", "due"),
        [
            ("call back", "call back", "", ""),
            ("call back (owner: nurse)", "call back", "nurse", ""),
            ("call back (due: 2026-12-01)", "call back", "", "2026-12-01"),
            ("call back (owner: nurse, due: 2026-12-01)", "call back", "nurse", "2026-12-01"),
            ("call back (due: 2026-12-01,owner: nurse)", "call back", "nurse", "2026-12-01"),
            ("ring upp (ansvarig: sköterska, senast: 2026-12-01)", "ring upp", "sköterska",
             "2026-12-01"),
            ("call (twice) (Owner : nurse )  ", "call (twice)", "nurse", ""),
            ("call (twice)", "call (twice)", "", ""),
            ("call (owner: nurse, on Friday)", "call", "nurse, on Friday", ""),
            ("call (owner: nurse, owner: doctor)", "call (owner: nurse, owner: doctor)", "", ""),
            ("(owner: nurse)", "(owner: nurse)", "", ""),
            ("call (owner: nurse) soon", "call (owner: nurse) soon", "", ""),
        ],
    )  # fmt: skip
    def test_has_what_and_who_and_by_when(self, line, what, owner, due):
        assert one(f"- [ ] {line}") == Task(what, owner, due, is_done=False, line=0)

    @pytest.mark.parametrize(("box", "is_done"), [("[ ]", False), ("[x]", True), ("[X]", True)])
    @pytest.mark.parametrize("bullet", ["- ", "* ", "+ ", "  - ", "\t* "])
    def test_is_done_where_it_is_ticked(self, box, is_done, bullet):
        assert one(f"{bullet}{box} call").is_done is is_done

    @pytest.mark.parametrize(
        "line", ["call", "- call", "- []call", "- [y] call", "- [ ]", "-[ ] x"]
    )
    def test_is_no_other_line(self, line):
        assert list(read_tasks(line)) == []

    def test_knows_its_line(self):
        assert [(task.what, task.line) for task in read_tasks(LISTED)] == [
            ("call back", 0), ("write", 2)
        ]  # fmt: skip


FORMS = {
    "- [ ] call": "open",
    "-\u00a0[ ] call": "open",
    "- [\u00a0] call": "open",
    "- [ ]\u00a0call": "open",
    "\u00a0\u00a0- [\u202f] call": "open",
    "- [] call": "open",
    "- [  ] call": "open",
    "1. [ ] call": "open",
    "12) [x] call": "done",
    "1\\. [ ] call": "open",
    "+ [ ] call": "open",
    "* [X] call": "done",
    "- [ x] call": "done",
    "- [\u2713] call": "done",
    "\t\t- [x] call": "done",
    "> - [ ] call": "open",
    "> > 1. [x] call": "done",
    ">- [ ] call": "open",
    "- \\[ \\] call": "open",
    "- \\[x\\] call": "done",
    "- \\[ ] call": "open",
    "\\- [ ] call": "open",
    "\u2022 [ ] call": "open",
    "\u2013 [x] call": "done",
    "- [/] call": "open",
    "- [>] call": "open",
    "- [!] call": "open",
    "- [?] call": "open",
    "- [-] call": "cancelled",
    "- \\[-\\] call": "cancelled",
}


def state(task):
    if task.is_open:
        return "open"
    return "done" if task.is_done else "cancelled"


class TestALineOfAnotherProgram:
    @pytest.mark.parametrize(("line", "wanted"), FORMS.items())
    def test_is_a_step_where_people_see_one(self, line, wanted):
        task = one(line)

        assert (task.what, state(task)) == ("call", wanted)

    @pytest.mark.parametrize("line", FORMS)
    @pytest.mark.parametrize("is_done", [True, False])
    def test_is_ticked_in_its_box_and_nowhere_else(self, line, is_done):
        text = f"First.\n{line} (owner: nurse)  \nLast."

        ticked = with_tick(text, one(text), is_done=is_done)

        assert one(ticked).is_already(done=is_done)
        before, _, after = line.partition("[")
        end = after[after.index("]") - after[: after.index("]")].endswith("\\") :]
        mark = ticked.removeprefix(f"First.\n{before}[").removesuffix(
            f"{end} (owner: nurse)  \nLast."
        )
        unchanged = after[: len(after) - len(end)]
        assert mark == (
            unchanged if one(text).is_already(done=is_done) else "x" if is_done else " "
        )

    @pytest.mark.parametrize("line", FORMS)
    def test_becomes_a_step_of_markdown_where_it_is_typed_and_keeps_its_state(self, line):
        listed = as_task_list(line)

        assert state(one(listed)) == FORMS[line]
        assert re.match(r"[> \t]*(?:[-*+]|[0-9]+[.)]) \[.\] call\Z", listed)
        assert as_task_list(listed) == listed

    @pytest.mark.parametrize(
        ("line", "has_box"),
        [
            ("[ ] call", True),
            ("- []call", True),
            ("-[ ] call", True),
            ("- [y] call", True),
            ("- [1] call", True),
            ("\u2610 call", True),
            ("- \u2611 call", True),
            ("- call", False),
            ("1. call", False),
        ],
    )
    def test_is_told_where_people_see_a_step_and_it_is_none(self, line, has_box):
        assert list(read_tasks(line)) == []
        assert list(unread_lines(f"- [ ] One\n{line}")) == [UnreadLine(1, has_box)]

    @pytest.mark.parametrize(
        "line",
        ["Words.", "", "- [ ]", "  - a detail", "[a link](made-up)", "- [x](link)", "- - -", "---",
         "See [1].", "[^1]: a footnote", "[1]: made-up", "- [[page]]", "- [ref][1]"],
    )  # fmt: skip
    def test_is_not_told_where_it_is_only_text(self, line):
        assert [each for each in unread_lines(line) if each.has_box] == []
        if not line.startswith("- ["):
            assert list(unread_lines(line)) == []

    @given(st.lists(st.sampled_from([*FORMS, "[ ] call", "- [y] call", "Words.", ""])))
    def test_has_a_place_that_no_damage_to_another_line_changes(self, lines):
        text = "\n".join(lines)
        places = {task.line: task.place for task in read_tasks(text)}

        for task in read_tasks(text):
            damaged = [*lines[: task.line], "- [y] call", *lines[task.line + 1 :]]
            others = {each.line: each.place for each in read_tasks("\n".join(damaged))}
            assert others == {line: place for line, place in places.items() if line != task.line}
        assert count_places(text) == sum(line not in ("Words.", "") for line in lines)


class TestTheDetails:
    @pytest.mark.parametrize(
        ("line", "what", "owner", "due"),
        [
            ("call \U0001f4c5 2026-12-01", "call", "", "2026-12-01"),
            ("call \U0001f5d3\ufe0f 2026-12-01", "call", "", "2026-12-01"),
            ("call \U0001f4c52026-12-01 #ward", "call #ward", "", "2026-12-01"),
            ("call (owner: nurse) \U0001f4c5 2026-12-01", "call", "nurse", "2026-12-01"),
            ("call (owner: nurse, due: 2026-12-01) \u2705 2026-12-02", "call", "nurse",
             "2026-12-01"),
            ("call \u2705 2026-12-02", "call", "", ""),
            ("call \u274c 2026-12-02", "call", "", ""),
            ("call (owner: nurse) \u23eb \U0001f501 every week \U0001f6eb 2026-11-01 ^id-1",
             "call \u23eb \U0001f501 every week \U0001f6eb 2026-11-01 ^id-1", "nurse", ""),
            ("call \u23f3 2026-11-30 \U0001f4c5 2026-12-01", "call \u23f3 2026-11-30", "",
             "2026-12-01"),
            ("call [due:: 2026-12-01] [owner:: nurse]", "call", "nurse", "2026-12-01"),
            ("call (due:: 2026-12-01)", "call", "", "2026-12-01"),
            ("ring \\[senast:: 2026-12-01\\]", "ring", "", "2026-12-01"),
            ("call (owner: nurse, ward 3, due: 2026-12-01)", "call", "nurse, ward 3", "2026-12-01"),
            ("call (due: 2026-12-01, owner: nurse, or a doctor)", "call", "nurse, or a doctor",
             "2026-12-01"),
            ("call (owner: nurse (night), due: 2026-12-01)", "call", "nurse (night)", "2026-12-01"),
            ("call\u00a0(owner:\u00a0nurse,\u00a0due:\u00a02026-12-01)\u00a0", "call", "nurse",
             "2026-12-01"),
            ("call (due: 2026-12-01, Friday)", "call", "", "2026-12-01, Friday"),
            ("call (due: 2026-12-01) \U0001f4c5 2026-12-02",
             "call (due: 2026-12-01) \U0001f4c5 2026-12-02", "", ""),
            ("call \U0001f4c5 soon", "call \U0001f4c5 soon", "", ""),
            ("\U0001f4c5 2026-12-01", "\U0001f4c5 2026-12-01", "", ""),
        ],
    )  # fmt: skip
    def test_are_read_as_people_and_obsidian_write_them(self, line, what, owner, due):
        task = one(f"- [ ] {line}")

        assert (task.what, task.owner, task.due) == (what, owner, due)

    @pytest.mark.parametrize(
        "line",
        ["call \U0001f4c5 2026-12-01", "call [due:: 2026-12-01]",
         "call (owner: a, b, due: 2026-12-01)", "call (due: 2026-12-01) \u2705 2026-11-30"],
    )  # fmt: skip
    def test_have_their_due_day_where_it_is_written(self, line):
        text = f"2026-12-01\n> 1. [-] {line}\n2026-12-01"

        ((start, end),) = due_day_spans(text)

        assert text[start:end] == "2026-12-01"
        assert text.count("\n", 0, start) == 1

    @given(texts)
    def test_leave_no_word_out_but_a_day_that_is_over(self, text):
        for task in read_tasks(text):
            shown = words(f"{task.what} {task.owner} {task.due}")
            names = {"due", "owner", "senast", "x", "X"}
            line = re.sub(r"^.*?\]", "", text.split("\n")[task.line], count=1)
            assert {word for word in words(line) if word not in names} <= set(shown) | names


class TestATick:
    @given(texts.map(as_task_list), st.data())
    def test_is_made_and_taken_back_and_touches_no_other_line(self, text, data):
        tasks = list(read_tasks(text))
        if not tasks:
            return
        task = data.draw(st.sampled_from(tasks))

        ticked = with_tick(text, task, is_done=True)
        opened = with_tick(ticked, task, is_done=False)

        assert list(read_tasks(ticked)) == [
            each._replace(is_done=True) if each is task else each for each in tasks
        ]
        assert list(read_tasks(opened))[tasks.index(task)] == task._replace(is_done=False)
        assert with_tick(opened, task, is_done=True) == ticked
        if not task.is_done:
            assert opened == text
        before, after = text.split("\n"), ticked.split("\n")
        assert before[: task.line] == after[: task.line]
        assert before[task.line + 1 :] == after[task.line + 1 :]

    def test_changes_one_sign(self):
        (first, _) = read_tasks(LISTED)

        assert with_tick(LISTED, first, is_done=True) == LISTED.replace("[ ]", "[x]", 1)


class TestADay:
    @pytest.mark.parametrize(
        "due", ["soon", "1 Dec", "2026-13-01", "2026-02-30", "2026-1-1", "20261201", "2026-12"]
    )
    def test_that_is_none_is_refused_without_repeating_it(self, due):
        with pytest.raises(InvalidAnswer) as caught:
            STEPS.parse(f"wait\ncall (due: {due})", "en")

        assert caught.value.message == ("a day is written year first, such as (due: 2026-12-01).")

    @pytest.mark.parametrize("due", ["2026-12-01", "2028-02-29", ""])
    def test_that_is_one_is_taken(self, due):
        assert first_invalid_due(f"- [ ] call (due: {due})") is None

    def test_is_told_at_the_step_that_has_none(self):
        assert first_invalid_due("- [ ] a (due: 2026-12-01)\n- [ ] b (due: later)").what == "b"


class TestWhereADayStands:
    @pytest.mark.parametrize(
        "line",
        [
            "- [ ] call (due: 2026-12-01)",
            "- [x] call (owner: nurse, due: 2026-12-01)",
            "* [ ] call (due:2026-12-01 , owner: nurse)",
            "  - [ ] ring (ansvarig: sköterska, senast: 2026-12-01)  ",
            "- [ ] seen on (2026-11-02) call (DUE: 2026-12-01)",
            "- [ ] call (due: 2026-12-01) and (due: 2026-12-01)",
        ],
    )
    def test_is_in_the_last_bracket_of_a_step(self, line):
        text = f"Words.\n{line}\nMore words."
        found = [text[start:end] for start, end in due_day_spans(text)]

        assert found == ["2026-12-01"]
        ((start, _),) = due_day_spans(text)
        assert start == text.rindex("2026-12-01")

    @pytest.mark.parametrize(
        "line",
        [
            "call (due: 2026-12-01)",
            "- call (due: 2026-12-01)",
            "- [ ] due: 2026-12-01",
            "- [ ] call (due: 2026-12-01) please",
            "- [ ] call (born: 2026-12-01)",
            "- [ ] call (due: 2026-12-01, Dr Berg)",
            "- [ ] call (due: 2026-12-01 at ten)",
        ],
    )
    def test_is_nowhere_else(self, line):
        assert list(due_day_spans(line)) == []
