"""A document as plain data: chapters of sections of blocks. The page and the PDF are drawn from the same one."""

from dataclasses import dataclass
from typing import Literal

from app.kit.charts.line import Line
from app.kit.charts.radar import Radar

Tone = Literal["plain", "soft", "strong", "said", "label"]
Colour = Literal["", "jade", "amber", "cinnabar", "dashed"]


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; line feeds are kept. 'said': somebody's own words, set apart. 'label': what the next is about."""

    text: str
    tone: Tone = "plain"
    kind: str = "words"


@dataclass(frozen=True, slots=True)
class Tag:
    text: str
    colour: Colour = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values."""

    rows: tuple[tuple[str, str], ...]
    kind: str = "facts"


@dataclass(frozen=True, slots=True)
class Point:
    """One line of a list. `mark` is drawn before it: how it stands with the thing."""

    text: str
    mark: Literal["", "met", "unmet", "agreeable", "unknown", "open"] = ""
    tag: str = ""
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    points: tuple[Point, ...]
    kind: str = "points"


@dataclass(frozen=True, slots=True)
class Cell:
    """Text, a tag, or the course of one competency as a line."""

    text: str = ""
    tag: Tag | None = None
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The first cell heads the row; `group`: it is the only one and heads those that follow."""

    cells: tuple[Cell, ...]
    group: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`numbers`: places of the columns that hold numbers; `wide`: places of those that hold long text."""

    name: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    numbers: tuple[int, ...] = ()
    wide: tuple[int, ...] = ()
    kind: str = "table"

    @property
    def drawn(self) -> bool:
        """Whether there are charts in it."""
        return any(cell.line for row in self.rows for cell in row.cells)


@dataclass(frozen=True, slots=True)
class Chart:
    radar: Radar
    title: str
    text: str
    names: tuple[str, ...]
    kind: str = "chart"


@dataclass(frozen=True, slots=True)
class Room:
    """Empty lines to write on, once it is on paper."""

    lines: int
    kind: str = "room"


Block = Words | Facts | Points | Table | Chart | Room


@dataclass(frozen=True, slots=True)
class Item:
    """One entry, goal or reflection. `path`: its page; `folded`: its blocks open on a click, in print always."""

    title: str
    about: str
    blocks: tuple[Block, ...]
    tags: tuple[Tag, ...] = ()
    path: str = ""
    folded: bool = False
    kind: str = "item"


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: str
    blocks: tuple[Block | Item, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    id: str
    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """`about`: one line on whose it is; `made`: the day and time; `missing`: what was left out, by title.

    `flow`: a short one, whose chapters follow each other on the paper, without a page of contents.
    """

    title: str
    name: str
    about: str
    made: str
    chapters: tuple[Chapter, ...]
    missing: tuple[str, ...] = ()
    flow: bool = False


def row(*texts: str) -> Row:
    """A row of plain texts."""
    return Row(tuple(Cell(text) for text in texts))


def facts(*pairs: tuple[str, object]) -> Facts:
    """Those that say something."""
    return Facts(tuple((name, str(value)) for name, value in pairs if value not in (None, "")))
