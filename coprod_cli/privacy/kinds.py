"""The kinds of identifiers, and what to write instead of each."""

from enum import StrEnum
from typing import NamedTuple

from coprod_cli.base.message import N_, Message, msg


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

    `start` and `end` are offsets in the text, in characters. `why` and `instead` never hold what
    was found, so that they may go into messages, JSON and logs.
    """

    start: int
    end: int
    kind: Kind
    why: Message
    instead: Message


INSTEAD = {
    Kind.NATIONAL_ID: msg("leave it out: the story needs no number to be understood."),
    Kind.EMAIL: msg('how they were reached, such as "by e-mail".'),
    Kind.PHONE: msg('how they were reached, such as "by telephone".'),
    Kind.URL: msg('what is found there, such as "the clinic\'s page about asthma".'),
    Kind.IP: msg('what the machine is for, such as "a computer in the waiting room".'),
    Kind.POSTCODE: msg('the kind of place, such as "a small town".'),
    Kind.ADDRESS: msg('the kind of home or place, such as "a flat near the centre".'),
    Kind.RECORD_NUMBER: msg("leave it out: the number leads back to the record."),
    Kind.DATE: msg('a season, a year or a distance, such as "three weeks later".'),
    Kind.AGE: msg('a life stage or a decade, such as "a retired person" or "in her forties".'),
    Kind.NAME: msg('who they are in the story, such as "the nurse" or "her daughter".'),
    Kind.WATCHED: msg("a word that names nobody, such as what they are to each other."),
}


def shown_kind(kind: str) -> Message:
    """Return the word for a kind that a person reads."""
    return msg(str(kind))


def identifier(kind: Kind, start: int, end: int, why: Message) -> Identifier:
    """Return an identifier of a kind, with the advice that belongs to it."""
    return Identifier(start, end, kind, why, INSTEAD[kind])
