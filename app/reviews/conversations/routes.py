"""The page of a review conversation, and saving its parts: one by one by script, all at once without."""

from collections.abc import Callable, Iterator
from secrets import token_urlsafe

from starlette.responses import Response

from app.gaps import words as gap_words
from app.kit import pages
from app.kit.errors import Conflict, Problem, Refused
from app.kit.forms import parse
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people import access
from app.people.access import signed_in
from app.reviews.calibration.changing import may_calibrate
from app.reviews.conversations import forms, rules, words
from app.reviews.conversations.contents import Contents, contents
from app.reviews.conversations.forms import AGREED, CHANCE, NEXT, NOTES, PRIVATE, PROMISE, part
from app.reviews.conversations.rules import Stale
from app.reviews.conversations.view import View, view
from app.reviews.conversations.writing import to_talk
from app.reviews.talk import taking_part, talk

router = Router()
SAVED = noop("Saved.")
TAKEN = noop("Taken over: whatever both of you said alike is agreed now.")
NOTHING_ALIKE = noop("There is nothing that both of you said alike and that is not agreed yet.")
PROMISED = noop("Added. It is promised once the conversation is signed.")
Act = Callable[[], object]


@router.get("/conversations/{id}", signed_in)
def show(visit: Visit, id: Id) -> Response:
    """How far it is; for its two sides what they can do, and once both have submitted all that they say."""
    found = talk(visit.db, visit.actor, id)
    access.log_reading(visit, found.subject, f"conversation:{id}")
    return _page(visit, id)


def _page(visit: Visit, id: int, status: int = 200, **values: object) -> Response:
    found = view(visit.db, visit.actor, talk(visit.db, visit.actor, id))
    values = {**_blank(), "calibrates": _calibrates(visit, found), **values}
    return pages.page(visit, "reviews/conversations/show.html", status, view=found, **values)


def _calibrates(visit: Visit, found: View) -> bool:
    """Whether a reader is offered to change a rating after calibration."""
    told = found.talk
    ready = told.participation.running and (told.progress.both_in or bool(told.progress.records))
    return found.part == "outside" and ready and may_calibrate(visit.db, visit.actor, told)


def _blank() -> dict[str, object]:
    """What the templates ask for besides the view: words, and what was tried in vain."""
    return {
        "words": words, "gap_words": gap_words, "problems": {}, "tried": {}, "once": token_urlsafe(18), "oob": False,
    }  # fmt: skip


@router.put("/conversations/{id}/agreements/{competency}", signed_in)
def agree(visit: Visit, id: Id, competency: str) -> Response:
    """Save one agreed answer: the state beside it, the progress, and the manager's answer where one is asked for."""
    asked = _asked(visit, id, competency) if visit.htmx else None
    return _put(visit, id, f"{AGREED}.{competency}", "_agreed.html", lambda: _agree(visit, id, competency), asked=asked)


def _asked(visit: Visit, id: int, competency: str) -> bool:
    found = contents(visit.db, visit.actor, taking_part(visit.db, visit.actor, id))
    return found.item(competency).asks


def _agree(visit: Visit, id: int, competency: str) -> None:
    sent = parse(forms.AgreedForm, part(visit.posted, AGREED, competency))
    rules.agree(visit.db, visit.actor, id, competency, sent.as_agreement(), sent.version)


@router.put("/conversations/{id}/common-ground", signed_in)
def take_common_ground(visit: Visit, id: Id) -> Response:
    taken = rules.take_common_ground(visit.db, visit.actor, id)
    return pages.redirect(visit, f"/conversations/{id}", note=TAKEN if taken else NOTHING_ALIKE)


@router.put("/conversations/{id}/opportunities/{competency}", signed_in)
def answer_opportunity(visit: Visit, id: Id, competency: str) -> Response:
    return _put(visit, id, f"{CHANCE}.{competency}", "_chance.html", lambda: _answer(visit, id, competency))


def _answer(visit: Visit, id: int, competency: str) -> None:
    sent = parse(forms.ChanceForm, part(visit.posted, CHANCE, competency))
    rules.answer_opportunity(visit.db, visit.actor, id, competency, sent.as_answered(), sent.version)


@router.put("/conversations/{id}/notes", signed_in)
def write_notes(visit: Visit, id: Id) -> Response:
    return _put(visit, id, NOTES, "_notes_state.html", lambda: _write(visit, id))


def _write(visit: Visit, id: int) -> None:
    sent = parse(forms.NotesForm, part(visit.posted, NOTES))
    rules.write_notes(visit.db, visit.actor, id, sent.as_written(), sent.version)


@router.put("/conversations/{id}/private-note", signed_in)
def write_private(visit: Visit, id: Id) -> Response:
    return _put(visit, id, PRIVATE, "_private_state.html", lambda: _write_private(visit, id))


def _write_private(visit: Visit, id: int) -> None:
    sent = parse(forms.PrivateForm, part(visit.posted, PRIVATE))
    rules.write_private(visit.db, visit.actor, id, sent.text, sent.version)


