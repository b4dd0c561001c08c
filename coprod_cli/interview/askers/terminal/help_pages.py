"""Pages that a person opens at a step: the help of a question, of a list, and others' words."""

from coprod_cli.base.screen_text import screen_text
from coprod_cli.interview.askers.commands import LocalCommand, place_of
from coprod_cli.interview.askers.interruptions import INTERRUPTIONS
from coprod_cli.interview.askers.question_text import help_lines
from coprod_cli.interview.askers.speakers import others_lines
from coprod_cli.interview.askers.terminal.command_line import list_help
from coprod_cli.interview.askers.terminal.frame import Frame
from coprod_cli.interview.askers.terminal.help_page import help_page
from coprod_cli.interview.askers.terminal.layout import commands_frame, help_frame
from coprod_cli.interview.askers.terminal.screen import Screen
from coprod_cli.interview.steps import GroupStep, QuestionStep, Step


class HelpPages:
    """Shows the pages of one interview; each method returns False if the person stopped there."""

    def __init__(self, screen: Screen, citation: str, case_id: str) -> None:
        """Take the screen, the citation of the template's source, or "", and the case's id."""
        self._screen = screen
        self._citation = citation
        self._case_id = case_id

    def show_about(self, step: QuestionStep | GroupStep, command: LocalCommand) -> bool:
        """Show what others said at a question, or its help."""
        top = step.top if isinstance(step, GroupStep) else step
        if command is not LocalCommand.OTHERS:
            return self._show(help_lines(top, self._citation, self._case_id), help_frame(top))
        group = step if isinstance(step, GroupStep) else None
        return self._show(others_lines(top, group), help_frame(top))

    def show_commands(
        self, step: Step, frame: Frame, command: LocalCommand = LocalCommand.HELP
    ) -> bool:
        """Show the help of a list with a frame; at a question, what a command asks for."""
        if isinstance(step, QuestionStep | GroupStep):
            return self.show_about(step, command)
        return self._show(list_help(frame, place_of(step)), commands_frame())

    def _show(self, lines: list[str], frame: Frame) -> bool:
        try:
            self._screen.run(help_page([screen_text(line) for line in lines]), frame)
        except INTERRUPTIONS:
            return False
        return True
