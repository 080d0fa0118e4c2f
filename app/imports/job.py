"""Applying a file of people, apart from the pages: read and checked first, written in one transaction."""

from app.imports import queries, rules
from app.imports.mapping import read_options
from app.jobs import rules as jobs
from app.jobs.kinds import Kind, Params, Task
from app.kit import sheets
from app.kit.i18n import gettext as _

STEPS = 3


def run(task: Task) -> None:
    """Nothing is written unless everything is; stopping it comes too late once it is."""
    import_id = int(task.params["import"])
    task.at(0, STEPS)
    with task.database.reading() as db:
        found = queries.brought(db, import_id)
        data = queries.data(db, import_id)
    if found.applied_at:
        return
    sheet = sheets.read(data, found.file_name, read_options(found.options).sheet)
    task.at(1, STEPS)
    with task.database.writing() as db:
        jobs.conclude(db, task.job_id)
        rules.apply(db, task.asked_by_id, import_id, sheet)
        task.at(STEPS, STEPS, live=True)


def title(params: Params) -> str:
    return _("People from %(file)s", file=params["file"])


def back(params: Params) -> str:
    return f"/people/imports/{params['import']}"


KIND = Kind(rules.KIND, run, title, back, lambda actor: actor.hr)
