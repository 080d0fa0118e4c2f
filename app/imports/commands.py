"""python -m app people import FILE: the same as the pages, for whoever runs the server."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.imports import queries, rules
from app.imports.drafts import Faults, require_usable
from app.imports.fields import BY_KEY
from app.imports.guessing import guess
from app.imports.mapping import Mapped
from app.imports.mapping import Options as Options
from app.imports.plan import Change, Plan
from app.kit import sheets
from app.kit.db import Database
from app.kit.errors import Refused
from app.kit.i18n import gettext as _
from app.kit.sheets import Fault, Sheet, Unreadable

MOST_LINES = 200
SIGNS = {"added": "+", "changed": "~", "ended": "-"}


@dataclass(frozen=True, slots=True)
class Asked:
    """`columns`: heading → field, on top of what is remembered or guessed. `leavers`: how many may end for not being
    in a complete file; None when it is not said to be complete.
    """

    file_name: str
    data: bytes
    columns: Mapping[str, str]
    options: Options
    leavers: int | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What to print, and whether all went well."""

    lines: Sequence[str]
    well: bool


def take_in(database: Database, asked: Asked) -> Outcome:
    """Map, check and write the file, all or nothing; a dry run writes nothing."""
    try:
        sheet = sheets.read(asked.data, asked.file_name, asked.options.sheet)
    except Unreadable as unreadable:
        return Outcome([unreadable.message, *map(_fault, unreadable.faults)], False)
    try:
        mapped = _mapped(database, sheet, asked.columns)
        with database.writing() as db:
            plan, faults = rules.prepare(db, sheet, mapped, asked.options, None)
            if not faults.found and not asked.dry_run and plan.changes:
                _require_leavers(plan, asked.leavers)
                rules.carry_out(db, None, plan, "import:command")
    except Refused as refused:
        return Outcome([*refused.errors.values()] or [refused.message], False)
    return Outcome(list(_said(plan, faults, mapped, sheet, asked.dry_run)), not faults.found)


def _mapped(database: Database, sheet: Sheet, said: Mapping[str, str]) -> Mapped:
    with database.reading() as db:
        known = queries.remembered(db, sheet.headers) or Mapped(guess(sheet.headers))
    unknown = [header for header in said if header not in sheet.headers]
    if unknown:
        raise Refused(_("The file has no column %(column)s.", column=unknown[0]))
    if wrong := [key for key in said.values() if key and key not in BY_KEY]:
        names = ", ".join(BY_KEY)
        raise Refused(_("There is no field %(field)s; there are: %(names)s.", field=wrong[0], names=names))
    taken = set(said.values())
    columns = tuple(
        said.get(header, "" if key in taken else key) for header, key in zip(sheet.headers, known.columns, strict=True)
    )
    mapped = Mapped(columns, known.levels)
    require_usable(mapped)
    return mapped


def _require_leavers(plan: Plan, most: int | None) -> None:
    if len(plan.unlisted) != (most or 0):
        raise Refused(_("Please type the number of people who leave: %(n)s.", n=len(plan.unlisted)))


def _said(plan: Plan, faults: Faults, mapped: Mapped, sheet: Sheet, dry_run: bool) -> Iterator[str]:
    for header, key in zip(sheet.headers, mapped.columns, strict=True):
        yield f"{header} → {_(BY_KEY[key].title) if key else '—'}"
    if faults.found:
        yield rules.fault_words(faults)
        yield from map(_fault, faults.sorted()[:MOST_LINES])
        return
    yield from map(_change, plan.changes[:MOST_LINES])
    counts = plan.counts
    if not plan.changes:
        yield _("Nothing to change")
        return
    yield _("%(added)s added, %(changed)s changed, %(ended)s left", **counts)
    yield _("Nothing has been changed yet.") if dry_run else _("Applied")


def _fault(fault: Fault) -> str:
    place = f"{fault.column}{fault.row}" if fault.row else ""
    return f"{place}\t{fault.value}\t{fault.reason}"


def _change(change: Change) -> str:
    fields = "、".join(_(BY_KEY[one.field].title) for one in change.differences)
    return f"{SIGNS[change.kind]} {change.number} {change.name}: {fields}"
