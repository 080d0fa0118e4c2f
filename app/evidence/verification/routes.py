"""Asking somebody to verify an entry, her answer, and taking the question back."""

from starlette.responses import Response

from app.evidence import rules
from app.evidence.proof_forms import AskForm, VerdictForm
from app.evidence.routes import entry_again
from app.evidence.verification import rules as verifying
from app.evidence.verification import verdicts
from app.evidence.verification.verdicts import ChangedSince
from app.kit import pages
from app.kit.errors import Refused
from app.kit.forms import parse
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people import queries as people
from app.people.access import signed_in

router = Router()
ASKED = noop("Asked. You see the answer here.")
WITHDRAWN = noop("The request is withdrawn.")
CONFIRMED = noop("Confirmed. Thank you.")
RETURNED = noop("Returned, with your comment.")


@router.post("/evidence/{id}/verifications", signed_in)
def ask(visit: Visit, id: Id) -> Response:
    """Ask a manager who was chosen, or whoever was named."""
    rules.mine(visit.db, visit.actor, id)
    try:
        sent = parse(AskForm, visit.posted)
        verifying.ask(visit.db, visit.actor, id, _verifier(visit, sent), sent.message)
    except Refused as refused:
        return entry_again(visit, id, refused, "ask")
    return pages.redirect(visit, f"/evidence/{id}#verification", note=ASKED)


def _verifier(visit: Visit, sent: AskForm) -> int:
    if sent.verifier and sent.called:
        raise Refused(
            _("Please look at the marked fields; nothing is lost."),
            {"called": _("Either choose somebody above or write a name here, not both.")},
        )
    return sent.verifier or people.person_called(visit.db, sent.called, "called")


@router.put("/verifications/{id}", signed_in)
def verify(visit: Visit, id: Id) -> Response:
    """Confirm or return what one was asked; what changed since is shown as it is now, with the comment kept."""
    evidence_id = verdicts.require_asked(visit.db, visit.actor, id)
    try:
        sent = parse(VerdictForm, visit.posted)
        verdicts.answer(visit.db, visit.actor, id, sent.outcome, sent.comment, sent.version)
    except (Refused, ChangedSince) as problem:
        return entry_again(visit, evidence_id, problem, "verdict")
    return pages.redirect(visit, "/verifications", note=CONFIRMED if sent.outcome == "confirmed" else RETURNED)


@router.delete("/verifications/{id}", signed_in)
def withdraw(visit: Visit, id: Id) -> Response:
    evidence_id = verifying.withdraw(visit.db, visit.actor, id)
    return pages.redirect(visit, f"/evidence/{evidence_id}#verification", note=WITHDRAWN)
