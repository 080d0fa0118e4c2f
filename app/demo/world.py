"""What the database made of the seats, and a deed to be done at its moment."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from app.people.access import Actor


@dataclass(slots=True)
class World:
    """Ids by seat number and by department, filled while the deeds are done."""

    password_hash: str
    actors: dict[int, Actor] = field(default_factory=dict)
    units: dict[tuple[str, ...], int] = field(default_factory=dict)
    drafts: dict[tuple[int, int], int] = field(default_factory=dict)
    entries: dict[tuple[int, int], int] = field(default_factory=dict)
    questions: dict[tuple[int, int], int] = field(default_factory=dict)
    goals: dict[tuple[int, int], int] = field(default_factory=dict)
    cycles: dict[int, int] = field(default_factory=dict)

    def person(self, seat: int) -> int:
        return self.actors[seat].person_id

    def hr(self) -> int | None:
        """The person who enters people and lines; None until she has been entered herself."""
        return self.actors[0].person_id if 0 in self.actors else None


Act = Callable[[Session, World], None]


@dataclass(frozen=True, slots=True)
class Deed:
    """One call of the product's verbs, on the day on which it happened."""

    moment: datetime
    act: Act
