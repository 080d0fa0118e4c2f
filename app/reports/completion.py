"""Cycle completion: how far those who took part when a cycle opened have come, by department and level."""

from collections.abc import Iterator

from sqlmodel import Session

from app.kit.dates import day as day_in_words
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.kit.tables.table import Column, Line
from app.reports import asked_for
from app.reports.breakdown import Breakdown, People, breakdown
from app.reports.completing import STEPS, Completing, Step, completing, opened
from app.reports.figures import rows_of
from app.reports.naming import Naming, group_columns
from app.reports.report import Asked, Bar, Drawn, Figure, GroupReport


def draw(db: Session, asked: Asked) -> Drawn:
    """Of the last cycle that had opened by the day, or of the one that is chosen."""
    cycle = asked_for.chosen(opened(db, asked.day), asked)
    if cycle is None:
        return asked_for.nothing(columns(), _nothing_opened(asked))
    found, opening = completing(db, cycle, asked.day), cycle.stages.opens_on
    shown = breakdown(found.population, asked_for.wanted(db, asked, found.framework, opening), found.ladder)
    said = _(
        "%(cycle)s. Counted are those who took part in the evening of %(day)s, when it opened, with the department and "
        "level they had then. Whoever was added later is not among them.",
        cycle=cycle.name, day=day_in_words(opening),
    )  # fmt: skip
    rows = lines(found, shown, Naming(found.framework, asked.units))
    return asked_for.drawn(columns(), rows, (said,), shown.hidden, figure(found, shown))


def _nothing_opened(asked: Asked) -> str:
    if asked.cycle:
        return _("%(cycle)s had not opened before this day.", cycle=asked.cycle.name)
    return _(
        "This report tells how far everybody in a review cycle has come, and none had opened by this day. "
        "Its first numbers stand here on the day after the first cycle opens."
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


def figure(found: Completing, shown: Breakdown) -> Figure | None:
    """The steps one below the other, for everybody who was asked for."""
    people = shown.everybody
    done = {step: _done(found, people, step) for step in STEPS}
    bars = tuple(Bar(title, (done[step], len(people) - done[step])) for step, title in titles().items())
    return Figure(_("How far they have come"), (_("Done"), _("Open")), bars, shares=True) if people else None


def _done(found: Completing, people: People, step: Step) -> int:
    return sum(step in found.done[one.person] for one in people)


COMPLETION = GroupReport(
    name="completion",
    title=noop("Cycle completion"),
    question=noop("How far has a review cycle come, from the self-assessment to the acknowledgement?"),
    filters=("department", "level", "manager", "cycle", "day"),
    draw=draw,
)
