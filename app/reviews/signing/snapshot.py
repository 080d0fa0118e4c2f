"""What a record holds, as one canonical text with a digest: that text is stored, and never changes.

A later change of a class here must go on reading what is stored: `format` counts such changes.
Excerpts of reflections are never in it, since whoever shared one can take it back; nor are private entries.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import ClassVar, Final, Literal

from pydantic import ConfigDict, TypeAdapter

FORMAT: Final = 1
Owner = Literal["person", "manager"]
Verdict = Literal["now", "soon", "later"]
ItemState = Literal["met", "unmet", "agreeable", "unknown"]


@dataclass(frozen=True, slots=True)
class Cycle:
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class FrameworkRef:
    """The version on which everything in the record is meant: its number and its digest."""

    version_id: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Person:
    """Whose record it is, with the level that she held when it was signed."""

    id: int
    name: str
    name_latin: str
    level: str | None
    face: str | None
    level_since: date | None


@dataclass(frozen=True, slots=True)
class Manager:
    """Who signed."""

    id: int
    name: str
    name_latin: str


@dataclass(frozen=True, slots=True)
class Said:
    """What one side's assessment says of a competency; neither a proficiency nor 'no opportunity': a note only."""

    proficiency: int | None
    no_opportunity: bool
    note: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """What both sides agreed on: a proficiency of the scale, or no opportunity yet."""

    proficiency: int | None
    no_opportunity: bool


@dataclass(frozen=True, slots=True)
class Rating:
    """One competency. `calibrated`: the proficiency that stood beside the manager's after calibration.

    `agreed` None: nobody answered it. `reason`: why the agreed answer differs from a side's.
    """

    competency: str
    own: Said | None
    manager: Said | None
    calibrated: int | None
    agreed: Agreed | None
    reason: str


@dataclass(frozen=True, slots=True)
class Chance:
    """Work that was promised, with its day."""

    title: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Opportunity:
    """The manager's answer to 'no opportunity yet': a chance, or why there is none."""

    competency: str
    chance: Chance | None
    reason: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """What one side promised in this conversation."""

    id: int
    owner: Owner
    title: str
    due_on: date
    competency: str | None


@dataclass(frozen=True, slots=True)
class LookedBack:
    """A promise of last time and what had become of it when this was signed. `note`: the last words about it."""

    id: int
    owner: Owner
    title: str
    due_on: date
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class ReadinessItem:
    """One point of the readiness list, as the pages put it in words."""

    state: ItemState
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class View:
    """What one side says about the next level."""

    verdict: Verdict
    words: str


@dataclass(frozen=True, slots=True)
class NextLevel:
    """The level that was talked about; `level` None: there is none above."""

    level: str | None
    face: str | None
    items: tuple[ReadinessItem, ...]
    person: View | None
    manager: View | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """An entry that both sides could read on that day, as far as lists name it."""

    id: int
    kind: str
    title: str
    started_on: date
    ended_on: date | None
    competencies: tuple[str, ...]
    verified: bool


@dataclass(frozen=True, slots=True)
class Content:
    """A whole record. `ratings`: every competency of the framework, in its order."""

    # read by the adapter below for the parts too: a field that is unknown, missing or of another type is refused
    __pydantic_config__: ClassVar = ConfigDict(extra="forbid", strict=True)

    cycle: Cycle
    framework: FrameworkRef
    person: Person
    manager: Manager
    held_on: date
    signed_at: datetime
    ratings: tuple[Rating, ...]
    opportunities: tuple[Opportunity, ...]
    commitments: tuple[Commitment, ...]
    looked_back: tuple[LookedBack, ...]
    notes: str
    next_level: NextLevel
    evidence: tuple[Evidence, ...]
    format: Literal[1] = FORMAT

    def rating(self, competency: str) -> Rating | None:
        return next((one for one in self.ratings if one.competency == competency), None)

    def agreed(self) -> Mapping[str, Agreed]:
        """Competency → what was agreed on, where anything was."""
        return {one.competency: one.agreed for one in self.ratings if one.agreed is not None}


_CONTENT: TypeAdapter[Content] = TypeAdapter(Content)


def to_json(content: Content) -> str:
    """Compact JSON with sorted keys, nothing escaped that need not be. Defaults are written out."""
    data = _CONTENT.dump_python(content, mode="json")
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def from_json(text: str) -> Content:
    """The record that `to_json` wrote; raises pydantic's ValidationError for anything else."""
    return _CONTENT.validate_json(text)


def digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, 64 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()
