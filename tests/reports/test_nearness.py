"""Readiness in words that can be counted."""

from datetime import date

import pytest

from app.framework.model import Level
from app.gaps.readiness import Item, MonthsFacts, Readiness, StepFacts
from app.kit.i18n import Text
from app.reports.nearness import nearness, window

ON = date(2026, 6, 18)
SENIOR = Level(id="senior", title=Text(zh="高级", en="Senior"), required={})


def found(*states: tuple[str, str], earliest: date | None = None) -> Readiness:
    def item(kind, state) -> Item:
        return Item(kind, state, kind, MonthsFacts(SENIOR, 12, 6, earliest) if kind == "months" else StepFacts(()))

    return Readiness(SENIOR, None, tuple(item(*one) for one in states))


@pytest.mark.parametrize(
    ("readiness", "near"),
    [
        (found(("competency", "met"), ("months", "met"), earliest=date(2026, 1, 1)), "ready"),
        (found(("competency", "agreeable"), ("months", "met"), earliest=date(2026, 1, 1)), "agreeable"),
        (found(("competency", "met"), ("months", "unmet"), earliest=date(2026, 12, 18)), "6"),
        (found(("competency", "agreeable"), ("months", "unmet"), earliest=date(2026, 12, 19)), "12"),
        (found(("competency", "met"), ("months", "unmet"), earliest=date(2027, 6, 19)), "later"),
        (found(("competency", "unmet"), ("months", "unmet"), earliest=date(2026, 7, 1)), "few"),
        (found(("unrated", "unknown"), ("competency", "unmet")), "few"),
        (found(*[("competency", "unmet")] * 4), "some"),
        (found(*[("competency", "unmet")] * 7), "many"),
        (found(("unrated", "unknown"), ("months", "unmet"), earliest=date(2026, 7, 1)), "unknown"),
        (found(("competency", "met"), ("months", "unknown")), "unknown"),
        (None, "top"),
    ],
)
def test_how_near(readiness, near):
    assert nearness(readiness, ON).near == near


def test_within_how_many_months():
    days = (date(2026, 6, 18), date(2026, 6, 19), date(2026, 12, 18), date(2027, 6, 18), date(2027, 6, 19))
    assert [window(day, ON) for day in days] == ["ready", "6", "6", "12", "later"]
