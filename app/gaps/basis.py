"""Whose ratings count: of what a reader may open, the person's own, her managers', or those that were agreed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Literal, get_args

from app.assessments.queries import Rated, translated
from app.assessments.sealing import Entry
from app.framework.model import Framework
from app.gaps.state import Current, Snapshot
from app.kit import clock
from app.people.access import Actor

Basis = Literal["self", "manager", "agreed"]
BASES: tuple[Basis, ...] = get_args(Basis)


_FOR_OTHERS: tuple[Basis, ...] = ("agreed", "manager")


def basis_of(entry: Entry) -> Basis:
    """Whose ratings an assessment holds: agreed ones are nobody's alone, whoever signed them."""
    if entry.agreed:
        return "agreed"
    return "self" if entry.of_oneself else "manager"


def sources(history: Sequence[Entry], actor: Actor) -> dict[Basis, list[Entry]]:
    """Submitted assessments by whose they are, oldest first; a first draft of one's own stands in for none."""
    found: dict[Basis, list[Entry]] = {}
    for entry in history:
        if entry.submitted_at is not None:
            found.setdefault(basis_of(entry), []).append(entry)
    if "self" not in found:
        drafts = [e for e in history if e.of_oneself and e.author_id == actor.person_id]
        if drafts:
            found["self"] = drafts
    return found


def choose(found: Mapping[Basis, Sequence[Entry]], wanted: str | None, *, own: bool) -> Basis:
    """The basis asked for where it exists; else, for oneself, one's own.

    Otherwise what was agreed, unless a manager's assessment that the reader may open is newer: ratings on which
    both sides agreed stand until somebody says something else. A person's own stand in where there is neither.
    """
    for basis in BASES:
        if basis == wanted and basis in found:
            return basis
    others: list[Basis] = [basis for basis in _FOR_OTHERS if basis in found]
    if (own and "self" in found) or not others:
        return "self" if own or "self" in found else "manager"
    # of two of one moment, the first
    return max(others, key=lambda basis: _last(found[basis]))


def _last(entries: Sequence[Entry]) -> datetime:
    """When the latest of these was submitted, or begun while it is not."""
    return max(entry.submitted_at or entry.started_at for entry in entries)


def snapshots(
    framework: Framework, entries: Sequence[Entry], ratings: Mapping[int, Mapping[str, Rated]]
) -> list[Snapshot]:
    """The ratings of these assessments as gap analysis reads them, in the order given.

    Those on another version of the framework are read through what was renamed between the two.
    """
    return [
        Snapshot(on=day_of(entry), ratings=dict(_ratings(framework, entry, ratings[entry.id]))) for entry in entries
    ]


def _ratings(framework: Framework, entry: Entry, ratings: Mapping[str, Rated]) -> Iterator[tuple[str, Current]]:
    for rated in translated(framework, entry.framework_version_id, ratings).values():
        yield rated.competency, _current(framework, rated, entry)


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
