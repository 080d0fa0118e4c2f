"""Cycle completion: how far those who took part when a cycle opened have come, by department and level."""

from collections.abc import Iterator

from app.kit.charts.shares import Share, Shares
from app.kit.i18n import gettext as _
from app.kit.tables.table import Column, Line
from app.reports.breakdown import Breakdown, People
from app.reports.completing import STEPS, Completing, Step
from app.reports.figures import rows_of
from app.reports.naming import Naming, group_columns


def titles() -> dict[Step, str]:
    return {
        "own": _("Self-assessment submitted"),
        "managers": _("Manager assessment submitted"),
        "signed": _("Signed"),
        "acknowledged": _("Acknowledged"),
    }


def columns() -> tuple[Column, ...]:
    said = titles()
    still_counted = _("Whoever was taken out since is still counted, so that the same people are compared every day.")
    return (
        *group_columns(),
        Column("people", _("Took part at the opening"), "number", help=still_counted),
        *(Column(step, said[step], "number", help=_("By the end of the day that was asked for.")) for step in STEPS),
        Column("share", _("Share signed"), "percent", help=_("Signed, of those who took part at the opening.")),
    )


def lines(found: Completing, shown: Breakdown, naming: Naming) -> Iterator[Line]:
    people = dict(rows_of(shown))
    for key in naming.in_order(people):
        done = [_done(found, people[key], step) for step in STEPS]
        share = done[STEPS.index("signed")] / len(people[key])
        yield naming.kind(key), naming.title(key), len(people[key]), *done, share


def chart(found: Completing, shown: Breakdown) -> Shares | None:
    """The steps one below the other, for everybody who was asked for."""
    people = shown.everybody
    if not people:
        return None
    bars = tuple(_bar(title, _done(found, people, step), len(people)) for step, title in titles().items())
    return Shares(_("How far they have come"), found.cycle.name, bars)


def _bar(title: str, done: int, people: int) -> Share:
    return Share(title, done / people, _("%(met)s of %(people)s", met=done, people=people))


def _done(found: Completing, people: People, step: Step) -> int:
    return sum(step in found.done[one.person] for one in people)
