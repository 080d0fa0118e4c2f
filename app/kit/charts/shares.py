"""Horizontal bars, one below the other: each a share of what fills the width, with its number beside it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """`share`: 0 to 1; `text`: the same in words, with what it is a share of. `title` names the bar."""

    title: str
    share: float
    text: str


@dataclass(frozen=True, slots=True)
class Shares:
    """`title` and `help` say what the bars show."""

    title: str
    help: str
    bars: tuple[Share, ...]


def of_highest(title: str, help: str, values: Sequence[tuple[str, int, str]]) -> Shares:
    """Bars of counts, (title, count, text) each: the highest count fills the width."""
    highest = max((count for _, count, _ in values), default=0) or 1
    return Shares(title, help, tuple(Share(name, count / highest, text) for name, count, text in values))
