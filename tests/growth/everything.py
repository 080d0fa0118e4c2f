"""A person with something of everything, and the canaries that must or must not be found."""

import json
from datetime import UTC, date, datetime
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from app.api.models import AccessToken
from app.evidence.models import Attachment, Contribution, Evidence, EvidenceRevision, EvidenceTie, Verification
from app.framework import versions
from app.goals.models import ActionItem, CareerTarget, Goal, GoalEvidence, GoalState, PlanSetting
from app.kit import clock
from app.kit.db import Database
from app.people.models import Account
from app.privacy.models import Correction, Erasure
from app.reflections.models import Reflection, ReflectionExcerpt, ReflectionSetting, ReflectionSnooze
from app.reminders.models import CalendarFeed, Digest, DigestItem, ReminderSetting
from app.trail.rules import record

AT = datetime(2026, 10, 1, 2, 30, tzinfo=UTC)
OPEN, PRIVATE, DELETED = "茶季促销，与 12 家门店", "老领导的私下建议", "删掉的一条"
ANSWER, EXCERPT, WITHDRAWN = "我在催回款时还是太急，下次先问清对方的账期。", "先问清对方的账期", "收回的一句"
SECRETS = ("https://robot.example/hook?token=CANARY-HOOK", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "CANARY-FEED-DIGEST")
FILES = {"../../合同 1/签字\u202epdf.exe": b"%PDF-1.7 first", "con": b"\x89PNG second", "": b"\xff\xd8\xff third"}
TYPES = ("application/pdf", "image/png", "image/jpeg")
PROJECT = {
    "role": "led",
    "started_on": "2026-03-01",
    "ended_on": "2026-05-31",
    "partners": "盒马、沃尔玛",
    "steps": [],
    "story": "带 3 人做完选品到复盘。",
    "results": [{"template": "sales", "value": "1280000", "unit": "CNY", "source": "渠道日报"}],
    "lessons": '#import "x" $E=mc^2$ *粗* @label \\ 𠮷',
    "cross_department": True,
}
CONTACT = {"who": "老领导", "met_on": "2026-02-01", "exchanged": PRIVATE}


def add(db: Session, row: SQLModel) -> Any:
    db.add(row)
    db.flush()
    return row


def entry(db: Session, person_id: int, kind: str, title: str, details: dict[str, Any], **more: Any) -> Evidence:
    values = {"started_on": date(2026, 3, 1), "once": title, "created_at": AT, "changed_at": AT, **more}
    content = {"title": title, "details": details, "ties": []}
    row = add(db, Evidence(person_id=person_id, kind=kind, title=title, details=json.dumps(details), **values))
    add(db, EvidenceRevision(evidence_id=row.id, version=1, at=AT, by_id=person_id, content=json.dumps(content)))
    return row


def attach(db: Session, evidence_id: int, name: str, media_type: str, content: bytes) -> None:
    digest = sha256(content).hexdigest()
    values = {"name": name, "media_type": media_type, "size": len(content), "sha256": digest}
    add(db, Attachment(evidence_id=evidence_id, **values, content=content, added_at=AT))


def fill(database: Database, people: SimpleNamespace) -> None:
    """lin's record, and what zhao and chen have of their own and of hers."""
    with database.writing() as db:
        project = _evidence(db, people)
        _goals(db, people, project)
        _reflections(db, people)
        _reminders(db, people)
        record(db, "record.read", actor_id=people.chen.person_id, subject_id=people.lin.person_id, object="gaps")
        account = db.exec(select(Account).where(Account.id == people.lin.account_id)).one()
        account.second_factor = SECRETS[1]


def _evidence(db: Session, people: SimpleNamespace) -> int:
    lin, chen, zhao = (getattr(people, who).person_id for who in ("lin", "chen", "zhao"))
    competency = versions.in_force(db).framework.competencies[0]
    project = entry(
        db, lin, "project", OPEN, PROJECT, role="led", traits="cross_department", ended_on=date(2026, 5, 31)
    )
    entry(db, lin, "contact", PRIVATE, CONTACT, private=True)
    entry(db, lin, "contact", DELETED, CONTACT, deleted_at=AT)
    add(db, EvidenceTie(evidence_id=project.id, competency=competency.id, indicator=competency.indicators[0].id))
    for (name, content), media_type in zip(FILES.items(), TYPES, strict=True):
        attach(db, project.id, name, media_type, content)
    answered = {"answered_at": AT, "outcome": "confirmed", "comment": "数字与渠道日报一致。"}
    add(db, Verification(evidence_id=project.id, version=1, verifier_id=chen, asked_at=AT, **answered))
    add(db, Contribution(evidence_id=project.id, person_id=zhao, percent=30, said_at=AT, confirmed_at=AT))
    other = entry(db, zhao, "project", "ZHAO-OWN-PROJECT", PROJECT)
    attach(db, other.id, "zhao.pdf", "application/pdf", b"%PDF-1.7 ZHAO-OWN-FILE")
    asked = {"message": "请帮忙核验", "answered_at": AT, "outcome": "returned", "comment": "LIN-AS-VERIFIER"}
    add(db, Verification(evidence_id=other.id, version=1, verifier_id=lin, asked_at=AT, **asked))
    add(db, Contribution(evidence_id=other.id, person_id=lin, percent=20, said_at=AT))
    return int(project.id)


