"""What a file would change before it does, what is wrong in it, and having it applied."""

from typing import Annotated, Any, Literal

from fastapi import Query
from starlette.responses import Response

from app.framework import versions
from app.imports import opening, queries, rules
from app.imports.drafts import Faults
from app.imports.fields import BY_KEY
from app.imports.forms import MOST_WORDS, ApplicationForm, meanings
from app.imports.levels import LevelNames
from app.imports.opening import Opened
from app.imports.page_routes import FAULTS_SHOWN
from app.imports.plan import KINDS, Plan
from app.kit import pages
from app.kit.downloads import attachment
from app.kit.errors import Conflict, NotFound, Problem, Refused
from app.kit.forms import parse
from app.kit.i18n import gettext as _
from app.kit.lists import Page
from app.kit.routing import Id, Router, Visit
from app.kit.sheets import Fault, Unreadable, letters, marked_copy
from app.people.access import hr

router = Router()
SHOWN = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Chosen = Annotated[Literal["added", "changed", "ended", ""], Query()]


@router.get("/people/imports/{id}/preview", hr, slow=True)
def preview(visit: Visit, id: Id, kind: Chosen = "", page: Page = 1) -> Response:
    """Everything that would change, person by person; or everything that is wrong."""
    found = _opened(visit, id)
    if found is None:
        return pages.redirect(visit, f"/people/imports/{id}")
    plan, faults = _drawn(visit, found)
    if faults.found:
        return _faults_page(visit, found, faults)
    return _preview_page(visit, found, plan, kind, page)


def _opened(visit: Visit, id: int) -> Opened | None:
    """None for a file that is not mapped yet, cannot be read, or is over."""
    with visit.database.reading() as db:
        brought = queries.brought(db, id)
        if not brought.open or brought.job_open or not brought.mapping:
            return None
        try:
            return opening.opened(db, brought)
        except Unreadable:
            return None


def _drawn(visit: Visit, found: Opened) -> tuple[Plan, Faults]:
    with visit.database.reading() as db:
        return rules.draw(db, found.sheet, found.mapped, found.options, visit.actor.person_id)


def _preview_page(
    visit: Visit, found: Opened, plan: Plan, kind: str, page: int, problem: Problem | None = None
) -> Response:
    counts = plan.counts
    kind = kind or next((one for one in KINDS if counts[one]), "added")
    changes = plan.of_kind(kind)
    start = (page - 1) * SHOWN
    return pages.page(
        visit,
        "imports/preview.html",
        problem.status if problem else 200,
        brought=found.brought,
        options=found.options,
        plan=plan,
        digest=plan.digest(),
        counts=counts,
        kind=kind,
        changes=changes[start : start + SHOWN],
        more=len(changes) > start + SHOWN,
        page=page,
        fields=BY_KEY,
        framework=_framework(visit),
        fault=problem.message if problem else "",
        errors=problem.errors if isinstance(problem, Refused) else {},
        sent=visit.posted.values,
    )


def _framework(visit: Visit) -> Any:
    with visit.database.reading() as db:
        return versions.in_force(db).framework


def _faults_page(visit: Visit, found: Opened, faults: Faults, refused: Refused | None = None) -> Response:
    names = LevelNames(_framework(visit), {})
    words = sorted(faults.unknown.items(), key=lambda one: (-one[1], one[0]))
    return pages.page(
        visit,
        "imports/faults.html",
        refused.status if refused else 200,
        brought=found.brought,
        faults=faults.sorted()[:FAULTS_SHOWN],
        count=len(faults.found),
        headers=_headers(found),
        words=words[:MOST_WORDS],
        offered=names.offered(),
        errors=refused.errors if refused else {},
        sent=visit.posted.values,
    )


def _headers(found: Opened) -> dict[str, str]:
    """The letters of a column → its heading."""
    return {letters(n): header for n, header in enumerate(found.sheet.headers)}


@router.put("/people/imports/{id}/levels", hr, slow=True)
def mean(visit: Visit, id: Id) -> Response:
    """Say which levels the file's words mean; they are remembered with the columns."""
    found = _opened(visit, id)
    if found is None:
        raise Conflict(_("Map the columns first."))
    try:
        said = meanings(visit.posted, dict(LevelNames(_framework(visit), {}).offered()))
    except Refused as refused:
        return _faults_page(visit, found, _drawn(visit, found)[1], refused)
    rules.mean(visit.db, visit.actor.person_id, id, found.sheet.headers, said)
    return pages.redirect(visit, f"/people/imports/{id}/preview")


@router.put("/people/imports/{id}/application", hr, slow=True)
def apply(visit: Visit, id: Id) -> Response:
    """Have it applied, if it would do what was previewed. Whoever ends for not being listed is counted by hand."""
    found = _opened(visit, id)
    if found is None:
        return _under_way(visit, id)
    sent = parse(ApplicationForm, visit.posted)
    plan, faults = _drawn(visit, found)
    if faults.found:
        return _faults_page(visit, found, faults, Refused(_("There are faults in the file by now.")))
    if plan.digest() != sent.plan:
        words = _("What this file would change is no longer what was shown. Please look at the preview again.")
        return _preview_page(visit, found, plan, "", 1, Conflict(words))
    if plan.unlisted and sent.leavers.strip() != str(len(plan.unlisted)):
        words = _("Please type the number of people who leave: %(n)s.", n=len(plan.unlisted))
        return _preview_page(visit, found, plan, "ended", 1, Refused(words, {"leavers": words}))
    job = rules.ask(visit.db, visit.actor.person_id, id, sent.plan)
    return pages.redirect(visit, f"/jobs/{job}")


def _under_way(visit: Visit, id: int) -> Response:
    """Asked again while it is being applied, or afterwards: there is one effect, shown where it is."""
    with visit.database.reading() as db:
        brought = queries.brought(db, id)
    if brought.job_open and brought.job_by_id == visit.actor.person_id:
        return pages.redirect(visit, f"/jobs/{brought.job_id}")
    if not brought.open or brought.job_open:
        return pages.redirect(visit, f"/people/imports/{id}")
    raise Conflict(_("Map the columns first."))


@router.get("/people/imports/{id}/problems", hr, slow=True)
def problems(visit: Visit, id: Id) -> Response:
    """The same table with its faults marked, to be put right and sent again. NotFound when it has none."""
    brought = queries.brought(visit.db, id)
    if not brought.open:
        raise NotFound()
    faults = [fault for fault in _problems(visit, brought) if fault.row]
    if not faults:
        raise NotFound()
    data = marked_copy(queries.data(visit.db, id), opening.options(brought).sheet, faults)
    stem = brought.file_name.rpartition(".")[0] or brought.file_name
    return attachment(data, XLSX, _("%(file)s, marked", file=stem) + ".xlsx")


def _problems(visit: Visit, brought: queries.Brought) -> list[Fault]:
    try:
        found = opening.opened(visit.db, brought)
    except Unreadable as unreadable:
        return list(unreadable.faults)
    return _drawn(visit, found)[1].sorted() if brought.mapping else []
