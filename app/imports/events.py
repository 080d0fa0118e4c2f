"""The trail of a plan: for each person the events that the verbs of people write."""

from collections.abc import Iterator, Mapping, Sequence

from app.imports.plan import Plan
from app.imports.world import Key, Place, Tie
from app.trail.rules import Happened

CORRECTED = frozenset({"name", "name_latin", "email", "department", "joined_on"})


def events(plan: Plan, places: Sequence[Place], ties: Sequence[Tie], ids: Mapping[Key, int]) -> list[Happened]:
    """Added and corrected people, then levels, then lines, then leavers. `places`, `ties`: those that change."""
    return [*_people(plan, ids), *_places(places, ids), *_ties(ties, ids), *_leavers(plan, ids)]


def _people(plan: Plan, ids: Mapping[Key, int]) -> Iterator[Happened]:
    for change in plan.changes:
        id = ids.get(change.key, change.key)
        if change.kind == "added":
            yield Happened("person.added", id, f"person:{id}", {})
        elif CORRECTED & change.fields:
            yield Happened("person.corrected", id, f"person:{id}", {})


def _places(places: Sequence[Place], ids: Mapping[Key, int]) -> Iterator[Happened]:
    for place in places:
        if place.id is None:
            id = ids.get(place.person, place.person)
            details = {"level": place.level, "face": place.face, "since": place.since.isoformat()}
            yield Happened("person.placed", id, f"person:{id}", details)


def _ties(ties: Sequence[Tie], ids: Mapping[Key, int]) -> Iterator[Happened]:
    """A line that ends because another one takes its place, or because somebody leaves, says so itself."""
    for tie in ties:
        id, manager = ids.get(tie.person, tie.person), ids.get(tie.manager, tie.manager)
        if tie.id is None:
            details = {"kind": tie.kind, "since": tie.since.isoformat()}
            yield Happened("line.drawn", id, f"person:{manager}", details)
        elif tie.taken:
            yield Happened("line.ended", id, f"person:{manager}", {})


def _leavers(plan: Plan, ids: Mapping[Key, int]) -> Iterator[Happened]:
    for change in plan.changes:
        if change.leaves_on is not None:
            id = ids.get(change.key, change.key)
            yield Happened("person.left", id, f"person:{id}", {"on": change.leaves_on.isoformat()})
