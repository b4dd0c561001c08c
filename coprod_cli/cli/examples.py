"""Three examples for the help of each command, as a person types them, with made-up data."""

EXAMPLES: dict[str, tuple[str, str, str]] = {
    "": (
        "coprod new-case",
        "coprod list",
        "coprod help begin",
    ),
    "new-case": (
        "coprod new-case",
        "coprod new-case --template reflection --plain",
        'coprod new-case --title "A Tuesday" --set situation.setting="A ward"',
    ),
    "resume": (
        "coprod resume",
        "coprod resume latest",
        "coprod resume --plain",
    ),
    "edit": (
        "coprod edit latest --again",
        "coprod edit latest --plain-words --voice family",
        'coprod edit latest --set situation.setting="A home visit"',
    ),
    "finish": (
        "coprod finish latest",
        "coprod finish 20261123-k7m2q9",
        "coprod finish latest --force",
    ),
    "list": (
        "coprod list",
        "coprod list --status draft",
        "coprod list --since 2026-01-01 --json",
    ),
    "tasks": (
        "coprod tasks --overdue",
        "coprod tasks --owner nurse --due-before fri",
        "coprod tasks --done latest.1 latest.2",
    ),
    "show": (
        "coprod show latest",
        "coprod show latest --voices",
        "coprod show latest --model",
    ),
    "search": (
        "coprod search wait",
        'coprod search "nobody said" -letter --at emotions',
        "coprod search wait --paths",
    ),
    "read": (
        "coprod read emotions.what-helps",
        "coprod read navigation.surprises --beside emotions.what-helps",
        "coprod read --unknown",
    ),
    "passages": (
        "coprod passages levels/micro",
        "coprod passages --table",
        "coprod passages levels --not levels/macro --voice patient",
    ),
    "overview": (
        "coprod overview",
        "coprod overview --at navigation",
        "coprod overview --by voice --since 2026-01-01",
    ),
    "mark": (
        "coprod mark latest --coder anna",
        "coprod mark --left",
        'coprod mark latest --set emotions.what-helps="a chair" --code ours/comfort',
    ),
    "render": (
        "coprod render latest",
        "coprod render --all -o pages",
        "coprod render --blank --template reflection --language sv",
    ),
    "export": (
        "coprod export csv -o cases.csv",
        "coprod export csv --wide --template initiative",
        "coprod export csv --deidentify --excel -o cases.csv",
    ),
    "sources": (
        "coprod sources",
        "coprod sources latest --json",
        "coprod sources --unsourced --template primary-care",
    ),
    "timeline": (
        "coprod timeline",
        "coprod timeline --plain",
        "coprod timeline --template initiative -o timeline.md",
    ),
    "check": (
        "coprod check",
        "coprod check latest --privacy",
        "coprod check --repair --dry-run",
    ),
    "remove": (
        "coprod remove latest",
        "coprod remove 20261123-k7m2q9",
        "coprod list --removed",
    ),
    "restore": (
        "coprod restore 20261123-k7m2q9",
        "coprod restore latest --to 2026-11-24T15:00",
        "coprod restore latest --to 2026-11-24T15:00 --only situation.setting",
    ),
    "history": (
        "coprod history latest",
        "coprod history latest --json",
        "coprod history 20261123-k7m2q9 --clear",
    ),
    "purge": (
        "coprod purge 20261123-k7m2q9 --dry-run",
        "coprod purge --all-removed",
        "coprod purge --history-older-than 90d --yes",
    ),
    "update": (
        "coprod update --all --dry-run",
        "coprod update latest",
        "coprod update --all --template primary-care",
    ),
    "init": (
        "coprod init cases",
        "coprod init cases --language sv",
        "coprod init cases --git",
    ),
    "merge-notes": (
        "coprod merge-notes base.md mine.md theirs.md",
        "coprod merge-notes base.md mine.md theirs.md 20261123-k7m2q9.md",
        "coprod init --git",
    ),
    "merge-codings": (
        "coprod merge-codings base.yaml mine.yaml theirs.yaml",
        "coprod check --repair",
        "coprod init --git",
    ),
    "help": (
        "coprod help",
        "coprod help keys",
        "coprod help list",
    ),
    "codes": (
        "coprod codes list",
        "coprod codes show levels/micro",
        "coprod overview --lens levels",
    ),
    "codes list": (
        "coprod codes list",
        "coprod codes list levels",
        "coprod codes list --check",
    ),
    "codes show": (
        "coprod codes show levels/micro",
        "coprod codes show strategies",
        "coprod codes show levels/micro --json",
    ),
    "codes new": (
        "coprod codes new ours --set title='Our codes'",
        "coprod codes new ours/waiting --set definition='Nobody says what comes next'",
        "coprod codes new ours/corridor --under ours/waiting",
    ),
    "codes edit": (
        "coprod codes edit ours/waiting --set include='Not knowing for what'",
        "coprod codes edit ours/waiting --set name.sv=Väntan --set name.en=Waiting",
        "coprod codes edit ours/waiting --set memo= --dry-run",
    ),
    "codes rename": (
        "coprod codes rename ours/informed heard",
        "coprod codes rename ours/informed heard --reason 'Shorter'",
        "coprod codes rename ours/informed heard --tags --dry-run",
    ),
    "codes merge": (
        "coprod codes merge ours/informed ours/told --into ours/told",
        "coprod codes merge ours/informed --into ours/told --dry-run",
        "coprod codes merge ours/informed --into ours/told --tags",
    ),
    "codes split": (
        "coprod codes split ours/waiting --into ours/left --into ours/forgotten",
        "coprod codes split ours/waiting --into ours/left --dry-run --json",
        "coprod codes split ours/waiting --into ours/left --data lines.jsonl",
    ),
    "codes move": (
        "coprod codes move ours/corridor --under ours/waiting",
        "coprod codes move ours/corridor --under ours/waiting --dry-run",
        "coprod codes move ours/phone --top",
    ),
    "codes retire": (
        "coprod codes retire ours/informed",
        "coprod codes retire ours/informed --instead ours/told",
        "coprod codes retire ours/informed --reason 'Never used'",
    ),
    "codes import": (
        "coprod codes import codebook.qdc --dry-run",
        "coprod codes import codebook.csv --into ours",
        "coprod codes import codebook.csv --into ours --json",
    ),
    "codes export": (
        "coprod codes export ours -o ours.csv",
        "coprod codes export ours --format qdc -o ours.qdc",
        "coprod codes export levels --format yaml",
    ),
    "codes log": (
        "coprod codes log",
        "coprod codes log --json",
        "coprod codes show ours/waiting",
    ),
    "codes restore": (
        "coprod codes restore",
        "coprod codes restore --dry-run",
        "coprod codes log",
    ),
    "templates": (
        "coprod templates list",
        "coprod templates show reflection",
        "coprod new-case --template reflection",
    ),
    "templates list": (
        "coprod templates list",
        "coprod templates list --json",
        "coprod templates show primary-care",
    ),
    "templates show": (
        "coprod templates show",
        "coprod templates show patient-contract --language sv",
        "coprod templates show reflection --json",
    ),
    "templates new": (
        "coprod templates new",
        "coprod templates new --extends primary-care",
        "coprod templates new home-visit",
    ),
    "templates check": (
        "coprod templates check",
        "coprod templates check home-visit",
        "coprod templates check --json",
    ),
    "templates schema": (
        "coprod templates schema",
        "coprod templates schema --of template",
        "coprod templates schema -o prompts/schema",
    ),
}
"""The examples by the words of the command; "" has those of the program itself."""


def examples_of(words: str) -> tuple[str, ...]:
    """Return the examples of a command, such as `templates list`; () if it has none."""
    return EXAMPLES.get(words, ())
