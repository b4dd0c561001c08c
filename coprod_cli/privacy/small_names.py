"""Finds names in small letters, as hasty notes have them: "dr lindqvist", "syster anna"."""

import re
from collections.abc import Iterator

from coprod_cli.privacy.leads import is_lead, is_owned, is_title, needs_owner
from coprod_cli.privacy.name_words import COMMON_CAPITALS
from coprod_cli.privacy.number_context import words
from coprod_cli.privacy.trigger_words import HONORIFIC_WORDS
from coprod_cli.privacy.word_files import common_capitals, double_names, safe_names

# In lower case, names that are in no list are recognised by their endings.
_BY_ENDING = re.compile(
    r"(?!(?:person|reason|season|lesson|woman|human|medley|common|button|seldom|german|norman"
    r"|salon|action|system|tillsammans|alltsammans|kvinnan|kommun)\b)"
    r"[a-zåäöéü]{2,30}(?:qvist|kvist|berg|ström|lund|gren|dahl|dal|sson|stedt|holm|bäck"
    r"|strand|lind|mark|blad|ton|son|sen|ford|well|ley|worth|field|wood|smith|stein|man|mann|ham"
    r"|shaw|ski|sky|ova|vic|wicz|escu|poulos|zadeh|ez|opoulos|dottir|shvili|enko)(?:s|['\u2019]s)?"
    r"(?![\w-])"
)
_SMALL_WORD = re.compile(r"[a-zà-öø-ÿ]{3,30}(?:-[a-zà-öø-ÿ]{2,30})?(?![\w-])")
_AFTER_HONORIFIC = re.compile(r"(?<=[dmDM]r)\.?[ ]|(?<=[mM]rs)\.?[ ]|(?<=[mM]s)\.?[ ]|[ ]")
_MORE = re.compile(r"[ ](?P<next>[a-zà-öø-ÿ]{3,30}(?:-[a-zà-öø-ÿ]{2,30})?)(?![\w-])")
_BEFORE = re.compile(r"(?P<word>[^\W_]+(?:-[^\W_]+)*[.:]?)[ ](?:[*_\"(]|- )?\Z")
_DETERMINERS = words(
    "the a an my your his her our their no any some another each every this that which same "
    "new old",
    "en ett den det min din sin hans hennes deras vår er ingen någon samma ny gammal varje vilken",
)
# What may follow "dr" or "fru" in small letters and is no name.
_NO_NAMES = words(
    "person people thorax hjärna hjärnan skalle rygg ryggen ländrygg halsrygg buk knä axel hals",
    "höft bäcken spine brain head pelvis knee shoulder scan svar undersökning angio lever bröst",
    "also asked says said told will would could should must may might came comes called calls rang",
    "rings went goes wants wanted wrote writes thinks thought knows knew gave gives did does "
    "done has",
    "had have was were been being about again after and but or for from with without who whose "
    "whom",
    "that this then than there their they them the not never now only just here how when where "
    "what",
    "which while because before until since appointment visit letter surgery office notes note "
    "on-call",
    "practice today tomorrow yesterday tonight later soon first next last referred prescribed "
    "advised",
    "suggested agreed reviewed examined saw seen sees looked looks thinks knows rounds duty orders",
    "order gets got led station manager specialist practitioner call bell round home staff "
    "team care",
    "och men eller som att att det den han hon hen har hade var vad när där här inte aldrig "
    "bara också",
    "sedan sen därför eftersom ringde ringer kom kommer sa säger sade frågade frågar skrev skriver",
    "ville vill kunde kan ska skulle måste fick får gick går tog tar gav ger såg ser tyckte tycker",
    "tror trodde vet visste från för med utan efter innan före under över mellan hos vid till idag",
    "imorgon igår snart nu nästa förra vars mig dig sig oss dem honom henne igen ordinerade "
    "föreslog",
    "remitterade undersökte bedömde hennes hans deras jour ronden ronden besök tid brev mottagning",
    "anser menar hälsade förklarade lovade ordnade verkade verkar blev blir satt sitter står stod",
    "ordförande talman talmannen gud och/eller samt maken make sister brother son daughter själv",
    "own made makes took takes put felt feels seems seemed too very really always often "
    "sometimes both",
    "happy kind nice good busy away late early back out off over all one two three sat stood spoke",
    "listened explained promised wrote nodded smiled laughed left arrived kept keeps let lets "
    "helped",
)


def find_small_names(text: str, triggers: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the offsets of names in small letters after a word that introduces a name.

    Args:
        text: the text.
        triggers: the words of the text that call for a search.
    """
    for name in triggers & safe_names():
        yield from _occurrences(text, name)
    for title in triggers & HONORIFIC_WORDS:
        start = text.find(title)
        while start >= 0:
            end = start + len(title)
            if not (start and text[start - 1].isalnum()):
                found = _after_honorific(text, start, end)
                if found:
                    yield found
            start = text.find(title, end)


def _occurrences(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield where a name in small letters follows a lead."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if text[end : end + 1] == "s" and text[end - 1] != "s":
            end += 1
        if _is_word(text, start, end) and _is_led(text, start):
            yield start, _end_of_more(text, end)
        start = text.find(name, end)


def _is_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or before in ("-", "_", "@", ".")) and not (
        after.isalnum() or after in ("-", "_", "@") or text[end : end + 2] == ".s"
    )


def _is_led(text: str, start: int) -> bool:
    lead = _BEFORE.search(text, max(0, start - 30), start)
    if lead is None or not is_lead(lead["word"]):
        return False
    return not needs_owner(lead["word"]) or is_owned(text, lead.start(), lead["word"])


def _after_honorific(text: str, title_start: int, end: int) -> tuple[int, int] | None:
    """Return the name after "dr" and the like, which may be in no list: "mrs hollis"."""
    gap = _AFTER_HONORIFIC.match(text, end)
    if gap is None:
        return None
    start = gap.end()
    found = _BY_ENDING.match(text, start)
    if found and found[0] not in _NO_NAMES:
        return start, found.end()
    word = _SMALL_WORD.match(text, start)
    if word is None or text[title_start:end].lower() in ("nurse", "sister", "miss", "ms"):
        return None
    before = text[max(0, title_start - 12) : title_start].rsplit(None, 1)[-1:]
    if before and before[0].lower() in _DETERMINERS:
        return None
    if not _may_be_name(word[0]):
        return None
    return start, _end_of_more(text, word.end())


def _may_be_name(word: str) -> bool:
    return not (
        word in _NO_NAMES
        or word in COMMON_CAPITALS
        or word in common_capitals()
        or is_title(word)
        or word.endswith(("ing", "ed", "ade", "ade", "ande", "arna", "erna"))
    )


def _end_of_more(text: str, end: int) -> int:
    """Return the end of a name with the names after it: "anna lindqvist"."""
    while more := _MORE.match(text, end):
        word = more["next"]
        plain = word.removesuffix("s")
        if not (word in safe_names() or plain in safe_names() or _BY_ENDING.fullmatch(word)):
            break
        if word in double_names() or word in _NO_NAMES:
            break
        end = more.end()
    return end
