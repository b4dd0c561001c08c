"""Words that people type for a command, in English and Swedish, and the command that is meant.

They are answered, and never run: who types `delete` should read first what coprod does.
"""

_PROGRAM = {
    "coprod new-case": (
        "new add create begin start ask interview case ny nytt skapa börja starta intervju fråga"
    ),
    "coprod resume": "continue go-on draft drafts fortsätt återuppta utkast",
    "coprod finish CASE": "complete close end final avsluta slutför",
    "coprod edit CASE": "open change modify answer öppna ändra redigera svara",
    "coprod list": "ls dir cases all lista fall",
    "coprod read ADDRESS": "answers compare across läs svar jämför",
    "coprod overview": "stats statistics count summary coverage statistik antal översikt",
    "coprod show CASE": "view cat print display visa",
    "coprod mark CASE": "annotate highlight tag-text label märk markera koda annotera",
    "coprod passages": "quotes quotations coded excerpts memos ställen citat",
    "coprod tasks": "todo todos task steps next due att-göra uppgifter steg",
    "coprod tasks --done REF": "done tick klar bocka",
    "coprod search WORD": "find grep look sök hitta leta",
    "coprod render CASE": "markdown md pdf html",
    "coprod sources": "references bibliography citations doi pmid isbn källor referenser",
    "coprod timeline": "gantt years chart tidslinje årtal",
    "coprod export csv": "csv excel xlsx spreadsheet exportera",
    "coprod export jsonl": "json jsonl data",
    "coprod check": "lint validate verify doctor fsck kolla kontrollera granska",
    "coprod check --repair": "repair fix mend laga reparera",
    "coprod check --privacy": "anonymise anonymize deidentify names namn anonymisera",
    "coprod remove CASE": "delete del rm erase trash bin discard ta-bort radera släng",
    "coprod restore CASE": "undo undelete revert recover back ångra återställ",
    "coprod history CASE": "log diff versions undo-answer historik logg",
    "coprod purge CASE": "wipe shred rensa",
    "coprod update --all": "upgrade migrate uppdatera",
    "coprod init DIR": "setup notebook anteckningsbok",
    "coprod help settings": "config settings configure option options inställningar",
    "coprod templates list": "template forms form mallar mall formulär",
    "coprod codes list": "code codebook lens lenses kod koder kodbok kodlista lins linser",
    "coprod help": "man manual docs guide hjälp manualen",
    "coprod --version": "version",
}
_CODES = {
    "coprod codes list": "ls all lista",
    "coprod codes show CODE": "view open cat print read visa",
    "coprod codes new CODE": "add create ny skapa",
    "coprod codes edit CODE": "change define ändra redigera",
    "coprod codes rename CODE NAME": "mv byt-namn",
    "coprod codes merge CODE --into CODE": "join slå-ihop",
    "coprod codes retire CODE": "remove delete rm ta-bort",
    "coprod codes log": "history historik logg",
    "coprod codes restore": "undo revert ångra",
}
_TEMPLATES = {
    "coprod templates list": "ls all lista",
    "coprod templates show ID": "view open cat print read visa",
    "coprod templates new": "add create extend ny skapa",
    "coprod templates check": "lint validate verify kontrollera",
}


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {word: command for command, words in table.items() for word in words.split()}


def meant_command(word: str, group: str = "") -> str:
    """Return the command that a mistaken word means, such as `delete`; "" if none is known.

    Args:
        word: what was typed, in any case.
        group: the words of the group in which it was typed; "" for the program itself.
    """
    table = {"": _PROGRAM, "codes": _CODES, "templates": _TEMPLATES}.get(group, {})
    return _by_word(table).get(word.lower().replace("_", "-"), "")
