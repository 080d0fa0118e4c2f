"""The verb of the contribution split: the writer says who has which share. The answers stand in share_answers.py.

The split is part of what an entry claims, and whoever verifies sees it: changing it makes a new version.
An answer of a colleague is hers, not the writer's, and leaves the version as it is.
"""

from collections.abc import Mapping

from sqlmodel import Session, select

from app.evidence import rules
from app.evidence.kinds import kind
from app.evidence.models import Contribution, Evidence
from app.kit import clock
from app.kit.errors import Conflict, Refused
from app.kit.i18n import gettext as _
from app.people import queries as people
from app.people.access import Actor
from app.trail.rules import record

WHOLE = 100
MAX_PEOPLE = 20


class StaleSplit(Conflict):
    """Another window changed the split in between; carries what is stored now: per cent by person."""

    def __init__(self, stored: Mapping[int, int]) -> None:
        super().__init__(_("The split was changed elsewhere in the meantime. Yours is not saved yet."))
        self.stored = dict(stored)


def share(
    db: Session, actor: Actor, evidence_id: int, shares: Mapping[int, int], seen: Mapping[int, int] | None = None
) -> Evidence:
    """Say which shares colleagues have in the actor's own entry, in per cent by person; the rest is her own.

    `seen` is the split that the form was made from; without it, nobody looked. A share that stays keeps its
    answer, a changed one is open again. Refused with errors by person's id ("12"), or for "split"; Conflict
    where nothing is shared (its kind, a private entry), StaleSplit when it is no longer what was seen.
    """
    entry = rules.mine(db, actor, evidence_id)
    require_shareable(entry.kind, entry.private)
    stored = {one.person_id: one for one in _of_entry(db, evidence_id)}
    before = {person: one.percent for person, one in stored.items()}
    if before == dict(shares):
        return entry
    if seen is not None and dict(seen) != before:
        raise StaleSplit(before)
    _require_split(db, actor, shares, before)
    for person, one in stored.items():
        if person not in shares:
            db.delete(one)
    for person, percent in shares.items():
        _say(db, entry, stored.get(person), person, percent)
    db.flush()
    rules.revise(db, actor, entry, shares=_in_words(db, shares))
    record(
        db, "evidence.shared", actor_id=actor.person_id, subject_id=entry.person_id, object=f"evidence:{evidence_id}",
        people=len(shares), version=entry.version,
    )  # fmt: skip
    return entry


def require_shareable(kind_id: str, private: bool) -> None:
    """Conflict when nobody can have a share in such an entry."""
    if not kind(kind_id).shared:
        raise Conflict(_("Entries of this kind are not shared."))
    if private:
        raise Conflict(_("A private entry is for you alone, so nobody else has a share in it."))


def _require_split(db: Session, actor: Actor, shares: Mapping[int, int], before: Mapping[int, int]) -> None:
    errors = {}
    for person, percent in shares.items():
        if person == actor.person_id:
            errors[str(person)] = _("Your own share is what is left; write down your colleagues'.")
        elif person not in before and not people.is_active(db, person):
            errors[str(person)] = _("This person cannot sign in here.")
        elif not 1 <= percent < WHOLE:
            errors[str(person)] = _("A share is between 1 and 99 per cent.")
    if len(shares) > MAX_PEOPLE:
        errors["split"] = _("At most %(most)s colleagues.", most=MAX_PEOPLE)
    elif not errors and sum(shares.values()) >= WHOLE:
        errors["split"] = _(
            "Together your colleagues have %(sum)s%%; at least 1%% must be your own.", sum=sum(shares.values())
        )
    if errors:
        raise Refused(_("Please look at the marked fields; nothing is lost."), errors)


def _say(db: Session, entry: Evidence, one: Contribution | None, person_id: int, percent: int) -> None:
    assert entry.id is not None
    if one is None:
        db.add(Contribution(evidence_id=entry.id, person_id=person_id, percent=percent, said_at=clock.now()))
    elif one.percent != percent:
        one.percent, one.said_at = percent, clock.now()
        one.confirmed_at = one.disputed_at = None
        one.comment = ""


def _in_words(db: Session, shares: Mapping[int, int]) -> str:
    """The split as the entry's history tells it: names as they are written that day."""
    known = people.by_id(db, shares)
    return "、".join(f"{known[person].name} {percent}%" for person, percent in sorted(shares.items()))


def _of_entry(db: Session, evidence_id: int) -> list[Contribution]:
    return list(db.exec(select(Contribution).where(Contribution.evidence_id == evidence_id)))
