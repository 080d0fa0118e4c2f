"""The timeline of evidence, and writing an entry."""

import secrets
from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from app.evidence import forms, kinds, picking, proof_queries, queries, reading, rules, scope
from app.evidence.content import differences, under
from app.evidence.kinds import results
from app.evidence.kinds.base import Kind
from app.evidence.rules import StaleEntry
from app.evidence.scope import Readable
from app.evidence.sight import sight
from app.evidence.timeline import SHOWN, Filter, timeline
from app.framework import versions
from app.kit import pages
from app.kit.errors import NotFound, Problem, Refused
from app.kit.forms import Posted
from app.kit.i18n import noop
from app.kit.lists import Page, Word
from app.kit.nested import shown_rows
from app.kit.routing import Id, Router, Visit
from app.people import access
from app.people.access import Subject, signed_in

router = Router()
ADDED = noop("Added. A file or a word from somebody else makes it stronger.")
SAVED = noop("Saved.")

Choice = Annotated[str, Query(max_length=60)]


@router.get("/evidence", signed_in)
def index(
    visit: Visit, kind: Choice = "", competency: Choice = "", show: Choice = "", page: Page = 1, deleted: Word = ""
) -> Response:
    """My own entries; after a deletion with the button that takes it back."""
    subject = access.subject(visit.db, visit.actor, visit.actor.person_id)
    gone = reading.deleted(visit.db, subject.id) if deleted else []
    return _timeline(
        visit, subject, Filter(kind, competency, show), page,
        undo=next((one for one in gone if str(one.id) == deleted), None),
    )  # fmt: skip


@router.get("/people/{id}/evidence", signed_in)
def of_person(
    visit: Visit, id: Id, kind: Choice = "", competency: Choice = "", show: Choice = "", page: Page = 1
) -> Response:
    """Somebody's entries without private ones for her line; how many of each kind for HR."""
    subject = access.subject_of_line(visit.db, visit.actor, id)
    seen = sight(subject.relation)
    if seen == "none":
        raise NotFound()
    access.log_reading(visit, subject, f"evidence of person:{id}")
    if seen == "counts":
        counts = queries.counts_by_kind(visit.db, id)
        return pages.page(visit, "evidence/counts.html", subject=subject, counts=counts, kinds=kinds.KINDS)
    return _timeline(visit, subject, Filter(kind, competency, show), page)


def _timeline(
    visit: Visit, subject: Subject, filter: Filter, page: int, undo: reading.Deleted | None = None
) -> Response:
    own = subject.relation.is_self
    framework = versions.in_force(visit.db).framework
    found = timeline(visit.db, subject.id, filter, page, framework, with_private=own)
    answer, template = (pages.fragment, "evidence/_entries.html") if visit.htmx else (pages.page, "evidence/index.html")
    return answer(
        visit,
        template,
        subject=subject,
        own=own,
        timeline=found,
        filter=filter,
        page=page,
        undo=undo,
        shown=SHOWN,
        kinds=kinds.KINDS,
        kind_of=kinds.kind,
        framework=framework,
        address="/evidence" if own else f"/people/{subject.id}/evidence",
    )


@router.get("/evidence/new", signed_in)
def new(visit: Visit, kind: Choice = "", competency: Choice = "") -> Response:
    """The form of a kind, tied to a competency already when one is named; without a kind, the choice of one."""
    if not kind:
        return pages.page(visit, "evidence/choose.html", kinds=kinds.KINDS, competency=competency)
    found = kinds.kind(kind)
    sent: dict[str, tuple[str, ...]] = {}
    if competency and (tied := versions.in_force(visit.db).framework.competency(competency)):
        sent["competencies"] = (tied.id,)
    if found.private_first:
        sent["private"] = ("true",)
    return _new_form(visit, found, Posted({**sent, "once": (secrets.token_urlsafe(9),)}))


