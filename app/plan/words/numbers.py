"""Hours, months and quarters in words."""

from datetime import date

from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.plan.load import TENTHS

MONTHS = (
    noop("Jan"), noop("Feb"), noop("Mar"), noop("Apr"), noop("May"), noop("Jun"),
    noop("Jul"), noop("Aug"), noop("Sep"), noop("Oct"), noop("Nov"), noop("Dec"),
)  # fmt: skip
QUARTERS = (noop("first quarter"), noop("second quarter"), noop("third quarter"), noop("fourth quarter"))


def hours_in_words(tenths: int) -> str:
    """8, or 7.5."""
    whole, rest = divmod(tenths, TENTHS)
    return f"{whole}.{rest}" if rest else str(whole)


def month_in_words(first: date) -> str:
    return _("%(month)s %(year)s", year=first.year, month=_(MONTHS[first.month - 1]))


def month_in_short(first: date, with_year: bool) -> str:
    """For the foot of a chart: the year only where it begins."""
    if with_year or first.month == 1:
        return month_in_words(first)
    return _(MONTHS[first.month - 1])


def quarter_in_words(first: date) -> str:
    """The quarter that begins on `first`."""
    return _("%(year)s, %(quarter)s", year=first.year, quarter=_(QUARTERS[(first.month - 1) // 3]))


def quarter_of(on: date) -> date:
    """The first day of the quarter of a day."""
    return date(on.year, (on.month - 1) // 3 * 3 + 1, 1)
