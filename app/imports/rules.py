"""The verbs on a file of people: taking it in, mapping it, applying it in whole or not at all, putting it away."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, select

from app.framework import versions
from app.framework.model import Framework
from app.imports import drafts, planning, writing
from app.imports.drafts import Faults
from app.imports.levels import LevelNames
from app.imports.mapping import Mapped, Options, headers_digest, read_mapped, read_options
from app.imports.models import ImportMapping, PeopleImport
from app.imports.plan import Plan
from app.imports.present import present
from app.imports.writing import Told
from app.jobs import rules as jobs
from app.jobs.models import Job
from app.kit import clock
from app.kit.errors import Conflict, Forbidden, NotFound, Refused
from app.kit.i18n import gettext as _
from app.kit.i18n import ngettext
from app.kit.sheets import Sheet
from app.people import queries as people
from app.trail.rules import await_turn, record

KIND = "people-import"
MOST_NAME = 200


def receive(db: Session, by: int, file_name: str, data: bytes) -> PeopleImport:
    """Keep a file that could be read, until it is applied or put away. The same one again is the one that waits."""
    digest = hashlib.sha256(data).hexdigest()
    waiting = (PeopleImport.by_id == by, PeopleImport.sha256 == digest, *_OPEN)
    found = db.exec(select(PeopleImport).where(*waiting)).first()
    if found is None:
        name = " ".join(file_name.split())[-MOST_NAME:]
        found = PeopleImport(by_id=by, at=clock.now(), file_name=name, data=data, sha256=digest)
        db.add(found)
        db.flush()
    return found


_OPEN = (col(PeopleImport.applied_at).is_(None), col(PeopleImport.discarded_at).is_(None))


def find(db: Session, import_id: int) -> PeopleImport:
    """A file that waits, to change it. NotFound, or Conflict when it was applied or put away."""
    found = db.exec(select(PeopleImport).where(PeopleImport.id == import_id).with_for_update()).first()
    if found is None:
        raise NotFound()
    if found.applied_at or found.discarded_at:
        raise Conflict(_("This file has been applied or put away already."))
    return found


def map_columns(
    db: Session, by: int, import_id: int, headers: Sequence[str], mapped: Mapped, options: Options, version: int
) -> PeopleImport:
    """Say how the file is to be read; the next one with these headers begins with it.

    Refused when the columns do not tell who people are; Conflict when somebody mapped it since `version`.
    """
    found = _unapplied(db, import_id)
    if found.version != version:
        raise Conflict(_("Somebody has mapped this file in the meantime."))
    drafts.require_usable(mapped)
    found.mapping, found.options, found.job_id = mapped.stored(), options.stored(), None
    found.version += 1
    _remember(db, by, headers, mapped)
    return found


def mean(db: Session, by: int, import_id: int, headers: Sequence[str], said: Mapping[str, str]) -> PeopleImport:
    """Say what words of the file mean as levels, on top of what was said before. Conflict before it was mapped."""
    found = _unapplied(db, import_id)
    if not found.mapping:
        raise Conflict(_("Map the columns first."))
    mapped = read_mapped(found.mapping)
    mapped = Mapped(mapped.columns, {**mapped.levels, **said})
    found.mapping = mapped.stored()
    found.version += 1
    _remember(db, by, headers, mapped)
    return found


def _remember(db: Session, by: int, headers: Sequence[str], mapped: Mapped) -> None:
    digest = headers_digest(headers)
    kept = db.exec(select(ImportMapping).where(ImportMapping.headers == digest)).first()
    if kept is None:
        kept = ImportMapping(headers=digest, mapping="", saved_at=clock.now(), saved_by_id=by)
        db.add(kept)
    kept.mapping, kept.saved_at, kept.saved_by_id = mapped.stored(), clock.now(), by
    db.flush()


def _unapplied(db: Session, import_id: int) -> PeopleImport:
    found = find(db, import_id)
    if _job_open(db, found):
        raise Conflict(_("This file is being applied."))
    return found


def _job_open(db: Session, found: PeopleImport) -> bool:
    job = db.get(Job, found.job_id) if found.job_id else None
    return job is not None and job.finished_at is None


def draw(db: Session, sheet: Sheet, mapped: Mapped, options: Options, actor_id: int | None) -> tuple[Plan, Faults]:
    """What applying the sheet would change as things stand, and everything that is wrong in it."""
    framework: Framework = versions.in_force(db).framework
    read, faults = drafts.read(sheet.rows, mapped, LevelNames(framework, mapped.levels), options)
    return planning.plan(read, faults, present(db), options, framework, actor_id), faults


def ask(db: Session, by: int, import_id: int, plan_digest: str) -> int:
    """Have the file applied by a job, whose id is returned; asked twice, it is the same one."""
    found = find(db, import_id)
    assert found.id is not None
    if found.job_id and _job_open(db, found):
        return found.job_id
    found.plan_sha256 = plan_digest
    found.version += 1
    job = jobs.begin(db, by, KIND, {"import": found.id, "file": found.file_name}, f"{KIND}-{found.id}-{found.version}")
    assert job.id is not None
    found.job_id = job.id
    return job.id


def apply(db: Session, by: int, import_id: int, sheet: Sheet, told: Told | None = None) -> Plan | None:
    """Carry out what was previewed, all of it; None when it was applied before.

    Refused when the file has faults by now; Conflict when it would change something else than what was previewed.
    """
    found = db.exec(select(PeopleImport).where(PeopleImport.id == import_id).with_for_update()).one()
    if found.applied_at:
        return None
    if by not in people.with_role(db, [by], "hr"):
        raise Forbidden(_("Your role does not include this page."))
    plan, faults = prepare(db, sheet, read_mapped(found.mapping), read_options(found.options), by)
    require_no_faults(faults)
    if plan.digest() != found.plan_sha256:
        raise Conflict(_("What this file would change is no longer what was shown. Please look at the preview again."))
    carry_out(db, by, plan, f"import:{import_id}", told)
    found.applied_at, found.data, found.summary = clock.now(), b"", json.dumps(dict(plan.counts))
    db.flush()
    return plan


def prepare(db: Session, sheet: Sheet, mapped: Mapped, options: Options, actor_id: int | None) -> tuple[Plan, Faults]:
    """The same as `draw`, of a state that stays so until the end of the caller's transaction."""
    await_turn(db)
    return draw(db, sheet, mapped, options, actor_id)


def require_no_faults(faults: Faults) -> None:
    """Refused with their number."""
    if faults.found:
        raise Refused(fault_words(faults))


def fault_words(faults: Faults) -> str:
    return ngettext(
        "%(n)s fault in the file: nothing was changed.",
        "%(n)s faults in the file: nothing was changed.",
        len(faults.found),
    )


def carry_out(db: Session, by: int | None, plan: Plan, what: str, told: Told | None = None) -> None:
    """Write a plan that has no faults, and that it was written."""
    writing.write(db, by, plan, told)
    counts = plan.counts
    record(
        db, "people.imported", actor_id=by, object=what, added=counts["added"], changed=counts["changed"],
        ended=counts["ended"], rows=counts["rows"],
    )  # fmt: skip


def discard(db: Session, import_id: int) -> None:
    """Put the file away without applying it; its content goes."""
    found = _unapplied(db, import_id)
    found.discarded_at, found.data = clock.now(), b""
