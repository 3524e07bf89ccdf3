"""How a run ends in Prefect's pages: a state with its reason, and no traceback for a state that a flow returned."""

import logging

import pytest
from prefect.exceptions import FailedRun

from flows.runs.show_in_prefect import log_no_traceback_of_states, state_of
from tests.unit.supply.news.made_endings import make_ending


def test_a_run_that_a_person_must_see_to_has_failed_with_its_reason():
    assert state_of(make_ending()).is_completed()
    state = state_of(make_ending(refused=[("bad.pdf", "is no PDF")]))
    assert state.is_failed()
    assert state.message == "Published; bad.pdf: is no PDF"
    state = state_of(make_ending(outcome="nothing_usable", refused=[("bad.pdf", "is no PDF")]))
    assert state.message == "Nothing published; bad.pdf: is no PDF"


@pytest.mark.parametrize(
    ("error", "is_logged"), [(FailedRun("told"), False), (ValueError("unexpected"), True)]
)
def test_only_what_was_raised_is_logged_as_an_exception(error, is_logged):
    logger, seen = logging.getLogger("prefect.flow_runs"), []
    handler = logging.Handler()
    handler.emit = seen.append
    logger.addHandler(handler)
    former = list(logger.filters)
    try:
        log_no_traceback_of_states()
        logger.error("exited with unexpected exception", exc_info=error)
    finally:
        logger.removeHandler(handler)
        logger.filters = former
    assert bool(seen) == is_logged
