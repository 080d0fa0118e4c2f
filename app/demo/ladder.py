"""Who holds which level, on any framework: a pyramid below the two highest levels."""

from dataclasses import dataclass
from random import Random

from app.demo.organisation import Kind
from app.framework.model import Framework, Level

MANAGING_FACE = "manager"
EXPERTS = 0.06


@dataclass(frozen=True, slots=True)
class Ladder:
    """The framework's levels as the organisation fills them, and the notes that fit its competencies."""

    framework: Framework
    notes: dict[str, tuple[str, ...]]

    @property
    def directing(self) -> Level:
        return self.framework.levels[-1]

    @property
    def managing(self) -> Level:
        return self.framework.levels[-2]

    @property
    def operating(self) -> tuple[Level, ...]:
        """The levels of those who lead nobody, lowest first; never empty, never the highest."""
        return self.framework.levels[:-2] or self.framework.levels[:1]

    def level_for(self, kind: Kind, rng: Random) -> Level:
        """Directors on top, managers below them; the others fewer the higher, with some experts among them."""
        if kind == "director":
            return self.directing
        if kind == "manager" or (self.face(self.managing, leads=False) and rng.random() < EXPERTS):
            return self.managing
        levels = self.operating
        return rng.choices(levels, range(len(levels), 0, -1))[0]

    def face(self, level: Level, *, leads: bool) -> str | None:
        """The face of a level that somebody who leads people, or nobody, bears; None where it has none."""
        if not level.faces:
            return None
        fitting = [face for face in level.faces if (face == MANAGING_FACE) == leads]
        return fitting[0] if fitting else level.faces[-1 if leads else 0]

    def next_of(self, level: Level) -> Level:
        """The level aimed at: the one above, or the same at the top."""
        return self.framework.level_above(level.id) or level
