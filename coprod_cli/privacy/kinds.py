"""The kinds of identifiers, and what to write instead of each."""

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What an identifier is; the values are words for people and for JSON."""

    NATIONAL_ID = "national-id"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    IP = "ip"
    POSTCODE = "postcode"
    ADDRESS = "address"
    RECORD_NUMBER = "record-number"
    DATE = "date"
    AGE = "age"
    NAME = "name"
    WATCHED = "watched"


class Identifier(NamedTuple):
    """A place in a text that could tell who a person is.

    `start` and `end` are offsets in the text, in characters. `why` and `instead` never hold what
    was found, so that they may go into messages, JSON and logs.
    """

    start: int
    end: int
    kind: Kind
    why: str
    instead: str


INSTEAD = {
    Kind.NATIONAL_ID: "leave it out: the story needs no number to be understood.",
    Kind.EMAIL: 'how they were reached, such as "by e-mail".',
    Kind.PHONE: 'how they were reached, such as "by telephone".',
    Kind.URL: 'what is found there, such as "the clinic\'s page about asthma".',
    Kind.IP: 'what the machine is for, such as "a computer in the waiting room".',
    Kind.POSTCODE: 'the kind of place, such as "a small town".',
    Kind.ADDRESS: 'the kind of home or place, such as "a flat near the centre".',
    Kind.RECORD_NUMBER: "leave it out: the number leads back to the record.",
    Kind.DATE: 'a season, a year or a distance, such as "three weeks later".',
    Kind.AGE: 'a life stage or a decade, such as "a retired person" or "in her forties".',
    Kind.NAME: 'who they are in the story, such as "the nurse" or "her daughter".',
    Kind.WATCHED: "a word that names nobody, such as what they are to each other.",
}


def identifier(kind: Kind, start: int, end: int, why: str) -> Identifier:
    """Return an identifier of a kind, with the advice that belongs to it."""
    return Identifier(start, end, kind, why, INSTEAD[kind])
