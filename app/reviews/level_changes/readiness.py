"""The readiness list of a proposal: frozen as it was, in the words of both languages; and as it is now."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from app.framework.model import Framework
from app.gaps.picture import picture
from app.gaps.readiness import Item, State
from app.gaps.words.readiness import item_in_words
from app.kit.i18n import Text, speaking
from app.people.access import Actor, Subject

ORDER: tuple[State, ...] = ("unmet", "agreeable", "unknown", "met")
"""What is not met stands first and is as large as what is."""


@dataclass(frozen=True, slots=True)
class Point:
    """One item of the list, in both languages; `key`: about a key competency."""

    state: State
    text: Text
    key: bool = False


def points(
    db: Session, actor: Actor, subject: Subject, level: str, face: str | None
) -> tuple[Framework, tuple[Point, ...]]:
    """The list for a level on the framework in force, by the ratings that the actor may read.

    NotFound for a level or a face that the framework does not have.
    """
    found = picture(db, actor, subject, level, None, face)
    return found.framework, tuple(_point(found.framework, item) for item in found.readiness.items)


def _point(framework: Framework, item: Item) -> Point:
    """Whoever decides may read another language than who proposes."""
    said = {}
    for language in ("zh", "en"):
        with speaking(language):
            said[language] = str(item_in_words(framework, item).headline)
    return Point(item.state, Text(zh=said["zh"], en=said["en"]), item.key)


def to_json(found: Sequence[Point]) -> str:
    kept = [{"state": one.state, "zh": one.text.zh, "en": one.text.en, "key": one.key} for one in found]
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(stored: str) -> tuple[Point, ...]:
    return tuple(Point(one["state"], Text(zh=one["zh"], en=one["en"]), bool(one["key"])) for one in json.loads(stored))


def in_order(found: Sequence[Point]) -> list[tuple[State, list[Point]]]:
    """The points under their states, what is not met first; states without any are left out."""
    grouped = [(state, [one for one in found if one.state == state]) for state in ORDER]
    return [(state, several) for state, several in grouped if several]
