"""From what a reader chose to what a report is drawn for."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.cycles import queries as cycles
from app.framework import versions
from app.kit import clock
from app.kit.errors import NotFound, Refused
from app.kit.i18n import gettext as _
from app.kit.lists import plain
from app.kit.text import DATABASE_INTEGER
from app.people import selection
from app.people.access import Actor
from app.people.as_of import known_by
from app.reports.report import Asked, Report


@dataclass(frozen=True, slots=True)
class Choice:
    """The filters as they stand in an address: plain values, empty ones left out."""

    department: int = 0
    level: str = ""
    manager: int = 0
    cycle: int = 0
    day: str = ""
    word: str = ""

    def values(self) -> dict[str, str]:
        """Those that choose something, for addresses, forms and the trail."""
        fields = ((name, getattr(self, name)) for name in self.__dataclass_fields__)
        return {name: str(value) for name, value in fields if value}


def number(text: str) -> int:
    """A number out of an address; empty is 0. NotFound for what is no id."""
    if not text.strip():
        return 0
    if not text.isascii() or not text.isdigit() or int(text[:12]) > DATABASE_INTEGER:
        raise NotFound()
    return int(text[:12])


def asked(db: Session, actor: Actor, report: Report, choice: Choice) -> Asked:
    """What a report is drawn for. Filters that it does not have are passed over.

    Refused for a day that is none, or has not come. NotFound for a department, level or cycle that is not there, and
    before a framework was in force.
    """
    has = set(report.filters)
    today = clock.today()
    day = _day(choice.day, today) if "day" in has else today
    published = versions.on(db, day, known_by(day))
    units = tuple(selection.departments(db))
    department = choice.department if "department" in has else 0
    level = choice.level if "level" in has else ""
    held = published.framework.level(level) if level else None
    if (department and department not in {unit.id for unit in units}) or (level and held is None):
        raise NotFound()
    return Asked(
        actor=actor,
        day=day,
        published=published,
        units=units,
        department=department,
        level=held.id if held else "",
        manager=choice.manager if "manager" in has else 0,
        word=plain(choice.word) if "word" in has else "",
        cycle=cycles.cycle(db, choice.cycle) if "cycle" in has and choice.cycle else None,
    )


def _day(text: str, today: date) -> date:
    if not text.strip():
        return today
    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        raise Refused(_("Please look at the marked fields; nothing is lost."), {"day": _("Not a day.")}) from None
    if found > today or found.year < 1990:
        raise Refused(
            _("Please look at the marked fields; nothing is lost."), {"day": _("Choose today or a day in the past.")}
        )
    return found
