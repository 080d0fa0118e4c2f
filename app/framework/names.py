"""What things of one version of the framework are called in another: ids through the explicit maps of renames."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Literal

Kind = Literal["competencies", "levels", "indicators"]
KINDS: tuple[Kind, ...] = ("competencies", "levels", "indicators")


@dataclass(frozen=True)
class Renames:
    """Old id → new id of what one version renamed, one to one; whatever it does not name kept its id."""

    competencies: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def read(text: str) -> "Renames":
        """What `to_json` wrote, as it stands in FrameworkVersion.renames and FrameworkDraft.renames."""
        data = json.loads(text)
        return Renames(**{kind: dict(data.get(kind, {})) for kind in KINDS})

    def to_json(self) -> str:
        return json.dumps({kind: dict(ids) for kind, ids in asdict(self).items() if ids}, sort_keys=True)

    def backwards(self) -> "Renames":
        return Renames(**{kind: {new: old for old, new in self.of(kind).items()} for kind in KINDS})

    def of(self, kind: Kind) -> Mapping[str, str]:
        found: Mapping[str, str] = getattr(self, kind)
        return found

    def follow(self, kind: Kind, id: str) -> str | None:
        """The id afterwards; None for one that something else was renamed to, and so is not the same thing."""
        renamed = self.of(kind).get(id)
        if renamed is not None:
            return renamed
        return None if id in self._given[kind] else id

    @cached_property
    def _given(self) -> Mapping[Kind, frozenset[str]]:
        return {kind: frozenset(self.of(kind).values()) for kind in KINDS}

    def __bool__(self) -> bool:
        return any(self.of(kind) for kind in KINDS)


@dataclass(frozen=True, slots=True)
class Reading:
    """From the ids of one version to those of another, version by version in between.

    None: a version in between gave the id to something else. An id that comes out need not be in the other
    version: it may have been removed on the way.
    """

    steps: tuple[Renames, ...] = ()

    def competency(self, id: str) -> str | None:
        return self._follow("competencies", id)

    def level(self, id: str) -> str | None:
        return self._follow("levels", id)

    def indicator(self, id: str) -> str | None:
        return self._follow("indicators", id)

    def _follow(self, kind: Kind, id: str) -> str | None:
        found: str | None = id
        for step in self.steps:
            if found is None:
                return None
            found = step.follow(kind, found)
        return found


AS_IT_IS = Reading()


@dataclass(frozen=True)
class Names:
    """How one version calls what others call otherwise.

    `versions`: numbers in the order in which they come into force; `renames`: what each renamed of the one before
    it; `here`: the place of this version among them.
    """

    versions: tuple[int, ...] = ()
    renames: tuple[Renames, ...] = ()
    here: int = 0

    def read(self, version_id: int) -> Reading:
        """From the ids of that version to this one's; of a version that is not known, as they are."""
        if version_id not in self._readings:
            return AS_IT_IS
        return self._readings[version_id]

    def then(self, renames: Renames) -> "Names":
        """Of a version that follows all of them and is not published yet."""
        return Names((*self.versions, 0), (*self.renames, renames), len(self.versions))

    def elsewhere(self, kind: Kind) -> Mapping[str, str]:
        """Id in another version → id here, of all that was ever called otherwise; the nearest version counts."""
        return self._elsewhere[kind]

    @cached_property
    def _readings(self) -> Mapping[int, Reading]:
        return {version: Reading(self._steps(place)) for place, version in enumerate(self.versions)}

    def _steps(self, place: int) -> tuple[Renames, ...]:
        """The renames on the way from that place to here; without those that renamed nothing."""
        if place <= self.here:
            return _some(self.renames[place + 1 : self.here + 1])
        return _some(step.backwards() for step in reversed(self.renames[self.here + 1 : place + 1]))

    @cached_property
    def _elsewhere(self) -> Mapping[Kind, Mapping[str, str]]:
        nearest = sorted(range(len(self.versions)), key=lambda place: (abs(place - self.here), place))
        return {kind: _first(self._pairs(kind, nearest)) for kind in KINDS}

    def _pairs(self, kind: Kind, places: Sequence[int]) -> Iterator[tuple[str, str]]:
        ids = {id for step in self.renames for pair in step.of(kind).items() for id in pair}
        for place in places:
            reading = Reading(self._steps(place))
            for id in sorted(ids):
                here = reading._follow(kind, id)
                if here is not None and here != id:
                    yield id, here


def _some(steps: Iterable[Renames]) -> tuple[Renames, ...]:
    return tuple(step for step in steps if step)


def _first(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for id, here in pairs:
        found.setdefault(id, here)
    return found


NO_NAMES = Names()
