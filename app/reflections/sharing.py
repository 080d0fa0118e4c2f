"""Showing single passages of a finished reflection to one's managers, and taking them back."""

from collections.abc import Iterable

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from app.kit import clock
from app.kit.errors import Conflict, NotFound, Refused
from app.kit.i18n import gettext as _
from app.people.access import Actor
from app.reflections.models import Reflection, ReflectionExcerpt
from app.reflections.sentences import sentences
from app.trail.rules import record

_FINISHED = (
    select(Reflection)
    .where(col(Reflection.id) == bindparam("id"), col(Reflection.person_id) == bindparam("person"))
    .with_for_update()
)
_SHARED = (
    select(ReflectionExcerpt)
    .where(
        col(ReflectionExcerpt.reflection_id) == bindparam("reflection"), col(ReflectionExcerpt.withdrawn_at).is_(None)
    )
    .order_by(col(ReflectionExcerpt.id))
)
_ONE = (
    select(ReflectionExcerpt)
    .join(Reflection, col(Reflection.id) == col(ReflectionExcerpt.reflection_id))
    .where(col(ReflectionExcerpt.id) == bindparam("id"), col(Reflection.person_id) == bindparam("person"))
    .with_for_update()
)


def share(
    db: Session, actor: Actor, reflection_id: int, ticked: Iterable[int], passage: str, seen: frozenset[int]
) -> None:
    """Show these sentences of a finished reflection (their places, from 0), and a passage in other words.

    A sentence that is no longer ticked is taken back; passages in other words stay. `seen`: ids of the excerpts
    that the page showed as shared; Conflict when they are others by now. Refused for a place that the text does
    not have; Conflict while it is a draft; NotFound for anybody but the writer.
    """
    reflection = _finished(db, actor, reflection_id)
    said = sentences(reflection.answer)
    places = sorted(set(ticked))
    if places and not 0 <= places[0] <= places[-1] < len(said):
        raise Refused(_("Please choose one of the values offered."))
    wanted = list(dict.fromkeys(said[place] for place in places))
    present = _shared(db, reflection_id)
    new = [text for text in dict.fromkeys([*wanted, passage]) if text and text not in {one.text for one in present}]
    gone = [one for one in present if one.text in said and one.text not in wanted and one.text != passage]
    if (new or gone) and {one.id for one in present} != seen:
        raise Conflict(_("What you share was changed elsewhere in the meantime. Look at it once more."))
    for one in gone:
        _withdraw(db, actor, one)
    for text in new:
        _add(db, actor, reflection_id, text)


def withdraw(db: Session, actor: Actor, excerpt_id: int) -> int:
    """Take one excerpt back, and say of which reflection it was. Twice has one effect. NotFound for anybody else."""
    found = db.exec(_ONE, params={"id": excerpt_id, "person": actor.person_id}).first()
    if found is None:
        raise NotFound()
    if found.withdrawn_at is None:
        _withdraw(db, actor, found)
    return found.reflection_id


def withdraw_all(db: Session, actor: Actor, reflection_id: int) -> None:
    """Take back everything that is shared of a reflection."""
    for one in _shared(db, reflection_id):
        _withdraw(db, actor, one)


def _finished(db: Session, actor: Actor, reflection_id: int) -> Reflection:
    found = db.exec(_FINISHED, params={"id": reflection_id, "person": actor.person_id}).first()
    if found is None:
        raise NotFound()
    if found.finished_at is None:
        raise Conflict(_("Finish the reflection first; then choose what to share."))
    return found


def _shared(db: Session, reflection_id: int) -> list[ReflectionExcerpt]:
    return list(db.exec(_SHARED, params={"reflection": reflection_id}))


def _add(db: Session, actor: Actor, reflection_id: int, text: str) -> None:
    excerpt = ReflectionExcerpt(reflection_id=reflection_id, text=text, shared_at=clock.now())
    db.add(excerpt)
    db.flush()
    _note(db, actor, "excerpt.shared", excerpt)


def _withdraw(db: Session, actor: Actor, excerpt: ReflectionExcerpt) -> None:
    """The words go too: what is taken back is kept nowhere but in the reflection itself."""
    excerpt.withdrawn_at, excerpt.text = clock.now(), ""
    db.flush()
    _note(db, actor, "excerpt.withdrawn", excerpt)


def _note(db: Session, actor: Actor, action: str, excerpt: ReflectionExcerpt) -> None:
    record(db, action, actor_id=actor.person_id, subject_id=actor.person_id, object=f"excerpt:{excerpt.id}")
