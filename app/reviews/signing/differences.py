"""What one record changed against the one before it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.reviews.signing.queries import Record
from app.reviews.signing.snapshot import Agreed, Content


@dataclass(frozen=True, slots=True)
class Difference:
    """One competency whose agreed answer, or what stands beside the manager's after calibration, is another now."""

    competency: str
    before: Agreed | None
    now: Agreed | None
    calibrated_before: int | None
    calibrated: int | None

    @property
    def agreed(self) -> bool:
        return self.before != self.now


@dataclass(frozen=True, slots=True)
class Changes:
    """What a record changed. `addition`: what was added to the shared notes."""

    ratings: tuple[Difference, ...] = ()
    addition: str = ""

    def of(self, competency: str) -> Difference | None:
        return next((one for one in self.ratings if one.competency == competency), None)


def changes(before: Content | None, now: Content) -> Changes:
    """Against the record before; nothing for the first one."""
    if before is None:
        return Changes()
    ratings = (
        Difference(one.competency, old.agreed, one.agreed, old.calibrated, one.calibrated)
        for one, old in zip(now.ratings, before.ratings, strict=True)
        if (one.agreed, one.calibrated) != (old.agreed, old.calibrated)
    )
    return Changes(tuple(ratings), now.notes.removeprefix(before.notes).strip())


def changed_ever(records: Sequence[Record]) -> list[str]:
    """The competencies whose agreed answer differs between any two of these records, in the framework's order."""
    if not records:
        return []
    answers = [one.content.agreed() for one in records]
    names = [one.competency for one in records[0].content.ratings]
    return [name for name in names if len({found.get(name) for found in answers}) > 1]
