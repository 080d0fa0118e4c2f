"""Progression: one row for each person, from the level held to what stands between her and the next one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlmodel import Session

from app.evidence.kinds import KINDS
from app.framework.model import Competency
from app.gaps.words import item_in_words
from app.goals import as_of as goals
from app.kit.dates import months_between
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.kit.tables.table import Column, Line, Value
from app.people import queries as people_queries
from app.people.access import Listed
from app.people.as_of import PersonOn
from app.people.words import name_of
from app.reports.report import Asked, Bar, Figure, PeopleReport, Rated, Row, Shown, same, selected
from app.reports.standing import Standing, standings
from app.reports.words import paths, who


def columns(asked: Asked) -> Sequence[Column]:
    """Who she is, then a rating and a gap for each competency, then readiness, goals, evidence."""
    return (
        *who(),
        Column("since", _("Since"), "day", help=_("The day on which that level began.")),
        Column("months", _("Months in level"), "number", help=_("Full calendar months.")),
        Column("agreed_on", _("Agreed on"), "day", help=_("The day on which the ratings were agreed last.")),
        *(column for competency in asked.framework.competencies for column in _of(competency)),
        Column("target", _("Next level"), help=_("The level that gaps and readiness are against.")),
        Column("met", _("Points met"), "number", help=_("Points of readiness that are met.")),
        Column("of", _("of"), "number", help=_("All points of readiness.")),
        Column("unmet", _("Not met"), "list", help=_("Each point that is not met, or cannot be judged yet, in words.")),
        Column("earliest", _("Earliest date"), "day", help=_("The first day that the time gates allow; advice only.")),
        Column("goals_open", _("Open goals"), "number", help=_("Drafted, agreed or paused.")),
        Column("goals_met", _("Goals met"), "number"),
        Column("evidence", _("Evidence"), "number", help=_("Entries logged, private ones left out.")),
        Column("verified", _("of which verified"), "number", help=_("Confirmed by somebody else as they stand.")),
        Column("kinds", _("Evidence by kind"), "list", help=_("How many entries of each kind.")),
        Column("change", _("Change since the cycle before"), "list", help=_("Competencies whose agreed rating moved.")),
    )


def _of(competency: Competency) -> tuple[Column, Column]:
    title = str(competency.title)
    rating = _("%(what)s: agreed rating", what=title)
    gap = _("%(what)s: gap", what=title)
    return (
        Column(f"{competency.id}.rating", rating, "number", help=_("Empty: not rated, or no opportunity yet.")),
        Column(f"{competency.id}.gap", gap, "number", help=_("Steps to what the next level requires; 0: met.")),
    )


def lines(db: Session, asked: Asked, people: Sequence[PersonOn], departments: Mapping[int, str]) -> Iterator[Line]:
    """The rows of one portion; nine queries."""
    states = goals.states(db, [one.id for one in people], asked.known)
    managers = people_queries.by_id(db, {one.manager_id for one in people if one.manager_id is not None})
    for standing in standings(db, asked, people):
        yield _line(asked, standing, states[standing.person.id], managers, departments)


def _line(
    asked: Asked, found: Standing, goal: Counter[str], managers: Mapping[int, Listed], departments: Mapping[int, str]
) -> Line:
    person, readiness = found.person, found.readiness
    manager = managers.get(person.manager_id or 0)
    open_items = [item for item in readiness.items if item.state != "met"]
    return (
        person.staff_number,
        name_of(person),
        departments.get(person.department_id or 0),
        name_of(manager) if manager else None,
        str(found.level.title_for(person.face)) if found.level else None,
        person.level_since if found.level else None,
        months_between(person.level_since, asked.day) if found.level and person.level_since else None,
        found.now.on if found.now else None,
        *_ratings(asked, found),
        str(found.target.title),
        len(readiness.met),
        len(readiness.items),
        [item_in_words(asked.framework, item).headline for item in open_items],
        readiness.earliest,
        goal["drafted"] + goal["agreed"] + goal["paused"],
        goal["met"],
        len(found.evidence),
        sum(entry.verified for entry in found.evidence),
        list(_by_kind(found)),
        list(_moved(asked, found)),
    )


def _ratings(asked: Asked, found: Standing) -> Iterator[Value]:
    for competency in asked.framework.competencies:
        gap = found.analysis.gap(competency.id)
        yield found.now.of(competency.id).rated if found.now else None
        yield gap.size if gap else None


def _by_kind(found: Standing) -> Iterator[str]:
    counts = Counter(entry.kind for entry in found.evidence)
    for kind in KINDS:
        if counts[kind.id]:
            yield f"{_(kind.title)} {counts[kind.id]}"


def _moved(asked: Asked, found: Standing) -> Iterator[str]:
    if not (found.now and found.before):
        return
    for competency in asked.framework.competencies:
        old, new = found.before.of(competency.id).rated, found.now.of(competency.id).rated
        if old is not None and new is not None and old != new:
            yield _("%(what)s %(before)s → %(after)s", what=competency.title, before=old, after=new)


def figure(db: Session, asked: Asked) -> Figure | None:
    """How many people are on each level."""
    counts = Counter(one.level for portion in selected(db, asked) for one in portion)
    bars = [Bar(str(level.title), (counts[level.id],)) for level in reversed(asked.framework.levels)]
    without = counts.total() - sum(bar.total for bar in bars)
    if without:
        bars.append(Bar(_("no level yet"), (without,)))
    return Figure(_("People on each level"), (_("people"),), tuple(bars)) if counts else None


def notes(asked: Asked) -> Iterable[str]:
    yield _("Gaps and readiness come from agreed ratings only. Readiness is advice with reasons; a person decides.")


def on_screen(asked: Asked) -> Sequence[Shown]:
    """Ratings as a heatmap against the next level; gaps are in the files, and in words in what is not met."""
    return (
        Shown(_("Months in level"), same("months"), "number"),
        Shown(_("Points met"), lambda row: _("%(done)s of %(total)s", done=row["met"], total=row["of"]),
              help=_("Points of readiness for the next level that are met.")),
        Shown(_("Not met"), same("unmet"), "list", paper=False,
              help=_("Each point that is not met, or cannot be judged yet, in words.")),
        Shown(_("Steps short"), lambda row: list(_short(asked, row)), "list", screen=False),
        Shown(_("Earliest date"), same("earliest"), "day", _("The first day that the time gates allow; advice only.")),
        *(_shown(competency) for _group, members in asked.framework.grouped() for competency in members),
        Shown(_("Goals"), lambda row: _two(row["goals_open"], row["goals_met"]), help=_("Open · met."), paper=False),
        Shown(_("Evidence"), lambda row: _two(row["evidence"], row["verified"]), help=_("Logged · verified.")),
        Shown(_("Moved"), same("change"), "list", _("Competencies whose agreed rating moved."), paper=False),
    )  # fmt: skip


def _shown(competency: Competency) -> Shown:
    rating, gap = f"{competency.id}.rating", f"{competency.id}.gap"
    return Shown(str(competency.title), lambda row: _rated(row[rating], row[gap]), "rating", paper=False)


def _rated(rating: Value, gap: Value) -> Rated:
    assert (rating is None or isinstance(rating, int)) and (gap is None or isinstance(gap, int))
    if rating is None or gap is None:
        return Rated(rating, "not_rated" if rating is None else "not_asked")
    return Rated(rating, ("met", "one_short")[gap] if gap < 2 else "short")


def _short(asked: Asked, row: Row) -> Iterator[str]:
    """In few words, for paper: every competency that is short of the next level, and by how many steps."""
    for competency in asked.framework.competencies:
        if gap := row[f"{competency.id}.gap"]:
            yield f"{competency.title} −{gap}"


def _two(some: Value, others: Value) -> str:
    return f"{some} · {others}"


PROGRESSION = PeopleReport(
    name="progression",
    title=noop("Progression"),
    question=noop("Who stands where, since when, and what is between each person and the next level?"),
    filters=("department", "level", "manager", "day", "word"),
    columns=columns,
    prepare=lambda db, asked: paths(asked.units),
    lines=lines,
    figure=figure,
    notes=lambda asked: tuple(notes(asked)),
    on_screen=on_screen,
)
