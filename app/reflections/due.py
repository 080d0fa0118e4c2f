"""Which occasions ask a person to reflect on a day. Worked out whenever it is read; nothing of it is stored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.evidence.queries import Entry
from app.framework.model import Framework
from app.gaps.analysis import Gap
from app.kit.dates import add_months
from app.kit.i18n import Text
from app.reflections.occasions import OCCASIONS, RAISED_BY

CADENCES: Mapping[str, int] = {"monthly": 1, "quarterly": 3, "half_yearly": 6}
"""How often somebody is asked for a regular reflection → months."""
CADENCE = "quarterly"
FRESH = timedelta(days=90)
"""For so long after it happened an event is worth looking back at."""
UNCHANGED = timedelta(days=60)
"""From so long on, an open gap asks why it stays."""
MOST = 5
MOST_GAPS = 2


@dataclass(frozen=True, slots=True)
class Due:
    """One occasion that asks. `key` names it for good, see `Reflection.occasion_key`.

    `since`: the day of the event, or the first day of the period or of the gap. `due_on`: the day from
    which it asks. `subject`: the title of the project, the certificate, the competency or the level.
    """

    occasion: str
    key: str
    since: date
    due_on: date
    subject: Text | str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A level held from `since` until the day before `until`."""

    level: str
    face: str | None
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a person on a day.

    `began`: the day she joined, else that of her first level. `known`: the first day on which the product
    could ask her; nothing is due earlier. `last_periodic`: when she finished the last regular reflection.
    `gaps`: the short ones towards the next level, by priority. `levels`: oldest first.
    """

    today: date
    began: date | None = None
    known: date | None = None
    cadence: str = CADENCE
    last_periodic: date | None = None
    entries: Sequence[Entry] = ()
    gaps: Sequence[Gap] = ()
    levels: Sequence[Held] = ()


@dataclass(frozen=True, slots=True)
class Silent:
    """What does not ask: the occasions answered or being answered, and those put off until a day."""

    answered: frozenset[str] = frozenset()
    snoozed: Mapping[str, date] = field(default_factory=dict)

    def of(self, key: str, today: date) -> bool:
        return key in self.answered or self.snoozed.get(key, today) > today


def under(framework: Framework, key: str) -> str:
    """The key of an occasion with the id that its competency or level has in this framework."""
    occasion, _, about = key.partition(":")
    id, _, since = about.partition(":")
    if occasion == "gap":
        return f"gap:{framework.competency_id(id)}:{since}"
    return f"level:{framework.level_id(id)}:{since}" if occasion == "level" else key


def due(framework: Framework, facts: Facts, silent: Silent) -> tuple[Due, ...]:
    """What asks today, the most pressing first and at most `MOST`, so that a long past does not flood anybody.

    The more pressing occasion is the one that stands first in `OCCASIONS`, and then the one that waits longer.
    """
    asking = [one for one in raised(framework, facts) if not silent.of(one.key, facts.today)]
    return tuple(asking[:MOST])


def raised(framework: Framework, facts: Facts) -> tuple[Due, ...]:
    """Every occasion there is on this day, answered, put off or not; the most pressing first."""
    order = list(OCCASIONS)
    found = [*_periodic(facts), *_level(framework, facts), *_events(facts), *_gaps(facts)]
    return tuple(sorted(found, key=lambda one: (order.index(one.occasion), one.due_on, one.key)))


def _periodic(facts: Facts) -> Iterator[Due]:
    """One at a time: the period since the last regular reflection, or since the beginning."""
    first = facts.last_periodic or facts.began or facts.known
    if first is None:
        return
    due_on = _not_before(facts, add_months(first, CADENCES[facts.cadence]))
    if due_on <= facts.today:
        yield Due("periodic", f"periodic:{first}", first, due_on)


def _level(framework: Framework, facts: Facts) -> Iterator[Due]:
    """The level held, when it is new and not the first. A new face of the same level is no new level."""
    held = [one for one in facts.levels if one.since <= facts.today]
    if len(held) < 2 or (held[-1].until or date.max) <= facts.today:
        return
    before, now = held[-2:]
    if framework.level_id(before.level) == framework.level_id(now.level):
        return
    level = framework.level(now.level)
    if level and _fresh(facts, now.since):
        title = level.title_for(now.face)
        yield Due("level", f"level:{level.id}:{now.since}", now.since, _not_before(facts, now.since), title)


def _events(facts: Facts) -> Iterator[Due]:
    for entry in facts.entries:
        if entry.kind in RAISED_BY:
            occasion, day_of = RAISED_BY[entry.kind]
            on = day_of(entry)
            if on and _fresh(facts, on):
                yield Due(occasion, f"{occasion}:{entry.id}", on, _not_before(facts, on), entry.title)


def _gaps(facts: Facts) -> Iterator[Due]:
    old = [gap for gap in facts.gaps if gap.open_since and facts.today - gap.open_since >= UNCHANGED]
    for gap in old[:MOST_GAPS]:
        assert gap.open_since is not None
        due_on = _not_before(facts, gap.open_since + UNCHANGED)
        yield Due("gap", f"gap:{gap.competency.id}:{gap.open_since}", gap.open_since, due_on, gap.competency.title)


def _fresh(facts: Facts, on: date) -> bool:
    return on <= facts.today <= on + FRESH


def _not_before(facts: Facts, on: date) -> date:
    """The day, or the first one on which she could be asked at all."""
    return max(on, facts.known) if facts.known else on