@router.post("/evidence", signed_in)
def add(visit: Visit) -> Response:
    kind = kinds.kind(visit.posted.get("kind"))
    try:
        sent, content = forms.read(forms.NewForm, kind, visit.posted)
        entry = rules.add(visit.db, visit.actor, kind, content, once=sent.once, private=sent.private)
    except Refused as refused:
        return _new_form(visit, kind, visit.posted, refused)
    return pages.redirect(visit, f"/evidence/{entry.id}", note=ADDED)


@router.get("/evidence/{id}", signed_in)
def show(visit: Visit, id: Id) -> Response:
    """One entry, for its writer, her line, and whoever was asked to verify it or has a share in it."""
    readable = scope.readable(visit.db, visit.actor, id)
    access.log_reading(visit, readable.owner, f"evidence:{id}")
    return entry_page(visit, readable)


def entry_page(visit: Visit, readable: Readable, problem: Problem | None = None, part: str = "") -> Response:
    """One entry with what proves it; `part`: the form on it that has a problem, whose text is kept."""
    view = reading.view(visit.db, readable)
    return pages.page(
        visit,
        "evidence/show.html",
        problem.status if problem else 200,
        view=view,
        readable=readable,
        proofs=proof_queries.of_entry(visit.db, visit.actor, readable, view.standing.entry),
        part=part,
        sent=visit.posted.values,
        errors=getattr(problem, "errors", {}),
        fault=problem.message if problem else "",
        framework=versions.in_force(visit.db).framework,
        counted=results,
    )


def entry_again(visit: Visit, id: int, problem: Problem, part: str) -> Response:
    """The entry's page with what is wrong in one of its forms, and what was typed there."""
    return entry_page(visit, scope.readable(visit.db, visit.actor, id), problem, part)


@router.get("/evidence/{id}/edit", signed_in)
def edit(visit: Visit, id: Id) -> Response:
    readable = scope.readable(visit.db, visit.actor, id)
    reading.require_own(readable)
    found = reading.stored(visit.db, readable)
    said = under(versions.in_force(visit.db).framework, found.content)
    sent = Posted({**forms.as_posted(said).fields, "version": (str(found.version),)})
    return _form(visit, found.kind, sent, f"/evidence/{id}")


@router.put("/evidence/{id}", signed_in)
def change(visit: Visit, id: Id) -> Response:
    kind = kinds.kind(rules.mine(visit.db, visit.actor, id).kind)
    try:
        sent, content = forms.read(forms.ChangeForm, kind, visit.posted)
        rules.change(visit.db, visit.actor, id, content, sent.version)
    except (Refused, StaleEntry) as problem:
        return _form(visit, kind, visit.posted, f"/evidence/{id}", problem)
    return pages.redirect(visit, f"/evidence/{id}", note=SAVED)


@router.delete("/evidence/{id}", signed_in)
def remove(visit: Visit, id: Id) -> Response:
    rules.remove(visit.db, visit.actor, id)
    return pages.redirect(visit, "/evidence", deleted=id)


def _new_form(visit: Visit, kind: Kind, sent: Posted, problem: Problem | None = None) -> Response:
    return _form(visit, kind, sent, "", problem)


def _form(visit: Visit, kind: Kind, sent: Posted, address: str, problem: Problem | None = None) -> Response:
    """The form of a new entry, or of the one at `address`, with what was sent and what is wrong with it."""
    subject = access.subject(visit.db, visit.actor, visit.actor.person_id)
    framework = versions.in_force(visit.db).framework
    stale = problem if isinstance(problem, StaleEntry) else None
    return pages.page(
        visit,
        "evidence/form.html",
        problem.status if problem else 200,
        kind=kind,
        sent=sent,
        address=address,
        errors=getattr(problem, "errors", {}),
        fault=problem.message if problem and not stale else "",
        stale=stale,
        changes=differences(kind, stale.stored, stale.sent) if stale else (),
        framework=framework,
        picker=picking.picker(
            framework, subject.level, sent.fields.get("competencies", ()), sent.fields.get("indicators", ())
        ),
        counted=results,
        shown_rows=shown_rows,
    )
