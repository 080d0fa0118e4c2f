"""Who may read which submitted assessment: neither side sees the other's before both have spoken.

A self-assessment and a manager's assessment belong together when each was submitted no earlier
than the other was started. Drafts are their author's alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.people.access import Actor, Relation


@dataclass(frozen=True, slots=True)
class Entry:
    """One assessment in a person's history; `submitted_at` None: a draft."""

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

    @property
    def of_oneself(self) -> bool:
        return self.person_id == self.author_id


def readable(history: Iterable[Entry], actor: Actor, relation: Relation) -> list[Entry]:
    """The entries of one person's history that the actor may read, in the order given."""
    entries = list(history)
    submitted = [entry for entry in entries if entry.submitted_at is not None]
    return [entry for entry in entries if _may_read(entry, submitted, actor, relation)]


def _may_read(entry: Entry, submitted: list[Entry], actor: Actor, relation: Relation) -> bool:
    if entry.author_id == actor.person_id:
        return relation.is_self or relation.may_assess
    if entry.submitted_at is None:
        return False
    if relation.hr and not relation.is_self:
        return True
    if not (relation.is_self or relation.line or relation.dotted):
        return False
    return any(_opens(other, entry, actor, relation) for other in submitted)


def _opens(other: Entry, entry: Entry, actor: Actor, relation: Relation) -> bool:
    """Whether the other side's assessment unseals this one for the actor.

    The direct manager must have submitted his own; those further away read once anybody above has.
    """
    if other.of_oneself == entry.of_oneself or other.submitted_at is None or entry.submitted_at is None:
        return False
    if not (other.submitted_at >= entry.started_at and entry.submitted_at >= other.started_at):
        return False
    return other.author_id == actor.person_id if entry.of_oneself and relation.direct else True
