"""Cycle completion: how far those who took part when a cycle opened have come, by department and level."""

from collections.abc import Iterator

from app.kit.charts.shares import Share, Shares
from app.kit.i18n import gettext as _
from app.kit.tables.table import Column, Line
from app.reports.breakdown import Breakdown, People
from app.reports.completing import STEPS, Completing, Step
from app.reports.figures import rows_of
from app.reports.naming import Naming


def titles() -> dict[Step, str]:
    return {
        "own": _("Self-assessment submitted"),
        "managers": _("Manager assessment submitted"),
        "signed": _("Signed"),
        "acknowledged": _("Acknowledged"),
    }


def columns() -> tuple[Column, ...]:
    said = titles()
    return (
        Column("of", _("Told for"), help=_("Everybody who was asked for, a department with those inside it, or a level.")),
        Column("group", _("Department or level"), help=_("Levels with too few people are counted with the one next to them.")),
        Column("people", _("Took part at the opening"), "number", help=_("Whoever was taken out since is still counted, so that the same people are compared every day.")),
        *(Column(step, said[step], "number", help=_("By the end of the day that was asked for.")) for step in STEPS),
        Column("share", _("Share signed"), "percent", help=_("Signed, of those who took part at the opening.")),
    )  # fmt: skip


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
