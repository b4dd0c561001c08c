"""Words with a hyphen in front, such as -kö, where a command takes words to search for."""

from collections.abc import Collection, Iterable
from itertools import islice
from typing import Any

from coprod_cli.cli.prompts_option import SearchingCommand

_END = "--"


class WordsCommand(SearchingCommand):
    """A command whose arguments may begin with a hyphen; its options have two, or are `-h`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments."""
        options: list[Any] = [
            each for each in self.get_params(ctx) if each.param_type_name == "option"
        ]
        flags = {name for each in options if each.is_flag for name in each.opts}
        valued = {name for each in options if not each.is_flag for name in each.opts}
        return super().parse_args(ctx, with_excluded_words_last(args, flags, valued))


def with_excluded_words_last(
    args: Iterable[str], flags: Collection[str], valued: Collection[str]
) -> list[str]:
    """Return arguments in which words that begin with a hyphen stand last, behind `--`.

    Args:
        args: the arguments.
        flags: the options that take no value.
        valued: the options that take a value, which may begin with a hyphen.
    """
    kept: list[str] = []
    excluded: list[str] = []
    rest = iter(args)
    for arg in rest:
        if arg == _END:
            excluded += rest
        elif arg in valued:
            kept += [arg, *islice(rest, 1)]
        elif arg.startswith("-") and not arg.startswith("--") and arg not in flags:
            excluded.append(arg)
        else:
            kept.append(arg)
    return [*kept, _END, *excluded] if excluded else kept
