"""The ten pieces of career advice: for each, what somebody did and when last. Source: data/advice.yaml."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.evidence.queries import Entry
from app.framework.model import Advice, Framework

GOAL, REFLECT = "clear_goal", "reflect"
WHILE = 180
"""After so many days without anything, a piece of advice has not been touched for a while."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A piece of advice. `done`: how many entries, `last`: the day of the latest, `kinds`: what to log for it."""

    advice: Advice
    done: int
    last: date | None
    kinds: tuple[str, ...]
    quiet: bool


def taken(
    framework: Framework,
    entries: Iterable[Entry],
    served: Mapping[str, str],
    target_set_on: date | None,
    reflected_on: date | None,
    today: date,
) -> tuple[Taken, ...]:
    """In the order of the framework. `served`: kind of evidence → advice. `reflected_on`: the last one finished."""
    days: dict[str, list[date]] = {}
    for entry in entries:
        if entry.kind in served:
            days.setdefault(served[entry.kind], []).append(min(entry.counted_on, today))
    counts = {id: (len(found), max(found)) for id, found in days.items()}
    if target_set_on:
        counts[GOAL] = (1, target_set_on)
    if reflected_on:
        counts[REFLECT] = (1, reflected_on)
    return tuple(_taken(advice, counts, served, today) for advice in framework.advice)


def _taken(advice: Advice, counts: Mapping[str, tuple[int, date]], served: Mapping[str, str], today: date) -> Taken:
    done, last = counts.get(advice.id, (0, None))
    return Taken(
        advice=advice,
        done=done,
        last=last,
        kinds=tuple(kind for kind, id in served.items() if id == advice.id),
        quiet=last is None or (today - last).days > WHILE,
    )
