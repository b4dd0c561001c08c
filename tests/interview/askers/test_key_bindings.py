"""All applications share prompt_toolkit's key bindings, without those for Vi mode."""

from collections import Counter

from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import DummyInput
from prompt_toolkit.key_binding.bindings.vi import load_vi_bindings, load_vi_search_bindings
from prompt_toolkit.key_binding.defaults import load_key_bindings
from prompt_toolkit.output import DummyOutput

from coprod_cli.interview.askers.terminal.key_bindings import share_key_bindings
from coprod_cli.interview.askers.terminal.text_input import text_input


def keys_and_handlers(bindings):
    return Counter(
        (each.keys, each.handler.__module__, each.handler.__qualname__) for each in bindings
    )


def default_bindings():
    share_key_bindings()
    with create_app_session(input=DummyInput(), output=DummyOutput()):
        return text_input("", None)._default_bindings


def test_two_questions_have_the_very_same_bindings():
    assert default_bindings() is default_bindings()


def test_only_the_bindings_of_vi_are_left_out():
    left_out = [*load_vi_bindings().bindings, *load_vi_search_bindings().bindings]
    ours = keys_and_handlers(default_bindings().bindings)
    assert ours + keys_and_handlers(left_out) == keys_and_handlers(load_key_bindings().bindings)
    assert len(left_out) > len(ours)
