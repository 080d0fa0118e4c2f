"""Applying a file of people, apart from the pages: read and checked first, written in one transaction."""

from functools import partial

from app.imports import queries, rules
from app.imports.mapping import read_options
from app.jobs import rules as jobs
from app.jobs.kinds import Kind, Params, Task
from app.kit import sheets
from app.kit.i18n import gettext as _


def run(task: Task) -> None:
    """Nothing is written unless everything is; stopping it comes too late once it is."""
    import_id = int(task.params["import"])
    with task.database.reading() as db:
        found = queries.brought(db, import_id)
        data = queries.data(db, import_id)
    if found.applied_at:
        return
    sheet = sheets.read(data, found.file_name, read_options(found.options).sheet)
    task.at(0, len(sheet.rows))
    with task.database.writing() as db:
        jobs.conclude(db, task.job_id)
        rules.apply(db, task.asked_by_id, import_id, sheet, partial(task.at, live=True))


def title(params: Params) -> str:
    return _("People from %(file)s", file=params["file"])


def back(params: Params) -> str:
    return f"/people/imports/{params['import']}"


KIND = Kind(rules.KIND, run, title, back, lambda actor: actor.hr)
