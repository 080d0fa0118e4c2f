"""What a kind of evidence is, and how its fields are named and read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel

How = Literal["line", "text", "day", "count", "choice", "mark", "link", "names", "steps", "results", "ties"]


@dataclass(frozen=True, slots=True)
class Told:
    """A field for people: its label (a message id), how its value is read, and a help below the field.

    'line', 'text': words. 'day': ISO date. 'count': whole number. 'choice': a key of `choices`.
    'mark': true or false. 'link': http(s) address. 'names': partners, masked outside the line.
    'steps': ids of the framework's workflow. 'results': rows of kinds/results.py. 'ties': pairs of
    competency and indicator, which every entry has.
    """

    label: str
    how: How = "line"
    choices: Mapping[str, str] = field(default_factory=dict)
    help: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What gates, timelines and reminders read without opening the details."""

    started_on: date
    ended_on: date | None = None
    expires_on: date | None = None
    role: str | None = None
    traits: frozenset[str] = frozenset()


class Details(BaseModel):
    """What a kind asks beyond title and competencies. Each field carries a `Told`."""

    def taken(self) -> Taken:
        """The columns of an entry with these details."""
        raise NotImplementedError

    @classmethod
    def told(cls) -> dict[str, Told]:
        """Its fields, in order."""
        return {name: next(m for m in info.metadata if isinstance(m, Told)) for name, info in cls.model_fields.items()}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of evidence. Titles and help are message ids; `icon` is a stroked path on 24 × 24.

    `advice`: the piece of career advice that it serves (data/advice.yaml). `fresh_months`: from then
    on it is shown as 'to be refreshed'; None for never. `verifiable`: somebody else can confirm it.
    `shared`: colleagues can have a share in it. `private_first`: private unless the writer opens it.
    `tied`: it must speak for at least one competency. `lasts`: without an end it still goes on.
    """

    id: str
    title: str
    plural: str
    help: str
    title_help: str
    icon: str
    details: type[Details]
    advice: str | None = None
    fresh_months: int | None = None
    verifiable: bool = True
    shared: bool = False
    private_first: bool = False
    tied: bool = True
    lasts: bool = False

    @property
    def template(self) -> str:
        """The fields of its form."""
        return f"evidence/kinds/{self.id}.html"

    @property
    def told(self) -> dict[str, Told]:
        """The fields of its details."""
        return self.details.told()

    def needs(self, field: str) -> bool:
        """Whether a field must be filled in."""
        return self.details.model_fields[field].is_required()


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of an entry as it is read; never an empty one."""

    name: str
    told: Told
    value: Any


def facts(kind: Kind, stored: Mapping[str, Any]) -> Iterator[Fact]:
    """What stored details say, in the order of the kind's fields. Fields that it no longer has are left out."""
    for name, told in kind.details.told().items():
        fact = fact_of(name, told, stored.get(name))
        if fact is not None:
            yield fact


def fact_of(name: str, told: Told, value: Any) -> Fact | None:
    """A stored value as a fact; None when nothing is said."""
    if value is None or value is False or value == "" or value == []:
        return None
    return Fact(name, told, date.fromisoformat(value) if told.how == "day" else value)
