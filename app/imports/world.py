"""People, levels and lines as they are, and what the verbs of people would make of them, before anything is written.

The verbs here follow those of people/rules.py (place, report_to, end_line, leave) on plain objects, for thousands of
people at once; tests compare the two.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from app.imports.cells import Wrong
from app.kit.dates import day
from app.kit.i18n import gettext as _

Key = int
"""A person: her id, or a negative number for one who is to be added."""


@dataclass(slots=True)
class Dated:
    """Something that holds from `since` until the day before `until`. `id`: None while it is not stored.

    `changed`: it ends another day than stored. `gone`: it is to be taken back.
    """

    id: int | None
    person: Key
    since: date
    until: date | None = None
    changed: bool = False
    gone: bool = False

    def beyond(self, moment: date) -> bool:
        """Whether it lasts beyond this day."""
        return not self.gone and (self.until is None or self.until > moment)

    def close(self, until: date) -> None:
        """End it; what has not begun by then never was."""
        if until <= self.since:
            self.gone = True
        else:
            self.until, self.changed = until, True


@dataclass(slots=True)
class Place(Dated):
    level: str = ""
    face: str | None = None


@dataclass(slots=True)
class Tie(Dated):
    """A reporting line, solid or dotted. `taken`: the file ends it, without another one in its place."""

    manager: Key = 0
    kind: str = "solid"
    taken: bool = False

    def take(self, until: date) -> None:
        self.close(until)
        self.taken = True


@dataclass(slots=True)
class World:
    """Places by person; lines by person and by manager."""

    places: dict[Key, list[Place]] = field(default_factory=lambda: defaultdict(list))
    ties: dict[Key, list[Tie]] = field(default_factory=lambda: defaultdict(list))
    led: dict[Key, list[Tie]] = field(default_factory=lambda: defaultdict(list))

    def add_place(self, place: Place) -> None:
        self.places[place.person].append(place)

    def add_tie(self, tie: Tie) -> None:
        self.ties[tie.person].append(tie)
        self.led[tie.manager].append(tie)

    def all_places(self) -> Iterator[Place]:
        for found in self.places.values():
            yield from found

    def all_ties(self) -> Iterator[Tie]:
        for found in self.ties.values():
            yield from found

    def place(self, person: Key, level: str, face: str | None, since: date) -> None:
        """Raises Wrong where people.rules.place refuses."""
        last = max((one for one in self.places[person] if not one.gone), key=lambda one: one.since, default=None)
        if last is not None:
            if last.until is not None and since < last.until:
                raise Wrong(_("The last level ended on %(day)s; choose that day or a later one.", day=day(last.until)))
            if since <= last.since:
                words = _("The level already held began on %(day)s; choose a later day.", day=day(last.since))
                raise Wrong(words)
            if last.until is None:
                last.until, last.changed = since, True
        self.add_place(Place(None, person, since, level=level, face=face))

    def report(self, person: Key, manager: Key, since: date, kind: str) -> None:
        """Raises Wrong where people.rules.report_to refuses; circles are looked for once all lines are drawn."""
        if person == manager:
            raise Wrong(_("Nobody can report to themselves."))
        if kind == "solid":
            for tie in self.lasting(person, "solid", since):
                if since < tie.since:
                    words = _("The present line began on %(day)s; choose that day or a later one.", day=day(tie.since))
                    raise Wrong(words)
                tie.close(since)
        self.add_tie(Tie(None, person, since, manager=manager, kind=kind))

    def lasting(self, person: Key, kind: str, moment: date) -> list[Tie]:
        """A person's lines of a kind that last beyond a day."""
        return [tie for tie in self.ties[person] if tie.kind == kind and tie.beyond(moment)]

    def leave(self, person: Key, on: date) -> None:
        for tie in (*self.ties[person], *self.led[person]):
            if tie.beyond(on):
                tie.close(on)
        for place in self.places[person]:
            if place.beyond(on):
                place.close(on)

    def circles(self, since: date) -> list[tuple[list[Key], Tie]]:
        """Circles in the solid lines on that day or on a later one on which a line begins.

        Each with its people from the one whose line closes it, and a new line in it. One that stood before is left.
        """
        solid = [tie for tie in self.all_ties() if tie.kind == "solid" and not tie.gone]
        moments = sorted({since, *(tie.since for tie in solid if tie.since > since)})
        moments += sorted({tie.since for tie in solid if tie.id is None and tie.since < since})
        found: dict[frozenset[Key], tuple[list[Key], Tie]] = {}
        for moment in moments:
            above = {
                tie.person: tie for tie in solid if tie.since <= moment and (tie.until is None or tie.until > moment)
            }
            for circle in _circles(above):
                new = next((above[one] for one in circle if above[one].id is None), None)
                if new is not None:
                    start = circle.index(new.person)
                    found.setdefault(frozenset(circle), (circle[start:] + circle[:start], new))
        return list(found.values())


def _circles(above: dict[Key, Tie]) -> Iterator[list[Key]]:
    """Every circle of person → manager; each person is passed once."""
    seen: set[Key] = set()
    for start in above:
        path: list[Key] = []
        on_path: dict[Key, int] = {}
        at: Key | None = start
        while at is not None and at not in seen:
            seen.add(at)
            on_path[at] = len(path)
            path.append(at)
            at = above[at].manager if at in above else None
        if at is not None and at in on_path:
            yield path[on_path[at] :]
