"""What changes between two versions of a framework. Things are the same when their ids are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import TypeVar

from app.framework.model import Competency, Entry, Framework, Indicator, Level
from app.framework.texts import named_texts
from app.kit.i18n import Text
from app.kit.yaml import Path

Named = TypeVar("Named", Level, Competency, Indicator)


@dataclass(frozen=True, slots=True)
class RequirementChange:
    """A level asks another proficiency; None where a version asked none."""

    level: Level
    competency: Competency
    before: int | None
    after: int | None

    @property
    def up(self) -> bool:
        return self.before is None or (self.after is not None and self.after > self.before)


@dataclass(frozen=True, slots=True)
class KeyChange:
    """A competency became, or ceased to be, a key competency of a level."""

    level: Level
    competency_id: str


@dataclass(frozen=True, slots=True)
class IndicatorMove:
    """An indicator stands for another proficiency than before."""

    indicator: Indicator
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class EntryChange:
    """The gates of a level ask something else; words alone do not count."""

    level: Level
    before: Entry
    after: Entry


@dataclass(frozen=True, slots=True)
class WordsChange:
    """`path` names the text by ids, e.g. `("levels", "junior", "title")`."""

    path: Path
    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class VersionDifference:
    """All changes; false when there are none. Objects are the new version's, removed ones the old's.

    Requirements, keys, entries, moves and words cover what both versions have: what a new level requires
    stands in that level.
    """

    levels_added: tuple[Level, ...]
    levels_removed: tuple[Level, ...]
    competencies_added: tuple[Competency, ...]
    competencies_removed: tuple[Competency, ...]
    indicators_added: tuple[Indicator, ...]
    indicators_removed: tuple[Indicator, ...]
    indicators_moved: tuple[IndicatorMove, ...]
    requirements: tuple[RequirementChange, ...]
    keys_added: tuple[KeyChange, ...]
    keys_removed: tuple[KeyChange, ...]
    entries: tuple[EntryChange, ...]
    words: tuple[WordsChange, ...]

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


def between_versions(old: Framework, new: Framework) -> VersionDifference:
    """What `new` changed compared with `old`, in the order of the files."""
    pairs = [(before, level) for level in new.levels if (before := old.level(level.id))]
    old_indicators, new_indicators = _indicators(old), _indicators(new)
    return VersionDifference(
        levels_added=_only(new.levels, old.levels),
        levels_removed=_only(old.levels, new.levels),
        competencies_added=_only(new.competencies, old.competencies),
        competencies_removed=_only(old.competencies, new.competencies),
        indicators_added=_only(new_indicators, old_indicators),
        indicators_removed=_only(old_indicators, new_indicators),
        indicators_moved=tuple(_moves(old_indicators, new_indicators)),
        requirements=tuple(_requirements(old, new, pairs)),
        keys_added=tuple(KeyChange(a, id) for b, a in pairs for id in a.key if id not in b.key),
        keys_removed=tuple(KeyChange(a, id) for b, a in pairs for id in b.key if id not in a.key),
        entries=tuple(EntryChange(a, b.entry, a.entry) for b, a in pairs if _demands(b.entry) != _demands(a.entry)),
        words=tuple(_words(old, new)),
    )


def _only(these: Iterable[Named], others: Iterable[Named]) -> tuple[Named, ...]:
    known = {other.id for other in others}
    return tuple(this for this in these if this.id not in known)


def _indicators(framework: Framework) -> tuple[Indicator, ...]:
    return tuple(indicator for competency in framework.competencies for indicator in competency.indicators)


def _moves(old: Iterable[Indicator], new: Iterable[Indicator]) -> Iterator[IndicatorMove]:
    before = {indicator.id: indicator.proficiency for indicator in old}
    for indicator in new:
        stood = before.get(indicator.id, indicator.proficiency)
        if stood != indicator.proficiency:
            yield IndicatorMove(indicator, stood, indicator.proficiency)


def _requirements(old: Framework, new: Framework, pairs: list[tuple[Level, Level]]) -> Iterator[RequirementChange]:
    shared = [competency for competency in new.competencies if old.competency(competency.id)]
    for before, after in pairs:
        for competency in shared:
            asked, asks = before.required.get(competency.id), after.required.get(competency.id)
            if asked != asks:
                yield RequirementChange(after, competency, asked, asks)


def _demands(entry: Entry) -> dict[str, object]:
    return entry.model_dump(exclude={"evidence": {"__all__": {"title"}}})


def _words(old: Framework, new: Framework) -> Iterator[WordsChange]:
    before, after = named_texts(old), named_texts(new)
    for path, text in after.items():
        if path in before and before[path] != text:
            yield WordsChange(path, before[path], text)
