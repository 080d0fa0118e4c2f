"""What is kept about a person: each kind with why, how long and who reads it. docs/privacy.md says the same."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, SQLModel, col

from app.assessments.models import Assessment
from app.evidence.models import Attachment, Evidence
from app.goals.models import ActionItem, Goal
from app.kit.db import row
from app.kit.i18n import gettext as _
from app.kit.i18n import ngettext, noop
from app.people.models import Account, Placement, SignInSession
from app.privacy import erasing, retention
from app.privacy.models import Correction, Erasure
from app.privacy.whose import HERS
from app.reflections.models import Reflection
from app.reminders.models import Digest
from app.reviews.record_models import ConversationRecord
from app.trail.models import TrailEvent


@dataclass(frozen=True, slots=True)
class Kind:
    """`term`: a retention, or how long in words. `place`: where to read what is kept."""

    id: str
    title: str
    why: str
    term: str
    readers: str
    place: str


KINDS: tuple[Kind, ...] = (
    Kind(
        "who",
        noop("Who I am: name, staff number, e-mail, department, first and last day"),
        noop("So that everybody knows who is who."),
        retention.RECORD,
        noop("Name, level and department: everybody. The rest: you and HR."),
        "/me/file",
    ),
    Kind(
        "ladder",
        noop("Levels and reporting lines, with their dates"),
        noop("They decide what is asked of you, and who may assess you."),
        retention.RECORD,
        noop("You, your solid and dotted line, HR, administrators."),
        "/gaps",
    ),
    Kind(
        "assessments",
        noop("Your assessments: ratings and notes"),
        noop("Your own view, from which gaps are worked out."),
        retention.RECORD,
        noop("Drafts: only you. Submitted: your line, once your manager has submitted too. HR: nothing."),
        "/assessments",
    ),
    Kind(
        "talks",
        noop("Signed records of review conversations, with what belongs to them"),
        noop("What both sides agreed on, as it was."),
        retention.RECORD,
        noop("You and your solid line. HR: the agreed ratings, and evidence as numbers."),
        "/conversations",
    ),
    Kind(
        "evidence",
        noop("Evidence: what you did, with files, and who confirmed it"),
        noop("Proof of your growth."),
        retention.OWN,
        noop("You and your solid line, never what you marked private. HR: how many of each kind."),
        "/evidence",
    ),
    Kind(
        "plan",
        noop("Goals, action items, target, hours a month"),
        noop("Your plan."),
        retention.OWN,
        noop("You, your solid and dotted line. HR: nothing."),
        "/goals",
    ),
    Kind(
        "reflections",
        noop("Reflections"),
        noop("Learning from your own work."),
        retention.OWN,
        noop("Only you; your solid line reads the passages that you share."),
        "/reflections",
    ),
    Kind(
        "reminders",
        noop("Reminders: your settings, and that one was sent"),
        noop("To tell you once, at a good time."),
        retention.OWN,
        noop("Only you."),
        "/settings/reminders",
    ),
    Kind(
        "account",
        noop("Your account: sign-in name, password digest, browsers that are signed in, access tokens"),
        noop("So that only you sign in as you."),
        retention.OWN,
        noop("You; administrators see name and state."),
        "/settings",
    ),
    Kind(
        "requests",
        noop("Your requests about your data"),
        noop("To answer them, and to show that they were answered."),
        retention.REQUESTS,
        noop("You and HR."),
        "/me/data#requests",
    ),
    Kind(
        "trail",
        noop("Trail: what happened to your record, who opened it"),
        noop("So that you and the company can check it."),
        noop("as long as the installation, as numbers"),
        noop("Who opened your record: you. All of it: administrators."),
        "/me/looked",
    ),
)


def _of(table: type[SQLModel], *more: Any, by: str = "person_id") -> Any:
    return (
        select(func.count()).select_from(table).where(col(getattr(table, by)) == bindparam("person"), *more)
    ).scalar_subquery()


def _counted(name: str) -> Any:
    """How many rows of a table of another room's are hers, by the list of app/privacy/whose.py."""
    return erasing.counted(next(one for one in HERS if one.table == name)).scalar_subquery()


