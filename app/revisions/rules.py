"""Drafts of the next framework version: begun, told what was renamed, published or discarded. HR's verbs."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col

from app.framework import canonical, versions
from app.framework.difference.renaming import ids
from app.framework.model import Framework
from app.framework.names import KINDS, Kind, Renames
from app.kit import clock
from app.kit.db import row
from app.kit.errors import Conflict, Forbidden, NotFound, Refused
from app.kit.i18n import gettext as _
from app.people.access import Actor
from app.revisions import checking
from app.revisions.models import FrameworkDraft
from app.trail.rules import await_turn, record

MOST_OPEN = 20
AHEAD = timedelta(days=730)
_OPEN = (col(FrameworkDraft.published_at).is_(None), col(FrameworkDraft.discarded_at).is_(None))
_COUNT = select(func.count()).select_from(FrameworkDraft).where(*_OPEN)
_SAME = select(col(FrameworkDraft.id)).where(*_OPEN, col(FrameworkDraft.files) == bindparam("files")).limit(1)


class StaleDraft(Conflict):
    """Somebody else changed the draft, or published a version, since the page was made."""


def begin(db: Session, actor: Actor, files: Mapping[str, bytes]) -> FrameworkDraft:
    """A draft of these files, right or wrong; the open one where the very same files were sent before."""
    _require_hr(actor)
    await_turn(db)
    packed = checking.pack(files)
    same = row(db, _SAME, files=packed)
    if same is not None:
        return db.get_one(FrameworkDraft, same.id)
    if row(db, _COUNT)[0] >= MOST_OPEN:
        raise Conflict(_("There are %(n)s open drafts. Please publish or discard some first.", n=MOST_OPEN))
    found = checking.checked(packed)
    content = canonical.to_json(found.framework) if found.framework else ""
    draft = FrameworkDraft(
        files=packed,
        content=content,
        sha256=canonical.digest(content) if content else "",
        created_at=clock.now(),
        created_by_id=actor.person_id,
    )
    db.add(draft)
    db.flush()
    record(db, "framework.drafted", actor_id=actor.person_id, object=f"framework_draft:{draft.id}", sha256=draft.sha256)
    return draft


def rename(db: Session, actor: Actor, id: int, renames: Renames, version: int) -> FrameworkDraft:
    """Say what the draft calls otherwise than the newest version: old id → new id, one to one.

    Refused, by the field `KIND.OLD`, for an id that is not gone, or a new one that is not new or stands twice.
    """
    draft = _open(db, actor, id)
    _require_version(draft, version)
    framework = _framework(draft)
    _check(versions.newest(db).framework, framework, renames)
    draft.renames = renames.to_json()
    draft.version += 1
    db.add(draft)
    db.flush()
    count = sum(len(renames.of(kind)) for kind in KINDS)
    record(db, "framework.renamed", actor_id=actor.person_id, object=f"framework_draft:{draft.id}", renames=count)
    return draft


def publish(db: Session, actor: Actor, id: int, day: date, base: int, version: int) -> int:
    """Put the draft in force from `day`; the number of the version. `base`: the version it was compared with.

    Refused, by the field effective_on, for a day that has passed or is too far away, and for renames that would
    come before a version which is set already. The same sent again gives the same version.
    """
    draft = _locked(db, actor, id)
    if draft.published_at is not None and draft.version_id is not None:
        if draft.effective_on == day:
            return draft.version_id
        raise Conflict(_("This draft is published already, as version %(n)s.", n=draft.version_id))
    _require_open(draft)
    _require_version(draft, version)
    framework, renames = _framework(draft), Renames.read(draft.renames)
    newest = versions.newest(db)
    if newest.id != base:
        raise StaleDraft(
            _("Version %(n)s was published in the meantime. Please look at the difference again.", n=newest.id)
        )
    _require_day(db, day, renames)
    _require_news(db, draft, day)
    _check(newest.framework, framework, renames)
    number = versions.publish(db, actor.person_id, framework, day, renames).id
    assert number is not None
    draft.effective_on, draft.published_at, draft.published_by_id = day, clock.now(), actor.person_id
    draft.version_id, draft.version = number, draft.version + 1
    db.add(draft)
    db.flush()
    return number


def discard(db: Session, actor: Actor, id: int) -> None:
    """Put the draft aside; discarded before: nothing changes."""
    draft = _locked(db, actor, id)
    if draft.discarded_at is not None:
        return
    _require_open(draft)
    draft.discarded_at = clock.now()
    draft.version += 1
    db.add(draft)
    db.flush()
    record(db, "framework.draft_discarded", actor_id=actor.person_id, object=f"framework_draft:{draft.id}")


def _require_hr(actor: Actor) -> None:
    if not actor.hr:
        raise Forbidden(_("Your role does not include this page."))


def _locked(db: Session, actor: Actor, id: int) -> FrameworkDraft:
    """The draft, and nobody else publishing until the end of the transaction."""
    _require_hr(actor)
    await_turn(db)
    draft = db.get(FrameworkDraft, id, populate_existing=True)
    if draft is None:
        raise NotFound()
    return draft


def _open(db: Session, actor: Actor, id: int) -> FrameworkDraft:
    draft = _locked(db, actor, id)
    _require_open(draft)
    return draft


def _require_open(draft: FrameworkDraft) -> None:
    if draft.published_at is not None:
        raise Conflict(_("This draft is published already, as version %(n)s.", n=draft.version_id))
    if draft.discarded_at is not None:
        raise Conflict(_("This draft was discarded. Please upload the files again."))


def _require_version(draft: FrameworkDraft, version: int) -> None:
    if draft.version != version:
        raise StaleDraft(_("Somebody else changed this draft in the meantime. Yours is not saved yet."))


def _framework(draft: FrameworkDraft) -> Framework:
    if not draft.content:
        raise Conflict(_("This draft has errors. Put the files right and upload them again."))
    return canonical.from_json(draft.content)


def _require_day(db: Session, day: date, renames: Renames) -> None:
    today = clock.today()
    if not today <= day <= today + AHEAD:
        raise _refused("effective_on", _("Choose a day from today on, at most two years ahead."))
    later = versions.in_the_way(db, day, renames)
    if later is not None:
        raise _refused("effective_on", _before_renames(later))


def _before_renames(later: versions.Release) -> str:
    """Why nothing can come into force before that version."""
    return _(
        "Version %(n)s comes into force on %(day)s, and ids were renamed: choose that day or a later one.",
        n=later.id,
        day=later.effective_on.isoformat(),
    )


def _require_news(db: Session, draft: FrameworkDraft, day: date) -> None:
    there = versions.effective(db, day)
    if there is not None and there.sha256 == draft.sha256:
        raise _refused("effective_on", _("Nothing differs from version %(n)s, which is in force then.", n=there.id))


def _check(old: Framework, new: Framework, renames: Renames) -> None:
    errors: dict[str, str] = {}
    for kind in KINDS:
        before, after = ids(old, kind), ids(new, kind)
        taken: set[str] = set()
        for gone, fresh in renames.of(kind).items():
            if sentence := _wrong(gone, fresh, before, after, taken):
                errors[field(kind, gone)] = sentence
            taken.add(fresh)
    if errors:
        raise Refused(_("Please look at the marked fields; nothing is lost."), errors)


def _wrong(gone: str, fresh: str, before: Mapping[str, str], after: Mapping[str, str], taken: set[str]) -> str:
    if gone not in before or gone in after:
        return _("“%(id)s” is not among what is gone.", id=gone)
    if fresh not in after or fresh in before:
        return _("“%(id)s” is not among what is new.", id=fresh)
    return _("“%(id)s” was chosen twice.", id=fresh) if fresh in taken else ""


def field(kind: Kind, id: str) -> str:
    """The form's field in which a thing that is gone gets its new id."""
    return f"{kind}.{id}"


def _refused(name: str, sentence: str) -> Refused:
    return Refused(_("Please look at the marked fields; nothing is lost."), {name: sentence})