def _goals(db: Session, people: SimpleNamespace, project: int) -> None:
    lin, chen = people.lin.person_id, people.chen.person_id
    shared = {"due_on": date(2027, 3, 31), "hours": 24, "created_at": AT, "changed_at": AT, "to_proficiency": 4}
    goal = add(
        db,
        Goal(
            person_id=lin, competency="teamwork", from_proficiency=3, why="想带团队", measure="两位新人独立谈成",
            state="met", once="g", **shared,
        ),
    )  # fmt: skip
    add(db, Goal(person_id=people.zhao.person_id, competency="teamwork", why="ZHAO-OWN-GOAL", state="drafted", once="z", **shared))  # noqa: E501  # fmt: skip
    for state, by in (("drafted", lin), ("agreed", chen), ("met", lin)):
        add(db, GoalState(goal_id=goal.id, state=state, by_id=by, at=AT, reason="说好了" if by == chen else ""))
    add(db, ActionItem(goal_id=goal.id, title="每周带一次新人", done_at=AT, created_at=AT))
    add(db, ActionItem(goal_id=goal.id, title="写一份带教提纲", due_on=date(2026, 12, 1), created_at=AT))
    add(db, GoalEvidence(goal_id=goal.id, evidence_id=project))
    add(
        db,
        CareerTarget(
            person_id=lin, level="senior", face="manager", by_on=date(2028, 1, 1), why="想管一个区", set_at=AT
        ),
    )
    add(db, PlanSetting(person_id=lin, hours_per_month=12))


def _reflections(db: Session, people: SimpleNamespace) -> None:
    lin = people.lin.person_id
    row = add(
        db,
        Reflection(
            person_id=lin, occasion="periodic", occasion_key="periodic:2026-10-01", asked="这个季度学到了什么？",
            answer=ANSWER, change="nothing", change_note="先观察一个月", started_at=AT, finished_at=AT,
        ),
    )  # fmt: skip
    add(db, ReflectionExcerpt(reflection_id=row.id, text=EXCERPT, shared_at=AT))
    add(db, ReflectionExcerpt(reflection_id=row.id, text=WITHDRAWN, shared_at=AT, withdrawn_at=AT))
    add(db, ReflectionSnooze(person_id=lin, occasion_key="gap:teamwork:2026-09-01", until=date(2027, 1, 1)))
    add(db, ReflectionSetting(person_id=lin, cadence="monthly"))
    zhao = {"person_id": people.zhao.person_id, "occasion": "own", "occasion_key": "own:z", "asked": "?"}
    add(db, Reflection(**zhao, answer="ZHAO-OWN-REFLECTION", started_at=AT))


def _reminders(db: Session, people: SimpleNamespace) -> None:
    lin = people.lin.person_id
    add(db, ReminderSetting(person_id=lin, chat_url=SECRETS[0], off="goal"))
    add(db, CalendarFeed(person_id=lin, token=SECRETS[2], created_at=AT))
    digest = add(db, Digest(person_id=lin, on=date(2026, 10, 1), created_at=AT, settled_at=AT))
    add(db, DigestItem(digest_id=digest.id, person_id=lin, kind="goal", key="goal:1", stage_on=clock.today()))


def requests(db: Session, people: SimpleNamespace) -> None:
    """A correction that she asked for, her request to be erased, and a token."""
    lin = people.lin.person_id
    answered = {
        "outcome": "declined",
        "answer": "身份证上是晓",
        "answered_at": AT,
        "answered_by_id": people.wang.person_id,
    }
    add(db, Correction(person_id=lin, field="name", wanted="林小雨", words="户口本上是小", asked_at=AT, **answered))
    add(db, Erasure(person_id=lin, asked_at=AT, asked_by_id=lin, words="先问一问", outcome="withdrawn", decided_at=AT))
    token = {"title": "LIN-TOKEN", "token": "CANARY-TOKEN-DIGEST", "scopes": "people"}
    add(db, AccessToken(person_id=lin, created_at=AT, expires_at=AT, **token))


def count(database: Database, table: type[Any], **where: Any) -> int:
    """How many rows of a table match."""
    with database.reading() as db:
        return len(
            db.exec(select(table).where(*(col(getattr(table, name)) == value for name, value in where.items()))).all()
        )
