"""Paths of the checkout and of the data that tests read."""

from pathlib import Path

TESTS = Path(__file__).parent.parent
CHECKOUT = TESTS.parent
PACKAGE = CHECKOUT / "coprod_cli"
PROMPTS = CHECKOUT / "prompts"
GOLDEN = TESTS / "golden"
TEMPLATES = TESTS / "data" / "templates"
GROUP_TEMPLATES = TESTS / "data" / "group_templates"
TASK_TEMPLATES = TESTS / "data" / "task_templates"
