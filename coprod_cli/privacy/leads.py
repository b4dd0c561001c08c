"""Words that introduce a name: titles, professions, family words and their short forms."""

import re
from functools import lru_cache

from coprod_cli.privacy.name_words import (
    ALWAYS_CAPITAL,
    INTRODUCTIONS,
    OWNED,
    OWNERS,
    PLURALS,
    SHORTENED,
    TITLES,
)
from coprod_cli.privacy.number_context import words

# Abbreviations in capitals: in small letters these are other words, or nothing.
ACRONYMS = words(
    "RN LPN LVN CNA HCA ANP NP PA CNS PT OT SLT SLP SALT SHO SPR FY1 FY2 F1 F2 ST1 ST2 ST3 CT1 "
    "GPST",
    "CPN DN HV SW MSW LCSW MIL FIL SIL BIL DIL BF GF PC DC DI DS SN SSN EN HCSW AHP MD DO DDS",
    "AT FT SG BM DSK SSK USK ÖL UL DL AL ST BT KUR LOG",
)
# These are leads only with a full stop: without one they are other words, or a ward.
DOTTED = words(
    "psyk psych log fys diet kur arb bitr öläk läk sekr sköt sjuksk barnm bm sr jr br fr cons reg",
    "phys pharm assoc asst snr capt sgt lt col maj insp cllr hon ped adj tf ass adv ing fil",
)
# Honorifics never stand without a name, so even a common word after one is a name: "Mrs May".
HONORIFICS = words(
    "dr doctor mr mrs ms mx miss sir dame herr fru fröken doktor prof professor frk hr mme madame",
    "monsieur señor señora sra srta signor signora frau mevrouw lord lady rev",
)
_SWEDISH_ENDINGS = tuple(
    words(
        "läkare läkaren sköterska sköterskan syrra syrran terapeut terapeuten pedagog",
        "pedagogen psykolog psykologen handläggare handläggaren sekreterare sekreteraren",
        "assistent assistenten chef chefen ledare ledaren samordnare samordnaren konsulent",
        "konsulenten rådgivare rådgivaren vårdare vårdaren skötare skötaren kurator kuratorn",
        "biträde biträdet gymnast gymnasten lärare läraren tolk tolken ombud ombudet utredare",
        "utredaren kirurg kirurgen iatriker iatrikern specialist specialisten koordinator",
        "morskan koordinatorn koordinatör ologen logoped logopeden tekniker teknikern sysslan",
        "tränare tränaren jouren praktiker praktikern barnmorska jurist juristen advokat",
        "advokaten kontaktman personalen vakt vakten kandidat kandidaten studerande studenten",
        "doktorn systern kollega kollegan granne grannen frun sekr kompis kompisen kamrat",
        "kamraten vän vännen väninna väninnan",
    )
)
_SHORT_ENDINGS = ("sekr", "läk", "ssk", "sköt", "terap", "handl", "ped", "psyk", "asst")
_ENGLISH_ENDINGS = (
    "ologist", "iatrist", "iatrician", "therapist", "surgeon", "practitioner", "technician",
    "coordinator", "worker", "assistant", "nurse", "teacher", "adviser", "advisor", "officer",
    "physician", "visitor", "manager", "specialist", "clinician", "paramedic", "optometrist",
    "counsellor", "pharmacist", "anaesthetist", "anesthetist", "geneticist",
)  # fmt: skip
# "styvbror", "fostermamman", "exmake", "gammelmormor", "half-sister", "stepgranddad".
_RELATION = re.compile(
    r"(?:styv|foster|bonus|halv|plast|gammel|gammal|ex|svär|sväger|lill\w?|stor\w?|tvilling|gud|gudför"
    r"|adoptiv|barn|sonson|dotter|sön|bror|brors|syster|systers|kusin|mor|far|mormors|morfars"
    r"|farmors|farfars|bäst|arbets|skol|klass|rums|med|gran?|step|foster|half|great|grand|god|twin"
    r"|room|flat|house|class|team|girl|boy|birth|adoptive|co)-?"
    r"(?:bror|brorsan|brodern|syster|systern|syrra|syrran|son|sonen|dotter|dottern|mamma|mamman|pappa"
    r"|pappan|mor|modern|far|fadern|mormor|morfar|farmor|farfar|barn|barnet|barnbarn|man|mannen"
    r"|make|maken|maka|makan|fru|frun|hustru|hustrun|sambo|sambon|fästmö|fästman|förälder|kusin"
    r"|flickvän|pojkvän|tjej|kille|mum|mom|mummy|mother|dad|daddy|father|brother|sister|daughter"
    r"|child|parent|grandma|grandad|granddad|grandpa|grandmother|grandfather|grandson|granddaughter"
    r"|husband|wife|partner|aunt|uncle|niece|nephew|cousin|carer|mate|friend|colleague|patient"
    r"|boyfriend|girlfriend|in-law|worker|gran|nan)"
)


@lru_cache(maxsize=4096)
def is_title(plain: str) -> bool:
    """Return whether a word in lower case introduces a name by itself: "dr", "styvbror"."""
    if plain in TITLES or plain in PLURALS:
        return True
    if plain.endswith(_SWEDISH_ENDINGS) or plain.endswith(_ENGLISH_ENDINGS):
        return True
    if _RELATION.fullmatch(plain):
        return True
    last = re.split("[-/+.]", plain)[-1]
    return last != plain and last in TITLES


@lru_cache(maxsize=4096)
def is_lead(word: str) -> bool:
    """Return whether a word with its punctuation can introduce a name.

    Args:
        word: the word as it is written, such as "Dr.", "ssk" or "mamma:".
    """
    bare = word.rstrip(".:,;")
    plain = bare.lower()
    dotted = word[len(bare) :].startswith(".")
    if bare in ACRONYMS or (dotted and plain in DOTTED):
        return True
    if dotted and plain not in SHORTENED and not plain.endswith(_SHORT_ENDINGS):
        return False
    if plain in ALWAYS_CAPITAL:
        return bare[0].isupper() and (bare[1:].islower() or (bare.isupper() and plain != "ms"))
    return is_title(plain) or plain in OWNED or plain in INTRODUCTIONS


def is_honorific(word: str) -> bool:
    """Return whether a word is an honorific, after which a name must come."""
    return word.rstrip(".:,;").lower() in HONORIFICS


_EARLIER_WORD = re.compile(r"(?P<word>[^\W\d_]+)(?P<s>['\u2019]s?)?[ ]\Z")


def needs_owner(word: str) -> bool:
    """Return whether a lead has other meanings, so that "hennes" or the like must precede it."""
    plain = word.rstrip(".:,;").lower()
    if word.rstrip(".:,;") in ACRONYMS:
        return False
    return (plain in OWNED or plain in INTRODUCTIONS) and not is_title(plain)


def is_owned(text: str, start: int, word: str) -> bool:
    """Return whether the word that starts at `start` belongs to somebody: "hennes man"."""
    earlier = _EARLIER_WORD.search(text, max(0, start - 28), start)
    if earlier is None:
        return False
    before = earlier["word"].lower()
    plain = word.rstrip(".:,;").lower()
    if plain in INTRODUCTIONS:
        return not INTRODUCTIONS[plain] or before in INTRODUCTIONS[plain]
    return before in OWNERS or earlier["s"] is not None or earlier["word"].endswith("s")
