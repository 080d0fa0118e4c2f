"""Everything promised to and by somebody, as the page of commitments shows it: a fixed number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.commitments import queries
from app.commitments.queries import Happened, Promised
from app.people import access
from app.people.access import Actor


@dataclass(frozen=True, slots=True)
class Overview:
    """Each by day. `mine`: promised by the reader, as a person or as a manager; `to_me`: by managers of hers;
    `of_reports`: by or about the people he leads directly; all of them open. `proposed`: not signed yet.

    `done`: kept or released, the latest first. `leading`: ids of whoever leads the reader, or is the reader.
    """

    mine: tuple[Promised, ...]
    to_me: tuple[Promised, ...]
    of_reports: tuple[Promised, ...]
    proposed: tuple[Promised, ...]
    done: tuple[Promised, ...]
    last: Mapping[int, Happened]
    leading: frozenset[int]

    @property
    def empty(self) -> bool:
        return not (self.mine or self.to_me or self.of_reports or self.proposed or self.done)

    @property
    def read(self) -> list[int]:
        """Ids of the others of whose record something is shown: what a manager promised himself is his own."""
        return sorted({one.person.id for one in self.of_reports})

    def left_behind(self, one: Promised) -> bool:
        """Whether a manager promised it who does not lead her any more."""
        return one.side == "manager" and one.owner.id not in self.leading


def overview(db: Session, actor: Actor) -> Overview:
    """What the actor promised, was promised, and what those he leads directly did; the done of the first two too."""
    me = actor.person_id
    below = {person.id: person.direct for person in access.below(db, me)}
    close = {me, *(id for id, direct in below.items() if direct)}
    sees = {me, *below}
    found = [one for one in queries.around(db, me, close) if one.person.id in sees and not _of_two_others(one, me)]
    involved = [one for one in found if me in (one.owner.id, one.person.id)]
    done = [one for one in involved if one.done]
    last = {id: events[-1] for id, events in queries.happened(db, [one.id for one in done]).items()}
    above = {id for id, how in access.managers(db, me) if how != "dotted"}
    return Overview(
        mine=_open(one for one in involved if one.owner.id == me),
        to_me=_open(one for one in involved if one.owner.id != me),
        of_reports=_open(one for one in found if me not in (one.owner.id, one.person.id)),
        proposed=tuple(one for one in involved if one.state == "proposed"),
        done=tuple(sorted(done, key=lambda one: last[one.id].at, reverse=True)),
        last=last,
        leading=frozenset({me, *above}),
    )


def _of_two_others(one: Promised, me: int) -> bool:
    """What two others propose is theirs until it is signed."""
    return one.state == "proposed" and me not in (one.owner.id, one.person.id)


def _open(found: Iterable[Promised]) -> tuple[Promised, ...]:
    return tuple(one for one in found if one.open)
