"""How a file is to be read: which column holds what, and what its words for levels mean."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from app.kit.sheets.cells import Order

NOT_ON_THE_LADDER = "-"


@dataclass(frozen=True, slots=True)
class Mapped:
    """`columns`: the field of each column, "" for one that is passed over.

    `levels`: a word of the file → "level", "level:face", or NOT_ON_THE_LADDER.
    """

    columns: tuple[str, ...]
    levels: Mapping[str, str] = field(default_factory=dict)

    def column(self, key: str) -> int | None:
        """The place of a field's column, from 0; None when no column holds it."""
        return self.columns.index(key) if key in self.columns else None

    def stored(self) -> str:
        return json.dumps({"columns": self.columns, "levels": dict(self.levels)}, ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Options:
    """`since`: the day from which changes without a date of their own hold. `complete`: whoever is not in the file
    has left. `clear`: an empty cell takes away what is recorded. `sheet`: of a workbook; "" is the first. `order`: how
    days such as 11/12/2026 are written; None: as the column itself tells.
    """

    since: date
    sheet: str = ""
    complete: bool = False
    clear: bool = False
    order: Order | None = None

    def stored(self) -> str:
        return json.dumps({**asdict(self), "since": self.since.isoformat()}, ensure_ascii=False, sort_keys=True)


def read_mapped(stored: str) -> Mapped:
    """What `Mapped.stored` wrote."""
    found: dict[str, Any] = json.loads(stored)
    return Mapped(tuple(found["columns"]), found["levels"])


def read_options(stored: str) -> Options:
    """What `Options.stored` wrote."""
    found: dict[str, Any] = json.loads(stored)
    return Options(**{**found, "since": date.fromisoformat(found["since"])})


def headers_digest(headers: Sequence[str]) -> str:
    """Tells whether another file has the same headers."""
    return hashlib.sha256(json.dumps(list(headers), ensure_ascii=False).encode()).hexdigest()
