"""How long an entry stays fresh, and when it expires."""

from datetime import UTC, date, datetime

import pytest

from app.evidence.queries import Entry, Said
from app.evidence.states import expires_within, fresh_until, state, to_refresh

THEN = datetime(2024, 1, 15, 4, tzinfo=UTC)


def entry(kind: str = "coaching", **fields) -> Entry:
    base = {
        "id": 1, "person_id": 1, "kind": kind, "title": "", "role": None, "traits": frozenset(),
        "started_on": date(2023, 1, 31), "ended_on": date(2024, 1, 31), "expires_on": None, "private": False,
        "created_at": THEN, "changed_at": THEN, "version": 2, "verified": False, "competencies": (), "indicators": (),
    }  # fmt: skip
    return Entry(**{**base, **fields})


@pytest.mark.parametrize(
    ("made", "until"),
    [
        (entry(), date(2026, 1, 31)),
        (entry("challenge"), date(2027, 1, 31)),
        (entry("contact", ended_on=None), date(2024, 1, 31)),
        (entry("certificate", ended_on=None), None),
        # goes on: from the day it was last written about
        (entry("responsibility", ended_on=None), date(2026, 1, 15)),
    ],
)
def test_fresh_until(made: Entry, until: date | None):
    assert fresh_until(made) == until


def test_to_refresh():
    assert not to_refresh(entry(), date(2026, 1, 31))
    assert to_refresh(entry(), date(2026, 2, 1))
    assert not to_refresh(entry("certificate"), date(2199, 1, 1))


@pytest.mark.parametrize(("today", "soon"), [("2026-01-01", False), ("2026-01-02", True), ("2026-03-03", True),
                                             ("2026-03-04", False)])  # fmt: skip
def test_expires_within_sixty_days(today: str, soon: bool):
    made = entry("certificate", expires_on=date(2026, 3, 3))
    assert expires_within(made, 60, date.fromisoformat(today)) is soon
    assert not expires_within(entry(), 60, date.fromisoformat(today))


CONFIRMED, RETURNED, OPEN = Said(1, "confirmed", False), Said(2, "returned", False), Said(2, None, False)


@pytest.mark.parametrize(
    ("made", "said", "expected"),
    [
        (entry(), [], "open"),
        (entry(), [OPEN], "asked"),
        (entry(), [Said(2, None, True)], "open"),
        (entry(), [CONFIRMED], "changed"),
        (entry(), [CONFIRMED, OPEN], "asked"),
        (entry(), [CONFIRMED, RETURNED], "returned"),
        (entry(), [Said(1, "returned", False)], "open"),
        (entry(verified=True), [RETURNED], "verified"),
        (entry(private=True, verified=True), [], "private"),
        (entry("contact"), [], "unverifiable"),
    ],
)
def test_state(made: Entry, said: list[Said], expected: str):
    assert state(made, said) == expected
