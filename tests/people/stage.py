"""What must be there before a route can be asked for it. Each function may run again and again."""

from types import SimpleNamespace

from sqlalchemy import text
from sqlmodel import Session, col, select

from app.assessments import rules as assessing
from app.assessments.models import Assessment
from app.assessments.rules import Answer
from app.framework import versions
from app.people import access, accounts, rules, sessions
from app.people.access import Actor
from app.people.models import Account, Person, ReportingLine, SignInSession
from tests import cast

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def draft(db: Session, people: SimpleNamespace, author: str = "lin") -> int:
    """The author's open assessment of lin, with one rating."""
    return _draft(db, getattr(people, author), people.lin.person_id)


def _draft(db: Session, actor: Actor, person_id: int) -> int:
    assessment = assessing.start(db, actor, access.subject(db, actor, person_id))
    competency = versions.in_force(db).framework.competencies[0].id
    stored = next(r for r in assessing.ratings(db, assessment) if r.competency == competency)
    if stored.version == 0:
        assessing.rate(db, actor, assessment.id, competency, Answer(2, note="seen twice"), 0)
    return assessment.id


def submitted(db: Session, people: SimpleNamespace, author: str = "lin") -> int:
    """The author's submitted assessment of lin."""
    actor, person_id = getattr(people, author), people.lin.person_id
    found = db.exec(
        select(Assessment.id).where(
            Assessment.person_id == person_id,
            Assessment.author_id == actor.person_id,
            col(Assessment.submitted_at).is_not(None),
        )
    ).first()
    if found is None:
        found = draft(db, people, author)
        assessing.submit(db, actor, found)
    return found


def both_submitted(db: Session, people: SimpleNamespace, which: str) -> int:
    """lin's and her manager's assessments, each submitted after the other was begun; the id of `which`."""
    if db.exec(select(Assessment.id)).first() is None:
        draft(db, people, "lin")
        draft(db, people, "chen")
    ids = {author: submitted(db, people, author) for author in ("lin", "chen")}
    return ids[which]


def line(db: Session, people: SimpleNamespace) -> int:
    """lin's solid line to chen."""
    found = db.exec(
        select(ReportingLine.id).where(
            ReportingLine.person_id == people.lin.person_id, ReportingLine.manager_id == people.chen.person_id
        )
    ).first()
    return found or 0


def session(db: Session, people: SimpleNamespace) -> int:
    """A session of lin in another browser."""
    sessions.open_session(db, people.lin.account_id, "another browser", confirmed=True)
    ids = db.exec(select(SignInSession.id).where(SignInSession.account_id == people.lin.account_id)).all()
    return max(id for id in ids if id)


def invitation(db: Session, people: SimpleNamespace) -> str:
    """The token of a new link for zhao."""
    account = accounts.of_person(db, people.zhao.person_id)
    return accounts.invite(db, None, account)


def nobody(db: Session, people: SimpleNamespace) -> int:
    """Somebody without an account."""
    found = db.exec(select(Person.id).where(~select(Account.id).where(Account.person_id == Person.id).exists())).first()
    return found or rules.add_person(db, None, name="新人").id or 0


def second_factor(db: Session, people: SimpleNamespace) -> str:
    """lin has a second factor."""
    accounts.of_person(db, people.lin.person_id).second_factor = SECRET
    return SECRET


def no_second_factor(db: Session, people: SimpleNamespace) -> str:
    db.execute(text("UPDATE account SET second_factor = NULL, second_factor_step = 0"))
    return SECRET


def passwords(db: Session, people: SimpleNamespace) -> str:
    """Everybody has the cast's password, whatever happened before."""
    db.execute(text("UPDATE account SET password_hash = :hash"), {"hash": cast.password_hash()})
    return cast.PASSWORD
