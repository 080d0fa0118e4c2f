"""Signing: what is missing, what it means, the whole record as it will be frozen, and the signature."""

import json

from starlette.responses import Response

from app.evidence.kinds import KINDS
from app.kit import pages
from app.kit.errors import Problem
from app.kit.forms import parse
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people.access import signed_in
from app.reviews import calibrated
from app.reviews.conversations.words import missing_in_words
from app.reviews.signing import marks, rules, words
from app.reviews.signing.differences import Changes
from app.reviews.signing.forms import SignatureForm
from app.reviews.signing.rules import NotComplete, Stale

router = Router()
SIGNED = noop("Signed and frozen. What you both promised counts from now on.")
KIND = {kind.id: kind for kind in KINDS}


@router.get("/conversations/{id}/signature", signed_in)
def show(visit: Visit, id: Id) -> Response:
    """The record as it would be frozen; of a signed conversation, the record that there is."""
    found = rules.managers(visit.db, visit.actor, id)
    if found.progress.records:
        return pages.redirect(visit, f"/conversations/{id}/records/1")
    return _page(visit, id)


@router.put("/conversations/{id}/signature", signed_in)
def sign(visit: Visit, id: Id) -> Response:
    """Sign what the page showed; what is missing, or has changed since, is told instead."""
    sent = parse(SignatureForm, visit.posted)
    try:
        rules.sign(visit.db, visit.actor, id, sent.shown, sent.as_marks())
    except (NotComplete, Stale) as problem:
        return _page(visit, id, problem)
    return pages.redirect(visit, f"/conversations/{id}/records/1", note=SIGNED)


def _page(visit: Visit, id: int, problem: Problem | None = None) -> Response:
    found, ready, lacking = rules.shown(visit.db, visit.actor, id)
    framework = ready.published.framework
    return pages.page(
        visit,
        "reviews/signing/signature.html",
        problem.status if problem else 200,
        talk=found,
        content=ready.content,
        held_on=ready.held_on,
        framework=framework,
        missing=[missing_in_words(one) for one in lacking],
        changed=problem.changed if isinstance(problem, Stale) else (),
        shown=marks.shown(ready.content),
        marks=json.dumps(ready.marks),
        marked=lambda mark: words.marked(mark, framework),
        changes=Changes(),
        calibrations=calibrated.before_signing(visit.db, id, found.subject.relation, None),
        counts=None,
        sides_hidden=False,
        kinds=KIND,
        words=words,
        fault=problem.message if problem else "",
    )
