"""A person's entries as the timeline shows them: filtered, a page at a time, by quarter."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from sqlmodel import Session

from app.evidence import queries
from app.evidence.states import Standing, standing
from app.framework.model import Framework
from app.kit import clock

PER_PAGE = 50
SHOWN: dict[str, Callable[[Standing], bool]] = {
    "refresh": lambda one: one.to_refresh,
    "unverified": lambda one: one.state in ("open", "asked", "returned", "changed"),
    "expiring": lambda one: one.about_to_expire,
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show; empty: everything. `show` is a key of SHOWN."""

    kind: str = ""
    competency: str = ""
    show: str = ""

    def __bool__(self) -> bool:
        return bool(self.kind or self.competency or self.show)

    def passes(self, one: Standing) -> bool:
        return (
            (not self.kind or one.entry.kind == self.kind)
            and (not self.competency or self.competency in one.entry.competencies)
            and (self.show not in SHOWN or SHOWN[self.show](one))
        )


@dataclass(frozen=True, slots=True)
class Timeline:
    """One page of it. `all`: how many entries there are at all; `found`: how many pass the filter."""

    quarters: tuple[tuple[int, int, tuple[Standing, ...]], ...]
    all: int
    found: int
    more: bool


def timeline(
    db: Session, person_id: int, filter: Filter, page: int, framework: Framework, *, with_private: bool
) -> Timeline:
    """Newest first; the quarters as (year, 1–4, entries). Three queries, however long it is."""
    entries = queries.under(framework, queries.of_person(db, person_id, with_private=with_private))
    said = queries.said_of(db, person_id)
    today = clock.today()
    standings = [standing(entry, said.get(entry.id, ()), today) for entry in entries]
    found = [one for one in standings if filter.passes(one)]
    shown = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    return Timeline(
        quarters=tuple((year, quarter, tuple(ones)) for (year, quarter), ones in groupby(shown, _quarter)),
        all=len(entries),
        found=len(found),
        more=len(found) > page * PER_PAGE,
    )


def _quarter(one: Standing) -> tuple[int, int]:
    day = one.entry.started_on
    return day.year, (day.month + 2) // 3
