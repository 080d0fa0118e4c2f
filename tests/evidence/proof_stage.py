"""Files, questions and shares that routes are asked for. Each function may run again and again."""

from types import SimpleNamespace

from sqlalchemy import select
from sqlmodel import Session, col

from app.evidence import kinds, rules
from app.evidence.files import rules as attaching
from app.evidence.models import Attachment, Contribution, Evidence, Verification
from app.evidence.shares import rules as sharing
from app.evidence.verification import rules as verifying
from tests.evidence.acts import content
from tests.evidence.proving import inspected


def project(db: Session, people: SimpleNamespace, once: str = "walk-project") -> int:
    """lin's project, in which nobody has a share."""
    found = db.scalars(select(Evidence).where(col(Evidence.once) == once)).first()
    if found is None:
        found = rules.add(db, people.lin, kinds.kind("project"), content("project", title="Tea season"), once=once)
    sharing.share(db, people.lin, found.id or 0, {})
    return found.id or 0


def file(db: Session, people: SimpleNamespace) -> int:
    """A file of lin's project."""
    entry = project(db, people)
    attaching.attach(db, people.lin, entry, [inspected(1)])
    return db.scalars(select(col(Attachment.id)).where(col(Attachment.evidence_id) == entry)).one()


def removed_file(db: Session, people: SimpleNamespace) -> int:
    """One that she took off it again."""
    id = file(db, people)
    attaching.remove(db, people.lin, id)
    return id


def question(db: Session, people: SimpleNamespace) -> int:
    """lin's open question to zhao, about a project of its own."""
    entry = project(db, people, "walk-question")
    if db.scalars(select(Verification).where(col(Verification.outcome) == "confirmed")).first():
        rules.revise(db, people.lin, db.get_one(Evidence, entry))
    return verifying.ask(db, people.lin, entry, people.zhao.person_id).id or 0


def asked_version(db: Session, people: SimpleNamespace) -> int:
    return db.get_one(Verification, question(db, people)).version


def share(db: Session, people: SimpleNamespace) -> int:
    """zhao's share of 30 per cent in another project of lin."""
    entry = project(db, people, "walk-share")
    sharing.share(db, people.lin, entry, {people.zhao.person_id: 30})
    return db.scalars(select(col(Contribution.id)).where(col(Contribution.evidence_id) == entry)).one()
