"""The kinds of identifiers, and the advice for each: what to write instead."""

from enum import StrEnum
from typing import NamedTuple

from coprod_cli.base.message import N_, Message, msg

SCAN_DISCLAIMER = N_("coprod finds patterns, not people: read it once more yourself.")
"""What stands beside each result of a search."""


class Kind(StrEnum):
    """The kind of an identifier. The values are used in JSON; `kind_label` is shown to people."""

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
    """A part of a text that may identify a person.

    No field holds the text that was found, so an identifier may go into messages, JSON and logs.

    Attributes:
        start: the offset of its first character in the text.
        end: the offset after its last character.
        kind: its kind.
        why: why it was found.
        instead: what to write instead.
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


def kind_label(kind: str) -> Message:
    """Return the word for a kind that is shown to people."""
    return msg(str(kind))


def identifier(kind: Kind, start: int, end: int, why: Message) -> Identifier:
    """Make an identifier with the advice for its kind."""
    return Identifier(start, end, kind, why, INSTEAD[kind])
