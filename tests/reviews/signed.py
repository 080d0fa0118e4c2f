"""What the tests of signing do again and again, by the verbs."""

from collections.abc import Mapping
from datetime import timedelta
from types import SimpleNamespace

from sqlmodel import Session

from app.commitments import rules as commitments
from app.commitments.rules import Promise
from app.kit import clock
from app.people import rules as people_rules
from app.people.access import Actor
from app.reviews.conversations import rules as talking
from app.reviews.conversations.contents import contents
from app.reviews.models import AgreedRating, Conversation, NextLevelView, OpportunityAnswer
from app.reviews.record_models import ConversationRecord
from app.reviews.signing import marks, rules
from app.reviews.signing.draft import draft
from app.reviews.talk import talk
from tests.assessments.acts import Said, answer
from tests.cycles import acts

AGREED: Mapping[str, Said] = {"teamwork": 3, "strategy": 3, "data_analysis": 3}
REASON = "两边一起看了第三季度的复盘"
NOTES = "先说了上一次答应的事，再看分歧"


def agree(
    db: Session, people: SimpleNamespace, id: int, agreed: Mapping[str, Said] = AGREED, held_on_days: int = 0
) -> None:
    """What both sides write in an open conversation: agreed answers with a reason, notes, the day."""
    now, by = clock.now(), people.chen.person_id
    for competency, said in agreed.items():
        value = answer(said)
        db.add(
            AgreedRating(
                participant_id=id, competency=competency, proficiency=value.proficiency,
                no_opportunity=value.no_opportunity, reason=REASON, saved_at=now, saved_by_id=by,
            )
        )  # fmt: skip
        if value.no_opportunity:
            db.add(
                OpportunityAnswer(
                    participant_id=id, competency=competency, reason="下半年再看", saved_at=now, saved_by_id=by
                )
            )
    held_on = clock.today() + timedelta(days=held_on_days)
    db.add(Conversation(participant_id=id, held_on=held_on, notes=NOTES, changed_at=now, changed_by_id=by))
    for side in ("person", "manager"):
        words = f"{side}: 再带一个项目"
        db.add(NextLevelView(participant_id=id, side=side, verdict="soon", words=words, saved_at=now, saved_by_id=by))
    db.flush()


def promised(db: Session, people: SimpleNamespace, id: int) -> None:
    """A commitment of each side, proposed."""
    due = clock.today() + timedelta(days=60)
    lin, chen = people.lin.person_id, people.chen.person_id
    commitments.propose(db, people.lin, id, lin, lin, Promise("把对账表做成模板", due, "data_analysis"), "once-lin")
    commitments.propose(db, people.chen, id, lin, chen, Promise("带她参加经销商大会", due), "once-chen")


def ready(db: Session, people: SimpleNamespace) -> int:
    """lin's conversation with chen, complete but not signed; its id. The same one when it is there already."""
    id = acts.opened(db, people)
    if db.get(Conversation, id) is None:
        agree(db, people, id)
        promised(db, people, id)
    return id


def sign(db: Session, actor: Actor, id: int) -> ConversationRecord:
    """Sign what is there now, as from a fresh page."""
    found = draft(db, actor, talk(db, actor, id))
    return rules.sign(db, actor, id, marks.shown(found.content), found.marks)


def signed(db: Session, people: SimpleNamespace) -> int:
    """lin's conversation, signed by chen; its id. The same one when it is there already."""
    id = ready(db, people)
    if not talk(db, people.chen, id).progress.records:
        complete(db, people, id)
        sign(db, people.chen, id)
    return id


def complete(db: Session, people: SimpleNamespace, id: int) -> None:
    """Whatever else somebody has begun there: agreed on, answered, and with its day."""
    found = contents(db, people.chen, talk(db, people.chen, id))
    for item in found.items:
        if item.answered and (not item.settled or item.lacks_reason):
            said = item.managers_answer if item.managers_answer.given else item.own.answer
            version = item.agreed.saved.version if item.agreed else 0
            talking.agree(db, people.chen, id, item.id, talking.Agreement(said, REASON), version)
    for item in contents(db, people.chen, talk(db, people.chen, id)).items:
        if item.asks and item.reply is None:
            talking.answer_opportunity(db, people.chen, id, item.id, talking.Answered(reason="下半年再看"), 0)
    if found.notes.held_on is None or found.notes.held_on > clock.today():
        wanted = talking.Written(found.notes.text, clock.today())
        talking.write_notes(db, people.chen, id, wanted, found.notes.version)


def instead_of_lin(db: Session, people: SimpleNamespace, name: str) -> SimpleNamespace:
    """The cast with a new person of chen's in lin's place, for acts that are hers."""
    person = people_rules.add_person(db, None, name=name)
    assert person.id is not None
    since = clock.today() - timedelta(days=400)
    people_rules.place(db, None, person.id, "intermediate", since)
    people_rules.report_to(db, None, person.id, people.chen.person_id, since)
    return SimpleNamespace(**{**vars(people), "lin": Actor(person.id, 0, 0, name, name)})
