"""The page of all my reflections: what asks now, what is written, how often to be asked."""

from collections.abc import Iterable
from itertools import groupby
from secrets import token_urlsafe

from starlette.responses import Response

from app.kit import clock, pages
from app.kit.forms import parse
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people.access import signed_in
from app.reflections import asking, rules, words
from app.reflections.asked import agenda
from app.reflections.due import CADENCES
from app.reflections.forms import BeginForm, CadenceForm, SnoozeForm
from app.reflections.queries import Entry

router = Router()
SAVED = noop("Saved.")
PUT_OFF = noop("Put off. You will be asked again later.")
ASKED_AGAIN = noop("Reminder restored.")


@router.get("/reflections", signed_in)
def index(visit: Visit) -> Response:
    """What asks me now, my drafts, and what I have written, by quarter."""
    found = agenda(visit.db, visit.actor)
    return pages.page(
        visit,
        "reflections/index.html",
        agenda=found,
        words=words,
        quarters=_quarters(found.finished),
        cadences=tuple(CADENCES),
        once=rules.OWN + token_urlsafe(12),
    )


def _quarters(entries: Iterable[Entry]) -> list[tuple[tuple[int, int], list[Entry]]]:
    """Finished reflections by (year, quarter), the latest first."""

    def quarter(entry: Entry) -> tuple[int, int]:
        on = entry.finished_on or clock.today()
        return on.year, (on.month + 2) // 3

    return [(key, list(members)) for key, members in groupby(entries, quarter)]


@router.post("/reflections", signed_in)
def begin(visit: Visit) -> Response:
    """To the draft on an occasion, a new one or the one begun already."""
    sent = parse(BeginForm, visit.posted)
    reflection = rules.begin(visit.db, visit.actor, sent.occasion, sent.advice or None)
    return pages.redirect(visit, f"/reflections/{reflection.id}")


@router.post("/reflections/snoozes", signed_in)
def snooze(visit: Visit) -> Response:
    sent = parse(SnoozeForm, visit.posted)
    asking.snooze(visit.db, visit.actor, sent.occasion, sent.span)
    return pages.redirect(visit, "/reflections", note=PUT_OFF)


@router.delete("/reflections/snoozes/{id}", signed_in)
def ask_again(visit: Visit, id: Id) -> Response:
    asking.ask_again(visit.db, visit.actor, id)
    return pages.redirect(visit, "/reflections", note=ASKED_AGAIN)


@router.put("/reflections/cadence", signed_in)
def set_cadence(visit: Visit) -> Response:
    asking.set_cadence(visit.db, visit.actor, parse(CadenceForm, visit.posted).cadence)
    return pages.redirect(visit, "/reflections", note=SAVED)
