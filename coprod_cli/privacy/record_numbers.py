"""Finds numbers of records: of a patient, a case, a referral or a stay."""

import re

from coprod_cli.base.message import msg
from coprod_cli.privacy.kinds import Identifier, Kind, identifier
from coprod_cli.privacy.number_context import Number, number_at, words

_WORDS = (
    r"journal(?:nummer|nr|[ ]?id|[ ]no)|patient(?:nummer|nr|[ -]?id|[ ]number|[ ]no)"
    r"|(?:hospital|record|chart|case|claim|file|account|policy|member(?:ship)?|insurance|referral"
    r"|admission|encounter|visit|accession|specimen|sample|licen[cs]e|passport|booking|reference"
    r"|ticket|registration|incident|complaint|medical[ ]record|health[ ]card|prescription|serial)"
    r"(?:[ ](?:number|no|nr|id)|[ ]?#)|mrn|m\.r\.n|nhi|emr[ ]id|ehr[ ]id|urn"
    r"|remiss(?:[ -]?id|nummer|nr)|ärende(?:nummer|nr|[ -]?id)|diarie(?:nummer|nr)|dnr"
    r"|lma[ -]?(?:nummer|nr|kort|id)|reserv(?:nummer|nr)|prov(?:nummer|nr)"
    r"|vårdtillfälle(?:snummer)?|besöks(?:nummer|nr|id)|pass(?:nummer|nr)|kund(?:nummer|nr)"
    r"|medlems(?:nummer|nr)|försäkrings(?:nummer|nr)|avvikelse(?:nummer|nr|[ -]?id)"
    r"|recept(?:nummer|nr)"
    r"|rekvisitions(?:nummer|nr)|hjälpmedels(?:nummer|nr)|id[ -]?(?:nummer|nr|number|no)"
    r"|kontonummer"
    r"|bankkonto|registreringsnummer|serienummer|pasientnummer|journalnummeret|sagsnummer"
    r"|(?:hosp(?:ital)?|unit|pat(?:ient)?|pt|chart|file|folder|dossier|register|study|participant|lab"
    r"|specimen|radiology|x-ray|imaging|referral|episode|wristband|theatre|clinic|client|resident|user"
    r"|customer|pension|student|employee|staff|docket|tracking|request|pathology|caseload|enrolment)"
    r"[.]?[ -]?(?:no|number|nr|id|ref|#)|(?:ubrn|uhid|pas|pid|hn|datix|rio|emis"
    r"|systmone)(?:[ ](?:no|id|number|ref))?"
    r"|(?:skade|mål|akt|kvitto|klagomåls|besluts|deltagar|studie|kort|legitimations|körkorts|anmälnings"
    r"|händelse|patientbricks?|brick|armbands|labb?|rtg|röntgen|undersöknings|akut|inskrivnings|vård"
    r"|arkiv|register|ids?|löp|person(?:al)?|anställnings|brukar|klient|boende|elev|tolk|samtals|loggnings|utrednings|försäkringsärende)"
    r"(?:nummer|nr|[ -]?id)|aktbeteckning|dossié|dossier|(?:vår|er|ert|your|our"
    r"|their)[ ](?:ref(?:erens|erence)?|dnr|ärende)"
)
_NUMBERED = _WORDS.replace("nummer", "num(?:mer|ret)")
_BEFORE = re.compile(
    rf"(?<![^\W_])(?:{_NUMBERED})(?:en|et)?[.]?[ ]?"
    r"(?:(?:is|was|är|var)[ ])?[:#=(]?[ ]?\Z|"
    # Words with other meanings must be directly before the number.
    r"(?<![^\W_])(?:case|ref|remiss|journal|lma|chi|urn|acct|csn|file|ärende|ärendet|dossier|chart|akt|mål"
    r"|claim|incident|referral|avvikelse|journ|patient|pat|specimen|pt)[.]?[ ]?"
    r"(?P<loose>(?:no|nr|id)?[.]?[ ]?[:#]?[ ]?)\Z",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"(?<![\w-])[A-Z]{1,6}[ ]\Z|(?<![\w-])[A-Za-z]{1,6}[-/]?\Z|(?<![\w-])\w{1,6}[-/]\Z"
    r"|(?<![\w-])\Z"
)
_TOKEN = re.compile(r"[0-9][0-9A-Za-z]*(?:[-/.][0-9A-Za-z]+){0,5}(?:[ ][0-9]{2,6}(?!\w)){0,4}")
# How the words above may end: cheaper to test than the pattern.
_LAST_LETTERS = ("nummer", "numret", "nr", "number", "id", "mer", "ret")
_LAST_WORDS = words(
    "no mrn m.r.n nhi case ref remiss journal lma chi urn kort dnr bankkonto acct",
    "file ärende ärendet dossier akt mål avvikelse journ patient pat pt datix ubrn uhid pas "
    "pid hn rio emis",
    "systmone aktbeteckning dossié ref reference referens",
    "csn chart account claim policy referral encounter accession specimen complaint incident",
)
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_VERBS = words("is was är var")
_MIN_DIGITS = 3
_MIN_DIGITS_LOOSE = 4
_STRETCH = 48
_WHY = msg("this looks like the number of a record.")


def find_record_number(number: Number) -> Identifier | None:
    """Return the record number that starts with these digits, if a word before it names it."""
    text, start = number.text, number.start
    window = max(0, start - _STRETCH)
    # "AB-12345", "H12345" and "HSN 12345" start before their first digit.
    starts = [start]
    if number.before != " " or text[max(0, start - 2)].isupper():
        head = _HEAD.search(text, max(window, start - 7), start)
        if head is None:
            return None
        is_label = head[0].strip() in ("ID", "NR", "NO", "REF")
        starts = [start] if is_label else [head.start(), start]
    for token_start in starts:
        word = number.word if token_start == start else number_at(text, token_start, start).word
        if word in _VERBS:
            # "The number is 4471": what comes before the verb counts.
            before_verb = text[window:token_start].rsplit(None, 2)
            word = before_verb[-2].strip(".:#").lower() if len(before_verb) > 1 else ""
        if word in _LAST_WORDS or word.endswith(_LAST_LETTERS):
            before = _BEFORE.search(text, window, token_start)
            if before:
                return _record_number(text, token_start, start, before)
    return None


def _record_number(
    text: str, token_start: int, start: int, before: re.Match[str]
) -> Identifier | None:
    """Return the identifier for a number with enough digits after the words of a match."""
    token = _TOKEN.match(text, start)
    if token is None:
        return None
    digits = sum(map(str.isdigit, token[0]))
    # "In case 2024 is like this" and "1500 patients" are a year and a count.
    loose = before["loose"] is not None
    if loose and _YEAR.fullmatch(token[0]) and token_start == start:
        return None
    minimum = _MIN_DIGITS if before["loose"] is None else _MIN_DIGITS_LOOSE
    if digits < minimum:
        return None
    return identifier(Kind.RECORD_NUMBER, token_start, token.end(), _WHY)
