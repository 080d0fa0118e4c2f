"""What somebody promised in a review conversation, until it is kept or released. It reminds whoever promised it.

A manager is not reminded of what he promised somebody whom he does not lead any more: it is out of his sight.
"""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from app.commitments import queries
from app.commitments.queries import Promised
from app.kit.i18n import Text, noop
from app.people.lines import above
from app.reminders.things import Kind, Stage, Thing, Words

OWN = Words(
    noop("Promised: “%(title)s”: due on %(day)s"),
    noop("Promised: “%(title)s”: due today"),
    noop("Promised: “%(title)s”: was due on %(day)s"),
)
TO_SOMEBODY = Words(
    noop("Promised to %(who)s: “%(title)s”: due on %(day)s"),
    noop("Promised to %(who)s: “%(title)s”: due today"),
    noop("Promised to %(who)s: “%(title)s”: was due on %(day)s"),
)
CALENDAR = noop("Promised: %(title)s")
CALENDAR_TO_SOMEBODY = noop("Promised to %(who)s: %(title)s")


def find(db: Session, people: Sequence[int], until: date) -> list[Thing]:
    found = [one for one in queries.open_of(db, people) if one.due_on <= until]
    about = {one.person.id for one in found if one.side == "manager"}
    leading = above(db, about) if about else {}
    return [_thing(one) for one in found if one.side == "person" or one.owner.id in leading.get(one.person.id, ())]


def _thing(one: Promised) -> Thing:
    own = one.side == "person"
    return Thing(
        one.owner.id,
        f"commitment:{one.id}",
        one.due_on,
        OWN if own else TO_SOMEBODY,
        f"/commitments/{one.id}",
        one.title,
        values={} if own else {"who": Text(zh=one.person.name, en=one.person.name_latin or one.person.name)},
        calendar=CALENDAR if own else CALENDAR_TO_SOMEBODY,
        changed_at=one.changed_at,
        sequence=one.version - 1,
    )


COMMITMENT = Kind("commitment", noop("Commitments"), find, (Stage(-7), Stage(0, early=True), Stage(7)))
