"""Values of the filters for voices and addresses: which exist, and how others are refused."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import Message, msg
from coprod_cli.base.text import looks_like_name, quoted_name

if TYPE_CHECKING:
    from coprod_cli.model.address import Address
    from coprod_cli.model.case_like import AnswerLike, CaseLike
    from coprod_cli.model.template import Template
    from coprod_cli.templates.library import TemplateLibrary


def refuse_voice(value: str, nearest: str) -> Message:
    """Refuse a voice that no case has; `nearest` is the one spelt most like it, or ""."""
    message = msg("no case has an answer of that voice.")
    if looks_like_name(value):
        message = msg('no case has an answer of the voice "{name}".', name=value)
    raise WrongUsage(message, hint=nearest or "--voice patient, family, professional")


def refuse_address(value: str, nearest: str) -> Message:
    """Refuse an address that neither a case nor a template has; `nearest` as in `refuse_voice`."""
    message = msg("there is no question of that name.")
    if looks_like_name(value):
        message = msg("there is no question {name}.", name=quoted_name(value, ""))
    raise WrongUsage(message, hint=nearest or "coprod templates show")


def voices_in(case: "CaseLike") -> Collection[str]:
    """Return the voices that answered in a case."""
    from coprod_cli.model.voices import voices_of

    return set(filter(None, voices_of(case.given_answers())))


def read_voice_label(value: str) -> str:
    """Return the voice that a label in any language names; the value itself for other words."""
    from coprod_cli.model.voices import voice_of_label

    return voice_of_label(value)


def labelled_voices(_library: "TemplateLibrary") -> Collection[str]:
    """Return the voices that have a label, which any case may get."""
    from coprod_cli.model.voice_names import VOICES

    return VOICES


def is_at(answer: "AnswerLike", value: str) -> bool:
    """Return True if an answer is at or within an address, as `is_address_at` says."""
    return is_address_at(answer.address, value)


def is_address_at(address: "Address", value: str) -> bool:
    """Return True if an address is at or within another; one without an item means any item."""
    return address.is_within(value) or (bool(address.part) and _without_item(address) == value)


def _without_item(address: "Address") -> "Address":
    return address.outer.child(address.part) if address.part else address.outer


def addresses_of(case: "CaseLike") -> Collection[str]:
    """Return the addresses of the sections, groups, items and questions of a case."""
    addresses: set[str] = set()
    for answer in case.answers:
        address = answer.address
        addresses |= {address, address.section, address.outer, _without_item(address)}
        addresses |= {address.item_address or address}
    return addresses


def addresses_in(library: "TemplateLibrary") -> Collection[str]:
    """Return the addresses of the sections and questions of all templates, which are loaded."""
    return set().union(*map(addresses_asked, library.all()))


def addresses_asked(template: "Template") -> set[str]:
    """Return the addresses of the sections and questions of a template."""
    found: set[str] = {section.id for section in template.sections}
    for address, question in template.questions.items():
        found.add(address)
        found.update(address.child(part.id) for part in getattr(question, "questions", ()))
    return found
