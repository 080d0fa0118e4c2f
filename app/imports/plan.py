"""What taking a file in would change, person by person and field by field."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from app.imports.departments import Departments, Path
from app.imports.world import Key, World

Kind = Literal["added", "changed", "ended"]
KINDS: tuple[Kind, ...] = ("added", "changed", "ended")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as a difference names her: a manager."""

    name: str
    number: str

    def __str__(self) -> str:
        return f"{self.name} {self.number}".strip()


@dataclass(frozen=True, slots=True)
class Place:
    level: str
    face: str | None


Shown = str | date | Place | Path | tuple[Person, ...] | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: what is recorded, what it becomes, and from which day where that matters."""

    field: str
    before: Shown
    after: Shown
    since: date | None = None


@dataclass(slots=True)
class Change:
    """What becomes of one person. `row`: 0 for one who is not in the file; `values`: her own columns as they will be.

    `department`: the path of one that is to be made for her.
    """

    row: int
    key: Key
    number: str
    name: str
    kind: Kind
    differences: list[Difference] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    department: Path = ()
    leaves_on: date | None = None

    @property
    def fields(self) -> set[str]:
        return {one.field for one in self.differences}


@dataclass(frozen=True, slots=True)
class Plan:
    """All changes of a file in the order of its rows, leavers who are not in it last.

    `world`: levels and lines as they will be. `rows`: people in the file.
    """

    changes: Sequence[Change]
    world: World
    departments: Departments
    rows: int
    since: date

    @property
    def counts(self) -> Mapping[str, int]:
        found = Counter(change.kind for change in self.changes)
        untouched = self.rows - sum(1 for change in self.changes if change.row)
        return {**{kind: found[kind] for kind in KINDS}, "untouched": untouched, "rows": self.rows}

    @property
    def unlisted(self) -> Sequence[Change]:
        """Those who are said to have left because the file does not have them."""
        return [change for change in self.changes if change.row == 0]

    def of_kind(self, kind: str) -> Sequence[Change]:
        return [change for change in self.changes if change.kind == kind]

    def digest(self) -> str:
        """Tells whether another plan would do exactly the same to exactly the same people."""
        said = [
            [change.number, max(change.key, 0), change.kind, [_plain(one) for one in change.differences]]
            for change in self.changes
        ]
        return hashlib.sha256(json.dumps([self.rows, said], ensure_ascii=False).encode()).hexdigest()


def _plain(one: Difference) -> list[str]:
    return [one.field, repr(one.before), repr(one.after), str(one.since)]
