"""Whose ratings count: of the assessments that a reader may open, the person's own or her managers'."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from app.assessments.queries import Rated
from app.assessments.sealing import Entry
from app.framework.model import Framework
from app.gaps.state import Current, Snapshot
from app.kit import clock
from app.people.access import Actor

Basis = Literal["self", "manager"]


def sources(history: Sequence[Entry], actor: Actor) -> dict[Basis, list[Entry]]:
    """Submitted assessments by whose they are, oldest first; a first draft of one's own stands in for none."""
    found: dict[Basis, list[Entry]] = {}
    for entry in history:
        if entry.submitted_at is not None:
            found.setdefault("self" if entry.of_oneself else "manager", []).append(entry)
    if "self" not in found:
        drafts = [e for e in history if e.of_oneself and e.author_id == actor.person_id]
        if drafts:
            found["self"] = drafts
    return found


def choose(found: Mapping[Basis, Sequence[Entry]], wanted: str | None, *, own: bool) -> Basis:
    """The basis asked for where it exists; else one's own for oneself, and the managers' for others."""
    order: tuple[Basis, ...] = ("self", "manager") if own else ("manager", "self")
    for basis in order:
        if basis == wanted and basis in found:
            return basis
    return next((basis for basis in order if basis in found), order[0])


def snapshots(
    framework: Framework, entries: Sequence[Entry], ratings: Mapping[int, Mapping[str, Rated]]
) -> list[Snapshot]:
    """The ratings of these assessments as gap analysis reads them, in the order given."""
    return [
        Snapshot(
            on=day_of(entry), ratings={c: _current(framework, rated, entry) for c, rated in ratings[entry.id].items()}
        )
        for entry in entries
    ]


def day_of(entry: Entry) -> date:
    """The organisation's day on which it was submitted, or begun while it is not."""
    return clock.day_of(entry.submitted_at or entry.started_at)


def _current(framework: Framework, rated: Rated, entry: Entry) -> Current:
    """A rating on today's scale; a value the scale no longer has cannot be judged."""
    value = rated.proficiency
    known = value is not None and framework.proficiency(value) is not None
    return Current(
        competency=rated.competency,
        proficiency=value if known else None,
        no_opportunity=rated.no_opportunity,
        note=rated.note,
        assessed_on=day_of(entry),
    )
