"""What is done with a commitment: a proposal changed or withdrawn; kept, moved, released, taken over, and back."""

from collections.abc import Callable

from starlette.responses import Response

from app.commitments import outcomes, rules
from app.commitments.forms import BackForm, ChangedPromiseForm, KeptForm, MovedForm, ReasonForm, VersionForm
from app.commitments.page_routes import page_of, router
from app.kit import pages
from app.kit.errors import Conflict, Refused
from app.kit.forms import parse
from app.kit.i18n import noop
from app.kit.routing import Id, Visit
from app.people.access import signed_in

__all__ = ["router"]

SAVED = noop("Saved.")
KEPT = noop("Kept. It is on record, with your name.")
OPEN_AGAIN = noop("Open again, with your reason.")
MOVED = noop("Moved. The day before stays on record.")
RELEASED = noop("Released, with your reason.")
TAKEN_OVER = noop("It is yours now.")
WITHDRAWN = noop("Withdrawn.")


@router.put("/commitments/{id}", signed_in)
def change(visit: Visit, id: Id) -> Response:
    """Other words or another day, while it is only proposed."""

    def changed() -> object:
        sent = parse(ChangedPromiseForm, visit.posted)
        return rules.change_proposed(visit.db, visit.actor, id, sent.as_promise(), sent.version)

    return _put(visit, id, "proposal", SAVED, changed)


@router.delete("/commitments/{id}", signed_in)
def withdraw(visit: Visit, id: Id) -> Response:
    talk = rules.withdraw_proposed(visit.db, visit.actor, id)
    return pages.redirect(visit, f"/conversations/{talk}", note=WITHDRAWN)


@router.put("/commitments/{id}/fulfilment", signed_in)
def keep(visit: Visit, id: Id) -> Response:
    def kept() -> object:
        sent = parse(KeptForm, visit.posted)
        return outcomes.keep(visit.db, visit.actor, id, sent.note, sent.version)

    return _put(visit, id, "fulfilment", KEPT, kept)


@router.delete("/commitments/{id}/fulfilment", signed_in)
def not_kept_after_all(visit: Visit, id: Id) -> Response:
    return _reopen(visit, id, "kept")


@router.put("/commitments/{id}/day", signed_in)
def move(visit: Visit, id: Id) -> Response:
    def moved() -> object:
        sent = parse(MovedForm, visit.posted)
        return outcomes.move(visit.db, visit.actor, id, sent.due_on, sent.reason, sent.version)

    return _put(visit, id, "day", MOVED, moved)


@router.put("/commitments/{id}/release", signed_in)
def release(visit: Visit, id: Id) -> Response:
    def released() -> object:
        sent = parse(ReasonForm, visit.posted)
        return outcomes.release(visit.db, visit.actor, id, sent.reason, sent.version)

    return _put(visit, id, "release", RELEASED, released)


@router.delete("/commitments/{id}/release", signed_in)
def not_released_after_all(visit: Visit, id: Id) -> Response:
    return _reopen(visit, id, "released")


@router.put("/commitments/{id}/owner", signed_in)
def take_over(visit: Visit, id: Id) -> Response:
    """The present direct manager promises what a former one did."""

    def taken() -> object:
        return outcomes.take_over(visit.db, visit.actor, id, parse(VersionForm, visit.posted).version)

    return _put(visit, id, "owner", TAKEN_OVER, taken)


def _reopen(visit: Visit, id: int, after: str) -> Response:
    def reopened() -> object:
        sent = parse(ReasonForm, visit.posted)
        return outcomes.reopen(visit.db, visit.actor, id, after, sent.reason, sent.version)

    return _put(visit, id, "back", OPEN_AGAIN, reopened)


def _put(visit: Visit, id: int, part: str, note: str, change: Callable[[], object]) -> Response:
    """Change it; refused or overtaken: its page with that form open and the text kept."""
    try:
        change()
    except (Refused, Conflict) as problem:
        return page_of(visit, id, problem, part)
    talk = parse(BackForm, visit.posted).conversation
    return pages.redirect(visit, f"/conversations/{talk}" if talk else f"/commitments/{id}", note=note)
