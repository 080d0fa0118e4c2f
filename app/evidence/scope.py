"""Whether and how the actor may read one entry."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from sqlalchemy import and_, bindparam, exists, or_, select
from sqlmodel import Session, col

from app.evidence.models import Contribution, Evidence, Verification
from app.evidence.sight import sight
from app.kit import clock
from app.kit.db import row
from app.kit.errors import NotFound
from app.people import access
from app.people.access import Actor, Subject

How = Literal["own", "line", "verifier", "contributor"]
LOOKING_BACK = timedelta(days=30)
"""For so long whoever verified an entry can look at it again."""

_ENTRY = select(
    col(Evidence.person_id),
    col(Evidence.private),
    exists()
    .where(
        and_(
            col(Verification.evidence_id) == col(Evidence.id),
            col(Verification.verifier_id) == bindparam("reader"),
            col(Verification.withdrawn_at).is_(None),
            or_(
                col(Verification.answered_at).is_(None),
                and_(
                    col(Verification.version) == col(Evidence.version),
                    col(Verification.answered_at) > bindparam("answered_since"),
                ),
            ),
        )
    )
    .label("asked"),
    exists()
    .where(
        and_(col(Contribution.evidence_id) == col(Evidence.id), col(Contribution.person_id) == bindparam("reader")),
    )
    .label("shares"),
).where(col(Evidence.id) == bindparam("id"), col(Evidence.deleted_at).is_(None))


@dataclass(frozen=True, slots=True)
class Readable:
    """An entry that the actor may read: whose it is, and how she may.

    'own', 'line': all of it. 'verifier': all of it, partners masked, while an answer is awaited, and for
    some time after it as long as the entry stays what was answered. 'contributor': title, days and role
    only. A verifier or contributor who stands in the line above reads as the line does.
    """

    id: int
    owner: Subject
    how: How

    @property
    def own(self) -> bool:
        return self.how == "own"

    @property
    def inside(self) -> bool:
        """Herself or the solid line above: partners are named."""
        return self.how in ("own", "line")


def readable(db: Session, actor: Actor, evidence_id: int) -> Readable:
    """An entry that the actor may read today; NotFound for everybody else, and once it is deleted."""
    found = row(db, _ENTRY, id=evidence_id, reader=actor.person_id, answered_since=clock.now() - LOOKING_BACK)
    if found is None:
        raise NotFound()
    owner = access.subject(db, actor, found.person_id)
    return Readable(evidence_id, owner, _how(owner, found.private, found.asked, found.shares))


def _how(owner: Subject, private: bool, asked: bool, shares: bool) -> How:
    seen = sight(owner.relation)
    if seen == "all":
        return "own"
    if private:
        raise NotFound()
    if seen == "shared":
        return "line"
    if asked:
        return "verifier"
    if shares:
        return "contributor"
    raise NotFound()
