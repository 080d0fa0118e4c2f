"""A reconsideration that waits for a person's answer: asked of her, or of HR when she is in it."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from app.kit.i18n import Text, noop
from app.people.queries import with_role
from app.reminders.things import Kind, Stage, Thing, Words
from app.reviews.signing import reconsiderations
from app.reviews.signing.reconsiderations import Asked

WORDS = Words(
    noop("%(who)s asks that a record is looked at again (answer by %(day)s)"),
    noop("%(who)s asks that a record is looked at again: to be answered today"),
    noop("%(who)s still waits for the answer to a reconsideration (due on %(day)s)"),
)
CALENDAR = noop("Answer the reconsideration of %(who)s")
# told at once: ten working days with the longest holiday in between are fewer days than this
STAGES = (Stage(-30), Stage(-3, early=True), Stage(0, early=True), Stage(1))


def find(db: Session, people: Sequence[int], until: date) -> list[Thing]:
    """Neither to the person herself nor to who signed the record, whatever their roles."""
    found, above = reconsiderations.waiting(db)
    hr = with_role(db, people, "hr") if any(one.with_hr(above.get(one.person.id, ())) for one in found) else set()
    wanted = set(people)
    things = []
    for one in found:
        answerers = hr if one.with_hr(above.get(one.person.id, ())) else {one.to.id if one.to else 0} & wanted
        things += [_thing(one, id) for id in sorted(answerers - {one.person.id, one.signer_id})]
    return [thing for thing in things if thing.due_on <= until]


def _thing(one: Asked, person_id: int) -> Thing:
    """Who asks, and nothing of what she says."""
    return Thing(
        person_id,
        f"reconsideration:{one.id}",
        one.due_on,
        WORDS,
        f"/reconsiderations/{one.id}",
        values={"who": Text(zh=one.person.name, en=one.person.name_latin or one.person.name)},
        calendar=CALENDAR,
        changed_at=one.asked_at,
    )


RECONSIDERATION = Kind("reconsideration", noop("Reconsiderations that wait for my answer"), find, STAGES)
