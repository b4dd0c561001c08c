"""Finds e-mail addresses, links and IPv6 addresses."""

import re
from collections.abc import Iterator

from coprod_cli.base.message import msg
from coprod_cli.privacy.kinds import Identifier, Kind, identifier
from coprod_cli.privacy.trigger_words import HANDLE_WORDS, MAIL_WORDS

# RFC 5321, 4.5.3.1 allows 64 characters before the @; the bounds keep the search linear.
_MAX_LOCAL_PART = 64
_EMAIL_TAIL = re.compile(
    r"@(?<=[\w.!#$%&'*+/=?^`{|}~-]@)(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24}(?!\w)"
)
_LOCAL_PART = re.compile(r"[^\W_][\w.+'-]*\Z|\w[\w.!#$%&'*+/=?^`{|}~-]*\Z")
_ENDING = (
    "(?:com|org|net|edu|gov|info|eu|se|no|dk|fi|nu|uk|ie|de|nl|fr|es|io|me|example|nhs|us|ca|au)"
)
# "anna . berg @ example . org"
_SPACED_AT = re.compile(r"@(?:(?<=[ ]@)[ ]{0,2}|[ ]{1,2})")
_SPACED_LOCAL = re.compile(
    r"(?<![\w.@])[^\W_][\w+-]{0,40}(?:(?:\.|[ ]\.[ ]?)[\w+-]{1,40}){0,3}[ ]{0,2}\Z"
)
_SPACED_HOST = re.compile(
    rf"[^\W_][\w-]{{0,40}}(?:[ ]?\.[ ]?[\w-]{{1,40}}){{0,2}}?(?:\.[^\W\d_]{{2,24}}"
    rf"|[ ]?\.[ ]?{_ENDING})(?!\w)"
)
_AT = (
    r"(?:[ ]?[(\[{<][ ]?(?:at|a|@|snabel-?a|alfa)[ ]?[)\]}>][ ]?|[ ](?:at|snabel-?[ ]?a|alfakrull"
    r"|@|kringla)[ ])"
)
_DOT = r"(?:\.|[ ]?[(\[{<][ ]?(?:dot|punkt|\.)[ ]?[)\]}>][ ]?|[ ](?:dot|punkt)[ ])"
# An address as it is said, with "dot" and "at" as words or in brackets.
_SPELLED_EMAIL = re.compile(
    rf"(?<![\w.])[^\W_][\w+-]{{0,40}}(?:{_DOT}[\w+-]{{1,40}}|[ ](?:underscore|understreck|dash"
    rf"|hyphen|streck"
    rf"|bindestreck|minus)[ ][\w+]{{1,40}}){{0,3}}"
    rf"{_AT}[^\W_][\w-]{{0,40}}(?:{_DOT}[\w-]{{2,40}}){{1,3}}(?!\w)",
    re.IGNORECASE,
)
_AT_SIGN = re.compile(r"[(\[{<][ ]?(?:at|a|@|snabel-?a|alfa)[ ]?[)\]}>]", re.IGNORECASE)
# "@lisa_holm82"; "@home" is rather a place.
_MAIL_WORD = re.compile(r"\b(?:dot|punkt|snabel)|alfakrull", re.IGNORECASE)
_HANDLE = re.compile(r"@(?<![\w.@/]@)(?=[\w.]{0,30}[0-9_.][\w])[A-Za-z][\w.]{2,29}(?<!\.)(?![\w@])")
_NAMED_HANDLE = re.compile(
    r"(?<![^\W_])(?:instagram|insta|ig|twitter|facebook|fb|snap|snapchat|tiktok|username"
    r"|user[ ]name|handle"
    r"|användarnamn(?:et)?|skype|discord|telegram|kik)(?:[ ](?:is|heter|är|name|som))?[ :]+"
    r"(?P<handle>@[A-Za-z][\w.]{2,29}|(?=[\w.]*[0-9_])[A-Za-z][\w.]{2,29})(?<!\.)(?![\w@])",
    re.IGNORECASE,
)
_LINK_TAIL = re.compile(
    r"(?:://(?<=[A-Za-z0-9]://)|[wW]{3}\.(?<!\w[wW]{3}\.))[^\s<>\"\u201c\u201d\u00bb]{1,2048}"
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,19}\Z")
_AFTER_LINK = ".,;:!?'*_`)]}\u2019\u2026"
# Some country codes are also words ("se", "no", "nu"): those need a longer host name before them.
_BARE_TAIL = re.compile(
    r"\.(?=[a-z])(?<=[A-Za-z0-9]\.)(?:(?:com|org|net|edu|gov|info|eu|dk|fi|uk|de|nl)(?![\w-]|\.\w)"
    r"(?:/[^\s<>\"\u201d]{0,2048})?|(?:se|no|nu|is)(?:(?<=\w\w\w\.\w\w)(?![\w-]|\.\w)"
    r"(?:/[^\s<>\"\u201d]{0,2048})?))"
)
_BARE_HEAD = re.compile(r"(?<![\w@.-])[A-Za-z0-9][A-Za-z0-9-]{1,62}(?:\.[A-Za-z0-9-]{2,62}){0,4}\Z")
_IP6_START = re.compile(r":(?:(?<=[0-9A-Fa-f]:)|(?=:))[0-9A-Fa-f]{0,4}:")
_IP6_HEAD = re.compile(r"(?<![\w:.])[0-9A-Fa-f]{0,4}\Z")
_IP6_WHOLE = re.compile(r"[0-9A-Fa-f:]{2,39}(?:\.[0-9]{1,3}){0,3}(?![\w:])")

