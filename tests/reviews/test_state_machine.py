"""No order of actions, by whomever, reaches an illegal state of a review, or changes what was signed.

The environment variable REVIEW_EXAMPLES raises the number of courses of events; see tests/reviews/state_of.py for
what must hold after every single step.
"""

import logging
import os
from collections import Counter

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.reviews.machine import Reviews

EXAMPLES = int(os.environ.get("REVIEW_EXAMPLES", "80"))
STEPS = 50
MUST = (
    "agree", "held", "promise", "keep", "sign", "acknowledge", "dissent", "amend", "ask", "answer", "report_to",
    "hand_over", "excuse", "close", "reopen", "enrol", "calibrate", "propose_level",
)  # fmt: skip


@pytest.mark.only("sqlite")  # thousands of short transactions; the rules do not know on which database they run
def test_any_order_of_actions(db, people, monkeypatch, record_property):
    done: Counter[str] = Counter()
    run_state_machine_as_test(
        lambda: Reviews(db, people, monkeypatch, done),
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize="REVIEW_EXAMPLES" not in os.environ,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    record_property("done", dict(done))
    if "REVIEW_EXAMPLES" in os.environ:
        logging.getLogger(__name__).warning("%s", sorted(done.items()))
    # a machine that is refused everything would find nothing
    assert set(MUST) <= set(done)
