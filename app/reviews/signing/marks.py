"""What a page has shown of a record that is not signed yet, short enough for a form to carry it back."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from app.reviews.signing import snapshot
from app.reviews.signing.snapshot import Agreed, Content

Marks = Mapping[str, str]
LENGTH = 12
PARTS = ("held_on", "notes", "opportunities", "commitments", "looked_back", "next_level", "evidence", "person")


@dataclass(frozen=True, slots=True)
class Changed:
    """A part of the record that is another one now. Of a competency, `before` and `now` are the agreed answers."""

    part: str
    competency: bool
    before: str = ""
    now: str = ""


def shown(content: Content) -> str:
    """The digest of everything but the moment of signing, which is not known while the page is read."""
    return snapshot.digest(snapshot.to_json(replace(content, signed_at=datetime.fromtimestamp(0, UTC))))


def marks(content: Content) -> Marks:
    """Part → a mark that changes with it; of a competency, the agreed answer stands before it."""
    found = {one.competency: f"{short(one.agreed)} {_mark(asdict(one))}" for one in content.ratings}
    return {**found, **{part: _mark(_plain(getattr(content, part))) for part in PARTS}}


def short(agreed: Agreed | None) -> str:
    """An agreed answer in a few letters: the proficiency, 'none' for no opportunity, '-' for nothing."""
    if agreed is None:
        return "-"
    return "none" if agreed.no_opportunity else str(agreed.proficiency)


def changed(before: Marks, now: Marks) -> Iterator[Changed]:
    """What differs from what was shown, in the order of the record. Marks that make no sense count as different."""
    for part, mark in now.items():
        if before.get(part) != mark:
            competency = part not in PARTS
            answers = (before.get(part, "").partition(" ")[0][:10], mark.partition(" ")[0]) if competency else ("", "")
            yield Changed(part, competency, *answers)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [asdict(one) for one in value]
    return asdict(value) if hasattr(value, "__dataclass_fields__") else value


def _mark(value: Any) -> str:
    return snapshot.digest(json.dumps(value, sort_keys=True, default=str))[:LENGTH]