_WHY_EMAIL = msg("this looks like an e-mail address.")
_WHY_LINK = msg("this looks like a link.")
_WHY_HANDLE = msg("this looks like somebody's name on a network.")
_WHY_IP = msg("this looks like the address of a machine on a network.")


def find_emails(text: str) -> Iterator[Identifier]:
    """Yield e-mail addresses."""
    for found in _EMAIL_TAIL.finditer(text):
        sign = found.start()
        local = _LOCAL_PART.search(text[max(0, sign - _MAX_LOCAL_PART) : sign])
        if local:
            yield identifier(Kind.EMAIL, sign - len(local[0]), found.end(), _WHY_EMAIL)


def find_spelled_emails(text: str, triggers: frozenset[str]) -> Iterator[Identifier]:
    """Yield e-mail addresses that are written for people: "anna (at) example dot org".

    Args:
        text: the text.
        triggers: the words of the text that call for a search.
    """
    if "@" in text:
        for sign in _SPACED_AT.finditer(text):
            local = _SPACED_LOCAL.search(text, max(0, sign.start() - _MAX_LOCAL_PART), sign.start())
            host = _SPACED_HOST.match(text, sign.end()) if local else None
            if local and host:
                yield identifier(Kind.EMAIL, local.start(), host.end(), _WHY_EMAIL)
    if triggers & MAIL_WORDS or (_AT_SIGN.search(text) if "(" in text or "[" in text else None):
        for found in _SPELLED_EMAIL.finditer(text):
            if _AT_SIGN.search(found[0]) or _MAIL_WORD.search(found[0]):
                yield identifier(Kind.EMAIL, found.start(), found.end(), _WHY_EMAIL)


def find_handles(text: str, triggers: frozenset[str]) -> Iterator[Identifier]:
    """Yield names on a social network, such as "@lisa_holm82".

    Args:
        text: the text.
        triggers: the words of the text that call for a search.
    """
    if "@" in text:
        for found in _HANDLE.finditer(text):
            yield identifier(Kind.URL, found.start(), found.end(), _WHY_HANDLE)
    if triggers & HANDLE_WORDS:
        for found in _NAMED_HANDLE.finditer(text):
            yield identifier(Kind.URL, found.start("handle"), found.end(), _WHY_HANDLE)


def find_links(text: str) -> Iterator[Identifier]:
    """Yield links with a scheme, links with `www.`, and host names with a known ending."""
    has_link = "://" in text or "www." in text or "WWW." in text or "Www." in text
    for found in _LINK_TAIL.finditer(text) if has_link else ():
        start, body = found.start(), found[0]
        if body[0] == ":":
            scheme = _SCHEME.search(text[max(0, start - 20) : start])
            start -= len(scheme[0]) if scheme else 0
        end = found.start() + len(_without_marks(body))
        if end - found.start() > 4:  # noqa: PLR2004 - more than "www." or "://"
            yield identifier(Kind.URL, start, end, _WHY_LINK)
    for found in _BARE_TAIL.finditer(text):
        dot = found.start()
        head = _BARE_HEAD.search(text[max(0, dot - 80) : dot])
        if head:
            end = dot + len(_without_marks(found[0]))
            yield identifier(Kind.URL, dot - len(head[0]), end, _WHY_LINK)


def find_machines(text: str) -> Iterator[Identifier]:
    """Yield IPv6 addresses (RFC 4291, 2.2); `numbers` finds those of IPv4."""
    searched_to = 0
    for found in _IP6_START.finditer(text):
        if found.start() < searched_to:
            continue
        head = _IP6_HEAD.search(text[max(0, found.start() - 5) : found.start()])
        start = found.start() - (len(head[0]) if head else 0)
        whole = _IP6_WHOLE.match(text, start)
        if head and whole and _is_ip6(whole[0]):
            yield identifier(Kind.IP, start, whole.end(), _WHY_IP)
        searched_to = whole.end() if whole else found.end()


def _without_marks(link: str) -> str:
    """Return a link without the punctuation of the sentence that it is in."""
    bare = link.rstrip(_AFTER_LINK)
    # A link may contain brackets itself, such as those of encyclopaedias.
    unclosed = bare.count("(") - bare.count(")")
    has_closing = link.startswith(")" * max(unclosed, 0), len(bare))
    return link[: len(bare) + unclosed] if has_closing else bare


def _is_ip6(text: str) -> bool:
    if not any(character.isalnum() for character in text):
        return False
    from ipaddress import IPv6Address

    try:
        IPv6Address(text)
    except ValueError:
        return False
    return True
