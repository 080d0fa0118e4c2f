"""A table as plain data: typed columns, rows that are made while they are written, and what it is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Kind = Literal["text", "number", "day", "moment", "percent", "list"]
Value = str | int | float | date | datetime | Sequence[str] | None
Line = Sequence[Value]


@dataclass(frozen=True, slots=True)
class Column:
    """`key` names it for machines, `title` heads it, `help` says in a sentence what stands in it.

    Kinds and what their values are: text str · number int or float · day date · moment aware datetime · percent
    float, 1 being all · list sequence of str. None is an empty cell in all of them.
    """

    key: str
    title: str
    kind: Kind = "text"
    help: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something about the whole table: which framework, as of which day, made when and by whom, a filter."""

    key: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Table:
    """`rows`: read once and never held; each as long as `columns`. `notes`: sentences for its reader."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Line]
    about: Sequence[Fact] = ()
    notes: Sequence[str] = ()
