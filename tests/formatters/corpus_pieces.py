"""Pieces of Markdown that people write into an answer; each ¤ becomes a word of its own."""

NBSP = "\u00a0"

PIECES = {
    "paragraphs": "The ¤ came late, ¤ said.\n\nThen ¤ left, and ¤ stayed.",
    "bullets": "- first ¤\n- then ¤\n- at last ¤",
    "star-bullets": "* first ¤\n* then ¤\n\n* after a blank line ¤",
    "nested-list": "- a ¤\n  - inside ¤\n    - deeper ¤\n- back ¤",
    "tabbed-list": "- a ¤\n\t- inside ¤\n\t\t- deeper ¤",
    "ordered-list": "1. one ¤\n2. two ¤\n10. ten ¤",
    "ordered-from-three": "3) three ¤\n4) four ¤",
    "list-with-paragraphs": "- a ¤\n\n  its second paragraph ¤\n\n- another ¤",
    "task-list": "- [ ] call the ¤\n- [x] ask the ¤ (owner: ¤)\n- [X] tell ¤",
    "table": "| who | what ¤ |\n|---|:--:|\n| ¤ | helped ¤ |\n| ¤ \\| ¤ | left |",
    "fence": 'Before ¤\n\n```\ncode ¤ -- "¤"\n# no heading ¤\n- no list ¤\n```\n\nafter ¤',
    "tilde-fence": "~~~text\n¤ ``` ¤\n~~~\n¤",
    "unclosed-fence": "This was never closed ¤:\n\n```\n¤ and ¤",
    "indented-code": "As typed ¤:\n\n    four blanks ¤\n    again ¤",
    "inline-code": "Use `¤ -- ¤` and ``¤ ` ¤`` there.",
    "html-block": '<div class="made-up">\n\n¤ inside\n\n</div>\n\nand <b>¤</b> after<br>¤',
    "html-comment": "Before ¤\n<!-- a remark ¤ of one's own -->\nafter ¤",
    "heading-one": "# A heading ¤\n\nBelow it ¤.",
    "heading-three": "### A heading ¤\n\nBelow it ¤.\n\n#### Lower ¤ ####",
    "ends-in-heading": "Some words ¤.\n\n## A heading that ends ¤",
    "setext": "A title ¤\n=======\n\nwords ¤\n\nA lower one ¤\n---\n\nwords ¤",
    "quote": "> What ¤ said,\n> and ¤ went on\n>\n> > to ¤.\n\nAnd ¤.",
    "lazy-quote": "> What ¤ said\nand went on ¤.",
    "callout": "> [!note] A callout ¤\n> with ¤ in it",
    "hard-breaks": "One ¤  \ntwo ¤\\\nthree ¤\nfour ¤",
    "emphasis": "_¤_ and *¤*, __¤__ and **¤**, ***¤*** and ~~¤~~, snake_¤_case",
    "links": '[¤](https://example.org/made_up) and ![¤](picture.png "¤")',
    "reference-links": "See [¤][one] and [two].\n\n[one]: https://example.org/¤\n"
    '[two]: <https://example.org/a b> "¤"',
    "footnotes": "It took long[^1], ¤ said[^why].\n\n[^1]: Made up ¤.\n[^why]: More ¤\n    and ¤.",
    "footnote-between": "A ¤[^a].\n\n[^a]: The remark ¤.\n\nAnd ¤ went on.",
    "autolinks": "<https://example.org/¤> and https://example.org/¤ and <made.up@example.org> ¤",
    "emoji": "\U0001f600 ¤ \U0001f469\u200d\u2695\ufe0f ¤ :smile: ¤",
    "right-to-left": "قال ¤ شيئا مصنوعا\n\nשלום ¤ \u200fועוד ¤",
    "no-break-spaces": f"12{NBSP}min ¤,{NBSP}then{NBSP}¤ \u202f¤",
    "long-line": "It was a long ¤ " + "and so on it went, word after word, " * 9 + "until ¤.",
    "escaped-marker": "Somebody ¤ wrote:\n\n<!-- coprod:end -->\n\nand ¤ went on",
    "escaped-marker-in-fence": "```\n<!-- coprod:situation.setting unknown -->\n```\n¤",
    "thematic-breaks": "One ¤\n\n---\n\ntwo ¤\n\n***\n\nthree ¤\n\n_ _ _\n\nfour ¤",
    "math": "It was $¤_1 < ¤^2$.\n\n$$\n¤ \\\\ ¤\n$$\n\nabout \\$5 ¤",
    "wiki-links": "See [[¤]] and [[a note|¤]] and ![[¤.png]]",
    "obsidian-comment": "Said ¤ %%not for ¤%% and\n\n%%\na block ¤\n%%\n\n¤",
    "block-id": "A paragraph ¤ ^made-up-¤\n\n- an item ¤ ^item1",
    "dataview": "mood:: ¤\nAnd [duration:: ¤] beside (hidden:: ¤)",
    "tags": "#madeup ¤ and #nested/¤ and #",
    "special-characters": "5 < 6 & 7 > 3 ¤, a*b_c ¤, [not a link] ¤, 2 + 2 = 4 ¤ \\* ¤ &amp; ¤ | ¤",
    "line-starts": "+ plus ¤\n\n- minus ¤\n\n2026. A year ¤\n\n= is ¤\n\n: colon ¤\n\n--- dashes ¤",
    "typography": "“Quotes” ¤, ‘single’ ¤ – dash ¤ — long ¤ … ¤, \"straight\" 'ones' -- ¤ ... ¤",
    "many-blank-lines": "One ¤\n\n\n\ntwo ¤\n\n\nthree ¤",
    "trailing-blanks": "One ¤ \ntwo ¤\t\n\nthree ¤   ",
    "definition-list": "A term ¤\n: its meaning ¤\n\n*[¤]: an abbreviation",
    "front-matter-like": "---\nkey: ¤\n---\n\nwords ¤",
    "indented-start": "   three blanks ¤\n\n     five ¤",
}
"""Of answers of type text, by what is in them."""

LINES = ("A ¤ morning", "¤ - and ¤", "*¤*, made up", "3. ¤", "# ¤", "“¤”")
"""Answers of type line."""

STEPS = (
    "- [ ] call the ¤ (owner: nurse, due: 2026-12-01)\n- [x] ask ¤",
    "- [ ] tell ¤\n- [ ] write ¤ (due: 2026-12-24)",
)
"""Answers of type tasks."""
