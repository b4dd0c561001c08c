"""The kinds of identifiers, and what to write instead of each."""

from enum import StrEnum
from typing import NamedTuple

from coprod_cli.base.i18n import N_, _


class Kind(StrEnum):
    """What an identifier is; the values are words for JSON, `shown_kind` gives those for people."""

    NATIONAL_ID = N_("national-id")
    EMAIL = N_("email")
    PHONE = N_("phone")
    URL = N_("url")
    IP = N_("ip")
    POSTCODE = N_("postcode")
    ADDRESS = N_("address")
    RECORD_NUMBER = N_("record-number")
    DATE = N_("date")
    AGE = N_("age")
    NAME = N_("name")
    WATCHED = N_("watched")


class Identifier(NamedTuple):
    """A place in a text that could tell who a person is.

    `start` and `end` are offsets in the text, in characters. `why` and `instead` are in the
    language that was chosen, and never hold what was found, so that they may go into messages, JSON
    and logs.
    """

    start: int
    end: int
    kind: Kind
    why: str
    instead: str


INSTEAD = {
    Kind.NATIONAL_ID: N_("leave it out: the story needs no number to be understood."),
    Kind.EMAIL: N_('how they were reached, such as "by e-mail".'),
    Kind.PHONE: N_('how they were reached, such as "by telephone".'),
    Kind.URL: N_('what is found there, such as "the clinic\'s page about asthma".'),
    Kind.IP: N_('what the machine is for, such as "a computer in the waiting room".'),
    Kind.POSTCODE: N_('the kind of place, such as "a small town".'),
    Kind.ADDRESS: N_('the kind of home or place, such as "a flat near the centre".'),
    Kind.RECORD_NUMBER: N_("leave it out: the number leads back to the record."),
    Kind.DATE: N_('a season, a year or a distance, such as "three weeks later".'),
    Kind.AGE: N_('a life stage or a decade, such as "a retired person" or "in her forties".'),
    Kind.NAME: N_('who they are in the story, such as "the nurse" or "her daughter".'),
    Kind.WATCHED: N_("a word that names nobody, such as what they are to each other."),
}


def shown_kind(kind: str) -> str:
    """Return the word for a kind that a person reads, in the language that was chosen."""
    return _(str(kind))


def identifier(kind: Kind, start: int, end: int, why: str, **named: str) -> Identifier:
    """Return an identifier of a kind, with the advice that belongs to it.

    Args:
        kind: the kind.
        start: where it starts.
        end: where it ends.
        why: the sentence that tells why, as marked with `N_`.
        named: what is named in that sentence, in the language that was chosen.
    """
    sentence = _(why).format(**named) if named else _(why)
    return Identifier(start, end, kind, sentence, _(INSTEAD[kind]))
