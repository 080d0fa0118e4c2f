"""Accounts for administrators: who can sign in, invitations, roles, disabling."""

from starlette.responses import Response

from app.kit import pages
from app.kit.errors import NotFound, Refused
from app.kit.forms import parse
from app.kit.i18n import noop
from app.kit.lists import Page, Word, plain
from app.kit.routing import Id, Router, Visit
from app.people import access, accounts, queries, rules
from app.people.access import admin
from app.people.forms import AccountForm, RolesForm

router = Router()
SAVED = noop("Saved.")
DISABLED = noop("Disabled; every session has ended.")
ENABLED = noop("Enabled again.")


@router.get("/accounts", admin)
def index(visit: Visit, q: Word = "", page: Page = 1) -> Response:
    word = plain(q)
    found, more = queries.accounts(visit.db, word, page)
    return pages.page(visit, "people/accounts.html", accounts=found, more=more, page=page, word=word)


@router.get("/accounts/{person}", admin)
def show(visit: Visit, person: Id) -> Response:
    return _page(visit, person)


def _page(visit: Visit, person: int, refused: Refused | None = None, invitation: str = "") -> Response:
    return pages.page(
        visit,
        "people/account.html",
        refused.status if refused else 200,
        subject=access.subject(visit.db, visit.actor, person),
        account=queries.account(visit.db, person),
        invitation=invitation,
        form=visit.posted.values,
        errors=refused.errors if refused else {},
        fault=refused.message if refused else "",
    )


@router.post("/accounts", admin)
def create(visit: Visit) -> Response:
    """An account for a person, with its first link."""
    person = visit.posted.get("person")
    if not person.isascii() or not person.isdigit() or len(person) > 9:
        raise NotFound()
    access.subject(visit.db, visit.actor, int(person))
    try:
        sent = parse(AccountForm, visit.posted)
        rules.find(visit.db, sent.person)
        account = accounts.create_account(visit.db, visit.actor.person_id, sent.person, sent.login)
    except Refused as refused:
        return _page(visit, int(person), refused)
    token = accounts.invite(visit.db, visit.actor.person_id, account)
    return _page(visit, sent.person, invitation=_address(visit, token))


@router.post("/accounts/{person}/invitations", admin)
def invite(visit: Visit, person: Id) -> Response:
    """A new one-time link, shown once; it also replaces a forgotten password."""
    account = accounts.of_person(visit.db, person)
    token = accounts.invite(visit.db, visit.actor.person_id, account)
    return _page(visit, person, invitation=_address(visit, token))


def _address(visit: Visit, token: str) -> str:
    return f"{visit.settings.public_origin}/invitations/{token}"


@router.put("/accounts/{person}/roles", admin)
def roles(visit: Visit, person: Id) -> Response:
    try:
        sent = parse(RolesForm, visit.posted)
        accounts.of_person(visit.db, person)
        accounts.set_roles(visit.db, visit.actor.person_id, person, frozenset(sent.roles))
    except Refused as refused:
        return _page(visit, person, refused)
    return pages.redirect(visit, f"/accounts/{person}", note=SAVED)


@router.put("/accounts/{person}/disabling", admin)
def disable(visit: Visit, person: Id) -> Response:
    try:
        accounts.disable(visit.db, visit.actor.person_id, person)
    except Refused as refused:
        return _page(visit, person, refused)
    return pages.redirect(visit, f"/accounts/{person}", note=DISABLED)


@router.delete("/accounts/{person}/disabling", admin)
def enable(visit: Visit, person: Id) -> Response:
    accounts.enable(visit.db, visit.actor.person_id, person)
    return pages.redirect(visit, f"/accounts/{person}", note=ENABLED)
