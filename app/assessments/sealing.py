"""Who may read which submitted assessment: neither side sees the other's before both have spoken.

The submissions of a person and of one author about her, in the order of time, fall into *rounds*: a
round is complete once both have submitted, and the next submission begins a new one. What stands in a
complete round is open to both sides. A review cycle has rounds of its own: what was written outside of it
opens nothing in it. Agreed ratings are open from the moment they are signed, and are all that HR reads of
somebody. Drafts are their author's alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.people.access import Actor, Relation


@dataclass(frozen=True, slots=True)
class Entry:
    """One assessment in a person's history; `submitted_at` None: a draft.

    `taken_over_by`: who took the manager's side of its cycle over last, when anybody did.
    """

    id: int
    person_id: int
    author_id: int
    framework_version_id: int
    previous_id: int | None
    level: str | None
    face: str | None
    started_at: datetime
    submitted_at: datetime | None
    author_name: str
    author_latin: str
    cycle_id: int | None = None
    agreed_in: int | None = None
    taken_over_by: int | None = None

    @property
    def agreed(self) -> bool:
        """The agreed ratings of a conversation, signed by the author."""
        return self.agreed_in is not None

    @property
    def of_oneself(self) -> bool:
        return self.person_id == self.author_id and not self.agreed


def readable(history: Iterable[Entry], actor: Actor, relation: Relation) -> list[Entry]:
    """The entries of one person's history that the actor may read, in the order given."""
    entries = list(history)
    return [entry for entry in entries if _may_read(entry, entries, actor, relation)]


def _may_read(entry: Entry, entries: list[Entry], actor: Actor, relation: Relation) -> bool:
    if entry.agreed:
        return relation.sees_development and entry.submitted_at is not None
    if entry.author_id == actor.person_id and (relation.is_self or relation.may_assess):
        return True
    if entry.submitted_at is None or not (relation.is_self or relation.line or relation.dotted):
        return False
    same = [other for other in entries if other.cycle_id == entry.cycle_id and not other.agreed]
    submitted = [other for other in same if other.submitted_at is not None]
    return entry.id in _opened(submitted, _other_side(entry, same, actor, relation))


def _other_side(entry: Entry, same: list[Entry], actor: Actor, relation: Relation) -> int | None:
    """The author whose rounds with the person decide; None: any above her, for readers further away.

    The direct manager, and whoever took the manager's side of the cycle over or writes for it, reads a
    self-assessment only in a round that his own submission completed.
    """
    if not entry.of_oneself:
        return entry.author_id
    is_side = relation.direct or entry.taken_over_by == actor.person_id
    writes = entry.cycle_id is not None and any(other.author_id == actor.person_id for other in same)
    return actor.person_id if is_side or writes else None


def _opened(submitted: list[Entry], author: int | None) -> set[int]:
    """Ids of all submissions in complete rounds between the person and an author (None: any)."""
    opened: set[int] = set()
    waiting: list[Entry] = []
    for entry in sorted(submitted, key=lambda entry: (entry.submitted_at, entry.id)):
        if not entry.of_oneself and author not in (None, entry.author_id):
            continue
        waiting.append(entry)
        if len({other.of_oneself for other in waiting}) == 2:
            opened.update(other.id for other in waiting)
            waiting = []
    return opened
