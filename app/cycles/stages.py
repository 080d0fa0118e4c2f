"""The days of a review cycle's stages, moved off days on which nobody works."""

from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from datetime import date, timedelta

from app.kit import workdays
from app.kit.errors import Refused
from app.kit.i18n import gettext as _

LAST = date(2200, 1, 1)


@dataclass(frozen=True, slots=True)
class Stages:
    """`opens_on` and the last days for self-assessments, manager assessments, conversations, and the whole."""

    opens_on: date
    self_by: date
    manager_by: date
    talk_by: date
    closes_on: date

    def working(self) -> "Stages":
        """Each day that nobody works moved to the next working day. Source: app/kit/workdays.py."""
        return Stages(*(_working(day) for day in astuple(self)))

    def moved(self, to: "Stages") -> Iterator[tuple[str, date, date]]:
        """(stage, day, day in `to`) where the two differ."""
        for field, before, after in zip(fields(self), astuple(self), astuple(to), strict=True):
            if before != after:
                yield field.name, before, after

    def unknown_years(self) -> list[int]:
        """The years of these days, or of those looked through for them, whose public holidays are not out yet."""
        looked = [(day, workdays.next_working_day(day - timedelta(days=1))) for day in astuple(self)]
        return sorted({day.year for day, found in looked if not found.known})

    def require_order(self) -> None:
        """Refused, with a sentence at the stage, when one ends before the one before it, or is out of reach."""
        names = [field.name for field in fields(self)]
        days = astuple(self)
        errors = {
            name: _("Must not be before the day of the stage before.")
            for name, day, before in zip(names[1:], days[1:], days, strict=False)
            if day < before
        }
        errors |= {name: _("This day is too far away.") for name, day in zip(names, days, strict=True) if day > LAST}
        if errors:
            raise Refused(_("Please look at the marked fields; nothing is lost."), errors)


def _working(day: date) -> date:
    return workdays.next_working_day(day - timedelta(days=1)).on
