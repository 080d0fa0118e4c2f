"""What tests/rooms.py asks of the room reminders."""

from types import SimpleNamespace

from sqlmodel import Session

from app.kit import security
from app.kit.db import Database
from app.reminders import queries, rules
from tests.cases import READ, WRITE, Case, all_signed_in, may, public

SETTINGS = {"mail": "true", "hours_from": "8", "hours_until": "20", "kinds": "goal"}


def feed(db: Session, people: SimpleNamespace) -> str:
    """The token of lin's new calendar link, read a moment ago: that is written down once an hour only."""
    token = rules.make_link(db, people.lin)
    db.flush()
    reader = queries.reader(db, security.digest(token))
    assert reader is not None
    rules.note_reading(db, reader.feed_id)
    return token


# fmt: off
CASES: tuple[Case, ...] = (
    Case("GET /settings/reminders", "/settings/reminders", READ),
    Case("PUT /settings/reminders", "/settings/reminders", WRITE, SETTINGS),
    # neither mail nor chat is set up in these tests; test_trials.py has both
    Case("POST /settings/reminders/trials", "/settings/reminders/trials", all_signed_in(422, 401)),
    Case("POST /settings/calendar", "/settings/calendar", all_signed_in(200, 401)),
    Case("DELETE /settings/calendar", "/settings/calendar", may(303, "lin"), needs={"feed": feed}),
    Case("GET /me/calendar/{token}.ics", "/me/calendar/{feed}.ics", public(200), needs={"feed": feed}),
)
# fmt: on
BUDGETS: dict[str, tuple[str | None, str, int]] = {
    "/settings/reminders": ("lin", "/settings/reminders", 4),
    "/me/calendar/{token}.ics": (None, "/me/calendar/{feed}.ics", 30),
}
ADDRESSES: dict[str, tuple[tuple[str, str], ...]] = {
    "/settings/reminders": (("linxiaoyu", "/settings/reminders"),),
}
NAMES: dict[str, str] = {}
NO_PAGES: frozenset[str] = frozenset({"/me/calendar/{token}.ics"})


def places(database: Database, people: SimpleNamespace) -> dict[str, object]:
    with database.writing() as db:
        return {"feed": feed(db, people)}
