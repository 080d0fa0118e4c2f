"""Writing reflections: begin, write, take out. Only the writer acts; for everybody else there is nothing.

The trail does not hear of any of this: not even that somebody reflects. How a reflection ends: finishing.py;
what is shown of it: sharing.py; when it is asked for: asking.py.
"""

import re

from sqlalchemy import bindparam
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.kit import clock
from app.kit.errors import Conflict, NotFound
from app.kit.i18n import gettext as _
from app.people.access import Actor
from app.reflections import queries, sharing
from app.reflections.asked import Agenda, agenda
from app.reflections.models import Reflection
from app.reflections.occasions import OCCASIONS
from app.reflections.prompts import Question, of_advice
from app.reflections.words import due_in_words

OWN = "own:"
MOST = 2000
_TOKEN = re.compile(r"own:[A-Za-z0-9_-]{8,64}")
_MINE = (
    select(Reflection)
    .where(col(Reflection.id) == bindparam("id"), col(Reflection.person_id) == bindparam("person"))
    .with_for_update()
)
_BY_KEY = select(Reflection).where(
    col(Reflection.person_id) == bindparam("person"), col(Reflection.occasion_key) == bindparam("key")
)


class StaleAnswer(Conflict):
    """Another tab saved this text in between; carries what is stored, its version, and what was sent."""

    def __init__(self, stored: str, version: int, sent: str) -> None:
        super().__init__(_("This text was changed elsewhere in the meantime."))
        self.stored, self.version, self.sent = stored, version, sent


def begin(db: Session, actor: Actor, key: str, advice: str | None = None) -> Reflection:
    """The actor's reflection on an occasion: a new draft, or what she has written on it already.

    `key` is that of an occasion that asks today, put off or not, or `own:TOKEN` for one of her own accord, whose
    question may be about one piece of `advice`. The question is kept as it was asked, in the language of the
    moment. NotFound when the occasion does not ask, Conflict when she keeps as many as there can be.
    """
    found = _by_key(db, actor, key)
    if found is not None:
        return found
    seen = agenda(db, actor)
    if key.startswith(OWN):
        return _add(db, actor, "own", key, *_of_own_accord(seen, key, advice))
    for one in (*seen.asked, *seen.waiting):
        if one.due.key == key:
            return _add(db, actor, one.due.occasion, key, one.question, due_in_words(one.due))
    # it asks no more where another request of hers began it since the first look
    found = _by_key(db, actor, key)
    if found is None:
        raise NotFound()
    return found


def write(db: Session, actor: Actor, reflection_id: int, answer: str, version: int) -> Reflection:
    """Keep the text of a draft; `version` is the one the page was made from.

    StaleAnswer when another text was saved since; Conflict once finished; NotFound for anybody else.
    """
    reflection = draft(db, actor, reflection_id)
    if reflection.answer == answer:
        return reflection
    if reflection.version != version:
        raise StaleAnswer(reflection.answer, reflection.version, answer)
    reflection.answer, reflection.saved_at = answer, clock.now()
    reflection.version += 1
    db.flush()
    return reflection


def take_out(db: Session, actor: Actor, reflection_id: int) -> None:
    """Delete a reflection, draft or finished, for good, and with it whatever was shared of it."""
    reflection = mine(db, actor, reflection_id)
    sharing.withdraw_all(db, actor, reflection_id)
    db.delete(reflection)
    db.flush()


def draft(db: Session, actor: Actor, reflection_id: int) -> Reflection:
    """The actor's own draft, locked; Conflict once finished."""
    reflection = mine(db, actor, reflection_id)
    if reflection.finished_at is not None:
        raise Conflict(_("This reflection is finished and no longer changes."))
    return reflection


def mine(db: Session, actor: Actor, reflection_id: int) -> Reflection:
    """The actor's own reflection, locked; NotFound for anybody else, whatever the role."""
    found = db.exec(_MINE, params={"id": reflection_id, "person": actor.person_id}).first()
    if found is None:
        raise NotFound()
    return found


def _of_own_accord(seen: Agenda, key: str, advice: str | None) -> tuple[Question, str]:
    """The question for something she writes unasked, and what it is about; NotFound for a token that is none."""
    if not _TOKEN.fullmatch(key):
        raise NotFound()
    today = clock.today()
    about = next((one for one in seen.framework.advice if one.id == advice), None)
    if about is None:
        return Question(OCCASIONS["own"].plain), ""
    return of_advice(seen.framework, seen.level, about.id, seen.history, today), str(about.title)


def _add(db: Session, actor: Actor, occasion: str, key: str, question: Question, about: str) -> Reflection:
    if len(queries.of_person(db, actor.person_id)) >= MOST:
        raise Conflict(_("You keep %(most)s reflections, as many as there can be. Take one out first.", most=MOST))
    reflection = Reflection(
        person_id=actor.person_id,
        occasion=occasion,
        occasion_key=key,
        prompt_id=question.prompt_id,
        advice=question.advice,
        asked=f"{about}\n{question}" if about else str(question),
        started_at=clock.now(),
    )
    try:
        with db.begin_nested():
            db.add(reflection)
    except IntegrityError:
        return _begun_elsewhere(db, actor, key)
    return reflection


def _by_key(db: Session, actor: Actor, key: str) -> Reflection | None:
    return db.exec(_BY_KEY, params={"person": actor.person_id, "key": key}).first()


def _begun_elsewhere(db: Session, actor: Actor, key: str) -> Reflection:
    """What another request of hers began at the same moment; Conflict when it is gone again."""
    found = _by_key(db, actor, key)
    if found is None:
        raise Conflict(_("Another window was faster. Please try again."))
    return found
