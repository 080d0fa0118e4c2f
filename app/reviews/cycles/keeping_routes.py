"""HR makes a cycle, changes it and closes it."""

import secrets
from dataclasses import asdict

from starlette.responses import Response

from app.cycles import queries, rules
from app.cycles.rules import StaleCycle
from app.cycles.stages import Stages
from app.framework import versions
from app.kit import clock, pages
from app.kit.dates import add_months
from app.kit.errors import Conflict, Refused
from app.kit.forms import Posted, parse
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people import selection
from app.people.access import hr
from app.reviews.cycles import choosing, progress, words
from app.reviews.cycles.forms import CycleForm, LooseDays, NewCycleForm

router = Router()
SAVED = noop("Saved.")
CLOSED = noop("The cycle is closed. Nothing is written in it any more, except by those for whom it is reopened.")
PROPOSED_MONTHS = (0, 1, 2, 3, 4)


@router.get("/cycles/new", hr)
def new(visit: Visit) -> Response:
    """The form; while days are chosen in it, what would become of them."""
    if visit.htmx:
        return _moved(visit)
    return _new_page(visit)


def _moved(visit: Visit) -> Response:
    """Which of the days chosen so far nobody works; nothing until all five are there and in order."""
    sent = Posted({name: (value,) for name, value in visit.request.query_params.items()})
    try:
        days = parse(LooseDays, sent)
        stages = Stages(**{name: day for name, day in days if day is not None})
        stages.require_order()
    except (Refused, TypeError):
        return pages.fragment(visit, "reviews/cycles/_moved.html", sentences=[])
    return pages.fragment(visit, "reviews/cycles/_moved.html", sentences=words.moved_in_words(stages, stages.working()))


def proposed() -> Stages:
    """A month for each stage, from today on."""
    return Stages(*(add_months(clock.today(), months) for months in PROPOSED_MONTHS)).working()


def _new_page(visit: Visit, refused: Refused | None = None) -> Response:
    in_force = versions.in_force(visit.db)
    offered = {
        **{name: day.isoformat() for name, day in asdict(proposed()).items()},
        "framework_version": in_force.id,
        "once": secrets.token_urlsafe(18),
    }
    return pages.page(
        visit,
        "reviews/cycles/new.html",
        refused.status if refused else 200,
        values={**offered, **visit.posted.values} if refused else offered,
        sentences=[],
        in_force=in_force.id,
        versions=versions.numbers(visit.db),
        stages=words.STAGES,
        errors=refused.errors if refused else {},
        fault=refused.message if refused else "",
        **who(visit, refused),
    )


def who(visit: Visit, refused: Refused | None = None) -> dict[str, object]:
    """What the choice of people is made from, and what was ticked of it."""
    ticked = visit.posted.fields if refused else {}
    return {
        "units": selection.departments(visit.db),
        "framework": versions.in_force(visit.db).framework,
        "ticked": {"departments": ticked.get("departments", ()), "levels": ticked.get("levels", ())},
        "names": visit.posted.get("names") if refused else "",
    }


@router.post("/cycles", hr)
def make(visit: Visit) -> Response:
    """A new cycle with those who take part, all or nothing. The same form sent twice makes one."""
    db = visit.db
    try:
        sent = parse(NewCycleForm, visit.posted)
        people = choosing.chosen(db, sent.departments, sent.levels, sent.lines)
        with db.begin_nested():
            cycle = rules.make(db, visit.actor, sent.name, sent.stages(), sent.framework_version, sent.once)
            assert cycle.id is not None
            joined = rules.enrol(db, visit.actor, cycle.id, people)
    except Refused as refused:
        return _new_page(visit, refused)
    return pages.redirect(visit, f"/cycles/{cycle.id}", asked=_asked(sent.stages(), rules.of(cycle)), **outcome(joined))


def outcome(joined: rules.Enrolled) -> dict[str, str]:
    """Who joined and who could not, for the page that tells it; 0 stands for those whom an address has no room for."""
    told = (*joined.busy[:BUSY], 0) if len(joined.busy) > BUSY else joined.busy
    busy = ".".join(map(str, told))
    return {"joined": str(len(joined.added)), **({"busy": busy} if busy else {})}


BUSY = 8


def _asked(asked: Stages, working: Stages) -> str | None:
    """The days as they were asked for, where they became others."""
    return "_".join(day.isoformat() for day in asdict(asked).values()) if asked != working else None


@router.get("/cycles/{id}/edit", hr)
def edit(visit: Visit, id: Id) -> Response:
    return _edit_page(visit, id)


def _edit_page(visit: Visit, id: int, problem: Refused | StaleCycle | None = None) -> Response:
    """After a conflict both texts stand there, and the form holds what was sent, on the version stored now."""
    cycle = queries.cycle(visit.db, id)
    if cycle.closed_at:
        raise Conflict(rules.closed_sentence())
    values = {"name": cycle.name, "version": cycle.version}
    values |= {name: day.isoformat() for name, day in asdict(cycle.stages).items()}
    if problem:
        version = cycle.version if isinstance(problem, StaleCycle) else visit.posted.get("version")
        values |= {**visit.posted.values, "version": version}
    return pages.page(
        visit,
        "reviews/cycles/edit.html",
        problem.status if problem else 200,
        cycle=cycle,
        values=values,
        sentences=[],
        stages=words.STAGES,
        conflict=problem if isinstance(problem, StaleCycle) else None,
        errors=problem.errors if isinstance(problem, Refused) else {},
        fault=problem.message if isinstance(problem, Refused) else "",
    )


@router.put("/cycles/{id}", hr)
def change(visit: Visit, id: Id) -> Response:
    try:
        sent = parse(CycleForm, visit.posted)
        cycle = rules.change(visit.db, visit.actor, id, sent.name, sent.stages(), sent.version)
    except (Refused, StaleCycle) as problem:
        return _edit_page(visit, id, problem)
    return pages.redirect(visit, f"/cycles/{id}", note=SAVED, asked=_asked(sent.stages(), rules.of(cycle)))


@router.get("/cycles/{id}/closing", hr)
def closing(visit: Visit, id: Id) -> Response:
    """What closing means, with all that is still open; the confirmation."""
    cycle, unfinished = progress.open_ones(visit.db, visit.actor, id)
    if cycle.closed_at:
        return pages.redirect(visit, f"/cycles/{id}")
    return pages.page(visit, "reviews/cycles/closing.html", cycle=cycle, unfinished=unfinished, words=words)


@router.put("/cycles/{id}/closing", hr)
def close(visit: Visit, id: Id) -> Response:
    rules.close(visit.db, visit.actor, id)
    return pages.redirect(visit, f"/cycles/{id}", note=CLOSED)
