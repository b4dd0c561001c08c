"""Words that may identify a person are pointed out once, after the answer is saved."""

from dataclasses import dataclass, replace

import pytest
from made_up import EVERY_TYPE, blank

from coprod_cli.base.clock import local_now
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.replies import Answered, Jump, OpenMenu, Paused, Skipped, Unknown
from coprod_cli.interview.session import conduct
from coprod_cli.operations.autosave import NullAutosave

NAMED = "Then Anna Berg came."
NOTICE = 'You wrote "Anna Berg": this may tell who somebody is.'


@dataclass(frozen=True)
class Scan:
    """A scan that finds made-up words."""

    found: tuple[str, ...] = ("Anna Berg", "070-174 06 35")
    is_ready: bool = True

    def kinds(self, _):
        return {}

    def remarks(self, _):
        return ()

    def words(self, text):
        return tuple(each for each in self.found if each.casefold() in text.casefold())


class Asker:
    """Gives replies in turn, then stops; records the notice of each step."""

    def __init__(self, *replies):
        self.replies = list(replies)
        self.notices = []

    def ask(self, step, _):
        asked = getattr(step, "top", step)
        self.notices.append(getattr(asked, "notice", None))
        return self.replies.pop(0) if self.replies else Paused()


def notices(*replies, scan=None, asks_title=True):
    """Return what is said at each step after the first."""
    start = Interview.begin(EVERY_TYPE, blank(), asks_title=asks_title)
    asker = Asker(*replies)
    conduct(replace(start, scan=scan or Scan()), asker, NullAutosave(), clock=local_now)
    return asker.notices[1:]


def test_an_answer_and_a_title_are_pointed_out_with_the_words_and_saved():
    title, answer = notices(Answered("For Anna Berg"), Answered("Ring 070-174 06 35"))

    assert title == f"{NOTICE} It is saved; :back goes to it."
    assert answer.startswith('You wrote "070-174 06 35": this may tell who somebody is.')


def test_the_same_words_are_pointed_out_once_in_a_sitting():
    first, second, both = notices(
        Answered(NAMED), Answered("ANNA  BERG again"), Jump("second.story"), asks_title=True,
    )[:3]  # fmt: skip

    assert first.startswith(NOTICE)
    assert second is None
    assert both is None


def test_what_is_not_known_yet_is_looked_at_by_its_text():
    assert notices(Jump("second.story"), Unknown(NAMED))[1].startswith(NOTICE)


@pytest.mark.parametrize("reply", [Skipped(), OpenMenu(NAMED), Answered("Nobody.")])
def test_what_is_not_answered_or_names_nobody_says_nothing(reply):
    assert notices(reply) == [None]


def test_an_answer_that_is_taken_again_as_it_was_says_nothing():
    asked = Jump("second.story"), Answered(NAMED), Jump("second.story"), Answered(NAMED)
    assert [bool(each) for each in notices(*asked)] == [False, True, False, False]


def test_a_choice_has_the_words_of_the_form_and_says_nothing():
    asked = notices(Jump("first.kind"), Answered("Walked in"), scan=Scan(("Walked in",)))
    assert asked == [None, None]


def test_many_and_long_words_are_cut():
    words = tuple(f"Name{letter * 60}" for letter in "abcdefgh")
    (notice,) = notices(Answered(" ".join(words)), scan=Scan(words))
    assert len(notice) < 320
    assert '", ...: this may' in notice


class LateScan(Scan):
    """A scan that is ready from the third time on that somebody asks."""

    def __init__(self):
        super().__init__()
        self.__dict__["answers"] = iter((False, False))

    def __getattribute__(self, name):
        if name == "is_ready":
            return next(self.__dict__["answers"], True)
        return super().__getattribute__(name)


def test_what_was_answered_before_the_scan_was_ready_is_pointed_out_when_it_is():
    replies = Answered("For Anna Berg"), Answered("Then 070-174 06 35"), Answered("A hall")

    at_once, then, at_last, *_ = notices(*replies, scan=LateScan())

    assert (at_once, then) == (None, None)
    assert at_last == (
        'You wrote "Anna Berg", "070-174 06 35": this may tell who somebody is. It is saved.'
    )
