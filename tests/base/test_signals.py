"""Signal handlers for the time of a block."""

import signal

import pytest

from coprod_cli.base.signals import STOP_SIGNALS, handle_signals


class TestHandleSignals:
    def test_go_to_the_handler_and_later_to_the_earlier_one(self):
        outer, inner = [], []
        with handle_signals(STOP_SIGNALS, lambda number, _: outer.append(number)):
            with handle_signals(STOP_SIGNALS, lambda number, _: inner.append(number)):
                signal.raise_signal(signal.SIGTERM)
            signal.raise_signal(signal.SIGTERM)

        assert (inner, outer) == ([signal.SIGTERM], [signal.SIGTERM])

    def test_have_their_earlier_handlers_after_an_error_too(self):
        before = signal.getsignal(signal.SIGTERM)

        with pytest.raises(LookupError), handle_signals(["SIGTERM"], lambda *_: None):
            raise LookupError

        assert signal.getsignal(signal.SIGTERM) is before

    def test_are_only_those_that_the_system_has(self):
        with handle_signals(["SIGTERM", "SIGOFANOTHERSYSTEM"], lambda *_: None):
            assert signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
