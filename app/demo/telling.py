"""Everybody's story: the cast's, the leaders', the operators'. The same seed and day tell the same ones."""

from collections.abc import Iterator
from datetime import date
from random import Random

from app.demo import cast
from app.demo.career import Career, operating, settled
from app.demo.days import Days
from app.demo.growth import State
from app.demo.ladder import Ladder
from app.demo.names import Name, names
from app.demo.notes import fitting
from app.demo.organisation import Seat, seats
from app.demo.story import Story, states, tell
from app.framework.model import Framework

FIRST_OPERATORS = 5
LEADERS_STATES: tuple[State, ...] = ("submitted", "submitted", "submitted", "mid")


class Tale:
    """The organisation on one framework, as it is to be entered: seats, names and stories.

    Raises ValueError for fewer people than the named ones and a team need.
    """

    def __init__(self, framework: Framework, people: int, seed: int, today: date) -> None:
        self.days = Days(today)
        self.seed = seed
        self.framework = framework
        self._ladder = Ladder(framework, fitting(framework))
        self.seats = seats(people, self.rng("seats"))
        self._parts = cast.parts(framework, self.seats)
        self._leaders: dict[int, Career] = {}
        self._divisions: dict[str, dict[int, Career]] = {}
        self.names = self._names()
        self.stories = {story.seat.number: story for story in self._stories()}

    def rng(self, *about: object) -> Random:
        """Chance of its own for each matter, so that a change in one leaves the others as they are."""
        return Random(f"{self.seed}:{about}")  # noqa: S311 (made-up people, no secrets)

    def with_account(self, seat: Seat) -> bool:
        """The cast, who leads people, and the first few operators."""
        return seat.kind != "operator" or seat.number in self._first

    def _names(self) -> dict[int, Name]:
        fixed = {number: part.name for number, part in self._parts.items()}
        fixed |= {cast.HR: cast.WANG_FANG, cast.ADMIN: cast.ADMINISTRATOR}
        free = names(self.rng("names"), cast.CAST)
        return {seat.number: fixed[seat.number] if seat.number in fixed else next(free) for seat in self.seats}

    def _stories(self) -> Iterator[Story]:
        for seat in self.seats:
            if seat.kind in ("director", "manager"):
                yield self._leader(seat)
        operators = [seat for seat in self.seats if seat.kind == "operator"]
        self._first = {seat.number for seat in operators[:FIRST_OPERATORS]} | set(self._parts)
        deck = states(self.rng("states"))
        for seat in operators:
            part = self._parts.get(seat.number)
            if part:
                yield cast.story_of(part, seat, self._leaders, self._ladder, self.days, self.rng(seat.number))
            else:
                yield self._operator(seat, next(deck))

    def _leader(self, seat: Seat) -> Story:
        rng = self.rng(seat.number)
        part = self._parts.get(seat.number)
        level = part.level if part else self._ladder.level_for(seat.kind, rng)
        career = settled(seat, level, self._ladder, self._leaders, self.days, rng)
        self._leaders[seat.number] = career
        if seat.kind == "manager":
            self._divisions.setdefault(seat.unit[0], {})[seat.number] = career
        state: State = "submitted" if part else rng.choice(LEADERS_STATES)
        return tell(seat, state, career, self._ladder, self.days, rng)

    def _operator(self, seat: Seat, state: State) -> Story:
        rng = self.rng(seat.number)
        level = self._ladder.operating[0] if state == "new" else self._ladder.level_for("operator", rng)
        career = operating(seat, state, level, self._ladder, self._divisions[seat.unit[0]], self.days, rng)
        return tell(seat, state, career, self._ladder, self.days, rng)
