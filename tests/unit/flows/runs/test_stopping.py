"""Signals that whoever started the run has switched off stay off, and former handlers come back."""

import signal

import pytest

from flows.runs.stopping import stop_at_once_again, stopping_at_once


@pytest.fixture(autouse=True)
def former_handlers():
    former = {number: signal.getsignal(number) for number in (signal.SIGHUP, signal.SIGTERM)}
    yield
    for number, handler in former.items():
        signal.signal(number, handler)


def test_a_hangup_that_nohup_has_switched_off_stays_off():
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with stopping_at_once(lambda: False, lambda: None):
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        assert callable(signal.getsignal(signal.SIGTERM))


def test_within_a_flow_the_stop_is_put_in_place_again_and_ends_with_the_run():
    before = signal.getsignal(signal.SIGTERM)
    with stopping_at_once(lambda: False, lambda: None):
        armed = signal.getsignal(signal.SIGTERM)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        stop_at_once_again()
        assert signal.getsignal(signal.SIGTERM) is armed
    assert signal.getsignal(signal.SIGTERM) is before
    stop_at_once_again()
    assert signal.getsignal(signal.SIGTERM) is before