_FILES = (
    select(func.count())
    .select_from(Attachment)
    .join(Evidence, col(Evidence.id) == col(Attachment.evidence_id))
    .where(col(Evidence.person_id) == bindparam("person"))
    .scalar_subquery()
)
_ACTIONS = (
    select(func.count())
    .select_from(ActionItem)
    .join(Goal, col(Goal.id) == col(ActionItem.goal_id))
    .where(col(Goal.person_id) == bindparam("person"))
    .scalar_subquery()
)
_RECORDS = (
    select(func.count())
    .select_from(ConversationRecord)
    .join(Assessment, col(Assessment.id) == col(ConversationRecord.assessment_id))
    .where(col(Assessment.person_id) == bindparam("person"))
    .scalar_subquery()
)
_SESSIONS = (
    select(func.count())
    .select_from(SignInSession)
    .join(Account, col(Account.id) == col(SignInSession.account_id))
    .where(col(Account.person_id) == bindparam("person"))
    .scalar_subquery()
)
_mine = col(Assessment.author_id) == col(Assessment.person_id)
# nobody learns here whether a manager has begun to write about her, nor from the number of events
_COUNTS = select(
    _of(Placement).label("levels"),
    _counted("reporting_line").label("lines"),
    _of(Assessment, _mine, col(Assessment.agreed_in).is_(None)).label("assessments"),
    _RECORDS.label("records"),
    _of(Evidence).label("evidence"),
    _FILES.label("files"),
    _of(Goal).label("goals"),
    _ACTIONS.label("actions"),
    _of(Reflection).label("reflections"),
    _of(Digest).label("reminders"),
    _SESSIONS.label("sessions"),
    (_of(Correction) + _of(Erasure)).label("requests"),
    _of(TrailEvent, col(TrailEvent.action) == "record.read", by="subject_id").label("readings"),
)


def amounts(db: Session, person_id: int) -> dict[str, str]:
    """Kind → how much of it there is, in words; one query. What has no number is left out."""
    n = row(db, _COUNTS, person=person_id)
    comma = _(", ")
    return {
        "ladder": comma.join((
            ngettext("%(n)s level", "%(n)s levels", n.levels), ngettext("%(n)s line", "%(n)s lines", n.lines)
        )),
        "assessments": ngettext("%(n)s assessment", "%(n)s assessments", n.assessments),
        "talks": ngettext("%(n)s record", "%(n)s records", n.records),
        "evidence": comma.join((
            ngettext("%(n)s entry", "%(n)s entries", n.evidence), ngettext("%(n)s file", "%(n)s files", n.files)
        )),
        "plan": comma.join((
            ngettext("%(n)s goal", "%(n)s goals", n.goals), ngettext("%(n)s action", "%(n)s actions", n.actions)
        )),
        "reflections": ngettext("%(n)s reflection", "%(n)s reflections", n.reflections),
        "reminders": ngettext("%(n)s message", "%(n)s messages", n.reminders),
        "account": ngettext("%(n)s browser", "%(n)s browsers", n.sessions),
        "requests": ngettext("%(n)s request", "%(n)s requests", n.requests),
        "trail": ngettext("opened %(n)s time", "opened %(n)s times", n.readings),
    }  # fmt: skip


def term(kind: Kind, months: dict[str, int]) -> str:
    """How long a kind is kept, with the months that are set now."""
    if kind.term not in months:
        return _(kind.term)
    number = months[kind.term]
    if kind.term == retention.REQUESTS and number:
        return ngettext("%(n)s month after the answer", "%(n)s months after the answer", number)
    if not number:
        return _("while you work here, then until HR erases it")
    return ngettext("while you work here and %(n)s month longer", "while you work here and %(n)s months longer", number)
