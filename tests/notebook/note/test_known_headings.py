"""The known wordings of a template's headings, in whatever shape another program left them."""

import pytest
from made_up import EVERY_TYPE, SHIPPED

from coprod_cli.base.settings import shipped_prompts
from coprod_cli.model.wording import every_wording
from coprod_cli.notebook.note.known_headings import known_headings
from coprod_cli.templates.loader import load_template

SHAPES = (
    "{}", "# {}", "### {} ###", "###\u00a0{}", "\\### {}", "**{}**", "### **{}**", "__{}__", "*{}*",
    "- {}", "- [ ] {}", "* [x] {}", "\u2022 {}", "\u2014 {}", "> {}", "<h3>{}</h3>", "<b>{}</b>",
    "3. {}", "3.5 {}", "### 3\\. {}", "### 3) {}", "### {} (family)", "**{}** (family)",
    "{} {{#id}}", "&nbsp;{}", "\u201c{}\u201d", "  {}  ", "\t{}", "**3. {}**", "#{}", "{}\\",
)  # fmt: skip


@pytest.mark.parametrize("name", ["every-type", *SHIPPED])
def test_the_fast_test_of_a_line_overlooks_no_heading(name):
    template = EVERY_TYPE if name == "every-type" else load_template(shipped_prompts() / name)
    known = known_headings(template)
    wordings = [
        wording
        for section in template.sections
        for each in (section.title, *(question.text for question in section.questions))
        for wording in every_wording(each)
    ]
    found = 0
    for shape in SHAPES:
        for wording in (*wordings, *map(str.upper, wordings)):
            for line in (shape.format(wording), shape.format(wording.replace('"', "\u201d"))):
                if known.block_at([line], 0, 1) is not None:
                    found += 1
                    assert known.may_begin(line), line
    assert found > len(wordings) * len(SHAPES)
