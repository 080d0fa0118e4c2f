"""What the PDF can hold, part by part. What is private is in it only once asked for."""

from collections.abc import Collection
from dataclasses import dataclass

from app.kit.i18n import noop


@dataclass(frozen=True, slots=True)
class Part:
    """`first`: in the PDF unless it is left out. Titles are message ids."""

    id: str
    title: str
    first: bool = True


PARTS = (
    Part("standing", noop("Where I stand: level, gaps, readiness")),
    Part("assessments", noop("Assessments with ratings and notes")),
    Part("evidence", noop("Evidence, without the private entries")),
    Part("private", noop("Private entries of the evidence"), first=False),
    Part("plan", noop("Target, goals and actions")),
    Part("reviews", noop("Review conversations: what was agreed and promised, level changes")),
    Part("excerpts", noop("Excerpts of reflections that I have shared")),
    Part("reflections", noop("Reflections in full"), first=False),
    Part("account", noop("Account, reminders, and who opened my record"), first=False),
)
ALL = frozenset(part.id for part in PARTS)
FIRST = frozenset(part.id for part in PARTS if part.first)


def chosen(with_: Collection[str], without: Collection[str]) -> frozenset[str]:
    """The parts of a PDF. Any `with_`, even an empty one as the form sends it, names all that are wanted."""
    return (frozenset(with_) & ALL if with_ else FIRST) - frozenset(without)


def missing(parts: Collection[str]) -> list[Part]:
    """What was left out."""
    return [part for part in PARTS if part.id not in parts]