@router.put("/conversations/{id}/next-level", signed_in)
def say_next_level(visit: Visit, id: Id) -> Response:
    return _put(visit, id, NEXT, "_next_state.html", lambda: _say(visit, id))


def _say(visit: Visit, id: int) -> None:
    sent = parse(forms.NextForm, part(visit.posted, NEXT))
    rules.say_next_level(visit.db, visit.actor, id, sent.as_opinion(), sent.version)


@router.post("/conversations/{id}/commitments", signed_in)
def promise(visit: Visit, id: Id) -> Response:
    return _put(visit, id, PROMISE, "_commitments.html", lambda: _promise(visit, id), note=PROMISED)


def _promise(visit: Visit, id: int) -> None:
    sent = parse(forms.PromiseForm, part(visit.posted, PROMISE))
    rules.promise(visit.db, visit.actor, id, sent.owner, sent.as_promise(), sent.once)


@router.put("/conversations/{id}/agreements", signed_in)
def save_all(visit: Visit, id: Id) -> Response:
    """Save the whole page, as one form without script does: all of it, or nothing and the text kept."""
    to_talk(visit.db, visit.actor, id)
    problems = _save_all(visit, id)
    if problems:
        return _not_saved(visit, id, problems)
    target = f"/conversations/{id}/signature" if "signature" in visit.posted.fields else f"/conversations/{id}"
    return pages.redirect(visit, target, note=SAVED)


def _save_all(visit: Visit, id: int) -> dict[str, Problem]:
    """Save each part in which something was changed; with any problem nothing is kept."""
    problems: dict[str, Problem] = {}
    before = contents(visit.db, visit.actor, taking_part(visit.db, visit.actor, id))
    with visit.db.begin_nested() as attempt:
        for name, act in _parts(visit, id, before):
            try:
                act()
            except (Refused, Stale) as problem:
                problems[name] = problem
        if problems:
            attempt.rollback()
    return problems


def _parts(visit: Visit, id: int, before: Contents) -> Iterator[tuple[str, Act]]:
    """The parts of the page in which something was changed or added, by name."""
    posted = visit.posted
    for competency in forms.sent_of(posted, AGREED):
        if forms.touched(part(posted, AGREED, competency), "answer", "reason"):
            yield f"{AGREED}.{competency}", lambda c=competency: _agree(visit, id, c)  # type: ignore[misc]
    for competency in forms.sent_of(posted, CHANCE):
        sent = part(posted, CHANCE, competency)
        if before.item(competency).reply or any(sent.get(name).strip() for name in ("title", "due_on", "reason")):
            yield f"{CHANCE}.{competency}", lambda c=competency: _answer(visit, id, c)  # type: ignore[misc]
    if posted.fields.get("notes.version") and forms.touched(part(posted, NOTES), "held_on", "text"):
        yield NOTES, lambda: _write(visit, id)
    if posted.get("next.verdict") or posted.get("next.words").strip():
        yield NEXT, lambda: _say(visit, id)
    if posted.fields.get("private.version"):
        yield PRIVATE, lambda: _write_private(visit, id)
    if posted.get("promise.title").strip() or posted.get("promise.due_on").strip():
        yield PROMISE, lambda: _promise(visit, id)


def _put(
    visit: Visit, id: int, name: str, template: str, act: Act, note: str = SAVED, asked: bool | None = None
) -> Response:
    """Save one part: its partial by script, the page without; refused or overtaken: the same with the text kept."""
    try:
        act()
    except (Refused, Stale) as problem:
        return _not_saved(visit, id, {name: problem}, template)
    if not visit.htmx:
        return pages.redirect(visit, f"/conversations/{id}#{name.rpartition('.')[2]}", note=note)
    return _fragment(visit, id, name, template, 200, asked=asked)


def _fragment(visit: Visit, id: int, name: str, template: str, status: int, **values: object) -> Response:
    found = view(visit.db, visit.actor, taking_part(visit.db, visit.actor, id))
    competency = name.partition(".")[2]
    item = found.contents.item(competency) if competency and found.contents else None
    return pages.fragment(
        visit,
        f"reviews/conversations/{template}",
        status,
        view=found,
        item=item,
        **{**_blank(), "asked": None, **values},
    )


def _not_saved(visit: Visit, id: int, problems: dict[str, Problem], template: str = "") -> Response:
    """The same partial or page with what was sent, what is stored, and what to do."""
    taking_part(visit.db, visit.actor, id)
    status = 409 if any(isinstance(problem, Conflict) for problem in problems.values()) else 422
    name = next(iter(problems))
    tried = _tried(visit, name if template else "")
    if visit.htmx and template:
        return _fragment(visit, id, name, template, status, problems=problems, tried=tried)
    fault = _("Nothing was saved yet. Look at the marked places; everything you typed is still here.")
    return _page(visit, id, status, problems=problems, tried=tried, fault=fault)


def _tried(visit: Visit, name: str) -> dict[str, str]:
    """What was sent, each field with the name of its part; a form of one part alone may leave that out."""
    whole = any("." in field for field in visit.posted.fields)
    return {field if whole or not name else f"{name}.{field}": value for field, value in visit.posted.values.items()}
