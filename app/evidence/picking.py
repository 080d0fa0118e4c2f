"""The competencies that an entry can be tied to, with the indicators that are near this person's level."""

from collections.abc import Collection
from dataclasses import dataclass

from app.framework.model import Competency, Framework, Group, Indicator


@dataclass(frozen=True, slots=True)
class Offer:
    """A competency with the indicators offered under it; `chosen`: it or one of them is tied already."""

    competency: Competency
    indicators: tuple[Indicator, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Picker:
    """Groups in the order of the framework; `dropped`: chosen ids that the framework in force no longer has."""

    groups: tuple[tuple[Group, tuple[Offer, ...]], ...]
    dropped_competencies: tuple[str, ...]
    dropped_indicators: tuple[str, ...]


def picker(
    framework: Framework, level: str | None, competencies: Collection[str], indicators: Collection[str]
) -> Picker:
    """What to offer to a person at `level`: indicators of the proficiencies that it and the next one require.

    Without a level those of the lowest one. Indicators that are chosen already are always offered.
    """
    near = _near(framework, level)
    groups = tuple(
        (group, tuple(_offer(c, near.get(c.id, frozenset()), competencies, indicators) for c in members))
        for group, members in framework.grouped()
    )
    known = {i.id for c in framework.competencies for i in c.indicators}
    return Picker(
        groups,
        tuple(id for id in competencies if framework.competency(id) is None),
        tuple(id for id in indicators if id not in known),
    )


def _offer(c: Competency, near: Collection[int], competencies: Collection[str], indicators: Collection[str]) -> Offer:
    offered = tuple(i for i in c.indicators if i.proficiency in near or i.id in indicators)
    return Offer(c, offered, c.id in competencies or any(i.id in indicators for i in offered))


def _near(framework: Framework, level: str | None) -> dict[str, frozenset[int]]:
    present = framework.level(level) if level else None
    upper = framework.level_above(present.id) if present else framework.levels[0]
    both = [one for one in (present, upper) if one is not None]
    return {c.id: frozenset(one.required[c.id] for one in both if c.id in one.required) for c in framework.competencies}
