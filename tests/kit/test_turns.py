"""One long piece of work at a time for each person."""

import pytest

from app.kit import turns
from app.kit.errors import TooMany
from app.kit.turns import Turns


def test_one_at_a_time_for_each_person():
    busy = Turns()
    busy.take(1)
    busy.take(2)
    with pytest.raises(TooMany):
        busy.take(1)
    busy.end(1)
    busy.take(1)


def test_ending_twice_is_ending():
    busy = Turns()
    busy.end(1)
    busy.take(1)
    busy.end(1)
    busy.end(1)


def test_a_turn_whose_end_got_lost_is_over_some_time(monkeypatch):
    busy = Turns()
    busy.take(1)
    now = turns.time.monotonic()
    monkeypatch.setattr(turns.time, "monotonic", lambda: now + turns.PATIENCE)
    busy.take(1)
