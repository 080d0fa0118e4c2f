"""What others ask of me: entries to confirm, and my share in theirs."""

from starlette.responses import Response

from app.evidence.asked import queries as asked_of_me
from app.evidence.kinds.roles import ROLES
from app.evidence.proof_forms import ShareAnswerForm
from app.evidence.shares import answers as share_answers
from app.framework import versions
from app.kit import pages
from app.kit.errors import Problem, Refused
from app.kit.forms import parse
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people.access import signed_in

router = Router()
SHARE_CONFIRMED = noop("Your share is confirmed. Thank you.")
DISPUTED = noop("Noted. The writer sees your comment.")


@router.get("/verifications", signed_in)
def asked(visit: Visit) -> Response:
    """What others ask of me: entries to confirm, and my share in theirs."""
    return _asked_page(visit)


def _asked_page(visit: Visit, problem: Problem | None = None, part: str = "") -> Response:
    framework = versions.in_force(visit.db).framework
    return pages.page(
        visit,
        "evidence/verifications.html",
        problem.status if problem else 200,
        to_verify=asked_of_me.to_verify(visit.db, visit.actor),
        shares=asked_of_me.shares(visit.db, visit.actor, framework),
        roles={id: _(title) for id, title in ROLES.items()},
        part=part,
        sent=visit.posted.values,
        errors=problem.errors if isinstance(problem, Refused) else {},
        fault=problem.message if problem else "",
    )


@router.put("/contributions/{id}", signed_in)
def answer_share(visit: Visit, id: Id) -> Response:
    """Confirm one's own share, or dispute it."""
    share_answers.require_own_share(visit.db, visit.actor, id)
    try:
        sent = parse(ShareAnswerForm, visit.posted)
        share_answers.answer(visit.db, visit.actor, id, sent.answer, sent.comment, sent.percent)
    except Refused as refused:
        return _asked_page(visit, refused, f"share-{id}")
    return pages.redirect(visit, "/verifications", note=SHARE_CONFIRMED if sent.answer == "confirmed" else DISPUTED)
