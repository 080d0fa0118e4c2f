"""Cycle completion: how far those who took part when a cycle opened have come, by department and level."""

from collections.abc import Iterator

from sqlmodel import Session

from app.kit.charts.shares import Share, Shares
from app.kit.dates import day as day_in_words
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.kit.tables.table import Column, Line
from app.people.selection import departments
from app.reports import asked_for
from app.reports.breakdown import Breakdown, People, breakdown
from app.reports.completing import STEPS, Completing, Step, completing, opened
from app.reports.figures import rows_of
from app.reports.naming import Naming, group_columns
from app.reports.report import Answer, Asked, Report


def answer(db: Session, asked: Asked) -> Answer:
    """Of the last cycle that had opened by the day, or of the one that is asked for."""
    cycle = asked_for.chosen(opened(db, asked.day), asked)
    if cycle is None:
        return Answer(columns(), lambda _: (), notes=(_nothing_opened(),))
    found, opening = completing(db, cycle, asked.day), cycle.stages.opens_on
    shown = breakdown(found.population, asked_for.wanted(db, asked, found.framework, opening), found.ladder)
    naming = Naming(found.framework, departments(db))
    said = _(
        "Counted are those who took part in the evening of %(day)s, when the cycle opened, "
        "with the department and level they had then. Whoever was added later is not among them.",
        day=day_in_words(opening),
    )
    return Answer(
        columns=columns(),
        lines=lambda _: lines(found, shown, naming),
        charts=lambda: charts(found, shown),
        notes=tuple(asked_for.notes(said, shown.hidden, bool(shown.everybody or shown.levels))),
        about=asked_for.about(cycle),
    )


def _nothing_opened() -> str:
    return _(
        "No review cycle had opened by this day. This report tells how far everybody in a cycle has come: "
        "the first numbers stand here on the day after the first cycle opens."
    )


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


def charts(found: Completing, shown: Breakdown) -> Iterator[Shares]:
    """The steps one below the other, for everybody who was asked for."""
    if people := shown.everybody:
        bars = tuple(_bar(title, _done(found, people, step), len(people)) for step, title in titles().items())
        yield Shares(_("How far they have come"), _("Everybody who was asked for."), bars)


def _bar(title: str, done: int, people: int) -> Share:
    return Share(title, done / people, _("%(met)s of %(people)s", met=done, people=people))


def _done(found: Completing, people: People, step: Step) -> int:
    return sum(step in found.done[one.person] for one in people)


REPORT = Report(
    name="completion",
    title=noop("Cycle completion"),
    help=noop("How far a review cycle has come, from the self-assessment to the acknowledgement."),
    filters=("department", "level", "manager", "cycle"),
    answer=answer,
)
