"""Which of the people below somebody are shown: the filters, and one page of them by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.framework.model import Framework, Level
from app.people.access import Report
from app.people.rules import sort_key

PAGE = 50
Whom = Literal["direct", "all"]
Against = Literal["present", "next"]


@dataclass(frozen=True, slots=True)
class Filter:
    """What the reader asked for; an empty text asks for everybody."""

    whom: Whom = "direct"
    against: Against = "present"
    department: str = ""
    level: str = ""
    word: str = ""
    page: int = 1

    def lets(self, person: Report) -> bool:
        word = self.word.lower()
        return (
            (self.whom == "all" or person.direct)
            and self.department in ("", person.department)
            and self.level in ("", person.level)
            and (word in person.name.lower() or word in person.name_latin.lower())
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """`shown`: one page of those who were asked for, by name. `found`: how many there are on all pages."""

    shown: tuple[Report, ...]
    found: int
    more: bool
    departments: tuple[str, ...]
    levels: tuple[Level, ...]
    has_indirect: bool


def choose(below: Sequence[Report], wanted: Filter, framework: Framework) -> Choice:
    """A page of `below`, which is in the order of names and stays so, with what there is to filter by."""
    found = [person for person in below if wanted.lets(person)]
    begin = (wanted.page - 1) * PAGE
    held = {person.level for person in below}
    return Choice(
        shown=tuple(found[begin : begin + PAGE]),
        found=len(found),
        more=len(found) > begin + PAGE,
        departments=tuple(sorted({person.department for person in below if person.department}, key=sort_key)),
        levels=tuple(level for level in framework.levels if level.id in held),
        has_indirect=not all(person.direct for person in below),
    )
