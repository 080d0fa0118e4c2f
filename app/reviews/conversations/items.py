"""One competency in a conversation: what both sides say of it and what they agree on. Values, no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.commitments.queries import Name, Promised
from app.framework.model import Competency

Side = Literal["person", "manager"]
Kind = Literal["apart", "no_opportunity", "one_sided", "same", "unanswered"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A proficiency of the scale, or 'no opportunity yet', or (both empty) nothing yet."""

    proficiency: int | None = None
    no_opportunity: bool = False

    @property
    def given(self) -> bool:
        return self.proficiency is not None or self.no_opportunity


@dataclass(frozen=True, slots=True)
class Said:
    """What one side's assessment says, with its note."""

    answer: Answer = Answer()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """Who saved something last and when, and how often it was saved."""

    by: Name
    at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What stands beside the manager's answer after calibration: what it was, what it is, who says so and why."""

    before: int | None
    proficiency: int
    reason: str
    by: Name
    at: datetime


@dataclass(frozen=True, slots=True)
class Agreed:
    """What both sides agree on; the answer may be empty again. `reason`: why it differs from a side."""

    answer: Answer
    reason: str
    saved: Saved


@dataclass(frozen=True, slots=True)
class Reply:
    """The manager's answer to 'no opportunity yet': a chance, or the reason why there is none."""

    chance: Promised | None
    reason: str
    saved: Saved

    @property
    def version(self) -> int:
        """Counts the saves of the answer and of its commitment, which either side may change, in one number."""
        return reply_version(self.saved.version, self.chance.version if self.chance else 0)


def reply_version(answer: int, commitment: int) -> int:
    """The version that a form about an answered request carries, from that of the answer and of its commitment."""
    return answer * 10_000 + min(commitment, 9_999)


@dataclass(frozen=True, slots=True)
class Item:
    """One competency. `required` and `next_required`: proficiencies of the scale, None where a level asks for none.

    `key`: a key competency of the level that is talked about. `scale`: the values, lowest first.
    """

    competency: Competency
    scale: Sequence[int]
    own: Said = Said()
    manager: Said = Said()
    calibrated: Calibrated | None = None
    agreed: Agreed | None = None
    reply: Reply | None = None
    required: int | None = None
    next_required: int | None = None
    key: bool = False

    @property
    def id(self) -> str:
        return self.competency.id

    @property
    def managers_answer(self) -> Answer:
        """The manager's answer, as calibration left it."""
        return Answer(self.calibrated.proficiency) if self.calibrated else self.manager.answer

    @property
    def distance(self) -> int | None:
        """Steps of the scale from the manager's to the person's own; None where one is missing."""
        own, managers = self.own.answer.proficiency, self.managers_answer.proficiency
        if own is None or managers is None:
            return None
        steps = sum(min(own, managers) < value <= max(own, managers) for value in self.scale)
        return steps if own >= managers else -steps

    @property
    def kind(self) -> Kind:
        """What there is to talk about."""
        own, managers = self.own.answer, self.managers_answer
        if own.no_opportunity or managers.no_opportunity:
            return "no_opportunity"
        if not (own.given or managers.given):
            return "unanswered"
        if not (own.given and managers.given):
            return "one_sided"
        return "apart" if own != managers else "same"

    @property
    def common(self) -> Answer | None:
        """What both sides say, when they say the same."""
        own = self.own.answer
        return own if own.given and own == self.managers_answer else None

    @property
    def settled(self) -> bool:
        return self.agreed is not None and self.agreed.answer.given

    @property
    def answered(self) -> bool:
        """Whether either side answered, so that it takes an agreed answer."""
        return self.own.answer.given or self.managers_answer.given

    @property
    def asks(self) -> bool:
        """Whether it is a request to the manager: no opportunity yet, as the person says or as both agree."""
        return self.own.answer.no_opportunity or (self.agreed is not None and self.agreed.answer.no_opportunity)

    def differs_from(self, agreed: Answer) -> tuple[Side, ...]:
        """The sides that answered something else than this."""
        sides: tuple[tuple[Side, Answer], ...] = (("person", self.own.answer), ("manager", self.managers_answer))
        return tuple(side for side, answer in sides if agreed.given and answer.given and answer != agreed)

    def differs(self, proficiency: int | None, no_opportunity: bool = False) -> bool:
        """Whether agreeing on this would take a reason."""
        return bool(self.differs_from(Answer(proficiency, no_opportunity)))

    @property
    def lacks_reason(self) -> bool:
        """Whether what is agreed differs from a side, as calibration left it, and nobody says why."""
        return self.agreed is not None and not self.agreed.reason and bool(self.differs_from(self.agreed.answer))
