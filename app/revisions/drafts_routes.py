"""HR's drafts of the next framework version: uploaded, checked, told what was renamed, published, discarded."""

from starlette.responses import Response

from app.framework import source, versions, yaml_writing
from app.framework.difference.comparison import compare
from app.framework.difference.guesses import candidates
from app.framework.names import Renames
from app.kit import clock, pages
from app.kit.downloads import attachment
from app.kit.errors import Conflict, Problem, Refused
from app.kit.files import FIELD
from app.kit.forms import parse
from app.kit.i18n import gettext as _
from app.kit.i18n import noop
from app.kit.routing import Id, Router, Visit
from app.people.access import hr
from app.revisions import checking, packing, queries, rules, uploaded
from app.revisions.forms import PublicationForm, UploadForm, VersionForm, renames_of
from app.revisions.listing_routes import listing
from app.revisions.rules import StaleDraft

router = Router()
RENAMED = noop("Saved. The difference below reads through it.")
PUBLISHED = noop("Published.")
DISCARDED = noop("The draft is discarded.")
MOST_WORDS = 200
MOST_INDICATORS = 300


@router.post("/framework/drafts", hr, files=True)
def begin(visit: Visit) -> Response:
    """A draft of what was sent, with or without errors; without anything to read, the list again with the sentence."""
    try:
        files = _files(visit)
        checking.checked(checking.pack(files))
        draft = rules.begin(visit.db, visit.actor, files)
    except (Refused, Conflict) as problem:
        return listing(visit, problem.status, fault=problem.message)
    return pages.redirect(visit, f"/framework/drafts/{draft.id}")


def _files(visit: Visit) -> dict[str, bytes]:
    sent = parse(UploadForm, visit.posted)
    if sent.source == "server":
        return _of_server(visit)
    files = uploaded.files_of(visit.posted.files.get(FIELD, ()))
    if sent.keep:
        with visit.database.reading() as db:
            newest = versions.newest(db).framework
        return {name: text.encode() for name, text in yaml_writing.to_files(newest).items()} | files
    return files


def _of_server(visit: Visit) -> dict[str, bytes]:
    """The files in LADDER_DATA_DIR, as far as they are there."""
    paths = [visit.settings.data_dir / name for name in source.FILES]
    found = {path.name: path.read_bytes() for path in paths if path.is_file()}
    if not found:
        raise uploaded.refused(_("There are no framework files on the server."))
    return found


@router.get("/framework/drafts/{id}.zip", hr)
def files(visit: Visit, id: Id) -> Response:
    """The files of a draft, to put them right."""
    draft = queries.draft(visit.db, id)
    data = packing.as_zip(checking.unpack(draft.files), draft.created_at)
    return attachment(data, "application/zip", f"framework-draft-{id}.zip")


@router.get("/framework/drafts/{id}", hr)
def show(visit: Visit, id: Id, guesses: bool = False) -> Response:
    """Its faults, or how it differs from the newest version. `guesses`: likely renames are filled in, not saved."""
    return _page(visit, id, guesses=guesses)


@router.put("/framework/drafts/{id}/renames", hr)
def rename(visit: Visit, id: Id) -> Response:
    renames = renames_of(visit.posted)
    try:
        rules.rename(visit.db, visit.actor, id, renames, parse(VersionForm, visit.posted).version)
    except (Refused, StaleDraft) as problem:
        return _not_saved(visit, id, problem, renames)
    return pages.redirect(visit, f"/framework/drafts/{id}#difference", note=RENAMED)


@router.put("/framework/drafts/{id}/publication", hr)
def publish(visit: Visit, id: Id) -> Response:
    try:
        sent = parse(PublicationForm, visit.posted)
        number = rules.publish(visit.db, visit.actor, id, sent.effective_on, sent.base, sent.version)
    except (Refused, StaleDraft) as problem:
        return _not_saved(visit, id, problem, None)
    return pages.redirect(visit, f"/framework/versions/{number}", note=PUBLISHED)


@router.delete("/framework/drafts/{id}", hr)
def discard(visit: Visit, id: Id) -> Response:
    rules.discard(visit.db, visit.actor, id)
    return pages.redirect(visit, "/framework/versions", note=DISCARDED)


def _not_saved(visit: Visit, id: int, problem: Problem, tried: Renames | None) -> Response:
    errors = problem.errors if isinstance(problem, Refused) else {}
    return _page(visit, id, problem.status, tried=tried, fault=problem.message, errors=errors)


def _page(visit: Visit, id: int, status: int = 200, *, tried: Renames | None = None, **values: object) -> Response:
    draft = queries.draft(visit.db, id)
    found = checking.checked(draft.files)
    beside: dict[str, object] = {"guesses": False, **values}
    beside |= {"form": visit.posted.values, "draft": draft, "found": found, "tried": tried}
    if found.framework is not None and draft.open:
        newest = versions.newest(visit.db)
        said = tried or draft.renamed
        comparison = compare(newest.framework, found.framework, draft.renamed)
        beside |= {
            "base": newest,
            "comparison": comparison,
            "candidates": candidates(newest.framework, found.framework, said),
            "said": said,
            "words": comparison.reworded(MOST_WORDS),
            "first_day": clock.today(),
        }
    return pages.page(visit, "revisions/draft.html", status, **beside)
